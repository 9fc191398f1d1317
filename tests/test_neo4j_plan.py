"""What a write would send to Neo4j: only what differs, in order, in batches; needs no server."""

from typing import Any

import pytest

from graph.errors import Defect
from graph.model import Judgement, Link, LinkKind, Node, Role, Source
from graph.store import cypher, neo4j_plan
from graph.store.base import Changes
from graph.store.codec import link_hash, node_hash
from graph.store.neo4j_plan import Held, Plan, Step, gathered, planned
from graph.store.neo4j_rows import Registers
from tests.made import a_judgement, a_link, a_node, a_page, a_run, a_statement
from tests.world import EDITIONS, SOURCES

NOTHING = Held(nodes={}, links={}, dropped_nodes=(), dropped_links={}, registers=Registers())


def held(
    nodes: tuple[Node, ...] = (), links: tuple[Link, ...] = (), **registers: tuple[Any, ...]
) -> Held:
    """A store that holds these, and is asked to drop none."""
    return Held(
        nodes={n.id: node_hash(n) for n in nodes}, links={ln.id: link_hash(ln) for ln in links},
        dropped_nodes=(), dropped_links={}, registers=Registers(**registers),
    )  # fmt: skip


def plan_of(there: Held = NOTHING, **parts: tuple[Any, ...]) -> Plan:
    return planned(Changes(base_version=4, **parts), there)


def ids(step: Step) -> list[str]:
    rows = step.values.get("rows", ())
    return [row.get("link", row)["id"] for row in rows] or list(step.values.get("ids", ()))


def test_the_run_is_the_version_to_come() -> None:
    (step,) = plan_of(nodes=(a_node("a"),)).steps()
    assert step.values["rows"][0]["run"] == 5


def test_rows_that_are_there_already_are_left_out() -> None:
    nodes, links = (a_node("a"), a_node("b")), (a_link("a", "b"),)
    plan = plan_of(held(nodes, links), nodes=nodes, links=links)
    assert (plan.rows, list(plan.steps())) == (0, [])


def test_rows_that_differ_replace_the_others() -> None:
    plan = plan_of(held((a_node("a"),)), nodes=(a_node("a", name="New"), a_node("b")))
    assert [n.id for n in plan.kept_nodes] == ["a"]
    assert [n.id for n in plan.new_nodes] == ["b"]


def test_nodes_come_before_links_and_drops_come_last() -> None:
    there = Held(nodes={"a": "", "x": ""}, links={a_link("a", "b").id: ""}, dropped_nodes=("z",),
                 dropped_links={LinkKind.MET: ("m",)}, registers=Registers())  # fmt: skip
    plan = plan_of(
        there, nodes=(a_node("a"), a_node("b")), links=(a_link("a", "b"), a_link("b", "a")),
        drop_nodes=("z",), drop_links=("m",),
    )  # fmt: skip
    steps = list(plan.steps())
    assert [step.stage for step in steps] == ["nodes"] * 2 + ["links"] * 2 + [
        "links dropped", "nodes dropped",
    ]  # fmt: skip
    assert sum(step.rows for step in steps) == plan.rows == 6


def test_nodes_with_the_same_labels_go_together() -> None:
    nodes = (a_node("a", roles=(Role.FUNDER,)), a_node("b"), a_node("c", roles=(Role.FUNDER,)))
    assert [ids(step) for step in plan_of(nodes=nodes).steps()] == [["a", "c"], ["b"]]


def test_in_batches_no_published_row_is_touched() -> None:
    there = Held(nodes={"a": ""}, links={a_link("a", "b").id: ""}, dropped_nodes=("z",),
                 dropped_links={LinkKind.MET: ("m",)}, registers=Registers())  # fmt: skip
    plan = plan_of(there, nodes=(a_node("a"), a_node("b")), links=(a_link("a", "b"),)).in_batches()
    texts = [step.text for step in plan.steps()]
    assert texts == [
        cypher.put_new_nodes(":`Organisation`"), cypher.STAGE_NODES, cypher.STAGE_LINKS,
        cypher.STAGE_LINKS, cypher.STAGE_NODES,
    ]  # fmt: skip
    last = [step.values["rows"] for step in plan.steps()][-2:]
    assert last == [
        [{"id": "m", "run": 5, "gone": True, "kind": "met"}], [{"id": "z", "run": 5, "gone": True}],
    ]  # fmt: skip


def test_no_batch_has_more_rows_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neo4j_plan, "BATCH_ROWS", 3)
    nodes = tuple(a_node(str(i)) for i in range(8))
    there = Held(nodes={}, links={}, dropped_nodes=tuple("abcd"), dropped_links={},
                 registers=Registers())  # fmt: skip
    steps = list(plan_of(there, nodes=nodes).steps())
    assert [step.rows for step in steps] == [3, 3, 2, 3, 1]
    assert [one for step in steps for one in ids(step)] == [n.id for n in nodes] + list("abcd")


def test_no_batch_has_more_text_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    said = a_statement("a", note="x" * 400)
    nodes = tuple(a_node(str(i), statements=(said,)) for i in range(5))
    monkeypatch.setattr(neo4j_plan, "BATCH_CHARACTERS", 1000)
    assert [step.rows for step in plan_of(nodes=nodes).steps()] == [2, 2, 1]
    monkeypatch.setattr(neo4j_plan, "BATCH_CHARACTERS", 10)
    assert [step.rows for step in plan_of(nodes=nodes).steps()] == [1] * 5


def test_the_totals_are_those_of_the_steps() -> None:
    plan = plan_of(nodes=(a_node("a"), a_node("b")), links=(a_link("a", "b"),), runs=(a_run("r"),))
    assert plan.totals() == {
        "nodes": 2, "links": 1, "links dropped": 0, "nodes dropped": 0, "registers": 1,
    }  # fmt: skip


def test_small_steps_go_together_up_to_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = [Step(stage="nodes", text="", values={}, rows=rows) for rows in (2, 2, 2, 5, 1, 1)]
    monkeypatch.setattr(neo4j_plan, "BATCH_ROWS", 4)
    assert [[s.rows for s in some] for some in gathered(steps)] == [[2, 2], [2], [5], [1, 1]]
    assert list(gathered([])) == []


def test_the_steps_can_be_made_twice() -> None:
    plan = plan_of(nodes=(a_node("a"),), links=(a_link("a", "a"),))
    assert list(plan.steps()) == list(plan.steps())


def test_a_step_names_the_ends_of_its_links() -> None:
    (step,) = plan_of(links=(a_link("b", "a"), a_link("a", "c"))).steps()
    assert step.named() == ["a", "b", "c"]


def test_only_entries_that_differ_are_written() -> None:
    plan = plan_of(held(sources=SOURCES[:2], editions=EDITIONS), sources=SOURCES, editions=EDITIONS)
    (step,) = plan.registers
    assert [row["id"] for row in step.values["rows"]] == [s.id for s in SOURCES[2:]]


def test_a_run_keeps_its_place_and_new_ones_come_after() -> None:
    there = held(runs=(a_run("z"), a_run("b")))
    (step,) = plan_of(there, runs=(a_run("a"), a_run("z", records=9), a_run("c"))).registers
    assert {row["id"]: row["place"] for row in step.values["rows"]} == {"a": 2, "z": 0, "c": 3}


@pytest.mark.parametrize(
    ("before", "now", "dropped", "put"),
    [("", "ab", 0, [0, 1]), ("ab", "ab", 0, []), ("ab", "abc", 0, [2]), ("abc", "ab", 1, []),
     ("abc", "axc", 2, [1, 2]), ("ab", "", 2, []), ("ab", "xy", 2, [0, 1])],
)  # fmt: skip
def test_a_ledger_is_rewritten_from_the_first_difference(
    before: str, now: str, dropped: int, put: list[int]
) -> None:
    def ledger(names: str) -> tuple[Judgement, ...]:
        return tuple(a_judgement(name, "-") for name in names)

    plan = plan_of(held(judgements=ledger(before)), judgements=ledger(now))
    steps = {step.text: step for step in plan.registers}
    gone, rows = steps.pop(cypher.DROP_JUDGEMENTS, None), steps.pop(cypher.PUT_JUDGEMENTS, None)
    assert (gone.rows if gone else 0) == dropped
    assert [row["place"] for row in (rows.values["rows"] if rows else [])] == put


def test_pages_of_identifiers_go_some_at_a_time() -> None:
    pages = tuple(a_page(number) for number in range(25))
    steps = plan_of(held(concordances=pages[:1]), concordances=pages).registers
    assert [step.rows for step in steps] == [10, 10, 4]
    assert steps[0].values["rows"][0]["place"] == 1


@pytest.mark.parametrize(
    "parts",
    [{"drop_nodes": ("\ud800",)}, {"drop_links": ("\ud800",)},
     {"sources": (Source(id="\ud800", title="", publisher="", licence="", attribution=""),)}],
)  # fmt: skip
def test_what_is_not_unicode_is_refused_before_anything_is_sent(parts: dict[str, Any]) -> None:
    with pytest.raises(Defect):
        plan_of(**parts)
