"""What a category of the census stands for, and which stand for no community."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.census_words import (
    BIRTH,
    ETHNIC,
    FAITH,
    HOME_ROW,
    IDENTITY,
    LANGUAGE,
    LANGUAGE_REST,
    MEASURES,
    NOT_HERE,
    PASSPORT,
    REST,
    SEVERAL,
    TOTAL,
    Meaning,
    meaning,
)
from tests.land_cut import gazetteer


def of(table: str, label: str) -> str:
    """The id of the community, or the reason why there is none."""
    found = meaning(table, label, gazetteer())
    return found.id if isinstance(found, Meaning) else found


@pytest.mark.parametrize(
    ("label", "country"),
    [
        ("Africa: South and Eastern Africa: Kenya", "KE"),
        ("Middle East and Asia: South-East Asia: Philippines", "PH"),
        ("Europe: Other Europe: Rest of Europe: Turkey", "TR"),
        ("Eastern Asia: Hong Kong (Special Administrative Region of China)", "HK"),
        ("March 2001: Portugal (including Madeira and the Azores)", "PT"),
        ("March 2001: Spain (including Canary Islands)", "ES"),
        ("North America: United States", "US"),
        ("Southern Africa: Namibia", "NA"),
    ],
)
def test_a_country_of_birth_is_the_community_from_there(label: str, country: str) -> None:
    assert of(BIRTH, label) == f"community:from:{country}"


@pytest.mark.parametrize(
    ("label", "community"),
    [
        ("Asian: Indian or British Indian", "community:from:IN"),
        ("Asian: Bangladeshi, British Bangladeshi", "community:from:BD"),
        ("Asian: Nepali (includes Gurkha)", "community:from:NP"),
        ("Asian: Myanmar or Burmese", "community:from:MM"),
        ("African background: Somali", "community:from:SO"),
        ("African background: Somalilander", "community:from:somaliland"),
        ("White: Cypriot (part not stated)", "community:from:CY"),
        ("White: Greek Cypriot", "community:greek-cypriots"),
        ("White: Gypsy or Irish Traveller", "community:gypsies-travellers"),
        ("White: Kurdish", "community:kurds"),
        ("Asian: Kurdish", "community:kurds"),
        ("Asian: Tamil", "community:tamils"),
        ("Other ethnic group: Sikh", "community:sikhs"),
        ("Asian: Sinhalese", "community:from:LK"),
    ],
)
def test_an_ethnic_group_is_a_people_or_the_people_of_a_country(label: str, community: str) -> None:
    assert of(ETHNIC, label) == community


@pytest.mark.parametrize(
    ("table", "label"),
    [
        (BIRTH, "Europe: Other EU countries"),
        (BIRTH, "South America: All South American countries"),
        (BIRTH, "Africa: Africa not otherwise specified"),
        (ETHNIC, "White: Other Eastern European"),
        (ETHNIC, "Black: African unspecified"),
        (ETHNIC, "White: European Mixed"),
        (ETHNIC, "Any other ethnic group"),
        (PASSPORT, "No passport held"),
        (FAITH, "Religion not stated"),
        (FAITH, "No religion: No religion"),
        (LANGUAGE, "African language: Any other African language"),
        (IDENTITY, "Other identity only: Irish and at least one UK identity"),
    ],
)
def test_a_rest_names_nobody(table: str, label: str) -> None:
    assert of(table, label) == REST


@pytest.mark.parametrize(
    "label",
    ["White: Australian/New Zealander", "Mixed: White and Asian", "Mixed: Chinese and White",
     "Asian: Mauritian/Seychellois/Maldivian/Sao Tomean/St Helenian"],
)  # fmt: skip
def test_several_in_one_row_are_nobodys_count(label: str) -> None:
    assert of(ETHNIC, label) == SEVERAL


@pytest.mark.parametrize(
    ("table", "label"),
    [(BIRTH, "Europe: United Kingdom: Scotland"), (BIRTH, "Europe: United Kingdom"),
     (ETHNIC, "White: Cornish"), (IDENTITY, "UK identity: British only identity"),
     (LANGUAGE, "English (English or Welsh in Wales)"),
     (LANGUAGE, "Welsh or Cymraeg (in England only)"), (LANGUAGE, "Other UK language: Scots")],
)  # fmt: skip
def test_people_of_the_united_kingdom_are_no_diaspora(table: str, label: str) -> None:
    assert of(table, label) == HOME_ROW


@pytest.mark.parametrize(
    ("language", "community"),
    [("Portuguese", "community:speakers:portuguese"), ("Kurdish", "community:kurds"),
     ("Bengali (with Sylheti and Chatgaya)", "community:speakers:bengali"),
     ("British Sign Language", "community:speakers:british-sign-language"),
     ("Northern European language (non EU)", LANGUAGE_REST), ("Caribbean Creole", LANGUAGE_REST)],
)  # fmt: skip
def test_speakers_are_a_community_without_a_country(language: str, community: str) -> None:
    found = meaning(LANGUAGE, f"A family: {language}", gazetteer())
    assert of(LANGUAGE, f"A family: {language}") == community
    assert isinstance(found, str) or found.country is None


def test_faiths_are_those_of_the_gazetteer() -> None:
    assert of(FAITH, "Other religion: Zoroastrian") == "community:zoroastrians"
    assert of(FAITH, "Other religion: Baha'i") == "community:bahais"
    assert of(FAITH, "Other religion: Believe in God") == NOT_HERE


def test_the_name_takes_an_article_where_english_has_one() -> None:
    names = {
        code: found.name
        for code in ("PH", "KE", "US")
        if isinstance(found := meaning(BIRTH, code, gazetteer()), Meaning)
    }
    assert names["PH"] == "People from the Philippines in England and Wales"
    assert names["US"] == "People from the United States in England and Wales"
    assert names["KE"] == "People from Kenya in England and Wales"


@pytest.mark.parametrize("label", ["Total", "Total: All Usual Residents", "All usual residents"])
def test_a_total_is_no_community(label: str) -> None:
    assert of(BIRTH, label) == TOTAL


@given(st.sampled_from(sorted(MEASURES)), st.text(max_size=60))
def test_whatever_a_label_says_it_is_a_community_or_a_reason(table: str, label: str) -> None:
    found = meaning(table, label, gazetteer())
    assert found.name if isinstance(found, Meaning) else found
