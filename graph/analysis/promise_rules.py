"""The rule on promises: what was announced, a body too, and is not recorded since."""

from collections.abc import Iterator, Mapping

from graph.analysis.finding import Clue, Finding, joint
from graph.analysis.ground import Ground, Said, some
from graph.analysis.precedents import Precedent, precedent_clues, precedents_of
from graph.analysis.sentences import day, listed, sentence
from graph.analysis.work_rules import ASKED, fading, is_due
from graph.model import LinkKind, NodeKind, Status

# Who is tied to a promise by one of these can be asked what became of it.
_TIED = (LinkKind.RUNS, LinkKind.PARTNER_IN, LinkKind.PUBLISHED, LinkKind.FUNDED,
         LinkKind.TOOK_PART_IN, LinkKind.SECRETARIAT_OF)  # fmt: skip


def promise_open(ground: Ground, *, max_hops: int) -> Iterator[Finding]:
    """A body, campaign or publication was announced; no source records that it came about."""
    for kind in (NodeKind.ORGANISATION, NodeKind.CAMPAIGN, NodeKind.PUBLICATION):
        for vertex in ground.of_kind(kind):
            node = ground.nodes[vertex]
            promised = all(said.status is Status.PLANNED for said in node.statements)
            if promised and not ground.unnamed(vertex) and is_due(ground, node.statements):
                yield _open(ground, vertex)


def _open(ground: Ground, vertex: int) -> Finding:
    node, who = ground.nodes[vertex], _named_for_it(ground, vertex)
    asked = sorted(who, key=lambda v: (ASKED.index(ground.nodes[v].kind), v))
    names = [ground.name(v) for v in asked]
    precedents = precedents_of(ground, vertex)
    clues = [Clue(
        kind="rule", score=fading(ground, node.statements),
        said=some(node.statements, *who.values()),
        words=sentence("Named for it: {who}.", who=listed(names)) if names
        else sentence("{node} is named in a source and nobody with it.", node=node.name),
    )]  # fmt: skip
    return Finding(
        rule="promise_open",
        subject=node,
        score=joint(0.75 * fading(ground, node.statements), *(p.score / 2 for p in precedents)),
        headline=sentence(
            "{node}: announced in a source of {day}, not recorded as done.",
            node=node.name, day=day(max(s.last_seen for s in node.statements)),
        ),
        clues=(*clues, *precedent_clues(ground, vertex)),
        state="absent",
        read="No source held records that it came about.",
        said=node.statements,
        advice=_advice(ground, vertex, names),
        touches=frozenset(ground.nodes[v].id for v in _concerned(ground, who, precedents)),
    )  # fmt: skip


def _concerned(
    ground: Ground, who: Mapping[int, Said], precedents: list[Precedent]
) -> Iterator[int]:
    """Those named for a promise, the precedents, and the countries of the communities in either."""
    peers = [v for one in precedents for v in (one.campaign, *one.peers)]
    for v in (*who, *peers):
        yield v
        if ground.nodes[v].kind is NodeKind.COMMUNITY:
            yield from ground.countries_of.get(v, ())


def _named_for_it(ground: Ground, vertex: int) -> dict[int, Said]:
    """Who is tied to a promise, planned ties included; for a body, whom it is to speak for."""
    found = ground.near(vertex, *_TIED, outward=False)
    for source, target, kind, said in ground.plans:
        if target == vertex and kind in _TIED:
            found.setdefault(source, said)
        elif source == vertex and kind is LinkKind.REPRESENTS:
            found.setdefault(target, said)
    return {v: said for v, said in found.items() if ground.nodes[v].kind in ASKED}


def _advice(ground: Ground, vertex: int, names: list[str]) -> str:
    for one in precedents_of(ground, vertex)[:1]:
        return sentence(
            "Ask {peer} how {before} was done, before {node} is taken up.",
            peer=ground.name(one.peers[0]), before=ground.name(one.campaign),
            node=ground.name(vertex),
        )  # fmt: skip
    if not names:
        return "Ask whoever published the plan whether it came about, and record the answer."
    return sentence("Ask {who} whether it came about, and record the answer.", who=names[0])
