"""The site and the REST interface as one application: routes, errors, headers and limits."""

import time
from collections.abc import Awaitable, Callable
from threading import Lock
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware

from api.problems import problem, problem_from
from api.settings import Settings
from graph.errors import KithmapError
from graph.explorer import Explorer
from graph.store import open_store

Next = Callable[[Request], Awaitable[Response]]

# Pages run our own scripts and styles only; views bring a policy of their own (api/pages.py).
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
}


class Door:
    """The explorer that all requests share, opened at the first question."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = Lock()
        self._explorer: Explorer | None = None
        self._answers: dict[tuple[Any, ...], Any] = {}

    def explorer(self) -> Explorer:
        """The explorer; raises ``StoreError`` when the store will not open."""
        with self._lock:
            if self._explorer is None:
                store = open_store(
                    self._settings.store,
                    user=self._settings.store_user,
                    password=self._settings.store_password.get_secret_value(),
                )
                self._explorer = Explorer(store)
            return self._explorer

    def remembered(self, key: tuple[Any, ...], make: Callable[[], Any]) -> Any:
        """An answer kept since it was first asked for, as long as the snapshot is the same."""
        if key not in self._answers:
            answer = make()
            with self._lock:
                if len(self._answers) >= 256:
                    self._answers.pop(next(iter(self._answers)))
                self._answers[key] = answer
            return answer
        return self._answers[key]

    def close(self) -> None:
        """Let go of the store."""
        with self._lock:
            if self._explorer is not None:
                self._explorer.close()
                self._explorer = None


class Bucket:
    """How many answers each visitor may still ask for; refills by the minute."""

    def __init__(self, per_minute: int) -> None:
        self._size = float(per_minute)
        self._left: dict[str, tuple[float, float]] = {}

    def take(self, visitor: str, now: float) -> bool:
        """Whether the visitor may ask once more at ``now`` (seconds on a steady clock)."""
        left, since = self._left.get(visitor, (self._size, now))
        left = min(self._size, left + (now - since) * self._size / 60.0)
        if len(self._left) > 10_000:
            self._left.clear()
        self._left[visitor] = (max(left - 1.0, 0.0), now)
        return left >= 1.0


def create_app(settings: Settings) -> FastAPI:
    """The application for these settings; the store is opened at the first question."""
    from api.pages import mount_pages
    from api.routes import router
    from api.routes_briefs import router as briefs
    from api.routes_judge import router as judging
    from api.routes_reach import router as reach_router
    from api.routes_rooms import router as rooms

    app = FastAPI(
        title="Kithmap",
        version="1",
        summary="Diaspora and institutional links in the UK: paths, clusters and gaps.",
        description="Every answer carries its evidence, and the date and hash of the snapshot "
        "it was computed on. Errors are application/problem+json.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )
    app.state.settings = settings
    app.state.door = Door(settings)
    app.router.add_event_handler("shutdown", app.state.door.close)
    bucket = Bucket(settings.per_minute)

    app.add_middleware(GZipMiddleware, minimum_size=2_000, compresslevel=5)

    @app.middleware("http")
    async def guard(request: Request, following: Next) -> Response:
        visitor = request.client.host if request.client else "unknown"
        if not request.url.path.startswith("/static/") and not bucket.take(
            visitor, time.monotonic()
        ):
            response: Response = problem(
                429,
                "too many questions in a minute",
                next_step="Wait a minute, then go on.",
                request=request,
            )
        else:
            response = await following(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    _handle_errors(app)
    app.include_router(router)
    app.include_router(briefs)
    app.include_router(rooms)
    app.include_router(judging)
    app.include_router(reach_router)
    mount_pages(app)
    return app


def _handle_errors(app: FastAPI) -> None:
    @app.exception_handler(KithmapError)
    async def foreseen(request: Request, error: KithmapError) -> Response:
        return problem_from(request, error)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        return problem(422, first["msg"], where=where, request=request)

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        step = "See /api/docs for what there is." if error.status_code == 404 else ""
        told = problem(error.status_code, str(error.detail), next_step=step, request=request)
        told.headers.update(error.headers or {})
        return told

    @app.exception_handler(Exception)
    async def unforeseen(request: Request, error: Exception) -> Response:
        return problem(
            500, "something that must not happen, did", next_step="Tell us.", request=request
        )
