"""One register edition as compact tables of facts, for the tour: made here, and read here.

``python -m loaders.restate appgs.zip`` writes ``register_nodes.csv``, ``register_links.csv``,
``lists_nodes.csv`` and ``lists.csv`` into ``loaders/tour``. No sentence of the register is kept
(no purpose, no description of a benefit) and no contact detail.
"""

import csv
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
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
from loaders.appg_sources import MEMBER_LISTS, WESTMINSTER
from loaders.base import Batch, Report, link_record, node_record

EDITION = "2026-06-29"
SOURCE = "appg-uk"
PAGE = "https://publications.parliament.uk/pa/cm/cmallparty/{yymmdd}/"
LEFT_OUT = frozenset({"role", "summary", "website"})
# Said of communities, places and campaigns, never of what a register of groups names.
ELSEWHERE = frozenset((
    "size", "amount", "count", "members", "claimed_by", "born_uk", "born_eu", "born_elsewhere",
    "state", "signatures", "federation", "namesakes", "scale",
))  # fmt: skip
CLAIMS = tuple(sorted(CLAIM_KEYS.keys() - LEFT_OUT - ELSEWHERE))
NODE_COLUMNS = ("id", "kind", "locator", *CLAIMS)
LISTS = "appg-members"
LIST_COLUMNS = ("group", "method", "locator", "url", "note", "members")
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
    edition = Edition(source=SOURCE, date=EDITION, url=_page(EDITION))
    return Batch(source=WESTMINSTER.source, edition=edition, records=tuple(records))


def lists_batch(nodes: Iterable[Row], lists: Iterable[Row], report: Report) -> Batch:
    """The restated member lists of that edition: who is named on each, and how it was come by."""
    records: list[Record] = []
    for row in nodes:
        said = _statement(row, source=LISTS, subject=row["id"], claims=_claims(row))
        records.append(node_record(NodeKind(row["kind"]), replace(said, method=Method.STATED)))
    for row in lists:
        records += _list(row)
    report.read += len(records)
    report.used += len(records)
    report.count("members on lists", sum(isinstance(r, LinkRecord) for r in records))
    edition = Edition(source=LISTS, date=EDITION)
    return Batch(source=MEMBER_LISTS, edition=edition, records=tuple(records))


def _list(row: Row) -> Iterator[Record]:
    """The member links of one group, whose members stand in one cell, separated by spaces."""
    for member in row["members"].split():
        said = Statement(
            source=LISTS,
            seen=(EDITION,),
            subject=member,
            object=row["group"],
            locator=row["locator"],
            url=row["url"],
            method=Method(row["method"]),
            note=row["note"],
        )
        yield link_record(LinkKind.MEMBER_OF, said)


def _page(edition: str) -> str:
    return PAGE.replace("{yymmdd}", edition.replace("-", "")[2:])


def _node(row: Row) -> Record:
    return node_record(
        NodeKind(row["kind"]), _statement(row, subject=row["id"], claims=_claims(row))
    )


def _claims(row: Row) -> tuple[tuple[str, str], ...]:
    told = ((key, value) for key in CLAIMS for value in row[key].split("|") if value)
    return tuple(sorted(told))


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


def _statement(row: Row, *, subject: str, source: str = SOURCE, **fields: object) -> Statement:
    page = row["locator"].removeprefix("title of ").split(",")[0]
    return Statement(
        source=source,
        seen=(EDITION,),
        subject=subject,
        locator=row["locator"],
        url=f"{PAGE}{page}.htm",
        method=Method.REGISTER,
        **fields,  # type: ignore[arg-type]  # the callers above pass fields of Statement
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


def restate_lists(batch: Batch) -> tuple[list[Row], list[Row]]:
    """The rows that a batch of member lists becomes: who is named, and one row a list."""
    nodes = [_node_row(r.statement, r.kind) for r in batch.records if isinstance(r, NodeRecord)]
    lists: dict[tuple[str, ...], list[str]] = {}
    for record in batch.records:
        if isinstance(record, LinkRecord):
            said = record.statement
            key = (said.object, said.method.value, said.locator, said.url, said.note)
            lists.setdefault(key, []).append(said.subject)
    rows = [
        dict(zip(LIST_COLUMNS, (*key, " ".join(sorted(members))), strict=True))
        for key, members in lists.items()
    ]
    return _sorted(nodes), _sorted(rows)


def _sorted(rows: Iterable[Row]) -> list[Row]:
    unique = {tuple(row.items()): row for row in rows}
    return [unique[key] for key in sorted(unique)]


def write_tables(archive: Path, folder: Path) -> Iterator[Path]:
    """Write all tables from the compiled register into a folder."""
    from loaders.appg import AppgLoader

    read = AppgLoader().read((archive,), Report(), visibility=Visibility.PUBLIC, today=EDITION)
    batches = {b.source.id: b for b in read if b.edition.date == EDITION}
    tables = zip(
        ("register_nodes.csv", "register_links.csv", "lists_nodes.csv", "lists.csv"),
        (NODE_COLUMNS, LINK_COLUMNS, NODE_COLUMNS, LIST_COLUMNS),
        (*restate(batches[SOURCE]), *restate_lists(batches[LISTS])),
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
