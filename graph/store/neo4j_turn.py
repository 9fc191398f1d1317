"""Whose turn it is to write: one lock, one lease, and a token that a writer is known by."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from graph.errors import StoreBusy, StoreDamaged, StoreError
from graph.store import cypher
from graph.store.neo4j_server import Ask, Server


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What stands in ``Meta`` once its lock is ours; ``silent`` in seconds."""

    version: int
    stage: str
    owner: str
    last: str
    seq: int
    silent: float


class Turn:
    """One writer's turn. ``lease`` is how many seconds of silence mean that a writer is dead."""

    def __init__(self, server: Server, token: str, *, lease: float) -> None:
        self._server = server
        self._lease = lease
        self.token = token

    def locked(self, ask: Ask) -> Notes:
        """The store's notes, locked against all other writers until the transaction ends."""
        found = ask(cypher.LOCK, token=self.token)
        if not found:
            raise StoreDamaged(
                "the store's own notes are gone", where=self._server.url,
                next_step="Open it again, then load your sources.",
            )  # fmt: skip
        version, stage, owner, last, seq, silent = found
        return Notes(
            version=version, stage=stage, owner=owner, last=last, seq=seq, silent=silent / 1000
        )

    def claim(self, base: int, *, idle_means: str = "idle") -> str:
        """The stage that was found, ours now when it is one that a dead writer left behind.

        While another's transaction holds the lock this waits, no longer than patience.
        ``idle_means`` is the stage to take a store at rest for.
        """

        def look(ask: Ask) -> str:
            notes = self.locked(ask)
            self.refuse_other_version(notes.version, base)
            self.refuse_other_writer(notes)
            ask(cypher.COMMITS_OVER)
            stage = idle_means if notes.stage == "idle" else notes.stage
            if stage != "idle":
                ask(cypher.CLAIM, token=self.token, stage=stage)
            return stage

        return self._server.transact(look, seconds=self._server.patience)

    def refuse_other_version(self, version: int, base: int) -> None:
        """Raise ``StoreBusy`` unless the store is at the version that the write was planned on."""
        if version != base:
            raise StoreBusy(
                f"the store is at version {version}, the write was planned on version {base}",
                where=self._server.url,
                next_step="Another load came between: run the same command again.",
            )

    def refuse_other_writer(self, notes: Notes) -> None:
        """Raise ``StoreBusy`` while another writer is at work in batches."""
        if notes.stage != "idle" and notes.owner != self.token and notes.silent < self._lease:
            wait = self._lease - notes.silent
            raise StoreBusy(
                "another load is writing to the store",
                where=self._server.url,
                next_step=f"Wait until it is done; if it was killed, try again in {wait:.0f} s.",
            )

    def refuse_when_lost(self, notes: Notes, *stages: str) -> None:
        """Raise ``StoreBusy`` when another writer took over meanwhile."""
        if notes.owner != self.token or notes.stage not in stages:
            raise StoreBusy(
                "another load took over, since this one had been silent for too long",
                where=self._server.url,
                next_step="Run the same command again.",
            )

    def call_commits_over(self) -> None:
        """After a commit of unknown outcome: once the lock is ours it has ended, or never will."""

        def over(ask: Ask) -> None:
            self.locked(ask)
            ask(cypher.COMMITS_OVER)

        with suppress(StoreError):  # then readers wait for a while
            self._server.transact(over, seconds=self._server.patience)

    def quietly(self, text: str, **values: Any) -> None:
        """Run a statement without which nothing is wrong, only slower."""
        with suppress(StoreError):
            self._server.change(text, **values)
