"""The answer of a back-test: its sentence, its verdict, and what it was learnt and tested on."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analysis.backtest import forward, hidden, learn_and_test
from graph.analysis.backtest_file import weights_file
from graph.analysis.backtest_forward import later_pairs
from graph.analysis.backtest_scores import GROUP_IN_PERSONS, LEARNT, SIMPLER
from graph.errors import BadQuestion
from graph.results_proof import BacktestAnswer
from tests.register_made import DATES, Officers, lively, network, past, register, subjects

UNTIL = DATES[2]
FEW = 100


def asked(editions: Mapping[str, Officers] | None = None, **options: Any) -> BacktestAnswer:
    held = register(editions or lively(0), purposes=subjects(150))
    given_past = past(editions or lively(0), purposes=subjects(150))
    return forward(network(held), given_past, **{"until": UNTIL, "resamples": FEW, **options})


def aimless() -> dict[str, Officers]:
    """Editions in which people join by mere chance."""
    rng = np.random.default_rng(5)
    people = [f"p{i:02}" for i in range(60)]
    now = {f"g{j:02}": [str(p) for p in rng.choice(people, 4, replace=False)] for j in range(30)}
    editions: dict[str, Officers] = {}
    for date in DATES:
        editions[date] = {group: tuple(who) for group, who in now.items()}
        for j in rng.choice(30, 8, replace=False):
            free = [p for p in people if p not in now[f"g{j:02}"]]
            now[f"g{j:02}"] = [*now[f"g{j:02}"][1:], str(rng.choice(free))]
    return editions


def test_the_test_starts_where_learning_ended() -> None:
    answer = asked()
    assert all(after <= UNTIL for _, after, _ in answer.learnt_on)
    assert [test.name for test in answer.tests] == [f"{UNTIL} to {DATES[4]}"]


def test_all_rankings_stand_in_the_same_run() -> None:
    answer = asked()
    assert {r.name for r in answer.pooled} == {LEARNT, *SIMPLER, "meeting due alone"}
    assert {r.figures[0].cases for r in answer.pooled} == {answer.tests[0].events}


def test_the_sentence_has_the_figure_luck_the_dates_and_the_hash() -> None:
    answer = asked(lively(0, groups=150, people=600), resamples=300)
    by = {r.name: r.figure(GROUP_IN_PERSONS).value or 0 for r in answer.pooled}
    assert answer.sentence == (
        f"Of 100 groups that members joined later, {100 * by[LEARNT]:.0f} were among the 20 "
        f"suggested; luck would give {100 * by['random']:.0f} (2025-09-01 to 2026-05-01, "
        f"data {answer.data})."
    )
    assert answer.verdict.startswith("Per asker it beats luck")


def test_a_ranking_that_beats_nothing_is_common_ground_without_a_figure() -> None:
    answer = asked(aimless())
    assert answer.sentence.startswith("This ranking does no better than popularity")
    assert not any(character.isdigit() for character in answer.sentence)
    assert answer.verdict.startswith(answer.sentence)


def test_a_ranking_no_better_than_common_neighbours_says_so_beside_its_figure() -> None:
    answer = asked(lively(0, groups=150, people=150), resamples=300)
    parted = {x.over: x.apart for x in answer.lifts if x.figure == GROUP_IN_PERSONS}
    assert parted == {"random": True, "popularity": True, "common neighbours": False}
    assert answer.sentence.startswith("Of 100 groups")
    assert "from common neighbours its interval is not apart" in answer.verdict


def test_each_lift_is_the_learnt_figure_over_the_simpler_one() -> None:
    answer = asked()
    by = {r.name: r for r in answer.pooled}
    for lift in answer.lifts:
        own, other = by[LEARNT].figure(lift.figure).value, by[lift.over].figure(lift.figure).value
        if own and other:
            assert lift.times == round(own / other, 2)


def test_each_reason_is_told_in_a_sentence_the_strongest_first() -> None:
    weights = asked().weights
    assert all(weight.words.endswith(".") for weight in weights)
    strengths = [abs(weight.weight) for weight in weights]
    assert strengths == sorted(strengths, reverse=True)


@settings(max_examples=5)
@given(st.integers(1, 1000))
@pytest.mark.slow
def test_what_happens_in_the_test_changes_no_weight(seed: int) -> None:
    editions, others = lively(0), lively(seed)
    shuffled = {day: others[day] if day > UNTIL else editions[day] for day in DATES}
    assert asked(shuffled).weights == asked(editions).weights
    assert asked(shuffled).learnt_on == asked(editions).learnt_on


def test_the_same_store_and_seed_give_the_same_answer() -> None:
    assert asked() == asked()
    assert asked(seed=1) != asked()


@pytest.mark.parametrize("until", [DATES[4], "2030-01-01"])
def test_without_two_later_editions_the_reader_is_told_what_to_do(until: str) -> None:
    with pytest.raises(BadQuestion, match="backtest hidden"):
        asked(until=until)


@pytest.mark.parametrize("until", ["1990", DATES[0]])
def test_with_nothing_to_learn_from_no_ranking_is_judged(until: str) -> None:
    with pytest.raises(BadQuestion, match=r"nothing to learn from.*backtest hidden"):
        asked(until=until)


def test_a_store_without_editions_is_told_so() -> None:
    with pytest.raises(BadQuestion, match="holds 0 complete editions"):
        later_pairs(past({}), UNTIL)


def test_an_edition_in_which_nobody_joins_gives_no_figure_and_no_error() -> None:
    still = {day: {"g": ["a"], "h": ["b"]} for day in DATES}
    answer = asked(still)
    assert answer.pooled[0].figure(GROUP_IN_PERSONS).value is None
    assert answer.tests[0].events == 0


def test_hidden_ties_are_told_with_luck_beside_them() -> None:
    held = network(register({DATES[0]: lively(0)[DATES[0]]}, purposes=subjects()))
    answer = hidden(held, seeds=1, resamples=FEW)
    assert answer.sentence.startswith("Of 100 hidden ties, ")
    assert "luck would find" in answer.sentence
    with pytest.raises(BadQuestion, match="1 or more"):
        hidden(held, seeds=0)


def test_the_file_of_weights_is_the_same_bytes_each_time() -> None:
    held = past(lively(0), purposes=subjects())
    one, two = (learn_and_test(held, UNTIL, resamples=FEW) for _ in range(2))
    assert weights_file(one.weights, one.proof) == weights_file(two.weights, two.proof)
