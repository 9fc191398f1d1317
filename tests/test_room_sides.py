"""What nodes stand for in a room: bodies for countries and communities, people for a party only."""

from graph.analysis.room_sides import BODIES, Sides, carriers, is_held, party, scope_of
from graph.model import LinkKind, Method, NodeKind, Status
from graph.network import Network
from graph.results_rooms import SideName
from tests.answers import ASHANTI, HARAMBEE, RIVERBANK, world
from tests.sketch import body, network, person, tie

COUNTRY, COMMUNITY, PLACE = NodeKind.COUNTRY, NodeKind.COMMUNITY, NodeKind.PLACE


def stands_for(net: Network, node_id: str) -> list[str]:
    return sorted(f"{i.side}:{i.id}" for i in Sides(network=net).of(net.index[node_id]))


def scope_ids(net: Network, node_id: str) -> set[str]:
    return {net.nodes[v].id for v in scope_of(net, node_id).bodies}


def test_a_body_stands_for_its_communities_countries_and_region() -> None:
    assert stands_for(world(), ASHANTI) == [
        "communities:community-gh-london", "countries:country-gh", "regions:place-london",
    ]  # fmt: skip


def test_a_place_without_status_of_region_counts_for_the_region_that_holds_it() -> None:
    assert "regions:place-england" in stands_for(world(), HARAMBEE)


def test_speakers_of_a_language_are_a_language_not_a_community() -> None:
    assert stands_for(world(), "community-tr-london")[-1] == "languages:community-tr-london"


def test_a_funder_stands_for_itself() -> None:
    assert stands_for(world(), RIVERBANK) == [f"funders:{RIVERBANK}"]


def test_a_group_stands_for_the_country_that_it_is_about() -> None:
    assert stands_for(world(), "appg-kenya") == ["countries:country-ke"]


def test_a_body_does_not_stand_for_where_it_merely_works() -> None:
    assert "countries:country-sl" not in stands_for(world(), HARAMBEE)


def test_a_person_stands_for_a_party_and_a_seat_never_for_a_country() -> None:
    nodes = [
        body("ann", "Ann", NodeKind.PERSON, party="Green Party"), body("seat", "Leeds", PLACE),
        body("north", "North", PLACE, status="region"), body("land", "Kenya", COUNTRY),
        body("g", "G", NodeKind.APPG),
    ]  # fmt: skip
    links = [
        tie(LinkKind.REPRESENTS, "ann seat"), tie(LinkKind.PART_OF, "seat north"),
        tie(LinkKind.OFFICER_OF, "ann g"), tie(LinkKind.ABOUT, "g land"),
    ]  # fmt: skip
    net = network(nodes, links)
    assert stands_for(net, "ann") == ["parties:party:green-party", "regions:north"]


def test_no_person_of_the_tiny_world_stands_for_a_country_or_a_community() -> None:
    sides = Sides(network=world())
    for vertex in world().vertices(NodeKind.PERSON).tolist():
        assert {i.side for i in sides.of(vertex)} <= {SideName.PARTIES, SideName.REGIONS}


def test_what_is_planned_claimed_or_found_by_a_machine_is_not_held() -> None:
    for fields in ({"status": Status.PLANNED}, {"status": Status.CLAIMED},
                   {"status": Status.INFERRED}, {"method": Method.AI_SEARCH}):  # fmt: skip
        assert not is_held(tie(LinkKind.ABOUT, "a b", **fields))
    assert is_held(tie(LinkKind.ABOUT, "a b"))


def test_an_inferred_heritage_of_a_body_is_not_counted_and_of_a_community_is() -> None:
    assert stands_for(world(), "org-nurses") == ["communities:community-nurses"]
    nodes = [body("c", "Kenyans", COMMUNITY), body("land", "Kenya", COUNTRY)]
    net = network(nodes, [tie(LinkKind.HERITAGE, "c land", status=Status.INFERRED)])
    assert "countries:land" in stands_for(net, "c")


def test_parties_of_one_name_are_one() -> None:
    assert party("Labour (Co-op)") == party("Labour") == party("Labour/Co-operative")
    assert party("Green Party") != party("Labour")


def test_whoever_sits_as_independent_stands_for_no_party() -> None:
    net = network([body("ann", "Ann", NodeKind.PERSON, party="Independent")], [])
    assert stands_for(net, "ann") == []


def test_a_party_may_be_told_by_a_link() -> None:
    nodes = [person("ann"), body("lab", "Labour")]
    net = network(nodes, [tie(LinkKind.SITS_FOR, "ann lab")])
    assert stands_for(net, "ann") == ["parties:party:labour"]


def test_the_whole_network_is_the_scope_where_none_is_asked_for() -> None:
    scope = scope_of(world(), "")
    assert scope.ground == frozenset()
    assert len(scope.bodies) == sum(node.kind in BODIES for node in world().nodes)


def test_a_country_is_its_bodies_communities_groups_funders_and_officers() -> None:
    found = scope_ids(world(), "country-ke")
    assert found >= {HARAMBEE, "community-ke-leeds", "appg-kenya", RIVERBANK, "member-aldermoor"}
    assert ASHANTI not in found


def test_a_region_stands_for_its_countries() -> None:
    assert ASHANTI in scope_ids(world(), "region-west-africa")


def test_a_scope_of_a_country_wants_that_country_only() -> None:
    scope = scope_of(world(), "country-ke")
    items = carriers(Sides(network=world()), scope.bodies)
    countries = {i.id for i in items if i.side is SideName.COUNTRIES and scope.wants(i)}
    assert countries == {"country-ke"}


def test_a_place_is_what_is_based_or_works_there() -> None:
    assert scope_ids(world(), "place-london") >= {ASHANTI, "community-gh-london"}
    assert HARAMBEE not in scope_ids(world(), "place-london")
    assert HARAMBEE in scope_ids(world(), "place-england")


def test_a_community_is_itself_and_who_serves_or_speaks_for_it() -> None:
    assert scope_ids(world(), "community-ke-leeds") >= {"community-ke-leeds", HARAMBEE, RIVERBANK}
