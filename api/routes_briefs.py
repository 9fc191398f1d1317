"""REST routes for the table: brief, directory, funding."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from api.routes import AsOf, Limit, Optional, ask, send
from graph.results_briefs import BriefAnswer, DirectoryAnswer, FundingAnswer

router = APIRouter(prefix="/api/v1")


@router.get("/brief/{about:path}", response_model=BriefAnswer)
def brief(
    request: Request,
    about: str,
    lines: Annotated[int, Query(ge=1, le=100, description="Most lines of a section.")] = 5,
    include_ai: bool = False,
    as_of: AsOf = "",
) -> Response:
    """Two sides of paper on a country, community, theme or place."""
    return send(ask(request, as_of).brief(about, lines=lines, include_ai=include_ai))


@router.get("/directory", response_model=DirectoryAnswer)
def directory(
    request: Request,
    by: Literal["country", "theme"] = "country",
    subject: Optional = "",
    parliament: Annotated[str, Query(max_length=40)] = "",
    missing: bool = False,
    limit: Limit = 1000,
    as_of: AsOf = "",
) -> Response:
    """Parliamentary groups by country or theme, with bodies to convene."""
    return send(
        ask(request, as_of).directory(
            by=by, subject=subject, parliament=parliament, missing=missing, limit=limit
        )
    )


@router.get("/funding/{funder:path}", response_model=FundingAnswer)
def funding(request: Request, funder: str, limit: Limit = 20, as_of: AsOf = "") -> Response:
    """Whom a funder funds, whom that reaches, and who else funds the same."""
    return send(ask(request, as_of).funding(funder, limit=limit))
