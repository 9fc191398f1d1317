"""The site: which page answers at which address, its static files, and pages for failures."""

from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse
from starlette.staticfiles import StaticFiles

from api.page_briefs import brief_form, brief_page, directory_page, funding_page
from api.page_changes import changes_page, sources_page
from api.page_docs import docs_page
from api.page_find import find_page, home_page, node_page
from api.page_gaps import gaps_page
from api.page_groups import cluster_page, clusters_page
from api.page_lists import lists_page
from api.page_maps import map_of_cluster, map_of_gap, map_of_node, map_of_paths, map_page
from api.page_matrix import matrix_page
from api.page_paths import paths_page
from api.page_reach import brokers_page, reach_page
from api.page_rooms import mount_rooms
from api.page_show import bare_frame, mount, same_page
from api.wire import body
from graph.errors import KithmapError
from graph.model import Node, NodeKind
from viz.drawing import node_href
from viz.templating import STATIC, render


def mount_pages(app: FastAPI) -> None:
    """Give the application its pages, their twins, the maps and the static files."""
    app.add_api_route("/", home_page, methods=["GET"], include_in_schema=False)
    mount(app, "/index", home_page)
    mount(app, "/find", find_page)
    mount(app, "/nodes/{node_id:path}", node_page)
    mount(app, "/paths", paths_page)
    mount(app, "/clusters", clusters_page)
    mount(app, "/clusters/matrix", matrix_page)
    mount(app, "/clusters/{cluster_id:path}", cluster_page)
    mount(app, "/brokers", brokers_page)
    mount(app, "/reach", reach_page)
    mount(app, "/gaps/lists", lists_page)
    mount(app, "/gaps", gaps_page)
    mount(app, "/brief", brief_form)
    mount(app, "/brief/{node_id:path}", brief_page)
    mount(app, "/directory", directory_page)
    mount(app, "/funding/{node_id:path}", funding_page)
    mount(app, "/changes", changes_page)
    mount(app, "/sources", sources_page)
    mount_rooms(app)
    for path, page in MAPS:
        app.add_api_route(
            f"/views{path}", page, methods=["GET"], include_in_schema=False,
            name=f"frame of {page.__name__}",
        )  # fmt: skip
        mount(app, path, page)
    app.add_api_route("/api/docs", docs_page, methods=["GET"], include_in_schema=False)
    app.add_api_route("/health", health, methods=["GET"], include_in_schema=False)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")


MAPS = (
    ("/map", map_page),
    ("/map/paths", map_of_paths),
    ("/map/gaps", map_of_gap),
    ("/map/nodes/{node_id:path}", map_of_node),
    ("/map/clusters/{cluster_id:path}", map_of_cluster),
)


def health(request: Request) -> Response:
    """Whether the store answers, and what it holds; 503 when it does not."""
    asked = request.app.state.door.explorer()
    counts = asked.store.counts()
    return Response(body({"status": "ok", "holds": counts}), media_type="application/json")


def problem_page(request: Request, content: dict[str, Any]) -> Response:
    """A failure as a page: what is wrong, what to do next, and names that may have been meant."""
    said = str(content["detail"])
    unclear = content["status"] == 409 and content.get("suggestions")
    title = "Which one do you mean?" if unclear else content["title"]
    page = render(
        "problem.html",
        **bare_frame() | {"title": title},
        problem={"where": "", "next_step": "", **content},
        said=said[:1].upper() + said[1:] + ("" if said.endswith((".", "?", "!")) else "."),
        choices=_choices(request, _suggested(request, content)),
        back=_back(request),
    )
    return HTMLResponse(page, status_code=int(content["status"]))


def _suggested(request: Request, content: dict[str, Any]) -> list[Node]:
    ids = content.get("suggestions", [])
    try:
        network = request.app.state.door.explorer().network() if ids else None
    except KithmapError:
        return []
    found = [network.node(node_id) for node_id in ids] if network else []
    return [node for node in found if node]


def _choices(request: Request, nodes: list[Node]) -> list[dict[str, str]]:
    """Links that ask the same question again with one of these in place of the unclear name."""
    unclear = _unclear_field(request) if nodes else ""
    return [
        {
            "name": node.name,
            "kind": node.kind.value,
            "href": same_page(request, **{unclear: node.id}) if unclear else node_href(node.id),
        }
        for node in nodes
    ]


def _unclear_field(request: Request) -> str:
    """The field of the question that could not be understood: the first that names no one node."""
    explorer = request.app.state.door.explorer()
    for field in ("from", "to", "through", "avoid", "name", "country", "theme", "place", "only"):
        text = request.query_params.get(field, "")
        kinds = (NodeKind(field),) if field in ("country", "theme", "place") else ()
        try:
            if text.strip():
                explorer.pick(text, kinds=kinds)
        except KithmapError:
            return field
    return ""


def _back(request: Request) -> str:
    """The form that the reader came from, with what was typed."""
    path = request.url.path
    known = ("/paths", "/gaps", "/changes", "/reach")
    return quote(path) if path in known and request.query_params else ""
