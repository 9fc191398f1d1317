"""Reads a table of the English and Welsh public extract row by row, in either of its two forms.

Only the columns that were asked for leave this file. Text has no quoting, and a field may hold a
line break or a tab; JSON is one array of objects behind a byte order mark.
"""

import codecs
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from loaders.archives import refuse
from loaders.base import Report
from loaders.charities_files import Part
from loaders.charities_words import day_of

DAY_COLUMN = "date_of_extract"
_FLAGS = frozenset(("", "True", "False"))
_FLAG_COLUMNS = ("charity_insolvent", "charity_in_administration", "charity_gift_aid",
                 "charity_has_land")  # fmt: skip
_STATUSES = frozenset(("Registered", "Removed"))
# How a row begins: the day of the extract and two numbers. A line that begins otherwise goes on
# with the field that the line before left open.
_START = re.compile(r"\d{4}-\d\d-\d\d[^\t]*\t\s*\d[\d ]*\t")
# No object of the extract comes near to this many characters: a longer one is a damaged file.
_LONGEST = 2_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class TableShape:
    """The columns read of a table: those it must have, those it may lack, and those whose text
    may hold a tab."""

    needed: tuple[str, ...]
    optional: tuple[str, ...] = ()
    roomy: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """What a row gives, in this order."""
        return self.needed + self.optional


_KEYS = ("organisation_number", "registered_charity_number", "linked_charity_number")
SHAPES = {
    "charity": TableShape(
        needed=(*_KEYS, "charity_name", "charity_registration_status"),
        optional=(
            "date_of_removal", "charity_contact_web", "charity_company_registration_number",
            "charity_activities",
        ),
        roomy=("charity_activities", "charity_name"),
    ),
    "charity_other_names": TableShape(
        needed=("organisation_number", "charity_name"), roomy=("charity_name",)
    ),
    "charity_classification": TableShape(needed=("organisation_number", "classification_code")),
    "charity_area_of_operation": TableShape(
        needed=("organisation_number", "geographic_area_type", "geographic_area_description")
    ),
    "charity_governing_document": TableShape(
        needed=("organisation_number", "charitable_objects"),
        optional=("area_of_benefit",),
        roomy=("charitable_objects", "area_of_benefit", "governing_document_description"),
    ),
    "charity_event_history": TableShape(
        needed=(
            "organisation_number", "event_type", "date_of_event", "assoc_organisation_number",
            "assoc_registered_charity_number",
        ),
        roomy=("reason",),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ExtractRow:
    """The asked cells of a row, in the order of the shape's columns, and where the row stands."""

    values: tuple[str, ...]
    where: str


def day_of_part(part: Part) -> str:
    """The day of the extract, from the first row; empty for a table without rows."""
    shape = TableShape(needed=(DAY_COLUMN,))
    row = next(_rows(part, shape, Report()), None)
    return row.values[0] if row else ""


def rows_of(part: Part, report: Report) -> Iterator[ExtractRow]:
    """The rows of a table; those that cannot be told apart into cells are set aside.

    Raises ``BadSource`` for a table without a needed column, a text that is not UTF-8, JSON that
    is damaged, and a row of another day than the first.
    """
    return _rows(part, SHAPES[part.kind], report)


def _rows(part: Part, shape: TableShape, report: Report) -> Iterator[ExtractRow]:
    cells = _json_rows(part, shape) if part.form == "json" else _txt_rows(part, shape, report)
    first = ""
    for place, values, told in cells:
        where = f"{part.where}, {place}"
        if told != first:
            day = day_of(told)
            if not day or first:
                what = f"'{told[:30]}' is no day" if not day else "the rows are of two extracts"
                refuse(what, f"{where}, {DAY_COLUMN}", "Fetch the file again.")
            first = told
        if shape.needed == (DAY_COLUMN,):
            values = (day_of(told),)
        yield ExtractRow(values, where)


Told = tuple[str, tuple[str, ...], str]


def _texts(part: Part) -> Iterator[str]:
    """The text in pieces, strictly UTF-8, without a byte order mark."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    lines = 1
    for piece in part.pieces():
        try:
            text = decoder.decode(piece)
        except UnicodeDecodeError as error:
            _refuse_bytes(part, lines, error)
        lines += text.count("\n")
        yield text
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        _refuse_bytes(part, lines, error)


def _refuse_bytes(part: Part, lines: int, error: UnicodeDecodeError) -> None:
    line = lines + error.object.count(b"\n", 0, error.start)
    refuse("the text is not UTF-8", f"{part.where}, line {line}", "Fetch the file again.")


# ---- tab-separated text


def _txt_rows(part: Part, shape: TableShape, report: Report) -> Iterator[Told]:
    records = _records(_lines(_texts(part)))
    _, heading = next(records, (1, ""))
    columns = [column.strip() for column in heading.split("\t")]
    _check_columns(shape, columns, f"{part.where}, line 1")
    day = columns.index(DAY_COLUMN)
    width = len(columns)
    pick = _picker([columns.index(c) if c in columns else -1 for c in shape.columns])
    mend = _mender(shape, columns)
    for number, record in records:
        cells = record.split("\t")
        if len(cells) != width:
            cells = mend(cells)
        if not cells:
            report.read += 1
            place = f"{part.where}, line {number}"
            report.leave("a row whose cells cannot be told apart", place)
            continue
        yield f"line {number}", pick(cells), cells[day]


def _lines(texts: Iterator[str]) -> Iterator[str]:
    held = ""
    for text in texts:
        *whole, held = (held + text).split("\n")
        yield from whole
    if held:
        yield held


def _records(lines: Iterator[str]) -> Iterator[tuple[int, str]]:
    """Records with the number of their first line; a field's line breaks become blanks."""
    held: list[str] = []
    start = 1
    for number, line in enumerate(lines, 1):
        text = line.rstrip("\r")
        if number <= 2 or _START.match(text):
            if held:
                yield start, " ".join(held)
            held, start = [text], number
        else:
            held.append(text)
    if held and any(held):
        # Blank lines behind the last row belong to nothing; its last cells may be empty.
        while len(held) > 1 and not held[-1]:
            held.pop()
        yield start, " ".join(held)


def _picker(places: list[int]) -> Callable[[list[str]], tuple[str, ...]]:
    return lambda cells: tuple(cells[place] if place >= 0 else "" for place in places)


def _mender(shape: TableShape, columns: list[str]) -> Callable[[list[str]], list[str]]:
    """What puts cells together again that a tab within a field had cut; no cells where it fails."""
    width = len(columns)
    roomy = [columns.index(c) for c in shape.roomy if c in columns]
    flags = [columns.index(c) for c in _FLAG_COLUMNS if c in columns]
    status = [columns.index(c) for c in shape.needed if c == "charity_registration_status"]

    def mend(cells: list[str]) -> list[str]:
        extra = len(cells) - width
        if extra < 0:
            return []
        for place in roomy:
            joined = " ".join(cells[place : place + extra + 1])
            tried = [*cells[:place], joined, *cells[place + extra + 1 :]]
            right = all(tried[i] in _FLAGS for i in flags)
            if right and all(tried[i] in _STATUSES for i in status):
                return tried
        return []

    return mend


def _check_columns(shape: TableShape, columns: list[str], where: str) -> None:
    missing = [c for c in (DAY_COLUMN, *shape.needed) if c not in columns]
    if missing:
        refuse(
            f"the table has no column {', '.join(missing)}", where,
            "Fetch the public extract again; its publisher may have changed the columns.",
        )  # fmt: skip


# ---- JSON


def _json_rows(part: Part, shape: TableShape) -> Iterator[Told]:
    get = itemgetter(*shape.columns) if len(shape.columns) > 1 else None
    for number, found in enumerate(_objects(part), 1):
        place = f"row {number}"
        if number == 1:
            _check_columns(shape, list(found), f"{part.where}, {place}")
        try:
            values = get(found) if get else (found[shape.columns[0]],)
        except KeyError:
            values = tuple(found.get(column) for column in shape.columns)
        yield place, tuple(map(_text, values)), _text(found.get(DAY_COLUMN))


def _text(value: Any) -> str:
    return "" if value is None else value if isinstance(value, str) else str(value)


def _objects(part: Part) -> Iterator[dict[str, Any]]:
    """The objects of the array, decoded one by one as the text comes in."""
    decode = json.JSONDecoder().raw_decode
    texts = _texts(part)
    buffer, at, lines, opened = "", 0, 1, False
    while True:
        at = _past(buffer, at, " \t\r\n," if opened else " \t\r\n")
        if at < len(buffer) and not opened:
            if buffer[at] != "[":
                refuse("the JSON is no array of rows", f"{part.where}, line {lines}", _AGAIN)
            opened, at = True, at + 1
            continue
        if at < len(buffer) and buffer[at] == "]":
            if buffer[at + 1 :].strip() or any(text.strip() for text in texts):
                refuse("the JSON goes on behind its end", f"{part.where}, line {lines}", _AGAIN)
            return
        try:
            value, stop = decode(buffer, at) if at < len(buffer) else (None, -1)
        except (json.JSONDecodeError, RecursionError):
            stop = -1
        if stop < 0:
            lines += buffer.count("\n", 0, at)
            more = next(texts, "")
            if not more or len(buffer) - at > _LONGEST:
                refuse("the JSON is damaged or cut short", f"{part.where}, line {lines}", _AGAIN)
            buffer, at = buffer[at:] + more, 0
            continue
        if not isinstance(value, dict):
            lines += buffer.count("\n", 0, at)
            refuse("a row is not an object", f"{part.where}, line {lines}", _AGAIN)
        yield value
        at = stop


_AGAIN = "Fetch the file again."


def _past(text: str, at: int, skipped: str) -> int:
    while at < len(text) and text[at] in skipped:
        at += 1
    return at
