"""Loads the registers of charities of England and Wales, Northern Ireland and Scotland."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from graph.model import Edition, Record, Visibility
from loaders.base import Batch, Report
from loaders.charities_areas import AreaNames, councils_in
from loaders.charities_csv import csv_edition
from loaders.charities_ew import Extract, extracts_of
from loaders.charities_files import TABLES, Part, find_parts
from loaders.charities_records import Scribe, Writer
from loaders.charities_sample import sample_edition
from loaders.charities_shape import Charity, Merged
from loaders.charities_sources import ENGLAND_WALES, CharityRegister
from loaders.gazetteer import Gazetteer, load_gazetteer


class CharitiesLoader:
    """Registers as their regulators publish them: the public extract of England and Wales (zips,
    JSON or tab-separated tables), Northern Ireland's and Scotland's CSV.

    Names, numbers, subjects and places of work are kept. The table of people is never opened, and
    no address, telephone number or e-mail leaves the readers. A charity that was removed is set
    aside: in the next edition it is not in force any more.
    """

    name = "charities"
    summary = "registers of charities: names, numbers, subjects, countries; diaspora bodies"

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        self._gazetteer = gazetteer

    def read(
        self, paths: tuple[Path, ...], report: Report, *, visibility: Visibility, today: str
    ) -> Iterator[Batch]:
        """The editions in files, folders and zips, oldest first.

        Raises ``BadSource`` (file, row, column) for a file that cannot be used; nothing is loaded
        then. Rows that cannot be used are set aside and counted. Cost: linear in the rows; memory
        is that of the records, about 5 KB a charity.
        """
        gazetteer = self._gazetteer or load_gazetteer()
        parts = find_parts(paths, report)
        councils = councils_in([part for part in parts if part.kind == "areas"], report)
        areas = AreaNames(gazetteer, councils)
        batches = []
        for register, day, charities, merged, used in _editions(parts, report):
            writer = Writer(register=register, date=day, visibility=visibility, report=report)
            scribe = Scribe(writer, gazetteer, areas)
            count = report.facts.get("charities", 0)
            records = (*scribe.records(charities), *scribe.merged(merged))
            size = report.facts.get("charities", 0) - count
            batches.append(_batch(register, day, records, size, used))
        report.count("editions", len(batches))
        yield from sorted(batches, key=lambda b: (b.edition.date, b.source.id))


Found = tuple[CharityRegister, str, Iterable[Charity], Iterable[Merged], list[Part]]


def _editions(parts: list[Part], report: Report) -> Iterator[Found]:
    """Register, day, charities, mergers and files of each edition."""
    tables = [part for part in parts if part.kind in TABLES]
    for day, held in extracts_of(tables, report):
        extract = Extract(day, held, report)
        yield ENGLAND_WALES, day, extract.charities(), extract.merged(), list(held.values())
    for part in parts:
        if part.kind in ("ni", "sc"):
            register, day, charities = csv_edition(part, report)
            yield register, day, charities, (), [part]
        elif part.kind == "sample":
            day, charities = sample_edition(part, report)
            yield ENGLAND_WALES, day, charities, (), [part]


def _batch(
    register: CharityRegister, day: str, records: tuple[Record, ...], size: int, used: list[Part]
) -> Batch:
    return Batch(
        source=register.source,
        edition=Edition(
            source=register.source.id,
            date=day,
            complete=size >= register.least,
            url=register.source.url,
            sha256=_digest(used),
        ),
        records=records,
        replaces=size >= register.least,
    )


def _digest(parts: list[Part]) -> str:
    """Hash of the tables read, whatever the order or the packing in which they came."""
    found = []
    for part in parts:
        digest = sha256()
        for piece in part.pieces():
            digest.update(piece)
        found.append(f"{part.kind} {digest.hexdigest()}")
    return sha256("\n".join(sorted(found)).encode()).hexdigest()
