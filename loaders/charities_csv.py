"""The registers of Northern Ireland and Scotland: one CSV each, read by its headings.

Northern Ireland's is the export of its search (Windows-1252, comma lists whose items hold commas);
Scotland's is the daily download, whose comma lists put each item between single quotes.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from loaders.archives import FILE_LIMIT, refuse
from loaders.base import Report
from loaders.charities_files import Part
from loaders.charities_shape import Area, Charity
from loaders.charities_sources import NORTHERN_IRELAND, SCOTLAND, CharityRegister
from loaders.charities_topics import (
    MINORITY_WORDS,
    ORIGIN_WORDS,
    known_words,
    split_known,
    topics_of,
)
from loaders.charities_words import company_of, day_of, number_of, other_names, website_of
from loaders.separated import csv_rows

Split = Callable[[str], tuple[tuple[str, ...], tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class CsvRow:
    """The cells that are read of a row, by heading, and where the row stands."""

    cells: dict[str, str]
    where: str

    def get(self, heading: str) -> str:
        """Text of a cell; empty where the table has no such heading."""
        return self.cells.get(heading, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvShape:
    """The headings read of a register's CSV; every other column is dropped as it is read.

    ``days`` are columns whose days are past: a financial year may end after the export.
    """

    register: CharityRegister
    needed: tuple[str, ...]
    optional: tuple[str, ...]
    days: tuple[str, ...]


NI = CsvShape(
    register=NORTHERN_IRELAND,
    needed=(
        "Reg charity number", "Charity name", "Status", "What the charity does",
        "Who the charity helps",
    ),
    optional=(
        "Other name", "Website", "Company number", "Charitable purposes", "Date registered",
    ),
    days=("Date registered",),
)  # fmt: skip
SC = CsvShape(
    register=SCOTLAND,
    needed=("Charity Number", "Charity Name", "Charity Status", "Purposes", "Beneficiaries"),
    optional=(
        "Known As", "Website", "Objectives", "Geographical Spread", "Main Operating Location",
        "Registered Date", "Ceased Date",
    ),
    days=("Registered Date",),
)  # fmt: skip


def csv_edition(part: Part, report: Report) -> tuple[CharityRegister, str, list[Charity]]:
    """The register, the day of the export and its charities, by number.

    The day is that of the file's or the zip's name, else the newest day that a row gives: the
    export cannot be older than that.
    """
    shape = NI if part.kind == "ni" else SC
    rows = list(_rows(part, shape))
    day = part.day or max((day_of(row.get(c)) for row in rows for c in shape.days), default="")
    if not day:
        refuse("nothing tells the day of the export", part.where, "Put it in the file's name.")
    one = _northern_irish if part.kind == "ni" else _scottish
    found = (one(row, report) for row in rows)
    return shape.register, day, sorted(filter(None, found), key=lambda c: c.number)


def _rows(part: Part, shape: CsvShape) -> Iterator[CsvRow]:
    data = b"".join(part.pieces())
    if len(data) > FILE_LIMIT:
        refuse("the file is larger than 100 MB", part.where, "Fetch it again.")
    rows = iter(csv_rows(data, part.where)[0])
    _, heading = next(rows)
    missing = [h for h in shape.needed if h not in heading]
    if missing:
        refuse(f"the table has no column '{missing[0]}'", part.where, "Fetch the export again.")
    places = {h: heading.index(h) for h in (*shape.needed, *shape.optional) if h in heading}
    width = len(heading)
    for number, cells in rows:
        where = f"{part.where}, row {number}"
        if len(cells) > width or (any(cells) and len(cells) < max(places.values()) + 1):
            what = f"{len(cells)} cells where the heading has {width}"
            refuse(what, where, "Fetch the export again, or mend that row.")
        if any(cells):
            yield CsvRow({h: cells[place] for h, place in places.items()}, where)


def _northern_irish(row: CsvRow, report: Report) -> Charity | None:
    report.read += 1
    number, name = number_of(row.get("Reg charity number")), row.get("Charity name")
    if not number or not name:
        report.leave("a charity without a number or a name", row.where)
        return None
    if row.get("Status").casefold().startswith("removed"):
        report.leave("a charity removed from the register", row.where)
        return None
    heads = [row.get("What the charity does"), row.get("Who the charity helps")]
    known = _known(heads, split_known, row, report)
    return Charity(
        register=NORTHERN_IRELAND,
        number=number,
        name=name,
        locator=f"charity {number}",
        others=other_names(name, [row.get("Other name")]),
        website=website_of(row.get("Website")),
        company=company_of(row.get("Company number"), "NI"),
        topics=topics_of(known),
        origin=MINORITY_WORDS if "Ethnic minorities" in known else "",
        religious="The advancement of religion" in known,
        purposes=row.get("Charitable purposes"),
    )


def _scottish(row: CsvRow, report: Report) -> Charity | None:
    report.read += 1
    found = re.fullmatch(r"(?:SC)?\s*(\d{1,6})", row.get("Charity Number").upper())
    name = row.get("Charity Name")
    if not found or not name:
        report.leave("a charity without a number or a name", row.where)
        return None
    status = row.get("Charity Status").casefold()
    if row.get("Ceased Date") or status.startswith(("removed", "ceased")):
        report.leave("a charity removed from the register", row.where)
        return None
    number = f"SC{found[1].zfill(6)}"
    heads = [row.get("Purposes"), row.get("Beneficiaries")]
    known = _known(heads, _quoted, row, report)
    special = "People of a particular ethnic or racial origin" in known
    return Charity(
        register=SCOTLAND,
        number=number,
        name=name,
        locator=f"charity {number}",
        others=other_names(name, [row.get("Known As")]),
        website=website_of(row.get("Website")),
        topics=topics_of(known),
        areas=_scottish_areas(row),
        origin=ORIGIN_WORDS if special else "",
        religious="The advancement of religion" in known,
        purposes=row.get("Objectives"),
    )


def _scottish_areas(row: CsvRow) -> tuple[Area, ...]:
    """Scotland, unless the charity says that it works overseas only or from elsewhere."""
    spread, main = row.get("Geographical Spread"), row.get("Main Operating Location")
    away = "overseas only" in spread.casefold() or main.casefold().startswith("outwith")
    return () if away or not (spread or main) else (Area(kind="Country", name="Scotland"),)


def _quoted(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Headings between single quotes; a list without quotes is split against the known ones."""
    if not text.lstrip().startswith("'"):
        return split_known(text)
    items = re.split(r"'\s*,\s*'", text.strip().removeprefix("'").removesuffix("'"))
    return known_words(item.strip() for item in items if item.strip())


def _known(texts: list[str], split: Split, row: CsvRow, report: Report) -> tuple[str, ...]:
    known: list[str] = []
    for text in texts:
        some, unknown = split(text)
        known += some
        for heading in unknown:
            report.read += 1
            report.leave("a heading that is not known here", f"{row.where}, '{heading[:60]}'")
    return tuple(dict.fromkeys(known))
