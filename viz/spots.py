"""Where labels, captions and the words of links stand in a picture, so that none covers another."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import hypot

from viz.drawing import LETTERS
from viz.items import Caption, View, ViewLink, ViewNode
from viz.labels import ELLIPSIS, Box, free, label_box, line_height, lines, text_width
from viz.layout import Place, along

# Letters of captions and of links' words, in pixels.
SMALL = 13.0
_MARGIN = 24.0
# Of a link's length what its two shapes take; the width of broken words on a slope.
_BETWEEN, _SLOPE = 60.0, 130.0
# Spots along a link, the best first: shares of the way.
_SHARES = (0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The words of a link: rows, centred on ``x``, the first of which begins at height ``y``."""

    link: int
    rows: tuple[str, ...]
    x: float
    y: float


def label_spot(node: ViewNode) -> tuple[float, float, str]:
    """From where the label of a node is set, and which way."""
    gap, tall = node.size * 1.25 + 6, len(node.label) * line_height(LETTERS)
    spots = {
        "below": (node.x, node.y + gap - 1, "middle"),
        "above": (node.x, node.y - gap - tall, "middle"),
        "right": (node.x + gap, node.y - tall / 2, "start"),
        "left": (node.x - gap, node.y - tall / 2, "end"),
    }
    return spots[node.side]


def wordings(view: View) -> tuple[Wording, ...]:
    """The words of each link that is to be named, where they cover nothing; else they are left out.

    Words too long for their link are broken into up to three lines.
    """
    places = {node.id: (node.x, node.y) for node in view.nodes}
    taken = _taken(view)
    found = []
    for at, link in enumerate(view.links):
        spot = _wording(at, link, places, taken) if link.named else None
        if spot is not None:
            taken.append(_wording_box(spot))
            found.append(spot)
    return tuple(found)


def frame_of(view: View, spots: Iterable[Wording]) -> Box:
    """The rectangle that holds all shapes, labels, captions and words of a view, with a margin."""
    boxes = [*_taken(view), *map(_caption_box, view.captions), *map(_wording_box, spots)]
    if not boxes:
        return Box(left=0, top=0, right=300, bottom=100)
    return Box(
        left=min(b.left for b in boxes) - _MARGIN, top=min(b.top for b in boxes) - _MARGIN,
        right=max(b.right for b in boxes) + _MARGIN, bottom=max(b.bottom for b in boxes) + _MARGIN,
    )  # fmt: skip


def _wording(at: int, link: ViewLink, places: dict[str, Place], taken: list[Box]) -> Wording | None:
    start, end = places[link.source], places[link.target]
    # On a level line the words stand above it; on a slope they interrupt it.
    level = abs(end[1] - start[1]) < 0.35 * abs(end[0] - start[0])
    room = hypot(end[0] - start[0], end[1] - start[1]) - _BETWEEN
    broken = lines(link.said, width=max(room, _BETWEEN) if level else _SLOPE, size=SMALL)
    whole = [(link.said,)] if text_width(link.said, SMALL) < max(room, 2 * _SLOPE) else []
    for rows in dict.fromkeys([*whole, broken]):
        high = len(rows) * line_height(SMALL)
        lift = high + 0.3 * SMALL if level else high / 2
        for share in _SHARES:
            x, y = along(start, end, link.bend, share)
            spot = Wording(link=at, rows=rows, x=x, y=y - lift)
            if free(_wording_box(spot), taken) and not any(r.endswith(ELLIPSIS) for r in rows):
                return spot
    return None


def _wording_box(spot: Wording) -> Box:
    # Fonts are wider than reckoned, and two links' words must not read as one.
    return label_box(spot.x, spot.y, tuple(f" {row} " for row in spot.rows), size=1.08 * SMALL)


def _taken(view: View) -> list[Box]:
    """The rectangles of shapes and labels."""
    labels = [
        label_box(*label_spot(node)[:2], node.label, size=LETTERS, anchor=label_spot(node)[2])
        for node in view.nodes if node.side != "none"
    ]  # fmt: skip
    return [_node_box(node) for node in view.nodes] + labels


def _node_box(node: ViewNode) -> Box:
    return Box(
        left=node.x - node.size * 1.25, right=node.x + node.size * 1.25,
        top=node.y - node.size * 1.25, bottom=node.y + node.size * 1.25,
    )  # fmt: skip


def _caption_box(caption: Caption) -> Box:
    return label_box(
        caption.x, caption.y - SMALL, (caption.text,), size=SMALL, anchor=caption.anchor
    )
