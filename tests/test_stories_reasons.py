"""Every reason of every ranked list on the real editions is short and has statements behind it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.analysis.sentences import LIMIT
from graph.explorer import Explorer
from graph.results import Evidence
from tests.bench.draw_reasons import drawn

pytestmark = [pytest.mark.real_data, pytest.mark.slow]
METHODS = Path(__file__).resolve().parents[1] / "docs" / "method.md"
Told = tuple[str, tuple[Evidence, ...]]


def gaps(asked: Explorer) -> Iterator[Told]:
    answer = asked.gaps(limit=100_000)
    for gap in (*answer.gaps, *answer.unknown):
        yield from ((reason.words, reason.evidence) for reason in gap.reasons)


def brokers(asked: Explorer) -> Iterator[Told]:
    for broker in asked.brokers(limit=50).brokers:
        yield from ((one.words, one.evidence) for one in broker.explained)


def matrix(asked: Explorer) -> Iterator[Told]:
    for cell in asked.cluster_matrix().cells:
        yield from ((pair.reason.words, pair.reason.evidence) for pair in cell.unmet)


def reach(asked: Explorer) -> Iterator[Told]:
    answer = asked.reach(limit=1000)
    for row in answer.reached:
        hops = row.path.hops if row.path else ()
        yield row.words, tuple(e for hop in hops for e in hop.evidence)
    yield from ((row.words, row.evidence) for row in (*answer.none, *answer.unknown))


def paths(asked: Explorer) -> Iterator[Told]:
    answer = asked.paths("Refugee Council", "APPG on Somaliland", k=10)
    assert len(answer.paths) > 1
    for path in answer.paths:
        yield path.why, tuple(e for hop in path.hops for e in hop.evidence)
        yield from ((hop.words, hop.evidence) for hop in path.hops)


def room(asked: Explorer) -> Iterator[Told]:
    answer = asked.room(["Refugee Council", "Lord Boateng", "Citizens UK"], scope="Africa")
    for side in answer.sides:
        yield from ((held.words, held.evidence) for held in side.held)
        for one in side.missing:
            if one.path:
                yield one.words, tuple(e for hop in one.path.hops for e in hop.evidence)


@pytest.mark.parametrize("told", [gaps, brokers, matrix, reach, paths, room])
def test_every_reason_is_short_and_every_statement_behind_it_resolves(
    joined: Explorer, told: object
) -> None:
    held = joined.network().sources
    rows = list(told(joined))  # type: ignore[operator]  # one of the functions above
    assert rows
    for words, evidence in rows:
        assert 0 < len(words.split()) <= LIMIT, words
        assert evidence, words
        for e in evidence:
            assert e.source in held
            assert e.edition in {d.date for d in joined.network().editions if d.source == e.source}


def test_the_draw_of_the_hand_check_is_the_same_each_time_and_takes_rules_in_turn(
    joined: Explorer,
) -> None:
    answer = joined.gaps(limit=100_000)
    once, again = (drawn(answer, 30, 30) for _ in range(2))
    assert once == again
    assert len({(id(gap), id(reason)) for gap, reason in once}) == 30
    rules = {gap.rule for gap in (*answer.gaps, *answer.unknown)}
    assert {gap.rule for gap, _ in once[: len(rules)]} == rules


def test_the_hand_check_is_written_down_with_seed_date_and_hash() -> None:
    text = METHODS.read_text(encoding="utf-8")
    (check,) = re.findall(r"\*A second hand check of 30 reasons\*[^\n]+", text)
    assert "27 November 2026, seed 30" in check
    assert re.search(r"snapshot `[0-9a-f]{16}`", check)
