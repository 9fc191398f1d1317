"""What to draw for one node: it stands in the middle of its neighbours."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

from graph.analysis.sentences import counted
from graph.errors import NotFound
from graph.model import Link, Node
from graph.network import Network
from graph.results import NodeRef
from graph.schema import LINK_KINDS, words
from viz.drawing import (
    CENTRE,
    LETTERS,
    MOST_ITEMS,
    broken,
    credits_of,
    from_link,
    left_out,
    node_item,
    placed,
    short,
    sources_of,
    view,
)
from viz.items import Caption, View, ViewNode
from viz.labels import line_height
from viz.layout import Place, Sector, around

# Labels beside a ring of neighbours may be longer than labels below a node.
_BESIDE = 250.0

Neighbour = tuple[NodeRef, Link, bool]


def view_of_node(network: Network, node_id: str, limit: int = 60) -> View:
    """A node in the middle of its neighbours, grouped by the kind of their link to it.

    At most ``limit`` links are drawn, some of every kind. Raises ``NotFound``.
    """
    node = network.node(node_id)
    if node is None:
        raise NotFound(f"nothing has the id '{node_id}'", next_step="Search for its name.")
    near = [
        (network.ref(other), link, link.source == node.id)
        for other, link in network.links_of(node.id)
        if other.id != node.id
    ]
    shown = _fair_share(near, min(limit, MOST_ITEMS // 2))
    nodes, captions = _surroundings(node, shown)
    return view(
        title=node.name,
        summary=_surroundings_in_words(node, near),
        nodes=nodes,
        links=placed([from_link(network.link_view(link)) for _, link, _ in shown], _places(nodes)),
        captions=captions,
        notes=left_out(len(shown), len(near), "link"),
        as_of=network.as_of,
        hash=network.hash,
        credits=credits_of(network, sources_of(link for _, link, _ in shown)),
    )


def _surroundings_in_words(node: Node, near: Sequence[Neighbour]) -> str:
    if not near:
        return f"{node.name} has no link in the snapshot."
    ways = Counter(_way(link, outward) for _, link, outward in near).most_common()
    kinds = ", ".join(f"{way} {number:,}" for way, number in ways[:3])
    more = " and others" if len(ways) > 3 else ""
    return f"{node.name} has {counted(len(near), 'link')}: {kinds}{more}."


def _way(link: Link, outward: bool) -> str:
    return words(link.kind, forward=outward)


def _fair_share(near: list[Neighbour], limit: int) -> list[Neighbour]:
    """Up to ``limit`` links: strong kinds first, yet some of every kind."""
    groups: dict[tuple[float, str, bool], list[Neighbour]] = {}
    for ref, link, outward in sorted(near, key=lambda r: (r[0].name, r[0].id, r[1].kind)):
        key = (-LINK_KINDS[link.kind].strength, link.kind.value, outward)
        groups.setdefault(key, []).append((ref, link, outward))
    quota = dict.fromkeys(sorted(groups), 0)
    left = limit
    while left > 0 and any(quota[key] < len(groups[key]) for key in quota):
        for key in quota:
            if left > 0 and quota[key] < len(groups[key]):
                quota[key] += 1
                left -= 1
    return [row for key, number in quota.items() for row in groups[key][:number]]


def _surroundings(
    node: Node, shown: Sequence[Neighbour]
) -> tuple[tuple[ViewNode, ...], tuple[Caption, ...]]:
    """The centre, its neighbours on a ring, and a caption for each kind of link."""
    groups: dict[str, dict[str, NodeRef]] = {}
    met: set[str] = set()
    for ref, link, outward in shown:
        if ref.id not in met:
            met.add(ref.id)
            groups.setdefault(_way(link, outward), {})[ref.id] = ref
    ring = around([
        Sector(caption=f"{caption} …", members=tuple((i, _tall(r)) for i, r in refs.items()))
        for caption, refs in groups.items()
    ])  # fmt: skip
    refs = {node_id: ref for group in groups.values() for node_id, ref in group.items()}
    centre = NodeRef(id=node.id, name=node.name, kind=node.kind)
    items = [node_item(centre, (0.0, 0.0), size=CENTRE)]
    for node_id, place in ring.places.items():
        side: Literal["left", "right"] = ring.sides[node_id]
        items.append(node_item(refs[node_id], place, side=side, width=_BESIDE, most=2))
    captions = tuple(
        Caption(text=text, x=x, y=y, anchor="start" if side == "right" else "end")
        for text, x, y, side in ring.captions
    )
    return tuple(items), captions


def _tall(ref: NodeRef) -> float:
    return max(30.0, 12.0 + line_height(LETTERS) * len(broken(short(ref), width=_BESIDE, most=2)))


def _places(nodes: Iterable[ViewNode]) -> dict[str, Place]:
    return {node.id: (node.x, node.y) for node in nodes}
