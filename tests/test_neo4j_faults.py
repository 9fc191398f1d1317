"""The Neo4j store when connections are cut, writers are killed and the server is killed."""

import signal
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
    PASSWORD,
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
@pytest.mark.parametrize(
    "way", [{}, pytest.param(IN_BATCHES, marks=pytest.mark.slow)], ids=WAY_NAMES
)
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
def opened_through(cut: CutAtCommit, **options: Any) -> Iterator[tuple[Neo4jStore, CutAtCommit]]:
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
    began = time.monotonic()
    assert put(store, nodes=ABC).nodes == 3
    assert store.version() == 1
    assert time.monotonic() - began < 8  # nobody waits for the commit that never came


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


# -- kill -9

LOADER = """
import sys
sys.path.insert(0, {root!r})
from tests.made import changes
from tests.neo4j_lab import generation
from graph.store.neo4j import Neo4jStore
store = Neo4jStore({url!r}, user={user!r}, password={password!r}, patience=10.0, at_once={at_once})
plan = changes(store, **generation(1, 1500))
print("ready", flush=True)
store.write(plan, lambda *step: print(*step, flush=True))
print("written", flush=True)
"""


@contextmanager
def loading(url: str, user: str, password: str, at_once: int) -> Iterator["subprocess.Popen[str]"]:
    """A process that writes generation 1 and says how far it is."""
    root = str(Path(__file__).resolve().parents[1])
    script = LOADER.format(root=root, url=url, user=user, password=password, at_once=at_once)
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def wait_for(process: "subprocess.Popen[str]", lines: int) -> None:
    """Read so many lines of what the process says, fewer if it ends."""
    assert process.stdout
    for _ in range(lines):
        if not process.stdout.readline():
            return


# After how many lines of progress, and how many seconds later.
MOMENTS = [(0, 0.15), (1, 0.0), (1, 0.3), (2, 0.05), (4, 0.1), (5, 0.0), (5, 0.4), (5, 1.0)]


@pytest.mark.slow
@pytest.mark.parametrize("at_once", [50_000, 0], ids=WAY_NAMES)
@pytest.mark.parametrize(("lines", "seconds"), MOMENTS)
def test_a_load_killed_at_any_moment_leaves_the_old_or_the_new(
    at_once: int, lines: int, seconds: float
) -> None:
    wipe_neo4j()
    store = opened(**IN_BATCHES)
    put(store, **generation(0, 1500))
    old, new = loaded(0, size=1500), loaded(0, 1, size=1500)
    with loading(address(), *credentials(), at_once) as process:
        wait_for(process, 1 + lines)
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
    found = content(store)
    assert found in (old, new)
    assert all("killed write" in line for line in store.check())
    assert (content(store), store.check()) == (found, ())
    if found == old:
        put(store, **generation(1, 1500))
    assert (content(store), store.check()) == (new, ())
    store.close()


@pytest.mark.slow
@pytest.mark.timeout(400)
@pytest.mark.parametrize("at_once", [50_000, 0], ids=WAY_NAMES)
def test_a_server_killed_during_a_load_holds_the_old_or_the_new(
    tmp_path: Path, at_once: int
) -> None:
    with own_server(tmp_path) as server:
        store = server.opened(at_once=0, lease=0.0)
        put(store, **generation(0, 1500))
        with loading(server.url, "neo4j", PASSWORD, at_once) as process:
            wait_for(process, 3)
            server.stop("--kill")
            process.wait(60)
        server.start()
        found = content(store)
        assert found == loaded(0, size=1500)
        assert all("killed write" in line for line in store.check())
        assert (content(store), store.check()) == (found, ())
        put(store, **generation(1, 1500))
        assert (content(store), store.check()) == (loaded(0, 1, size=1500), ())
        store.close()
