"""How far everybody is from a room: as far as the paths verb says, from the nearest in the room."""

from hypothesis import given

from graph.analysis.paths import find_paths
from graph.analysis.room_routes import Reach
from graph.model import LinkKind, Method, NodeKind
from graph.network import Network
from tests.sketch import CALM, body, network, officers, parliament, person, tie, toys


def reach(net: Network, *ids: str) -> Reach:
    return Reach(net, [net.index[i] for i in ids])


def test_hops_and_origin_are_those_of_the_nearest_start() -> None:
    net = Network.of("a-b", "b-c", "c-d", "x-d")
    found = reach(net, "a", "x")
    assert found.hops.tolist() == [0, 1, 2, 1, 0]
    assert [net.nodes[v].id for v in found.origin] == ["a", "a", "a", "x", "x"]


def test_where_no_route_leads_there_is_none() -> None:
    net = Network.of("a-b", "c-d")
    found = reach(net, "a")
    assert found.hops.tolist() == [0, 1, -1, -1]
    assert found.nearest([2, 3]) is None
    assert found.path(2) is None
    assert found.path(0) is None


def test_of_equally_near_starts_the_stronger_tie_is_told() -> None:
    nodes = [person("ann"), person("ben"), body("g", "G", NodeKind.APPG)]
    links = [tie(LinkKind.MEMBER_OF, "ann g"), *officers("ben g", detail="Chair")]
    net = network(nodes, links)
    found = reach(net, "ann", "ben")
    assert net.nodes[found.origin[net.index["g"]]].id == "ben"


def test_links_that_only_a_machine_found_are_no_route() -> None:
    found_by_machine = tie(LinkKind.MEMBER_OF, "aid steel", method=Method.AI_SEARCH)
    net = parliament(found_by_machine)
    assert reach(net, "aid").hops[net.index["steel"]] == -1


def test_countries_places_and_themes_are_passed_by_none() -> None:
    net = parliament()
    assert reach(net, "kenya").hops[net.index["land"]] == -1


def test_the_path_is_the_one_that_the_paths_verb_puts_first() -> None:
    net = parliament()
    found = reach(net, "aid")
    ann = net.index["ann"]
    assert found.path(ann) == find_paths(net, "aid", "ann", k=1).paths[0]


@CALM
@given(toys())
def test_hops_agree_with_the_shortest_path_of_each_pair(toy: Network) -> None:
    found = Reach(toy, [0, toy.n - 1])
    for vertex in range(toy.n):
        lengths = []
        for start in {0, toy.n - 1}:
            if start == vertex:
                lengths.append(0)
            else:
                ends = (toy.nodes[start].id, toy.nodes[vertex].id)
                length = find_paths(toy, *ends, k=1, max_hops=8).length
                lengths += [length] if length else []
        assert found.hops[vertex] == min(lengths, default=-1)
