"""What to draw for one cluster, and for the whole network as clusters."""

from collections import Counter
from collections.abc import Mapping, Sequence

from graph.analysis.sentences import counted
from graph.network import Network
from graph.results_groups import Cluster, ClustersAnswer
from viz.drawing import (
    MOST_ITEMS,
    RADIUS,
    Tie,
    broken,
    credits_of,
    from_link,
    left_out,
    links_among,
    node_href,
    node_item,
    placed,
    room_of,
    short,
    sources_of,
    view,
)
from viz.items import View, ViewNode
from viz.layout import Place, Room, springs
from viz.shapes import CLUSTER


def view_of_cluster(network: Network, cluster: Cluster, limit: int = 80) -> View:
    """The members of a cluster and the links among them, the best linked first."""
    members = sorted(cluster.members, key=lambda m: (-m.links_inside, m.node.id))
    shown = {m.node.id: m for m in members[:limit] if m.node.id in network.index}
    inside = links_among(network, set(shown))
    drawn = inside[: MOST_ITEMS - len(shown)]
    sizes = {i: RADIUS + min(m.links_inside, 30) * 0.35 for i, m in shown.items()}
    rooms = {i: room_of(broken(short(m.node)), sizes[i]) for i, m in shown.items()}
    places = springs(rooms, [(link.source, link.target) for link in inside])
    nodes = [
        node_item(
            shown[i].node, place, size=sizes[i],
            words=f"{counted(shown[i].links_inside, 'link')} inside the cluster",
        )
        for i, place in sorted(places.items())
    ]  # fmt: skip
    return view(
        title=cluster.name,
        summary=f"{cluster.reason} {counted(cluster.size, 'member')}; together in "
        f"{cluster.stability:.0%} of reruns.",
        nodes=nodes,
        links=placed([from_link(network.link_view(link)) for link in drawn], places),
        notes=left_out(len(shown), cluster.size, "member")
        + left_out(len(drawn), len(inside), "link"),
        as_of=network.as_of,
        hash=network.hash,
        credits=credits_of(network, sources_of(drawn)),
    )


def view_of_map(network: Network, answer: ClustersAnswer, limit: int = 30) -> View:
    """The whole network as clusters: bubbles by size, and how many links run between them.

    ``answer`` should name all members of its clusters; members that it leaves out count no links.
    """
    shown = answer.clusters[:limit]
    home = {m.node.id: c.id for c in shown for m in c.members}
    counts = Counter(
        (min(pair), max(pair))
        for link in network.links
        if len(pair := {home.get(link.source, ""), home.get(link.target, "")} - {""}) == 2
    )
    drawn = _strongest(counts)[: MOST_ITEMS - len(shown)]
    sizes = {c.id: _bubble(c.size, max(x.size for x in shown)) for c in shown}
    rooms = {c.id: _bubble_room(c, sizes[c.id]) for c in shown}
    places = springs(rooms, [pair for pair, _ in drawn])
    ties = [
        Tie(source=a, target=b, kind=CLUSTER, words=f"{counted(n, 'link')} between",
            status="held", weight=n)
        for (a, b), n in drawn
    ]  # fmt: skip
    return view(
        title="The whole map",
        summary=f"{counted(network.n, 'node')} and {counted(network.m, 'link')} in "
        f"{counted(answer.clusters_in_all, 'cluster')}; the largest is {_largest(shown)}.",
        nodes=[_cluster_item(c, places[c.id], sizes[c.id]) for c in shown],
        links=placed(ties, places),
        notes=left_out(len(shown), answer.clusters_in_all, "cluster")
        + left_out(len(drawn), len(counts), "pair of linked clusters", "pairs of linked clusters")
        + _unclustered(answer),
        as_of=network.as_of,
        hash=network.hash,
        credits=credits_of(network, network.sources),
    )


def _strongest(counts: Mapping[tuple[str, str], int]) -> list[tuple[tuple[str, str], int]]:
    """For each cluster its two strongest ties to others: all of them would hide each other."""
    left: Counter[str] = Counter()
    drawn = []
    for pair, number in sorted(counts.items(), key=lambda row: (-row[1], row[0])):
        if min(left[pair[0]], left[pair[1]]) < 2:
            left.update(pair)
            drawn.append((pair, number))
    return drawn


def _largest(clusters: Sequence[Cluster]) -> str:
    return clusters[0].name if clusters else "none"


def _unclustered(answer: ClustersAnswer) -> tuple[str, ...]:
    number = counted(answer.unclustered, "node")
    return (f"{number} belong to no cluster and are not drawn.",) if answer.unclustered else ()


def _bubble(size: int, largest: int) -> float:
    """Radius of a bubble: its area grows with the number of members."""
    return float(round(14 + 34 * (size / max(largest, 1)) ** 0.5))


def _bubble_room(cluster: Cluster, size: float) -> Room:
    room = room_of(broken(cluster.name), size)
    return Room(half=room.half + 6, up=room.up + 8, down=room.down + 8)


def _cluster_item(cluster: Cluster, place: Place, size: float) -> ViewNode:
    names = [member.node.name for member in cluster.members[:12]]
    more = cluster.size - len(names)
    return ViewNode(
        id=cluster.id, name=cluster.name, kind=CLUSTER,
        words=f"{counted(cluster.size, 'member')}, together in {cluster.stability:.0%} of reruns",
        x=place[0], y=place[1], size=size, label=broken(cluster.name), side="below",
        href=node_href(cluster.id).replace("/nodes/", "/clusters/"),
        mark=f"{cluster.size:,}", parts=(*names, *([f"and {more:,} more"] if more > 0 else [])),
    )  # fmt: skip
