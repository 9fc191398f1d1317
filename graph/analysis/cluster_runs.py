"""Runs of Louvain with other seeds and orders: what they find, and who stays with whom in them."""

from threading import Lock

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from graph.analysis.acquaintance import Floats
from graph.analysis.projection import Pairs
from graph.network import Flags, Ints

# Rounds on each level. They have to be bounded: networkit's Leiden has no such bound, and where
# moves gain alike (a ring) it moves a node to and fro for ever (11.2.2, seed 871 of a ring of 60).
_ROUNDS = 32
# Networkit keeps its seed and its number of threads for the whole process: two searches at the
# same time would draw one another's random numbers.
_ONE_AT_A_TIME = Lock()


def louvain_runs(ties: Pairs, resolution: float, seeds: range) -> list[Ints]:
    """Labels (n,) of one run of Louvain with refinement for each seed; labels are connected parts.

    Each run but that of seed 0 takes the vertices in an order of its own. One thread: the same
    seeds give the same labels on every machine. Cost: pairs times runs.

    >>> import numpy as np
    >>> pair = Pairs(n=3, one=np.array([0], np.int32), other=np.array([2], np.int32),
    ...     weight=np.ones(1))
    >>> louvain_runs(pair, 1.0, range(1))[0].tolist()
    [0, 1, 0]

    Source: Staudt and Meyerhenke 2016, IEEE Trans. Parallel Distrib. Syst. 27 (PLM).
    """
    if not len(ties.weight):
        return [np.arange(ties.n, dtype=np.int32) for _ in seeds]
    import networkit

    with _ONE_AT_A_TIME:
        threads = networkit.getMaxNumberOfThreads()
        # More than one thread makes the result depend on which is faster.
        networkit.setNumberOfThreads(1)
        try:
            return [_louvain(ties, resolution, seed) for seed in seeds]
        finally:
            networkit.setNumberOfThreads(threads)


def _louvain(ties: Pairs, resolution: float, seed: int) -> Ints:
    import networkit

    order = np.arange(ties.n)
    if seed:
        order = np.random.default_rng(seed).permutation(ties.n)
    networkit.setSeed(seed, False)
    graph = networkit.GraphFromCoo(
        (ties.weight, (order[ties.one], order[ties.other])), n=ties.n, weighted=True
    )
    found = networkit.community.PLM(
        graph, refine=True, gamma=resolution, par="none", maxIter=_ROUNDS
    )
    found.run()
    labels = np.array(found.getPartition().getVector(), dtype=np.int32)[order]
    return connected(ties, labels[ties.one] == labels[ties.other])


def connected(ties: Pairs, kept: Flags) -> Ints:
    """The parts that hang together by the pairs kept, as labels (n,)."""
    pairs = (ties.one[kept], ties.other[kept])
    matrix = csr_matrix((np.ones(int(kept.sum())), pairs), shape=(ties.n, ties.n))
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


def together(ties: Pairs, runs: list[Ints]) -> Floats:
    """For each pair the share of runs in which its two ends have one label, shape (pairs,)."""
    found = np.zeros(len(ties.weight))
    for labels in runs:
        found += labels[ties.one] == labels[ties.other]
    return found / max(1, len(runs))


def shares_staying(labels: Ints, runs: list[Ints], among: Flags) -> Floats:
    """For each run and vertex, the share of its fellows that stay with it, (runs, n).

    Fellows are the vertices ``among`` (n,) of the same label; 1 for who has none.

    >>> cluster, among = np.zeros(3, np.int32), np.ones(3, bool)
    >>> shares_staying(cluster, [np.array([1, 1, 2], np.int32)], among).tolist()
    [[0.5, 0.5, 0.0]]
    """
    found = np.ones((len(runs), len(labels)))
    here = np.flatnonzero(among)
    size = np.bincount(labels[here], minlength=1) if len(here) else np.zeros(1, np.int64)
    fellows = size[labels[here]] - 1
    apart = fellows > 0
    for at, run in enumerate(runs):
        both = labels[here].astype(np.int64) * (len(labels) + 1) + run[here]
        _, place, many = np.unique(both, return_inverse=True, return_counts=True)
        found[at, here[apart]] = (many[place[apart]] - 1) / fellows[apart]
    return found
