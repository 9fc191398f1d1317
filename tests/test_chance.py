"""Chance in figures and words: checked against scipy, by counting, and on what is plain."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom, poisson

from graph.analysis.chance import (
    Ends,
    as_few_or_many,
    at_least,
    by_deals,
    modularity_words,
)
from tests.sketch import CALM


def ends(one: tuple[int, int], other: tuple[int, int], many: int) -> Ends:
    """(leaving, reaching) of each set, and how many links there are."""
    return Ends(out_one=one[0], into_one=one[1], out_other=other[0], into_other=other[1], many=many)


def dealt(row: Ends) -> list[int]:
    """Links between the two sets in every way to deal the targets."""
    sources = ["one"] * row.out_one + ["other"] * row.out_other
    targets = ["one"] * row.into_one + ["other"] * row.into_other
    sources += [""] * (row.many - len(sources))
    targets += [""] * (row.many - len(targets))
    crossing = {("one", "other"), ("other", "one")}
    return [
        sum(pair in crossing for pair in zip(sources, deal, strict=True))
        for deal in itertools.permutations(targets)
    ]


rows = st.integers(1, 6).flatmap(
    lambda m: st.tuples(
        st.integers(0, m // 2), st.integers(0, m // 2), st.integers(0, m // 2),
        st.integers(0, m // 2), st.just(m),
    )
).map(lambda v: ends((v[0], v[1]), (v[2], v[3]), v[4]))  # fmt: skip


@CALM
@given(rows)
def test_mean_and_variance_are_those_of_all_ways_to_deal(row: Ends) -> None:
    every = dealt(row)
    assert row.mean == pytest.approx(np.mean(every))
    assert row.spread == pytest.approx(np.var(every), abs=1e-12)


@CALM
@given(st.lists(rows, max_size=3), st.integers(0, 8))
def test_a_p_value_is_a_share_and_the_mean_is_the_sum_of_means(
    classes: list[Ends], seen: int
) -> None:
    expected, p = as_few_or_many(seen, classes)
    assert 0 <= p <= 1
    assert expected == pytest.approx(sum(row.mean for row in classes))


@pytest.mark.parametrize("seen", [0, 6, 10, 14, 20, 28])
def test_the_p_value_is_near_that_of_many_deals(seen: int) -> None:
    row, random = ends((40, 50), (60, 30), 200), np.random.default_rng(3)
    sources = np.repeat([0, 1, 2], [40, 60, 100])
    targets = np.repeat([0, 1, 2], [50, 30, 120])
    found = []
    for _ in range(4000):
        deal = random.permutation(targets)
        found.append(
            int(((sources == 0) & (deal == 1)).sum() + ((sources == 1) & (deal == 0)).sum())
        )
    expected, p = as_few_or_many(seen, [row])
    assert expected == pytest.approx(21)
    tail = np.array(found) <= seen if seen <= 21 else np.array(found) >= seen
    assert p == pytest.approx(float(tail.mean()), abs=0.02)


def test_a_single_direction_is_near_hypergeometric() -> None:
    row = ends((3000, 0), (0, 4000), 10_000)
    expected, p = as_few_or_many(1150, [row])
    assert expected == 1200
    assert p == pytest.approx(float(hypergeom(10_000, 4000, 3000).cdf(1150)), rel=0.05)


def test_nothing_expected_and_nothing_seen_is_no_wonder() -> None:
    assert as_few_or_many(0, []) == (0, 1.0)
    assert as_few_or_many(1, []) == (0, 0.0)


def test_a_count_that_cannot_vary_is_sure() -> None:
    assert as_few_or_many(1, [ends((1, 0), (0, 1), 1)]) == (1.0, 1.0)


@CALM
@given(st.integers(0, 6), st.floats(0.001, 5))
def test_rare_things_happen_as_poisson_says(seen: int, expected: float) -> None:
    assert at_least(seen, expected) == pytest.approx(float(poisson(expected).sf(seen - 1)))


def test_what_is_seen_counts_as_one_deal() -> None:
    assert by_deals(0.9, np.array([0.1] * 19)) == 0.05
    assert by_deals(0.1, np.array([0.1] * 19)) == 1.0


def test_the_words_say_which_way_it_is() -> None:
    more = modularity_words(0.75, np.full(20, 0.7))
    assert more.words == (
        "More than chance: modularity 0.75, and 0.70 on average in 20 networks with the same "
        "links dealt anew (p 0.05 at most)."
    )
    less = modularity_words(0.6, np.full(20, 0.7))
    assert less.words.startswith("No more than chance can be told: modularity 0.60")
    assert less.p_value == 1.0
    assert max(len(one.words.split()) for one in (more, less)) <= 25
