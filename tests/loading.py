"""A loader of records written in the test, for tests of runs and of identity."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from graph.model import (
    Edition,
    LinkKind,
    LinkRecord,
    NodeKind,
    NodeRecord,
    Record,
    Source,
    Statement,
    Visibility,
)
from loaders.base import Batch, Report, claims

OPEN = Source(id="open", title="Open list", publisher="Nobody", licence="CC0-1.0", attribution="-")
ORG = NodeKind.ORGANISATION


def source(source_id: str) -> Source:
    return Source(
        id=source_id, title=source_id, publisher="Nobody", licence="CC0-1.0", attribution="-"
    )


def node(
    record_id: str,
    name: str,
    *identifiers: str,
    kind: NodeKind = ORG,
    day: str = "2026-01-01",
    by: str = "open",
    aliases: tuple[str, ...] = (),
) -> NodeRecord:
    said = Statement(
        source=by,
        seen=(day,),
        subject=record_id,
        locator=record_id,
        claims=claims(name, identifiers=identifiers, aliases=aliases),
    )
    return NodeRecord(kind=kind, statement=said)


def link(
    subject: str,
    target: str,
    kind: LinkKind = LinkKind.MET,
    *,
    day: str = "2026-01-01",
    by: str = "open",
    detail: str = "",
) -> LinkRecord:
    said = Statement(
        source=by,
        seen=(day,),
        subject=subject,
        object=target,
        locator=f"{subject}-{target}",
        detail=detail,
    )
    return LinkRecord(kind=kind, statement=said)


@dataclass
class Recited:
    """A loader that recites its batches."""

    batches: tuple[Batch, ...]
    name: str = "recited"
    summary: str = "records written in a test"
    fails_with: Exception | None = None
    facts: dict[str, int] = field(default_factory=dict)

    def read(
        self, paths: tuple[Path, ...], report: Report, *, visibility: Visibility, today: str
    ) -> Iterator[Batch]:
        for fact, number in self.facts.items():
            report.count(fact, number)
        yield from self.batches
        if self.fails_with:
            raise self.fails_with


def batch(
    *records: Record,
    day: str = "2026-01-01",
    by: str = "open",
    complete: bool = True,
    replaces: bool = False,
) -> Batch:
    return Batch(
        source=source(by),
        edition=Edition(source=by, date=day, complete=complete),
        records=records,
        replaces=replaces,
    )


def recited(*records: Record, **options: str | bool) -> Recited:
    return Recited(batches=(batch(*records, **options),))  # type: ignore[arg-type]  # as in batch
