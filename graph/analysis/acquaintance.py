"""Who can introduce whom: acquaintance links without direction, loops, parallels and AI finds."""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from graph.analysis.ties import all_ties
from graph.model import LinkKind
from graph.network import LINK_CODES, Flags, Ints, Network

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Acquaintance:
    """Neighbours in compressed sparse rows, each pair twice, and who has any.

    Row ``v`` is ``other[begin[v]:begin[v + 1]]``, ascending; ``row`` (as long as ``other``) names
    the vertex that each entry belongs to.
    """

    begin: NDArray[np.int64]
    row: Ints
    other: Ints

    @property
    def degree(self) -> NDArray[np.int64]:
        """Number of neighbours, shape (n,)."""
        return np.diff(self.begin)

    def of(self, vertex: int) -> Ints:
        """Neighbours of one vertex, ascending."""
        return self.other[self.begin[vertex] : self.begin[vertex + 1]]


def acquaintance(network: Network, *, include_ai: bool = False) -> Acquaintance:
    """Who can introduce whom; links that only an AI search found count when asked for.

    Kept with the network. Cost of the first call: sorting the links.

    >>> acquaintance(Network.of("a-b", "b-c", "d")).degree.tolist()
    [1, 2, 1, 0]
    """
    return network.once(_with_ai_finds if include_ai else _without_ai_finds)


def contacts(network: Network, *, include_ai: bool = False) -> NDArray[np.int64]:
    """How many each is recorded to be in contact with, shape (n,): to be a part is no contact.

    A part may be reached through its whole, but nobody is known to have met it by that.
    """
    return network.once(_contacts_and_ai_finds if include_ai else _contacts)


def _contacts(network: Network) -> NDArray[np.int64]:
    return simple_rows(network, _met(network) & ~network.once(all_ties).only_ai).degree


def _contacts_and_ai_finds(network: Network) -> NDArray[np.int64]:
    return simple_rows(network, _met(network)).degree


def _met(network: Network) -> Flags:
    parts: Flags = network.link_kind == LINK_CODES[LinkKind.PART_OF]
    return network.introduces & ~parts


def _with_ai_finds(network: Network) -> Acquaintance:
    return simple_rows(network, network.introduces)


def _without_ai_finds(network: Network) -> Acquaintance:
    return simple_rows(network, network.introduces & ~network.once(all_ties).only_ai)


def simple_rows(network: Network, links: Flags) -> Acquaintance:
    """Neighbours over some of the links, given as flags (m,)."""
    source, target = network.link_source[links], network.link_target[links]
    apart = source != target
    source, target = source[apart].astype(np.int64), target[apart].astype(np.int64)
    keys = distinct(np.concatenate([source * network.n + target, target * network.n + source]))
    row, other = np.divmod(keys, max(network.n, 1))
    begin = np.searchsorted(row, np.arange(network.n + 1))
    return Acquaintance(begin=begin, row=row.astype(np.int32), other=other.astype(np.int32))


Whole = TypeVar("Whole", np.int32, np.int64)


def distinct(values: NDArray[Whole]) -> NDArray[Whole]:
    """Each value once, ascending: by sorting, which for whole numbers beats numpy's own by far.

    >>> distinct(np.array([3, 1, 3])).tolist()
    [1, 3]
    """
    ordered = np.sort(values)
    first = np.ones(len(ordered), dtype=np.bool_)
    first[1:] = ordered[1:] != ordered[:-1]
    return ordered[first]
