"""The weakest hop in words: what it rests on, and when no hop is weaker than another."""

from graph.analysis.paths import find_paths
from graph.model import LinkKind, Method, Status
from graph.network import Network
from tests.sketch import body, members, network, parliament, tie


def weakest(net: Network, one: str, other: str) -> str:
    return find_paths(net, one, other, include_ai=True).paths[0].weakest_why


def test_a_mere_membership_is_told_as_such() -> None:
    assert weakest(parliament(*members("ann kenya")), "aid", "kenya") == (
        "Weakest hop: ann is a member of Kenya; it rests on a listed membership, no office."
    )


def test_what_is_only_planned_or_found_by_a_machine_is_told() -> None:
    planned = parliament(*members("ann kenya", status=Status.PLANNED, method=Method.AI_SEARCH))
    assert weakest(planned, "aid", "kenya").endswith(
        "no office, only planned, found only by an AI search."
    )


def test_an_old_contact_is_dated() -> None:
    old = parliament(*members("ann kenya", seen=("2019-05-01",)))
    assert weakest(old, "aid", "kenya").endswith("no office, last evidenced in 2019.")


def test_equally_strong_hops_are_said_to_be_so() -> None:
    assert weakest(Network.of("a-b", "b-c"), "a", "c") == (
        "No hop is weaker than another: each rests on a meeting."
    )


def test_a_single_hop_has_no_weakest() -> None:
    assert weakest(Network.of("a-b"), "a", "b") == ""


def test_a_long_name_gives_way_to_what_the_hop_rests_on() -> None:
    name = "Society for " + "Long Names " * 20
    drawn = network(
        [body("a"), body("b", name), body("c")],
        [tie(LinkKind.MET, "a b"), tie(LinkKind.PARTNER_IN, "b c", status=Status.CLAIMED)],
    )
    said = weakest(drawn, "a", "c")
    assert said.endswith("it rests on a partnership, only claimed.")
    assert len(said.split()) == 25
