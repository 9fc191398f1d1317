"""One register edition as compact tables of facts: made from the compiled register, read by the tour.

``python -m loaders.restate appgs.zip`` writes ``loaders/tour/register_nodes.csv`` and
``register_links.csv``. No sentence of the register is kept (no purpose, no description of a
benefit), no contact detail, no member list.
"""

import csv
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.model import (
    Amount,
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
from graph.schema import CLAIM_KEYS
from loaders.appg_sources import WESTMINSTER
from loaders.base import Batch, Report, link_record, node_record

EDITION = "2026-06-29"
SOURCE = "appg-uk"
PAGE = "https://publications.parliament.uk/pa/cm/cmallparty/{yymmdd}/"
LEFT_OUT = frozenset({"role", "summary", "member_list", "website"})
CLAIMS = tuple(sorted(CLAIM_KEYS.keys() - LEFT_OUT - {"size", "amount", "count", "members"}))
NODE_COLUMNS = ("id", "kind", "locator", *CLAIMS)
LINK_COLUMNS = (
    "source", "kind", "target", "locator", "detail", "ref", "low", "high", "since", "until",
)  # fmt: skip

Row = dict[str, str]


def register_batch(nodes: Iterable[Row], links: Iterable[Row], report: Report) -> Batch:
    """The restated edition as a batch, with the ids that the register's own loader gives."""
    records = [*(_node(row) for row in nodes), *(_link(row) for row in links)]
    report.read += len(records)
    report.used += len(records)
    groups = sum(r.kind is NodeKind.APPG for r in records if isinstance(r, NodeRecord))
    report.count("parliamentary groups", groups)
    return Batch(
        source=WESTMINSTER.source,
        edition=Edition(source=SOURCE, date=EDITION, url=_page(EDITION)),
        records=tuple(records),
    )


def _page(edition: str) -> str:
    return PAGE.replace("{yymmdd}", edition.replace("-", "")[2:])


def _node(row: Row) -> Record:
    told = tuple(
        (key, value) for key in CLAIMS for value in row[key].split("|") if value
    )
    return node_record(
        NodeKind(row["kind"]), _statement(row, subject=row["id"], claims=tuple(sorted(told)))
    )


def _link(row: Row) -> Record:
    amount = Amount(low=float(row["low"]), high=float(row["high"])) if row["low"] else None
    return link_record(
        LinkKind(row["kind"]),
        _statement(
            row,
            subject=row["source"],
            object=row["target"],
            detail=row["detail"],
            ref=row["ref"],
            since=row["since"],
            until=row["until"],
            amount=amount,
        ),
    )


def _statement(row: Row, *, subject: str, **fields: object) -> Statement:
    page = row["locator"].split(",")[0]
    return Statement(
        source=SOURCE,
        seen=(EDITION,),
        subject=subject,
        locator=row["locator"],
        url=f"{PAGE}{page}.htm",
        method=Method.REGISTER,
        **fields,  # type: ignore[arg-type] -- the callers above pass fields of Statement
    )


def restate(batch: Batch) -> tuple[list[Row], list[Row]]:
    """The rows that a batch of the register becomes, sorted."""
    nodes = [_node_row(r.statement, r.kind) for r in batch.records if isinstance(r, NodeRecord)]
    links = [_link_row(r.statement, r.kind) for r in batch.records if isinstance(r, LinkRecord)]
    return _sorted(nodes), _sorted(links)


def _node_row(said: Statement, kind: NodeKind) -> Row:
    row = {"id": said.subject, "kind": kind.value, "locator": said.locator}
    return row | {key: "|".join(said.values(key)) for key in CLAIMS}


def _link_row(said: Statement, kind: LinkKind) -> Row:
    # The description of a benefit is the register's own sentence; an office is a fact.
    detail = said.detail if kind is not LinkKind.SUPPORTS else ""
    money = said.amount
    return {
        "source": said.subject,
        "kind": kind.value,
        "target": said.object,
        "locator": said.locator,
        "detail": detail,
        "ref": said.ref,
        "low": f"{money.low:g}" if money else "",
        "high": f"{money.high:g}" if money else "",
        "since": said.since,
        "until": said.until,
    }


def _sorted(rows: Iterable[Row]) -> list[Row]:
    unique = {tuple(row.items()): row for row in rows}
    return [unique[key] for key in sorted(unique)]


def write_tables(archive: Path, folder: Path) -> Iterator[Path]:
    """Write both tables from the compiled register into a folder."""
    from loaders.appg import AppgLoader

    batches = AppgLoader().read((archive,), Report(), visibility=Visibility.PUBLIC, today=EDITION)
    batch = next(b for b in batches if (b.source.id, b.edition.date) == (SOURCE, EDITION))
    tables = zip(
        ("register_nodes.csv", "register_links.csv"),
        (NODE_COLUMNS, LINK_COLUMNS),
        restate(batch),
        strict=True,
    )
    for name, columns, rows in tables:
        with (folder / name).open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, fieldnames=columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        yield folder / name


if __name__ == "__main__":
    for written in write_tables(Path(sys.argv[1]), Path(__file__).parent / "tour"):
        print(f"Wrote {written.name}.")
