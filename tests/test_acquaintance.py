"""Who can introduce whom: no directions, loops or parallels, and no machine's finds unasked."""

import numpy as np
from hypothesis import given

from graph.analysis.acquaintance import acquaintance, contacts, simple_rows
from graph.model import LinkKind, Method, NodeKind
from graph.network import Network
from tests.sketch import CALM, as_graph, body, group, members, network, officers, person, tie, toys


def test_parallel_links_and_loops_count_once_or_not_at_all() -> None:
    near = acquaintance(Network.of("a-b", "b-a", "a-a", "b-c"))
    assert [near.of(v).tolist() for v in range(3)] == [[1], [0, 2], [1]]


def test_a_lone_node_has_an_empty_row() -> None:
    near = acquaintance(Network.of("a-b", "c"))
    assert near.of(2).tolist() == []
    assert near.degree.tolist() == [1, 1, 0]


def test_an_empty_network_has_no_rows() -> None:
    assert acquaintance(Network(nodes=(), links=())).begin.tolist() == [0]


def test_common_ground_introduces_nobody() -> None:
    drawn = network(
        [body("a"), body("k", "Kenya", NodeKind.COUNTRY)], [tie(LinkKind.HERITAGE, "a k")]
    )
    assert acquaintance(drawn).degree.tolist() == [0, 0]


def test_members_found_by_a_machine_count_only_when_asked_for() -> None:
    drawn = network(
        [person("p"), person("q"), group("g")],
        [*officers("p g"), *members("q g", method=Method.AI_SEARCH)],
    )
    assert acquaintance(drawn).degree.tolist() == [1, 1, 0]
    assert acquaintance(drawn, include_ai=True).degree.tolist() == [2, 1, 1]


def test_rows_can_be_made_of_some_links_only() -> None:
    toy = Network.of("a-b", "b-c")
    assert simple_rows(toy, np.array([True, False])).degree.tolist() == [1, 1, 0]


@CALM
@given(toys())
def test_rows_are_those_of_the_simple_graph(toy: Network) -> None:
    near, graph = acquaintance(toy), as_graph(toy)
    names = [node.id for node in toy.nodes]
    for vertex, name in enumerate(names):
        assert [names[other] for other in near.of(vertex)] == sorted(graph[name])
    assert near.row.tolist() == sorted(near.row.tolist())
    assert len(near.row) == len(near.other) == 2 * graph.number_of_edges()


def test_a_part_is_in_touch_with_nobody_by_being_one() -> None:
    drawn = network(
        [body("a"), body("whole"), body("b")],
        [tie(LinkKind.PART_OF, "a whole"), tie(LinkKind.MET, "whole b")],
    )
    assert acquaintance(drawn).degree.tolist() == [1, 1, 2]
    assert contacts(drawn).tolist() == [0, 1, 1]


def test_contacts_found_by_a_machine_count_only_when_asked_for() -> None:
    drawn = network([person("q"), group("g")], members("q g", method=Method.AI_SEARCH))
    assert contacts(drawn).tolist() == [0, 0]
    assert contacts(drawn, include_ai=True).tolist() == [1, 1]


@CALM
@given(toys())
def test_nobody_has_more_contacts_than_neighbours(drawn: Network) -> None:
    assert (contacts(drawn) <= acquaintance(drawn).degree).all()
