"""The network as files for other programs, each with the licences of what is in it."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from graph.editions import editions_told
from graph.errors import BadQuestion
from graph.export_cypher import cypher
from graph.network import Network
from graph.provenance import (
    attributions,
    node_rows,
    statement_rows,
    told_as_json,
    withdrawn_rows,
)

if TYPE_CHECKING:
    import pandas

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


def safe_cell(value: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> safe_cell("=1+1"), safe_cell("Ghana Union")
    ("'=1+1", 'Ghana Union')
    """
    return f"'{value}" if value.startswith(_FORMULA) else value


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
    """A first line about the snapshot and its licences, then one a node, a link, a tombstone.

    ``kithmap load snapshot`` reads it back, and checks the hash in the first line.
    """
    import orjson

    editions = editions_told(network.editions, network.current, network.as_of)
    dated = {edition.source for edition in editions}
    head: dict[str, Any] = {
        "kithmap": 1,
        "as_of": network.as_of,
        "hash": network.hash,
        "licences": attributions(network),
        "sources": [source for i, source in sorted(network.sources.items()) if i in dated],
        "editions": editions,
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
    told = escape(_xml(" ".join((_about(network), f"Withdrawn: {_withdrawn(network)}"))))
    text = re.sub(r'lastmodifieddate="[^"]*"', f'lastmodifieddate="{network.as_of}"', text)
    # networkx writes no description, and what belongs to the whole graph goes nowhere else.
    text = text.replace("</meta>", f"<description>{told}</description></meta>", 1)
    return (text + "\n").encode()


def _plain(network: Network) -> Any:
    """A networkx graph whose texts any XML reader accepts; ``statements`` hold every statement."""
    import networkx

    graph = networkx.MultiDiGraph(
        as_of=network.as_of, hash=network.hash, licences=_xml(" ".join(attributions(network))),
        withdrawn=_withdrawn(network),
    )  # fmt: skip
    for row in node_rows(network):
        told = _xml_json(row.pop("statements"))
        graph.add_node(
            row.pop("id"),
            label=_xml(row["name"]),
            **{k: _xml(v) for k, v in row.items()},
            statements=told,
        )
    for at, link in enumerate(network.links):
        rows = list(statement_rows(network, [link]))
        joined = {
            key: _xml("|".join(dict.fromkeys(row[key] for row in rows if row[key])))
            for key in _JOINED
        }
        told = _xml_json(told_as_json(network, link.statements))
        graph.add_edge(
            link.source, link.target, key=at, kind=link.kind.value, **joined, statements=told
        )
    return graph


# What a link's statements say of it, side by side in one cell; which says what is in the JSON.
_JOINED = (
    "status", "method", "detail", "amount", "since", "until", "first_seen", "last_seen",
    "stated_by", "edition", "locator", "url", "licence",
)  # fmt: skip


def _withdrawn(network: Network) -> str:
    return json.dumps(list(withdrawn_rows(network)), ensure_ascii=True)


def _xml_json(text: str) -> str:
    """JSON that XML can hold: what XML cannot is told by its number, so nothing is lost."""
    return _NOT_XML.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _xml(text: str) -> str:
    return _NOT_XML.sub("", text)


def _parquet(network: Network, raw: bool) -> bytes:
    """The links as one Parquet table, a row for each statement; amounts are numbers."""
    import pandas

    table = pandas.DataFrame(statement_rows(network, network.links))
    for column in {"amount_low", "amount_high"} & set(table.columns):
        table[column] = pandas.to_numeric(table[column])
    return _parquet_of(network, table)


def _nodes_parquet(network: Network, raw: bool) -> bytes:
    """The nodes as one Parquet table, a row for each; ``statements`` hold every statement."""
    import pandas

    return _parquet_of(network, pandas.DataFrame(node_rows(network)))


def _parquet_of(network: Network, table: "pandas.DataFrame") -> bytes:
    """A table with date, hash, licences and tombstones in its ``attrs``, which pandas reads."""
    table.attrs = {
        "as_of": network.as_of, "hash": network.hash, "licences": list(attributions(network)),
        "withdrawn": list(withdrawn_rows(network)),
    }  # fmt: skip
    out = io.BytesIO()
    table.to_parquet(out, index=False)
    return out.getvalue()


FORMS: dict[str, Callable[[Network, bool], bytes]] = {
    "graphml": _graphml,
    "gexf": _gexf,
    "zip": _csv,
    "jsonl": _jsonl,
    "cypher": cypher,
    "parquet": _parquet,
    "nodes.parquet": _nodes_parquet,
}
MEDIA_TYPES = {
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
    "zip": "application/zip",
    "jsonl": "application/jsonl",
    "cypher": "text/plain; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "nodes.parquet": "application/vnd.apache.parquet",
    "html": "text/html; charset=utf-8",
}
