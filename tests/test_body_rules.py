"""Who is within so many introductions of whom: by bits as by walking."""

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.body_rules import BATCH, within
from graph.analysis.ground import Ground
from graph.network import Network
from tests.sketch import CALM, as_graph, toys


@CALM
@given(toys(most=9), st.integers(0, 4))
def test_pairs_within_some_introductions_are_those_that_a_walk_finds(
    toy: Network, hops: int
) -> None:
    every = [(a, b) for a in range(toy.n) for b in range(toy.n)]
    length = dict(nx.all_pairs_shortest_path_length(as_graph(toy), cutoff=hops))
    wanted = {(a, b) for a, b in every if toy.nodes[b].id in length[toy.nodes[a].id]}
    assert within(Ground(toy), every, hops) == wanted


def test_more_targets_than_bits_are_walked_in_turns() -> None:
    chain = Network.of(*(f"n{i:03}-n{i + 1:03}" for i in range(2 * BATCH)))
    pairs = [(v, v + 1) for v in range(2 * BATCH)] + [(v, v + 3) for v in range(2 * BATCH - 2)]
    assert within(Ground(chain), pairs, 2) == set(pairs[: 2 * BATCH])


def test_without_links_or_pairs_nobody_is_near() -> None:
    assert within(Ground(Network.of("a", "b")), [(0, 1)], 4) == frozenset()
    assert within(Ground(Network.of("a-b")), [], 4) == frozenset()
