"""Figures of rankings: who is shown what, areas, precision, and intervals by asker."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from graph.analysis.backtest_scores import (
    AREA,
    GROUP_IN_PERSONS,
    PERSON_IN_GROUPS,
    Trial,
    area,
    chance_shown,
    rankings,
)
from graph.results_proof import Figure


def trial(joined: np.ndarray, among: np.ndarray | None = None) -> Trial:
    people, groups = joined.shape
    return Trial(
        people=tuple(f"p{i:03}" for i in range(people)),
        groups=tuple(f"g{j:03}" for j in range(groups)),
        open=np.ones_like(joined) if among is None else among,
        joined=joined,
    )


def one_each(people: int, groups: int) -> np.ndarray:
    """Everybody joins one group."""
    joined = np.zeros((people, groups), np.bool_)
    joined[np.arange(people), np.arange(people) % groups] = True
    return joined


def figures(held: Trial, scores: np.ndarray, name: str = "it", **options: int) -> dict[str, Figure]:
    options.setdefault("resamples", 200)
    found = rankings([held], [{"it": scores}], **options)
    return {f.name: f for r in found if r.name == name for f in r.figures}


def test_a_ranking_that_knows_all_is_right_always() -> None:
    joined = one_each(50, 60)
    found = figures(trial(joined), joined.astype(float))
    for name in (GROUP_IN_PERSONS, PERSON_IN_GROUPS, AREA, "precision at 20"):
        assert (found[name].value, found[name].low) == (1.0, 1.0), name


def test_a_ranking_turned_round_is_never_right() -> None:
    joined = one_each(50, 60)
    found = figures(trial(joined), -joined.astype(float))
    for name in (GROUP_IN_PERSONS, PERSON_IN_GROUPS, AREA, "precision at 20"):
        assert found[name].value == 0.0, name


def test_luck_is_what_a_blind_draw_is_expected_to_get() -> None:
    joined = one_each(50, 80)
    found = figures(trial(joined), joined.astype(float), "random")
    assert found[GROUP_IN_PERSONS].value == 20 / 80
    assert found[PERSON_IN_GROUPS].value == 20 / 50
    assert found[AREA].value == 0.5
    assert found["precision at 20"].value == pytest.approx(1 / 80, abs=1e-4)


def test_pairs_that_are_not_open_are_no_rivals() -> None:
    joined = np.zeros((1, 60), np.bool_)
    joined[0, 0] = True
    among = np.zeros_like(joined)
    among[0, :20] = True
    scores = np.arange(60.0)[None]
    assert figures(trial(joined, among), scores)[GROUP_IN_PERSONS].value == 1.0
    assert figures(trial(joined), scores)[GROUP_IN_PERSONS].value == 0.0


def test_twenty_are_shown_and_no_more() -> None:
    scores = np.arange(30.0)
    assert chance_shown(scores, scores[10]) == 1.0
    assert chance_shown(scores, scores[9]) == 0.0


def test_equal_scores_share_what_room_is_left() -> None:
    assert chance_shown(np.array([2.0] * 10 + [1.0] * 40), 1.0) == 10 / 40


def test_an_interval_is_wider_where_one_asker_has_all_the_joins() -> None:
    spread, lumped = one_each(60, 60), np.zeros((60, 60), np.bool_)
    lumped[:2, :30] = True
    scores = np.random.default_rng(0).normal(size=(60, 60))

    def width(joined: np.ndarray) -> float:
        found = figures(trial(joined), scores + 2 * joined * (np.arange(60) % 2)[:, None])
        figure = found[GROUP_IN_PERSONS]
        assert figure.low is not None
        assert figure.high is not None
        return figure.high - figure.low

    assert width(lumped) > width(spread)


def test_without_a_join_there_is_nothing_to_count() -> None:
    found = figures(trial(np.zeros((5, 5), np.bool_)), np.zeros((5, 5)))
    assert found[GROUP_IN_PERSONS].value is None
    assert found[AREA].value is None
    assert found["precision at 20"].value == 0.0


def test_no_trial_at_all_gives_no_figure() -> None:
    (only,) = rankings([], [], resamples=10)
    assert {figure.value for figure in only.figures} == {None}


def test_trials_are_pooled_over_their_joins() -> None:
    many, few = one_each(40, 60), np.zeros((40, 60), np.bool_)
    few[0, 0] = True
    found = rankings(
        [trial(many), trial(few)], [{"it": many.astype(float)}, {"it": -few.astype(float)}],
        resamples=50,
    )  # fmt: skip
    assert found[0].figure(GROUP_IN_PERSONS).value == pytest.approx(40 / 41, abs=1e-4)


def test_the_same_seed_gives_the_same_intervals_and_another_seed_others() -> None:
    joined = one_each(50, 60)
    scores = np.random.default_rng(3).normal(size=joined.shape) + joined
    assert figures(trial(joined), scores, seed=1) == figures(trial(joined), scores, seed=1)
    assert figures(trial(joined), scores, seed=1) != figures(trial(joined), scores, seed=2)


def test_the_value_lies_within_its_interval() -> None:
    joined = one_each(200, 60)
    scores = np.random.default_rng(3).normal(size=joined.shape) + joined
    for figure in figures(trial(joined), scores).values():
        assert figure.value is not None
        assert figure.low is not None
        assert figure.high is not None
        assert figure.low - 0.02 <= figure.value <= figure.high + 0.02, figure.name


@given(arrays.arrays(np.float64, 12, elements=st.floats(-5, 5)), st.integers(1, 11))
def test_the_area_is_the_share_of_pairs_in_the_right_order(scores: np.ndarray, hits: int) -> None:
    hit = np.arange(12) < hits
    pairs = [
        1.0 if one > other else 0.5 if one == other else 0.0
        for one in scores[hit] for other in scores[~hit]
    ]  # fmt: skip
    assert area(scores, hit) == pytest.approx(np.mean(pairs))


def test_without_hits_there_is_no_area() -> None:
    assert np.isnan(area(np.zeros(3), np.zeros(3, np.bool_)))
