"""Links as the weighted pairs that clusters are found in, and the same links dealt anew."""

from dataclasses import dataclass

import numpy as np

from graph.analysis.acquaintance import Floats
from graph.analysis.ties import UNIT, all_ties
from graph.network import KIND_CODES, Flags, Ints, Network
from graph.schema import CONTEXT_KINDS

# A subject or a place in common ties half as strongly as an officer does.
_GROUND = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Who is tied to whom and how strongly: each pair once, ``one < other``; n vertices."""

    n: int
    one: Ints
    other: Ints
    weight: Floats


def usable_links(network: Network, *, include_ai: bool) -> Flags:
    """Links that clusters may rest on, shape (m,): those that only an AI search found when asked.

    >>> usable_links(Network.of("a-b"), include_ai=False).tolist()
    [True]
    """
    flags: Flags = np.ones(network.m, dtype=np.bool_)
    return flags if include_ai else ~network.once(all_ties).only_ai


def can_be_members(network: Network) -> Flags:
    """Vertices that a cluster can have as members: all but countries, places and themes, (n,)."""
    found: Flags = ~np.isin(network.kind, [KIND_CODES[kind] for kind in sorted(CONTEXT_KINDS)])
    return found


def weighted_pairs(network: Network, usable: Flags, target: Ints | None = None) -> Pairs:
    """Links as weighted pairs; parallel links add up, loops fall out.

    A link weighs the less the more links its two ends have, by the root of their product: else a
    fund with a thousand grantees or a theme with a thousand groups would swallow a cluster.
    ``target`` (m,) puts other ends in the place of the links' own. Cost: sorting the links.

    >>> drawn = Network.of("a-b", "b-c", "c-c")
    >>> weighted_pairs(drawn, np.ones(3, bool)).weight.round(2).tolist()
    [0.42, 0.3]
    """
    source, target = network.link_source, network.link_target if target is None else target
    strength = np.where(network.introduces, UNIT / network.once(all_ties).cost, _GROUND)
    busy = network.degree.astype(np.float64)
    weight = strength / np.sqrt(busy[source] * busy[target])
    kept = usable & (source != target)
    low, high = np.minimum(source, target)[kept], np.maximum(source, target)[kept]
    pairs, at = np.unique(low.astype(np.int64) * network.n + high, return_inverse=True)
    one, other = np.divmod(pairs, max(network.n, 1))
    return Pairs(
        n=network.n,
        one=one.astype(np.int32),
        other=other.astype(np.int32),
        weight=np.bincount(at, weights=weight[kept], minlength=len(pairs)).astype(np.float64),
    )


def link_classes(network: Network, usable: Flags) -> list[Ints]:
    """Usable links that can be dealt among one another: of one kind, between the same kinds.

    >>> [links.tolist() for links in link_classes(Network.of("a-b", "c-d"), np.ones(2, bool))]
    [[0, 1]]
    """
    kinds = len(KIND_CODES)
    ends = network.kind[network.link_source].astype(np.int64) * kinds
    ends += network.kind[network.link_target]
    code = network.link_kind.astype(np.int64) * kinds * kinds + ends
    at = np.flatnonzero(usable).astype(np.int32)
    order = at[np.argsort(code[at], kind="stable")]
    cuts = np.flatnonzero(np.diff(code[order])) + 1
    return [part for part in np.split(order, cuts) if len(part)]


def dealt_anew(network: Network, classes: list[Ints], random: np.random.Generator) -> Ints:
    """Targets of all links after those of each class were dealt anew at random, shape (m,).

    Every node keeps the number of links of each kind, outward and inward: the configuration
    model, by matching of stubs. Two links may fall on one pair and a link on one node.

    Source: Newman, Strogatz and Watts 2001, Physical Review E 64, 026118.
    """
    target = network.link_target.copy()
    for links in classes:
        target[links] = random.permutation(target[links])
    return target
