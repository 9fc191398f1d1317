"""Measures of brokerage on neighbour rows: betweenness, constraint, cut vertices, who is lost."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from graph.analysis.acquaintance import Acquaintance, Floats
from graph.network import Flags, Ints

# Cells of one block of the search from many vertices at once: 2 MB an array stay in the cache.
_BLOCK = 256_000


def betweenness(near: Acquaintance, sources: Ints) -> tuple[Floats, Floats]:
    """Each vertex's share of the shortest routes between others, and its standard error.

    Routes are counted from ``sources`` to all; with all vertices that have a neighbour as
    sources the shares are exact and the errors 0. A share is of the pairs of vertices that have a
    neighbour. Two arrays of shape (n,), 0 for vertices with no neighbour.
    Cost: links times sources, in blocks of bounded memory. Source: Brandes 2001, Journal of
    Mathematical Sociology 25; sampling: Brandes and Pich 2007.
    """
    n = len(near.begin) - 1
    present = int((near.degree > 0).sum())
    total, squares = np.zeros(n), np.zeros(n)
    matrix = csr_matrix((np.ones(len(near.other)), near.other, near.begin), shape=(n, n))
    width = max(4, _BLOCK // max(n, 1))
    for at in range(0, len(sources), width):
        share = _dependencies(matrix, sources[at : at + width])
        total += share.sum(axis=1)
        squares += (share * share).sum(axis=1)
    pairs = max(1, (present - 1) * (present - 2))
    drawn = max(1, len(sources))
    mean = total / drawn
    spread = np.maximum(squares / drawn - mean * mean, 0.0)
    left_out = max(0.0, 1 - drawn / max(1, present))
    return mean * present / pairs, np.sqrt(spread / drawn * left_out) * present / pairs


def _dependencies(matrix: csr_matrix, sources: Ints) -> Floats:
    """For each vertex (row) how many vertices each source (column) reaches through it."""
    n, columns = matrix.shape[0], np.arange(len(sources))
    depth = np.full((n, len(sources)), -1, dtype=np.int16)
    routes = np.zeros((n, len(sources)))
    depth[sources, columns], routes[sources, columns] = 0, 1.0
    rim, level = routes.copy(), 0
    while True:
        rim = matrix @ rim
        rim[depth >= 0] = 0.0
        new = rim > 0
        if not new.any():
            break
        level += 1
        depth[new] = level
        routes += rim
    share = np.zeros_like(routes)
    for deep in range(level, 0, -1):
        lent = np.divide(1.0 + share, routes, out=np.zeros_like(routes), where=depth == deep)
        share += np.where(depth == deep - 1, (matrix @ lent) * routes, 0.0)
    share[sources, columns] = 0.0
    return share


def constraint(near: Acquaintance, vertex: int) -> float | None:
    """Burt's constraint of one vertex: near 0 a free broker, near 1 and above a closed circle.

    None where it has no neighbour. Ties count alike. Cost: the neighbours of its neighbours.
    Source: Burt 2004, American Journal of Sociology 110, equation 2.

    >>> from graph.analysis.acquaintance import acquaintance
    >>> from graph.network import Network
    >>> constraint(acquaintance(Network.of("a-b", "b-c")), 1)
    0.5
    """
    own = near.of(vertex)
    if not len(own):
        return None
    spans = near.begin[own + 1] - near.begin[own]
    starts = near.begin[own] - (np.cumsum(spans) - spans)
    beside = near.other[np.repeat(starts, spans) + np.arange(int(spans.sum()))]
    place = np.repeat(np.arange(len(own)), spans)
    shared = np.isin(beside, own)
    through = np.bincount(
        place[shared], weights=1.0 / near.degree[beside[shared]], minlength=len(own)
    )
    return float((((1.0 + through) / len(own)) ** 2).sum())


def cut_vertices(near: Acquaintance) -> Flags:
    """Vertices without which some of their neighbours have no route to each other, shape (n,).

    Cost: linear, one step of Python a link. Source: Tarjan 1972, SIAM Journal on Computing 1.

    >>> from graph.analysis.acquaintance import acquaintance
    >>> from graph.network import Network
    >>> cut_vertices(acquaintance(Network.of("a-b", "b-c", "c-d", "d-b"))).tolist()
    [False, True, False, False]
    """
    n = len(near.begin) - 1
    begin, other = near.begin.tolist(), near.other.tolist()
    seen, low, at = [0] * n, [0] * n, begin[:-1]
    cut = np.zeros(n, dtype=np.bool_)
    clock = 0
    for root in range(n):
        if seen[root]:
            continue
        clock += 1
        seen[root] = low[root] = clock
        way, branches = [root], 0
        while way:
            vertex = way[-1]
            if at[vertex] < begin[vertex + 1]:
                beside = other[at[vertex]]
                at[vertex] += 1
                if not seen[beside]:
                    clock += 1
                    seen[beside] = low[beside] = clock
                    way.append(beside)
                else:
                    low[vertex] = min(low[vertex], seen[beside])
                continue
            way.pop()
            if way:
                above = way[-1]
                low[above] = min(low[above], low[vertex])
                branches += above == root
                if above != root and low[vertex] >= seen[above]:
                    cut[above] = True
        cut[root] = branches > 1
    return cut


def lost_without(near: Acquaintance, vertex: int) -> Ints:
    """Vertices that a vertex alone joins to the largest part left of its own, ascending.

    Of parts of equal size the one with the first vertex counts as the largest.
    Cost: linear in links.
    """
    n = len(near.begin) - 1
    kept = (near.row != vertex) & (near.other != vertex)
    ties = (np.ones(int(kept.sum())), (near.row[kept], near.other[kept]))
    matrix = csr_matrix(ties, shape=(n, n))
    _, part = connected_components(matrix, directed=False)
    beside: NDArray[np.int32] = np.unique(part[near.of(vertex)])
    sizes = np.bincount(part)
    first = {p: int(np.argmax(part == p)) for p in beside.tolist()}
    largest = min(beside.tolist(), key=lambda p: (-int(sizes[p]), first[p]), default=-1)
    return np.flatnonzero(np.isin(part, beside) & (part != largest)).astype(np.int32)
