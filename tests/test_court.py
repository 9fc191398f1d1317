"""The merge court: suggestions, judgements, undo; the store follows at once."""

from dataclasses import replace

import pytest

from graph.errors import BadQuestion, NotFound
from graph.identity.concordance import packed
from graph.identity.court import judge, open_questions, withdraw
from graph.model import FactKind, IdentifierFact, LinkKind, NodeKind, Verdict
from graph.network import Network
from graph.store import open_store
from graph.store.base import Store
from loaders.run import load
from tests.loading import Recited, batch, link, node, recited

TODAY = "2026-11-23"
CHARITY, COMPANY = "GB-CHC-1001900", "GB-COH-07451584"


@pytest.fixture
def held() -> Store:
    store = open_store("sqlite://")
    records = (
        node("org:name:mrcf", "Migrant and Refugee Communities Forum"),
        node("org:name:forum", "Migrant and Refugee Community Forum"),
        node("org:name:third", "Third Body of Somewhere"),
        node("country:GH", "Ghana", kind=NodeKind.COUNTRY),
        link("org:name:mrcf", "org:name:third"),
        link("org:name:forum", "org:name:third", LinkKind.FUNDED),
    )
    load(store, recited(*records), today=TODAY)
    return store


def network(store: Store) -> Network:
    return Network.build(
        store.nodes(), store.links(), sources=store.sources(), editions=store.editions()
    )


def same(store: Store, left: str = "org:name:mrcf", right: str = "org:name:forum") -> None:
    judge(store, left, right, Verdict.SAME, by="Ann", on=TODAY, why="one address")


def test_two_spellings_of_one_name_are_suggested_with_reasons(held: Store) -> None:
    answer = open_questions(held, network(held))
    pairs = {frozenset((s.left.id, s.right.id)): s for s in answer.suggestions}
    found = pairs[frozenset(("org:name:mrcf", "org:name:forum"))]
    assert found.reasons
    assert 0 < found.score <= 1


def test_a_judged_pair_is_suggested_no_more_and_listed_as_judged(held: Store) -> None:
    judge(held, "org:name:mrcf", "org:name:forum", Verdict.UNSURE, by="Ann", on=TODAY, why="?")
    answer = open_questions(held, network(held))
    assert answer.suggestions == ()
    assert [row.verdict for row in answer.judged] == [Verdict.UNSURE]


def test_accepting_makes_one_node_with_the_links_of_both(held: Store) -> None:
    same(held)
    orgs = [n for n in held.nodes() if n.kind is NodeKind.ORGANISATION]
    assert len(orgs) == 2
    assert {k.kind for k in held.links()} == {LinkKind.MET, LinkKind.FUNDED}
    assert len({k.source for k in held.links()}) == 1


def test_undo_brings_both_nodes_and_their_links_back(held: Store) -> None:
    before = (list(held.nodes()), list(held.links()))
    same(held)
    withdraw(held, "org:name:forum", "org:name:mrcf")
    assert (list(held.nodes()), list(held.links())) == before
    assert held.judgements() == ()


def test_a_second_judgement_on_a_pair_takes_the_place_of_the_first(held: Store) -> None:
    same(held)
    judge(held, "org:name:forum", "org:name:mrcf", Verdict.DIFFERENT, by="Bo", on=TODAY, why="no")
    assert [j.verdict for j in held.judgements()] == [Verdict.DIFFERENT]
    assert sum(n.kind is NodeKind.ORGANISATION for n in held.nodes()) == 3


def test_a_later_load_keeps_what_was_judged(held: Store) -> None:
    same(held)
    load(held, recited(node("org:name:new", "A New Body of Kent"), by="two"), today=TODAY)
    assert sum(n.kind is NodeKind.ORGANISATION for n in held.nodes()) == 3


@pytest.mark.parametrize(
    ("left", "right", "problem"),
    [
        ("org:name:mrcf", "org:name:nobody", "no record has the id"),
        ("org:name:mrcf", "country:GH", "cannot be one node"),
        ("org:name:mrcf", "org:name:mrcf", "always the same as itself"),
    ],
)
def test_a_judgement_that_makes_no_sense_is_refused(
    held: Store, left: str, right: str, problem: str
) -> None:
    version = held.version()
    with pytest.raises((NotFound, BadQuestion), match=problem):
        same(held, left, right)
    assert held.version() == version


def test_undoing_what_was_never_judged_is_refused(held: Store) -> None:
    with pytest.raises(NotFound, match="no judgement on"):
        withdraw(held, "org:name:mrcf", "org:name:forum")


# ---- pages and filters


def test_a_suggestion_shows_the_evidence_of_both_sides(held: Store) -> None:
    (found,) = open_questions(held, network(held)).suggestions
    for side in (found.left, found.right):
        assert side.evidence[0].locator == side.id
        assert side.links == 1


def test_suggestions_come_in_pages_and_are_counted_in_all() -> None:
    store = open_store("sqlite://")
    names = ("Lifeline", "Crossroads", "Lighthouse")
    load(store, recited(*(node(f"org:name:{n}{i}", n) for n in names for i in "ab")), today=TODAY)
    seen = network(store)
    pages = [open_questions(store, seen, limit=1, offset=n) for n in range(4)]
    assert [page.suggestions_in_all for page in pages] == [3, 3, 3, 3]
    assert len({page.suggestions[0].left.name for page in pages[:3]}) == 3
    assert pages[3].suggestions == ()


def test_a_least_score_and_kinds_choose_among_suggestions(held: Store) -> None:
    seen = network(held)
    (found,) = open_questions(held, seen).suggestions
    assert open_questions(held, seen, min_score=found.score).suggestions_in_all == 1
    assert open_questions(held, seen, min_score=found.score + 0.001).suggestions_in_all == 0
    assert open_questions(held, seen, kinds=[NodeKind.COUNTRY]).suggestions == ()
    assert open_questions(held, seen, kinds=[NodeKind.ORGANISATION]).suggestions == (found,)


# ---- judgements on identifiers


def listing(*pairs: tuple[str, str]) -> Recited:
    facts = [IdentifierFact(FactKind.SAME, a, b, "", n) for n, (a, b) in enumerate(pairs, 2)]
    pages = packed("lists", "2026-01-01", "pairs", facts)
    return Recited(batches=(replace(batch(by="lists"), concordances=pages),))


@pytest.fixture
def paired() -> Store:
    store = open_store("sqlite://")
    load(store, recited(node("org:a", "One", CHARITY), node("org:b", "Two", COMPANY)), today=TODAY)
    return store


def bodies(store: Store) -> int:
    return sum(n.kind is NodeKind.ORGANISATION for n in store.nodes())


def test_rejecting_a_pair_of_a_list_parts_its_bodies_and_undo_joins_them(paired: Store) -> None:
    load(paired, listing((CHARITY, COMPANY)), today=TODAY)
    assert bodies(paired) == 1
    before = (list(paired.nodes()), list(paired.links()))
    judge(paired, CHARITY, COMPANY, Verdict.DIFFERENT, by="Ann", on=TODAY, why="sold")
    assert bodies(paired) == 2
    withdraw(paired, COMPANY, CHARITY)
    assert (list(paired.nodes()), list(paired.links())) == before


def test_a_person_who_parts_two_records_is_obeyed_by_a_list_loaded_later(paired: Store) -> None:
    judge(paired, "org:a", "org:b", Verdict.DIFFERENT, by="Ann", on=TODAY, why="asked")
    load(paired, listing((CHARITY, COMPANY)), today=TODAY)
    assert bodies(paired) == 2
    assert {n.identifiers for n in paired.nodes()} == {(CHARITY,), (COMPANY,)}


def test_two_identifiers_can_be_called_the_same_before_anybody_bears_the_second() -> None:
    store = open_store("sqlite://")
    load(store, recited(node("org:a", "One", CHARITY)), today=TODAY)
    load(store, listing((COMPANY, "GB-COH-00000001")), today=TODAY)
    judge(store, "gb-chc- 1001900", COMPANY, Verdict.SAME, by="Ann", on=TODAY, why="letterhead")
    load(store, recited(node("org:b", "Two", COMPANY), by="two"), today=TODAY)
    assert bodies(store) == 1


def test_a_list_is_named_when_its_own_pair_is_to_be_undone(paired: Store) -> None:
    load(paired, listing((CHARITY, COMPANY)), today=TODAY)
    with pytest.raises(NotFound, match=r"pairs says it.*judge reject"):
        withdraw(paired, CHARITY, COMPANY)


def test_an_identifier_that_nobody_bears_and_no_list_names_is_refused(paired: Store) -> None:
    with pytest.raises(NotFound, match="no record has the id 'GB-CHC-9999999'"):
        judge(paired, CHARITY, "GB-CHC-9999999", Verdict.SAME, by="A", on=TODAY, why="")


def test_the_lists_kept_are_told_with_their_sizes(paired: Store) -> None:
    load(paired, listing((CHARITY, COMPANY), ("GB-CHC-1", "GB-CHC-2")), today=TODAY)
    (kept,) = open_questions(paired, network(paired)).lists
    assert (kept.part, kept.kind, kept.facts) == ("pairs", FactKind.SAME, 2)
