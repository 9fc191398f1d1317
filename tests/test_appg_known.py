"""Who is known in an edition, and which number contradicts the name beside it."""

import pytest

from loaders.appg_known import Known, proper_peer
from loaders.appg_people import person_name
from tests.appg_cut import group, listing, member, officer, read


def known(*officers: object, members: tuple[object, ...] = ()) -> Known:
    lists = listing("manual", *members)
    return Known([read(group(officers=list(officers), members_list=lists))])


def test_the_registers_form_of_a_name_is_shown_whatever_lists_say() -> None:
    typed = tuple(member("Robert Sample", number="7") for _ in range(3))
    assert (
        known(officer("Bob Sample", number="7"), members=typed).shown("person:twfy:7", "")
        == "Bob Sample"
    )


def test_without_a_register_the_most_common_form_is_shown() -> None:
    typed = tuple(member(n, number="7") for n in ("Bob Sample", "Bob Sample MP", "Robert Sample"))
    assert known(members=typed).shown("person:twfy:7", "") == "Bob Sample"


def test_a_name_is_known_when_one_person_alone_bears_it() -> None:
    people = known(officer("Ann Sample", number="7"), officer("Bo Felt", number="8"))
    assert people.only(person_name("ANN SAMPLE MP")) == "person:twfy:7"
    assert people.only(person_name("Cy Sample")) == ""


def test_a_name_of_two_people_is_not_known() -> None:
    people = known(officer("Ann Sample", number="7"), officer("Ann Sample", number="8"))
    assert people.only(person_name("Ann Sample")) == ""


def test_a_single_word_is_nobodys_name() -> None:
    assert known(officer("Sample", number="7")).only(person_name("Sample")) == ""


def test_a_numbered_person_outweighs_an_id_made_of_the_same_name() -> None:
    people = known(
        officer("Lord Sample", number="7"), members=(member("Lord (Bo) Sample", "lord"),)
    )
    assert people.only(person_name("Lord Sample")) == "person:twfy:7"


def test_a_peer_is_known_by_the_name_without_title() -> None:
    people = known(officer("Lord Sample of Felt"), officer("Baroness Sample", number="7"))
    assert people.only_peer(person_name("Sample of Felt")) == "person:name:lord-sample-of-felt"
    assert people.only_peer(person_name("Sample")) == "person:twfy:7"
    assert people.only_peer(person_name("Felt")) == ""


@pytest.mark.parametrize(
    ("register", "typed", "contradicts"),
    [
        ("Sir Edward Sample", "Howard Sample", True),
        ("Sir Edward Sample", "Ted Sample", False),
        ("Bob Sample", "Robert Sample", False),
        ("Rebecca Sample", "Rachel Sample", False),
        ("Liz Sample", "Lis Sample", False),
        ("Ann Sample", "Major Ann Sample", False),
        ("Ann Sample", "Ann Sample-Felt", False),
        ("Ann Sample", "Bo Felt", False),
        ("Lord Sample", "Baroness Sample", True),
        ("Lord Sample", "Lord Bo Sample", False),
        ("Earl of Felt", "Lord Felt", False),
        ("Lord Felt", "Bo Sample", False),
        ("Ann Sample", "Sample", False),
    ],
)
def test_a_number_contradicts_another_given_name_or_sex(
    register: str, typed: str, contradicts: bool
) -> None:
    people = known(officer(register, number="7"))
    assert people.contradicts("person:twfy:7", person_name(typed)) is contradicts


def test_an_unknown_number_contradicts_nothing() -> None:
    assert not known().contradicts("person:twfy:7", person_name("Ann Sample"))


@pytest.mark.parametrize(
    ("name", "proper"),
    [
        ("Lord Sample of Felt", True),
        ("Baroness Sample", True),
        ("Bishop of Felt", True),
        ("Lord Stone of", False),
        ("Lord", False),
        ("Ann Sample", False),
        ("Baroness Sample Lord Felt", False),
        ("Lord Sample 7", False),
        ("Lord A B C D E F G H", False),
    ],
)
def test_only_a_whole_title_makes_a_proper_peer(name: str, proper: bool) -> None:
    assert proper_peer(person_name(name)) is proper
