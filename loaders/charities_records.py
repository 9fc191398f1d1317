"""Writes what a register says of a charity as records: itself, its themes, places and peoples."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from graph.identity.names import normal_identifier
from graph.model import (
    LinkKind,
    Method,
    NodeKind,
    Record,
    Statement,
    Status,
    Visibility,
)
from loaders.base import Report, claims, link_record, node_record
from loaders.charities_areas import AreaNames, Place
from loaders.charities_origin import Origins
from loaders.charities_shape import Charity, Merged, numbered
from loaders.charities_sources import CharityRegister
from loaders.charities_words import plain_name, shown_name
from loaders.gazetteer import Gazetteer

# Who lists more countries than half the world says that it works anywhere: such a list is no
# ground in common with anybody, and would put two such bodies above all others.
MOST_COUNTRIES = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """What the records of an edition have in common."""

    register: CharityRegister
    date: str
    visibility: Visibility
    report: Report

    def said(self, subject: str, target: str = "", locator: str = "", url: str = "") -> Statement:
        """A statement of the register about a node or a link."""
        return Statement(
            source=self.register.source.id,
            seen=(self.date,),
            subject=subject,
            object=target,
            locator=locator,
            url=url,
            method=Method.REGISTER,
            visibility=self.visibility,
        )


class Scribe:
    """Writes the charities of one edition; each theme, place and people is told once."""

    def __init__(self, writer: Writer, gazetteer: Gazetteer, areas: AreaNames) -> None:
        self._writer = writer
        self._areas = areas
        self._origins = Origins(gazetteer, areas)
        self._themes = {theme.id: theme.name for theme in gazetteer.all_themes}
        self._told: set[str] = set()
        self._stated: set[str] = set()

    def records(self, charities: Iterable[Charity]) -> Iterator[Record]:
        """All records of the charities. A main charity must come before its linked ones."""
        for charity in charities:
            if charity.id in self._stated:
                self._writer.report.leave("a charity listed twice", charity.locator)
                continue
            self._stated.add(charity.id)
            self._writer.report.used += 1
            self._writer.report.count("charities")
            yield from self._charity(charity)

    def merged(self, gone: Iterable[Merged]) -> Iterator[Record]:
        """What became of charities that left: whoever took them over is their successor."""
        for old in gone:
            old_id = f"org:{numbered(self._writer.register, old.number, old.linked)}"
            new_id = f"org:{numbered(self._writer.register, old.successor)}"
            if new_id not in self._stated or old_id in self._stated:
                self._left("a merger into a charity that is not in this edition", old.locator)
                continue
            said = self._writer.said(old_id, locator=old.locator)
            note = f"removed from the register on {old.removed}" if old.removed else "removed"
            self._stated.add(old_id)
            self._writer.report.count("charities merged into another")
            identifier = normal_identifier(old_id.removeprefix("org:"))
            told = claims(shown_name(old.name), identifiers=[identifier] if identifier else [])
            yield node_record(
                NodeKind.ORGANISATION, replace(said, until=old.removed, note=note, claims=told)
            )
            link = replace(
                said, subject=new_id, object=old_id, since=old.on, detail="took over its assets"
            )
            yield link_record(LinkKind.SUCCESSOR_OF, link)

    def _charity(self, charity: Charity) -> Iterator[Record]:
        register = self._writer.register
        page = register.address(charity.number, charity.linked)
        said = self._writer.said(charity.id, locator=charity.locator, url=page)
        shown = shown_name(charity.name)
        identifiers = [i for i in (normal_identifier(charity.identifier), charity.company) if i]
        told = claims(
            shown,
            aliases=charity.others,
            identifiers=identifiers,
            roles=["charity"],
            website=charity.website,
        )
        written = plain_name(charity.name)
        wording = written if written != shown else ""
        yield node_record(NodeKind.ORGANISATION, replace(said, claims=told, wording=wording))
        if charity.linked:
            yield from self._parent(charity, said)
        for topic in charity.topics:
            yield from self._topic(NodeKind.THEME, topic.theme, self._themes[topic.theme], said)
            yield link_record(LinkKind.ABOUT, replace(said, object=topic.theme, detail=topic.words))
        yield from self._works(charity, said)
        yield from self._peoples(replace(charity, name=shown), said)

    def _parent(self, charity: Charity, said: Statement) -> Iterator[Record]:
        parent = f"org:{numbered(self._writer.register, charity.number)}"
        if parent in self._stated:
            told = replace(said, object=parent, detail="linked charity")
            yield link_record(LinkKind.PART_OF, told)
        else:
            self._left("a link to a main charity that is not in this edition", charity.locator)

    def _works(self, charity: Charity, said: Statement) -> Iterator[Record]:
        found: dict[str, Place] = {}
        for area in charity.areas:
            places = self._areas.places(area)
            if not places:
                reason = f"an area that is no place here ({area.kind or 'no kind'})"
                self._left(reason, f"{charity.locator}, {area.name.strip()}")
            for place in places:
                found.setdefault(place.id, place)
        countries = sum(place.abroad for place in found.values())
        self._writer.report.count("places of work", len(found))
        for place in sorted(found.values(), key=lambda place: place.id):
            if place.abroad and countries > MOST_COUNTRIES:
                self._left("a country of a charity that lists more than 100", charity.locator)
                continue
            yield from self._topic(place.kind, place.id, place.name, said, place.gss)
            note = f"one of {countries} countries that it lists" if place.abroad else ""
            note = "the only country abroad that it lists" if note and countries == 1 else note
            yield link_record(LinkKind.OPERATES_IN, replace(said, object=place.id, note=note))

    def _peoples(self, charity: Charity, said: Statement) -> Iterator[Record]:
        guess = replace(said, status=Status.INFERRED)
        origins = self._origins.of(charity)
        for origin in origins:
            place = origin.place
            if place.kind is NodeKind.COUNTRY:
                yield from self._topic(place.kind, place.id, place.name, said)
                told = replace(guess, object=place.id, note=origin.reason)
                yield link_record(LinkKind.HERITAGE, told)
        if origins:
            self._writer.report.count("diaspora bodies inferred")
            role = claims(charity.name, roles=["diaspora_group"])
            note = origins[0].reason
            yield node_record(NodeKind.ORGANISATION, replace(guess, claims=role, note=note))
        served = {o.place.id: o for o in origins if o.place.kind is NodeKind.COMMUNITY}
        served |= {o.place.id: o for o in self._origins.communities(charity)}
        for _, served_one in sorted(served.items()):
            place = served_one.place
            yield from self._topic(place.kind, place.id, place.name, said)
            told = replace(guess, object=place.id, note=served_one.reason)
            yield link_record(LinkKind.SERVES, told)

    def _topic(
        self, kind: NodeKind, node_id: str, name: str, said: Statement, gss: str = ""
    ) -> Iterator[Record]:
        if node_id in self._told:
            return
        self._told.add(node_id)
        told = claims(
            name, identifiers=[f"GSS-{gss}"] if gss else [], status="council" if gss else ""
        )
        yield node_record(kind, replace(said, subject=node_id, object="", claims=told))

    def _left(self, reason: str, where: str) -> None:
        self._writer.report.read += 1
        self._writer.report.leave(reason, where)
