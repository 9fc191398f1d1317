"""No sentence on routes is longer than 25 words, and each reason cites statements.

Walked over the shipped data and, where it is at hand, a whole edition of the real register.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path as File
from typing import Any

import pytest

from graph.analysis.sentences import LIMIT
from graph.explorer import Explorer
from graph.model import NodeKind
from graph.results import PathsAnswer
from graph.results_routes import BrokersAnswer, ReachAnswer
from kithmap import load, open_graph

# Ends so far apart, in so many ways, that every sort of sentence is made.
PAIRS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("Refugee Council", "APPG on Somaliland", {}),
    ("Refugee Council", "APPG on Somaliland", {"officers_only": True, "since": "2025", "k": 10}),
    ("Refugee Council", "APPG on Somaliland", {"include_ai": False, "k": 10}),
    ("BUILD", "UK Government", {"k": 10}),
    ("Kenyans in West London", "UK Government", {"avoid": ("BUILD",), "k": 10}),
    ("Somaliland community in the UK", "country:SO", {"via_context": True}),
    ("Albanian community in the UK", "UK Government", {"since": "2020"}),
)


def sentences(text: str) -> list[str]:
    """The sentences of a text; abbreviations before a capital are no end."""
    return [s for s in re.split(r"(?<=[.!?])\s+(?=[A-Z\[])", text.strip()) if s]


def told_of_paths(answer: PathsAnswer) -> Iterator[str]:
    yield from (answer.why_first, *answer.notes)
    for path in answer.paths:
        yield from (path.why, path.weakest_why)
    note = answer.draft.partition("\nSources:")[0]
    yield from (re.sub(r"^(- |\d+\. )| \[\d+\]$", "", line) for line in note.splitlines())


def told_of_brokers(answer: BrokersAnswer) -> Iterator[str]:
    yield from (answer.caution, answer.method, *answer.notes)
    for broker in answer.brokers:
        yield broker.if_left
        for one in broker.explained:
            assert one.evidence, one.words
            yield one.words


def told_of_reach(answer: ReachAnswer) -> Iterator[str]:
    yield from (answer.headline, *answer.notes)
    for row in (*answer.reached, *answer.none, *answer.unknown):
        assert row.evidence, row.words
        yield row.words
        if row.path:
            assert all(hop.evidence for hop in row.path.hops)
            yield from (row.path.why, row.path.weakest_why)
    for officer in answer.officers:
        assert officer.evidence, officer.words
        yield officer.words


def too_long(texts: Iterator[str]) -> list[str]:
    return [s for text in texts for s in sentences(text) if len(s.split()) > LIMIT]


@pytest.mark.parametrize(("start", "end", "options"), PAIRS)
def test_sentences_on_paths_of_the_shipped_data_are_short(
    shipped: Explorer, start: str, end: str, options: dict[str, Any]
) -> None:
    assert too_long(told_of_paths(shipped.paths(start, end, draft=True, **options))) == []


def test_sentences_on_brokers_of_the_shipped_data_are_short_and_cited(shipped: Explorer) -> None:
    assert too_long(told_of_brokers(shipped.brokers(limit=60, networks=1))) == []
    every = frozenset(NodeKind)
    assert too_long(told_of_brokers(shipped.brokers(kinds=every, limit=200, networks=0))) == []


def test_sentences_on_reach_of_the_shipped_data_are_short_and_cited(shipped: Explorer) -> None:
    assert too_long(told_of_reach(shipped.reach(limit=200, include_ai=True))) == []
    for country in ("Kenya", "Ghana", "Somaliland", "Albania"):
        assert too_long(told_of_reach(shipped.reach(country))) == []


@pytest.mark.slow
@pytest.mark.real_data
def test_sentences_on_the_real_register_are_short_and_cited(real_data: File) -> None:
    with open_graph("sqlite://") as graph:
        load(graph, "appg", real_data / "appg" / "current")
        assert too_long(told_of_brokers(graph.brokers(limit=100, networks=1))) == []
        assert too_long(told_of_reach(graph.reach(limit=300, include_ai=True))) == []
        network = graph.network()
        groups = [network.nodes[v].id for v in network.vertices(NodeKind.APPG)[::60]]
        for one, other in pairwise(groups):
            answer = graph.paths(one, other, draft=True, officers_only=True, k=3)
            assert too_long(told_of_paths(answer)) == []
