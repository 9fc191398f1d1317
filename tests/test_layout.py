"""Places: the same every time, nothing on top of anything, ways that bow around."""

import os
import subprocess
import sys
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viz.labels import Box
from viz.layout import (
    COLUMN,
    FARTHEST,
    INNER,
    KAMADA_LIMIT,
    NEXT_RING,
    ROW,
    TALLEST,
    Place,
    Room,
    Sector,
    along,
    around,
    bends,
    by_hops,
    springs,
)

ids = st.integers(0, 25).map(lambda n: f"n{n:02}")
routes = st.lists(st.lists(ids, min_size=2, max_size=6, unique=True), min_size=1, max_size=6)


def box(place: Place, room: Room) -> Box:
    x, y = place
    return Box(left=x - room.half, right=x + room.half, top=y - room.up, bottom=y + room.down)


def clashes(places: dict[str, Place], rooms: dict[str, Room]) -> list[tuple[str, str]]:
    """Pairs whose rooms overlap by more than rounding to pixels explains."""
    boxes = {name: box(places[name], rooms[name]) for name in places}
    return [
        (a, b) for a, b in combinations(sorted(boxes), 2)
        if min(boxes[a].right, boxes[b].right) - max(boxes[a].left, boxes[b].left) > 2
        and min(boxes[a].bottom, boxes[b].bottom) - max(boxes[a].top, boxes[b].top) > 2
    ]  # fmt: skip


def a_room(half: float = 60.0) -> Room:
    return Room(half=half, up=18.0, down=50.0)


def test_the_best_route_is_a_straight_line_from_left_to_right() -> None:
    places = by_hops([["a", "b", "c"], ["a", "x", "c"]])
    assert [places[n] for n in "abc"] == [(0, 0), (COLUMN, 0), (2 * COLUMN, 0)]


def test_other_routes_stand_below_in_the_column_of_their_hop() -> None:
    places = by_hops([["a", "b", "c"], ["a", "x", "c"], ["a", "y", "c"]])
    assert places["x"] == (COLUMN, ROW)
    assert places["y"] == (COLUMN, 2 * ROW)


def test_a_shorter_route_is_stretched_to_the_length_of_the_longest() -> None:
    places = by_hops([["a", "b", "e"], ["a", "c", "d", "x", "e"]])
    assert places["b"] == (2 * COLUMN, 0)
    assert places["e"] == (4 * COLUMN, 0)
    assert {places[n][1] for n in "cdx"} == {ROW}


@given(routes)
def test_no_two_nodes_of_routes_share_a_place(found: list[list[str]]) -> None:
    places = by_hops(found)
    assert len(set(places.values())) == len(places) == len({n for r in found for n in r})


def test_no_route_has_no_places() -> None:
    assert by_hops([]) == {}


def a_sector(caption: str, number: int, height: float = 30.0) -> Sector:
    return Sector(
        caption=caption, members=tuple((f"{caption}-{at:03}", height) for at in range(number))
    )


def test_both_sides_of_a_ring_are_about_equally_tall() -> None:
    ring = around([a_sector("a", 6), a_sector("b", 5), a_sector("c", 4), a_sector("d", 5)])
    left = sum(side == "left" for side in ring.sides.values())
    assert abs(left - (20 - left)) <= 4


def test_one_large_sector_is_shared_between_both_sides() -> None:
    ring = around([a_sector("member", 30)])
    assert set(ring.sides.values()) == {"left", "right"}
    assert [caption[0] for caption in ring.captions] == ["member", "member"]


def test_a_small_sector_stays_in_one_piece() -> None:
    ring = around([a_sector("officer", 4)])
    assert len(ring.captions) == 1


@given(st.lists(st.integers(1, 60), min_size=1, max_size=8))
def test_names_on_a_ring_never_collide(sizes: list[int]) -> None:
    ring = around([a_sector(f"s{at}", size) for at, size in enumerate(sizes)])
    assert len(ring.places) == sum(sizes)
    columns: dict[tuple[str, int], list[float]] = {}
    for name, (x, y) in ring.places.items():
        ring_number = int((abs(x) - INNER) // NEXT_RING)
        columns.setdefault((ring.sides[name], ring_number), []).append(y)
    for rows in columns.values():
        assert all(b - a >= 29 for a, b in pairwise(sorted(rows)))
        assert max(rows) - min(rows) <= TALLEST


def test_the_centre_of_a_ring_stays_free() -> None:
    ring = around([a_sector("a", 20), a_sector("b", 3)])
    assert all(abs(x) >= INNER for x, _ in ring.places.values())


def test_nothing_around_makes_an_empty_ring() -> None:
    assert around([]).places == {}


graphs = st.lists(st.tuples(ids, ids), max_size=40)


@settings(max_examples=25, deadline=None)
@given(graphs, st.integers(20, 110))
@pytest.mark.slow
def test_no_label_lies_on_another(pairs: list[tuple[str, str]], half: int) -> None:
    names = sorted({name for pair in pairs for name in pair} | {"alone"})
    rooms = {name: a_room(half) for name in names}
    places = springs(rooms, pairs)
    assert set(places) == set(names)
    assert clashes(places, rooms) == []


def test_a_crowd_of_bubbles_of_many_sizes_is_pushed_apart() -> None:
    rooms = {f"b{at:02}": Room(half=30.0 + at * 3, up=30, down=70.0 + at) for at in range(40)}
    names = list(rooms)
    pairs = [(names[0], name) for name in names[1:]]
    assert clashes(springs(rooms, pairs), rooms) == []


def test_more_nodes_than_the_fine_method_takes_are_laid_out_too() -> None:
    names = [f"n{at:03}" for at in range(KAMADA_LIMIT + 20)]
    rooms = {name: a_room() for name in names}
    pairs = list(pairwise(names))
    places = springs(rooms, pairs)
    assert clashes(places, rooms) == []


def test_linked_nodes_stand_nearer_than_others() -> None:
    chain = [f"n{at}" for at in range(FARTHEST + 1)]
    places = springs({name: a_room(10) for name in chain}, list(pairwise(chain)))
    first, second, last = (places[chain[at]] for at in (0, 1, -1))
    near = abs(first[0] - second[0]) + abs(first[1] - second[1])
    far = abs(first[0] - last[0]) + abs(first[1] - last[1])
    assert near < far


def test_parts_that_do_not_hang_together_stand_side_by_side() -> None:
    pairs = [("a", "b"), ("b", "c"), ("x", "y")]
    rooms = {name: a_room() for name in "abcxyz"}
    assert clashes(springs(rooms, pairs), rooms) == []


def test_the_order_of_what_is_given_does_not_matter() -> None:
    pairs = [("a", "b"), ("b", "c"), ("c", "d"), ("d", "a"), ("a", "e")]
    forward = {name: a_room() for name in "abcde"}
    backward = {name: a_room() for name in "edcba"}
    turned = [(b, a) for a, b in reversed(pairs)]
    assert springs(forward, pairs) == springs(backward, turned)


@pytest.mark.slow
def test_another_hash_seed_gives_the_same_places() -> None:
    program = (
        "from viz.layout import springs, Room\n"
        "r = {c: Room(half=50, up=15, down=40) for c in 'abcdefghij'}\n"
        "p = {(a, b) for a in 'abcde' for b in 'fghij' if (ord(a) + ord(b)) % 3}\n"
        "print(sorted(springs(r, p).items()))\n"
    )
    root = Path(__file__).resolve().parents[1]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program], cwd=root, check=True, capture_output=True, text=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(outputs) == 1


def test_a_single_link_runs_straight() -> None:
    assert bends({"a": (0, 0), "b": (100, 0)}, [("a", "b")]) == [0.0]


def test_parallel_links_fan_out_to_both_sides() -> None:
    places = {"a": (0.0, 0.0), "b": (200.0, 0.0)}
    straight, one, other = bends(places, [("a", "b"), ("a", "b"), ("a", "b")])
    assert straight == 0.0
    assert one == -other != 0


def test_a_link_back_bows_to_its_own_side() -> None:
    places = {"a": (0.0, 0.0), "b": (200.0, 0.0)}
    _, back = bends(places, [("a", "b"), ("b", "a")])
    _, again = bends(places, [("a", "b"), ("a", "b")])
    assert back == -again


def test_a_link_bows_around_a_node_on_its_way() -> None:
    places = {"a": (0.0, 0.0), "m": (100.0, 0.0), "b": (200.0, 0.0)}
    (bend,) = bends(places, [("a", "b")])
    assert bend != 0
    assert abs(along(places["a"], places["b"], bend, 0.5)[1]) >= 26


@given(st.floats(0, 1), st.floats(-80, 80))
def test_a_way_begins_and_ends_at_its_ends(t: float, bend: float) -> None:
    start, end = (10.0, 20.0), (110.0, 60.0)
    assert along(start, end, bend, 0.0) == start
    assert along(start, end, bend, 1.0) == pytest.approx(end)
    x, y = along(start, end, 0.0, t)
    assert (y - 20) * 100 == pytest.approx((x - 10) * 40, abs=1e-6)
