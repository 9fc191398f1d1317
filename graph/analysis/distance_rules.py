"""The rule on distance that a source states: who is said to be far apart, with no contact."""

from collections.abc import Iterator, Mapping
from itertools import combinations

from graph.analysis.finding import Clue, Finding, joint
from graph.analysis.ground import Ground, Said, some
from graph.analysis.sentences import counted, day, listed, sentence
from graph.model import LinkKind, NodeKind

# A theme of this subtype is a distance between two sides, not a field of work.
DISTANCE = "distance"
_WORKS = (NodeKind.PUBLICATION, NodeKind.CAMPAIGN, NodeKind.EVENT)


def distance_stated(ground: Ground, *, max_hops: int) -> Iterator[Finding]:
    """A source says that two sides are far apart, and no source records a contact."""
    for theme in ground.of_kind(NodeKind.THEME):
        if ground.nodes[theme].get("subtype") != DISTANCE:
            continue
        works = {
            v: said for v, said in ground.near(theme, LinkKind.ABOUT, outward=False).items()
            if ground.nodes[v].kind in _WORKS
        }  # fmt: skip
        bodies = ground.near(theme, LinkKind.ABOUT, outward=False, of=NodeKind.ORGANISATION)
        communities = _communities(ground, works)
        if not (bodies and communities):
            yield from _among(ground, theme, bodies or dict.fromkeys(communities, ()), works)
            continue
        for body, said in bodies.items():
            apart = [v for v in communities if body not in ground.contacts(v)]
            if apart:
                yield _apart(ground, body, apart, said, works)


def _among(
    ground: Ground, theme: int, sides: Mapping[int, Said], works: dict[int, Said]
) -> Iterator[Finding]:
    """Sides of one sort of which a source says that they have too little to do with each other."""
    # A whole is no side beside its own parts.
    parts = {
        v
        for v in sides
        if not ground.near(v, LinkKind.PART_OF, outward=False).keys() & sides.keys()
    }
    apart = [
        (one, other) for one, other in combinations(sorted(parts), 2)
        if other not in ground.contacts(one)
    ]  # fmt: skip
    if not apart:
        return
    between = ground.ranked({v for pair in apart for v in pair})
    said = some(*(sides[v] for v in between), *works.values())
    names = listed(ground.name(v) for v in between)
    makers = _makers(ground, works)
    knows = ground.nodes[min(makers)] if makers else None
    pair = len(between) == 2
    yield Finding(
        rule="distance_stated",
        subject=ground.nodes[between[0]],
        object=ground.nodes[between[1]] if pair else None,
        score=joint(0.5, 0.05 * min(len(between), 4)),
        headline=sentence(
            "A source of {day} finds {theme} wanting {between} {who}; no contact is recorded.",
            day=day(max(s.last_seen for s in said)), theme=ground.name(theme),
            between="between" if pair else "among", who=names,
        ),
        clues=(
            Clue(kind="rule", score=0.5, said=said, words=sentence(
                "The source names them where it speaks of this: {theme}.",
                theme=ground.name(theme),
            )),
            *(Clue(kind="rule", score=0.1, said=(s,), words=sentence(
                "Of {who} the source says: {detail}.", who=ground.name(v), detail=s.detail))
              for v in between for s in sides[v][:1] if s.detail),
        ),
        state="absent",
        read=sentence("No source held records a contact {between} {who}.",
                      between="between" if pair else "among", who=names),
        said=said,
        advice=sentence(
            "Ask {maker}, who wrote of it, to bring {who} together."
            if knows is not None else "Bring {who} together.",
            maker=knows.name if knows is not None else "", who=names,
        ),
        routes=((ground.nodes[between[0]].id, ground.nodes[between[1]].id),) if pair else (),
        touches=frozenset(
            ground.nodes[c].id for v in between for c in (v, *ground.countries_of.get(v, ()))
        ),
        knows=knows,
    )  # fmt: skip


def _makers(ground: Ground, works: dict[int, Said]) -> set[int]:
    """Bodies that published or ran the works."""
    return {
        v for work in works for v in ground.near(
            work, LinkKind.PUBLISHED, LinkKind.RUNS, outward=False, of=NodeKind.ORGANISATION
        )
    }  # fmt: skip


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
    makers = _makers(ground, works)
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
