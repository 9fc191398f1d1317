"""Which row of a sheet holds the headings: people write a title, or a date, above them."""

import re
from collections.abc import Iterable
from dataclasses import replace

from graph.errors import BadSource
from graph.text import clean
from loaders.spreadsheet_columns import is_known
from loaders.tables import Row, Table

# Rows looked at: more title lines than these are a letter, no sheet.
_LOOKED_AT = 8
# A title stands in one cell, perhaps with a date beside it.
_MOST_TITLE_CELLS = 2
_MADE_UP = re.compile(r"column \d+")


def with_headings(table: Table, where: str) -> tuple[Table, tuple[str, ...]]:
    """The table from its row of headings on, and the lines of title above it.

    A first row with a heading that is understood is that row. Else, where it holds two texts at
    most, the first of the next rows with a known heading and more cells is.
    """
    first = [name for name in table.columns if not _MADE_UP.fullmatch(name)]
    if any(map(is_known, first)) or len(first) > _MOST_TITLE_CELLS:
        return table, ()
    for at, row in enumerate(table.rows[:_LOOKED_AT]):
        filled = [clean(text) for text in row.values if clean(text)]
        if len(filled) > len(first) and any(map(is_known, filled)):
            titles = (" ".join(first), *(_line(r.values) for r in table.rows[:at]))
            return _from(table, at, where), tuple(filter(None, titles))
    return table, ()


def _line(values: Iterable[str]) -> str:
    return " ".join(clean(value) for value in values if clean(value))


def _from(table: Table, at: int, where: str) -> Table:
    heading, body = table.rows[at], table.rows[at + 1 :]
    names = [" ".join(text.split()) for text in heading.values]
    used = {place for row in body for place, text in enumerate(row.values) if text}
    columns = [n or (f"column {i + 1}" if i in used else "") for i, n in enumerate(names)]
    kept = [i for i, name in enumerate(columns) if name]
    folded = [columns[i].casefold() for i in kept]
    twice = next((columns[i] for i in kept if folded.count(columns[i].casefold()) > 1), None)
    if twice:
        raise BadSource(
            f"two columns are headed '{twice}'", where=f"{where}, row {heading.number}",
            next_step="Give each its own heading.",
        )  # fmt: skip
    named = tuple(columns[i] for i in kept)
    places = {name: place for place, name in enumerate(named)}
    rows = tuple(Row(r.number, tuple(r.values[i] for i in kept), places) for r in body)
    return replace(table, columns=named, rows=rows)
