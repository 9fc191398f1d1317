"""Ties of today are hidden and looked for, in any store that holds enough of them."""

from dataclasses import replace

import numpy as np
import pytest

from graph.analysis.backtest_hidden import candidates, hidden_tests, hide, today
from graph.analysis.backtest_scores import GROUP_IN_PERSONS, LEARNT, POPULARITY, RANDOM
from graph.errors import BadQuestion
from graph.explorer import Explorer
from graph.model import Link, LinkKind, Method, Status
from graph.network import Network
from tests.register_made import DATES, REGISTER, lively, network, register, said, subjects

LAST = DATES[-1]
STORE = register({LAST: lively(0)[LAST]}, purposes=subjects())


def with_links(*links: Link) -> Network:
    nodes, held, editions = STORE
    return network((nodes, (*held, *links), editions))


def a_tie(**more: object) -> Link:
    """A membership that the register does not give."""
    fresh = next(
        (p.id, g.id) for p in STORE[0] for g in STORE[0]
        if p.kind == "person" and g.kind == "appg"
        and not any((k.source, k.target) == (p.id, g.id) for k in STORE[1])
    )  # fmt: skip
    told = said(fresh[0], LAST, fresh[1], source=REGISTER, **more)
    return Link(source=fresh[0], target=fresh[1], kind=LinkKind.MEMBER_OF, statements=(told,))


def ties(held: Network, **options: bool) -> int:
    return int(today(held, **options).moment.ties.sum())


def test_what_an_ai_search_found_is_left_out_unless_asked_for() -> None:
    held = with_links(a_tie(method=Method.AI_SEARCH))
    assert ties(held) == ties(network(STORE))
    assert ties(held, include_ai=True) == ties(network(STORE)) + 1


def test_what_is_only_planned_is_no_tie() -> None:
    held = with_links(a_tie(status=Status.PLANNED))
    assert ties(held, include_ai=True) == ties(network(STORE))


def test_an_officer_who_is_also_a_member_is_one_tie() -> None:
    officer = STORE[1][0]
    assert ties(with_links(replace(officer, kind=LinkKind.MEMBER_OF))) == ties(network(STORE))


def test_a_store_with_few_ties_is_told_so() -> None:
    with pytest.raises(BadQuestion, match=r"holds 2 ties .* needs 50"):
        today(Network.of("a-b", "b-c"))


def test_a_sheet_of_bodies_alone_is_tested_on_all_its_ties() -> None:
    held = Network.of(*(f"a{i}-b{j}" for i in range(10) for j in range(8)))
    assert today(held).words == "all ties of bodies and people"
    (only,), _, _ = hidden_tests(held, seeds=(0,), resamples=50)
    assert only.events > 0


def test_nobody_is_a_candidate_for_a_group_that_has_nobody_left() -> None:
    left = np.array([[True, False, False], [False, True, False], [False, False, False]])
    assert candidates(left).tolist() == [[False, True, False], [True, False, False], [False] * 3]


def test_hidden_ties_are_a_tenth_and_others_stay() -> None:
    whole = np.random.default_rng(0).random((50, 40)) < 0.2
    left, hidden = hide(whole, np.random.default_rng(1))
    assert hidden.sum() == round(whole.sum() / 10)
    assert np.array_equal(left | hidden, whole)


def test_members_of_one_subject_are_found_better_than_by_popularity() -> None:
    (only,), weights, _ = hidden_tests(network(STORE), seeds=(0, 1), resamples=100)
    by = {r.name: r.figure(GROUP_IN_PERSONS).value for r in only.rankings}
    assert (by[LEARNT] or 0) > (by[POPULARITY] or 0)
    assert dict(zip(weights.reasons, weights.weight, strict=True))["topic"] > 0


def test_the_same_seeds_give_the_same_answer_and_others_another() -> None:
    held = network(STORE)
    assert hidden_tests(held, seeds=(0,), resamples=50) == hidden_tests(
        held, seeds=(0,), resamples=50
    )
    other = hidden_tests(held, seeds=(1,), resamples=50)
    assert hidden_tests(held, seeds=(0,), resamples=50)[0] != other[0]


def test_ai_found_lists_are_tested_apart() -> None:
    tests, _, _ = hidden_tests(with_links(a_tie(method=Method.AI_SEARCH)), seeds=(0,), resamples=50)
    assert ["without AI" in tests[0].name, "with AI" in tests[1].name] == [True, True]


@pytest.mark.slow
def test_the_tour_is_told_a_figure_only_if_luck_and_popularity_are_beaten(
    shipped: Explorer,
) -> None:
    answer = shipped.backtest("hidden", seeds=1, resamples=100)
    assert answer.pooled[0].figure(GROUP_IN_PERSONS).cases > 50
    lifts = [lift for lift in answer.lifts if lift.figure == GROUP_IN_PERSONS]
    beaten = all(lift.apart for lift in lifts if lift.over in (RANDOM, POPULARITY))
    assert answer.sentence.startswith("Of 100 hidden ties, ") == beaten
    assert answer.sentence.startswith("This ranking does no better") != beaten
