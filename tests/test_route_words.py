"""What is told of a route: hops in words, the weakest one, why it stands where it does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.paths import find_paths
from graph.model import Amount, Link, LinkKind, Method, Status
from graph.network import Network
from tests.sketch import (
    CALM,
    body,
    fact,
    group,
    members,
    network,
    officers,
    parliament,
    person,
    tie,
    toys,
)


def test_hops_are_read_in_the_direction_walked() -> None:
    drawn = parliament(*members("ann kenya"))
    there = find_paths(drawn, "aid", "kenya").paths[0]
    back = find_paths(drawn, "kenya", "aid").paths[0]
    assert [hop.words for hop in there.hops] == [
        "is secretariat of", "has as officer", "is a member of",
    ]  # fmt: skip
    assert [hop.words for hop in back.hops] == [
        "has as member", "is an officer of", "has as secretariat",
    ]  # fmt: skip
    assert back.hops[0].source.id == "kenya"


def test_the_office_is_told_with_the_hop() -> None:
    drawn = network([person("p"), group("g")], officers("p g", detail="Vice Chair"))
    hop = find_paths(drawn, "g", "p").paths[0].hops[0]
    assert hop.words == "has as officer (Vice Chair)"


def test_the_best_of_parallel_links_is_the_hop_and_the_evidence_of_the_others_follows() -> None:
    nodes, links = [person("p"), group("g")], [*members("p g", source="lists"), *officers("p g")]
    hop = find_paths(network(nodes, links), "p", "g").paths[0].hops[0]
    assert hop.kind is LinkKind.OFFICER_OF
    assert [e.source for e in hop.evidence] == ["register", "lists"]


def test_the_weakest_hop_is_pointed_at() -> None:
    answer = find_paths(parliament(*members("ann kenya")), "aid", "kenya")
    assert answer.paths[0].weakest == 2


def test_the_first_of_equally_weak_hops_is_pointed_at() -> None:
    assert find_paths(Network.of("a-b", "b-c"), "a", "c").paths[0].weakest == 0


def test_the_words_of_a_hop_are_those_of_its_best_statement() -> None:
    said = (
        fact("p", "g", detail="Officer", seen=("2026-06-29",)),
        fact("p", "g", detail="Chair", source="lists"),
    )
    link = Link(source="p", target="g", kind=LinkKind.OFFICER_OF, statements=said)
    drawn = network([person("p"), group("g")], [link])
    hop = find_paths(drawn, "p", "g").paths[0].hops[0]
    assert hop.words == "is an officer of (Chair)"
    assert len(hop.evidence) == 2


def test_office_status_and_machine_are_told_together() -> None:
    drawn = network(
        [person("p"), group("g")],
        officers("p g", detail="Chair", status=Status.CLAIMED, method=Method.AI_SEARCH),
    )
    hop = find_paths(drawn, "p", "g", include_ai=True).paths[0].hops[0]
    assert hop.words == "is an officer of (Chair; claimed; found by AI search)"


def test_the_evidence_names_source_place_and_day() -> None:
    grant = tie(
        LinkKind.FUNDED, "a b", locator="row 7", amount=Amount(low=5.0, high=5.0), since="2026-01"
    )
    evidence = find_paths(network([body("a"), body("b")], [grant]), "a", "b").paths[0].hops[0]
    one = evidence.evidence[0]
    assert (one.title, one.locator, one.edition, one.amount) == (
        "Register of Groups", "row 7", "2026-06-29", "£5",
    )  # fmt: skip


def test_the_cost_of_a_hop_is_that_of_its_link_alone() -> None:
    path = find_paths(parliament(*members("ann kenya")), "aid", "kenya").paths[0]
    assert [hop.cost for hop in path.hops] == [1.0, 1.0, pytest.approx(1 / 0.6, abs=1e-5)]
    assert path.cost > sum(hop.cost for hop in path.hops)


def test_the_only_route_is_called_so() -> None:
    answer = find_paths(parliament(*members("ann kenya")), "aid", "kenya")
    assert answer.why_first == "This is the only three-hop route."
    assert answer.paths[0].why == "It is alone of its length."


def test_equal_routes_are_told_to_be_equal() -> None:
    answer = find_paths(Network.of("a-b", "b-d", "a-c", "c-d"), "a", "d")
    assert answer.why_first == (
        "Of 2 two-hop routes this one comes first by its ids; all are as good."
    )
    assert answer.paths[1].why == "As short and as good as the first; it follows by its ids."


def test_offices_throughout_are_told() -> None:
    drawn = parliament(*members("ann kenya"), *officers("ben kenya"))
    answer = find_paths(drawn, "aid", "kenya")
    assert answer.why_first == "Of 2 three-hop routes this one uses offices throughout."
    assert answer.paths[1].why == "As short, on a weaker tie: ann is a member of Kenya."


def test_stronger_ties_that_are_no_offices_are_told_as_such() -> None:
    nodes = [body(name) for name in "abcd"]
    links = [tie(LinkKind.FUNDED, "a b"), tie(LinkKind.FUNDED, "b d"),
             tie(LinkKind.MET, "a c", since="2019"), tie(LinkKind.MET, "c d")]  # fmt: skip
    answer = find_paths(network(nodes, links), "a", "d")
    assert answer.why_first == "Of 2 two-hop routes this one rests on stronger ties."
    assert answer.paths[1].why == "As short, on a weaker tie: a met c."


def test_two_advantages_are_told_the_greater_first() -> None:
    drawn = parliament(
        *officers("ben asylum", "dee asylum"), *members("ann steel", "eve steel"),
        *officers("dee kenya", "eve kenya"),
    )  # fmt: skip
    assert find_paths(drawn, "aid", "kenya").why_first == (
        "Of 2 five-hop routes this one goes through Refugees and Asylum, nearest in theme, "
        "and uses offices throughout."
    )


def test_a_crowd_that_no_source_names_is_a_worse_stop_and_told_so() -> None:
    nodes = [body("a"), body("d"), body("few"), body("some", members="unknown")]
    links = [tie(LinkKind.MET, pair) for pair in ("a few", "few d", "a some", "some d")]
    answer = find_paths(network(nodes, links), "a", "d")
    assert answer.paths[0].nodes[1].id == "few"
    assert answer.paths[1].why == "As short, by way of some, where nobody is named."


def test_smaller_hubs_are_told() -> None:
    drawn = Network.of("a-hub", "hub-b", "a-small", "small-b", *(f"hub-n{i}" for i in range(40)))
    answer = find_paths(drawn, "a", "b")
    assert answer.why_first == "Of 2 two-hop routes this one passes smaller hubs."


def test_a_longer_route_that_costs_less_is_told_so() -> None:
    # The short way passes a busy, far-off body; the long one goes by people and offices only.
    nodes = [group("g"), group("h"), body("far"), person("p"), body("s"),
             *(body(f"z{i}") for i in range(300))]  # fmt: skip
    links = [tie(LinkKind.SUPPORTS, "far g", since="2009"), tie(LinkKind.SUPPORTS, "far h"),
             *(tie(LinkKind.MET, f"far z{i}") for i in range(300)),
             *officers("p g", "p h", detail="Chair")]  # fmt: skip
    longer = [*links, *officers("p s", detail="Chair"), tie(LinkKind.SECRETARIAT_OF, "s h")]
    drawn = network(nodes, [link for link in longer if (link.source, link.target) != ("p", "h")])
    answer = find_paths(drawn, "g", "h")
    assert [len(path.hops) for path in answer.paths[:2]] == [2, 3]
    assert answer.paths[1].cost < answer.paths[0].cost
    assert answer.paths[1].why == "Longer than the first by 1 hop, yet cheaper in all."


def test_long_names_leave_a_sentence_of_25_words() -> None:
    name = " ".join(f"Word{i}" for i in range(40))
    nodes = [body("a"), group("b", name), group("c", name + " too"), body("d")]
    links = [tie(LinkKind.SECRETARIAT_OF, "a b"), tie(LinkKind.SECRETARIAT_OF, "d b"),
             tie(LinkKind.SUPPORTS, "a c"), tie(LinkKind.SUPPORTS, "d c")]  # fmt: skip
    answer = find_paths(network(nodes, links), "a", "d")
    told = [answer.why_first, *(path.why for path in answer.paths)]
    assert max(len(sentence.split()) for sentence in told) <= 25
    assert told[2].startswith("As short, on a weaker tie: a supports Word0")


def test_a_note_names_two_hops_and_counts_the_others() -> None:
    nodes = [body("a"), body("z"), *(body(f"m{i}") for i in range(3))]
    links = [tie(LinkKind.MET, pair, status=Status.PLANNED)
             for i in range(3) for pair in (f"a m{i}", f"m{i} z")]  # fmt: skip
    notes = find_paths(network(nodes, links), "a", "z").notes
    assert notes == ("Planned, not recorded as held: a – m0, a – m1 and 4 more.",)


@CALM
@given(toys(), st.data())
def test_every_why_is_a_sentence_of_at_most_25_words(toy: Network, data: st.DataObject) -> None:
    one, other = data.draw(st.permutations([node.id for node in toy.nodes]))[:2]
    answer = find_paths(toy, one, other, k=10)
    told = [path.why for path in answer.paths] + ([answer.why_first] if answer.paths else [])
    assert all(sentence.endswith(".") and len(sentence.split()) <= 25 for sentence in told)
    assert bool(answer.why_first) is bool(answer.paths)


@CALM
@given(toys(), st.data())
def test_the_weakest_hop_is_the_dearest(toy: Network, data: st.DataObject) -> None:
    one, other = data.draw(st.permutations([node.id for node in toy.nodes]))[:2]
    for path in find_paths(toy, one, other, k=10).paths:
        assert path.hops[path.weakest].cost == max(hop.cost for hop in path.hops)
