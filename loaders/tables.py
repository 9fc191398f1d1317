"""Tables read safely within limits: CSV and XLSX as texts by column, with their row numbers.

The door to safe reading: bytes, JSON and zip archives come from ``loaders.archives``.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from operator import ne
from pathlib import Path

from loaders.archives import (
    SafeZip,
    ZipLimits,
    open_zip,
    read_bytes,
    read_json,
    refuse,
)
from loaders.separated import Numbered, csv_rows, mend_mojibake
from loaders.workbook import COLUMN_LIMIT, ROW_LIMIT, sheet_names, sheet_rows

__all__ = [
    "Row", "SafeZip", "Table", "ZipLimits", "open_zip", "read_bytes", "read_csv", "read_json",
    "read_xlsx", "table_of", "xlsx_sheets", "xlsx_tables",
]  # fmt: skip

# Measured: a file of 60 MB, a million rows or three million cells stays under 500 MB once read.
CELL_LIMIT = 3_000_000
CSV_LIMIT = 60_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet program shows it, and its cells by column.

    ``places`` is shared by all rows of a table: a dictionary for each would double their size.
    """

    number: int
    values: tuple[str, ...]
    places: dict[str, int]

    @property
    def cells(self) -> dict[str, str]:
        """Text of every cell by column, in the order of the columns."""
        return {column: self.values[place] for column, place in self.places.items()}

    def get(self, column: str) -> str:
        """Text of a cell; empty where the table has no such column."""
        place = self.places.get(column)
        return "" if place is None else self.values[place]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of texts. ``notes`` say what was decided while reading, such as the encoding."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


def table_of(where: str, rows: Numbered, notes: Iterable[str] = (), *, grid: bool = False) -> Table:
    """The table whose first row that is not empty is the heading; empty rows are skipped.

    In a grid (a sheet) columns may go on to the right of the headings; in a text file a row with
    more cells than the heading holds a delimiter that was not quoted.
    """
    table = _table_if_any(where, rows, notes, grid=grid)
    if table is None:
        refuse("the table has no row with text in it", where, "Give it a heading and rows.")
    return table


def _table_if_any(
    where: str, rows: Numbered, notes: Iterable[str] = (), *, grid: bool = False
) -> Table | None:
    filled = ((number, cells) for number, cells in rows if any(cells))
    number, names = next(filled, (0, []))
    if not names:
        return None
    body = list(_body(where, filled, COLUMN_LIMIT if grid else len(names)))
    names += [""] * (max((len(cells) for _, cells in body), default=0) - len(names))
    columns = _columns(f"{where}, row {number}", names, body)
    kept = [i for i, name in enumerate(columns) if name]
    named = tuple(columns[i] for i in kept)
    places = {name: place for place, name in enumerate(named)}
    filled_up = ((n, cells + [""] * (len(columns) - len(cells))) for n, cells in body)
    return Table(
        name=where,
        columns=named,
        rows=tuple(Row(n, tuple(cells[i] for i in kept), places) for n, cells in filled_up),
        notes=tuple(notes),
    )


def _body(where: str, rows: Numbered, width: int) -> Iterator[tuple[int, list[str]]]:
    held = 0
    for count, (number, cells) in enumerate(rows, 1):
        while len(cells) > width and not cells[-1]:
            cells.pop()
        if len(cells) > width:
            refuse(
                f"{len(cells)} cells where the heading has {width}", f"{where}, row {number}",
                "Put a cell that holds the delimiter in quotes.",
            )  # fmt: skip
        held += len(cells)
        if count > ROW_LIMIT or held > CELL_LIMIT:
            what = f"the table has more than {ROW_LIMIT:,} rows or {CELL_LIMIT:,} cells"
            refuse(what, f"{where}, row {number}", "Split it.")
        yield number, cells


def _columns(where: str, names: list[str], body: list[tuple[int, list[str]]]) -> list[str]:
    """Names of the columns; those without a heading get a number, and none when they are empty."""
    if len(names) > COLUMN_LIMIT:
        refuse(f"more than {COLUMN_LIMIT} columns", where, "Keep those that matter.")
    used = {i for _, cells in body for i, cell in enumerate(cells) if cell}
    columns = [
        " ".join(name.split()) or (f"column {i + 1}" if i in used else "")
        for i, name in enumerate(names)
    ]
    counts = Counter(name.casefold() for name in columns if name)
    twice = [name for name in columns if counts[name.casefold()] > 1]
    if twice:
        refuse(f"two columns are headed '{twice[0]}'", where, "Give each its own heading.")
    return columns


def read_csv(path: Path) -> Table:
    """The table in a text file of separated values, in whatever encoding and delimiter it came.

    Row numbers count records, as a spreadsheet program shows them.
    """
    rows, notes = csv_rows(read_bytes(path, CSV_LIMIT), path.name)
    return _without_mojibake(table_of(path.name, rows, notes))


def read_xlsx(path: Path, sheet: str) -> Table:
    """The table in one sheet of an XLSX workbook; formula cells give their last computed value.

    Dates become ISO text, whole numbers lose their ``.0``. ``sheet`` ignores case.
    """
    rows = sheet_rows(read_bytes(path), path.name, sheet)
    return table_of(f"{path.name}, sheet {sheet}", rows, grid=True)


def xlsx_sheets(path: Path) -> tuple[str, ...]:
    """Names of a workbook's sheets of cells, in their order, without hidden ones."""
    return sheet_names(read_bytes(path), path.name)


def xlsx_tables(path: Path) -> dict[str, Table]:
    """The tables of all sheets that ``xlsx_sheets`` names, without those that are empty."""
    data = read_bytes(path)
    found = {}
    for sheet in sheet_names(data, path.name):
        where = f"{path.name}, sheet {sheet}"
        table = _table_if_any(where, sheet_rows(data, path.name, sheet), grid=True)
        if table:
            found[sheet] = table
    return found


def _without_mojibake(table: Table) -> Table:
    mended = 0
    rows = []
    for row in table.rows:
        if not all(map(str.isascii, row.values)):
            values = tuple(map(mend_mojibake, row.values))
            mended += sum(map(ne, values, row.values))
            row = replace(row, values=values)
        rows.append(row)
    if not mended:
        return table
    note = f"{mended} cells mended that had been read in a wrong encoding before"
    return replace(table, rows=tuple(rows), notes=(*table.notes, note))
