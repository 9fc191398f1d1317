"""Who joins the parts of the network, and who would lose their only route if they left."""

from collections.abc import Collection

import numpy as np

from graph.analysis.acquaintance import Acquaintance, Floats, acquaintance
from graph.analysis.brokerage import betweenness, constraint, cut_vertices, lost_without
from graph.analysis.coverage import list_coverage
from graph.analysis.sentences import counted, listed, sentence, short_name
from graph.analysis.ties import all_ties, crowds
from graph.errors import BadQuestion
from graph.model import NodeKind
from graph.network import KIND_CODES, Ints, Network
from graph.results import Broker, BrokersAnswer

# Who can act as a broker, and leave; the others only lie on routes.
_ACTORS = frozenset({NodeKind.ORGANISATION, NodeKind.APPG, NodeKind.PERSON})
# How many of those who lose their route are named.
_NAMED = 10
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
    ``loses_in_all`` counts them. Nodes that no route passes are left out.
    Raises ``BadQuestion`` for numbers below 1.
    Cost: links times starting nodes, then linear in links for each cut node shown.

    >>> answer = find_brokers(Network.of("a-b", "b-c", "c-d"))
    >>> [(b.node.id, round(b.betweenness, 2), b.loses_in_all) for b in answer.brokers]
    [('b', 0.67, 1), ('c', 0.67, 1)]
    """
    if min(limit, exact_up_to, samples) < 1:
        raise BadQuestion("limit, exact_up_to and samples have to be 1 or more")
    near = acquaintance(network, include_ai=include_ai)
    present = np.flatnonzero(near.degree > 0).astype(np.int32)
    sources = _sources(present, exact_up_to, samples, seed)
    share, error = betweenness(near, sources)
    share = share.round(_DECIMALS)
    shown = _strongest(network, share, kinds)[:limit]
    cut = cut_vertices(near)
    return BrokersAnswer(
        brokers=tuple(_broker(network, near, v, share, cut=bool(cut[v])) for v in shown),
        method=_method(len(present), len(sources), seed),
        notes=_notes(network, share, error, shown, include_ai=include_ai),
        snapshot=network.snapshot,
    )


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
    network: Network, near: Acquaintance, vertex: int, share: Floats, *, cut: bool
) -> Broker:
    lost = lost_without(near, vertex).tolist() if cut else []
    tied = constraint(near, vertex)
    return Broker(
        node=network.ref(vertex),
        betweenness=float(share[vertex]),
        constraint=None if tied is None else round(tied, _DECIMALS),
        links=int(near.degree[vertex]),
        cut=cut,
        loses=tuple(network.ref(v) for v in lost[:_NAMED]),
        loses_in_all=len(lost),
        if_left=_if_left(network, vertex, lost),
    )


def _if_left(network: Network, vertex: int, lost: list[int]) -> str:
    name = short_name(network.nodes[vertex])
    if not lost:
        return sentence("If {name} left, all others would still have a route.", name=name)
    names = (short_name(network.nodes[v]) for v in lost)
    return sentence(
        "If {name} left, {many} would lose their only known route: {names}."
        if len(lost) > 1
        else "If {name} left, {names} would lose its only known route.",
        name=name,
        many=counted(len(lost), "other"),
        names=listed(names, 2),
    )


def _method(present: int, drawn: int, seed: int) -> str:
    if drawn == present:
        return f"Betweenness is exact: all {present:,} nodes with a link were starting points."
    return (
        f"Betweenness is sampled: {drawn:,} of {present:,} nodes with a link were starting "
        f"points (seed {seed})."
    )


def _notes(
    network: Network, share: Floats, error: Floats, shown: list[int], *, include_ai: bool
) -> tuple[str, ...]:
    notes = ["A broker may only look like one: links that no source states are not counted."]
    lists = list_coverage(network)
    if lists:
        known, groups = sum(row.with_list for row in lists), sum(row.groups for row in lists)
        notes.append(
            "Groups whose members are listed look stronger than the others: a list is known of "
            f"{known:,} of {counted(groups, 'group')}."
        )
    if shown and error[shown[0]] > 0:
        top = shown[0]
        notes.append(
            f"Standard error of the first figure: {share[top]:.4f} ± {error[top]:.4f}; "
            "neighbours in the list may change places."
        )
    only_ai = network.once(all_ties).only_ai & network.introduces
    if not include_ai and only_ai.any():
        left = counted(int(only_ai.sum()), "link")
        notes.append(f"Not used: {left} found only by an AI search.")
    return tuple(notes)
