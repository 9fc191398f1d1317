"""Past editions of the Westminster register as one table of facts, for back-tests: made and read.

``python -m loaders.past_data FOLDER…`` writes ``past.csv`` into ``loaders/tour``. A row is a fact
and the complete editions that state it, by number (260629): who is named an officer of which
group, titles, dates of yearly meetings, what groups are on. No purpose, no office, no contact.
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib.resources import files
from io import StringIO
from pathlib import Path

from graph.model import (
    Edition,
    LinkKind,
    LinkRecord,
    Method,
    NodeKind,
    NodeRecord,
    Record,
    Statement,
    Visibility,
)
from loaders.appg_sources import WESTMINSTER
from loaders.base import Batch, Report, link_record, node_record

SOURCE = WESTMINSTER.source
FILE = "past.csv"
# Claims that a back-test reads, and identifiers, by which people are told apart.
CLAIMS = ("name", "alias", "identifier", "chamber", "parliament", "category", "agm", "status")
COLUMNS = ("subject", "kind", "object", *CLAIMS, "editions")
_LINKS = (LinkKind.OFFICER_OF, LinkKind.ABOUT)
_PAGE = f"{SOURCE.url}{{yymmdd}}/"

Row = dict[str, str]
Fact = tuple[str, ...]


class PastLoader:
    """Editions that come with the package; it takes no files and needs no network."""

    name = "past"
    summary = "officers of Westminster groups in 13 editions, August 2024 to June 2026, restated"

    def read(
        self, paths: tuple[Path, ...], report: Report, *, visibility: Visibility, today: str
    ) -> Iterator[Batch]:
        """Each edition, oldest first, with all facts that it states."""
        by_date: dict[str, list[Row]] = defaultdict(list)
        for row in table():
            for number in row["editions"].split():
                by_date[f"20{number[:2]}-{number[2:4]}-{number[4:]}"].append(row)
        for date, rows in sorted(by_date.items()):
            records = tuple(_record(row, date) for row in rows)
            report.read += len(records)
            report.used += len(records)
            report.count("editions")
            edition = Edition(source=SOURCE.id, date=date, url=_page(date))
            yield Batch(source=SOURCE, edition=edition, records=records)


def table() -> list[Row]:
    """The rows of the shipped table."""
    text = (files("loaders") / "tour" / FILE).read_text(encoding="utf-8")
    return list(csv.DictReader(StringIO(text)))


def _page(date: str) -> str:
    return _PAGE.replace("{yymmdd}", _number(date))


def _number(date: str) -> str:
    """An edition's date as Parliament numbers it.

    >>> _number("2026-06-29")
    '260629'
    """
    return date.replace("-", "")[2:]


def _record(row: Row, date: str) -> Record:
    group = next((i for i in (row["object"], row["subject"]) if i.startswith("appg:uk:")), "")
    said = Statement(
        source=SOURCE.id,
        seen=(date,),
        subject=row["subject"],
        object=row["object"],
        locator=group.removeprefix("appg:uk:"),
        url=f"{_PAGE}{group.removeprefix('appg:uk:')}.htm" if group else _PAGE,
        method=Method.REGISTER,
    )
    if row["object"]:
        return link_record(LinkKind(row["kind"]), said)
    told = ((key, value) for key in CLAIMS for value in row[key].split("|") if value)
    return node_record(NodeKind(row["kind"]), replace(said, claims=tuple(sorted(told))))


# ---- making the table


def restate_past(batches: Iterable[Batch]) -> list[Row]:
    """The facts of all complete editions of the register, each once, with the editions' dates."""
    seen: dict[Fact, set[str]] = defaultdict(set)
    for batch in batches:
        if batch.source.id == SOURCE.id and batch.edition.complete:
            for fact in _facts(batch.records):
                seen[fact].add(_number(batch.edition.date))
    return [
        dict(zip(COLUMNS, (*fact, " ".join(sorted(dates))), strict=True))
        for fact, dates in sorted(seen.items())
    ]


def _facts(records: Iterable[Record]) -> Iterator[Fact]:
    """Officers, subjects that the register itself tells, and whoever and whatever these name."""
    links = [
        r for r in records if isinstance(r, LinkRecord) and r.kind in _LINKS
        and r.statement.method is Method.REGISTER
    ]  # fmt: skip
    named = {i for r in links for i in (r.statement.subject, r.statement.object)}
    for record in records:
        said = record.statement
        if isinstance(record, NodeRecord):
            if said.subject in named or record.kind is NodeKind.APPG:
                told = ("|".join(said.values(key)) for key in CLAIMS)
                yield (said.subject, record.kind.value, "", *told)
        elif record.kind in _LINKS and said.method is Method.REGISTER:
            yield (said.subject, record.kind.value, said.object, *("" for _ in CLAIMS))


def write_past(paths: tuple[Path, ...], folder: Path) -> Path:
    """Write the table of all editions in the files into a folder."""
    from loaders.appg import AppgLoader

    batches = AppgLoader().read(paths, Report(), visibility=Visibility.PUBLIC, today="")
    with (folder / FILE).open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, fieldnames=COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(restate_past(batches))
    return folder / FILE


if __name__ == "__main__":
    given = tuple(Path(path) for path in sys.argv[1:])
    print(f"Wrote {write_past(given, Path(__file__).parent / 'tour').name}.")
