"""What to draw for some nodes that somebody picked: they and the links among them."""

from collections.abc import Iterable

from graph.analysis.sentences import counted
from graph.errors import BadQuestion, NotFound
from graph.network import Network
from viz.drawing import (
    MOST_ITEMS,
    RADIUS,
    broken,
    credits_of,
    from_link,
    left_out,
    links_among,
    node_item,
    placed,
    room_of,
    short,
    sources_of,
    view,
)
from viz.items import View
from viz.layout import springs

# More would hide each other's labels.
MOST_NODES = 150


def view_of_nodes(network: Network, ids: Iterable[str], *, title: str = "Chosen nodes") -> View:
    """Some nodes and the links among them, the strongest kinds of link first.

    Raises ``NotFound`` for an id that is not in force, ``BadQuestion`` for none or too many.
    """
    chosen = list(dict.fromkeys(ids))
    if not 0 < len(chosen) <= MOST_NODES:
        raise BadQuestion(
            f"a map shows 1 to {MOST_NODES} nodes, not {len(chosen)}", next_step="Choose fewer."
        )
    unknown = [node_id for node_id in chosen if node_id not in network.index]
    if unknown:
        raise NotFound(f"nothing in force has the id '{unknown[0]}'", next_step="Look it up first.")
    refs = {node_id: network.ref(network.index[node_id]) for node_id in sorted(chosen)}
    inside = links_among(network, set(refs))
    drawn = inside[: MOST_ITEMS - min(len(refs), MOST_ITEMS)]
    rooms = {i: room_of(broken(short(ref)), RADIUS) for i, ref in refs.items()}
    places = springs(rooms, [(link.source, link.target) for link in inside])
    return view(
        title=title,
        summary=f"{counted(len(refs), 'node')} and {counted(len(inside), 'link')} among them.",
        nodes=[node_item(refs[i], place) for i, place in sorted(places.items())],
        links=placed([from_link(network.link_view(link)) for link in drawn], places),
        notes=left_out(len(drawn), len(inside), "link"),
        as_of=network.as_of,
        hash=network.hash,
        credits=credits_of(network, sources_of(drawn)),
    )
