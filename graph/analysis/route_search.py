"""The search for routes: from both ends first, then ranked lazily, on the network's arrays."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from graph.analysis.acquaintance import distinct
from graph.analysis.ties import Costs
from graph.network import Flags, Ints, Network

# More than any sum of costs, and small enough that three of them do not overflow.
_NEVER = np.int64(2**60)
# Above this a float no longer counts in ones.
_COUNTABLE = 2.0**53

Route = tuple[int, ...]


@dataclass(slots=True, kw_only=True)
class Meter:
    """How many steps a ranking may still take; ``cut`` tells that it wanted more."""

    left: int
    cut: bool = False

    def take(self, steps: int = 1) -> bool:
        """Take some steps; False when there are not as many left."""
        self.cut = self.cut or steps > self.left
        self.left -= steps
        return not self.cut


class TwoEnds:
    """Breadth-first search from both ends over allowed links (m,) and vertices (n,).

    The ends themselves are always allowed. The side with fewer links waiting grows first.
    ``least`` is the number of hops of the shortest route, 0 when there is none.
    Cost: linear in the links touched.
    """

    def __init__(
        self, network: Network, start: int, end: int, *, links: Flags, vertices: Flags
    ) -> None:
        self.network, self.links = network, links
        self.allowed = vertices.copy()
        self.allowed[[start, end]] = True
        self._far = [np.full(network.n, -1, dtype=np.int32) for _ in range(2)]
        self._rim: list[Ints] = [np.array([v], dtype=np.int32) for v in (start, end)]
        self._radius = [0, 0]
        self._far[0][start] = self._far[1][end] = 0
        self.least = self._search()

    def _search(self) -> int:
        """Hops of the shortest route; 0 when there is none."""
        while not self._met():
            if not self._grow():
                return 0
        return sum(self._radius)

    def ball(self, hops: int) -> Ints:
        """Vertices on a walk of at most ``hops`` from end to end, ascending."""
        while sum(self._radius) < hops and self._grow():
            pass
        far = [there.copy() for there in self._far]
        for side in (0, 1):
            rim, radius = self._rim[side], self._radius[side]
            while len(rim):
                radius += 1
                rim = self._step(far, side, rim, radius, within=hops)
        there, back = far
        return np.flatnonzero((there >= 0) & (back >= 0) & (there + back <= hops)).astype(np.int32)

    def _met(self) -> bool:
        rim = np.concatenate(self._rim)
        return bool(((self._far[0][rim] >= 0) & (self._far[1][rim] >= 0)).any())

    def _grow(self) -> bool:
        """Grow the lighter side by one hop; False when either side has nowhere to go."""
        if not all(len(rim) for rim in self._rim):
            return False
        waiting = [int(self.network.degree[rim].sum()) for rim in self._rim]
        side = int(waiting[0] > waiting[1])
        self._radius[side] += 1
        self._rim[side] = self._step(self._far, side, self._rim[side], self._radius[side])
        return True

    def _step(
        self, far: list[Ints], side: int, rim: Ints, hops: int, within: int | None = None
    ) -> Ints:
        """Reach what is one hop beyond ``rim``; with ``within`` only what such a walk can use."""
        others, _, _ = rows(self.network, rim, self.links)
        new = distinct(others[self.allowed[others] & (far[side][others] < 0)])
        if within is not None:
            back = far[1 - side][new]
            new = new[(back >= 0) & (back + hops <= within)]
        far[side][new] = hops
        return new


def rows(network: Network, vertices: Ints, links: Flags) -> tuple[Ints, Ints, Ints]:
    """Neighbours over allowed links, those links, and for each the place in ``vertices``."""
    begin = network.indptr[vertices].astype(np.int64)
    many = network.indptr[vertices + 1] - begin
    at = np.arange(int(many.sum())) + np.repeat(begin - (np.cumsum(many) - many), many)
    place = np.repeat(np.arange(len(vertices), dtype=np.int32), many)
    kept = links[network.link_at[at]]
    return network.neighbour[at][kept], network.link_at[at][kept], place[kept]


class Field:
    """The vertices that short walks use, with the cheapest link of each pair, numbered anew.

    ``stop`` (n,) is what passing a vertex costs; the ends cost nothing, and no walk comes back to
    its start or goes on from its end.
    """

    def __init__(
        self,
        network: Network,
        ball: Ints,
        *,
        ends: tuple[int, int],
        links: Flags,
        cost: Costs,
        stop: Costs,
    ) -> None:
        self.ball = ball
        place = np.full(network.n, -1, dtype=np.int32)
        place[ball] = np.arange(len(ball), dtype=np.int32)
        self.start, self.end = place[list(ends)].tolist()
        others, at, row = rows(network, ball, links)
        other = place[others]
        inside = (other >= 0) & (other != row)
        row, other, price = row[inside], other[inside], cost[at[inside]]
        order = np.lexsort((price, other, row))
        row, other, price = row[order], other[order], price[order]
        first = np.ones(len(row), dtype=np.bool_)
        first[1:] = (row[1:] != row[:-1]) | (other[1:] != other[:-1])
        self.row, self.other, self.price = row[first], other[first], price[first]
        self.begin = np.searchsorted(self.row, np.arange(len(ball) + 1))
        self.enter = stop[ball].copy()
        self.enter[self.end] = 0
        self.enter[self.start] = _NEVER

    def count(self) -> tuple[int, bool]:
        """How many shortest routes there are, and whether the count is exact; 0 for none."""
        ways = np.zeros(len(self.ball))
        ways[self.end] = 1.0
        new = reached = ways > 0
        while new.any() and not reached[self.start]:
            onward = np.where(new, ways, 0.0)[self.other]
            ways = np.zeros(len(self.ball))
            np.add.at(ways, self.row, onward)
            new = (ways > 0) & ~reached
            reached = reached | new
        number = ways[self.start] if reached[self.start] else 0.0
        return int(number), bool(number < _COUNTABLE)

    def onward(self, hops: int, through: tuple[int, ...]) -> list[list[Costs]]:
        """Least cost of entering a vertex and going on from it to the end.

        ``[hops left before entering][which of through are still to be visited, as bits]``.
        """
        states = range(1 << len(through))
        rest = [np.full(len(self.ball), _NEVER) for _ in states]
        rest[0][self.end] = 0
        tables: list[list[Costs]] = [[]]
        for _ in range(hops):
            entered = [self._entered(rest, state, through) for state in states]
            tables.append(entered)
            rest = [self._left(enter) for enter in entered]
        return tables

    def _entered(self, rest: list[Costs], state: int, through: tuple[int, ...]) -> Costs:
        ahead = rest[state].copy()
        for bit, vertex in enumerate(through):
            waiting = state >> bit & 1
            ahead[vertex] = rest[state ^ (1 << bit)][vertex] if waiting else _NEVER
        entered: Costs = np.minimum(self.enter + ahead, _NEVER)
        return entered

    def _left(self, entered: Costs) -> Costs:
        least = np.full(len(self.ball), _NEVER)
        np.minimum.at(least, self.row, self.price + entered[self.other])
        least = np.minimum(least, _NEVER)
        least[self.end] = _NEVER
        return least


class Ranking:
    """Loopless routes of exactly ``hops`` through a field, cheapest first, equal ones by vertices.

    Lazy: the next route costs a few steps of the meter, however many routes there are. Links at a
    vertex are put in order once for each number of hops left.
    """

    def __init__(
        self, field: Field, hops: int, meter: Meter, through: tuple[int, ...] = ()
    ) -> None:
        self.field, self.hops, self.meter = field, hops, meter
        self.through = tuple(np.searchsorted(field.ball, through).tolist())
        self.onward = field.onward(hops, self.through)
        self._rows: dict[tuple[int, int, int], tuple[Costs, Ints, Costs]] = {}
        self._heap: list[tuple[int, Route, int, int, int]] = []

    def __iter__(self) -> Iterator[tuple[int, Route]]:
        """(cost, vertices) of each route."""
        self._push((self.field.start,), 0, (1 << len(self.through)) - 1, 0)
        while self._heap and self.meter.take():
            total, route, spent, place, state = heapq.heappop(self._heap)
            self._push(route[:-1], spent, state, place + 1)
            if len(route) > self.hops:
                yield total, tuple(self.field.ball[list(route)].tolist())
            else:
                steps = self._row(route[-2], self.hops - len(route) + 2, state)[2]
                self._push(route, spent + int(steps[place]), self._visited(route[-1], state), 0)

    def _push(self, route: Route, spent: int, state: int, place: int) -> None:
        """Put the best way on from a route, from that place of its row on, into the queue."""
        totals, others, _ = self._row(route[-1], self.hops - len(route) + 1, state)
        while place < len(others) and int(others[place]) in route:
            place += 1
        if place < len(others):
            longer = (*route, int(others[place]))
            heapq.heappush(self._heap, (spent + int(totals[place]), longer, spent, place, state))

    def _row(self, vertex: int, left: int, state: int) -> tuple[Costs, Ints, Costs]:
        """Ways on from a vertex: cost to the end, next vertex, cost of the step; best first."""
        key = (vertex, left, state)
        if key not in self._rows:
            field = self.field
            span = slice(int(field.begin[vertex]), int(field.begin[vertex + 1]))
            others, prices = field.other[span], field.price[span]
            totals = prices + self.onward[left][state][others]
            order = np.lexsort((others, totals))
            order = order[totals[order] < _NEVER]
            steps = prices[order] + field.enter[others[order]]
            self._rows[key] = (totals[order], others[order], steps)
        return self._rows[key]

    def _visited(self, vertex: int, state: int) -> int:
        bit = self.through.index(vertex) if vertex in self.through else -1
        return state if bit < 0 else state & ~(1 << bit)
