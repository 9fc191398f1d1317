"""Nodes, links and registers as properties in Neo4j, and back; no server is needed."""

from typing import Any

import pytest
from hypothesis import given

from graph.errors import Defect, StoreDamaged
from graph.model import (
    Amount,
    Edition,
    Judgement,
    Link,
    LinkKind,
    Node,
    Run,
    Source,
    Status,
    Visibility,
)
from graph.store.neo4j_rows import (
    entries,
    entry_properties,
    link_faults,
    link_of,
    link_properties,
    node_faults,
    node_of,
    node_properties,
    search_text,
)
from graph.text import search_words
from tests import made
from tests.made import FULL, a_link, a_node, a_run, a_statement

NODE_ROW = ("id", "kind", "name", "aliases", "roles", "identifiers", "summary", "properties",
            "statements", "hash", "search")  # fmt: skip
HIDDEN, SUPPRESSED = Visibility.INTERNAL, Visibility.SUPPRESSED


def node_row(node: Node) -> list[Any]:
    """The row that the server would give back."""
    held = node_properties(node, 1)
    return [held[name] for name in NODE_ROW]


def link_row(link: Link) -> list[Any]:
    held = link_properties(link, 1)
    ends = [link.source, link.target, link.kind.value.upper()]
    return [*ends, held["statements"], held["hash"], held["id"]]


# -- There and back


@given(made.nodes(made.texts))
def test_any_node_comes_back_from_its_row(node: Node) -> None:
    assert node_of(node_row(node)) == node
    assert list(node_faults(node_row(node))) == []


@given(made.links(made.texts))
def test_any_link_comes_back_from_its_row(link: Link) -> None:
    assert link_of(link_row(link)) == link
    assert list(link_faults(link_row(link))) == []


@given(made.nodes(made.texts))
def test_a_node_holds_only_what_the_server_can_keep(node: Node) -> None:
    for value in node_properties(node, 1).values():
        items = value if isinstance(value, list) else [value]
        assert all(isinstance(item, (str, int)) for item in items)


@given(made.texts, made.texts)
def test_search_text_holds_each_word_after_a_space(name: str, alias: str) -> None:
    held = search_text(a_node("a", name=name or "x", aliases=(alias,)))
    asked = search_words(f"{name or 'x'} {alias}")
    assert all(f" {word}" in held for word in asked)
    assert held.split() == list(asked)


def test_an_entry_comes_back_from_its_properties() -> None:
    given_entries = (
        Source(id="s", title="t", publisher="p", licence="l", attribution="a"),
        Edition(source="s", date="2026", complete=False),
        a_run("r"),
        made.a_judgement("a", "b"),
    )
    for entry in given_entries:
        held = {**entry_properties(entry, run=3, place=0), "note of an analyst": 1}
        assert entries(type(entry), [held], "place") == (entry,)


def test_entries_come_in_the_order_asked_for() -> None:
    held = [entry_properties(a_run(name), place=place) for place, name in ((2, "c"), (0, "a"))]
    assert [run.id for run in entries(Run, held, "place")] == ["a", "c"]


# -- What a Cypher user reads


def test_the_first_value_of_a_property_is_the_readable_one() -> None:
    node = a_node("a", properties=(("website", "one"), ("website", "two"), ("strange", "x")))
    held = node_properties(node, 1)
    assert held["website"] == node.get("website") == "one"
    assert "strange" not in held


@pytest.mark.parametrize("key", ["id", "kind", "name", "hash", "run", "statements", "gone"])
def test_no_property_of_a_source_can_stand_in_for_one_of_ours(key: str) -> None:
    fair = node_properties(a_node("a"), 1)
    held = node_properties(a_node("a", properties=((key, "x"),)), 1)
    assert {k: v for k, v in held.items() if k not in ("properties", "hash")} == {
        k: v for k, v in fair.items() if k not in ("properties", "hash")
    }


def test_a_node_without_statements_is_public_and_without_dates() -> None:
    held = node_properties(a_node("a", statements=()), 1)
    assert (held["visibility"], held["sources"], "first_seen" in held) == ("public", [], False)


@pytest.mark.parametrize(
    ("levels", "shown"),
    [((SUPPRESSED, HIDDEN), "internal"), ((SUPPRESSED,), "suppressed"),
     ((HIDDEN, Visibility.PUBLIC), "public")],
)  # fmt: skip
def test_the_most_public_statement_gives_the_level(
    levels: tuple[Visibility, ...], shown: str
) -> None:
    said = tuple(a_statement("a", "b", visibility=v, note=v) for v in levels)
    link = Link(source="a", target="b", kind=LinkKind.MET, statements=said)
    assert link_properties(link, 1)["visibility"] == shown
    assert node_properties(a_node("a", statements=said), 1)["visibility"] == shown


def test_words_come_only_from_the_most_public_statements() -> None:
    said = (
        a_statement("a", "b", detail="Chair", url="https://a.example.org"),
        a_statement("a", "b", detail="secret", visibility=HIDDEN, url="https://secret.example.org",
                    source="t", since="1999", amount=Amount(low=1, high=1)),
    )  # fmt: skip
    held = link_properties(Link(source="a", target="b", kind=LinkKind.MET, statements=said), 1)
    kept = held.pop("statements")
    assert (held["detail"], held["sources"], held["url"]) == (
        "Chair",
        ["s"],
        "https://a.example.org",
    )
    assert not {"since", "amount"} & held.keys()
    assert len(kept) == 2


def test_the_firmest_status_is_shown() -> None:
    order = [Status.CLAIMED, Status.INFERRED, Status.PLANNED, Status.HELD]
    for number in range(1, 5):
        said = tuple(a_statement("a", "b", status=s) for s in order[:number])
        link = Link(source="a", target="b", kind=LinkKind.MET, statements=said)
        assert link_properties(link, 1)["status"] == order[number - 1].value


@pytest.mark.parametrize(
    ("amounts", "shown"),
    [
        ([], {}),
        ([Amount(low=5, high=5)], {"amount": 5.0, "unit": "GBP"}),
        ([Amount(low=5, high=5), Amount(low=1, high=2)],
         {"amount": 6.0, "amount_to": 7.0, "unit": "GBP"}),
        ([Amount(low=5, high=5), Amount(low=1, high=1, unit="EUR")], {}),
    ],
)  # fmt: skip
def test_amounts_of_one_unit_are_added(amounts: list[Amount], shown: dict[str, Any]) -> None:
    said = tuple(a_statement("a", "b", amount=money) for money in amounts) or (a_statement("a"),)
    link = Link(source="a", target="b", kind=LinkKind.FUNDED, statements=said)
    held = link_properties(link, 1)
    assert {key: held[key] for key in ("amount", "amount_to", "unit") if key in held} == shown


def test_the_address_is_that_of_the_latest_edition() -> None:
    link = a_link("a", "b", url="https://x.example.org/{yymmdd}", seen=("2025-01-02", "2026-03-04"))
    assert link_properties(link, 1)["url"] == "https://x.example.org/260304"


# -- What is refused, what is found


@pytest.mark.parametrize("text", ["a" * 8_001, "é" * 4_001, "😀" * 2_001])
def test_an_id_longer_than_an_index_key_is_refused(text: str) -> None:
    with pytest.raises(Defect, match="8,000 bytes"):
        node_properties(a_node(text), 1)


@pytest.mark.parametrize("text", ["a" * 8_000, "é" * 4_000, "😀" * 2_000])
def test_an_id_of_just_that_length_is_taken(text: str) -> None:
    assert node_properties(a_node(text), 1)["id"] == text


def test_an_entry_that_is_not_unicode_is_refused() -> None:
    with pytest.raises(Defect):
        entry_properties(a_run("\ud800"))


@pytest.mark.parametrize(
    ("place", "value"),
    [(1, "planet"), (1, None), (3, None), (4, ["king"]), (7, ["odd"]), (8, None), (8, ["{"]),
     (8, ["{}"]), (8, [1])],
)  # fmt: skip
def test_a_node_that_cannot_be_read_is_named(place: int, value: object) -> None:
    row = node_row(a_node("the one", statements=(FULL,)))
    row[place] = value
    with pytest.raises(StoreDamaged):
        node_of(row)
    (fault,) = node_faults(row)
    assert fault.startswith("node 'the one': a stored")


@pytest.mark.parametrize(
    ("place", "value"), [(2, "LOVES"), (3, []), (3, None), (3, ["[]"]), (3, [None])]
)
def test_a_link_that_cannot_be_read_is_named(place: int, value: object) -> None:
    row = link_row(a_link("a", "b"))
    row[place] = value
    with pytest.raises(StoreDamaged):
        link_of(row)
    (fault,) = link_faults(row)
    assert "a stored" in fault


@pytest.mark.parametrize("place", range(11))
def test_a_change_of_any_part_of_a_node_is_found(place: int) -> None:
    row = node_row(a_node("a", aliases=("x",), properties=(("k", "v"),), identifiers=("i",)))
    row[place] = {1: "theme", 4: ["funder"], 8: []}.get(
        place, ["y", "z"] if isinstance(row[place], list) else "other"
    )
    assert list(node_faults(row)) == [f"node {row[0]} is not what was written"]


@pytest.mark.parametrize("place", range(6))
def test_a_change_of_any_part_of_a_link_is_found(place: int) -> None:
    row = link_row(a_link("a", "b"))
    row[place] = {2: "MET", 3: link_row(a_link("a", "b", note="x"))[3]}.get(place, "other")
    assert len(list(link_faults(row))) == 1


@pytest.mark.parametrize("damage", [{"verdict": "maybe"}, {"place": None}, {"why": ...}])
def test_an_entry_that_is_not_whole_is_damage(damage: dict[str, Any]) -> None:
    first = entry_properties(made.a_judgement("a", "b"), place=0)
    second = {**entry_properties(made.a_judgement("c", "d"), place=1), **damage}
    second = {key: value for key, value in second.items() if value is not ...}
    with pytest.raises(StoreDamaged):
        entries(Judgement, [first, second], "place")
