"""The Cypher text: names only from the registries, every statement planned by a real server."""

import re
from collections.abc import Iterator
from inspect import signature
from itertools import product
from pathlib import Path
from types import FunctionType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from neo4j import Driver, GraphDatabase, NotificationMinimumSeverity

from graph.model import LinkKind, NodeKind, Role
from graph.schema import CLAIM_KEYS, NODE_KINDS, ROLE_LABELS
from graph.store import cypher
from tests.backends import wipe_neo4j
from tests.made import put
from tests.neo4j_lab import IN_BATCHES, address, credentials, generation, opened

STORE_FOLDER = Path(cypher.__file__).parent
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,62}")


# -- Names


def test_every_name_of_the_registries_is_a_name_for_cypher() -> None:
    names = [words.label for words in NODE_KINDS.values()] + list(ROLE_LABELS.values())
    names += [kind.value.upper() for kind in LinkKind] + list(CLAIM_KEYS)
    assert len(names) > 40
    for name in names:
        assert cypher.quoted(name) == f"`{name}`"


@given(st.text())
def test_nothing_else_is_taken_for_a_name(text: str) -> None:
    if NAME.fullmatch(text) and text.isascii():
        assert cypher.quoted(text) == f"`{text}`"
    else:
        with pytest.raises(ValueError, match="not a name"):
            cypher.quoted(text)


@pytest.mark.parametrize("text", ["", "a b", "a`b", "a\n", "é", "1a", "a" * 64, "_a", "a-b", "a:b"])
def test_a_sign_that_ends_a_name_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a name"):
        cypher.quoted(text)


def test_labels_are_the_kind_and_the_roles_in_order() -> None:
    roles = (Role.GRANTEE, Role.CHARITY, Role.GRANTEE)
    assert cypher.labels(NodeKind.APPG, roles) == ":`Appg`:`Charity`:`Grantee`"


def test_labels_do_not_depend_on_the_order_of_roles() -> None:
    one, other = (Role.FUNDER, Role.FORUM), (Role.FORUM, Role.FUNDER)
    assert cypher.labels(NodeKind.EVENT, one) == cypher.labels(NodeKind.EVENT, other)


def test_no_label_stands_for_two_things() -> None:
    count = len(NODE_KINDS) + len(ROLE_LABELS)
    own = {"Entity", "StagedNode", "StagedLink", "Meta", "Source", "Edition", "Run", "Judgement"}
    assert len(cypher.OUR_LABELS) == count
    assert not cypher.OUR_LABELS & own


def test_every_claim_but_the_shaping_ones_is_readable() -> None:
    assert {"website", "parliament", "status"} <= cypher.READABLE_CLAIMS
    assert not {"name", "alias", "role", "identifier", "summary"} & cypher.READABLE_CLAIMS


def test_readable_claims_do_not_hide_what_is_read_back() -> None:
    exact = {"id", "kind", "aliases", "roles", "identifiers", "properties", "statements", "hash",
             "search", "run", "gone", "visibility", "sources", "first_seen"}  # fmt: skip
    assert not exact & cypher.READABLE_CLAIMS


def test_every_link_kind_has_a_constraint_of_its_own() -> None:
    made = cypher.schema()
    for kind in LinkKind:
        assert f"[n:`{kind.value.upper()}`]" in made[f"kithmap_{kind.value}"]


def test_no_other_file_holds_cypher() -> None:
    signs = re.compile(r"\b(MATCH|MERGE|UNWIND|DETACH)\b")
    for path in STORE_FOLDER.glob("neo4j*.py"):
        assert not signs.findall(path.read_text("utf-8")), path.name


def test_values_never_stand_in_the_text() -> None:
    for name, text in corpus():
        literals = set(re.findall(r"'([^']*)'", text))
        known = {"", "store", "commit", "idle", cypher.WORDS, "whitespace", "kithmap_"}
        assert literals <= known, name


# -- Every statement, planned by the server


def corpus() -> Iterator[tuple[str, str]]:
    """Every statement of the file: constants, and builders with all that they may be given."""
    for name, held in vars(cypher).items():
        if name.startswith("_") or name == "WORDS":
            continue
        if isinstance(held, str):
            yield name, held
        elif isinstance(held, tuple) and name == "SWEEP":
            yield from ((f"{name} {i}", text) for i, text in enumerate(held))
        elif isinstance(held, FunctionType) and held.__module__ == cypher.__name__:
            yield from built(name, held)


GIVEN: dict[str, tuple[Any, ...]] = {
    "staged": (False, True),
    "kind": tuple(LinkKind),
    "labelled": (":`Organisation`:`Funder`", ":`Theme`"),
}


def built(name: str, builder: FunctionType) -> Iterator[tuple[str, str]]:
    wanted = tuple(signature(builder).parameters)
    if not set(wanted) <= GIVEN.keys() or name == "link_type":
        return
    for given_values in product(*(GIVEN[part] for part in wanted)):
        made = builder(*given_values)
        texts = made if isinstance(made, dict) else {"": made}
        yield from ((f"{name} {given_values} {key}", text) for key, text in texts.items())


STATEMENTS = dict(corpus())
MAKES_SCHEMA = [name for name in STATEMENTS if name.startswith("schema")]


def test_the_corpus_is_whole() -> None:
    builders = {name.split()[0] for name in STATEMENTS}
    for name in re.findall(r"cypher\.([A-Za-z_]+)", all_senders()):
        assert name in builders | {"schema", "labels", "WORDS", "OUR_LABELS", "READABLE_CLAIMS"}
    assert len(STATEMENTS) > 120


def all_senders() -> str:
    return "".join(path.read_text("utf-8") for path in STORE_FOLDER.glob("neo4j*.py"))


@pytest.fixture(scope="module")
def planner() -> Iterator[Driver]:
    """A driver that hears every notification, after loads in which all names occurred."""
    wipe_neo4j()
    for number, way in enumerate(({}, IN_BATCHES, IN_BATCHES)):
        store = opened(**way)
        put(store, **generation(number))
        store.close()
    with GraphDatabase.driver(
        address(), auth=credentials(), warn_notification_severity=NotificationMinimumSeverity.OFF
    ) as driver:
        yield driver


VALUES = {
    "start": "", "size": 10, "run": 1, "ids": [], "first": "a", "last": "b", "limit": 5,
    "query": "a*", "words": [" a"], "rows": [], "token": "t", "stage": "idle", "seq": 1,
    "begun": 1, "place": 0, "version": 1, "nodes": 1, "links": 1, "statements": 1, "seal": "",
}  # fmt: skip


@pytest.mark.neo4j
@pytest.mark.parametrize("name", [n for n in STATEMENTS if n not in MAKES_SCHEMA])
def test_the_server_knows_every_name_in_a_statement(planner: Driver, name: str) -> None:
    text = STATEMENTS[name]
    if text.startswith("SHOW"):
        return
    summary = planner.execute_query(f"EXPLAIN {text}", VALUES).summary
    told = [s for s in summary.gql_status_objects if s.is_notification]
    assert [s.status_description for s in told] == []


KEYED = (
    "NODE_HASHES",
    "link_hashes",
    "put_",
    "drop_",
    "DROP_NODES",
    "nodes_of_ids",
    "links_touching",
    "settle_",
    "SETTLE",
    "node_page",
    "links_from",
    "STILL",
    "MISSING",
)


@pytest.mark.neo4j
@pytest.mark.parametrize(
    "name", [n for n in STATEMENTS if n.startswith(KEYED) and not n.startswith("put_new_nodes")]
)
def test_a_keyed_statement_finds_its_rows_by_an_index(planner: Driver, name: str) -> None:
    plan = planner.execute_query(f"EXPLAIN {STATEMENTS[name]}", VALUES).summary.plan
    assert plan
    steps = list(operators(plan))
    assert any("IndexSeek" in step for step in steps), steps
    assert not any("Scan" in step for step in steps), steps


def operators(plan: dict[str, Any]) -> Iterator[str]:
    """Names of the operators of a plan."""
    yield plan["operatorType"]
    for child in plan.get("children", ()):
        yield from operators(child)


@pytest.mark.neo4j
def test_the_server_makes_the_schema_twice_without_complaint(planner: Driver) -> None:
    for name in MAKES_SCHEMA:
        planner.execute_query(STATEMENTS[name])
    found = planner.execute_query(cypher.INDEXES).records[0][0]
    assert set(found) == set(cypher.schema())
