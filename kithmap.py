"""Kithmap's door for Python and for ``python -m kithmap``.

>>> from kithmap import open_graph
>>> open_graph("sqlite://").store.counts().nodes
0
"""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.explorer import Explorer
    from loaders.run import Loaded
    from viz.widget import Shown
    from viz.widget_map import NetworkMap

__all__ = ["export", "load", "network_map", "open_graph", "tour"]


def open_graph(url: str | Path = "kithmap.db", *, user: str = "", password: str = "") -> "Explorer":
    """An ``Explorer`` over the store at an address: the verbs find, node, paths, clusters, gaps …

    The address is the path of a file (``.db``) or that of a server (``neo4j://host:7687``).

    Of a file it shows what is internal too, as to its owner; ``.public()`` leaves that out.
    ``user`` and ``password`` are for a Neo4j server. Raises ``StoreError`` when it will not open.
    """
    from graph.explorer import Explorer
    from graph.policy import audience_at
    from graph.store import open_store

    store = open_store(str(url), user=user, password=password)
    return Explorer(store, audience=audience_at(str(url)))


def load(
    graph: "Explorer", source: str, *paths: str | Path, today: str = "", public: bool = False
) -> "Loaded":
    """Bring a source into a graph's store: ``load(graph, "appg", "260629.zip")``.

    All or nothing; loading the same again changes nothing. ``today`` (ISO) dates a spreadsheet,
    which stays internal unless it is made ``public``.
    """
    from graph.model import Visibility
    from loaders import OWN_SHEETS, get_loader
    from loaders.run import load as run_load

    internal = source in OWN_SHEETS and not public
    return run_load(
        graph.store,
        get_loader(source),
        tuple(Path(path) for path in paths),
        today=today or date.today().isoformat(),
        visibility=Visibility.INTERNAL if internal else Visibility.PUBLIC,
    )


def tour(url: str = "sqlite://") -> "Explorer":
    """A graph of the shipped data, in memory unless an address is given."""
    graph = open_graph(url)
    load(graph, "tour")
    return graph


def export(
    graph: "Explorer", file: str | Path, *, raw: bool = False, internal: bool = False
) -> tuple[Path, ...]:
    """Write a graph to a file, as ``kithmap export`` does: the ending says the form.

    Gives the files written (Parquet is two tables). What is internal is left out unless asked
    for; ``raw`` leaves CSV cells that look like formulas. Raises ``BadQuestion`` for an unknown
    ending.
    """
    from api.exporting import write_export

    shown = graph if internal else graph.public()
    return write_export(shown.network(), Path(file), raw=raw)


def network_map(graph: "Explorer", shown: "Shown") -> "NetworkMap":
    """A map for a notebook: ``network_map(graph, graph.paths("Caabu", "Ghana Union"))``.

    ``shown`` is an answer (paths, a node, a cluster, a gap), a view, a name, or ids of nodes.
    Select on the map and ask it for ``selected()``; write a column of its table ``nodes`` and
    ``colour_by`` it. Needs the extra ``widget``: ``BadQuestion`` says how to get it.
    """
    from viz.widget import network_map as made

    return made(graph.network(), graph.pick(shown).id if isinstance(shown, str) else shown)


def load_ipython_extension(ipython: object) -> None:
    """``%load_ext kithmap``: a notebook shows answers in words, as the command line prints them."""
    from api.notebook import show_in_words

    show_in_words(ipython)


def unload_ipython_extension(ipython: object) -> None:
    """``%unload_ext kithmap``: a notebook shows answers with all their fields again."""
    from api.notebook import show_in_full

    show_in_full(ipython)


if __name__ == "__main__":
    from api.cli import main

    main()
