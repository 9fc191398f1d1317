"""One group's JSON: what is taken, and what is refused with the place where it stands."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadSource
from graph.policy import has_contacts
from loaders.appg_shape import LIST_LIMIT, NAME_LIMIT, PHRASE_LIMIT, group_of, is_empty_page
from tests.appg_cut import benefit, contact, devolved, group, listing, member, officer, read

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


def refused(given: Any, where: str = "felt.zip, felt/wool.json") -> str:
    with pytest.raises(BadSource) as caught:
        group_of(given, where)
    return str(caught.value)


def test_a_group_is_read_whole() -> None:
    found = read(
        group(
            officers=[officer("Ann Sample", "Chair", "7", mnis_id="99")],
            members_list=listing("manual", member("Bo Sample", "mp", "8")),
            contact_details=contact("Felt Trust acts as the group's secretariat."),
            detailed_benefits=[benefit("Felt Trust", "Dinner", "1,501-3,000")],
            categories=["Other"],
        )
    )
    assert (found.slug, found.parliament.key, found.index) == ("wool", "uk", "260629")
    assert [(o.twfy, o.mnis, o.removed) for o in found.officers] == [("7", "99", False)]
    assert [(m.name, m.twfy) for m in found.members] == [("Bo Sample", "8")]
    assert found.benefits[0].value == "1,501-3,000"
    assert (found.list_method, found.list_checked) == ("manual", "2026-07-16")
    assert found.agm == "2026-01-14"


def test_early_registers_without_a_parliament_are_westminsters() -> None:
    early = group()
    del early["parliament"]
    assert read(early).parliament.key == "uk"


@pytest.mark.parametrize("field", ["slug", "title", "officers"])
def test_a_missing_field_is_named_with_the_file(field: str) -> None:
    broken = group()
    del broken[field]
    message = refused(broken)
    assert f"'{field}'" in message
    assert "felt.zip, felt/wool.json" in message


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", 7),
        ("title", ["wool"]),
        ("officers", "Ann"),
        ("officers", {"name": "Ann"}),
        ("officers", ["Ann"]),
        ("officers", [{"name": 7}]),
        ("officers", [{"role": "Chair"}]),
        ("members_list", []),
        ("members_list", {"members": 7}),
        ("members_list", {"source_method": "guessed"}),
        ("members_list", {"source_url": [7]}),
        ("contact_details", "Ann"),
        ("contact_details", {"website": "https://wool.example.org"}),
        ("contact_details", {"website": {"url": 7}}),
        ("detailed_benefits", {"Source": "Felt"}),
        ("detailed_benefits", [{"Source": 7}]),
        ("detailed_benefits", [{"Value £s": 7}]),
        ("agm", "2026"),
        ("categories", [7]),
        ("parliament", "moon"),
        ("slug", "Wool Group"),
        ("slug", "../wool"),
        ("slug", "w" * 201),
        ("purpose", 7),
    ],
)
def test_a_field_of_the_wrong_type_is_refused(field: str, value: object) -> None:
    assert "felt.zip, felt/wool.json" in refused(group() | {field: value})


@pytest.mark.parametrize("value", [None, 7, "wool", [], ["wool"], {"wool": 1}])
def test_json_of_another_shape_is_refused(value: object) -> None:
    assert "group" in refused(value)


def test_the_numbered_place_of_a_wrong_entry_is_told() -> None:
    people = [officer("Ann Sample"), officer("Bo Sample", removed="no")]
    assert "officers 2" in refused(group(officers=people))


def test_a_name_of_ten_thousand_characters_is_refused_in_one_clear_line() -> None:
    message = refused(group(officers=[officer("A" * 10_000)]))
    assert "10000 characters" in message
    assert "\n" not in message


@pytest.mark.parametrize(
    "given",
    [
        group(title="A" * (NAME_LIMIT + 1)),
        group(members_list=listing("manual", member("A" * (NAME_LIMIT + 1)))),
        group(detailed_benefits=[benefit("A" * (NAME_LIMIT + 1))]),
        group(detailed_benefits=[benefit("Felt", "A" * (PHRASE_LIMIT + 1))]),
        group(contact_details=contact("A" * (PHRASE_LIMIT + 1))),
        group(officers=[officer("Ann")] * (LIST_LIMIT + 1)),
    ],
    ids=["title", "member", "source", "description", "secretariat", "list"],
)
def test_what_is_too_long_is_refused(given: dict[str, Any]) -> None:
    assert "more than" in refused(given)


def test_names_of_the_greatest_length_are_taken() -> None:
    assert len(read(group(title="A" * NAME_LIMIT)).title) == NAME_LIMIT


def test_null_stands_for_nothing() -> None:
    nothing = group(
        purpose=None,
        category=None,
        members_list=None,
        contact_details=None,
        agm=None,
        detailed_benefits=None,
        categories=None,
        source_url=None,
        officers=None,
    )
    found = read(nothing)
    assert (found.purpose, found.secretariat, found.website, found.agm) == ("", "", "", "")
    assert (found.officers, found.members, found.benefits) == ((), (), ())
    assert found.list_method == "empty"


def test_texts_are_tidied() -> None:
    assert read(group(title=" Wool &amp;\u200b  Felt ")).title == "Wool & Felt"


def test_contact_details_are_dropped_from_every_text() -> None:
    found = read(group(purpose="To weave. Write to ann@example.org or ring 020 7219 0000 today."))
    assert "weave" in found.purpose
    assert not has_contacts(found.purpose)


def test_ids_of_another_form_are_no_ids() -> None:
    odd = officer("Ann Sample", twfy_id="person/7", mnis_id="x9")
    (found,) = read(group(officers=[odd])).officers
    assert (found.twfy, found.mnis) == ("", "")


def test_dates_that_are_none_are_empty() -> None:
    found = read(group(agm={"date_of_most_recent_agm": "last spring"}))
    assert found.agm == ""


def test_a_search_that_people_added_to_still_counts_as_a_search() -> None:
    assert (
        read(group(members_list={"source_method": "ai_search_with_manual"})).list_method
        == "ai_search"
    )


def test_one_source_address_may_stand_alone() -> None:
    lists = {"source_url": "https://wool.example.org/members", "source_method": "manual"}
    assert read(group(members_list=lists)).list_urls == ("https://wool.example.org/members",)


@pytest.mark.parametrize(
    "url", ["None", "", "javascript:alert(1)", "https://a b", 'https://x"y', "ftp://wool"]
)
def test_what_is_no_web_address_is_dropped(url: str) -> None:
    assert read(group(contact_details=contact(None, url))).website == ""


def test_welsh_files_are_the_senedds() -> None:
    found = read(devolved("wool", "senedd-cy"))
    assert (found.parliament.key, found.language) == ("senedd", "cy")


def test_of_two_files_the_one_with_numbers_and_members_is_the_richer() -> None:
    bare = read(group(officers=[officer("Ann Sample")]))
    numbered = read(group(officers=[officer("Ann Sample", number="7")]))
    assert numbered.richness > bare.richness


def test_a_page_that_was_scraped_in_vain_is_told_from_a_broken_one() -> None:
    empty = group(title="", purpose=None)
    assert is_empty_page(empty)
    assert not is_empty_page(group(title="", officers=[officer("Ann Sample")]))
    assert not is_empty_page(group())


def refusal(given: Any) -> str:
    """The words of the refusal; empty where the group was read."""
    try:
        return "" if group_of(given, "x.json").title else "no title"
    except BadSource as error:
        return str(error)


@given(JSON)
def test_no_json_does_anything_but_be_read_or_be_refused(value: Any) -> None:
    assert "x.json" in refusal(value)


@given(st.sampled_from(sorted(group())), JSON)
def test_a_group_with_any_one_field_replaced_is_read_or_refused(field: str, value: Any) -> None:
    words = refusal(group() | {field: value})
    assert not words or "x.json" in words
