"""How the Neo4j store writes, in one transaction or in batches, alone or beside others."""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from threading import Event, Thread
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from neo4j import GraphDatabase

from graph.errors import Defect, StoreBusy
from graph.model import Link, Node, NodeKind, Role
from graph.store import neo4j_plan
from graph.store.neo4j import Neo4jStore
from graph.store.neo4j_server import OutOfMemory, Server
from tests import made
from tests.backends import wipe_neo4j
from tests.made import a_judgement, a_link, a_node, changes, content, fill, put
from tests.neo4j_lab import (
    IN_BATCHES,
    WAY_NAMES,
    WAYS,
    address,
    credentials,
    cypher,
    generation,
    loaded,
    opened,
)
from tests.oracle import OracleStore

pytestmark = pytest.mark.neo4j

ABC = (a_node("a"), a_node("b"), a_node("c"))


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


# -- Both ways give the same


def test_generations_follow_each_other(store: Neo4jStore) -> None:
    for number in range(3):
        put(store, **generation(number))
    assert content(store) == loaded(0, 1, 2)
    assert store.check() == ()


def test_only_rows_that_differ_are_sent(store: Neo4jStore, monkeypatch: pytest.MonkeyPatch) -> None:
    put(store, **generation(0))
    sent: list[int] = []

    def note(plan: neo4j_plan.Plan) -> dict[str, int]:
        sent.append(plan.rows)
        return dict.fromkeys(STAGES, 0)

    monkeypatch.setattr(neo4j_plan.Plan, "totals", note)
    put(store, nodes=[*generation(0)["nodes"], a_node("new")], links=generation(0)["links"])
    assert sent == [1]


STAGES = ("nodes", "links", "links dropped", "nodes dropped", "registers")


def test_labels_follow_a_replaced_node(store: Neo4jStore) -> None:
    fill(store)
    here = list(store.nodes())
    put(store, nodes=[replace(n, kind=NodeKind.THEME, roles=(Role.FORUM,)) for n in here])
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


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
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
    expected = [f"{name}{turn}" for name in "wxyz" for turn in range(4)]
    assert [n.id for n in store.nodes()] == expected
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
