"""Round trips: each form, read by another program, gives back the very same network."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import networkx
import pandas
import pytest

from graph.assemble import assemble_node, content_hash
from graph.export import FORMS, export
from graph.model import (
    Amount,
    Edition,
    Link,
    LinkKind,
    Method,
    Node,
    NodeKind,
    Role,
    Statement,
    Status,
    Visibility,
)
from graph.network import TOY, Network
from graph.provenance import stated
from tests.world import tiny_world

Both = tuple[Iterable[Node], Iterable[Link]]

# What breaks carelessly written files: quotes, markup, bars, line ends, what XML cannot hold.
ODD = "a \"b\" 'c' <d> & |e| \\ \r\n\t \x0b\x00 \ufffe \U0001f600 É"


def odd_world() -> Network:
    """The tiny world, in which the first link is also told with every field, and in odd letters."""
    sources, editions, nodes, links = tiny_world()
    first = links[0]
    said = replace(
        first.statements[0],
        status=Status.PLANNED, method=Method.AI_SEARCH, locator="row 9", note=ODD, ref="G|1",
        detail="Chair, of =1+1", amount=Amount(low=1500.5, high=3000.0, unit="EUR"),
        since="2013", until="2014-07", wording=ODD, url="https://example.org/{yymmdd}/a",
    )  # fmt: skip
    links = (replace(first, statements=(*first.statements, said)), *links[1:])
    return Network.build(nodes, links, sources=sources, editions=editions)


@pytest.fixture(scope="module")
def network() -> Network:
    return odd_world()


def node_of(row: dict[str, Any]) -> Node:
    roles = frozenset(Role(role) for role in row["roles"].split("|") if role)
    told = [stated(one) for one in json.loads(row["statements"])]
    return assemble_node(row["id"], NodeKind(row["kind"]), told, roles)


def link_of(source: str, target: str, kind: str, told: str) -> Link:
    said = tuple(stated(one) for one in json.loads(told))
    return Link(source=source, target=target, kind=LinkKind(kind), statements=said)


def from_networkx(graph: Any) -> Both:
    nodes = [node_of({"id": i, **data}) for i, data in graph.nodes(data=True)]
    links = [link_of(a, b, d["kind"], d["statements"]) for a, b, d in graph.edges(data=True)]
    return nodes, links


def from_graphml(data: bytes) -> Both:
    return from_networkx(networkx.parse_graphml(data.decode(), force_multigraph=True))


def from_gexf(data: bytes) -> Both:
    return from_networkx(networkx.read_gexf(io.BytesIO(data)))


def from_rows(rows: Iterable[dict[str, Any]]) -> Iterable[Link]:
    """Links from a table with a row for each statement."""
    found: dict[tuple[str, str, str], list[Statement]] = {}
    for row in rows:
        key = (row["source"], row["target"], row["kind"])
        found.setdefault(key, []).append(statement_of(row))
    for (source, target, kind), told in found.items():
        yield Link(source=source, target=target, kind=LinkKind(kind), statements=tuple(told))


def statement_of(row: dict[str, Any]) -> Statement:
    amount = None
    if row["unit"]:
        low, high = float(row["amount_low"]), float(row["amount_high"])
        amount = Amount(low=low, high=high, unit=row["unit"])
    return Statement(
        source=row["stated_by"], seen=tuple(row["seen"].split("|")), subject=row["source_record"],
        object=row["target_record"], locator=row["locator"], url=row["url_pattern"],
        status=Status(row["status"]), method=Method(row["method"]),
        visibility=Visibility(row["visibility"]), detail=row["detail"], ref=row["ref"],
        amount=amount, since=row["since"], until=row["until"], note=row["note"],
        wording=row["wording"],
    )  # fmt: skip


def from_csv(data: bytes) -> Both:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        nodes, links = (
            list(csv.DictReader(io.StringIO(archive.read(f"{name}.csv").decode(), newline="")))
            for name in ("nodes", "links")
        )
    return map(node_of, nodes), from_rows(links)


def hash_of(network: Network, both: Both) -> str:
    """The hash of what came back, whatever the order in which it came."""
    nodes = sorted(both[0], key=lambda n: n.id)
    links = sorted(both[1], key=lambda k: (k.source, k.target, k.kind))
    return content_hash(network.as_of, (*nodes, *links))


@pytest.mark.parametrize(
    ("form", "reader"), [("graphml", from_graphml), ("gexf", from_gexf), ("zip", from_csv)]
)
def test_another_program_gets_every_node_link_and_statement(
    network: Network, form: str, reader: Callable[[bytes], Both]
) -> None:
    assert hash_of(network, reader(export(network, form, raw=True))) == network.hash


def test_parquet_gives_back_the_network_from_its_two_tables(network: Network) -> None:
    nodes, links = (
        pandas.read_parquet(io.BytesIO(export(network, form)))
        for form in ("nodes.parquet", "parquet")
    )
    rows: Any = [table.to_dict("records") for table in (nodes, links)]
    assert hash_of(network, (map(node_of, rows[0]), from_rows(rows[1]))) == network.hash
    assert nodes.attrs["hash"] == links.attrs["hash"] == network.hash
    assert links["amount_low"].dtype == float


@pytest.mark.slow
def test_the_shipped_data_comes_back_from_graphml(shipped: Any) -> None:
    whole = shipped.network()
    assert hash_of(whole, from_graphml(export(whole, "graphml"))) == whole.hash


def test_a_changed_word_is_no_round_trip(network: Network) -> None:
    """The comparison above can fail."""
    text = export(network, "graphml").decode().replace("AI_SEARCH".lower(), "hand", 2)
    assert hash_of(network, from_graphml(text.encode())) != network.hash


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_columns_for_those_who_read_no_json_are_there_too(network: Network, form: str) -> None:
    data = export(network, form)
    graph: Any = (
        networkx.parse_graphml(data.decode(), force_multigraph=True)
        if form == "graphml"
        else networkx.read_gexf(io.BytesIO(data))
    )
    two = [d for *_, d in graph.edges(data=True) if len(json.loads(d["statements"])) > 1]
    assert any("planned" in d["status"] and "ai_search" in d["method"] for d in two)
    assert any("row 9" in d["locator"] and "EUR 1,500.50 to EUR 3,000" in d["amount"] for d in two)


@pytest.mark.parametrize("form", sorted(set(FORMS) - {"jsonl", "zip", "parquet"}))
def test_tombstones_are_told_and_nothing_else_of_what_is_gone(form: str) -> None:
    old, new = "2026-01-01", "2026-02-01"
    stays, gone = (
        Statement(source="toy", seen=seen, subject=i, claims=(("name", name),))
        for i, name, seen in (("stays", "Stays", (old, new)), ("gone:1", "Lost Union", (old,)))
    )
    nodes = [assemble_node(s.subject, NodeKind.ORGANISATION, [s]) for s in (stays, gone)]
    editions = [Edition(source="toy", date=day) for day in (old, new)]
    data = export(Network.build(nodes, (), sources=(TOY,), editions=editions), form)
    told = "gone:1" in data.decode("latin-1")
    if "parquet" in form:
        attrs = pandas.read_parquet(io.BytesIO(data)).attrs
        told = attrs["withdrawn"] == [{"id": "gone:1", "kind": "organisation", "last_seen": old}]
    assert told
    assert b"Lost Union" not in data


def test_a_statement_shows_its_page_and_keeps_the_pattern_of_its_address(network: Network) -> None:
    graph = networkx.parse_graphml(export(network, "graphml").decode(), force_multigraph=True)
    told = [one for *_, d in graph.edges(data=True) for one in json.loads(d["statements"])]
    (odd,) = [one for one in told if one["locator"] == "row 9"]
    assert "{yymmdd}" in odd["url_pattern"]
    assert odd["url"] == f"https://example.org/{odd['edition'].replace('-', '')[2:]}/a"
