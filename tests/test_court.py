"""The merge court: suggestions, judgements, undo; the store follows at once."""

import pytest

from graph.errors import BadQuestion, NotFound
from graph.identity.court import judge, open_questions, withdraw
from graph.model import LinkKind, NodeKind, Verdict
from graph.network import Network
from graph.store import open_store
from graph.store.base import Store
from loaders.run import load
from tests.loading import link, node, recited

TODAY = "2026-11-23"


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
    assert [row[2] for row in answer.judged] == ["unsure"]


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
