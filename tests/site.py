"""The site over the tiny world: as an application, and served at an address of this machine."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from api.app import create_app
from api.settings import Settings
from graph.store import open_store
from tests.made import fill

PATHS = "/paths?from=GB-CHC-9000001&to=appg-ghana"
CHANGES = "/changes?before=2025-06-09&after=2026-06-29"

# Every kind of page, with an answer on it.
PAGES = (
    "/", "/find?q=ken", "/find?q=nothing-of-the-sort", "/nodes/GB-CHC-9000001", "/nodes/appg-nepal",
    "/paths", PATHS, f"{PATHS}&draft=true&officers_only=true", "/clusters",
    "/clusters/matrix", "/gaps/lists", "/brokers", "/reach",
    "/reach?name=Ghana", "/gaps", "/changes", CHANGES, "/sources", "/map",
    "/map/nodes/GB-CHC-9000004", "/brief", "/brief/country-ke", "/directory",
    "/directory?by=theme&missing=true", "/api/docs",
)  # fmt: skip
# Forms whose answer has no address: what is asked is nobody's business.
FORMS = ("/room", "/watch")
# Pages for failures: a name that is unknown, and one that may be several things.
PROBLEMS = ("/nodes/Harambe%20Trst", "/paths?from=harambee&to=member+for")
# Documents inside the frames.
FRAMES = (
    "/views/map", "/views/map/nodes/GB-CHC-9000001", f"/views/map{PATHS}",
    "/views/map/gaps?number=1",
)  # fmt: skip


def world_site(folder: Path, *, per_minute: int = 100_000) -> FastAPI:
    """The application over a store on file that holds the tiny world."""
    url = f"sqlite:///{folder}/world.db"
    store = open_store(url)
    if store.version() == 0:
        fill(store)
    store.close()
    return create_app(Settings(store=url, per_minute=per_minute))


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """The address at which the application answers while the block runs."""
    taken = socket.create_server(("127.0.0.1", 0))
    port = taken.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]}, daemon=True)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        taken.close()
