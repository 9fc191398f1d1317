"""How many hops many nodes are from their own sets of targets: one search from all targets."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from graph.analysis.acquaintance import Acquaintance

Bits = NDArray[np.uint64]
_WORD = 64


def hops_to_targets(
    near: Acquaintance,
    targets: Mapping[int, Sequence[int]],
    wanted: Mapping[int, Sequence[int]],
) -> dict[int, int]:
    """Hops of each vertex to the nearest of its targets; left out where no route leads to any.

    ``targets`` names sets of vertices by a number, ``wanted`` of each vertex asked for the numbers
    of the sets that count for it. All sets are followed at once, a bit each, 64 to a word.
    Cost: links times levels times words, whatever the number of vertices asked for.
    Source: Then and others 2014, Proceedings of the VLDB Endowment 8 (many searches as bits).

    >>> from graph.analysis.acquaintance import acquaintance
    >>> from graph.network import Network
    >>> line = acquaintance(Network.of("a-b", "b-c", "d"))
    >>> hops_to_targets(line, {1: [2]}, {0: [1], 1: [1], 3: [1]})
    {1: 1, 0: 2}
    """
    sets = {number: at for at, number in enumerate(sorted(targets))}
    asked = np.array(sorted(wanted), dtype=np.int64)
    found = np.full(len(asked), -1, dtype=np.int64)
    masks = _masks(asked, wanted, sets)
    for word in range(masks.shape[1]):
        mask = masks[:, word]
        if mask.any():
            rim = np.zeros(len(near.begin) - 1, dtype=np.uint64)
            for number, at in sets.items():
                if at // _WORD == word:
                    np.bitwise_or.at(rim, list(targets[number]), np.uint64(1 << (at % _WORD)))
            _spread(near, rim, asked, mask, found)
    order = np.lexsort((asked, found))
    return {int(asked[at]): int(found[at]) for at in order if found[at] >= 0}


def _masks(
    asked: NDArray[np.int64], wanted: Mapping[int, Sequence[int]], sets: Mapping[int, int]
) -> Bits:
    words = (len(sets) + _WORD - 1) // _WORD
    masks = np.zeros((len(asked), words), dtype=np.uint64)
    for row, vertex in enumerate(asked.tolist()):
        for at in (sets[number] for number in wanted[vertex] if number in sets):
            masks[row, at // _WORD] |= np.uint64(1 << (at % _WORD))
    return masks


def _spread(
    near: Acquaintance, rim: Bits, asked: NDArray[np.int64], mask: Bits, found: NDArray[np.int64]
) -> None:
    """Let the bits of one word spread hop by hop until every vertex asked for has met one."""
    filled = np.flatnonzero(near.degree > 0)
    starts = near.begin[filled]
    seen, hops = rim.copy(), 0
    while rim.any():
        hit = (seen[asked] & mask) != 0
        nearer = hit & ((found < 0) | (found > hops))
        found[nearer] = hops
        if not ((found < 0) | (found > hops))[mask != 0].any() or not len(filled):
            return
        met = np.zeros_like(rim)
        met[filled] = np.bitwise_or.reduceat(rim[near.other], starts)
        rim = met & ~seen
        seen |= rim
        hops += 1
