"""The tiny world keeps the rules of the house, so that tests built on it prove something."""

from graph.model import LinkKind, Method, NodeKind, Statement, Status, Visibility
from graph.schema import CLAIM_KEYS, check_link
from tests.world import tiny_world

SOURCES, EDITIONS, NODES, LINKS = tiny_world()
KINDS = {node.id: node.kind for node in NODES}


def all_statements() -> list[Statement]:
    return [s for n in NODES for s in n.statements] + [s for ln in LINKS for s in ln.statements]


def test_it_is_as_large_as_it_says() -> None:
    assert (len(NODES), len(LINKS), len(SOURCES), len(EDITIONS)) == (40, 70, 5, 7)
    assert (len(KINDS), len({link.id for link in LINKS})) == (40, 70)


def test_every_link_is_allowed_between_its_ends() -> None:
    for link in LINKS:
        check_link(link.kind, KINDS[link.source], KINDS[link.target])


def test_it_has_every_kind_of_node_and_all_but_one_kind_of_link() -> None:
    assert set(KINDS.values()) == set(NodeKind)
    registers_only = {LinkKind.SUCCESSOR_OF, LinkKind.SIGNED_IN, LinkKind.SITS_FOR}
    assert set(LinkKind) - {link.kind for link in LINKS} == registers_only


def test_it_has_every_status_method_and_visibility() -> None:
    said = all_statements()
    assert {s.status for s in said} == set(Status)
    assert {s.method for s in said} == set(Method)
    assert {s.visibility for s in said} == set(Visibility)


def test_every_statement_is_of_editions_that_are_there() -> None:
    known = {(edition.source, edition.date) for edition in EDITIONS}
    for statement in all_statements():
        assert {(statement.source, date) for date in statement.seen} <= known
        assert list(statement.seen) == sorted(set(statement.seen))


def test_every_claim_is_one_of_the_schema_and_in_order() -> None:
    for statement in all_statements():
        assert {key for key, _ in statement.claims} <= CLAIM_KEYS.keys()
        assert list(statement.claims) == sorted(statement.claims)


def test_links_speak_of_records_that_their_ends_are_made_of() -> None:
    records = {node.id: {s.subject for s in node.statements} for node in NODES}
    for link in LINKS:
        for statement in link.statements:
            assert statement.subject in records[link.source]
            assert statement.object in records[link.target]


def test_it_comes_in_the_order_of_a_store() -> None:
    assert list(NODES) == sorted(NODES, key=lambda n: n.id)
    assert list(LINKS) == sorted(LINKS, key=lambda ln: (ln.source, ln.target, ln.kind))
    assert list(SOURCES) == sorted(SOURCES, key=lambda s: s.id)
    assert list(EDITIONS) == sorted(EDITIONS, key=lambda e: (e.source, e.date))
