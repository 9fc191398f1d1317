"""The REST interface: one route for each verb, the same bytes as ``kithmap … --json``."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from api.exporting import exported
from api.wire import body
from graph.explorer import Explorer
from graph.export import MEDIA_TYPES
from graph.model import LinkKind, NodeKind
from graph.results import (
    ChangesAnswer,
    FindAnswer,
    GapsAnswer,
    NodeAnswer,
    PathsAnswer,
    SourcesAnswer,
)
from graph.results_groups import ClustersAnswer, ListsAnswer, MatrixAnswer

router = APIRouter(prefix="/api/v1")

AsOf = Annotated[
    str, Query(max_length=10, description="Answer as the sources stood at this ISO date.")
]
Since = Annotated[
    str, Query(max_length=10, description="Only links evidenced on this ISO date or later.")
]
Name = Annotated[str, Query(min_length=1, max_length=1000, description="A name or an id.")]
Optional = Annotated[str, Query(max_length=1000, description="A name or an id.")]
Limit = Annotated[int, Query(ge=1, le=1000, description="How many to give.")]
Fineness = Annotated[
    float | None, Query(ge=0.01, le=100, description="Higher: smaller; without it, the steadiest.")
]
Names = Annotated[list[str], Query(description="Names or ids.", max_length=20)]


def ask(request: Request, as_of: str = "") -> Explorer:
    """The explorer of this application, at a date."""
    explorer: Explorer = request.app.state.door.explorer()
    return explorer.as_of(as_of) if as_of else explorer


def send(answer: Any) -> Response:
    """An answer as JSON."""
    return Response(body(answer), media_type="application/json")


@router.get("/find", response_model=FindAnswer)
def find(
    request: Request,
    q: Name,
    kind: Annotated[list[NodeKind] | None, Query(description="Only these kinds.")] = None,
    limit: Limit = 20,
    as_of: AsOf = "",
) -> Response:
    """Search names, aliases and identifiers."""
    return send(ask(request, as_of).find(q, kinds=kind or (), limit=limit))


@router.get("/nodes/{node_id:path}", response_model=NodeAnswer)
def node(request: Request, node_id: str, limit: Limit = 200, as_of: AsOf = "") -> Response:
    """One node, its links and its evidence."""
    return send(ask(request, as_of).node(node_id, limit=limit))


@router.get("/paths", response_model=PathsAnswer)
def paths(
    request: Request,
    start: Annotated[str, Query(alias="from", min_length=1, max_length=1000)],
    end: Annotated[str, Query(alias="to", min_length=1, max_length=1000)],
    k: Annotated[int, Query(ge=1, le=20)] = 5,
    max_hops: Annotated[int, Query(ge=1, le=8)] = 6,
    officers_only: bool = False,
    only: Annotated[list[LinkKind] | None, Query()] = None,
    without: Annotated[list[LinkKind] | None, Query()] = None,
    through: Names = [],  # noqa: B006 -- FastAPI copies the default for each request
    avoid: Names = [],  # noqa: B006 -- as above
    via_context: bool = False,
    include_ai: bool = True,
    since: Since = "",
    draft: bool = False,
    as_of: AsOf = "",
) -> Response:
    """Ranked introduction chains between two nodes; with ``draft`` a note that asks for one."""
    return send(
        ask(request, as_of).paths(
            start,
            end,
            k=k,
            max_hops=max_hops,
            officers_only=officers_only,
            kinds=frozenset(only) if only else None,
            without_kinds=frozenset(without or ()),
            through=tuple(through),
            avoid=tuple(avoid),
            via_context=via_context,
            include_ai=include_ai,
            since=since,
            draft=draft,
        )
    )


@router.get("/clusters", response_model=ClustersAnswer)
def clusters(
    request: Request,
    resolution: Fineness = None,
    limit: Limit = 20,
    as_of: AsOf = "",
) -> Response:
    """Who belongs together, named from the evidence, with stability."""
    asked = ask(request, as_of)
    key = ("clusters", asked.network().hash, resolution, limit)
    remembered = request.app.state.door.remembered
    return send(remembered(key, lambda: asked.clusters(resolution=resolution, limit=limit)))


@router.get("/clusters/matrix", response_model=MatrixAnswer)
def cluster_matrix(
    request: Request, resolution: Fineness = None, limit: Limit = 20, as_of: AsOf = ""
) -> Response:
    """Clusters against clusters: links seen, links expected, and the pairs behind each."""
    asked = ask(request, as_of)
    key = ("matrix", asked.network().hash, resolution, limit)
    remembered = request.app.state.door.remembered
    return send(remembered(key, lambda: asked.cluster_matrix(resolution=resolution, limit=limit)))


@router.get("/gaps", response_model=GapsAnswer)
def gaps(
    request: Request,
    country: Optional = "",
    theme: Optional = "",
    place: Optional = "",
    kind: Annotated[NodeKind | None, Query(description="Only subjects of this kind.")] = None,
    rule: Annotated[str, Query(max_length=60)] = "",
    min_records: Annotated[int, Query(ge=1, le=1000)] = 1,
    include_ai: bool = False,
    limit: Limit = 20,
    as_of: AsOf = "",
) -> Response:
    """Who should be working together and is not, with reasons."""
    asked = ask(request, as_of)
    options: dict[str, Any] = {
        "country": country,
        "theme": theme,
        "place": place,
        "kind": kind or "",
        "rule": rule,
        "min_records": min_records,
        "include_ai": include_ai,
        "limit": limit,
    }
    key = ("gaps", asked.network().hash, *options.values())
    remembered = request.app.state.door.remembered
    return send(remembered(key, lambda: asked.gaps(**options)))


@router.get("/gaps/lists", response_model=ListsAnswer)
def gap_lists(
    request: Request,
    name: Annotated[str, Query(max_length=60, description="Only this list.")] = "",
    as_of: AsOf = "",
) -> Response:
    """The register's own figures, each with the groups behind it."""
    return send(ask(request, as_of).gap_lists(name=name))


@router.get("/changes", response_model=ChangesAnswer)
def changes(
    request: Request,
    before: Annotated[str, Query(max_length=10, description="An ISO date.")],
    after: Annotated[str, Query(max_length=10, description="A later ISO date.")],
    only: Names = [],  # noqa: B006 -- FastAPI copies the default for each request
    limit: Limit = 200,
) -> Response:
    """What joined, left, was renamed or changed between two dates."""
    return send(ask(request).changes(before, after, only=only, limit=limit))


@router.get("/sources", response_model=SourcesAnswer)
def sources(request: Request, as_of: AsOf = "") -> Response:
    """Every source, its licence, and how much rests on it."""
    return send(ask(request, as_of).sources())


@router.get("/export.{form}", response_class=Response)
def export(request: Request, form: str, as_of: AsOf = "") -> Response:
    """The whole network as graphml, gexf, zip (CSV), jsonl, cypher or html, with licences."""
    network = ask(request, as_of).network()
    remembered = request.app.state.door.remembered
    data: bytes = remembered(("export", network.hash, form), lambda: exported(network, form))
    name = f"kithmap-{network.as_of}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(data, media_type=MEDIA_TYPES[form], headers=headers)
