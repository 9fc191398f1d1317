"""Sections of a brief on people, bodies, money, campaigns and events."""

from typing import Any

import pytest

from graph.analysis import brief_bodies
from graph.analysis.brief_scope import scope_of
from graph.analysis.ground import plain_ground
from graph.model import Amount, LinkKind, Status
from tests.estate import (
    CAMPAIGN,
    EVENT,
    PLACE,
    community,
    country,
    estate,
    group,
    link,
    links,
    node,
    organisation,
)


def lines(make: Any, *things: Any, subject: str = "ghana") -> list[str]:
    """The sentences of one section."""
    made = estate(country("ghana"), node(PLACE, "leeds", "Leeds"), *things)
    return [line.words for line in make(scope_of(made.once(plain_ground), subject))]


def test_a_counted_community_is_told_with_its_size_before_others() -> None:
    told = lines(
        brief_bodies.communities, community("a", "Ghanaians in Leeds"),
        community("b", "People born in Ghana", size="132577"),
        links(LinkKind.HERITAGE, "a ghana", "b ghana"),
    )  # fmt: skip
    assert told == [
        "People born in Ghana: 132,577 people counted.",
        "Ghanaians in Leeds: no source held counts its people.",
    ]


def test_a_body_is_told_with_the_way_in_which_it_is_tied() -> None:
    told = lines(brief_bodies.bodies, organisation("u", "Union"),
                 links(LinkKind.HERITAGE, "u ghana"))  # fmt: skip
    assert told == ["Union has its heritage in Ghana."]


@pytest.mark.parametrize(
    ("amounts", "words"),
    [
        ((), "Trust funded Union."),
        ((100.0,), "Trust funded Union: £100 in 1 payment."),
    ],
)
def test_money_is_told_with_the_sum_of_what_is_known(amounts: Any, words: str) -> None:
    paid = [
        link(LinkKind.FUNDED, "t u", amount=Amount(low=a, high=a)) for a in amounts
    ] or links(LinkKind.FUNDED, "t u")  # fmt: skip
    told = lines(brief_bodies.funders, organisation("u", "Union"), organisation("t", "Trust"),
                 links(LinkKind.HERITAGE, "u ghana"), paid)  # fmt: skip
    assert told == [words]


def test_the_largest_payer_comes_first() -> None:
    told = lines(
        brief_bodies.funders, organisation("u", "Union"), organisation("s", "Small"),
        organisation("l", "Large"), links(LinkKind.HERITAGE, "u ghana"),
        link(LinkKind.FUNDED, "s u", amount=Amount(low=5, high=5)),
        link(LinkKind.FUNDED, "l u", amount=Amount(low=50, high=50)),
    )  # fmt: skip
    assert [words.split()[0] for words in told] == ["Large", "Small"]


def test_petitions_signed_there_stand_after_campaigns_about_it() -> None:
    told = lines(
        brief_bodies.campaigns, node(CAMPAIGN, "c", "Visas for Ghana", subtype="petition"),
        node(CAMPAIGN, "s", "Save the bees", subtype="petition"),
        links(LinkKind.ABOUT, "c ghana"),
        link(LinkKind.SIGNED_IN, "s ghana", amount=Amount(low=31, high=31, unit="signatures")),
    )  # fmt: skip
    assert told == [
        "Visas for Ghana: petition.", "31 people who live there signed: Save the bees.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.PLANNED, "Reception: planned, not recorded as held."),
        (Status.HELD, "Reception: held."),
    ],
)
def test_a_planned_event_is_never_told_as_held(status: Status, words: str) -> None:
    told = lines(brief_bodies.events, node(EVENT, "e", "Reception"),
                 links(LinkKind.ABOUT, "e ghana", status=status))  # fmt: skip
    assert told == [words]


def test_an_event_that_people_are_only_expected_at_is_told_as_planned_with_who_says_so() -> None:
    things = (
        node(EVENT, "e", "Reception"), organisation("b", "Build"), organisation("c", "Crew"),
        links(LinkKind.ABOUT, "e ghana"),
        link(LinkKind.TOOK_PART_IN, "b e", status=Status.PLANNED, since="2026-11"),
    )  # fmt: skip
    assert lines(brief_bodies.events, *things) == [
        "Reception: planned, not recorded as held, November 2026."
    ]
    came = link(LinkKind.TOOK_PART_IN, "c e", since="2026-05")
    assert lines(brief_bodies.events, *things, came) == ["Reception: held."]


def test_the_newest_event_comes_first_with_its_date() -> None:
    told = lines(
        brief_bodies.events, node(EVENT, "a", "Fair"), node(EVENT, "b", "Visit"),
        links(LinkKind.ABOUT, "a ghana", since="2024"),
        links(LinkKind.ABOUT, "b ghana", since="2025-02-03"),
    )  # fmt: skip
    assert told == ["Visit: held, 3 February 2025.", "Fair: held, 2024."]


def test_who_helps_in_a_place_is_who_funds_runs_or_serves_there() -> None:
    told = lines(
        brief_bodies.helping, organisation("c", "Council"), organisation("s", "Shop"),
        community("m", "Migrants"), node(CAMPAIGN, "p", "Start-up grants"),
        links(LinkKind.BASED_IN, "c leeds", "s leeds"), links(LinkKind.RUNS, "c p"),
        links(LinkKind.SERVES, "c m"), subject="leeds",
    )  # fmt: skip
    assert told == ["Council runs Start-up grants and serves Migrants."]


def test_a_body_that_only_sits_in_the_place_is_not_said_to_help() -> None:
    assert lines(brief_bodies.helping, organisation("s", "Shop"),
                 links(LinkKind.BASED_IN, "s leeds"), subject="leeds") == []  # fmt: skip


def test_supporters_of_a_group_count_as_money() -> None:
    told = lines(
        brief_bodies.funders, group("g", "Ghana"), organisation("o", "Bank"),
        links(LinkKind.ABOUT, "g ghana", by="register"),
        links(LinkKind.SUPPORTS, "o g", by="register"),
    )  # fmt: skip
    assert told == ["Bank supports APPG on Ghana."]
