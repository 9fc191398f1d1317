"""Weights are learnt on earlier editions alone, and are the same whenever they are learnt."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analysis.backtest_events import joins
from graph.analysis.backtest_learning import (
    data_hash,
    draw,
    fit,
    learn,
    learn_openings,
    logistic,
)
from graph.analysis.backtest_moment import Past
from tests.register_made import DATES, Officers, lively, past, subjects

UNTIL = DATES[2]


def made(editions: Mapping[str, Officers]) -> Past:
    return past(editions, purposes=subjects())


def test_a_reason_that_parts_hits_from_others_has_a_weight_and_noise_has_little() -> None:
    rng = np.random.default_rng(0)
    table = rng.normal(size=(4000, 2))
    hit = (rng.random(4000) < 1 / (1 + np.exp(2 - 2 * table[:, 0]))).astype(float)
    _, weight, noise = logistic(table, hit, np.ones(4000), 1.0)
    assert weight == pytest.approx(2.0, abs=0.3)
    assert abs(noise) < 0.2


def test_parted_cases_have_finite_weights() -> None:
    table = np.array([[0.0], [1.0]] * 50)
    found = logistic(table, table[:, 0], np.ones(100), 0.1)
    assert np.isfinite(found).all()


def test_a_row_that_stands_for_ten_counts_as_ten_rows() -> None:
    table, hit = np.array([[0.0], [1.0], [2.0]]), np.array([0.0, 0.0, 1.0])
    once = logistic(
        np.repeat(table, [10, 1, 1], axis=0), np.repeat(hit, [10, 1, 1]), np.ones(12), 1
    )
    counted = logistic(table, hit, np.array([10.0, 1.0, 1.0]), 1)
    assert np.allclose(once, counted, atol=1e-6)


def test_where_nobody_joined_all_weights_are_zero() -> None:
    still = {day: {"g": ["a"], "h": ["b"]} for day in DATES}
    learnt = learn(past(still), UNTIL)
    assert set(learnt.weight) == {0.0}
    assert not learnt.score(np.ones((2, 2, len(learnt.reasons)))).any()


def test_the_subject_of_a_persons_groups_counts_where_people_join_by_subject() -> None:
    learnt = learn(made(lively(0)), UNTIL)
    assert dict(zip(learnt.reasons, learnt.weight, strict=True))["topic"] > 0.1


@settings(max_examples=5)
@given(st.integers(0, 1000))
def test_nothing_later_than_the_day_is_learnt_from(seed: int) -> None:
    editions, others = lively(0), lively(seed + 1)
    changed = {day: others[day] if day > UNTIL else editions[day] for day in DATES}
    assert learn(made(changed), UNTIL) == learn(made(editions), UNTIL)


def test_the_same_data_and_seed_give_the_same_weights_and_another_seed_others() -> None:
    held = made(lively(0, people=900))  # more pairs than are drawn
    assert learn(held, UNTIL) == learn(held, UNTIL)
    assert learn(held, UNTIL, seed=1) != learn(held, UNTIL)


def test_weights_say_what_they_were_learnt_on() -> None:
    learnt = learn(made(lively(0)), UNTIL)
    assert [pair[:2] for pair in learnt.learnt_on] == [(DATES[0], DATES[2])]
    assert learnt.until == UNTIL
    assert learnt.data == data_hash(made(lively(0)), DATES[:3])


def test_another_edition_is_another_hash() -> None:
    held = made(lively(0))
    assert data_hash(held, DATES[:2]) != data_hash(held, DATES[:3])
    moved = replace(held, moments=(*held.moments[:1], held.moments[2]))
    assert data_hash(moved, DATES[:2]) != data_hash(held, DATES[:2])


def test_joins_after_a_yearly_meeting_make_a_due_group_open() -> None:
    groups = [f"g{j:02}" for j in range(40)]
    before = {g: [f"p{j}"] for j, g in enumerate(groups)}
    # Half the groups met over a year ago, meet again, and take somebody in.
    after = {g: [f"p{j}", *([f"p{j + 1}"] if j < 20 else [])] for j, g in enumerate(groups)}
    met = {(g, DATES[0]): "2024-01-01" if j < 20 else "2024-12-01" for j, g in enumerate(groups)}
    met |= {(g, DATES[1]): "2025-03-01" if j < 20 else "2024-12-01" for j, g in enumerate(groups)}
    model = learn_openings([joins(past({DATES[0]: before, DATES[1]: after}, met=met), *DATES[:2])])
    assert model.pace > 0
    assert 4 < model.centre < 16
    assert model.meeting > model.base


def test_without_a_meeting_nothing_is_learnt_of_openings() -> None:
    still = {DATES[0]: {"g": ["a"]}, DATES[1]: {"g": ["a"]}}
    assert learn_openings([joins(past(still), *DATES[:2])]).meeting == 0
    assert learn_openings([]).meeting == 0


def test_a_drawn_case_stands_for_those_that_were_not_drawn() -> None:
    table = np.zeros((300, 300, 1))
    hit = np.zeros((300, 300), np.bool_)
    hit[0, :5] = True
    _, hits, counts = draw(table, hit, np.ones_like(hit), np.random.default_rng(0))
    assert hits.sum() == 5
    assert len(hits) == 40_005
    assert counts.sum() == pytest.approx(90_000)


def test_scores_do_not_depend_on_the_unit_of_a_reason() -> None:
    rng = np.random.default_rng(1)
    table = rng.normal(size=(500, 2))
    hit = (table[:, 0] > 1).astype(float)
    plain = fit(("a", "b"), [(table, hit, np.ones(500))], 5.0).score(table[None])
    scaled = fit(("a", "b"), [(table * 100, hit, np.ones(500))], 5.0).score(table[None] * 100)
    assert np.allclose(plain, scaled, atol=1e-3)
