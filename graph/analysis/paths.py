"""Ranked routes along which one node can be introduced to another, each hop with its evidence."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import islice, pairwise

import numpy as np

from graph.analysis.route_words import Priced, Prices, hop_words, notes_on, why_first, why_here
from graph.analysis.routes import Field, Meter, Ranking, Route, TwoEnds, rows
from graph.analysis.sentences import counted
from graph.analysis.ties import UNIT, all_ties, hub_costs, statement_cost, topic_costs
from graph.analysis.topics import nearness
from graph.errors import BadQuestion, NotFound
from graph.model import LinkKind, NodeKind, Statement
from graph.network import KIND_CODES, LINK_CODES, Flags, Network
from graph.results import Hop, Path, PathsAnswer
from graph.schema import CONTEXT_KINDS, words

# Each place to pass doubles the work of a search.
_MOST_THROUGH = 3
# Equally short routes that the first one is compared with to say what tells it apart.
_RIVALS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What a route may use; ``ends`` and ``through`` and ``avoid`` are vertices."""

    ends: tuple[int, int]
    through: tuple[int, ...]
    avoid: tuple[int, ...]
    kinds: frozenset[LinkKind]
    officers_only: bool
    via_context: bool
    include_ai: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """Routes found, best first; ``length`` 0 for none, ``least`` without the limit on hops."""

    routes: tuple[Route, ...]
    rivals: tuple[Route, ...]
    length: int
    ties: int
    ties_exact: bool
    least: int
    cut: bool


def find_paths(
    network: Network,
    start_id: str,
    end_id: str,
    *,
    k: int = 5,
    max_hops: int = 6,
    officers_only: bool = False,
    kinds: Collection[LinkKind] | None = None,
    without_kinds: Collection[LinkKind] = (),
    through: Collection[str] = (),
    avoid: Collection[str] = (),
    via_context: bool = False,
    include_ai: bool = False,
    budget: int = 200_000,
) -> PathsAnswer:
    """The ``k`` best loopless routes between two nodes: shortest first, then cheapest, then by id.

    Routes use links that can carry an introduction, in either direction. A hop costs less for an
    office than for mere membership, for what is held than for what is planned, inferred or
    claimed, for what is recent; a stop costs less that is no hub and near the ends in topic.
    A path's cost is that of its hops and its stops, 1 being one hop along an officer.

    ``kinds`` and ``without_kinds`` choose kinds of link; ``officers_only`` leaves out people who
    are merely members. ``through`` (three at most) and ``avoid`` are node ids. ``via_context``
    lets routes pass countries, places and themes, which otherwise are only ends; ``include_ai``
    uses links that only an AI search found. ``budget`` bounds the ranking, in links.

    ``length`` is the least number of hops (0: no route), ``ties`` how many routes have it, parallel
    links counted once. Longer routes, ``max_hops`` at most, follow when there are fewer than
    ``k`` of that length. A start that is the end gives no path.
    Raises ``NotFound`` for an id not in force, ``BadQuestion`` for options that make no sense.
    Cost: linear in links around both ends, then a few steps for each route.

    >>> answer = find_paths(Network.of("a-b", "b-c", "a-d", "d-c"), "a", "c")
    >>> answer.length, answer.ties, [node.id for node in answer.paths[0].nodes]
    (2, 2, ['a', 'b', 'c'])
    """
    if k < 1 or max_hops < 1 or budget < 1:
        raise BadQuestion("k, max_hops and budget are 1 or more")
    ask = Ask(
        ends=(_vertex(network, start_id), _vertex(network, end_id)),
        through=_between(network, through, (start_id, end_id)),
        avoid=_between(network, avoid, ()),
        kinds=frozenset(LinkKind if kinds is None else kinds) - frozenset(without_kinds),
        officers_only=officers_only,
        via_context=via_context,
        include_ai=include_ai,
    )
    _check(ask)
    allowed = _allowed(network, ask)
    prices = _prices(network, ask.ends)
    ranked = _ranked(network, ask, allowed, prices, k=k, max_hops=max_hops, meter=Meter(left=budget))
    return _answer(network, ask, allowed, prices, ranked, max_hops)


def _vertex(network: Network, node_id: str) -> int:
    if node_id in network.index:
        return network.index[node_id]
    past = network.past.get(node_id)
    if past:
        raise NotFound(
            f"no edition in force names '{past.name}'",
            where=node_id,
            next_step="Ask as of an earlier date.",
        )
    raise NotFound(f"no node has the id '{node_id}'", next_step="Try 'kithmap find'.")


def _between(network: Network, ids: Collection[str], ends: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(sorted({_vertex(network, node_id) for node_id in ids if node_id not in ends}))


def _check(ask: Ask) -> None:
    if len(ask.through) > _MOST_THROUGH:
        raise BadQuestion(f"a route can be sent through {_MOST_THROUGH} nodes at most")
    if set(ask.avoid) & {*ask.ends, *ask.through}:
        raise BadQuestion(
            "a route cannot avoid its own start, its end or what it is sent through",
            next_step="Take it out of 'avoid'.",
        )


def _allowed(network: Network, ask: Ask) -> Flags:
    """Which links routes may use, shape (m,)."""
    allowed = _carrying(network, ask)
    kept = [LINK_CODES[kind] for kind in sorted(ask.kinds)]
    allowed &= np.isin(network.link_kind, kept)
    if ask.officers_only:
        allowed &= ~_mere_members(network)
    if not ask.include_ai:
        allowed &= ~network.once(all_ties).only_ai
    return allowed


def _carrying(network: Network, ask: Ask) -> Flags:
    """Links that carry an introduction, and those of an end that has nothing but common ground."""
    if ask.via_context:
        return np.ones(network.m, dtype=np.bool_)
    allowed = network.introduces.copy()
    for end in ask.ends:
        if network.nodes[end].kind in CONTEXT_KINDS:
            allowed[network.around(end)[1]] = True
    return allowed


def _mere_members(network: Network) -> Flags:
    person = network.kind[network.link_source] == KIND_CODES[NodeKind.PERSON]
    member: Flags = network.link_kind == LINK_CODES[LinkKind.MEMBER_OF]
    return member & person


def _passable(network: Network, ask: Ask) -> Flags:
    """Which vertices routes may pass, shape (n,)."""
    passable = np.ones(network.n, dtype=np.bool_)
    passable[list(ask.avoid)] = False
    if not ask.via_context:
        ground = [KIND_CODES[kind] for kind in sorted(CONTEXT_KINDS)]
        passable &= ~np.isin(network.kind, ground)
    return passable


def _prices(network: Network, ends: tuple[int, int]) -> Prices:
    near = nearness(network, ends)
    return Prices(
        link=network.once(all_ties).cost,
        hub=network.once(hub_costs),
        topic=topic_costs(network, near),
        near=near,
    )


def _ranked(
    network: Network,
    ask: Ask,
    allowed: Flags,
    prices: Prices,
    *,
    k: int,
    max_hops: int,
    meter: Meter,
) -> Ranked:
    """Search length by length until there are ``k`` routes."""
    start, end = ask.ends
    search = TwoEnds(network, start, end, links=allowed, vertices=_passable(network, ask))
    routes: list[Route] = []
    rivals: list[Route] = []
    length, ties, exact = 0, 0, True
    for hops in range(search.least, max_hops + 1) if search.least else ():
        ball = search.ball(hops)
        if routes and not meter.take(int(network.degree[ball].sum())):
            break
        field = Field(
            network, ball, start=start, end=end, links=allowed, cost=prices.link,
            stop=prices.hub + prices.topic,
        )  # fmt: skip
        if not set(ask.through) <= set(ball.tolist()):
            continue
        found = (route for _, route in Ranking(field, hops, meter, ask.through))
        if routes:
            routes += islice(found, k - len(routes))
        else:
            rivals = list(islice(found, max(k, _RIVALS)))
            routes = rivals[:k]
            if not routes:
                continue
            length = hops
            if hops == search.least and not ask.through:
                ties, exact = field.count(hops)
            else:
                ties = len(rivals) + sum(1 for _ in found)
                exact = not meter.cut
        if len(routes) >= k or meter.cut:
            break
    return Ranked(
        routes=tuple(routes), rivals=tuple(rivals), length=length, ties=ties, ties_exact=exact,
        least=search.least, cut=meter.cut,
    )  # fmt: skip


def _answer(
    network: Network,
    ask: Ask,
    allowed: Flags,
    prices: Prices,
    ranked: Ranked,
    max_hops: int,
) -> PathsAnswer:
    priced = [_priced(network, route, allowed, prices) for route in ranked.routes]
    rivals = [_priced(network, route, allowed, prices) for route in ranked.rivals]
    paths = tuple(
        _path(network, found, why_here(network, prices, found, priced[0], rivals))
        for found in priced
    )
    return PathsAnswer(
        start=network.ref(ask.ends[0]),
        end=network.ref(ask.ends[1]),
        length=ranked.length,
        ties=ranked.ties,
        ties_exact=ranked.ties_exact,
        why_first=why_first(network, prices, rivals, ranked.ties, exact=ranked.ties_exact),
        paths=paths,
        notes=(),
        snapshot=network.snapshot,
    )
