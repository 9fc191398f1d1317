"""Common ground: who is tied to which country, and what was read that would tell."""

from graph.analysis.ground import Ground, parliament
from graph.model import Edition, LinkKind, Method, Node, Role, Status
from graph.network import Network
from tests.estate import (
    APPG,
    COMMUNITY,
    COUNTRY,
    PLACE,
    SPRING,
    SUMMER,
    community,
    country,
    estate,
    group,
    joint_campaign,
    kenya,
    link,
    links,
    node,
    officers,
    organisation,
    person,
)


def ground(*things: object, **more: object) -> Ground:
    """The ground of an estate."""
    return Ground(estate(*things, **more))  # type: ignore[arg-type]  # the parts of an estate


def ids(of: Ground, vertices: object) -> list[str]:
    """Ids of vertices, in order."""
    return [of.nodes[v].id for v in vertices]  # type: ignore[attr-defined]  # any collection


def at(of: Ground, node_id: str) -> int:
    """The vertex of a node."""
    return of.network.index[node_id]


def test_communities_and_bodies_belong_to_the_country_of_their_heritage() -> None:
    found = ground(
        *kenya(), organisation("harambee", "Harambee"),
        links(LinkKind.HERITAGE, "harambee kenya"),
    )  # fmt: skip
    here = at(found, "kenya")
    assert ids(found, found.people_of(here)) == ["kenyans", "kenyans-2"]
    assert ids(found, found.bodies_of[here]) == ["harambee"]


def test_a_body_that_represents_or_serves_a_community_is_of_its_country() -> None:
    found = ground(
        *kenya(), organisation("one"), organisation("two"),
        links(LinkKind.REPRESENTS, "one kenyans"), links(LinkKind.SERVES, "two kenyans-2"),
    )  # fmt: skip
    assert ids(found, found.bodies_of[at(found, "kenya")]) == ["one", "two"]


def test_a_body_that_merely_works_there_is_no_diaspora_body() -> None:
    found = ground(
        *kenya(), organisation("aid"), links(LinkKind.OPERATES_IN, "aid kenya"),
        organisation("voice", role="diaspora_group"), links(LinkKind.ABOUT, "voice kenya"),
    )  # fmt: skip
    assert ids(found, found.bodies_of[at(found, "kenya")]) == ["voice"]
    assert ids(found, found.at_work_in[at(found, "kenya")]) == ["aid"]
    assert Role.DIASPORA_GROUP in found.nodes[at(found, "voice")].roles


def test_a_group_about_a_community_is_about_its_countries() -> None:
    found = ground(*kenya(), group("g", "Kenyans"), links(LinkKind.ABOUT, "g kenyans"))
    assert ids(found, found.groups_about[at(found, "kenya")]) == ["g"]


def test_links_that_only_an_ai_search_found_are_left_out_unless_asked_for() -> None:
    things = [
        *kenya(), organisation("harambee"),
        link(LinkKind.HERITAGE, "harambee kenya", method=Method.AI_SEARCH),
    ]  # fmt: skip
    network = estate(*things)
    assert at(Ground(network), "kenya") not in Ground(network).bodies_of
    assert at(Ground(network), "kenya") in Ground(network, include_ai=True).bodies_of


def test_plans_are_kept_apart_from_what_is_so() -> None:
    found = ground(
        organisation("a"), organisation("b"),
        link(LinkKind.MET, "a b", status=Status.PLANNED),
    )  # fmt: skip
    assert found.near(at(found, "a")) == {}
    assert [kind for _, _, kind, _ in found.plans] == [LinkKind.MET]


def test_home_is_the_country_that_places_are_part_of() -> None:
    things = [
        country("uk"), country("ghana"),
        *(node(PLACE, p, by="world") for p in ("england", "wales", "accra")),
        *links(LinkKind.PART_OF, "england uk", "wales uk", "accra ghana", by="world"),
    ]  # fmt: skip
    found = ground(*things)
    assert ids(found, found.home) == ["uk"]
    assert ground(country("ghana")).home == frozenset()


def test_a_region_is_known_by_its_status_or_by_its_many_parts() -> None:
    parts = [node(COUNTRY, f"c{n}", by="world") for n in range(3)]
    found = ground(
        *parts, node(COUNTRY, "whole", by="world"), country("africa", status="region"),
        node(COUNTRY, "pair", by="world"),
        links(LinkKind.PART_OF, *(f"c{n} whole" for n in range(3)), "c0 pair", by="world"),
    )  # fmt: skip
    regions = [found.nodes[v].id for v in found.of_kind(COUNTRY) if found.is_region(v)]
    assert regions == ["africa", "whole"]


def test_kin_are_parts_wholes_and_countries_named_together_by_one_group() -> None:
    found = ground(
        *joint_campaign(), country("puntland"), country("horn", status="region"),
        links(LinkKind.PART_OF, "puntland somalia", "somalia horn", by="world"),
    )  # fmt: skip
    assert ids(found, found.kin(at(found, "somalia"))) == ["puntland", "somaliland"]
    assert ids(found, found.kin(at(found, "albania"))) == ["kosovo"]
    assert found.kin(at(found, "horn")) == {}


def test_a_group_on_many_countries_makes_nobody_kin() -> None:
    names = [f"c{n}" for n in range(5)]
    found = ground(
        *(country(name) for name in names), group("g", "Many"),
        links(LinkKind.ABOUT, *(f"g {name}" for name in names)),
    )  # fmt: skip
    assert found.kin(at(found, "c0")) == {}


def test_regions_above_a_country_stand_nearest_first() -> None:
    found = ground(
        *kenya(), country("east", "East Africa", status="region"),
        links(LinkKind.PART_OF, "kenya east", "east africa", by="world"),
    )  # fmt: skip
    above = found.regions_of(at(found, "kenya"))
    assert ids(found, above) == ["east", "africa"]
    assert len(above[at(found, "africa")]) >= 1


def test_a_group_is_listed_when_the_register_names_it() -> None:
    found = ground(*joint_campaign())
    assert found.listed(at(found, "appg-albania"))
    assert not found.listed(at(found, "old"))
    assert ids(found, found.listed_groups) == ["appg-albania", "appg-somaliland"]


def test_without_a_register_every_group_that_is_named_counts() -> None:
    found = ground(group("g", "Tea", by="document"))
    assert found.listed(at(found, "g"))
    assert found.register_day() == ""


def test_a_register_of_one_parliament_says_nothing_of_another() -> None:
    found = ground(group("uk", "Tea"), group("sp", "Tea", by="document", parliament="senedd"))
    assert found.listed(at(found, "sp"))
    assert parliament(found.nodes[at(found, "uk")]) == "uk"


def test_a_group_without_a_parliament_is_taken_for_westminster() -> None:
    assert parliament(node(APPG, "g")) == "uk"


def test_the_register_tells_its_first_and_last_edition_held() -> None:
    things = [group("g", "Tea", seen=(SPRING, SUMMER))]
    early = Edition(source="register", date="2024-08-28")
    assert ground(*things, editions=(early,)).register_span() == ("2024-08-28", SUMMER)
    assert ground(*things, editions=(early,), as_of=SPRING).register_span() == (
        "2024-08-28", SPRING,
    )  # fmt: skip


def _charities(number: int) -> Network:
    made: list[Node] = []
    ties = []
    for n in range(number):
        made += [country(f"c{n:02}"), organisation(f"o{n:02}", by="charities")]
        ties.append(link(LinkKind.HERITAGE, f"o{n:02} c{n:02}", "charities"))
    return estate(*made, ties)


def test_a_register_of_bodies_of_many_countries_would_name_one_of_any() -> None:
    assert Ground(_charities(25)).lists_of_bodies == ("charities",)
    assert Ground(_charities(5)).lists_of_bodies == ()


def test_a_people_on_a_list_of_the_world_is_not_known_to_be_here() -> None:
    world = [country(f"c{n:03}") for n in range(150)]
    found = ground(
        *world, node(COMMUNITY, "listed", by="world"), community("told"),
        node(COMMUNITY, "counted", by="world", size="1200"),
        node(COMMUNITY, "subject", by="world"), group("g", "Subject"),
        links(LinkKind.HERITAGE, *(f"{c} c000" for c in ("listed", "told", "counted", "subject")),
              by="world"),
        links(LinkKind.ABOUT, "g subject", by="register"),
    )  # fmt: skip
    assert ids(found, found.people_of(at(found, "c000"))) == ["counted", "told"]


def test_the_largest_community_stands_first() -> None:
    found = ground(
        country("kenya"), community("a", size="5"), community("b", size="134944"),
        community("c"), links(LinkKind.HERITAGE, "a kenya", "b kenya", "c kenya"),
    )  # fmt: skip
    assert ids(found, found.people_of(at(found, "kenya"))) == ["b", "a", "c"]


def test_a_size_that_is_no_number_counts_nothing() -> None:
    found = ground(community("a", size="about 5,000"), community("b", size="²"))
    assert [found.size(v) for v in (0, 1)] == [0, 0]


def test_an_unnamed_set_is_told_by_its_count_or_its_unknown_members() -> None:
    found = ground(organisation("a", count="15"), organisation("b", members="unknown"),
                   organisation("c"))  # fmt: skip
    assert found.unnamed_ids == {"a", "b"}


def test_being_part_of_a_body_is_no_contact() -> None:
    found = ground(
        *(organisation(name) for name in "abc"),
        links(LinkKind.PART_OF, "a b"), links(LinkKind.MET, "a c"),
    )  # fmt: skip
    assert ids(found, found.contacts(at(found, "a"))) == ["c"]


def test_a_body_of_which_no_contact_is_named_may_have_many() -> None:
    found = ground(organisation("a", "Tea Trust"))
    assert found.standing(0, 0) == (
        "unknown", "No source held names a contact of Tea Trust: not known.",
    )  # fmt: skip
    assert found.standing(0, 2)[0] == "absent"


def test_what_concerns_the_diaspora_is_tied_to_a_country_or_community() -> None:
    found = ground(
        *kenya(), organisation("tea"), person("member"), group("cake", "Cake"),
        officers("member cake"),
    )  # fmt: skip
    assert ids(found, sorted(found.of_diaspora)) == [
        "africa", "appg-africa", "build", "kenya", "kenyans", "kenyans-2", "uganda",
    ]  # fmt: skip


def test_an_empty_network_has_no_ground() -> None:
    found = Ground(Network(nodes=(), links=()))
    assert found.countries_of == {}
    assert found.listed_groups == []
    assert not found.home | found.country_ids
    assert not found.world_lists | found.unnamed_ids
