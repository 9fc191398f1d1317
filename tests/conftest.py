"""Fixtures for all tests: real registers, the tour, and (in ``backends``) every store."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from graph.explorer import Explorer
from kithmap import open_graph, tour

pytest_plugins = ["tests.backends", "tests.chromium", "tests.registers"]

# A busy machine is no failure of the code.
# The same examples every time, so that a run says something of the change and not of the day;
# `uv run pytest -m hypothesis --hypothesis-profile explore` looks for new ones.
settings.register_profile("kithmap", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=400)
settings.load_profile("kithmap")

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real registers beside the checkout; skips loudly where it is absent."""
    if not DATA.is_dir():
        pytest.skip(f"REAL DATA ABSENT: no {DATA.parent.name}/{DATA.name} beside the checkout")
    return DATA


class OneProcess(LoadScopeScheduling):  # type: ignore[misc]  # it ships no types
    """Leave all tests to one process."""

    def _split_scope(self, nodeid: str) -> str:
        return "all"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> OneProcess | None:
    """Tests that share a server would wipe it under each other; without one, a process a file."""
    return OneProcess(config, log) if os.environ.get("NEO4J_URI") else None


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
