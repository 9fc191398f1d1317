"""How a reader is told what two bodies share."""

from graph.analysis.ground import Ground
from graph.analysis.profiles import Share
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
        return sentence(
            "Their communities worked together in {what}: {a} and {b}.",
            what=ground.name(what), a=ground.name(one.via), b=ground.name(other.via),
        )  # fmt: skip
    pattern = _BOTH.get((one.kind, one.outward))
    own = one.via is None and other.via is None
    if own and pattern and (one.kind, one.outward) == (other.kind, other.outward):
        return sentence(pattern, what=ground.name(what))
    return sentence(
        "{a} {does} {what}; {b} {too} it.",
        a=_who(ground, ends[0], one), does=words(one.kind, forward=one.outward),
        what=ground.name(what), b=_who(ground, ends[1], other),
        too=words(other.kind, forward=other.outward),
    )  # fmt: skip


def _who(ground: Ground, end: int, share: Share) -> str:
    """The end itself, or the community through which it has its share."""
    if share.via is None:
        return ground.name(end)
    return f"{ground.name(share.via)} (of {ground.name(end)})"
