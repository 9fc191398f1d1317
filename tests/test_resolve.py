"""From records to nodes and links: identity, roles, order, and what has to be written."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import BadSource
from graph.identity.raw import RawGraph
from graph.identity.resolve import Resolved, difference, resolve
from graph.model import Judgement, LinkKind, NodeKind, Record, Role, Verdict
from tests.loading import link, node
from tests.world import tiny_world

CHARITY = "GB-CHC-1014576"


def resolved(*records: Record, judged: tuple[Judgement, ...] = ()) -> Resolved:
    raw = RawGraph()
    for record in records:
        raw.add(record)
    return resolve(raw, judged)


def judgement(left: str, right: str, verdict: Verdict) -> Judgement:
    return Judgement(left=left, right=right, verdict=verdict, by="Ann", on="2026-01-01", why="x")


def test_records_with_one_identifier_become_one_node_with_both_names() -> None:
    got = resolved(
        node("org:name:a", "Refugee Council", CHARITY, by="one"),
        node("org:name:b", "British Refugee Council", CHARITY, by="two"),
    )
    (only,) = got.nodes.values()
    assert {only.name, *only.aliases} == {"Refugee Council", "British Refugee Council"}
    assert only.roles == (Role.CHARITY,)


def test_links_of_both_records_meet_at_the_one_node() -> None:
    got = resolved(
        node("org:name:a", "Refugee Council", CHARITY, by="one"),
        node("org:name:b", "British Refugee Council", CHARITY, by="two"),
        node("org:name:c", "Third Body of Somewhere"),
        link("org:name:a", "org:name:c"),
        link("org:name:b", "org:name:c", by="two"),
    )
    (only,) = got.links.values()
    assert len(only.statements) == 2
    assert {s.subject for s in only.statements} == {"org:name:a", "org:name:b"}


def test_two_people_with_one_name_and_two_numbers_stay_two() -> None:
    got = resolved(
        node("person:twfy:1", "Gareth Thomas", "TWFY-1", kind=NodeKind.PERSON),
        node("person:twfy:2", "Gareth Thomas", "TWFY-2", kind=NodeKind.PERSON),
    )
    assert len(got.nodes) == 2


def test_a_person_says_different_and_the_machine_obeys() -> None:
    records = (node("a", "One Long Name", CHARITY), node("b", "One Long Name", CHARITY))
    assert len(resolved(*records).nodes) == 1
    apart = judgement("a", "b", Verdict.DIFFERENT)
    assert len(resolved(*records, judged=(apart,)).nodes) == 2


def test_a_person_says_same_and_two_names_become_one_node() -> None:
    records = (node("a", "MRCF"), node("b", "The Forum"))
    assert len(resolved(*records).nodes) == 2
    assert len(resolved(*records, judged=(judgement("a", "b", Verdict.SAME),)).nodes) == 1


def test_what_was_between_two_records_of_one_node_is_gone_while_they_are_one() -> None:
    records = (node("a", "A"), node("b", "B"), link("a", "b"))
    assert len(resolved(*records).links) == 1
    assert resolved(*records, judged=(judgement("a", "b", Verdict.SAME),)).links == {}


def test_a_link_to_a_record_that_nobody_describes_is_refused() -> None:
    with pytest.raises(BadSource, match="names 'ghost', which no record describes"):
        resolved(node("a", "A"), link("a", "ghost"))


def test_a_link_that_the_schema_does_not_know_is_refused() -> None:
    with pytest.raises(BadSource, match="cannot run from"):
        resolved(
            node("p", "Ann Body", kind=NodeKind.PERSON),
            node("c", "Ghana", kind=NodeKind.COUNTRY),
            link("p", "c", LinkKind.MET),
        )


def test_the_order_of_records_does_not_matter() -> None:
    records: tuple[Record, ...] = (
        node("a", "A Body of Some Length", day="2025-01-01"),
        node("a", "A Body Renamed", day="2026-01-01"),
        node("b", "Other Body of Length", CHARITY),
        node("c", "Other Body of Length", CHARITY, by="two"),
        link("a", "b"),
    )
    first = resolved(*records)
    for order in permutations(records):
        assert resolved(*order) == first


def test_a_fact_said_in_two_editions_is_one_statement_seen_twice() -> None:
    got = resolved(node("a", "A", day="2025-01-01"), node("a", "A", day="2026-01-01"))
    (said,) = got.nodes["a"].statements
    assert said.seen == ("2025-01-01", "2026-01-01")


def test_what_is_stored_already_is_not_written_again() -> None:
    got = resolved(node("a", "A"), node("b", "B"), link("a", "b"))
    change = difference(got.nodes.values(), got.links.values(), got)
    assert (change.nodes, change.links, change.drop_nodes, change.drop_links) == ((), (), (), ())


def test_only_what_changed_is_written_and_what_is_gone_is_dropped() -> None:
    before = resolved(node("a", "A"), node("b", "B"), node("c", "C"), link("a", "c"))
    after = resolved(node("a", "A"), node("b", "B renamed"), link("a", "b"))
    change = difference(before.nodes.values(), before.links.values(), after)
    assert [n.id for n in change.nodes] == ["b"]
    assert [k.target for k in change.links] == ["b"]
    assert change.drop_nodes == ("c",)
    assert change.drop_links == tuple(before.links)


def test_stored_nodes_taken_apart_and_resolved_again_are_the_same() -> None:
    once = resolved(
        node("a", "Refugee Council", CHARITY, by="one"),
        node("b", "British Refugee Council", CHARITY, by="two"),
        node("c", "Third"),
        link("b", "c"),
    )
    raw = RawGraph()
    raw.add_stored(once.nodes.values(), once.links.values())
    assert resolve(raw, ()) == once


def test_the_tiny_world_taken_apart_keeps_every_statement() -> None:
    _, _, nodes, links = tiny_world()
    raw = RawGraph()
    raw.add_stored(nodes, links)
    got = resolve(raw, ())
    before = {s.fact() for n in nodes for s in n.statements}
    assert {s.fact() for n in got.nodes.values() for s in n.statements} == before


def test_an_edition_forgotten_leaves_what_others_say() -> None:
    raw = RawGraph()
    for day in ("2025-01-01", "2026-01-01"):
        raw.add(node("a", "A", day=day))
    raw.add(node("b", "B", day="2026-01-01"))
    kept = resolve(raw.without("open", "2026-01-01"), ())
    assert set(kept.nodes) == {"a"}
    assert kept.nodes["a"].statements[0].seen == ("2025-01-01",)


IDS = st.sampled_from(["a", "b", "c", "d", "e"])


@settings(max_examples=60)
@given(st.lists(st.tuples(IDS, IDS, st.sampled_from(Verdict)), max_size=8))
def test_whatever_is_judged_no_record_is_lost_and_no_link_lacks_an_end(
    pairs: list[tuple[str, str, Verdict]],
) -> None:
    judged = tuple(judgement(a, b, verdict) for a, b, verdict in pairs if a != b)
    records = [node(i, f"Body number {i} of many") for i in "abcde"]
    got = resolved(*records, link("a", "b"), link("c", "d"), judged=judged)
    assert {s.subject for n in got.nodes.values() for s in n.statements} == set("abcde")
    assert all(k.source in got.nodes and k.target in got.nodes for k in got.links.values())
