"""Lists of identifiers: packed and unpacked, renewed, and what they say of bodies held."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identity.concordance import packed, renewed, unpacked
from graph.identity.raw import RawGraph
from graph.identity.resolve import Resolved, resolve
from graph.model import (
    Concordance,
    FactKind,
    IdentifierFact,
    Judgement,
    Link,
    LinkKind,
    NodeRecord,
    Record,
    Verdict,
    Visibility,
)
from tests.loading import node

SAME, FOLLOWS, BRANCH = FactKind.SAME, FactKind.FOLLOWS, FactKind.BRANCH
CHARITY, COMPANY, SCOTTISH = "GB-CHC-1001900", "GB-COH-07451584", "GB-SC-SC002327"
OLD, NEW, NEWEST = "GB-CHC-1000001", "GB-CHC-1000002", "GB-CHC-1000003"


def fact(left: str, right: str, kind: FactKind = SAME, words: str = "") -> IdentifierFact:
    return IdentifierFact(kind, left, right, words, 2)


def pages(*facts: IdentifierFact, edition: str = "2026-04-30") -> tuple[Concordance, ...]:
    kinds = dict.fromkeys(one.kind for one in facts)
    return tuple(
        page
        for kind in kinds
        for page in packed(f"list-{kind}", edition, kind, [f for f in facts if f.kind is kind])
    )


def resolved(
    *records: Record,
    lists: tuple[Concordance, ...] = (),
    judged: tuple[Judgement, ...] = (),
) -> Resolved:
    raw = RawGraph()
    for record in records:
        raw.add(record)
    return resolve(raw, judged, lists)


def links(got: Resolved, kind: LinkKind) -> list[Link]:
    return [link for link in got.links.values() if link.kind is kind]


def judgement(left: str, right: str, verdict: Verdict) -> Judgement:
    return Judgement(left=left, right=right, verdict=verdict, by="Ann", on="2026-01-01", why="x")


# ---- packing


@given(
    st.lists(
        st.builds(
            IdentifierFact,
            st.just(SAME),
            st.sampled_from([CHARITY, COMPANY]),
            st.sampled_from([OLD, NEW]),
            st.text().map(lambda text: " ".join(text.split())),
            st.integers(1, 10**6),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_facts_come_back_as_they_were_packed(facts: list[IdentifierFact]) -> None:
    assert [f for page in packed("s", "2026", "p", facts) for f in unpacked(page)] == facts


def test_a_long_list_is_cut_into_pages() -> None:
    many = [IdentifierFact(SAME, CHARITY, COMPANY, "", row) for row in range(6_000)]
    cut = packed("s", "2026", "p", many)
    assert [page.page for page in cut] == [0, 1, 2]
    assert [f.row for page in cut for f in unpacked(page)] == list(range(6_000))


def test_of_a_list_the_newest_edition_is_kept_in_whatever_order_they_come() -> None:
    old, new = pages(fact(OLD, NEW), edition="2025"), pages(fact(OLD, NEWEST), edition="2026")
    assert renewed(old, new) == new
    assert renewed(new, old) is None
    assert renewed((), old) == old


def test_the_same_list_again_changes_nothing_and_another_list_stays() -> None:
    both = tuple(sorted(pages(fact(OLD, NEW), fact(OLD, NEW, FOLLOWS)), key=lambda p: p.source))
    assert renewed(both, pages(fact(OLD, NEW))) is None
    assert renewed(both, ()) is None


def test_an_edition_corrected_takes_the_place_of_itself() -> None:
    before, after = pages(fact(OLD, NEW), fact(OLD, NEWEST)), pages(fact(OLD, NEW))
    assert renewed(before, after) == after


# ---- pairs


def test_a_pair_joins_the_bearers_of_its_numbers() -> None:
    got = resolved(
        node("org:a", "Society", CHARITY),
        node("org:b", "Society Ltd", COMPANY),
        lists=pages(fact(CHARITY, COMPANY)),
    )
    (only,) = got.nodes.values()
    assert only.identifiers == (CHARITY, COMPANY)
    assert {s.source for s in only.statements} == {"open", "list-same"}


def test_a_pair_whose_bodies_are_not_held_makes_no_node() -> None:
    got = resolved(node("org:a", "Society", CHARITY), lists=pages(fact(OLD, COMPANY)))
    assert list(got.nodes) == ["org:a"]
    assert got.nodes["org:a"].identifiers == (CHARITY,)


def test_pairs_join_by_a_chain_over_a_number_that_nobody_bears() -> None:
    got = resolved(
        node("org:a", "A", CHARITY),
        node("org:b", "B", COMPANY),
        lists=pages(fact(CHARITY, SCOTTISH), fact(SCOTTISH, COMPANY)),
    )
    assert len(got.nodes) == 1


def test_a_new_number_of_one_body_joins_what_two_numbers_would_part() -> None:
    records = (node("org:a", "A", OLD), node("org:b", "B", NEW))
    assert len(resolved(*records).nodes) == 2
    assert len(resolved(*records, lists=pages(fact(NEW, OLD))).nodes) == 1


def test_two_charities_of_one_company_are_not_joined_by_it() -> None:
    got = resolved(
        node("org:a", "A", OLD, COMPANY),
        node("org:b", "B", NEW),
        lists=pages(fact(NEW, COMPANY)),
    )
    assert len(got.nodes) == 2


@pytest.mark.parametrize("ends", [(CHARITY, COMPANY), (COMPANY, CHARITY), ("org:a", "org:b")])
def test_a_person_takes_a_pair_out(ends: tuple[str, str]) -> None:
    got = resolved(
        node("org:a", "A", CHARITY),
        node("org:b", "B", COMPANY),
        lists=pages(fact(CHARITY, COMPANY)),
        judged=(judgement(*ends, Verdict.DIFFERENT),),
    )
    assert [n.identifiers for n in got.nodes.values()] == [(CHARITY,), (COMPANY,)]


def test_a_person_says_that_two_numbers_are_one_body() -> None:
    got = resolved(
        node("org:a", "A", CHARITY),
        node("org:b", "B", COMPANY),
        judged=(judgement(CHARITY, COMPANY, Verdict.SAME),),
    )
    assert len(got.nodes) == 1


def test_a_body_named_only_is_found_by_the_id_of_its_record() -> None:
    got = resolved(
        node("org:name:crisis", "Crisis"),
        node("org:b", "Crisis", CHARITY),
        lists=pages(fact("org:name:crisis", CHARITY)),
    )
    assert len(got.nodes) == 1


def test_resolving_again_what_was_resolved_changes_nothing() -> None:
    lists = pages(fact(CHARITY, COMPANY), fact(CHARITY, OLD, FOLLOWS, "A into B | 2020-01-01"))
    records = (node("org:a", "A", CHARITY), node("org:b", "B", COMPANY), node("org:o", "O", OLD))
    once = resolved(*records, lists=lists)
    raw = RawGraph()
    raw.add_stored(once.nodes.values(), once.links.values())
    assert resolve(raw, (), lists) == once
    raw = RawGraph()
    raw.add_stored(once.nodes.values(), once.links.values())
    bare = resolve(raw, (), pages(fact(OLD, NEW)))
    assert len(bare.nodes) == 3  # the list lost its rows: what followed from them is gone


def test_the_order_of_records_changes_nothing() -> None:
    lists = pages(fact(CHARITY, COMPANY), fact(COMPANY, SCOTTISH))
    given = [node("org:a", "A", CHARITY), node("org:b", "B", COMPANY), node("org:c", "C", SCOTTISH)]
    found = [resolved(*order, lists=lists) for order in permutations(given)]
    assert all(one == found[0] for one in found)


def test_a_statement_of_a_list_is_no_more_public_than_the_body() -> None:
    from dataclasses import replace

    hidden = node("org:a", "A", CHARITY)
    hidden = NodeRecord(
        kind=hidden.kind, statement=replace(hidden.statement, visibility=Visibility.INTERNAL)
    )
    (only,) = resolved(hidden, lists=pages(fact(CHARITY, COMPANY))).nodes.values()
    assert {s.visibility for s in only.statements} == {Visibility.INTERNAL}
    both = resolved(hidden, node("org:b", "B", COMPANY), lists=pages(fact(CHARITY, COMPANY)))
    (only,) = both.nodes.values()
    said = {s.source: s.visibility for s in only.statements if s.source != "open"}
    assert set(said.values()) == {Visibility.INTERNAL}


# ---- mergers, branches, names, scale


def merged(new: str, old: str) -> IdentifierFact:
    return fact(new, old, FOLLOWS, "Old Body into New Body | 2003-01-01")


def test_a_merger_is_a_link_from_new_to_old_and_no_join() -> None:
    got = resolved(node("org:n", "N", NEW), node("org:o", "O", OLD), lists=pages(merged(NEW, OLD)))
    (link,) = links(got, LinkKind.SUCCESSOR_OF)
    assert (link.source, link.target) == ("org:n", "org:o")
    (said,) = link.statements
    assert (said.since, said.note, said.detail) == (
        "2003-01-01", "Old Body into New Body", "merger",
    )  # fmt: skip


def test_a_chain_of_mergers_leads_over_bodies_that_are_not_held() -> None:
    got = resolved(
        node("org:n", "N", NEWEST),
        node("org:o", "O", OLD),
        lists=pages(merged(NEW, OLD), merged(NEWEST, NEW)),
    )
    (link,) = links(got, LinkKind.SUCCESSOR_OF)
    assert (link.source, link.target) == ("org:n", "org:o")
    assert link.statements[0].detail == f"merger, by way of {NEW}"


def test_mergers_in_a_circle_come_to_an_end() -> None:
    got = resolved(node("org:o", "O", OLD), lists=pages(merged(NEW, OLD), merged(OLD, NEW)))
    assert links(got, LinkKind.SUCCESSOR_OF) == []


def test_a_merger_within_one_body_is_no_link() -> None:
    got = resolved(
        node("org:o", "O", OLD),
        node("org:n", "N", NEW),
        lists=pages(fact(NEW, OLD), merged(NEW, OLD)),
    )
    assert links(got, LinkKind.SUCCESSOR_OF) == []


def test_a_branch_is_part_of_its_federation_where_that_is_held() -> None:
    lists = pages(fact(OLD, NEW, BRANCH, "Age UK"))
    alone = resolved(node("org:o", "Age UK Leeds", OLD), lists=lists)
    assert links(alone, LinkKind.PART_OF) == []
    assert alone.nodes["org:o"].get("federation") == "Age UK"
    both = resolved(node("org:o", "Age UK Leeds", OLD), node("org:n", "Age UK", NEW), lists=lists)
    (link,) = links(both, LinkKind.PART_OF)
    assert (link.source, link.target) == ("org:o", "org:n")


def test_a_branch_never_joins_by_a_name_that_another_branch_bears() -> None:
    name = "Relatives of Northfield and District"
    lists = pages(fact(OLD, "", BRANCH, "Relatives | 2"))
    records = (node("org:o", name, OLD), node("org:name:r", name))
    assert len(resolved(*records).nodes) == 1
    assert len(resolved(*records, lists=lists).nodes) == 2


def test_a_branch_never_joins_by_the_name_of_its_federation() -> None:
    name = "Northfield Relatives Reunited"
    records = (node("org:o", name, OLD), node("org:name:r", name))
    lists = pages(fact(OLD, "", BRANCH, name))
    assert len(resolved(*records, lists=lists).nodes) == 2


def test_a_better_name_is_an_alias_and_a_scale_a_property() -> None:
    lists = pages(
        fact(OLD, "Better Known", FactKind.CALLED, "alias"), fact(OLD, "Local", FactKind.SCALE)
    )
    (only,) = resolved(node("org:o", "Charity Number One", OLD), lists=lists).nodes.values()
    assert (only.name, only.aliases) == ("Charity Number One", ("Better Known",))
    assert only.get("scale") == "Local"


def test_what_is_said_of_a_new_number_holds_for_the_bearer_of_the_old() -> None:
    lists = pages(fact(NEW, OLD), fact(NEW, "National", FactKind.SCALE))
    (only,) = resolved(node("org:o", "O", OLD), lists=lists).nodes.values()
    assert only.get("scale") == "National"
