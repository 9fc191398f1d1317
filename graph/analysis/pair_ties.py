"""Which pairs of bodies may be tied at all, and which already are in one way or another."""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from graph.analysis.ground import Ground
from graph.analysis.profiles import BODIES, Profile, Share, bond
from graph.model import LinkKind, NodeKind
from graph.network import Flags
from graph.schema import LINK_KINDS

Codes = NDArray[np.int64]
"""Pairs of vertices as one number each: the lower one times n, plus the higher one."""
Cells = Mapping[int, Profile]
Weight = Callable[[int, int, Share], float]
_STAFF = frozenset({LinkKind.OFFICER_OF, LinkKind.MEMBER_OF, LinkKind.SECRETARIAT_OF})


def may_be_tied(source: NodeKind, target: NodeKind) -> bool:
    """Whether a link that carries an introduction may run between these kinds, parts aside.

    >>> may_be_tied(NodeKind.COMMUNITY, NodeKind.APPG)
    True
    >>> may_be_tied(NodeKind.CAMPAIGN, NodeKind.CAMPAIGN)
    False
    """
    return any(
        rule.acquaintance and kind is not LinkKind.PART_OF and (source, target) in rule.pairs
        for kind, rule in LINK_KINDS.items()
    )


def allowed(ground: Ground, one: Codes, other: Codes) -> Flags:
    """Whether the schema allows a tie between the vertices of two arrays, shape as theirs."""
    table = np.array([
        [a in BODIES and b in BODIES and (may_be_tied(a, b) or may_be_tied(b, a))
         for b in NodeKind] for a in NodeKind
    ], dtype=np.bool_)  # fmt: skip
    kind = ground.network.kind
    found: Flags = table[kind[one], kind[other]]
    return found


def tied(ground: Ground, table: Cells) -> Codes:
    """Codes of all pairs that need no introduction, ascending.

    They have a direct link (planned and AI-found ones too), or one owns what the other is in, or
    both belong to one house, or are partners in one campaign, event or publication; two groups,
    when they share a listed member or a secretariat; any two, when one person is an officer of
    both.
    """
    network, n = ground.network, max(ground.network.n, 1)

    def bonded(*bonds: str) -> csr_matrix:
        return shares(ground, table, lambda v, what, s: bond(ground, what, s) in bonds)

    def staff(v: int, what: int, share: Share) -> float:
        group = ground.nodes[v].kind is NodeKind.APPG
        return group and share.via is None and not share.outward and share.kind in _STAFF

    def officers(v: int, what: int, share: Share) -> float:
        return share.via is None and not share.outward and share.kind is LinkKind.OFFICER_OF

    owns, groups, led = (
        bonded("owns"),
        shares(ground, table, staff),
        shares(ground, table, officers),
    )
    own_ground = shares(ground, table, lambda _, __, s: s.via is None)
    codes = [code_pairs(network.link_source, network.link_target, n)]
    for left, right in (
        (owns, own_ground), (bonded("owned"),) * 2, (bonded("works"),) * 2, (groups, groups),
        (led, led), (groups, led),
    ):  # fmt: skip
        found = (left @ right.T).tocoo()
        codes.append(code_pairs(found.row, found.col, n))
    return np.unique(np.concatenate(codes))


def code_pairs(one: NDArray[np.int32], other: NDArray[np.int32], n: int) -> Codes:
    """Pairs as codes, whichever end is named first.

    >>> code_pairs(np.array([5, 1], np.int32), np.array([1, 5], np.int32), 10).tolist()
    [15, 15]
    """
    low, high = np.minimum(one, other), np.maximum(one, other)
    found: Codes = low.astype(np.int64) * n + high
    return found


def shares(ground: Ground, table: Cells, weight: Weight) -> csr_matrix:
    """Body × what it has, with a weight each; shape (n, n), zeros left out."""
    n = ground.network.n
    cells = [
        (v, what, float(value))
        for v, profile in table.items() for what, share in profile.items()
        if (value := weight(v, what, share))
    ]  # fmt: skip
    rows, columns = (np.array([c[i] for c in cells], dtype=np.int32) for i in (0, 1))
    return csr_matrix((np.array([c[2] for c in cells]), (rows, columns)), shape=(n, n))
