"""The network as Cypher: statements that rebuild it in an empty Neo4j, one a line."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from graph.model import Link, Node, Source, Statement
from graph.network import Network
from graph.provenance import (
    attributions,
    licences_of,
    sources_used,
    told_as_json,
    withdrawn_rows,
)
from graph.schema import NODE_KINDS, ROLE_LABELS


def cypher(network: Network, raw: bool) -> bytes:
    """Cypher statements that rebuild the graph in an empty Neo4j, one a line."""
    lines = [f"// Kithmap, as of {network.as_of}, snapshot {network.hash}."]
    lines += [f"// {_flat(line)}" for line in attributions(network)]
    lines += [f"// Withdrawn: {json.dumps(row)}" for row in withdrawn_rows(network)]
    lines.append(
        "CREATE CONSTRAINT kithmap_export_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;"
    )
    lines += [_create_source(source) for source in sources_used(network)]
    lines += [_create_node(network, node) for node in network.nodes]
    lines += [_create_link(network, link) for link in network.links]
    return ("\n".join(lines) + "\n").encode()


def _create_source(source: Source) -> str:
    return f"CREATE (:Source {_map(asdict(source))});"


def _create_node(network: Network, node: Node) -> str:
    labels = ":".join(
        ["Entity", NODE_KINDS[node.kind].label, *(ROLE_LABELS[r] for r in node.roles)]
    )
    fields = {
        "id": node.id, "name": node.name, "kind": node.kind.value, "roles": list(node.roles),
        "aliases": list(node.aliases), "identifiers": list(node.identifiers),
        "summary": node.summary,
        "properties": [f"{key}={value}" for key, value in node.properties],
        **_told(network, node.statements),
    }  # fmt: skip
    return f"CREATE (:{labels} {_map(fields)});"


def _create_link(network: Network, link: Link) -> str:
    newest = link.statements[-1]
    fields = {
        "id": link.id,
        "kind": link.kind.value,
        "status": newest.status.value,
        "detail": newest.detail,
        "first_seen": min(s.first_seen for s in link.statements),
        "last_seen": max(s.last_seen for s in link.statements),
        "url": network.evidence(newest)[0].url,
        **_told(network, link.statements),
    }
    ends = (
        f"MATCH (a:Entity {_map({'id': link.source})}) MATCH (b:Entity {_map({'id': link.target})})"
    )
    return f"{ends} CREATE (a)-[:{link.kind.value.upper()} {_map(fields)}]->(b);"


def _told(network: Network, statements: Iterable[Statement]) -> dict[str, Any]:
    """Who says it and how, for queries; and each statement whole, as JSON."""
    said = tuple(statements)
    return {
        "sources": sorted({s.source for s in said}),
        "statuses": sorted({s.status.value for s in said}),
        "methods": sorted({s.method.value for s in said}),
        "licences": licences_of(network, said).split("|"),
        "statements": told_as_json(network, said),
    }


def _map(fields: dict[str, Any]) -> str:
    # JSON texts and lists are Cypher literals once every odd character is escaped.
    inside = (f"{key}: {json.dumps(value, ensure_ascii=True)}" for key, value in fields.items())
    return "{" + ", ".join(inside) + "}"


def _flat(text: str) -> str:
    return " ".join(text.split())
