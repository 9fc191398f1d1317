"""The real register of interests, five dates: its figures, and how it meets that of groups."""

from pathlib import Path

import pytest

from graph.identity.raw import RawGraph
from graph.identity.resolve import Resolved, resolve
from graph.model import LinkKind, NodeKind, NodeRecord, Visibility
from graph.policy import has_contacts
from loaders.appg import AppgLoader
from loaders.base import Report
from loaders.private_people import may_be_private
from tests.interests_made import GAZETTEER, TODAY, Read

pytestmark = pytest.mark.real_data
NEWEST = "2026-08-17"


@pytest.fixture(scope="module")
def read(real_data: Path) -> Read:
    """All five dates, read once."""
    return Read(real_data / "parliament" / "register_of_interests")


@pytest.fixture(scope="module")
def newest(real_data: Path) -> Read:
    """The newest date alone."""
    return Read(real_data / "parliament" / "register_of_interests" / "260817")


@pytest.fixture(scope="module")
def met(read: Read, real_data: Path) -> Resolved:
    """The register of interests beside the current register of groups."""
    raw = RawGraph()
    for record in read.records:
        raw.add(record)
    groups = AppgLoader(GAZETTEER).read(
        (real_data / "appg" / "current" / "appgs.zip",),
        Report(), visibility=Visibility.PUBLIC, today=TODAY,
    )  # fmt: skip
    for batch in groups:
        for record in batch.records:
            raw.add(record)
    return resolve(raw, ())


@pytest.mark.slow
def test_every_row_is_read_and_used_or_set_aside_with_a_reason(read: Read) -> None:
    assert [b.edition.date for b in read.batches] == [
        "2024-08-04", "2024-11-25", "2025-06-16", "2026-06-29", NEWEST,
    ]  # fmt: skip
    assert all(b.edition.complete for b in read.batches)
    assert read.report.read == 4005 + 4386 + 4498 + 2701 + 2712
    reasons = {reason.partition(":")[0] for reason in read.left}
    assert reasons == {
        "a donor who is an individual",
        "a donor whose name may be a private person's",
        "a donor that is a parliamentary group",
        "a group that is not certain",
        "a text that names no group",
        "a role told in no clear form",
        "an interest that is no role",
    }


def test_the_visits_of_the_newest_date_are_those_that_were_counted(newest: Read) -> None:
    nodes = [r for r in newest.records if isinstance(r, NodeRecord)]
    links = [r for r in newest.records if r.kind is LinkKind.TOOK_PART_IN]
    assert sum(node.kind is NodeKind.EVENT for node in nodes) == 403
    assert len({r.statement.subject for r in links if "person:" in r.statement.subject}) == 227
    assert sum(node.kind is NodeKind.COUNTRY for node in nodes) == 75


@pytest.mark.slow
def test_every_country_of_every_visit_is_known(read: Read) -> None:
    assert "a country that is not known here" not in read.left
    assert read.report.facts["visits without a country"] == 2


@pytest.mark.slow
def test_most_texts_lead_to_a_group_and_the_others_are_listed(read: Read) -> None:
    unknown = {k.partition(": ")[2] for k in read.left if k.startswith("a group that is not")}
    assert unknown == {
        "APPG on Britain-Pakistan Trade and Tourism",
        "APPG on Global Health",
        "APPG on Population, Development and Reproductive Health",
        "APPG on Population, Development and Reproductive Health (PDRH)",
        "Climate and Nature",
        "Population, Development & Reproductive Health",
    }
    uncertain = sum(n for k, n in read.left.items() if k.startswith("a group that is not"))
    assert uncertain < 0.06 * read.report.facts["texts that name a group"]


@pytest.mark.slow
def test_no_group_is_named_that_the_registers_do_not_have(met: Resolved) -> None:
    groups = [n for n in met.nodes.values() if n.kind is NodeKind.APPG]
    own = [n.id for n in groups if {s.source for s in n.statements} == {"interests-uk"}]
    assert own == []


@pytest.mark.slow
def test_members_meet_the_officers_of_groups_by_parliaments_number(met: Resolved) -> None:
    people = [n for n in met.nodes.values() if n.kind is NodeKind.PERSON]
    numbers = [i for n in people for i in n.identifiers if i.startswith("UKPARL-")]
    assert len(numbers) == len(set(numbers))
    newest = [
        n
        for n in people
        if any(s.source == "interests-uk" and NEWEST in s.seen for s in n.statements)
    ]
    in_groups = [n for n in newest if any(s.source.startswith("appg") for s in n.statements)]
    assert len(newest) == 509
    assert len(in_groups) == 486
    # Whoever meets no group bears a name that no officer and no member of a group bears.
    named = {n.name for n in people if any(s.source.startswith("appg") for s in n.statements)}
    assert not {n.name for n in newest if n not in in_groups} & named


@pytest.mark.slow
def test_an_interest_in_several_editions_is_one_statement(met: Resolved) -> None:
    visits = [k for k in met.links.values() if k.target.startswith("event:interest:")]
    members = [k for k in visits if k.source.startswith("person:")]
    assert len({k.target for k in members}) == 906
    spans = {s.seen for k in members for s in k.statements}
    assert ("2024-08-04", "2024-11-25", "2025-06-16") in spans
    assert ("2026-06-29", NEWEST) in spans


def test_no_private_person_address_or_sentence_is_kept(newest: Read) -> None:
    bodies = [r.statement for r in newest.records if r.kind is NodeKind.ORGANISATION]
    names = {n for said in bodies for n in (*said.values("name"), *said.values("alias"))}
    assert len(names) > 1000
    assert {n for n in names if may_be_private(n)} <= {
        "Alan Johnson Books", "John Murray Press", "Robert Tressell Festival",
        "Sir Rocco Forte Ltd", "Dr South's CE Primary School",
    }  # fmt: skip
    for record in newest.records:
        said = record.statement
        assert said.wording == ""
        assert not has_contacts(f"{said.note} {said.detail}")
        assert len(said.note) < 120


def test_companies_are_known_by_a_number_of_eight_characters(newest: Read) -> None:
    numbers = {
        i.removeprefix("GB-COH-")
        for r in newest.records
        for i in r.statement.values("identifier")
        if i.startswith("GB-COH-")
    }
    assert len(numbers) > 250
    assert all(len(number) == 8 for number in numbers)
    assert "00882843" in numbers
