"""Pairs of bodies with much common ground and no recorded tie, ranked by what they share."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import log2, sqrt

import numpy as np
from scipy.sparse import triu

from graph.analysis.coverage import coverage
from graph.analysis.finding import Clue, Finding
from graph.analysis.ground import Ground, Said, full_ground, parliament, plain_ground
from graph.analysis.pair_chance import Odds, judged
from graph.analysis.pair_ties import allowed, code_pairs, shares, tied
from graph.analysis.pair_words import shared_words
from graph.analysis.profiles import BODIES, Profile, Share, bond, is_topical, profiles
from graph.analysis.sentences import listed, sentence
from graph.model import LinkKind, NodeKind
from graph.network import Network
from graph.results import Chance, CoverageState
from graph.schema import LINK_KINDS

# What more bodies than this have in common joins nobody: it proposes no pairs and is no reason.
WEDGE_BUDGET = 60
# Sharing a subject is a weaker sign than sharing people, partners or funders.
TOPICAL = 0.7
# Half the full score is reached at this much common ground: about one rare thing firmly shared.
HALF = 0.5
# Groups have less to share, since those with people or a secretariat in common count as tied.
HALF_OF_GROUPS = 0.2
# Two bodies on one subject with nobody in between are a weaker case still.
ONLY_TOPICAL = 0.35
# Below this score a pair shares too little to be worth a reader's time.
LEAST = 0.05
# The best pairs that are looked at closely: more than any reader will turn pages for.
LOOKED_AT = 3000
# Of each two parts so many pairs are compared closely.
LOOKED_AT_BETWEEN = 20
# Reasons given for a pair: the strongest.
REASONS = 5
PAIR, GROUPS = "pair", "pair_of_groups"
SENTENCES = {
    PAIR: "Two bodies have much common ground and no recorded tie.",
    GROUPS: "Two parliamentary groups have common ground and no officer or member in common.",
}
PUBLIC_LISTS = frozenset({"official", "manual"})
_BROAD = (NodeKind.THEME, NodeKind.PLACE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """One thing that two bodies have, with its part in the score and how each has it."""

    what: int
    part: float
    ways: tuple[Share, Share]

    @property
    def direct(self) -> bool:
        """Whether both have it themselves, not through a community."""
        return all(share.via is None for share in self.ways)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    ends: tuple[int, int]
    score: float
    shared: tuple[Shared, ...]


def pairs_of(network: Network, *, include_ai: bool = False) -> tuple[Finding, ...]:
    """The pair gaps of a network, worked out once."""
    return network.once(_with_ai if include_ai else _without_ai)


def _without_ai(network: Network) -> tuple[Finding, ...]:
    return pair_gaps(network.once(plain_ground))


def _with_ai(network: Network) -> tuple[Finding, ...]:
    return pair_gaps(network.once(full_ground))


def pair_gaps(ground: Ground, *, looked_at: int = LOOKED_AT) -> tuple[Finding, ...]:
    """Pairs of bodies that share much and have no recorded tie, best first.

    Bodies are organisations, communities of a heritage, campaigns and listed groups; the schema
    must allow a tie between the two. What is shared counts the more the fewer bodies have it (1
    over the logarithm of their number for people, partners and countries, 1 over the number for
    themes and places) and not at all above ``WEDGE_BUDGET``; themes and places alone make no
    pair. Pairs that belong together anyway are left out: see ``graph.analysis.pair_ties``. The
    best ``looked_at`` pairs are compared closely. Scores from 0 to 1; ties by ids. A network
    without common ground gives none.
    Cost: the pairs that share something rare, by a sparse product.

    >>> from graph.network import Network
    >>> found = pair_gaps(Ground(Network.of("a-m", "b-m")))
    >>> [(f.subject.id, f.object.id, f.clues[0].words) for f in found if f.object]
    [('a', 'b', 'Both met m.')]
    """
    table = profiles(ground)
    weight = _weights(ground, table)
    near = [
        _compared(ground, table, weight, ends)
        for ends in _candidates(ground, table, weight, looked_at)
    ]
    near.sort(key=lambda pair: (-pair.score, pair.ends))
    chances = judged(Odds.of(ground, table, weight), [
        (*pair.ends, sum(s.direct for s in pair.shared)) for pair in near
    ])  # fmt: skip
    return tuple(
        _finding(ground, pair, chance)
        for pair, chance in zip(near, chances, strict=True)
        if pair.score >= LEAST and _worth_telling(ground, pair)
    )


def pairs_between(
    ground: Ground, part: Mapping[int, int], *, each: int
) -> dict[tuple[int, int], tuple[list[Finding], int]]:
    """For each two parts, the ``each`` best pairs of bodies across them, and how many there are.

    ``part`` numbers the parts that bodies belong to. Here a theme or a place in common is enough:
    between two parts a reader looks for any way in. Keys are pairs of parts, the lower first.
    Cost: the pairs inside ``part`` that share something.
    """
    table = profiles(ground)
    weight = _weights(ground, table)
    inside = {body: table[body] for body in sorted(part) if body in table}
    across: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for one, other in _candidates(ground, inside, weight, ground.network.n**2):
        if part[one] != part[other]:
            low, high = sorted((part[one], part[other]))
            across[low, high].append((one, other))
    found = {}
    for parts, ends in sorted(across.items()):
        near = [_compared(ground, table, weight, pair) for pair in ends[:LOOKED_AT_BETWEEN]]
        near = sorted((p for p in near if p.shared), key=lambda p: (-p.score, p.ends))
        found[parts] = ([_finding(ground, p, None) for p in near[:each]], len(ends))
    return found


def _worth_telling(ground: Ground, pair: _Pair) -> bool:
    """More than a theme or a place in common; of two groups, a subject or their communities.

    That two groups have one sponsor says nothing by itself; nor that groups of two parliaments
    have one subject, whose members cannot be the same.
    """
    if not any(_narrow(ground, s) for s in pair.shared):
        return False
    if _rule(ground, pair.ends) != GROUPS:
        return True
    houses = {parliament(ground.nodes[v]) for v in pair.ends}
    social = any(_is_social(s) for s in pair.shared)
    subject = any(
        not _is_social(s) or any(share.via is not None for share in s.ways) for s in pair.shared
    )
    return subject and (social or len(houses) == 1)


def _is_social(shared: Shared) -> bool:
    """Whether both have it by acquaintance, their own or through communities they know."""
    if all(share.via is not None for share in shared.ways):
        return True
    return all(LINK_KINDS[share.kind].acquaintance for share in shared.ways)


def _narrow(ground: Ground, shared: Shared) -> bool:
    """Whether a thing shared is more than a theme, a place or a wide community of both."""
    umbrella = {share.kind for share in shared.ways} == {LinkKind.PART_OF}
    kind = ground.nodes[shared.what].kind
    return kind not in _BROAD and not (umbrella and kind is NodeKind.COMMUNITY)


def _rule(ground: Ground, ends: tuple[int, int]) -> str:
    return GROUPS if {ground.nodes[v].kind for v in ends} == {NodeKind.APPG} else PAIR


def _weights(ground: Ground, table: Mapping[int, Profile]) -> dict[int, float]:
    """What sharing each thing counts, of all that two bodies or more have, and not too many."""
    often = Counter(what for profile in table.values() for what in profile)
    return {
        what: _rarity(ground, what, number) * (TOPICAL if is_topical(ground, what) else 1.0)
        for what, number in sorted(often.items()) if 2 <= number <= WEDGE_BUDGET
    }  # fmt: skip


def _rarity(ground: Ground, what: int, number: int) -> float:
    """A theme or a place of ten says little; a person of ten still knows all ten."""
    return 1 / number if ground.nodes[what].kind in _BROAD else 1 / log2(1 + number)


def _candidates(
    ground: Ground, table: Mapping[int, Profile], weight: Mapping[int, float], limit: int
) -> list[tuple[int, int]]:
    """The untied pairs that share most, best first, ties by the order of ids."""
    n = max(ground.network.n, 1)
    matrix = shares(ground, table, lambda _, what, share: (
        share.strength * sqrt(weight.get(what, 0.0))
    ))  # fmt: skip
    common = triu(matrix @ matrix.T, k=1).tocoo()
    one, other = common.row.astype(np.int64), common.col.astype(np.int64)
    kept = allowed(ground, one, other)
    kept &= ~np.isin(code_pairs(common.row, common.col, n), tied(ground, table))
    one, other, strength = one[kept], other[kept], np.round(common.data[kept], 9)
    best = np.lexsort((other, one, -strength))[:limit]
    return [(int(a), int(b)) for a, b in zip(one[best], other[best], strict=True)]


def _compared(
    ground: Ground, table: Mapping[int, Profile], weight: Mapping[int, float],
    ends: tuple[int, int],
) -> _Pair:  # fmt: skip
    """What a pair shares, without what one end has only through the other or both through one."""
    one, other = sorted(ends, key=lambda v: (BODIES.index(ground.nodes[v].kind), v))
    shared = []
    # A hub has far more than most of those that it is compared with.
    one_is_less = len(table[one]) <= len(table[other])
    for what in sorted(table[one] if one_is_less else table[other]):
        left, right = table[one].get(what), table[other].get(what)
        if left is None or right is None or what not in weight:
            continue
        # Whoever knows the body that runs a campaign knows the campaign.
        if any(
            ground.nodes[v].kind is NodeKind.CAMPAIGN and bond(ground, what, share) == "owned"
            for v, share in ((one, left), (other, right))
        ):
            continue
        vias = [share.via for share in (left, right) if share.via is not None]
        if {one, other} & {*vias} or len(vias) != len({*vias}):
            continue
        part = left.strength * right.strength * weight[what]
        shared.append(Shared(what=what, part=part, ways=(left, right)))
    shared.sort(key=lambda s: (-s.part, s.what))
    total = sum(s.part for s in shared)
    if not any(_is_social(s) for s in shared):
        total *= ONLY_TOPICAL
    half = HALF_OF_GROUPS if _rule(ground, (one, other)) == GROUPS else HALF
    return _Pair(ends=(one, other), score=round(total / (total + half), 4), shared=tuple(shared))


def _finding(ground: Ground, pair: _Pair, chance: Chance | None) -> Finding:
    one, other = pair.ends
    state, read, said = _standing(ground, one, other)
    names = {"one": ground.name(one), "other": ground.name(other)}
    return Finding(
        rule=_rule(ground, pair.ends),
        subject=ground.nodes[one],
        object=ground.nodes[other],
        score=pair.score,
        headline=sentence(
            "{one} and {other} share {what}; no public link found.",
            what=listed((ground.name(s.what) for s in pair.shared), limit=1), **names,
        ),
        clues=tuple(_clues(ground, pair)),
        state=state,
        read=read,
        said=said,
        advice=sentence("Introduce {one} to {other}.", **names),
        routes=((ground.nodes[one].id, ground.nodes[other].id),),
        touches=frozenset(ground.nodes[s.what].id for s in pair.shared),
        chance=chance,
    )  # fmt: skip


def _clues(ground: Ground, pair: _Pair) -> Iterator[Clue]:
    for shared in pair.shared[:REASONS]:
        yield Clue(
            kind="social" if _is_social(shared) else "topical",
            words=shared_words(ground, pair.ends, shared.what, shared.ways),
            score=round(min(shared.part, 1.0), 4),
            said=shared.ways[0].said[:3] + shared.ways[1].said[:3],
        )


def _standing(ground: Ground, one: int, other: int) -> tuple[CoverageState, str, Said]:
    """What was read that would name a tie between the two."""
    kinds = (ground.nodes[one].kind, ground.nodes[other].kind)
    if kinds == (NodeKind.APPG, NodeKind.APPG):
        return _by_member_lists(ground, one, other)
    if kinds == (NodeKind.ORGANISATION, NodeKind.APPG):
        ids = (ground.nodes[one].id, ground.nodes[other].id)
        read = coverage(ground.network, *ids, LinkKind.SUPPORTS)
        if read.state == "absent":
            return "absent", read.words, ground.nodes[other].statements
    both = ground.tellers(one) & ground.tellers(other)
    if both:
        title = ground.network.sources[min(both)].title
        words = sentence("{title} names contacts of both and none between them.", title=title)
        return "absent", words, ()
    words = sentence(
        "No source held names contacts of both {one} and {other}: not known.",
        one=ground.name(one), other=ground.name(other),
    )  # fmt: skip
    return "unknown", words, ()


def _by_member_lists(ground: Ground, one: int, other: int) -> tuple[CoverageState, str, Said]:
    missing = [v for v in (one, other) if ground.nodes[v].get("member_list") not in PUBLIC_LISTS]
    if missing:
        return "unknown", sentence(
            "No member list of {who} was read: whether they share members is not known.",
            who=listed(ground.name(v) for v in missing),
        ), ()  # fmt: skip
    words = "The member lists of both were read: they share no officer and no member."
    return "absent", words, ground.nodes[one].statements + ground.nodes[other].statements
