"""Figures explained: names of this network, statements behind them, 25 words at most."""

from graph.analysis.brokers import find_brokers
from graph.model import LinkKind
from graph.network import Network
from tests.sketch import body, group, network, officers, person, tie

BRIDGE = Network.of("a-b", "b-c", "c-a", "c-x", "x-d", "d-e", "e-f", "f-d")


def words(net: Network, node_id: str) -> dict[str, str]:
    broker = next(b for b in find_brokers(net).brokers if b.node.id == node_id)
    return {one.measure: one.words for one in broker.explained}


def test_a_share_of_routes_is_told_with_two_whom_nobody_else_joins() -> None:
    assert words(BRIDGE, "x")["betweenness"] == (
        "60.0% of shortest routes between two others pass x, such as from c to d."
    )


def test_a_free_broker_and_a_closed_circle_are_told_apart() -> None:
    assert "have little to do with each other, such as c and d" in words(BRIDGE, "x")["constraint"]
    closed = Network.of("a-b", "b-c", "c-a", "a-d", "b-d", "c-e", "a-e")
    assert "mostly know one another" in words(closed, "c")["constraint"]


def test_contacts_are_counted_and_two_of_them_named() -> None:
    assert words(BRIDGE, "x")["links"] == "x can be introduced by 2 contacts, such as c and d."


def test_who_loses_the_only_route_is_explained_only_where_somebody_does() -> None:
    assert words(BRIDGE, "x")["cut"].startswith("If x left, 3 others would lose")
    assert "cut" not in words(Network.of("a-b", "b-c", "c-d", "d-a"), "a")


def test_every_explanation_cites_the_links_that_it_names() -> None:
    drawn = network(
        [person("p", "Ann Other"), group("g"), group("h"), body("s")],
        [*officers("p g", "p h", detail="Chair"), tie(LinkKind.SECRETARIAT_OF, "s g")],
    )
    broker = next(b for b in find_brokers(drawn).brokers if b.node.id == "p")
    shares = broker.explained[0]
    assert shares.words.endswith("such as from g to h.")
    assert [e.detail for e in shares.evidence] == ["Chair", "Chair"]


def test_a_long_name_is_cut_and_the_sentence_still_ends() -> None:
    name = "The Association of " + "Very Long Names " * 12
    drawn = network(
        [body("a"), body("b", name), body("c")],
        [tie(LinkKind.MET, "a b"), tie(LinkKind.MET, "b c")],
    )
    for told in words(drawn, "b").values():
        assert len(told.split()) <= 25
        assert told.endswith((".", "…"))
