"""Small tables of places, members and the census, written in the test; and what loaders make."""

import csv
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from graph.identity.raw import RawGraph
from graph.identity.resolve import Resolved, resolve
from graph.model import LinkKind, LinkRecord, NodeRecord, Record, Statement, Visibility
from loaders.base import Batch, Loader, Report
from loaders.gazetteer import Gazetteer, load_gazetteer

COUNCIL = (
    "local-authority-code", "official-name", "nice-name", "gss-code", "start-date", "end-date",
    "replaced-by", "nation", "region", "local-authority-type-name", "county-la",
    "combined-authority", "alt-names", "former-gss-codes", "current-authority",
)  # fmt: skip
SEAT = ("UKPARL.2025", "PCON24CD", "PCON24NM")
MEMBER = (
    "PCON24CD", "PCON24NM", "MP", "Gender", "ID", "TheyWorkForYou ID", "TheyWorkForYou URI",
    "Start date", "Party", "Party name", "Party bg", "Party fg", "Thumbnail",
)  # fmt: skip
COUNT = ("Table_ID", "Table_Label", "Cell_ID", "Cell_Label_ONS", "Cell_Label", "EW_Count", "EW_Pct")
BIRTH = (
    "ONSConstID", "ConstituencyName", "RegNationID", "RegNationName", "NatComparator",
    "con_pc→European Union", "con_pc→Rest of world", "con_pc→UK", "rn_pc→European Union",
)  # fmt: skip


@cache
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def write(path: Path, heading: Sequence[str], rows: Iterable[dict[str, Any]]) -> Path:
    """A CSV file of the rows; what a row does not give is empty."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(heading), restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def council(code: str, name: str, gss: str = "", **cells: str) -> dict[str, str]:
    """A row of the table of councils: in force, an English district of the South East."""
    return {
        "local-authority-code": code, "official-name": f"{name} Council", "nice-name": name,
        "gss-code": gss, "start-date": "2009-04-01", "nation": "England", "region": "South East",
        "local-authority-type-name": "Non-metropolitan district", "current-authority": "True",
        **{key.replace("_", "-"): value for key, value in cells.items()},
    }  # fmt: skip


def member(number: int, name: str, **cells: str) -> dict[str, str]:
    """A row of the list of members."""
    return {
        "PCON24CD": f"E140{number:05}", "PCON24NM": f"Aldermoor {number}", "MP": name,
        "Gender": "F", "ID": str(number), "TheyWorkForYou ID": str(20_000 + number),
        "TheyWorkForYou URI": f"https://example.org/mp/{number}",
        "Start date": "2024-07-04T00:00:00", "Party": "Lab", "Party name": "Labour",
        "Thumbnail": "https://example.org/face",
        **{key.replace("_", " "): value for key, value in cells.items()},
    }  # fmt: skip


def cell(table: str, number: int, label: str, people: int | str) -> dict[str, str]:
    """A row of the national counts."""
    return {
        "Table_ID": table, "Cell_ID": f"{table}{number:04}",
        "Cell_Label_ONS": f"{label}; measures: Value", "Cell_Label": label,
        "EW_Count": str(people), "EW_Pct": "1",
    }  # fmt: skip


def cells(table: str, *rows: tuple[str, int]) -> list[dict[str, str]]:
    """Rows of one table of the national counts, numbered."""
    return [cell(table, number, *row) for number, row in enumerate(rows, 1)]


def read(loader: Loader, *paths: Path, report: Report | None = None) -> list[Batch]:
    """What a loader makes of files."""
    report = Report() if report is None else report
    return list(loader.read(paths, report, visibility=Visibility.PUBLIC, today="2026-11-16"))


def records(batches: Iterable[Batch]) -> list[Record]:
    return [record for batch in batches for record in batch.records]


def told(batches: Iterable[Batch], node_id: str) -> list[Statement]:
    """Statements of a node."""
    return [
        r.statement for r in records(batches)
        if isinstance(r, NodeRecord) and r.statement.subject == node_id
    ]  # fmt: skip


def claim(batches: Iterable[Batch], node_id: str, key: str) -> list[str]:
    """Values claimed of a node under a key, in order."""
    return [value for said in told(batches, node_id) for value in said.values(key)]


def tied(batches: Iterable[Batch], kind: LinkKind) -> dict[tuple[str, str], list[Statement]]:
    """Statements of the links of a kind, by their ends."""
    found: dict[tuple[str, str], list[Statement]] = {}
    for r in records(batches):
        if isinstance(r, LinkRecord) and r.kind is kind:
            found.setdefault((r.statement.subject, r.statement.object), []).append(r.statement)
    return found


def joined(*batches: Batch) -> Resolved:
    """The graph that the batches make together."""
    raw = RawGraph()
    for record in records(batches):
        raw.add(record)
    return resolve(raw, ())
