"""Interactive maps on the site: a page with a sandboxed frame, and the documents inside it."""

from typing import Annotated

from fastapi import Depends, Query, Request, Response
from fastapi.responses import HTMLResponse

from api.page_gaps import GapsForm, gaps_answer, gaps_form
from api.page_groups import cluster_href, map_view, one_cluster
from api.page_paths import PathsForm, paths_form
from api.page_show import Date, Page, Table, same_page, show
from api.routes import ask
from graph.errors import BadQuestion, NotFound
from graph.explorer import Explorer
from viz.drawing import node_href
from viz.pages import SANDBOX, framed_page, policy
from viz.view import View, view_of_cluster, view_of_gap, view_of_node, view_of_paths

Number = Annotated[int, Query(ge=1, le=1000)]


def map_page(request: Request, as_of: Date = "") -> Response:
    """The whole map: clusters first."""
    asked = ask(request, as_of)
    return _page(request, asked, map_view(request, asked), back="")


def map_of_node(request: Request, node_id: str, as_of: Date = "") -> Response:
    """A node's surroundings as a map."""
    asked = ask(request, as_of)
    node = asked.pick(node_id)
    return _page(request, asked, view_of_node(asked.network(), node.id), back=node_href(node.id))


def map_of_cluster(request: Request, cluster_id: str, as_of: Date = "") -> Response:
    """A cluster as a map."""
    asked = ask(request, as_of)
    cluster = one_cluster(request, asked, cluster_id)
    view = view_of_cluster(asked.network(), cluster)
    return _page(request, asked, view, back=cluster_href(cluster_id))


def map_of_paths(request: Request, form: Annotated[PathsForm, Depends(paths_form)]) -> Response:
    """The chains between two nodes as a map."""
    asked = ask(request, form.as_of)
    if not (form.start and form.end):
        raise BadQuestion("a map of paths needs two ends", next_step="Ask on the page of paths.")
    view = view_of_paths(form.answer(asked))
    return _page(request, asked, view, back=same_page(request, "/paths", made=None))


def map_of_gap(
    request: Request, form: Annotated[GapsForm, Depends(gaps_form)], number: Number = 1
) -> Response:
    """One gap of a list as a map."""
    asked = ask(request, form.as_of)
    gaps = gaps_answer(request, asked, form).gaps
    if number > len(gaps):
        raise NotFound(
            f"the list holds {len(gaps)} gaps", where=f"number={number}",
            next_step="Choose a gap on the page of gaps.",
        )  # fmt: skip
    view = view_of_gap(asked.network(), gaps[number - 1])
    back = same_page(request, "/gaps", number=None, made=None) + f"#gap-{number}"
    return _page(request, asked, view, back=back)


def _page(request: Request, asked: Explorer, view: View, *, back: str) -> Response:
    """The page around the frame or, under ``/views``, the document inside it."""
    if request.url.path.startswith("/views/"):
        return HTMLResponse(
            framed_page(view),
            headers={
                "Content-Security-Policy": f"{policy()}; frame-ancestors 'self'; sandbox {SANDBOX}"
            },
        )
    raw = same_page(request, made=None)
    page = Page(
        template="map.html", current="map", title=f"Map: {view.title}", network=asked.network(),
        answer=view, table=_table(view),
        values={
            "view": view,
            "frame": raw.replace("/map", "/views/map", 1),
            "back": back,
            "whole": not back,
            "sandbox": SANDBOX,
        },
    )  # fmt: skip
    return show(request, page)


def _table(view: View) -> Table:
    """The links drawn, one row for each proof."""
    names = view.names
    return Table(
        header=("from", "from_id", "link", "to", "to_id", "status", "evidence", "url", "licence"),
        rows=tuple(
            (names[k.source], k.source, k.words, names[k.target], k.target, k.status, *proof)
            for k in view.links
            for proof in ([(p.line, p.url, p.licence) for p in k.proofs] or [("", "", "")])
        ),
    )
