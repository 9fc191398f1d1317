"""Who joins the parts of the network, and who would lose their only route if they left."""

from collections.abc import Collection, Iterator
from dataclasses import replace

import numpy as np

from graph.analysis.acquaintance import Acquaintance, Floats, acquaintance
from graph.analysis.broker_words import explained, if_left
from graph.analysis.brokerage import betweenness, constraint, cut_vertices, lost_without
from graph.analysis.coverage import list_coverage, list_notes
from graph.analysis.rewiring import rewired
from graph.analysis.sentences import counted
from graph.analysis.ties import all_ties, crowds
from graph.errors import BadQuestion
from graph.model import NodeKind
from graph.network import KIND_CODES, Ints, Network
from graph.results_routes import Broker, BrokersAnswer, Chance

# Who can act as a broker, and leave; the others only lie on routes.
_ACTORS = frozenset({NodeKind.ORGANISATION, NodeKind.APPG, NodeKind.PERSON})
# How many of those who lose their route are named.
_NAMED = 10
# Starting points in each random network.
_STARTS = 128
# Links times starting points times random networks that take about half a minute on one core.
_AFFORDABLE = 100_000_000
# Shares are told to this many decimals, so that machines agree on what is equal.
_DECIMALS = 9


def find_brokers(
    network: Network,
    *,
    limit: int = 20,
    kinds: Collection[NodeKind] = (),
    exact_up_to: int = 3000,
    samples: int = 256,
    seed: int = 1,
    networks: int = 19,
    include_ai: bool = False,
) -> BrokersAnswer:
    """The ``limit`` nodes that most shortest routes pass, strongest first, then by id.

    Counted are links that can carry an introduction, those that only an AI search found when
    ``include_ai``. ``kinds`` tells which kinds of node to show; without it bodies, groups and
    people, but no sets whose members no source names. ``betweenness`` is a node's share of the
    shortest routes between two others, from 0 to 1: exact where up to ``exact_up_to`` nodes have
    a link, else from ``samples`` starting nodes drawn with ``seed``; ``method`` says which.
    ``constraint`` is Burt's: near 0 a free broker, near 1 and above a closed circle. ``loses``
    are those cut off from the largest part left if the node went, ten at most by id;
    ``loses_in_all`` counts them. Nodes that no route passes are left out. ``chance`` sets the
    share beside that in ``networks`` random ones, drawn with ``seed``, where every node keeps its
    number of neighbours of each kind; 0 for no such test, and none where the network is too large.
    Raises ``BadQuestion`` for numbers below 1, and for ``networks`` below 0.
    Cost: links times starting nodes, the same again for each random network with 128 of them, then
    linear in links for each cut node shown.

    >>> answer = find_brokers(Network.of("a-b", "b-c", "c-d"))
    >>> [(b.node.id, round(b.betweenness, 2), b.loses_in_all) for b in answer.brokers]
    [('b', 0.67, 1), ('c', 0.67, 1)]
    """
    if min(limit, exact_up_to, samples) < 1 or networks < 0:
        raise BadQuestion("limit, exact_up_to and samples have to be 1 or more, networks 0 or more")
    near = acquaintance(network, include_ai=include_ai)
    present = np.flatnonzero(near.degree > 0).astype(np.int32)
    sources = _sources(present, exact_up_to, samples, seed)
    share, error = betweenness(near, sources)
    share = share.round(_DECIMALS)
    shown = _strongest(network, share, kinds)[:limit]
    cut = cut_vertices(near)
    tested = _affordable(near, present, networks) and bool(shown)
    chance = _chances(network, near, present, share, shown, networks, seed) if tested else {}
    rows = ((v, share[v], error[v], bool(cut[v]), chance.get(v)) for v in shown)
    return BrokersAnswer(
        caution=_caution(network),
        method=_method(len(present), len(sources), seed),
        brokers=tuple(_broker(network, near, *row) for row in rows),
        notes=(
            *_notes(network, share, error, shown, include_ai=include_ai),
            *_about_chance(networks, seed, tested=tested, shown=len(shown)),
        ),
        snapshot=network.snapshot,
    )


def _affordable(near: Acquaintance, present: Ints, networks: int) -> bool:
    steps = len(near.other) * min(_STARTS, len(present)) * networks
    return 0 < steps <= _AFFORDABLE


def _chances(
    network: Network,
    near: Acquaintance,
    present: Ints,
    share: Floats,
    shown: list[int],
    networks: int,
    seed: int,
) -> dict[int, Chance]:
    """For each vertex shown its share in random networks, each from starting points of its own.

    Fewer starting points than for the share seen scatter the random shares more: the p-value errs
    on the side of chance.
    """
    random = np.random.default_rng(seed)
    starts = min(_STARTS, len(present))
    drawn = np.array(
        [
            betweenness(
                rewired(near, network.kind, random),
                np.sort(random.choice(present, starts, replace=False)),
            )[0][shown]
            for _ in range(networks)
        ]
    )
    seen = share[shown]
    as_large = (drawn >= seen - 10.0**-_DECIMALS).sum(axis=0)
    return {
        vertex: Chance(
            usual=round(float(drawn[:, at].mean()), _DECIMALS),
            p_value=round((1 + int(as_large[at])) / (1 + networks), 4),
            samples=networks,
        )
        for at, vertex in enumerate(shown)
    }


def _sources(present: Ints, exact_up_to: int, samples: int, seed: int) -> Ints:
    if len(present) <= max(exact_up_to, samples):
        return present
    drawn = np.random.default_rng(seed).choice(present, samples, replace=False)
    return np.sort(drawn)


def _strongest(network: Network, share: Floats, kinds: Collection[NodeKind]) -> list[int]:
    codes = [KIND_CODES[kind] for kind in sorted(kinds or _ACTORS)]
    wanted = (share > 0) & np.isin(network.kind, codes)
    if not kinds:
        wanted &= ~network.once(crowds)
    found = np.flatnonzero(wanted)
    return [int(vertex) for vertex in found[np.lexsort((found, -share[found]))]]


def _broker(
    network: Network,
    near: Acquaintance,
    vertex: int,
    share: float,
    error: float,
    cut: bool,
    chance: Chance | None,
) -> Broker:
    lost = lost_without(near, vertex).tolist() if cut else []
    tied = constraint(near, vertex)
    broker = Broker(
        node=network.ref(vertex),
        betweenness=float(share),
        error=round(float(error), _DECIMALS),
        constraint=None if tied is None else round(tied, _DECIMALS),
        links=int(near.degree[vertex]),
        cut=cut,
        loses=tuple(network.ref(v) for v in lost[:_NAMED]),
        loses_in_all=len(lost),
        if_left=if_left(network, vertex, lost),
        explained=(),
        chance=chance,
    )
    return replace(broker, explained=explained(network, near, vertex, broker))


def _method(present: int, drawn: int, seed: int) -> str:
    if drawn == present:
        return f"Betweenness is exact: all {present:,} nodes with a link were starting points."
    return (
        f"Betweenness is sampled: {drawn:,} of {present:,} nodes with a link were starting "
        f"points (seed {seed})."
    )


def _caution(network: Network) -> str:
    """How far the lists that were read can tell of brokers at all."""
    known = sum(row.with_list for row in list_coverage(network))
    groups = sum(row.groups for row in list_coverage(network))
    if not groups:
        return "A broker may only look like one: links that no source states are not counted."
    return (
        "First, coverage: groups whose members are listed look stronger; a member list is known "
        f"of {known:,} of {counted(groups, 'group')}."
    )


def _about_chance(networks: int, seed: int, *, tested: bool, shown: int) -> Iterator[str]:
    if tested:
        yield (
            f"Compared with {counted(networks, 'random network')} (seed {seed}), in which every "
            "node keeps its number of links to each kind of node."
        )
        yield (
            f"The smallest p-value possible is {1 / (1 + networks):.2f}; of "
            f"{counted(shown, 'broker')} some look unusual by luck."
        )
    elif networks and shown:
        yield "Not compared with random networks: this network is too large for that."


def _notes(
    network: Network, share: Floats, error: Floats, shown: list[int], *, include_ai: bool
) -> Iterator[str]:
    if shown and error[shown[0]] > 0:
        top = shown[0]
        yield (
            f"Standard error of the first figure: {share[top]:.4f} ± {error[top]:.4f}; "
            "neighbours in the list may change places."
        )
    only_ai = network.once(all_ties).only_ai & network.introduces
    if not include_ai and only_ai.any():
        left = counted(int(only_ai.sum()), "link")
        yield f"Not used: {left} found only by an AI search."
    yield from list_notes(network)
