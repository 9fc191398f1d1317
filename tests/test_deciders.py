"""Who decides: ministers and departments by what sources say, officers by what groups are about."""

from typing import Any

import pytest

from graph.analysis.deciders import described, groups, in_government, officers_on
from graph.explorer import Explorer
from graph.model import Link, LinkKind, NodeKind
from graph.network import Network
from tests.sketch import body, fact, group, network, officers, person, tie


def sorts(net: Network) -> dict[str, str]:
    return {net.nodes[d.vertex].id: d.sort for d in in_government(net)}


@pytest.mark.parametrize(
    ("name", "claims", "sort"),
    [
        ("Prime Minister (office)", {"subtype": "office"}, "minister"),
        ("Mayor of London (office)", {"subtype": "office"}, "department"),
        ("Leader of the Opposition (office)", {"subtype": "office"}, ""),
        ("Department for Education", {}, "department"),
        ("Cabinet Office", {}, "department"),
        ("Foreign, Commonwealth & Development Office", {}, "department"),
        ("UK Government", {"role": "public_body"}, "department"),
        ("Lambeth Council", {"role": "public_body"}, ""),
        ("Friends of the Home Office", {}, ""),
        ("Some body", {"identifier": "GB-GOR-D12"}, "department"),
        ("Departments of the regions", {"role": "public_body", "members": "unknown"}, ""),
    ],
)  # fmt: skip
def test_a_body_decides_by_office_role_name_or_identifier(
    name: str, claims: dict[str, Any], sort: str
) -> None:
    assert sorts(network([body("x", name, **claims)], [])) == ({"x": sort} if sort else {})


@pytest.mark.parametrize(
    ("office", "sort"),
    [
        ("Minister for Faith", "minister"),
        ("Secretary of State", "minister"),
        ("Parliamentary Under-Secretary of State", "minister"),
        ("Shadow Minister for Faith", ""),
        ("Former Minister", ""),
        ("Secretary", ""),
        ("Officer, who met the Minister once or twice", ""),
    ],
)  # fmt: skip
def test_a_person_is_a_minister_by_the_office_that_a_source_tells(office: str, sort: str) -> None:
    drawn = network([person("p"), body("d", "Body")], officers("p d", detail=office))
    assert sorts(drawn) == ({"p": sort} if sort else {})


def test_why_a_person_is_a_minister_names_the_department() -> None:
    drawn = network([person("p"), body("d", "Body")], officers("p d", detail="Minister for Faith"))
    (minister,) = in_government(drawn)
    assert minister.why == "Minister for Faith, Body"
    assert minister.said[0].detail == "Minister for Faith"


def test_ministers_come_before_departments() -> None:
    drawn = network(
        [body("a", "Home Office"), body("z", "Minister of Tea (office)", subtype="office")], []
    )
    assert [drawn.nodes[d.vertex].id for d in in_government(drawn)] == ["z", "a"]


def test_an_office_seated_abroad_says_where() -> None:
    land, home = (body(i, i, NodeKind.COUNTRY) for i in ("country:KE", "country:GB"))
    offices = [body(f"m{i}", f"Minister {i} (office)", subtype="office") for i in (1, 2)]
    links = [tie(LinkKind.BASED_IN, "m1 country:KE"), tie(LinkKind.BASED_IN, "m2 country:GB")]
    drawn = network([land, home, *offices], links)
    assert [d.abroad for d in in_government(drawn)] == [(drawn.index["country:KE"],), ()]


def test_officers_of_groups_on_a_topic_are_found_those_who_lead_first() -> None:
    nodes = [person("p"), person("q"), group("g", "Ghana Group"), body("k", kind=NodeKind.COUNTRY)]
    links = [
        *officers("p g", detail="Officer"), *officers("q g", detail="Chair"),
        tie(LinkKind.ABOUT, "g k"), tie(LinkKind.MEMBER_OF, "p g"),
    ]  # fmt: skip
    drawn = network(nodes, links)
    found = [described(drawn, d) for d in officers_on(drawn, drawn.index["k"])]
    assert [d.why for d in found] == ["Chair of Ghana Group", "Officer of Ghana Group"]
    assert [len(d.said) for d in found] == [2, 2]
    assert officers_on(drawn, drawn.index["p"]) == []


def test_groups_are_found_by_what_they_are_about() -> None:
    nodes = [group("g"), group("h"), body("k", kind=NodeKind.COUNTRY), body("o")]
    both = Link(
        source="o", target="k", kind=LinkKind.ABOUT, statements=(fact("o", "k"),)
    )  # a body's subject makes it no group
    drawn = network(nodes, [tie(LinkKind.ABOUT, "h k"), tie(LinkKind.ABOUT, "g k"), both])
    assert [drawn.nodes[g].id for g, _ in groups(drawn).on(drawn.index["k"])] == ["g", "h"]


def test_the_shipped_data_know_a_few_who_decide(shipped: Explorer) -> None:
    net = shipped.network()
    found = sorts(net)
    assert found["org:name:office-of-the-prime-minister"] == "minister"
    assert found["person:name:justine-greening"] == "minister"
    assert found["org:name:uk-government"] == "department"
    assert "org:name:lambeth-council" not in found


def test_whether_a_group_is_about_a_topic_is_whether_any_is_listed() -> None:
    net = network(
        [group("g"), group("h"), body("k", kind=NodeKind.COUNTRY), body("t", kind=NodeKind.THEME)],
        [tie(LinkKind.ABOUT, "g k"), tie(LinkKind.ABOUT, "h k")],
    )
    found = groups(net)
    for vertex in range(net.n):
        assert found.any_on(vertex) == bool(found.on(vertex))
    assert found.any_on(net.index["k"])
