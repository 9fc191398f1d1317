"""The picture that needs no script: well-formed, linked, readable, the same every time."""

import re
from base64 import b64decode
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import pytest

from graph.model import NodeKind
from tests.answers import (
    HARAMBEE,
    HOSTILE,
    a_cluster,
    a_gap,
    clusters_answer,
    hostile_network,
    paths_answer,
    world,
)
from viz.items import View
from viz.labels import Box
from viz.picture import icon, picture, picture_address, stroke_icon
from viz.view import view_of_cluster, view_of_gap, view_of_map, view_of_node, view_of_paths

SVG = "{http://www.w3.org/2000/svg}"


def views() -> dict[str, View]:
    network = world()
    return {
        "node": view_of_node(network, HARAMBEE),
        "paths": view_of_paths(paths_answer()),
        "cluster": view_of_cluster(network, a_cluster()),
        "gap": view_of_gap(network, a_gap()),
        "map": view_of_map(network, clusters_answer()),
    }


VIEWS = views()
each_view = pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS.keys())


def parsed(view: View, *, linked: bool = True) -> ElementTree.Element:
    return ElementTree.fromstring(picture(view, linked=linked))


def text_boxes(root: ElementTree.Element) -> list[str]:
    return ["".join(t.itertext()) for t in root.iter(f"{SVG}text")]


@each_view
def test_a_picture_is_well_formed_and_has_a_title_and_a_description(view: View) -> None:
    root = parsed(view)
    assert root.findtext(f"{SVG}title") == view.title
    assert root.findtext(f"{SVG}desc") == view.summary
    assert root.get("role") == "group"
    assert root.get("aria-labelledby") == "picture-title picture-desc"


@each_view
def test_a_picture_has_exactly_the_nodes_and_links_of_its_view(view: View) -> None:
    root = parsed(view)
    shapes = [p for p in root.iter(f"{SVG}path") if "shape" in (p.get("class") or "").split()]
    lines = [p for p in root.iter(f"{SVG}path") if "link" in (p.get("class") or "").split()]
    assert len(shapes) == len(view.nodes)
    assert len(lines) == len(view.links)


@each_view
def test_every_node_is_a_link_named_in_words(view: View) -> None:
    links = list(parsed(view).iter(f"{SVG}a"))
    assert [a.get("href") for a in links] == [node.href for node in view.nodes]
    assert [a.get("aria-label") for a in links] == [f"{n.name}, {n.words}" for n in view.nodes]


@each_view
def test_a_picture_that_stands_alone_has_no_links(view: View) -> None:
    assert list(parsed(view, linked=False).iter(f"{SVG}a")) == []


@each_view
def test_a_picture_loads_nothing_and_needs_no_style_or_script(view: View) -> None:
    drawn = picture(view)
    assert "<script" not in drawn
    assert "style=" not in drawn
    assert "http" not in drawn.replace("http://www.w3.org/2000/svg", "")


@each_view
def test_a_picture_is_the_same_every_time(view: View) -> None:
    assert picture(view) == picture(view)


@each_view
def test_every_label_has_a_halo(view: View) -> None:
    for text in parsed(view).iter(f"{SVG}text"):
        if text.get("class") != "mark":
            assert text.get("paint-order") == "stroke"


def test_words_of_links_do_not_cover_each_other_or_a_label() -> None:
    root = parsed(VIEWS["paths"])
    boxes = []
    for text in root.iter(f"{SVG}text"):
        span = next(iter(text))
        size, wide = float(text.get("font-size") or 0), max(len(t.text or "") for t in text)
        x, y = float(span.get("x") or 0), float(span.get("y") or 0)
        half = wide * size * 0.22
        boxes.append(Box(left=x - half, right=x + half, top=y - size * 0.7, bottom=y))
    assert not any(a.hits(b) for a, b in combinations(boxes, 2))


def test_a_planned_link_is_dashed_and_says_that_it_is_planned() -> None:
    view = VIEWS["cluster"]
    drawn = parsed(view)
    planned = [p for p in drawn.iter(f"{SVG}path") if "link-planned" in (p.get("class") or "")]
    assert planned
    assert all(p.get("stroke-dasharray") for p in planned)
    named = replace(view, links=tuple(replace(k, named=True) for k in view.links))
    assert "took part in (planned)" in text_boxes(parsed(named))


def test_a_held_link_is_not_dashed() -> None:
    held = [p for p in parsed(VIEWS["node"]).iter(f"{SVG}path") if "link-held" in p.attrib["class"]]
    assert held
    assert not any(p.get("stroke-dasharray") for p in held)


def test_a_missing_link_is_dotted_and_has_no_arrow() -> None:
    (missing,) = [
        p for p in parsed(VIEWS["gap"]).iter(f"{SVG}path") if "link-gap" in (p.get("class") or "")
    ]
    assert missing.get("stroke-dasharray")
    assert not missing.get("marker-end")


def test_bubbles_carry_their_number_of_members() -> None:
    marks = [t.text for t in parsed(VIEWS["map"]).iter(f"{SVG}text") if t.get("class") == "mark"]
    assert marks == ["20", "10"]


def test_two_pictures_on_a_page_keep_their_ids_apart() -> None:
    ids = [re.findall(r'id="([^"]+)"', picture(VIEWS["node"], name=name)) for name in ("a", "b")]
    assert not set(ids[0]) & set(ids[1])


def test_hostile_names_stay_text() -> None:
    network = hostile_network()
    view = view_of_node(network, f"{HOSTILE[0]}#0")
    root = ElementTree.fromstring(picture(view))
    names = {node.tag.removeprefix(SVG) for node in root.iter()}
    assert names == {"svg", "title", "desc", "defs", "marker", "path", "g", "a", "text", "tspan"}
    assert all(not name.startswith("on") for e in root.iter() for name in e.attrib)
    assert all(a.get("href", "").startswith("/nodes/") for a in root.iter(f"{SVG}a"))


def test_an_empty_view_is_still_a_picture() -> None:
    empty = View(title="Nothing", summary="Nothing is here.", nodes=(), links=())
    assert ElementTree.fromstring(picture(empty)).findtext(f"{SVG}title") == "Nothing"


def test_a_data_address_holds_the_picture() -> None:
    address = picture_address(VIEWS["node"])
    head, _, data = address.partition(",")
    assert head == "data:image/svg+xml;base64"
    assert b64decode(data).decode() == picture(VIEWS["node"], linked=False)


@pytest.mark.parametrize("kind", NodeKind)
def test_signs_before_names_are_hidden_from_readers_of_the_text(kind: NodeKind) -> None:
    root = ElementTree.fromstring(icon(kind.value))
    assert root.get("aria-hidden") == "true"


def test_the_stroke_of_the_legend_is_that_of_the_picture() -> None:
    assert 'stroke-dasharray="9 5"' in stroke_icon("planned")
    assert "stroke-dasharray" not in stroke_icon("held")
