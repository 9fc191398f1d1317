"""Names and reasons of clusters: what their members share more often than the network does."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.analysis.ground import PARLIAMENTS, WESTMINSTER
from graph.analysis.sentences import counted, listed, sentence, short_name
from graph.model import LinkKind, NodeKind
from graph.network import KIND_CODES, LINK_CODES, Flags, Ints, Network
from graph.schema import CONTEXT_KINDS

# What fewer members share, or a smaller part of those with a known subject, of the bodies or of
# all members, or not much oftener than elsewhere, names no cluster: a name must not mislead.
_FEWEST, _SHARE, _SHARE_OF_BODIES, _SHARE_OF_ALL, _LIFT = 3, 0.5, 1 / 3, 0.05, 1.5
# In a cluster of so few members two that share a subject are enough.
_SMALL = 5
# A second subject is named when it is this close to the first.
_SECOND = 0.5
# A place, a funder or a register tells less of what a cluster is about than a country or a theme.
_WEIGHT = {
    NodeKind.COUNTRY: 1.0, NodeKind.COMMUNITY: 1.0, NodeKind.THEME: 0.8, NodeKind.PLACE: 0.5,
    NodeKind.ORGANISATION: 0.5,
}  # fmt: skip
_PARLIAMENT, _CATEGORY = 0.5, 0.25
_NOUNS = {
    NodeKind.APPG: "Groups", NodeKind.ORGANISATION: "Bodies", NodeKind.COMMUNITY: "Communities",
    NodeKind.CAMPAIGN: "Campaigns", NodeKind.EVENT: "Events",
    NodeKind.PUBLICATION: "Publications", NodeKind.PERSON: "People",
}  # fmt: skip
_GROUND = CONTEXT_KINDS | {NodeKind.COMMUNITY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A cluster's name and the sentence that gives the reason for it."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Subject:
    """Something that members may share: its name and the word before it, if one is fixed.

    ``told`` is how a sentence names it; ``filed`` tells that it is where a register files a group.
    """

    key: str
    name: str
    told: str
    joint: str
    weight: float
    filed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A subject that ``holders`` share, ``lift`` times as often as members of the network do.

    ``of`` is how many of the cluster have any such subject.
    """

    subject: Subject
    holders: tuple[int, ...]
    of: int
    lift: float

    @property
    def score(self) -> float:
        """How telling it is: many holders, much oftener than elsewhere."""
        return round(len(self.holders) * float(np.log(self.lift)) * self.subject.weight, 9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """A cluster as it is told: how many members, what they share, its core, its links."""

    size: int
    shared: tuple[Shared, ...]
    core: int
    core_links: int
    links: int


def name_clusters(
    network: Network, groups: Sequence[Ints], *, usable: Flags, inside: NDArray[np.int64]
) -> list[Named]:
    """A name and a reason for each cluster, largest first; no two names are the same.

    ``usable`` (m,) are the links that may be told of, ``inside`` (n,) counts each member's links
    within its cluster. Cost: linear in links.

    >>> trio, group = Network.of("a-b", "b-c", "c-a"), np.arange(3, dtype=np.int32)
    >>> name_clusters(trio, [group], usable=np.ones(3, bool), inside=np.full(3, 2))[0].reason
    '3 links join 3 members; a has 2 of them; too few share a subject to name it after.'
    """
    has = _subjects(network, usable)
    usual = _holders(has, range(network.n))
    taken: set[str] = set()
    named = []
    for group in groups:
        seen = _portrait(network, group, inside, has, usual)
        name, told = next(row for row in _candidates(network, seen) if row[0] not in taken)
        taken.add(name)
        named.append(Named(name=name, reason=_reason(network, seen, told)))
    return named


def _subjects(network: Network, usable: Flags) -> list[frozenset[Subject]]:
    """What each vertex is known to be about, based in, funded by or filed under."""
    held: list[set[int]] = [set() for _ in range(network.n)]
    ground = np.isin(network.kind, [KIND_CODES[kind] for kind in sorted(_GROUND)])
    funded = network.link_kind == LINK_CODES[LinkKind.FUNDED]
    told = usable & ((ground[network.link_target] & ~network.introduces) | funded)
    ends = (network.link_source[told], network.link_target[told], funded[told])
    wholes = _wholes(network)
    for source, target, by_funder in zip(*(end.tolist() for end in ends), strict=True):
        holder, thing = (target, source) if by_funder else (source, target)
        held[holder].update((thing, *wholes.get(thing, ())))
    every = sorted({thing for things in held for thing in things})
    subjects = {thing: _subject(network, thing) for thing in every}
    return [
        frozenset()
        if network.nodes[vertex].kind in CONTEXT_KINDS
        else frozenset([*(subjects[thing] for thing in things), *_filed(network, vertex)])
        for vertex, things in enumerate(held)
    ]


def _wholes(network: Network) -> dict[int, list[int]]:
    """What each country, place or theme is part of: a region goes with its countries."""
    wholes: dict[int, list[int]] = {}
    parts = (network.link_kind == LINK_CODES[LinkKind.PART_OF]) & ~network.introduces
    ends = (network.link_source[parts].tolist(), network.link_target[parts].tolist())
    for part, whole in zip(*ends, strict=True):
        wholes.setdefault(part, []).append(whole)
    return wholes


def _subject(network: Network, vertex: int) -> Subject:
    node = network.nodes[vertex]
    joints = {NodeKind.ORGANISATION: "funded by", NodeKind.PLACE: "in", NodeKind.THEME: "on"}
    return Subject(
        key=node.id, name=node.name, told=node.name, joint=joints.get(node.kind, ""),
        weight=_WEIGHT.get(node.kind, _WEIGHT[NodeKind.ORGANISATION]),
    )  # fmt: skip


def _filed(network: Network, vertex: int) -> Iterator[Subject]:
    """A group's parliament, and whether its register files it under countries."""
    node = network.nodes[vertex]
    parliament = PARLIAMENTS.get(node.get("parliament"))
    if parliament:
        a_place = node.get("parliament") == WESTMINSTER
        yield Subject(
            key="parliament",
            name=parliament,
            told=parliament if a_place else f"the {parliament}",
            joint="at" if a_place else "of the",
            weight=_PARLIAMENT,
            filed=True,
        )
    if node.get("category") == "country":
        yield Subject(
            key="category", name="countries", told="the category of country groups", joint="on",
            weight=_CATEGORY, filed=True,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Holders:
    """Who holds each subject, and how many hold any: of topics (False), of registers (True)."""

    by: dict[Subject, list[int]]
    any: dict[bool, int]


def _holders(has: Sequence[frozenset[Subject]], vertices: Iterable[int]) -> Holders:
    by: dict[Subject, list[int]] = {}
    some: Counter[bool] = Counter()
    for vertex in vertices:
        some.update({subject.filed for subject in has[vertex]})
        for subject in has[vertex]:
            by.setdefault(subject, []).append(vertex)
    return Holders(by=by, any=dict(some))


def _portrait(
    network: Network,
    group: Ints,
    inside: NDArray[np.int64],
    has: Sequence[frozenset[Subject]],
    usual: Holders,
) -> Portrait:
    members: list[int] = group.tolist()
    here = _holders(has, members)
    bodies = [v for v in members if network.nodes[v].kind is not NodeKind.PERSON]
    fewest = _FEWEST if len(members) > _SMALL else _FEWEST - 1
    least = max(fewest, _SHARE_OF_ALL * len(members), _SHARE_OF_BODIES * len(bodies))
    shared = []
    for subject, by in here.by.items():
        of, all_of = here.any[subject.filed], usual.any[subject.filed]
        lift = (len(by) / of) / (len(usual.by[subject]) / all_of)
        if len(by) >= max(least, _SHARE * of) and lift >= _LIFT:
            shared.append(Shared(subject=subject, holders=tuple(by), of=of, lift=lift))
    core = min(bodies or members, key=lambda v: (-int(inside[v]), v))
    return Portrait(
        size=len(members),
        shared=tuple(sorted(shared, key=lambda one: (-one.score, one.subject))),
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
        if first.subject.key != "category":
            yield _name(network, [first]), first
        yield f"{_name(network, [first])}, around {around}", first
    yield f"Around {around}", None
    yield f"Around {around} ({network.nodes[seen.core].id})", None


def _go_together(network: Network, first: Shared, second: Shared) -> bool:
    """Whether two subjects fit into one name: of one sort, and the second nearly as telling."""
    joints = {_joint(network, [one]) for one in (first, second)}
    filed = first.subject.filed or second.subject.filed
    return len(joints) == 1 and not filed and second.score >= _SECOND * first.score


def _name(network: Network, shared: Sequence[Shared]) -> str:
    """Such as "Groups on Ukraine and Poland", "Bodies in Leeds", "Bodies funded by Riverbank"."""
    names = listed(one.subject.name for one in shared)
    return f"{_NOUNS[_sort(network, shared)]} {_joint(network, shared)} {names}"


def _joint(network: Network, shared: Sequence[Shared]) -> str:
    about = "on" if _sort(network, shared) is NodeKind.APPG else "around"
    return shared[0].subject.joint or about


def _sort(network: Network, shared: Sequence[Shared]) -> NodeKind:
    """The kind of most holders."""
    kinds = Counter(network.nodes[v].kind for one in shared for v in one.holders)
    return min(kinds, key=lambda kind: (-kinds[kind], kind))


def _reason(network: Network, seen: Portrait, told: Shared | None) -> str:
    links = counted(seen.links, "link")
    if told is None:
        return sentence(
            "{links} join {many}; {core} has {own} of them; too few share a subject to name it "
            "after.",
            links=links, many=counted(seen.size, "member"),
            core=short_name(network.nodes[seen.core]), own=f"{seen.core_links:,}",
        )  # fmt: skip
    end = "{links} join all {size}." if seen.links else "no link joins them."
    return sentence(
        "{holders} of {known} share {subject}, {lift} times the usual share; " + end,
        holders=f"{len(told.holders):,}",
        known=f"{told.of:,} {'groups' if told.subject.filed else 'with a known subject'}",
        subject=told.subject.told, lift=f"{told.lift:.1f}", links=links, size=f"{seen.size:,}",
    )  # fmt: skip
