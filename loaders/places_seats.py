"""Constituencies as records: those of 2024, the old ones, and whose people live where."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from graph.model import Amount, LinkKind, NodeKind, NodeRecord, Record, Status
from loaders.archives import refuse
from loaders.base import claims, link_record, node_record
from loaders.places_sources import NEW_SEATS, OLD_SEATS
from loaders.tables import Row
from loaders.telling import GSS, Teller

SEAT_COLUMNS = frozenset(("UKPARL.2025", "PCON24CD", "PCON24NM"))
_SHARE_COLUMNS = ("percentage_overlap_pop", "overlap_pop", "original_pop")
OLD_COLUMNS = ("PARL10", "PARL25", *_SHARE_COLUMNS)
COUNCIL_COLUMNS = ("PARL25", "LAD23", *_SHARE_COLUMNS)
_UKPARL = re.compile(r"UKPARL\.2025\.[A-Z]{3}")
ESTIMATE = "Estimated from the people of each postcode."
# Where the share of people rounds to nought only a strip of land lies in both.
_STRIP = "an overlap in which nobody, or hardly anybody, lives"

Seats = Mapping[str, tuple[str, str]]
"""Code and name of each constituency of 2024, by mySociety's id of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many people of one place live in another, and which part of the one they are."""

    people: int
    part: float

    @property
    def amount(self) -> Amount:
        """The people as an amount."""
        return Amount(low=self.people, high=self.people, unit="people")

    @property
    def words(self) -> str:
        """The part in per cent."""
        return f"{self.part:.0%}"


def seats(rows: Iterable[Row], teller: Teller) -> dict[str, tuple[str, str]]:
    """The constituencies of 2024 that a table of ids and codes lists."""
    found: dict[str, tuple[str, str]] = {}
    for row in rows:
        teller.report.read += 1
        ukparl, code, name = (row.get(c) for c in ("UKPARL.2025", "PCON24CD", "PCON24NM"))
        if _UKPARL.fullmatch(ukparl) and GSS.fullmatch(code) and name:
            teller.report.used += 1
            found.setdefault(ukparl, (code, name))
        else:
            teller.report.leave("a constituency without id, code or name", f"row {row.number}")
    return found


def seat_records(found: Seats, teller: Teller) -> Iterator[Record]:
    """Each constituency of 2024 with its code and its other id."""
    for ukparl, (code, name) in sorted(found.items()):
        said = replace(teller.said(f"place:{code}", locator=ukparl), since=NEW_SEATS, ref=ukparl)
        told = claims(name, identifiers=[f"GSS-{code}", ukparl], status="constituency")
        teller.report.count("constituencies of 2024")
        yield node_record(NodeKind.PLACE, replace(said, claims=told))


def old_seat_records(rows: Iterable[Row], found: Seats, teller: Teller) -> Iterator[Record]:
    """The constituencies before 2024, and which of today's their people went to."""
    known: set[str] = set()
    for old, new, share, where in _pairs(rows, "PARL10", "PARL25", teller):
        if not GSS.fullmatch(old):
            teller.report.leave("an old constituency without a code", where)
            continue
        if old not in known:
            known.add(old)
            yield _old_seat(old, where, teller)
        if new not in found:
            teller.report.leave("an overlap with a constituency of which no code was given", where)
        elif share.part == 0:
            teller.report.leave(_STRIP, where)
        else:
            teller.report.used += 1
            said = teller.said(f"place:{found[new][0]}", f"place:{old}", where)
            note = f"{share.words} of the old constituency's people. {ESTIMATE}"
            told = replace(said, since=NEW_SEATS, amount=share.amount, note=note)
            yield link_record(LinkKind.SUCCESSOR_OF, told)
    teller.report.count("constituencies of 2010", len(known))


def _old_seat(code: str, where: str, teller: Teller) -> Record:
    """A constituency of which the table gives the code alone: whoever knows its name names it."""
    told: dict[str, Any] = {"since": OLD_SEATS, "until": NEW_SEATS, "ref": code}
    named = [("alias", f"Constituency {code} (until 2024)"), ("identifier", f"GSS-{code}")]
    said = teller.said(f"place:{code}", locator=where)
    claimed = tuple(sorted([*named, ("status", "constituency until 2024")]))
    return NodeRecord(kind=NodeKind.PLACE, statement=replace(said, claims=claimed, **told))


def council_overlaps(
    rows: Iterable[Row], found: Seats, councils: Mapping[str, str], teller: Teller
) -> Iterator[Record]:
    """In which councils the people of each constituency live; ``councils`` are ids by code."""
    for new, code, share, where in _pairs(rows, "PARL25", "LAD23", teller):
        if new not in found:
            teller.report.leave("an overlap with a constituency of which no code was given", where)
        elif code not in councils:
            teller.report.leave("an overlap with a council that is in no table", f"{where}, {code}")
        elif share.part == 0:
            teller.report.leave(_STRIP, where)
        else:
            teller.report.used += 1
            said = teller.said(f"place:{found[new][0]}", councils[code], where)
            note = f"{share.words} of the constituency's people. {ESTIMATE}"
            told = replace(said, amount=share.amount, note=note)
            yield link_record(LinkKind.PART_OF, told)


def _pairs(
    rows: Iterable[Row], one: str, other: str, teller: Teller
) -> Iterator[tuple[str, str, Share, str]]:
    for row in rows:
        teller.report.read += 1
        where = f"row {row.number}, {row.get(one)} {row.get(other)}"
        yield row.get(one), row.get(other), _share(row, where), where


def _share(row: Row, where: str) -> Share:
    try:
        part, people = float(row.get("percentage_overlap_pop")), float(row.get("overlap_pop"))
    except ValueError:
        refuse("a share of people is no number", where, "Fetch the table again.")
    if not 0 <= part <= 1 or people < 0:
        refuse(f"{part:g} is no share from 0 to 1", where, "Fetch the table again.")
    return Share(people=round(people), part=part)


def council_shares(
    table: Any, where: str, names: Mapping[str, str], councils: Mapping[str, str], teller: Teller
) -> Iterator[Record]:
    """The same from the council's side: which share of its people lives in a constituency."""
    for code, parts in sorted(table.items()):
        for seat, part in sorted(parts.items() if isinstance(parts, dict) else ()):
            teller.report.read += 1
            place = f"{code}, {seat}"
            if code not in councils or seat not in names:
                teller.report.leave("a share of a council or constituency in no table", place)
            elif not isinstance(part, int | float) or not 0 < part <= 1:
                refuse(f"{part!r} is no share from 0 to 1", f"{where}, {place}", "Fetch it again.")
            else:
                teller.report.used += 1
                said = teller.said(f"place:{seat}", councils[code], place)
                note = f"{part:.1%} of the council's people live in the constituency."
                yield link_record(LinkKind.PART_OF, replace(said, note=note, status=Status.HELD))
