"""The domain: what there is, where it is kept, and the answers. The door is ``open_graph``."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.explorer import Explorer


def open_graph(
    url: str = "sqlite:///kithmap.db", *, user: str = "", password: str = ""
) -> "Explorer":
    """An ``Explorer`` over the store at an address: the verbs find, node, paths, clusters, gaps …

    ``user`` and ``password`` are for a Neo4j server. Raises ``StoreError`` when it will not open.
    """
    from graph.explorer import Explorer
    from graph.store import open_store

    return Explorer(open_store(url, user=user, password=password))
