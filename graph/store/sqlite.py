"""The embedded store: one SQLite file, or memory. The only file that knows ``sqlite3``."""

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from threading import Lock

from graph.errors import (
    BadQuestion,
    Defect,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreRefused,
    StoreUnreachable,
)
from graph.model import Concordance, Edition, Judgement, Link, Node, Run, Source
from graph.store import tables
from graph.store.base import Changes, Counts, Progress, silent
from graph.store.rows import Row, link_of, node_of

# "Kith" in ASCII, at byte 68 of the file: a file of another program is told by it, and left alone.
APPLICATION_ID = 0x4B697468
_MAGIC = b"SQLite format 3\0"
# The second comes when a damaged file makes the engine quote bytes that are no text.
_ENGINE = (sqlite3.Error, UnicodeDecodeError)


class SqliteStore:
    """A store in one file, or in memory: ``sqlite:///file.db``, ``sqlite:////folder/file.db``.

    A file that is not there is made, if its folder is; a file that is not a store is left as it
    is. ``patience`` is how many seconds a write waits for another one. Any number of threads and
    programs may read while one writes; in memory a reader waits for the writer.
    """

    def __init__(self, url: str, *, patience: float = 5.0) -> None:
        self._url = url
        self._path = _path_of(url)
        self._patience = patience
        self._idle: list[sqlite3.Connection] = []
        self._turn = Lock()
        self._closed = False
        if self._path:
            _refuse_what_is_no_store(self._path)
        with self._named_errors():
            database = self._connected()
            try:
                migrate(database, migrations(), self._where)
                if self._path:
                    _read_while_written(database, patience)
                self._idle.append(database)
            except BaseException:
                database.close()
                raise

    @property
    def url(self) -> str:
        """The address as it was given; it never holds a password."""
        return self._url

    def version(self) -> int:
        """Number of the last complete write; reads one row."""
        with self._reading() as database:
            return tables.version(database)

    def counts(self) -> Counts:
        """How much is held, counted now, at about 0.1 s a million rows."""
        with self._reading() as database:
            return tables.counts(database)

    def sources(self) -> tuple[Source, ...]:
        """All sources, by id."""
        with self._reading() as database:
            return tables.sources(database)

    def editions(self) -> tuple[Edition, ...]:
        """All editions, by source and date."""
        with self._reading() as database:
            return tables.editions(database)

    def runs(self) -> tuple[Run, ...]:
        """All imports, in the order in which their ids were first written."""
        with self._reading() as database:
            return tables.runs(database)

    def judgements(self) -> tuple[Judgement, ...]:
        """The ledger, in the order it was given."""
        with self._reading() as database:
            return tables.judgements(database)

    def concordances(self) -> tuple[Concordance, ...]:
        """The pages of all lists of identifiers, in the order they were given."""
        with self._reading() as database:
            return tables.concordances(database)

    def nodes(self, ids: Iterable[str] | None = None) -> Iterator[Node]:
        """All nodes, or those of the given ids, by id; read from the file as they are taken."""
        if ids is None:
            return map(node_of, self._rows(tables.ALL_NODES))
        return map(node_of, self._rows(tables.NODES_OF_IDS, tables.asked(ids)))

    def links(self, touching: Iterable[str] | None = None) -> Iterator[Link]:
        """All links, or those touching the given nodes; read from the file as they are taken."""
        if touching is None:
            return map(link_of, self._rows(tables.ALL_LINKS))
        ends = tables.asked(touching)
        return map(link_of, self._rows(tables.LINKS_TOUCHING, ends, ends))

    def candidates(self, words: tuple[str, ...], limit: int = 2000) -> tuple[str, ...]:
        """Ids of nodes whose names hold a word beginning with each word; by the full-text index."""
        query = tables.match(words)
        if not query:
            return ()
        return tuple(row[0] for row in self._rows(tables.CANDIDATES, query, limit))

    def write(self, changes: Changes, progress: Progress = silent) -> Counts:
        """Apply all or nothing in one transaction, which is on the disk when this returns."""
        if changes.empty:
            return self.counts()
        with self._reading("BEGIN IMMEDIATE") as database:
            before = tables.version(database)
            if before != changes.base_version:
                raise StoreBusy(
                    f"the store is at version {before}, the write was planned on version "
                    f"{changes.base_version}",
                    where=self._where,
                    next_step="Another load came between: run the same command again.",
                )
            tables.apply(database, changes, progress)
            counts = tables.seal(database, before + 1)
            database.execute("COMMIT")
            return counts

    def check(self) -> tuple[str, ...]:
        """What is wrong, a line each: pages, content hashes, loose ends, search index, registers.

        The engine itself removes the traces of a killed write when the file is opened. Takes the
        turn of a writer, and about 20 ms a thousand rows.
        """
        faults: list[str] = []
        try:
            with self._reading("BEGIN IMMEDIATE") as database:
                for name, look in tables.LOOKS.items():
                    try:
                        faults += look(database)
                    except (*_ENGINE, StoreDamaged, Defect) as error:
                        faults.append(f"the {name} cannot be read: {error}")
        except StoreDamaged as error:
            faults.append(str(error))
        return tuple(faults)

    def close(self) -> None:
        """Let go of the file; answers still being read go on to their end."""
        self._closed = True
        while self._idle:
            self._idle.pop().close()

    # -- Connections: any number to a file, each lent to one reader or writer; one to a memory.

    @property
    def _where(self) -> str:
        return self._path or "in memory"

    def _connected(self) -> sqlite3.Connection:
        database = sqlite3.connect(
            self._path or ":memory:",
            timeout=self._patience,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            database.execute("PRAGMA synchronous = FULL")
        except BaseException:
            database.close()
            raise
        return database

    def _borrow(self) -> sqlite3.Connection:
        if not self._path and not self._turn.acquire(timeout=self._patience):
            raise StoreBusy("the store in memory is being written", next_step="Try again.")
        if self._closed:
            self._end_turn()
            raise StoreError("the store is closed", where=self._where, next_step="Open it again.")
        try:
            return self._idle.pop()
        except IndexError:
            return self._connected()

    def _give_back(self, database: sqlite3.Connection) -> None:
        try:
            database.rollback()
            self._idle.append(database)
        except _ENGINE:  # the file has failed in a way that this connection cannot mend
            database.close()
        finally:
            self._end_turn()
        if self._closed:
            self.close()

    def _end_turn(self) -> None:
        if not self._path:
            self._turn.release()

    @contextmanager
    def _named_errors(self) -> Iterator[None]:
        try:
            yield
        except _ENGINE as error:
            raise _named(error, self._where) from error

    @contextmanager
    def _reading(self, begin: str = "BEGIN") -> Iterator[sqlite3.Connection]:
        """A connection in one transaction: all that is read in it is of one version.

        What is not committed in it is undone, after an error or an interrupt too.
        """
        with self._named_errors():
            database = self._borrow()
            try:
                database.execute(begin)
                yield database
            finally:
                self._give_back(database)

    def _rows(self, sql: str, *values: object) -> Iterator[Row]:
        """Rows of a query: from a file as they are taken, from memory at once, to free its turn."""
        with self._reading() as database:
            rows = database.execute(sql, values)
            if self._path:
                yield from rows
            held = rows.fetchall()
        yield from held


# -- Opening


def _path_of(url: str) -> str:
    """The file that an address names, made absolute; empty for a store in memory."""
    rest = url.partition("://")[2]
    if rest in ("", "/:memory:"):
        return ""
    if not rest.startswith("/") or rest == "/" or "\0" in rest:
        raise BadQuestion(
            "the store's address names no file",
            where=url,
            next_step="Use sqlite:///kithmap.db, or sqlite:// for a store in memory.",
        )
    return str(Path(rest[1:]).absolute())


def _refuse_what_is_no_store(path: str) -> None:
    """Raise unless the path is free or leads to a store: nobody else's file is ever written."""
    folder = os.path.dirname(path)
    if not os.path.isdir(folder):
        raise StoreUnreachable(
            "the folder for the store is not there, or may not be entered", where=folder,
            next_step="Make it, or name another file with --store.",
        )  # fmt: skip
    if not os.path.lexists(path):
        return
    if not os.path.isfile(path):
        raise StoreUnreachable(
            "the store's address is not a file", where=path,
            next_step="Name a file with --store.",
        )  # fmt: skip
    try:
        with open(path, "rb") as file:
            head = file.read(100)
    except OSError as error:
        raise StoreRefused(
            f"the store cannot be read: {error.strerror}", where=path,
            next_step="Ask for the right to read and write it and its folder.",
        ) from error  # fmt: skip
    if head and (head[:16] != _MAGIC or head[68:72] != APPLICATION_ID.to_bytes(4, "big")):
        raise StoreError(
            "the file is not a Kithmap store, and was left as it is", where=path,
            next_step="Name another file with --store.",
        )  # fmt: skip


def migrations() -> tuple[str, ...]:
    """The scripts that make and renew the tables, in order."""
    folder = files("graph.store").joinpath("migrations")
    scripts = {f.name: f.read_text("utf-8") for f in folder.iterdir() if f.name.endswith(".sql")}
    return tuple(scripts[name] for name in sorted(scripts))


def migrate(database: sqlite3.Connection, scripts: Sequence[str], where: str) -> None:
    """Bring the tables up to the newest script, all in one transaction or not at all."""
    if _schema(database) < len(scripts):
        database.execute("BEGIN IMMEDIATE")
        for script in scripts[_schema(database) :]:
            for statement in _statements(script):
                database.execute(statement)
        tables.seal(database, tables.version(database))
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute(f"PRAGMA user_version = {len(scripts)}")
        database.execute("COMMIT")
    if _schema(database) > len(scripts):
        raise StoreError(
            "the store was made by a newer Kithmap, and was left as it is", where=where,
            next_step="Update Kithmap, or name another file with --store.",
        )  # fmt: skip


def _schema(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def _statements(script: str) -> Iterator[str]:
    part = ""
    for line in script.splitlines(keepends=True):
        part += line
        if sqlite3.complete_statement(part):
            yield part
            part = ""


def _read_while_written(database: sqlite3.Connection, patience: float) -> None:
    """Switch the file to a write-ahead log, once in its life; others may be doing the same now."""
    deadline = time.monotonic() + patience
    while True:
        try:
            database.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.01)


# What the engine's failures mean to the reader: which error, what is wrong, what to do.
_NO_ROOM = (
    StoreError, "the disk is full or cannot be written, and nothing was changed",
    "Make room, then run the same command again.",
)  # fmt: skip
_NO_RIGHT = (
    StoreRefused, "the store may not be written",
    "Ask for the right to read and write it and its folder.",
)  # fmt: skip
_HELD = (
    StoreBusy, "another program is writing to the store",
    "Wait until it is done, then run the same command again.",
)  # fmt: skip
_DAMAGED = (
    StoreDamaged, "the store's file is damaged",
    "Restore a copy of it, or load your sources into a new one.",
)  # fmt: skip
_MEANING = {
    sqlite3.SQLITE_FULL: _NO_ROOM, sqlite3.SQLITE_IOERR: _NO_ROOM,
    sqlite3.SQLITE_READONLY: _NO_RIGHT, sqlite3.SQLITE_PERM: _NO_RIGHT,
    sqlite3.SQLITE_CANTOPEN: _NO_RIGHT, sqlite3.SQLITE_AUTH: _NO_RIGHT,
    sqlite3.SQLITE_BUSY: _HELD, sqlite3.SQLITE_LOCKED: _HELD, sqlite3.SQLITE_PROTOCOL: _HELD,
}  # fmt: skip


def _named(error: Exception, where: str) -> StoreError:
    # All else is damage: broken pages, a table that is gone, stored bytes that are no text.
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    kind, what, next_step = _MEANING.get(code, _DAMAGED)
    return kind(f"{what}: {error}", where=where, next_step=next_step)
