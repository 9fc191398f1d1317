"""Finding: whole names first, groups when a group is asked for, the nearest when nothing fits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.find import asks_for_group, core_words, find_nodes, nearest, pick_node
from graph.assemble import assemble_node
from graph.errors import Ambiguous, NotFound
from graph.model import Node, NodeKind, Statement
from graph.network import TOY, Network


def named(node_id: str, name: str, kind: NodeKind, *aliases: str, identifier: str = "") -> Node:
    told = [("name", name), *(("alias", a) for a in aliases)]
    told += [("identifier", identifier)] if identifier else []
    said = Statement(
        source="toy", seen=("2026-01-01",), subject=node_id, claims=tuple(sorted(told))
    )
    return assemble_node(node_id, kind, (said,))


NODES = (
    named("org:rc", "Refugee Council", NodeKind.ORGANISATION, identifier="GB-CHC-1014576"),
    named("org:src", "Scottish Refugee Council", NodeKind.ORGANISATION),
    named("appg:uk:somaliland", "All-Party Parliamentary Group on Somaliland", NodeKind.APPG,
          "APPG on Somaliland"),
    named("country:somaliland", "Somaliland", NodeKind.COUNTRY),
    named("appg:uk:migration", "All-Party Parliamentary Group on Migration", NodeKind.APPG),
    named("theme:migration", "Migration", NodeKind.THEME),
    named("org:life-a", "Lifeline", NodeKind.ORGANISATION),
    named("org:life-b", "Lifeline", NodeKind.ORGANISATION),
    named("org:caabu", "Council for Arab-British Understanding", NodeKind.ORGANISATION, "Caabu"),
    named("org:turkey", "Türkiye Friends", NodeKind.ORGANISATION),
    named("org:arabic", "جمعية الصداقة", NodeKind.ORGANISATION),
    named("org:ghana", "Ghana", NodeKind.ORGANISATION),
    named("country:GH", "Ghana", NodeKind.COUNTRY),
)  # fmt: skip
NETWORK = Network(
    nodes=tuple(sorted(NODES, key=lambda n: n.id)), links=(), sources={"toy": TOY},
    current={"toy": "2026-01-01"},
)  # fmt: skip
ALL = tuple(n.id for n in NODES)


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("Refugee Council", "org:rc"),
        ("refugee  council ", "org:rc"),
        ("the Refugee Council", "org:rc"),
        ("Scottish Refugee", "org:src"),
        ("GB-CHC-1014576", "org:rc"),
        ("org:src", "org:src"),
        ("APPG on Somaliland", "appg:uk:somaliland"),
        ("Somaliland APPG", "appg:uk:somaliland"),
        ("All Party Parliamentary Group for Somaliland", "appg:uk:somaliland"),
        ("somaliland", "country:somaliland"),
        ("migration group", "appg:uk:migration"),
        ("migration", "theme:migration"),
        ("CAABU", "org:caabu"),
        ("turkiye friends", "org:turkey"),
        ("جمعية", "org:arabic"),
    ],
)
def test_any_reasonable_spelling_finds_the_node(asked: str, wanted: str) -> None:
    assert pick_node(NETWORK, asked, ALL).id == wanted


def test_a_name_that_two_bodies_bear_is_a_question_back() -> None:
    with pytest.raises(Ambiguous, match=r"may be 2 things.*org:life-a.*org:life-b") as caught:
        pick_node(NETWORK, "Lifeline", ALL)
    assert caught.value.suggestions == ("org:life-a", "org:life-b")


def test_a_body_comes_before_a_country_of_the_same_name() -> None:
    assert pick_node(NETWORK, "Ghana", ALL).id == "org:ghana"


def test_a_kind_can_be_asked_for() -> None:
    assert pick_node(NETWORK, "Ghana", ALL, kinds=(NodeKind.COUNTRY,)).id == "country:GH"


def test_an_unknown_name_gives_the_nearest_ones() -> None:
    with pytest.raises(NotFound, match="Did you mean 'Refugee Council'") as caught:
        pick_node(NETWORK, "Refuge Counsil", ())
    assert "org:rc" in caught.value.suggestions


def test_a_name_like_no_other_gives_no_nearest() -> None:
    assert nearest(NETWORK, "zzzzqqqqxxxx") == ()


def test_whole_names_come_before_names_that_hold_the_words() -> None:
    found = find_nodes(NETWORK, "refugee council", ALL).found
    assert [f.node.id for f in found] == ["org:rc", "org:src"]


def test_the_answer_says_which_name_matched() -> None:
    assert find_nodes(NETWORK, "caabu", ALL).found[0].matched == "Caabu"


def test_more_found_than_shown_is_counted() -> None:
    answer = find_nodes(NETWORK, "refugee", ALL, limit=1)
    assert (len(answer.found), answer.found_in_all) == (1, 2)


def test_proposals_that_do_not_hold_the_words_are_left_out() -> None:
    assert find_nodes(NETWORK, "somaliland", ("org:rc",)).found == ()


def test_the_order_of_proposals_does_not_matter() -> None:
    assert find_nodes(NETWORK, "l", ALL) == find_nodes(NETWORK, "l", ALL[::-1])


@pytest.mark.parametrize("text", ["APPG on X", "x cross party group appg", "Parliamentary Group X"])
def test_a_group_is_asked_for(text: str) -> None:
    assert asks_for_group(text)


def test_words_that_every_group_has_do_not_tell() -> None:
    assert core_words("The All-Party Parliamentary Group on the Kurds") == ("kurds",)


def test_a_name_made_of_such_words_only_keeps_them() -> None:
    assert core_words("All Party Group") == ("all", "party", "group")


@given(st.text(min_size=1, max_size=60))
def test_no_text_makes_the_search_fail(text: str) -> None:
    find_nodes(NETWORK, text, ALL)
