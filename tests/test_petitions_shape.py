"""Petitions in the site's JSON and in its list, as they are read: nobody's name among them."""

from typing import Any

import pytest

from loaders.petitions_shape import Signed, Unusable, is_gss, petition_of, row_of
from tests.petitions_made import HOME, KENYA, LEEDS, item, shaped

ROW = {
    "Petition": "Help drummers",
    "URL": "https://petition.parliament.uk/petitions/100123",
    "State": "open",
    "Signatures Count": "1,526",
}


def test_a_petition_has_its_number_title_state_dates_and_count() -> None:
    read = shaped()
    assert (read.id, read.title, read.state, read.signatures) == (
        "100123", "Help drummers from Kenya", "open", 10,
    )  # fmt: skip
    assert (read.on, read.opened, read.closed) == ("2025-02-03", "2025-01-09", "")
    assert read.url == "https://petition.parliament.uk/petitions/100123"


def test_whoever_began_it_and_the_members_beside_it_are_not_read() -> None:
    read = shaped(signatures_by_constituency=[LEEDS])
    assert "Glen" not in repr(read)
    assert "Ann Body" not in repr(read)


def test_a_number_written_as_text_is_a_number() -> None:
    assert shaped("0100123").id == "100123"


def test_blanks_doubled_quotes_and_line_breaks_leave_the_title() -> None:
    assert shaped(action=' Ban ""small-scale""\r\n drums  ').title == 'Ban "small-scale" drums'


def test_contact_details_leave_the_title() -> None:
    assert shaped(action="Ring ann@example.org on drums").title == "Ring on drums"


def test_an_escaped_name_of_a_country_is_unescaped() -> None:
    place = {"name": "R&eacute;union", "code": "RE", "signature_count": 1}
    assert shaped(signatures_by_country=[place]).countries == (
        Signed(code="RE", name="Réunion", count=1),
    )


def test_signatures_are_told_by_country_and_constituency_and_never_added_up() -> None:
    read = shaped(signatures_by_country=[KENYA], signatures_by_constituency=[LEEDS])
    assert read.countries == (Signed(code="KE", name="Kenya", count=3),)
    assert read.constituencies == (Signed(code="E14000777", name="Leeds North", count=5),)
    assert read.signatures == 10


def test_only_a_list_of_countries_that_accounts_for_every_signature_is_whole() -> None:
    assert shaped(signatures_by_country=[KENYA, HOME]).whole
    assert not shaped(signatures_by_country=[KENYA]).whole
    assert not shaped().whole
    assert not shaped(signature_count=0).whole


def test_an_open_petition_has_a_deadline_and_a_closed_one_a_day_on_which_it_closed() -> None:
    assert shaped(closing_date="2025-07-09").deadline == "2025-07-09"
    ended = shaped(state="closed", closing_date="2025-07-09", closed_at="2025-07-09T23:59:59Z")
    assert (ended.deadline, ended.closed) == ("", "2025-07-09")


def test_a_department_counts_only_where_there_is_a_response() -> None:
    asked: list[dict[str, Any]] = [{"acronym": "DX", "name": "Department for Examples"}]
    assert shaped(departments=asked).departments == ()
    answered = shaped(departments=asked, government_response={"responded_on": "2025-03-01"})
    assert (answered.departments, answered.responded) == (
        ("Department for Examples",), "2025-03-01",
    )  # fmt: skip


def test_a_response_without_a_day_has_that_of_the_petition() -> None:
    read = shaped(
        government_response={"summary": "No."}, government_response_at="2025-03-02T09:00:00Z"
    )
    assert read.responded == "2025-03-02"


def test_a_petition_to_an_earlier_parliament_is_archived() -> None:
    old = item()
    old["links"]["self"] = "https://petition.parliament.uk/archived/petitions/100123.json"
    read = petition_of(old, "x.json")
    assert read.archived
    assert read.url == "https://petition.parliament.uk/archived/petitions/100123"


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"state": "rejected"}, r"not published \(rejected\)"),
        ({"state": "Glen Example"}, r"not published \(no known state\)"),
        ({"state": None}, r"not published \(no known state\)"),
        ({"action": "  "}, "without a title"),
        ({"action": "?!"}, "without a title"),
        ({"signature_count": None}, "without a count"),
        ({"signature_count": -4}, "without a count"),
        ({"signature_count": True}, "without a count"),
        ({"signature_count": 1.5}, "without a count"),
        ({"signatures_by_country": ["KE"]}, "holds something else"),
        ({"signatures_by_country": [{"code": "KE"}]}, "without a count"),
        ({"signatures_by_country": [KENYA, KENYA | {"signature_count": 4}]}, "one place twice"),
    ],
)
def test_what_cannot_be_used_says_why(said: dict[str, Any], reason: str) -> None:
    with pytest.raises(Unusable, match=reason):
        shaped(**said)


@pytest.mark.parametrize("number", [None, "", "x", -3, 0, 1.5, "1" * 20])
def test_a_petition_needs_a_number(number: Any) -> None:
    with pytest.raises(Unusable, match="without a number"):
        shaped(number)


def test_attributes_that_are_no_object_cannot_be_used() -> None:
    with pytest.raises(Unusable, match="without attributes"):
        petition_of({"id": 1, "attributes": []}, "x.json")


def test_a_row_of_the_list_has_its_number_in_its_address() -> None:
    read = row_of(ROW, "list.csv, row 2")
    assert (read.id, read.signatures, read.state) == ("100123", 1526, "open")


def test_a_row_with_another_address_has_its_number_beside_it() -> None:
    assert row_of(ROW | {"URL": "", "petition_id": "77"}, "x").id == "77"
    with pytest.raises(Unusable, match="without a number"):
        row_of(ROW | {"URL": "https://example.org/petitions/5"}, "x")


def test_the_dates_that_others_added_to_the_list_are_read() -> None:
    read = row_of(ROW | {"opened_date": "2025-12-08", "deadline_date": "2026-06-08"}, "x")
    assert (read.opened, read.deadline) == ("2025-12-08", "2026-06-08")


@pytest.mark.parametrize("code", ["E14000530", "S14000022", "W07000049", "N06000001"])
def test_the_codes_of_all_four_nations_are_codes(code: str) -> None:
    assert is_gss(code)
    assert not is_gss(code[:-1])
