"""Random networks with as many links a node as the one seen: what chance alone would make."""

import numpy as np
from numpy.typing import NDArray

from graph.analysis.acquaintance import Acquaintance
from graph.network import Codes

# Each round proposes one swap for every two links: 20 rounds are ten proposals a link, enough for
# the past to be forgotten (Milo and others 2003, arXiv cond-mat/0312028, advise at least that).
_ROUNDS = 20

Longs = NDArray[np.int64]


def rewired(near: Acquaintance, kind: Codes, random: np.random.Generator) -> Acquaintance:
    """The same nodes with their links exchanged at random, two at a time.

    Every node keeps its number of neighbours of each kind of node (``kind``, shape (n,)): people
    stay tied to groups, not to people. Without loops and parallels. Swaps proposed at once are
    refused together where they would make one pair twice.
    Cost: 20 sorts of the links. Source: Maslov and Sneppen 2002, Science 296.

    >>> from graph.analysis.acquaintance import acquaintance
    >>> from graph.network import Network
    >>> square = Network.of("a-b", "b-c", "c-d", "d-a", "a-e")
    >>> made = rewired(acquaintance(square), square.kind, np.random.default_rng(1))
    >>> made.degree.tolist() == acquaintance(square).degree.tolist()
    True
    """
    n = len(near.begin) - 1
    once = near.row < near.other
    one, other = near.row[once].astype(np.int64), near.other[once].astype(np.int64)
    swap = kind[one] > kind[other]
    one, other = np.where(swap, other, one), np.where(swap, one, other)
    sort = kind[one].astype(np.int64) * 128 + kind[other]
    alike = kind[one] == kind[other]
    for _ in range(_ROUNDS if len(one) > 1 else 0):
        flip = alike & (random.random(len(one)) < 0.5)
        one, other = np.where(flip, other, one), np.where(flip, one, other)
        order = np.lexsort((random.random(len(one)), sort))
        left, right = order[0 : len(order) - 1 : 2], order[1::2]
        _swap(one, other, left, right, sort[left] == sort[right], n)
    return _rows(one, other, n)


def _swap(
    one: Longs, other: Longs, left: Longs, right: Longs, fits: NDArray[np.bool_], n: int
) -> None:
    """Exchange the second ends of pairs of links wherever that makes neither loop nor parallel."""
    left, right = left[fits], right[fits]
    first = _keys(one[left], other[right], n)
    second = _keys(one[right], other[left], n)
    loops = (one[left] == other[right]) | (one[right] == other[left])
    proposed, times = np.unique(np.concatenate([first, second]), return_counts=True)
    held = np.isin(proposed, _keys(one, other, n)) | (times > 1)
    taken = held[np.searchsorted(proposed, first)] | held[np.searchsorted(proposed, second)]
    kept = ~(loops | taken)
    left, right = left[kept], right[kept]
    other[left], other[right] = other[right].copy(), other[left].copy()


def _keys(one: Longs, other: Longs, n: int) -> Longs:
    return np.asarray(np.minimum(one, other) * n + np.maximum(one, other))


def _rows(one: Longs, other: Longs, n: int) -> Acquaintance:
    row, beside = np.concatenate([one, other]), np.concatenate([other, one])
    order = np.lexsort((beside, row))
    row, beside = row[order], beside[order]
    begin = np.searchsorted(row, np.arange(n + 1))
    return Acquaintance(begin=begin, row=row.astype(np.int32), other=beside.astype(np.int32))
