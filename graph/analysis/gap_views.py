"""Findings as readers meet them: with evidence, introducer, route, and how much is on record."""

from graph.analysis.finding import Finding
from graph.analysis.gap_introducers import Introducer, best_introducer
from graph.analysis.ground import Ground
from graph.analysis.paths import find_paths
from graph.analysis.sentences import counted, sentence, short_name
from graph.model import Node
from graph.results import Coverage, Gap, Path, Reason

# Longest chain worth walking to make an introduction.
LONGEST = 6


def gap_view(ground: Ground, finding: Finding) -> Gap:
    """A finding with its evidence, the best introducer and the best route, where there are any."""
    network = ground.network
    path = _route(ground, finding)
    introducer = best_introducer(ground, finding, path, longest=LONGEST)
    return Gap(
        rule=finding.rule,
        subject=network.ref(finding.subject),
        object=network.ref(finding.object) if finding.object else None,
        score=finding.score,
        headline=finding.headline,
        reasons=tuple(
            Reason(
                kind=clue.kind, words=clue.words, score=clue.score,
                evidence=network.evidence(*clue.said),
            )
            for clue in finding.clues
        ),
        introducer=introducer.who,
        introducer_why=introducer.why,
        path=path,
        coverage=Coverage(
            state=finding.state, words=finding.read, evidence=network.evidence(*finding.said[:3])
        ),
        advice=_advice(ground, finding, introducer, path),
        chance=finding.chance,
        on_record=_on_record(ground, finding),
    )  # fmt: skip


def records(ground: Ground, node: Node) -> int:
    """How many statements the sources in use make of a node and of its links."""
    vertex = ground.network.index.get(node.id)
    links = () if vertex is None else ground.steps[vertex]
    return len(node.statements) + sum(len(step.said) for step in links)


def _on_record(ground: Ground, finding: Finding) -> str:
    ends = [node for node in (finding.subject, finding.object) if node is not None]
    told = [f"{counted(records(ground, n), 'record')} on {short_name(n)}" for n in ends]
    return sentence("These sources hold {told}.", told=" and ".join(told))


def _route(ground: Ground, finding: Finding) -> Path | None:
    """The shortest route between any of the ends between which one is sought."""
    found = []
    for start, end in finding.routes:
        # Nobody can be asked for an introduction through a set whose members are not named.
        answer = find_paths(
            ground.network, start, end, k=1, max_hops=LONGEST, include_ai=ground.include_ai,
            avoid=ground.unnamed_ids - {start, end},
        )  # fmt: skip
        found += [(len(path.hops), path.cost, path) for path in answer.paths[:1]]
    return (
        min(found, key=lambda row: (row[0], row[1], [n.id for n in row[2].nodes]))[2]
        if (found)
        else None
    )


def _advice(ground: Ground, finding: Finding, introducer: Introducer, path: Path | None) -> str:
    """One thing to do: with an introducer, whom to ask for what."""
    who = introducer.who
    if (
        who is None
        or not finding.routes
        or (finding.knows is not None and who.id == finding.knows.id)
    ):
        return finding.advice
    start, end = introducer.between or finding.routes[0]
    if path is not None:
        start, end = path.nodes[0].id, path.nodes[-1].id
    names = {
        key: short_name(node)
        for key, node_id in (("who", who.id), ("one", start), ("other", end))
        if (node := ground.network.node(node_id)) is not None
    }
    if introducer.between:
        return sentence("Ask {who}, in touch with {one}, to write to {other}.", **names)
    return sentence("Ask {who} to introduce {one} to {other}.", **names)
