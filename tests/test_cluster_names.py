"""Names of clusters: what members share more often than elsewhere, never twice the same."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.cluster_names import Named, name_clusters
from graph.model import Link, LinkKind, Method, Node, NodeKind
from graph.network import Network
from tests.sketch import CALM, body, group, network, officers, person, tie, toys

COUNTRY, THEME, PLACE, COMMUNITY = (
    NodeKind.COUNTRY, NodeKind.THEME, NodeKind.PLACE, NodeKind.COMMUNITY,
)  # fmt: skip


def named(drawn: Network, *groups: str, usable: bool = True) -> list[Named]:
    """Names of clusters drawn as "a b c"."""
    vertices = [
        np.array(sorted(drawn.index[name] for name in names.split()), dtype=np.int32)
        for names in groups
    ]
    inside = np.zeros(drawn.n, dtype=np.int64)
    for members in vertices:
        for vertex in members.tolist():
            near = set(drawn.around(vertex)[0].tolist()) - {vertex}
            inside[vertex] = len(near & set(members.tolist()))
    links = np.full(drawn.m, usable, dtype=np.bool_)
    return name_clusters(drawn, vertices, usable=links, inside=inside)


def eight(kind: NodeKind = NodeKind.APPG, **claims: str) -> list[Node]:
    return [body(f"n{i}", f"Body {i}", kind, **claims) for i in range(8)]


def about(*pairs: str, **fields: object) -> list[Link]:
    return [tie(LinkKind.ABOUT, pair, **fields) for pair in pairs]


FIRST, SECOND = "n0 n1 n2 n3", "n4 n5 n6 n7"


def test_groups_that_share_a_country_are_named_after_it() -> None:
    nodes = [*eight(), body("u", "Ukraine", COUNTRY), body("k", "Kenya", COUNTRY)]
    links = about("n0 u", "n1 u", "n2 u", "n4 k", "n5 k", "n6 k")
    first, second = named(network(nodes, links), FIRST, SECOND)
    assert (first.name, second.name) == ("Groups on Ukraine", "Groups on Kenya")
    assert first.reason == (
        "3 of 3 with a known subject share Ukraine, 2.0 times the usual share; no link joins them."
    )


def test_two_subjects_of_one_sort_stand_in_one_name() -> None:
    nodes = [*eight(), body("u", "Ukraine", COUNTRY), body("p", "Poland", COUNTRY),
             body("k", "Kenya", COUNTRY)]  # fmt: skip
    links = about("n0 u", "n1 u", "n2 p", "n3 p", "n4 k", "n5 k", "n6 k", "n7 k")
    assert named(network(nodes, links), FIRST)[0].name == "Groups on Poland and Ukraine"


def test_a_theme_and_a_place_do_not_stand_in_one_name() -> None:
    nodes = [*eight(NodeKind.ORGANISATION), body("t", "Trade", THEME), body("l", "Leeds", PLACE),
             body("o", "Other", THEME)]  # fmt: skip
    links = [*about("n0 t", "n1 t", "n2 t", "n4 o", "n5 o"),
             *(tie(LinkKind.BASED_IN, f"n{i} l") for i in range(3))]  # fmt: skip
    assert named(network(nodes, links), FIRST)[0].name == "Bodies on Trade"


def test_bodies_in_a_place_are_named_after_it() -> None:
    nodes = [*eight(NodeKind.ORGANISATION), body("l", "Leeds", PLACE), body("y", "York", PLACE)]
    links = [tie(LinkKind.BASED_IN, f"n{i} l") for i in range(4)]
    links += [tie(LinkKind.BASED_IN, f"n{i} y") for i in range(4, 8)]
    assert named(network(nodes, links), FIRST)[0].name == "Bodies in Leeds"


def test_bodies_with_one_funder_are_named_after_it() -> None:
    nodes = [*eight(NodeKind.ORGANISATION), body("f", "Riverbank"), body("o", "Old Mill")]
    links = [tie(LinkKind.FUNDED, f"f n{i}") for i in range(4)]
    links += [tie(LinkKind.FUNDED, f"o n{i}") for i in range(4, 8)]
    assert named(network(nodes, links), FIRST)[0].name == "Bodies funded by Riverbank"


def test_communities_are_named_around_their_country() -> None:
    nodes = [*eight(COMMUNITY), body("g", "Ghana", COUNTRY), body("k", "Kenya", COUNTRY)]
    links = [tie(LinkKind.HERITAGE, f"n{i} g") for i in range(4)]
    links += [tie(LinkKind.HERITAGE, f"n{i} k") for i in range(4, 8)]
    assert named(network(nodes, links), FIRST)[0].name == "Communities around Ghana"


def test_groups_on_countries_of_one_region_are_named_after_the_region() -> None:
    lands = [body(f"c{i}", f"Land {i}", COUNTRY) for i in range(8)]
    regions = [body("east", "Eastern Europe", COUNTRY), body("west", "West Africa", COUNTRY)]
    links = about(*(f"n{i} c{i}" for i in range(8)))
    links += [tie(LinkKind.PART_OF, f"c{i} {'east' if i < 4 else 'west'}") for i in range(8)]
    drawn = network([*eight(), *lands, *regions], links)
    assert named(drawn, FIRST)[0].name == "Groups on Eastern Europe"


def test_groups_of_one_parliament_are_named_after_it() -> None:
    nodes = [group(f"n{i}", parliament="senedd" if i < 4 else "uk") for i in range(8)]
    first, second = named(network(nodes, []), FIRST, SECOND)
    assert first.name == "Groups of the Senedd"
    assert first.reason.startswith("4 of 4 groups share the Senedd, 2.0 times the usual share")
    assert second.name == "Groups at Westminster"


def test_country_groups_without_a_common_country_are_told_with_their_core() -> None:
    filed = ["country"] * 4 + ["subject"] * 4
    nodes = [group(f"n{i}", f"Body {i}", parliament="uk", category=filed[i])
             for i in range(8)]  # fmt: skip
    found = named(network(nodes, [tie(LinkKind.MET, "n1 n2")]), FIRST)[0]
    assert found.name == "Groups on countries, around Body 1"
    assert found.reason.startswith("4 of 4 groups share the category of country groups, 2.0 times")


def test_what_all_share_names_nobody() -> None:
    nodes = [*eight(), body("t", "Trade", THEME)]
    links = about(*(f"n{i} t" for i in range(8)))
    found = named(network(nodes, links), FIRST, SECOND)
    assert [one.name for one in found] == ["Around Body 0", "Around Body 4"]
    assert (
        found[0].reason
        == "0 links join 4 members; Body 0 has 0 of them; too few share a subject to name it after."
    )


def test_what_one_member_has_names_nobody() -> None:
    nodes = [*eight(), body("t", "Trade", THEME), body("o", "Other", THEME)]
    found = named(network(nodes, about("n0 t", "n4 o", "n5 o")), FIRST)
    assert found[0].name == "Around Body 0"


def test_what_a_small_part_of_the_members_has_names_nobody() -> None:
    people = [person(f"p{i:02}") for i in range(60)]
    nodes = [*people, group("a"), group("b"), group("c"), body("t", "Trade", THEME),
             body("o", "Other", THEME)]  # fmt: skip
    drawn = network(nodes, about("a t", "b t", "c o"))
    whole = " ".join(["a", "b", *(p.id for p in people)])
    assert named(drawn, whole)[0].name == "Around a"
    assert named(drawn, "a b p00 p01")[0].name == "Groups on Trade"


def test_links_that_may_not_be_told_of_name_nothing() -> None:
    nodes = [*eight(), body("u", "Ukraine", COUNTRY), body("k", "Kenya", COUNTRY)]
    drawn = network(nodes, about("n0 u", "n1 u", "n4 k", "n5 k", method=Method.AI_SEARCH))
    assert named(drawn, FIRST)[0].name == "Groups on Ukraine"
    assert named(drawn, FIRST, usable=False)[0].name == "Around Body 0"


def test_a_second_cluster_of_the_same_subject_is_told_apart_by_its_core() -> None:
    nodes = [*(body(f"n{i}", f"Body {i}", NodeKind.APPG) for i in range(12)),
             body("u", "Ukraine", COUNTRY), body("k", "Kenya", COUNTRY)]  # fmt: skip
    links = about(*(f"n{i} u" for i in range(8)), *(f"n{i} k" for i in range(8, 12)))
    links += [tie(LinkKind.MET, "n6 n7"), tie(LinkKind.MET, "n5 n6")]
    found = named(network(nodes, links), FIRST, SECOND)
    assert [one.name for one in found] == [
        "Groups on Ukraine", "Groups on Ukraine, around Body 6",
    ]  # fmt: skip


def test_the_core_is_a_body_before_a_person() -> None:
    nodes = [person("ann"), group("g"), group("h")]
    drawn = network(nodes, officers("ann g", "ann h"))
    assert named(drawn, "ann g h")[0].name == "Around g"


def test_people_alone_are_named_around_one_of_them() -> None:
    assert named(network([person("ann"), person("ben")], []), "ann ben")[0].name == "Around ann"


def test_clusters_around_bodies_of_the_same_name_are_told_apart_by_id() -> None:
    nodes = [body("a", "Forum"), body("b", "Forum")]
    found = named(network(nodes, []), "a", "b")
    assert [one.name for one in found] == ["Around Forum", "Around Forum (b)"]


@pytest.mark.parametrize("words", [1, 40])
def test_a_reason_has_at_most_25_words_however_long_the_names_are(words: int) -> None:
    long = " ".join(f"word{i}" for i in range(words))
    nodes = [*eight(), body("u", long, COUNTRY), body("k", "Kenya", COUNTRY)]
    found = named(network(nodes, about("n0 u", "n1 u", "n4 k", "n5 k")), FIRST)
    assert len(found[0].reason.split()) <= 25


@CALM
@given(toys(most=10), st.data())
def test_no_two_clusters_have_one_name(toy: Network, data: st.DataObject) -> None:
    labels = data.draw(st.lists(st.integers(0, 3), min_size=toy.n, max_size=toy.n))
    groups = [
        " ".join(node.id for node, at in zip(toy.nodes, labels, strict=True) if at == label)
        for label in sorted(set(labels))
    ]
    found = named(toy, *groups)
    assert len({one.name for one in found}) == len(groups)
