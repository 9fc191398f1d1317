"""What tests of the Neo4j store need: a bare session, servers of their own, loads to compare."""

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from neo4j import GraphDatabase, NotificationMinimumSeverity

from graph.model import LinkKind
from graph.store.neo4j import Neo4jStore
from tests.backends import _server
from tests.made import a_judgement, a_link, a_node, a_page, a_run, content, put
from tests.oracle import OracleStore
from tests.world import EDITIONS, SOURCES

SCRIPTS = Path(__file__).resolve().parents[1] / ".ci" / "neo4j"
PASSWORD = "canary-pass-1"

IN_BATCHES: dict[str, Any] = {"at_once": 0, "lease": 0.0}
WAYS: list[dict[str, Any]] = [{}, IN_BATCHES]
WAY_NAMES = ["at once", "in batches"]


def address() -> str:
    """Address of the test server; see ``tests.backends`` for what its absence means."""
    return _server()


def credentials() -> tuple[str, str]:
    """User and password of the test server."""
    return os.environ.get("NEO4J_USER", "neo4j"), os.environ.get("NEO4J_PASSWORD", "")


def opened(**options: Any) -> Neo4jStore:
    """A store on the test server; any option can be given."""
    user, password = credentials()
    given = {"url": address(), "user": user, "password": password, "patience": 5.0, **options}
    return Neo4jStore(given.pop("url"), **given)


def cypher(text: str, **values: Any) -> list[list[Any]]:
    """What a Cypher user gets from the test server: rows."""
    with GraphDatabase.driver(
        address(), auth=credentials(), notifications_min_severity=NotificationMinimumSeverity.OFF
    ) as driver:
        return [list(record) for record in driver.execute_query(text, values).records]


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class OwnServer:
    """A server that a test may kill, with a password and settings of its own."""

    def __init__(self, home: Path) -> None:
        address()  # skips where no server can be
        self.home = home
        self.port = free_port()
        self.url = f"bolt://127.0.0.1:{self.port}"

    def start(self, *settings: str) -> None:
        """Start it, or start it again with other settings."""
        more = [part for setting in settings for part in ("--set", setting)]
        self._run("start", "--auth", PASSWORD, *more)

    def stop(self, *options: str) -> None:
        """Stop it; with ``--kill`` at once."""
        self._run("stop", *options)

    def signal(self, number: int) -> None:
        """Send its process a signal."""
        os.kill(int((self.home / "run" / "pid").read_text()), number)

    def _run(self, script: str, *options: str) -> None:
        where = ("--port", str(self.port), "--home", str(self.home))
        done = subprocess.run(
            [SCRIPTS / script, *where, *options], capture_output=True, text=True, check=False
        )
        if done.returncode:
            pytest.fail(f"{script}: {done.stderr[-2000:]}")

    def opened(self, **options: Any) -> Neo4jStore:
        """A store on it."""
        given = {"user": "neo4j", "password": PASSWORD, "patience": 5.0, **options}
        return Neo4jStore(self.url, **given)


@contextmanager
def own_server(home: Path, *settings: str) -> Iterator[OwnServer]:
    """A running server of one's own, stopped at the end."""
    server = OwnServer(home)
    server.start(*settings)
    try:
        yield server
    finally:
        server.stop("--kill")


# -- Loads that follow each other


def generation(number: int, size: int = 30) -> dict[str, Any]:
    """Parts of a write that replaces, adds and drops nodes and links; told by the names."""
    nodes = [a_node(f"n{i:03}", name=f"gen {number}") for i in range(size)]
    nodes.append(a_node(f"only {number}", name=f"gen {number}"))
    ends = [(f"n{i:03}", f"n{(i * 7 + 1) % size:03}") for i in range(size)]
    links = [a_link(a, b, LinkKind.MET, note=f"gen {number}") for a, b in ends]
    links.append(a_link(f"only {number}", "n000", LinkKind.RUNS, note=f"gen {number}"))
    parts: dict[str, Any] = {
        "nodes": nodes, "links": links, "sources": [replace(SOURCES[0], title=f"gen {number}")],
        "editions": EDITIONS[:1], "runs": [a_run(f"r{number}")],
        "judgements": (a_judgement("x", f"gen {number}"),),
        "concordances": (a_page(edition=f"gen {number}"),),
    }  # fmt: skip
    if number:
        before = f"only {number - 1}"
        parts["drop_nodes"] = [before]
        parts["drop_links"] = [a_link(before, "n000", LinkKind.RUNS).id]
    return parts


def loaded(*numbers: int, size: int = 30) -> tuple[object, ...]:
    """What a store holds after these generations, by the oracle."""
    oracle = OracleStore()
    for number in numbers:
        put(oracle, **generation(number, size))
    return content(oracle)
