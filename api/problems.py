"""Failures over HTTP: problem+json (RFC 9457) for programs, a page for people."""

from typing import Any

import orjson
from fastapi import Request, Response

from graph.errors import KithmapError, NotFound

TITLES = {
    401: "Not signed in",
    403: "Not allowed here",
    404: "Not found",
    405: "Not allowed",
    409: "Not clear, or busy",
    413: "Too large",
    422: "Cannot be answered as asked",
    429: "Too many questions",
    500: "Our fault",
    503: "The store does not answer",
}


def problem(
    status: int,
    what: str,
    *,
    where: str = "",
    next_step: str = "",
    suggestions: tuple[str, ...] = (),
    request: Request | None = None,
) -> Response:
    """A failure as problem+json, or as a page when a browser asked for a page."""
    content: dict[str, Any] = {
        "type": "about:blank",
        "title": TITLES.get(status, "Failure"),
        "status": status,
        "detail": what,
    }
    extra = {"where": where, "next_step": next_step, "suggestions": list(suggestions)}
    content |= {key: value for key, value in extra.items() if value}
    if request is not None and _wants_page(request):
        from api.pages import problem_page

        return problem_page(request, content)
    return Response(
        orjson.dumps(content), status_code=status, media_type="application/problem+json"
    )


def problem_from(request: Request, error: KithmapError) -> Response:
    """The problem that one of our errors is."""
    suggestions = error.suggestions if isinstance(error, NotFound) else ()
    return problem(
        error.http_status,
        error.what,
        where=error.where,
        next_step=error.next_step,
        suggestions=suggestions,
        request=request,
    )


def _wants_page(request: Request) -> bool:
    path = request.url.path
    plain = path.startswith("/api/") or path.endswith((".json", ".csv"))
    return not plain and "text/html" in request.headers.get("accept", "")
