"""Text files of separated values: their encoding, their delimiter and their rows."""

import csv
import io
import re
from collections.abc import Iterable
from itertools import islice

from graph.text import clean
from loaders.archives import refuse

DELIMITERS = ",;\t|"
SAMPLE_CHARACTERS = 65_536
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
Numbered = Iterable[tuple[int, list[str]]]


def csv_rows(data: bytes, where: str) -> tuple[Numbered, tuple[str, ...]]:
    """Numbered rows of a text file, and notes on how it was read.

    Numbers count records, as a spreadsheet program shows them. A first line ``sep=;`` is obeyed.
    """
    _refuse_other_format(data, where)
    encoding, reason = _encoding(data, where)
    sample = _lines(data, encoding).read(SAMPLE_CHARACTERS)
    told = re.match(r"sep=(.)\r?\n", sample, re.IGNORECASE)
    delimiter = told[1] if told else _delimiter(sample)
    notes = (f"read as {encoding.removesuffix('-sig')}: {reason}", f"delimiter {delimiter!r}")
    return _rows(where, _lines(data, encoding), delimiter, 1 if told else 0), notes


def _lines(data: bytes, encoding: str) -> io.TextIOWrapper:
    # Not io.StringIO, which takes four bytes a character.
    return io.TextIOWrapper(io.BytesIO(data), encoding, newline="")


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
            refuse(what, where, step)


def _encoding(data: bytes, where: str) -> tuple[str, str]:
    """The encoding in which the whole file is text, and how that was decided."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _proved(data, encoding, "byte order mark", where)
    sample = data[:4000]
    if len(data) % 2 == 0 and sample.count(0) * 3 > len(sample):
        encoding = "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"
        return _proved(data, encoding, "every other byte is zero", where)
    try:
        data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        reason = f"byte 0x{data[error.start]:02x} in line {line} is not UTF-8"
        return _proved(data, "windows-1252", reason, where)
    return _proved(data, "utf-8", "valid throughout", where)


def _proved(data: bytes, encoding: str, reason: str, where: str) -> tuple[str, str]:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        refuse(f"the text is not {encoding} ({reason})", where, "Save it as UTF-8.")
    if _NOT_TEXT.search(text):
        refuse("this is not a text file", where, "Save the table as CSV (UTF-8).")
    return encoding, reason


def _delimiter(text: str) -> str:
    """The delimiter that cuts most of the first rows into as many cells as the heading has."""
    return max(DELIMITERS, key=lambda mark: (_evenness(text, mark), -DELIMITERS.index(mark)))


def _evenness(text: str, delimiter: str) -> tuple[float, int]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        rows = [row for row in islice(reader, 50) if row]
    except csv.Error:
        return 0.0, 0
    width = len(rows[0]) if rows else 0
    if width < 2:
        return 0.0, 0
    return sum(len(row) == width for row in rows) / len(rows), width


def _rows(where: str, lines: io.TextIOWrapper, delimiter: str, number: int) -> Numbered:
    if number:  # the line that tells the delimiter
        lines.readline()
    try:
        for cells in csv.reader(lines, delimiter=delimiter, strict=True):
            number += 1
            yield number, [cell.strip() for cell in cells]
    except csv.Error as error:
        refuse(
            f"the row cannot be read: {error}", f"{where}, row {number + 1}",
            "Look for a quotation mark that is not closed or not doubled.",
        )  # fmt: skip


# What UTF-8 looks like when read as Windows-1252, leaving out pairs that people write, such as a
# capital before a closing quotation mark.
_SURE_MOJIBAKE = re.compile("Ã[^…”’›»™–— ]|Â[\xa0-\xba\xbc-\xbf]|â€.|â‚¬")


def mend_mojibake(text: str) -> str:
    """Text as it was before someone read UTF-8 as Windows-1252; the same text unless certain.

    >>> mend_mojibake("CÃ´te dâ€™Ivoire"), mend_mojibake("CAFÉ”")
    ('Côte d’Ivoire', 'CAFÉ”')
    """
    if text.isascii() or not _SURE_MOJIBAKE.search(text):
        return text
    try:
        return b"".join(_as_byte(c) for c in text).decode()
    except UnicodeError:
        return text


def mended(text: str) -> str:
    """Text on one clean line, mended until nothing is left to mend.

    What one mending uncovers may need another: mangled letters may hold control characters or be
    hidden by what is invisible, and entities may stand in entities.

    >>> mended("Ã\\x81frica"), mended("cafÃ\\u200b©"), mended("Salt &amp;amp; Light")
    ('África', 'café', 'Salt & Light')
    """
    while (better := clean(mend_mojibake(text))) != text:
        text = better
    return text


def _as_byte(character: str) -> bytes:
    # Five bytes mean nothing in Windows-1252; programs pass them through as control characters.
    if "\x80" <= character <= "\x9f":
        return character.encode("latin-1")
    return character.encode("windows-1252")
