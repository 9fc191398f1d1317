"""The notebook's map in Python: what is selected comes back as a table that keeps the evidence."""

import builtins
import json
from pathlib import Path
from typing import Any

import pandas
import pytest

from graph.errors import BadQuestion, NotFound
from graph.explorer import Explorer
from graph.network import Network
from kithmap import network_map as mapped
from tests.answers import (
    HARAMBEE,
    HOSTILE,
    RIVERBANK,
    a_cluster,
    a_gap,
    clusters_answer,
    hostile_network,
    paths_answer,
    world,
)
from viz.view import view_of_map, view_of_node
from viz.widget import network_map, view_to_show
from viz.widget_map import NetworkMap
from viz.widget_rows import COLUMNS, PROVENANCE

ASKED = (
    "source", "edition", "locator", "url", "first_seen", "last_seen", "status", "method", "licence",
)  # fmt: skip


@pytest.fixture(scope="module")
def network() -> Network:
    return world()


@pytest.fixture
def chart(network: Network) -> NetworkMap:
    """Harambee Trust among its neighbours; each test has its own."""
    return network_map(network, HARAMBEE)


def link_key(chart: NetworkMap, *, statements: int = 1) -> str:
    """The key of the first link that has at least so many statements."""
    for at, drawn in enumerate(chart.view.links):
        if len(drawn.proofs) >= statements:
            return f"l{at}"
    raise AssertionError("no such link")


def test_nothing_is_selected_at_first_and_the_empty_table_has_every_column(
    chart: NetworkMap,
) -> None:
    table = chart.selected()
    assert len(table) == 0
    assert tuple(table.columns) == COLUMNS
    assert set(ASKED) <= set(PROVENANCE)


def test_a_selected_node_is_a_row_with_its_newest_statement(
    chart: NetworkMap, network: Network
) -> None:
    chart.picked = ["n0"]
    (row,) = chart.selected().to_dict("records")
    node = network.node(HARAMBEE)
    assert node
    newest = network.evidence(*node.statements)[0]
    assert (row["about"], row["id"], row["name"]) == ("node", node.id, node.name)
    assert {key: row[key] for key in PROVENANCE} == {
        key: getattr(newest, key) for key in PROVENANCE
    }
    assert row["statements"] == len(node.statements) > 1


def test_every_statement_of_a_node_can_be_asked_for(chart: NetworkMap, network: Network) -> None:
    chart.picked = ["n0"]
    rows = chart.selected(every=True)
    node = network.node(HARAMBEE)
    assert node
    assert sorted(rows["locator"]) == sorted(s.locator for s in node.statements)


def test_a_selected_link_is_a_row_for_each_of_its_statements(
    network: Network,
) -> None:
    chart = network_map(network, RIVERBANK)
    key = link_key(chart, statements=2)
    chart.picked = [key]
    rows = chart.selected()
    drawn = chart.view.links[int(key[1:])]
    assert len(rows) == len(drawn.proofs) >= 2
    assert set(rows["from_id"]) == {drawn.source}
    assert set(rows["to_id"]) == {drawn.target}
    (link,) = [k for k in network.links if k.id == rows["id"].iloc[0]]
    assert sorted(rows["source"]) == sorted(s.source for s in link.statements)
    assert sorted(rows["status"]) == sorted(s.status for s in link.statements)
    assert sorted(rows["amount"]) == sorted(e.amount for e in network.evidence(*link.statements))


def test_every_item_of_every_view_has_rows_and_evidence(network: Network) -> None:
    shown: list[Any] = [HARAMBEE, RIVERBANK, paths_answer(), a_cluster(), a_gap()]
    for one in shown:
        chart = network_map(network, one)
        chart.picked = [*chart._node_keys, *chart._link_keys]
        table = chart.selected()
        assert set(table[table["about"] == "node"]["id"]) == {n.id for n in chart.view.nodes}
        recorded = table[table["status"] != "gap"]
        assert (recorded["source"] != "").all()
        assert (recorded["licence"] != "").all()


def test_a_link_that_is_missing_has_no_evidence_and_says_so(network: Network) -> None:
    chart = network_map(network, a_gap())
    missing = [f"l{at}" for at, link in enumerate(chart.view.links) if link.status == "gap"]
    chart.picked = missing
    rows = chart.selected()
    assert list(rows["status"]) == ["gap"] * len(missing) != []
    assert list(rows["statements"]) == [0] * len(missing)


def test_the_panel_tells_what_is_missing_from_what_is_worked_out(network: Network) -> None:
    gap = network_map(network, a_gap()).drawing["links"]
    assert [one["none"] for one in gap if not one["proofs"]] == ["Nothing is recorded."]
    bubbles = network_map(network, view_of_map(network, clusters_answer())).drawing
    told = {one["none"] for one in (*bubbles["nodes"], *bubbles["links"])}
    assert told == {"Worked out from the network; no source states it."}


def test_a_bubble_of_a_cluster_has_a_row_and_no_evidence(network: Network) -> None:
    chart = network_map(network, view_of_map(network, clusters_answer()))
    chart.picked = ["n0"]
    (row,) = chart.selected().to_dict("records")
    assert (row["kind"], row["source"], row["statements"]) == ("cluster", "", 0)


def test_the_table_carries_date_and_hash_of_the_snapshot(
    chart: NetworkMap, network: Network
) -> None:
    wanted = {"as_of": network.as_of, "hash": network.hash}
    assert chart.selected().attrs == wanted
    assert chart.nodes.attrs == wanted


def test_nodes_can_be_selected_from_python(chart: NetworkMap) -> None:
    ids = list(chart.nodes.index[:2])
    assert list(chart.select(ids).selected()["id"]) == ids
    with pytest.raises(BadQuestion, match=r"'nobody' is not on this map"):
        chart.select(["nobody"])
    assert list(chart.selected()["id"]) == ids


# --- colours -------------------------------------------------------------------------------------


def test_writing_a_column_and_naming_it_recolours_the_map(chart: NetworkMap) -> None:
    chart.nodes["mine"] = ["yes"] + ["no"] * (len(chart.nodes) - 1)
    chart.colour_by("mine")
    assert chart.colours["title"] == "mine"
    assert [g["words"] for g in chart.colours["groups"]] == ["no", "yes"]
    assert chart.colours["of"]["n0"] == 1
    assert set(chart.colours["of"]) == set(chart._node_keys)


def test_a_series_over_ids_colours_those_it_has_and_tells_the_rest(chart: NetworkMap) -> None:
    first, second, *_ = chart.nodes.index
    chart.colour_by(pandas.Series({first: 3, second: 4.5, "not on the map": 1}, name="score"))
    groups = chart.colours["groups"]
    assert [(g["sign"], g["words"]) for g in groups] == [
        ("1", "3"), ("2", "4.5"), ("–", "no value")
    ]  # fmt: skip
    assert groups[2]["count"] == len(chart.nodes) - 2


def test_no_values_bring_back_the_colours_of_the_kinds(chart: NetworkMap) -> None:
    chart.colour_by("kind").colour_by(None)
    assert chart.colours == {}


def test_a_column_that_is_not_there_is_told_with_those_that_are(chart: NetworkMap) -> None:
    with pytest.raises(BadQuestion, match=r"no column 'party'.*name, kind"):
        chart.colour_by("party")


def test_values_for_no_node_of_the_map_are_refused(chart: NetworkMap) -> None:
    with pytest.raises(BadQuestion, match="for no node of this map"):
        chart.colour_by(pandas.Series([1, 2, 3]))


# --- what is shown --------------------------------------------------------------------------------


def test_an_answer_a_name_a_view_or_ids_can_be_shown(network: Network) -> None:
    view = view_of_node(network, HARAMBEE)
    assert view_to_show(network, view) is view
    some = view_to_show(network, [HARAMBEE, RIVERBANK])
    assert {node.id for node in some.nodes} == {HARAMBEE, RIVERBANK}
    assert some.links


def test_an_explorer_takes_names_and_answers(shipped: Explorer) -> None:
    by_name = mapped(shipped, "Somaliland APPG")
    by_answer = mapped(shipped, shipped.node("Somaliland APPG"))
    assert by_name.view == by_answer.view
    assert "appg:uk:somaliland" in by_name.nodes.index


@pytest.mark.parametrize("wrong", [5, None, 1.5])
def test_what_cannot_be_drawn_is_told(network: Network, wrong: Any) -> None:
    with pytest.raises(BadQuestion, match="a map cannot show"):
        network_map(network, wrong)


def test_ids_that_are_unknown_none_or_too_many_are_told(network: Network) -> None:
    with pytest.raises(NotFound, match="nobody"):
        network_map(network, [HARAMBEE, "nobody"])
    with pytest.raises(BadQuestion, match="1 to 150 nodes, not 0"):
        network_map(network, [])
    with pytest.raises(BadQuestion, match="not 151"):
        network_map(network, [f"x{at}" for at in range(151)])


def test_without_the_extra_one_line_says_how_to_install_it(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.split(".")[0] == "anywidget":
            raise ModuleNotFoundError(f"No module named '{name}'", name=name)
        return real(name, *rest, **more)

    monkeypatch.delitem(sys.modules, "viz.widget_map")
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(BadQuestion, match=r"anywidget is not installed.*'kithmap\[widget\]'") as e:
        network_map(network, HARAMBEE)
    assert "\n" not in str(e.value)


# --- what is left without a script ----------------------------------------------------------------


def test_beside_the_widget_stand_a_picture_and_the_same_as_tables(chart: NetworkMap) -> None:
    data, _ = chart._repr_mimebundle_()
    assert data["application/vnd.jupyter.widget-view+json"]["model_id"] == chart.model_id
    page = data["text/html"]
    assert '<img src="data:image/svg+xml;base64,' in page
    assert page.count("<tr>") == len(chart.view.nodes) + len(chart.view.links) + 2
    assert "<script" not in page
    assert data["text/plain"] == f"{chart.view.title}: {chart.view.summary}"


def test_the_picture_without_a_script_tells_the_groups_by_sign_and_words(chart: NetworkMap) -> None:
    chart.colour_by("kind")
    page = chart.still()
    assert "Signs by kind: A for " in page


def test_what_is_sent_to_the_front_end_is_plain_and_needs_no_network(chart: NetworkMap) -> None:
    text = json.dumps(chart.drawing)
    assert json.loads(text) == chart.drawing
    module = chart._esm
    assert "import " not in module.replace("importNode", "")
    for word in ("fetch(", "XMLHttpRequest", "innerHTML", "eval(", "http://cdn", "https://cdn"):
        assert word not in module


def test_hostile_names_stay_texts() -> None:
    hostile = hostile_network()
    chart = network_map(hostile, f"{HOSTILE[0]}#0")
    chart.colour_by("name")
    assert "<script" not in chart.drawing["svg"].lower()
    assert "<script" not in chart.still().lower()
    addresses = [p["url"] for link in chart.drawing["links"] for p in link["proofs"]]
    assert all(a == "" or a.startswith(("http://", "https://")) for a in addresses)


def test_the_map_is_saved_as_a_page_of_its_own(chart: NetworkMap, tmp_path: Path) -> None:
    page = chart.save(tmp_path / "map.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert chart.view.title in page
