"""Steady cores: who stays together, who leaves, and how many runs a network can afford."""

import networkx as nx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.cluster_cores import BUDGET, FEWEST, Search, Staying, affordable, steady_cores
from graph.analysis.projection import Pairs
from graph.network import Network
from tests.sketch import CALM, toys


def path(n: int) -> Pairs:
    return Pairs(
        n=n, one=np.arange(n - 1, dtype=np.int32), other=np.arange(1, n, dtype=np.int32),
        weight=np.ones(n - 1),
    )  # fmt: skip


def runs(*rows: list[int]) -> list[np.ndarray]:
    return [np.array(row, dtype=np.int32) for row in rows]


def search(**fields: object) -> Search:
    given_fields = {"resolution": 1.0, "seed": 1, "reruns": 4, "include_ai": False, **fields}
    return Search(**given_fields)  # type: ignore[arg-type]  # the fields are the caller's


def test_who_is_together_in_eight_of_ten_runs_is_a_core() -> None:
    eight = runs(*[[0, 0]] * 8, *[[0, 1]] * 2)
    assert len(set(steady_cores(path(2), eight).tolist())) == 1
    seven = runs(*[[0, 0]] * 7, *[[0, 1]] * 3)
    assert len(set(steady_cores(path(2), seven).tolist())) == 2


def test_who_hangs_on_by_one_friend_and_is_apart_from_the_rest_leaves() -> None:
    # f is always with e, but both are with the rest in four of ten runs only.
    together, apart = [0, 0, 0, 0, 0], [0, 0, 0, 1, 1]
    tied = runs(*[together] * 8, *[apart] * 2)
    assert len(set(steady_cores(path(5), tied).tolist())) == 1
    half = [[0, 0, 1, 1, 1], [0, 0, 0, 1, 1], [0, 0, 0, 0, 1], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]]
    found = steady_cores(path(5), runs(*half)).tolist()
    assert found[0] == found[1] != found[4]


def test_one_run_is_its_own_consensus() -> None:
    assert steady_cores(path(4), runs([5, 5, 2, 2])).tolist() == [0, 0, 1, 1]


@CALM
@given(toys(most=12, loops=False), st.integers(0, 3))
def test_every_core_is_connected(toy: Network, reruns: int) -> None:
    labels = toy.once(search(reruns=reruns)).labels
    graph = nx.Graph([(k.source, k.target) for k in toy.links])
    graph.add_nodes_from(node.id for node in toy.nodes)
    for label in np.unique(labels):
        inside = [toy.nodes[v].id for v in np.flatnonzero(labels == label)]
        assert nx.is_connected(graph.subgraph(inside))


def test_a_search_is_worked_out_once_for_a_network() -> None:
    toy = Network.of("a-b", "b-c")
    assert toy.once(search()) is toy.once(search())
    assert toy.once(search()) is not toy.once(search(seed=2))


def test_large_networks_get_fewer_runs_but_never_fewer_than_three() -> None:
    def pairs(number: int) -> Pairs:
        ends = np.zeros(number, dtype=np.int32)
        return Pairs(n=1, one=ends, other=ends, weight=np.ones(number))

    assert affordable(pairs(10), 20) == 20
    assert affordable(pairs(BUDGET // 10), 20) == 10
    assert affordable(pairs(BUDGET), 20) == FEWEST
    assert affordable(pairs(BUDGET), 1) == 1


def test_stability_is_measured_on_other_runs_than_those_that_found_the_cores() -> None:
    toy = Network.of(*(f"n{i:02}-n{(i + 1) % 40:02}" for i in range(40)))
    cores = toy.once(search(reruns=5))
    staying = toy.once(Staying(search=search(reruns=5), fresh=4))
    assert staying.shape == (4, toy.n)
    sizes = np.bincount(cores.labels)[cores.labels]
    assert staying[:, sizes == 1].min(initial=1.0) == 1.0
