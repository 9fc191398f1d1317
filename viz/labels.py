"""Names that fit into a picture: measured without a font, broken into lines, kept apart."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

# Widths in em, rounded up from common sans-serif faces: a label may be narrower, never wider.
_NARROW, _SMALL, _LARGE, _FULL = 0.34, 0.56, 0.72, 1.05
_THIN = frozenset("fijlrt.,:;'’‘|!()[]I- ")
_WIDE = frozenset("mwMW@%&")

ELLIPSIS = "…"


def text_width(text: str, size: float) -> float:
    """Width of a text in pixels at a font size in pixels; an upper estimate.

    >>> text_width("ill", 10) < text_width("MWM", 10) < text_width("華人社", 10)
    True
    """
    return size * sum(_em(character) for character in text)


def _em(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF" or ord(character) > 0x1F000:
        return _FULL
    if character in _THIN:
        return _NARROW
    large = character.isupper() or not character.isascii() or character in _WIDE
    return _LARGE if large else _SMALL


def lines(text: str, *, width: float, size: float, most: int = 3) -> tuple[str, ...]:
    """A name broken at spaces into at most ``most`` lines of ``width`` pixels; the rest is cut.

    >>> lines("Council of Diaspora Bodies", width=110, size=14)
    ('Council of', 'Diaspora Bodies')
    """
    out: list[str] = []
    for word in text.split():
        joined = f"{out[-1]} {word}" if out else word
        if out and text_width(joined, size) <= width:
            out[-1] = joined
        else:
            out.append(word)
    kept = [_cut(line, width, size) for line in out[:most]]
    if len(out) > most:
        kept[-1] = _cut(kept[-1].rstrip(ELLIPSIS) + ELLIPSIS * 2, width, size, force=True)
    return tuple(kept)


def _cut(line: str, width: float, size: float, *, force: bool = False) -> str:
    if not force and text_width(line, size) <= width:
        return line
    kept = line.rstrip(ELLIPSIS)
    while kept and text_width(kept + ELLIPSIS, size) > width:
        kept = kept[:-1]
    return (kept.rstrip() or line[:1]) + ELLIPSIS


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle of the picture, in pixels, taken by a shape or by a text."""

    left: float
    top: float
    right: float
    bottom: float

    def hits(self, other: "Box") -> bool:
        """Whether two rectangles share more than a border."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def label_box(
    x: float, y: float, text: tuple[str, ...], *, size: float, anchor: str = "middle"
) -> Box:
    """The rectangle of lines whose first line begins at height ``y``, set from ``x``."""
    width = max((text_width(line, size) for line in text), default=0.0)
    shift = {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return Box(
        left=x - shift, top=y, right=x - shift + width, bottom=y + len(text) * line_height(size)
    )


def line_height(size: float) -> float:
    """Distance between two lines of a font size."""
    return round(size * 1.22, 2)


def free(box: Box, taken: Iterable[Box]) -> bool:
    """Whether a rectangle touches none of those taken."""
    return not any(box.hits(other) for other in taken)
