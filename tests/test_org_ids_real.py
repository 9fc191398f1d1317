"""Identity on the real lists and registers: what joins, what stays apart, and how many bodies."""

from pathlib import Path

import pytest

from graph.identity.names import name_key
from graph.model import Link, LinkKind, Node, NodeKind, Visibility
from graph.store import open_store
from graph.store.base import Store
from loaders import get_loader
from loaders.base import Report
from loaders.run import load
from tests.loading import node, recited

pytestmark = [pytest.mark.real_data, pytest.mark.slow]
TODAY = "2026-11-23"


def test_the_real_lists_are_read_and_nothing_is_lost_without_a_word(real_data: Path) -> None:
    report = Report()
    batches = list(
        get_loader("org_ids").read(
            (real_data / "org_ids",), report, visibility=Visibility.PUBLIC, today=TODAY
        )
    )
    assert report.read == report.used + sum(report.set_aside.values())
    assert report.read == 4399 + 51671 + 5843 + 1931 + 1503 + 28316 + 2286 + 258056
    assert {batch.edition.date for batch in batches} == {"2026-04-30"}
    assert report.facts["charity scale"] == 258_056
    assert report.set_aside["a pair that leads to two numbers of one register"] == 752
    assert sum(len(batch.records) for batch in batches) == 0


def test_on_real_bodies_the_lists_join_and_part(real_data: Path) -> None:
    store = open_store("sqlite://")
    records = (
        node("org:a", "The Engineering Development Trust", "GB-CHC-1002459"),
        node("org:b", "Engineering Development", "GB-SC-SC039635"),
        node("org:c", "Marylebone Bangladesh Society", "GB-CHC-1001900"),
        node("org:d", "Marylebone Society", "GB-COH-07451584"),
        node("org:e", "Townswomen", "GB-CHC-306072"),
        node("org:f", "Guilds", "GB-CHC-1115974"),
        node("org:g", "Africa Inland Mission", "GB-CHC-216355"),
        node("org:h", "Africa Inland Mission", "GB-CHC-1096364"),
        node("org:i", "Kincardine Community Association", "GB-SC-SC005054"),
        node("org:j", "Kincardine Community Association", "GB-SC-SC049552"),
    )
    load(store, recited(*records), today=TODAY)
    load(store, get_loader("org_ids"), (real_data / "org_ids",), today=TODAY)
    held = {n.id for n in store.nodes()}
    joined = {"org:a", "org:c", "org:e"} <= held and not held & {"org:b", "org:d", "org:f"}
    assert joined
    assert {"org:g", "org:h", "org:i", "org:j"} <= held
    followed = [(k.source, k.target) for k in store.links() if k.kind is LinkKind.SUCCESSOR_OF]
    assert ("org:h", "org:g") in followed


# ---- the register of groups, the grants and the lists together


@pytest.fixture(scope="module")
def joined(real_data: Path) -> Store:
    store = open_store("sqlite://")
    given = {
        "countries": (),
        "appg": (real_data / "appg" / "releases", real_data / "appg" / "current"),
        "grants": (real_data / "threesixtygiving" / "json", real_data / "threesixtygiving" / "csv"),
        "org_ids": (real_data / "org_ids",),
    }
    for name, paths in given.items():
        load(store, get_loader(name), paths, today=TODAY)
    return store


@pytest.fixture(scope="module")
def bodies(joined: Store) -> dict[str, Node]:
    return {n.id: n for n in joined.nodes() if n.kind is NodeKind.ORGANISATION}


@pytest.fixture(scope="module")
def ties(joined: Store) -> tuple[Link, ...]:
    return tuple(joined.links())


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Friends, Families and Travellers", "GB-CHC-1112326"),
        ("Justlife Foundation", "GB-CHC-1140822"),
        ("Crisis", "GB-CHC-1082947"),
        ("Missing People", "GB-CHC-1020419"),
    ],
)
def test_a_secretariat_that_is_also_a_grantee_is_one_node(
    bodies: dict[str, Node], ties: tuple[Link, ...], name: str, number: str
) -> None:
    key = name_key(name, NodeKind.ORGANISATION)
    found = [
        body
        for body in bodies.values()
        if any(name_key(n, NodeKind.ORGANISATION) == key for n in (body.name, *body.aliases))
    ]
    (only,) = found
    assert number in only.identifiers
    kinds = {link.kind for link in ties if link.source == only.id}
    assert LinkKind.SECRETARIAT_OF in kinds
    assert any(link.target == only.id and link.kind is LinkKind.FUNDED for link in ties)


def test_caabu_is_one_body(bodies: dict[str, Node], ties: tuple[Link, ...]) -> None:
    found = [
        body
        for body in bodies.values()
        if any("caabu" in n.casefold() or "arab-british" in n.casefold()
               for n in (body.name, *body.aliases))
    ]  # fmt: skip
    (caabu,) = found
    groups = {k.target for k in ties if k.source == caabu.id and k.kind == "secretariat_of"}
    assert groups >= {"appg:uk:jordan", "appg:uk:palestine", "appg:uk:syria"}


def test_there_are_fewer_bodies_than_names_and_none_has_two_numbers_by_chance(
    bodies: dict[str, Node], capsys: pytest.CaptureFixture[str]
) -> None:
    records = {s.subject for body in bodies.values() for s in body.statements}
    plain = {
        value.strip().casefold()
        for body in bodies.values()
        for s in body.statements
        for value in s.values("name")
    }
    by_name: dict[str, set[str]] = {}
    for body in bodies.values():
        by_name.setdefault(body.name.strip().casefold(), set()).add(body.id)
    namesakes = sum(len(ids) for ids in by_name.values() if len(ids) > 1)
    with capsys.disabled():
        print(
            f"\n{len(records):,} records of bodies; {len(plain):,} plain names; {len(bodies):,} "
            f"nodes, of which {namesakes} share a name with another that joining by name would mix"
        )
    assert len(bodies) < len(plain) < len(records)


def test_two_numbers_of_one_register_on_a_node_are_of_a_body_registered_anew(
    bodies: dict[str, Node],
) -> None:
    for body in bodies.values():
        numbers = {i for i in body.identifiers if i.startswith("GB-CHC-")}
        if len(numbers) < 2:
            continue
        told = {s.source for s in body.statements if len(numbers & set(s.values("identifier"))) > 1}
        assert "org-ids-reregistered" in told, (body.id, body.name, numbers)


def test_no_branch_is_its_federation_or_another_branch(bodies: dict[str, Node]) -> None:
    marked = [body for body in bodies.values() if body.get("federation")]
    assert len(marked) > 300
    for body in marked:
        assert len({s.values("federation") for s in body.statements} - {()}) == 1, body.name
        assert body.id not in ("org:GB-CHC-1128267", "org:GB-CHC-219432")
