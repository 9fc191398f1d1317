"""Names and reasons of clusters: what their members share more often than the network does."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.analysis.sentences import counted, listed, sentence, short_name
from graph.model import LinkKind, NodeKind
from graph.network import KIND_CODES, LINK_CODES, Ints, Network
from graph.schema import CONTEXT_KINDS

# What fewer members share, or a smaller part of those with a known subject, names no cluster.
_FEWEST, _SHARE = 2, 0.25
# A second subject is named when it is this close to the first.
_SECOND = 0.5
# A place or a funder tells less of what a cluster is about than a country or a theme.
_WEIGHT = {
    NodeKind.COUNTRY: 1.0, NodeKind.COMMUNITY: 1.0, NodeKind.THEME: 0.8, NodeKind.PLACE: 0.5,
    NodeKind.ORGANISATION: 0.5,
}  # fmt: skip
_NOUNS = {
    NodeKind.APPG: "Groups", NodeKind.ORGANISATION: "Bodies", NodeKind.COMMUNITY: "Communities",
    NodeKind.CAMPAIGN: "Campaigns", NodeKind.EVENT: "Events",
    NodeKind.PUBLICATION: "Publications", NodeKind.PERSON: "People",
}  # fmt: skip
_GROUND = CONTEXT_KINDS | {NodeKind.COMMUNITY}
_ABOUT = frozenset({NodeKind.COUNTRY, NodeKind.COMMUNITY, NodeKind.THEME})


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A cluster's name and the sentence that gives the reason for it."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A subject that ``holders`` share, ``lift`` times as often as members of the network do."""

    vertex: int
    holders: tuple[int, ...]
    lift: float
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """A cluster as it is told: members, those with a known subject, what they share, its core."""

    size: int
    known: int
    shared: tuple[Shared, ...]
    core: int
    core_links: int
    links: int


def name_clusters(
    network: Network, groups: Sequence[Ints], inside: NDArray[np.int64]
) -> list[Named]:
    """A name and a reason for each cluster, largest first; no two names are the same.

    ``inside`` (n,) counts each member's links within its cluster. Cost: linear in links.
    """
    has = network.once(_subjects)
    usual = Counter(held for held_by in has for held in held_by)
    known = sum(1 for held_by in has if held_by)
    taken: set[str] = set()
    named = []
    for group in groups:
        seen = _portrait(network, group, inside, has, usual, known)
        name, told = next(row for row in _candidates(network, seen) if row[0] not in taken)
        taken.add(name)
        named.append(Named(name=name, reason=_reason(network, seen, told)))
    return named


def _subjects(network: Network) -> list[set[int]]:
    """For each vertex the countries, communities, places, themes and funders it is linked with.

    With a country or a place goes the region that it is part of.
    """
    has: list[set[int]] = [set() for _ in range(network.n)]
    wholes = _wholes(network)
    ground = np.isin(network.kind, [KIND_CODES[kind] for kind in sorted(_GROUND)])
    funded = network.link_kind == LINK_CODES[LinkKind.FUNDED]
    told = (ground[network.link_target] & ~network.introduces) | funded
    ends = (network.link_source[told], network.link_target[told], funded[told])
    for source, target, by_funder in zip(*(end.tolist() for end in ends), strict=True):
        holder, held = (target, source) if by_funder else (source, target)
        if network.nodes[holder].kind not in CONTEXT_KINDS:
            has[holder].update((held, *wholes.get(held, ())))
    return has


def _wholes(network: Network) -> dict[int, list[int]]:
    """What each country, place or theme is part of."""
    wholes: dict[int, list[int]] = {}
    parts = (network.link_kind == LINK_CODES[LinkKind.PART_OF]) & ~network.introduces
    ends = (network.link_source[parts].tolist(), network.link_target[parts].tolist())
    for part, whole in zip(*ends, strict=True):
        wholes.setdefault(part, []).append(whole)
    return wholes


def _portrait(
    network: Network,
    group: Ints,
    inside: NDArray[np.int64],
    has: list[set[int]],
    usual: Counter[int],
    known: int,
) -> Portrait:
    members: list[int] = group.tolist()
    here = sum(1 for vertex in members if has[vertex])
    holders: dict[int, list[int]] = {}
    for vertex in members:
        for held in has[vertex]:
            holders.setdefault(held, []).append(vertex)
    shared = []
    for held, by in holders.items():
        lift = (len(by) / here) / (usual[held] / known)
        if len(by) >= max(_FEWEST, _SHARE * here) and lift > 1:
            score = len(by) * float(np.log(lift)) * _WEIGHT[network.nodes[held].kind]
            shared.append(Shared(vertex=held, holders=tuple(by), lift=lift, score=score))
    bodies = [v for v in members if network.nodes[v].kind is not NodeKind.PERSON]
    core = min(bodies or members, key=lambda v: (-int(inside[v]), v))
    return Portrait(
        size=len(members),
        known=here,
        shared=tuple(sorted(shared, key=lambda s: (-round(s.score, 9), s.vertex))),
        core=core,
        core_links=int(inside[core]),
        links=int(inside[group].sum()) // 2,
    )


def _candidates(network: Network, seen: Portrait) -> Iterator[tuple[str, Shared | None]]:
    """Names that fit, best first, each with the subject it tells; the last is nobody else's."""
    around = short_name(network.nodes[seen.core])
    if seen.shared:
        first = seen.shared[0]
        if len(seen.shared) > 1 and _go_together(network, first, seen.shared[1]):
            yield _name(network, seen.shared[:2]), first
        yield _name(network, [first]), first
        yield f"{_name(network, [first])}, around {around}", first
    yield f"Around {around}", None
    yield f"Around {around} ({network.nodes[seen.core].id})", None


def _go_together(network: Network, first: Shared, second: Shared) -> bool:
    """Whether two subjects fit into one name: of one sort, and the second nearly as telling."""
    kinds = {network.nodes[s.vertex].kind for s in (first, second)}
    alike = len(kinds) == 1 or kinds <= _ABOUT
    return alike and second.score >= _SECOND * first.score


def _name(network: Network, subjects: Sequence[Shared]) -> str:
    """Such as "Groups on Ukraine and Poland", "Bodies in Leeds", "Bodies funded by Riverbank"."""
    kinds = Counter(network.nodes[v].kind for s in subjects for v in s.holders)
    kind = min(kinds, key=lambda kind: (-kinds[kind], kind))
    names = listed(network.nodes[s.vertex].name for s in subjects)
    return f"{_NOUNS[kind]} {_how(network.nodes[subjects[0].vertex].kind, kind)} {names}"


def _how(subject: NodeKind, holder: NodeKind) -> str:
    if subject is NodeKind.ORGANISATION:
        return "funded by"
    if subject is NodeKind.PLACE:
        return "in"
    return "on" if holder is NodeKind.APPG or subject is NodeKind.THEME else "around"


def _reason(network: Network, seen: Portrait, told: Shared | None) -> str:
    links = counted(seen.links, "link")
    if told is None:
        return sentence(
            "{links} join {many}; {core} has {own} of them.",
            links=links, many=counted(seen.size, "member"),
            core=short_name(network.nodes[seen.core]), own=f"{seen.core_links:,}",
        )  # fmt: skip
    return sentence(
        "{holders} of {known} with a known subject share {subject}, {lift} times the usual share; "
        "{links} join all {size}.",
        holders=f"{len(told.holders):,}", known=f"{seen.known:,}",
        subject=network.nodes[told.vertex].name, lift=f"{told.lift:.1f}", links=links,
        size=f"{seen.size:,}",
    )  # fmt: skip
