"""Whether two bodies share more than chance would have it, with all the pairs compared counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graph.analysis.chance import UNLIKELY, at_least
from graph.analysis.ground import Ground
from graph.analysis.pair_ties import may_be_tied
from graph.analysis.profiles import Profile
from graph.analysis.sentences import sentence
from graph.model import NodeKind
from graph.results import Chance

METHOD = (
    "Bipartite configuration model: bodies and what they have keep their number of links; Poisson "
    "tail; Benjamini and Hochberg over all pairs that could be linked."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Odds:
    """What dealing the links of bodies at random would make two of them share.

    ``has`` is how many shareable things each body has itself, ``rate`` by how much the product of
    two such numbers gives the things expected in common, ``pairs`` how many pairs could be linked.
    """

    has: Mapping[int, int]
    rate: float
    pairs: int

    @classmethod
    def of(
        cls, ground: Ground, table: Mapping[int, Profile], weight: Mapping[int, float]
    ) -> "Odds":
        """The odds of a network's bodies. Cost: linear in what bodies have."""
        has: dict[int, int] = {}
        holders: dict[int, int] = {}
        for body, profile in table.items():
            own = [w for w, share in profile.items() if share.via is None and w in weight]
            has[body] = len(own)
            for what in own:
                holders[what] = holders.get(what, 0) + 1
        all_links = sum(has.values())
        crossing = sum(number * (number - 1) for number in holders.values())
        return cls(
            has=has,
            rate=crossing / all_links**2 if all_links else 0.0,
            pairs=_possible([ground.nodes[body].kind for body in table]),
        )

    def expected(self, one: int, other: int) -> float:
        """How many things two bodies share by chance, on average."""
        return self.has[one] * self.has[other] * self.rate


def _possible(kinds: Sequence[NodeKind]) -> int:
    """How many pairs of such bodies the schema lets be linked."""
    number = {kind: kinds.count(kind) for kind in sorted(set(kinds))}
    pairs = 0
    for at, one in enumerate(number):
        for other in list(number)[at:]:
            if may_be_tied(one, other) or may_be_tied(other, one):
                same = one is other
                pairs += number[one] * (number[one] - 1) // 2 if same else (
                    number[one] * number[other]
                )  # fmt: skip
    return pairs


def judged(odds: Odds, pairs: Sequence[tuple[int, int, int]]) -> list[Chance | None]:
    """For each pair (body, body, things both have themselves) whether that is more than chance.

    None where nothing is shared directly: what comes through a community comes in bundles, and no
    simple model deals it. The share of false finds is held at ``UNLIKELY`` over all pairs that
    could be linked; pairs not given count as finding nothing.
    """
    ps = np.array([at_least(shared, odds.expected(one, other)) for one, other, shared in pairs])
    order = np.argsort(ps, kind="stable")
    ranks = np.arange(1, len(ps) + 1)
    held = ps[order] * max(odds.pairs, 1) / ranks <= UNLIKELY
    last = int(np.flatnonzero(held)[-1]) if held.any() else -1
    firm = np.zeros(len(ps), dtype=np.bool_)
    firm[order[: last + 1]] = True
    return [
        _chance(odds, pair, float(p), bool(sure)) if pair[2] else None
        for pair, p, sure in zip(pairs, ps, firm, strict=True)
    ]


def _chance(odds: Odds, pair: tuple[int, int, int], p: float, sure: bool) -> Chance:
    one, other, shared = pair
    words = sentence(
        "Dealt at random, {about} of {tests} pairs with as many links would share {number} or "
        "more: {verdict}.",
        about=_about(p * odds.pairs), tests=f"{odds.pairs:,}", number=f"{shared:,}",
        verdict="more than chance" if sure else "chance could do it",
    )  # fmt: skip
    return Chance(
        words=words, seen=float(shared), expected=round(odds.expected(one, other), 4),
        p_value=float(f"{p:.2g}"), tests=odds.pairs, method=METHOD,
    )  # fmt: skip


def _about(number: float) -> str:
    if number < 0.1:
        return "fewer than 0.1"
    return f"about {number:.1f}" if number < 10 else f"about {round(number):,}"
