"""Where words stand in a picture: on it, on nothing else, and whole or not at all."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.test_picture import VIEWS, each_view
from viz.items import View
from viz.labels import Box, label_box
from viz.spots import SMALL, Wording, frame_of, label_spot, wordings

SAID = "is a member of (found by AI search)"


def named(view: View, said: str) -> View:
    """The view with every link named so."""
    return replace(
        view, links=tuple(replace(k, words=said, status="held", named=True) for k in view.links)
    )


def told(view: View) -> list[str]:
    return [" ".join(spot.rows) for spot in wordings(view)]


def box_of(spot: Wording) -> Box:
    return label_box(spot.x, spot.y, spot.rows, size=SMALL)


def labels(view: View) -> list[Box]:
    found = []
    for node in view.nodes:
        if node.side != "none":
            x, y, anchor = label_spot(node)
            found.append(label_box(x, y, node.label, size=15, anchor=anchor))
    return found


@each_view
def test_everything_lies_inside_the_frame(view: View) -> None:
    frame = frame_of(view, wordings(view))
    for node in view.nodes:
        assert frame.left < node.x - node.size < node.x + node.size < frame.right
        assert frame.top < node.y - node.size < node.y + node.size < frame.bottom
    for box in (*labels(view), *map(box_of, wordings(view))):
        assert frame.left < box.left < box.right < frame.right
        assert frame.top < box.top < box.bottom < frame.bottom


def test_the_frame_has_room_for_words_above_the_uppermost_line() -> None:
    view = VIEWS["paths"]
    bare = replace(view, links=tuple(replace(k, named=False) for k in view.links))
    spots = wordings(named(view, SAID))
    frame = frame_of(view, spots)
    assert frame.top <= frame_of(bare, ()).top
    assert min(spot.y for spot in spots) > frame.top


def test_a_picture_of_nothing_has_a_frame() -> None:
    empty = replace(VIEWS["node"], nodes=(), links=(), captions=())
    assert frame_of(empty, ()) == Box(left=0, top=0, right=300, bottom=100)
    assert wordings(empty) == ()


@each_view
def test_a_link_that_is_not_to_be_named_has_no_words(view: View) -> None:
    spots = wordings(view)
    assert all(view.links[spot.link].named for spot in spots)
    assert len({spot.link for spot in spots}) == len(spots)


@each_view
@given(said=st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=90))
def test_words_cover_no_label_no_shape_and_no_other_words(view: View, said: str) -> None:
    crowded = named(view, said)
    boxes = [box_of(spot) for spot in wordings(crowded)]
    shapes = [
        Box(left=n.x - n.size, right=n.x + n.size, top=n.y - n.size, bottom=n.y + n.size)
        for n in view.nodes
    ]
    assert not any(a.hits(b) for a, b in combinations(boxes, 2))
    assert not any(a.hits(b) for a in boxes for b in (*labels(view), *shapes))


@each_view
@given(said=st.lists(st.sampled_from(["a", "body", "member", "secretariat"]), max_size=30))
def test_words_are_whole_or_left_out(view: View, said: list[str]) -> None:
    words = " ".join(said)
    assert set(told(named(view, words))) <= {words}


def test_words_too_long_for_a_link_are_broken_and_not_left_out() -> None:
    view = named(VIEWS["paths"], SAID)
    assert told(view) == [SAID] * len(view.links)
    assert max(len(spot.rows) for spot in wordings(view)) == 2


@pytest.mark.parametrize("said", ["was the first of many to say so, " * 12, "x" * 400])
def test_words_that_do_not_fit_in_three_lines_are_left_to_the_panel(said: str) -> None:
    assert wordings(named(VIEWS["paths"], said)) == ()


def test_a_planned_link_says_so_beside_its_words() -> None:
    view = VIEWS["paths"]
    planned = replace(view.links[0], words="met", status="planned", named=True)
    assert told(replace(view, links=(planned,))) == ["met (planned)"]


@each_view
def test_the_same_view_has_its_words_at_the_same_spots(view: View) -> None:
    assert wordings(named(view, SAID)) == wordings(named(view, SAID))
