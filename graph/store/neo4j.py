"""The team store: a Neo4j database, in which a Cypher user sees kinds, roles and links by name.

What is sent is in ``cypher``, who sends it in ``neo4j_server`` (alone knows the driver), how an
answer stays whole in ``neo4j_read``, how a write is one step in ``neo4j_write``.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import chain
from uuid import uuid4

from graph.errors import StoreBusy, StoreError
from graph.model import Concordance, Edition, Judgement, Link, Node, NodeKind, Role, Run, Source
from graph.store import cypher
from graph.store.base import Changes, Counts, Progress, silent
from graph.store.codec import encode
from graph.store.neo4j_mend import Mender
from graph.store.neo4j_read import PAGE, Reader, State, after
from graph.store.neo4j_rows import Row, link_faults, link_of, node_faults, node_of
from graph.store.neo4j_server import Server
from graph.store.neo4j_turn import Turn
from graph.store.neo4j_write import AT_ONCE, Writer

LEASE = 30.0  # seconds of silence after which a writer is taken for dead; a batch takes under 2 s


class Neo4jStore:
    """A store in a Neo4j database, 5.26 or later: ``neo4j://host:7687``, ``bolt+s://host/database``.

    Makes its constraints and indexes when it is opened. ``patience`` is how many seconds a silent
    or busy server is given. ``at_once`` (changed rows in one transaction) and ``lease`` (seconds
    after which a silent writer is taken for dead) are for tests and small servers.
    """

    def __init__(
        self,
        url: str,
        *,
        user: str = "",
        password: str = "",
        patience: float = 2.0,
        at_once: int = AT_ONCE,
        lease: float = LEASE,
    ) -> None:
        self._server = Server(url, user=user, password=password, patience=patience)
        self._reader = Reader(self._server)
        self._at_once = at_once
        self._lease = lease
        try:
            self._make_ready()
        except BaseException:
            self._server.close()
            raise

    def _make_ready(self) -> None:
        there = set(self._server.read(cypher.INDEXES)[0])
        missing = [text for name, text in cypher.schema().items() if name not in there]
        if missing:
            self._server.transact(lambda ask: [ask(text) for text in missing])
            self._server.change(cypher.AWAIT_INDEXES)
            self._refuse_other_index()
        if not self._server.read(cypher.STATE):
            self._server.change(cypher.START)

    def _refuse_other_index(self) -> None:
        # A constraint under another name does as well; a full-text index is asked by its name.
        if cypher.WORDS not in self._server.read(cypher.INDEXES)[0]:
            raise StoreError(
                "another full-text index stands in the place of ours", where=self.url,
                next_step=f"Drop the one on (:Entity).search; ours is called {cypher.WORDS}.",
            )  # fmt: skip

    @property
    def url(self) -> str:
        """The address as it was given; it never holds a password."""
        return self._server.url

    def version(self) -> int:
        """Number of the last complete write; one short statement."""
        return self._reader.state().version

    def counts(self) -> Counts:
        """How much is held, counted now by the server, some 3 µs a row."""
        return self._reader.steady(self._reader.counts_in)

    def sources(self) -> tuple[Source, ...]:
        """All sources, by id."""
        return self._reader.steady(self._reader.sources_in)

    def editions(self) -> tuple[Edition, ...]:
        """All editions, by source and date."""
        return self._reader.steady(self._reader.editions_in)

    def runs(self) -> tuple[Run, ...]:
        """All imports, in the order in which their ids were first written."""
        return self._reader.steady(self._reader.runs_in)

    def judgements(self) -> tuple[Judgement, ...]:
        """The ledger, in the order it was given."""
        return self._reader.steady(self._reader.judgements_in)

    def concordances(self) -> tuple[Concordance, ...]:
        """The pages of all lists of identifiers, in the order they were given."""
        return self._reader.steady(self._reader.concordances_in)

    def nodes(self, ids: Iterable[str] | None = None) -> Iterator[Node]:
        """All nodes, or those of the given ids, by id; read whole when this returns."""
        return map(node_of, self._reader.node_rows(ids))

    def links(self, touching: Iterable[str] | None = None) -> Iterator[Link]:
        """All links, or those touching the given nodes; read whole when this returns."""
        return map(link_of, self._reader.link_rows(touching))

    def candidates(self, words: tuple[str, ...], limit: int = 2000) -> tuple[str, ...]:
        """Ids of nodes whose names hold a word beginning with each word; by the full-text index."""
        return self._reader.candidates(words, limit)

    def write(self, changes: Changes, progress: Progress = silent) -> Counts:
        """Apply all or nothing; how is told in ``neo4j_write``."""
        if changes.empty:
            return self.counts()
        turn = Turn(self._server, uuid4().hex, lease=self._lease)
        Writer(self._server, self._reader, turn, at_once=self._at_once).write(changes, progress)
        return self._reader.steady(self._seal)

    def _seal(self, state: State) -> Counts:
        """Count what is there, and note it for ``check`` to compare with."""
        counts = self._reader.counts_in(state)
        self._server.change(
            cypher.SEAL, version=state.version, nodes=counts.nodes, links=counts.links,
            statements=counts.statements, seal=self._hash_of_registers(state),
        )  # fmt: skip
        return counts

    def _hash_of_registers(self, state: State) -> str:
        return sha256(encode(self._reader.registers_in(state)).encode()).hexdigest()

    def close(self) -> None:
        """Let go of all connections."""
        self._server.close()

    # -- Looking for damage

    def check(self) -> tuple[str, ...]:
        """What is wrong, a line each: content hashes, labels, loose ends, counts, killed writes."""
        mended = tuple(self._mend_leftovers())
        return (*mended, *self._reader.steady(lambda state: tuple(self._faults(state))))

    def _mend_leftovers(self) -> Iterator[str]:
        """Mend what a killed writer left behind, unless a load is at work, and say what it was."""
        state = self._reader.state()
        rows = sum(self._server.scan(cypher.TRACES, run=state.version))
        if state.stage == "idle" and not rows:
            return
        turn = Turn(self._server, uuid4().hex, lease=self._lease)
        try:
            stage = turn.claim(state.version, idle_means="staging")
        except StoreBusy:
            return
        Mender(self._server, turn).mend(stage, state.version)
        done = "undone" if stage == "staging" else "completed"
        yield f"a killed write had left {rows} rows behind: it was {done}"

    def _faults(self, state: State) -> Iterator[str]:
        yield from (f for row in self._reader.node_rows() for f in node_faults(row))
        yield from (f for row in self._reader.link_rows() for f in link_faults(row))
        if not state.settling:
            yield from self._wrong_labels(state)
        for link_id in self._server.scan(cypher.LOOSE_LINKS, run=state.version)[0]:
            yield f"link {link_id} is without one of its ends"
        yield from self._broken_seal(state)

    def _wrong_labels(self, state: State) -> Iterator[str]:
        start, run = "", state.version
        while rows := self._server.read(cypher.LABELS, start=start, size=PAGE, run=run)[0]:
            yield from chain.from_iterable(map(_label_faults, rows))
            start = after(rows[-1][0])

    def _broken_seal(self, state: State) -> Iterator[str]:
        sealed = self._server.read(cypher.SEALED, version=state.version)
        if not sealed:
            return
        counts = self._reader.counts_in(state)
        found = [counts.nodes, counts.links, counts.statements]
        if sealed[:3] != found:
            yield f"the store holds {found} nodes, links, statements; written were {sealed[:3]}"
        if sealed[3] != self._hash_of_registers(state):
            yield "the registers (sources, editions, imports, ledger) are not what was written"


def _label_faults(row: Row) -> Iterator[str]:
    node_id, kind, roles, labels = row
    try:
        wanted = cypher.labels(NodeKind(kind), map(Role, roles))
    except (ValueError, TypeError):
        return  # told by its hash already
    if set(wanted.replace("`", "").split(":")[1:]) != set(labels) & cypher.OUR_LABELS:
        yield f"node {node_id} has other labels than its kind and roles"
