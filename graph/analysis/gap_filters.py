"""Which findings concern the country, theme, place and kind of body that a reader asks for."""

from dataclasses import dataclass

from graph.analysis.finding import Finding
from graph.analysis.gap_views import records
from graph.analysis.ground import Ground
from graph.errors import BadQuestion, NotFound
from graph.model import LinkKind, Node, NodeKind

_THERE = (LinkKind.BASED_IN, LinkKind.OPERATES_IN, LinkKind.ABOUT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a reader asks for: ids that a gap has to touch, one set for each filter given."""

    country: int | None
    wanted: tuple[frozenset[str], ...]
    kind: NodeKind | None
    min_records: int

    @classmethod
    def of(
        cls, ground: Ground, *, country: str, theme: str, place: str, kind: str, min_records: int
    ) -> "Asked":
        """The question with ids looked up; a theme and a place stand for their parts too."""
        if kind and kind not in {*NodeKind}:
            raise BadQuestion(
                f"'{kind}' is no kind of node",
                where="--kind",
                next_step=f"Kinds: {', '.join(sorted(NodeKind))}.",
            )
        wanted = [frozenset({country})] if country else []
        for node_id, of in ((theme, NodeKind.THEME), (place, NodeKind.PLACE)):
            if node_id:
                wanted.append(_with_parts(ground, _vertex(ground, node_id, of)))
        return cls(
            country=_vertex(ground, country, NodeKind.COUNTRY) if country else None,
            wanted=tuple(wanted),
            kind=NodeKind(kind) if kind else None,
            min_records=min_records,
        )


def _vertex(ground: Ground, node_id: str, kind: NodeKind) -> int:
    vertex = ground.network.index.get(node_id)
    if vertex is None:
        raise NotFound(f"no node has the id '{node_id}'", next_step="Try 'kithmap find'.")
    if ground.nodes[vertex].kind is not kind:
        raise BadQuestion(f"'{node_id}' is no {kind}", where=f"--{kind}")
    return vertex


def _with_parts(ground: Ground, vertex: int) -> frozenset[str]:
    found: set[int] = set()
    level = {vertex}
    while level:
        found |= level
        level = {
            part for v in level for part in ground.near(v, LinkKind.PART_OF, outward=False)
            if ground.nodes[part].kind is ground.nodes[vertex].kind
        } - found  # fmt: skip
    return frozenset(ground.nodes[v].id for v in found)


def fits(ground: Ground, asked: Asked, finding: Finding) -> bool:
    """Whether a finding answers to all filters."""
    if asked.kind is not None and finding.subject.kind is not asked.kind:
        return False
    ends = [node for node in (finding.subject, finding.object) if node is not None]
    if asked.min_records > 1 and min(records(ground, n) for n in ends) < asked.min_records:
        return False
    return not asked.wanted or _touches(ground, asked, finding, ends)


def _touches(ground: Ground, asked: Asked, finding: Finding, ends: list[Node]) -> bool:
    touched = {*finding.touches, *(node.id for node in ends)}
    for node in ends:
        vertex = ground.network.index.get(node.id)
        if vertex is not None:
            near = {*ground.countries_of.get(vertex, ()), *ground.near(vertex, *_THERE)}
            touched |= {ground.nodes[v].id for v in near}
    return all(touched & wanted for wanted in asked.wanted)
