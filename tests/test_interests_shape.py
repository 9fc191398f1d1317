"""Rows of the register as visits, gifts and roles: dates, values, flags; no address among them."""

import pytest

from loaders.interests_shape import (
    Interest,
    Unusable,
    gift_of,
    interest_of,
    role_of,
    visit_of,
)
from tests.interests_made import GIFT, ROLE, VISIT, row

SOMEONE = Interest(id="16001", mnis="5101", member="Ann Body", place="category 4, interest 16001")


def test_an_interest_has_a_number_a_member_and_an_address() -> None:
    found = interest_of(VISIT, "category 4")
    assert found == SOMEONE
    assert found.url == "https://interests-api.parliament.uk/api/v1/Interests/16001"


@pytest.mark.parametrize("number", ["", "x", "0", "-4", "1.5"])
def test_a_row_without_a_number_is_set_aside(number: str) -> None:
    with pytest.raises(Unusable, match="without a number"):
        interest_of(row(VISIT, ID=number), "category 4")


@pytest.mark.parametrize("changes", [{"MNIS__ID": ""}, {"MNIS__ID": "n/a"}, {"Member": " "}])
def test_a_row_without_a_member_is_set_aside(changes: dict[str, str]) -> None:
    with pytest.raises(Unusable, match="without a member"):
        interest_of(row(VISIT, **changes), "category 4")


def test_a_visit_has_countries_days_and_who_paid() -> None:
    visit = visit_of(row(VISIT, VisitLocations_Country_2="Uganda"), SOMEONE)
    assert visit.countries == ("Kenya", "Uganda")
    assert (visit.since, visit.until) == ("2026-07-01", "2026-07-04")
    (donor,) = visit.donors
    assert (donor.name, donor.pounds, donor.how) == ("Drums International", 1560.09, "in kind")
    assert not donor.private
    assert not donor.shared


def test_a_day_written_before_its_month_is_the_same_day() -> None:
    visit = visit_of(row(VISIT, StartDate="01/07/2026", EndDate="04/07/2026"), SOMEONE)
    assert (visit.since, visit.until) == ("2026-07-01", "2026-07-04")


def test_a_country_named_twice_is_visited_once() -> None:
    assert visit_of(row(VISIT, VisitLocations_Country_2="Kenya"), SOMEONE).countries == ("Kenya",)


def test_an_empty_country_is_none() -> None:
    assert visit_of(row(VISIT, VisitLocations_Country_1=""), SOMEONE).countries == ()


@pytest.mark.parametrize("flag", ["True", "TRUE", "true"])
def test_a_private_individual_is_flagged_in_either_spelling(flag: str) -> None:
    (donor,) = visit_of(row(VISIT, Donors_IsPrivateIndividual_1=flag), SOMEONE).donors
    assert donor.private


@pytest.mark.parametrize("flag", ["False", "FALSE"])
def test_others_may_have_benefited_too(flag: str) -> None:
    (donor,) = visit_of(row(VISIT, Donors_IsSoleBeneficiary_1=flag), SOMEONE).donors
    assert donor.shared


@pytest.mark.parametrize("value", ["", "0", "0.00", "-5", "some", "nan", "€300"])
def test_what_is_no_amount_in_pounds_is_none(value: str) -> None:
    (donor,) = visit_of(row(VISIT, Donors_Value_1=value), SOMEONE).donors
    assert donor.pounds is None


def test_a_second_donor_counts_when_it_has_a_name() -> None:
    visit = visit_of(row(VISIT, Donors_Name_2="Song Trust", Donors_Value_2="20"), SOMEONE)
    assert [donor.name for donor in visit.donors] == ["Drums International", "Song Trust"]


def test_addresses_and_descriptions_are_not_read() -> None:
    kept = repr((visit_of(VISIT, SOMEONE), gift_of(GIFT, SOMEONE)))
    for part in ("High Road", "LS1", "with a friend", "my office", "see drums"):
        assert part not in kept


def test_a_gift_has_a_donor_with_its_status_and_number() -> None:
    gift = gift_of(GIFT, SOMEONE)
    assert (gift.donor.status, gift.donor.number, gift.donor.how) == (
        "Company", "882843", "in money",
    )  # fmt: skip
    assert gift.received == "2026-07-20"
    assert not gift.through_party


def test_a_gift_without_a_day_of_receipt_has_that_of_acceptance() -> None:
    assert gift_of(row(GIFT, ReceivedDate=""), SOMEONE).received == "2026-07-21"


def test_a_donation_may_come_through_the_party() -> None:
    told = "(a) Support linked to an MP but received by a local party organisation"
    assert gift_of(GIFT | {"DonationSource": told}, SOMEONE).through_party


def test_an_individual_is_told_by_the_status() -> None:
    assert gift_of(row(GIFT, DonorStatus="Individual"), SOMEONE).donor.private


def test_a_role_has_its_sort_its_days_and_its_sentence() -> None:
    role = role_of(row(ROLE, EndDate="31/12/2025"), SOMEONE)
    assert (role.sort, role.since, role.until) == ("Unpaid role", "2020-01-02", "2025-12-31")
    assert role.sentence.startswith("Trustee of Drums for Peace")
