"""Fixtures for all tests: real registers, the tour, and (in ``backends``) every store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.explorer import Explorer
from kithmap import tour

pytest_plugins = ["tests.backends"]

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real registers beside the checkout; skips loudly where it is absent."""
    if not DATA.is_dir():
        pytest.skip(f"REAL DATA ABSENT: no {DATA.parent.name}/{DATA.name} beside the checkout")
    return DATA


@pytest.fixture(scope="session")
def shipped() -> Iterator[Explorer]:
    """A graph of the shipped data, loaded once; nobody writes to it."""
    with tour() as graph:
        yield graph
