"""How far everybody is from the people in a room, and who of them is nearest."""

from collections.abc import Iterable

import numpy as np

from graph.analysis.paths import find_paths
from graph.analysis.route_search import rows
from graph.analysis.ties import Costs, all_ties, hub_costs
from graph.network import KIND_CODES, Ints, Network
from graph.results import Path
from graph.schema import CONTEXT_KINDS


class Reach:
    """Fewest introductions from any of several vertices, then least cost, over evidenced links.

    ``hops`` (n,) is -1 where there is no route; ``origin`` (n,) is the vertex that a route begins
    at, the first by cost, then by id. Links found only by an AI search are not used; countries,
    places and themes are passed by none. Cost: linear in links, a sort a level.
    """

    def __init__(self, network: Network, starts: Iterable[int]) -> None:
        self.network = network
        first = np.array(sorted(starts), dtype=np.int32)
        self.hops: Ints = np.full(network.n, -1, dtype=np.int32)
        self.origin: Ints = np.full(network.n, -1, dtype=np.int32)
        self.cost: Costs = np.zeros(network.n, dtype=np.int64)
        self.hops[first] = 0
        self.origin[first] = first
        self._paths: dict[tuple[int, int], Path | None] = {}
        self._grow(first)

    def _grow(self, rim: Ints) -> None:
        network = self.network
        ties, hub = network.once(all_ties), network.once(hub_costs)
        links = network.introduces & ~ties.only_ai
        ground = np.isin(network.kind, [KIND_CODES[kind] for kind in sorted(CONTEXT_KINDS)])
        level = 0
        while len(rim):
            level += 1
            others, at, place = rows(network, rim, links)
            new = (self.hops[others] < 0) & ~ground[others]
            others, at, before = others[new], at[new], rim[place[new]]
            stop = hub[before] if level > 1 else np.zeros(len(before), dtype=np.int64)
            cost = self.cost[before] + ties.cost[at] + stop
            order = np.lexsort((self.origin[before], cost, others))
            others, cost, before = others[order], cost[order], before[order]
            first = np.ones(len(others), dtype=np.bool_)
            first[1:] = others[1:] != others[:-1]
            rim = others[first]
            self.hops[rim] = level
            self.cost[rim] = cost[first]
            self.origin[rim] = self.origin[before[first]]

    def nearest(self, vertices: Iterable[int]) -> int | None:
        """Which of some vertices is reached first; None when none is."""
        near = [v for v in vertices if self.hops[v] >= 0]
        return min(near, key=lambda v: (int(self.hops[v]), int(self.cost[v]), v), default=None)

    def path(self, vertex: int) -> Path | None:
        """The route that 'paths' puts first from the nearest origin to a vertex; kept."""
        start = int(self.origin[vertex])
        if start < 0 or start == vertex:
            return None
        key = (start, vertex)
        if key not in self._paths:
            ids = [self.network.nodes[v].id for v in key]
            answer = find_paths(self.network, ids[0], ids[1], k=1, max_hops=int(self.hops[vertex]))
            self._paths[key] = answer.paths[0] if answer.paths else None
        return self._paths[key]
