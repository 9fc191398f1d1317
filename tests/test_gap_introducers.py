"""Who could introduce the two ends of a gap, and the sentence that says why, or why nobody."""

import pytest

from graph.analysis.gaps import find_gaps
from graph.analysis.sentences import LIMIT
from graph.model import Link, LinkKind, Node, NodeKind
from graph.results import Gap
from tests.estate import (
    CAMPAIGN,
    community,
    country,
    estate,
    group,
    kenya,
    links,
    node,
    organisation,
    person,
)


def gaps(rule: str, *things: Node | Link | list[Link]) -> list[Gap]:
    answer = find_gaps(estate(*things), limit=100)
    return [gap for gap in (*answer.gaps, *answer.unknown) if gap.rule == rule]


def test_whoever_both_know_is_named_and_the_reason_given() -> None:
    (gap,) = gaps(
        "pair", organisation("a"), organisation("b"), organisation("fund"),
        person("chair", "Ann Body"), links(LinkKind.FUNDED, "fund a", "fund b"),
        links(LinkKind.REPRESENTS, "chair a", "chair b"),
    )  # fmt: skip
    assert gap.introducer is not None
    assert gap.introducer_why == "Ann Body is in touch with both."


def test_who_knows_one_end_says_which() -> None:
    things = [*kenya(), group("g", "Kenya"), *links(LinkKind.ABOUT, "g kenya", by="register")]
    gap = gaps("body_far_from_group", *things)[0]
    assert gap.introducer is not None
    assert gap.introducer_why == "Bridge Builders is in touch with Kenyans in Leeds."


def test_where_no_chain_is_recorded_it_says_how_long_a_chain_was_sought() -> None:
    (gap,) = gaps(
        "campaign_without_group", country("k", "Kenya"), node(CAMPAIGN, "c", "Tea for all"),
        person("runner"), group("g", "Kenya"), links(LinkKind.RUNS, "runner c"),
        links(LinkKind.ABOUT, "c k"), links(LinkKind.ABOUT, "g k", by="register"),
    )  # fmt: skip
    assert gap.introducer is None
    assert gap.introducer_why == (
        "No introducer: no chain of 6 introductions or fewer is recorded from Tea for all to "
        "APPG on Kenya."
    )


def test_where_no_chain_is_recorded_a_body_that_the_one_end_knows_is_asked_to_write() -> None:
    gap = gaps("country_without_group", *kenya())[0]
    assert gap.path is None
    assert gap.introducer is not None
    assert gap.introducer_why == (
        "Bridge Builders is in touch with Kenyans in Leeds; no chain of 6 or fewer leads on to "
        "APPG on Africa."
    )
    assert gap.advice == (
        "Ask Bridge Builders, in touch with Kenyans in Leeds, to write to APPG on Africa."
    )


def test_a_set_whose_members_are_not_named_is_not_asked_to_write() -> None:
    gap = gaps(
        "country_without_group", country("kenya"), country("africa", status="region"),
        community("kenyans"), group("g", "Africa"), organisation("some", members="unknown"),
        *links(LinkKind.PART_OF, "kenya africa", by="world"),
        *links(LinkKind.HERITAGE, "kenyans kenya"), *links(LinkKind.MET, "some kenyans"),
        *links(LinkKind.ABOUT, "g africa", by="register"),
    )[0]  # fmt: skip
    assert gap.introducer is None


def test_between_groups_that_share_a_sponsor_alone_nobody_introduces() -> None:
    (gap,) = gaps(
        "pair_of_groups", country("k"), group("g", "Tea", member_list="official"),
        group("h", "Coffee", member_list="official"), organisation("firm", by="register"),
        links(LinkKind.ABOUT, "g k", "h k", by="register"),
        links(LinkKind.SUPPORTS, "firm g", "firm h", by="register"),
    )  # fmt: skip
    assert gap.introducer is None
    assert gap.introducer_why == (
        "No introducer: nobody who could introduce stands between APPG on Tea and APPG on Coffee."
    )


def test_a_gap_of_one_side_says_that_there_is_nobody_to_meet() -> None:
    gap = gaps("group_without_secretariat", group("g", "Tea"), group("h", "Coffee"))[0]
    assert gap.introducer is None
    assert "alone, and no second side to meet" in gap.introducer_why


@pytest.mark.parametrize("kind", [NodeKind.ORGANISATION, NodeKind.PERSON])
def test_the_words_are_25_or_fewer_whatever_the_names(kind: NodeKind) -> None:
    long = "Friends of " + "very " * 30 + "long names"
    ends = [organisation("a", long), organisation("b", f"{long} too"), node(kind, "c", long)]
    met, known = links(LinkKind.MET, "a d", "b d"), links(LinkKind.REPRESENTS, "c a", "c b")
    for gap in gaps("pair", *ends, organisation("d"), met, known):
        assert gap.introducer_why
        assert len(gap.introducer_why.split()) <= LIMIT
