"""Grants as records: funders, grantees, links with their evidence, and nobody private."""

import random
from pathlib import Path
from typing import Any

import pytest

from graph.errors import BadSource
from graph.identity.raw import RawGraph
from graph.identity.resolve import resolve
from graph.model import Amount, Role, Visibility
from graph.policy import has_contacts
from graph.store.sqlite import SqliteStore
from loaders import get_loader
from loaders.base import Report
from loaders.grants import GrantsLoader
from loaders.run import load
from tests.grants_made import (
    GAZETTEER,
    TODAY,
    Read,
    all_text,
    grant,
    package,
    read_grants,
    read_rows,
    recipient,
)

KENYA = [{"countryCode": "KE", "name": "Nairobi"}]


def test_the_loader_is_found_by_its_name() -> None:
    assert isinstance(get_loader("grants"), GrantsLoader)


def test_a_grant_is_a_link_from_funder_to_grantee(tmp_path: Path) -> None:
    link = read_grants(
        tmp_path, grant(grantProgramme=[{"title": "Music"}], url="http://a.example.org/1")
    ).link
    assert (link.subject, link.object) == ("org:GB-CHC-200051", "org:GB-CHC-1164859")
    assert (link.detail, link.ref, link.since) == ("Drums for the band", "360G-X-1", "2015-06-10")
    assert link.amount == Amount(low=900, high=900, unit="GBP")
    assert (link.note, link.url) == ("Programme: Music", "http://a.example.org/1")
    assert link.locator == "made.json, grant 1"


def test_parallel_grants_stay_apart(tmp_path: Path) -> None:
    read = read_grants(tmp_path, grant(1), grant(2))
    raw = RawGraph()
    for record in read.records:
        raw.add(record)
    (link,) = resolve(raw, ()).links.values()
    assert [said.ref for said in link.statements] == ["360G-X-1", "360G-X-2"]


def test_roles_come_from_the_links(tmp_path: Path) -> None:
    raw = RawGraph()
    for record in read_grants(tmp_path, grant()).records:
        raw.add(record)
    nodes = resolve(raw, ()).nodes
    assert set(nodes["org:GB-CHC-200051"].roles) == {Role.CHARITY, Role.FUNDER}
    assert set(nodes["org:GB-CHC-1164859"].roles) == {Role.CHARITY, Role.GRANTEE}


def test_a_body_is_told_once_with_all_its_names_and_numbers(tmp_path: Path) -> None:
    one = recipient("Drum Club", "GB-CHC-1164859", url="www.example.org")
    two = recipient("The Drum Club", "GB-CHC-1164859", companyNumber="7451584")
    read = read_grants(
        tmp_path, grant(1, recipientOrganization=one), grant(2, recipientOrganization=one),
        grant(3, recipientOrganization=two),
    )  # fmt: skip
    said = read.bodies["org:GB-CHC-1164859"]
    assert said.values("name") == ("Drum Club",)
    assert said.values("alias") == ("The Drum Club",)
    assert said.values("identifier") == ("GB-CHC-1164859", "GB-COH-07451584")
    assert said.values("website") == ("https://www.example.org",)
    assert {key for key, _ in said.claims} == {"name", "alias", "identifier", "website"}


def test_an_identifier_with_blanks_is_the_same_body(tmp_path: Path) -> None:
    spaced = recipient("Drum Club", "GB-CHC- 1164859 ")
    read = read_grants(tmp_path, grant(1), grant(2, recipientOrganization=spaced))
    assert set(read.bodies) == {"org:GB-CHC-200051", "org:GB-CHC-1164859"}


def test_a_funders_own_number_for_a_recipient_is_not_kept(tmp_path: Path) -> None:
    local = recipient("Porthcawl Jazz Festival", "360G-X-ORG-7")
    read = read_grants(tmp_path, grant(recipientOrganization=local))
    assert read.bodies["org:name:porthcawl-jazz-festival"].values("identifier") == ()


def test_where_a_grant_was_of_use_is_common_ground_with_the_grant_as_evidence(
    tmp_path: Path,
) -> None:
    read = read_grants(tmp_path, grant(beneficiaryLocation=KENYA))
    (place,) = read.links("operates_in")
    assert (place.subject, place.object) == ("org:GB-CHC-1164859", "country:KE")
    assert (place.ref, place.since) == ("360G-X-1", "2015-06-10")
    assert read.countries == ["country:KE"]


def test_a_country_code_in_small_letters_is_one(tmp_path: Path) -> None:
    assert read_grants(tmp_path, grant(beneficiaryLocation=[{"countryCode": "ke"}])).countries


@pytest.mark.parametrize("code", ["XX", "Chorley", "E92000001"])
def test_a_code_that_is_no_country_is_counted_and_harmless(tmp_path: Path, code: str) -> None:
    read = read_grants(tmp_path, grant(beneficiaryLocation=[{"countryCode": code}]))
    assert read.links("operates_in") == []
    assert read.report.facts["country codes that are none"] == 1
    assert read.report.used == 1


def test_a_place_without_a_country_code_gives_no_link(tmp_path: Path) -> None:
    named = [{"name": "South Wales Central\\Cardiff West"}, {"name": "Kenya"}]
    assert read_grants(tmp_path, grant(beneficiaryLocation=named)).links("operates_in") == []


def test_a_grant_to_an_individual_leaves_no_trace(tmp_path: Path) -> None:
    paid: dict[str, Any] = {
        "title": "For Glen Example",
        "recipientOrganization": None,
        "recipientIndividual": {"id": "360G-X-77", "name": "Glen Example"},
        "toIndividualsDetails": {"grantPurpose": ["GTIP020"], "primaryGrantReason": "GTIR110"},
    }
    read = read_grants(tmp_path, grant(1), grant(2, **paid))
    assert read.left == {"a grant to an individual": 1}
    assert "Example" not in all_text(read.records)
    assert "Example" not in repr(read.report)


def test_individuals_in_a_sheet_leave_no_trace(tmp_path: Path) -> None:
    headings = (
        "Identifier,Title,Currency,Amount Awarded,Award Date,Recipient Ind:Identifier,"
        "Recipient Ind:Name,Recipient Org:Name,Funding Org:Identifier,Funding Org:Name"
    )
    tail = "GB-CHC-200051,Sample Foundation"
    read = read_rows(
        tmp_path,
        f"1,For Glen Example,GBP,90,2015-06-10,I-1,Glen Example,,{tail}",
        f"2,Drums,GBP,90,2015-06-10,,,Porthcawl Jazz Festival,{tail}",
        headings=headings,
    )
    assert read.left == {"a grant to an individual": 1}
    assert read.link.ref == "2"
    assert "Glen" not in all_text(read.records)


def test_a_private_person_in_the_column_of_bodies_leaves_no_trace(tmp_path: Path) -> None:
    private = recipient("Glen Example")
    read = read_grants(tmp_path, grant(1), grant(2, recipientOrganization=private))
    assert read.left == {"a body that may be a private person": 1}
    assert "Glen" not in all_text(read.records)
    assert "Glen" not in repr(read.report)


def test_in_a_list_that_pays_people_doubtful_names_go_too(tmp_path: Path) -> None:
    names = ["Glen Example", "Aakash Sampleson", "Sampleson Dance"]
    grants = [grant(n, recipientOrganization=recipient(name)) for n, name in enumerate(names)]
    assert [link.ref for link in read_grants(tmp_path, *grants).links()] == ["360G-X-2"]
    assert len(read_grants(tmp_path, *grants[1:]).links()) == 2


def test_of_a_shared_grant_only_the_body_is_kept(tmp_path: Path) -> None:
    shared = recipient("Glen Example") + recipient("Drum Club", "GB-CHC-1164859")
    read = read_grants(tmp_path, grant(recipientOrganization=shared))
    assert read.link.object == "org:GB-CHC-1164859"
    assert read.link.amount == Amount(low=0, high=900)


def test_no_contact_detail_of_any_field_is_kept(tmp_path: Path) -> None:
    contacts: dict[str, Any] = {
        "email": "ann@example.org", "telephone": "020 7219 4519", "contactName": "Ann Body",
        "streetAddress": "1 High Road", "postalCode": "LE1 1AA", "addressLocality": "Leicester",
    }  # fmt: skip
    read = read_grants(
        tmp_path,
        grant(
            title="Drums; ask ann@example.org or 020 7219 4519",
            description="Call Ann Body",
            recipientOrganization=recipient("Drum Club", url="ann@example.org", **contacts),
            fundingOrganization=[{"name": "Sample Foundation", **contacts}],
            **{"Postcode of impact 1": "LS3 1HH"},
        ),
    )
    kept = [record.statement for record in read.records]
    texts = [text for s in kept for text in (s.detail, s.note, s.url, *[v for _, v in s.claims])]
    assert not any(has_contacts(text) for text in texts)
    for part in ("Ann Body", "High Road", "LE1", "Leicester", "LS3"):
        assert part not in all_text(read.records)


def test_a_grant_of_a_body_to_itself_is_set_aside(tmp_path: Path) -> None:
    own = recipient("Sample Foundation", "GB-CHC-200051")
    read = read_grants(tmp_path, grant(1), grant(2, recipientOrganization=own))
    assert read.left == {"a grant of a body to itself": 1}


def test_a_recipient_whose_name_has_no_letters_is_set_aside(tmp_path: Path) -> None:
    read = read_grants(tmp_path, grant(1), grant(2, recipientOrganization=recipient("?!")))
    assert read.left == {"a funder or recipient whose name has no letters": 1}


def test_what_is_set_aside_has_a_reason_and_an_example(tmp_path: Path) -> None:
    read = read_grants(
        tmp_path, grant(1), grant(2, amountAwarded=-5), grant(3, awardDate="43190"),
        grant(4, currency="GPB"), grant(5, recipientOrganization=None), grant(6, awardDate="soon"),
    )  # fmt: skip
    assert read.left == {
        "a negative amount: money given back": 1,
        "an award date that is missing or cannot be read": 2,
        "a currency that is missing or unknown": 1,
        "a grant without a recipient organisation": 1,
    }
    example = read.report.examples["an award date that is missing or cannot be read"]
    assert example == "made.json, grant 3"
    assert (read.report.read, read.report.used) == (6, 1)


def test_a_file_of_which_nothing_can_be_used_is_refused(tmp_path: Path) -> None:
    wanted = r"none of the 2 grants can be used.*currency.*made\.json, grant 1"
    with pytest.raises(BadSource, match=wanted):
        read_grants(tmp_path, grant(1, currency="GPB"), grant(2, awardDate=None))


def test_an_edition_is_complete_and_replaces_what_was_read_of_it(tmp_path: Path) -> None:
    batch = read_grants(tmp_path, grant()).batch
    assert batch.edition.complete
    assert batch.replaces


def test_the_visibility_of_the_load_is_that_of_every_statement(tmp_path: Path) -> None:
    path = package(tmp_path / "a.json", grant(beneficiaryLocation=KENYA))
    (batch,) = GrantsLoader(GAZETTEER).read(
        (path,), Report(), visibility=Visibility.INTERNAL, today=TODAY
    )
    assert {r.statement.visibility for r in batch.records} == {Visibility.INTERNAL}
    assert len(batch.records) == 5


def test_the_order_of_grants_does_not_matter(tmp_path: Path) -> None:
    grants = [grant(n, amountAwarded=n, beneficiaryLocation=KENYA) for n in range(1, 9)]
    one = read_grants(tmp_path, *grants)
    random.Random(7).shuffle(grants)
    two = read_grants(tmp_path, *grants)
    assert [r.statement.fact() for r in one.records] == [r.statement.fact() for r in two.records]


def test_a_bad_file_beside_a_good_one_loads_nothing(tmp_path: Path) -> None:
    package(tmp_path / "a.json", grant())
    package(tmp_path / "b.json", "no grant")
    store = SqliteStore("sqlite:///:memory:")
    with pytest.raises(BadSource, match=r"b\.json, grant 1"):
        load(store, GrantsLoader(GAZETTEER), [tmp_path], today=TODAY)
    assert store.counts().nodes == store.version() == 0
    store.close()


def test_a_corrected_file_replaces_what_it_said_before(tmp_path: Path) -> None:
    store = SqliteStore("sqlite:///:memory:")
    path = package(tmp_path / "a.json", grant(1), grant(2))
    load(store, GrantsLoader(GAZETTEER), [path], today=TODAY)
    package(path, grant(1, amountAwarded=901), grant(3))
    load(store, GrantsLoader(GAZETTEER), [path], today=TODAY)
    (link,) = store.links()
    assert [(s.ref, s.amount.high) for s in link.statements if s.amount] == [
        ("360G-X-1", 901.0), ("360G-X-3", 900.0),
    ]  # fmt: skip
    store.close()


def test_the_figures_are_in_the_sources_own_terms(tmp_path: Path) -> None:
    read: Read = read_grants(tmp_path, grant(1, beneficiaryLocation=KENYA), grant(2))
    assert read.report.facts == {"files": 1, "publishers": 1, "bodies": 2, "links": 3}
