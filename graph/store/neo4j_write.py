"""Writing to Neo4j: one step for every reader, once only, and never half when the writer is killed.

Up to ``AT_ONCE`` changed rows are one transaction: a Cypher user too sees all of it or nothing.
A larger write does not fit in a server's memory and goes in batches, in four stages:

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

from collections.abc import Callable, Iterable
from itertools import chain

from graph.errors import Defect
from graph.model import LinkKind
from graph.store import cypher
from graph.store.base import Changes, Progress
from graph.store.neo4j_mend import Mender
from graph.store.neo4j_plan import Held, Plan, Step, gathered, planned
from graph.store.neo4j_read import PAGE, Reader, State, batched
from graph.store.neo4j_server import Ask, OutOfMemory, Server
from graph.store.neo4j_turn import Turn

AT_ONCE = 50_000  # changed rows in one transaction: some 10 s, some 400 MB on the server


class Writer:
    """One write to a server; ``at_once`` is how many changed rows may be one transaction."""

    def __init__(self, server: Server, reader: Reader, turn: Turn, *, at_once: int) -> None:
        self._server = server
        self._reader = reader
        self._turn = turn
        self._mender = Mender(server, turn)
        self._at_once = at_once

    def write(self, changes: Changes, progress: Progress) -> None:
        """Apply all or nothing; ``StoreBusy`` and ``Defect`` as the protocol says."""
        stage = self._turn.claim(changes.base_version)
        if stage != "idle":
            self._mender.mend(stage, changes.base_version)
        plan = planned(changes, self._reader.steady(lambda state: self._held(changes, state)))
        if plan.rows <= self._at_once:
            try:
                self._write_at_once(plan, progress)
                return
            except OutOfMemory:
                pass  # few rows with very many statements: in batches they fit
        self._write_in_batches(plan.in_batches(), progress)

    def _held(self, changes: Changes, state: State) -> Held:
        """What the store holds of the ids that the write names."""
        self._turn.refuse_other_version(state.version, changes.base_version)
        by_kind: dict[LinkKind, list[str]] = {kind: [] for kind in LinkKind}
        for link in changes.links:
            by_kind[link.kind].append(link.id)
        links: dict[str, str] = {}
        dropped: dict[LinkKind, tuple[str, ...]] = {}
        for kind, ids in by_kind.items():
            links |= self._hashes(cypher.link_hashes(kind), ids)
            dropped[kind] = tuple(self._hashes(cypher.link_hashes(kind), changes.drop_links))
        return Held(
            nodes=self._hashes(cypher.NODE_HASHES, [n.id for n in changes.nodes]),
            links=links,
            dropped_nodes=tuple(self._hashes(cypher.NODE_HASHES, changes.drop_nodes)),
            dropped_links=dropped,
            registers=self._reader.registers_in(state),
        )

    def _hashes(self, text: str, ids: Iterable[str]) -> dict[str, str]:
        pages = (self._server.read(text, ids=some)[0] for some in batched(ids, PAGE))
        return {row_id: row_hash for page in pages for row_id, row_hash in page}

    # -- One transaction

    def _write_at_once(self, plan: Plan, progress: Progress) -> None:
        def work(ask: Ask) -> None:
            notes = self._turn.locked(ask)
            if notes.last == self._turn.token:
                return  # it was done, and only the acknowledgement was lost
            self._turn.refuse_other_version(notes.version, plan.run - 1)
            self._turn.refuse_other_writer(notes)
            told = _Told(plan, progress)
            for step in chain(plan.steps(), plan.registers):
                _do(ask, step)
                told.done(step)
            ask(cypher.PUBLISH, run=plan.run, token=self._turn.token, stage="idle")

        self._publish(work)

    def _publish(self, work: Callable[[Ask], None]) -> None:
        """Do work in a transaction whose commit is announced to readers and called over."""
        begun: list[int] = []

        def announce() -> None:
            begun[:] = self._server.change(cypher.COMMIT_BEGINS)

        try:
            self._server.transact(work, before_commit=announce)
        except Exception:
            if begun:
                self._turn.call_commits_over()
            raise
        self._turn.quietly(cypher.COMMIT_ENDED, begun=begun[0])  # else readers wait a little

    # -- Batches

    def _write_in_batches(self, plan: Plan, progress: Progress) -> None:
        try:
            self._server.transact(lambda ask: self._begin(ask, plan))
            told = _Told(plan, progress)
            for number, steps in enumerate(gathered(plan.steps()), start=1):
                self._batch(number, steps)
                told.done(*steps)
            self._publish(lambda ask: self._publish_batches(ask, plan))
            self._mender.mend("settling", plan.run)
        except Exception:
            self._mender.undo_quietly(plan.run - 1)
            raise
        except BaseException:  # an interrupt wants out now: the next write will mend it
            self._turn.quietly(cypher.RELEASE, token=self._turn.token)
            raise

    def _begin(self, ask: Ask, plan: Plan) -> None:
        notes = self._turn.locked(ask)
        self._turn.refuse_other_version(notes.version, plan.run - 1)
        self._turn.refuse_other_writer(notes)
        ask(cypher.CLAIM, token=self._turn.token, stage="staging")

    def _batch(self, number: int, steps: list[Step]) -> None:
        def work(ask: Ask) -> None:
            notes = self._turn.locked(ask)
            self._turn.refuse_when_lost(notes, "staging")
            if notes.seq < number:  # else it was done, and only the acknowledgement was lost
                for step in steps:
                    _do(ask, step)
                ask(cypher.STEP, seq=number)

        self._server.transact(work)

    def _publish_batches(self, ask: Ask, plan: Plan) -> None:
        notes = self._turn.locked(ask)
        if notes.last == self._turn.token:
            return
        self._turn.refuse_when_lost(notes, "staging")
        if loose := ask(cypher.LOOSE_ENDS)[0]:
            raise _loose_end("a node is dropped that still has links", loose)
        for step in plan.registers:
            _do(ask, step)
        ask(cypher.PUBLISH, run=plan.run, token=self._turn.token, stage="settling")


def _do(ask: Ask, step: Step) -> None:
    """Send one step; ``Defect`` when the server touched fewer rows than were sent."""
    touched = ask(step.text, **step.values)[0]
    if touched == step.rows:
        return
    if step.stage == "links" and (missing := ask(cypher.MISSING_ENDS, ids=step.named())[0]):
        raise _loose_end("a link would be left without one of its ends", missing)
    if step.stage == "nodes dropped":
        linked = ask(cypher.STILL_LINKED, ids=step.named())[0]
        raise _loose_end("a node is dropped that still has links", linked)
    raise Defect(
        f"{step.rows} rows of {step.stage} were sent and {touched} stored",
        next_step="Nothing was written; please report it.",
    )


def _loose_end(what: str, ids: Iterable[str]) -> Defect:
    return Defect(what, where=", ".join(ids), next_step="Nothing was written; please report it.")


class _Told:
    """Tells the progress of a plan, stage by stage."""

    def __init__(self, plan: Plan, progress: Progress) -> None:
        self._progress = progress
        self._totals = plan.totals()
        self._done = dict.fromkeys(self._totals, 0)

    def done(self, *steps: Step) -> None:
        """Tell that steps are done."""
        for step in steps:
            self._done[step.stage] += step.rows
            self._progress(step.stage, self._done[step.stage], self._totals[step.stage])
