"""Why the weakest hop of a route is the weakest, in a sentence."""

from collections.abc import Sequence

from graph.analysis.sentences import sentence, short_name
from graph.analysis.ties import years_since
from graph.model import Link, LinkKind, Method, Statement, Status
from graph.network import Network
from graph.results import Hop
from graph.schema import words

# What each kind of link says of how well two know each other.
_SORTS = {
    LinkKind.OFFICER_OF: "an office",
    LinkKind.SECRETARIAT_OF: "the work of a secretariat",
    LinkKind.RUNS: "running it",
    LinkKind.REPRESENTS: "speaking for it",
    LinkKind.PARTNER_IN: "a partnership",
    LinkKind.FUNDED: "a grant",
    LinkKind.MET: "a meeting",
    LinkKind.MEMBER_OF: "a listed membership, no office",
    LinkKind.SUPPORTS: "a registered benefit",
    LinkKind.TOOK_PART_IN: "having taken part",
    LinkKind.PART_OF: "being part of it",
}
_DOUBTS = {
    Status.PLANNED: "only planned",
    Status.INFERRED: "only inferred",
    Status.CLAIMED: "only claimed",
}


def weakest_words(
    network: Network, hops: Sequence[Hop], at: int, link: Link, said: Statement
) -> str:
    """The weakest hop and what it rests on; empty where there is one hop only.

    ``link`` and ``said`` are the link of that hop and the statement that its cost rests on.
    """
    if len(hops) < 2:
        return ""
    basis = _basis(link, said, network.as_of)
    if len({hop.cost for hop in hops}) == 1 and len({hop.kind for hop in hops}) == 1:
        return f"No hop is weaker than another: each rests on {basis}."
    one, other = (network.nodes[network.index[end]] for end in (link.source, link.target))
    return sentence(
        "Weakest hop: {one} {does} {other}; it rests on " + basis + ".",
        one=short_name(one), does=words(link.kind), other=short_name(other),
    )  # fmt: skip


def _basis(link: Link, said: Statement, as_of: str) -> str:
    """What kind of tie it is, and what makes it doubtful."""
    old = years_since(said, link.kind, as_of)
    only_ai = all(s.method is Method.AI_SEARCH for s in link.statements)
    doubts = [
        _DOUBTS.get(said.status, ""),
        "found only by an AI search" if only_ai else "",
        f"last evidenced in {int(as_of[:4]) - old}" if old else "",
    ]
    return ", ".join(filter(None, [_SORTS.get(link.kind, "common ground"), *doubts]))
