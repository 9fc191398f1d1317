"""What to draw for a gap: the missing link, the route to close it, and the common ground."""

from collections.abc import Sequence
from dataclasses import replace

from graph.model import Link
from graph.network import Network
from graph.results import Gap, Hop, NodeRef
from graph.text import clean
from viz.drawing import (
    CENTRE,
    RADIUS,
    Tie,
    credits_of,
    from_hop,
    from_link,
    left_out,
    links_among,
    node_item,
    placed,
    sources_of,
    view,
)
from viz.items import View
from viz.layout import COLUMN, ROW, Place
from viz.shapes import GAP
from viz.view_node import view_of_node


def view_of_gap(network: Network, gap: Gap, limit: int = 8) -> View:
    """What is missing, dotted; the route over which it could be closed; what both sides share."""
    if gap.object is None:
        return replace(view_of_node(network, gap.subject.id, limit=24), title=clean(gap.headline))
    ends = (gap.subject, gap.object)
    route = list(gap.path.nodes) if gap.path and len(gap.path.nodes) > 2 else list(ends)
    shared = _shared(network, ends, {ref.id for ref in route})
    if gap.introducer and gap.introducer.id not in _ids((*route, *shared, *ends)):
        shared.insert(0, gap.introducer)
    refs = {ref.id: ref for ref in (*shared[:limit], *route, *ends)}
    places = _gap_places([r.id for r in route], [r.id for r in shared[:limit]], ends)
    hops = gap.path.hops if gap.path else ()
    links = [k for k in links_among(network, set(refs)) if {k.source, k.target} & _ids(ends)]
    ties = [_missing(gap, ends), *_ties(network, hops, links)]
    nodes = [
        node_item(
            refs[i], place,
            size=CENTRE if i in _ids(ends) else RADIUS, words=_gap_words(i, gap),
        )
        for i, place in places.items()
    ]  # fmt: skip
    said = sources_of(links) | {e.source for hop in hops for e in hop.evidence}
    return view(
        title=gap.headline,
        summary=f"{gap.coverage.words} {gap.advice}",
        nodes=nodes,
        links=placed(ties, places),
        notes=left_out(len(shared[:limit]), len(shared), "shared neighbour"),
        as_of=network.as_of,
        hash=network.hash,
        credits=credits_of(network, said),
    )


def _ids(refs: Sequence[NodeRef]) -> set[str]:
    return {ref.id for ref in refs}


def _missing(gap: Gap, ends: tuple[NodeRef, NodeRef]) -> Tie:
    words = "not known" if gap.coverage.state == "unknown" else "no link recorded"
    return Tie(source=ends[0].id, target=ends[1].id, kind=GAP, status=GAP, words=words, named=True)


def _ties(network: Network, hops: Sequence[Hop], links: Sequence[Link]) -> list[Tie]:
    """The steps of the route, then the links that are not among them."""
    steps = [from_hop(hop) for hop in hops]
    met = {frozenset((t.source, t.target)) for t in steps}
    others = [k for k in links if frozenset((k.source, k.target)) not in met]
    return steps + [from_link(network.link_view(k), named=True) for k in others]


def _gap_words(node_id: str, gap: Gap) -> str:
    return "could introduce them" if gap.introducer and node_id == gap.introducer.id else ""


def _shared(network: Network, ends: tuple[NodeRef, NodeRef], without: set[str]) -> list[NodeRef]:
    """Neighbours of both ends, the rarest (least linked) first: the strongest common ground."""
    sides = [{other.id for other, _ in network.links_of(ref.id)} for ref in ends]
    both = (sides[0] & sides[1]) - without - {ref.id for ref in ends}
    vertices = sorted(network.index[i] for i in both)
    vertices.sort(key=lambda v: int(network.degree[v]))
    return [network.ref(v) for v in vertices]


def _gap_places(
    route: Sequence[str], shared: Sequence[str], ends: tuple[NodeRef, NodeRef]
) -> dict[str, Place]:
    """The route on top of the missing link, the common ground in rows below it."""
    middle = [i for i in route if i not in (ends[0].id, ends[1].id)]
    wide = COLUMN * max(len(middle) + 1, 3)
    places: dict[str, Place] = {ends[0].id: (0.0, 0.0), ends[1].id: (wide, 0.0)}
    for at, node_id in enumerate(middle, start=1):
        places[node_id] = (round(wide * at / (len(middle) + 1)), -ROW)
    for at, node_id in enumerate(shared):
        row, column = divmod(at, 2)
        alone = at == len(shared) - 1 and column == 0
        x = wide / 2 if alone else wide / 2 + (column - 0.5) * COLUMN
        places[node_id] = (round(x), round((row + 1) * ROW * 0.9))
    return places
