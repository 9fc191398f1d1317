"""What to draw for paths; and the door to the builders of all other views."""

from collections.abc import Sequence

from graph.analysis.sentences import counted
from graph.results import PathsAnswer
from viz.drawing import CENTRE, RADIUS, credits_in, from_hop, node_item, placed, view
from viz.items import View
from viz.layout import by_hops
from viz.view_clusters import view_of_cluster, view_of_map
from viz.view_gap import view_of_gap
from viz.view_node import view_of_node

__all__ = [
    "View",
    "view_of_cluster",
    "view_of_gap",
    "view_of_map",
    "view_of_node",
    "view_of_paths",
]


def view_of_paths(answer: PathsAnswer) -> View:
    """All routes in one picture, from left to right by hop; the best is the straight line."""
    routes = [[ref.id for ref in path.nodes] for path in answer.paths]
    refs = {ref.id: ref for path in answer.paths for ref in path.nodes}
    ends = {ref.id: ref for ref in (answer.start, answer.end)}
    places = by_hops(routes or [list(ends)])
    nodes = [
        node_item(
            (refs | ends)[i], place,
            size=CENTRE if i in ends else RADIUS, words=_part_in_routes(i, routes),
        )
        for i, place in places.items()
    ]  # fmt: skip
    hops = {
        (hop.source.id, hop.target.id, hop.kind): hop for path in answer.paths for hop in path.hops
    }
    ties = [from_hop(hop) for hop in hops.values()]
    return view(
        title=f"{answer.start.name} to {answer.end.name}",
        summary=_routes_in_words(answer),
        nodes=nodes,
        links=placed(ties, places),
        as_of=answer.snapshot.as_of,
        hash=answer.snapshot.hash,
        credits=credits_in(e for hop in hops.values() for e in hop.evidence),
    )


def _part_in_routes(node_id: str, routes: Sequence[Sequence[str]]) -> str:
    passing = [str(at) for at, route in enumerate(routes, start=1) if node_id in route]
    if not passing or len(passing) == len(routes):
        return ""
    return f"on route {passing[0]}" if len(passing) == 1 else f"on routes {', '.join(passing)}"


def _routes_in_words(answer: PathsAnswer) -> str:
    if not answer.paths:
        return f"No route from {answer.start.name} to {answer.end.name} was found."
    best = answer.paths[0]
    return (
        f"{counted(len(answer.paths), 'route')} from {answer.start.name} to {answer.end.name}. "
        f"The best, in a straight line, has {counted(len(best.hops), 'hop')}."
    )
