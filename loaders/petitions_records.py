"""Writes petitions as records: subjects, where they were signed, departments that answered."""

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.model import (
    Amount,
    LinkKind,
    Method,
    NodeKind,
    Record,
    Source,
    Statement,
    Status,
    Visibility,
)
from graph.text import slug
from loaders.base import Report, claims, link_record, node_record
from loaders.gazetteer import HOME, Gazetteer, Match, Place
from loaders.petitions_shape import Petition, Signed, is_gss

Claims = tuple[tuple[str, str], ...]
RESPONSE = "government response"
# A background tells of much; a place that it names only once may be an example.
LEAST_MENTIONS = 2
# A place that stands behind such words is what the petition compares with, not what it is about.
_COMPARED = re.compile(
    r"\b(?:same|similar|like|unlike|as|compared) (?:as |to |with |in )?(?:the |in )?$",
    re.IGNORECASE,
)


class PetitionWriter:
    """Writes the petitions of one edition; each country, place and department is told once."""

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
        self._themes = {theme.id: theme.name for theme in gazetteer.all_themes}
        self._told: set[str] = set()

    def records(self, petition: Petition) -> Iterator[Record]:
        """The petition itself, then its links, each end before the first link to it."""
        self._report.used += 1
        self._report.count("petitions")
        said = self._said(petition)
        told = claims(
            petition.title,
            identifiers=[f"GB-PETITION-{petition.id}"],
            subtype="petition",
            state=petition.state,
            signatures=str(petition.signatures),
            website=petition.url,
        )
        note = f"open for signing until {petition.deadline}" if petition.deadline else ""
        yield node_record(
            NodeKind.CAMPAIGN,
            replace(said, claims=told, since=petition.opened, until=petition.closed, note=note),
        )
        yield from self._subjects(petition, said)
        yield from self._signed(petition, said)
        yield from self._answered(petition, said)

    def _said(self, petition: Petition) -> Statement:
        return Statement(
            source=self._source.id,
            seen=(self._date,),
            subject=f"campaign:petition:{petition.id}",
            locator=petition.place,
            url=petition.url,
            method=Method.REGISTER,
            visibility=self._visibility,
        )

    def _tell(self, kind: NodeKind, said: Statement, told: Claims) -> Iterator[Record]:
        if said.object not in self._told:
            self._told.add(said.object)
            yield node_record(kind, replace(said, subject=said.object, object="", claims=told))

    # ---- what it is about

    def _subjects(self, petition: Petition, said: Statement) -> Iterator[Record]:
        title = replace(said, locator=f"title of petition {petition.id}", method=Method.STATED)
        named = self._places(petition.title)
        for place in named.values():
            yield from self._about(place.kind, place.name, replace(title, object=place.id))
        for theme in self._gazetteer.themes(petition.title):
            yield from self._about(
                NodeKind.THEME, self._themes[theme], replace(title, object=theme)
            )
        yield from self._topics(petition, said)
        behind = replace(
            said, locator=f"background of petition {petition.id}", method=Method.STATED,
            status=Status.INFERRED, note="named more than once in its background",
        )  # fmt: skip
        for place in self._places(petition.background, LEAST_MENTIONS).values():
            if place.id not in named:
                yield from self._about(place.kind, place.name, replace(behind, object=place.id))

    def _topics(self, petition: Petition, said: Statement) -> Iterator[Record]:
        """Topics that the site's clerks gave it, where they are themes here."""
        for topic in petition.topics:
            themes = self._gazetteer.themes(topic.replace("-", " ").replace("_", " "))
            if not themes:
                self._report.count("topics of the site that are no theme here")
            for theme in themes[:1]:
                given = replace(said, object=theme, detail="topic given by the site")
                yield from self._about(NodeKind.THEME, self._themes[theme], given)

    def _about(self, kind: NodeKind, name: str, said: Statement) -> Iterator[Record]:
        self._report.count("links to what petitions are about")
        yield from self._tell(kind, _plain(said), claims(name))
        yield link_record(LinkKind.ABOUT, said)

    def _places(self, text: str, least: int = 1) -> dict[str, Place]:
        """Countries and communities named at least so often, in reading order; never the UK."""
        met: dict[str, int] = {}
        for match in self._gazetteer.match(text):
            if match.id != HOME and not _is_comparison(text, match):
                met[match.id] = met.get(match.id, 0) + 1
        rows = (self._gazetteer.by_id(i) for i, times in met.items() if times >= least)
        kinds = (NodeKind.COUNTRY, NodeKind.COMMUNITY)
        return {row.id: row for row in rows if row and row.kind in kinds}

    # ---- where it was signed

    def _signed(self, petition: Petition, said: Statement) -> Iterator[Record]:
        if petition.countries and not petition.whole:
            self._report.count("petitions whose countries do not account for all signatures")
        for signed in petition.countries:
            row = self._gazetteer.by_name(signed.code) or self._gazetteer.by_name(signed.name)
            if row is None or row.kind is not NodeKind.COUNTRY:
                self._report.leave(
                    "a country of signers that is not known here",
                    f"{petition.place}, {signed.name} ({signed.code})",
                )
                continue
            yield from self._in(
                NodeKind.COUNTRY, row.id, claims(row.name), signed, said, "countries"
            )
        for signed in petition.constituencies:
            if not is_gss(signed.code) or not signed.name:
                self._report.leave(
                    "a constituency without a code", f"{petition.place}, {signed.name}"
                )
                continue
            told = claims(signed.name, identifiers=[f"GSS-{signed.code}"], status="constituency")
            yield from self._in(
                NodeKind.PLACE, f"place:{signed.code}", told, signed, said, "constituencies"
            )

    def _in(
        self, kind: NodeKind, place: str, told: Claims, signed: Signed,
        said: Statement, word: str,
    ) -> Iterator[Record]:  # fmt: skip
        self._report.count(f"{word} in which petitions were signed")
        here = replace(said, object=place, locator=f"{said.locator}, {word}, {signed.code}")
        yield from self._tell(kind, here, told)
        amount = Amount(low=signed.count, high=signed.count, unit="signatures")
        yield link_record(LinkKind.SIGNED_IN, replace(here, amount=amount))

    # ---- who answered

    def _answered(self, petition: Petition, said: Statement) -> Iterator[Record]:
        for name in petition.departments:
            key = slug(name)
            if not key:
                self._report.leave("a department without a name", petition.place)
                continue
            self._report.count("departments that responded")
            body = f"org:name:{key}"
            told = claims(name, roles=["public_body"])
            yield from self._tell(NodeKind.ORGANISATION, replace(said, object=body), told)
            yield link_record(
                LinkKind.TOOK_PART_IN,
                replace(said, subject=body, object=said.subject, detail=RESPONSE,
                      since=petition.responded),
            )  # fmt: skip


def _is_comparison(text: str, match: Match) -> bool:
    return bool(_COMPARED.search(text[: match.start]))


def _plain(said: Statement) -> Statement:
    """The statement without what belongs to the link alone: for the record of its end."""
    return replace(said, status=Status.HELD, detail="", note="", method=Method.REGISTER)
