"""Licences travel: each export form, reopened by another program, tells them; and tombstones."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from html import unescape
from xml.etree import ElementTree

import networkx
import pytest

from api.exporting import exported
from graph.export import FORMS, export
from graph.model import Edition, Node, NodeKind, Source, Statement
from graph.network import Network
from graph.provenance import sources_used, withdrawn_rows
from tests.world import tiny_world

SECOND = Source(
    id="second", title="Second list", publisher="P & Sons", licence="ODbL-1.0",
    attribution="Made by P & Sons <list>", licence_url="https://example.org/odbl",
)  # fmt: skip


@pytest.fixture(scope="module")
def network() -> Network:
    """The tiny world, in which one link is also told by a source of another licence."""
    sources, editions, nodes, links = tiny_world()
    first = links[0]
    said = first.statements[0]
    other = replace(said, source=SECOND.id, locator="row 9", wording="")
    links = (replace(first, statements=(*first.statements, other)), *links[1:])
    editions = (*editions, replace(editions[0], source=SECOND.id, date=said.last_seen))
    return Network.build(nodes, links, sources=(*sources, SECOND), editions=editions)


@pytest.fixture(scope="module")
def owed(network: Network) -> tuple[Source, ...]:
    found = sources_used(network)
    assert {"ODbL-1.0"} < {source.licence for source in found}
    return found


def test_graphml_tells_them_for_the_graph_each_node_and_each_link(
    network: Network, owed: tuple[Source, ...]
) -> None:
    text = export(network, "graphml").decode()
    graph = networkx.parse_graphml(text, force_multigraph=True)
    whole = " ".join(
        data.text or "" for data in ElementTree.fromstring(text).iter()
        if data.tag.endswith("}data")
    )  # fmt: skip
    for source in owed:
        assert source.attribution in whole
        assert source.licence in whole
    assert all(data["licence"] for _, data in graph.nodes(data=True))
    told = [data["licence"] for _, _, data in graph.edges(data=True)]
    assert all(told)
    assert any("ODbL-1.0" in licence and "|" in licence for licence in told)


def test_gexf_tells_them_for_the_graph_each_node_and_each_link(
    network: Network, owed: tuple[Source, ...]
) -> None:
    data = export(network, "gexf")
    (about,) = [e.text or "" for e in ElementTree.fromstring(data).iter() if "description" in e.tag]
    assert all(s.attribution in about and s.licence in about for s in owed)
    graph = networkx.read_gexf(io.BytesIO(data))
    assert all(held["licence"] for _, held in graph.nodes(data=True))
    assert any("ODbL-1.0" in held["licence"] for _, _, held in graph.edges(data=True))


def test_csv_tells_them_in_each_row_and_in_a_file_of_its_own(
    network: Network, owed: tuple[Source, ...]
) -> None:
    with zipfile.ZipFile(io.BytesIO(export(network, "zip"))) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("links.csv").decode())))
        nodes = list(csv.DictReader(io.StringIO(archive.read("nodes.csv").decode())))
        about = archive.read("LICENCES.txt").decode()
    assert all(s.attribution in about and s.licence in about for s in owed)
    by_source = {source.id: source for source in owed}
    assert all(row["licence"] == by_source[row["stated_by"]].licence for row in rows)
    assert all(row["attribution"] == by_source[row["stated_by"]].attribution for row in rows)
    assert all(row["licence"] for row in nodes)


def test_json_lines_tell_them_in_the_first_line_by_the_ids_that_statements_name(
    network: Network, owed: tuple[Source, ...]
) -> None:
    head, *rest = [json.loads(line) for line in export(network, "jsonl").splitlines()]
    held = {source["id"]: source for source in head["sources"]}
    assert {i: s["licence"] for i, s in held.items()} == {s.id: s.licence for s in owed}
    assert all(s["attribution"] for s in held.values())
    shown = [line.get("node") or line.get("link") for line in rest if "withdrawn" not in line]
    named = {said["source"] for one in shown for said in one["statements"]}
    assert named == held.keys()


def test_cypher_puts_them_into_the_database_and_not_only_beside_it(
    network: Network, owed: tuple[Source, ...]
) -> None:
    lines = export(network, "cypher").decode().splitlines()
    made = [line for line in lines if line.startswith("CREATE (:Source ")]
    assert len(made) == len(owed)
    for source, line in zip(owed, made, strict=True):
        assert json.dumps(source.licence) in line
        assert json.dumps(source.attribution) in line
    links = [line for line in lines if line.startswith("MATCH")]
    assert all('licences: ["' in line for line in links)
    assert any('"ODbL-1.0"' in line for line in links)


def test_parquet_tells_them_in_each_row(network: Network, owed: tuple[Source, ...]) -> None:
    pytest.importorskip("pyarrow", reason="the extra 'parquet' is not installed")
    import pandas

    rows = pandas.read_parquet(io.BytesIO(export(network, "parquet")))
    assert set(rows["licence"]) <= {s.licence for s in owed}
    assert "ODbL-1.0" in set(rows["licence"])
    assert rows["attribution"].str.len().gt(0).all()
    nodes = pandas.read_parquet(io.BytesIO(export(network, "nodes.parquet")))
    assert nodes["licence"].str.len().gt(0).all()
    for table in (rows, nodes):
        assert all(s.attribution in " ".join(table.attrs["licences"]) for s in owed)


def test_the_page_tells_them_below_the_map(network: Network, owed: tuple[Source, ...]) -> None:
    page = unescape(exported(network, "html").decode())
    footer = page[page.rindex("<footer>") : page.rindex("</footer>")]
    for source in owed:
        assert source.licence in footer
        assert source.attribution.rstrip(".") in footer


def test_no_form_is_without_a_test_of_its_licences() -> None:
    assert set(FORMS) == {
        "graphml", "gexf", "zip", "jsonl", "cypher", "parquet", "nodes.parquet"
    }  # fmt: skip


def test_a_source_that_nothing_rests_on_is_not_attributed() -> None:
    said = Statement(source="toy", seen=("2026-01-01",), subject="a", claims=(("name", "a"),))
    network = Network.of("a")
    assert [source.id for source in sources_used(network)] == [said.source]


def test_what_its_sources_no_longer_name_is_a_tombstone_in_later_exports() -> None:
    old, new = "2026-01-01", "2026-02-01"
    stays = Statement(source="second", seen=(old, new), subject="a", claims=(("name", "Stays"),))
    gone = Statement(source="second", seen=(old,), subject="b", claims=(("name", "Gone Union"),))
    nodes = [
        Node(id=s.subject, kind=NodeKind.ORGANISATION, name=s.values("name")[0], statements=(s,))
        for s in (stays, gone)
    ]
    editions = [Edition(source="second", date=day) for day in (old, new)]
    later = Network.build(nodes, (), sources=(SECOND,), editions=editions)
    lines = [json.loads(line) for line in export(later, "jsonl").splitlines()]
    assert lines[-1] == {"withdrawn": {"id": "b", "kind": "organisation", "last_seen": old}}
    with zipfile.ZipFile(io.BytesIO(export(later, "zip"))) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("withdrawn.csv").decode())))
        told = b"".join(archive.read(name) for name in archive.namelist())
    assert [row["id"] for row in rows] == ["b"]
    assert b"Gone Union" not in told
    earlier = Network.build(nodes, (), sources=(SECOND,), editions=editions, as_of=old)
    assert list(withdrawn_rows(earlier)) == []
