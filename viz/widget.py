"""The door to the notebook's map: ``network_map`` picks what to draw; the extra comes in lazily."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from graph.errors import BadQuestion
from graph.network import Network
from graph.results import Gap, NodeAnswer, PathsAnswer
from graph.results_groups import Cluster
from viz.items import View
from viz.view import view_of_cluster, view_of_gap, view_of_node, view_of_paths
from viz.view_nodes import view_of_nodes

if TYPE_CHECKING:
    from viz.widget_map import NetworkMap

Shown = View | PathsAnswer | NodeAnswer | Cluster | Gap | str | Iterable[str]
"""What a map can show: a view, an answer, the id of a node, or the ids of several."""


def network_map(network: Network, shown: Shown) -> "NetworkMap":
    """A map for a notebook: select on it, read ``selected()``, ``colour_by`` a column.

    ``shown`` is a view, an answer (paths, a node, a cluster, a gap), or ids of nodes of the
    network. Raises ``BadQuestion`` where the extra ``widget`` is not installed or nothing can be
    drawn, ``NotFound`` for an unknown id. Cost: as the view; evidence is looked up for what is
    drawn only.
    """
    try:
        from viz.widget_map import NetworkMap
    except ImportError as error:
        raise BadQuestion(
            f"the notebook map needs the extra 'widget' ({error.name} is not installed)",
            next_step="Run: uv pip install 'kithmap[widget]'.",
        ) from error
    return NetworkMap(network, view_to_show(network, shown))


def view_to_show(network: Network, shown: Shown) -> View:
    """The view of an answer or of nodes; a view as it is."""
    match shown:
        case View():
            return shown
        case PathsAnswer():
            return view_of_paths(shown)
        case NodeAnswer():
            return view_of_node(network, shown.id)
        case Cluster():
            return view_of_cluster(network, shown)
        case Gap():
            return view_of_gap(network, shown)
        case str():
            return view_of_node(network, shown)
        case _ if isinstance(shown, Iterable):
            return view_of_nodes(network, shown)
    raise BadQuestion(
        f"a map cannot show a {type(shown).__name__}",
        next_step="Give paths, a node, a cluster, a gap, a view, or ids of nodes.",
    )
