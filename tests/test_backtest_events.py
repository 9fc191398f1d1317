"""What is an event between two editions, and what is none."""

import pytest

from graph.analysis.backtest_events import Joins, joins, pairs_of_editions
from tests.register_made import DATES, Officers, past


def between(before: Officers, after: Officers, **options: object) -> Joins:
    return joins(past({DATES[0]: before, DATES[1]: after}, **options), *DATES[:2])


def joined(found: Joins) -> list[tuple[str, str]]:
    moment = found.before
    return [
        (moment.people[i], moment.groups[j])
        for i in range(len(moment.people)) for j in range(len(moment.groups))
        if found.joined[i, j]
    ]  # fmt: skip


def test_a_known_officer_who_joins_a_known_group_is_an_event() -> None:
    found = between({"g": ["ann"], "h": ["bob"]}, {"g": ["ann", "bob"], "h": ["bob"]})
    assert joined(found) == [("bob", "g")]
    assert int(found.open.sum()) == 2


def test_a_group_new_in_the_later_edition_is_none() -> None:
    found = between({"g": ["ann"]}, {"g": ["ann"], "new": ["ann"]})
    assert joined(found) == []
    assert dict(found.aside)["groups new in the later edition"] == 1


def test_a_group_that_is_gone_is_no_candidate() -> None:
    found = between({"g": ["ann"], "old": ["bob"]}, {"g": ["ann"]})
    assert found.open.tolist() == [[False, False], [True, False]]


def test_somebody_not_known_before_is_none() -> None:
    found = between({"g": ["ann"]}, {"g": ["ann", "newcomer"]})
    assert joined(found) == []
    assert dict(found.aside)["joins by people not known before"] == 1


@pytest.mark.parametrize("later", ["Dame Jo Bloggs", "Jo Bloggs MP", "Jo Ann Bloggs"])
def test_an_officer_under_a_new_title_or_spelling_is_none(later: str) -> None:
    names = {"a": "Jo Bloggs", "b": later}
    found = between({"g": ["a"], "h": ["b"]}, {"g": ["b"], "h": ["b"]}, names=names)
    assert joined(found) == []
    assert dict(found.aside)["new spellings or titles of an officer"] == 1


def test_another_person_in_the_place_of_one_who_left_is_an_event() -> None:
    names = {"a": "Jo Bloggs", "b": "Kim Other"}
    found = between({"g": ["a"], "h": ["b"]}, {"g": ["b"], "h": ["b"]}, names=names)
    assert joined(found) == [("b", "g")]


def test_a_later_meeting_is_told_from_the_same_one() -> None:
    same: Officers = {"g": ["ann"], "h": ["ann"]}
    assert between(same, same, met={("g", DATES[1]): "2025-04-01"}).met.tolist() == [True, False]


def test_leaving_is_no_event() -> None:
    assert between({"g": ["ann", "bob"]}, {"g": ["ann"]}).events == 0


def test_the_editions_of_the_register_give_the_pairs_of_the_test() -> None:
    dates = ["2025-12-01", "2026-01-12", "2026-02-23", "2026-05-18", "2026-06-29"]
    assert pairs_of_editions(dates) == (
        ("2025-12-01", "2026-02-23"), ("2025-12-01", "2026-06-29"),
        ("2026-01-12", "2026-05-18"), ("2026-02-23", "2026-06-29"),
    )  # fmt: skip


@pytest.mark.parametrize("number", [0, 1])
def test_too_few_editions_make_no_pair(number: int) -> None:
    assert pairs_of_editions(DATES[:number]) == ()
