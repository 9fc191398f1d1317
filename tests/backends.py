"""The stores that every contract test runs on, and how often each was met: a pytest plugin.

``tests/conftest.py`` takes it in with ``pytest_plugins = ["tests.backends"]``. Test code may read
the environment: ``NEO4J_URI`` (with ``NEO4J_USER`` and ``NEO4J_PASSWORD`` where the server asks
for them) names the server, ``REQUIRE_NEO4J=1`` makes its absence a failure.
"""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest

from graph.store import open_store
from graph.store.base import Store
from tests.oracle import OracleStore

pytest_plugins = ["tests.files"]

BACKENDS = (
    "oracle",
    "sqlite-memory",
    "sqlite-file",
    pytest.param("neo4j", marks=pytest.mark.neo4j),
)
NAMES = ("oracle", "sqlite-memory", "sqlite-file", "neo4j")
HOW_TO_RUN = 'to test it: eval "$(.ci/neo4j/start)"'


@pytest.fixture(params=BACKENDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of each back end in turn."""
    opened = empty_store(request.param, tmp_path / "contract.db")
    yield opened
    opened.close()


def empty_store(backend: str, path: Path) -> Store:
    """A new, empty store of a back end; ``path`` is where a file would go."""
    if backend == "oracle":
        return OracleStore()
    if backend == "sqlite-memory":
        return open_store("sqlite://")
    if backend == "sqlite-file":
        return open_store(f"sqlite:///{path}")
    wipe_neo4j()
    return open_neo4j()


def same_place(store: Store) -> Store:
    """A second door to the content of a store; the store itself where there can be only one."""
    if store.url.startswith("sqlite:///"):
        return open_store(store.url)
    return open_neo4j() if store.url.split(":")[0] in ("bolt", "neo4j") else store


def open_neo4j() -> Store:
    """The store on the test server."""
    user, password = _credentials()
    return open_store(_server(), user=user, password=password, patience=10.0)


def wipe_neo4j() -> None:
    """Remove all that the test server holds."""
    address = _server()
    from neo4j import GraphDatabase  # slow to import, so only where there is a server

    with GraphDatabase.driver(address, auth=_credentials()) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")


def _credentials() -> tuple[str, str]:
    return os.environ.get("NEO4J_USER", "neo4j"), os.environ.get("NEO4J_PASSWORD", "")


def _server() -> str:
    """Address of the test server; without one the test is skipped, or fails where one must be."""
    address = os.environ.get("NEO4J_URI", "")
    if address:
        return address
    if os.environ.get("REQUIRE_NEO4J") == "1":
        pytest.fail(f"REQUIRE_NEO4J=1 and no server: {HOW_TO_RUN}", pytrace=False)
    pytest.skip(f"NEO4J NOT TESTED: {HOW_TO_RUN}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip here what needs an absent server: the report then has a line a file, not a test."""
    if os.environ.get("NEO4J_URI") or os.environ.get("REQUIRE_NEO4J") == "1":
        return
    for item in items:
        if item.get_closest_marker("neo4j"):
            item.add_marker(pytest.mark.skip(reason=f"NEO4J NOT TESTED: {HOW_TO_RUN}"))


class Reporter(Protocol):
    """What is used of pytest's terminal reporter."""

    stats: dict[str, list[pytest.TestReport]]

    def write_line(self, line: str) -> None:
        """Print one line."""


def pytest_terminal_summary(terminalreporter: Reporter) -> None:
    """Say of each back end how many contract tests ran on it: a silent skip proves nothing."""
    for line in summary(terminalreporter.stats):
        terminalreporter.write_line(line)


def summary(stats: dict[str, list[pytest.TestReport]]) -> list[str]:
    """One line for each back end that was to be tested, from pytest's reports by outcome."""
    seen = Counter(
        (name, outcome)
        for outcome in ("passed", "failed", "error", "skipped")
        for report in stats.get(outcome, [])
        for name in NAMES
        if "/test_store" in report.nodeid and f"[{name}" in report.nodeid
    )
    return [_line(name, seen) for name in NAMES if any(key[0] == name for key in seen)]


def _line(name: str, seen: Counter[tuple[str, str]]) -> str:
    bad = seen[name, "failed"] + seen[name, "error"]
    skipped = f", {seen[name, 'skipped']} SKIPPED ({HOW_TO_RUN})" if seen[name, "skipped"] else ""
    return f"contract on {name}: {seen[name, 'passed']} passed, {bad} failed{skipped}"
