"""Whether a pair shares more than chance: the odds, the many comparisons, the words."""

import numpy as np
import pytest

from graph.analysis.ground import Ground
from graph.analysis.pair_chance import METHOD, Odds, judged
from graph.analysis.pair_gaps import pair_gaps
from graph.analysis.profiles import profiles
from graph.model import LinkKind, NodeKind
from graph.network import Network
from tests.estate import community, country, estate, link, links, organisation


def odds(**fields: object) -> Odds:
    given = {"has": {1: 3, 2: 4}, "rate": 0.01, "pairs": 1000, **fields}
    return Odds(**given)  # type: ignore[arg-type]  # the fields are the caller's


def test_what_is_expected_is_the_product_of_both_ends_and_the_rate() -> None:
    assert odds().expected(1, 2) == pytest.approx(0.12)


def test_the_rate_is_that_of_dealing_the_links_again_and_again() -> None:
    network = estate(
        *(organisation(f"b{i}") for i in range(6)), *(organisation(f"f{i}") for i in range(4)),
        links(LinkKind.FUNDED, "f0 b0", "f0 b1", "f0 b2", "f1 b1", "f1 b2", "f1 b3", "f2 b0",
              "f2 b4", "f2 b5", "f3 b2", "f3 b5"),
    )  # fmt: skip
    ground = Ground(network)
    bodies = {v: p for v, p in profiles(ground).items() if network.nodes[v].id.startswith("b")}
    weight = {network.index[f"f{i}"]: 1.0 for i in range(4)}
    made = Odds.of(ground, bodies, weight)
    held = [[network.index[k.target] for k in network.links if k.source == f"f{i}"]
            for i in range(4)]  # fmt: skip
    stubs = np.array([body for holders in held for body in holders])
    cuts = np.cumsum([len(holders) for holders in held])[:-1]
    random, shared = np.random.default_rng(5), []
    b1, b2 = network.index["b1"], network.index["b2"]
    for _ in range(4000):
        dealt = np.split(random.permutation(stubs), cuts)
        shared.append(sum(int((d == b1).sum()) * int((d == b2).sum()) for d in dealt))
    assert made.expected(b1, b2) == pytest.approx(float(np.mean(shared)), rel=0.15)


def test_pairs_that_the_schema_forbids_are_not_among_those_compared() -> None:
    network = estate(
        organisation("a"), organisation("b"), organisation("m"),
        *(c for c in (community("c"), community("d"))),
        links(LinkKind.MET, "a m", "b m"),
    )  # fmt: skip
    ground = Ground(network)
    assert Odds.of(ground, profiles(ground), {}).pairs == 3


def test_what_is_shared_through_communities_alone_is_not_judged() -> None:
    assert judged(odds(), [(1, 2, 0)]) == [None]


def test_rare_sharing_is_more_than_chance_and_common_sharing_is_not() -> None:
    rare, common = judged(odds(), [(1, 2, 5), (1, 2, 1)])
    assert rare is not None
    assert common is not None
    assert rare.words == (
        "Dealt at random, fewer than 0.1 of 1,000 pairs with as many links would share 5 or more: "
        "more than chance."
    )
    assert common.words.endswith("about 113 of 1,000 pairs with as many links would share 1 or "
                                 "more: chance could do it.")  # fmt: skip
    assert (rare.seen, rare.expected, rare.tests, rare.method) == (5, 0.12, 1000, METHOD)
    assert rare.p_value < 1e-6 < common.p_value


def test_the_more_pairs_could_be_linked_the_rarer_a_find_has_to_be() -> None:
    few, many = (judged(odds(pairs=n), [(1, 2, 3)])[0] for n in (10, 10_000_000))
    assert few is not None
    assert many is not None
    assert few.words.endswith("more than chance.")
    assert many.words.endswith("chance could do it.")


def test_many_good_finds_help_one_another() -> None:
    alone = judged(odds(pairs=2000), [(1, 2, 3)])[0]
    together = judged(odds(pairs=2000), [(1, 2, 3)] * 30)
    assert alone is not None
    assert alone.words.endswith("chance could do it.")
    assert all(one is not None and one.words.endswith("more than chance.") for one in together)


def test_no_pairs_are_no_trouble() -> None:
    assert judged(odds(has={}, pairs=0), []) == []
    empty = Ground(Network(nodes=(), links=()))
    assert Odds.of(empty, {}, {}) == Odds(has={}, rate=0.0, pairs=0)


def test_every_pair_gap_with_a_direct_share_says_what_chance_would_give() -> None:
    network = estate(
        country("k"), organisation("a", "A"), organisation("b", "B"), organisation("fund"),
        links(LinkKind.FUNDED, "fund a", "fund b"), link(LinkKind.HERITAGE, "a k"),
    )  # fmt: skip
    (found,) = [f for f in pair_gaps(Ground(network)) if f.subject.kind is NodeKind.ORGANISATION]
    assert found.chance is not None
    assert found.chance.seen == 1
    assert len(found.chance.words.split()) <= 25
