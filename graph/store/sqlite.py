"""The embedded store: one SQLite file, or memory. The only file that knows ``sqlite3``."""

import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import Any

from graph.errors import (
    BadQuestion,
    Defect,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreRefused,
    StoreUnreachable,
)
from graph.model import Edition, Judgement, Link, Node, Run, Source
from graph.store.base import Changes, Counts, Progress, silent
from graph.store.codec import encode
from graph.store.rows import (
    LINK_COLUMNS,
    LINK_SEALS,
    NODE_COLUMNS,
    NODE_SEALS,
    Row,
    columns_of,
    entries,
    link_faults,
    link_of,
    listed,
    node_faults,
    node_of,
    put,
    row_of,
    row_of_link,
    row_of_node,
)
from graph.text import search_words

# "Kith" in ASCII, at byte 68 of the file: a file of another program is told by it, and left alone.
APPLICATION_ID = 0x4B697468
_MAGIC = b"SQLite format 3\0"
_BATCH = 2_000  # rows between two calls of progress: about a twentieth of a second

_PUT_NODE = put("nodes", (*NODE_COLUMNS, *NODE_SEALS), "id")
_PUT_LINK = put("links", (*LINK_COLUMNS, *LINK_SEALS), "id")
_DROP_NODE = "DELETE FROM nodes WHERE id = ?"
_DROP_LINK = "DELETE FROM links WHERE id = ?"
_PUT_SOURCE = put("sources", columns_of(Source), "id")
_PUT_EDITION = put("editions", columns_of(Edition), "source", "date")
_PUT_RUN = put("runs", columns_of(Run), "id")
_PUT_JUDGEMENT = (
    f"INSERT INTO judgements ({listed(columns_of(Judgement))}) VALUES (?, ?, ?, ?, ?, ?)"
)

_GIVEN = "(SELECT value FROM json_each(?))"
_ALL_NODES = f"SELECT {listed(NODE_COLUMNS)} FROM nodes"
_ALL_LINKS = f"SELECT {listed(LINK_COLUMNS)} FROM links"
_BY_ENDS = "ORDER BY source, target, kind"
_TOUCHING = (
    f"{_ALL_LINKS} WHERE number IN (SELECT number FROM links WHERE source IN {_GIVEN}"
    f" UNION SELECT number FROM links WHERE target IN {_GIVEN}) {_BY_ENDS}"
)
_CANDIDATES = (
    "SELECT id FROM nodes WHERE number IN (SELECT rowid FROM names WHERE names MATCH ?)"
    " ORDER BY id LIMIT ?"
)
_COUNTS = (
    "SELECT (SELECT count(*) FROM nodes), (SELECT count(*) FROM links),"
    " (SELECT total(said) FROM nodes) + (SELECT total(said) FROM links)"
)
_MISSING = (
    "SELECT value FROM json_each(?) AS given"
    " WHERE NOT EXISTS (SELECT 1 FROM nodes WHERE id = given.value) LIMIT 3"
)
_STILL_LINKED = (
    f"SELECT source || ' ' || kind || ' ' || target FROM links WHERE source IN {_GIVEN}"
    f" UNION SELECT source || ' ' || kind || ' ' || target FROM links WHERE target IN {_GIVEN}"
    " LIMIT 3"
)
_LOOSE_LINKS = (
    "SELECT id, source FROM links WHERE source NOT IN (SELECT id FROM nodes)"
    " UNION ALL SELECT id, target FROM links WHERE target NOT IN (SELECT id FROM nodes)"
)


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
                migrate(database, _migrations(), self._where)
                if self._path:
                    _read_while_written(database, self._patience)
                self._idle.append(database)
            except BaseException:
                database.close()
                raise

    @property
    def url(self) -> str:
        return self._url

    @property
    def _where(self) -> str:
        return self._path or "in memory"

    def version(self) -> int:
        with self._reading() as database:
            return _version(database)

    def counts(self) -> Counts:
        with self._reading() as database:
            return _counts(database)

    def sources(self) -> tuple[Source, ...]:
        with self._reading() as database:
            return _sources(database)

    def editions(self) -> tuple[Edition, ...]:
        with self._reading() as database:
            return _editions(database)

    def runs(self) -> tuple[Run, ...]:
        with self._reading() as database:
            return _runs(database)

    def judgements(self) -> tuple[Judgement, ...]:
        with self._reading() as database:
            return _judgements(database)

    def nodes(self, ids: Iterable[str] | None = None) -> Iterator[Node]:
        if ids is None:
            return map(node_of, self._rows(f"{_ALL_NODES} ORDER BY id"))
        asked = json.dumps(list(ids))
        return map(node_of, self._rows(f"{_ALL_NODES} WHERE id IN {_GIVEN} ORDER BY id", asked))

    def links(self, touching: Iterable[str] | None = None) -> Iterator[Link]:
        if touching is None:
            return map(link_of, self._rows(f"{_ALL_LINKS} {_BY_ENDS}"))
        asked = json.dumps(list(touching))
        return map(link_of, self._rows(_TOUCHING, asked, asked))

    def candidates(self, words: tuple[str, ...], limit: int = 2000) -> tuple[str, ...]:
        asked = sorted(set(search_words(" ".join(words))))
        if not asked:
            with self._reading():
                return ()
        match = " ".join(f'"{word}"*' for word in asked)
        return tuple(row[0] for row in self._rows(_CANDIDATES, match, limit))

    def write(self, changes: Changes, progress: Progress = silent) -> Counts:
        if changes.empty:
            return self.counts()
        with self._writing() as database:
            before = _version(database)
            if before != changes.base_version:
                raise StoreBusy(
                    f"the store is at version {before}, and this write was planned on "
                    f"version {changes.base_version}",
                    where=self._where,
                    next_step="Another load came between; run the same command again.",
                )
            _apply(database, changes, progress)
            _refuse_loose_ends(database, changes)
            return _sealed(database, before + 1)

    def check(self) -> tuple[str, ...]:
        try:
            with self._reading("BEGIN IMMEDIATE") as database:
                return tuple(fault for look in _LOOKS for fault in _seen(look, database))
        except StoreDamaged as error:
            return (str(error),)

    def close(self) -> None:
        self._closed = True
        while self._idle:
            self._idle.pop().close()

    # -- Connections: any number to a file, lent to one reader or writer at a time; one to memory.

    def _connected(self) -> sqlite3.Connection:
        database = sqlite3.connect(
            self._path or ":memory:",
            timeout=self._patience,
            isolation_level=None,
            check_same_thread=False,
        )
        database.execute("PRAGMA synchronous = FULL")
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
        except sqlite3.Error:  # the file has failed in a way that this connection cannot mend
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
        except sqlite3.Error as error:
            raise _named(error, self._where) from error

    @contextmanager
    def _reading(self, begin: str = "BEGIN") -> Iterator[sqlite3.Connection]:
        """A connection in one transaction: all that is read through it is of one version."""
        with self._named_errors():
            database = self._borrow()
            try:
                database.execute(begin)
                yield database
            finally:
                self._give_back(database)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A connection in the one writing transaction, undone on any error, an interrupt too."""
        with self._reading("BEGIN IMMEDIATE") as database:
            yield database
            database.execute("COMMIT")

    def _rows(self, sql: str, *values: object) -> Iterator[Row]:
        """Rows of a query, read as they are asked for; from memory at once, to free the writer."""
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
    if not rest.startswith("/") or rest == "/" or not rest.isprintable():
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
            "the folder for the store is not there", where=folder,
            next_step="Make it, or name another file with --store.",
        )  # fmt: skip
    if not os.path.lexists(path):
        return
    if not os.path.isfile(path):
        raise StoreUnreachable(
            "the store's address is not a file", where=path,
            next_step="Name a file in it with --store.",
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


def _migrations() -> tuple[str, ...]:
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
        _sealed(database, _version(database))
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute(f"PRAGMA user_version = {len(scripts)}")
        database.execute("COMMIT")
    if _schema(database) > len(scripts):
        raise StoreError(
            "the store was made by a newer Kithmap", where=where, next_step="Update Kithmap."
        )


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


# What each of the engine's failures means to the reader: the error, what is wrong, what to do.
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
    sqlite3.SQLITE_BUSY: _HELD, sqlite3.SQLITE_LOCKED: _HELD,
    sqlite3.SQLITE_CORRUPT: _DAMAGED, sqlite3.SQLITE_NOTADB: _DAMAGED,
}  # fmt: skip


def _named(error: sqlite3.Error, where: str) -> StoreError:
    # An error without a code is Python's own: stored bytes that are no text, a table that is gone.
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    kind, what, next_step = _MEANING.get(code, _DAMAGED)
    return kind(f"{what}: {error}", where=where, next_step=next_step)


# -- Reading


def _version(database: sqlite3.Connection) -> int:
    row = database.execute("SELECT version FROM state").fetchone()
    return int(row[0]) if row else 0


def _counts(database: sqlite3.Connection) -> Counts:
    nodes, links, statements = database.execute(_COUNTS).fetchone()
    return Counts(version=_version(database), nodes=nodes, links=links, statements=int(statements))


def _sources(database: sqlite3.Connection) -> tuple[Source, ...]:
    sql = f"SELECT {listed(columns_of(Source))} FROM sources ORDER BY id"
    return entries(Source, database.execute(sql))


def _editions(database: sqlite3.Connection) -> tuple[Edition, ...]:
    sql = f"SELECT {listed(columns_of(Edition))} FROM editions ORDER BY source, date"
    return entries(Edition, database.execute(sql))


def _runs(database: sqlite3.Connection) -> tuple[Run, ...]:
    sql = f"SELECT {listed(columns_of(Run))} FROM runs ORDER BY number"
    return entries(Run, database.execute(sql))


def _judgements(database: sqlite3.Connection) -> tuple[Judgement, ...]:
    sql = f"SELECT {listed(columns_of(Judgement))} FROM judgements ORDER BY number"
    return entries(Judgement, database.execute(sql))


# -- Writing

Step = tuple[str, str, Sequence[Any], Callable[[Any], Row]]


def _apply(database: sqlite3.Connection, changes: Changes, progress: Progress) -> None:
    ledger = changes.judgements or ()
    registers = (changes.sources, changes.editions, changes.runs, ledger)
    encode((registers, changes.drop_nodes, changes.drop_links))  # refuses what is not Unicode
    if changes.judgements is not None:
        database.execute("DELETE FROM judgements")
    puts: tuple[Step, ...] = (
        ("nodes", _PUT_NODE, changes.nodes, row_of_node),
        ("links", _PUT_LINK, changes.links, row_of_link),
        ("sources", _PUT_SOURCE, changes.sources, row_of),
        ("editions", _PUT_EDITION, changes.editions, row_of),
        ("runs", _PUT_RUN, changes.runs, row_of),
        ("judgements", _PUT_JUDGEMENT, ledger, row_of),
    )
    for step in puts:
        stored = _do(database, step, progress)
        if stored != len(step[2]):
            raise Defect(
                f"{len(step[2])} {step[0]} were sent and {stored} stored",
                next_step="Nothing was written; please report it.",
            )
    _do(database, ("links dropped", _DROP_LINK, changes.drop_links, _alone), progress)
    _do(database, ("nodes dropped", _DROP_NODE, changes.drop_nodes, _alone), progress)


def _alone(value: str) -> Row:
    return (value,)


def _do(database: sqlite3.Connection, step: Step, progress: Progress) -> int:
    """Send the rows of one step, in batches; how many rows of the table it put or dropped."""
    stage, sql, things, row = step
    touched = 0
    for start in range(0, len(things), _BATCH):
        batch = things[start : start + _BATCH]
        touched += database.executemany(sql, map(row, batch)).rowcount
        progress(stage, start + len(batch), len(things))
    return touched


def _refuse_loose_ends(database: sqlite3.Connection, changes: Changes) -> None:
    ends = {end for link in changes.links for end in (link.source, link.target)}
    gone = json.dumps(changes.drop_nodes)
    missing = database.execute(_MISSING, (json.dumps(sorted(ends)),)).fetchall()
    if not missing and changes.drop_nodes:
        missing = database.execute(_STILL_LINKED, (gone, gone)).fetchall()
    if missing:
        raise Defect(
            "a link would be left without one of its ends",
            where=", ".join(sorted({row[0] for row in missing})),
            next_step="Nothing was written; please report it.",
        )


def _sealed(database: sqlite3.Connection, version: int) -> Counts:
    """Set the version and the counts, as they now are, under their seal."""
    database.execute(
        "INSERT INTO state VALUES (1, ?, 0, 0, 0, '')"
        " ON CONFLICT (one) DO UPDATE SET version = excluded.version",
        (version,),
    )
    counts = _counts(database)
    database.execute(
        "UPDATE state SET nodes = ?, links = ?, statements = ?, seal = ?",
        (counts.nodes, counts.links, counts.statements, _seal(database, counts)),
    )
    return counts


def _seal(database: sqlite3.Connection, counts: Counts) -> str:
    registers = (look(database) for look in (_sources, _editions, _runs, _judgements))
    return sha256(encode((counts, *registers)).encode()).hexdigest()


# -- Looking for damage

Look = Callable[[sqlite3.Connection], Iterator[str]]


def _seen(look: Look, database: sqlite3.Connection) -> Iterator[str]:
    try:
        yield from look(database)
    except (sqlite3.Error, StoreDamaged, Defect) as error:
        yield f"{look.__doc__}: {error}"


def _pages(database: sqlite3.Connection) -> Iterator[str]:
    """the file's pages"""
    for (line,) in database.execute("PRAGMA integrity_check(20)"):
        if line != "ok":
            yield f"the file is damaged: {line}"


def _nodes(database: sqlite3.Connection) -> Iterator[str]:
    """the nodes"""
    for row in database.execute(f"SELECT {listed((*NODE_COLUMNS, *NODE_SEALS))} FROM nodes"):
        yield from node_faults(row)


def _links(database: sqlite3.Connection) -> Iterator[str]:
    """the links"""
    for row in database.execute(f"SELECT {listed((*LINK_COLUMNS, *LINK_SEALS))} FROM links"):
        yield from link_faults(row)
    for link_id, end in database.execute(_LOOSE_LINKS):
        yield f"link {link_id} has no end {end}"


def _index(database: sqlite3.Connection) -> Iterator[str]:
    """the search index"""
    database.execute("INSERT INTO names (names, rank) VALUES ('integrity-check', 1)")
    yield from ()


def _state(database: sqlite3.Connection) -> Iterator[str]:
    """the registers"""
    *said, seal = database.execute("SELECT * FROM state").fetchone()[1:]
    counts = _counts(database)
    if list(astuple(counts)) != said:
        yield f"the store holds {counts} and was left with {said}"
    if seal != _seal(database, counts):
        yield "the registers of sources, editions, imports and judgements are not what was written"


_LOOKS: tuple[Look, ...] = (_pages, _nodes, _links, _index, _state)
