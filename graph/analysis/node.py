"""One node: its names, its links both ways, what was read of it, and when."""

from graph.analysis.coverage import node_coverage
from graph.analysis.precedents import node_precedents
from graph.model import Node
from graph.network import Network
from graph.results import NodeAnswer


def describe(network: Network, node: Node, *, limit: int = 200) -> NodeAnswer:
    """All that a network holds on a node, in force or past; ``limit`` links are listed.

    Links stand by kind, then by the other end's name. A past node has no links.
    Cost: the links of the node, sorted.

    >>> network = Network.of("a-b", "a-c")
    >>> answer = describe(network, network.nodes[0], limit=1)
    >>> [link.target.id for link in answer.links], answer.links_in_all
    (['b'], 2)
    """
    near = network.links_of(node.id)
    shown = sorted(near, key=lambda row: (row[1].kind, row[0].name, row[0].id))
    return NodeAnswer(
        id=node.id,
        name=node.name,
        kind=node.kind,
        roles=node.roles,
        aliases=node.aliases,
        identifiers=node.identifiers,
        summary=node.summary,
        properties=node.properties,
        in_force=node.id in network.index,
        history=_history(network, node),
        coverage=node_coverage(network, node.id),
        links=tuple(network.link_view(link) for _, link in shown[:limit]),
        links_in_all=len(near),
        evidence=network.evidence(*node.statements),
        precedents=node_precedents(network, node.id),
        snapshot=network.snapshot,
    )


def _history(network: Network, node: Node) -> str:
    """When the sources named a node, in a sentence."""
    first = min(s.first_seen for s in node.statements)
    last = max(s.last_seen for s in node.statements)
    if node.id in network.index:
        return f"Named since {first}, last on {last}, in the editions held."
    gone = sorted(
        date
        for source in {s.source for s in node.statements}
        if (date := network.current.get(source, "")) > last
    )
    since = f"; not in the edition of {gone[0]}" if gone else ""
    return f"Named from {first} to {last}{since}."
