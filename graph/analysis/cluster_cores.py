"""Steady cores: who stays together whichever way the clusters are sought; the rest is between."""

from dataclasses import dataclass

import numpy as np

from graph.analysis.acquaintance import Floats
from graph.analysis.cluster_runs import (
    connected,
    louvain_runs,
    modularity,
    shares_staying,
    together,
)
from graph.analysis.projection import Pairs, can_be_members, usable_links, weighted_pairs
from graph.network import Flags, Ints, Network

# Two tied nodes belong to one core when so many runs in a hundred put them together.
TOGETHER = 0.8
# Who is together with its fellows less often than this belongs to no core.
STEADY = 0.6
# Pairs times runs that one search may cost: above it fewer runs are made, and the method says so.
BUDGET, FEWEST = 500_000, 3
# Seeds of the runs that measure are far from those of the runs that find.
_FRESH = 100_003


@dataclass(frozen=True, slots=True, kw_only=True)
class Cores:
    """What a search found: labels (n,) of the cores, who is alone being a label of its own.

    ``runs`` is how many runs were made beside the first, whose modularity, before any core was
    taken, is ``rough``.
    """

    labels: Ints
    modularity: float
    rough: float
    runs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """One way to look for cores; ask by ``network.once(search)``, which keeps the result."""

    resolution: float
    seed: int
    reruns: int
    include_ai: bool

    def __call__(self, network: Network) -> Cores:
        """The cores of a network. Cost: pairs times runs."""
        ties = network.once(Projected(include_ai=self.include_ai))
        runs = affordable(ties, self.reruns)
        found = louvain_runs(ties, self.resolution, range(self.seed, self.seed + runs + 1))
        labels = steady_cores(ties, found)
        return Cores(
            labels=labels,
            modularity=modularity(ties, labels),
            rough=modularity(ties, found[0]),
            runs=runs,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Staying:
    """How steadily the cores of a search stay together in as many fresh runs; ask by ``once``."""

    search: Search
    fresh: int

    def __call__(self, network: Network) -> Floats:
        """For each fresh run and vertex the share of its fellows that stay with it, (runs, n).

        The runs are others than those that found the cores. Cost: pairs times runs.
        """
        search = self.search
        ties = network.once(Projected(include_ai=search.include_ai))
        start = search.seed + _FRESH
        runs = range(start, start + affordable(ties, self.fresh))
        labels = louvain_runs(ties, search.resolution, runs)
        return shares_staying(network.once(search).labels, labels, can_be_members(network))


@dataclass(frozen=True, slots=True, kw_only=True)
class Projected:
    """The weighted pairs of a network, kept once made; ask by ``network.once``."""

    include_ai: bool

    def __call__(self, network: Network) -> Pairs:
        """Usable links as weighted pairs."""
        return weighted_pairs(network, usable_links(network, include_ai=self.include_ai))


def affordable(ties: Pairs, reruns: int) -> int:
    """How many runs to make: as many as asked for, fewer where the network is large."""
    most = max(FEWEST, BUDGET // max(1, len(ties.weight)))
    return min(reruns, most)


def steady_cores(ties: Pairs, runs: list[Ints]) -> Ints:
    """Labels (n,) of the parts that stay together: who is in none has a label of its own.

    Nodes that are tied and together in ``TOGETHER`` of the runs make a core; whoever is
    with its fellows in less than ``STEADY`` of them leaves it again, until nobody has to. Every
    core is connected. Cost: pairs times runs, for each round of leaving.

    >>> import numpy as np
    >>> ties = Pairs(n=3, one=np.array([0, 1], np.int32), other=np.array([1, 2], np.int32),
    ...     weight=np.ones(2))
    >>> steady_cores(ties, [np.array(run, np.int32) for run in ([0, 0, 0], [0, 0, 1])]).tolist()
    [0, 0, 1]

    Source: the consensus of Lancichinetti and Fortunato 2012, Scientific Reports 2, 336, on tied
    pairs alone.
    """
    kept: Flags = together(ties, runs) >= TOGETHER
    everybody = np.ones(ties.n, dtype=np.bool_)
    while True:
        labels = connected(ties, kept)
        loose = shares_staying(labels, runs, everybody).mean(axis=0) < STEADY
        leaving = kept & (loose[ties.one] | loose[ties.other])
        if not leaving.any():
            return labels
        kept &= ~leaving
