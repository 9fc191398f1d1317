"""How the Neo4j store writes: in one transaction or in batches, once only, and whole or not at all."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from threading import Event, Thread
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import Defect, StoreBusy, StoreUnreachable
from graph.model import Link, LinkKind, Node
from graph.store import neo4j_plan
from graph.store.base import Changes
from graph.store.neo4j import Neo4jStore
from graph.store.neo4j_server import OutOfMemory, Server
from tests import made
from tests.backends import wipe_neo4j
from tests.bolt_proxy import CutAtCommit, proxy
from tests.made import a_judgement, a_link, a_node, a_run, changes, content, fill, put
from tests.neo4j_lab import address, cypher, opened
from tests.oracle import OracleStore
from tests.world import EDITIONS, SOURCES

pytestmark = pytest.mark.neo4j

ABC = (a_node("a"), a_node("b"), a_node("c"))
IN_BATCHES = {"at_once": 0, "lease": 0.0}
WAYS = [{}, IN_BATCHES]
WAY_NAMES = ["at once", "in batches"]


@pytest.fixture(params=WAYS, ids=WAY_NAMES)
def store(request: pytest.FixtureRequest) -> Iterator[Neo4jStore]:
    wipe_neo4j()
    made = opened(**request.param)
    yield made
    made.close()


@pytest.fixture
def in_batches() -> Iterator[Neo4jStore]:
    wipe_neo4j()
    made = opened(**IN_BATCHES)
    yield made
    made.close()


def generation(number: int, size: int = 30) -> dict[str, Any]:
    """Parts of a write that replaces, adds and drops nodes and links; told by the names."""
    nodes = [a_node(f"n{i:03}", name=f"gen {number}") for i in range(size)]
    nodes.append(a_node(f"only {number}", name=f"gen {number}"))
    ends = [(f"n{i:03}", f"n{(i * 7 + 1) % size:03}") for i in range(size)]
    links = [a_link(a, b, LinkKind.MET, note=f"gen {number}") for a, b in ends]
    links.append(a_link(f"only {number}", "n000", LinkKind.RUNS, note=f"gen {number}"))
    parts: dict[str, Any] = {
        "nodes": nodes, "links": links, "sources": [replace(SOURCES[0], title=f"gen {number}")],
        "editions": EDITIONS[:1], "runs": [a_run(f"r{number}")],
        "judgements": (a_judgement("x", f"gen {number}"),),
    }  # fmt: skip
    if number:
        before = f"only {number - 1}"
        parts["drop_nodes"] = [before]
        parts["drop_links"] = [a_link(before, "n000", LinkKind.RUNS).id]
    return parts


def told(store: Neo4jStore) -> set[str]:
    """The generations that a reader meets in each answer, one after another."""
    nodes, links = list(store.nodes()), list(store.links())
    seen = {n.name for n in nodes} | {ln.statements[0].note for ln in links}
    seen |= {source.title for source in store.sources()} | {j.right for j in store.judgements()}
    return seen


def loaded(*numbers: int) -> tuple[object, ...]:
    """What a store holds after these generations, by the oracle."""
    oracle = OracleStore()
    for number in numbers:
        put(oracle, **generation(number))
    return content(oracle)


# -- Both ways give the same


def test_generations_follow_each_other(store: Neo4jStore) -> None:
    for number in range(3):
        put(store, **generation(number))
    assert content(store) == loaded(0, 1, 2)
    assert store.check() == ()


def test_only_rows_that_differ_are_sent(
    store: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, **generation(0))
    sent: list[int] = []
    monkeypatch.setattr(
        neo4j_plan.Plan, "totals", lambda plan: sent.append(plan.rows) or dict.fromkeys(STAGES, 0)
    )
    put(store, nodes=[*generation(0)["nodes"], a_node("new")], links=generation(0)["links"])
    assert sent == [1]


STAGES = ("nodes", "links", "links dropped", "nodes dropped", "registers")


def test_labels_follow_a_replaced_node(store: Neo4jStore) -> None:
    fill(store)
    swapped = [replace(n, kind=made.NodeKind.THEME, roles=(made.Role.FORUM,)) for n in store.nodes()]
    put(store, nodes=swapped)
    assert cypher("MATCH (n:Theme:Forum) WHERE NOT n:Organisation RETURN count(n)") == [[40]]
    assert store.check() == ()


def test_nothing_is_left_staged(store: Neo4jStore) -> None:
    put(store, **generation(0))
    put(store, **generation(1))
    assert cypher("MATCH (s:StagedNode|StagedLink) RETURN count(s)") == [[0]]
    assert cypher("MATCH (m:Meta {id:'store'}) RETURN m.stage, m.version") == [["idle", 2]]


def test_a_dropped_node_that_keeps_a_link_undoes_the_write(store: Neo4jStore) -> None:
    put(store, **generation(0))
    with pytest.raises(Defect, match="n001"):
        put(store, nodes=[a_node("x")], drop_nodes=["n001"])
    assert content(store) == loaded(0)
    assert store.check() == ()


def test_a_link_to_a_node_dropped_in_the_same_write_undoes_it(store: Neo4jStore) -> None:
    put(store, nodes=ABC)
    with pytest.raises(Defect):
        put(store, links=[a_link("a", "b")], drop_nodes=["b"])
    assert (store.counts().nodes, store.counts().links, store.check()) == (3, 0, ())


def test_a_row_that_the_server_did_not_store_undoes_the_write(
    store: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, **generation(0))
    honest = neo4j_plan.Step.__init__

    def one_more(self: neo4j_plan.Step, **fields: Any) -> None:
        honest(self, **{**fields, "rows": fields["rows"] + 1})

    with monkeypatch.context() as patch:
        patch.setattr(neo4j_plan.Step, "__init__", one_more)
        with pytest.raises(Defect, match="were sent"):
            put(store, nodes=[a_node("x")])
    assert content(store) == loaded(0)
    assert put(store, **generation(1)).version == 2


def test_an_id_that_is_too_long_is_refused_by_name(store: Neo4jStore) -> None:
    with pytest.raises(Defect, match="longer than 8,000 bytes"):
        put(store, nodes=[a_node("é" * 4001)])
    assert put(store, nodes=[a_node("é" * 4000)]).nodes == 1


def test_a_ledger_that_grows_keeps_what_stands(store: Neo4jStore) -> None:
    ledger = tuple(a_judgement(str(i), "x") for i in range(6))
    put(store, judgements=ledger[:4])
    ids = cypher("MATCH (j:Judgement) RETURN elementId(j) ORDER BY j.place")
    put(store, judgements=ledger)
    assert store.judgements() == ledger
    assert cypher("MATCH (j:Judgement) RETURN elementId(j) ORDER BY j.place")[:4] == ids


texts = st.sampled_from([f"id {letter}" for letter in "abcdef"])


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(
    st.lists(made.nodes(texts), max_size=4, unique_by=lambda n: n.id),
    st.lists(made.links(texts), max_size=4, unique_by=lambda ln: ln.id),
    st.sets(texts, max_size=2),
), min_size=1, max_size=3))  # fmt: skip
def test_any_writes_leave_what_the_oracle_holds(
    store: Neo4jStore, steps: list[tuple[list[Node], list[Link], set[str]]]
) -> None:
    wipe_neo4j()
    again = opened(at_once=store._at_once, lease=0.0)
    oracle = OracleStore()
    for nodes, links, drop in steps:
        gone = drop - {n.id for n in nodes}
        for one in (oracle, again):
            attempt(one, nodes, links, gone)
    assert content(again) == content(oracle)
    assert again.check() == ()
    again.close()


def attempt(
    store: Neo4jStore | OracleStore, nodes: list[Node], links: list[Link], gone: set[str]
) -> None:
    """Write, also what links to nowhere: then all stores must refuse."""
    touched = [ln.id for ln in store.links(gone)]
    kept = [ln for ln in links if ln.id not in touched]
    try:
        put(store, nodes=nodes, links=kept, drop_nodes=sorted(gone), drop_links=touched)
    except Defect:
        return


# -- Once only: the connection is cut at a commit, before it or after

CUTS: list[tuple[str, bytes]] = [("claim", b"m.asked"), ("publish", b"m.last = $token")]
BATCH_CUTS = [*CUTS, ("begin", b"staging"), ("batch", b"StagedNode) SET s = row"),
              ("links", b"CREATE (a)-[r"), ("settle", b"properties(s)"), ("sweep", b"DELETE s"),
              ("idle", b"m.stage = $stage")]  # fmt: skip


@pytest.mark.parametrize("before", [True, False], ids=["before the commit", "after the commit"])
@pytest.mark.parametrize(("place", "marker"), BATCH_CUTS, ids=[name for name, _ in BATCH_CUTS])
@pytest.mark.parametrize("way", WAYS, ids=WAY_NAMES)
def test_a_connection_cut_at_a_commit_does_no_harm(
    way: dict[str, Any], place: str, marker: bytes, before: bool
) -> None:
    wipe_neo4j()
    with opened_through(CutAtCommit(marker, before=before), **way) as (store, cut):
        put(store, **generation(0))
        counted = put(store, **generation(1))
        assert (content(store), store.check()) == (loaded(0, 1), ())
    assert counted.version == 2
    assert cut.cuts == (1 if way or (place, marker) in CUTS else 0)


@contextmanager
def opened_through(
    cut: CutAtCommit, **options: Any
) -> Iterator[tuple[Neo4jStore, CutAtCommit]]:
    """A store that is reached through a door that fails."""
    with proxy(int(address().rpartition(":")[2]), cut) as door:
        store = opened(url=f"bolt://127.0.0.1:{door}", **options)
        try:
            yield store, cut
        finally:
            store.close()


def test_a_connection_cut_in_an_answer_is_made_anew(store: Neo4jStore) -> None:
    fill(store)
    with opened_through(CutAtCommit(b"n.search", before=True, times=3)) as (through, cut):
        assert content(through) == content(store)
    assert cut.cuts > 0


def test_a_server_that_never_answers_a_commit_is_given_up(store: Neo4jStore) -> None:
    marker = b"m.last = $token"
    with opened_through(CutAtCommit(marker, before=True, times=99), patience=0.5) as (through, _):
        with pytest.raises(StoreUnreachable):
            put(through, nodes=ABC)
    assert (store.version(), store.counts().nodes) == (0, 0)
    assert put(store, nodes=ABC).nodes == 3


# -- Fail at the Nth transaction, for every N: old or new, and the next write goes through


class Killed(BaseException):
    """The process ends here."""


class Fuse:
    """Lets a number of statements and transactions through, then the process is dead."""

    def __init__(self, patch: pytest.MonkeyPatch, allowed: int) -> None:
        self.left = allowed
        for name in ("transact", "change", "read"):
            patch.setattr(Server, name, self.guarded(getattr(Server, name)))

    def guarded(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **values: Any) -> Any:
            if self.left <= 0:
                raise Killed
            self.left -= 1
            return real(*given, **values)

        return call


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS, ids=WAY_NAMES)
def test_a_writer_that_dies_at_any_point_leaves_the_old_or_the_new(
    way: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    outcomes: list[int] = []
    for allowed in range(200):
        wipe_neo4j()
        store = opened(**way)
        put(store, **generation(0))
        plan = changes(store, **generation(1))
        with monkeypatch.context() as patch:
            fuse = Fuse(patch, allowed)
            with suppress(Killed):
                store.write(plan)
        store.close()
        outcomes.append(seen_after_death())
        if fuse.left > 0:
            break
    assert outcomes == sorted(outcomes)
    assert set(outcomes) == {1, 2}
    assert len(outcomes) > 20


def seen_after_death() -> int:
    """The version that is left, after all that a reader, a check and the next write do with it."""
    store = opened(**IN_BATCHES)
    version = store.version()
    assert content(store)[1:] == loaded(*range(version))[1:]
    assert store.candidates(("gen",)) == tuple(n.id for n in store.nodes())
    left = store.check()
    assert (content(store)[1:], store.check()) == (loaded(*range(version))[1:], ())
    assert all("killed write" in line for line in left)
    put(store, **generation(version))
    assert content(store)[1:] == loaded(*range(version + 1))[1:]
    store.close()
    return version


@pytest.mark.slow
def test_a_killed_write_is_mended_by_the_next_one_too(monkeypatch: pytest.MonkeyPatch) -> None:
    for allowed in range(30, 90, 4):
        wipe_neo4j()
        store = opened(**IN_BATCHES)
        put(store, **generation(0))
        with monkeypatch.context() as patch:
            Fuse(patch, allowed)
            with suppress(Killed):
                put(store, **generation(1))
        version = store.version()
        put(store, **generation(version))
        assert (content(store), store.check()) == (loaded(*range(version + 1)), ())
        store.close()


# -- Several at once


def test_a_living_writer_is_not_disturbed(in_batches: Neo4jStore) -> None:
    put(in_batches, **generation(0))
    other = opened(at_once=0, lease=60.0)
    seen: list[str] = []

    def meddle(stage: str, done: int, total: int) -> None:
        with pytest.raises(StoreBusy, match="another load is writing"):
            put(other, nodes=ABC)
        assert other.check() == ()
        seen.append(stage)

    plan = changes(in_batches, **generation(1))
    in_batches.write(plan, meddle)
    assert set(seen) == set(STAGES) - {"registers"}
    assert content(other) == loaded(0, 1)
    other.close()


def test_a_writer_that_was_taken_for_dead_gives_up(in_batches: Neo4jStore) -> None:
    put(in_batches, **generation(0))

    def overtake(stage: str, done: int, total: int) -> None:
        other = opened(**IN_BATCHES)
        put(other, **generation(1))
        other.close()

    plan = changes(in_batches, nodes=[a_node("late")])
    with pytest.raises(StoreBusy, match="took over"):
        in_batches.write(plan, overtake)
    assert (content(in_batches), in_batches.check()) == (loaded(0, 1), ())


def test_an_interrupt_frees_the_store_for_the_next_write(in_batches: Neo4jStore) -> None:
    put(in_batches, **generation(0))
    stopped = opened(at_once=0, lease=60.0)

    def interrupt(stage: str, done: int, total: int) -> None:
        raise KeyboardInterrupt

    plan = changes(stopped, **generation(1))
    with pytest.raises(KeyboardInterrupt):
        stopped.write(plan, interrupt)
    assert content(stopped) == loaded(0)
    stopped.write(plan)
    assert content(stopped) == loaded(0, 1)
    stopped.close()


def test_a_writer_waits_no_longer_than_patience_for_the_lock(in_batches: Neo4jStore) -> None:
    from neo4j import GraphDatabase

    from tests.neo4j_lab import credentials

    hasty = opened(patience=1.0)
    with (
        GraphDatabase.driver(address(), auth=credentials()) as driver,
        driver.session() as session,
        session.begin_transaction() as holding,
    ):
        holding.run("MATCH (m:Meta {id: 'store'}) SET m.asked = 'x'").consume()
        began = time.monotonic()
        with pytest.raises(StoreBusy):
            put(hasty, nodes=ABC)
        assert time.monotonic() - began < 8
        holding.rollback()
    assert put(hasty, nodes=ABC).nodes == 3
    hasty.close()


@pytest.mark.parametrize("way", WAYS, ids=WAY_NAMES)
def test_of_several_writers_each_gets_its_rows_in(way: dict[str, Any]) -> None:
    wipe_neo4j()
    opened().close()

    def work(name: str) -> None:
        store = opened(**{**way, "lease": 60.0})
        for turn in range(4):
            persevere(store, a_node(f"{name}{turn}"))
        store.close()

    threads = [Thread(target=work, args=(name,)) for name in "wxyz"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    store = opened()
    assert [n.id for n in store.nodes()] == [f"{name}{turn}" for name in "wxyz" for turn in range(4)]
    assert (store.version(), store.check()) == (16, ())
    store.close()


def persevere(store: Neo4jStore, node: Node) -> None:
    """Plan anew and write until it goes through."""
    for _ in range(400):
        with suppress(StoreBusy):
            put(store, nodes=[node])
            return
        time.sleep(0.02)
    raise AssertionError("never my turn")


@pytest.mark.parametrize("way", WAYS, ids=WAY_NAMES)
def test_readers_meet_whole_generations_only(way: dict[str, Any]) -> None:
    wipe_neo4j()
    writer = opened(**way)
    put(writer, **generation(0))
    done, met = Event(), list[set[str]]()

    def read() -> None:
        reader = opened()
        while not done.is_set():
            met.append({n.name for n in reader.nodes()})
            met.append({ln.statements[0].note for ln in reader.links()})
            counts = reader.counts()
            assert (counts.nodes, counts.links) == (31, 31)
        reader.close()

    threads = [Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for number in range(1, 9):
        put(writer, **generation(number))
    done.set()
    for thread in threads:
        thread.join()
    assert len(met) > 10
    assert all(len(names) == 1 for names in met)
    writer.close()


def test_rows_that_do_not_fit_in_one_transaction_go_in_batches(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wipe_neo4j()
    store = opened(lease=0.0)
    real = Server.transact
    refused: list[str] = []

    def full(self: Server, work: Callable[..., Any], **options: Any) -> Any:
        if "at_once" in work.__qualname__ and not refused:
            refused.append(work.__qualname__)
            raise OutOfMemory("the write does not fit")
        return real(self, work, **options)

    monkeypatch.setattr(Server, "transact", full)
    put(store, **generation(0))
    assert refused
    assert (content(store), store.check()) == (loaded(0), ())
    store.close()
