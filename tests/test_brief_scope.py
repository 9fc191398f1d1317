"""Who is tied to the subject of a brief."""

from collections.abc import Mapping

from graph.analysis.brief_scope import Scope, scope_of
from graph.analysis.ground import plain_ground
from graph.model import Link, LinkKind, Node
from tests.estate import (
    CAMPAIGN,
    EVENT,
    PLACE,
    community,
    country,
    estate,
    links,
    node,
    organisation,
)


def scope(subject: str, *things: Node | Link | list[Link]) -> Scope:
    return scope_of(estate(*things).once(plain_ground), subject)


def ids(found: Scope, table: Mapping[int, tuple[object, ...]]) -> list[str]:
    return [found.ground.nodes[v].id for v in table]


def test_a_country_is_its_only_part_though_it_has_regions() -> None:
    found = scope("iraq", country("iraq"), country("kurdistan", status="sub-state"),
                  links(LinkKind.PART_OF, "kurdistan iraq", by="world"))  # fmt: skip
    assert len(found.parts) == 1


def test_a_region_has_its_countries_as_parts() -> None:
    found = scope("horn", country("horn", status="region"), country("somalia"), country("eritrea"),
                  links(LinkKind.PART_OF, "somalia horn", "eritrea horn", by="world"))  # fmt: skip
    assert ids(found, dict.fromkeys(found.parts, ())) == ["horn", "eritrea", "somalia"]


def test_a_place_has_what_lies_in_it_as_parts() -> None:
    ward = [*links(LinkKind.PART_OF, "ward leeds"), *links(LinkKind.BASED_IN, "o ward")]
    found = scope("leeds", node(PLACE, "leeds"), node(PLACE, "ward"), organisation("o"), ward)
    assert ids(found, found.bodies) == ["o"]


def test_bodies_of_a_country_are_those_of_its_heritage_and_those_that_serve_its_people() -> None:
    found = scope(
        "ghana", country("ghana"), community("people"), organisation("union"),
        organisation("helper"), organisation("stranger"),
        links(LinkKind.HERITAGE, "people ghana", "union ghana"),
        links(LinkKind.SERVES, "helper people"), links(LinkKind.OPERATES_IN, "stranger ghana"),
    )  # fmt: skip
    assert ids(found, found.bodies) == ["helper", "union"]
    assert ids(found, found.at_work) == ["stranger"]


def test_events_of_a_country_are_those_on_it_and_those_its_people_took_part_in() -> None:
    found = scope(
        "ghana", country("ghana"), community("people"), node(EVENT, "visit"), node(EVENT, "fair"),
        node(EVENT, "other"), links(LinkKind.HERITAGE, "people ghana"),
        links(LinkKind.BASED_IN, "visit ghana"), links(LinkKind.TOOK_PART_IN, "people fair"),
    )  # fmt: skip
    assert ids(found, found.events) == ["fair", "visit"]


def test_what_people_in_a_country_signed_is_not_what_is_about_it() -> None:
    found = scope(
        "ghana", country("ghana"), node(CAMPAIGN, "about-it"), node(CAMPAIGN, "signed-there"),
        links(LinkKind.ABOUT, "about-it ghana"), links(LinkKind.SIGNED_IN, "signed-there ghana"),
    )  # fmt: skip
    assert ids(found, found.campaigns) == ["about-it"]
    assert ids(found, found.signed) == ["signed-there"]


def test_the_busiest_come_first_and_equals_keep_their_order() -> None:
    found = scope(
        "leeds", node(PLACE, "leeds"), organisation("a"), organisation("b"), organisation("c"),
        links(LinkKind.BASED_IN, "a leeds", "b leeds", "c leeds"), links(LinkKind.MET, "c a"),
        links(LinkKind.MET, "c b"),
    )  # fmt: skip
    busiest = found.busiest(found.bodies)
    assert [found.ground.nodes[v].id for v in busiest] == ["c", "a", "b"]
