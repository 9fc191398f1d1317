"""How many hops communities and diaspora bodies are from whoever decides, each with its route."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.analysis.acquaintance import Acquaintance, acquaintance, contacts, distinct
from graph.analysis.deciders import Decider, described, groups, in_government, officers_on
from graph.analysis.meetings import officer_meetings
from graph.analysis.paths import find_paths
from graph.analysis.reach_topics import Where, subjects, topics_of, vertex_of, wider
from graph.analysis.reach_words import door_words, headline, none_words, notes, route_words
from graph.analysis.remoteness import hops_to_targets
from graph.errors import BadQuestion
from graph.model import LinkKind, NodeKind, Statement
from graph.network import KIND_CODES, Network
from graph.results import Path
from graph.results_routes import DecisionMaker, Reach, ReachAnswer

SORTS: tuple[DecisionMaker, ...] = ("minister", "officer", "department")
# Of equally near deciders so many are compared by the cost of the way to them.
_COMPARED = 3
# Contacts cited for a subject whose contacts lead nowhere.
_CITED = 3
# More hops than any route has.
_NEVER = 1 << 30
# The number of the set of those in government; sets of officers have the number of their topic.
_GOVERNMENT = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """What is asked of a network: who may introduce whom, who decides, and the hops found."""

    network: Network
    near: Acquaintance
    contacts: NDArray[np.int64]
    include_ai: bool
    deciders: dict[int, tuple[Decider, ...]]
    topics: dict[int, tuple[int, ...]]
    hops: dict[int, int]

    def of(self, vertex: int) -> dict[int, Decider]:
        """Who decides on the matters of a vertex, by vertex: the first sort that each is."""
        found: dict[int, Decider] = {}
        for number in (_GOVERNMENT, *self.topics[vertex]):
            for decider in self.deciders.get(number, ()):
                found.setdefault(decider.vertex, decider)
        found.pop(vertex, None)
        return found


def find_reach(
    network: Network,
    *,
    subject: str = "",
    country: str = "",
    theme: str = "",
    place: str = "",
    to: Collection[DecisionMaker] = (),
    farthest: bool = False,
    include_ai: bool = False,
    limit: int = 20,
) -> ReachAnswer:
    """Communities and diaspora bodies by hops to the nearest who decides, nearest first.

    Who decides is a minister, an officer of a group about a country, community or theme of the
    subject, or a department or office of government; ``to`` chooses among these sorts. Where no
    group is about a country, those about the regions it is part of count. ``subject``, ``country``,
    ``theme`` and ``place`` are ids; parts of a place, theme or region count with it. ``farthest``
    turns the order round. Hops run over links that can carry an introduction, as in
    ``graph.analysis.paths``; of ``limit`` in each list the route is given with its evidence.
    A subject whose contacts lead nowhere is told as ``none``, one without any contact in the
    sources as ``unknown``, with the body that serves it and is nearest to a decider.
    Raises ``NotFound`` for an id not in force, ``BadQuestion`` for a sort or kind that is none.
    Cost: links times levels, once for every 64 topics, then a few searches for each route shown.
    """
    if limit < 1 or not set(to) <= set(SORTS):
        raise BadQuestion(
            "limit has to be 1 or more, and 'to' one of minister, officer, department",
            next_step="Ask 'kithmap reach --help'.",
        )
    where = Where(country=country, theme=theme, place=place)
    asked = subjects(network, where).tolist()
    if subject:
        one = vertex_of(network, subject)
        asked = [one]
    question = _question(network, asked, frozenset(to or SORTS), include_ai=include_ai)
    known = question.contacts
    order = sorted(question.hops, key=lambda v: network.nodes[v].name.casefold())
    reached = sorted(
        (v for v in order if v in set(asked)),
        key=lambda v: -question.hops[v] if farthest else question.hops[v],
    )
    rest = [v for v in asked if v not in question.hops]
    none = [v for v in rest if known[v]]
    unknown = [v for v in rest if not known[v]]
    return ReachAnswer(
        headline=headline(len(reached), len(none), len(unknown)),
        reached=tuple(_reached(question, v) for v in reached[:limit]),
        reached_in_all=len(reached),
        none=tuple(_not_reached(question, v) for v in none[:limit]),
        none_in_all=len(none),
        unknown=tuple(_not_reached(question, v) for v in unknown[:limit]),
        unknown_in_all=len(unknown),
        officers=officer_meetings(network, _topics_asked(question, subject, country)),
        notes=notes(network, question.deciders, include_ai=include_ai),
        snapshot=network.snapshot,
    )


def _topics_asked(question: _Question, subject: str, country: str) -> tuple[int, ...]:
    network = question.network
    found: list[int] = []
    for node_id in filter(None, (country, subject)):
        found += _relevant(network, network.index[node_id])
    return tuple(dict.fromkeys(found))


def _question(
    network: Network, asked: list[int], sorts: frozenset[DecisionMaker], *, include_ai: bool
) -> _Question:
    """Who decides for each subject and for the bodies that serve it, and how far they are."""
    near = acquaintance(network, include_ai=include_ai)
    topics = {v: _relevant(network, v) for v in asked}
    known = contacts(network, include_ai=include_ai)
    for vertex in asked:
        if not known[vertex]:
            # A body that serves it is asked about the same matters.
            for door in _doors(network, vertex):
                topics[door] = tuple(sorted({*topics.get(door, ()), *topics[vertex]}))
    government = [d for d in network.once(in_government) if d.sort in sorts]
    deciders = {_GOVERNMENT: tuple(d for d in government if not d.abroad)}
    for topic in sorted({topic for some in topics.values() for topic in some}):
        officers = officers_on(network, topic) if "officer" in sorts else []
        deciders[topic] = (*(d for d in government if topic in d.abroad), *officers)
    targets = {number: [d.vertex for d in some] for number, some in deciders.items() if some}
    wanted = {v: (_GOVERNMENT, *topics[v]) for v in topics}
    hops = hops_to_targets(near, targets, wanted)
    # Who decides is not asked how far it is from itself.
    hops = {v: n for v, n in hops.items() if n}
    return _Question(
        network=network, near=near, contacts=known, include_ai=include_ai, deciders=deciders,
        topics=topics, hops=hops,
    )  # fmt: skip


def _relevant(network: Network, vertex: int) -> tuple[int, ...]:
    """Topics of a vertex; of a country on which there is no group also the regions it is in."""
    known, found = network.once(groups).any_on, set()
    for topic in topics_of(network, vertex):
        found |= {topic} if known(topic) else {topic, *wider(network, topic)}
    return tuple(sorted(found))


def _doors(network: Network, vertex: int) -> list[int]:
    """Bodies that serve or represent a vertex."""
    others, at, outward = network.around(vertex)
    return sorted({
        int(v) for v, link, out in zip(others, at, outward, strict=True)
        if not out and network.links[link].kind is LinkKind.SERVES
        and network.kind[v] == KIND_CODES[NodeKind.ORGANISATION]
    })  # fmt: skip


def _reached(question: _Question, vertex: int) -> Reach:
    network, hops = question.network, question.hops[vertex]
    deciders = question.of(vertex)
    nearest = _nearest(question, vertex, hops, deciders)
    path, best = _best_way(question, vertex, hops, [deciders[v] for v in nearest])
    decider = described(network, best)
    return Reach(
        subject=network.ref(vertex),
        state="route",
        hops=hops,
        nearest=network.ref(decider.vertex),
        nearest_is=decider.why,
        as_near=len(nearest),
        words=route_words(network, path, decider, len(nearest)),
        path=path,
        door=None,
        door_hops=0,
        evidence=network.evidence(*decider.said),
    )


def _nearest(
    question: _Question, vertex: int, hops: int, deciders: dict[int, Decider]
) -> list[int]:
    """Who decides and is exactly so many hops away: ministers, then officers, then departments."""
    near = question.near
    seen = np.zeros(question.network.n, dtype=np.bool_)
    seen[vertex] = True
    rim = np.array([vertex], dtype=np.int32)
    for _ in range(hops):
        spans = near.begin[rim + 1] - near.begin[rim]
        starts = near.begin[rim] - (np.cumsum(spans) - spans)
        beside = near.other[np.repeat(starts, spans) + np.arange(int(spans.sum()))]
        rim = distinct(beside[~seen[beside]])
        seen[rim] = True
    found = [v for v in rim.tolist() if v in deciders]
    place = {v: at for at, v in enumerate(deciders)}
    return sorted(found, key=lambda v: (SORTS.index(deciders[v].sort), place[v]))


def _best_way(
    question: _Question, vertex: int, hops: int, nearest: list[Decider]
) -> tuple[Path, Decider]:
    """The cheapest way to one of the first few that are equally near."""
    network = question.network
    ways = []
    for place, decider in enumerate(nearest[:_COMPARED]):
        answer = find_paths(
            network, network.nodes[vertex].id, network.nodes[decider.vertex].id, k=1,
            max_hops=hops, include_ai=question.include_ai,
        )  # fmt: skip
        ways.append((answer.paths[0].cost, place, answer.paths[0], decider))
    _, _, path, decider = min(ways, key=lambda way: way[:2])
    return path, decider


def _said_around(network: Network, vertex: int, door: int | None) -> list[Statement]:
    """Statements of the first contacts, or of the body that serves; else of the node itself."""
    node = network.nodes[vertex]
    others, at, _ = network.around(vertex)
    links = [
        network.links[link] for other, link in zip(others, at, strict=True)
        if (network.links[link].kind is LinkKind.SERVES and other == door)
        or (
            door is None and network.introduces[link]
            and network.links[link].kind is not LinkKind.PART_OF
        )
    ]  # fmt: skip
    return [link.statements[0] for link in links[:_CITED]] or list(node.statements[:1])


def _not_reached(question: _Question, vertex: int) -> Reach:
    """A subject without a route, and the body that serves it and has the shortest."""
    network = question.network
    doors = [v for v in _doors(network, vertex) if v != vertex]
    known = int(question.contacts[vertex])
    door = min(doors, key=lambda v: (question.hops.get(v, _NEVER), v), default=None)
    said = _said_around(network, vertex, None if known else door)
    away = question.hops.get(door, 0) if door is not None else 0
    words = none_words(network, vertex, known) if known else door_words(network, vertex, door, away)
    return Reach(
        subject=network.ref(vertex),
        state="none" if known else "unknown",
        hops=0,
        nearest=None,
        nearest_is="",
        as_near=0,
        words=words,
        path=None,
        door=None if door is None else network.ref(door),
        door_hops=away,
        evidence=network.evidence(*said),
    )
