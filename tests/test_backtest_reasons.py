"""Each reason speaks for the pairs that its sentence names."""

import numpy as np
import pytest

from graph.analysis.backtest_likeness import (
    implied,
    like_groups,
    like_people,
    listed,
    most_in,
    same_house,
    size,
    twin,
)
from graph.analysis.backtest_reasons import (
    FORWARD,
    Openings,
    Reason,
    Sight,
    lords,
    names_of,
    officers_interests,
    one_office,
    opening,
    paths_of_three,
    popularity,
    public_words,
    shared_colleagues,
    table_of,
    topic,
)
from tests.register_made import moment

LIKENESS: tuple[Reason, ...] = (
    implied, like_groups, like_people, listed, most_in, same_house, size, twin,
)  # fmt: skip


def test_a_group_due_for_its_meeting_opens_more_than_one_that_has_just_met() -> None:
    held = moment({"due": ["a"], "met": ["b"]}, met=("2024-01-01", "2025-01-01"))
    model = Openings(centre=14, pace=1, base=0.05, meeting=0.5)
    due, met = opening(Sight(held, "2025-05-01", model))[0]
    assert due > met


def test_a_group_one_officer_short_opens_more() -> None:
    held = moment({"full": ["a", "b"], "too": ["a", "b"], "short": ["a"]})
    full, short, too = opening(Sight(held, openings=Openings(base=0.1, vacancy=0.4)))[0]
    assert short > full == too


def test_a_group_without_a_meeting_on_record_stands_in_the_middle() -> None:
    held = moment({"g": ["a"], "h": ["a"]}, met=("", "2025-01-01"))
    assert Sight(held, "2025-01-01").months().tolist() == [6.0, 0.0]


def test_topics_alike_speak_for_a_group() -> None:
    held = moment(
        {"a1": ["ann"], "a2": ["bob"], "b1": ["cat"], "b2": ["cat"]},
        texts=(("river",), ("river",), ("tram",), ("tram",)),
    )
    alike = topic(Sight(held))
    assert alike[0, 1] > 0.9
    assert alike[0, 2] == pytest.approx(0)


def test_a_word_of_one_group_only_tells_nothing() -> None:
    held = moment({"g": ["a"], "h": ["b"]}, texts=(("once",), ("other",)))
    assert not topic(Sight(held)).any()


def test_officers_who_care_for_the_same_speak_for_their_other_group() -> None:
    held = moment(
        {"a1": ["ann"], "a2": ["bob"], "x": ["bob"], "z": ["cat"]},
        texts=(("river",), ("river",), (), ()),
    )
    cares = officers_interests(Sight(held))[0]
    assert cares[2] > cares[3]


def test_shared_colleagues_speak_for_their_other_group() -> None:
    held = moment({"g": ["ann", "bob"], "h": ["bob"], "z": ["cat"]})
    near = shared_colleagues(Sight(held))[0]
    assert near[1] > near[2] == 0


def test_a_path_over_a_hub_counts_less() -> None:
    ties = np.zeros((12, 3))
    ties[0, :2] = ties[1, 0] = 1  # 0 and 1 meet in a small group
    ties[1, 2] = 1
    small = paths_of_three(ties)[0, 2]
    ties[3:, 0] = 1
    assert paths_of_three(ties)[0, 2] < small


def test_offices_and_houses_are_of_the_person() -> None:
    held = moment({"g": ["a", "b"], "h": ["b"]}, lords=np.array([True, False]))
    assert one_office(Sight(held)).tolist() == [[1, 1], [0, 0]]
    assert lords(Sight(held)).tolist() == [[1, 1], [0, 0]]


def test_popularity_is_degree_by_degree() -> None:
    assert popularity(np.array([[1.0, 1.0], [0.0, 1.0]])).tolist() == [[2, 4], [1, 2]]


def test_hiding_an_officer_leaves_no_mark_on_the_size() -> None:
    whole = moment({"f": ["a", "b"], "g": ["a", "b"], "h": ["a", "b"]})
    ties = whole.ties.copy()
    ties[0, 0] = False
    for reason in (size, listed):
        assert np.array_equal(reason(Sight(whole)), reason(Sight(whole.with_ties(ties))))


def test_a_group_with_the_same_members_is_a_twin() -> None:
    held = moment({"g": ["a", "b", "c"], "h": ["b", "c"], "z": ["d"]})
    for reason in (twin, most_in, like_groups, like_people, implied):
        row = reason(Sight(held))[0]
        assert row[1] > row[2], reason.__name__


def test_a_list_of_peers_speaks_for_peers() -> None:
    held = moment({"e": ["x"], "f": ["y"], "g": ["a", "b", "c"]},
                  lords=np.array([True, True, True, True, False]))  # fmt: skip
    fits = same_house(Sight(held))
    assert fits[3, 2] > fits[4, 2]


@pytest.mark.parametrize("reason", [*FORWARD, *LIKENESS], ids=lambda r: r.__name__)
def test_a_reason_is_a_finite_table_and_has_a_public_sentence(reason: Reason) -> None:
    held = moment({"g": ["a", "b"], "h": ["b"], "i": ["c"]})
    table = reason(Sight(held))
    assert table.shape == held.ties.shape
    assert np.isfinite(table).all()
    assert len(public_words(reason).split()) <= 25
    assert public_words(reason).endswith(".")


@pytest.mark.parametrize("reason", [*FORWARD, *LIKENESS], ids=lambda r: r.__name__)
def test_a_person_whose_ties_are_all_hidden_has_reasons_too(reason: Reason) -> None:
    held = moment({"g": ["a"], "h": ["b"]})
    assert np.isfinite(reason(Sight(held.with_ties(np.zeros_like(held.ties))))).all()


def test_reasons_are_stacked_in_their_order() -> None:
    table = table_of(Sight(moment({"g": ["a"]})), (one_office, lords))
    assert table[0, 0].tolist() == [1.0, 0.0]
    assert names_of((one_office, lords)) == ("one_office", "lords")
