"""Mending a Neo4j store after a write in batches: undo what was not published, complete what was.

The same steps end a write that went well. Each may be done twice without harm.
"""

from collections.abc import Callable, Iterator
from typing import Any

from graph.errors import StoreError
from graph.model import LinkKind, NodeKind, Role
from graph.store import cypher
from graph.store.neo4j_read import PAGE, after
from graph.store.neo4j_rows import Row
from graph.store.neo4j_server import Ask, Server
from graph.store.neo4j_turn import Turn

Settling = Callable[[list[Row]], Iterator[tuple[str, list[str]]]]


class Mender:
    """Brings a store from any stage of a write in batches back to rest."""

    def __init__(self, server: Server, turn: Turn) -> None:
        self._server = server
        self._turn = turn

    def mend(self, stage: str, version: int) -> None:
        """From a stage that is ours to rest; ``version`` is the published one."""
        if stage == "staging":
            self._undo(cypher.UNDO_LINKS, version)
            self._undo(cypher.UNDO_NODES, version)
        elif stage == "settling":
            self._settle(cypher.STAGED_LINKS, _links_to_settle)
            self._settle(cypher.STAGED_NODES, _nodes_to_settle)
        self._tend((stage, "sweeping"), cypher.STAGE, stage="sweeping")
        for text in cypher.SWEEP:
            while self._tend(("sweeping",), text, size=PAGE)[0]:
                pass
        self._tend(("sweeping", "idle"), cypher.STAGE, stage="idle")

    def undo_quietly(self, version: int) -> None:
        """Undo after a failure; what cannot be undone now is mended by the next write."""
        try:
            self.mend("staging", version)
        except StoreError:
            self._turn.quietly(cypher.RELEASE, token=self._turn.token)

    def _tend(self, stages: tuple[str, ...], text: str, **values: Any) -> list[Any]:
        """One statement in a transaction that also shows that we live."""

        def work(ask: Ask) -> list[Any]:
            notes = self._turn.locked(ask)
            self._turn.refuse_when_lost(notes, *stages)
            ask(cypher.STEP, seq=notes.seq)
            return list(ask(text, **values))

        return self._server.transact(work)

    def _undo(self, text: str, version: int) -> None:
        start = ""
        while True:
            last, _ = self._tend(("staging",), text, start=start, size=PAGE, run=version)
            if last is None:
                return
            start = after(last)

    def _settle(self, text: str, settling: Settling) -> None:
        start = ""
        while rows := self._server.read(text, start=start, size=PAGE)[0]:
            for statement, ids in settling(rows):
                self._tend(("settling",), statement, ids=ids)
            start = after(rows[-1][0])


def _links_to_settle(rows: list[Row]) -> Iterator[tuple[str, list[str]]]:
    """Statements for staged links (id, gone, kind), with the ids that each is for."""
    groups: dict[str, list[str]] = {}
    for link_id, gone, kind in rows:
        build = cypher.drop_links if gone else cypher.settle_links
        groups.setdefault(build(LinkKind(kind)), []).append(link_id)
    yield from groups.items()


def _nodes_to_settle(rows: list[Row]) -> Iterator[tuple[str, list[str]]]:
    """Statements for staged nodes (id, gone, kind, roles), with the ids that each is for."""
    groups: dict[str, list[str]] = {}
    for node_id, gone, kind, roles in rows:
        text = cypher.SETTLE_GONE_NODES
        if not gone:
            text = cypher.settle_nodes(cypher.labels(NodeKind(kind), map(Role, roles)))
        groups.setdefault(text, []).append(node_id)
    yield from groups.items()
