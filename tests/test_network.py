"""The snapshot: what is in force at a date, its arrays, its hash, its evidence."""

from dataclasses import replace

import networkx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.editions import editions_in_force
from graph.errors import BadQuestion
from graph.model import Amount, Edition, NodeKind, Statement, Visibility
from graph.network import Network, money
from tests.world import tiny_world

PAIRS = st.sets(
    st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=20
).map(lambda pairs: sorted(f"{a}-{b}" for a, b in pairs))


def build(as_of: str = "", audience: Visibility = Visibility.PUBLIC) -> Network:
    sources, editions, nodes, links = tiny_world()
    return Network.build(
        nodes, links, sources=sources, editions=editions, as_of=as_of, audience=audience
    )


def test_an_empty_network_has_no_vertices_and_a_hash() -> None:
    network = Network(nodes=(), links=())
    assert (network.n, network.m, len(network.hash)) == (0, 0, 16)


@given(PAIRS)
def test_rows_hold_each_link_at_both_ends_and_a_self_link_once(pairs: list[str]) -> None:
    network = Network.of("z", *pairs)
    loops = sum(a == b for a, b in (p.split("-") for p in pairs))
    assert network.indptr[-1] == 2 * network.m - loops
    for vertex in range(network.n):
        others, links, outward = network.around(vertex)
        for other, at, out in zip(others, links, outward, strict=True):
            ends = (network.link_source[at], network.link_target[at])
            assert ends == ((vertex, other) if out else (other, vertex))


@given(PAIRS)
def test_degrees_equal_those_of_networkx(pairs: list[str]) -> None:
    network = Network.of("z", *[p for p in pairs if p[0] != p[-1]])
    degrees = dict(network.to_networkx().degree())
    assert {n.id: int(d) for n, d in zip(network.nodes, network.degree, strict=True)} == degrees


def test_the_edition_in_force_is_the_newest_complete_one() -> None:
    editions = [
        Edition(source="r", date="2025-12-01"),
        Edition(source="r", date="2026-06-29"),
        Edition(source="r", date="2026-07-21", complete=False),
        Edition(source="p", date="2026-01-01", complete=False),
    ]
    assert editions_in_force(editions) == {"p": "2026-01-01", "r": "2026-06-29"}
    assert editions_in_force(editions, "2026-01-31")["r"] == "2025-12-01"
    assert editions_in_force(editions, "2020") == {}


def test_a_group_that_left_the_register_is_past_and_not_in_the_graph() -> None:
    network = build()
    lapsed = [n for n in network.past.values() if n.kind is NodeKind.APPG]
    assert lapsed
    assert all(n.id not in network.index for n in lapsed)
    assert network.node(lapsed[0].id) == lapsed[0]


def test_a_date_between_two_editions_gives_the_older_one() -> None:
    assert build("2026-06-28").current["register"] == "2025-06-09"


def test_nothing_later_than_the_date_shows() -> None:
    network = build("2025-12-31")
    said = [s for node in network.nodes for s in node.statements]
    said += [s for link in network.links for s in link.statements]
    assert all(s.last_seen <= "2025-12-31" for s in said)


def test_a_date_before_the_first_edition_is_refused_with_the_first_date() -> None:
    with pytest.raises(BadQuestion, match="first edition held is of 2024-05-30"):
        build("2001-01-01")


def test_internal_statements_are_for_insiders_and_suppressed_ones_for_nobody() -> None:
    def shown(audience: Visibility) -> set[Visibility]:
        network = build(audience=audience)
        named = {s.visibility for node in network.nodes for s in node.statements}
        return named | {s.visibility for link in network.links for s in link.statements}

    assert shown(Visibility.PUBLIC) == {Visibility.PUBLIC}
    assert shown(Visibility.INTERNAL) == {Visibility.PUBLIC, Visibility.INTERNAL}


def test_every_link_has_evidence_and_both_its_ends() -> None:
    network = build()
    assert all(link.statements for link in network.links)
    assert all(link.source in network.index and link.target in network.index
               for link in network.links)  # fmt: skip


def test_the_order_of_what_is_stored_does_not_change_the_hash() -> None:
    sources, editions, nodes, links = tiny_world()
    turned = Network.build(nodes[::-1], links[::-1], sources=sources, editions=editions[::-1])
    assert turned.hash == build().hash


def test_one_changed_statement_changes_the_hash() -> None:
    sources, editions, nodes, links = tiny_world()
    other = replace(links[0], statements=(replace(links[0].statements[0], detail="other"),))
    network = Network.build(nodes, (other, *links[1:]), sources=sources, editions=editions)
    assert network.hash != build().hash


def test_evidence_names_source_edition_place_and_licence() -> None:
    network = build()
    for link in network.links:
        for shown in network.evidence(*link.statements):
            assert shown.source in network.sources
            assert all((shown.title, shown.edition, shown.licence))


def test_evidence_of_an_older_date_gives_the_address_of_that_edition() -> None:
    said = Statement(
        source="toy", seen=("2026-01-01",), subject="a", url="https://example.org/{yymmdd}/a"
    )
    assert Network.of("a").evidence(said)[0].url == "https://example.org/260101/a"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (Amount(low=5000, high=5000), "£5,000"),
        (Amount(low=1501, high=3000), "£1,501 to £3,000"),
        (Amount(low=10.5, high=10.5, unit="EUR"), "EUR 10.50"),
        (None, ""),
    ],
)
def test_money_in_words(amount: Amount | None, words: str) -> None:
    assert money(Statement(source="s", seen=("2026",), subject="a", amount=amount)) == words


def test_networkx_gets_every_node_and_link_and_the_snapshot() -> None:
    network = build()
    graph = network.to_networkx()
    assert isinstance(graph, networkx.MultiDiGraph)
    assert (len(graph), graph.number_of_edges()) == (network.n, network.m)
    assert graph.graph == {"as_of": network.as_of, "hash": network.hash}


def test_pandas_gets_tables_with_provenance() -> None:
    network = build()
    nodes, links = network.to_pandas()
    assert (len(nodes), len(links)) == (network.n, network.m)
    assert {"sources", "first_seen", "status"} <= set(links.columns)


def test_pandas_tables_of_an_empty_network_keep_their_columns() -> None:
    nodes, links = Network(nodes=(), links=()).to_pandas()
    assert "id" in nodes.columns
    assert "kind" in links.columns


def test_igraph_gets_the_same_links() -> None:
    pytest.importorskip("igraph", reason="the extra 'igraph' is not installed")
    network = build()
    graph = network.to_igraph()
    assert (graph.vcount(), graph.ecount()) == (network.n, network.m)


def test_links_of_a_node_can_be_asked_by_direction() -> None:
    network = Network.of("a-b", "c-a")
    assert [n.id for n, _ in network.links_of("a", outward=True)] == ["b"]
    assert [n.id for n, _ in network.links_of("a", outward=False)] == ["c"]
    assert network.links_of("nobody") == ()


def test_vertices_of_a_kind_are_ascending() -> None:
    found = build().vertices(NodeKind.APPG)
    assert np.all(np.diff(found) > 0)
