"""What every loader does: read one source and yield records, setting aside what it cannot use.

A loader decides nothing about identity: it states ids of its own making, names and identifiers.
It reads no clock and no environment. It raises ``BadSource`` (what, where, what to do next) for
input that cannot be used at all, and counts with a reason each record that it leaves out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from graph.model import (
    Concordance,
    Edition,
    Judgement,
    LinkKind,
    LinkRecord,
    NodeKind,
    NodeRecord,
    Record,
    Source,
    Statement,
    Visibility,
)
from graph.schema import CLAIM_KEYS


@dataclass(slots=True, kw_only=True)
class Report:
    """What a loader read, used and set aside, with reasons; and what its reader wants to know.

    ``facts`` are figures in the source's own terms ("groups": 571), shown after the load.
    """

    read: int = 0
    used: int = 0
    set_aside: dict[str, int] = field(default_factory=dict)
    examples: dict[str, str] = field(default_factory=dict)
    facts: dict[str, int] = field(default_factory=dict)

    def leave(self, reason: str, where: str = "") -> None:
        """Count one record set aside, with the reason and where the first such record stands."""
        self.set_aside[reason] = self.set_aside.get(reason, 0) + 1
        if where:
            self.examples.setdefault(reason, where)

    def count(self, fact: str, number: int = 1) -> None:
        """Add to a figure."""
        self.facts[fact] = self.facts.get(fact, 0) + number


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One edition of one source, read: its records and where they are from.

    A statement of every record has ``seen == (edition.date,)`` and ``source == source.id``.
    ``replaces`` says that what was read of this edition before is forgotten first (a sheet that
    its owner corrected); otherwise the records add to it (a register in several files).
    ``concordances`` are lists of identifiers, kept for bodies that are held now or later; the
    records of such a source follow from them alone. ``judgements`` join and part records as the
    source has them (a snapshot), where that would not follow from what they say.
    """

    source: Source
    edition: Edition
    records: tuple[Record, ...]
    replaces: bool = False
    concordances: tuple[Concordance, ...] = ()
    judgements: tuple[Judgement, ...] = ()


class Loader(Protocol):
    """One kind of source. ``name`` is the word after ``kithmap load``."""

    name: str
    summary: str

    def read(
        self, paths: tuple[Path, ...], report: Report, *, visibility: Visibility, today: str
    ) -> Iterator[Batch]:
        """The editions in the files, oldest first. ``today`` is an ISO date, used only where a
        source has no date of its own (a convenor's spreadsheet)."""
        ...


def claims(
    name: str,
    *,
    aliases: Iterable[str] = (),
    identifiers: Iterable[str] = (),
    roles: Iterable[str] = (),
    summary: str = "",
    **properties: str,
) -> tuple[tuple[str, str], ...]:
    """Claims of a node statement, sorted; empty values are left out, unknown keys refused.

    >>> claims("Citizens UK", roles=["charity"], website="")
    (('name', 'Citizens UK'), ('role', 'charity'))
    """
    unknown = properties.keys() - CLAIM_KEYS.keys()
    if unknown:
        raise KeyError(f"not in graph.schema.CLAIM_KEYS: {', '.join(sorted(unknown))}")
    pairs = [("name", name), ("summary", summary), *properties.items()]
    pairs += [("alias", a) for a in aliases if a != name]
    pairs += [("identifier", i) for i in identifiers]
    pairs += [("role", r) for r in roles]
    return tuple(sorted({(key, value) for key, value in pairs if value}))


def node_record(kind: NodeKind, statement: Statement) -> NodeRecord:
    """A node record; its statement must claim a name."""
    if not statement.values("name"):
        raise KeyError(f"{statement.subject} claims no name")
    return NodeRecord(kind=kind, statement=statement)


def link_record(kind: LinkKind, statement: Statement) -> LinkRecord:
    """A link record; its statement must name both ends."""
    if not (statement.subject and statement.object):
        raise KeyError(f"a {kind} link needs a subject and an object")
    return LinkRecord(kind=kind, statement=statement)
