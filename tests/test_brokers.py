"""Brokers: order, losses in words, exact and sampled, options, and what the notes admit."""

import pytest
from hypothesis import given

from graph.analysis.brokers import find_brokers
from graph.errors import BadQuestion
from graph.explorer import Explorer
from graph.model import LinkKind, Method, NodeKind
from graph.network import Network
from graph.results_routes import Broker
from tests.sketch import CALM, body, group, members, network, officers, person, tie, toys

BRIDGE = Network.of("a-b", "b-c", "c-a", "c-x", "x-d", "d-e", "e-f", "f-d")


def names(brokers: tuple[Broker, ...]) -> list[str]:
    return [broker.node.id for broker in brokers]


def test_the_bridge_comes_first() -> None:
    brokers = find_brokers(BRIDGE).brokers
    assert names(brokers) == ["x", "c", "d"]
    assert [round(b.betweenness, 2) for b in brokers] == [0.6, 0.53, 0.53]


def test_equal_brokers_stand_in_the_order_of_their_ids() -> None:
    assert names(find_brokers(Network.of("a-b", "b-c", "c-d", "d-a")).brokers) == list("abcd")


def test_who_is_on_no_route_is_no_broker() -> None:
    assert find_brokers(Network.of("a-b", "b-c", "c-a", "lone")).brokers == ()


def test_an_empty_network_has_no_brokers() -> None:
    answer = find_brokers(Network(nodes=(), links=()))
    assert answer.brokers == ()
    assert answer.method == "Betweenness is exact: all 0 nodes with a link were starting points."


def test_a_cut_node_tells_who_loses_the_only_route() -> None:
    broker = {b.node.id: b for b in find_brokers(BRIDGE).brokers}["x"]
    assert broker.cut
    assert [ref.id for ref in broker.loses] == ["d", "e", "f"]
    assert broker.loses_in_all == 3
    assert broker.if_left == (
        "If x left, 3 others would lose their only known route: d, e and 1 more."
    )


def test_a_single_loser_is_named() -> None:
    broker = find_brokers(Network.of("a-b", "b-c", "c-d", "d-b")).brokers[0]
    assert broker.if_left == "If b left, a would lose its only known route."


def test_without_loss_the_sentence_says_so() -> None:
    broker = find_brokers(Network.of("a-b", "b-c", "c-d", "d-a")).brokers[0]
    assert (broker.cut, broker.loses, broker.loses_in_all) == (False, (), 0)
    assert broker.if_left == "If a left, all others would still have a route."


def test_ten_losers_are_listed_and_all_are_counted() -> None:
    star = Network.of(*(f"hub-n{i:02}" for i in range(30)))
    broker = find_brokers(star).brokers[0]
    assert len(broker.loses) == 10
    assert broker.loses_in_all == 29
    assert "29 others would lose" in broker.if_left


def test_links_are_counted_without_parallels() -> None:
    assert find_brokers(Network.of("a-b", "b-a", "b-c")).brokers[0].links == 2


def test_constraint_tells_free_brokers_from_closed_circles() -> None:
    brokers = {b.node.id: b.constraint for b in find_brokers(BRIDGE).brokers}
    assert brokers["x"] == 0.5
    assert brokers["c"] is not None
    assert brokers["c"] > brokers["x"]


def test_kinds_choose_who_is_shown_but_all_carry_routes() -> None:
    drawn = network(
        [person("p"), group("g"), group("h"), body("s"), body("t")],
        [*officers("p g", "p h"), *(tie(LinkKind.SECRETARIAT_OF, x) for x in ("s g", "t h"))],
    )
    every = {b.node.id: b for b in find_brokers(drawn).brokers}
    people = find_brokers(drawn, kinds=[NodeKind.PERSON]).brokers
    assert names(people) == ["p"]
    assert people[0] == every["p"]


def test_crowds_and_events_carry_routes_but_are_no_brokers_unasked() -> None:
    nodes = [body("a"), body("b"), body("c"), body("set", members="unknown"),
             body("event", kind=NodeKind.EVENT)]  # fmt: skip
    nodes.append(body("people", kind=NodeKind.COMMUNITY))
    links = [tie(LinkKind.MET, "a set"), tie(LinkKind.MET, "set b"),
             tie(LinkKind.TOOK_PART_IN, "b event"), tie(LinkKind.TOOK_PART_IN, "c event"),
             tie(LinkKind.REPRESENTS, "c people"), tie(LinkKind.MET, "a people")]  # fmt: skip
    drawn = network(nodes, links)
    assert names(find_brokers(drawn).brokers) == ["a", "b", "c"]
    asked = find_brokers(drawn, kinds=[NodeKind.EVENT, NodeKind.COMMUNITY]).brokers
    assert names(asked) == ["event", "people"]


def test_no_more_are_shown_than_asked_for() -> None:
    assert names(find_brokers(BRIDGE, limit=1).brokers) == ["x"]


def test_countries_carry_no_routes() -> None:
    drawn = network(
        [body("a"), body("b"), body("k", "Kenya", NodeKind.COUNTRY)],
        [tie(LinkKind.HERITAGE, "a k"), tie(LinkKind.HERITAGE, "b k")],
    )
    assert find_brokers(drawn).brokers == ()


def test_members_found_by_a_machine_make_nobody_a_broker_unasked() -> None:
    drawn = network(
        [person("p"), group("g"), group("h")],
        [*officers("p g"), *members("p h", method=Method.AI_SEARCH)],
    )
    without, given_all = find_brokers(drawn), find_brokers(drawn, include_ai=True)
    assert (names(without.brokers), names(given_all.brokers)) == ([], ["p"])
    assert "Not used: 1 link found only by an AI search." in without.notes
    assert not any("AI" in note for note in given_all.notes)


def test_groups_with_lists_are_said_to_look_stronger() -> None:
    drawn = network([group("g", member_list="manual"), group("h"), person("p")], officers("p g"))
    assert find_brokers(drawn).caution == (
        "First, coverage: groups whose members are listed look stronger; a member list is known "
        "of 1 of 2 groups."
    )


def test_without_groups_the_caution_is_that_of_any_network() -> None:
    assert find_brokers(BRIDGE).caution.startswith("A broker may only look like one")


@pytest.mark.parametrize(
    "options", [{"limit": 0}, {"samples": 0}, {"exact_up_to": 0}, {"networks": -1}]
)
def test_numbers_below_one_make_no_question(options: dict[str, int]) -> None:
    with pytest.raises(BadQuestion, match="1 or more"):
        find_brokers(BRIDGE, **options)  # type: ignore[arg-type]  # numbers only


def ladder(number: int = 60) -> Network:
    rungs = [f"u{i:02}-v{i:02}" for i in range(number)]
    sides = [f"{s}{i:02}-{s}{i + 1:02}" for i in range(number - 1) for s in "uv"]
    return Network.of(*rungs, *sides)


def test_small_networks_are_exact_and_large_ones_sampled_and_the_method_says_which() -> None:
    exact = find_brokers(ladder())
    sampled = find_brokers(ladder(), exact_up_to=50, samples=30, seed=4)
    assert exact.method == "Betweenness is exact: all 120 nodes with a link were starting points."
    assert sampled.method == (
        "Betweenness is sampled: 30 of 120 nodes with a link were starting points (seed 4)."
    )


def test_a_sample_admits_its_error() -> None:
    note = find_brokers(ladder(), exact_up_to=50, samples=30).notes[0]
    assert note.startswith("Standard error of the first figure: 0.")
    assert "±" in note
    assert not any("Standard error" in n for n in find_brokers(ladder()).notes)


def test_a_sample_as_large_as_the_network_is_exact() -> None:
    whole = find_brokers(ladder(), exact_up_to=1, samples=120)
    assert whole.brokers == find_brokers(ladder()).brokers


def test_the_same_seed_draws_the_same_sample_and_another_seed_another() -> None:
    one, again, other = (
        find_brokers(ladder(), exact_up_to=1, samples=20, seed=seed) for seed in (1, 1, 2)
    )
    assert one == again
    assert one.brokers != other.brokers


@CALM
@given(toys(most=9))
def test_brokers_are_ranked_and_their_cuts_lose_somebody(toy: Network) -> None:
    brokers = find_brokers(toy, networks=2).brokers
    ranks = [(-b.betweenness, b.node.id) for b in brokers]
    assert ranks == sorted(ranks)
    for broker in brokers:
        assert 0 < broker.betweenness <= 1
        assert broker.cut is (broker.loses_in_all > 0)
        assert len(broker.if_left.split()) <= 25
        assert all(len(one.words.split()) <= 25 and one.evidence for one in broker.explained)
        assert broker.chance is not None
        assert 0 < broker.chance.p_value <= 1


@pytest.mark.slow
def test_the_shipped_brokers_are_found_in_a_few_seconds_and_named(shipped: Explorer) -> None:
    answer = find_brokers(shipped.network(), limit=5)
    assert len(answer.brokers) == 5
    assert answer.method.startswith("Betweenness is sampled: 256 of ")
    assert all(b.node.name in b.if_left or "APPG" in b.if_left for b in answer.brokers)


def test_a_broker_beside_random_networks_says_how_many_and_the_smallest_p_value() -> None:
    answer = find_brokers(ladder(), limit=3, networks=9, seed=5)
    assert [b.chance.samples for b in answer.brokers if b.chance] == [9, 9, 9]
    assert any("9 random networks (seed 5)" in note for note in answer.notes)
    assert any("smallest p-value possible is 0.10" in note for note in answer.notes)


def test_two_crowds_joined_by_one_body_are_more_than_chance_would_make() -> None:
    left = [f"l{i}-l{j}" for i in range(12) for j in range(i)]
    right = [f"r{i}-r{j}" for i in range(12) for j in range(i)]
    drawn = Network.of(*left, *right, "l0-bridge", "bridge-r0")
    bridge = next(b for b in find_brokers(drawn).brokers if b.node.id == "bridge")
    assert bridge.chance is not None
    assert bridge.chance.p_value == 0.05
    assert bridge.betweenness > 5 * bridge.chance.usual
    words = {one.measure: one.words for one in bridge.explained}
    assert words["chance"].startswith("More than chance: bridge has 52.2%")


def test_a_hub_carries_what_any_hub_would_carry() -> None:
    star = Network.of(*(f"hub-n{i:02}" for i in range(20)))
    hub = find_brokers(star).brokers[0]
    assert hub.chance is not None
    assert (hub.chance.usual, hub.chance.p_value) == (1.0, 1.0)
    assert any(one.words.startswith("Not clearly more") for one in hub.explained)


def test_no_random_networks_no_p_value() -> None:
    answer = find_brokers(BRIDGE, networks=0)
    assert all(b.chance is None for b in answer.brokers)
    assert not any("random" in note for note in answer.notes)


def test_a_network_too_large_for_the_comparison_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.analysis.brokers._AFFORDABLE", 100)
    answer = find_brokers(BRIDGE)
    assert all(b.chance is None for b in answer.brokers)
    assert "Not compared with random networks: this network is too large for that." in answer.notes


def test_the_error_of_an_exact_share_is_nought_and_of_a_sample_more() -> None:
    assert {b.error for b in find_brokers(BRIDGE, networks=0).brokers} == {0.0}
    sampled = find_brokers(ladder(), exact_up_to=50, samples=30, networks=0)
    assert all(b.error > 0 for b in sampled.brokers)
