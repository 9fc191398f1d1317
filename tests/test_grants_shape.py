"""One grant as values: money, dates, programme, and the reasons for setting it aside."""

import pytest

from graph.model import Amount
from loaders.grants_shape import Unusable
from tests.grants_made import FUNDER, TODAY, recipient, shaped


def reason(**fields: object) -> str:
    with pytest.raises(Unusable) as caught:
        shaped(**fields)
    return str(caught.value)


def test_a_sound_grant_is_read() -> None:
    found = shaped()
    assert (found.id, found.awarded) == ("360G-X-1", "2015-06-10")
    assert found.title == "Drums for the band"
    assert found.amount == Amount(low=900, high=900, unit="GBP")
    assert [body.name for body in found.recipients] == ["Drum Club"]
    assert [body.name for body in found.funders] == ["Sample Foundation"]


def test_another_currency_is_kept() -> None:
    assert shaped(currency="USD").amount == Amount(low=900, high=900, unit="USD")


def test_a_currency_may_stand_with_the_amount() -> None:
    assert shaped(currency=None, amountAwarded="£1,250").amount == Amount(low=1250, high=1250)


@pytest.mark.parametrize(
    ("currency", "amount"), [(None, 900), ("GPB", 900), ("GPB", "£900"), ("USD", "£900")]
)
def test_a_currency_that_is_not_sure_is_none(currency: object, amount: object) -> None:
    assert reason(currency=currency, amountAwarded=amount) == (
        "a currency that is missing or unknown"
    )


def test_an_amount_of_nought_is_a_grant_without_an_amount() -> None:
    found = shaped(amountAwarded=0.0)
    assert found.amount is None
    assert found.note == "amount given as 0"


def test_a_negative_amount_is_no_grant() -> None:
    assert reason(amountAwarded=-5) == "a negative amount: money given back"


@pytest.mark.parametrize("amount", [None, "", "n/a", True, "1,2"])
def test_an_amount_that_cannot_be_read_is_a_reason(amount: object) -> None:
    assert reason(amountAwarded=amount) == "an amount that is missing or cannot be read"


@pytest.mark.parametrize("when", [None, "", "43190", "31/02/2015"])
def test_an_award_date_that_cannot_be_read_is_a_reason(when: object) -> None:
    assert reason(awardDate=when) == "an award date that is missing or cannot be read"


def test_an_award_in_the_future_is_a_slip() -> None:
    assert shaped(awardDate=TODAY).awarded == TODAY
    assert reason(awardDate="2026-11-24") == "an award date in the future"


def test_a_grant_to_an_individual_is_set_aside_even_beside_an_organisation() -> None:
    assert reason(recipientIndividual={"id": "1", "name": "x"}) == "a grant to an individual"
    assert reason(toIndividualsDetails={"grantPurpose": ["GTIP020"]}) == "a grant to an individual"


@pytest.mark.parametrize("nobody", [None, [], [{}], [{"name": ""}]])
def test_a_grant_without_a_recipient_is_set_aside(nobody: object) -> None:
    assert reason(recipientOrganization=nobody) == "a grant without a recipient organisation"


def test_a_grant_without_a_funder_is_set_aside() -> None:
    assert reason(fundingOrganization=None) == "a grant without a funder"


def test_a_body_without_a_name_is_a_reason() -> None:
    bare = [{"id": "GB-CHC-1164859"}]
    assert reason(recipientOrganization=bare) == "a funder or recipient without a name"


def test_a_recipient_named_twice_is_one() -> None:
    assert len(shaped(recipientOrganization=recipient("A") + recipient("A")).recipients) == 1


def test_what_several_bodies_share_is_a_band() -> None:
    found = shaped(recipientOrganization=recipient("A") + recipient("B"))
    assert found.amount == Amount(low=0, high=900)
    assert found.note == "one grant to 2 bodies"


PLANNED = [{"startDate": "2015-07-01", "endDate": "2016-06-30", "duration": 12}]
ACTUAL = [{"startDate": "2015-08-01", "endDate": "2017-01-31"}]


def test_planned_dates_are_told_and_end_the_grant() -> None:
    found = shaped(plannedDates=PLANNED)
    assert (found.until, found.note) == ("2016-06-30", "planned 2015-07-01 to 2016-06-30")


def test_actual_dates_count_before_planned_ones() -> None:
    found = shaped(plannedDates=PLANNED, actualDates=ACTUAL)
    assert found.until == "2017-01-31"
    assert found.note.endswith("actual 2015-08-01 to 2017-01-31")


def test_a_planned_end_before_its_start_is_left_out() -> None:
    found = shaped(plannedDates=[{"startDate": "2017-01-17", "endDate": "2016-01-01"}])
    assert (found.until, found.note) == ("", "planned from 2017-01-17")


def test_a_planned_end_before_the_award_does_not_end_the_grant() -> None:
    found = shaped(plannedDates=[{"endDate": "2014-01-01"}])
    assert (found.until, found.note) == ("", "planned until 2014-01-01")


def test_a_programme_is_told_by_its_title_or_its_code() -> None:
    titled = [{"code": "E", "title": "Education"}]
    assert shaped(grantProgramme=titled).note == "Programme: Education"
    assert shaped(grantProgramme=[{"code": "E"}]).note == "Programme: E"


def test_a_programme_is_a_few_words_without_contact_details() -> None:
    found = shaped(grantProgramme=[{"title": "Ask ann@example.org " + "word " * 40}])
    assert "@" not in found.note
    assert len(found.note) <= 100


def test_a_grants_own_page_counts_before_the_files() -> None:
    both = {"url": "http://a.example.org/1", "dataSource": "http://a.example.org"}
    assert shaped(**both).url == "http://a.example.org/1"
    assert shaped(dataSource="http://a.example.org").url == "http://a.example.org"
    assert shaped(url="ann@example.org").url == ""


def test_country_codes_are_kept_once_and_place_names_not() -> None:
    places = [{"countryCode": "KE"}, {"countryCode": "KE", "name": "Kenya\\Nairobi"},
              {"name": "South Wales Central\\Cardiff West"}]  # fmt: skip
    assert shaped(beneficiaryLocation=places).countries == ("KE",)


def test_a_body_met_before_is_not_read_again() -> None:
    from loaders.grants_shape import grant_of
    from tests.grants_made import draft

    known: dict[object, object] = {}
    one = grant_of(draft(), TODAY, known)  # type: ignore[arg-type]  # looked into, not typed
    two = grant_of(draft(), TODAY, known)  # type: ignore[arg-type]  # as above
    assert one.funders[0] is two.funders[0]
    assert len(known) == 2
    assert FUNDER["name"] == one.funders[0].name
