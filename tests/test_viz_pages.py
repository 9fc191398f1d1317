"""Interactive maps as files: self-contained, safe, with pyvis's model and a table of the same."""

import json
import os
import re
import subprocess
import sys
from base64 import b64decode, b64encode
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

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
from viz.items import View
from viz.pages import LIBRARY, SANDBOX, Map, framed_page, policy, standalone_page
from viz.shapes import CLUSTER, GAP
from viz.spots import wordings
from viz.templating import STATIC
from viz.view import view_of_cluster, view_of_gap, view_of_map, view_of_node, view_of_paths

LOADING = {"src", "href", "srcset", "data", "action", "formaction", "poster", "background"}


class Reader(HTMLParser):
    """All tags with their attributes, and the text of each script."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append((dict(attrs), ""))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] == "script" and self.scripts:
            attrs, text = self.scripts[-1]
            self.scripts[-1] = (attrs, text + data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self.tags.append(("/script", {}))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def views() -> dict[str, View]:
    network = world()
    return {
        "node": view_of_node(network, HARAMBEE),
        "paths": view_of_paths(paths_answer()),
        "cluster": view_of_cluster(network, a_cluster()),
        "gap": view_of_gap(network, a_gap()),
        "map": view_of_map(network, clusters_answer()),
        "hostile": view_of_node(hostile_network(), f"{HOSTILE[0]}#0"),
    }


VIEWS = views()
PAGES = {name: standalone_page(view) for name, view in VIEWS.items()}
each = pytest.mark.parametrize("name", VIEWS)


def data_of(page: str) -> dict[str, Any]:
    ((_, text),) = [s for s in Reader(page).scripts if s[0].get("id") == "data"]
    found: dict[str, Any] = json.loads(text)
    return found


@each
def test_a_page_has_a_type_a_language_a_title_and_a_viewport(name: str) -> None:
    page, reader = PAGES[name], Reader(PAGES[name])
    assert page.startswith("<!doctype html>")
    assert reader.all("html") == [{"lang": "en"}]
    assert any(meta.get("name") == "viewport" for meta in reader.all("meta"))
    assert len(reader.all("h1")) == 1


@each
def test_a_page_loads_nothing_from_anywhere(name: str) -> None:
    for tag, attrs in Reader(PAGES[name]).tags:
        for key in LOADING & attrs.keys():
            follows = tag == "a" and (attrs[key] or "").startswith(("#", "https://", "http://"))
            assert follows, (tag, key, attrs[key])


@each
def test_links_to_sources_give_away_nothing(name: str) -> None:
    for attrs in Reader(PAGES[name]).all("a"):
        if (attrs.get("href") or "").startswith("http"):
            assert "noopener" in (attrs.get("rel") or "")


@each
def test_only_our_two_scripts_may_run(name: str) -> None:
    reader = Reader(PAGES[name])
    (meta,) = [m for m in reader.all("meta") if m.get("http-equiv") == "Content-Security-Policy"]
    allowed = set(re.findall(r"'sha256-([^']+)'", meta["content"] or ""))
    running = [text for attrs, text in reader.scripts if attrs.get("type") != "application/json"]
    assert {b64encode(sha256(text.encode()).digest()).decode() for text in running} == allowed
    assert len(running) == 2
    assert "default-src 'none'" in (meta["content"] or "")
    assert "unsafe-eval" not in (meta["content"] or "")
    assert "script-src 'unsafe" not in (meta["content"] or "")


@each
def test_no_attribute_runs_a_script(name: str) -> None:
    for _, attrs in Reader(PAGES[name]).tags:
        assert not any(key.startswith("on") for key in attrs)


@each
def test_the_model_is_that_of_pyvis_with_fixed_places(name: str) -> None:
    view, data = VIEWS[name], data_of(PAGES[name])
    assert [node["id"] for node in data["nodes"]] == [f"n{at}" for at in range(len(view.nodes))]
    assert all(node["physics"] is False for node in data["nodes"])
    assert [(n["x"], n["y"]) for n in data["nodes"]] == [(n.x, n.y) for n in view.nodes]
    assert data["options"]["physics"] == {"enabled": False}
    assert len(data["edges"]) == len(view.links)


@each
def test_the_map_has_the_words_of_the_picture_at_the_same_spots(name: str) -> None:
    found = data_of(PAGES[name])["wordings"]
    assert [(w["link"], tuple(w["rows"]), w["x"], w["y"]) for w in found] == [
        (f"l{spot.link}", spot.rows, spot.x, spot.y) for spot in wordings(VIEWS[name])
    ]


@each
def test_the_table_has_exactly_the_items_of_the_map(name: str) -> None:
    view, page = VIEWS[name], PAGES[name]
    bodies = re.findall(r"<tbody>(.*?)</tbody>", page, re.S)
    assert [body.count("<tr>") for body in bodies] == [len(view.nodes), len(view.links)]
    first = unescape(re.findall(r'<td class="first"><bdi>(.*?)</bdi>', bodies[0], re.S)[0])
    assert first == view.nodes[0].name


@each
def test_a_page_names_its_sources_and_its_snapshot(name: str) -> None:
    view, text = VIEWS[name], unescape(PAGES[name])
    assert view.hash in text
    assert all(credit in text for credit in view.credits)


def test_parallel_links_are_all_kept() -> None:
    data = data_of(PAGES["node"])
    pairs = [(e["from"], e["to"]) for e in data["edges"]]
    assert len(pairs) > len(set(pairs))


def test_what_is_planned_is_dashed_and_can_be_hidden() -> None:
    data = data_of(PAGES["cluster"])
    soft = [link["key"] for link in data["links"] if link["soft"]]
    dashed = [edge["id"] for edge in data["edges"] if edge["dashes"]]
    assert soft
    assert soft == dashed


def test_a_missing_link_and_a_link_of_clusters_have_no_arrow() -> None:
    gap, whole = data_of(PAGES["gap"]), data_of(PAGES["map"])
    kinds = [link.kind for link in VIEWS["gap"].links]
    assert not gap["edges"][kinds.index(GAP)]["arrows"]["to"]["enabled"]
    assert all(node["shape"] == "bubble" for node in whole["nodes"])
    assert {link.kind for link in VIEWS["map"].links} == {CLUSTER}


def test_every_proof_is_in_the_panel_with_its_licence() -> None:
    (grant,) = [k for k in data_of(PAGES["node"])["links"] if len(k["proofs"]) == 3]
    assert grant["sentence"] == "Riverbank Foundation – funded – Harambee Trust"
    assert grant["proofs"][0]["licence"] == "CC-BY-4.0"
    assert grant["proofs"][0]["url"] == "https://grants.example.org"


def test_hostile_names_stand_in_the_data_unharmed_and_end_no_script() -> None:
    names = {item["name"] for item in data_of(PAGES["hostile"])["items"]}
    assert "</script><script>alert(2)</script>" in names
    assert "__proto__" in names
    assert PAGES["hostile"].count("</script>") == 3


def test_a_page_alone_links_to_no_site_and_a_framed_one_does() -> None:
    alone, framed = data_of(PAGES["node"]), data_of(framed_page(VIEWS["node"]))
    assert {item["href"] for item in alone["items"]} == {""}
    assert f"/nodes/{RIVERBANK}" in {item["href"] for item in framed["items"]}


def test_the_same_view_gives_the_same_bytes() -> None:
    assert standalone_page(VIEWS["cluster"]) == PAGES["cluster"]


def test_a_frame_has_no_origin_of_its_own() -> None:
    assert "allow-same-origin" not in SANDBOX
    assert SANDBOX.startswith("allow-scripts")
    assert "connect-src" not in policy()


def test_the_vendored_library_is_the_one_that_was_checked() -> None:
    told = re.search(r"[0-9a-f]{64}", (STATIC / "vendor/README.md").read_text("utf-8"))
    assert told is not None
    assert sha256((STATIC / LIBRARY).read_bytes()).hexdigest() == told[0]


def test_the_librarys_licences_lie_beside_it() -> None:
    vendor = STATIC / "vendor"
    assert "MIT License" in (vendor / "vis-network.LICENSE-MIT").read_text("utf-8")
    assert "Apache License" in (vendor / "vis-network.LICENSE-APACHE-2.0").read_text("utf-8")


def test_our_own_scripts_set_text_only_as_text() -> None:
    for script in STATIC.glob("*.js"):
        code = script.read_text("utf-8")
        for risk in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
            assert risk not in code, (script.name, risk)


def test_a_map_saves_itself_in_utf_8(tmp_path: Path) -> None:
    saved = Map(VIEWS["hostile"]).save(tmp_path / "karte.htm")
    assert saved.read_text("utf-8") == PAGES["hostile"]


def test_a_map_saves_itself_where_the_machine_prefers_another_alphabet(tmp_path: Path) -> None:
    program = (
        "from tests.test_viz_pages import VIEWS, Map\n"
        f"Map(VIEWS['hostile']).save({str(tmp_path / 'a.html')!r})\n"
    )
    subprocess.run(
        [sys.executable, "-c", program], check=True, cwd=Path(__file__).resolve().parents[1],
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0"},
    )  # fmt: skip
    assert (tmp_path / "a.html").read_text("utf-8") == PAGES["hostile"]


def test_making_a_map_leaves_no_files_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    standalone_page(VIEWS["node"])
    assert list(tmp_path.iterdir()) == []


def test_a_notebook_gets_a_sandboxed_frame_then_a_picture_then_a_table() -> None:
    shown = Map(VIEWS["node"])._repr_mimebundle_()
    html = shown["text/html"]
    (frame,) = Reader(html).all("iframe")
    assert frame["sandbox"] == SANDBOX
    assert frame["srcdoc"] == PAGES["node"]
    assert html.index("<iframe") < html.index("<img") < html.index("<table")
    assert shown["text/plain"] == f"{VIEWS['node'].title}: {VIEWS['node'].summary}"


def test_without_the_frame_a_notebook_keeps_picture_and_table() -> None:
    html = re.sub(r"<iframe.*?</iframe>", "", Map(VIEWS["node"])._repr_html_(), flags=re.S)
    (image,) = Reader(html).all("img")
    assert b64decode((image["src"] or "").partition(",")[2]).startswith(b"<svg")
    assert image["alt"] == VIEWS["node"].summary
    assert "Riverbank Foundation" in html


def test_pyvis_is_imported_only_when_a_map_is_made() -> None:
    program = "import sys, viz.pages, viz.view; print('pyvis' in sys.modules)"
    root = Path(__file__).resolve().parents[1]
    out = subprocess.run(
        [sys.executable, "-c", program], cwd=root, check=True, capture_output=True, text=True
    )
    assert out.stdout.strip() == "False"
