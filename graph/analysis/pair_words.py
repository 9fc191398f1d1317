"""How a reader is told what two bodies share."""

from graph.analysis.ground import Ground
from graph.analysis.profiles import Share, is_topical
from graph.analysis.sentences import sentence
from graph.model import LinkKind
from graph.schema import words

# Of a link kind and its direction: what to say when both bodies have it to the same node.
_BOTH: dict[tuple[LinkKind, bool], str] = {
    (LinkKind.OFFICER_OF, False): "{what} is an officer of both.",
    (LinkKind.MEMBER_OF, True): "Both are members of {what}.",
    (LinkKind.MEMBER_OF, False): "{what} is a member of both.",
    (LinkKind.SECRETARIAT_OF, True): "Both are secretariat of {what}.",
    (LinkKind.SECRETARIAT_OF, False): "{what} is secretariat of both.",
    (LinkKind.SUPPORTS, True): "Both support {what}.",
    (LinkKind.SUPPORTS, False): "{what} supports both.",
    (LinkKind.FUNDED, True): "Both funded {what}.",
    (LinkKind.FUNDED, False): "{what} funded both.",
    (LinkKind.PARTNER_IN, True): "Both are partners in {what}.",
    (LinkKind.TOOK_PART_IN, True): "Both took part in {what}.",
    (LinkKind.RUNS, True): "Both run {what}.",
    (LinkKind.RUNS, False): "{what} runs both.",
    (LinkKind.MET, True): "Both met {what}.",
    (LinkKind.MET, False): "Both met {what}.",
    (LinkKind.REPRESENTS, True): "Both represent {what}.",
    (LinkKind.REPRESENTS, False): "{what} represents both.",
    (LinkKind.PART_OF, True): "Both are part of {what}.",
    (LinkKind.HERITAGE, True): "Both have their heritage in {what}.",
    (LinkKind.SERVES, True): "Both serve {what}.",
    (LinkKind.SERVES, False): "{what} serves both.",
    (LinkKind.ABOUT, True): "Both are about {what}.",
    (LinkKind.ABOUT, False): "{what} is about both.",
    (LinkKind.OPERATES_IN, True): "Both work in {what}.",
    (LinkKind.BASED_IN, True): "Both are based in {what}.",
    (LinkKind.PUBLISHED, True): "Both published {what}.",
}


def shared_words(
    ground: Ground, ends: tuple[int, int], what: int, shares: tuple[Share, Share]
) -> str:
    """One sentence of 25 words or fewer on what two bodies have in common."""
    one, other = shares
    if one.via is not None and other.via is not None:
        return _through(ground, what, (one.via, other.via), one.kind)
    a, b, both = _who(ground, ends[0], one), _who(ground, ends[1], other), ground.name(what)
    # A meeting has no direction, though its link has.
    same_way = one.outward == other.outward or one.kind is LinkKind.MET
    alike = (one.kind, one.via) == (other.kind, other.via) and same_way
    if alike and (one.kind, one.outward) in _BOTH:
        return sentence(_BOTH[one.kind, one.outward], what=both)
    if is_topical(ground, what):
        return sentence(
            "{a} {does} {what}; {b} {too} it.", a=a, b=b, what=both,
            does=words(one.kind, forward=one.outward), too=words(other.kind, forward=other.outward),
        )  # fmt: skip
    return sentence(
        "{what} {does} {a} and {too} {b}.", a=a, b=b, what=both,
        does=words(one.kind, forward=not one.outward),
        too=words(other.kind, forward=not other.outward),
    )  # fmt: skip


def _through(ground: Ground, what: int, vias: tuple[int, int], kind: LinkKind) -> str:
    """Two bodies whose communities, or the communities they work with, have something in common."""
    pattern = (
        "Both work with communities of {what} heritage: {a} and {b}."
        if kind is LinkKind.HERITAGE
        else "Their communities worked together in {what}: {a} and {b}."
    )
    return sentence(pattern, what=ground.name(what), a=ground.name(vias[0]), b=ground.name(vias[1]))


def _who(ground: Ground, end: int, share: Share) -> str:
    """The end itself, or the community through which it has its share."""
    if share.via is None:
        return ground.name(end)
    return f"{ground.name(share.via)} (of {ground.name(end)})"
