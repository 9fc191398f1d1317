"""The façade: every verb on the shipped data, dates, caches, and questions that make no sense."""

from dataclasses import replace

import pytest

from graph.errors import BadQuestion, NotFound
from graph.explorer import Explorer
from graph.model import NodeKind, Verdict, Visibility
from graph.store import open_store
from kithmap import load, open_graph, tour
from loaders.run import load as run_load
from tests.loading import link, node, recited


def test_an_empty_store_says_what_to_load() -> None:
    with pytest.raises(BadQuestion, match=r"store is empty.*kithmap tour"):
        open_graph("sqlite://").gaps()


def test_every_answer_carries_the_same_snapshot(shipped: Explorer) -> None:
    answers = (
        shipped.find("refugee"),
        shipped.node("Refugee Council"),
        shipped.paths("Refugee Council", "APPG on Somaliland", k=1),
        shipped.sources(),
    )
    assert {a.snapshot.hash for a in answers} == {shipped.network().hash}


@pytest.mark.slow
def test_another_store_of_the_same_sources_gives_the_same_hash(shipped: Explorer) -> None:
    with tour() as other:
        assert other.network().hash == shipped.network().hash


def test_the_network_is_kept_until_the_store_changes(shipped: Explorer) -> None:
    assert shipped.network() is shipped.network()


def test_a_load_is_seen_at_the_next_question() -> None:
    graph = open_graph("sqlite://")
    run_load(graph.store, recited(node("a", "Alpha Body")), today="2026-01-01")
    assert graph.find("beta").found == ()
    run_load(graph.store, recited(node("b", "Beta Body")), today="2026-01-01")
    assert [f.node.id for f in graph.find("beta").found] == ["b"]


def test_a_node_shows_links_evidence_coverage_and_history(shipped: Explorer) -> None:
    answer = shipped.node("APPG on Somaliland")
    assert answer.id == "appg:uk:somaliland"
    assert answer.links_in_all == len(answer.links) > 3
    assert all(view.evidence for view in answer.links)
    assert any(c.state == "unknown" for c in answer.coverage)
    assert "2026-06-29" in answer.history


def test_a_group_of_an_older_edition_shows_as_past() -> None:
    graph = open_graph("sqlite://")
    for day, names in (("2025-01-01", "AB"), ("2026-01-01", "A")):
        records = [node(n.lower(), f"{n} Body", day=day) for n in names]
        run_load(graph.store, recited(*records, day=day), today=day)
    answer = graph.node("B Body")
    assert not answer.in_force
    assert (
        answer.history == "Named from 2025-01-01 to 2025-01-01; not in the edition of 2026-01-01."
    )
    assert graph.as_of("2025-06").node("B Body").in_force


@pytest.mark.parametrize("date", ["June", "2026-13", "2026-6-29", "26-06-29", "2026-06-29T00:00"])
def test_a_date_that_is_none_is_refused(shipped: Explorer, date: str) -> None:
    with pytest.raises(BadQuestion, match="is not a date"):
        shipped.as_of(date)


def test_a_year_means_its_last_day(shipped: Explorer) -> None:
    assert shipped.as_of("2026").network().current["appg-uk"] == "2026-06-29"


def test_a_date_before_the_register_leaves_the_documents(shipped: Explorer) -> None:
    network = shipped.as_of("2015").network()
    assert "appg-uk" not in network.current
    assert "doc-build" in network.current


@pytest.mark.parametrize("text", ["", "   ", "x" * 1001])
def test_a_name_that_is_none_is_refused(shipped: Explorer, text: str) -> None:
    with pytest.raises(BadQuestion, match="1 to 1,000 characters"):
        shipped.find(text)


def test_a_country_is_looked_for_among_countries(shipped: Explorer) -> None:
    with pytest.raises(NotFound):
        shipped.gaps(country="Refugee Council")


def test_kinds_narrow_a_search(shipped: Explorer) -> None:
    found = shipped.find("migration", kinds=(NodeKind.APPG,)).found
    assert {f.node.kind for f in found} == {NodeKind.APPG}


def test_an_insider_sees_internal_statements_and_the_public_does_not() -> None:
    store = open_store("sqlite://")
    secret = node("s", "Secret Body")
    loader = recited(node("a", "Open Body"), link("a", "b"), node("b", "Other Body"))
    run_load(store, loader, today="2026-01-01")
    hidden = replace(secret, statement=replace(secret.statement, visibility=Visibility.INTERNAL))
    run_load(store, recited(hidden), today="2026-01-01")
    assert Explorer(store).find("secret").found == ()
    insider = Explorer(store, audience=Visibility.INTERNAL)
    assert insider.find("secret").found
    assert insider.public().find("secret").found == ()


def test_a_source_of_which_nothing_is_public_is_not_known_to_the_public() -> None:
    with Explorer(open_store("sqlite://")) as public:
        run_load(public.store, recited(node("a", "Open Body")), today="2026-01-01")
        before = public.network().hash
        said = node("s", "Secret Body", by="secret-sheet", day="2026-09-09")
        hidden = replace(said, statement=replace(said.statement, visibility=Visibility.INTERNAL))
        run_load(
            public.store, recited(hidden, by="secret-sheet", day="2026-09-09"), today="2026-09-09"
        )
        network = public.network()
        assert network.hash == before
        assert network.as_of < "2026-09-09"
        assert "secret-sheet" not in {*network.sources, *(e.source for e in network.editions)}
        insider = Explorer(public.store, audience=Visibility.INTERNAL).network()
        assert "secret-sheet" in insider.sources


def test_a_judgement_changes_the_next_answer_and_undo_brings_it_back() -> None:
    graph = open_graph("sqlite://")
    records = (node("a", "Migrant Forum of Kent"), node("b", "The Kent Migrants Forum"))
    run_load(graph.store, recited(*records), today="2026-01-01")
    graph.decide("a", "b", Verdict.SAME, by="Ann", on="2026-01-01", why="one address")
    assert graph.network().n == 1
    graph.undo("a", "b")
    assert graph.network().n == 2


def test_check_of_a_sound_store_finds_nothing(shipped: Explorer) -> None:
    assert shipped.check() == ()


def test_the_python_door_loads_a_source_by_name() -> None:
    graph = open_graph("sqlite://")
    loaded = load(graph, "countries", today="2026-01-01")
    assert loaded.counts.nodes == graph.network().n > 400
