"""Clusters against clusters: links seen, links expected by chance, and the pairs behind each."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.analysis.chance import UNLIKELY, Ends, as_few_or_many
from graph.analysis.clusters import find_clusters
from graph.analysis.finding import Finding
from graph.analysis.ground import full_ground, plain_ground
from graph.analysis.pair_gaps import pairs_between
from graph.analysis.projection import link_classes, usable_links
from graph.analysis.sentences import counted, sentence
from graph.analysis.ties import all_ties
from graph.errors import BadQuestion
from graph.network import Ints, Network
from graph.results import Reason
from graph.results_groups import (
    Cell,
    Cluster,
    ClusterRef,
    ClustersAnswer,
    MatrixAnswer,
    SeenLink,
    UnmetPair,
)
from graph.schema import words

# Seen links named in each cell: the strongest.
_LINKS = 2
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Class:
    """Links of one class: how many leave and reach each cluster (k,), between which two (k, k)."""

    out: Counts
    into: Counts
    between: Counts
    many: int


def find_matrix(
    network: Network,
    *,
    resolution: float | None = None,
    limit: int = 20,
    pairs: int = 3,
    seed: int = 1,
    reruns: int = 30,
    min_size: int = 3,
    include_ai: bool = False,
) -> MatrixAnswer:
    """Of each two of the ``limit`` largest clusters: links seen against links expected.

    Counted are links that can carry an introduction between members. Expected is the exact mean
    of the configuration model: targets dealt anew among the links of one kind between the same
    kinds of nodes, every node keeping its number of links. The p-value is of a binomial with the
    exact mean and variance. Each cell names the strongest links seen and up to
    ``pairs`` bodies with common ground and no link found, the best first; where nothing was read
    that would tell, the pair's state is unknown. Other options as in ``find_clusters``, and so are
    the errors. Fewer than two clusters give no cells. Cost: the clusters, the pairs of
    their bodies that share something, and clusters squared.

    >>> drawn = Network.of("a-b", "b-c", "c-a", "c-d", "d-e", "e-f", "f-d")
    >>> [(cell.seen, round(cell.expected, 1)) for cell in find_matrix(drawn).cells]
    [(1, 3.6)]

    Source: Newman 2010, Networks, section 13.2 (configuration model).
    """
    if pairs < 0:
        raise BadQuestion("pairs is 0 or more", where="--pairs")
    found = find_clusters(
        network, resolution=resolution, seed=seed, reruns=reruns, limit=limit,
        members=max(network.n, 1), min_size=min_size, include_ai=include_ai,
    )  # fmt: skip
    part = _parts(network, found.clusters)
    classes = _classes(network, part, len(found.clusters), include_ai=include_ai)
    behind = _Behind.of(network, part, pairs=pairs, include_ai=include_ai)
    refs = tuple(_ref(at, cluster, classes) for at, cluster in enumerate(found.clusters))
    numbers = range(len(refs))
    cells = [
        _cell(network, (refs[a], refs[b]), classes, behind, tests=len(refs) * (len(refs) - 1) // 2)
        for a in numbers for b in numbers if a < b
    ]  # fmt: skip
    cells.sort(key=lambda cell: (_order(cell), cell.one, cell.other))
    return MatrixAnswer(
        headline=_headline(len(refs), cells),
        clusters=refs,
        cells=tuple(cells),
        method="Configuration model: exact means and variances, binomial p-values; each pair of "
        f"clusters is judged at {UNLIKELY:g} divided by the number of pairs. {found.method}",
        notes=_notes(found, len(cells)),
        snapshot=network.snapshot,
    )


def _parts(network: Network, clusters: Sequence[Cluster]) -> Ints:
    """The number of each vertex's cluster, from 0; -1 for who is in none of those shown, (n,)."""
    part = np.full(network.n, -1, dtype=np.int32)
    for at, cluster in enumerate(clusters):
        part[[network.index[member.node.id] for member in cluster.members]] = at
    return part


def _classes(network: Network, part: Ints, k: int, *, include_ai: bool) -> list[Class]:
    usable = usable_links(network, include_ai=include_ai) & network.introduces
    usable &= network.link_source != network.link_target
    found = []
    for links in link_classes(network, usable):
        source, target = part[network.link_source[links]], part[network.link_target[links]]
        both = (source >= 0) & (target >= 0)
        code = source[both].astype(np.int64) * k + target[both]
        found.append(Class(
            out=np.bincount(source[source >= 0], minlength=k),
            into=np.bincount(target[target >= 0], minlength=k),
            between=np.bincount(code, minlength=k * k).reshape(k, k),
            many=len(links),
        ))  # fmt: skip
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Behind:
    """What stands behind cells: links between two clusters, strongest first, and pair gaps."""

    links: Mapping[tuple[int, int], list[int]]
    gaps: Mapping[tuple[int, int], tuple[list[Finding], int]]

    @classmethod
    def of(cls, network: Network, part: Ints, *, pairs: int, include_ai: bool) -> "_Behind":
        links: dict[tuple[int, int], list[int]] = defaultdict(list)
        usable = usable_links(network, include_ai=include_ai) & network.introduces
        source, target = part[network.link_source], part[network.link_target]
        at = np.flatnonzero(usable & (source >= 0) & (target >= 0) & (source != target))
        cost = network.once(all_ties).cost
        for link in at[np.lexsort((at, cost[at]))].tolist():
            links[_cell_of(source[link], target[link])].append(link)
        ground = network.once(full_ground if include_ai else plain_ground)
        inside = {int(v): int(part[v]) for v in np.flatnonzero(part >= 0)}
        return cls(links=links, gaps=pairs_between(ground, inside, each=pairs))


def _cell_of(one: int, other: int) -> tuple[int, int]:
    return (int(min(one, other)), int(max(one, other)))


def _ref(at: int, cluster: Cluster, classes: list[Class]) -> ClusterRef:
    outward = sum(int(c.out[at] + c.into[at] - 2 * c.between[at, at]) for c in classes)
    return ClusterRef(
        number=at + 1, id=cluster.id, name=cluster.name, size=cluster.size, links_outward=outward
    )


def _cell(
    network: Network,
    refs: tuple[ClusterRef, ClusterRef],
    classes: list[Class],
    behind: _Behind,
    *,
    tests: int,
) -> Cell:
    a, b = (ref.number - 1 for ref in refs)
    seen = sum(int(c.between[a, b] + c.between[b, a]) for c in classes)
    expected, p = as_few_or_many(seen, [
        Ends(
            out_one=int(c.out[a]), into_one=int(c.into[a]), out_other=int(c.out[b]),
            into_other=int(c.into[b]), many=c.many,
        )
        for c in classes
    ])  # fmt: skip
    gaps, in_all = behind.gaps.get((a, b), ([], 0))
    return Cell(
        one=refs[0].number,
        other=refs[1].number,
        seen=seen,
        expected=round(expected, 2),
        ratio=round(seen / expected, 3) if expected else 0.0,
        p_value=float(f"{p:.2g}"),
        words=_words(refs, seen, expected, p, tests=tests),
        links=tuple(_seen(network, at) for at in behind.links.get((a, b), [])[:_LINKS]),
        unmet=tuple(_unmet(network, gap) for gap in gaps),
        unmet_in_all=in_all,
    )


def _words(
    refs: tuple[ClusterRef, ClusterRef], seen: int, expected: float, p: float, *, tests: int
) -> str:
    far = p <= UNLIKELY / max(tests, 1)
    verdict = ("fewer than chance" if seen < expected else "more than chance") if far else (
        "within chance"
    )  # fmt: skip
    return sentence(
        "{one} and {other}: {seen} where {expected} would be expected; {verdict}.",
        one=refs[0].name, other=refs[1].name, seen=counted(seen, "link"),
        expected=f"{expected:.1f}", verdict=verdict,
    )  # fmt: skip


def _seen(network: Network, at: int) -> SeenLink:
    link = network.links[at]
    return SeenLink(
        one=network.ref(network.index[link.source]),
        other=network.ref(network.index[link.target]),
        words=words(link.kind),
        evidence=network.evidence(*link.statements[:2]),
    )


def _unmet(network: Network, finding: Finding) -> UnmetPair:
    clue = finding.clues[0]
    return UnmetPair(
        one=network.ref(finding.subject),
        other=network.ref(finding.object or finding.subject),
        reason=Reason(
            kind=clue.kind, words=clue.words, score=clue.score,
            evidence=network.evidence(*clue.said),
        ),
        state=finding.state,
    )  # fmt: skip


def _order(cell: Cell) -> tuple[float, float]:
    """Fewest against expectation first, most against it last."""
    fewer = cell.seen < cell.expected
    return (cell.p_value if fewer else 2 - cell.p_value, -cell.expected)


def _headline(k: int, cells: list[Cell]) -> str:
    if not cells:
        return "Fewer than two clusters: there is nothing to compare."
    fewer = sum(cell.words.endswith("fewer than chance.") for cell in cells)
    more = sum(cell.words.endswith("more than chance.") for cell in cells)
    return sentence(
        "{k}, {cells}: {fewer} with fewer links than chance would give, {more} with more.",
        k=counted(k, "cluster"), cells=counted(len(cells), "pair"), fewer=f"{fewer:,}",
        more=f"{more:,}",
    )  # fmt: skip


def _notes(found: ClustersAnswer, cells: int) -> tuple[str, ...]:
    return (
        "Clusters hold their links inside by how they were sought: fewer than expected between "
        "two is usual. Compare pairs with one another.",
        sentence("{cells} were looked at: with so many, one is far off by chance more often "
                 "than its p-value says.", cells=counted(cells, "pair")),
        "A pair whose state is unknown is no gap: nothing was read that would tell of a link.",
        *found.notes,
    )  # fmt: skip
