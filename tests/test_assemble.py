"""Nodes as their statements tell them."""

from itertools import permutations

from graph.assemble import assemble_node, roles_from_links
from graph.model import Link, LinkKind, Node, NodeKind, Role, Statement


def said(day: str, *claims: tuple[str, str], source: str = "s") -> Statement:
    return Statement(source=source, seen=(day,), subject="x", claims=tuple(sorted(claims)))


def node_of(*statements: Statement) -> Node:
    return assemble_node("x", NodeKind.ORGANISATION, statements)


def test_the_name_said_last_is_the_name_and_the_older_one_an_alias() -> None:
    node = node_of(said("2025", ("name", "PCOS")), said("2026", ("name", "PMOS")))
    assert (node.name, node.aliases) == ("PMOS", ("PCOS",))


def test_among_names_of_one_day_the_one_most_sources_give_wins() -> None:
    node = node_of(
        said("2026", ("name", "The Longest Name Of All"), source="a"),
        said("2026", ("name", "Caabu"), source="b"),
        said("2026", ("name", "Caabu"), source="c"),
    )
    assert node.name == "Caabu"


def test_the_order_of_statements_does_not_matter() -> None:
    statements = [
        said("2024", ("name", "A"), ("alias", "B")),
        said("2025", ("name", "C"), ("agm", "2025-01-01")),
        said("2026", ("name", "A"), ("agm", "2026-01-01")),
    ]
    assert len({assemble_node("x", NodeKind.APPG, p) for p in permutations(statements)}) == 1


def test_a_property_keeps_the_value_said_last() -> None:
    node = node_of(
        said("2025", ("name", "A"), ("agm", "2025-01-14")),
        said("2026", ("name", "A"), ("agm", "2026-01-14")),
    )
    assert node.get("agm") == "2026-01-14"


def test_a_charity_number_makes_a_charity() -> None:
    assert node_of(said("2026", ("name", "A"), ("identifier", "GB-CHC-1014576"))).roles == (
        Role.CHARITY,
    )


def test_a_company_number_does_not_make_a_charity() -> None:
    assert node_of(said("2026", ("name", "A"), ("identifier", "GB-COH-01234567"))).roles == ()


def test_a_node_that_nobody_names_shows_its_id() -> None:
    assert node_of(said("2026")).name == "x"


def test_who_funds_is_a_funder_and_who_is_funded_a_grantee() -> None:
    link = Link(source="f", target="g", kind=LinkKind.FUNDED, statements=(said("2026"),))
    kinds = {"f": NodeKind.ORGANISATION, "g": NodeKind.ORGANISATION}
    assert roles_from_links([link], kinds) == {
        "f": frozenset({Role.FUNDER}),
        "g": frozenset({Role.GRANTEE}),
    }


def test_a_campaign_that_is_funded_is_not_a_grantee_body() -> None:
    link = Link(source="f", target="c", kind=LinkKind.FUNDED, statements=(said("2026"),))
    kinds = {"f": NodeKind.ORGANISATION, "c": NodeKind.CAMPAIGN}
    assert set(roles_from_links([link], kinds)) == {"f"}


def test_a_body_with_a_country_of_heritage_is_a_diaspora_group_and_a_community_is_not() -> None:
    links = [
        Link(source=end, target="KE", kind=LinkKind.HERITAGE, statements=(said("2026"),))
        for end in ("body", "people")
    ]
    kinds = {"body": NodeKind.ORGANISATION, "people": NodeKind.COMMUNITY, "KE": NodeKind.COUNTRY}
    assert roles_from_links(links, kinds) == {"body": frozenset({Role.DIASPORA_GROUP})}


def test_a_node_that_no_statement_names_goes_by_an_alias() -> None:
    said = Statement(
        source="s", seen=("2026",), subject="a", claims=(("alias", "Old"), ("alias", "Older"))
    )
    nameless = Statement(source="s", seen=("2026",), subject="b")
    node = assemble_node("a", NodeKind.PLACE, (said,))
    assert (node.name, node.aliases) == ("Old", ("Older",))
    assert assemble_node("b", NodeKind.PLACE, (nameless,)).name == "b"
