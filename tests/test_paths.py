"""Ranked routes: lengths and ties against networkx, options, edge cases, and the real register."""

import math
import time

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.paths import find_paths
from graph.errors import BadQuestion, NotFound
from graph.explorer import Explorer
from graph.model import Link, LinkKind, Method, Status
from graph.network import Network
from graph.results import Path, PathsAnswer
from tests.sketch import (
    CALM,
    as_graph,
    body,
    fact,
    members,
    network,
    officers,
    parliament,
    tie,
    toys,
)

ALL = 100_000
WHEEL = Network.of("a-b", "a-c", "a-d", "b-e", "c-e", "d-e", "e-f", "x-y")


def ids(path: Path) -> tuple[str, ...]:
    return tuple(node.id for node in path.nodes)


def routes(answer: PathsAnswer) -> list[tuple[str, ...]]:
    return [ids(path) for path in answer.paths]


def test_routes_of_least_length_are_found_and_counted() -> None:
    answer = find_paths(WHEEL, "a", "e")
    assert (answer.length, answer.ties, answer.ties_exact) == (2, 3, True)
    assert routes(answer) == [("a", "b", "e"), ("a", "c", "e"), ("a", "d", "e")]


def test_longer_routes_follow_when_there_are_too_few_short_ones() -> None:
    answer = find_paths(Network.of("a-b", "a-c", "c-b"), "a", "b")
    assert routes(answer) == [("a", "b"), ("a", "c", "b")]
    assert answer.paths[1].why == "Longer than the first by 1 hop."


def test_no_more_routes_are_given_than_asked_for() -> None:
    assert len(find_paths(WHEEL, "a", "e", k=2).paths) == 2


def test_routes_longer_than_allowed_are_left_out() -> None:
    answer = find_paths(WHEEL, "a", "f", max_hops=2)
    assert (answer.length, answer.ties, answer.paths) == (0, 0, ())
    assert answer.notes == ("The shortest route has 3 hops; 2 were allowed.",)


def test_an_unconnected_pair_gives_no_path_and_says_what_was_not_tried() -> None:
    answer = find_paths(WHEEL, "a", "x")
    assert (answer.length, answer.ties, answer.why_first) == (0, 0, "")
    assert "Nothing that was read joins the two." in answer.notes[0]
    assert "Common ground" in answer.notes[0]


def test_a_start_that_is_the_end_gives_no_path() -> None:
    answer = find_paths(WHEEL, "a", "a")
    assert answer.paths == ()
    assert answer.notes == ("Start and end are the same node.",)


def test_an_unknown_id_is_not_found() -> None:
    with pytest.raises(NotFound, match="no node has the id 'nobody'"):
        find_paths(WHEEL, "a", "nobody")


def test_a_node_of_the_past_is_not_found_and_the_advice_is_another_date() -> None:
    gone = body("gone", "Old Club")
    drawn = network([body("a")], [], past=(gone,))
    with pytest.raises(NotFound, match=r"no edition in force names 'Old Club' \(gone\)\. Ask"):
        find_paths(drawn, "a", "gone")


@pytest.mark.parametrize("options", [{"k": 0}, {"max_hops": 0}, {"budget": 0}])
def test_numbers_below_one_make_no_question(options: dict[str, int]) -> None:
    with pytest.raises(BadQuestion, match="1 or more"):
        find_paths(WHEEL, "a", "e", **options)  # type: ignore[arg-type]  # numbers only


def test_an_avoided_node_is_not_passed() -> None:
    assert routes(find_paths(WHEEL, "a", "e", avoid=("b", "d"))) == [("a", "c", "e")]


@pytest.mark.parametrize("avoid", ["a", "e", "c"])
def test_what_has_to_be_passed_cannot_be_avoided(avoid: str) -> None:
    with pytest.raises(BadQuestion, match="cannot avoid"):
        find_paths(WHEEL, "a", "e", through=("c",), avoid=(avoid,))


def test_a_route_can_be_sent_through_a_node() -> None:
    answer = find_paths(WHEEL, "a", "e", through=("c",))
    assert routes(answer)[0] == ("a", "c", "e")
    assert all("c" in route for route in routes(answer))
    assert answer.ties == 1


def test_through_a_node_off_the_shortest_way_the_least_length_is_that_of_the_detour() -> None:
    answer = find_paths(Network.of("a-b", "b-c", "b-d", "d-c"), "a", "c", through=("d",))
    assert (answer.length, answer.ties, routes(answer)) == (3, 1, [("a", "b", "d", "c")])


def test_a_dead_end_cannot_be_passed() -> None:
    answer = find_paths(WHEEL, "a", "e", through=("f",))
    assert answer.paths == ()
    assert answer.notes[0] == "No route of 6 hops or fewer passes what was asked for."


def test_an_end_named_as_something_to_pass_changes_nothing() -> None:
    assert find_paths(WHEEL, "a", "e", through=("a",)) == find_paths(WHEEL, "a", "e")


def test_a_route_is_sent_through_three_nodes_at_most() -> None:
    with pytest.raises(BadQuestion, match="3 nodes at most"):
        find_paths(WHEEL, "a", "x", through=("b", "c", "d", "e"))


def test_people_who_are_merely_members_can_be_left_out() -> None:
    drawn = parliament(*members("ann kenya"), *officers("ben steel", "dee steel", "dee kenya"))
    assert find_paths(drawn, "aid", "kenya").length == 3
    answer = find_paths(drawn, "aid", "kenya", officers_only=True)
    assert answer.length == 5
    assert answer.notes[:2] == (
        "Officers only: 1 mere membership of people left out.",
        "Without these filters the shortest route has 3 hops.",
    )


def test_a_body_that_is_a_member_is_no_mere_member() -> None:
    drawn = network([body("a"), body("b")], members("a b"))
    assert find_paths(drawn, "a", "b", officers_only=True).length == 1


def test_kinds_of_link_can_be_chosen_and_left_out() -> None:
    drawn = network([body("a"), body("b")], [tie(LinkKind.FUNDED, "a b"), tie(LinkKind.MET, "a b")])
    assert find_paths(drawn, "a", "b", kinds=[LinkKind.MET]).paths[0].hops[0].kind is LinkKind.MET
    left = find_paths(drawn, "a", "b", without_kinds=[LinkKind.FUNDED]).paths[0].hops[0]
    assert (left.kind, len(left.evidence)) == (LinkKind.MET, 1)
    assert find_paths(drawn, "a", "b", kinds=[]).paths == ()


def test_members_found_by_a_machine_stand_on_routes_only_when_asked_for_and_are_marked() -> None:
    drawn = parliament(*members("ann kenya", method=Method.AI_SEARCH, source="lists"))
    without = find_paths(drawn, "aid", "kenya")
    assert without.paths == ()
    assert "Not used: 1 link found only by an AI search." in without.notes
    given_all = find_paths(drawn, "aid", "kenya", include_ai=True)
    assert given_all.length == 3
    assert given_all.paths[0].hops[2].words == "is a member of (found by AI search)"
    assert given_all.notes == ("Found only by an AI search, confirm before use: ann – Kenya.",)


def test_a_link_that_somebody_confirmed_is_no_ai_find() -> None:
    said = (fact("ann", "kenya", method=Method.AI_SEARCH), fact("ann", "kenya", source="lists"))
    both = Link(source="ann", target="kenya", kind=LinkKind.MEMBER_OF, statements=said)
    answer = find_paths(parliament(both), "aid", "kenya")
    assert answer.paths[0].hops[2].words == "is a member of"
    assert answer.notes == ()


@pytest.mark.parametrize(
    ("status", "note"),
    [
        (Status.PLANNED, "Planned, not recorded as held: ann – Kenya."),
        (Status.INFERRED, "Inferred, stated by no source: ann – Kenya."),
        (Status.CLAIMED, "Claimed, checked by nobody: ann – Kenya."),
    ],
)
def test_a_hop_that_is_not_held_is_marked(status: Status, note: str) -> None:
    answer = find_paths(parliament(*members("ann kenya", status=status)), "aid", "kenya")
    hop = answer.paths[0].hops[2]
    assert (hop.status, hop.words) == (status, f"is a member of ({status})")
    assert answer.notes == (note,)


def test_a_country_is_no_stop_unless_asked_for() -> None:
    drawn = parliament(tie(LinkKind.ABOUT, "steel land"))
    assert find_paths(drawn, "steel", "kenya").paths == ()
    answer = find_paths(drawn, "steel", "kenya", via_context=True)
    assert routes(answer) == [("steel", "land", "kenya")]


def test_a_country_may_be_an_end_and_the_note_says_what_that_is_worth() -> None:
    answer = find_paths(parliament(*members("ann kenya")), "aid", "land")
    assert routes(answer) == [("aid", "refugees", "ann", "kenya", "land")]
    assert answer.notes == ("Kenya is common ground: nobody there is met by this route.",)


def test_an_officer_is_a_better_way_than_a_member() -> None:
    drawn = parliament(*members("ann kenya"), *officers("ben kenya"))
    assert [route[2] for route in routes(find_paths(drawn, "aid", "kenya"))] == ["ben", "ann"]


def test_a_small_funder_is_a_better_way_than_a_hub() -> None:
    drawn = Network.of("a-hub", "hub-b", "a-small", "small-b", *(f"hub-n{i}" for i in range(40)))
    answer = find_paths(drawn, "a", "b")
    assert routes(answer)[0] == ("a", "small", "b")
    assert answer.paths[1].why == "As short, by way of hub, busier, with 42 links."


def test_a_stop_near_in_theme_is_a_better_way() -> None:
    drawn = parliament(
        *officers("ann steel", "ben asylum", "dee steel", "dee asylum"), *officers("dee kenya")
    )
    answer = find_paths(drawn, "aid", "kenya")
    assert routes(answer)[0] == ("aid", "refugees", "ben", "asylum", "dee", "kenya")
    assert answer.why_first == (
        "Of 2 five-hop routes this one goes through Refugees and Asylum, nearest in theme."
    )
    assert answer.paths[1].why == "As short, by way of Steel, further off in theme."


@pytest.mark.slow
def test_a_hub_of_100_000_links_is_passed_in_under_two_seconds() -> None:
    fan = Network.of(*(f"a-m{n}" for n in range(100_000)), "m1-z", "m2-z", "m3-z")
    assert len(fan.hash) == 16
    began = time.process_time()
    answer = find_paths(fan, "a", "z")
    assert time.process_time() - began < 2
    assert (answer.length, answer.ties, len(answer.paths)) == (2, 3, 3)


def test_a_spent_budget_is_told() -> None:
    ladder = Network.of(*(f"{a}{i}-{b}{i + 1}" for i in range(9) for a in "uv" for b in "uv"))
    answer = find_paths(ladder, "u0", "u3", k=1000, budget=50)
    assert answer.notes[-1].startswith("Cut off")
    assert answer.paths


def test_ties_that_were_not_all_counted_are_not_called_exact() -> None:
    ladder = Network.of(*(f"{a}{i}-{b}{i + 1}" for i in range(12) for a in "uv" for b in "uv"))
    answer = find_paths(ladder, "u0", "u12", max_hops=12, through=("v6",), budget=500)
    assert not answer.ties_exact
    assert 0 < answer.ties < 2**10
    assert "at least" in answer.why_first


@CALM
@given(toys(most=7), st.data(), st.integers(1, 7))
def test_lengths_ties_and_routes_are_those_of_networkx(
    toy: Network, data: st.DataObject, max_hops: int
) -> None:
    one, other = data.draw(st.permutations([node.id for node in toy.nodes]))[:2]
    graph = as_graph(toy)
    answer = find_paths(toy, one, other, k=ALL, max_hops=max_hops, budget=10**7)
    every = sorted(map(tuple, nx.all_simple_paths(graph, one, other, cutoff=max_hops)))
    assert sorted(routes(answer)) == every
    shortest = min(map(len, every), default=1) - 1
    assert answer.length == shortest
    assert answer.ties == sum(len(route) == shortest + 1 for route in every)


@CALM
@given(toys(most=7), st.data(), st.integers(1, 6))
def test_the_k_best_are_the_first_of_all_in_order_of_length_cost_and_ids(
    toy: Network, data: st.DataObject, k: int
) -> None:
    one, other = data.draw(st.permutations([node.id for node in toy.nodes]))[:2]
    every = find_paths(toy, one, other, k=ALL, budget=10**7)
    ranks = [(len(path.hops), path.cost, ids(path)) for path in every.paths]
    assert ranks == sorted(ranks)
    assert routes(find_paths(toy, one, other, k=k, budget=10**7)) == routes(every)[:k]


@CALM
@given(toys(), st.data())
def test_paths_are_loopless_chains_with_evidence_on_every_hop(
    toy: Network, data: st.DataObject
) -> None:
    one, other = data.draw(st.permutations([node.id for node in toy.nodes]))[:2]
    for path in find_paths(toy, one, other, k=20).paths:
        assert len(set(ids(path))) == len(path.nodes) == len(path.hops) + 1
        assert (path.nodes[0].id, path.nodes[-1].id) == (one, other)
        assert [(h.source, h.target) for h in path.hops] == list(
            zip(path.nodes[:-1], path.nodes[1:], strict=True)
        )
        assert all(hop.evidence for hop in path.hops)
        assert len(path.why.split()) <= 25


@CALM
@given(toys(), st.data())
def test_the_way_back_is_as_long_as_the_way_there(toy: Network, data: st.DataObject) -> None:
    one, other = data.draw(st.permutations([node.id for node in toy.nodes]))[:2]
    there, back = find_paths(toy, one, other), find_paths(toy, other, one)
    assert (there.length, there.ties) == (back.length, back.ties)
    assert [p.cost for p in there.paths] == [p.cost for p in back.paths]


@CALM
@given(toys(most=7), st.data())
def test_filters_only_ever_remove_routes(toy: Network, data: st.DataObject) -> None:
    one, other, *rest = data.draw(st.permutations([node.id for node in toy.nodes]))
    every = set(routes(find_paths(toy, one, other, k=ALL, budget=10**7)))
    picked = tuple(rest[: data.draw(st.integers(0, 2))])
    through = find_paths(toy, one, other, k=ALL, through=picked, budget=10**7)
    avoiding = find_paths(toy, one, other, k=ALL, avoid=picked, budget=10**7)
    assert set(routes(through)) == {r for r in every if set(picked) <= set(r)}
    assert set(routes(avoiding)) == {r for r in every if not set(picked) & set(r)}
    assert routes(find_paths(toy, one, other, k=ALL, kinds=[LinkKind.FUNDED])) == []


@CALM
@given(toys(), st.data())
def test_the_same_question_has_the_same_answer(toy: Network, data: st.DataObject) -> None:
    one, other = data.draw(st.permutations([node.id for node in toy.nodes]))[:2]
    again = Network(nodes=toy.nodes, links=toy.links, sources=toy.sources, current=toy.current)
    assert find_paths(toy, one, other) == find_paths(again, one, other)


def test_a_cost_is_that_of_its_hops_and_stops() -> None:
    path = find_paths(Network.of("a-b", "b-c"), "a", "c").paths[0]
    stop = 4.0 + 0.25 * math.log(2)
    assert path.cost == pytest.approx(2 / 0.6 + stop, abs=1e-5)


def test_the_refugee_council_reaches_somaliland_through_the_group_on_migration(
    shipped: Explorer,
) -> None:
    answer = find_paths(
        shipped.network(), "org:name:refugee-council", "appg:uk:somaliland", include_ai=True
    )
    assert (answer.length, answer.ties, answer.ties_exact) == (5, 32, True)
    names = [node.name for node in answer.paths[0].nodes]
    assert names[:2] == ["Refugee Council", "All-Party Parliamentary Group on Refugees"]
    assert names[2] in {"Lord Dubs", "Tony Vaughan", "Baroness Mobarik"}
    assert names[3:] == [
        "All-Party Parliamentary Group on Migration", "Abtisam Mohamed",
        "All-Party Parliamentary Group on Somaliland",
    ]  # fmt: skip
    assert "APPG on Migration, nearest in theme" in answer.why_first
    assert len(answer.why_first.split()) <= 25


def test_officers_only_leaves_one_of_the_routes_that_somebody_checked(shipped: Explorer) -> None:
    ends = ("org:name:refugee-council", "appg:uk:somaliland")
    assert find_paths(shipped.network(), *ends).ties == 13
    answer = find_paths(shipped.network(), *ends, officers_only=True)
    assert (answer.length, answer.ties) == (5, 1)
    assert answer.why_first == "This is the only five-hop route."
    assert answer.notes[0].startswith("Officers only:")
