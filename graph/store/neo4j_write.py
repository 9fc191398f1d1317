"""Writing to Neo4j: one step for every reader, once only, and never half when the writer is killed.

Up to ``AT_ONCE`` changed rows are one transaction: a Cypher user too sees all of it or nothing.
A larger write does not fit in a server's memory and goes in batches, in five stages:

1. *staging*: new rows are put beside the published ones with a later ``run``, so that they are
   hidden; what will replace or remove a published row waits in nodes of its own (``StagedNode``,
   ``StagedLink``). No published row is touched: to undo is to delete what is new.
2. *publish*, the one transaction that counts: the version moves, and readers now show the new rows
   and take staged rows in the place of the old ones.
3. *settling*: staged rows are laid over the old ones. Readers see the same all the time.
4. *sweeping*: the staged copies, which nobody reads any more, are deleted.

This suits a first load (all rows new, written once, nothing to settle) and small updates alike.
Its price: while a large first load runs, raw Cypher meets rows with a ``run`` above
``(:Meta {id: 'store'}).version``. A writer that was killed leaves its stage behind; the next write,
or ``check``, undoes stage 1 or completes stages 3 and 4.

Once only: each transaction first locks ``Meta`` and looks whether it was done before, so a lost
acknowledgement or a second writer does no harm.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from uuid import uuid4

from graph.errors import Defect, StoreBusy, StoreError
from graph.model import LinkKind, NodeKind, Role
from graph.store import cypher
from graph.store.base import Changes, Progress
from graph.store.neo4j_plan import Held, Plan, Step, planned
from graph.store.neo4j_read import PAGE, Reader, State, after, batched
from graph.store.neo4j_server import Ask, OutOfMemory, Server

AT_ONCE = 50_000  # changed rows in one transaction: some 10 s, and some 400 MB on the server
LEASE = 30.0  # seconds of silence after which a writer is taken for dead; a batch takes under 2 s


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What stands in ``Meta`` once its lock is ours."""

    version: int
    stage: str
    owner: str
    last: str
    seq: int
    silent: float


class Writer:
    """Writes to one server. ``at_once`` and ``lease`` are as the constants above."""

    def __init__(self, server: Server, reader: Reader, *, at_once: int, lease: float) -> None:
        self._server = server
        self._reader = reader
        self._at_once = at_once
        self._lease = lease

    def write(self, changes: Changes, progress: Progress) -> None:
        """Apply all or nothing; ``StoreBusy`` and ``Defect`` as the protocol says."""
        token = uuid4().hex
        self._claim(changes.base_version, token)
        plan = planned(changes, self._reader.steady(lambda state: self._held(changes, state)))
        if plan.rows <= self._at_once:
            try:
                self._write_at_once(plan, token, progress)
                return
            except OutOfMemory:
                pass  # few rows with very many statements: in batches they fit
        self._write_in_batches(plan.in_batches(), token, progress)

    # -- Whose turn it is

    def _claim(self, base: int, token: str) -> None:
        """Make sure that the version is as planned and nobody writes; mend what a writer left."""

        def look(ask: Ask) -> str:
            notes = self._locked(ask, token)
            self._refuse_other_version(notes.version, base)
            if notes.stage != "idle":
                self._refuse_living_writer(notes.silent)
                ask(cypher.CLAIM, token=token, stage=notes.stage)
            return notes.stage

        # While another writer's transaction holds the lock we wait, no longer than patience.
        stage = self._server.transact(look, seconds=self._server.patience)
        if stage != "idle":
            self._mend(stage, base, token)

    def _locked(self, ask: Ask, token: str) -> Notes:
        version, stage, owner, last, seq, silent = ask(cypher.LOCK, token=token)
        return Notes(
            version=version, stage=stage, owner=owner, last=last, seq=seq, silent=silent / 1000
        )

    def _refuse_other_version(self, version: int, base: int) -> None:
        if version != base:
            raise StoreBusy(
                f"the store is at version {version}, the write was planned on version {base}",
                where=self._server.url,
                next_step="Another load came between: run the same command again.",
            )

    def _refuse_living_writer(self, silent: float) -> None:
        if silent < self._lease:
            raise StoreBusy(
                "another load is writing to the store", where=self._server.url,
                next_step=f"Wait until it is done; if it was killed, try again in "
                f"{self._lease - silent:.0f} s.",
            )  # fmt: skip

    def _held(self, changes: Changes, state: State) -> Held:
        """What the store holds of the ids that the write names."""
        self._refuse_other_version(state.version, changes.base_version)
        by_kind: dict[LinkKind, list[str]] = {kind: [] for kind in LinkKind}
        for link in changes.links:
            by_kind[link.kind].append(link.id)
        dropped = {k: tuple(self._link_hashes(k, changes.drop_links)) for k in LinkKind}
        return Held(
            nodes=self._hashes(cypher.NODE_HASHES, [n.id for n in changes.nodes]),
            links={i: h for k, ids in by_kind.items() for i, h in self._link_hashes(k, ids).items()},
            dropped_nodes=tuple(self._hashes(cypher.NODE_HASHES, changes.drop_nodes)),
            dropped_links={kind: ids for kind, ids in dropped.items() if ids},
            registers=self._reader.registers_in(state),
        )

    def _link_hashes(self, kind: LinkKind, ids: Iterable[str]) -> dict[str, str]:
        return self._hashes(cypher.link_hashes(kind), ids)

    def _hashes(self, text: str, ids: Iterable[str]) -> dict[str, str]:
        pages = (self._server.read(text, ids=some)[0] for some in batched(ids, PAGE))
        return {row_id: row_hash for page in pages for row_id, row_hash in page}

    # -- One transaction

    def _write_at_once(self, plan: Plan, token: str, progress: Progress) -> None:
        def work(ask: Ask) -> None:
            notes = self._locked(ask, token)
            if notes.last == token:
                return  # it was done, and only the acknowledgement was lost
            self._refuse_other_version(notes.version, plan.run - 1)
            if notes.stage != "idle":
                self._refuse_living_writer(0)
            told = _Told(plan, progress)
            for step in (*plan.steps(), *plan.registers):
                _do(ask, step)
                told.done(step)
            ask(cypher.PUBLISH, run=plan.run, token=token, stage="idle")

        self._publish(work)

    def _publish(self, work: Callable[[Ask], None]) -> None:
        """Do work in a transaction whose commit is announced to readers and called over."""
        begun: list[int] = []

        def announce() -> None:
            begun[:] = self._server.change(cypher.COMMIT_BEGINS)

        self._server.transact(work, before_commit=announce)
        self._server.change(cypher.COMMIT_ENDED, begun=begun[0])

    # -- Batches

    def _write_in_batches(self, plan: Plan, token: str, progress: Progress) -> None:
        self._begin(plan, token)
        try:
            told = _Told(plan, progress)
            for seq, step in enumerate(plan.steps(), start=1):
                self._batch(seq, step, token)
                told.done(step)
            self._publish_batches(plan, token)
        except Exception:
            self._undo_quietly(plan.run - 1, token)
            raise
        except BaseException:  # an interrupt wants out now: the next write will undo it
            self._server.change(cypher.RELEASE, token=token)
            raise
        self._mend("settling", plan.run, token, progress)

    def _begin(self, plan: Plan, token: str) -> None:
        def begin(ask: Ask) -> None:
            notes = self._locked(ask, token)
            if notes.owner == token:
                return
            self._refuse_other_version(notes.version, plan.run - 1)
            if notes.stage != "idle":
                self._refuse_living_writer(0)
            ask(cypher.CLAIM, token=token, stage="staging")

        self._server.transact(begin)

    def _batch(self, seq: int, step: Step, token: str) -> None:
        def work(ask: Ask) -> None:
            notes = self._locked(ask, token)
            self._refuse_when_not_mine(notes, token)
            if notes.seq == seq:
                return  # it was done, and only the acknowledgement was lost
            _do(ask, step)
            ask(cypher.STEP, seq=seq)

        self._server.transact(work)

    def _publish_batches(self, plan: Plan, token: str) -> None:
        def work(ask: Ask) -> None:
            notes = self._locked(ask, token)
            if notes.last == token:
                return
            self._refuse_when_not_mine(notes, token)
            _refuse_loose_ends(ask(cypher.LOOSE_ENDS)[0])
            for step in plan.registers:
                _do(ask, step)
            ask(cypher.PUBLISH, run=plan.run, token=token, stage="settling")

        self._publish(work)

    def _refuse_when_not_mine(self, notes: Notes, token: str) -> None:
        if notes.owner != token:
            raise StoreBusy(
                "another load took over, since this one had been silent for too long",
                where=self._server.url, next_step="Run the same command again.",
            )  # fmt: skip

    # -- Mending: undo what was not published, complete what was

    def mend_leftovers(self) -> str:
        """Mend what a killed writer left behind and say what it was; empty when there is nothing."""
        state = self._reader.state()
        traces = sum(self._server.read(cypher.TRACES, run=state.version))
        if state.stage == "idle" and not traces:
            return ""
        if state.stage != "idle" and state.silent < self._lease:
            return ""  # a load is at work
        token = uuid4().hex
        stage = "staging" if state.stage == "idle" else state.stage
        self._take_over(state, stage, token)
        self._mend(stage, state.version, token)
        done = "undone" if stage == "staging" else "completed"
        return f"a killed write had left {traces} rows behind; it was {done}"

    def _take_over(self, state: State, stage: str, token: str) -> None:
        def take(ask: Ask) -> None:
            notes = self._locked(ask, token)
            self._refuse_other_version(notes.version, state.version)
            if notes.stage != "idle":
                self._refuse_living_writer(notes.silent)
            ask(cypher.CLAIM, token=token, stage=stage)

        self._server.transact(take, seconds=self._server.patience)

    def _undo_quietly(self, version: int, token: str) -> None:
        """Undo after a failure; what cannot be undone now is undone by the next write."""
        try:
            self._mend("staging", version, token)
        except StoreError:
            pass

    def _mend(self, stage: str, version: int, token: str, progress: Progress = silent) -> None:
        if stage == "staging":
            self._undo(cypher.UNDO_LINKS, version, token)
            self._undo(cypher.UNDO_NODES, version, token)
        elif stage == "settling":
            self._settle(cypher.STAGED_LINKS, _settling_links, token)
            self._settle(cypher.STAGED_NODES, _settling_nodes, token)
            self._tend(token, lambda ask: ask(cypher.STAGE, stage="sweeping"))
        for text in cypher.SWEEP:
            while self._tend(token, lambda ask, text=text: ask(text, size=PAGE))[0]:
                pass
        self._tend(token, lambda ask: ask(cypher.STAGE, stage="idle"))

    def _tend(self, token: str, work: Callable[[Ask], list[Any]]) -> list[Any]:
        """Work that does no harm when done twice, in a transaction that shows that we live."""

        def tend(ask: Ask) -> list[Any]:
            notes = self._locked(ask, token)
            self._refuse_when_not_mine(notes, token)
            ask(cypher.STEP, seq=notes.seq)
            return work(ask)

        return self._server.transact(tend)

    def _undo(self, text: str, version: int, token: str) -> None:
        start: str | None = ""
        while start is not None:
            values = {"start": start, "size": PAGE, "run": version}
            last = self._tend(token, lambda ask, values=values: ask(text, **values))[0]
            start = None if last is None else after(last)

    def _settle(self, text: str, settling: Settling, token: str) -> None:
        start = ""
        while rows := self._server.read(text, start=start, size=PAGE)[0]:
            for statement, ids in settling(rows):
                self._tend(token, lambda ask, s=statement, i=ids: ask(s, ids=i))
            start = after(rows[-1][0])
