"""Ranked routes along which one node can be introduced to another, each hop with its evidence."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from graph.analysis.introduction import introduction
from graph.analysis.route_ask import Ask, allowed_links, search
from graph.analysis.route_filters import effects, left_out
from graph.analysis.route_search import Field, Meter, Ranking, Route, TwoEnds
from graph.analysis.route_words import Priced, Prices, notes_on, path, why_first, why_here
from graph.analysis.sentences import counted
from graph.analysis.ties import all_ties, hub_costs, topic_costs
from graph.analysis.topics import nearness
from graph.errors import BadQuestion, NotFound
from graph.model import LinkKind
from graph.network import Flags, Network
from graph.results import PathsAnswer

# Each place to pass doubles the work of a search.
_MOST_THROUGH = 3
# Equally short routes that the first one is compared with to say what tells it apart.
_RIVALS = 64


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
    since: str = "",
    draft: bool = False,
    compare: bool = False,
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
    uses links that only an AI search found. ``since`` (ISO) leaves out links that no statement
    evidences on that day or later. ``draft`` adds a note that asks for the introduction;
    ``compare`` notes of each filter whether it removes, lengthens or replaces the first route.
    ``budget`` bounds the ranking, in links.

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
        only=frozenset(LinkKind if kinds is None else kinds),
        without=frozenset(without_kinds),
        since=since,
        officers_only=officers_only,
        via_context=via_context,
        include_ai=include_ai,
    )
    _check(ask)
    answer = _answer(network, ask, k, budget, compare=compare)
    return replace(answer, draft=introduction(network, answer)) if draft else answer


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


def _answer(network: Network, ask: Ask, k: int, budget: int, *, compare: bool) -> PathsAnswer:
    links, prices, meter = allowed_links(network, ask), _prices(network, ask), Meter(left=budget)
    ends = search(network, ask, links)
    ranked = _ranked(network, ask, ends, links, prices, k, meter)
    rivals = [Priced.of(network, links, prices, route) for route in ranked.rivals]
    found = [Priced.of(network, links, prices, route) for route in ranked.routes]
    paths = tuple(
        path(network, prices, one, why_here(network, prices, one, rivals)) for one in found
    )
    about = (
        _about_each_filter(network, ask, ranked.routes, budget)
        if compare
        else _about_filters(network, ask, ranked.length)
    )
    notes = [*about, *notes_on(network, paths)]
    if not paths:
        notes.insert(0, _no_route(ask, ends.least))
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


def _ranked(
    network: Network, ask: Ask, ends: TwoEnds, links: Flags, prices: Prices, k: int, meter: Meter
) -> Ranked:
    """Routes length by length until there are ``k``."""
    ranked = Ranked()
    longest = min(ask.max_hops, network.n - 1)
    for hops in range(ends.least, longest + 1) if ends.least else ():
        ball = ends.ball(hops)
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
    yield from left_out(network, ask)
    plain = Ask(
        ends=ask.ends, max_hops=ask.max_hops, via_context=ask.via_context,
        include_ai=ask.include_ai,
    )  # fmt: skip
    if plain != ask:
        least = search(network, plain, allowed_links(network, plain)).least
        if least != length:
            hops = f"has {counted(least, 'hop')}" if least else "does not exist either"
            yield f"Without these filters the shortest route {hops}."


def _about_each_filter(
    network: Network, ask: Ask, routes: tuple[Route, ...], budget: int
) -> Iterator[str]:
    """What the options left out, and what each of them does to the first route."""

    def first(other: Ask) -> Route | None:
        links = allowed_links(network, other)
        found = _ranked(
            network, other, search(network, other, links), links, _prices(network, other), 1,
            Meter(left=budget),
        )  # fmt: skip
        return found.routes[0] if found.routes else None

    yield from left_out(network, ask)
    yield from effects(network, ask, routes[0] if routes else None, first)


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
