"""Fixtures for all tests: the folder of real registers, and (in ``backends``) every store."""

from pathlib import Path

import pytest

pytest_plugins = ["tests.backends"]

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real registers beside the checkout; skips loudly where it is absent."""
    if not DATA.is_dir():
        pytest.skip(f"REAL DATA ABSENT: no folder {DATA.parent.name}/{DATA.name} beside the checkout")
    return DATA
