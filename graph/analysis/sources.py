"""Every source: its licence, its editions, how much of the network rests on it, and on it alone."""

from collections import Counter

from graph.network import Network
from graph.results import SourcesAnswer, SourceView


def find_sources(network: Network) -> SourcesAnswer:
    """All sources by id, with the number of nodes and links that each supports.

    ``only_here`` counts the links that no other source states: what would fall without it.
    Cost: linear in the statements.

    >>> find_sources(Network.of("a-b")).sources[0].only_here
    1
    """
    nodes, links, alone = Counter[str](), Counter[str](), Counter[str]()
    for node in network.nodes:
        nodes.update({s.source for s in node.statements})
    for link in network.links:
        said = {s.source for s in link.statements}
        links.update(said)
        if len(said) == 1:
            alone.update(said)
    views = []
    for source in sorted(network.sources.values(), key=lambda s: s.id):
        held = [e for e in network.editions if e.source == source.id]
        views.append(
            SourceView(
                id=source.id,
                title=source.title,
                publisher=source.publisher,
                compiler=source.compiler,
                licence=source.licence,
                licence_url=source.licence_url,
                attribution=source.attribution,
                url=source.url,
                editions=tuple(e.date for e in held if e.complete),
                partial_editions=tuple(e.date for e in held if not e.complete),
                nodes=nodes[source.id],
                links=links[source.id],
                only_here=alone[source.id],
            )
        )
    return SourcesAnswer(sources=tuple(views), snapshot=network.snapshot)
