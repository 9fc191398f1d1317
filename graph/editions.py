"""Which edition of each source is in force at a date, and which statements it makes."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from graph.model import Edition, Link, Node, Statement, Visibility
from graph.policy import visible


def editions_in_force(editions: Iterable[Edition], as_of: str = "") -> dict[str, str]:
    """The edition in force of each source at a date: its newest complete one, else its newest.

    >>> whole = Edition(source="s", date="2026-01-12")
    >>> part = Edition(source="s", date="2026-02-23", complete=False)
    >>> editions_in_force([whole, part])
    {'s': '2026-01-12'}
    """
    best: dict[str, tuple[bool, str]] = {}
    for edition in editions:
        if not as_of or edition.date <= as_of:
            rank = (edition.complete, edition.date)
            best[edition.source] = max(best.get(edition.source, rank), rank)
    return {source: date for source, (_, date) in sorted(best.items())}


def editions_told(
    editions: Iterable[Edition], current: Mapping[str, str], as_of: str
) -> tuple[Edition, ...]:
    """The editions that a snapshot of a date can tell of, by source and date.

    Of an edition before the one in force it holds only what is still said, so that is not complete.
    """
    return tuple(
        edition if current.get(edition.source) == edition.date else replace(edition, complete=False)
        for edition in sorted(editions, key=lambda e: (e.source, e.date))
        if edition.date <= as_of
    )


def hidden_sources(told: Iterable[Node | Link], audience: Visibility) -> frozenset[str]:
    """Sources of which an audience may see nothing at all: it does not learn that they exist."""
    known: dict[str, bool] = {}
    for one in told:
        for statement in one.statements:
            if not known.get(statement.source):
                known[statement.source] = visible(statement, audience)
    return frozenset(source for source, shown in known.items() if not shown)


def split_statements(
    statements: Iterable[Statement], current: Mapping[str, str], as_of: str, audience: Visibility
) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
    """The statements in force at a date, and those made before and no longer; none later."""
    now: list[Statement] = []
    before: list[Statement] = []
    for statement in statements:
        if not visible(statement, audience):
            continue
        seen = tuple(d for d in statement.seen if not as_of or d <= as_of)
        if not seen:
            continue
        known = statement if seen == statement.seen else replace(statement, seen=seen)
        (now if current.get(statement.source) in seen else before).append(known)
    return tuple(now), tuple(before)
