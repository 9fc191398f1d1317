"""Where things stand in a picture: on the server, the same places for the same graph every time.

Places are in pixels, y downwards. Nothing here is left to chance or to the order of a set: ids are
sorted, seeds fixed, results rounded to whole pixels.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import hypot, sqrt
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import networkx

Place = tuple[float, float]
Pair = tuple[str, str]
Floats = NDArray[np.float64]

# Room between the columns and rows of a path: the words of a link fit between two shapes.
COLUMN, ROW = 196.0, 140.0
# Above this number of nodes Kamada-Kawai, which looks best, takes longer than a reader waits.
KAMADA_LIMIT = 70
FARTHEST = 4
SEED = 7


def by_hops(routes: Sequence[Sequence[str]]) -> dict[str, Place]:
    """Routes from left to right by hop: the first as a straight line, the others below it.

    A node keeps the column of the best route that passes it; shorter routes are stretched.

    >>> by_hops([["a", "b", "d"], ["a", "c", "d"]])["c"]
    (196.0, 140.0)
    """
    columns = max((len(route) for route in routes), default=1) - 1
    places: dict[str, Place] = {}
    rows: dict[int, int] = {}
    for rank, route in enumerate(routes):
        for at, node_id in enumerate(route):
            if node_id not in places:
                column = round(at * columns / max(len(route) - 1, 1))
                row = rows.get(column, min(rank, 1))
                places[node_id] = (column * COLUMN, row * ROW)
                rows[column] = row + 1
    return places


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector:
    """Neighbours that belong together, each with the height that its label takes."""

    caption: str
    members: tuple[tuple[str, float], ...]

    @property
    def height(self) -> float:
        """Height of the caption and all members."""
        return CAPTION + sum(height for _, height in self.members)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """Places around a centre at the origin: of nodes, of captions, and each node's side."""

    places: dict[str, Place]
    sides: dict[str, Literal["left", "right"]]
    captions: tuple[tuple[str, float, float, Literal["left", "right"]], ...]


CAPTION = 38.0
# Inner edge and depth of the ring, and how much farther out a second ring stands.
INNER, DEPTH, NEXT_RING = 190.0, 110.0, 340.0
TALLEST = 1150.0


def around(sectors: Sequence[Sector]) -> Ring:
    """Sectors on a ring around the origin, balanced left and right; labels stand outside.

    A side taller than ``TALLEST`` pixels goes on in a farther ring, so labels never collide.
    """
    places: dict[str, Place] = {}
    sides: dict[str, Literal["left", "right"]] = {}
    captions: list[tuple[str, float, float, Literal["left", "right"]]] = []
    right, left = _halves(sectors)
    both: tuple[tuple[Literal["left", "right"], list[Sector]], ...]
    both = (("right", right), ("left", left))
    for side, part in both:
        sign = 1.0 if side == "right" else -1.0
        for ring, rows in enumerate(_rings(part)):
            tall = sum(height for _, height, _ in rows)
            top = -tall / 2
            for name, height, is_caption in rows:
                y = top + (height - 10.0 if is_caption else height / 2)
                bow = sqrt(max(0.0, 1.0 - (y / (tall / 2 + 60.0)) ** 2))
                x = sign * (INNER + DEPTH * bow + ring * NEXT_RING)
                if is_caption:
                    captions.append((name, round(x), round(y), side))
                else:
                    places[name] = (round(x), round(y))
                    sides[name] = side
                top += height
    return Ring(places=places, sides=sides, captions=tuple(captions))


Row = tuple[str, float, bool]


def _halves(sectors: Sequence[Sector]) -> tuple[list[Sector], list[Sector]]:
    """Sectors shared out so that both sides are about equally tall, each in the given order."""
    parts = _split_largest(list(sectors))
    heights = [0.0, 0.0]
    side_of: dict[int, int] = {}
    for at in sorted(range(len(parts)), key=lambda i: (-parts[i].height, i)):
        side_of[at] = 0 if heights[0] <= heights[1] else 1
        heights[side_of[at]] += parts[at].height
    halves = [[p for at, p in enumerate(parts) if side_of[at] == side] for side in (0, 1)]
    return halves[0], halves[1]


def _split_largest(sectors: list[Sector]) -> list[Sector]:
    """A sector that outweighs all others together is cut in two."""
    out: list[Sector] = []
    whole = sum(sector.height for sector in sectors)
    for sector in sectors:
        if len(sector.members) > 6 and sector.height > whole * 0.6:
            half = (len(sector.members) + 1) // 2
            for members in (sector.members[:half], sector.members[half:]):
                out.append(Sector(caption=sector.caption, members=members))
        else:
            out.append(sector)
    return out


def _rings(sectors: Iterable[Sector]) -> list[list[Row]]:
    """Captions and members one under the other, cut where a ring is full."""
    rings: list[list[Row]] = [[]]
    tall = 0.0
    for sector in sectors:
        rows: list[Row] = [(sector.caption, CAPTION, True)]
        rows += [(name, height, False) for name, height in sector.members]
        for row in rows:
            if tall + row[1] > TALLEST and not rings[-1][-1][2]:
                rings.append([(sector.caption, CAPTION, True)] if not row[2] else [])
                tall = CAPTION if not row[2] else 0.0
            rings[-1].append(row)
            tall += row[1]
    return rings


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What a node takes up around its place: half its width, and how far up and down."""

    half: float
    up: float
    down: float


def springs(rooms: Mapping[str, Room], pairs: Iterable[Pair]) -> dict[str, Place]:
    """Linked nodes near each other, and no two of them (labels included) on top of each other.

    ``rooms`` say how much place each needs. Parts that hang together are laid out apart and then
    packed in rows. Cost: square of the number of nodes; meant for 300 or fewer.
    """
    import networkx

    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_nodes_from(sorted(rooms))
    graph.add_edges_from(sorted({(min(p), max(p)) for p in pairs if p[0] != p[1]}))
    parts = [sorted(part) for part in networkx.connected_components(graph)]
    parts.sort(key=lambda part: (-len(part), part[0]))
    return _packed([_spread(graph.subgraph(part), part, rooms) for part in parts], rooms)


def _spread(
    graph: "networkx.Graph[str]", ids: list[str], rooms: Mapping[str, Room]
) -> dict[str, Place]:
    """One connected part: springs first, then room for every label."""
    import networkx

    if len(ids) == 1:
        return {ids[0]: (0.0, 0.0)}
    # A subgraph lists its nodes in the order of a set: copy them in ours.
    ordered: networkx.Graph[str] = networkx.Graph()
    ordered.add_nodes_from(ids)
    ordered.add_edges_from(sorted((min(e), max(e)) for e in graph.edges))
    if len(ids) <= KAMADA_LIMIT:
        found = networkx.kamada_kawai_layout(ordered, dist=_distances(ordered))
    else:
        start = networkx.circular_layout(ordered)
        found = networkx.spring_layout(ordered, pos=start, seed=SEED, iterations=150)
    points = np.array([found[name] for name in ids], dtype=np.float64)
    points -= points.mean(axis=0)
    room = sum(4 * rooms[n].half * (rooms[n].up + rooms[n].down) / 2 for n in ids)
    spread = sqrt(max(float((points**2).sum(axis=1).mean()), 1e-9))
    points *= sqrt(room * 0.33) / spread
    points[:, 0] *= 1.25
    return dict(zip(ids, _apart(points, [rooms[n] for n in ids]), strict=True))


def _distances(graph: "networkx.Graph[str]") -> dict[str, dict[str, int]]:
    """Steps between all nodes, far ones counted as not so far: long tails waste the picture."""
    import networkx

    return {
        one: {other: min(steps, FARTHEST) for other, steps in row.items()}
        for one, row in networkx.all_pairs_shortest_path_length(graph)
    }


def _apart(points: Floats, rooms: Sequence[Room]) -> list[Place]:
    """Places moved as little as needed until no two rooms overlap; wider apart where that fails."""
    tall = np.array([(r.up + r.down) / 2 for r in rooms])
    shift = np.array([(r.down - r.up) / 2 for r in rooms])
    half = np.array([r.half for r in rooms])
    x, y = points[:, 0].copy(), points[:, 1] + shift
    wide = half[:, None] + half[None, :]
    high = tall[:, None] + tall[None, :]
    for _ in range(12):
        x, y, done = _pushed(x, y, wide, high)
        if done:
            break
        x, y = x * 1.12, y * 1.12
    return [(round(float(a)), round(float(b))) for a, b in zip(x, y - shift, strict=True)]


def _pushed(x: Floats, y: Floats, wide: Floats, high: Floats) -> tuple[Floats, Floats, bool]:
    """Overlapping rooms pushed aside, over and over; whether none overlaps any more."""
    ahead = np.sign(np.arange(len(x))[:, None] - np.arange(len(x))[None, :])
    for _ in range(250):
        dx, dy = x[:, None] - x[None, :], y[:, None] - y[None, :]
        over_x, over_y = wide - np.abs(dx), high - np.abs(dy)
        clash = (over_x > 1.0) & (over_y > 1.0)
        np.fill_diagonal(clash, False)
        if not clash.any():
            return x, y, True
        sideways = clash & (over_x < over_y)
        upright = clash & ~sideways
        way_x = np.where(dx == 0, ahead, np.sign(dx))
        way_y = np.where(dy == 0, ahead, np.sign(dy))
        # Half of the overlap each, a little less where several push at once.
        crowd = np.maximum(clash.sum(axis=1) / 2.0, 1.0)
        x = x + np.where(sideways, way_x * (over_x + 2.0) / 2, 0.0).sum(axis=1) / crowd
        y = y + np.where(upright, way_y * (over_y + 2.0) / 2, 0.0).sum(axis=1) / crowd
    return x, y, False


def _packed(parts: list[dict[str, Place]], rooms: Mapping[str, Room]) -> dict[str, Place]:
    """Parts side by side on shelves, the largest first."""
    frames = [_frame(part, rooms) for part in parts]
    area = sum((r - l_) * (b - t) for l_, t, r, b in frames)
    limit = max(max((r - l_ for l_, _, r, _ in frames), default=0.0), sqrt(area * 1.7))
    places: dict[str, Place] = {}
    x = y = shelf = 0.0
    for part, (left, top, right, bottom) in zip(parts, frames, strict=True):
        if x > 0 and x + right - left > limit:
            x, y, shelf = 0.0, y + shelf + 30.0, 0.0
        for name, (px, py) in part.items():
            places[name] = (round(px - left + x), round(py - top + y))
        x += right - left + 30.0
        shelf = max(shelf, bottom - top)
    return places


def _frame(
    part: Mapping[str, Place], rooms: Mapping[str, Room]
) -> tuple[float, float, float, float]:
    return (
        min(x - rooms[n].half for n, (x, _) in part.items()),
        min(y - rooms[n].up for n, (_, y) in part.items()),
        max(x + rooms[n].half for n, (x, _) in part.items()),
        max(y + rooms[n].down for n, (_, y) in part.items()),
    )


def bends(
    places: Mapping[str, Place], pairs: Sequence[Pair], *, clear: float = 26.0
) -> list[float]:
    """How far the middle of each link lies beside the straight line, in pixels.

    Parallel links fan out; a link bows around any node within ``clear`` pixels of its way.
    """
    seen: dict[Pair, int] = {}
    out: list[float] = []
    for source, target in pairs:
        key = (min(source, target), max(source, target))
        nth = seen[key] = seen.get(key, -1) + 1
        bend = _way_round(places, source, target, clear) if nth == 0 else 0.0
        if nth:
            bend = 34.0 * ((nth + 1) // 2) * (1 if nth % 2 else -1)
            bend = bend if source == key[0] else -bend
        out.append(bend)
    return out


def _way_round(places: Mapping[str, Place], source: str, target: str, clear: float) -> float:
    others = [p for name, p in sorted(places.items()) if name not in (source, target)]
    tries = (0.0, 45.0, -45.0, 70.0, -70.0, 95.0, -95.0)
    costs = [_hits(places[source], places[target], bend, others, clear) for bend in tries]
    return tries[costs.index(min(costs))]


def _hits(start: Place, end: Place, bend: float, others: Iterable[Place], clear: float) -> int:
    """How many places a bent way comes too close to."""
    way = [along(start, end, bend, t / 16) for t in range(1, 16)]
    return sum(any(hypot(x - a, y - b) < clear for a, b in way) for x, y in others)


def along(start: Place, end: Place, bend: float, t: float) -> Place:
    """The point at share ``t`` of the way from start to end, bent by ``bend`` pixels to the right.

    >>> along((0, 0), (10, 0), 5, 0.5)
    (5.0, 5.0)
    """
    (ax, ay), (bx, by) = start, end
    length = hypot(bx - ax, by - ay) or 1.0
    # A quadratic curve passes half as far out as its control point lies.
    cx = (ax + bx) / 2 - (by - ay) / length * bend * 2
    cy = (ay + by) / 2 + (bx - ax) / length * bend * 2
    u = 1.0 - t
    return (u * u * ax + 2 * u * t * cx + t * t * bx, u * u * ay + 2 * u * t * cy + t * t * by)
