"""The notebook's map as a widget: needs the extra ``widget`` (anywidget), loads nothing else."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pandas
import traitlets
from anywidget import AnyWidget

from graph.errors import BadQuestion
from graph.network import Network
from viz.items import View
from viz.pages import Map
from viz.picture import icon, picture, picture_address, stroke_icon
from viz.templating import render, static_text
from viz.widget_colours import Colouring, colouring
from viz.widget_rows import (
    COLUMNS,
    NODE_COLUMNS,
    link_rows,
    node_rows,
    panel_of_link,
    panel_of_node,
)

Values = pandas.Series | Mapping[str, Any] | str | None


class NetworkMap(AnyWidget):
    """A view to select on: click, Shift-click, drag a box, or use the keyboard or the list.

    ``nodes`` is a table of the nodes drawn, by id: write a column, then ``colour_by`` it.
    ``picked`` are keys of what is selected (``n0`` the first node of the view, ``l0`` its first
    link); ``selected()`` tells it with the evidence.
    """

    _esm = static_text("widget_parts.js") + static_text("widget.js")
    drawing = traitlets.Dict().tag(sync=True)
    picked = traitlets.List(traitlets.Unicode()).tag(sync=True)
    colours = traitlets.Dict().tag(sync=True)

    def __init__(self, network: Network, view: View) -> None:
        self.network, self.view = network, view
        self._node_keys = {f"n{at}": node for at, node in enumerate(view.nodes)}
        self._link_keys = {f"l{at}": link for at, link in enumerate(view.links)}
        self._colouring: Colouring | None = None
        told = node_rows(network, view.nodes)
        self.nodes = self._table(told, *NODE_COLUMNS).set_index("id")
        super().__init__(drawing=_drawing(network, view))

    def selected(self, *, every: bool = False) -> pandas.DataFrame:
        """What is selected: a row for each node, and one for each statement of each link.

        Columns tell what it is, then where it is said: source, title, edition, locator, url,
        first_seen, last_seen, status, method, licence and more. A node's row has its newest
        statement; ``every`` gives a row for each of its statements. Nothing selected: no row.
        """
        nodes = [node for key, node in self._node_keys.items() if key in self.picked]
        links = [link for key, link in self._link_keys.items() if key in self.picked]
        rows = [*node_rows(self.network, nodes, every=every),
                *link_rows(self.network, self.view, links)]  # fmt: skip
        return self._table(rows)

    def select(self, ids: Iterable[str]) -> "NetworkMap":
        """Select nodes by id; ``BadQuestion`` for one that is not on the map."""
        keys = {node.id: key for key, node in self._node_keys.items()}
        wanted = [ids] if isinstance(ids, str) else list(ids)
        for node_id in wanted:
            if node_id not in keys:
                raise BadQuestion(
                    f"'{node_id}' is not on this map", next_step="See the index of .nodes."
                )
        self.picked = [keys[node_id] for node_id in dict.fromkeys(wanted)]
        return self

    def colour_by(self, values: Values, *, title: str = "") -> "NetworkMap":
        """Colour the nodes by a column of ``nodes``, or by a series or mapping over their ids.

        Every group has a sign and words as well. ``None`` brings back the colours of the kinds.
        Raises ``BadQuestion`` for a column that is not there, or values for no node of the map.
        """
        if values is None:
            self._colouring, self.colours = None, {}
            return self
        named, by_id = self._values(values)
        self._colouring = colouring(title or named, by_id)
        groups = [asdict(group) for group in self._colouring.groups]
        keys = {node.id: key for key, node in self._node_keys.items()}
        of = {keys[i]: at for i, at in self._colouring.group_of.items()}
        self.colours = {"title": self._colouring.title, "groups": groups, "of": of}
        return self

    def _values(self, values: "pandas.Series | Mapping[str, Any] | str") -> tuple[str, Any]:
        """The name of a column, and its value for each node of the map."""
        if isinstance(values, str):
            if values not in self.nodes.columns:
                raise BadQuestion(
                    f"the table of nodes has no column '{values}'",
                    next_step=f"It has: {', '.join(map(str, self.nodes.columns))}.",
                )
            values = self.nodes[values]
        named = str(getattr(values, "name", None) or "value")
        given = dict(values.items())
        if not given.keys() & set(self.nodes.index):
            raise BadQuestion(
                "the values are for no node of this map",
                next_step="Their index must be ids, as that of .nodes.",
            )
        return named, {node_id: given.get(node_id) for node_id in self.nodes.index}

    def _table(self, rows: Iterable[Mapping[str, Any]], *columns: str) -> pandas.DataFrame:
        empty = {**dict.fromkeys(COLUMNS, ""), "statements": 0}
        table = pandas.DataFrame(
            [empty | dict(row) for row in rows], columns=list(columns or COLUMNS)
        )
        table["statements"] = table["statements"].astype(int)
        table.attrs = {"as_of": self.network.as_of, "hash": self.network.hash}
        return table

    def save(self, path: str | Path) -> Path:
        """Write the view as one interactive page that needs no server; gives the path back."""
        return Map(self._signed()).save(path)

    def _signed(self) -> View:
        """The view for a picture without a script: signs stand in the shapes and in a note."""
        made = self._colouring
        if made is None:
            return self.view
        signs = {i: made.groups[at].sign for i, at in made.group_of.items()}
        told = "; ".join(f"{g.sign} for {g.words} ({g.count})" for g in made.groups)
        return replace(
            self.view,
            nodes=tuple(replace(n, mark=signs[n.id]) for n in self.view.nodes),
            notes=(*self.view.notes, f"Signs by {made.title}: {told}."),
        )

    def still(self) -> str:
        """Picture and tables without a script: what is left in a page, in print, or untrusted."""
        view = self._signed()
        return render(
            "notebook.html", view=view, names=view.names, linked=False,
            address=picture_address(view),
        )  # fmt: skip

    def _repr_mimebundle_(self, **given: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """The widget where there is one, else picture and tables, else a line of text."""
        data, metadata = self._bundle(**given)
        return {**data, "text/plain": repr(self), "text/html": self.still()}, metadata

    def _ipython_display_(self) -> None:
        """Widget, and below it the picture and tables as an output of their own.

        A page made of the notebook by ``nbconvert`` prefers the widget's output and leaves it
        blank when it is offline; what stands in another output stays.
        """
        from IPython.display import publish_display_data

        data, metadata = self._bundle()
        publish_display_data(data | {"text/plain": repr(self)}, metadata)  # type: ignore[no-untyped-call]  # IPython states no types
        publish_display_data({"text/html": self.still(), "text/plain": ""})  # type: ignore[no-untyped-call]  # IPython states no types

    def _bundle(self, **given: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        return super()._repr_mimebundle_(**given) or ({}, {})

    def __repr__(self) -> str:
        """Title and summary, for a terminal."""
        return f"{self.view.title}: {self.view.summary}"


def _drawing(network: Network, view: View) -> dict[str, Any]:
    """All that the front end shows: the picture, words and evidence of each item, the legend."""
    return {
        "title": view.title, "summary": view.summary, "notes": list(view.notes),
        "svg": picture(view, name="map", linked=False), "styles": _styles(),
        "nodes": [panel_of_node(network, node) for node in view.nodes],
        "links": [panel_of_link(network, view, link) for link in view.links],
        "legend": [
            {"icon": icon(line.kind) if line.kind else stroke_icon(line.status),
             "words": line.words}
            for line in view.legend
        ],
        "foot": [f"As of {view.as_of}, snapshot {view.hash}.", *view.credits],
    }  # fmt: skip


# Where the palette's colours by night begin.
_DARK = "@media (prefers-color-scheme: dark) {"


def _styles() -> str:
    """The palette on the host of a shadow root: the notebook's theme goes before the system's."""
    day, system = static_text("palette.css").split(_DARK, 1)
    night, rest = system.split("}\n}\n", 1)
    night += "}\n"
    return "".join((
        day.replace(":root", ":host"),
        f"{_DARK} {night.replace(':root', ':host(:not([data-scheme]))')} }}\n",
        night.replace(":root", ':host([data-scheme="dark"])'),
        ':host([data-scheme="dark"]) { color-scheme: dark; }\n',
        ':host([data-scheme="light"]) { color-scheme: light; }\n',
        rest,
        static_text("widget.css"),
    ))  # fmt: skip
