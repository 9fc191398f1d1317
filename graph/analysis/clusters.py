"""Who belongs together: clusters of the weighted network, named from evidence, with stability."""

from dataclasses import dataclass
from hashlib import sha256
from threading import Lock

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from graph.analysis.acquaintance import Floats, simple_rows
from graph.analysis.cluster_names import Named, name_clusters
from graph.analysis.sentences import counted
from graph.analysis.ties import UNIT, all_ties
from graph.errors import BadQuestion
from graph.network import KIND_CODES, Flags, Ints, Network
from graph.results import Cluster, ClustersAnswer, Member
from graph.schema import CONTEXT_KINDS

# Rounds of Leiden; on registers the result does not change after about ten.
_ROUNDS = 10
# A subject or a place in common ties half as strongly as an officer does.
_GROUND = 0.5
# Below this most fellows of a member are elsewhere in most reruns.
_STEADY = 0.5
_DECIMALS = 6
# Networkit keeps its seed and its number of threads for the whole process: two searches at the
# same time would draw one another's random numbers.
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Who is tied to whom and how strongly: each pair once, ``one < other``; n vertices."""

    n: int
    one: Ints
    other: Ints
    weight: Floats


def find_clusters(
    network: Network,
    *,
    resolution: float = 1.0,
    seed: int = 1,
    reruns: int = 20,
    limit: int = 20,
    members: int = 12,
    min_size: int = 3,
    include_ai: bool = False,
) -> ClustersAnswer:
    """Parts of the network that hang together more than chance would have it, largest first.

    Links that can carry an introduction count by their strength, common ground (countries,
    communities, places, themes) counts less, and every link less the more links its ends have.
    Links that only an AI search found count when ``include_ai``. Leiden runs ``reruns`` + 1
    times with other seeds and other orders of the nodes, on one thread; the run of the best
    modularity is shown. ``resolution`` above 1 gives more and smaller clusters. ``limit``
    clusters of at least ``min_size`` nodes are shown, with ``members`` of each, best linked
    first. Countries, places and themes join clusters but are no members. Every cluster is
    connected.

    ``stability`` is the share of the other runs in which two nodes of the cluster stay together,
    from 0 to 1, the mean over a member's fellows or over all members; 1 where nothing was rerun.
    Nodes without links are unclustered. Raises ``BadQuestion`` for numbers that make no sense.
    Cost: links times runs.

    >>> answer = find_clusters(Network.of("a-b", "b-c", "c-a", "c-d", "d-e", "e-f", "f-d"))
    >>> [[m.node.id for m in cluster.members] for cluster in answer.clusters]
    [['a', 'b', 'c'], ['d', 'e', 'f']]

    Source: Traag, Waltman and van Eck 2019, Scientific Reports 9, 5233 (Leiden).
    """
    if resolution <= 0 or min(limit, members, min_size) < 1 or reruns < 0:
        raise BadQuestion("resolution, limit, members, min_size are above 0, reruns 0 or more")
    usable = _usable(network, include_ai=include_ai)
    ties = _ties(network, usable)
    runs = _runs(ties, resolution, seed, reruns)
    qualities = [modularity(ties, labels) for labels in runs]
    best = int(np.argmax(np.round(qualities, _DECIMALS)))
    member = ~np.isin(network.kind, [KIND_CODES[kind] for kind in sorted(CONTEXT_KINDS)])
    groups = _groups(runs[best], member, min_size)
    others = [labels for at, labels in enumerate(runs) if at != best]
    steady = _stability(groups, others, network.n)
    inside = _links_inside(network, usable, runs[best], member)
    names = name_clusters(network, groups[:limit], usable=usable, inside=inside)
    shown = tuple(
        _cluster(network, group, named, steady, inside, members)
        for group, named in zip(groups[:limit], names, strict=True)
    )
    return ClustersAnswer(
        clusters=shown,
        clusters_in_all=len(groups),
        unclustered=int(member.sum()) - sum(len(group) for group in groups),
        modularity=round(qualities[best], _DECIMALS),
        method=_method(network, ties, resolution, seed, reruns),
        notes=_notes(network, shown, include_ai=include_ai),
        snapshot=network.snapshot,
    )


def _usable(network: Network, *, include_ai: bool) -> Flags:
    flags: Flags = np.ones(network.m, dtype=np.bool_)
    return flags if include_ai else ~network.once(all_ties).only_ai


def _ties(network: Network, usable: Flags) -> Pairs:
    """Links as weighted pairs; parallel links add up, loops fall out.

    A link weighs the less the more links its two ends have, by the root of their product: else a
    fund with a thousand grantees or a theme with a thousand groups would swallow a cluster.
    """
    source, target = network.link_source, network.link_target
    strength = np.where(network.introduces, UNIT / network.once(all_ties).cost, _GROUND)
    busy = network.degree.astype(np.float64)
    weight = strength / np.sqrt(busy[source] * busy[target])
    kept = usable & (source != target)
    low, high = np.minimum(source, target)[kept], np.maximum(source, target)[kept]
    pairs, at = np.unique(low.astype(np.int64) * network.n + high, return_inverse=True)
    one, other = np.divmod(pairs, max(network.n, 1))
    return Pairs(
        n=network.n,
        one=one.astype(np.int32),
        other=other.astype(np.int32),
        weight=np.bincount(at, weights=weight[kept], minlength=len(pairs)).astype(np.float64),
    )


def _runs(ties: Pairs, resolution: float, seed: int, reruns: int) -> list[Ints]:
    """Labels (n,) of each run of Leiden, every label a connected part."""
    if not len(ties.weight):
        return [np.arange(ties.n, dtype=np.int32)]
    import networkit

    with _ONE_AT_A_TIME:
        threads = networkit.getMaxNumberOfThreads()
        # More than one thread makes the result depend on which is faster.
        networkit.setNumberOfThreads(1)
        try:
            return [_leiden(ties, resolution, seed, run) for run in range(reruns + 1)]
        finally:
            networkit.setNumberOfThreads(threads)


def _leiden(ties: Pairs, resolution: float, seed: int, run: int) -> Ints:
    """One run; the first takes the vertices in their own order, each other in one of its own."""
    import networkit

    order = np.arange(ties.n)
    if run:
        order = np.random.default_rng(seed + run).permutation(ties.n)
    networkit.setSeed(seed + run, False)
    graph = networkit.GraphFromCoo(
        (ties.weight, (order[ties.one], order[ties.other])), n=ties.n, weighted=True
    )
    found = networkit.community.ParallelLeiden(graph, iterations=_ROUNDS, gamma=resolution)
    found.run()
    labels = np.array(found.getPartition().getVector(), dtype=np.int32)[order]
    return _connected(ties, labels)


def _connected(ties: Pairs, labels: Ints) -> Ints:
    """The parts of each label that hang together, numbered anew."""
    inside = labels[ties.one] == labels[ties.other]
    pairs = (ties.one[inside], ties.other[inside])
    matrix = csr_matrix((np.ones(int(inside.sum())), pairs), shape=(ties.n, ties.n))
    _, parts = connected_components(matrix, directed=False)
    return np.asarray(parts, dtype=np.int32)


def modularity(ties: Pairs, labels: Ints) -> float:
    """How much more weight lies inside the labels than chance would put there; 0 without ties.

    Source: Newman and Girvan 2004, Physical Review E 69, 026113.
    """
    total = float(ties.weight.sum())
    if not total:
        return 0.0
    inside = float(ties.weight[labels[ties.one] == labels[ties.other]].sum()) / total
    strength = np.bincount(ties.one, ties.weight, ties.n) + np.bincount(
        ties.other, ties.weight, ties.n
    )
    shares = np.bincount(labels, strength) / (2 * total)
    return inside - float((shares**2).sum())


def _groups(labels: Ints, member: Flags, min_size: int) -> list[Ints]:
    """Vertices of each cluster, common ground left out; largest first, then by first vertex."""
    vertices = np.flatnonzero(member).astype(np.int32)
    order = vertices[np.argsort(labels[vertices], kind="stable")]
    ends = np.flatnonzero(np.diff(labels[order])) + 1
    groups = [group for group in np.split(order, ends) if len(group) >= min_size]
    return sorted(groups, key=lambda group: (-len(group), int(group[0])))


def _stability(groups: list[Ints], runs: list[Ints], n: int) -> Floats:
    """For each vertex the mean share of its fellows that stay with it in the other runs, (n,)."""
    steady = np.ones(n)
    if not runs:
        return steady
    for group in groups:
        together = np.zeros(len(group))
        for labels in runs:
            _, at, many = np.unique(labels[group], return_inverse=True, return_counts=True)
            together += (many[at] - 1) / max(1, len(group) - 1)
        steady[group] = together / len(runs)
    return steady


def _links_inside(
    network: Network, usable: Flags, labels: Ints, member: Flags
) -> NDArray[np.int64]:
    """How many members of its own cluster each member is linked with, shape (n,)."""
    near = simple_rows(network, usable)
    inside = (labels[near.row] == labels[near.other]) & member[near.row] & member[near.other]
    return np.bincount(near.row[inside], minlength=network.n)


def _cluster(
    network: Network,
    group: Ints,
    named: Named,
    steady: Floats,
    inside: NDArray[np.int64],
    members: int,
) -> Cluster:
    ids = "|".join(network.nodes[vertex].id for vertex in group.tolist())
    order = group[np.lexsort((group, -inside[group]))][:members]
    return Cluster(
        id=f"cluster-{sha256(ids.encode()).hexdigest()[:12]}",
        name=named.name,
        reason=named.reason,
        size=len(group),
        members=tuple(
            Member(
                node=network.ref(vertex),
                links_inside=int(inside[vertex]),
                stability=round(float(steady[vertex]), 3),
            )
            for vertex in order.tolist()
        ),
        stability=round(float(steady[group].mean()), 3),
    )


def _method(network: Network, ties: Pairs, resolution: float, seed: int, reruns: int) -> str:
    return (
        f"Leiden with resolution {resolution:g} on {counted(network.n, 'node')} and "
        f"{counted(len(ties.weight), 'weighted pair')}: the best of {counted(reruns + 1, 'run')}, "
        f"seeds from {seed}, one thread."
    )


def _notes(network: Network, shown: tuple[Cluster, ...], *, include_ai: bool) -> tuple[str, ...]:
    notes = ["A cluster is what the links read so far suggest; a missing link may be unread."]
    loose = sum(1 for cluster in shown if cluster.stability < _STEADY)
    if loose:
        notes.append(
            f"{loose:,} of the {counted(len(shown), 'cluster')} shown fall apart in most reruns "
            f"(stability below {_STEADY:g}): take them as hints."
        )
    only_ai = int(network.once(all_ties).only_ai.sum())
    if only_ai and not include_ai:
        notes.append(f"Not used: {counted(only_ai, 'link')} found only by an AI search.")
    return tuple(notes)
