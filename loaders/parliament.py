"""Loads the members of the House of Commons: their seats and their parties."""

import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from graph.model import Edition, LinkKind, Method, NodeKind, Record, Source, Statement, Visibility
from loaders.appg_people import person_id, person_identifiers, person_name
from loaders.archives import read_bytes, refuse
from loaders.base import Batch, Report, claims, link_record, node_record
from loaders.parliament_parties import parties
from loaders.signs import tell_tables
from loaders.tables import Row, read_csv

SOURCE = Source(
    id="uk-members",
    title="Members of the House of Commons",
    publisher="UK Parliament",
    licence="CC-BY-4.0",
    attribution="Contains Parliamentary information under the Open Parliament Licence v3.0, and "
    "numbers of TheyWorkForYou. Compiled by Open Innovations, CC BY 4.0.",
    url="https://members.parliament.uk/members/commons",
    licence_url="https://creativecommons.org/licenses/by/4.0/",
    compiler="Open Innovations, constituencies",
)
# Today's constituencies came into use on this day: nobody sat for one of them before.
NEW_SEATS = "2024-07-04"
_COLUMNS = frozenset((
    "PCON24CD", "PCON24NM", "MP", "ID", "TheyWorkForYou ID", "Start date", "Party", "Party name",
))  # fmt: skip
# The table of ids of constituencies lies beside it; the loader of places reads it.
_SIGNS = {"members": _COLUMNS}
_GSS = re.compile(r"[EWSN]\d{8}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"\d{1,6}")


class ParliamentLoader:
    """The list of members by constituency that Open Innovations compiles.

    Name, the two numbers, seat, day and party are kept; portrait, colours and gender are not.
    """

    name = "parliament"
    summary = "members of the House of Commons, the constituency and the party each sits for"

    def read(
        self, paths: tuple[Path, ...], report: Report, *, visibility: Visibility, today: str
    ) -> Iterator[Batch]:
        """One edition: the list as of the newest day that it names.

        The list has no date of its own; it cannot be older than the day on which its newest
        member came in. Two lists with the same newest day are one edition, and the last read
        holds. Raises ``BadSource`` for a list that cannot be used. Cost: linear.
        """
        for path in tell_tables(paths, _SIGNS, report).get("members", ()):
            rows = read_csv(path).rows
            edition = max((_day(row.get("Start date")) for row in rows), default="")
            if not edition:
                refuse("no member has a start date", path.name, "Fetch the whole list.")
            made = _Members(edition, visibility, report)
            yield Batch(
                source=SOURCE,
                edition=Edition(
                    source=SOURCE.id, date=edition, url=SOURCE.url,
                    sha256=sha256(read_bytes(path)).hexdigest(),
                ),
                records=tuple(record for row in rows for record in made.records(row)),
                replaces=True,
            )  # fmt: skip


class _Members:
    """The members of one list; each party is described once."""

    def __init__(self, edition: str, visibility: Visibility, report: Report) -> None:
        self._edition = edition
        self._visibility = visibility
        self._report = report
        self._told: set[str] = set()

    def records(self, row: Row) -> Iterator[Record]:
        self._report.read += 1
        where = f"row {row.number}, {row.get('PCON24NM')}"
        mnis, twfy, seat = row.get("ID"), row.get("TheyWorkForYou ID"), row.get("PCON24CD")
        name = person_name(row.get("MP"))
        if not name.shown:
            self._report.leave("a constituency without a member", where)
        elif not (_NUMBER.fullmatch(mnis) or _NUMBER.fullmatch(twfy)):
            self._report.leave("a member without a number", where)
        elif not _GSS.fullmatch(seat):
            self._report.leave("a member for a place without a code", where)
        elif seat in self._told:
            self._report.leave("a second member for one constituency", where)
        else:
            self._told.add(seat)
            self._report.used += 1
            self._report.count("members")
            person = person_id(name, twfy, mnis, True)
            said = self._said(person, where)
            told = claims(
                name.shown,
                identifiers=person_identifiers(twfy, mnis, True),
                chamber="commons",
                party=row.get("Party name") or row.get("Party"),
            )
            yield node_record(NodeKind.PERSON, replace(said, claims=told))
            yield from self._seat(said, seat, row)
            yield from self._party(said, row)

    def _seat(self, said: Statement, seat: str, row: Row) -> Iterator[Record]:
        place = self._said(f"place:{seat}", said.locator)
        told = claims(row.get("PCON24NM"), identifiers=[f"GSS-{seat}"], status="constituency")
        yield node_record(NodeKind.PLACE, replace(place, claims=told))
        start = _day(row.get("Start date"))
        older = bool(start) and start < NEW_SEATS
        note = f"In the House since {start}; the constituency is of {NEW_SEATS}." if older else ""
        yield link_record(
            LinkKind.REPRESENTS,
            replace(
                said, object=place.subject, detail="Member of Parliament",
                since=max(start, NEW_SEATS) if start else "", note=note,
            ),
        )  # fmt: skip

    def _party(self, said: Statement, row: Row) -> Iterator[Record]:
        found = parties(row.get("Party"), row.get("Party name"))
        if found is None:
            self._report.leave(f"a party not known here: {row.get('Party name')}", said.locator)
        elif not found:
            self._report.count(f"members who sit for no party ({row.get('Party name')})")
        for party in found or ():
            if party.id not in self._told:
                self._told.add(party.id)
                self._report.count("parties")
                body = self._said(party.id, said.locator)
                told = claims(party.name, aliases=party.aliases)
                yield node_record(NodeKind.ORGANISATION, replace(body, claims=told))
            link = replace(said, object=party.id, detail=row.get("Party name"))
            yield link_record(LinkKind.SITS_FOR, link)

    def _said(self, subject: str, where: str) -> Statement:
        return Statement(
            source=SOURCE.id,
            seen=(self._edition,),
            subject=subject,
            locator=where,
            method=Method.REGISTER,
            visibility=self._visibility,
        )


def _day(text: str) -> str:
    """The day of a moment; empty where there is none.

    >>> _day("2024-07-04T00:00:00"), _day("soon")
    ('2024-07-04', '')
    """
    found = _DAY.match(text)
    return found[0] if found else ""
