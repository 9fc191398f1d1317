"""Bodies and private persons told apart by their names."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from loaders.private_people import (
    GIVEN_NAMES,
    is_body,
    may_be_private,
    names_body,
    starts_like_person,
)


@pytest.mark.parametrize(
    "name",
    [
        "Glen Sampleton",
        "Rita Sample",
        "Mary-Ann Sample",
        "Dr Quill Sample",
        "Cllr Quill Sample",
        "Sir Quill Sample",
        "Bruno Sample, in the Office of Lord Felt",
        "Sophie Sample, Office of Ann Body MP",
    ],
)
def test_names_of_people_may_be_private(name: str) -> None:
    assert may_be_private(name)


@pytest.mark.parametrize(
    "name",
    [
        "Glen Sampleton Consulting Ltd",
        "Harry's Wool Trust",
        "Office of Public Affairs, Felt Community",
        "Anthony Nolan",
        "Leigh Day",
        "Wool",
        "Molton Sample",
        "Mary for Wool",
        "Rose & Felt",
        "Felt 360",
        "National Felt Union of Weavers",
        "",
    ],
)
def test_names_of_bodies_are_not(name: str) -> None:
    assert not may_be_private(name)


def test_a_charity_named_after_a_person_is_known_by_its_address() -> None:
    assert may_be_private("Ruth Sampleton", "https://ruthsampleton.co.uk/")
    assert not may_be_private("Ruth Sampleton", "https://www.ruthsampleton.org/")
    assert not may_be_private("Ruth Sampleton", "https://ruthsampleton.org.uk/felt")


@pytest.mark.parametrize(
    "name",
    ["Felt Trust", "Wool", "FELT", "BMT Weavers", "Dogs for Felt", "Francis Sample Institute"],
)
def test_sure_bodies_in_mixed_lists(name: str) -> None:
    assert is_body(name)


@pytest.mark.parametrize(
    "name",
    [
        "Xu Quillon",
        "Xu Quillon MP",
        "Quill Sample OBE",
        "Professor Felt Sample",
        "Ann Sample",
        "Quill Sample Jr",
        "",
        "w " * 20,
    ],
)
def test_what_is_not_surely_a_body_in_mixed_lists(name: str) -> None:
    assert not is_body(name)


def test_a_word_inside_another_is_no_sign_of_a_body() -> None:
    assert not names_body("Trusty Unionson")
    assert names_body("felt trust")
    assert names_body("M+F Weavers")


def test_given_names_and_forms_of_address_start_a_person() -> None:
    assert starts_like_person("Fiona Sample FELT")
    assert starts_like_person("Dr Quill")
    assert not starts_like_person("Felt Fiona")


def test_given_names_are_folded_single_words() -> None:
    assert all(name.isascii() and name.isalpha() and name.islower() for name in GIVEN_NAMES)
    assert not GIVEN_NAMES & {"grant", "hope", "leigh", "wool"}


@given(st.sampled_from(sorted(GIVEN_NAMES)), st.from_regex(r"[A-Z][a-z]{3,8}ley", fullmatch=True))
def test_every_given_name_with_a_family_name_may_be_private(given_name: str, family: str) -> None:
    assert may_be_private(f"{given_name.title()} {family}")


@given(st.text(max_size=80), st.text(max_size=40))
@example("ED{A", "")
def test_no_text_breaks_the_tests_of_names(name: str, website: str) -> None:
    assert may_be_private(name, website) in (True, False)
    assert not (is_body(name) and may_be_private(name, "") and not names_body(name))
