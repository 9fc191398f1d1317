"""The real registers of parliamentary groups, loaded once for all tests that ask them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.explorer import Explorer
from kithmap import load, open_graph

TODAY = "2026-11-23"


@pytest.fixture(scope="session")
def register(real_data: Path) -> Iterator[Explorer]:
    """Gazetteer, the thirteen editions, and the state of July 2026 with its member lists."""
    with open_graph("sqlite://") as graph:
        load(graph, "countries", today=TODAY)
        releases = sorted((real_data / "appg" / "releases").glob("*.zip"))
        load(graph, "appg", *releases, real_data / "appg" / "current", today=TODAY)
        yield graph
