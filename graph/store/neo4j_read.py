"""Reading a Neo4j store: every answer is of one version, whatever writers do meanwhile.

Neo4j lets a reader see parts of a transaction while it is being committed, and one statement after
another sees later states. So each commit is announced before it begins and called over when it has
ended (two numbers in ``Meta``). A reader notes them, reads, and looks again: if a commit was under
way or came between, it reads anew. Rows of a write that is not published yet carry a later ``run``
and are left out.
"""

import pickle
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import TypeVar

from graph.errors import StoreBusy, StoreDamaged
from graph.model import Concordance, Edition, Judgement, Run, Source
from graph.store import cypher
from graph.store.base import Counts
from graph.store.neo4j_rows import Properties, Registers, Row, entries
from graph.store.neo4j_server import Server
from graph.text import search_words

T = TypeVar("T")

PAGE = 5_000  # rows in one answer: a few megabytes, read twice as fast as rows one by one
COUNT_PAGE = 50_000  # nodes counted in one statement, some 0.1 s
KEEP_IN_MEMORY = 64 * 2**20  # bytes of an answer held in memory; the rest waits in a file
COMMIT_SECONDS = 10.0  # a commit announced longer ago is over, or its writer is dead
TRIES = 20  # how often a long answer is begun anew when writes come between
PAUSE = 0.02  # seconds before looking again whether a commit has ended
LONGEST_WORD = 255  # characters that the server's index keeps of a word
MOST_WORDS = 100  # words that go to the index; all are compared with what it gives
ALL = 2**31 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The store's own notes: its version, the stage of a large write, its owner, the commits."""

    version: int
    stage: str
    owner: str
    silent: float
    begun: int
    ended: int
    since: float

    @property
    def settling(self) -> bool:
        """Whether staged rows stand for the rows that they are about to replace."""
        return self.stage == "settling"

    @property
    def committing(self) -> bool:
        """Whether a commit is under way now."""
        return self.begun != self.ended and self.since < COMMIT_SECONDS

    @property
    def view(self) -> tuple[object, ...]:
        """What must be the same after an answer was read as before it."""
        return (self.version, self.begun, self.settling)


class Reader:
    """Answers of one server; keeps nothing between two calls."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def state(self) -> State:
        """The store's notes, read now."""
        found = self._server.read(cypher.STATE)
        if not found or None in found:
            raise StoreDamaged(
                "the store's own notes are gone", where=self._server.url,
                next_step="Open it again, then load your sources.",
            )  # fmt: skip
        version, stage, owner, silent, begun, ended, since = found
        return State(
            version=version, stage=stage, owner=owner, silent=silent / 1000, begun=begun,
            ended=ended, since=since / 1000,
        )  # fmt: skip

    def steady(self, read: Callable[[State], T]) -> T:
        """What ``read`` gives when no commit came between; ``StoreBusy`` when they never pause."""
        for _ in range(TRIES):
            before = self._settled()
            answer = read(before)
            if self.state().view == before.view:
                return answer
        raise self._busy()

    def _settled(self) -> State:
        """The state when no commit is under way."""
        give_up = time.monotonic() + 2 * COMMIT_SECONDS
        while time.monotonic() < give_up:
            state = self.state()
            if not state.committing:
                return state
            time.sleep(PAUSE)
        raise self._busy()

    def _busy(self) -> StoreBusy:
        return StoreBusy(
            "the store is being written all the time", where=self._server.url,
            next_step="Try again when the load is done.",
        )  # fmt: skip

    # -- Rows

    def node_rows(self, ids: Iterable[str] | None = None) -> Iterator[Row]:
        """Rows of nodes by id; read whole when this returns."""
        if ids is None:
            return self.steady(lambda state: _kept(self._node_pages(state)))
        asked = sorted(set(ids))

        def read(state: State) -> Iterator[Row]:
            return _kept(self._asked(cypher.nodes_of_ids(state.settling), asked, state))

        return self.steady(read)

    def link_rows(self, touching: Iterable[str] | None = None) -> Iterator[Row]:
        """Rows of links by source, target and kind; read whole when this returns."""
        if touching is None:
            return self.steady(lambda state: _kept(self._link_pages(state)))
        asked = sorted(set(touching))

        def read(state: State) -> Iterator[Row]:
            text = cypher.links_touching(state.settling)
            found = {row[5]: row for page in self._asked(text, asked, state) for row in page}
            return iter(_by_ends(list(found.values())))

        return self.steady(read)

    def _node_pages(self, state: State) -> Iterator[list[Row]]:
        text, start = cypher.node_page(state.settling), ""
        while True:
            last, rows = self._server.read(text, start=start, size=PAGE, run=state.version)
            if last is None:
                return
            yield _by_id(rows)
            start = after(last)

    def _link_pages(self, state: State) -> Iterator[list[Row]]:
        text = cypher.links_from(state.settling)
        for first, last in self._spans():
            yield _by_ends(self._server.read(text, first=first, last=last, run=state.version)[0])

    def _spans(self) -> Iterator[tuple[str, str]]:
        """First and last ids of neighbouring nodes from which some ``PAGE`` links run."""
        start = ""
        while degrees := self._server.read(cypher.DEGREES, start=start, size=PAGE)[0]:
            links, first, last = 0, degrees[0][0], degrees[0][0]
            for node_id, degree in degrees:
                if links and links + degree > PAGE:
                    yield first, last
                    links, first = 0, node_id
                links, last = links + degree, node_id
            yield first, last
            start = after(last)

    def _asked(self, text: str, ids: list[str], state: State) -> Iterator[list[Row]]:
        for some in batched(ids, PAGE):
            yield _by_id(self._server.read(text, ids=some, run=state.version)[0])

    # -- Small answers

    def counts_in(self, state: State) -> Counts:
        """Nodes, links and statements of a state, counted by the server, some 3 µs a row."""
        nodes, said = self._summed(cypher.node_counts(state.settling), state)
        links, more = self._summed(cypher.link_counts(state.settling), state)
        return Counts(version=state.version, nodes=nodes, links=links, statements=said + more)

    def _summed(self, text: str, state: State) -> tuple[int, int]:
        rows, said, start = 0, 0, ""
        while True:
            last, some, words = self._server.read(
                text, start=start, size=COUNT_PAGE, run=state.version
            )
            if last is None:
                return rows, said
            rows, said, start = rows + some, said + words, after(last)

    def sources_in(self, state: State) -> tuple[Source, ...]:
        """The sources of a state, by id."""
        return entries(Source, self._listed(cypher.SOURCES, state), "id")

    def editions_in(self, state: State) -> tuple[Edition, ...]:
        """The editions of a state, by source and date."""
        return entries(Edition, self._listed(cypher.EDITIONS, state), "source", "date")

    def runs_in(self, state: State) -> tuple[Run, ...]:
        """The runs of a state, in their order."""
        return entries(Run, self._listed(cypher.RUNS, state), "place")

    def judgements_in(self, state: State) -> tuple[Judgement, ...]:
        """The ledger of a state, in its order."""
        return entries(Judgement, self._listed(cypher.JUDGEMENTS, state), "place")

    def concordances_in(self, state: State) -> tuple[Concordance, ...]:
        """The pages of all lists of identifiers of a state, in their order."""
        return entries(Concordance, self._listed(cypher.CONCORDANCES, state), "place")

    def registers_in(self, state: State) -> Registers:
        """All of these."""
        return Registers(
            sources=self.sources_in(state),
            editions=self.editions_in(state),
            runs=self.runs_in(state),
            judgements=self.judgements_in(state),
            concordances=self.concordances_in(state),
        )

    def _listed(self, text: str, state: State) -> list[Properties]:
        return list(self._server.read(text, run=state.version)[0])

    def candidates(self, words: Iterable[str], limit: int) -> tuple[str, ...]:
        """Ids of nodes that hold, for each word, a word beginning with it."""
        folded = sorted(set(search_words(" ".join(words))))
        if not folded:
            return ()
        return self.steady(lambda state: self._candidates(folded, limit, state))

    def _candidates(self, words: list[str], limit: int, state: State) -> tuple[str, ...]:
        asked = {
            "words": [f" {word}" for word in words],
            "query": " AND ".join(f"{word[:LONGEST_WORD]}*" for word in words[:MOST_WORDS]),
            "run": state.version,
            "limit": ALL if state.settling else limit,
        }
        found = set(self._server.read(cypher.CANDIDATES, **asked)[0])
        if state.settling:
            replaced = self._server.read(cypher.STAGED_AMONG, ids=sorted(found), run=state.version)
            found -= set(replaced[0])
            found |= set(self._server.read(cypher.STAGED_CANDIDATES, **asked)[0])
        return tuple(sorted(found)[:limit])


def after(last: str) -> str:
    """The least text that comes after another."""
    return f"{last}\0"


def batched(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Items in lists of a size."""
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some


def _by_id(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row[0])


def _by_ends(rows: list[Row]) -> list[Row]:
    # By the kind and not by the type, its capitals: "_" comes before small letters, after capitals.
    return sorted(rows, key=lambda row: (row[0], row[1], row[2].lower()))


def _kept(pages: Iterable[list[Row]]) -> Iterator[Row]:
    """Rows read to the end now, and given out from memory, or from a file when they are many."""
    rows = _kept_rows(pages)
    next(rows)
    return rows


def _kept_rows(pages: Iterable[list[Row]]) -> Iterator[Row]:
    with SpooledTemporaryFile(max_size=KEEP_IN_MEMORY) as file:
        for page in pages:
            pickle.dump(page, file)
        file.seek(0)
        yield []  # for _kept: all is read
        while True:
            try:
                page = pickle.load(file)
            except EOFError:
                return
            yield from page
