"""What each body has to share: the nodes beside it, by how strong a tie, and by which statements.

Beside its own links, a group or body has part in what the communities of its countries do, and in
the countries of the communities it is about: that is how two groups whose communities worked
together come to have common ground.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from graph.analysis.ground import Ground, Said
from graph.model import LinkKind, NodeKind, Status
from graph.schema import CONTEXT_KINDS, LINK_KINDS

# How well a shared country, community, theme or place tells of common work; 0 leaves it out.
CONTEXT_STRENGTH = {
    LinkKind.HERITAGE: 0.9, LinkKind.ABOUT: 0.8, LinkKind.SERVES: 0.8, LinkKind.PUBLISHED: 0.5,
    LinkKind.OPERATES_IN: 0.4, LinkKind.BASED_IN: 0.3, LinkKind.SUCCESSOR_OF: 0.0,
}  # fmt: skip
# What is inferred or claimed counts for less than what is stated.
DOUBT = {Status.INFERRED: 0.8, Status.CLAIMED: 0.8}
# What a body's communities do is weaker than its own; through kin countries weaker still.
THROUGH_COMMUNITY, THROUGH_KIN = 0.8, 0.7
BODIES = (NodeKind.COMMUNITY, NodeKind.ORGANISATION, NodeKind.CAMPAIGN, NodeKind.APPG)
# Old contacts are weaker than new ones: so much less a year, down to the second figure.
FADES, FADED = 0.02, 0.8
# To be parts of one wide community, such as a faith, says little of two communities.
UMBRELLA = 0.3
# Campaigns by name that are somebody's line or a bundle of others' work.
NOT_JOINED = frozenset({"policy", "strategy", "set"})
_WORKS_WITH = (LinkKind.MET, LinkKind.SERVES, LinkKind.REPRESENTS)
_TOGETHER = (LinkKind.PARTNER_IN, LinkKind.TOOK_PART_IN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How a body is tied to something that it may share: ``via`` is the community between."""

    strength: float
    kind: LinkKind
    outward: bool
    said: Said
    via: int | None = None


Profile = Mapping[int, Share]
Bond = Literal["owns", "owned", "works", ""]
# What is a body's own, and what it is part of: bodies of one house need no introduction.
_OWNS = {(LinkKind.RUNS, True), (LinkKind.SECRETARIAT_OF, True), (LinkKind.PART_OF, False),
         (LinkKind.PUBLISHED, True)}  # fmt: skip
_OWNED = {(LinkKind.RUNS, False), (LinkKind.PART_OF, True), (LinkKind.SECRETARIAT_OF, False)}


def profiles(ground: Ground) -> dict[int, Profile]:
    """Of each body that can be introduced, the vertices it is tied to and how.

    Nobody can meet an unnamed set of bodies, nor a community as wide as "migrants": of
    communities, those of a heritage with whom somebody works are taken; of groups, the listed.
    Cost: linear in links, and the communities of each country.
    """
    return {
        v: _profile(ground, v)
        for kind in BODIES for v in ground.of_kind(kind) if _can_meet(ground, v)
    }  # fmt: skip


def can_be_joined(ground: Ground, campaign: int) -> bool:
    """Whether a campaign is something that others can take part in: a policy or a set is not."""
    return ground.nodes[campaign].get("subtype") not in NOT_JOINED


def _can_meet(ground: Ground, v: int) -> bool:
    node = ground.nodes[v]
    if ground.unnamed(v) or not can_be_joined(ground, v):
        return False
    if node.kind is NodeKind.COMMUNITY:
        reached = bool(ground.contacts(v) or ground.near(v, LinkKind.SERVES))
        return reached and v in ground.countries_of and ground.known_here(v)
    return node.kind is not NodeKind.APPG or ground.listed(v)


def _profile(ground: Ground, v: int) -> Profile:
    found: dict[int, Share] = {}
    for other, share in (*_own(ground, v), *_through_communities(ground, v)):
        best = found.get(other)
        if (
            other != v
            and other not in ground.home
            and (best is None or share.strength > best.strength)
        ):
            found[other] = share
    return dict(sorted(found.items()))


def _own(ground: Ground, v: int) -> Iterator[tuple[int, Share]]:
    for step in ground.steps[v]:
        strength = CONTEXT_STRENGTH.get(step.kind, LINK_KINDS[step.kind].strength)
        if step.kind is LinkKind.FUNDED and ground.nodes[step.other].kind is NodeKind.PERSON:
            continue  # a member's donor is nobody's common ground
        if step.kind is LinkKind.PART_OF and ground.nodes[v].kind is NodeKind.COMMUNITY:
            strength = UMBRELLA
        strength *= trust(step.said, ground.network.as_of)
        if strength:
            yield (
                step.other,
                Share(strength=strength, kind=step.kind, outward=step.outward, said=step.said),
            )


def _through_communities(ground: Ground, v: int) -> Iterator[tuple[int, Share]]:
    """What the communities of its countries took part in, for groups and organisations; and the
    countries of the communities that an organisation works with."""
    kind, as_of = ground.nodes[v].kind, ground.network.as_of
    if kind not in (NodeKind.APPG, NodeKind.ORGANISATION):
        return
    if kind is NodeKind.ORGANISATION:
        for community, said in ground.near(v, *_WORKS_WITH, of=NodeKind.COMMUNITY).items():
            for country, more in ground.countries_of.get(community, {}).items():
                yield country, Share(
                    strength=THROUGH_COMMUNITY * trust(said, as_of), kind=LinkKind.HERITAGE,
                    outward=True, said=said + more, via=community,
                )  # fmt: skip
    for community, (strength, said) in _communities(ground, v).items():
        for other, more in ground.near(community, *_TOGETHER, outward=True).items():
            yield other, Share(
                strength=strength * trust(more, as_of), kind=LinkKind.PARTNER_IN, outward=True,
                said=said[:2] + more, via=community,
            )  # fmt: skip


def _communities(ground: Ground, v: int) -> dict[int, tuple[float, Said]]:
    found: dict[int, tuple[float, Said]] = defaultdict(lambda: (0.0, ()))
    for country, said in ground.countries_of.get(v, {}).items():
        if ground.is_region(country):
            continue
        near = {country: (THROUGH_COMMUNITY, said)}
        for other, more in ground.kin(country).items():
            near[other] = (THROUGH_COMMUNITY * THROUGH_KIN, said[:1] + more[:1])
        for where, (strength, why) in near.items():
            for community, heritage in ground.communities_of.get(where, {}).items():
                best = found[community]
                found[community] = max(best, (strength, why + heritage), key=lambda row: row[0])
    return found


def trust(said: Said, as_of: str) -> float:
    """How far statements carry, from 0 to 1: the surest kind, faded by years since the newest.

    >>> from graph.model import Statement
    >>> trust((Statement(source="s", seen=("2016",), subject="a", status=Status.CLAIMED),), "2026")
    0.64
    """
    sure = max(DOUBT.get(s.status, 1.0) for s in said)
    newest = max(s.since or s.last_seen for s in said)[:4]
    years = max(int(as_of[:4]) - int(newest), 0) if as_of else 0
    return round(sure * max(1 - FADES * years, FADED), 4)


def bond(ground: Ground, what: int, share: Share) -> Bond:
    """Whether a body owns what it shares, is owned by it, or works in it; else an empty text."""
    common = CONTEXT_KINDS | {NodeKind.COMMUNITY, NodeKind.PERSON}
    if share.via is not None or ground.nodes[what].kind in common:
        return ""
    way = (share.kind, share.outward)
    if way in _OWNS:
        return "owns"
    if way in _OWNED:
        return "owned"
    if way == (LinkKind.FUNDED, True) and ground.nodes[what].kind is not NodeKind.ORGANISATION:
        return "works"
    return "works" if way == (LinkKind.PARTNER_IN, True) else ""


def is_topical(ground: Ground, vertex: int) -> bool:
    """Whether sharing this node is a matter of subject, not of acquaintance."""
    kind = ground.nodes[vertex].kind
    return kind in CONTEXT_KINDS or kind in (NodeKind.COMMUNITY, NodeKind.PUBLICATION)
