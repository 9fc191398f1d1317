"""Betweenness, constraint, cut vertices and losses: the same as networkx, and as hand counts."""

import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.acquaintance import Acquaintance, acquaintance
from graph.analysis.brokerage import betweenness, constraint, cut_vertices, lost_without
from graph.network import Ints, Network
from tests.sketch import CALM, as_graph, toys

CHAIN = Network.of("a-b", "b-c", "c-d")
STAR = Network.of("hub-a", "hub-b", "hub-c")
# Two triangles that share one node.
BOW = Network.of("a-b", "b-c", "c-a", "c-d", "d-e", "e-c")


def rows(toy: Network) -> Acquaintance:
    return acquaintance(toy)


def present(near: Acquaintance) -> Ints:
    return np.flatnonzero(near.degree > 0).astype(np.int32)


def ring(number: int) -> Network:
    return Network.of(*(f"n{i:03}-n{(i + 1) % number:03}" for i in range(number)))


def test_the_middle_of_a_star_is_on_every_route_between_others() -> None:
    near = rows(STAR)
    share, error = betweenness(near, present(near))
    assert share.tolist() == [0.0, 0.0, 0.0, 1.0]
    assert error.tolist() == [0.0] * 4


def test_the_inner_nodes_of_a_chain_carry_two_routes_of_three() -> None:
    near = rows(CHAIN)
    assert betweenness(near, present(near))[0].tolist() == pytest.approx([0, 2 / 3, 2 / 3, 0])


def test_equal_routes_share_their_pair() -> None:
    near = rows(Network.of("a-b", "b-d", "a-c", "c-d"))
    assert betweenness(near, present(near))[0].tolist() == pytest.approx([1 / 6] * 4)


@pytest.mark.parametrize("toy", [Network.of("a"), Network.of("a-b"), Network.of("a-b", "c-d")])
def test_without_a_third_node_on_a_route_betweenness_is_nothing(toy: Network) -> None:
    near = rows(toy)
    assert betweenness(near, present(near))[0].tolist() == [0.0] * toy.n


def test_nodes_without_neighbours_do_not_thin_the_shares() -> None:
    lone = rows(Network.of("hub-a", "hub-b", "hub-c", "x", "y"))
    assert betweenness(lone, present(lone))[0].max() == 1.0


def test_blocks_of_sources_add_up(monkeypatch: pytest.MonkeyPatch) -> None:
    near = rows(ring(17))
    whole = betweenness(near, present(near))[0]
    monkeypatch.setattr("graph.analysis.brokerage._BLOCK", 40)
    assert betweenness(near, present(near))[0].tolist() == pytest.approx(whole.tolist())


@CALM
@given(toys(most=10))
def test_betweenness_is_that_of_networkx(toy: Network) -> None:
    near = rows(toy)
    found = betweenness(near, present(near))[0]
    graph = as_graph(toy)
    graph.remove_nodes_from(list(nx.isolates(graph)))
    wanted = nx.betweenness_centrality(graph)
    assert found.tolist() == pytest.approx([wanted.get(node.id, 0.0) for node in toy.nodes])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_sample_of_the_strongest_is_as_near_to_the_truth_as_its_error_says(seed: int) -> None:
    graph = nx.barabasi_albert_graph(400, 2, seed=5)
    near = rows(Network.of(*(f"n{a:03}-n{b:03}" for a, b in graph.edges)))
    truth = betweenness(near, present(near))[0]
    drawn = np.sort(np.random.default_rng(seed).choice(400, 100, replace=False)).astype(np.int32)
    share, error = betweenness(near, drawn)
    top = np.argsort(-truth)[:5]
    assert (error[top] > 0).all()
    assert (np.abs(share - truth)[top] <= 4 * error[top]).all()


def test_the_mean_of_all_single_sources_is_the_exact_share() -> None:
    near = rows(BOW)
    single = [betweenness(near, np.array([v], dtype=np.int32))[0] for v in range(5)]
    exact = betweenness(near, present(near))[0]
    assert np.mean(single, axis=0).tolist() == pytest.approx(exact.tolist())


def test_a_free_broker_has_little_constraint_and_a_closed_circle_much() -> None:
    triangle = rows(Network.of("a-b", "b-c", "c-a"))
    middle = rows(STAR)
    free, closed = constraint(middle, 3), constraint(triangle, 0)
    assert free == pytest.approx(1 / 3)
    assert closed == pytest.approx(1.125)


def test_a_node_with_one_contact_depends_on_it_wholly() -> None:
    assert constraint(rows(STAR), 0) == 1.0


def test_a_node_without_contacts_has_no_constraint() -> None:
    assert constraint(rows(Network.of("a-b", "c")), 2) is None


@CALM
@given(toys(most=9))
def test_constraint_is_that_of_networkx(toy: Network) -> None:
    near, wanted = rows(toy), nx.constraint(as_graph(toy))
    for vertex, node in enumerate(toy.nodes):
        found = constraint(near, vertex)
        truth = wanted[node.id]
        assert (found is None) is math.isnan(truth)
        if found is not None:
            assert found == pytest.approx(truth)


def test_the_node_that_two_triangles_share_is_a_cut() -> None:
    assert cut_vertices(rows(BOW)).tolist() == [False, False, True, False, False]


def test_a_ring_has_no_cut() -> None:
    assert not cut_vertices(rows(ring(9))).any()


def test_a_root_with_two_branches_is_a_cut() -> None:
    assert cut_vertices(rows(Network.of("a-b", "a-c"))).tolist() == [True, False, False]


def test_a_chain_of_ten_thousand_needs_no_deep_stack() -> None:
    chain = rows(Network.of(*(f"n{i:06}-n{i + 1:06}" for i in range(10_000))))
    assert int(cut_vertices(chain).sum()) == 9_999


@CALM
@given(toys(most=10))
def test_cuts_are_those_of_networkx(toy: Network) -> None:
    flags = cut_vertices(rows(toy))
    cuts = {node.id for node, flag in zip(toy.nodes, flags, strict=True) if flag}
    assert cuts == set(nx.articulation_points(as_graph(toy)))


def test_who_hangs_on_a_cut_is_lost_without_it() -> None:
    toy = Network.of("a-b", "b-c", "c-a", "c-d", "d-e")
    assert lost_without(rows(toy), toy.index["c"]).tolist() == [3, 4]
    assert lost_without(rows(toy), toy.index["d"]).tolist() == [4]


def test_of_equal_parts_the_one_with_the_first_node_is_kept() -> None:
    assert lost_without(rows(BOW), 2).tolist() == [3, 4]


def test_nobody_is_lost_without_a_node_at_the_rim() -> None:
    assert lost_without(rows(CHAIN), 0).tolist() == []


def test_nobody_is_lost_without_a_lone_node() -> None:
    assert lost_without(rows(Network.of("a-b", "c")), 2).tolist() == []


def test_other_components_are_not_lost() -> None:
    toy = Network.of("hub-a", "hub-b", "x-y", "y-z", "z-x")
    assert lost_without(rows(toy), toy.index["hub"]).tolist() == [toy.index["b"]]


@CALM
@given(toys(most=9), st.data())
def test_the_lost_are_all_of_the_component_but_the_largest_part_left(
    toy: Network, data: st.DataObject
) -> None:
    vertex = data.draw(st.integers(0, toy.n - 1))
    graph = as_graph(toy)
    home = nx.node_connected_component(graph, toy.nodes[vertex].id) - {toy.nodes[vertex].id}
    graph.remove_node(toy.nodes[vertex].id)
    parts = [part for part in nx.connected_components(graph) if part <= home]
    sizes = sorted((len(part) for part in parts), reverse=True)
    lost = {toy.nodes[v].id for v in lost_without(rows(toy), vertex)}
    assert lost <= home
    assert len(lost) == sum(sizes[1:])
    assert all(part <= lost or not part & lost for part in parts)
