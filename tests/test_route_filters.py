"""Filters on routes: each says whether it removes, lengthens or replaces the first route."""

import pytest

from graph.analysis.paths import find_paths
from graph.errors import BadQuestion
from graph.explorer import Explorer
from graph.model import LinkKind, Method
from graph.network import Network
from graph.store import open_store
from tests.made import fill
from tests.sketch import body, members, network, officers, parliament, tie

DETOUR = Network.of("a-b", "b-c", "a-d", "d-e", "e-c")
TIED = Network.of("a-b", "b-c", "a-d", "d-c")


def notes(net: Network, one: str, other: str, **options: object) -> tuple[str, ...]:
    return find_paths(net, one, other, compare=True, **options).notes  # type: ignore[arg-type]  # any option


def test_a_filter_that_removes_every_route_says_so() -> None:
    drawn = parliament(*members("ann kenya"))
    answer = find_paths(drawn, "aid", "kenya", officers_only=True, compare=True)
    assert answer.paths == ()
    assert answer.notes[2] == (
        "Officers only: removes every route; without it the shortest has 3 hops."
    )


def test_a_filter_that_lengthens_the_way_says_by_how_much() -> None:
    assert notes(DETOUR, "a", "c", avoid=("b",)) == (
        "Not through b: lengthens the way to 3 hops; without it the shortest has 2 hops.",
    )


def test_a_filter_that_replaces_the_first_route_names_what_it_lost() -> None:
    assert notes(TIED, "a", "c", avoid=("b",)) == (
        "Not through b: changes the first route, which without it goes by b.",
    )


def test_a_filter_without_effect_says_that_the_route_stays() -> None:
    assert notes(TIED, "a", "c", avoid=("d",)) == ("Not through d: the first route stays.",)


def test_where_there_is_no_route_anyway_the_filter_is_not_blamed() -> None:
    drawn = Network.of("a-b", "c")
    assert "Not through b: there is no route without it either." in notes(
        drawn, "a", "c", avoid=("b",)
    )


def test_filters_that_only_together_remove_all_are_told_together() -> None:
    drawn = parliament(*members("ann kenya"), *officers("ben steel", "dee steel", "dee kenya"))
    told = notes(drawn, "aid", "kenya", officers_only=True, avoid=("steel",))
    assert "Officers only: removes every route; without it the shortest has 3 hops." in told
    both = notes(
        parliament(*members("ann kenya", method=Method.AI_SEARCH)), "aid", "kenya",
        officers_only=True,
    )  # fmt: skip
    assert both[-1] == (
        "Together the filters remove every route: without them the shortest has 3 hops."
    )


def test_each_filter_is_told_by_its_own_name() -> None:
    drawn = network([body("a"), body("b")], [tie(LinkKind.FUNDED, "a b"), tie(LinkKind.MET, "a b")])
    told = notes(
        drawn, "a", "b", kinds=[LinkKind.MET], without_kinds=[LinkKind.FUNDED], since="2020",
        officers_only=True,
    )  # fmt: skip
    assert [note.split(":")[0] for note in told] == [
        "Officers only", "Only links evidenced since 2020", "Officers only",
        "Only links since 2020", "Only links of kind 'met'", "Without links of kind 'funded'",
    ]  # fmt: skip


def test_leaving_out_what_a_machine_found_is_a_filter_too() -> None:
    drawn = parliament(*members("ann kenya", method=Method.AI_SEARCH))
    assert notes(drawn, "aid", "kenya")[-1] == (
        "Leaving out AI finds: removes every route; without it the shortest has 3 hops."
    )
    assert not any("Leaving out" in note for note in notes(drawn, "aid", "kenya", include_ai=True))


def test_only_links_evidenced_since_a_date_are_used() -> None:
    drawn = parliament(*members("ann kenya", seen=("2020-01-01",)))
    assert find_paths(drawn, "aid", "kenya", since="2020").length == 3
    answer = find_paths(drawn, "aid", "kenya", since="2020-01-02")
    assert answer.paths == ()
    assert "Only links evidenced since 2 January 2020: 1 link left out." in answer.notes


def test_a_happening_is_evidenced_on_its_own_day_and_a_year_is_no_day() -> None:
    drawn = network([body("a"), body("b")], [tie(LinkKind.FUNDED, "a b", since="2019")])
    assert find_paths(drawn, "a", "b", since="2019").length == 1
    assert find_paths(drawn, "a", "b", since="2019-02").length == 0


def test_a_date_that_is_none_is_refused() -> None:
    store = open_store("sqlite://")
    fill(store)
    with Explorer(store) as asked, pytest.raises(BadQuestion, match="'last year' is not a date"):
        asked.paths("GB-CHC-9000001", "appg-ghana", since="last year")
