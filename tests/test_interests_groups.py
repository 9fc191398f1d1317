"""Texts that members typed for groups: each trap of the register, and nothing ever guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.interests_groups import GroupTexts
from tests.interests_made import GAZETTEER, GROUPS


def ids(text: str) -> list[str]:
    return [group.id.removeprefix("appg:uk:") for group in GROUPS.read(text).groups]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("APPG for Tibet", "tibet"),
        ("Tibet APPG", "tibet"),
        ("APPG GIBRALTAR", "gibraltar"),
        ("All-Party Parliamentary Group on Cuba", "cuba"),
        ("All Party Parliamentary Group on Ukraine", "ukraine"),
        ("Ukraine", "ukraine"),
        ("All-Party Parliamentary Beer Group", "beer"),
        ("Parliamentary and Scientific Committee APPG", "scientific"),
        ("The British-Taiwanese APPG", "taiwan"),
        ("APPG Taiwan", "taiwan"),
        ("APPG for Renewable & Sustainable Energy", "renewable-and-sustainable-energy"),
        ("Rugby Union Football Club", "rugby-union-football-club"),
        ("All Party Parliamentary Commons and Lords Rugby Union Football Club",
         "rugby-union-football-club"),
        ("APPG on Population and Drums (PRASEG)", ""),
    ],
)  # fmt: skip
def test_a_title_in_any_usual_form_tells_its_group(text: str, group: str) -> None:
    assert ids(text) == ([group] if group else [])


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Albania and Kosovo", "kosovo-and-albania"),
        ("Kosovo & Albania", "kosovo-and-albania"),
        ("APPG Aviation, Aerospace and Travel (This was in my time)",
         "aviation-travel-and-aerospace"),
        ("UAE APPG", "united-arab-emirates"),
    ],
)  # fmt: skip
def test_the_words_of_a_title_in_another_order_and_a_countrys_short_name_tell_it(
    text: str, group: str
) -> None:
    assert ids(text) == [group]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("AAPG Gibraltar", "gibraltar"),
        ("APP Taiwan", "taiwan"),
        ("APPG for Cyrpus", "cyprus"),
        ("Explosives Weapons and their Impact", "explosive-weapons-and-their-impact"),
        ("F1 APPG", "formula-1-and-motorsport"),
        ("PRASEG", "renewable-and-sustainable-energy"),
        ("AMR APPG", "antimicrobial-resistance"),
        ("APPG for Racing", "racing-and-bloodstock"),
        ("Switzerland", "switzerland-and-liechtenstein"),
        ("APPG for Switzerland", "switzerland-and-liechtenstein"),
        ("APPG on Turkey", "turkey"),
        ("All Parliamentary China Group (which I Chair)", "china"),
        ("APPG for the Freedom of Religious Belief.",
         "international-freedom-of-religion-or-belief"),
    ],
)  # fmt: skip
def test_what_only_a_person_can_read_was_read_by_one(text: str, group: str) -> None:
    assert ids(text) == [group]
    assert GROUPS.read(text).by == "by a person's reading"


def test_two_groups_in_one_text_are_two() -> None:
    assert ids("Global Health and Security APPG; AMR APPG") == [
        "global-health-and-security", "antimicrobial-resistance",
    ]  # fmt: skip
    assert ids("International Conservation and Sustainable Finance") == [
        "international-conservation", "sustainable-finance",
    ]  # fmt: skip


def test_one_unknown_of_two_does_not_hide_the_other() -> None:
    reading = GROUPS.read("Tibet APPG; APPG on Drums")
    assert [group.id for group in reading.groups] == ["appg:uk:tibet"]
    assert reading.unknown == ("APPG on Drums",)


@pytest.mark.parametrize(
    "text",
    [
        "UK Trade and Business Commission",
        "As part of a cross party delegation of MPs attending 12th Senior Leader's Forum",
    ],
)
def test_a_text_that_means_no_group_is_told_as_such(text: str) -> None:
    reading = GROUPS.read(text)
    assert reading.no_group
    assert not reading.groups
    assert not reading.unknown


@pytest.mark.parametrize(
    "text",
    [
        "APPG on Global Health",
        "Population, Development & Reproductive Health",
        "Climate and Nature",
        "APPG on Britain-Pakistan Trade and Tourism",
        "APPG for Tibett",
        "Ukrain",
        "APPG",
        "APPG on the",
        "?",
        "South Sudan",
    ],
)
def test_what_is_not_certain_is_never_guessed(text: str) -> None:
    reading = GROUPS.read(text)
    assert reading.groups == ()
    assert reading.unknown == (text,)


def test_likeness_of_letters_leads_nowhere() -> None:
    assert "ukraine" not in ids("APPG for Racing")
    assert "thailand" not in ids("APPG Taiwan")
    assert "netherlands" not in ids("Switzerland")


def test_every_text_that_a_person_read_leads_to_a_group_with_a_title() -> None:
    for text in GROUPS._read:
        reading = GROUPS.read(text)
        assert reading.by == "by a person's reading", text
        assert all(group.title.strip() for group in reading.groups), text


def test_a_text_that_means_two_groups_equally_means_neither() -> None:
    register = [
        {"id": "appg:uk:a", "name": "All-Party Parliamentary Group on Drums", "alias": ""},
        {"id": "appg:uk:b", "name": "All-Party Parliamentary Group for Drums", "alias": ""},
    ]
    groups = GroupTexts(register, [], GAZETTEER)
    assert groups.read("Drums APPG").groups == ()
    assert groups.read("APPG b").groups[0].id == "appg:uk:b"


def test_a_text_says_itself_that_it_names_a_group() -> None:
    assert GROUPS.names_group("APPG Japan")
    assert GROUPS.names_group("All Party Parliamentary China Group")
    assert not GROUPS.names_group("British-American Parliamentary Group")


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    reading = GROUPS.read(text)
    assert reading.groups or reading.no_group or reading.unknown
