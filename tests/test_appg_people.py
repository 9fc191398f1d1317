"""Names of parliamentarians: what is taken off, what stays, and which id they get."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.appg_people import (
    office,
    person_id,
    person_identifiers,
    person_name,
    without_title,
)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Ann Sample MP", "Ann Sample"),
        ("Ann Sample M.P.", "Ann Sample"),
        ("Ann SampleMP", "Ann Sample"),
        ("Ms Ann Sample MSP", "Ann Sample"),
        ("The Rt Hon Ann Sample CBE MP", "Ann Sample"),
        ("Rt. Hon. Sir Bo Sample KCMG, PC", "Sir Bo Sample"),
        ("Dame Ann  Sample", "Dame Ann Sample"),
        ("Dr. Bo Sample OBE", "Dr Bo Sample"),
        ("14.Bo Sample MP", "Bo Sample"),
        ("\\- Bo Sample", "Bo Sample"),
        ("Co-Chair: Bo Sample MP", "Bo Sample"),
        ("CHAIR – Bo Sample", "Bo Sample"),
        ("Bo Sample (Lab)", "Bo Sample"),
        ("Bo Sample Officer Lib Dem", "Bo Sample"),
        ("Bo Sample \\[Officer\\]", "Bo Sample"),
        ("Bo Sample Bo Sample MP", "Bo Sample"),
        ("Bo Bo Sample", "Bo Sample"),
        ("Bo SAMPLE", "Bo Sample"),
        ("Si&#226;n Sample", "Siân Sample"),
        ("Chi Ní Sample", "Chi Ní Sample"),
        ("Mabon ap Sample", "Mabon ap Sample"),
        ("Bo O’Sample", "Bo O’Sample"),
    ],
)
def test_what_is_no_part_of_a_name_is_taken_off(written: str, shown: str) -> None:
    assert person_name(written).shown == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Lord Sample of Felt", "Lord Sample of Felt"),
        ("The Rt Hon the Lord Sample of Felt CBE", "Lord Sample of Felt"),
        ("LORD SAMPLE", "Lord Sample"),
        ("Baron Sample", "Lord Sample"),
        ("Baroness (Ann) Sample", "Baroness Sample"),
        ("Ann Sample, Baroness Sample of Felt", "Baroness Sample of Felt"),
        ("Baroness Sample of Felt, Ann Sample", "Baroness Sample of Felt"),
        ("Lord Sample Conservative Lords Lords", "Lord Sample"),
        ("Lord Sample House of Lords Lab Co-Chair", "Lord Sample"),
        ("The Lord Bishop of Felt", "Bishop of Felt"),
        ("The Earl of Felt", "Earl of Felt"),
        ("Professor Lord Sample FBA", "Lord Sample"),
        ("Baroness Sample P.C.", "Baroness Sample"),
    ],
)
def test_peers_keep_their_whole_title(written: str, shown: str) -> None:
    name = person_name(written)
    assert name.shown == shown
    assert name.peer


def test_honours_are_shown_and_left_out_of_the_id() -> None:
    names = [person_name(n) for n in ("Sir Bo Sample", "Bo Sample MP", "Dr Bo Sample")]
    assert {n.key for n in names} == {"bo-sample"}
    assert [n.shown for n in names] == ["Sir Bo Sample", "Bo Sample", "Dr Bo Sample"]


def test_peers_are_whole_in_the_id_too() -> None:
    assert person_name("The Lord Sample of Felt").key == "lord-sample-of-felt"


def test_a_surname_like_a_title_makes_no_peer() -> None:
    assert not person_name("Ann Baron").peer
    assert not person_name("Bishop").peer


def test_letters_of_parliament_behind_a_name_are_remembered() -> None:
    assert person_name("Ann Sample MP").marked
    assert not person_name("Ann Sample").marked
    assert not person_name("Lord Sample MP").marked


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("Chair & Registered Contact", ("Chair", "registered contact")),
        ("Chair and Registered Contact", ("Chair", "registered contact")),
        ("Vice Chair", ("Vice Chair", "")),
        ("Hon. Secretary", ("Honorary Secretary", "")),
        ("Deputy Convener", ("Deputy Convener", "")),
        ("", ("Officer", "")),
        ("Registered Contact", ("Registered Contact", "")),
    ],
)
def test_offices_are_tidied(role: str, expected: tuple[str, str]) -> None:
    assert office(role) == expected


def test_theyworkforyous_number_comes_first_then_parliaments_then_the_name() -> None:
    name = person_name("Ann Sample")
    assert person_id(name, "7", "99", True) == "person:twfy:7"
    assert person_id(name, "", "99", True) == "person:mnis:99"
    assert person_id(name, "", "", True) == "person:name:ann-sample"
    assert person_id(person_name("!"), "", "", True) == ""


def test_numbers_of_other_parliaments_are_not_westminsters() -> None:
    name = person_name("Ann Sample")
    assert person_id(name, "", "99", False) == "person:name:ann-sample"
    assert person_identifiers("7", "99", True) == ("TWFY-7", "UKPARL-99")
    assert person_identifiers("7", "99", False) == ("TWFY-7",)


def test_a_peers_name_in_a_list_of_peers_lacks_the_title() -> None:
    assert without_title("Lord Sample of Felt") == "Sample of Felt"


@given(st.text(max_size=120))
def test_any_text_gives_a_tidy_name_or_none(text: str) -> None:
    name = person_name(text)
    assert name.shown == " ".join(name.shown.split())
    assert not name.shown.startswith((",", " ", ".")) or not name.key
    assert bool(person_id(name, "", "", True)) == bool(name.key)


@given(
    st.from_regex(r"[A-Z][a-z]{2,9} [A-Z][a-z]{2,9}", fullmatch=True),
    st.sampled_from(["", "Mr ", "Ms ", "Rt Hon ", "The Rt Hon ", "Sir ", "Dame ", "Dr "]),
    st.sampled_from(["", " MP", " M.P.", " CBE MP", " OBE", ", Co-Chair", " (Con)", " Officer"]),
)
def test_a_plain_name_survives_whatever_stands_around_it(
    name: str, before: str, behind: str
) -> None:
    plain = person_name(name)
    assert person_name(before + name + behind).key == plain.key
