"""Sections of a brief on parliamentary groups."""

from typing import Any

import pytest

from graph.analysis import brief_groups
from graph.analysis.brief_scope import scope_of
from graph.analysis.ground import plain_ground
from graph.model import LinkKind, Method
from tests.estate import (
    SPRING,
    SUMMER,
    country,
    estate,
    group,
    links,
    officers,
    organisation,
    person,
)


def lines(make: Any, *more: Any) -> list[str]:
    """The sentences of one section on Ghana."""
    made = estate(
        country("ghana"), country("togo"), group("g", "Ghana", agm="2026-03-25"),
        links(LinkKind.ABOUT, "g ghana", by="register"), *more,
    )  # fmt: skip
    scope = scope_of(made.once(plain_ground), "ghana")
    return [line.words for line in make(scope)]


def test_a_listed_group_is_told_with_its_register_and_last_meeting() -> None:
    assert lines(brief_groups.groups) == [
        "APPG on Ghana: on the Westminster register of 29 June 2026; "
        "last annual meeting 25 March 2026."
    ]


def test_a_group_that_is_not_listed_now_is_told_as_such() -> None:
    old = group("old", "Ghana Trade", seen=(SPRING,))
    now = group("new", seen=(SPRING, SUMMER))
    told = lines(brief_groups.groups, old, now)
    assert told[1] == "APPG on Ghana Trade was last on the register of 18 May 2026; not listed now."


def test_a_chair_stands_before_vice_chairs_and_officers() -> None:
    told = lines(
        brief_groups.officers, person("a", "Ann"), person("b", "Ben"), person("c", "Cas"),
        officers("a g", detail="Officer"), officers("b g", detail="Vice Chair"),
        officers("c g", detail="Co-Chair"),
    )  # fmt: skip
    assert told == ["Cas: Co-Chair.", "Ben: Vice Chair.", "Ann: Officer."]


def test_other_country_groups_of_an_officer_are_named_and_subject_groups_are_not() -> None:
    told = lines(
        brief_groups.officers, person("a", "Ann", party="Labour"), officers("a g", detail="Chair"),
        group("t", "Togo"), links(LinkKind.ABOUT, "t togo", by="register"), officers("a t"),
        group("s", "Steel"), officers("a s"),
    )  # fmt: skip
    assert told == ["Ann, Labour: Chair; also officer: Togo."]


def test_a_membership_that_only_a_machine_found_is_marked() -> None:
    told = lines(
        brief_groups.officers, person("a", "Ann"), officers("a g", detail="Chair"),
        group("t", "Togo"), links(LinkKind.ABOUT, "t togo", by="register"),
        links(LinkKind.MEMBER_OF, "a t", method=Method.AI_SEARCH),
    )  # fmt: skip
    assert told == ["Ann: Chair; also listed: Togo (by AI search)."]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ([organisation("u", "Ghana Union"), *links(LinkKind.SECRETARIAT_OF, "u g")],
         "Ghana Union is secretariat of APPG on Ghana."),
        ([], "APPG on Ghana: the register names no secretariat."),
    ],
)  # fmt: skip
def test_the_secretariat_or_its_absence_is_told(more: list[Any], words: str) -> None:
    assert lines(brief_groups.secretariats, *more) == [words]


def test_only_the_sentence_of_a_purpose_that_names_a_diaspora_is_shown() -> None:
    purpose = "To build trade. To hear the Ghanaian diaspora in Britain. To visit."
    made = estate(
        country("ghana"), group("g", "Ghana", wording=purpose),
        links(LinkKind.ABOUT, "g ghana", by="register"),
    )  # fmt: skip
    scope = scope_of(made.once(plain_ground), "ghana")
    assert [line.words for line in brief_groups.purposes(scope)] == [
        "APPG on Ghana, in the register's words: “To hear the Ghanaian diaspora in Britain”"
    ]


def test_a_long_purpose_is_cut_around_the_diaspora_and_says_so() -> None:
    purpose = f"{'to do good ' * 20}with the diaspora {'and others ' * 20}"
    made = estate(
        country("ghana"), group("g", "Ghana", wording=purpose),
        links(LinkKind.ABOUT, "g ghana", by="register"),
    )  # fmt: skip
    (line,) = brief_groups.purposes(scope_of(made.once(plain_ground), "ghana"))
    assert "diaspora" in line.words
    assert line.words.count("…") == 2
    assert len(line.words.split()) <= 25


def test_a_group_whose_purpose_names_no_diaspora_is_not_quoted() -> None:
    assert lines(brief_groups.purposes) == []
