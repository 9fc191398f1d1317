"""What is special to the embedded store: its address, its file, and how it says that it cannot."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from threading import Timer

import pytest

from graph.errors import BadQuestion, StoreBusy, StoreUnreachable
from graph.store import open_store
from graph.store.base import Changes, Counts
from graph.store.sqlite import APPLICATION_ID, SqliteStore, migrate, migrations
from tests.files import Opener, meddle, refusal, what_it_holds
from tests.made import a_node, changes, put
from tests.world import tiny_world

# -- Addresses


def test_three_strokes_name_a_file_here_and_four_one_from_the_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: Opener
) -> None:
    monkeypatch.chdir(tmp_path)
    put(opened("sqlite:///here.db"), nodes=[a_node("a")])
    assert opened(f"sqlite:///{tmp_path}/here.db").counts().nodes == 1


def test_a_relative_address_still_holds_after_a_change_of_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: Opener
) -> None:
    monkeypatch.chdir(tmp_path)
    store = opened("sqlite:///here.db")
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")
    answers = [store.nodes(), store.nodes()]
    assert [list(answer) for answer in answers] == [[], []]
    put(store, nodes=[a_node("a")])
    assert list((tmp_path / "other").iterdir()) == []


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_stores_in_memory_are_each_their_own(url: str, opened: Opener) -> None:
    one, other = opened(url), opened(url)
    put(one, nodes=[a_node("a")])
    assert (one.counts().nodes, other.counts().nodes) == (1, 0)


@pytest.mark.parametrize("url", ["sqlite:///", "sqlite://kept.db", "sqlite:///a\0b"])
def test_an_address_without_a_file_is_a_bad_question(url: str, opened: Opener) -> None:
    with pytest.raises(BadQuestion, match="names no file"):
        opened(url)


def test_odd_names_of_files_are_names(tmp_path: Path, opened: Opener) -> None:
    for name in ("file:x?mode=memory.db", "ünï 尼.db", "a'b\"c.db", "%41.db", "#.db"):
        put(opened(tmp_path / name), nodes=[a_node("a")])
        assert (tmp_path / name).is_file()
        assert opened(tmp_path / name).counts().nodes == 1


def test_the_door_opens_a_store_by_its_scheme(file: Path) -> None:
    store = open_store(f"sqlite:///{file}")
    assert (type(store), store.url) == (SqliteStore, f"sqlite:///{file}")
    with pytest.raises(BadQuestion):
        open_store("ftp://kept.db")


# -- What is no store


@pytest.mark.parametrize("name", ["my graph.db", "g.sqlite", "G.SQLITE3"])
def test_a_path_is_address_enough_for_a_file(tmp_path: Path, name: str) -> None:
    open_store(str(tmp_path / name)).close()
    assert [found.name for found in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("address", ["localhost:7687", "graph", "graph.xlsx", ""])
def test_what_is_neither_file_nor_server_is_a_bad_question(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadQuestion, match=r"neither a file that ends in \.db"):
        open_store(address)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_named(tmp_path: Path, opened: Opener) -> None:
    with pytest.raises(StoreUnreachable) as caught:
        opened(tmp_path / "nowhere" / "kept.db")
    assert caught.value.where == str(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo])
def test_what_is_not_a_file_is_refused(
    file: Path, make: Callable[[Path], None], opened: Opener
) -> None:
    make(file)
    with pytest.raises(StoreUnreachable, match="not a file"):
        opened(file)


@pytest.mark.parametrize(
    "junk", [b"name,kind\nKenya,country\n", b"\0" * 4096, b"SQLite format 3\0", bytes(range(256))]
)
def test_a_file_of_something_else_is_refused_and_left_alone(file: Path, junk: bytes) -> None:
    file.write_bytes(junk)
    assert "not a Kithmap store" in refusal(file).what
    assert [f.name for f in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize("mark", [0, 0x47504B47])
def test_a_database_of_another_program_is_refused_and_left_alone(file: Path, mark: int) -> None:
    meddle(file, f"PRAGMA application_id = {mark}", "CREATE TABLE nodes (id TEXT)")
    assert "not a Kithmap store" in refusal(file).what


def test_an_empty_file_becomes_a_store(file: Path, opened: Opener) -> None:
    file.touch()
    assert opened(file).counts().version == 0


def test_a_store_of_a_newer_kithmap_is_refused_and_left_alone(filled: Path) -> None:
    meddle(filled, f"PRAGMA user_version = {len(migrations()) + 1}")
    error = refusal(filled)
    assert "newer" in error.what
    assert "Update" in error.next_step


# -- Its file


def test_a_file_tells_whose_it_is(filled: Path) -> None:
    database = sqlite3.connect(filled)
    assert database.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert database.execute("PRAGMA user_version").fetchone() == (len(migrations()),)
    database.close()


def test_a_closed_store_is_one_file(filled: Path) -> None:
    assert [f.name for f in filled.parent.iterdir()] == [filled.name]


def test_statements_can_be_read_one_by_one_by_whoever_opens_the_file(filled: Path) -> None:
    database = sqlite3.connect(filled)
    rows = database.execute("SELECT of, source, status, visibility FROM statements").fetchall()
    _, _, nodes, links = tiny_world()
    said = [(n.id, s) for n in nodes for s in n.statements]
    said += [(ln.id, s) for ln in links for s in ln.statements]
    assert sorted(rows) == sorted((of, s.source, s.status, s.visibility) for of, s in said)
    database.close()


def test_reading_goes_on_while_another_writes(filled: Path, opened: Opener) -> None:
    reader, writer = opened(filled, patience=0.1), opened(filled)
    held: list[Counts] = []

    def look(stage: str, done: int, total: int) -> None:
        held.append(reader.counts())

    writer.write(changes(writer, nodes=[a_node("new")]), look)
    assert [c.version for c in held] == [2]
    assert reader.version() == 3


def test_answers_abandoned_half_way_hold_nothing_up(filled: Path, opened: Opener) -> None:
    store = opened(filled)
    for _ in range(50):
        next(store.nodes())
        next(store.links())
    put(store, nodes=[a_node("a")])
    store.close()
    assert [f.name for f in filled.parent.iterdir()] == [filled.name]


def test_an_answer_begun_before_closing_goes_on_to_its_end(filled: Path, opened: Opener) -> None:
    store = opened(filled)
    answer = store.nodes()
    first = next(answer)
    store.close()
    assert (first, *answer) == tuple(tiny_world()[2])


def test_thousands_of_words_can_be_asked_at_once(filled: Path, opened: Opener) -> None:
    store = opened(filled)
    many = tuple(f"w{i}" for i in range(3_000))
    assert store.candidates(many) == ()
    assert store.candidates(("ghana",) * 3_000) == store.candidates(("ghana",)) != ()


# -- Busy


def test_a_store_that_another_program_writes_is_busy_within_the_patience(
    filled: Path, opened: Opener
) -> None:
    other = sqlite3.connect(filled, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    store = opened(filled, patience=0.1)
    with pytest.raises(StoreBusy, match="Wait until it is done"):
        put(store, nodes=[a_node("a")])
    assert store.counts().version == 2
    other.execute("ROLLBACK")
    assert put(store, nodes=[a_node("a")]).version == 3
    other.close()


def test_a_write_waits_for_another_and_then_goes_through(filled: Path, opened: Opener) -> None:
    other = sqlite3.connect(filled, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    other.execute("UPDATE state SET seal = seal")
    ending = Timer(0.2, other.execute, ["COMMIT"])
    ending.start()
    assert put(opened(filled), nodes=[a_node("a")]).version == 3
    ending.join()
    other.close()


def test_memory_that_is_being_written_is_busy_within_the_patience(opened: Opener) -> None:
    store = opened("sqlite://", patience=0.05)

    def look(stage: str, done: int, total: int) -> None:
        store.counts()

    with pytest.raises(StoreBusy):
        store.write(Changes(base_version=0, nodes=(a_node("a"),)), look)
    assert store.counts().nodes == 0


# -- Migrations


def test_migrations_are_numbered_without_gaps() -> None:
    folder = Path(__file__).parent.parent / "graph" / "store" / "migrations"
    names = sorted(f.name for f in folder.iterdir())
    assert names == [f"{n:04}.sql" for n in range(1, len(names) + 1)]


def renewed(file: Path, *scripts: str) -> sqlite3.Connection:
    database = sqlite3.connect(file, isolation_level=None)
    try:
        migrate(database, (*migrations(), *scripts), str(file))
    finally:
        database.rollback()
    return database


def test_an_older_file_is_renewed_and_keeps_what_it_holds(filled: Path) -> None:
    database = renewed(filled, "ALTER TABLE nodes ADD COLUMN more TEXT NOT NULL DEFAULT '';")
    assert database.execute("PRAGMA user_version").fetchone() == (len(migrations()) + 1,)
    assert database.execute("SELECT count(*) FROM nodes WHERE more = ''").fetchone() == (40,)
    database.close()


def test_a_renewal_that_fails_changes_nothing(filled: Path) -> None:
    before = what_it_holds(filled)
    with pytest.raises(sqlite3.OperationalError):
        renewed(filled, "DROP TABLE runs;", "CREATE TABLE more (a);\nCREATE TABLE more (b);")
    assert what_it_holds(filled) == before
