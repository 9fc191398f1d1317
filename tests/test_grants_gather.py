"""Pieces of grants put together by their Identifier, and what is dropped on the way."""

from pathlib import Path
from typing import Any

import pytest

from graph.errors import BadSource
from loaders.base import Report
from loaders.grants_gather import Gathered, draft_of
from tests.grants_made import draft, grant, read_grants, recipient


def gathered(*grants: dict[str, Any]) -> tuple[Report, dict[str, int]]:
    """The report, and how many awards there are under each identifier."""
    report = Report()
    found = Gathered(report)
    for number, fields in enumerate(grants, 1):
        found.add(draft_of(fields, f"x.json, grant {number}"))
    return report, {grant_id: len(awards) for grant_id, awards in found.grants()}


def test_only_what_is_wanted_is_kept() -> None:
    kept = draft(
        description="For Ann",
        recipientOrganization=recipient(
            "A", email="a@example.org", telephone="020 7219 4519", streetAddress="1 High Road",
            postalCode="LE1 1AA", contactName="Ann Body",
        ),
    )  # fmt: skip
    assert kept.lists["recipientOrganization"] == [{"name": "A"}]
    assert "description" not in kept.facts


def test_a_list_may_be_written_as_one_object() -> None:
    assert draft(fundingOrganization={"name": "A"}).lists["fundingOrganization"] == [{"name": "A"}]


def test_unknown_fields_are_no_hindrance() -> None:
    odd: dict[str, Any] = {"Open Call?": "YES", "additional_data": 1}
    odd["Grant Programme"] = {"Title (extended)": "x"}
    assert draft(**odd).id == "360G-X-1"


@pytest.mark.parametrize("value", ["Drum Club", ["Drum Club"], [1], 7])
def test_organisations_that_are_no_objects_are_another_format(value: object) -> None:
    with pytest.raises(BadSource, match=r"'recipientOrganization' holds.*x\.json, grant 1"):
        draft(recipientOrganization=value)


def test_the_same_grant_again_is_said_twice() -> None:
    report, found = gathered(grant(), grant())
    assert found == {"360G-X-1": 1}
    assert report.set_aside == {"a row said twice in one file": 1}
    assert report.examples["a row said twice in one file"] == "x.json, grant 2"


def test_an_amount_in_another_spelling_is_the_same_amount() -> None:
    report, found = gathered(grant(), grant(amountAwarded="£900.00", awardDate="10/06/2015"))
    assert found == {"360G-X-1": 1}
    assert report.set_aside == {"a row said twice in one file": 1}


def test_one_number_for_several_awards_to_a_body_is_no_mistake() -> None:
    report, found = gathered(grant(), grant(amountAwarded=700), grant(amountAwarded=500))
    assert found == {"360G-X-1": 3}
    assert report.facts == {"awards under the identifier of another": 2}


def test_one_number_for_awards_to_two_names_is_kept_as_two_awards() -> None:
    """A body renamed between two payments looks like this in a list without identifiers."""
    _, found = gathered(
        grant(recipientOrganization=recipient("England Basketball")),
        grant(recipientOrganization=recipient("Basketball England"), amountAwarded=700),
    )
    assert found == {"360G-X-1": 2}


@pytest.mark.parametrize("side", ["recipientOrganization", "fundingOrganization"])
def test_one_number_for_grants_of_two_registered_bodies_is_a_mistake(side: str) -> None:
    other: dict[str, Any] = {side: recipient("Pipe Club", "GB-CHC-1153055"), "amountAwarded": 700}
    with pytest.raises(BadSource, match=r"'360G-X-1' stands for two grants.*grant 1; .*grant 2"):
        gathered(grant(), grant(**other))


def test_the_mistake_is_seen_also_when_the_first_of_them_has_no_register() -> None:
    local = recipient("Red Club", "360G-X-ORG-1")
    other = recipient("Pipe Club", "GB-CHC-1153055")
    with pytest.raises(BadSource, match=r"two grants of different bodies.*grant 2; .*grant 3"):
        gathered(
            grant(recipientOrganization=local), grant(amountAwarded=700),
            grant(recipientOrganization=other, amountAwarded=500),
        )  # fmt: skip


def test_a_grant_without_an_identifier_is_set_aside() -> None:
    report, found = gathered(grant(id=None), grant(id="  "), grant())
    assert found == {"360G-X-1": 1}
    assert report.set_aside == {"a grant without an identifier": 2}


def test_all_grants_are_counted_as_read() -> None:
    report, _ = gathered(grant(1), grant(2), grant(id=None))
    assert report.read == 3


def test_a_second_row_may_tell_more_of_a_recipient() -> None:
    more = recipient("Drum Club", "GB-CHC-1164859", charityNumber="1164859", url="www.example.org")
    found = draft()
    assert found.take(draft(recipientOrganization=more))
    (body,) = found.lists["recipientOrganization"]
    assert body["url"] == "www.example.org"
    assert not found.take(draft())


def test_an_individual_in_a_later_row_makes_it_a_grant_to_an_individual() -> None:
    found = draft(recipientOrganization=None)
    found.take(draft(recipientIndividual={"id": "1", "name": "x"}))
    assert found.individual


@pytest.mark.parametrize("empty", [None, {}, {"id": ""}, {"grantPurpose": [""]}, [], ""])
def test_columns_for_individuals_that_are_empty_tell_of_none(empty: object) -> None:
    assert not draft(recipientIndividual=empty, toIndividualsDetails=empty).individual


def test_an_award_under_the_number_of_another_is_a_statement_of_its_own(tmp_path: Path) -> None:
    read = read_grants(tmp_path, grant(), grant(amountAwarded=700))
    assert [link.ref for link in read.links()] == ["360G-X-1", "360G-X-1"]
    assert len({link.fact() for link in read.links()}) == 2


def test_an_identifier_that_stands_in_every_row_is_a_mistake() -> None:
    rows = [grant("TBC", amountAwarded=number) for number in range(1, 502)]
    with pytest.raises(BadSource, match=r"more than 500 rows .*'360G-X-TBC'.*grant 501"):
        gathered(*rows)
