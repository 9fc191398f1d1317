"""Who belongs together: steady cores of the weighted network, named, with stability and chance."""

from dataclasses import dataclass, replace
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from graph.analysis.acquaintance import Floats, simple_rows
from graph.analysis.chance import modularity_words
from graph.analysis.cluster_cores import TOGETHER, Cores, Projected, Search, Staying, affordable
from graph.analysis.cluster_names import Named, name_clusters
from graph.analysis.cluster_runs import louvain_runs, modularity
from graph.analysis.coverage import list_notes
from graph.analysis.projection import (
    can_be_members,
    dealt_anew,
    link_classes,
    usable_links,
    weighted_pairs,
)
from graph.analysis.sentences import counted, sentence
from graph.analysis.ties import all_ties
from graph.errors import BadQuestion
from graph.network import Flags, Ints, Network
from graph.results import Chance
from graph.results_groups import Cluster, ClustersAnswer, Member, Resolution

# From coarse to fine: each twice the one before, since clusters about halve.
RESOLUTIONS = (0.5, 1.0, 2.0, 4.0)
# Of a large network fewer are looked at, for time.
_OF_LARGE, LARGE = (0.5, 1.0, 2.0), 300_000
# Modularities as near as this differ less than runs of one network do from day to day.
_AS_GOOD = 0.02
# Members together in nine of ten reruns are steady enough to be shown unasked.
_STEADY_ENOUGH = 0.9
# Fresh runs by which resolutions are compared; the one shown is measured on as many as found it.
_GLANCE = 10
# Networks dealt anew to compare with: the fewest that can show one chance in twenty.
_DEALS = 20
_DEAL_SEED = 7_001
_DECIMALS = 6


def find_clusters(
    network: Network,
    *,
    resolution: float | None = None,
    seed: int = 1,
    reruns: int = 30,
    limit: int = 20,
    members: int = 12,
    min_size: int = 3,
    include_ai: bool = False,
) -> ClustersAnswer:
    """Parts of the network that stay together whichever way they are sought, largest first.

    Links that can carry an introduction count by their strength, common ground (countries,
    communities, places, themes) counts less, and every link less the more links its ends have.
    Links that only an AI search found count when ``include_ai``. Louvain with refinement runs
    ``reruns`` + 1 times with other seeds and orders of the nodes, on one thread; tied nodes that
    are together in ``TOGETHER`` of the runs make a cluster, and whoever is with it too seldom
    is *between clusters*. ``resolution`` above 1 gives more and smaller clusters; where
    none is given, several are tried and one is chosen by steadiness, and the answer says why.
    ``limit`` clusters of at least ``min_size`` nodes are shown, with ``members`` of each, best
    linked first. Countries, places and themes join clusters but are no members. Every cluster is
    connected.

    ``stability`` is the share of as many fresh runs in which two nodes of the cluster stay
    together, from 0 to 1, the mean over a member's fellows or over all members; 1 where nothing
    was rerun. ``chance`` compares with networks whose links were dealt anew, every node keeping
    its number of links of each kind. Nodes without links are unclustered. Of large networks fewer
    runs are made, and the method says so. Raises ``BadQuestion`` for numbers that make no sense.
    Cost: links times runs; a second call with the same numbers is fast.

    >>> answer = find_clusters(Network.of("a-b", "b-c", "c-a", "c-d", "d-e", "e-f", "f-d"))
    >>> [[m.node.id for m in cluster.members] for cluster in answer.clusters]
    [['a', 'b', 'c'], ['d', 'e', 'f']]

    Source: Staudt and Meyerhenke 2016, IEEE Trans. Parallel Distrib. Syst. 27 (PLM).
    """
    _check(resolution, reruns, limit, members, min_size)
    ties = network.once(Projected(include_ai=include_ai))
    every = _OF_LARGE if len(ties.weight) > LARGE else RESOLUTIONS
    tried = {
        r: Search(resolution=r, seed=seed, reruns=reruns, include_ai=include_ai)
        for r in sorted({*every, *([] if resolution is None else [resolution])})
    }
    rows = [_row(network, search, min(reruns, _GLANCE), min_size) for search in tried.values()]
    picked = _chosen(rows) if resolution is None else resolution
    cores = network.once(tried[picked])
    staying = network.once(Staying(search=tried[picked], fresh=reruns))
    groups = core_groups(cores.labels, can_be_members(network), min_size)
    usable = usable_links(network, include_ai=include_ai)
    inside = _links_inside(network, usable, cores.labels)
    names = name_clusters(network, groups[:limit], usable=usable, inside=inside)
    shown = tuple(
        _cluster(network, group, named, staying, inside, members)
        for group, named in zip(groups[:limit], names, strict=True)
    )
    row = _row(network, tried[picked], reruns, min_size)
    return ClustersAnswer(
        clusters=shown,
        clusters_in_all=len(groups),
        between=row.between,
        unclustered=int(can_be_members(network).sum()) - row.members,
        resolution=picked,
        why_resolution=_why(rows, row, asked=resolution is not None),
        resolutions=tuple(
            replace(row, chosen=True) if one.resolution == picked else one for one in rows
        ),
        modularity=row.modularity,
        stability=row.stability,
        chance=network.once(MoreThanChance(search=tried[picked])),
        method=_method(network, tried[picked], cores),
        notes=_notes(network, include_ai=include_ai),
        snapshot=network.snapshot,
    )


def _check(resolution: float | None, reruns: int, *above_nought: int) -> None:
    asked = 1.0 if resolution is None else resolution
    if not asked > 0 or min(above_nought) < 1 or reruns < 0:
        raise BadQuestion("resolution, limit, members, min_size are above 0, reruns 0 or more")


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreThanChance:
    """How the clusters of a search compare with those of links dealt anew; kept once worked out."""

    search: Search

    def __call__(self, network: Network) -> Chance | None:
        """None where no link can be dealt. Cost: as many runs as deals."""
        search = self.search
        usable = usable_links(network, include_ai=search.include_ai)
        classes = link_classes(network, usable)
        ties = network.once(Projected(include_ai=search.include_ai))
        if not len(ties.weight):
            return None
        random = np.random.default_rng(search.seed + _DEAL_SEED)
        found = []
        for at in range(affordable(ties, _DEALS)):
            deal = weighted_pairs(network, usable, dealt_anew(network, classes, random))
            start = search.seed + _DEAL_SEED + at
            (labels,) = louvain_runs(deal, search.resolution, range(start, start + 1))
            found.append(modularity(deal, labels))
        return modularity_words(network.once(search).rough, np.array(found))


def core_groups(labels: Ints, member: Flags, min_size: int) -> list[Ints]:
    """Vertices of each cluster, common ground left out; largest first, then by first vertex."""
    vertices = np.flatnonzero(member).astype(np.int32)
    order = vertices[np.argsort(labels[vertices], kind="stable")]
    ends = np.flatnonzero(np.diff(labels[order])) + 1
    groups = [group for group in np.split(order, ends) if len(group) >= min_size]
    return sorted(groups, key=lambda group: (-len(group), int(group[0])))


def _row(network: Network, search: Search, fresh: int, min_size: int) -> Resolution:
    member, cores = can_be_members(network), network.once(search)
    staying = network.once(Staying(search=search, fresh=fresh))
    groups = core_groups(cores.labels, member, min_size)
    inside = np.concatenate([*groups, np.zeros(0, np.int32)])
    linked = int((member & (network.degree > 0)).sum())
    return Resolution(
        resolution=search.resolution,
        clusters=len(groups),
        members=len(inside),
        between=max(0, linked - len(inside)),
        modularity=round(cores.modularity, _DECIMALS),
        stability=_mean(staying[:, inside]),
        chosen=False,
    )


def _mean(shares: Floats) -> float:
    return round(float(shares.mean()), 3) if shares.size else 1.0


def _chosen(rows: list[Resolution]) -> float:
    """The coarsest of the steady ones whose modularity is as good as the best."""
    found = [row for row in rows if row.clusters]
    if not found:
        return 1.0
    best = max(row.modularity for row in found)
    good = [row for row in found if row.modularity >= best - _AS_GOOD]
    steady = [row for row in good if row.stability >= _STEADY_ENOUGH]
    if steady:
        return min(row.resolution for row in steady)
    return min(good, key=lambda row: (-row.stability, row.resolution)).resolution


def _why(rows: list[Resolution], row: Resolution, *, asked: bool) -> str:
    share, number = f"{row.stability:.0%}", f"{row.resolution:g}"
    if asked:
        return sentence("Resolution {number} was asked for.", number=number)
    if not any(one.clusters for one in rows):
        return "No resolution gives a cluster."
    if row.stability >= _STEADY_ENOUGH:
        return sentence(
            "Resolution {number}: the coarsest within 0.02 of the best modularity whose members "
            "stay together in 90% of reruns or more (here {share}).", number=number, share=share,
        )  # fmt: skip
    return sentence(
        "Resolution {number}: the steadiest within 0.02 of the best modularity; members stay "
        "together in {share} of reruns.", number=number, share=share,
    )  # fmt: skip


def _links_inside(network: Network, usable: Flags, labels: Ints) -> NDArray[np.int64]:
    """How many members of its own cluster each member is linked with, shape (n,)."""
    near, member = simple_rows(network, usable), can_be_members(network)
    inside = (labels[near.row] == labels[near.other]) & member[near.row] & member[near.other]
    return np.bincount(near.row[inside], minlength=network.n)


def _cluster(
    network: Network,
    group: Ints,
    named: Named,
    staying: Floats,
    inside: NDArray[np.int64],
    members: int,
) -> Cluster:
    ids = "|".join(network.nodes[vertex].id for vertex in group.tolist())
    order = group[np.lexsort((group, -inside[group]))][:members]
    own = staying[:, group]
    return Cluster(
        id=f"cluster-{sha256(ids.encode()).hexdigest()[:12]}",
        name=named.name,
        reason=named.reason,
        size=len(group),
        members=tuple(
            Member(
                node=network.ref(vertex),
                links_inside=int(inside[vertex]),
                stability=_mean(staying[:, vertex]),
            )
            for vertex in order.tolist()
        ),
        stability=_mean(own),
        margin=_margin(own.mean(axis=1)),
    )


def _margin(per_run: Floats) -> float:
    """Two standard errors of a mean over runs."""
    if len(per_run) < 2:
        return 0.0
    return round(2 * float(per_run.std(ddof=1)) / float(np.sqrt(len(per_run))), 3)


def _method(network: Network, search: Search, cores: Cores) -> str:
    fewer = " (fewer than usual: the network is large)" if cores.runs < search.reruns else ""
    return (
        f"Louvain with refinement, resolution {search.resolution:g} on "
        f"{counted(network.n, 'node')}: tied nodes "
        f"together in {TOGETHER:.0%} of {counted(cores.runs + 1, 'run')}; stability measured on "
        f"{counted(cores.runs, 'fresh run')}{fewer}; seeds from {search.seed}, one thread."
    )


def _notes(network: Network, *, include_ai: bool) -> tuple[str, ...]:
    notes = [
        "A cluster is what the links read so far suggest; a missing link may be unread.",
        "Who stays with no cluster steadily is between clusters, and in none of them.",
    ]
    notes += list_notes(network)
    only_ai = int(network.once(all_ties).only_ai.sum())
    if only_ai and not include_ai:
        notes.append(f"Not used: {counted(only_ai, 'link')} found only by an AI search.")
    return tuple(notes)
