"""Funders and recipients: identifiers, record ids, and who may be a private person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.grants_bodies import (
    Body,
    body_of,
    may_be_person,
    pays_people,
    registered,
    sounds_private,
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("GB-CHC-1136419", "GB-CHC-1136419"),
        ("GB-CHC- 1153055 ", "GB-CHC-1153055"),
        ("gb-coh-7451584", "GB-COH-07451584"),
        ("GB-COH-RC000742", "GB-COH-RC000742"),
        ("GB-COH-IP28755R", "GB-COH-IP28755R"),
        ("GB-SC-SC022910", "GB-SC-SC022910"),
        ("GB-NIC-101763", "GB-NIC-101763"),
        ("GB-EDU-100101", "GB-EDU-100101"),
        ("GB-GOR-PB188", "GB-GOR-PB188"),
        ("XI-GRID-grid.5600.3", "XI-GRID-GRID.5600.3"),
    ],
)
def test_an_identifier_of_a_register_has_one_spelling(written: str, meant: str) -> None:
    assert registered(written) == meant


@pytest.mark.parametrize(
    "written",
    ["", "360G-wolfson:org-13177", "360G-ABC-ORG1", "GB-CCH-205959", "GB-CR-205959",
     "GB-CHC-CN1131900", "GB-COH-00000000", "1136419", "ISO-GB", "WIKIDATA-Q1"],
)  # fmt: skip
def test_what_no_register_gave_is_no_identifier(written: str) -> None:
    assert registered(written) == ""


def test_the_numbers_beside_a_name_are_identifiers_too() -> None:
    body = body_of({"id": "360G-A-1", "name": "A", "charityNumber": 1136419,
                    "companyNumber": "7451584"})  # fmt: skip
    assert body.identifiers == ("GB-CHC-1136419", "GB-COH-07451584")


def test_of_two_numbers_of_one_register_the_bodys_own_identifier_counts() -> None:
    body = body_of({"id": "GB-CHC-1136419", "name": "A", "charityNumber": "1153055"})
    assert body.identifiers == ("GB-CHC-1136419",)


@pytest.mark.parametrize(
    ("number", "identifier"),
    [
        ("SC022910", "GB-SC-SC022910"),
        ("sc 022910", "GB-SC-SC022910"),
        ("NIC101763", "GB-NIC-101763"),
        (" 1153055 ", "GB-CHC-1153055"),
        ("GB-CHC-1153055", "GB-CHC-1153055"),
    ],
)
def test_a_charity_number_tells_its_register(number: str, identifier: str) -> None:
    assert body_of({"name": "A", "charityNumber": number}).identifiers == (identifier,)


@pytest.mark.parametrize("number", ["n/a", "0", "CN1131900", "not registered"])
def test_a_charity_number_that_is_none_is_left_out(number: str) -> None:
    assert body_of({"name": "A", "charityNumber": number}).identifiers == ()


def test_a_body_keeps_its_website_and_no_other_address() -> None:
    body = body_of({"name": "A", "url": "www.example.org", "email": "a@example.org",
                    "streetAddress": "1 High Road", "telephone": "020 7219 4519"})  # fmt: skip
    assert body == Body(name="A", website="https://www.example.org")


def test_a_body_with_an_identifier_has_it_in_its_id() -> None:
    assert Body(name="A", identifiers=("GB-CHC-1", "GB-COH-2")).record_id("p") == "org:GB-CHC-1"


def test_a_body_without_one_has_its_name_in_its_id() -> None:
    body = Body(name="Porthcawl Jazz Festival")
    assert body.record_id("p") == "org:name:porthcawl-jazz-festival"
    assert body.record_id("q") == body.record_id("p")


def test_a_name_that_many_bear_is_one_body_with_one_publisher_only() -> None:
    church = Body(name="St Mark's Church")
    assert church.record_id("GB-CHC-1") == "org:name:st-marks-church:gb-chc-1"
    assert church.record_id("GB-CHC-1") != church.record_id("GB-CHC-2")


def test_two_long_names_that_begin_alike_are_two() -> None:
    start = "Community and Neighbourhood Partnership for the Advancement of Learning in Every "
    one, two = Body(name=f"{start} Ward of Leeds"), Body(name=f"{start} Ward of York")
    assert one.record_id("p") != two.record_id("p")
    assert one.record_id("p") == Body(name=one.name.upper()).record_id("p")


def test_a_name_without_letters_has_no_id() -> None:
    assert Body(name="???").record_id("p") == ""


@given(st.text(max_size=120))
def test_an_id_holds_no_blank_and_is_none_without_a_name(name: str) -> None:
    found = Body(name=name).record_id("p")
    assert found == "" or found.startswith("org:name:")
    assert " " not in found


@pytest.mark.parametrize(
    "name",
    ["Glen Example", "Dr Glen Example, University of Leeds", "Mr and Mrs Sample",
     "Miss A. Example", "Susan Sample MBE"],
)  # fmt: skip
def test_a_name_of_a_private_person_is_told(name: str) -> None:
    assert sounds_private(name)


@pytest.mark.parametrize(
    "name",
    ["Sir Glen Example School", "Glen Example Productions", "Glen YMCA",
     "Robin Sample Pub, Ambridge", "Leonard Sample Disability",
     "Friends of Glen", "Ashley Hawks FC", "Women's Aid"],
)  # fmt: skip
def test_a_body_named_after_a_person_is_a_body(name: str) -> None:
    assert not sounds_private(name)


def bodies(*names: str) -> list[Body]:
    return [Body(name=name) for name in names]


def test_a_list_with_private_names_pays_people() -> None:
    assert pays_people(bodies("Glen Example", *[f"Club {n}" for n in range(15)]))


def test_a_list_with_one_private_name_in_many_does_not() -> None:
    assert not pays_people(bodies("Glen Example", *[f"Club {n}" for n in range(30)]))


def test_registered_bodies_do_not_tell_whether_a_list_pays_people() -> None:
    assert not pays_people([Body(name="Glen Example", identifiers=("GB-CHC-1136419",))])
    assert not pays_people([])


def test_where_people_are_paid_a_name_must_have_a_bodys_word() -> None:
    unknown, dance = bodies("Aakash Sampleson", "Sampleson Dance")
    assert may_be_person(unknown, among_people=True)
    assert not may_be_person(unknown, among_people=False)
    assert not may_be_person(dance, among_people=True)


def test_a_registered_body_is_no_person_whatever_its_name() -> None:
    named = Body(name="Glen Example", identifiers=("GB-CHC-1136419",))
    assert not may_be_person(named, among_people=True)


def test_a_recipient_of_the_type_individual_is_a_person() -> None:
    body = body_of({"name": "Sampleson Dance", "organisationType": "Individual"})
    assert may_be_person(body, among_people=False)
