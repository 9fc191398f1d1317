"""What links and stops cost: offices, doubt, age, hubs and topics."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.ties import UNIT, all_ties, crowds, hub_costs, statement_cost, topic_costs
from graph.model import Link, LinkKind, Method, NodeKind, Statement, Status
from graph.network import Network
from graph.schema import LINK_KINDS
from tests.sketch import CALM, DAY, body, fact, group, network, officers, person, tie


def cost(kind: LinkKind = LinkKind.OFFICER_OF, as_of: str = DAY, **fields: object) -> float:
    return statement_cost(fact("a", "b", **fields), kind, as_of) / UNIT


def test_an_officer_who_sits_now_is_the_measure() -> None:
    assert cost(detail="Officer") == 1.0


@pytest.mark.parametrize(
    ("detail", "expected"),
    [
        ("Chair & Registered Contact", 0.8),
        ("Co-Chair", 0.8),
        ("President", 0.8),
        ("Convener", 0.8),
        ("Vice Chair", 0.9),
        ("Vice-President", 0.9),
        ("Deputy Convener", 0.9),
        ("Treasurer", 0.9),
        ("Secretary", 0.9),
        ("", 1.0),
    ],
)
def test_an_office_makes_the_hop_cheaper(detail: str, expected: float) -> None:
    assert cost(detail=detail) == expected


def test_an_office_counts_for_officers_only() -> None:
    assert cost(LinkKind.MEMBER_OF, detail="Chair") == cost(LinkKind.MEMBER_OF)


def test_a_member_costs_more_than_an_officer() -> None:
    assert cost(LinkKind.MEMBER_OF) > cost(LinkKind.OFFICER_OF)


def test_common_ground_costs_more_than_any_acquaintance() -> None:
    dearest = max(cost(kind) for kind, rule in LINK_KINDS.items() if rule.acquaintance)
    assert cost(LinkKind.ABOUT) > dearest


@pytest.mark.parametrize("status", [Status.PLANNED, Status.INFERRED, Status.CLAIMED])
def test_what_is_not_held_costs_more(status: Status) -> None:
    assert cost(status=status) > cost()


def test_what_a_machine_found_costs_more() -> None:
    assert cost(method=Method.AI_SEARCH) > cost(method=Method.HAND)


def test_doubts_are_not_added_up() -> None:
    both = cost(method=Method.AI_SEARCH, status=Status.CLAIMED)
    assert both == cost(status=Status.CLAIMED)


def test_a_grant_cools_with_the_years() -> None:
    costs = [cost(LinkKind.FUNDED, since=year) for year in ("2026-01", "2024-01", "2019")]
    assert costs == sorted(costs)
    assert costs[2] - costs[0] == pytest.approx(0.7)


def test_an_office_held_for_long_does_not_cool() -> None:
    assert cost(since="2009") == cost()


def test_an_office_that_ended_cools() -> None:
    assert cost(until="2023-05-01") == pytest.approx(cost() + 0.3)


def test_what_an_old_document_says_cools() -> None:
    assert cost(seen=("2016-03",)) == pytest.approx(cost() + 1.0)


def test_nothing_gets_colder_than_ten_years() -> None:
    assert cost(seen=("1990",)) == cost(seen=("2016",))


def test_what_lies_ahead_is_not_old() -> None:
    planned = cost(LinkKind.TOOK_PART_IN, since="2026-11", status=Status.PLANNED)
    assert planned == cost(LinkKind.TOOK_PART_IN, status=Status.PLANNED)


def test_without_a_date_asked_for_nothing_is_old() -> None:
    assert cost(as_of="", seen=("1990",)) == cost()


def test_a_link_costs_what_its_best_statement_costs() -> None:
    found = fact("p", "g", method=Method.AI_SEARCH)
    said = (found, fact("p", "g", method=Method.HAND, source="lists"))
    link = Link(source="p", target="g", kind=LinkKind.MEMBER_OF, statements=said)
    ties = network([person("p"), group("g")], [link]).once(all_ties)
    assert ties.cost.tolist() == [statement_cost(said[1], LinkKind.MEMBER_OF, DAY)]
    assert ties.only_ai.tolist() == [False]


def test_a_link_that_only_a_machine_found_is_flagged() -> None:
    drawn = network(
        [person("p"), person("q"), group("g")],
        [*officers("p g"), tie(LinkKind.MEMBER_OF, "q g", method=Method.AI_SEARCH)],
    )
    assert drawn.once(all_ties).only_ai.tolist() == [False, True]


@CALM
@given(
    st.sampled_from(list(LinkKind)),
    st.builds(
        Statement,
        source=st.just("s"), seen=st.just(("2020-01-01", "2024-05-01")), subject=st.just("a"),
        object=st.just("b"), status=st.sampled_from(list(Status)),
        method=st.sampled_from(list(Method)), detail=st.sampled_from(["", "Chair", "Vice Chair"]),
        since=st.sampled_from(["", "2013", "2030-01"]), until=st.sampled_from(["", "2021-02-03"]),
    ),
)  # fmt: skip
def test_every_link_costs_something_and_the_table_agrees_with_the_single_case(
    kind: LinkKind, said: Statement
) -> None:
    drawn = Network.of("a-b", kind=kind)
    one = Link(source="a", target="b", kind=kind, statements=(said, said))
    table = all_ties(Network(nodes=drawn.nodes, links=(one,), as_of="2026-06-29"))
    assert table.cost.tolist() == [statement_cost(said, kind, "2026-06-29")]
    assert table.cost[0] > 0


def test_a_hub_costs_by_the_logarithm_of_its_links() -> None:
    star = Network.of(*(f"hub-n{i}" for i in range(100)))
    costs = hub_costs(star) / UNIT
    assert costs[star.index["hub"]] == pytest.approx(0.25 * np.log(100), abs=1e-6)
    assert costs[star.index["n0"]] == 0


def test_a_node_without_links_costs_nothing_to_pass() -> None:
    assert hub_costs(Network.of("a")).tolist() == [0]


def test_all_links_of_a_country_make_it_a_hub() -> None:
    nodes = [body("k", "Kenya", NodeKind.COUNTRY), *(body(f"n{i}") for i in range(9))]
    drawn = network(nodes, [tie(LinkKind.HERITAGE, f"n{i} k") for i in range(9)])
    assert hub_costs(drawn)[0] / UNIT == pytest.approx(0.25 * np.log(9), abs=1e-6)


def test_a_community_and_a_set_without_names_are_crowds() -> None:
    nodes = [body("a"), body("b", kind=NodeKind.COMMUNITY), body("c", members="unknown"),
             body("d", members="partly named")]  # fmt: skip
    drawn = network(nodes, [])
    assert crowds(drawn).tolist() == [False, True, True, False]
    assert (hub_costs(drawn) / UNIT).tolist() == [0.0, 2.0, 2.0, 0.0]


def test_a_body_off_topic_costs_four_hops_and_one_on_topic_none() -> None:
    pair = Network.of("a-b")
    assert (topic_costs(pair, np.array([0.0, 1.0])) / UNIT).tolist() == [4.0, 0.0]


def test_people_have_no_topic() -> None:
    drawn = network([person("p"), group("g")], officers("p g"))
    assert (topic_costs(drawn, np.zeros(2)) / UNIT).tolist() == [4.0, 0.0]


def test_costs_are_whole_numbers_so_that_sums_are_the_same_in_any_order() -> None:
    drawn = network([person("p"), group("g")], officers("p g", since="2013", detail="Vice Chair"))
    kinds = {all_ties(drawn).cost.dtype.kind, hub_costs(drawn).dtype.kind}
    assert kinds | {topic_costs(drawn, np.full(2, 0.3)).dtype.kind} == {"i"}
