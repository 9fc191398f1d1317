"""Identity on the real register: the awkward bodies and people of which it tells (US-9)."""

from pathlib import Path

import pytest

from graph.identity.match import automatic
from graph.identity.raw import RawGraph, RawNode
from graph.identity.resolve import Resolved, resolve
from graph.model import NodeKind, Visibility
from loaders import get_loader
from loaders.base import Report

pytestmark = [pytest.mark.real_data, pytest.mark.slow]


@pytest.fixture(scope="module")
def register(real_data: Path) -> RawGraph:
    raw = RawGraph()
    paths = (
        real_data / "appg" / "releases" / "241009.zip",
        real_data / "appg" / "current" / "appgs.zip",
    )
    batches = get_loader("appg").read(
        paths, Report(), visibility=Visibility.PUBLIC, today="2026-11-23"
    )
    for batch in batches:
        for record in batch.records:
            raw.add(record)
    return raw


@pytest.fixture(scope="module")
def resolved(register: RawGraph) -> Resolved:
    return resolve(register, ())


def test_caabu_is_one_body_and_secretariat_of_three_groups(resolved: Resolved) -> None:
    bodies = [
        node
        for node in resolved.nodes.values()
        if any("caabu" in name.casefold() for name in (node.name, *node.aliases))
    ]
    (caabu,) = bodies
    assert {
        link.target
        for link in resolved.links.values()
        if link.source == caabu.id and link.kind == "secretariat_of"
    } == {"appg:uk:jordan", "appg:uk:palestine", "appg:uk:syria"}


@pytest.mark.parametrize("name", ["Abtisam Mohamed", "Chi Onwurah", "Bell Ribeiro-Addy"])
def test_a_member_is_one_person_whatever_the_spelling(resolved: Resolved, name: str) -> None:
    people = [
        node
        for node in resolved.nodes.values()
        if node.kind is NodeKind.PERSON and node.name.endswith((name, f"Dame {name}"))
    ]
    assert len(people) == 1
    assert people[0].id.startswith("person:twfy:")


def test_no_two_members_became_one(resolved: Resolved) -> None:
    for node in resolved.nodes.values():
        numbers = [i for i in node.identifiers if i.startswith("TWFY-")]
        assert len(numbers) < 2, node.name


def test_no_two_groups_of_one_edition_became_one(register: RawGraph) -> None:
    groups = [raw for raw in register.nodes() if raw.kind is NodeKind.APPG]
    newest = {raw.id for raw in groups if any("2026-06-29" in s.seen for s in raw.statements)}
    joined = [j for j in automatic(groups) if {j.left, j.right} <= newest]
    assert len(newest) == 571
    assert joined == []


def test_bodies_are_joined_by_their_names_only_within_the_rules(register: RawGraph) -> None:
    bodies = {raw.id: raw for raw in register.nodes() if raw.kind is NodeKind.ORGANISATION}
    found = automatic(bodies.values())
    assert 15 <= len(found) <= 60
    for judgement in found:
        assert _alike(bodies[judgement.left], bodies[judgement.right]), judgement


def _alike(left: RawNode, right: RawNode) -> bool:
    """Names that share all words but the, and, Ltd; or an abbreviation in parentheses."""
    small = {"the", "and", "ltd", "limited", "plc", "llp", "&"}
    words = [
        {frozenset(name.casefold().replace("(", " ").replace(")", " ").split()) - small
         for name in raw.names}
        for raw in (left, right)
    ]  # fmt: skip
    return any(one <= two or two <= one for one in words[0] for two in words[1])
