"""What is done inside one transaction of the embedded store: reading, writing, looking for damage.

The tables are in ``migrations/``; all other SQL is here and in ``graph.store.rows``.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple
from hashlib import sha256
from typing import Any, Protocol

from graph.errors import Defect
from graph.model import Concordance, Edition, Judgement, Run, Source
from graph.store.base import Changes, Counts, Progress
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
    listed,
    node_faults,
    put,
    row_of,
    row_of_link,
    row_of_node,
)
from graph.text import search_words

BATCH = 2_000  # rows between two calls of progress: some 50 ms

_GIVEN = "(SELECT value FROM json_each(?))"
_BY_ENDS = "ORDER BY source, target, kind"

ALL_NODES = f"SELECT {listed(NODE_COLUMNS)} FROM nodes ORDER BY id"
NODES_OF_IDS = f"SELECT {listed(NODE_COLUMNS)} FROM nodes WHERE id IN {_GIVEN} ORDER BY id"
ALL_LINKS = f"SELECT {listed(LINK_COLUMNS)} FROM links {_BY_ENDS}"
LINKS_TOUCHING = (
    f"SELECT {listed(LINK_COLUMNS)} FROM links WHERE number IN"
    f" (SELECT number FROM links WHERE source IN {_GIVEN}"
    f" UNION SELECT number FROM links WHERE target IN {_GIVEN}) {_BY_ENDS}"
)
CANDIDATES = (
    "SELECT id FROM nodes WHERE number IN (SELECT rowid FROM names WHERE names MATCH ?)"
    " ORDER BY id LIMIT ?"
)

_COUNTS = (
    "SELECT (SELECT count(*) FROM nodes), (SELECT count(*) FROM links),"
    " (SELECT total(said) FROM nodes) + (SELECT total(said) FROM links)"
)
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
_PUT_CONCORDANCE = (
    f"INSERT INTO concordances ({listed(columns_of(Concordance))}) VALUES (?, ?, ?, ?, ?, ?)"
)
_PUT_VERSION = (
    "INSERT INTO state VALUES (1, ?, 0, 0, 0, '')"
    " ON CONFLICT (one) DO UPDATE SET version = excluded.version"
)
_SEAL = "UPDATE state SET nodes = ?, links = ?, statements = ?, seal = ?"

_ENDS = "source || ' ' || kind || ' ' || target"
_STILL_LINKED = (
    f"SELECT {_ENDS} FROM links WHERE source IN {_GIVEN}"
    f" UNION SELECT {_ENDS} FROM links WHERE target IN {_GIVEN} LIMIT 3"
)
_MISSING = (
    "SELECT value FROM json_each(?) AS given"
    " WHERE NOT EXISTS (SELECT 1 FROM nodes WHERE id = given.value) LIMIT 3"
)
_LOOSE_LINKS = (
    f"SELECT {_ENDS} FROM links WHERE source NOT IN (SELECT id FROM nodes)"
    " OR target NOT IN (SELECT id FROM nodes)"
)


class Cursor(Protocol):
    """What is used of the engine's cursors."""

    @property
    def rowcount(self) -> int:
        """How many rows the last statement changed."""
        ...

    def __iter__(self) -> Iterator[Row]:
        """Rows, read as they are taken."""
        ...

    def fetchone(self) -> Any:
        """The next row, or None."""
        ...

    def fetchall(self) -> list[Row]:
        """All rows left."""
        ...


class Database(Protocol):
    """What is used of the engine's connections."""

    def execute(self, sql: str, values: Sequence[Any] = ..., /) -> Cursor:
        """Run one statement."""
        ...

    def executemany(self, sql: str, rows: Iterable[Row], /) -> Cursor:
        """Run one statement for each row."""
        ...


# -- Reading


def version(database: Database) -> int:
    """Number of the last complete write."""
    row = database.execute("SELECT version FROM state").fetchone()
    return int(row[0]) if row else 0


def counts(database: Database) -> Counts:
    """How much is there; reads four small indexes, about 50 ns a row."""
    nodes, links, said = database.execute(_COUNTS).fetchone()
    return Counts(version=version(database), nodes=nodes, links=links, statements=int(said))


def sources(database: Database) -> tuple[Source, ...]:
    """All sources, by id."""
    sql = f"SELECT {listed(columns_of(Source))} FROM sources ORDER BY id"
    return entries(Source, database.execute(sql))


def editions(database: Database) -> tuple[Edition, ...]:
    """All editions, by source and date."""
    sql = f"SELECT {listed(columns_of(Edition))} FROM editions ORDER BY source, date"
    return entries(Edition, database.execute(sql))


def runs(database: Database) -> tuple[Run, ...]:
    """All imports, as first written."""
    sql = f"SELECT {listed(columns_of(Run))} FROM runs ORDER BY number"
    return entries(Run, database.execute(sql))


def judgements(database: Database) -> tuple[Judgement, ...]:
    """The ledger, as given."""
    sql = f"SELECT {listed(columns_of(Judgement))} FROM judgements ORDER BY number"
    return entries(Judgement, database.execute(sql))


def concordances(database: Database) -> tuple[Concordance, ...]:
    """The pages of all lists of identifiers, as given."""
    sql = f"SELECT {listed(columns_of(Concordance))} FROM concordances ORDER BY number"
    return entries(Concordance, database.execute(sql))


def asked(ids: Iterable[str]) -> str:
    """Ids as the one value that the queries above unfold, so that their number has no limit."""
    return json.dumps(list(ids))


def match(words: Iterable[str]) -> str:
    """A full-text query for names that hold a word beginning with each word; empty for none.

    >>> match(["Kenya", 'x" OR "y'])
    '"kenya"* "or"* "x"* "y"*'
    """
    folded = sorted(set(search_words(" ".join(words))))
    return " ".join(f'"{word}"*' for word in folded)


# -- Writing

Step = tuple[str, str, Sequence[Any], Callable[[Any], Row]]


def apply(database: Database, changes: Changes, progress: Progress) -> None:
    """Put and drop all that the changes hold; ``Defect`` when less was stored than was sent."""
    ledger, pages = changes.judgements or (), changes.concordances or ()
    registers = (changes.sources, changes.editions, changes.runs, ledger, pages)
    encode((registers, changes.drop_nodes, changes.drop_links))  # refuses what is not Unicode
    if changes.judgements is not None:
        database.execute("DELETE FROM judgements")
    if changes.concordances is not None:
        database.execute("DELETE FROM concordances")
    puts: tuple[Step, ...] = (
        ("nodes", _PUT_NODE, changes.nodes, row_of_node),
        ("links", _PUT_LINK, changes.links, row_of_link),
        ("sources", _PUT_SOURCE, changes.sources, row_of),
        ("editions", _PUT_EDITION, changes.editions, row_of),
        ("runs", _PUT_RUN, changes.runs, row_of),
        ("judgements", _PUT_JUDGEMENT, ledger, row_of),
        ("concordances", _PUT_CONCORDANCE, pages, row_of),
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
    _refuse_loose_ends(database, changes)


def _alone(value: str) -> Row:
    return (value,)


def _do(database: Database, step: Step, progress: Progress) -> int:
    """Send the rows of one step, in batches; how many rows of its table it touched."""
    stage, sql, things, row = step
    touched = 0
    for start in range(0, len(things), BATCH):
        batch = things[start : start + BATCH]
        touched += database.executemany(sql, map(row, batch)).rowcount
        progress(stage, start + len(batch), len(things))
    return touched


def _refuse_loose_ends(database: Database, changes: Changes) -> None:
    ends = {end for link in changes.links for end in (link.source, link.target)}
    loose = database.execute(_MISSING, (asked(sorted(ends)),)).fetchall()
    if changes.drop_nodes:
        gone = asked(changes.drop_nodes)
        loose += database.execute(_STILL_LINKED, (gone, gone)).fetchall()
    if loose:
        raise Defect(
            "a link would be left without one of its ends",
            where=", ".join(row[0] for row in loose),
            next_step="Nothing was written; please report it.",
        )


def seal(database: Database, number: int) -> Counts:
    """Set the version, count what is there, and hash both with the registers and the schema."""
    database.execute(_PUT_VERSION, (number,))
    found = counts(database)
    hashed = _hash(database, found)
    database.execute(_SEAL, (found.nodes, found.links, found.statements, hashed))
    return found


_REGISTERS = (sources, editions, runs, judgements, concordances)


def _hash(database: Database, found: Counts) -> str:
    registers = [read(database) for read in _REGISTERS]
    made = database.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
    return sha256(encode((found, registers, made)).encode()).hexdigest()


# -- Looking for damage

Look = Callable[[Database], Iterator[str]]


def _pages(database: Database) -> Iterator[str]:
    for (line,) in database.execute("PRAGMA integrity_check(20)"):
        if line != "ok":
            yield f"the file is damaged: {line}"


def _nodes(database: Database) -> Iterator[str]:
    for row in database.execute(f"SELECT {listed((*NODE_COLUMNS, *NODE_SEALS))} FROM nodes"):
        yield from node_faults(row)


def _links(database: Database) -> Iterator[str]:
    for row in database.execute(f"SELECT {listed((*LINK_COLUMNS, *LINK_SEALS))} FROM links"):
        yield from link_faults(row)
    for (ends,) in database.execute(_LOOSE_LINKS):
        yield f"link {ends} is without one of its ends"


def _search(database: Database) -> Iterator[str]:
    # The engine compares its index with the words in the table, and raises when they differ.
    database.execute("INSERT INTO names (names, rank) VALUES ('integrity-check', 1)")
    yield from ()


def _state(database: Database) -> Iterator[str]:
    row = database.execute("SELECT version, nodes, links, statements, seal FROM state").fetchone()
    found = counts(database)
    if row is None or row[:4] != astuple(found):
        yield f"the store holds {astuple(found)[1:]} nodes, links, statements; written was {row}"
    elif row[4] != _hash(database, found):
        yield "the registers (sources, editions, imports, ledger, tables) are not what was written"


# What is looked at, and how the reader calls it.
LOOKS: dict[str, Look] = {
    "pages": _pages, "nodes": _nodes, "links": _links, "search index": _search, "registers": _state,
}  # fmt: skip
