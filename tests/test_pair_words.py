"""How it is told what two bodies share: one sentence for each way of having it."""

from typing import Any

import pytest

from graph.analysis.finding import Finding
from graph.analysis.ground import Ground
from graph.analysis.pair_gaps import pair_gaps
from graph.analysis.pair_words import _BOTH
from graph.analysis.profiles import bond, profiles
from graph.model import Link, LinkKind, Node
from graph.schema import LINK_KINDS
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
    person,
)


def told(*things: Any) -> list[str]:
    """The reasons of the pair of A and B, strongest first."""
    ends = [organisation("a", "A"), organisation("b", "B")]
    found = pair_gaps(Ground(estate(*ends, *things)))
    return [clue.words for f in found if _ends(f) == {"a", "b"} for clue in f.clues]


def _ends(finding: Finding) -> set[str]:
    return {finding.subject.id, finding.object.id if finding.object else ""}


THING = organisation("w", "Old Mill")


@pytest.mark.parametrize(
    ("thing", "shared", "words"),
    [
        (THING, links(LinkKind.FUNDED, "w a", "w b"), "Old Mill funded both."),
        (THING, links(LinkKind.FUNDED, "a w", "b w"), "Both funded Old Mill."),
        (THING, links(LinkKind.MEMBER_OF, "a w", "b w"), "Both are members of Old Mill."),
        (THING, links(LinkKind.MET, "a w", "w b"), "Both met Old Mill."),
        (THING, links(LinkKind.MET, "a w", "b w"), "Both met Old Mill."),
        (person("w", "Ann Body"), links(LinkKind.MEMBER_OF, "w a", "w b"),
         "Ann Body is a member of both."),
        (group("w", "Tea"), links(LinkKind.SUPPORTS, "a w", "b w"), "Both support APPG on Tea."),
        (node(EVENT, "w", "Tea Day"), links(LinkKind.TOOK_PART_IN, "a w", "b w"),
         "Both took part in Tea Day."),
        (community("w", "Kenyans"), links(LinkKind.SERVES, "a w", "b w"), "Both serve Kenyans."),
        (country("w", "Kenya"), links(LinkKind.HERITAGE, "a w", "b w"),
         "Both have their heritage in Kenya."),
    ],
)  # fmt: skip
def test_what_both_have_in_one_way_is_told_shortly(
    thing: Node, shared: list[Link], words: str
) -> None:
    assert told(thing, shared) == [words]


@pytest.mark.parametrize(
    ("thing", "shared", "words"),
    [
        (THING, [link(LinkKind.FUNDED, "w a"), link(LinkKind.MEMBER_OF, "b w")],
         "Old Mill funded A and has as member B."),
        (country("w", "Kenya"), [link(LinkKind.HERITAGE, "a w"), link(LinkKind.ABOUT, "b w")],
         "A has its heritage in Kenya; B is about it."),
        (community("w", "Kenyans"), [link(LinkKind.SERVES, "a w"), link(LinkKind.MET, "b w")],
         "A serves Kenyans; B met it."),
    ],
)  # fmt: skip
def test_what_they_have_in_two_ways_names_both(thing: Node, shared: list[Link], words: str) -> None:
    assert told(thing, shared) == [words]


def test_a_community_between_is_named_with_the_body_it_belongs_to() -> None:
    words = told(
        country("k", "K"), community("c", "Ks in Leeds"), node(CAMPAIGN, "w", "Fair Fees"),
        links(LinkKind.HERITAGE, "a k", "c k"), links(LinkKind.PARTNER_IN, "c w"),
        links(LinkKind.TOOK_PART_IN, "b w"),
    )  # fmt: skip
    assert "Fair Fees has as partner Ks in Leeds (of A) and had taking part B." in words


def test_a_place_is_the_last_of_the_reasons() -> None:
    words = told(
        THING, node(PLACE, "leeds", "Leeds"), links(LinkKind.FUNDED, "w a", "w b"),
        links(LinkKind.BASED_IN, "a leeds", "b leeds"),
    )  # fmt: skip
    assert words == ["Old Mill funded both.", "Both are based in Leeds."]


def test_to_work_in_one_country_is_not_yet_common_ground() -> None:
    assert told(country("w", "Kenya"), links(LinkKind.OPERATES_IN, "a w", "b w")) == []


def test_the_table_has_only_ways_that_the_schema_knows() -> None:
    assert {kind for kind, _ in _BOTH} <= {*LINK_KINDS}
    assert all("{what}" in words and words.endswith(".") for words in _BOTH.values())


@pytest.mark.parametrize(
    ("tie", "expected"),
    [
        (link(LinkKind.RUNS, "a w"), "owns"),
        (link(LinkKind.SECRETARIAT_OF, "a w"), "owns"),
        (link(LinkKind.FUNDED, "a w"), "works"),
        (link(LinkKind.PARTNER_IN, "a w"), "works"),
        (link(LinkKind.TOOK_PART_IN, "a w"), ""),
    ],
)
def test_what_a_body_owns_or_works_in_is_told_from_what_it_visits(tie: Link, expected: str) -> None:
    ground = Ground(estate(organisation("a"), node(CAMPAIGN, "w"), tie))
    at = ground.network.index
    assert bond(ground, at["w"], profiles(ground)[at["a"]][at["w"]]) == expected


def test_a_body_is_owned_by_its_house_and_a_community_by_nobody() -> None:
    ground = Ground(estate(
        organisation("a"), organisation("house"), community("c"), community("wide"), country("k"),
        links(LinkKind.PART_OF, "a house", "c wide"), links(LinkKind.HERITAGE, "c k"),
        links(LinkKind.MET, "a c"),
    ))  # fmt: skip
    at, table = ground.network.index, profiles(ground)
    assert bond(ground, at["house"], table[at["a"]][at["house"]]) == "owned"
    assert bond(ground, at["wide"], table[at["c"]][at["wide"]]) == ""
