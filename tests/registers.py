"""The real registers of parliamentary groups, loaded once for all tests that ask them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.explorer import Explorer
from kithmap import load, open_graph, tour

TODAY = "2026-11-23"


@pytest.fixture(scope="session")
def register(real_data: Path) -> Iterator[Explorer]:
    """Gazetteer, the thirteen editions, and the state of July 2026 with its member lists."""
    with open_graph("sqlite://") as graph:
        load(graph, "countries", today=TODAY)
        releases = sorted((real_data / "appg" / "releases").glob("*.zip"))
        load(graph, "appg", *releases, real_data / "appg" / "current", today=TODAY)
        yield graph


@pytest.fixture(scope="session")
def joined_url(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Address of a store on file with the five documents and the same editions; not written to."""
    url = f"sqlite:///{tmp_path_factory.mktemp('joined') / 'joined.db'}"
    with tour(url) as graph:
        releases = sorted((real_data / "appg" / "releases").glob("*.zip"))
        load(graph, "appg", *releases, real_data / "appg" / "current", today=TODAY)
    return url


@pytest.fixture(scope="session")
def joined(joined_url: str) -> Iterator[Explorer]:
    """The five documents beside the registers of parliamentary groups."""
    with open_graph(joined_url) as graph:
        yield graph
