"""Runs of Louvain: connected parts, modularity, and who stays with whom."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.cluster_runs import (
    connected,
    louvain_runs,
    modularity,
    shares_staying,
    together,
)
from graph.analysis.projection import Pairs
from graph.network import Network
from tests.sketch import CALM, toys


def pairs(drawn: Network) -> Pairs:
    apart = drawn.link_source != drawn.link_target
    one, other = drawn.link_source[apart], drawn.link_target[apart]
    return Pairs(
        n=drawn.n, one=np.minimum(one, other), other=np.maximum(one, other),
        weight=np.arange(1, len(one) + 1, dtype=np.float64),
    )  # fmt: skip


def labels(*values: int) -> np.ndarray:
    return np.array(values, dtype=np.int32)


@CALM
@given(toys(most=9), st.data())
def test_modularity_is_that_of_networkx(toy: Network, data: st.DataObject) -> None:
    given_labels = data.draw(st.lists(st.integers(0, 3), min_size=toy.n, max_size=toy.n))
    parts_of, drawn = labels(*given_labels), pairs(toy)
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(toy.n))
    for one, other, weight in zip(drawn.one, drawn.other, drawn.weight, strict=True):
        before = graph.get_edge_data(one, other, {"weight": 0.0})["weight"]
        graph.add_edge(int(one), int(other), weight=before + float(weight))
    parts = [set(np.flatnonzero(parts_of == label).tolist()) for label in np.unique(parts_of)]
    wanted = nx.community.modularity(graph, parts) if len(drawn.weight) else 0.0
    assert modularity(drawn, parts_of) == pytest.approx(wanted)


def test_a_label_whose_parts_do_not_hang_together_is_split() -> None:
    toy = pairs(Network.of("a-b", "c-d", "b-e", "e-c"))
    inside = labels(1, 1, 1, 1, 2)
    parts = connected(toy, inside[toy.one] == inside[toy.other]).tolist()
    assert parts[0] == parts[1] != parts[2] == parts[3]
    assert len(set(parts)) == 3


def test_the_same_seeds_give_the_same_labels_and_each_seed_its_own_run() -> None:
    toy = pairs(Network.of(*(f"n{a:02}-n{b:02}" for a, b in nx.cycle_graph(40).edges)))
    first, second = louvain_runs(toy, 1.0, range(4)), louvain_runs(toy, 1.0, range(4))
    assert [run.tolist() for run in first] == [run.tolist() for run in second]
    assert len({tuple(run.tolist()) for run in first}) > 1


def test_without_pairs_everybody_is_alone_in_every_run() -> None:
    runs = louvain_runs(pairs(Network.of("a", "b")), 1.0, range(2))
    assert [run.tolist() for run in runs] == [[0, 1], [0, 1]]


def test_pairs_are_together_in_a_share_of_the_runs() -> None:
    toy = pairs(Network.of("a-b", "b-c"))
    assert together(toy, [labels(0, 0, 0), labels(0, 0, 1)]).tolist() == [1.0, 0.5]
    assert together(toy, []).tolist() == [0.0, 0.0]


def test_the_share_of_fellows_that_stay_is_told_for_each_run() -> None:
    everybody = np.ones(4, dtype=np.bool_)
    cluster = labels(0, 0, 0, 1)
    found = shares_staying(cluster, [labels(7, 7, 7, 7), labels(1, 1, 2, 2)], everybody)
    assert found.tolist() == [[1.0, 1.0, 1.0, 1.0], [0.5, 0.5, 0.0, 1.0]]


def test_who_is_not_among_those_asked_about_is_no_fellow() -> None:
    among = np.array([True, True, False])
    found = shares_staying(labels(0, 0, 0), [labels(1, 1, 2)], among)
    assert found.tolist() == [[1.0, 1.0, 1.0]]


@CALM
@given(toys(most=9), st.data())
def test_shares_are_those_counted_by_hand(toy: Network, data: st.DataObject) -> None:
    draw = st.lists(st.integers(0, 2), min_size=toy.n, max_size=toy.n)
    cluster, run = (labels(*data.draw(draw)) for _ in range(2))
    found = shares_staying(cluster, [run], np.ones(toy.n, dtype=np.bool_))[0]
    for v in range(toy.n):
        fellows = [u for u in range(toy.n) if u != v and cluster[u] == cluster[v]]
        stay = [u for u in fellows if run[u] == run[v]]
        assert found[v] == pytest.approx(len(stay) / len(fellows) if fellows else 1.0)


def test_a_ring_where_all_moves_gain_alike_comes_to_an_end() -> None:
    """With equal weights the library moved a node to and fro for ever at seed 871."""
    at = np.arange(60, dtype=np.int32)
    ring = Pairs(n=60, one=at, other=(at + 1) % 60, weight=np.full(60, 0.42))
    (labels,) = louvain_runs(ring, 1.0, range(871, 872))
    assert 1 < len(set(labels.tolist())) < 60
