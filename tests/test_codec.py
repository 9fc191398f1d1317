"""What is stored as text comes back exactly; its hash tells it from all else; broken is refused."""

from dataclasses import fields, replace

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import Defect, StoreDamaged
from graph.model import Amount, Link, LinkKind, Node, NodeKind, Role, Statement, Visibility
from graph.store.codec import dump, dump_all, encode, link_hash, load, load_all, node_hash
from tests.made import FULL, TEXTS, a_link, a_node, a_statement, links, nodes, said, statements
from tests.world import tiny_world


@given(statements)
def test_any_statement_comes_back_equal(statement: Statement) -> None:
    assert load(dump(statement)) == statement


@given(said)
def test_any_statements_come_back_equal_and_in_order(given_: tuple[Statement, ...]) -> None:
    assert load_all(dump_all(given_)) == given_


@given(statements)
def test_writing_what_was_read_gives_the_same_text(statement: Statement) -> None:
    assert dump(load(dump(statement))) == dump(statement)


@given(statements, statements)
def test_two_statements_have_equal_text_only_when_they_are_equal(
    one: Statement, other: Statement
) -> None:
    assert (dump(one) == dump(other)) == (one == other)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_text_of_any_script_comes_back(text: str) -> None:
    statement = a_statement(text or "a", note=text, claims=(("name", text),))
    assert load(dump(statement)) == statement


def test_a_statement_with_every_field_set_comes_back() -> None:
    assert all(getattr(FULL, field.name) for field in fields(FULL))
    assert load(dump(FULL)) == FULL


def test_every_field_of_a_statement_reaches_its_text() -> None:
    plain = a_statement("x")
    for field in fields(Statement):
        other = replace(plain, **{field.name: getattr(FULL, field.name)})
        assert dump(other) != dump(plain), field.name


def test_defaults_are_left_out() -> None:
    assert dump(a_statement("a")) == '{"sb":"a","se":["2026-06-29"],"so":"s"}'


def test_a_text_is_one_line() -> None:
    assert len(dump(a_statement("a", note="one\ntwo\r\u2028three")).split("\n")) == 1


@pytest.mark.parametrize(("low", "same"), [(5, 5.0), (0.0, -0.0), (10**15, 1e15)])
def test_equal_amounts_give_equal_text(low: float, same: float) -> None:
    one, other = (a_statement("a", amount=Amount(low=x, high=x)) for x in (low, same))
    assert one == other
    assert dump(one) == dump(other)


@pytest.mark.parametrize("low", [float("nan"), float("inf"), float("-inf")])
def test_an_amount_that_is_no_number_is_refused(low: float) -> None:
    with pytest.raises(Defect, match="not a number"):
        dump(a_statement("a", amount=Amount(low=low, high=1.0)))


@pytest.mark.parametrize("field", ["note", "subject", "source"])
def test_a_text_that_is_not_unicode_is_refused(field: str) -> None:
    with pytest.raises(Defect, match="cannot be kept"):
        dump(a_statement(**{field: "half \ud83d"}))


def test_a_claim_that_is_not_unicode_is_refused() -> None:
    with pytest.raises(Defect, match="cannot be kept"):
        dump(a_statement("a", claims=(("name", "\udcff"),)))


BROKEN = [
    "", "{", "null", "7", '"text"', "[]", "{}", '{"so":"s"}', '{"so":"s","se":7}',
    '{"so":"s","se":["2026"],"st":"ghost"}', '{"so":"s","se":["2026"],"me":"ghost"}',
    '{"so":"s","se":["2026"],"vi":"ghost"}', '{"so":"s","se":["2026"],"am":[1]}',
    '{"so":"s","se":["2026"],"am":7}', '{"so":"s","se":["2026"],"cl":[["name"]]}',
    '{"so":"s","se":["2026"],"sb":"a"} and more',
]  # fmt: skip


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_text_is_called_damage(text: str) -> None:
    with pytest.raises(StoreDamaged) as caught:
        load(text)
    assert "kithmap check" in caught.value.next_step


@pytest.mark.parametrize("text", [b for b in BROKEN if b != "[]"])
def test_a_broken_text_in_a_list_is_called_damage(text: str) -> None:
    with pytest.raises(StoreDamaged):
        load_all(f"[{dump(FULL)},{text}]")


@pytest.mark.parametrize("text", ["", "null", "7", "[", "[null]", f"{dump(FULL)}"])
def test_what_is_no_list_of_statements_is_called_damage(text: str) -> None:
    with pytest.raises(StoreDamaged):
        load_all(text)


def test_the_message_of_damage_is_short_however_long_the_text() -> None:
    with pytest.raises(StoreDamaged) as caught:
        load("x" * 100_000)
    assert len(str(caught.value)) < 500


def outcome(text: str) -> type:
    try:
        return type(load(text))
    except StoreDamaged:
        return StoreDamaged


JUNK = st.recursive(st.none() | st.booleans() | st.text(max_size=3), st.lists, max_leaves=4)


@given(st.text(max_size=40) | st.dictionaries(st.sampled_from(dump(FULL)), JUNK).map(encode))
def test_junk_is_called_damage(text: str) -> None:
    assert outcome(text) is StoreDamaged


@given(st.integers(0, len(dump(FULL)) - 1), st.characters(exclude_categories=["Cs"]))
def test_one_changed_letter_gives_a_statement_or_is_called_damage(at: int, letter: str) -> None:
    whole = dump(FULL)
    assert outcome(whole[:at] + letter + whole[at + 1 :]) in (Statement, StoreDamaged)


IDS = st.sampled_from(["a", "b", "a|b", "a\x1fb"])


@given(nodes(IDS), nodes(IDS))
def test_two_nodes_have_the_same_hash_only_when_they_are_equal(one: Node, other: Node) -> None:
    assert (node_hash(one) == node_hash(other)) == (one == other)


@given(links(IDS), links(IDS))
def test_two_links_have_the_same_hash_only_when_they_are_equal(one: Link, other: Link) -> None:
    assert (link_hash(one) == link_hash(other)) == (one == other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"summary": "a", "aliases": ("b",)}, {"summary": "a\x1fb"}),
        ({"aliases": ("a", "b")}, {"aliases": ("a\x1fb",)}),
        ({"aliases": ("a",)}, {"identifiers": ("a",)}),
        ({"aliases": ("|",)}, {"identifiers": ("|",)}),
        ({"properties": (("a=b", "c"),)}, {"properties": (("a", "b=c"),)}),
        ({"aliases": ("funder",)}, {"roles": (Role.FUNDER,)}),
        ({"aliases": ("a", "b")}, {"aliases": ("b", "a")}),
        ({"statements": ()}, {"statements": (FULL,)}),
        ({"kind": NodeKind.THEME}, {"kind": NodeKind.PLACE}),
    ],
)
def test_nodes_that_look_alike_differ_in_hash(
    one: dict[str, object], other: dict[str, object]
) -> None:
    assert node_hash(a_node("x", "n", **one)) != node_hash(a_node("x", "n", **other))


def test_direction_and_kind_of_a_link_are_in_its_hash() -> None:
    three = (a_link("a", "b"), a_link("b", "a"), a_link("a", "b", LinkKind.MET))
    assert len({link_hash(link) for link in three}) == 3


def test_visibility_is_in_the_hash() -> None:
    inside = a_link("a", "b", visibility=Visibility.INTERNAL)
    assert link_hash(inside) != link_hash(a_link("a", "b"))


def test_the_hashes_of_the_tiny_world_are_all_different() -> None:
    _, _, all_nodes, all_links = tiny_world()
    hashes = {node_hash(n) for n in all_nodes} | {link_hash(ln) for ln in all_links}
    assert len(hashes) == len(all_nodes) + len(all_links)


def test_a_hash_is_the_same_on_every_machine_and_day() -> None:
    assert node_hash(a_node("a")) == "25f46bc9bb7fb6cc413eeaa6"
    assert link_hash(a_link("a", "b")) == "1aec64b5cd192c2ef8e76da1"


def test_a_hash_of_what_is_not_unicode_is_refused() -> None:
    with pytest.raises(Defect):
        node_hash(a_node("a", name="\ud83d"))
    with pytest.raises(Defect):
        link_hash(a_link("a", "\ud83d"))


def test_json_has_sorted_keys_and_no_spaces() -> None:
    assert encode({"b": [1, "é"], "a": None}) == '{"a":null,"b":[1,"é"]}'
    assert orjson.loads(encode(Role.FUNDER)) == "funder"
