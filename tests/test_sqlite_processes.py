"""The embedded store when processes are killed, race, meet a full disk or lack the rights."""

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from graph.store.sqlite import SqliteStore
from tests.made import a_node, put
from tests.processes import (
    GENERATION,
    apart,
    count_up,
    generation,
    killed_while_loading,
    open_new,
    open_without_rights,
    write_on_a_full_disk,
)


def acknowledged(notes: Path) -> int:
    """Number of the last write that a killed load knew to be done."""
    done = notes.read_text().split() if notes.exists() else []
    return int(done[-1]) if done else 0


def assert_whole(store: SqliteStore) -> None:
    """Everything in the store is of one and the same generation: that of its version."""
    version = store.version()
    assert store.check() == ()
    assert {n.name for n in store.nodes()} <= {f"Generation {version}"}
    assert {ln.statements[0].note for ln in store.links()} <= {f"generation {version}"}
    assert [run.records for run in store.runs()] == list(range(1, version + 1))
    assert store.counts().nodes == store.counts().links == (GENERATION if version else 0)


def seconds_to_load(file: Path) -> float:
    """How long it takes here and now to open a store and write a generation."""
    begun = time.perf_counter()
    store = SqliteStore(f"sqlite:///{file}")
    store.write(generation(1, 0))
    store.close()
    return time.perf_counter() - begun


def kill_and_look(folder: Path, seed: int) -> None:
    """Kill a load at a random moment; afterwards all is old or new, and what was known is there."""
    file, notes = folder / "killed.db", folder / "notes"
    span = 4 * seconds_to_load(folder / f"measure{seed}.db")
    killed_while_loading(f"sqlite:///{file}", str(notes), Random(seed).uniform(0.0, span))
    store = SqliteStore(f"sqlite:///{file}")
    known = acknowledged(notes)
    assert store.version() in (known, known + 1)
    assert_whole(store)
    notes.write_text(f"{store.version()}\n")
    store.close()


def test_twenty_killed_loads_leave_the_old_state_or_the_new(tmp_path: Path) -> None:
    for seed in range(20):
        kill_and_look(tmp_path, seed)
    assert acknowledged(tmp_path / "notes") > 0


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_hundred_killed_loads_leave_the_old_state_or_the_new(tmp_path: Path) -> None:
    for seed in range(100):
        kill_and_look(tmp_path, seed + 1_000)
    assert acknowledged(tmp_path / "notes") > 0


def test_a_load_after_a_killed_load_completes(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'killed.db'}"
    killed_while_loading(url, str(tmp_path / "notes"), 0.1)
    store = SqliteStore(url)
    version = store.version()
    assert store.write(generation(version + 1, version)).nodes == GENERATION
    assert_whole(store)
    store.close()


def test_four_rivals_lose_no_update_and_meet_no_raw_error(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'rivals.db'}"
    store = SqliteStore(url)
    put(store, nodes=[a_node("counter", summary="0")])
    late = apart(4, count_up, url, 25)
    assert next(store.nodes()).summary == "100"
    assert store.version() == 101
    assert store.check() == ()
    assert sum(late) > 0, "the rivals never met: the test proves nothing"
    store.close()


def test_six_processes_may_make_the_same_store_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"
    assert apart(6, open_new, url) == [0] * 6
    store = SqliteStore(url)
    assert store.check() == ()
    store.close()


@pytest.mark.parametrize("share", [0.0, 0.05, 0.1, 0.2, 0.3, 0.45, 0.6])
def test_a_full_disk_leaves_all_as_it_was_and_room_mends_it(tmp_path: Path, share: float) -> None:
    file = tmp_path / "full.db"
    store = SqliteStore(f"sqlite:///{file}")
    store.write(generation(1, 0))
    store.close()
    room = int(os.path.getsize(file) * share)
    [(said, held, faults, after)] = apart(1, write_on_a_full_disk, f"sqlite:///{file}", room)
    assert "Make room" in said
    assert (held, faults, after) == (1, (), 2)
    again = SqliteStore(f"sqlite:///{file}")
    assert {n.name for n in again.nodes()} == {"Generation 2"}
    again.close()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may enter; pytest's own are closed to all but their owner."""
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        yield Path(name)
        os.chmod(name, 0o755)


@pytest.mark.parametrize(
    ("file_mode", "folder_mode"), [(0o000, 0o755), (0o200, 0o755), (0o444, 0o555)]
)
def test_a_store_without_the_rights_is_refused_in_one_line(
    open_folder: Path, file_mode: int, folder_mode: int
) -> None:
    file = open_folder / "kept.db"
    store = SqliteStore(f"sqlite:///{file}")
    put(store, nodes=[a_node("a")])
    store.close()
    before = file.read_bytes()
    os.chmod(file, file_mode)
    os.chmod(open_folder, folder_mode)
    [said] = apart(1, open_without_rights, f"sqlite:///{file}")
    assert said.startswith("StoreRefused")
    assert "Ask for the right" in said
    os.chmod(file, 0o600)
    assert file.read_bytes() == before


def test_a_folder_that_may_not_be_written_is_refused(open_folder: Path) -> None:
    os.chmod(open_folder, 0o555)
    [said] = apart(1, open_without_rights, f"sqlite:///{open_folder / 'new.db'}")
    assert said.startswith("StoreRefused")
    assert list(open_folder.iterdir()) == []
