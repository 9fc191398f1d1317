"""Made-up sheets for the tests of the spreadsheet loader: written, read, and looked into."""

from collections.abc import Iterable
from pathlib import Path

from openpyxl import Workbook

from graph.identity.raw import RawGraph
from graph.identity.resolve import Resolved, resolve
from graph.model import LinkRecord, NodeRecord, Statement, Visibility
from loaders.base import Batch, Report
from loaders.gazetteer import load_gazetteer
from loaders.spreadsheet import SpreadsheetLoader

TODAY = "2026-11-23"
GAZETTEER = load_gazetteer()


class Read:
    """What came of reading files: batches, report, and the statements by what they are about."""

    def __init__(self, paths: Iterable[Path], visibility: Visibility = Visibility.INTERNAL) -> None:
        self.report = Report()
        self.batches: list[Batch] = list(
            SpreadsheetLoader(GAZETTEER).read(
                tuple(paths), self.report, visibility=visibility, today=TODAY
            )
        )
        self.records = [record for batch in self.batches for record in batch.records]

    @property
    def statements(self) -> list[Statement]:
        return [record.statement for record in self.records]

    @property
    def nodes(self) -> dict[str, Statement]:
        return {r.id: r.statement for r in self.records if isinstance(r, NodeRecord)}

    @property
    def links(self) -> list[tuple[str, str, str]]:
        """(source, kind, target) of every link record, sorted."""
        found = [r for r in self.records if isinstance(r, LinkRecord)]
        return sorted((r.statement.subject, r.kind.value, r.statement.object) for r in found)

    def link(self, kind: str) -> Statement:
        """The only link of a kind."""
        (found,) = [
            r.statement for r in self.records if isinstance(r, LinkRecord) and r.kind == kind
        ]
        return found

    def resolved(self) -> Resolved:
        raw = RawGraph()
        for record in self.records:
            raw.add(record)
        return resolve(raw, ())


def csv_files(folder: Path, **texts: str) -> list[Path]:
    """Files named by keyword: ``nodes="…"`` becomes nodes.csv."""
    paths = []
    for name, text in texts.items():
        path = folder / f"{name.replace('_', '-')}.csv"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    """A workbook with a sheet for each keyword."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path
