"""The Neo4j store when connections are cut, writers are killed and the server is killed."""

import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from graph.errors import StoreUnreachable
from graph.store.neo4j import Neo4jStore
from graph.store.neo4j_server import Server
from tests.backends import wipe_neo4j
from tests.bolt_proxy import CutAtCommit, proxy
from tests.made import a_node, changes, content, fill, put
from tests.neo4j_lab import (
    IN_BATCHES,
    WAY_NAMES,
    WAYS,
    address,
    credentials,
    generation,
    loaded,
    opened,
    own_server,
)

pytestmark = pytest.mark.neo4j

ABC = (a_node("a"), a_node("b"), a_node("c"))


@pytest.fixture(params=WAYS, ids=WAY_NAMES)
def store(request: pytest.FixtureRequest) -> Iterator[Neo4jStore]:
    wipe_neo4j()
    made = opened(**request.param)
    yield made
    made.close()


# -- Once only: the connection is cut at a commit, before it or after

CUTS = {
    "claim": b"m.asked", "begin": b"m.owner = $token", "nodes": b"CREATE (n:Entity",
    "links": b"CREATE (a)-[r", "staged": b"StagedNode) SET s = row", "publish": b"m.last = $token",
    "settle": b"properties(s)", "sweep": b"DELETE s",
}  # fmt: skip
AT_ONCE = {"claim", "nodes", "links", "publish"}


@pytest.mark.parametrize("before", [True, False], ids=["before the commit", "after the commit"])
@pytest.mark.parametrize("place", CUTS)
@pytest.mark.parametrize("way", WAYS, ids=WAY_NAMES)
def test_a_connection_cut_at_a_commit_does_no_harm(
    way: dict[str, Any], place: str, before: bool
) -> None:
    wipe_neo4j()
    with opened_through(CutAtCommit(CUTS[place], before=before), **way) as (store, cut):
        put(store, **generation(0))
        counted = put(store, **generation(1))
        assert (content(store), store.check()) == (loaded(0, 1), ())
    assert counted.version == 2
    assert cut.cuts == (1 if way or place in AT_ONCE else 0)


@contextmanager
def opened_through(
    cut: CutAtCommit, **options: Any
) -> Iterator[tuple[Neo4jStore, CutAtCommit]]:
    """A store that is reached through a door that fails."""
    with proxy(int(address().rpartition(":")[2]), cut) as door:
        store = opened(url=f"bolt://127.0.0.1:{door}", **options)
        try:
            yield store, cut
        finally:
            store.close()


def test_a_connection_cut_in_an_answer_is_made_anew(store: Neo4jStore) -> None:
    fill(store)
    with opened_through(CutAtCommit(b"n.search", before=True, times=3)) as (through, cut):
        assert content(through) == content(store)
    assert cut.cuts > 0


def test_a_server_that_never_answers_a_commit_is_given_up(store: Neo4jStore) -> None:
    marker = b"m.last = $token"
    cut = CutAtCommit(marker, before=True, times=99)
    with opened_through(cut, patience=0.5) as (through, _), pytest.raises(StoreUnreachable):
        put(through, nodes=ABC)
    assert (store.version(), store.counts().nodes) == (0, 0)
    assert put(store, nodes=ABC).nodes == 3


# -- Fail at the Nth transaction, for every N: old or new, and the next write goes through


class Killed(BaseException):
    """The process ends here."""


class Fuse:
    """Lets a number of statements and transactions through, then the process is dead."""

    def __init__(self, patch: pytest.MonkeyPatch, allowed: int) -> None:
        self.left = allowed
        for name in ("transact", "change", "read"):
            patch.setattr(Server, name, self.guarded(getattr(Server, name)))

    def guarded(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **values: Any) -> Any:
            if self.left <= 0:
                raise Killed
            self.left -= 1
            return real(*given, **values)

        return call


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS, ids=WAY_NAMES)
def test_a_writer_that_dies_at_any_point_leaves_the_old_or_the_new(
    way: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    outcomes: list[int] = []
    for allowed in range(200):
        wipe_neo4j()
        store = opened(**way)
        put(store, **generation(0))
        plan = changes(store, **generation(1))
        with monkeypatch.context() as patch:
            fuse = Fuse(patch, allowed)
            with suppress(Killed):
                store.write(plan)
        store.close()
        outcomes.append(seen_after_death())
        if fuse.left > 0:
            break
    assert outcomes == sorted(outcomes)
    assert set(outcomes) == {1, 2}
    assert len(outcomes) > 20


def seen_after_death() -> int:
    """The version that is left, after all that a reader, a check and the next write do with it."""
    store = opened(**IN_BATCHES)
    version = store.version()
    assert content(store)[1:] == loaded(*range(version))[1:]
    assert store.candidates(("gen",)) == tuple(n.id for n in store.nodes())
    left = store.check()
    assert (content(store)[1:], store.check()) == (loaded(*range(version))[1:], ())
    assert all("killed write" in line for line in left)
    put(store, **generation(version))
    assert content(store)[1:] == loaded(*range(version + 1))[1:]
    store.close()
    return version


@pytest.mark.slow
def test_a_killed_write_is_mended_by_the_next_one_too(monkeypatch: pytest.MonkeyPatch) -> None:
    for allowed in range(30, 90, 4):
        wipe_neo4j()
        store = opened(**IN_BATCHES)
        put(store, **generation(0))
        with monkeypatch.context() as patch:
            Fuse(patch, allowed)
            with suppress(Killed):
                put(store, **generation(1))
        version = store.version()
        put(store, **generation(version))
        assert (content(store), store.check()) == (loaded(*range(version + 1)), ())
        store.close()
