"""Names that somebody gives: pasted, in a text file, or in the columns of a sheet."""

from collections.abc import Iterable
from pathlib import Path

from graph.analysis.name_list import lines_of
from graph.errors import BadSource
from graph.text import clean
from loaders.archives import read_bytes
from loaders.separated import csv_rows
from loaders.spreadsheet_columns import phrase_of
from loaders.workbook import sheet_names, sheet_rows

# A list of names for a room; a register is no such list.
MOST_BYTES = 2_000_000
_SHEETS = (".xlsx", ".xlsm")
_TABLES = (".csv", ".tsv")
_PEOPLE = frozenset(
    ("name", "names", "full name", "attendee", "attendees", "participant", "participants",
     "member", "members", "person", "who", "guest", "guests", "mp", "peer", "title")
)  # fmt: skip
_BODIES = frozenset(
    ("organisation", "organization", "organisations", "organisation name", "org", "body",
     "charity", "affiliation", "representing", "group", "appg", "company", "institution")
)  # fmt: skip
_IDS = frozenset(("id", "node id", "kithmap id"))


def names_from_file(path: Path) -> tuple[str, ...]:
    """The names in a text file (one a line), a CSV file, or the first sheet of a workbook.

    Raises ``BadSource`` for a file that cannot be read, is too large, or holds no name.
    """
    if not path.is_file():
        raise BadSource("no such file", where=str(path), next_step="Mend the path.")
    return names_in(read_bytes(path, MOST_BYTES), path.name)


def names_in(data: bytes, file: str) -> tuple[str, ...]:
    """The names in the content of a file of that name; a person and a body of a row are one."""
    ending = Path(file).suffix.lower()
    if len(data) > MOST_BYTES:
        raise BadSource("the list is too large", where=file, next_step="Give one of names only.")
    if ending in _SHEETS:
        names = _of_rows(cells for _, cells in sheet_rows(data, file, sheet_names(data, file)[0]))
    elif ending in _TABLES:
        names = _of_rows(cells for _, cells in csv_rows(data, file)[0])
    else:
        names = lines_of(_text(data, file))
    if not names:
        raise BadSource("the file holds no name", where=file, next_step="Write one name a line.")
    return names


def _text(data: bytes, file: str) -> str:
    if b"\0" in data:
        step = "Save it as plain text, CSV or XLSX."
        raise BadSource("this is no text", where=file, next_step=step)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _of_rows(rows: Iterable[list[str]]) -> tuple[str, ...]:
    """Names from the columns that headings tell, else from the first column of all rows."""
    filled = [[clean(cell) for cell in row] for row in rows if any(map(clean, row))]
    if not filled:
        return ()
    phrases = [phrase_of(cell) if cell else "" for cell in filled[0]]
    for wanted in (_IDS, _PEOPLE | _BODIES):
        columns = [at for at, phrase in enumerate(phrases) if phrase in wanted]
        if columns:
            return _joined(filled[1:], columns)
    return _joined(filled, [0])


def _joined(rows: Iterable[list[str]], columns: list[int]) -> tuple[str, ...]:
    lines = (", ".join(row[at] for at in columns if at < len(row) and row[at]) for row in rows)
    return tuple(line for line in lines if line)
