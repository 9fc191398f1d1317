"""Links as weighted pairs, and the same links dealt anew."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.projection import (
    can_be_members,
    dealt_anew,
    link_classes,
    usable_links,
    weighted_pairs,
)
from graph.model import LinkKind, Method, NodeKind
from graph.network import Network
from tests.sketch import CALM, body, group, members, network, officers, person, tie, toys


def all_of(drawn: Network) -> np.ndarray:
    return np.ones(drawn.m, dtype=np.bool_)


def test_parallel_links_add_up_and_loops_fall_out() -> None:
    drawn = Network.of("a-b", "c-c")
    both = network([body("a"), body("b")], [tie(LinkKind.MET, "a b"), tie(LinkKind.MET, "b a")])
    single, double = (weighted_pairs(one, all_of(one)) for one in (drawn, both))
    assert len(single.weight) == len(double.weight) == 1
    # Two links at each end halve the weight of each.
    assert double.weight[0] == single.weight[0]


def test_a_hub_weighs_less_in_each_of_its_links() -> None:
    star = Network.of(*(f"hub-n{i}" for i in range(9)), "p-q")
    pairs = weighted_pairs(star, all_of(star))
    weight = {
        (star.nodes[a].id, star.nodes[b].id): w
        for a, b, w in zip(pairs.one, pairs.other, pairs.weight, strict=True)
    }
    assert weight["hub", "n0"] * 3 == weight["p", "q"]


def test_what_only_a_machine_found_is_usable_when_asked_for() -> None:
    drawn = network([group("g"), person("p")], members("p g", method=Method.AI_SEARCH))
    assert usable_links(drawn, include_ai=False).tolist() == [False]
    assert usable_links(drawn, include_ai=True).tolist() == [True]


def test_countries_places_and_themes_are_no_members() -> None:
    drawn = network([body("a"), body("k", "Kenya", NodeKind.COUNTRY)], [])
    assert can_be_members(drawn).tolist() == [True, False]


def test_links_are_dealt_among_their_like_only() -> None:
    nodes = [group("g"), group("h"), person("p"), person("q"), body("k", "K", NodeKind.COUNTRY)]
    links = [*officers("p g", "q h"), tie(LinkKind.ABOUT, "g k"), *members("p h")]
    drawn = network(nodes, links)
    kinds = [{drawn.links[at].kind for at in part} for part in link_classes(drawn, all_of(drawn))]
    assert [len(one) for one in kinds] == [1, 1, 1]


@CALM
@given(toys(most=8), st.integers(0, 1000))
def test_every_node_keeps_its_number_of_links_each_way(toy: Network, seed: int) -> None:
    classes = link_classes(toy, all_of(toy))
    dealt = dealt_anew(toy, classes, np.random.default_rng(seed))
    before, after = (np.bincount(t, minlength=toy.n) for t in (toy.link_target, dealt))
    assert before.tolist() == after.tolist()


def test_a_dealt_network_has_pairs_of_its_own() -> None:
    drawn = Network.of("a-d", "b-e", "c-f")
    other = np.array([4, 5, 3], dtype=np.int32)
    pairs = weighted_pairs(drawn, all_of(drawn), other)
    assert list(zip(pairs.one.tolist(), pairs.other.tolist(), strict=True)) == [
        (0, 4), (1, 5), (2, 3),
    ]  # fmt: skip
