"""The REST interface of who stands between: brokers and reach."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from api.routes import AsOf, Limit, Optional, ask, send
from graph.explorer import Explorer
from graph.model import NodeKind
from graph.results_routes import BrokersAnswer, DecisionMaker, ReachAnswer

router = APIRouter(prefix="/api/v1")

Networks = Annotated[
    int, Query(ge=0, le=99, description="Random networks to compare with; 0 for none.")
]
Seed = Annotated[int, Query(ge=0, le=2**32 - 1, description="Of samples and random networks.")]


def remembered(request: Request, verb: str, asked: Explorer, **options: Any) -> Any:
    """The answer of a verb to these options, kept as long as the snapshot is the same."""
    key = (verb, asked.network().hash, *sorted(options.items()))
    return request.app.state.door.remembered(key, lambda: getattr(asked, verb)(**options))


@router.get("/brokers", response_model=BrokersAnswer)
def brokers(
    request: Request,
    kind: Annotated[list[NodeKind] | None, Query()] = None,
    networks: Networks = 19,
    seed: Seed = 1,
    include_ai: bool = False,
    limit: Limit = 20,
    as_of: AsOf = "",
) -> Response:
    """Who joins the parts, and what breaks if they leave."""
    options: dict[str, Any] = {
        "kinds": frozenset(kind or ()),
        "networks": networks,
        "seed": seed,
        "include_ai": include_ai,
        "limit": limit,
    }
    return send(remembered(request, "brokers", ask(request, as_of), **options))


@router.get("/reach", response_model=ReachAnswer)
def reach(
    request: Request,
    name: Optional = "",
    country: Optional = "",
    theme: Optional = "",
    place: Optional = "",
    to: Annotated[list[DecisionMaker] | None, Query()] = None,
    farthest: bool = False,
    include_ai: bool = False,
    limit: Limit = 20,
    as_of: AsOf = "",
) -> Response:
    """How many hops communities and diaspora bodies are from whoever decides."""
    options: dict[str, Any] = {
        "name": name,
        "country": country,
        "theme": theme,
        "place": place,
        "to": tuple(to or ()),
        "farthest": farthest,
        "include_ai": include_ai,
        "limit": limit,
    }
    return send(remembered(request, "reach", ask(request, as_of), **options))
