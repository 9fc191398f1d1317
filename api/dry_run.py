"""A load that writes nothing: what would be read, and what stands in the way."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from api.words import counted
from graph.errors import BadRows, BadSource
from graph.model import NodeRecord, Visibility
from loaders import OWN_SHEETS
from loaders.base import Loader, Report
from loaders.spreadsheet_preview import ColumnGuess, SheetGuess, preview


def dry_lines(
    loader: Loader, paths: tuple[Path, ...], visibility: Visibility, today: str
) -> Iterator[str]:
    """What each column was taken for, where it is somebody's own sheet; then what it comes to."""
    if loader.name in OWN_SHEETS:
        for sheet in preview(paths):
            yield from _sheet_lines(sheet)
    report = Report()
    try:
        batches = list(loader.read(paths, report, visibility=visibility, today=today))
    except BadSource as error:
        yield f"It cannot be loaded as it stands: {error}"
        yield from (f"  - {row}" for row in (error.rows if isinstance(error, BadRows) else ()))
    else:
        records = [record for batch in batches for record in batch.records]
        nodes = len({r.id for r in records if isinstance(r, NodeRecord)})
        links = sum(not isinstance(r, NodeRecord) for r in records)
        yield f"It comes to {counted(nodes, 'node')} and {counted(links, 'link')}, {visibility}."
        told = Counter(report.facts)
        yield from (f"  {fact}: {number:,}" for fact, number in told.items())
        for reason, number in sorted(report.set_aside.items()):
            yield f"  set aside, {reason}: {number:,} (first: {report.examples.get(reason, '?')})"
    yield "Nothing was written."


def _sheet_lines(sheet: SheetGuess) -> Iterator[str]:
    where = sheet.file if sheet.sheet == sheet.file else f"{sheet.file}, sheet '{sheet.sheet}'"
    yield f"{where} ({counted(sheet.rows, 'row')}): {sheet.taken_for}"
    if sheet.titles:
        yield f"  above the headings: {' / '.join(sheet.titles)}"
    if sheet.problem:
        yield f"  PROBLEM: {sheet.problem}"
    yield from map(_column_line, sheet.columns)
    yield ""


def _column_line(column: ColumnGuess) -> str:
    examples = f"; such as {', '.join(map(repr, column.examples))}" if column.examples else ""
    why = f" ({column.why})" if column.why else ""
    sure = column.sure if column.sure != "not read" else "–"
    return (
        f"  [{sure:^7}] '{column.heading}' → {column.taken_for}{why}; "
        f"{column.filled:,} filled{examples}"
    )
