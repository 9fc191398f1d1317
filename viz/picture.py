"""A view as an SVG picture that needs no script: it prints, can be read aloud, and has links."""

from base64 import b64encode
from html import escape
from math import hypot

from viz.drawing import LETTERS
from viz.items import Caption, View, ViewLink, ViewNode
from viz.labels import line_height
from viz.layout import Place, along
from viz.shapes import CLUSTER, DASHES, GAP, kind_words, outline
from viz.spots import SMALL, frame_of, label_spot, wordings

# Colours of a picture that stands alone; a page's style sheet overrides them by class.
_INK, _MUTED, _LINE, _PAPER = "#14212b", "#4a5761", "#6f7c86", "#ffffff"
# Width of the column of a page: a wider picture may be drawn somewhat smaller there.
_PAGE = 1150.0


def picture(view: View, *, name: str = "picture", linked: bool = True) -> str:
    """SVG of a view, at its natural size; ``name`` keeps ids apart where a page has several.

    ``linked`` makes each node a link to its page on the site. The text alternative is the view's
    title and summary; the table beside it has the same nodes and links.
    """
    places = {node.id: (node.x, node.y) for node in view.nodes}
    sizes = {node.id: node.size for node in view.nodes}
    links = [_link(link, places, sizes, name) for link in view.links]
    spots = wordings(view)
    words = [_text(s.rows, s.x, s.y, "middle", SMALL, "words", _MUTED) for s in spots]
    frame = frame_of(view, spots)
    width, height = frame.right - frame.left, frame.bottom - frame.top
    style = "picture wide" if width > _PAGE else "picture"
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="{style}" role="group" '
            f'aria-labelledby="{name}-title {name}-desc" width="{width:.0f}" height="{height:.0f}" '
            f'viewBox="{frame.left:.0f} {frame.top:.0f} {width:.0f} {height:.0f}" '
            f'font-family="system-ui, sans-serif" font-size="{LETTERS:g}">'
            f'<title id="{name}-title">{escape(view.title)}</title>'
            f'<desc id="{name}-desc">{escape(view.summary)}</desc>',
            f'<defs><marker id="{name}-tip" viewBox="0 0 10 10" refX="9" refY="5" '
            f'markerWidth="7" markerHeight="7" orient="auto-start-reverse">'
            f'<path class="tip" fill="{_LINE}" d="M0 1L10 5L0 9Z"/></marker></defs>',
            f'<g class="links" aria-hidden="true">{"".join(links)}</g>',
            f'<g class="captions" aria-hidden="true">{"".join(map(_caption, view.captions))}</g>',
            f'<g class="words" aria-hidden="true">{"".join(words)}</g>',
            f'<g class="nodes">{"".join(_node(node, linked) for node in view.nodes)}</g></svg>',
        ]
    )


def picture_address(view: View) -> str:
    """The picture as a ``data:`` address for an ``img``: what an untrusted notebook still shows."""
    return "data:image/svg+xml;base64," + b64encode(picture(view, linked=False).encode()).decode(
        "ascii"
    )


def icon(kind: str) -> str:
    """The small sign of a kind, to stand before a name; hidden from readers of the text."""
    shape = kind_words(kind)
    return (
        f'<svg class="icon" viewBox="-13 -13 26 26" width="18" height="18" aria-hidden="true" '
        f'focusable="false"><path class="kind-{kind}" fill="{shape.colour}" '
        f'd="{outline(shape.shape)}"/></svg>'
    )


def stroke_icon(status: str) -> str:
    """A short stroke as links of a status have it."""
    return (
        f'<svg class="icon stroke" viewBox="0 0 40 10" width="40" height="10" aria-hidden="true" '
        f'focusable="false"><path class="link" fill="none" stroke="{_LINE}" stroke-width="2.5" '
        f'{_dash(status)}d="M1 5H39"/></svg>'
    )


def _dash(status: str) -> str:
    pattern = DASHES.get(status, "")
    return f'stroke-dasharray="{pattern}" stroke-linecap="round" ' if pattern else ""


def _link(link: ViewLink, places: dict[str, Place], sizes: dict[str, float], name: str) -> str:
    start, end = places[link.source], places[link.target]
    a = _leaving(start, end, link.bend, sizes[link.source] + 3)
    b = _leaving(end, start, -link.bend, sizes[link.target] + 5)
    middle = along(start, end, link.bend, 0.5)
    # The control point of the curve that passes the middle.
    cx, cy = 2 * middle[0] - (start[0] + end[0]) / 2, 2 * middle[1] - (start[1] + end[1]) / 2
    curve = f"Q{cx:.0f} {cy:.0f} {b[0]:.1f} {b[1]:.1f}" if link.bend else f"L{b[0]:.1f} {b[1]:.1f}"
    tip = "" if link.kind in (CLUSTER, GAP) else f'marker-end="url(#{name}-tip)" '
    width = 1.6 if link.kind != CLUSTER else min(1.0 + link.weight**0.5 / 3, 5.0)
    return (
        f'<path class="link link-{link.status}" fill="none" stroke="{_LINE}" '
        f'stroke-width="{width:.1f}" {_dash(link.status)}{tip}'
        f'd="M{a[0]:.1f} {a[1]:.1f}{curve}"/>'
    )


def _leaving(start: Place, end: Place, bend: float, radius: float) -> Place:
    """Where a way comes out of the shape it begins in."""
    for step in range(1, 60):
        point = along(start, end, bend, step / 60)
        if hypot(point[0] - start[0], point[1] - start[1]) >= radius:
            return point
    return start


def _node(node: ViewNode, linked: bool) -> str:
    look = kind_words(node.kind)
    label = ""
    if node.side != "none":
        x, y, anchor = label_spot(node)
        label = _text(node.label, x, y, anchor, LETTERS, "label", _INK)
    inside = (
        f'<text class="mark" x="{node.x:g}" y="{node.y + 5:g}" text-anchor="middle" '
        f'fill="{_PAPER}" font-weight="700">{escape(node.mark)}</text>'
        if node.mark
        else ""
    )
    shape = (
        f"<title>{escape(f'{node.name}, {node.words}')}</title>"
        f'<path class="shape kind-{node.kind}" fill="{look.colour}" '
        f'transform="translate({node.x:g} {node.y:g})" d="{outline(look.shape, node.size)}"/>'
    )
    if linked and node.href:
        said = escape(f"{node.name}, {node.words}", quote=True)
        return (
            f'<a class="node" href="{escape(node.href, quote=True)}" aria-label="{said}" '
            f'data-x="{node.x:g}" data-y="{node.y:g}">{shape}{label}{inside}</a>'
        )
    return f'<g class="node">{shape}{label}{inside}</g>'


def _caption(caption: Caption) -> str:
    return _text(
        (caption.text,), caption.x, caption.y - SMALL, caption.anchor, SMALL, "caption", _MUTED
    )


def _text(
    rows: tuple[str, ...], x: float, top: float, anchor: str, size: float, style: str, colour: str
) -> str:
    """Lines of text with a halo, so that a link under them does not cross the letters."""
    step = line_height(size)
    spans = "".join(
        f'<tspan x="{x:g}" y="{top + size + at * step:.1f}">{escape(row)}</tspan>'
        for at, row in enumerate(rows)
    )
    return (
        f'<text class="{style}" text-anchor="{anchor}" font-size="{size:g}" fill="{colour}" '
        f'stroke="{_PAPER}" stroke-width="5" stroke-linejoin="round" paint-order="stroke">'
        f"{spans}</text>"
    )
