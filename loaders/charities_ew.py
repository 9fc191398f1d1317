"""The register of England and Wales: the tables of one public extract put together as charities.

Tables are read one after the other and only what is kept of them is held: of codes and areas a
charity holds numbers, of texts only those of charities that help people of one origin.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from loaders.archives import refuse
from loaders.base import Report
from loaders.charities_extract import ExtractRow, day_of_part, rows_of
from loaders.charities_files import Part
from loaders.charities_shape import Area, Charity, Merged, numbered
from loaders.charities_sources import ENGLAND_WALES
from loaders.charities_topics import (
    CODES,
    ORIGIN_CODE,
    ORIGIN_WORDS,
    RELIGION_CODE,
    topics_of_codes,
)
from loaders.charities_words import company_of, day_of, number_of, other_names, website_of

_WHAT_NEXT = "Fetch all tables of the public extract on one day."
_OUT, _IN = "Asset transfer out", "Asset transfer in"


def extracts_of(parts: list[Part], report: Report) -> list[tuple[str, dict[str, Part]]]:
    """The extracts in the parts, oldest first: the day of each and its tables.

    Of a table that came as text and as JSON, the JSON is read. ``BadSource`` for tables of a day
    of which the table of charities is not there.
    """
    found: dict[str, dict[str, Part]] = {}
    for part in sorted(parts, key=lambda part: part.form != "json"):
        day = day_of_part(part)
        if not day and part.kind == "charity":
            refuse("the table of charities has no row", part.where, _WHAT_NEXT)
        if not day:
            report.count("tables of the extract without a row")
            continue
        tables = found.setdefault(day, {})
        if part.kind in tables:
            report.count("tables that came twice, read once")
        tables.setdefault(part.kind, part)
    for day, tables in sorted(found.items()):
        if "charity" not in tables:
            wheres = ", ".join(sorted(part.where for part in tables.values()))
            refuse(f"the table of charities of {day} is not among the files", wheres, _WHAT_NEXT)
    return sorted(found.items())


@dataclass(slots=True, kw_only=True)
class _Draft:
    """What the table of charities says of one, with the names and areas of the other tables."""

    number: str
    linked: int
    name: str
    website: str
    company: str
    purposes: str
    others: list[str] = field(default_factory=list)
    areas: tuple[int, ...] = ()

    @property
    def order(self) -> tuple[int, int]:
        return int(self.number), self.linked


@dataclass(slots=True, kw_only=True)
class _Removed:
    number: str
    linked: int
    name: str
    day: str


class Extract:
    """One extract: its charities in force, and what became of those that left."""

    def __init__(self, day: str, tables: dict[str, Part], report: Report) -> None:
        self.day = day
        self._tables = tables
        self._report = report
        self._codes: dict[str, tuple[int, ...]] = {}
        self._drafts: dict[str, _Draft] = {}
        self._removed: dict[str, _Removed] = {}
        self._areas: dict[Area, int] = {}
        self._read_codes()
        self._read_charities()
        self._read_names()
        self._read_areas()
        self._read_objects()

    def charities(self) -> Iterator[Charity]:
        """Charities in force, by number; each main charity before those linked to it."""
        areas = tuple(self._areas)
        for key, draft in sorted(self._drafts.items(), key=lambda item: (item[1].order, item[0])):
            codes = self._codes.get(key, ())
            suffix = f"-{draft.linked}" if draft.linked else ""
            yield Charity(
                register=ENGLAND_WALES,
                number=draft.number,
                linked=draft.linked,
                name=draft.name,
                locator=f"charity {draft.number}{suffix}",
                others=other_names(draft.name, draft.others),
                website=draft.website,
                company=draft.company,
                topics=topics_of_codes(codes),
                areas=tuple(areas[number] for number in draft.areas),
                origin=ORIGIN_WORDS if ORIGIN_CODE in codes else "",
                religious=RELIGION_CODE in codes,
                purposes=draft.purposes,
            )

    def merged(self) -> Iterator[Merged]:
        """Charities that left and gave what they had to exactly one other, by number."""
        heirs: dict[str, dict[str, str]] = {}
        for giver, heir, day in self._transfers():
            gone = self._removed.get(giver)
            if gone and heir and numbered(ENGLAND_WALES, heir) != self._identifier(gone):
                heirs.setdefault(giver, {}).setdefault(heir, day)
        for giver, found in sorted(heirs.items()):
            gone = self._removed[giver]
            if len(found) > 1:
                where = f"charity {gone.number}"
                self._leave("a charity that left its assets to several others", where)
                continue
            heir, day = next(iter(found.items()))
            yield Merged(
                number=gone.number, linked=gone.linked, name=gone.name, removed=gone.day,
                successor=heir, on=day, locator=f"charity {gone.number}, event history",
            )  # fmt: skip

    @staticmethod
    def _identifier(gone: _Removed) -> str:
        return numbered(ENGLAND_WALES, gone.number, gone.linked)

    def _rows(self, table: str) -> Iterator[ExtractRow]:
        part = self._tables.get(table)
        if part is None:
            self._report.count("tables of the extract that did not come")
            return
        yield from rows_of(part, self._report)

    def _read_codes(self) -> None:
        known: dict[tuple[int, ...], tuple[int, ...]] = {}
        for row in self._rows("charity_classification"):
            key, text = row.values
            code = int(text) if text.isascii() and text.isdigit() else 0
            if code not in CODES:
                self._leave("a classification code that is not known here", row.where)
                continue
            codes = (*self._codes.get(key, ()), code)
            # Few combinations occur: each is kept once.
            self._codes[key] = known.setdefault(codes, codes)

    def _read_charities(self) -> None:
        for row in self._rows("charity"):
            self._report.read += 1
            key, number, linked, name, status, removed, site, company, activities = row.values
            number, link = number_of(number), linked.strip()
            if not number or not (link.isascii() and link.isdigit()) or not name.strip():
                self._report.leave("a charity without a number or a name", row.where)
            elif status == "Removed":
                self._report.leave("a charity removed from the register", row.where)
                self._removed[key] = _Removed(
                    number=number, linked=int(link), name=name, day=day_of(removed)
                )
            elif status != "Registered":
                self._report.leave("a status that is neither Registered nor Removed", row.where)
            elif key in self._drafts:
                self._report.leave("a charity listed twice", row.where)
            else:
                self._drafts[key] = _Draft(
                    number=number,
                    linked=int(link),
                    name=name,
                    website=website_of(site),
                    company=company_of(company),
                    purposes=activities if self._of_origin(key) else "",
                )

    def _of_origin(self, key: str) -> bool:
        return ORIGIN_CODE in self._codes.get(key, ())

    def _read_names(self) -> None:
        for row in self._rows("charity_other_names"):
            key, name = row.values
            draft = self._drafts.get(key)
            if draft:
                draft.others.append(name)

    def _read_areas(self) -> None:
        for row in self._rows("charity_area_of_operation"):
            key, kind, name = row.values
            draft = self._drafts.get(key)
            if not draft or not name.strip():
                continue
            number = self._areas.setdefault(Area(kind=kind, name=name), len(self._areas))
            if number not in draft.areas:
                draft.areas = (*draft.areas, number)

    def _read_objects(self) -> None:
        for row in self._rows("charity_governing_document"):
            key, objects, benefit = row.values
            draft = self._drafts.get(key)
            if draft and self._of_origin(key):
                draft.purposes = " | ".join(filter(None, (draft.purposes, objects, benefit)))

    def _transfers(self) -> Iterator[tuple[str, str, str]]:
        """Who gave (key), who took (number) and when, from both sides' histories."""
        for row in self._rows("charity_event_history"):
            key, event, day, other, number = row.values
            if event == _OUT:
                yield key, number_of(number), day_of(day)
            elif event == _IN and key in self._drafts and not self._drafts[key].linked:
                yield other, self._drafts[key].number, day_of(day)

    def _leave(self, reason: str, where: str) -> None:
        self._report.read += 1
        self._report.leave(reason, where)
