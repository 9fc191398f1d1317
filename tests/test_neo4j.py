"""The Neo4j store as a Cypher user, an operator with a wrong address, and an attacker meet it."""

import logging
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from socket import socket
from typing import Any

import pytest

from graph.errors import BadQuestion, StoreDamaged, StoreError, StoreUnreachable
from graph.model import Amount, LinkKind, NodeKind, Role, Source, Visibility
from graph.store.neo4j import Neo4jStore
from graph.store.neo4j_server import server_version
from tests.backends import wipe_neo4j
from tests.bolt_proxy import babbler, black_hole, listening
from tests.made import a_judgement, a_link, a_node, a_run, a_statement, content, fill, put
from tests.neo4j_lab import PASSWORD, address, credentials, cypher, free_port, opened
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
        "detail": "Main grant", "amount": 1000.0, "amount_to": 1500.0, "currency": "GBP",
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
        "judgements": (a_judgement(text, text),),
    }  # fmt: skip
    oracle = OracleStore()
    put(oracle, **parts)
    put(store, **parts)
    assert content(store) == content(oracle)
    assert store.candidates((text,)) == oracle.candidates((text,))
    assert list(store.nodes([text])) == list(store.links([text])) == []
    assert put(store, drop_nodes=[text], drop_links=[text]).nodes == 4


# -- Addresses


@pytest.mark.parametrize(
    "form", ["{}", "{}/", "{}/neo4j", "{}?database=neo4j", "neo4j://{bare}", "neo4j://{bare}/neo4j"]
)
def test_every_form_of_address_opens_the_database(form: str) -> None:
    url = form.format(address(), bare=address().split("://")[1])
    store = opened(url=url)
    assert (store.version() >= 0, store.url) == (True, url)
    store.close()


@pytest.mark.parametrize(
    "url",
    ["http://host", "bolt://", "bolt://ann:canary@host", "bolt://ann@host", "neo4j:x", "bolt://:1"],
)
def test_an_address_that_is_none_is_a_bad_question(url: str) -> None:
    with pytest.raises(BadQuestion) as caught:
        Neo4jStore(url)
    assert "canary" not in str(caught.value)


def timed(raises: type[StoreError], **options: Any) -> tuple[StoreError, float]:
    """The error of opening a store, and after how many seconds it came."""
    began = time.monotonic()
    with pytest.raises(raises) as caught:
        opened(patience=2.0, **options)
    return caught.value, time.monotonic() - began


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_server_that_is_not_running_is_told_at_once(scheme: str) -> None:
    error, seconds = timed(StoreUnreachable, url=f"{scheme}://127.0.0.1:{free_port()}")
    assert seconds < 5
    assert error.next_step == "Start it, or mend the address."


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_server_that_says_nothing_is_given_up(scheme: str) -> None:
    with black_hole() as port:
        _, seconds = timed(StoreUnreachable, url=f"{scheme}://127.0.0.1:{port}")
    assert seconds < 10


@pytest.mark.parametrize("words", [b"HTTP/1.1 400 No\r\n\r\n", b"\x00\x00\x00\x00", b"\xff"])
def test_another_kind_of_server_is_told(words: bytes) -> None:
    with babbler(words) as port:
        _, seconds = timed(StoreError, url=f"bolt://127.0.0.1:{port}")
    assert seconds < 10


def test_a_name_that_is_nowhere_is_told() -> None:
    _, seconds = timed(StoreUnreachable, url="neo4j://nowhere.invalid:7687")
    assert seconds < 10


def test_a_server_without_encryption_is_told() -> None:
    _, seconds = timed(StoreUnreachable, url=address().replace("bolt://", "bolt+s://"))
    assert seconds < 10


def test_a_database_that_is_not_there_is_named() -> None:
    error, seconds = timed(StoreUnreachable, url=f"{address()}/nosuch")
    assert "'nosuch'" in str(error)
    assert seconds < 10


@pytest.mark.parametrize("bolt", [b"\x00\x00\x04\x04", b"\x00\x00\x00\x05", b"\x00\x00\x04\x05"])
def test_a_server_that_is_too_old_is_refused(bolt: bytes) -> None:
    agent = b"Neo4j/5.12.0"
    success = b"\xb1\x70\xa2\x86server\x8c" + agent + b"\x8dconnection_id\x81x"
    framed = len(success).to_bytes(2, "big") + success + b"\x00\x00"

    def old(client: socket) -> None:
        with suppress(OSError):
            client.recv(4096)
            client.sendall(bolt)
            while data := client.recv(4096):  # HELLO and LOGON may come in one piece
                asked = sum(map(data.count, (b"\xb1\x01", b"\xb1\x6a", b"\xb0\x0f")))
                client.sendall(framed * asked)

    with listening(old) as port:
        error, _ = timed(StoreError, url=f"bolt://127.0.0.1:{port}")
    assert str(error).startswith("Kithmap needs Neo4j 5.26 or later, and the server says: ")


@pytest.mark.parametrize(
    ("agent", "version"),
    [("Neo4j/5.26.30", (5, 26)), ("Neo4j/2026.08.0", (2026, 8)), ("Neo4j/4.4.40", (4, 4)),
     ("Neo4j/v5.2.0 compatible graph database", (5, 2)), ("other", (0, 0)), ("", (0, 0))],
)  # fmt: skip
def test_the_version_is_read_from_the_name(agent: str, version: tuple[int, int]) -> None:
    assert server_version(agent) == version


def test_the_driver_prints_nothing_when_a_server_is_away() -> None:
    script = (
        "from graph.store import open_store\n"
        f"try: open_store('neo4j://127.0.0.1:{free_port()}', user='u', password='{PASSWORD}')\n"
        "except Exception as error: print(error)"
    )
    run = [sys.executable, "-c", script]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    assert (done.stderr, PASSWORD in done.stdout) == ("", False)
    assert done.stdout.startswith("no Neo4j server answers")


def test_no_password_reaches_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        user, password = credentials()
        store = opened(user=user, password=password or PASSWORD)
        fill(store) if store.version() == 0 else store.counts()
        store.close()
    assert caplog.text
    assert (password or PASSWORD) not in caplog.text


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
