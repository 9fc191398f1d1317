"""Donors: bodies and private persons told apart, company numbers made whole, names met again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identity.names import normal_identifier
from loaders.interests_donors import Bodies, body_of, company_numbers, may_be_person
from loaders.interests_shape import Donor
from tests.interests_made import GAZETTEER


def private(name: str, status: str = "", company: str = "", number: str = "") -> bool:
    donor = Donor(name=name, status=status, company=company, number=number)
    return may_be_person(donor, GAZETTEER)


@pytest.mark.parametrize(
    "name",
    [
        "Glen Example",
        "Mr Glen Example",
        "Abdulla Sample",
        "Lord Glen Example",
        "The Duchess of Example",
        "Baroness Sample of Leeds",
        "Estate of Dr Glen Example",
        "Uğur Sample Altay Mayor of Konya Metropolitan Municipality",
        "William Sample CEO Example Foundation",
        "Example Sample, Chairman, Drum Club",
        "THE DRUM FOUNDATION, Matthew Sample, Secretary",
    ],
)
def test_a_name_that_may_be_a_persons_is_left_out(name: str) -> None:
    assert private(name)


@pytest.mark.parametrize(
    "name",
    [
        "Drums International",
        "Caabu (Council for Arab-British Understanding)",
        "Konrad-Adenauer-Stiftung",
        "Rosa Luxemburg Stiftung",
        "Turkish Airlines",
        "Cyprus Premier",
        "Orphans in Need",
        "Taiwan Ministry of Foreign Affairs",
        "OECD",
        "Lord Example School",
        "Kensington, Bayswater & Fulham Conservatives",
    ],
)
def test_bodies_are_kept(name: str) -> None:
    assert not private(name)


def test_a_company_that_bears_only_a_persons_name_is_left_out_with_its_number() -> None:
    assert private("Glen Example", "Company", "Glen Example", "2011009")
    assert private("Drum Makers Ltd", "Company", "Glen Example", "2011009")


def test_what_the_law_calls_a_body_need_not_sound_like_one() -> None:
    assert private("Elect Her", "Other")
    assert not private("Elect Her", "Friendly society")
    assert not private("Ad Lib", "Unincorporated association")


def test_but_a_persons_name_is_left_out_whatever_the_status() -> None:
    assert private("Glen Example", "Trust")


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("882843", ("GB-COH-00882843",)),
        ("2247735", ("GB-COH-02247735",)),
        ("23307", ("GB-COH-00023307",)),
        ("02529667.", ("GB-COH-02529667",)),
        ("SC 437127", ("GB-COH-SC437127",)),
        ("ni016363", ("GB-COH-NI016363",)),
        ("RC000057", ("GB-COH-RC000057",)),
        ("IP28488R", ("GB-COH-IP28488R",)),
        ("Registered in England No. 2529667.", ("GB-COH-02529667",)),
        ("03130330 (this is the group's company number)", ("GB-COH-03130330",)),
        ("03395681 Registered Charity No. 1068839", ("GB-COH-03395681", "GB-CHC-1068839")),
        ("096309802024", ()),
        ("GB 268762849", ()),
        ("ABN 53 006 089 130", ()),
        ("outside the UK", ()),
        ("123", ()),
        ("28451R", ()),
        ("SCO27139", ()),
        ("12345678 and 87654321", ()),
        ("0000000", ()),
        ("", ()),
    ],
)
def test_company_numbers_get_back_the_noughts_that_they_lost(
    written: str, numbers: tuple[str, ...]
) -> None:
    assert company_numbers(written) == numbers


@given(st.text(max_size=40))
def test_whatever_stands_for_a_number_is_an_identifier_or_nothing(text: str) -> None:
    for identifier in company_numbers(text):
        assert normal_identifier(identifier) == identifier or identifier.endswith("R")


def test_a_body_with_a_number_is_known_by_it() -> None:
    body = body_of(Donor(name="Drum Makers Ltd", company="Drum Makers Limited", number="882843"))
    assert body
    assert (body.id, body.identifiers) == ("org:GB-COH-00882843", ("GB-COH-00882843",))
    assert body.aliases == ("Drum Makers Ltd",)


def test_a_body_without_one_is_known_by_its_name() -> None:
    body = body_of(Donor(name="Council for Example Understanding"))
    assert body
    assert body.id == "org:name:council-for-example-understanding"


def test_a_short_or_common_name_is_kept_to_this_register() -> None:
    body = body_of(Donor(name="Crisis"))
    assert body
    assert body.id == "org:name:crisis:interests"


def test_a_short_form_in_brackets_is_another_name() -> None:
    body = body_of(Donor(name="The Example Coalition for Drumming (ECD)"))
    assert body
    assert "ECD" in body.aliases
    assert body.name == "The Example Coalition for Drumming"


def test_a_remark_in_brackets_and_a_number_in_the_name_are_not_kept() -> None:
    written = "Example Consulting Ltd (a company controlled by Glen Sample)"
    body = body_of(Donor(name=written))
    assert body
    assert "Glen" not in repr(body)
    numbered = body_of(Donor(name="Example Coalition, company registration number 10894509"))
    assert numbered
    assert numbered.name == "Example Coalition"


def test_a_name_without_letters_is_no_body() -> None:
    assert body_of(Donor(name="?!")) is None


def test_a_body_is_told_once_under_its_most_common_name() -> None:
    bodies = Bodies()
    for name in ("Drum Makers", "Drum Makers Ltd", "Drum Makers Ltd"):
        body = body_of(Donor(name=name, number="882843"))
        assert body
        bodies.meet(body)
    assert len(bodies) == 1
    assert list(bodies.told()) == [
        ("org:GB-COH-00882843", "Drum Makers Ltd", ["Drum Makers"], ["GB-COH-00882843"])
    ]
