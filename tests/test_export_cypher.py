"""The Cypher export, run line by line on a real server, gives back the very same network."""

import json

import pytest

from graph.assemble import assemble_node, content_hash
from graph.export import export
from graph.model import Link, LinkKind, NodeKind, Role
from graph.network import Network
from graph.provenance import sources_used, stated
from graph.schema import NODE_KINDS, ROLE_LABELS
from tests.backends import wipe_neo4j
from tests.neo4j_lab import cypher
from tests.test_export_whole import ODD, odd_world

pytestmark = pytest.mark.neo4j


@pytest.fixture(scope="module")
def network() -> Network:
    return odd_world()


@pytest.fixture
def filled(network: Network) -> Network:
    """The network, after its export was run on the test server."""
    wipe_neo4j()
    for line in export(network, "cypher").decode().splitlines():
        if not line.startswith("//"):
            cypher(line)
    return network


def test_a_real_server_gives_back_every_node_link_and_statement(filled: Network) -> None:
    nodes = [
        assemble_node(i, NodeKind(kind), map(stated, json.loads(told)), frozenset(map(Role, roles)))
        for i, kind, roles, told in cypher(
            "MATCH (n:Entity) RETURN n.id, n.kind, n.roles, n.statements"
        )
    ]
    links = [
        Link(
            source=a, target=b, kind=LinkKind(kind.lower()),
            statements=tuple(map(stated, json.loads(told))),
        )
        for a, b, kind, told in cypher(
            "MATCH (a:Entity)-[r]->(b:Entity) RETURN a.id, b.id, type(r), r.statements"
        )
    ]  # fmt: skip
    nodes.sort(key=lambda n: n.id)
    links.sort(key=lambda k: (k.source, k.target, k.kind))
    assert content_hash(filled.as_of, (*nodes, *links)) == filled.hash


def test_a_query_can_ask_by_label_status_method_source_and_licence(filled: Network) -> None:
    ((status, methods, licences),) = cypher(
        "MATCH ()-[r]->() WHERE r.statements CONTAINS 'row 9' AND 'planned' IN r.statuses "
        "RETURN r.status, r.methods, r.licences"
    )
    assert status in ("planned", "held")
    assert "ai_search" in methods
    assert all(licences)
    labelled = {frozenset(labels) for (labels,) in cypher("MATCH (n:Entity) RETURN labels(n)")}
    wanted = {
        frozenset({"Entity", NODE_KINDS[n.kind].label, *(ROLE_LABELS[r] for r in n.roles)})
        for n in filled.nodes
    }
    assert labelled == wanted


def test_sources_stand_in_the_database_with_their_licences(filled: Network) -> None:
    rows = cypher("MATCH (s:Source) RETURN s.id, s.licence")
    held = {source: licence for source, licence, *_ in rows}
    assert held == {source.id: source.licence for source in sources_used(filled)}


def test_odd_letters_come_through_as_they_are(filled: Network) -> None:
    told = [json.loads(text) for (text,) in cypher("MATCH ()-[r]->() RETURN r.statements")]
    assert ODD in {one.get("note") for rows in told for one in rows}
