"""Exports on disk: the ending says the form, Parquet is two files, a failure leaves nothing."""

import io
from pathlib import Path

import pandas
import pytest

from api.exporting import exported, form_of, write_export
from graph.errors import BadQuestion
from graph.network import Network
from kithmap import export, open_graph
from tests.made import fill


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.graphml", "graphml"), ("A.GEXF", "gexf"), ("a.parquet", "parquet"),
        ("a.nodes.parquet", "nodes.parquet"), ("v1.2.jsonl", "jsonl"), ("a.csv", "csv"),
    ],
)  # fmt: skip
def test_the_ending_says_the_form(name: str, form: str) -> None:
    assert form_of(Path(name)) == form


def test_parquet_is_written_as_two_tables(tmp_path: Path) -> None:
    written = write_export(Network.of("a-b", "c"), tmp_path / "net.parquet")
    assert [path.name for path in written] == ["net.parquet", "net.nodes.parquet"]
    assert len(pandas.read_parquet(written[0])) == 1
    assert list(pandas.read_parquet(written[1])["id"]) == ["a", "b", "c"]


def test_the_table_of_nodes_can_be_had_alone(tmp_path: Path) -> None:
    (written,) = write_export(Network.of("a-b"), tmp_path / "net.nodes.parquet")
    assert len(pandas.read_parquet(written)) == 2


@pytest.mark.parametrize("name", ["a.csv", "a.docx", "nowhere/a.jsonl"])
def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadQuestion):
        write_export(Network.of("a-b"), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_python_exports_what_is_public_unless_asked(tmp_path: Path) -> None:
    graph = open_graph("sqlite://")
    fill(graph.store)
    (shown,) = export(graph, tmp_path / "shown.jsonl")
    (whole,) = export(graph, str(tmp_path / "whole.jsonl"), internal=True)
    assert '"visibility":"internal"' not in shown.read_text(encoding="utf-8")
    assert '"visibility":"internal"' in whole.read_text(encoding="utf-8")


def test_a_page_and_its_data_are_the_same_bytes_each_time() -> None:
    network = Network.of("a-b", "b-c", "a-c")
    assert exported(network, "html") == exported(network, "html")
    nodes = pandas.read_parquet(io.BytesIO(exported(network, "nodes.parquet")))
    assert nodes.attrs["hash"] == network.hash
