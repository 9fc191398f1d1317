"""Ranked routes along which one node can be introduced to another, each hop with its evidence."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from graph.analysis.route_search import Field, Meter, Ranking, Route, TwoEnds
from graph.analysis.route_words import Priced, Prices, notes_on, path, why_first, why_here
from graph.analysis.sentences import counted
from graph.analysis.ties import all_ties, hub_costs, topic_costs
from graph.analysis.topics import nearness
from graph.errors import BadQuestion, NotFound
from graph.model import LinkKind, NodeKind
from graph.network import KIND_CODES, LINK_CODES, Flags, Network
from graph.results import PathsAnswer
from graph.schema import CONTEXT_KINDS

# Each place to pass doubles the work of a search.
_MOST_THROUGH = 3
# Equally short routes that the first one is compared with to say what tells it apart.
_RIVALS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What routes may use; ends, ``through`` and ``avoid`` are vertices."""

    ends: tuple[int, int]
    max_hops: int
    through: tuple[int, ...] = ()
    avoid: tuple[int, ...] = ()
    kinds: frozenset[LinkKind] = frozenset(LinkKind)
    officers_only: bool = False
    via_context: bool = False
    include_ai: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """Routes found, best first; ``rivals`` are of the least length; ``length`` 0 for none."""

    routes: tuple[Route, ...] = ()
    rivals: tuple[Route, ...] = ()
    length: int = 0
    ties: int = 0
    exact: bool = True


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
    A path's cost is that of its hops and its stops; 1 is a hop along an officer.

    ``kinds`` and ``without_kinds`` choose kinds of link; ``officers_only`` leaves out people who
    are merely members. ``through`` (three at most) and ``avoid`` are node ids. ``via_context``
    lets routes pass countries, places and themes, which otherwise are only ends; ``include_ai``
    uses links that only an AI search found. ``budget`` bounds the ranking, in links.

    ``length`` is the least number of hops (0: no route), ``ties`` how many routes have it, parallel
    links counted once. Longer routes, ``max_hops`` at most, follow when there are fewer than
    ``k`` of that length. A start that is the end gives no path.
    Raises ``NotFound`` for an id not in force, ``BadQuestion`` for options that make no sense.
    Cost: linear in the links around both ends, then a few steps for each route.

    >>> answer = find_paths(Network.of("a-b", "b-c", "a-d", "d-c"), "a", "c")
    >>> answer.length, answer.ties, [node.id for node in answer.paths[0].nodes]
    (2, 2, ['a', 'b', 'c'])
    """
    if k < 1 or max_hops < 1 or budget < 1:
        raise BadQuestion("k, max_hops and budget have to be 1 or more")
    ends = (_vertex(network, start_id), _vertex(network, end_id))
    ask = Ask(
        ends=ends,
        max_hops=max_hops,
        through=tuple(sorted({_vertex(network, one) for one in through} - set(ends))),
        avoid=tuple(sorted({_vertex(network, one) for one in avoid})),
        kinds=frozenset(LinkKind if kinds is None else kinds) - frozenset(without_kinds),
        officers_only=officers_only,
        via_context=via_context,
        include_ai=include_ai,
    )
    _check(ask)
    return _answer(network, ask, k, Meter(left=budget))


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


def _check(ask: Ask) -> None:
    if len(ask.through) > _MOST_THROUGH:
        raise BadQuestion(f"a route can be sent through {_MOST_THROUGH} nodes at most")
    if set(ask.avoid) & {*ask.ends, *ask.through}:
        raise BadQuestion(
            "a route cannot avoid its own start, its end or what it is sent through",
            next_step="Take it out of 'avoid'.",
        )


def _answer(network: Network, ask: Ask, k: int, meter: Meter) -> PathsAnswer:
    links, prices = _allowed(network, ask), _prices(network, ask)
    search = _search(network, ask, links)
    ranked = _ranked(network, ask, search, links, prices, k, meter)
    rivals = [Priced.of(network, links, prices, route) for route in ranked.rivals]
    found = [Priced.of(network, links, prices, route) for route in ranked.routes]
    paths = tuple(
        path(network, prices, one, why_here(network, prices, one, rivals)) for one in found
    )
    notes = [*_about_filters(network, ask, ranked.length), *notes_on(network, paths)]
    if not paths:
        notes.insert(0, _no_route(ask, search.least))
    if meter.cut:
        notes.append("Cut off: the budget of links was spent before the ranking came to its end.")
    return PathsAnswer(
        start=network.ref(ask.ends[0]),
        end=network.ref(ask.ends[1]),
        length=ranked.length,
        ties=ranked.ties,
        ties_exact=ranked.exact,
        why_first=why_first(network, prices, rivals, ranked.ties, exact=ranked.exact),
        paths=paths,
        notes=tuple(notes),
        snapshot=network.snapshot,
    )


def _allowed(network: Network, ask: Ask) -> Flags:
    """Which links routes may use, shape (m,)."""
    kept = [LINK_CODES[kind] for kind in sorted(ask.kinds)]
    allowed = _carrying(network, ask) & np.isin(network.link_kind, kept)
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
    return np.asarray((network.link_kind == LINK_CODES[LinkKind.MEMBER_OF]) & person)


def _prices(network: Network, ask: Ask) -> Prices:
    ties = network.once(all_ties)
    usable = np.ones(network.m, dtype=np.bool_) if ask.include_ai else ~ties.only_ai
    near = nearness(network, ask.ends, usable=usable)
    return Prices(
        link=ties.cost,
        hub=network.once(hub_costs),
        topic=topic_costs(network, near),
        near=near,
    )


def _search(network: Network, ask: Ask, links: Flags) -> TwoEnds:
    """The search from both ends past every vertex that routes may pass."""
    passable = np.ones(network.n, dtype=np.bool_)
    passable[list(ask.avoid)] = False
    if not ask.via_context:
        ground = [KIND_CODES[kind] for kind in sorted(CONTEXT_KINDS)]
        passable &= ~np.isin(network.kind, ground)
    return TwoEnds(network, *ask.ends, links=links, vertices=passable)


def _ranked(
    network: Network, ask: Ask, search: TwoEnds, links: Flags, prices: Prices, k: int, meter: Meter
) -> Ranked:
    """Routes length by length until there are ``k``."""
    ranked = Ranked()
    longest = min(ask.max_hops, network.n - 1)
    for hops in range(search.least, longest + 1) if search.least else ():
        ball = search.ball(hops)
        if ranked.routes and not meter.take(int(network.degree[ball].sum())):
            break
        if set(ask.through) <= set(ball.tolist()):
            field = Field(
                network, ball, ends=ask.ends, links=links, cost=prices.link, stop=prices.stop
            )
            routes = (route for _, route in Ranking(field, hops, meter, ask.through))
            if ranked.routes:
                more = islice(routes, k - len(ranked.routes))
                ranked = replace(ranked, routes=(*ranked.routes, *more))
            else:
                known = None if ask.through else field.count()
                ranked = _shortest(routes, hops, k, known, meter)
        if len(ranked.routes) >= k or meter.cut:
            break
    return ranked


def _shortest(
    routes: Iterator[Route], hops: int, k: int, known: tuple[int, bool] | None, meter: Meter
) -> Ranked:
    """The best routes of the least length; they are counted one by one unless that was done."""
    rivals = tuple(islice(routes, max(k, _RIVALS)))
    if not rivals:
        return Ranked()
    if known is None:
        known = len(rivals) + sum(1 for _ in routes), not meter.cut
    ties, exact = known
    return Ranked(routes=rivals[:k], rivals=rivals, length=hops, ties=ties, exact=exact)


def _about_filters(network: Network, ask: Ask, length: int) -> Iterator[str]:
    """What the options left out, and how long the shortest route is without them."""
    if ask.officers_only:
        left = _allowed(network, replace(ask, officers_only=False)) & _mere_members(network)
        yield f"Officers only: {counted(int(left.sum()), 'mere membership')} of people left out."
    plain = Ask(
        ends=ask.ends, max_hops=ask.max_hops, via_context=ask.via_context,
        include_ai=ask.include_ai,
    )  # fmt: skip
    if plain != ask:
        least = _search(network, plain, _allowed(network, plain)).least
        if least != length:
            hops = f"has {counted(least, 'hop')}" if least else "does not exist either"
            yield f"Without these filters the shortest route {hops}."
    only_ai = network.once(all_ties).only_ai & network.introduces
    if not ask.include_ai and only_ai.any():
        yield f"Not used: {counted(int(only_ai.sum()), 'link')} found only by an AI search."


def _no_route(ask: Ask, least: int) -> str:
    """Why there is no path."""
    if ask.ends[0] == ask.ends[1]:
        return "Start and end are the same node."
    if least > ask.max_hops:
        return f"The shortest route has {counted(least, 'hop')}; {ask.max_hops} were allowed."
    if least:
        return f"No route of {counted(ask.max_hops, 'hop')} or fewer passes what was asked for."
    ground = "" if ask.via_context else " Common ground (countries, places, themes) was not tried."
    return f"Nothing that was read joins the two.{ground}"
