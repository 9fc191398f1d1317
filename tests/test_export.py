"""Exports: every form complete, harmless and the same bytes each time."""

import csv
import io
import json
import re
import zipfile
from dataclasses import replace

import networkx
import pytest

from graph.errors import BadQuestion
from graph.export import FORMS, csv_text, export, safe_cell
from graph.model import Statement
from graph.network import Network
from graph.provenance import attributions, sources_used
from tests.world import tiny_world

PLAIN = sorted(form for form in FORMS if "parquet" not in form)


@pytest.fixture(scope="module")
def network() -> Network:
    sources, editions, nodes, links = tiny_world()
    return Network.build(nodes, links, sources=sources, editions=editions)


@pytest.mark.parametrize("form", PLAIN)
def test_the_same_network_gives_the_same_bytes(network: Network, form: str) -> None:
    assert export(network, form) == export(network, form)


@pytest.mark.parametrize("form", PLAIN)
def test_an_empty_network_can_be_exported(form: str) -> None:
    assert export(Network(nodes=(), links=()), form)


@pytest.mark.parametrize("form", sorted(set(PLAIN) - {"zip"}))
def test_every_licence_stands_in_the_file(network: Network, form: str) -> None:
    text = export(network, form).decode()
    for source in {s.source for link in network.links for s in link.statements}:
        assert network.sources[source].licence in text


def test_graphml_comes_back_with_every_node_and_link(network: Network) -> None:
    graph = networkx.parse_graphml(export(network, "graphml").decode(), force_multigraph=True)
    assert (len(graph), graph.number_of_edges()) == (network.n, network.m)
    assert {d["label"] for _, d in graph.nodes(data=True)} == {n.name for n in network.nodes}


def test_gexf_comes_back_with_every_node_and_link(network: Network) -> None:
    graph = networkx.read_gexf(io.BytesIO(export(network, "gexf")))
    assert (len(graph), graph.number_of_edges()) == (network.n, network.m)


def test_csv_holds_a_row_for_every_statement_with_its_licence(network: Network) -> None:
    with zipfile.ZipFile(io.BytesIO(export(network, "zip"))) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("links.csv").decode())))
        names = archive.namelist()
    assert names == ["nodes.csv", "links.csv", "withdrawn.csv", "LICENCES.txt"]
    assert len(rows) == sum(len(link.statements) for link in network.links)
    assert all(row["licence"] and row["stated_by"] for row in rows)


def test_json_lines_hold_a_head_and_every_node_and_link(network: Network) -> None:
    lines = [json.loads(line) for line in export(network, "jsonl").splitlines()]
    assert lines[0]["hash"] == network.hash
    assert len(lines) == 1 + network.n + network.m + len(network.past)


def test_cypher_has_one_statement_a_line(network: Network) -> None:
    lines = export(network, "cypher").decode().splitlines()
    creates = [line for line in lines if re.match(r"CREATE \(|MATCH", line)]
    assert len(creates) == network.n + network.m + len(sources_used(network))
    assert all(line.endswith(";") for line in creates)


def test_a_hostile_name_stays_a_text_in_cypher(network: Network) -> None:
    hostile = 'x"}) DETACH DELETE n //\n'
    node = replace(network.nodes[0], name=hostile)
    text = export(Network(nodes=(node,), links=()), "cypher").decode()
    line = next(line for line in text.splitlines() if line.startswith("CREATE (:"))
    assert json.dumps(hostile) in line
    assert len(text.splitlines()) == 3  # the head, the constraint, the node


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert safe_cell(cell)[0] == "'"
    assert f"'{cell}"[:2] in csv_text([{"name": cell}])


def test_raw_cells_stay_as_they_are() -> None:
    assert csv_text([{"name": "=1+1"}], raw=True) == "name\n=1+1\n"


def test_control_characters_do_not_break_xml(network: Network) -> None:
    node = replace(network.nodes[0], name="a\x0bb\x00c")
    text = export(Network(nodes=(node,), links=()), "graphml").decode()
    assert len(networkx.parse_graphml(text)) == 1


def test_an_unknown_form_names_those_there_are(network: Network) -> None:
    with pytest.raises(BadQuestion, match=r"\.graphml.*\.html"):
        export(network, "docx")


def test_parquet_holds_a_row_for_every_statement(network: Network) -> None:
    import pandas

    rows = pandas.read_parquet(io.BytesIO(export(network, "parquet")))
    assert len(rows) == sum(len(link.statements) for link in network.links)


def test_only_sources_in_use_are_attributed() -> None:
    said = Statement(source="toy", seen=("2026-01-01",), subject="a", claims=(("name", "a"),))
    network = Network.of("a")
    assert len(attributions(network)) == 1
    assert said.source in network.sources
