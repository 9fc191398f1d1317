"""Embedded stores in files, for tests: made, opened, looked into, meddled with. A pytest plugin."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Protocol

import pytest

from graph.errors import StoreError
from graph.store.sqlite import SqliteStore
from tests.made import a_judgement, a_page, a_run, content, fill, put


class Opener(Protocol):
    """Opens the store at an address or in a file."""

    def __call__(self, place: Path | str, *, patience: float = 5.0) -> SqliteStore: ...


@pytest.fixture
def opened() -> Iterator[Opener]:
    """Opens stores, and closes them after the test."""
    with ExitStack() as doors:

        def open_it(place: Path | str, *, patience: float = 5.0) -> SqliteStore:
            url = place if isinstance(place, str) else f"sqlite:///{place}"
            return doors.enter_context(closing(SqliteStore(url, patience=patience)))

        yield open_it


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A path where no file is."""
    return tmp_path / "kept.db"


@pytest.fixture
def filled(file: Path) -> Path:
    """A closed store that holds the tiny world, a run and a judgement."""
    with closing(SqliteStore(f"sqlite:///{file}")) as store:
        fill(store)
        put(store, runs=[a_run("r")], judgements=[a_judgement("a", "b")], concordances=[a_page()])
    return file


def meddle(file: Path, *statements: str) -> None:
    """Change a store's file behind its back."""
    database = sqlite3.connect(file, isolation_level=None)
    for statement in statements:
        database.execute(statement)
    database.close()


def what_it_holds(file: Path) -> tuple[object, ...]:
    """All that the store in a file holds."""
    with closing(SqliteStore(f"sqlite:///{file}")) as store:
        return content(store)


def refusal(file: Path) -> StoreError:
    """The error that opening and reading a file gives; the file must be as it was."""
    before = file.read_bytes()
    with pytest.raises(StoreError) as caught:
        what_it_holds(file)
    assert file.read_bytes() == before
    assert "\n" not in str(caught.value)
    assert caught.value.next_step
    assert caught.value.where
    return caught.value
