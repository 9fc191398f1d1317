"""The smallest set of invitations that brings what is missing: greedy, then pruned, with swaps."""

import heapq
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick(Generic[T]):
    """One choice of a cover: what is new with it, and what of all only it brings."""

    vertex: int
    brings: frozenset[T]
    alone: frozenset[T]


def small_cover(
    wanted: Iterable[T], brings: Mapping[int, frozenset[T]], rank: Callable[[int], Any]
) -> tuple[Pick[T], ...]:
    """Few vertices that together bring all of ``wanted`` that any of them brings.

    Greedy: at each step who brings most that is new, then the least by ``rank``; then whoever
    turns out not to be needed is left out. Never more than 1 + ln(most brought by one) times as
    many as the least possible (Chvátal 1979). Cost: a heap of the vertices, linear in items.

    >>> [pick.vertex for pick in small_cover("abc", {1: frozenset("ab"), 2: frozenset("c")}, int)]
    [1, 2]
    """
    asked = frozenset(wanted)
    able = {v: asked & items for v, items in brings.items()}
    chosen = _pruned(_greedy({v: items for v, items in able.items() if items}, rank), able)
    counts = Counter(item for vertex in chosen for item in able[vertex])
    covered: set[T] = set()
    picks = []
    for vertex in chosen:
        alone = frozenset(item for item in able[vertex] if counts[item] == 1)
        picks.append(Pick(vertex=vertex, brings=able[vertex] - covered, alone=alone))
        covered |= able[vertex]
    return tuple(picks)


def swaps(
    pick: Pick[T],
    chosen: Iterable[int],
    brings: Mapping[int, frozenset[T]],
    rank: Callable[[int], Any],
    *,
    limit: int = 3,
) -> tuple[int, ...]:
    """Who could be chosen in place of a pick without losing an item, best by ``rank`` first.

    >>> able = {1: frozenset("ab"), 2: frozenset("c"), 3: frozenset("abc")}
    >>> swaps(Pick(vertex=2, brings=frozenset("c"), alone=frozenset("c")), [1, 2], able, int)
    (3,)
    """
    there = set(chosen)
    fits = (v for v, items in brings.items() if v not in there and pick.alone <= items)
    return tuple(heapq.nsmallest(limit, fits, key=rank))


def _greedy(able: Mapping[int, frozenset[T]], rank: Callable[[int], Any]) -> list[int]:
    """What a vertex would add only ever falls: an old figure at the top of the heap is renewed."""
    heap = [(-len(items), rank(v), v) for v, items in able.items()]
    heapq.heapify(heap)
    covered: set[T] = set()
    chosen = []
    while heap:
        said, ranked, vertex = heapq.heappop(heap)
        new = len(able[vertex] - covered)
        if new == -said:
            chosen.append(vertex)
            covered |= able[vertex]
        elif new:
            heapq.heappush(heap, (-new, ranked, vertex))
    return chosen


def _pruned(chosen: list[int], able: Mapping[int, frozenset[T]]) -> list[int]:
    """Without those whose items the others bring, latest choice first."""
    counts = Counter(item for vertex in chosen for item in able[vertex])
    kept = []
    for vertex in reversed(chosen):
        if all(counts[item] > 1 for item in able[vertex]):
            for item in able[vertex]:
                counts[item] -= 1
        else:
            kept.append(vertex)
    return kept[::-1]
