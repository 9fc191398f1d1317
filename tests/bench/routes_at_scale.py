"""How long each measure takes on a million nodes and three million links, beside networkx.

Run it by hand: ``uv run python tests/bench/routes_at_scale.py [nodes]``. Everything is drawn with a
fixed seed: people with offices and memberships, bodies with few links and some with very many.
"""

import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import islice

import networkx as nx
import numpy as np

from graph.analysis.acquaintance import acquaintance
from graph.analysis.brokers import find_brokers
from graph.analysis.clusters import find_clusters
from graph.analysis.paths import find_paths
from graph.analysis.reach import find_reach
from graph.assemble import assemble_node
from graph.model import Link, LinkKind, Node, NodeKind, Statement
from graph.network import TOY, Network

SEED = 7
PAIRS = 30
KINDS = (
    (NodeKind.PERSON, 0.45), (NodeKind.ORGANISATION, 0.43), (NodeKind.APPG, 0.1),
    (NodeKind.COMMUNITY, 0.01), (NodeKind.COUNTRY, 0.01),
)  # fmt: skip
# Kinds of link, the ends they run between, and their share of all.
LINKS = (
    (LinkKind.OFFICER_OF, NodeKind.PERSON, NodeKind.APPG, 0.15),
    (LinkKind.MEMBER_OF, NodeKind.PERSON, NodeKind.APPG, 0.45),
    (LinkKind.SECRETARIAT_OF, NodeKind.ORGANISATION, NodeKind.APPG, 0.05),
    (LinkKind.FUNDED, NodeKind.ORGANISATION, NodeKind.ORGANISATION, 0.25),
    (LinkKind.MET, NodeKind.ORGANISATION, NodeKind.COMMUNITY, 0.03),
    (LinkKind.ABOUT, NodeKind.APPG, NodeKind.COUNTRY, 0.04),
    (LinkKind.HERITAGE, NodeKind.COMMUNITY, NodeKind.COUNTRY, 0.03),
)


def network(n: int) -> Network:
    """``n`` nodes and about ``3 n`` links; one end of each link is drawn with a heavy tail."""
    random = np.random.default_rng(SEED)
    said = Statement(source="toy", seen=("2026-01-01",), subject="x", object="y", locator="row")
    ids: dict[NodeKind, list[str]] = {}
    nodes: list[Node] = []
    for kind, share in KINDS:
        # There are no more countries when there are more bodies.
        many = int(n * share) if kind is not NodeKind.COUNTRY else 300
        ids[kind] = [f"{kind}:{i}" for i in range(many)]
        nodes += [_node(kind, node_id) for node_id in ids[kind]]
    found: dict[tuple[str, str, LinkKind], Link] = {}
    for link, one, other, share in LINKS:
        many = int(3 * n * share)
        sources = random.integers(0, len(ids[one]), many)
        targets = (len(ids[other]) * random.random(many) ** 2.5).astype(int)
        for s, t in zip(sources.tolist(), targets.tolist(), strict=True):
            key = (ids[one][s], ids[other][t], link)
            found[key] = Link(source=key[0], target=key[1], kind=link, statements=(said,))
    return Network(
        nodes=tuple(sorted(nodes, key=lambda node: node.id)),
        links=tuple(found[key] for key in sorted(found)),
        sources={"toy": TOY}, current={"toy": "2026-01-01"},
    )  # fmt: skip


def _node(kind: NodeKind, node_id: str) -> Node:
    claims = (("name", f"Body {node_id.split(':')[1]} of {kind}"),)
    said = Statement(source="toy", seen=("2026-01-01",), subject=node_id, claims=claims)
    return assemble_node(node_id, kind, (said,))


def seconds(ask: Callable[[], object]) -> float:
    """How long a question takes of one processor: what else the machine does counts nothing."""
    began = time.process_time()
    ask()
    return time.process_time() - began


def spread(times: list[float]) -> str:
    """Middle and 95th of 100, in milliseconds."""
    return (
        f"p50 {1000 * np.quantile(times, 0.5):.1f} ms, p95 {1000 * np.quantile(times, 0.95):.1f} ms"
    )


def main() -> None:
    """Print sizes, times, and the ratio to networkx on the same pairs."""
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    began = time.perf_counter()
    net = network(n)
    print(f"made {net.n:,} nodes, {net.m:,} links in {time.perf_counter() - began:.1f} s")
    print(f"hash: {seconds(lambda: net.hash):.1f} s, once")
    bodies = net.vertices(NodeKind.ORGANISATION)
    ends = np.random.default_rng(SEED).choice(bodies[net.introductions[bodies] > 0], (PAIRS, 2))
    pairs = [(net.nodes[a].id, net.nodes[b].id) for a, b in ends.tolist()]
    print(f"first paths: {seconds(lambda: find_paths(net, *pairs[0])):.1f} s (reads all once)")
    ours = [seconds(partial(find_paths, net, *pair, k=5)) for pair in pairs]
    print(f"paths, k=5, filtered, explained: {spread(ours)}")
    first = seconds(lambda: find_reach(net, limit=20))
    print(f"reach, 20 routes: first {first:.1f} s, again {seconds(lambda: find_reach(net)):.1f} s")
    _groups(net)
    near = acquaintance(net)
    once = near.row < near.other
    graph: nx.Graph[int] = nx.Graph()
    graph.add_edges_from(zip(near.row[once].tolist(), near.other[once].tolist(), strict=True))
    theirs = [
        seconds(partial(_tied, graph, net.index[one], net.index[other]))
        for one, other in pairs[:10]
    ]
    print(f"networkx, all shortest on a filtered copy, 10 pairs: {spread(theirs)}")
    print(f"ratio of medians: {np.median(theirs) / np.median(ours):.1f}")


def _groups(net: Network) -> None:
    """Brokers and clusters: how long, by which method, with which error."""
    began = time.process_time()
    brokers = find_brokers(net)
    took = time.process_time() - began
    print(f"brokers: {took:.1f} s; {brokers.method} {brokers.notes[0]}")
    began = time.process_time()
    clusters = find_clusters(net)
    took = time.process_time() - began
    print(f"clusters: {took:.1f} s; {clusters.method}")


def _tied(graph: "nx.Graph[int]", one: int, other: int) -> int:
    try:
        return sum(1 for _ in islice(nx.all_shortest_paths(graph, one, other), 1000))
    except nx.NetworkXNoPath:
        return 0


if __name__ == "__main__":
    main()
