"""Records before identity: a fact said twice is one, and an edition can be read anew."""

from hypothesis import given
from hypothesis import strategies as st

from graph.identity.raw import RawGraph, RawNode
from graph.model import LinkKind, NodeKind, NodeRecord, Record
from tests.loading import link, node
from tests.made import a_statement

ORG = NodeKind.ORGANISATION
OLD, NEW = "2025-01-01", "2026-01-01"


def raw_of(*records: Record) -> RawGraph:
    raw = RawGraph()
    for record in records:
        raw.add(record)
    return raw


def all_of(raw: RawGraph) -> tuple[object, ...]:
    return tuple(raw.nodes()), tuple(raw.links())


def small() -> tuple[Record, ...]:
    """Two bodies and their meeting in an old and a new edition, one body in the old alone."""
    return (
        node("a", "Amber", "GB-CHC-2", day=OLD), node("a", "Amber", "GB-CHC-2", day=NEW),
        node("b", "Beryl", day=NEW), node("c", "Coral", day=OLD),
        link("a", "b", day=NEW), link("a", "c", day=OLD),
        node("a", "Amber Trust", "GB-CHC-1", by="other", day=OLD, aliases=("Amber",)),
    )  # fmt: skip


def test_names_and_identifiers_are_those_of_all_statements_once_and_sorted() -> None:
    (amber, *_) = raw_of(*small()).nodes()
    assert amber.names == ("Amber", "Amber Trust")
    assert amber.identifiers == ("GB-CHC-1", "GB-CHC-2")
    assert amber.claimed("role", "website") == ()


def test_a_raw_node_without_claims_has_no_name() -> None:
    bare = RawNode(id="a", kind=ORG, statements=(a_statement("a"),))
    assert (bare.names, bare.identifiers) == ((), ())


def test_one_fact_of_two_editions_is_one_statement_seen_twice() -> None:
    (amber, *_) = raw_of(*small()).nodes()
    assert [s.seen for s in amber.statements] == [(OLD, NEW), (OLD,)]


def test_an_edition_read_anew_says_nothing_first_and_others_say_what_they_said() -> None:
    raw = raw_of(*small())
    before = all_of(raw)
    copy = raw.without("open", OLD)
    assert [(n.id, [s.seen for s in n.statements]) for n in copy.nodes()] == [
        ("a", [(NEW,), (OLD,)]), ("b", [(NEW,)]),
    ]  # fmt: skip
    assert [link[0].statement.object for link in copy.links()] == ["b"]
    assert all_of(raw) == before
    assert all_of(raw.without("nobody", OLD)) == before


def test_reading_an_edition_anew_gives_what_was_there() -> None:
    records = small()
    again = raw_of(*records).without("open", NEW)
    for record in records:
        if record.statement.source == "open" and record.statement.seen == (NEW,):
            again.add(record)
    assert all_of(again) == all_of(raw_of(*records))


def test_a_source_that_is_forgotten_leaves_what_others_say() -> None:
    raw = raw_of(*small())
    raw.forget(frozenset({"open"}))
    assert [n.id for n in raw.nodes()] == ["a"]
    assert list(raw.links()) == []
    assert (raw.kind_of("a"), raw.kind_of("b")) == (ORG, None)


@given(st.permutations(small()))
def test_the_order_in_which_records_come_makes_no_difference(records: list[Record]) -> None:
    raw = raw_of(*records)
    assert all_of(raw) == all_of(raw_of(*small()))
    assert {record_id for record_id, _, _ in raw.facts()} == {
        r.id for r in records if isinstance(r, NodeRecord)
    }
    assert all_of(raw.without("open", OLD)) == all_of(raw_of(*small()).without("open", OLD))


def test_links_of_one_pair_are_apart_by_kind() -> None:
    raw = raw_of(link("a", "b"), link("a", "b", LinkKind.FUNDED), link("a", "b", by="other"))
    assert [(found[0].kind, len(found)) for found in raw.links()] == [
        (LinkKind.FUNDED, 1), (LinkKind.MET, 2),
    ]  # fmt: skip
