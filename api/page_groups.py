"""Pages of clusters and of one cluster."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import Query, Request, Response

from api.page_gaps import with_value
from api.page_show import Date, Page, Table, ref_cells, show
from api.routes import ask
from graph.errors import BadQuestion, NotFound
from graph.explorer import Explorer
from graph.results_groups import Cluster, ClustersAnswer
from viz.drawing import node_href
from viz.view import View, view_of_cluster, view_of_map

LIMITS = tuple((str(n), str(n)) for n in (5, 10, 20, 50))
FINENESSES = (("", "The steadiest"), ("0.5", "Few, large clusters"), ("1", "Middling"),
              ("2", "Many, small clusters"), ("4", "Smallest"))  # fmt: skip
# Members of a cluster shown on its own page.
_MEMBERS = 300

Fineness = Annotated[str, Query(max_length=10)]
Limit = Annotated[int, Query(ge=1, le=1000)]


def resolution_of(text: str) -> float | None:
    """The resolution that a form's field means; none where it is left to the steadiest.

    >>> resolution_of(""), resolution_of("2")
    (None, 2.0)
    """
    if not text.strip():
        return None
    try:
        found = float(text)
    except ValueError:
        found = 0.0
    if not 0.01 <= found <= 100:
        raise BadQuestion(
            f"'{text}' is no resolution", where="resolution",
            next_step="Give a number from 0.01 to 100, or leave it empty.",
        )  # fmt: skip
    return found


def clusters_page(
    request: Request, resolution: Fineness = "", limit: Limit = 20, as_of: Date = ""
) -> Response:
    """The clusters, largest first, and a map of them."""
    asked, fineness = ask(request, as_of), resolution_of(resolution)
    network = asked.network()
    key = ("clusters", network.hash, fineness, limit)
    answer: ClustersAnswer = request.app.state.door.remembered(
        key, lambda: asked.clusters(resolution=fineness, limit=limit)
    )
    suffix = f"?resolution={fineness:g}" if fineness is not None else ""
    values = {
        "asked": {"resolution": resolution, "limit": limit, "as_of": as_of},
        "finenesses": with_value(FINENESSES, resolution),
        "limits": with_value(LIMITS, limit),
        "view": map_view(request, asked, fineness, min(limit, 15)),
        "matrix": "/clusters/matrix" + suffix,
        "hrefs": {c.id: cluster_href(c.id) + suffix for c in answer.clusters},
    }
    page = Page(
        template="clusters.html", current="clusters", title="Who belongs together?",
        network=network, answer=answer, table=_clusters_table(answer.clusters), values=values,
    )  # fmt: skip
    return show(request, page)


def cluster_href(cluster_id: str) -> str:
    """Path of a cluster's page."""
    return node_href(cluster_id).replace("/nodes/", "/clusters/", 1)


def whole_answer(
    request: Request, asked: Explorer, resolution: float | None = None
) -> ClustersAnswer:
    """The clusters with all their members, as the map and a cluster's page need them; kept."""
    network = asked.network()
    key = ("all clusters", network.hash, resolution)
    answer: ClustersAnswer = request.app.state.door.remembered(
        key,
        lambda: asked.clusters(resolution=resolution, limit=1000, members=max(network.n, 1)),
    )
    return answer


def map_view(
    request: Request, asked: Explorer, resolution: float | None = None, limit: int = 30
) -> View:
    """The whole map as bubbles; kept, since its layout takes a while."""
    answer = whole_answer(request, asked, resolution)
    key = ("map", answer.snapshot.hash, resolution, limit)
    network = asked.network()
    view: View = request.app.state.door.remembered(
        key, lambda: view_of_map(network, answer, limit=min(limit, 60))
    )
    return view


def one_cluster(
    request: Request, asked: Explorer, cluster_id: str, resolution: float | None = None
) -> Cluster:
    """The cluster of that id; raises ``NotFound``."""
    answer = whole_answer(request, asked, resolution)
    for cluster in answer.clusters:
        if cluster.id == cluster_id:
            return cluster
    raise NotFound(
        "no cluster has this id in the present snapshot",
        where=cluster_id,
        next_step="Clusters change with the data: choose one from the list of clusters.",
    )


def cluster_page(
    request: Request, cluster_id: str, resolution: Fineness = "", as_of: Date = ""
) -> Response:
    """One cluster: its reason, a picture, and its members."""
    asked = ask(request, as_of)
    cluster = one_cluster(request, asked, cluster_id, resolution_of(resolution))
    shown = _first_members(cluster)
    values: dict[str, Any] = {
        "cluster": shown,
        "view": view_of_cluster(asked.network(), shown, limit=40),
        "map": f"/map{cluster_href(cluster_id)}",
    }
    page = Page(
        template="cluster.html", current="clusters", title=cluster.name, network=asked.network(),
        answer=cluster, table=_clusters_table((cluster,)), values=values,
    )  # fmt: skip
    return show(request, page)


def _first_members(cluster: Cluster) -> Cluster:
    return replace(cluster, members=cluster.members[:_MEMBERS])


def _clusters_table(clusters: tuple[Cluster, ...]) -> Table:
    return Table(
        header=("cluster", "cluster_name", "reason", "size", "cluster_stability", "cluster_margin",
                "member", "member_id", "member_kind", "links_inside", "stability"),
        rows=tuple(
            (c.id, c.name, c.reason, c.size, c.stability, c.margin, *ref_cells(m.node),
             m.links_inside, m.stability)
            for c in clusters
            for m in c.members
        ),
    )  # fmt: skip
