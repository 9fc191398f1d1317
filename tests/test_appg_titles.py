"""Titles: mended, cut to their subject, and shortened as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.appg_sources import NORTHERN_IRELAND, SCOTLAND, SENEDD, WESTMINSTER
from loaders.appg_titles import clean_title, short_names, subject


@pytest.mark.parametrize(
    ("title", "mended"),
    [
        ("All-Partly Parliamentary Group on Felt", "All-Party Parliamentary Group on Felt"),
        ("All Party Parliamentary Group for Felt", "All-Party Parliamentary Group for Felt"),
        ("All-Party group on Felt", "All-Party group on Felt"),
        ("Wool - Cross Party Group", "Wool - Cross Party Group"),
        ("All Party Dresses Parliamentary Group", "All Party Dresses Parliamentary Group"),
    ],
)
def test_only_slips_in_the_common_phrase_are_mended(title: str, mended: str) -> None:
    assert clean_title(title) == mended


@pytest.mark.parametrize(
    ("title", "about"),
    [
        ("All-Party Parliamentary Group on Felt", "Felt"),
        ("All-Party Parliamentary Group for the Felt Industry", "the Felt Industry"),
        ("All-Party Parliamentary Group Against Moths", "Moths"),
        ("All-Party Parliamentary Group Felt and Wool", "Felt and Wool"),
        ("Felt All-Party Parliamentary Group", "Felt"),
        ("All-Party Parliamentary Felt and Wool Group", "Felt and Wool"),
        ("All-Party Group on Felt", "Felt"),
        (
            "Parliamentary and Woollen Committee (an All-Party Parliamentary Group)",
            "Parliamentary and Woollen Committee",
        ),
        ("Cross-Party Group in the Scottish Parliament on Felt", "Felt"),
        ("Felt and Wool - Cross Party Group", "Felt and Wool"),
        ("Ffelt- Grwp Trawsbleidiol", "Ffelt"),
        ("Some other title", "Some other title"),
    ],
)
def test_the_subject_of_every_known_form_is_found(title: str, about: str) -> None:
    assert subject(title) == about


def test_short_names_are_those_that_people_write() -> None:
    title = "All-Party Parliamentary Group for Felt"
    assert short_names(title, WESTMINSTER) == ("APPG for Felt", "APPG on Felt")


def test_a_group_between_britain_and_a_land_is_also_found_by_the_land() -> None:
    names = short_names("All-Party Parliamentary Group on UK-Ruritania", WESTMINSTER)
    assert names == ("APPG on Ruritania", "APPG on UK-Ruritania")
    assert "APPG on Ruritania" in short_names(
        "Britain-Ruritania All-Party Parliamentary Group", WESTMINSTER
    )


def test_devolved_short_names_tell_the_parliament_so_that_no_two_groups_share_one() -> None:
    names = {
        *short_names("Cross-Party Group in the Scottish Parliament on Felt", SCOTLAND),
        *short_names("Felt - Cross Party Group", SENEDD),
        *short_names("All-Party Group on Felt", NORTHERN_IRELAND),
        *short_names("All-Party Parliamentary Group on Felt", WESTMINSTER),
    }
    assert names == {
        "CPG on Felt (Scottish Parliament)",
        "CPG on Felt (Senedd)",
        "APG on Felt (Northern Ireland Assembly)",
        "APPG on Felt",
    }


def test_a_title_of_no_known_form_has_no_short_name() -> None:
    assert short_names("Friends of Felt", WESTMINSTER) == ()


@given(st.text(max_size=200))
def test_any_text_gives_a_subject_and_mending_twice_changes_nothing_more(title: str) -> None:
    mended = clean_title(title)
    assert clean_title(mended) == mended
    assert subject(title) or not title.strip() or title.strip("() -")
    assert all(name.strip() for name in short_names(title, WESTMINSTER))


@given(st.from_regex(r"[A-Z][a-z]{2,8}( [A-Z][a-z]{2,8}){0,3}", fullmatch=True))
def test_whatever_a_group_is_about_all_three_forms_agree(about: str) -> None:
    forms = (
        f"All-Party Parliamentary Group on {about}",
        f"{about} All-Party Parliamentary Group",
        f"All-Party Parliamentary {about} Group",
    )
    assert {subject(form) for form in forms} == {about}
