"""Writes grants as records: funders, grantees, what was funded, and where it was to be of use."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from graph.model import (
    LinkKind,
    LinkRecord,
    NodeKind,
    Record,
    Source,
    Statement,
    Visibility,
)
from loaders.base import Report, claims, link_record, node_record
from loaders.gazetteer import Gazetteer, Place
from loaders.grants_bodies import Body, may_be_person, pays_people, sounds_private
from loaders.grants_shape import Grant


@dataclass(slots=True, kw_only=True)
class _Seen:
    """What was met of one body in the grants of a publisher."""

    place: str
    names: Counter[str] = field(default_factory=Counter)
    identifiers: set[str] = field(default_factory=set)
    sites: Counter[str] = field(default_factory=Counter)


class GrantWriter:
    """Writes the grants of one publisher's edition."""

    def __init__(
        self,
        source: Source,
        date: str,
        visibility: Visibility,
        gazetteer: Gazetteer,
        report: Report,
    ) -> None:
        self._source = source
        self._date = date
        self._visibility = visibility
        self._gazetteer = gazetteer
        self._report = report
        self._ids: dict[Body, str] = {}
        self._bodies: dict[str, _Seen] = {}
        self._countries: dict[str, tuple[Place, str]] = {}
        self._links: list[LinkRecord] = []

    def records(self, grants: Iterable[Grant]) -> tuple[Record, ...]:
        """Records of all that is used, nodes first; what is set aside is counted."""
        held = tuple(grants)
        among_people = pays_people(body for grant in held for body in grant.recipients)
        for grant in held:
            self._grant(grant, among_people)
        links = sorted(self._links, key=_order)
        return (*self._body_records(), *self._country_records(), *links)

    @property
    def figures(self) -> tuple[int, int]:
        """How many bodies and how many links were written."""
        return len(self._bodies), len(self._links)

    def _grant(self, grant: Grant, among_people: bool) -> None:
        funders = [b for b in grant.funders if b.identifiers or not sounds_private(b.name)]
        bodies = [b for b in grant.recipients if not may_be_person(b, among_people=among_people)]
        if not funders or not bodies:
            self._report.leave("a body that may be a private person", grant.place)
            return
        pairs = [(self._id(one), self._id(two), one, two) for one in funders for two in bodies]
        if not all(one and two for one, two, _, _ in pairs):
            self._report.leave("a funder or recipient whose name has no letters", grant.place)
            return
        between = [pair for pair in pairs if pair[0] != pair[1]]
        if not between:
            self._report.leave("a grant of a body to itself", grant.place)
            return
        self._report.used += 1
        for funder_id, body_id, funder, body in between:
            self._meet(funder_id, funder, grant)
            self._meet(body_id, body, grant)
            self._links.append(self._funded(funder_id, body_id, grant))
        for body_id in sorted({pair[1] for pair in between}):
            self._beneficiaries(body_id, grant)

    def _id(self, body: Body) -> str:
        if body not in self._ids:
            self._ids[body] = body.record_id(self._source.id.removeprefix("grants:"))
        return self._ids[body]

    def _meet(self, record_id: str, body: Body, grant: Grant) -> None:
        seen = self._bodies.setdefault(record_id, _Seen(place=grant.place))
        seen.names[body.name] += 1
        seen.identifiers.update(body.identifiers)
        if body.website:
            seen.sites[body.website] += 1

    def _funded(self, funder: str, body: str, grant: Grant) -> LinkRecord:
        return link_record(
            LinkKind.FUNDED,
            Statement(
                source=self._source.id,
                seen=(self._date,),
                subject=funder,
                object=body,
                locator=grant.place,
                url=grant.url,
                visibility=self._visibility,
                detail=grant.title,
                ref=grant.id,
                amount=grant.amount,
                since=grant.awarded,
                until=grant.until,
                note=grant.note,
            ),
        )

    def _beneficiaries(self, body: str, grant: Grant) -> None:
        """Where the grant was to be of use: told by its country code, never by an address."""
        found = {code: self._gazetteer.by_name(code.upper()) for code in grant.countries}
        places = {p.id: p for p in found.values() if p and p.kind is NodeKind.COUNTRY}
        if len(places) < len(found):
            self._report.count("country codes that are none")
        for place in places.values():
            self._countries.setdefault(place.id, (place, grant.place))
            said = Statement(
                source=self._source.id,
                seen=(self._date,),
                subject=body,
                object=place.id,
                locator=grant.place,
                url=grant.url,
                visibility=self._visibility,
                detail="beneficiaries of a grant",
                ref=grant.id,
                since=grant.awarded,
                until=grant.until,
            )
            self._links.append(link_record(LinkKind.OPERATES_IN, said))

    def _body_records(self) -> Iterator[Record]:
        for record_id, seen in sorted(self._bodies.items()):
            name = _most(seen.names)
            said = claims(
                name,
                aliases=sorted(set(seen.names) - {name}),
                identifiers=sorted(seen.identifiers),
                website=_most(seen.sites),
            )
            yield self._node(NodeKind.ORGANISATION, record_id, said, seen.place)

    def _country_records(self) -> Iterator[Record]:
        for place_id, (place, told) in sorted(self._countries.items()):
            yield self._node(NodeKind.COUNTRY, place_id, claims(place.name), told)

    def _node(
        self, kind: NodeKind, record_id: str, said: tuple[tuple[str, str], ...], place: str
    ) -> Record:
        return node_record(
            kind,
            Statement(
                source=self._source.id,
                seen=(self._date,),
                subject=record_id,
                locator=place,
                visibility=self._visibility,
                claims=said,
            ),
        )


def _most(counts: Counter[str]) -> str:
    """The most common text, of equals the first; empty when there is none."""
    return min(counts, key=lambda text: (-counts[text], text)) if counts else ""


def _order(record: LinkRecord) -> tuple[str, str, str, str]:
    said = record.statement
    return (record.kind.value, said.subject, said.object, f"{said.ref}\n{said.fact()!r}")
