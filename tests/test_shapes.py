"""Shapes and colours: told apart without colour, seen by day and by night."""

import re

import pytest

from graph.model import NodeKind, Status
from viz.shapes import CLUSTER, DASHES, GAP, STATUS_WORDS, kind_words, outline
from viz.templating import static_text

KINDS = [*(kind.value for kind in NodeKind), CLUSTER]
POINT = re.compile(r"[ML](-?[\d.]+) (-?[\d.]+)")


def _light(colour: str) -> float:
    """Relative luminance of a colour, after WCAG."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


def _palettes() -> list[dict[str, str]]:
    """The colours by day and by night."""
    day, night = static_text("palette.css").split("@media", 1)
    pairs = [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", part)) for part in (day, night)]
    return [pairs[0], pairs[0] | pairs[1]]


def test_no_two_kinds_share_a_shape() -> None:
    drawn = {outline(kind_words(kind).shape) for kind in NodeKind}
    assert len(drawn) == len(NodeKind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_shape_stays_near_its_radius(kind: str) -> None:
    for x, y in POINT.findall(outline(kind_words(kind).shape, 10)):
        assert abs(float(x)) <= 13
        assert abs(float(y)) <= 13


@pytest.mark.parametrize("kind", KINDS)
def test_a_shape_grows_with_its_radius(kind: str) -> None:
    small, large = (outline(kind_words(kind).shape, radius) for radius in (10, 20))
    assert small != large
    assert small.endswith("Z")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("palette", _palettes(), ids=["day", "night"])
def test_a_sign_stands_out_from_the_paper(kind: str, palette: dict[str, str]) -> None:
    assert contrast(palette[f"kind-{kind}"], palette["paper"]) >= 3
    assert contrast(palette[f"kind-{kind}"], palette["panel"]) >= 3


@pytest.mark.parametrize("palette", _palettes(), ids=["day", "night"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("ink", "paper"), ("ink", "panel"), ("muted", "paper"), ("muted", "panel"),
        ("link", "paper"), ("link", "panel"), ("visited", "paper"), ("visited", "panel"),
        ("accent-ink", "accent"), ("accent-ink", "accent-dark"), ("brand-ink", "brand"),
        ("good", "good-soft"), ("warn", "warn-soft"), ("warn", "paper"), ("soft-ink", "soft"),
        ("focus-ink", "focus"), ("link-hover", "paper"), ("danger", "paper"), ("ink", "soft"),
    ],
)  # fmt: skip
def test_text_is_readable_on_its_ground(text: str, ground: str, palette: dict[str, str]) -> None:
    assert contrast(palette[text], palette[ground]) >= 4.5


@pytest.mark.parametrize("palette", _palettes(), ids=["day", "night"])
def test_lines_stand_out_from_the_paper(palette: dict[str, str]) -> None:
    assert contrast(palette["line"], palette["paper"]) >= 3


def test_the_kinds_colours_by_day_are_those_of_the_schema() -> None:
    by_day = _palettes()[0]
    assert {kind: by_day[f"kind-{kind}"] for kind in KINDS} == {
        kind: kind_words(kind).colour for kind in KINDS
    }


def test_what_is_not_held_is_dashed_and_has_words() -> None:
    assert DASHES[Status.HELD] == ""
    assert all(DASHES[status] for status in (*Status, GAP) if status != Status.HELD)
    assert set(STATUS_WORDS) == set(Status)
