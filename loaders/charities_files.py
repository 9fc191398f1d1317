"""Finds the tables of the registers of charities in files, folders and zips, by name or heading."""

import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

from loaders.archives import MB, ZipLimits, open_zip, refuse
from loaders.base import Report
from loaders.charities_words import day_in_name

Form = Literal["txt", "json", "csv"]

# The largest table unpacks to about 1 GB of JSON, at about 40 to 1; the whole is read in pieces.
EXTRACT_LIMITS = ZipLimits(members=200, total=6_000 * MB, member=3_000 * MB, ratio=400)
PIECE = MB
_UNREADABLE = (OSError, EOFError, RuntimeError, ValueError, zipfile.BadZipFile, zlib.error)
_HEAD = 100_000
_EXTRACT = re.compile(r"publicextract\.(\w+)\.(txt|json|zip)", re.IGNORECASE)
# Columns that tell a table of the public extract where its file was renamed; the table of people
# comes first, so that no other sign can let it in.
_SIGNS = (
    ("charity_trustee", "trustee_id"),
    ("charity", "charity_registration_status"),
    ("charity_area_of_operation", "geographic_area_description"),
    ("charity_classification", "classification_code"),
    ("charity_other_names", "charity_name_type"),
    ("charity_governing_document", "charitable_objects"),
    ("charity_event_history", "event_type"),
)
TABLES = frozenset(table for table, _ in _SIGNS) - {"charity_trustee"}
# Headings that tell the other files, and what they are called here.
_CSV_SIGNS = (
    ("ni", ("Reg charity number", "Who the charity helps")),
    ("sc", ("Charity Number", "Charity Status", "Beneficiaries")),
    ("areas", ("geographic_area_description", "GSS")),
    ("areas", ("aooname", "GSS")),
)
_NEXT = (
    "Name the public extract's zips (publicextract.charity.zip and so on), the Northern Irish or "
    "the Scottish CSV."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One table in a file or in a zip. ``kind`` is a table of the extract, ``ni``, ``sc``,
    ``areas`` or ``sample``; ``day`` an ISO day that the file's name or the zip gives, or empty."""

    kind: str
    form: Form
    where: str
    day: str
    path: Path
    member: str = ""

    @contextmanager
    def opened(self) -> Iterator[IO[bytes]]:
        """The bytes, read as they are asked for and closed afterwards."""
        if not self.member:
            with self.path.open("rb") as file:
                yield file
            return
        with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as file:
            yield file

    def pieces(self) -> Iterator[bytes]:
        """The bytes in pieces of 1 MB; ``BadSource`` where they cannot be read."""
        try:
            with self.opened() as file:
                while piece := file.read(PIECE):
                    yield piece
        except _UNREADABLE as error:
            refuse(f"the file cannot be read to its end: {error}", self.where, "Fetch it again.")


def find_parts(paths: tuple[Path, ...], report: Report) -> list[Part]:
    """The tables in the paths, in order. Folders are looked through; what is none is counted."""
    if not paths:
        refuse("no file was named", "", _NEXT)
    found: list[Part] = []
    for path in paths:
        parts = list(_at(path, report))
        if not parts and not path.is_dir():
            refuse("this is no table of a register of charities", path.name, _NEXT)
        found += parts
    if not any(part.kind != "areas" for part in found):
        refuse("no table of a register was found", ", ".join(p.name for p in paths), _NEXT)
    return found


def _at(path: Path, report: Report) -> Iterator[Part]:
    if not path.is_dir():
        yield from _file(path, report)
        return
    for inner in sorted(p for p in path.rglob("*") if p.is_file() and not _hidden(p, path)):
        yield from _file(inner, report)


def _hidden(path: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(root).parts)


def _file(path: Path, report: Report) -> Iterator[Part]:
    if path.suffix.lower() != ".zip":
        part = _part(path, "", path.name, day_in_name(path.name), report)
        if part:
            yield part
        return
    if (table := _named(path.name)) and table not in TABLES:
        report.count("files of other tables, not opened")
        return
    archive = open_zip(path, EXTRACT_LIMITS)
    for name in archive.names():
        day = day_in_name(name) or day_in_name(path.name) or archive.date(name)
        part = _part(path, name, f"{path.name}, {name}", day, report)
        if part:
            yield part


def _named(name: str) -> str:
    """The table that the publisher's own file name tells; else empty."""
    found = _EXTRACT.fullmatch(name.rsplit("/", 1)[-1])
    return found[1].lower() if found else ""


def _part(path: Path, member: str, where: str, day: str, report: Report) -> Part | None:
    name = member or path.name
    table = _named(name)
    if table and table not in TABLES:
        report.count("files of other tables, not opened")
        return None

    def part(kind: str, form: Form) -> Part:
        return Part(kind=kind, form=form, where=where, day=day, path=path, member=member)

    ending = name.lower().rsplit(".", 1)[-1]
    look = _LOOKS.get(ending)
    head = _head(part("", "txt")) if look else b""
    if head and not head.strip(b"\xef\xbb\xbf \t\r\n"):
        refuse("the file is empty", where, "Fetch it again.")
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head.decode("utf-16" if wide else "utf-8", "replace").lstrip("\ufeff")
    told = look(text, table) if look else ("", "")
    kind, form = told
    if not kind or kind == "charity_trustee":
        report.count("files that are no table of a register, not read")
        return None
    return part(kind, "json" if form == "json" else "csv" if form == "csv" else "txt")


def _head(part: Part) -> bytes:
    """The first bytes; one blank for a file that holds nothing."""
    return next(part.pieces(), b" ")[:_HEAD]


def _look_txt(head: str, table: str) -> tuple[str, str]:
    columns = head.split("\n", 1)[0].rstrip("\r").split("\t")
    return (table or _signed("registered_charity_number" in columns, columns), "txt")


def _look_json(head: str, table: str) -> tuple[str, str]:
    if table:
        return table, "json"
    if '"registered_charity_number"' in head:
        first = re.search(r"\{[^{}]*\}", head)
        columns = re.findall(r'"(\w+)"\s*:', first.group()) if first else []
        return _signed(True, columns), "json"
    sample = '"registrations"' in head and '"areas"' in head
    return ("sample" if sample else ""), "json"


def _look_jsonl(head: str, table: str) -> tuple[str, str]:
    try:
        first = json.loads(head.split("\n", 1)[0])
    except ValueError:
        return _look_json(head, "")
    known = isinstance(first, dict) and {"id", "areas", "registrations"} <= first.keys()
    return ("sample" if known else ""), "json"


def _look_csv(head: str, table: str) -> tuple[str, str]:
    columns = {c.strip().strip('"') for c in re.split(r"[,;\t]", head.split("\n", 1)[0].strip())}
    kinds = [kind for kind, signs in _CSV_SIGNS if columns.issuperset(signs)]
    return (kinds[0] if kinds else ""), "csv"


def _signed(known: bool, columns: list[str]) -> str:
    """The table that the columns tell; empty when they are of no table that is read."""
    tables = [table for table, sign in _SIGNS if sign in columns]
    return tables[0] if known and tables else ""


_LOOKS: dict[str, Callable[[str, str], tuple[str, str]]] = {
    "txt": _look_txt,
    "tsv": _look_txt,
    "json": _look_json,
    "jsonl": _look_jsonl,
    "csv": _look_csv,
}
