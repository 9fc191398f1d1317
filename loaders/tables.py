"""Files read safely within limits: bytes, JSON, zip archives, CSV and XLSX tables.

Whatever is wrong with a file ends in ``BadSource`` naming the file, the row or line, and what to
do; nothing here trusts a header, a declared size or a file's ending.
"""

import csv
import io
import json
import re
import stat
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any, NoReturn

from graph.errors import BadSource

MB = 1_000_000
FILE_LIMIT = 100 * MB
ROW_LIMIT = 1_000_000
COLUMN_LIMIT = 200
# A cell costs about 120 bytes once read: three million stay under 500 MB.
CELL_LIMIT = 3_000_000
# No sheet that people keep has so wide a hole; a stray cell in the last row of a sheet makes one.
EMPTY_ROWS_TO_STOP = 10_000
DELIMITERS = ",;\t|"
SAMPLE_CHARACTERS = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class ZipLimits:
    """How much an archive may hold: members, unpacked bytes in all and in one, packing ratio."""

    members: int = 5_000
    total: int = 200 * MB
    member: int = 50 * MB
    ratio: int = 100


ZIP_LIMITS = ZipLimits()


def read_bytes(path: Path, limit: int = FILE_LIMIT) -> bytes:
    """Content of a file of at most ``limit`` bytes, not empty."""
    if path.is_dir():
        _refuse("this is a folder, not a file", path.name, "Name the file itself.")
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError:
        _refuse("there is no such file", str(path), "Mend the path.")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        _refuse(f"the file cannot be read: {reason}", path.name, "Mend the path or its rights.")
    if not data:
        _refuse("the file is empty", path.name, "Fetch or save it again.")
    if len(data) > limit:
        _refuse(f"the file is larger than {limit / MB:g} MB", path.name, "Split it.")
    return data


def _refuse(what: str, where: str, next_step: str) -> NoReturn:
    raise BadSource(what, where=where, next_step=next_step)


# ---- JSON


def read_json(data: bytes, where: str) -> Any:
    """The value that a JSON text in UTF-8 holds; ``where`` names the file in messages."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        _refuse(
            "the JSON is not UTF-8", f"{where}, line {line} column {column}", "Save it as UTF-8."
        )
    try:
        value = json.loads(text, parse_constant=_no_constant)
        if "\\ud" in text.lower():
            json.dumps(value, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        place = f"{where}, line {error.lineno} column {error.colno}"
        _refuse(f"this is not JSON: {error.msg}", place, "Fetch it again, or mend that place.")
    except RecursionError:
        _refuse("the JSON is nested too deeply", where, "Fetch it again.")
    except UnicodeEncodeError:
        _refuse("the JSON holds half a character (a lone surrogate)", where, "Fetch it again.")
    except ValueError as error:
        _refuse(f"this is not JSON: {error}", where, "Fetch it again.")
    return value


def _no_constant(text: str) -> NoReturn:
    raise ValueError(f"{text} is not a number that JSON knows")


# ---- zip archives


class SafeZip:
    """A zip archive whose directory was checked; members are checked again as they are read.

    The packed file is held in memory, so that nothing has to be closed.
    """

    def __init__(self, where: str, archive: zipfile.ZipFile, limits: ZipLimits) -> None:
        self.where = where
        self._archive = archive
        self._limits = limits
        self._members = _checked_members(where, archive, limits)

    def names(self) -> tuple[str, ...]:
        """Names of the regular files inside, sorted; folders and symbolic links are left out."""
        return tuple(sorted(self._members))

    def read(self, name: str) -> bytes:
        """Content of one member."""
        info = self._info(name)
        try:
            with self._archive.open(info) as file:
                data = file.read(self._limits.member + 1)
        except Exception as error:  # each packing method raises its own kind on damaged bytes
            _refuse(f"a member cannot be unpacked: {error}", self._at(name), "Fetch it again.")
        if len(data) > self._limits.member or len(data) != info.file_size:
            _refuse("a member is not of the size it declares", self._at(name), "Fetch it again.")
        return data

    def date(self, name: str) -> str:
        """ISO date that the archive gives for a member; empty where it gives none."""
        try:
            return date(*self._info(name).date_time[:3]).isoformat()
        except ValueError:
            return ""

    def _info(self, name: str) -> zipfile.ZipInfo:
        if name not in self._members:
            _refuse("the archive has no such member", self._at(name), "Look at its list.")
        return self._members[name]

    def _at(self, name: str) -> str:
        return f"{self.where}, {name}"


def open_zip(path: Path, limits: ZipLimits = ZIP_LIMITS) -> SafeZip:
    """A zip archive, refused when too large, too tightly packed, encrypted or cut short."""
    return _zip_of(read_bytes(path, FILE_LIMIT), path.name, limits)


def _zip_of(data: bytes, where: str, limits: ZipLimits) -> SafeZip:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except Exception as error:  # the directory parser lets several kinds of error through
        cut = data[:2] == b"PK"
        what = f"the zip archive is damaged or cut short: {error}" if cut else "not a zip archive"
        _refuse(what, where, "Fetch it again.")
    return SafeZip(where, archive, limits)


def _checked_members(
    where: str, archive: zipfile.ZipFile, limits: ZipLimits
) -> dict[str, zipfile.ZipInfo]:
    infos = archive.infolist()
    total = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    if len(infos) > limits.members:
        _refuse(f"{len(infos)} members, more than {limits.members}", where, "Split the archive.")
    if total > limits.total:
        what = f"it unpacks to {total / MB:.0f} MB, more than {limits.total / MB:g} MB"
        _refuse(what, where, "Split the archive.")
    if total > limits.ratio * max(packed, 1):
        what = f"it is packed more than {limits.ratio} to 1, as archives made to do harm are"
        _refuse(what, where, "Unpack it yourself if you trust it.")
    members: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        _check_member(f"{where}, {info.filename[:100]}", info, limits)
        if info.filename in members:
            _refuse("two members have one name", f"{where}, {info.filename}", "Pack it again.")
        if not info.is_dir() and not stat.S_ISLNK(info.external_attr >> 16):
            members[info.filename] = info
    return members


def _check_member(where: str, info: zipfile.ZipInfo, limits: ZipLimits) -> None:
    name = info.orig_filename
    unsafe = "\\" in name or "\0" in name or ":" in name or name.startswith("/")
    if not name or unsafe or ".." in PurePosixPath(name).parts:
        _refuse("a member's name leads out of the archive", where, "Do not use this archive.")
    if info.flag_bits & 0x1:
        _refuse("a member is encrypted", where, "Pack it without a password.")
    if info.file_size > limits.member:
        _refuse(f"a member is larger than {limits.member / MB:g} MB", where, "Split it.")


# ---- tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: its number as a spreadsheet program shows it, and its cells by column."""

    number: int
    cells: dict[str, str]

    def get(self, column: str) -> str:
        """Text of a cell; empty where the table has no such column."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of texts. ``notes`` say what was decided while reading, such as the encoding."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


Numbered = Iterable[tuple[int, list[str]]]


def _table(where: str, rows: Numbered, notes: Iterable[str] = ()) -> Table:
    """The table whose first row that is not empty is the heading; empty rows are skipped."""
    filled = ((number, cells) for number, cells in rows if any(cells))
    heading = next(filled, None)
    if heading is None:
        _refuse("the table has no row with text in it", where, "Give it a heading and rows.")
    number, names = heading
    body = list(_body(where, filled, len(names)))
    columns = _columns(f"{where}, row {number}", names, body)
    kept = [(i, name) for i, name in enumerate(columns) if name]
    return Table(
        name=where,
        columns=tuple(name for _, name in kept),
        rows=tuple(
            Row(number=n, cells={name: cells[i] if i < len(cells) else "" for i, name in kept})
            for n, cells in body
        ),
        notes=tuple(notes),
    )


def _body(where: str, rows: Numbered, width: int) -> Iterator[tuple[int, list[str]]]:
    held = 0
    for count, (number, cells) in enumerate(rows, 1):
        while len(cells) > width and not cells[-1]:
            cells.pop()
        if len(cells) > width:
            _refuse(
                f"{len(cells)} cells where the heading has {width}", f"{where}, row {number}",
                "Put a cell that holds the delimiter in quotes, or give each column a heading.",
            )  # fmt: skip
        held += len(cells)
        if count > ROW_LIMIT or held > CELL_LIMIT:
            what = f"the table has more than {ROW_LIMIT:,} rows or {CELL_LIMIT:,} cells"
            _refuse(what, f"{where}, row {number}", "Split it.")
        yield number, cells


def _columns(where: str, names: list[str], body: list[tuple[int, list[str]]]) -> list[str]:
    """Names of the columns; those without a heading get a number, and none when they are empty."""
    if len(names) > COLUMN_LIMIT:
        _refuse(f"more than {COLUMN_LIMIT} columns", where, "Keep those that matter.")
    used = {i for _, cells in body for i, cell in enumerate(cells) if cell}
    columns = [
        " ".join(name.split()) or (f"column {i + 1}" if i in used else "")
        for i, name in enumerate(names)
    ]
    counts = Counter(name.casefold() for name in columns if name)
    twice = [name for name in columns if counts[name.casefold()] > 1]
    if twice:
        _refuse(f"two columns are headed '{twice[0]}'", where, "Give each its own heading.")
    return columns


# ---- CSV


def read_csv(path: Path) -> Table:
    """The table in a text file of separated values, in whatever encoding and delimiter it came.

    Row numbers count records, as a spreadsheet program shows them. Cost: 1 s for 100,000 rows.
    """
    data = read_bytes(path)
    _refuse_other_format(data, path.name)
    text, reason = _decoded(data, path.name)
    head, _, rest = text.partition("\n")
    told = re.fullmatch(r"sep=(.)", head.strip("\r "), re.IGNORECASE)
    skipped = 1 if told else 0
    delimiter = told[1] if told else _delimiter(text)
    notes = [reason, f"delimiter {delimiter!r}"]
    rows = _csv_rows(path.name, rest if told else text, delimiter, skipped)
    table = _table(path.name, rows, notes)
    return _without_mojibake(table)


def _refuse_other_format(data: bytes, where: str) -> None:
    start = data[:200].lstrip().lower()
    for sign, what, step in (
        (b"pk\x03\x04", "this is a workbook or an archive, not a CSV", "Name it .xlsx."),
        (b"\xd0\xcf\x11\xe0", "this is an old .xls workbook, not a CSV", "Save it as .xlsx."),
        (b"%pdf", "this is a PDF, not a table", "Copy the table into a spreadsheet."),
        (b"<!doctype html", "this is a web page, not a table", "Fetch the file itself."),
        (b"<html", "this is a web page, not a table", "Fetch the file itself."),
    ):
        if start.startswith(sign):
            _refuse(what, where, step)


def _decoded(data: bytes, where: str) -> tuple[str, str]:
    """The text and how its encoding was decided."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
    ):  # fmt: skip
        if data.startswith(mark):
            return _plain(data, encoding, "byte order mark", where)
    sample = data[:4000]
    if len(data) % 2 == 0 and sample.count(0) * 3 > len(sample):
        encoding = "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"
        return _plain(data, encoding, "every other byte is zero", where)
    try:
        return _plain(data, "utf-8", "valid throughout", where)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        reason = f"byte 0x{data[error.start]:02x} in line {line} is not UTF-8"
    return _plain(data, "windows-1252", reason, where)


def _plain(data: bytes, encoding: str, reason: str, where: str) -> tuple[str, str]:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        if encoding == "utf-8":
            raise
        _refuse(f"the text is not {encoding} ({reason})", where, "Save it as UTF-8.")
    if re.search(r"[\x00-\x08\x0e-\x1f\x7f]", text):
        _refuse("this is not a text file", where, "Save the table as CSV (UTF-8).")
    name = "utf-8" if encoding == "utf-8-sig" else encoding
    return text, f"read as {name}: {reason}"


def _delimiter(text: str) -> str:
    """The delimiter that cuts most of the first rows into as many cells as the heading has."""
    return max(DELIMITERS, key=lambda mark: (_evenness(text, mark), -DELIMITERS.index(mark)))


def _evenness(text: str, delimiter: str) -> tuple[float, int]:
    lines = io.StringIO(text[:SAMPLE_CHARACTERS], newline="")
    try:
        rows = [r for r in islice(csv.reader(lines, delimiter=delimiter), 50) if r]
    except csv.Error:
        return 0.0, 0
    width = len(rows[0]) if rows else 0
    if width < 2:
        return 0.0, 0
    return sum(len(row) == width for row in rows) / len(rows), width


def _csv_rows(where: str, text: str, delimiter: str, skipped: int) -> Numbered:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = skipped
    try:
        for cells in reader:
            number += 1
            yield number, [cell.strip() for cell in cells]
    except csv.Error as error:
        _refuse(
            f"the row cannot be read: {error}", f"{where}, row {number + 1}",
            "Look for a quotation mark that is not closed or not doubled.",
        )  # fmt: skip


# What UTF-8 looks like when read as Windows-1252, leaving out pairs that people write, such as a
# capital before a closing quotation mark.
_SURE_MOJIBAKE = re.compile("Ã[^…”’›»™–— ]|Â[\xa0-\xba\xbc-\xbf]|â€.|â‚¬")


def _without_mojibake(table: Table) -> Table:
    mended = 0
    rows = []
    for row in table.rows:
        cells = {name: mend_mojibake(cell) for name, cell in row.cells.items()}
        mended += sum(cells[name] != cell for name, cell in row.cells.items())
        rows.append(Row(number=row.number, cells=cells))
    if not mended:
        return table
    note = f"{mended} cells mended that had been read in a wrong encoding before"
    return Table(
        name=table.name, columns=table.columns, rows=tuple(rows), notes=(*table.notes, note)
    )


def mend_mojibake(text: str) -> str:
    """Text as it was before someone read UTF-8 as Windows-1252; the same text unless certain.

    >>> mend_mojibake("CÃ´te dâ€™Ivoire"), mend_mojibake("CAFÉ”")
    ("Côte d’Ivoire", 'CAFÉ”')
    """
    if text.isascii() or not _SURE_MOJIBAKE.search(text):
        return text
    try:
        return b"".join(_as_byte(c) for c in text).decode()
    except UnicodeError:
        return text


def _as_byte(character: str) -> bytes:
    # Five bytes mean nothing in Windows-1252; programs pass them through as control characters.
    if "\x80" <= character <= "\x9f":
        return character.encode("latin-1")
    return character.encode("windows-1252")
