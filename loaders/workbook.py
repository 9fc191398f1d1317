"""Sheets of XLSX workbooks as rows of texts, within limits of size, width and work."""

import io
import re
import warnings
from datetime import date, datetime, time
from itertools import count, islice
from typing import Any

from loaders.archives import SafeZip, refuse, zip_of
from loaders.separated import Numbered

ROW_LIMIT = 1_000_000
COLUMN_LIMIT = 200
# No sheet that people keep has so wide a hole; a stray cell in the last row of a sheet makes one.
EMPTY_ROWS_TO_STOP = 10_000
_BLANK = (None,) * (COLUMN_LIMIT + 1)
_AGAIN = "Save the workbook again as .xlsx."
_FEWER = "Keep the columns that matter."
# Reading costs 2 to 5 µs a tag in sheets and shared texts, 7 to 17 µs in styles, names and lists
# of parts, and up to 200 bytes a tag in one row: these stay under 10 s and 500 MB.
SHEET_TAGS = 1_500_000
OTHER_TAGS = 100_000
_OTHER_PART = re.compile(r"xl/styles\.xml|\[Content_Types\]\.xml|.*\.rels", re.IGNORECASE)
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
# A cell with a formula and no stored value; formulas giving empty text are marked t="str".
_UNCOMPUTED = re.compile(
    rb'<c r="([A-Z]+\d+)"(?![^<>]*t="str")[^<>]*>\s*<f(?:[^<>]*/>|[^<>]*>[^<]*</f>)\s*'
    rb"(?:<v\s*/>|<v></v>)?\s*</c>"
)


def sheet_names(data: bytes, where: str) -> tuple[str, ...]:
    """Names of the sheets of cells in a workbook, in their order; what is hidden is not read."""
    book, _ = _workbook(data, where)
    return tuple(sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible")


def sheet_rows(data: bytes, where: str, name: str) -> Numbered:
    """Numbered rows of the sheet of that name, whatever its case."""
    book, archive = _workbook(data, where)
    found = [s for s in book.worksheets if s.title.casefold() == name.casefold()]
    if not found:
        names = ", ".join(sheet.title for sheet in book.worksheets)
        refuse(f"the workbook has no sheet '{name}'", where, f"Its sheets: {names}.")
    # The library tells in no other way which part holds a sheet.
    _check_computed(archive.read(found[0]._worksheet_path), f"{where}, sheet {name}")
    return _rows(found[0], f"{where}, sheet {name}")


def sheet_beginnings(data: bytes, where: str) -> tuple[str, ...]:
    """The headings of each sheet that has a row below them, tabs between; cheap, and no more."""
    book, _ = _workbook(data, where)
    found = []
    for sheet in book.worksheets:
        rows = (cells for _, cells in islice(_rows(sheet, where), 20) if any(cells))
        heading = next(rows, [])
        if next(rows, []):
            found.append("\t".join(heading))
    return tuple(found)


def _workbook(data: bytes, where: str) -> tuple[Any, SafeZip]:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        step = "Save it as .xlsx without a password."
        refuse("this is an old .xls or a locked workbook", where, step)
    archive = zip_of(data, where)
    _check_parts(archive, where)
    # Imported here: it takes a quarter of a second, and most loads read no workbook.
    from openpyxl import load_workbook

    try:
        # The library warns of styles and validations it drops; cells are all that is wanted.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # the library lets through whatever its parsers meet
        refuse(f"this is not a workbook: {_told(error)}", where, _AGAIN)
    return book, archive


def _told(error: Exception) -> str:
    return str(error)[:120] or type(error).__name__


def _check_parts(archive: SafeZip, where: str) -> None:
    """Refuse what would take too long, and what no spreadsheet program writes."""
    sheets, others = [], 0
    for name in archive.names():
        part = archive.read(name)
        tags = part.count(b"<")
        if _DECLARATION.search(part):
            refuse("the workbook declares entities", f"{where}, {name}", "Do not use it.")
        if _OTHER_PART.fullmatch(name):
            others += tags
        else:
            sheets.append(tags)
            others += part.count(b"definedName")
    # One sheet is read at a time, and the shared texts with it.
    if sum(sorted(sheets)[-2:]) > SHEET_TAGS or others > OTHER_TAGS:
        refuse("the workbook holds too much to be read here", where, "Save the table as CSV.")


def _check_computed(part: bytes, where: str) -> None:
    """Refuse formulas without a stored value: they would be read as empty cells."""
    found = _UNCOMPUTED.search(part)
    if found:
        what = f"the formula in cell {found[1].decode()} has no stored value"
        refuse(what, where, "Open the file in a spreadsheet program, save it, and try again.")


def _rows(sheet: Any, where: str) -> Numbered:
    """Rows of a sheet; one column over the limit is read, so that too many are noticed."""
    empty = 0
    cells = sheet.iter_rows(max_col=COLUMN_LIMIT + 1, max_row=ROW_LIMIT + 2, values_only=True)
    for number in count(1):
        try:
            values = next(cells, None)
        except Exception as error:  # as in _workbook
            refuse(f"the row cannot be read: {_told(error)}", f"{where}, row {number}", _AGAIN)
        if values is None:
            return
        for width in (8, 50):  # rows come as wide as the limit, and are hardly ever so wide
            if values[width:] == _BLANK[width:]:
                values = values[:width]
                break
        texts = [cell_text(value) for value in values]
        while texts and not texts[-1]:
            texts.pop()
        empty = 0 if texts else empty + 1
        if empty > EMPTY_ROWS_TO_STOP:
            return
        if len(texts) > COLUMN_LIMIT:
            refuse(f"more than {COLUMN_LIMIT} columns", f"{where}, row {number}", _FEWER)
        yield number, texts


def cell_text(value: object) -> str:
    """Text of a cell's value: ISO dates, whole numbers without a fraction, TRUE and FALSE.

    >>> cell_text(1153055.0), cell_text(datetime(2024, 3, 1)), cell_text(None), cell_text(True)
    ('1153055', '2024-03-01', '', 'TRUE')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value).strip()
