"""The shipped data: five documents curated by hand, a register edition restated, the gazetteer."""

import csv
from collections.abc import Iterator
from importlib.resources import files
from io import StringIO
from pathlib import Path

from graph.model import (
    Amount,
    Edition,
    LinkKind,
    Method,
    NodeKind,
    Record,
    Source,
    Statement,
    Status,
    Visibility,
)
from graph.schema import CLAIM_KEYS
from loaders.base import Batch, Report, claims, link_record, node_record
from loaders.countries import CountriesLoader
from loaders.restate import lists_batch, register_batch

Row = dict[str, str]


class TourLoader:
    """The data that comes with the package; it takes no files and needs no network."""

    name = "tour"
    summary = "the shipped data: five documents, the register of 29 June 2026, the gazetteer"

    def read(
        self, paths: tuple[Path, ...], report: Report, *, visibility: Visibility, today: str
    ) -> Iterator[Batch]:
        """The gazetteer, then each document, then the register's edition."""
        yield from CountriesLoader().read((), report, visibility=visibility, today=today)
        yield from document_batches(report)
        yield register_batch(table("register_nodes.csv"), table("register_links.csv"), report)
        yield lists_batch(table("lists_nodes.csv"), table("lists.csv"), report)


def table(name: str) -> list[Row]:
    """Rows of one of the shipped tables."""
    text = (files("loaders") / "tour" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(StringIO(text)))


def document_batches(report: Report) -> Iterator[Batch]:
    nodes, links = table("nodes.csv"), table("links.csv")
    for document in sorted(table("documents.csv"), key=lambda row: (row["date"], row["id"])):
        records = [
            *_mentions(document, nodes),
            *(_link(document, row) for row in links if row["document"] == document["id"]),
        ]
        report.read += len(records)
        report.used += len(records)
        report.count("documents")
        yield Batch(
            source=_source(document),
            edition=Edition(source=document["id"], date=document["date"], url=document["url"]),
            records=tuple(records),
            replaces=True,
        )


def _source(document: Row) -> Source:
    return Source(
        id=document["id"],
        title=document["title"],
        publisher=document["publisher"],
        licence=document["licence"],
        attribution=f"{document['title']} ({document['publisher']}), facts restated",
        url=document["url"],
        compiler="Kithmap, by hand",
    )


def _mentions(document: Row, nodes: list[Row]) -> Iterator[Record]:
    """A node record for each place where this document names a node."""
    for row in nodes:
        for entry in _several(row["evidence"]):
            named_in, locator, status = entry.split("@")
            if named_in == document["id"]:
                yield node_record(
                    NodeKind(row["kind"]),
                    Statement(
                        source=document["id"],
                        seen=(document["date"],),
                        subject=row["id"],
                        locator=locator,
                        url=document["url"],
                        status=Status(status),
                        method=Method.HAND,
                        note=_remarks(row),
                        claims=_claims(row),
                    ),
                )


def _claims(row: Row) -> tuple[tuple[str, str], ...]:
    return claims(
        row["name"],
        aliases=_several(row["aliases"]),
        identifiers=_several(row["identifiers"]),
        roles=_several(row["roles"]),
        summary=row["summary"],
        **{key: value for key, value in _properties(row).items() if key in CLAIM_KEYS},
    )


def _remarks(row: Row) -> str:
    """Facts of one document for which the schema has no key of its own, as a note."""
    rest = {key: value for key, value in _properties(row).items() if key not in CLAIM_KEYS}
    return "; ".join(f"{key.replace('_', ' ')}: {value}" for key, value in sorted(rest.items()))


def _properties(row: Row) -> Row:
    return dict(pair.split("=", 1) for pair in _several(row["properties"]))


def _link(document: Row, row: Row) -> Record:
    money = float(row["amount"]) if row["amount"] else None
    return link_record(
        LinkKind(row["kind"]),
        Statement(
            source=document["id"],
            seen=(document["date"],),
            subject=row["source"],
            object=row["target"],
            locator=row["locator"],
            url=document["url"],
            status=Status(row["status"]),
            method=Method.HAND,
            detail=row["detail"],
            since=row["since"],
            until=row["until"],
            note=row["note"],
            amount=Amount(low=money, high=money, unit=row["currency"] or "GBP")
            if money is not None
            else None,
        ),
    )


def _several(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]
