"""A convenor's own spreadsheet: nodes and links, with columns headed in many ways."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from graph.errors import BadSource
from graph.model import Edition, Source, Visibility
from graph.text import clean, search_words, slug
from loaders.base import Batch, Report
from loaders.gazetteer import Gazetteer, load_gazetteer
from loaders.spreadsheet_attendance import layout_of, read_attendance
from loaders.spreadsheet_columns import SheetSort, phrase_of, sort_of
from loaders.spreadsheet_draft import Draft
from loaders.spreadsheet_heading import with_headings
from loaders.spreadsheet_links import read_links
from loaders.spreadsheet_nodes import read_nodes, read_ties
from loaders.spreadsheet_rows import Sheet
from loaders.spreadsheet_values import partial_date, web_address
from loaders.tables import Table, read_bytes, read_csv, xlsx_tables

LICENCE = "the owner's own"
_ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")
_PARTS = ("nodes", "links", "about", "attendance", "partners")
_ABOUT = {
    "date": "date", "as of": "date", "edition": "date",
    "title": "title", "name": "title",
    "owner": "owner", "publisher": "owner", "compiled by": "owner", "author": "owner",
    "licence": "licence", "license": "licence",
    "url": "url", "link": "url", "website": "url",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Files that are one source: a workbook, or the node and link files of one name."""

    stem: str
    paths: tuple[Path, ...]


class SpreadsheetLoader:
    """CSV or XLSX files with a row for each node, each link, or each body with its ties."""

    name = "spreadsheet"
    summary = "your own sheet of bodies, groups, people in office and campaigns, and their links"

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        self._gazetteer = gazetteer

    def read(
        self, paths: tuple[Path, ...], report: Report, *, visibility: Visibility, today: str
    ) -> Iterator[Batch]:
        """One edition a workbook or pair of files, of ``today`` unless a sheet 'about' says."""
        if not paths:
            raise BadSource(
                "no file was named", where=self.name,
                next_step="Name one, or start from 'kithmap template'.",
            )  # fmt: skip
        gazetteer = self._gazetteer or load_gazetteer()
        for book in books_of(paths):
            sheets = [sheet for path in book.paths for sheet in sheets_of(path)]
            about = _about(sheets)
            draft = Draft(
                source=f"sheet:{slug(book.stem) or 'unnamed'}",
                date=about.get("date", today),
                visibility=visibility,
                gazetteer=gazetteer,
                report=report,
            )
            _read_all(sheets, draft)
            yield _batch(book, about, draft)


def books_of(paths: Iterable[Path]) -> list[Book]:
    """The files by source: "mine-nodes.csv" and "mine-links.csv" are one, "other.xlsx" another."""
    found: dict[str, list[Path]] = {}
    for path in _files(paths):
        words = [word for word in slug(path.stem).split("-") if word not in _PARTS]
        parted = len(words) < len(slug(path.stem).split("-"))
        stem = "-".join(words) if parted else path.stem
        found.setdefault(stem, []).append(path)
    if "" in found:  # plain "nodes.csv" and "links.csv" bear the name of their folder
        files = found.pop("")
        stem = files[0].stem if len(files) == 1 else files[0].resolve().parent.name
        found.setdefault(stem, []).extend(files)
    return [Book(stem=stem, paths=tuple(files)) for stem, files in found.items()]


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.iterdir() if p.suffix.lower() in _ENDINGS)
            if not inside:
                step = "Put CSV or XLSX files there."
                raise BadSource("the folder holds no table", where=path.name, next_step=step)
            yield from inside
        elif path.exists() and path.suffix.lower() not in _ENDINGS:
            step = "Save it as .csv or .xlsx."
            raise BadSource(f"'{path.suffix}' is no table", where=path.name, next_step=step)
        else:
            yield path


def sheets_of(path: Path) -> list[Sheet]:
    """The tables of a file, each from its row of headings on."""
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        return [_sheet(path, path.name, read_csv(path))]
    return [_sheet(path, name, table) for name, table in xlsx_tables(path).items()]


def _sheet(path: Path, name: str, table: Table) -> Sheet:
    plain = Sheet(file=path.name, name=name, table=table)
    if _by_name(name) == "about":
        return plain
    headed, titles = with_headings(table, plain.where)
    return Sheet(file=path.name, name=name, table=headed, titles=titles)


def _by_name(name: str) -> SheetSort:
    return sort_of(name.removesuffix(Path(name).suffix), ())


def sheet_sort(sheet: Sheet) -> SheetSort:
    """What a sheet holds: an attendance list is told by its marks, the others by their headings."""
    named = _by_name(sheet.name)
    if named == "other" and layout_of(sheet):
        return "attendance"
    return sort_of(sheet.name.removesuffix(Path(sheet.name).suffix), sheet.table.columns)


def _read_all(sheets: Iterable[Sheet], draft: Draft) -> None:
    """Nodes first, so that links and ties find them whatever the order of sheets."""
    by_sort: dict[str, list[Sheet]] = {}
    for sheet in sheets:
        by_sort.setdefault(sheet_sort(sheet), []).append(sheet)
    nodes, links = by_sort.get("nodes", []), by_sort.get("links", [])
    lists = by_sort.get("attendance", [])
    if not nodes and not links and not lists:
        where = ", ".join(sheet.where for sheet in sheets) or draft.source.removeprefix("sheet:")
        raise BadSource(
            "no sheet holds nodes or links", where=where,
            next_step="Head a column 'name', or two 'from' and 'to'; see 'kithmap template'.",
        )  # fmt: skip
    for sheet in by_sort.get("other", []):
        draft.report.count(f"sheet '{sheet.name}' not read")
    rows = [row for sheet in nodes for row in read_nodes(sheet, draft)]
    draft.settle()  # a row that failed would be missed by every link to it
    read_ties(rows, draft)
    for sheet in links:
        read_links(sheet, draft)
    for sheet in lists:
        if layout := layout_of(sheet):
            read_attendance(sheet, layout, sheet.titles, draft)
    draft.settle()


def _about(sheets: Iterable[Sheet]) -> dict[str, str]:
    """What a sheet 'about' tells in rows of two cells: date, title, owner, licence, url."""
    told: dict[str, str] = {}
    for sheet in sheets:
        if sheet_sort(sheet) == "about":
            for number, key, value in _pairs(sheet.table):
                if field := _ABOUT.get(phrase_of(key)):
                    told[field] = _about_value(field, value, f"{sheet.where}, row {number}")
    return told


def _pairs(table: Table) -> Iterator[tuple[int, str, str]]:
    """The first two cells of every row; the heading is a row too."""
    rows = [(1, table.columns), *((row.number, row.values) for row in table.rows)]
    for number, cells in rows:
        if len(cells) > 1:
            yield number, clean(cells[0]), clean(cells[1])


def _about_value(field: str, value: str, where: str) -> str:
    read = {"date": partial_date, "url": web_address}.get(field)
    try:
        found = read(value) if read else value
    except ValueError as error:
        raise BadSource(str(error), where=where, next_step="Mend the cell.") from None
    if field == "date" and len(found) < len("2024-01-01"):
        step = "Write year, month and day."
        raise BadSource(f"'{value}' is no whole date", where=where, next_step=step)
    return found


def _batch(book: Book, about: dict[str, str], draft: Draft) -> Batch:
    title = about.get("title", " ".join(search_words(book.stem)) or "spreadsheet")
    owner = about.get("owner", "its owner")
    source = Source(
        id=draft.source,
        title=title,
        publisher=owner,
        licence=about.get("licence", LICENCE),
        attribution=f"{title}, a sheet of {owner}",
        url=about.get("url", ""),
    )
    content = b"".join(read_bytes(path) for path in book.paths)
    edition = Edition(
        source=source.id, date=draft.date, url=source.url, sha256=sha256(content).hexdigest()
    )
    return Batch(source=source, edition=edition, records=tuple(draft.records), replaces=True)


# ---- the template

_NODES = (
    ("name", "kind", "id", "aliases", "roles", "charity number", "country of heritage", "country",
     "community", "place", "theme", "website", "status", "note", "source url"),
    ("Example Kenyan Welfare Association", "organisation", "kwa", "EKWA", "diaspora group", "",
     "Kenya", "", "Kenyans in West London", "Ealing", "health", "https://www.example.org", "held",
     "made-up row: replace it", "https://www.example.org/about"),
    ("All-Party Parliamentary Group on Kenya", "appg", "", "APPG on Kenya", "", "", "", "Kenya",
     "", "", "", "", "held", "", ""),
    ("Example Foundation", "organisation", "", "", "funder", "", "", "", "", "London", "", "",
     "held", "made-up row: replace it", ""),
)  # fmt: skip
_LINKS = (
    ("from", "link kind", "to", "status", "since", "until", "amount", "currency", "detail", "note",
     "source url"),
    ("kwa", "met", "All-Party Parliamentary Group on Kenya", "planned", "2026-09-14", "", "", "",
     "introduced by the chair", "", ""),
    ("kwa", "funded by", "Example Foundation", "held", "2024", "2026", "12500", "GBP",
     "core costs", "", ""),
    ("Example Foundation", "supports", "APPG on Kenya", "claimed", "March 2025", "", "1,501-3,000",
     "GBP", "help with a report", "band as the register gives it", "https://www.example.org/report"),
)  # fmt: skip
_PARTNERS = (
    ("organisation", "partners", "programme"),
    (
        "Example Kenyan Welfare Association",
        "Example Advice Centre; Example Youth Club",
        "Example Neighbours",
    ),
)
_ATTENDANCE = (
    ("name", "organisation", "role", "Example roundtable 3 September 2026", "Launch 2027-01-20"),
    ("Ann Example", "kwa", "Chair", "x", "invited"),
    ("", "Example Advice Centre", "", "apologies", "confirmed"),
)


def template() -> dict[str, str]:
    """A worked template: file name → CSV text; it loads as it stands."""
    return {
        "nodes.csv": _csv(_NODES),
        "links.csv": _csv(_LINKS),
        "partners.csv": _csv(_PARTNERS),
        "attendance.csv": _csv(_ATTENDANCE),
    }


def _csv(rows: Iterable[Iterable[str]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()
