"""Who could introduce the two ends of a gap, and why that one; or why nobody can."""

from dataclasses import dataclass
from math import log2

from graph.analysis.finding import Finding
from graph.analysis.ground import Ground
from graph.analysis.sentences import sentence, short_name
from graph.model import LinkKind, NodeKind
from graph.results import NodeRef, Path
from graph.schema import LINK_KINDS

# Who can introduce: people in public roles and bodies, not events or papers.
INTRODUCERS = frozenset({NodeKind.PERSON, NodeKind.ORGANISATION, NodeKind.APPG, NodeKind.COMMUNITY})


@dataclass(frozen=True, slots=True)
class Introducer:
    """Who could introduce, if anybody, and the sentence that says why, or why nobody.

    ``between`` are the ids of the one who is known and of the one who is only to be written to,
    where no chain joins the two.
    """

    who: NodeRef | None
    why: str
    between: tuple[str, str] | None = None


def best_introducer(
    ground: Ground, finding: Finding, path: Path | None, *, longest: int
) -> Introducer:
    """Whoever both ends know best; else whom the one end knows; else the first on the route.

    Where no chain was found within ``longest`` introductions, a body that the one end knows.
    """
    network = ground.network
    for start, end in finding.routes:
        both = _knows_both(ground, network.index[start], network.index[end])
        if both is not None:
            words = sentence("{who} is in touch with both.", who=ground.name(both))
            return Introducer(network.ref(both), words)
    if finding.knows is not None:
        return Introducer(network.ref(finding.knows), _knowing(ground, finding))
    inner = path.nodes[1:-1] if path else ()
    ends = [network.index[node.id] for node in (path.nodes[0], path.nodes[-1])] if path else []
    for node in inner:
        vertex = network.index[node.id]
        if node.kind in INTRODUCERS and not _pays_both(ground, vertex, ends):
            return Introducer(node, sentence(
                "{who} stands on the shortest recorded chain between them.",
                who=ground.name(vertex),
            ))  # fmt: skip
    beside = _beside(ground, finding, longest) if path is None else None
    return beside or Introducer(None, _nobody(ground, finding, path, longest))


def _beside(ground: Ground, finding: Finding, longest: int) -> Introducer | None:
    """A body that the first end with contacts knows best, where no chain leads to the other end."""
    for start, end in finding.routes:
        one = ground.network.index[start]
        known = {
            v: strength for v, strength in _strengths(ground, one).items()
            if ground.nodes[v].kind is NodeKind.ORGANISATION and not ground.unnamed(v)
        }  # fmt: skip
        if known:
            best = min(known, key=lambda v: (-known[v], -len(ground.steps[v]), v))
            words = sentence(
                "{who} is in touch with {one}; no chain of {number} or fewer leads on to {other}.",
                number=str(longest), who=ground.name(best), one=ground.name(one),
                other=ground.name(ground.network.index[end]),
            )  # fmt: skip
            return Introducer(ground.network.ref(best), words, (start, end))
    return None


def _knowing(ground: Ground, finding: Finding) -> str:
    """Why somebody is asked who is known to one end, or who wrote of both."""
    if finding.knows is None:
        return ""
    who, one = finding.knows, finding.subject
    index = ground.network.index
    near = one.id in index and index[who.id] in ground.contacts(index[one.id])
    return sentence(
        "{who} is in touch with {one}." if near else "{who} is named in the source that says so.",
        who=short_name(who), one=short_name(one),
    )  # fmt: skip


def _nobody(ground: Ground, finding: Finding, path: Path | None, longest: int) -> str:
    """Why no introducer is named."""
    if not finding.routes:
        return sentence(
            "No introducer: this concerns {one} alone, and no second side to meet."
            if finding.object is None
            else "No introducer: it is asked of {one}, and no introduction is sought.",
            one=short_name(finding.subject),
        )
    ends = [path.nodes[0].id, path.nodes[-1].id] if path else finding.routes[0]
    one, other = (ground.name(ground.network.index[i]) for i in ends)
    if path is None:
        return sentence(
            "No introducer: no chain of {number} introductions or fewer is recorded from {one} "
            "to {other}.", number=str(longest), one=one, other=other,
        )  # fmt: skip
    return sentence(
        "No introducer: nobody who could introduce stands between {one} and {other}."
        if len(path.nodes) > 2
        else "No introducer is needed: {one} and {other} are in touch.",
        one=one, other=other,
    )  # fmt: skip


def _knows_both(ground: Ground, one: int, other: int) -> int | None:
    left, right = (_strengths(ground, v) for v in (one, other))
    shared = [
        v for v in left
        if v in right and ground.nodes[v].kind in INTRODUCERS and not ground.unnamed(v)
        and not _pays_both(ground, v, [one, other])
    ]  # fmt: skip
    return min(
        shared,
        key=lambda v: (-left[v] * right[v] / log2(2 + len(ground.steps[v])), v),
        default=None,
    )


def _pays_both(ground: Ground, body: int, ends: list[int]) -> bool:
    """Whether all that a body is to two parliamentary groups is their sponsor.

    Groups are not told to let a sponsor introduce them to one another.
    """
    if {ground.nodes[v].kind for v in ends} != {NodeKind.APPG}:
        return False
    ways = [{s.kind for s in ground.steps[v] if s.other == body} for v in ends]
    return all(kinds and kinds <= {LinkKind.SUPPORTS, LinkKind.FUNDED} for kinds in ways)


def _strengths(ground: Ground, vertex: int) -> dict[int, float]:
    """How well a body knows each of its contacts, by the best link between them."""
    contacts = ground.contacts(vertex)
    found: dict[int, float] = {}
    for step in ground.steps[vertex]:
        if step.other in contacts:
            strength = LINK_KINDS[step.kind].strength
            found[step.other] = max(found.get(step.other, 0.0), strength)
    return found
