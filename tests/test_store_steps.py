"""How every store writes, wholly or not at all, and closes; each test takes an empty ``store``.

The contract goes on from ``test_store.py`` and ends in ``test_store_search.py``.
"""

import ast
from pathlib import Path
from threading import Thread

import pytest

from graph.errors import Defect, StoreBusy, StoreError
from graph.model import LinkKind
from graph.store.base import Changes, Counts, Store
from tests.backends import same_place
from tests.made import a_judgement, a_link, a_node, a_page, a_run, changes, content, fill, put
from tests.world import EDITIONS, SOURCES, tiny_world

ABC = (a_node("a"), a_node("b"), a_node("c"))
THREE_STATEMENTS = tuple(a_node("a").statements[0] for _ in range(3))


# -- One step


def test_a_write_raises_the_version_by_one(store: Store) -> None:
    assert [put(store, nodes=[a_node(n)]).version for n in "ab"] == [1, 2]
    assert store.version() == 2


def test_a_write_of_runs_alone_raises_the_version(store: Store) -> None:
    assert put(store, runs=[a_run("r")]).version == store.version() == 1


def test_an_empty_write_changes_nothing(store: Store) -> None:
    fill(store)
    before = content(store)
    assert store.write(Changes(base_version=1)) == store.counts()
    assert content(store) == before


def test_a_write_gives_the_counts_of_what_is_there_afterwards(store: Store) -> None:
    nodes = [a_node("a", statements=THREE_STATEMENTS), a_node("b"), a_node("c", statements=())]
    put(store, nodes=nodes, links=[a_link("a", "b"), a_link("b", "c")])
    counted = put(store, nodes=[a_node("d")], drop_links=[a_link("a", "b").id])
    assert counted == store.counts() == Counts(version=2, nodes=4, links=1, statements=6)


def test_replacing_changes_the_count_of_statements(store: Store) -> None:
    put(store, nodes=[a_node("a", statements=THREE_STATEMENTS)])
    assert put(store, nodes=[a_node("a")]).statements == 1


def test_a_write_planned_on_an_older_version_is_refused(store: Store) -> None:
    plan = changes(store, nodes=[a_node("late")])
    fill(store)
    before = content(store)
    with pytest.raises(StoreBusy):
        store.write(plan)
    assert content(store) == before


def test_a_write_planned_on_a_version_to_come_is_refused(store: Store) -> None:
    with pytest.raises(StoreBusy):
        store.write(Changes(base_version=7, nodes=ABC))
    assert store.counts().nodes == 0


def test_the_refusal_of_a_late_write_says_what_to_do(store: Store) -> None:
    put(store, nodes=ABC)
    with pytest.raises(StoreBusy) as caught:
        store.write(Changes(base_version=0, nodes=ABC))
    assert caught.value.next_step


def test_a_second_door_sees_the_write_and_must_plan_on_it(store: Store) -> None:
    other = same_place(store)
    plan = changes(other, nodes=[a_node("late")])
    fill(store)
    assert content(other) == content(store)
    with pytest.raises(StoreBusy):
        other.write(plan)
    if other is not store:
        other.close()


def broken(store: Store) -> Changes:
    """Good parts of all kinds, and one link whose end is nowhere."""
    return changes(
        store, nodes=[a_node("a", name="Changed"), a_node("new")], drop_nodes=["c"],
        links=[a_link("a", "new"), a_link("a", "nobody")], sources=SOURCES, editions=EDITIONS,
        runs=[a_run("r2")], judgements=(a_judgement("x", "y"),), concordances=(a_page(),),
    )  # fmt: skip


def test_a_link_without_an_end_undoes_the_whole_write(store: Store) -> None:
    put(store, nodes=ABC, links=[a_link("a", "b")], runs=[a_run("r1")])
    before = content(store)
    with pytest.raises(Defect):
        store.write(broken(store))
    assert content(store) == before


def test_after_a_refused_write_a_good_one_goes_through(store: Store) -> None:
    with pytest.raises(Defect):
        store.write(broken(store))
    assert put(store, nodes=ABC, links=[a_link("a", "b")]).version == 1
    assert store.check() == ()


def test_a_link_without_an_end_is_named(store: Store) -> None:
    put(store, nodes=ABC)
    with pytest.raises(Defect, match="nobody"):
        put(store, links=[a_link("nobody", "a")])


@pytest.mark.parametrize("ends", [("a", "b"), ("b", "a"), ("a", "a")])
def test_dropping_a_node_that_still_has_links_is_refused(
    store: Store, ends: tuple[str, str]
) -> None:
    put(store, nodes=ABC, links=[a_link(*ends, LinkKind.MET)])
    before = content(store)
    with pytest.raises(Defect):
        put(store, drop_nodes=["a"])
    assert content(store) == before


def test_a_link_put_to_a_node_dropped_in_the_same_write_is_refused(store: Store) -> None:
    put(store, nodes=ABC)
    with pytest.raises(Defect):
        put(store, links=[a_link("a", "b")], drop_nodes=["b"])
    assert store.counts() == Counts(version=1, nodes=3, links=0, statements=3)


@pytest.mark.parametrize(
    "parts",
    [
        {"nodes": [a_node("a"), a_node("a", name="Other")]},
        {"links": [a_link("a", "b"), a_link("a", "b", note="other")]},
        {"nodes": [a_node("a")], "drop_nodes": ["a"]},
        {"links": [a_link("a", "b")], "drop_links": [a_link("a", "b").id]},
        {"drop_nodes": ["a", "a"]},
        {"runs": [a_run("r"), a_run("r", records=9)]},
    ],
)
def test_a_change_that_contradicts_itself_is_refused(
    store: Store, parts: dict[str, list[object]]
) -> None:
    put(store, nodes=ABC)
    with pytest.raises(Defect, match="twice"):
        put(store, **parts)
    assert store.version() == 1


HALF = "half \ud83d"  # one half of a pair that only together is a letter


@pytest.mark.parametrize(
    "parts",
    [
        {"nodes": [a_node("x", name=HALF)]},
        {"nodes": [a_node("x", aliases=(HALF,))]},
        {"links": [a_link("a", "b", note=HALF)]},
        {"runs": [a_run("r", edition=HALF)]},
        {"judgements": [a_judgement("a", HALF)]},
        {"concordances": [a_page(facts=HALF)]},
    ],
)
def test_a_text_that_is_not_unicode_is_refused(
    store: Store, parts: dict[str, list[object]]
) -> None:
    put(store, nodes=ABC)
    with pytest.raises(Defect):
        put(store, **parts)
    assert store.counts() == Counts(version=1, nodes=3, links=0, statements=3)


def test_an_interrupt_in_a_write_leaves_all_as_it_was(store: Store) -> None:
    put(store, nodes=ABC, links=[a_link("a", "b")])
    before = content(store)

    def interrupt(stage: str, done: int, total: int) -> None:
        raise KeyboardInterrupt

    sources, editions, nodes, links = tiny_world()
    plan = changes(store, nodes=nodes, links=links, sources=sources, editions=editions)
    with pytest.raises(KeyboardInterrupt):
        store.write(plan, interrupt)
    assert content(store) == before
    assert store.write(plan).version == 2


def test_progress_counts_up_to_the_end_of_each_stage(store: Store) -> None:
    seen: list[tuple[str, int, int]] = []
    plan = changes(store, nodes=[a_node(f"n{i}") for i in range(300)])
    store.write(plan, lambda *step: seen.append(step))
    last = {stage: (done, total) for stage, done, total in seen}
    assert seen
    assert all(0 <= done <= total for _, done, total in seen)
    assert all(done == total for done, total in last.values())


def test_an_answer_begun_before_a_write_is_wholly_of_one_version(store: Store) -> None:
    put(store, nodes=[a_node(f"n{i:04}", name="old") for i in range(3_000)])
    answer = store.nodes()
    names = {next(answer).name}
    put(store, nodes=[a_node(f"n{i:04}", name="new") for i in range(3_000)])
    names |= {node.name for node in answer}
    assert len(names) == 1


def test_several_threads_may_read_at_once(store: Store) -> None:
    fill(store)
    expected, seen = content(store), []
    threads = [Thread(target=lambda: seen.append(content(store))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [expected] * 6


def test_readers_never_meet_a_half_written_state(store: Store) -> None:
    pair = [a_node("a"), a_node("b")]
    put(store, nodes=pair)
    seen: set[tuple[str, ...]] = set()
    reader = Thread(
        target=lambda: seen.update(tuple(n.name for n in store.nodes()) for _ in range(60))
    )
    reader.start()
    for turn in range(20):
        put(store, nodes=[a_node(n, name=f"turn {turn}") for n in "ab"])
    reader.join()
    assert seen
    assert all(len(set(names)) == 1 or names == (pair[0].name, pair[1].name) for names in seen)


# -- Health and end


def test_a_filled_and_changed_store_is_sound(store: Store) -> None:
    fill(store)
    put(store, nodes=ABC, links=[a_link("a", "b")], judgements=(a_judgement("a", "b"),))
    put(store, drop_nodes=["c"], drop_links=[a_link("a", "b").id], runs=[a_run("r")])
    assert store.check() == ()


def test_looking_whether_all_is_well_changes_nothing(store: Store) -> None:
    fill(store)
    before = content(store)
    assert (store.check(), store.check()) == ((), ())
    assert content(store) == before


def test_a_store_may_be_closed_twice(store: Store) -> None:
    store.close()
    store.close()


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    for ask in (store.version, store.counts, store.sources, store.concordances, store.check):
        with pytest.raises(StoreError):
            ask()
    with pytest.raises(StoreError):
        list(store.nodes())
    with pytest.raises(StoreError):
        store.write(Changes(base_version=0, nodes=ABC))


def test_a_reopened_store_holds_the_same(store: Store) -> None:
    fill(store)
    ledger = (a_judgement("a", "b"),)
    put(store, runs=[a_run("r")], judgements=ledger, concordances=(a_page(),))
    before, again = content(store), same_place(store)
    if again is not store:
        store.close()
    assert content(again) == before
    assert again.candidates(("harambee",)) == ("GB-CHC-9000001",)
    assert put(again, nodes=ABC).version == 3
    again.close()


# -- The contract itself


def untested(methods: set[str]) -> set[str]:
    """The methods that no contract test calls on its store."""
    files = Path(__file__).parent.glob("test_store*.py")
    trees = [ast.parse(file.read_text("utf-8")) for file in files]
    tests = [f for t in trees for f in t.body if isinstance(f, ast.FunctionDef)]
    used = {
        part.attr
        for test in tests
        if test.name.startswith("test_")
        for part in ast.walk(test)
        if isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name)
        if part.value.id == "store"
    }
    return methods - used


def test_every_method_of_the_protocol_has_a_contract_test() -> None:
    methods = {name for name in vars(Store) if not name.startswith("_")}
    assert len(methods) >= 12
    assert untested(methods | {"no_such_method"}) == {"no_such_method"}
