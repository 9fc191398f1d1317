"""Interactive maps: pyvis in a template of our own, safe, self-contained, readable without a mouse.

The only file that knows pyvis, and it imports it when the first map is made. Stock pyvis loads
files from elsewhere, lets names run as scripts and lays out in the reader's browser; here its
model is filled directly, places are given, and a strict policy allows two scripts by their hash.
"""

from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from html import escape
from math import hypot
from pathlib import Path
from typing import Any

from markupsafe import Markup

from viz.items import View, ViewLink
from viz.picture import picture_address
from viz.shapes import CLUSTER, DASHES, GAP, kind_words, outline
from viz.spots import frame_of, wordings
from viz.templating import json_block, render, static_text

LIBRARY = "vendor/vis-network.min.js"
# What a frame on the site or in a notebook may do: run its scripts and open links in a new tab or,
# when the reader clicks, in the window. It has no origin of its own: no cookies, no storage.
SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"  # noqa: E501 -- one attribute


@cache
def policy() -> str:
    """The content security policy of a map: its two scripts by hash, nothing from anywhere."""
    hashes = " ".join(
        f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
        for text in (_library(), static_text("view.js"))
    )
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


@cache
def _library() -> str:
    # Without the note on a source map, which developer tools would go and ask for.
    text = static_text(LIBRARY)
    return text[: text.rindex("//# sourceMappingURL=")].rstrip() + "\n"


def standalone_page(view: View, *, snapshot: bytes = b"") -> str:
    """A view as one HTML file that needs no server and no network; no links to a site's pages.

    ``snapshot`` is an export (JSON Lines, gzip) that the page carries with it, to be read back.
    """
    return _page(view, linked=False, snapshot=snapshot)


def framed_page(view: View) -> str:
    """A view as a document for a sandboxed frame of the site: names link to the site's pages."""
    return _page(view, linked=True)


def _page(view: View, *, linked: bool, snapshot: bytes = b"") -> str:
    canvas = _canvas(view, b64encode(snapshot).decode("ascii"))
    return str(canvas.generate_html(linked=linked))


def _canvas(view: View, snapshot: str) -> Any:
    """The pyvis network of a view, filled without pyvis's slow and lossy ``add_`` methods."""
    from pyvis.network import Network as PyvisNetwork

    class Canvas(PyvisNetwork):  # type: ignore[misc]  # pyvis ships no types
        def __init__(self) -> None:
            super().__init__(directed=True, cdn_resources="in_line", heading=view.title)
            keys = {node.id: f"n{at}" for at, node in enumerate(view.nodes)}
            self.nodes = [_pyvis_node(view, at) for at in range(len(view.nodes))]
            self.edges = [_pyvis_edge(view, link, at, keys) for at, link in enumerate(view.links)]
            self.node_ids = [node["id"] for node in self.nodes]
            self.node_map = {node["id"]: node for node in self.nodes}
            self.options = _OPTIONS

        def generate_html(self, linked: bool = False, **_: object) -> str:
            nodes, edges, *_rest = self.get_network_data()
            data = {"nodes": nodes, "edges": edges, "options": self.options}
            return _filled(view, data | _details(view, linked), linked, snapshot)

    return Canvas()


_OPTIONS: dict[str, Any] = {
    "autoResize": False,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "dragNodes": False, "hover": True, "multiselect": False, "keyboard": False,
        "tooltipDelay": 100_000, "zoomView": True, "selectConnectedEdges": True,
    },
    "edges": {"selectionWidth": 1.5, "hoverWidth": 0.5},
}  # fmt: skip


def _pyvis_node(view: View, at: int) -> dict[str, Any]:
    node = view.nodes[at]
    look = kind_words(node.kind)
    return {
        "id": f"n{at}", "label": "", "shape": look.shape, "color": look.colour,
        "x": float(node.x), "y": float(node.y), "size": float(node.size), "physics": False,
    }  # fmt: skip


def _pyvis_edge(view: View, link: ViewLink, at: int, keys: dict[str, str]) -> dict[str, Any]:
    """A link; vis-network takes a bend as a share of the length, and draws dashes from a list."""
    a, b = view.node(link.source), view.node(link.target)
    length = hypot(b.x - a.x, b.y - a.y) or 1.0
    edge: dict[str, Any] = {
        "id": f"l{at}", "from": keys[link.source], "to": keys[link.target], "smooth": False,
        "label": "",
        "dashes": [float(part) for part in DASHES.get(link.status, "").split()] or False,
        "arrows": {"to": {"enabled": link.kind not in (CLUSTER, GAP), "scaleFactor": 0.6}},
        "width": 1.6 if link.kind != CLUSTER else min(1.0 + link.weight**0.5 / 3, 5.0),
    }  # fmt: skip
    if link.bend:
        way = "curvedCW" if link.bend < 0 else "curvedCCW"
        share = min(abs(link.bend) * 2.55 / length, 0.9)
        edge["smooth"] = {"enabled": True, "type": way, "roundness": round(share, 3)}
    return edge


def _details(view: View, linked: bool) -> dict[str, Any]:
    """What our script shows beside the pyvis model: words, labels, shapes and proofs."""
    keys = {node.id: f"n{at}" for at, node in enumerate(view.nodes)}
    names, spots = view.names, wordings(view)
    return {
        "items": [
            {
                "key": keys[n.id], "at": at, "name": n.name, "kind": n.kind, "words": n.words,
                "x": n.x, "y": n.y, "size": n.size, "label": n.label, "side": n.side,
                "mark": n.mark, "parts": n.parts, "href": n.href if linked else "",
                "path": outline(kind_words(n.kind).shape), "colour": kind_words(n.kind).colour,
            }
            for at, n in enumerate(view.nodes)
        ],
        "links": [
            {
                "key": f"l{at}", "from": keys[k.source], "to": keys[k.target],
                "sentence": _sentence(k, names), "proofs": k.proofs,
                "soft": k.soft,
            }
            for at, k in enumerate(view.links)
        ],
        "captions": view.captions,
        "wordings": [
            {"link": f"l{spot.link}", "rows": spot.rows, "x": spot.x, "y": spot.y}
            for spot in spots
        ],
        "frame": frame_of(view, spots),
    }  # fmt: skip


def _sentence(link: ViewLink, names: dict[str, str]) -> str:
    return f"{names[link.source]} – {link.said} – {names[link.target]}"


def _filled(view: View, data: dict[str, Any], linked: bool, snapshot: str) -> str:
    return render(
        "view.html",
        view=view,
        names=view.names,
        soft=any(link.soft for link in view.links),
        linked=linked,
        snapshot=snapshot,
        data=json_block(data),
        policy=policy(),
        # Our own files, checked by hash in the policy above; they are code, not values.
        styles=Markup(static_text("palette.css") + static_text("view.css")),
        library=Markup(_library()),
        script=Markup(static_text("view.js")),
    )


@dataclass(frozen=True, slots=True)
class Map:
    """A view as an object for a notebook: shown by itself, saved by ``save``.

    A trusted notebook shows the interactive map; one that is not trusted, or printed, keeps the
    picture and the table.
    """

    view: View

    @property
    def html(self) -> str:
        """The map as one self-contained HTML page."""
        return standalone_page(self.view)

    def save(self, path: str | Path) -> Path:
        """Write the page, in UTF-8 whatever the machine prefers; gives the path back."""
        target = Path(path)
        target.write_text(self.html, encoding="utf-8")
        return target

    def _repr_html_(self) -> str:
        still = render(
            "notebook.html", view=self.view, names=self.view.names, linked=False,
            address=picture_address(self.view),
        )  # fmt: skip
        frame = (
            f'<iframe sandbox="{SANDBOX}" srcdoc="{escape(self.html, quote=True)}" '
            f'title="{escape(self.view.title, quote=True)}" width="100%" height="720" '
            'style="border:0"></iframe>'
        )
        return frame + still

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": self._repr_html_(), "text/plain": repr(self)}

    def __repr__(self) -> str:
        """Title and summary, for a terminal."""
        return f"{self.view.title}: {self.view.summary}"
