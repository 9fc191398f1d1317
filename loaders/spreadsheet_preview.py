"""What each column of a convenor's sheets was taken for, with examples and how sure that is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from rapidfuzz import fuzz, process

from graph.errors import BadSource
from graph.schema import LINK_KINDS, NODE_KINDS
from loaders.gazetteer import Gazetteer, load_gazetteer
from loaders.spreadsheet import books_of, sheet_sort, sheets_of
from loaders.spreadsheet_attendance import Layout, layout_of
from loaders.spreadsheet_columns import (
    SLIP,
    Column,
    is_contact,
    known_headings,
    link_columns,
    node_columns,
    phrase_of,
)
from loaders.spreadsheet_guess import MOST, kind_of_cells, share
from loaders.spreadsheet_rows import Sheet
from loaders.spreadsheet_values import several

Sure = Literal["certain", "likely", "not read"]

# Values shown of each column: enough to see a mistake at a glance.
_EXAMPLES = 3
_LONGEST_EXAMPLE = 40
_SORT_WORDS = {
    "nodes": "bodies, people and other nodes, one a row", "links": "links, one a row",
    "attendance": "who came to what", "about": "what the workbook says of itself",
    "other": "not read: no column of names, nor two of ends",
}  # fmt: skip
_PARTNERS = frozenset(("partners", "partner", "partner organisations", "works with"))
_PROGRAMMES = frozenset(("programme", "programmes", "project", "projects", "campaign", "campaigns"))
_FIELD_WORDS = {
    "name": "names", "kind": "what each is", "id": "your own keys, or ids of the store",
    "alias": "other names", "role": "roles", "identifier": "official numbers",
    "summary": "what they do", "website": "web addresses", "status": "held, planned …",
    "note": "notes", "url": "sources", "parliament": "parliaments", "party": "parties",
    "subtype": "sorts", "from": "where links run from", "to": "where links run to",
    "link": "how the two are tied", "from kind": "what the first end is",
    "to kind": "what the second end is", "since": "since when", "until": "until when",
    "date": "dates", "amount": "amounts", "currency": "currencies", "detail": "office or part",
}  # fmt: skip
_LAYOUT_WORDS = {
    "name": "people (kept only in a public office)", "body": "bodies that took part",
    "role": "offices", "event": "events", "date": "dates of the events",
    "answer": "whether they came",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnGuess:
    """One column: what it was taken for, how sure that is and why, and what stands in it."""

    heading: str
    taken_for: str
    sure: Sure
    why: str
    filled: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetGuess:
    """One sheet: what it was taken for, its columns, and what stops it from being read, if any."""

    file: str
    sheet: str
    sort: str
    taken_for: str
    rows: int
    titles: tuple[str, ...]
    columns: tuple[ColumnGuess, ...]
    problem: str


def preview(paths: Iterable[Path], gazetteer: Gazetteer | None = None) -> tuple[SheetGuess, ...]:
    """Every sheet of some files, and what each column was taken for. Reads; writes nothing.

    ``certain`` rests on the heading, ``likely`` on what stands in the cells. Raises ``BadSource``
    only for what is no table at all; a sheet that cannot be used says so in ``problem``.
    """
    known = gazetteer or load_gazetteer()
    return tuple(
        _sheet(sheet, known)
        for book in books_of(paths)
        for path in book.paths
        for sheet in sheets_of(path)
    )


def _sheet(sheet: Sheet, gazetteer: Gazetteer) -> SheetGuess:
    sort, problem = sheet_sort(sheet), ""
    try:
        told = dict(_told(sheet, sort))
    except BadSource as error:
        told, problem = {}, str(error)
    columns = tuple(
        _column(sheet, heading, told.get(heading), gazetteer) for heading in sheet.table.columns
    )
    return SheetGuess(
        file=sheet.file, sheet=sheet.name, sort=sort, taken_for=_sort_words(sheet, sort),
        rows=len(sheet.table.rows), titles=sheet.titles, columns=columns, problem=problem,
    )  # fmt: skip


def _sort_words(sheet: Sheet, sort: str) -> str:
    phrases = set(map(phrase_of, sheet.table.columns))
    if sort == "nodes" and phrases & _PARTNERS and phrases & _PROGRAMMES:
        return "a partner list: bodies, their partners, and the programmes they join"
    return _SORT_WORDS[sort]


Told = tuple[str, str]
"""What a column was taken for, in words, and what that rests on if not on its heading."""


def _told(sheet: Sheet, sort: str) -> Iterator[tuple[str, Told]]:
    headings = sheet.table.columns
    layout = layout_of(sheet) if sort == "attendance" else None
    if layout:
        yield from _of_layout(layout)
    elif sort == "links":
        columns, usual = link_columns(headings, sheet.where)
        yield from ((c.heading, (_words(c), c.guessed)) for c in columns if c.field)
        if usual:
            ends = [c.heading for c in columns if c.field == "to"]
            yield ends[0], (f"where links '{LINK_KINDS[usual].forward}' run to", "")
    elif sort == "nodes":
        columns = node_columns(headings, sheet.where, sheet.cells)
        yield from ((c.heading, (_words(c), c.guessed)) for c in columns if c.field)


def _of_layout(layout: Layout) -> Iterator[tuple[str, Told]]:
    for field, words in _LAYOUT_WORDS.items():
        heading = getattr(layout, field)
        if heading:
            yield heading, (words, "")
    for heading in layout.grid:
        yield heading, ("one event, with marks of who came", "its cells are marks")


def _words(column: Column) -> str:
    """What a column fills, in words."""
    if column.tie is not None:
        rule = LINK_KINDS[column.tie.kind]
        far = NODE_KINDS[column.tie.far].plural if column.tie.far else "what it is tied to"
        words = rule.backward if column.tie.backward else rule.forward
        return f"{far} (the row {words} them){', parted at commas' if column.by_commas else ''}"
    words = _FIELD_WORDS[column.field]
    if column.kind:
        words += f" of {NODE_KINDS[column.kind].plural}"
    return f"{words} ({column.scheme})" if column.scheme else words


def _column(sheet: Sheet, heading: str, told: Told | None, gazetteer: Gazetteer) -> ColumnGuess:
    cells = sheet.cells(heading)
    contact = is_contact(heading) or kind_of_cells(cells)[0] == "contacts"
    if told:
        taken_for, guessed = told
        sure: Sure = "likely" if guessed else "certain"
        why = guessed or f"headed '{phrase_of(heading)}'"
    else:
        taken_for, sure = ("contact details: dropped" if contact else "not read"), "not read"
        why = "" if contact else _hint(heading, cells, gazetteer)
    return ColumnGuess(
        heading=heading, taken_for=taken_for, sure=sure, why=why, filled=len(cells),
        examples=() if contact and not told else _examples(cells),
    )  # fmt: skip


def _examples(cells: Iterable[str]) -> tuple[str, ...]:
    shown = list(dict.fromkeys(cells))[:_EXAMPLES]
    return tuple(
        t if len(t) <= _LONGEST_EXAMPLE else f"{t[: _LONGEST_EXAMPLE - 1]}…" for t in shown
    )


def _hint(heading: str, cells: list[str], gazetteer: Gazetteer) -> str:
    """What a column that is not read may be, and how to head it so that it is."""
    near = process.extractOne(phrase_of(heading), known_headings(), scorer=fuzz.ratio)
    if near and near[1] >= SLIP:
        return f"head it '{near[0]}' if that is meant"
    values = [value for cell in cells for value in several(cell)]
    lands = share(values, lambda text: (p := gazetteer.by_name(text)) is not None
                  and p.id.startswith("country:"))  # fmt: skip
    if lands > MOST:
        return (
            f"{lands:.0%} of it are countries: head it 'country of heritage', 'country' or "
            "'works in'"
        )
    found, number = kind_of_cells(cells)
    advice = {"date": "'since', 'until' or 'date'", "amount": "'amount'"}.get(found)
    return f"{number} cells look like {found}s: head it {advice}" if advice else ""
