"""The Neo4j store as a Cypher user, an attacker and another hand in the database meet it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from graph.errors import StoreDamaged, StoreError
from graph.model import Amount, LinkKind, NodeKind, Role, Source, Visibility
from graph.store.neo4j import Neo4jStore
from tests.backends import wipe_neo4j
from tests.made import a_judgement, a_link, a_node, a_page, a_run, a_statement, content, fill, put
from tests.neo4j_lab import cypher, opened
from tests.oracle import OracleStore
from tests.world import HARAMBEE, tiny_world

pytestmark = pytest.mark.neo4j
ABC = (a_node("a"), a_node("b"), a_node("c"))


@pytest.fixture
def store() -> Iterator[Neo4jStore]:
    wipe_neo4j()
    made = opened()
    yield made
    made.close()


# -- What a Cypher user sees


def test_kinds_and_roles_are_labels(store: Neo4jStore) -> None:
    put(store, nodes=[a_node("a", roles=(Role.FUNDER, Role.DIASPORA_GROUP))])
    found = cypher("MATCH (n:Entity:Organisation:DiasporaGroup:Funder) RETURN n.id, labels(n)")
    assert found[0][0] == "a"
    assert set(found[0][1]) == {"Entity", "Organisation", "DiasporaGroup", "Funder"}


def test_labels_follow_a_change_of_kind_and_roles(store: Neo4jStore) -> None:
    put(store, nodes=[a_node("a", roles=(Role.FUNDER,))])
    put(store, nodes=[a_node("a", kind=NodeKind.CAMPAIGN, roles=(Role.FORUM,))])
    assert set(cypher("MATCH (n {id: 'a'}) RETURN labels(n)")[0][0]) == {
        "Entity", "Campaign", "Forum",
    }  # fmt: skip


@pytest.mark.parametrize("kind", LinkKind)
def test_links_are_relationships_of_their_kind(store: Neo4jStore, kind: LinkKind) -> None:
    put(store, nodes=ABC, links=[a_link("a", "b", kind)])
    assert cypher(f"MATCH (:Entity {{id:'a'}})-[r:{kind.upper()}]->({{id:'b'}}) RETURN r.id") == [
        [a_link("a", "b", kind).id]
    ]


def test_a_node_has_readable_properties(store: Neo4jStore) -> None:
    said = [a_statement("a", seen=("2025", "2026")), a_statement("a", source="t", seen=("2024",))]
    put(store, nodes=[a_node(
        "a", name="Kenya House", aliases=("KH",), identifiers=("C-1",), summary="One sentence.",
        properties=(("website", "https://a.example.org"), ("parliament", "uk"), ("own", "x")),
        statements=tuple(said),
    )])  # fmt: skip
    found = cypher("MATCH (n:Entity) RETURN properties(n)")[0][0]
    assert {key: found[key] for key in found.keys() - {"hash", "run", "statements"}} == {
        "id": "a", "kind": "organisation", "name": "Kenya House", "aliases": ["KH"], "roles": [],
        "identifiers": ["C-1"], "summary": "One sentence.", "search": " kenya house kh c 1",
        "website": "https://a.example.org", "parliament": "uk", "first_seen": "2024",
        "last_seen": "2026", "sources": ["s", "t"], "visibility": "public",
        "properties": ["website", "https://a.example.org", "parliament", "uk", "own", "x"],
    }  # fmt: skip


def test_a_link_has_readable_properties(store: Neo4jStore) -> None:
    link = a_link(
        "a", "b", detail="Main grant", amount=Amount(low=1000, high=1500), seen=("2025-01-02",),
        since="2024", until="2026", url="https://x.example.org/{yymmdd}",
    )  # fmt: skip
    put(store, nodes=ABC, links=[link])
    found = cypher("MATCH (:Organisation)-[r:FUNDED]->() RETURN properties(r)")[0][0]
    assert {key: found[key] for key in found.keys() - {"hash", "run", "statements"}} == {
        "id": link.id, "status": "held", "first_seen": "2025-01-02", "last_seen": "2025-01-02",
        "detail": "Main grant", "amount": 1000.0, "amount_to": 1500.0, "unit": "GBP",
        "since": "2024", "until": "2026", "url": "https://x.example.org/250102", "sources": ["s"],
        "visibility": "public",
    }  # fmt: skip


def test_properties_that_are_gone_are_gone_for_the_cypher_user_too(store: Neo4jStore) -> None:
    put(store, nodes=[a_node("a", properties=(("website", "w"),)), a_node("b")],
        links=[a_link("a", "b", detail="Chair")])  # fmt: skip
    put(store, nodes=[a_node("a", name="Other")], links=[a_link("a", "b", note="n")])
    assert cypher("MATCH (n {id:'a'})-[r]->() RETURN n.website, r.detail") == [[None, None]]


def test_what_an_analyst_added_stays(store: Neo4jStore) -> None:
    put(store, nodes=ABC)
    cypher("MATCH (n {id:'a'}) SET n.rank = 0.5, n:Watched CREATE (n)-[:NOTE]->(:Memo)")
    put(store, nodes=[a_node("a", name="Other")])
    assert cypher("MATCH (n:Watched)-[:NOTE]->(:Memo) RETURN n.name, n.rank") == [["Other", 0.5]]
    assert (store.check(), store.counts().links) == ((), 0)


def test_a_dropped_node_takes_the_notes_of_an_analyst_along(store: Neo4jStore) -> None:
    put(store, nodes=ABC)
    cypher("MATCH (n {id:'a'}) CREATE (n)-[:NOTE]->(:Memo)")
    assert put(store, drop_nodes=["a"]).nodes == 2


def test_nodes_of_others_are_neither_shown_nor_counted(store: Neo4jStore) -> None:
    put(store, nodes=ABC)
    cypher("CREATE (:Entity {id: 'foreign'})-[:FUNDED {id: 'x'}]->(:Memo)")
    assert [n.id for n in store.nodes()] == ["a", "b", "c"]
    assert (store.counts().nodes, store.counts().links) == (3, 0)


def test_registers_are_nodes_of_their_own(store: Neo4jStore) -> None:
    fill(store)
    put(store, runs=[a_run("r")], judgements=(a_judgement("x", "y"),))
    assert cypher("MATCH (s:Source {id:'grants'}) RETURN s.publisher, s.licence") == [
        ["Riverbank Foundation", "CC-BY-4.0"]
    ]
    assert cypher("MATCH (e:Edition {source:'lists'}) RETURN e.date, e.complete") == [
        ["2026-06-29", False]
    ]
    assert cypher("MATCH (r:Run) RETURN r.id, r.records") == [["r", 3]]
    assert cypher("MATCH (j:Judgement) RETURN j.left, j.right, j.verdict") == [["x", "y", "same"]]
    assert cypher("MATCH (m:Meta {id:'store'}) RETURN m.version") == [[2]]


def test_the_visibility_is_that_of_the_most_public_statement(store: Neo4jStore) -> None:
    hidden = a_statement("a", visibility=Visibility.INTERNAL)
    put(store, nodes=[
        a_node("a", statements=(hidden,)), a_node("b", statements=(hidden, a_statement("b"))),
    ])  # fmt: skip
    found = cypher("MATCH (n:Entity) RETURN n.visibility ORDER BY n.id")
    assert found == [["internal"], ["public"]]


def test_names_can_be_searched_by_the_cypher_user(store: Neo4jStore) -> None:
    fill(store)
    call = "CALL db.index.fulltext.queryNodes('kithmap_names', 'harambee') YIELD node"
    assert [HARAMBEE] in cypher(f"{call} RETURN node.id")


# -- The index proposes exactly what the protocol says


@pytest.mark.parametrize("words", [("k",), ("t", "a"), ("harambee",), ("group", "n"), ("z",)])
def test_candidates_are_those_of_the_oracle(store: Neo4jStore, words: tuple[str, ...]) -> None:
    oracle = OracleStore()
    fill(oracle)
    fill(store)
    assert store.candidates(words) == oracle.candidates(words)


def test_words_longer_than_the_index_keeps_are_found(store: Neo4jStore) -> None:
    long, other = "x" * 300, "x" * 255 + "y" * 45
    put(store, nodes=[a_node("a", name=long), a_node("b", name=other)])
    assert [store.candidates((w,)) for w in (long, other, "x" * 256, "x" * 255)] == [
        ("a",), ("b",), ("a",), ("a", "b"),
    ]  # fmt: skip


def test_more_words_than_the_index_takes_are_compared_all_the_same(store: Neo4jStore) -> None:
    many = [f"w{i}" for i in range(1500)]
    put(store, nodes=[a_node("a", name=" ".join(many)), a_node("b", name=" ".join(many[:-1]))])
    assert store.candidates(tuple(many)) == ("a",)


# -- Nothing that is given is ever run

PAYLOADS = [
    "x'}) DETACH DELETE n //", "`}) MATCH (m) DETACH DELETE m //", "\\u0027}) DELETE n //",
    "$rows", "{id: 'a'}", "a' OR 1=1 --", "*", "a* OR b*", "'; CALL dbms.shutdown() //", "\u0000x",
    "'+load csv+'", "`Entity`", "}})-[]-()", "/**/", "${jndi:ldap://x}", "%s%n{0}", "\\", "'\"`",
]  # fmt: skip


@pytest.mark.parametrize("text", PAYLOADS)
def test_a_payload_in_every_string_is_kept_and_never_run(store: Neo4jStore, text: str) -> None:
    said = a_statement(text, source=text, note=text, detail=text, url=text, claims=((text, text),))
    node = a_node(f"p{text}", name=text, aliases=(text,), identifiers=(text,), summary=text,
                  properties=((text, text), ("website", text)), statements=(said,))  # fmt: skip
    link = a_link(node.id, "a", detail=text, url=text, since=text, ref=text, note=text)
    source = Source(id=text, title=text, publisher=text, licence=text, attribution=text)
    parts: dict[str, Any] = {
        "nodes": [node, *ABC], "links": [link], "sources": [source], "runs": [a_run(text)],
        "judgements": (a_judgement(text, text),), "concordances": (a_page(facts=text),),
    }  # fmt: skip
    oracle = OracleStore()
    put(oracle, **parts)
    put(store, **parts)
    assert content(store) == content(oracle)
    assert store.candidates((text,)) == oracle.candidates((text,))
    assert (list(store.nodes([text])), list(store.links([text]))) == ([], [])
    assert put(store, drop_nodes=[text], drop_links=[text]).nodes == 4


# -- Damage by another hand


def test_a_changed_name_is_found(store: Neo4jStore) -> None:
    fill(store)
    cypher("MATCH (n:Entity {id: $id}) SET n.name = 'Other'", id=HARAMBEE)
    assert store.check() == (f"node {HARAMBEE} is not what was written",)


def test_a_changed_label_is_found(store: Neo4jStore) -> None:
    put(store, nodes=ABC)
    cypher("MATCH (n:Entity {id: 'a'}) REMOVE n:Organisation SET n:Place")
    assert store.check() == ("node a has other labels than its kind and roles",)


def test_a_node_that_was_deleted_by_hand_is_missed(store: Neo4jStore) -> None:
    fill(store)
    cypher("MATCH (n:Entity {id: $id}) DETACH DELETE n", id=HARAMBEE)
    assert "nodes, links, statements; written were [40, 70" in store.check()[0]


def test_a_changed_source_is_found(store: Neo4jStore) -> None:
    fill(store)
    cypher("MATCH (s:Source {id: 'grants'}) SET s.licence = 'none'")
    assert store.check()[0].startswith("the registers")


@pytest.mark.parametrize(
    "damage",
    [
        "MATCH (n:Entity {id:'a'}) SET n.kind = 'planet'",
        "MATCH (n:Entity {id:'a'}) REMOVE n.statements",
        "MATCH (n:Entity {id:'a'}) SET n.statements = ['{']",
        "MATCH (n:Entity {id:'a'}) SET n.roles = ['king']",
        "MATCH (n:Entity {id:'a'}) SET n.properties = ['one']",
        "MATCH ()-[r:FUNDED]->() SET r.statements = []",
    ],
)
def test_content_that_cannot_be_read_is_named_and_raised(store: Neo4jStore, damage: str) -> None:
    put(store, nodes=ABC, links=[a_link("a", "b")])
    cypher(damage)
    with pytest.raises(StoreDamaged):
        _ = [list(store.nodes()), list(store.links())]
    assert any("cannot be read" in line for line in store.check())


def test_a_link_to_a_foreign_node_is_found(store: Neo4jStore) -> None:
    put(store, nodes=ABC, links=[a_link("a", "b")])
    cypher("MATCH (n:Entity {id: 'b'}) SET n.run = null")
    assert any("without one of its ends" in line for line in store.check())


def test_a_store_without_its_notes_says_so(store: Neo4jStore) -> None:
    cypher("MATCH (m:Meta) DELETE m")
    for ask in (store.version, store.counts, lambda: put(store, nodes=ABC)):
        with pytest.raises(StoreDamaged):
            ask()


def test_an_index_of_another_name_in_the_place_of_ours_is_told(store: Neo4jStore) -> None:
    cypher("DROP INDEX kithmap_words")
    cypher("CREATE FULLTEXT INDEX theirs FOR (n:Entity) ON EACH [n.search]")
    with pytest.raises(StoreError, match="kithmap_words"):
        opened()
    cypher("DROP INDEX theirs")
    opened().close()
    put(store, nodes=ABC)
    assert store.candidates(("name",)) == ("a", "b", "c")


def test_the_tiny_world_is_the_same_from_both_stores(store: Neo4jStore) -> None:
    oracle = OracleStore()
    fill(oracle)
    fill(store)
    changed = [replace(n, summary="New.") for n in tiny_world()[2][:20]]
    for one in (oracle, store):
        put(one, nodes=changed)
    assert content(store) == content(oracle)
