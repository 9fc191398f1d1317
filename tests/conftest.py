"""Fixtures for all tests: real registers, the tour, and (in ``backends``) every store."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from graph.explorer import Explorer
from kithmap import open_graph, tour

pytest_plugins = ["tests.backends", "tests.chromium", "tests.registers"]

# A busy machine is no failure of the code.
settings.register_profile("kithmap", deadline=None)
settings.load_profile("kithmap")

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real registers beside the checkout; skips loudly where it is absent."""
    if not DATA.is_dir():
        pytest.skip(f"REAL DATA ABSENT: no {DATA.parent.name}/{DATA.name} beside the checkout")
    return DATA


@pytest.hookimpl(tryfirst=True)  # before the plugin that reads the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep a file's tests in one process, and all that share the Neo4j server in one."""
    for item in items:
        group = "neo4j" if item.get_closest_marker("neo4j") else item.path.name
        item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(scope="session")
def toured(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a store on file with the shipped data, loaded once; nobody writes to it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('tour') / 'tour.db'}"
    tour(url).close()
    return url


@pytest.fixture(scope="session")
def shipped(toured: str) -> Iterator[Explorer]:
    """A graph of the shipped data, loaded once; nobody writes to it."""
    with open_graph(toured) as graph:
        yield graph
