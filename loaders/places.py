"""Loads the places of the UK: nations, regions, councils, and constituencies old and new."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from graph.errors import BadSource
from graph.model import Edition, Method, NodeKind, Record, Source, Visibility
from loaders.archives import read_bytes, read_json
from loaders.base import Batch, Report, claims, node_record
from loaders.gazetteer import Gazetteer, load_gazetteer
from loaders.parquet import read_parquet
from loaders.places_councils import (
    COLUMNS,
    council_records,
    councils,
    region_records,
    spellings,
)
from loaders.places_seats import (
    COUNCIL_COLUMNS,
    OLD_COLUMNS,
    SEAT_COLUMNS,
    council_overlaps,
    council_shares,
    old_seat_records,
    seat_records,
    seats,
)
from loaders.places_sources import COUNCILS, NEW_SEATS, SEATS, SHARES
from loaders.signs import SHARES as SHARES_BY_CODE
from loaders.signs import tell_tables
from loaders.tables import read_csv
from loaders.telling import Teller

_SIGNS = {
    "councils": COLUMNS,
    "names": frozenset(("la-name", "local-authority-code")),
    "codes": frozenset(("gss-code", "local-authority-code")),
    "seats": SEAT_COLUMNS,
    "old": frozenset(OLD_COLUMNS),
    "overlaps": frozenset(COUNCIL_COLUMNS),
    "shares": frozenset((SHARES_BY_CODE,)),
}
Found = dict[str, list[Path]]


class PlacesLoader:
    """Tables of mySociety and Open Innovations; each is told by its columns.

    The table of constituency ids and codes (``UKPARL.2025``, ``PCON24CD``) has to be among the
    files for the overlaps to be of use: they name constituencies by those ids.
    """

    name = "places"
    summary = "nations, regions, councils and constituencies of the UK, and how they overlap"

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        self._gazetteer = gazetteer

    def read(
        self, paths: tuple[Path, ...], report: Report, *, visibility: Visibility, today: str
    ) -> Iterator[Batch]:
        """One edition of each table, oldest first.

        The councils' edition is of the last day on which a council began or ended; that of the
        constituencies of the day on which they came into use. Raises ``BadSource`` for a file
        that cannot be used. Cost: linear; reading Parquet costs a second or two at first.
        """
        gazetteer = self._gazetteer or load_gazetteer()
        found = tell_tables(paths, _SIGNS, report)
        batches: list[Batch] = []
        known: dict[str, str] = {}
        if "councils" in found:
            batch, known = _councils(found, gazetteer, visibility, report)
            batches.append(batch)
        if any(kind in found for kind in ("seats", "old", "overlaps", "shares")):
            batches += _seats(found, known, visibility, report)
        yield from sorted(batches, key=lambda b: (b.edition.date, b.source.id))


def _councils(
    found: Found, gazetteer: Gazetteer, visibility: Visibility, report: Report
) -> tuple[Batch, dict[str, str]]:
    """The edition of the councils, and their ids by every code that they have or had."""
    old_codes = {
        row.get("gss-code"): row.get("local-authority-code")
        for path in found.get("codes", ()) for row in read_csv(path).rows
    }  # fmt: skip
    rows = [row for path in found["councils"] for row in read_csv(path).rows]
    days = [row.get(c)[:10] for row in rows for c in ("start-date", "end-date") if row.get(c)]
    if not days:
        raise BadSource(
            "no council has a date, so nothing tells the edition",
            where=found["councils"][0].name,
            next_step="Fetch the whole table.",
        )
    teller = Teller(source=COUNCILS, date=max(days), visibility=visibility, report=report)
    listed = councils(rows, teller, old_codes)
    records = (*region_records(teller, gazetteer), *council_records(listed, teller, gazetteer),
               *_other_names(found, {c.code: (c.id, c.name) for c in listed}, teller))  # fmt: skip
    ids = {code: council.id for council in listed for code in council.codes}
    return _batch(COUNCILS, teller.date, found["councils"], records), ids


def _other_names(
    found: Found, listed: dict[str, tuple[str, str]], teller: Teller
) -> Iterator[Record]:
    """Spellings of a table of names that are written as names are, with capitals."""
    names: dict[str, list[str]] = {}
    for path in found.get("names", ()):
        for row in read_csv(path).rows:
            teller.report.read += 1
            if row.get("local-authority-code") in listed:
                teller.report.used += 1
                names.setdefault(row.get("local-authority-code"), []).append(row.get("la-name"))
            else:
                teller.report.leave("a name of a council that is in no row", row.get("la-name"))
    for code, told in sorted(names.items()):
        place, name = listed[code]
        others = spellings(name, told)
        said = teller.said(place, locator=f"names of {code}")
        if others:
            yield node_record(NodeKind.PLACE, replace(said, claims=claims(name, aliases=others)))


def _seats(
    found: Found, known: dict[str, str], visibility: Visibility, report: Report
) -> Iterator[Batch]:
    teller = Teller(source=SEATS, date=NEW_SEATS, visibility=visibility, report=report,
                    method=Method.STATED)  # fmt: skip
    listed = seats((r for p in found.get("seats", ()) for r in read_csv(p).rows), teller)
    old = (r for p in found.get("old", ()) for r in read_parquet(p, OLD_COLUMNS).rows)
    inside = (r for p in found.get("overlaps", ()) for r in read_parquet(p, COUNCIL_COLUMNS).rows)
    records = (
        *seat_records(listed, teller), *old_seat_records(old, listed, teller),
        *council_overlaps(inside, listed, known, teller),
    )  # fmt: skip
    files = [p for kind in ("seats", "old", "overlaps") for p in found.get(kind, ())]
    if records:
        yield _batch(SEATS, NEW_SEATS, files, records)
    shares = replace(teller, source=SHARES)
    names = dict(listed.values())
    told = [
        record
        for path in found.get("shares", ())
        for record in council_shares(
            read_json(read_bytes(path), path.name), path.name, names, known, shares
        )
    ]
    if told:
        yield _batch(SHARES, NEW_SEATS, found["shares"], told)


def _batch(source: Source, date: str, files: Iterable[Path], records: Iterable[Record]) -> Batch:
    digest = sha256(b"".join(sha256(read_bytes(path)).digest() for path in sorted(files)))
    return Batch(
        source=source,
        edition=Edition(source=source.id, date=date, url=source.url, sha256=digest.hexdigest()),
        records=tuple(records),
        replaces=True,
    )
