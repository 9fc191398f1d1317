"""Finds the register of interests' tables in folders, zips and files, by date and category."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from loaders.archives import open_zip, read_bytes, refuse
from loaders.base import Report
from loaders.grants_cells import day, text_of
from loaders.separated import csv_rows

# The categories that are read. Of the others (employment, land, shares, family) nothing is: they
# tell of a member's own means, not of ties between bodies.
CATEGORIES = {
    "2": "donations",
    "3": "gifts from UK sources",
    "4": "visits outside the UK",
    "5": "gifts from outside the UK",
    "8": "miscellaneous",
}
ENDINGS = (".csv", ".zip")
_NAMED = re.compile(r"Category[_ ]?(\d{1,2})\.csv$", re.IGNORECASE)
_DAY = re.compile(r"(?<!\d)(20\d\d|\d\d)-?(\d\d)-?(\d\d)(?!\d)")
_ALWAYS = ("ID", "MNIS ID", "Member", "Category")
# The layout of August 2024 had other headings, and its numbers in the middle.
_OLD_HEADINGS = {
    "Registration Date": "Registered",
    "Published Date": "Published",
    "Updated Date": "Updated_1",
}
_OLD_NUMBERED = re.compile(r"(Donors|VisitLocations)_(\d{1,2})_(\w+)")
_DATED = ("Registered", "Published", "Updated_1", "Updated_2", "Updated_3")
_NEXT = "Name the folder or zip of one edition, with its files PublishedInterest-Category_4.csv …"

Row = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows of one category in one edition, under the headings of the newer layout."""

    category: str
    day: str
    where: str
    sha256: str
    rows: tuple[tuple[int, Row], ...]


def read_tables(paths: tuple[Path, ...], report: Report) -> dict[str, dict[str, Table]]:
    """The tables among the paths, by edition (ISO day) and category, both ascending.

    The day is that of the folder or zip, else of the file's name, else the newest that the rows
    hold. ``BadSource`` names file and row of what cannot be read, and two different tables of one
    category and day.
    """
    if not paths:
        refuse("no file was named", "", _NEXT)
    found: dict[str, dict[str, Table]] = {}
    for path in paths:
        tables = list(_at(path, report))
        if not tables:
            refuse("this is no part of the register of interests", path.name, _NEXT)
        for table in tables:
            held = found.setdefault(table.day, {}).setdefault(table.category, table)
            if held.sha256 != table.sha256:
                refuse(
                    f"two different tables of category {table.category} for {table.day}",
                    f"{held.where} and {table.where}", "Name only one of them.",
                )  # fmt: skip
    return {date: dict(sorted(found[date].items())) for date in sorted(found)}


def _at(path: Path, report: Report) -> Iterator[Table]:
    if not path.is_dir():
        yield from _file(path, report, named=True)
        return
    for inner in sorted(p for p in path.rglob("*") if _wanted(p, path)):
        yield from _file(inner, report, named=False)


def _wanted(path: Path, folder: Path) -> bool:
    hidden = any(
        part.startswith((".", "~$", "__MACOSX")) for part in path.relative_to(folder).parts
    )
    return path.is_file() and path.suffix.lower() in ENDINGS and not hidden


def _file(path: Path, report: Report, *, named: bool) -> Iterator[Table]:
    if path.suffix.lower() not in ENDINGS:
        refuse("this is no CSV and no zip", path.name, _NEXT)
    if path.suffix.lower() == ".zip":
        archive = open_zip(path)
        for name in archive.names():
            if name.lower().endswith(".csv") and not name.startswith("__MACOSX"):
                date = _day_in(name) or _day_in(path.name)
                yield from _table(archive.read(name), f"{path.name}, {name}", date, name, report)
        return
    date = _day_in(path.name) or _day_in(path.parent.name)
    where = f"{path.parent.name}/{path.name}" if _day_in(path.parent.name) else path.name
    yield from _table(read_bytes(path), where, date, path.name, report)


def _day_in(name: str) -> str:
    """The day that a name tells: ``260817`` or ``2026-08-17``; empty where it tells none.

    >>> _day_in("260817/PublishedInterest-Category_4.csv"), _day_in("register.zip")
    ('2026-08-17', '')
    """
    for found in _DAY.finditer(name):
        year = found[1] if len(found[1]) == 4 else f"20{found[1]}"
        if date := day(f"{year}-{found[2]}-{found[3]}"):
            return date
    return ""


def _table(data: bytes, where: str, date: str, name: str, report: Report) -> Iterator[Table]:
    if not data.strip():
        refuse("the file is empty", where, "Fetch it again.")
    told = _NAMED.search(name)
    if told and told[1] not in CATEGORIES:
        report.count("files of other categories, not read")
        return
    numbered = iter(csv_rows(data, where)[0])
    heading = [_heading(cell) for cell in next(numbered, (0, []))[1]]
    if not set(_ALWAYS) <= set(heading):
        if told:
            lacking = ", ".join(c for c in _ALWAYS if c not in heading)
            refuse(f"the table has no column {lacking}", where, "Fetch it again.")
        report.count("files that are no table of the register, not read")
        return
    twice = next((h for h in heading if h and heading.count(h) > 1), "")
    if twice:
        refuse(f"two columns are headed '{twice}'", where, "Give each its own heading.")
    rows = tuple(_rows(numbered, heading, where))
    category = told[1] if told else _category(heading, rows)
    if not category:
        report.count("files of other categories, not read")
        return
    lacking = ", ".join(c for c in _NEEDED[category] if c not in heading)
    if lacking:
        refuse(
            f"the table of category {category} has no column {lacking}", where, "Fetch it again."
        )
    date = date or max((day(row.get(c)) for _, row in rows for c in _DATED), default="")
    if not date:
        refuse("nothing tells the date of this edition", where, "Put it in the folder's name.")
    yield Table(
        category=category,
        day=date,
        where=where,
        sha256=sha256(data).hexdigest(),
        rows=rows,
    )


_GIFT = ("DonorName", "DonorStatus", "Value", "ReceivedDate")
_NEEDED = {
    "2": _GIFT,
    "3": _GIFT,
    "4": ("VisitLocations_Country_1", "StartDate", "EndDate", "Donors_Name_1"),
    "5": _GIFT,
    "8": ("MiscellaneousInterestType", "Description"),
}


def _heading(cell: str) -> str:
    """A heading of either layout as the newer one has it.

    >>> _heading("Donors_2_Name"), _heading("Registration Date"), _heading("Donors_Name_2")
    ('Donors_Name_2', 'Registered', 'Donors_Name_2')
    """
    cell = " ".join(cell.split())
    if found := _OLD_NUMBERED.fullmatch(cell):
        return f"{found[1]}_{found[3]}_{found[2]}"
    return _OLD_HEADINGS.get(cell, cell)


def _rows(
    numbered: Iterator[tuple[int, list[str]]], heading: list[str], where: str
) -> Iterator[tuple[int, Row]]:
    for number, cells in numbered:
        if not any(cells):
            continue
        if len(cells) != len(heading):
            what = f"the row has {len(cells)} cells, the heading {len(heading)}"
            refuse(what, f"{where}, row {number}", "Look for a quotation mark that is not closed.")
        yield number, dict(zip(heading, cells, strict=True))


def _category(heading: list[str], rows: tuple[tuple[int, Row], ...]) -> str:
    """The category of a file that was renamed, by its columns."""
    signs = (("Donors_Name_1", "4"), ("MiscellaneousInterestType", "8"), ("DonationSource", "2"))
    for column, category in signs:
        if column in heading:
            return category
    if "DonorStatus" not in heading or not rows:
        return ""
    return "5" if "outside" in text_of(rows[0][1]["Category"]).casefold() else "3"
