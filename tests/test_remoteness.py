"""Hops to sets of targets: all sets at once give what one search each gives."""

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.acquaintance import acquaintance
from graph.analysis.remoteness import hops_to_targets
from graph.network import Network
from tests.sketch import CALM, as_graph, toys

LINE = Network.of("a-b", "b-c", "c-d", "e")


def test_each_vertex_is_measured_to_its_own_targets() -> None:
    near = acquaintance(LINE)
    assert hops_to_targets(near, {7: [0], 8: [3]}, {1: [7], 2: [7], 0: [8]}) == {1: 1, 2: 2, 0: 3}


def test_who_cannot_be_reached_is_left_out() -> None:
    assert hops_to_targets(acquaintance(LINE), {1: [0]}, {4: [1], 3: [2]}) == {}


def test_a_target_is_no_hop_from_itself() -> None:
    assert hops_to_targets(acquaintance(LINE), {1: [0]}, {0: [1]}) == {0: 0}


def test_without_links_or_questions_there_is_no_answer() -> None:
    lone = acquaintance(Network.of("a", "b"))
    assert hops_to_targets(lone, {1: [0]}, {1: [1]}) == {}
    assert hops_to_targets(lone, {}, {}) == {}


def test_more_sets_than_a_word_has_bits_are_followed() -> None:
    chain = Network.of(*(f"n{i:03}-n{i + 1:03}" for i in range(150)))
    near = acquaintance(chain)
    targets = {i: [i] for i in range(140)}
    wanted = {150: list(targets), 0: [70], 149: [3, 130]}
    assert hops_to_targets(near, targets, wanted) == {150: 11, 149: 19, 0: 70}


@CALM
@given(toys(most=10), st.data())
def test_the_least_of_single_searches_is_found(toy: Network, data: st.DataObject) -> None:
    graph, vertex = as_graph(toy), st.integers(0, toy.n - 1)
    targets = data.draw(
        st.dictionaries(st.integers(0, 90), st.lists(vertex, min_size=1), max_size=9)
    )
    wanted = data.draw(st.dictionaries(vertex, st.lists(st.integers(0, 90), max_size=4)))
    expected = {}
    for one, sets in wanted.items():
        away = nx.single_source_shortest_path_length(graph, toy.nodes[one].id)
        ends = {toy.nodes[v].id for number in sets for v in targets.get(number, ())}
        reached = [away[end] for end in ends if end in away]
        if reached:
            expected[one] = min(reached)
    assert hops_to_targets(acquaintance(toy), targets, wanted) == expected
