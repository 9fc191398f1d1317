"""Names of bodies: asides taken off, lists taken apart, and names with an "and" kept whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.appg_bodies import (
    NAME_LENGTH,
    body_name,
    is_short_form,
    joint_bodies,
    listed_bodies,
    tidy,
)


@pytest.mark.parametrize(
    ("written", "name", "note"),
    [
        ("Wool Trust (part of the Felt Group)", "Wool Trust", "part of the Felt Group"),
        ("Wool Trust (trade association)", "Wool Trust", "trade association"),
        ("Wool Trust via Felt Trust (2 year grant)", "Wool Trust", "2 year grant; via Felt Trust"),
        ("Wool Body (via Felt Limited)", "Wool Body", "via Felt Limited"),
        (
            "University of Wool (Felt and Fur Department)",
            "University of Wool",
            "Felt and Fur Department",
        ),
        ("the Wool Trust", "Wool Trust", ""),
        ("The Wool Trust", "The Wool Trust", ""),
        ("Wool Trust, ", "Wool Trust", ""),
        ("Wool Pharma (UK)", "Wool Pharma (UK)", ""),
        ("Wool Pharma (UK) Limited", "Wool Pharma (UK) Limited", ""),
        ("The Lady Wool (A.S.) Trust", "The Lady Wool (A.S.) Trust", ""),
        ("Wool & (In)Security Project", "Wool & (In)Security Project", ""),
        ("Wool Alliance (WA}", "Wool Alliance", ""),
        ("do Wool.", "do Wool.", ""),
        ("(Wool)", "Wool", ""),
    ],
)
def test_asides_are_taken_off_and_kept_as_a_note(written: str, name: str, note: str) -> None:
    found = body_name(written)
    assert (found.name, found.note) == (name, note)


@pytest.mark.parametrize(
    ("written", "aliases"),
    [
        ("Wool Industry Group (WIG)", ("WIG", "Wool Industry Group (WIG)")),
        ("WIG (Wool Industry Group)", ("WIG (Wool Industry Group)", "Wool Industry Group")),
        ("Wool Trust (formerly the Felt Trust)", ("Felt Trust",)),
        ("Wool Trust Limited (known as Wooly)", ("Wooly",)),
        ("Wool Project (WP) at Felt College", ("WP", "Wool Project (WP) at Felt College")),
        ("Wool Trust (XYZ)", ()),
    ],
)
def test_short_forms_and_former_names_are_other_names(
    written: str, aliases: tuple[str, ...]
) -> None:
    assert body_name(written).aliases == aliases


def test_spellings_that_differ_in_case_and_marks_share_an_id() -> None:
    spellings = ("Search For Wool", "Search for Wool", "search-for-wool", "Search  for Wool.")
    assert {body_name(s).id for s in spellings} == {"org:name:search-for-wool"}


def test_a_name_without_letters_has_no_id() -> None:
    assert body_name("&").id == ""
    assert body_name("").id == ""


def test_very_long_names_are_cut() -> None:
    assert len(body_name("wool " * 100).name) <= NAME_LENGTH


@pytest.mark.parametrize(
    ("short", "name", "fits"),
    [
        ("WIG", "Wool Industry Group", True),
        ("WineWool", "Wines of Great Wool", True),
        ("DNDi", "Drugs for Neglected Diseases initiative", True),
        ("UEL", "Wool Inclusive Research", False),
        ("W", "Wool Group", False),
        ("WG", "Wool", False),
    ],
)
def test_an_abbreviation_follows_the_letters_of_its_name(short: str, name: str, fits: bool) -> None:
    assert is_short_form(short, name) is fits


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Wool Trust", ["Wool Trust"]),
        ("Wool Trust and Felt Trust", ["Wool Trust", "Felt Trust"]),
        ("Wool, Felt, and Silk", ["Wool", "Felt", "Silk"]),
        ("Wool; Felt and Fur Company; Silk", ["Wool", "Felt and Fur Company", "Silk"]),
        ("Woolio and Feltra", ["Woolio", "Feltra"]),
        ("Institute of Wooling and Technology", ["Institute of Wooling and Technology"]),
        (
            "Wool, Association of Private Spinneries and Dyeries",
            ["Wool", "Association of Private Spinneries and Dyeries"],
        ),
        ("Economic and Social Wool Council", ["Economic and Social Wool Council"]),
        ("Wales and West Utilities", ["Wales and West Utilities"]),
        ("Simmons and Simmons", ["Simmons and Simmons"]),
        (
            "Wool Foundation and UK Institute for Skills and Strategy",
            ["Wool Foundation", "UK Institute for Skills and Strategy"],
        ),
        ("Chamber of Commerce and Industry", ["Chamber of Commerce and Industry"]),
        ("Wool Academy and the Felt Council", ["Wool Academy", "Felt Council"]),
        (
            "University of Wool (Fur and Felt Department) and University of Silk",
            ["University of Wool (Fur and Felt Department)", "University of Silk"],
        ),
        ("Wool (Policy, Research), Felt", ["Wool (Policy, Research)", "Felt"]),
        (
            "Society of Spinners and Weavers and Felt UK",
            ["Society of Spinners and Weavers", "Felt UK"],
        ),
        ("", []),
        (" , ,", []),
    ],
)
def test_lists_are_parted_between_names_and_not_inside_them(text: str, names: list[str]) -> None:
    assert listed_bodies(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Wool Trust, The Ramblers and Paddle Wool", ["Wool Trust", "The Ramblers", "Paddle Wool"]),
        ("Spinners and Weavers", ["Spinners", "Weavers"]),
        ("Wool Trust", ["Wool Trust"]),
        ("Wool, Felt and Silk Trust", ["Wool", "Felt", "Silk Trust"]),
    ],
)
def test_bodies_that_act_jointly_are_at_least_two(text: str, names: list[str]) -> None:
    assert joint_bodies(text) == names


NAMES = st.from_regex(r"[A-Z][a-z]{2,7} (Trust|Council|UK|Ltd|Network)", fullmatch=True)


@given(
    st.lists(NAMES, min_size=2, max_size=6, unique=True), st.sampled_from([" and ", ", and ", ", "])
)
def test_a_list_of_plain_names_is_taken_apart_again(names: list[str], last: str) -> None:
    text = ", ".join(names[:-1]) + last + names[-1]
    assert listed_bodies(text) == names


@given(st.text(alphabet='aA b,;()&.-’\n"and', max_size=120))
def test_no_text_gives_an_empty_name(text: str) -> None:
    for names in (listed_bodies(text), joint_bodies(text)):
        assert all(name == tidy(name) for name in names)
        assert all(names)
    found = body_name(text)
    assert bool(found.id) == any(c.isalnum() for c in found.name)
    assert found.name not in found.aliases


@given(st.text(max_size=200))
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
