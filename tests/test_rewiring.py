"""Random networks: degrees by kind are kept, links are moved, the seed decides."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.acquaintance import Acquaintance, acquaintance
from graph.analysis.rewiring import rewired
from graph.network import Network
from tests.sketch import CALM, group, network, officers, person, toys


def pairs(near: Acquaintance) -> set[tuple[int, int]]:
    return set(zip(near.row.tolist(), near.other.tolist(), strict=True))


def drawn(near: Acquaintance, net: Network, seed: int = 1) -> Acquaintance:
    return rewired(near, net.kind, np.random.default_rng(seed))


def ring(n: int = 40) -> Network:
    return Network.of(*(f"n{i:02}-n{(i + 1) % n:02}" for i in range(n)))


def test_most_links_of_a_ring_are_moved() -> None:
    near = acquaintance(ring())
    assert len(pairs(drawn(near, ring())) & pairs(near)) < len(pairs(near)) / 2


def test_people_stay_tied_to_groups() -> None:
    nodes = [*(person(f"p{i}") for i in range(8)), *(group(f"g{i}") for i in range(4))]
    net = network(
        nodes, officers(*(f"p{i} g{j}" for i in range(8) for j in range(4) if i % 4 <= j))
    )
    made = drawn(acquaintance(net), net)
    assert all(net.kind[a] != net.kind[b] for a, b in pairs(made))


def test_a_star_cannot_be_drawn_otherwise() -> None:
    star = Network.of("a-b", "a-c", "a-d")
    assert pairs(drawn(acquaintance(star), star)) == pairs(acquaintance(star))


def test_nothing_and_one_link_stay_what_they_are() -> None:
    for net in (Network.of("a"), Network.of("a-b")):
        assert pairs(drawn(acquaintance(net), net)) == pairs(acquaintance(net))


def test_the_seed_decides() -> None:
    near = acquaintance(ring())
    one, again, other = (pairs(drawn(near, ring(), seed)) for seed in (1, 1, 2))
    assert one == again
    assert one != other


@CALM
@given(toys(most=12), st.integers(0, 99))
def test_every_node_keeps_its_number_of_neighbours_without_loops(toy: Network, seed: int) -> None:
    near = acquaintance(toy)
    made = drawn(near, toy, seed)
    assert made.degree.tolist() == near.degree.tolist()
    assert all(a != b and (b, a) in pairs(made) for a, b in pairs(made))
    assert len(pairs(made)) == len(made.other)
