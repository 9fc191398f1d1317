"""How each kind looks: its shape as an outline that SVG and canvas both draw, its colour, words."""

from math import cos, pi, sin

from graph.model import NodeKind, Status
from graph.schema import NODE_KINDS, KindWords

# What an algorithm found, drawn as a bubble with its number of members inside.
CLUSTER = "cluster"
CLUSTER_WORDS = KindWords(
    label="Cluster", singular="cluster", plural="clusters", colour="#4a6fa5", shape="bubble"
)

STATUS_WORDS: dict[Status, str] = {
    Status.HELD: "recorded as fact",
    Status.PLANNED: "planned, not recorded as done",
    Status.INFERRED: "inferred by the reader of the source",
    Status.CLAIMED: "claimed, not confirmed",
}

GAP = "gap"
"""Status of a link that is drawn because it is missing."""

# Strokes of links by status: a dash pattern in pixels, none for what is held.
DASHES: dict[str, str] = {
    Status.HELD: "", Status.PLANNED: "9 5", Status.INFERRED: "3 4", Status.CLAIMED: "3 4",
    GAP: "1 7",
}  # fmt: skip


def kind_words(kind: str) -> KindWords:
    """Words, colour and shape of a node kind, or of a cluster."""
    return CLUSTER_WORDS if kind == CLUSTER else NODE_KINDS[NodeKind(kind)]


def outline(shape: str, radius: float = 10.0) -> str:
    """SVG path data of a shape around the origin; all shapes look about equally large.

    >>> outline("square", 10)
    'M-8.8 -8.8L8.8 -8.8L8.8 8.8L-8.8 8.8Z'
    """
    if shape in _ROUND:
        return _round(shape, radius)
    return _polygon([(x * radius, y * radius) for x, y in _CORNERS[shape]])


_ROUND = frozenset({"dot", "bubble", "circle", "ellipse"})


def _round(shape: str, radius: float) -> str:
    if shape == "circle":
        # A ring: its hole runs the other way round, so that it stays open under either fill rule.
        return _oval(radius, radius) + _oval(radius * 0.55, radius * 0.55, clockwise=False)
    return _oval(radius * 1.25, radius * 0.8) if shape == "ellipse" else _oval(radius, radius)


def _oval(rx: float, ry: float, *, clockwise: bool = True) -> str:
    a, b, way = _number(rx), _number(ry), int(clockwise)
    left = _number(-rx)
    return f"M{left} 0A{a} {b} 0 1 {way} {a} 0A{a} {b} 0 1 {way} {left} 0Z"


def _regular(corners: int, turn: float, reach: float) -> list[tuple[float, float]]:
    steps = [turn + 2 * pi * at / corners for at in range(corners)]
    return [(reach * cos(angle), reach * sin(angle)) for angle in steps]


def _star() -> list[tuple[float, float]]:
    outer, inner = _regular(5, -pi / 2, 1.2), _regular(5, -pi / 2 + pi / 5, 0.55)
    return [point for pair in zip(outer, inner, strict=True) for point in pair]


_CORNERS: dict[str, list[tuple[float, float]]] = {
    "square": [(-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)],
    "box": [(-1.2, -0.75), (1.2, -0.75), (1.2, 0.75), (-1.2, 0.75)],
    "diamond": _regular(4, -pi / 2, 1.2),
    "hexagon": _regular(6, 0.0, 1.08),
    "star": _star(),
    "triangle": [(0.0, -1.1), (1.15, 0.85), (-1.15, 0.85)],
    "triangleDown": [(0.0, 1.1), (1.15, -0.85), (-1.15, -0.85)],
}


def _polygon(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in points) + "Z"


def _number(value: float) -> str:
    """A coordinate with one decimal, without an idle zero or a negative nought."""
    return f"{round(value, 1) + 0.0:g}"
