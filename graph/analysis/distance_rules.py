"""The rule on distance that a source states: who is said to be far from whom, with no contact."""

from collections.abc import Iterator

from graph.analysis.finding import Clue, Finding, joint
from graph.analysis.ground import Ground, Said, some
from graph.analysis.sentences import counted, day, listed, sentence
from graph.model import LinkKind, NodeKind

# A theme of this subtype is a distance between two sides, not a field of work.
DISTANCE = "distance"
_WORKS = (NodeKind.PUBLICATION, NodeKind.CAMPAIGN, NodeKind.EVENT)


def distance_stated(ground: Ground, *, max_hops: int) -> Iterator[Finding]:
    """A source says that a body is far from a community, and no source records a contact."""
    for theme in ground.of_kind(NodeKind.THEME):
        if ground.nodes[theme].get("subtype") != DISTANCE:
            continue
        works = {
            v: said for v, said in ground.near(theme, LinkKind.ABOUT, outward=False).items()
            if ground.nodes[v].kind in _WORKS
        }  # fmt: skip
        bodies = ground.near(theme, LinkKind.ABOUT, outward=False, of=NodeKind.ORGANISATION)
        communities = _communities(ground, works)
        for body, said in bodies.items():
            apart = [v for v in communities if body not in ground.contacts(v)]
            if apart:
                yield _apart(ground, body, apart, said, works)


def _communities(ground: Ground, works: dict[int, Said]) -> list[int]:
    """Communities that the works on the distance speak of, the widest first."""
    found = {
        v: said
        for work in works
        for v, said in ground.near(
            work, LinkKind.ABOUT, LinkKind.SERVES, outward=True, of=NodeKind.COMMUNITY
        ).items()
    }
    return ground.ranked(found)


def _apart(
    ground: Ground, body: int, communities: list[int], said: Said, works: dict[int, Said]
) -> Finding:
    node, first = ground.nodes[body], ground.nodes[communities[0]]
    makers = {
        v: why for work in works for v, why in ground.near(
            work, LinkKind.PUBLISHED, LinkKind.RUNS, outward=False, of=NodeKind.ORGANISATION
        ).items()
    }  # fmt: skip
    detail = next((s.detail for s in said if s.detail), "")
    then = day(max(s.last_seen for s in said))
    knows = ground.nodes[min(makers)] if makers else None
    return Finding(
        rule="distance_stated",
        subject=first,
        object=node,
        score=joint(0.5, 0.05 * min(len(communities), 4)),
        headline=sentence(
            "A source of {day} finds too little contact of {body} with {community}; none is "
            "recorded since.",
            day=then, body=node.name, community=first.name,
        ),
        clues=(
            Clue(kind="rule", score=0.5, said=said, words=sentence(
                "Of {body} the source says: {detail}." if detail
                else "The source names {body} where it speaks of distance.",
                body=node.name, detail=detail,
            )),
            Clue(kind="topical", score=0.2, said=some(*works.values()), words=sentence(
                "It speaks of {number}: {who}.", who=listed(ground.name(v) for v in communities),
                number=counted(len(communities), "community", "communities"),
            )),
        ),
        state="absent",
        read=sentence("No source held records a contact of {body} with {community}.",
                      body=node.name, community=first.name),
        said=said,
        advice=sentence(
            "Ask {who}, who wrote of it, to bring {body} and {community} together."
            if knows is not None else "Bring {body} and {community} together.",
            who=knows.name if knows is not None else "", body=node.name, community=first.name,
        ),
        routes=((first.id, node.id),),
        touches=frozenset(
            ground.nodes[c].id for v in communities for c in (v, *ground.countries_of.get(v, ()))
        ),
        knows=knows,
    )  # fmt: skip
