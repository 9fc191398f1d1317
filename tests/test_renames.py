"""Probable renames: one body under two titles, told by people, purpose and title."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.renames import (
    Portrait,
    content_words,
    probable_renames,
    same_body,
    same_person,
)
from tests.estate import group, organisation, person

PURPOSE = "To raise awareness of tea and of those who grow it across the Commonwealth."


def portrait(
    node_id: str, title: str, *officers: str, purpose: str = "", **claims: str
) -> Portrait:
    """A group as it was listed on a day."""
    made = group(node_id, title, wording=purpose, **claims)
    return Portrait(node=made, officers=tuple(person(o, o) for o in officers))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Chi Example", "Dame Chi Example"),
        ("Mr Paul Example", "Paul Example"),
        ("Abtisad Mohamed", "Abtisam Mohamed"),
        ("Emma Lewell-Buck", "Emma Lewell"),
        ("Baroness Liz Barker", "Baroness Barker of Here Liz"),
        ("The Rt Hon Sir John Example MP", "John Example"),
        ("Siân Example", "Sian Example"),
    ],
)
def test_a_person_stays_the_same_under_another_spelling_or_title(one: str, other: str) -> None:
    assert same_person(person("a", one), person("b", other))
    assert same_person(person("b", other), person("a", one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lord Taylor of Holbeach", "Lord Taylor of Warwick"),
        ("Baroness Cox", "Baroness Fox of Buckley"),
        ("Mike Tapp", "Mike Martin"),
        ("Andrew Mitchell", "Lord Mitchell"),
        ("Gareth Snell", "Gareth Thomas"),
        ("The Lord Bishop of London", "The Lord Archbishop of Canterbury"),
        ("Lord", "Lady"),
    ],
)
def test_other_people_are_not_taken_for_one(one: str, other: str) -> None:
    assert not same_person(person("a", one), person("b", other))


def test_one_id_is_one_person_whatever_the_name() -> None:
    assert same_person(person("a", "Lord Here"), person("a", "Ann Body"))


def test_an_alias_can_tell_that_a_person_is_the_same() -> None:
    known = person("a", "Ann Married", alias="Ann Maiden")
    plain = person("b", "Ann Maiden")
    assert same_person(known, plain)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The Bridge Consultation Limited", "Bridge Consultation Ltd", True),
        ("Caabu", "Caabu (Council for Arab-British Understanding)", True),
        ("Tea Trust", "Coffee Trust", False),
        ("The", "A", False),
    ],
)
def test_bodies_are_compared_without_form_words(one: str, other: str, same: bool) -> None:
    assert same_body(organisation("a", one), organisation("b", other)) is same


def test_titles_are_compared_without_what_all_titles_have() -> None:
    assert content_words("All-Party Parliamentary Group for the Tea Trade in the UK") == {
        "tea", "trade",
    }  # fmt: skip


def test_people_and_purpose_tell_a_rename_though_no_word_of_the_title_stays() -> None:
    old = portrait("old", "Industrial Hemp", "Ann Body", "Bo Body", purpose=PURPOSE)
    new = portrait("new", "Bioeconomy", "Ann Body", "Bo Body", purpose=PURPOSE)
    found = probable_renames([old], [new])
    assert [(r.old.node.id, r.new.node.id) for r in found] == [("old", "new")]
    assert found[0].why == "2 of 2 officers the same, purposes 100% alike"
    assert found[0].score == 0.75


def test_an_abbreviation_kept_in_the_title_counts() -> None:
    old = portrait("old", "Polycystic Example (PCOS)", "Ann Body", "Bo Body", "Cy Body")
    new = portrait("new", "Polyendocrine Example (PMOS/PCOS)", "Ann Body", "Bo Body", "Di Body")
    (found,) = probable_renames([old], [new])
    assert "titles 40% alike" in found.why
    assert "2 of 3 officers the same" in found.why


def test_two_titles_alone_need_to_be_nearly_the_same() -> None:
    old = portrait("old", "Cake and Bread")
    assert not probable_renames([old], [portrait("new", "Cake and Beer")])
    assert probable_renames([old], [portrait("new", "Bread and Cake")])


def test_groups_of_two_parliaments_are_never_one() -> None:
    old = portrait("old", "Tea", "Ann Body", purpose=PURPOSE)
    new = portrait("new", "Tea", "Ann Body", purpose=PURPOSE, parliament="senedd")
    assert not probable_renames([old], [new])


def test_each_body_is_renamed_once_and_the_better_match_wins() -> None:
    old = portrait("old", "Open Banking", "Ann Body", "Bo Body", purpose=PURPOSE)
    near = portrait("near", "Open Finance", "Ann Body", "Bo Body", purpose=PURPOSE)
    less = portrait("less", "Open Finance", "Ann Body", purpose=PURPOSE)
    found = probable_renames([old], [less, near])
    assert [(r.old.node.id, r.new.node.id) for r in found] == [("old", "near")]


def test_ties_go_by_id() -> None:
    old = portrait("old", "Tea", "Ann Body", purpose=PURPOSE)
    twins = [portrait(i, "Tea Trade", "Ann Body", purpose=PURPOSE) for i in ("b", "a")]
    assert probable_renames([old], twins)[0].new.node.id == "a"


def test_a_word_that_all_have_proposes_nothing() -> None:
    many = [portrait(f"g{n}", f"Health {n} {n}x") for n in range(60)]
    assert not probable_renames([portrait("old", "Health")], many)


groups = st.lists(
    st.builds(
        portrait,
        st.uuids().map(str),
        st.lists(st.sampled_from(["Tea", "Cake", "Bread", "Beer"]), min_size=1).map(" ".join),
        st.sampled_from(["Ann Body", "Bo Body", "Dame Ann Body"]),
        purpose=st.sampled_from(["", PURPOSE, "To drink tea."]),
    ),
    max_size=5,
)


@given(groups, groups)
def test_renames_are_the_same_read_backwards(left: list[Portrait], joined: list[Portrait]) -> None:
    there = {(r.old.node.id, r.new.node.id, r.score) for r in probable_renames(left, joined)}
    back = {(r.new.node.id, r.old.node.id, r.score) for r in probable_renames(joined, left)}
    assert there == back


@given(groups, groups)
def test_scores_run_from_nought_to_one_and_no_body_twice(
    left: list[Portrait], joined: list[Portrait]
) -> None:
    found = probable_renames(left, joined)
    ids = [r.old.node.id for r in found] + [r.new.node.id for r in found]
    assert all(0 <= r.score <= 1 for r in found)
    assert len(ids) == len(set(ids))
