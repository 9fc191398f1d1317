"""Loads the census: how many people of which origin, language and faith live here, and where."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from graph.errors import BadSource
from graph.model import Edition, Method, Record, Source, Visibility
from loaders.archives import open_zip, read_bytes
from loaders.base import Batch, Report
from loaders.census_areas import BULK_COLUMNS, SEAT_COLUMNS, bulk_records, seat_birth_records
from loaders.census_counts import COLUMNS, count_records, counts
from loaders.census_sources import BIRTHS, CENSUS_DAY, COMMUNITIES, SCOTLANDS_DAY
from loaders.gazetteer import Gazetteer, load_gazetteer
from loaders.separated import csv_rows
from loaders.signs import tell_tables
from loaders.tables import Table, read_csv, table_of
from loaders.telling import Teller

_SIGNS = {"counts": COLUMNS, "seats": SEAT_COLUMNS, "bulk": BULK_COLUMNS}


class CensusLoader:
    """National counts of ten tables, the bulk files of table TS012 by area, births by seat.

    A category is a community; its size is in people, England and Wales, on census day. The links
    from a people to its country carry the counts, one statement for each row.
    """

    name = "census"
    summary = "sizes of communities by origin, language and faith; births by constituency"

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        self._gazetteer = gazetteer

    def read(
        self, paths: tuple[Path, ...], report: Report, *, visibility: Visibility, today: str
    ) -> Iterator[Batch]:
        """One edition of each of two sources, by the day of the count.

        Raises ``BadSource`` (file, row) for a file that cannot be used. Cost: linear.
        """
        gazetteer = self._gazetteer or load_gazetteer()
        found = tell_tables(paths, _SIGNS, report)
        people = Teller(source=COMMUNITIES, date=CENSUS_DAY, visibility=visibility,
                        report=report, method=Method.STATED)  # fmt: skip
        rows = [row for path in found.get("counts", ()) for row in read_csv(path).rows]
        records = [*count_records(counts(rows, gazetteer, people), people)]
        for path in found.get("bulk", ()):
            for table in _tables(path):
                records += bulk_records(table, gazetteer, people)
        if records:
            files = [*found.get("counts", ()), *found.get("bulk", ())]
            yield _batch(COMMUNITIES, CENSUS_DAY, files, records)
        births = Teller(source=BIRTHS, date=SCOTLANDS_DAY, visibility=visibility,
                        report=report, method=Method.STATED)  # fmt: skip
        seats = [row for path in found.get("seats", ()) for row in read_csv(path).rows]
        if seats:
            shares = seat_birth_records(seats, gazetteer, births)
            yield _batch(BIRTHS, SCOTLANDS_DAY, found["seats"], list(shares))


def _tables(path: Path) -> Iterator[Table]:
    """The tables of a bulk file: one a level of geography where it is a zip."""
    if path.suffix.casefold() != ".zip":
        yield read_csv(path)
        return
    archive = open_zip(path)
    inside = [name for name in archive.names() if name.casefold().endswith(".csv")]
    if not inside:
        raise BadSource("no table is in the zip", where=path.name, next_step="Fetch it again.")
    for name in inside:
        where = f"{path.name}, {name}"
        rows, notes = csv_rows(archive.read(name), where)
        yield table_of(where, rows, notes)


def _batch(source: Source, date: str, files: list[Path], records: list[Record]) -> Batch:
    digest = sha256(b"".join(sha256(read_bytes(path)).digest() for path in sorted(files)))
    return Batch(
        source=source,
        edition=Edition(source=source.id, date=date, url=source.url, sha256=digest.hexdigest()),
        records=tuple(records),
    )
