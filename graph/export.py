"""The network as files for other programs, each with the licences of what is in it."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from typing import Any
from xml.sax.saxutils import escape

from graph.errors import BadQuestion
from graph.model import Link, Node, Source, Statement
from graph.network import Network, money
from graph.schema import NODE_KINDS, ROLE_LABELS

# What a spreadsheet takes for a formula when a cell begins with it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NOT_XML = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
# Fixed, so that the same network gives the same bytes of a zip file.
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def export(network: Network, form: str, *, raw: bool = False) -> bytes:
    """The network in a form named by its file ending: one of ``FORMS``.

    ``raw`` leaves CSV cells that look like formulas as they are. Raises ``BadQuestion`` for an
    unknown form. Equal networks give equal bytes. Cost: linear.

    >>> export(Network.of("a-b"), "jsonl").decode().count("\\n")
    4
    """
    if form not in FORMS:
        raise BadQuestion(
            f"no export is called '.{form}'",
            next_step=f"Use one of: {', '.join(f'.{name}' for name in (*FORMS, 'html'))}.",
        )
    return FORMS[form](network, raw)


def sources_used(network: Network) -> tuple[Source, ...]:
    """The sources that the network rests on, by id."""
    used = {s.source for node in network.nodes for s in node.statements}
    used |= {s.source for link in network.links for s in link.statements}
    return tuple(s for i, s in sorted(network.sources.items()) if i in used)


def attributions(network: Network) -> tuple[str, ...]:
    """One line for each source that the network rests on: what its licence asks to be shown."""
    return tuple(f"{s.attribution} Licence: {s.licence}." for s in sources_used(network))


def licences_of(network: Network, statements: Iterable[Statement]) -> str:
    """Licences of the sources of some statements, each once."""
    held = {s.source for s in statements}
    return "|".join(sorted({network.sources[s].licence for s in held if s in network.sources}))


def safe_cell(value: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> safe_cell("=1+1"), safe_cell("Ghana Union")
    ("'=1+1", 'Ghana Union')
    """
    return f"'{value}" if value.startswith(_FORMULA) else value


def statement_rows(network: Network, links: Iterable[Link]) -> Iterator[dict[str, str]]:
    """One row for each statement of each link, with ends named and the source's licence."""
    for link in links:
        for said in link.statements:
            shown = network.evidence(said)[0]
            yield {
                "source": link.source,
                "source_name": network.nodes[network.index[link.source]].name,
                "kind": link.kind.value,
                "target": link.target,
                "target_name": network.nodes[network.index[link.target]].name,
                "status": said.status.value,
                "method": said.method.value,
                "detail": said.detail,
                "amount": money(said),
                "since": said.since,
                "until": said.until,
                "first_seen": said.first_seen,
                "last_seen": said.last_seen,
                "stated_by": said.source,
                "edition": shown.edition,
                "locator": said.locator,
                "url": shown.url,
                "note": said.note,
                "licence": shown.licence,
                "attribution": network.sources[said.source].attribution,
            }


def node_rows(network: Network) -> Iterator[dict[str, str]]:
    """One row for each node."""
    for node in network.nodes:
        yield {
            "id": node.id,
            "name": node.name,
            "kind": node.kind.value,
            "roles": "|".join(node.roles),
            "aliases": "|".join(node.aliases),
            "identifiers": "|".join(node.identifiers),
            "summary": node.summary,
            "properties": "|".join(f"{key}={value}" for key, value in node.properties),
            "stated_by": "|".join(sorted({s.source for s in node.statements})),
            "licence": licences_of(network, node.statements),
        }


def withdrawn_rows(network: Network) -> Iterator[dict[str, str]]:
    """One row for each node that its sources named before and no longer do: a tombstone.

    Whoever took it from an earlier export is told to let go of it; nothing but its id is repeated.
    """
    for node_id, node in sorted(network.past.items()):
        last = max(said.last_seen for said in node.statements)
        yield {"id": node_id, "kind": node.kind.value, "last_seen": last}


def csv_text(rows: Iterable[dict[str, str]], *, raw: bool = False) -> str:
    """Rows as CSV with a header; cells that look like formulas are made harmless unless raw."""
    out, writer = io.StringIO(), None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(out, fieldnames=list(row), lineterminator="\n")
            writer.writeheader()
        writer.writerow(row if raw else {key: safe_cell(value) for key, value in row.items()})
    return out.getvalue()


def _csv(network: Network, raw: bool) -> bytes:
    """A zip file of nodes.csv, links.csv, withdrawn.csv and LICENCES.txt."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (
            ("nodes.csv", csv_text(node_rows(network), raw=raw)),
            ("links.csv", csv_text(statement_rows(network, network.links), raw=raw)),
            ("withdrawn.csv", csv_text(withdrawn_rows(network), raw=raw)),
            ("LICENCES.txt", _about(network)),
        ):
            archive.writestr(zipfile.ZipInfo(name, _ZIP_DATE), text)
    return out.getvalue()


def _about(network: Network) -> str:
    lines = (f"Kithmap, as of {network.as_of}, snapshot {network.hash}.", *attributions(network))
    return "\n".join(lines) + "\n"


def _jsonl(network: Network, raw: bool) -> bytes:
    """A first line about the snapshot and its licences, then one a node, a link, a tombstone."""
    import orjson

    head: dict[str, Any] = {
        "kithmap": 1,
        "as_of": network.as_of,
        "hash": network.hash,
        "licences": attributions(network),
        "sources": sources_used(network),
    }
    lines = [orjson.dumps(head)]
    lines += [orjson.dumps({"node": node}) for node in network.nodes]
    lines += [orjson.dumps({"link": link}) for link in network.links]
    lines += [orjson.dumps({"withdrawn": row}) for row in withdrawn_rows(network)]
    return b"\n".join(lines) + b"\n"


def _graphml(network: Network, raw: bool) -> bytes:
    """GraphML as networkx writes it."""
    import networkx

    out = io.BytesIO()
    networkx.write_graphml_xml(_plain(network), out, named_key_ids=True)
    return out.getvalue()


def _gexf(network: Network, raw: bool) -> bytes:
    """GEXF 1.2 as networkx writes it, with the snapshot's date and not the day of writing."""
    import networkx

    text = "\n".join(networkx.generate_gexf(_plain(network), version="1.2draft"))
    told = escape(_xml(" ".join(attributions(network))))
    text = re.sub(r'lastmodifieddate="[^"]*"', f'lastmodifieddate="{network.as_of}"', text)
    # networkx writes no description, and what belongs to the whole graph goes nowhere else.
    text = text.replace("</meta>", f"<description>{told}</description></meta>", 1)
    return (text + "\n").encode()


def _plain(network: Network) -> Any:
    """A networkx graph whose texts any XML reader accepts."""
    import networkx

    graph = networkx.MultiDiGraph(
        as_of=network.as_of, hash=network.hash, licences=_xml(" ".join(attributions(network)))
    )
    for row in node_rows(network):
        graph.add_node(
            row.pop("id"), label=_xml(row["name"]), **{k: _xml(v) for k, v in row.items()}
        )
    for at, link in enumerate(network.links):
        rows = list(statement_rows(network, [link]))
        joined = {
            key: _xml("|".join(dict.fromkeys(row[key] for row in rows if row[key])))
            for key in (
                "status",
                "detail",
                "first_seen",
                "last_seen",
                "stated_by",
                "url",
                "licence",
            )
        }
        graph.add_edge(link.source, link.target, key=at, kind=link.kind.value, **joined)
    return graph


def _xml(text: str) -> str:
    return _NOT_XML.sub("", text)


def _cypher(network: Network, raw: bool) -> bytes:
    """Cypher statements that rebuild the graph in an empty Neo4j, one a line."""
    lines = [f"// Kithmap, as of {network.as_of}, snapshot {network.hash}."]
    lines += [f"// {_flat(line)}" for line in attributions(network)]
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
    fields = {"id": node.id, "name": node.name, "aliases": list(node.aliases),
              "identifiers": list(node.identifiers), "summary": node.summary,
              "licences": licences_of(network, node.statements).split("|")}  # fmt: skip
    return f"CREATE (:{labels} {_map(fields)});"


def _create_link(network: Network, link: Link) -> str:
    first: Statement = link.statements[-1]
    fields = {
        "id": link.id,
        "status": first.status.value,
        "detail": first.detail,
        "first_seen": min(s.first_seen for s in link.statements),
        "last_seen": max(s.last_seen for s in link.statements),
        "sources": sorted({s.source for s in link.statements}),
        "url": network.evidence(first)[0].url,
        "licences": licences_of(network, link.statements).split("|"),
    }
    ends = (
        f"MATCH (a:Entity {_map({'id': link.source})}) MATCH (b:Entity {_map({'id': link.target})})"
    )
    return f"{ends} CREATE (a)-[:{link.kind.value.upper()} {_map(fields)}]->(b);"


def _map(fields: dict[str, Any]) -> str:
    # JSON texts and lists are Cypher literals once every odd character is escaped.
    inside = (f"{key}: {json.dumps(value, ensure_ascii=True)}" for key, value in fields.items())
    return "{" + ", ".join(inside) + "}"


def _flat(text: str) -> str:
    return " ".join(text.split())


def _parquet(network: Network, raw: bool) -> bytes:
    """The links with their statements as one Parquet table."""
    import pandas

    out = io.BytesIO()
    table = pandas.DataFrame(statement_rows(network, network.links))
    table.to_parquet(out, index=False)
    return out.getvalue()


FORMS: dict[str, Callable[[Network, bool], bytes]] = {
    "graphml": _graphml,
    "gexf": _gexf,
    "zip": _csv,
    "jsonl": _jsonl,
    "cypher": _cypher,
    "parquet": _parquet,
}
MEDIA_TYPES = {
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
    "zip": "application/zip",
    "jsonl": "application/jsonl",
    "cypher": "text/plain; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "html": "text/html; charset=utf-8",
}
