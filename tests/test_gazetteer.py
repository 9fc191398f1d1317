"""What the gazetteer reads in titles and cells, and what it must refuse."""

import csv
import json
import re
import zipfile
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.text import fold
from loaders.gazetteer import Gazetteer, Place, Theme, load_gazetteer

GAZETTEER = load_gazetteer()
with files("loaders").joinpath("reference", "country_words.csv").open(encoding="utf-8") as words:
    NEEDS_CARE = {
        row["phrase"]
        for row in csv.DictReader(words)
        if row["rule"] in ("capital", "wary", "table only")
    }
LONG_NAMES = [
    place.name
    for place in GAZETTEER.places
    if len(place.name.removeprefix("The ")) > 4
    and not place.name.isupper()
    and fold(place.name) not in NEEDS_CARE
]
GLUE = [" and ", " of ", ", ", "-", "/", "'s ", ". ", " the ", " (", ") ", " & "]


def ids(text: str) -> list[str]:
    return [match.id for match in GAZETTEER.match(text)]


def title_ids(text: str) -> list[str]:
    return [match.id for match in GAZETTEER.match_title(text)]


def name_id(text: str) -> str | None:
    place = GAZETTEER.by_name(text)
    return place.id if place else None


# APP: All-Party Parliamentary; the ids without their 'country:'.
GOLDEN = {
    "APP Group for Australia and New Zealand (ANZAC) and the Pacific Islands": (
        "AU NZ pacific-islands"
    ),
    "APP Group for Bosnia and Herzegovina": "BA",
    "APP Group for Freedom and Democracy in Belarus": "BY",
    "APP Group for Sudan and South Sudan": "SD SS",
    "APP Group for Türkiye": "TR",
    "APP Group for the Commonwealth": "commonwealth",
    "APP Group on Burma": "MM",
    "APP Group on Central Asia": "central-asia",
    "APP Group on Georgia": "GE",
    "APP Group on Iranian Kurdistan": "iranian-kurdistan",
    "APP Group on Kosovo and Albania": "XK AL",
    "APP Group on Latin America": "latin-america",
    "APP Group on Nordic Countries": "nordic",
    "APP Group on North Macedonia": "MK",
    "APP Group on Switzerland and Liechtenstein": "CH LI",
    "APP Group on UK-Israel": "IL",
    "APP Group on West Papua": "west-papua",
    "APP Group on the Crown Dependencies and British Overseas Territories": (
        "crown-dependencies british-overseas-territories"
    ),
    "APP Group on the Kurdistan Region in Iraq": "iraqi-kurdistan",
    "APP Group on the Republic of Korea": "KR",
    "APP Group on the Turkish Republic of Northern Cyprus": "northern-cyprus",
    "APP Jordan Group": "JO",
    "Britain-Palestine APP Group": "PS",
    "British-Taiwanese APP Group": "TW",
    "Chagos Islands (British Indian Ocean Territory) APP Group": "IO",
    "Channel Islands APP Group": "channel-islands",
    "Iraq  APP Group": "IQ",
    "Ireland and the Irish in Britain APP Group": "IE",
    "Isle of Man (Manx) APP Group": "IM",
}

# Every subject group of the register of 29 June 2026 that names a place or people, read by eye.
SUBJECTS = {
    "afghan-women-and-girls": "country:AF",
    "afrikan-reparations": "country:africa",
    "ahmadiyya-muslim-community": "community:ahmadiyya",
    "australia-united-kingdom-and-united-states-of-america-aukus": (
        "country:AU country:US country:aukus"
    ),
    "bahai-faith": "community:bahais",
    "british-hindus": "community:hindus",
    "british-jews": "community:jews",
    "british-muslims": "community:muslims",
    "british-sikhs": "community:sikhs",
    "christianity-in-the-holy-land": "community:christians country:holy-land",
    "christians-in-parliament": "community:christians",
    "east-midlands": "place:east-midlands",
    "east-of-england": "place:east-of-england",
    "cafod": "community:catholics",
    "south-west": "place:south-west",
    "gypsies-travellers-and-roma": "community:gypsies-travellers community:roma",
    "hazaras": "community:hazaras",
    "holy-see": "country:VA",
    "hospitality-events-major-food-and-drink-businesses-in-wales": "place:wales",
    "humanist": "community:humanists",
    "indian-traditional-sciences": "country:IN",
    "kurds": "community:kurds",
    "london": "place:london",
    "north-east": "place:north-east",
    "pakistani-minorities": "country:PK",
    "sexual-and-reproductive-health-in-the-uk": "country:GB",
    "south-east": "place:south-east",
    "southeast-and-gatwick-diamond-growth-gateway": "place:south-east",
    "tamils": "community:tamils",
    "tidy-britain": "country:GB",
    "uk-ukraine-one-hundred-year-partnership-agreement": "country:UA",
    "uyghurs": "community:uyghurs",
    "west-midlands": "place:west-midlands",
    "wine-of-great-britain": "country:GB",
    "yorkshire-and-northern-lincolnshire": "place:yorkshire-and-the-humber",
}


FALSE_FRIENDS = """
Male suicide | and, in, is, no, it, us, to, so | The End of Life
turkey and oman in small letters | HELP US GROW | F.O.C.U.S. | Georgia Smith Trust
Michael Jordan | Lord Ireland | Baroness Scotland | St Chad's church | St Helena Hospice
St Vincent de Paul Society | St Germans Women's Institute | Refugee Family Reunion
Benin Bronzes | Guinea pigs | French bulldog | Turkey Farmers | nail polish | New Jersey
The Georgian Group | Prince of Wales | Great Holland | Holland-on-Sea | Ben Nevis
Closing the Guantanamo Bay Detention Facility | Magnitsky Sanctions
Commonwealth War Graves Commission | Foreign, Commonwealth and Development Office
Islamic and Ethical Finance | Congolese, Dominican and Guinean | the Congo
Indiana and Romansh | Food to Go | South. East
"""


@pytest.mark.parametrize(("title", "expected"), GOLDEN.items())
def test_title_names_the_places_a_reader_sees(title: str, expected: str) -> None:
    found = title_ids(title.replace("APP", "All-Party Parliamentary"))
    assert found == [f"country:{place}" for place in expected.split()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bangladesh's food", ["country:BD"]),
        ("BANGLADESH'S FOOD", ["country:BD"]),
        ("Côte d’Ivoire", ["country:CI"]),
        ("COTE D'IVOIRE", ["country:CI"]),
        ("Tu\u0308rkiye", ["country:TR"]),
        ("Bosnia & Herzegovina", ["country:BA"]),
        ("St. Lucia", ["country:LC"]),
        ("D.R. Congo", ["country:CD"]),
        ("the U.S. and the U.K.", ["country:US", "country:GB"]),
        ("Papua New Guinea/West Papua", ["country:PG", "country:west-papua"]),
        ("Guinea-Bissau, Guinea", ["country:GW", "country:GN"]),
        ("Niger and Nigeria", ["country:NE", "country:NG"]),
        ("Nigerien and Nigerian", ["country:NE", "country:NG"]),
        ("Dominica and the Dominican Republic", ["country:DM", "country:DO"]),
        ("Northern Ireland", ["place:northern-ireland"]),
        ("Republic of Ireland", ["country:IE"]),
        ("Western Sahara", ["country:EH"]),
        ("Central African Republic", ["country:CF"]),
        ("Kenyans, Poles and Filipinas", ["country:KE", "country:PL", "country:PH"]),
        ("Sri Lankans", ["country:LK"]),
        ("West Indian", ["country:caribbean"]),
        ("American Indians", ["community:native-americans"]),
        ("Arab-British understanding", ["country:arab-world", "country:GB"]),
        ("African and Caribbean women", ["community:african-caribbean"]),
        ("Gypsy, Roma and Traveller", ["community:gypsies-travellers", "community:roma"]),
        ("Greek Cypriot and Turkish", ["community:greek-cypriots", "country:TR"]),
        ("_Mali_ #Ghana", ["country:ML", "country:GH"]),
        ("South-East Asian", ["country:south-east-asia"]),
        ("North East of Scotland", ["place:scotland"]),
        ("Gulf of Mexico and the Gulf", ["country:gulf"]),
    ],
)
def test_longest_known_phrase_wins(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


@pytest.mark.parametrize("text", re.split(r" \| |\n", FALSE_FRIENDS.strip()))
def test_false_friend_is_refused(text: str) -> None:
    assert ids(text) == []


def test_korea_alone_does_not_say_which_state() -> None:
    assert ids("Korea") == ["country:korea"]


def test_capital_makes_an_ordinary_word_a_place() -> None:
    assert ids("Turkey, Chad and Jersey") == ["country:TR", "country:TD", "country:JE"]


def test_given_name_stays_a_country_beside_a_group_word() -> None:
    assert ids("Support Jordan Community Network") == ["country:JO"]


def test_compass_point_gives_way_to_the_place_after_it() -> None:
    assert ids("North East London") == ["place:london"]


def test_spaced_dash_parts_two_names() -> None:
    assert ids("Papua – New Zealand") == ["country:NZ"]


def test_match_points_at_its_words_without_the_possessive() -> None:
    (match,) = GAZETTEER.match("On Wales's and nobody's behalf")
    assert (match.phrase, match.start, match.end, match.via) == ("Wales", 3, 8, "name")


def test_match_says_whether_name_alias_or_demonym_was_read() -> None:
    found = GAZETTEER.match("Myanmar, Burma, Burmese")
    assert [match.via for match in found] == ["name", "alias", "demonym"]


def test_uk_is_dropped_beside_another_place() -> None:
    assert title_ids("UK and Ukraine") == ["country:UA"]


@pytest.mark.parametrize("title", ["British Buses", "UK Spirits APPG", "APPG on UK Food Security"])
def test_british_before_a_subject_is_the_home_side(title: str) -> None:
    assert title_ids(title) == []


@pytest.mark.parametrize(
    "title", ["Tidy Britain APPG", "Health in the UK", "Health in the UK APPG"]
)
def test_uk_standing_alone_is_what_the_title_is_about(title: str) -> None:
    assert title_ids(title) == ["country:GB"]


def test_parliament_that_a_group_sits_in_is_not_its_subject() -> None:
    assert title_ids("Cross-Party Group in the Scottish Parliament on India") == ["country:IN"]


def test_title_names_each_place_once() -> None:
    assert title_ids("Ireland and the Irish") == ["country:IE"]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("NA", "country:NA"),
        ("NAM", "country:NA"),
        ("na", None),
        ("KEN", "country:KE"),
        ("Ken", None),
        ("XK", "country:XK"),
        ("UK", "country:GB"),
        ("The Gambia", "country:GM"),
        (" türkiye ", "country:TR"),
        ("Congo", "country:CG"),
        ("Congo (Democratic Republic)", "country:CD"),
        ("Reunion", "country:RE"),
        ("Micronesia, Federated States of", "country:FM"),
        ("Spain (including Canary Islands)", "country:ES"),
        ("Somali", "country:SO"),
        ("Congolese", None),
        ("", None),
        ("Kenya and Uganda", None),
    ],
)
def test_cell_is_read_whole(cell: str, expected: str | None) -> None:
    assert name_id(cell) == expected


def test_unknown_lists_the_names_that_are_missing() -> None:
    assert GAZETTEER.unknown(["Kenya", "Ruritania", "Peru"]) == ("Ruritania",)


def test_parents_are_transitive_and_nearest_first() -> None:
    assert GAZETTEER.parents("country:KE") == (
        "country:east-africa",
        "country:commonwealth",
        "country:sub-saharan-africa",
        "country:africa",
    )


def test_somaliland_is_not_filed_under_the_state_that_claims_it() -> None:
    assert "country:SO" not in GAZETTEER.parents("country:somaliland")


def test_parents_of_a_theme_are_themes() -> None:
    assert GAZETTEER.parents("theme:refugees") == ("theme:migration", "theme:human-rights")


def test_unknown_id_has_no_place_and_no_parents() -> None:
    assert GAZETTEER.by_id("country:ZZ") is None
    assert GAZETTEER.parents("country:ZZ") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("APPG on Human Trafficking and Modern Slavery", ("theme:modern-slavery",)),
        ("Women, Peace and Security", ("theme:conflict-and-peace",)),
        ("Housing and refugees", ("theme:housing", "theme:refugees")),
        ("British Indian Ocean Territory", ()),
        ("racing and carers' rights", ("theme:care-and-families",)),
        ("to work with care", ()),
    ],
)
def test_theme_is_read_by_its_longest_phrase(text: str, expected: tuple[str, ...]) -> None:
    assert GAZETTEER.themes(text) == expected


def test_phrase_claimed_twice_is_refused_with_both_ids() -> None:
    congo = GAZETTEER.by_id("country:CG")
    assert congo
    twin = Place(
        id="country:twin", kind=congo.kind, name="Congo", status="state", iso2="", iso3="",
        aliases=(), demonyms=(), parents=(), note="",
    )  # fmt: skip
    no_rules = dict.fromkeys(
        ("table only", "capital", "wary", "neighbour", "honorific", "hidden"), frozenset[str]()
    )
    with pytest.raises(ValueError, match=r"country:CG and country:twin"):
        Gazetteer([congo, twin], list[Theme](), no_rules)


phrases = st.sampled_from([phrase for p in GAZETTEER.places for phrase, _ in p.phrases()])
sentences = st.lists(st.one_of(phrases, st.sampled_from(GLUE), st.text(max_size=3))).map("".join)


@given(st.one_of(sentences, st.text()))
def test_matches_never_overlap_and_quote_the_text(text: str) -> None:
    end = 0
    for match in GAZETTEER.match(text):
        assert match.start >= end
        assert match.phrase == text[match.start : match.end] != ""
        end = match.end


@given(sentences)
def test_title_matches_are_among_the_matches_and_distinct(text: str) -> None:
    found = GAZETTEER.match_title(text)
    assert set(found) <= set(GAZETTEER.match(text))
    assert len({match.id for match in found}) == len(found)


@given(st.text(st.characters(exclude_categories=("L", "M"))))
def test_text_without_letters_names_nothing(text: str) -> None:
    assert GAZETTEER.match(text) == ()
    assert GAZETTEER.themes(text) == ()


@given(st.sampled_from(LONG_NAMES), st.lists(st.booleans(), min_size=1))
def test_long_name_is_found_in_any_mixture_of_cases(name: str, capitals: list[bool]) -> None:
    mixed = "".join(
        letter.upper() if capitals[at % len(capitals)] else letter.lower()
        for at, letter in enumerate(name)
    )
    assert ids(mixed) == ids(name) != []


def test_every_long_name_is_found_in_small_letters_and_in_capitals() -> None:
    assert len(LONG_NAMES) > 350
    assert [name for name in LONG_NAMES if not ids(name.lower()) == ids(name.upper()) != []] == []


@given(st.sampled_from(GAZETTEER.places))
def test_every_name_leads_back_to_its_place(place: Place) -> None:
    assert {name_id(phrase) for phrase, _ in place.phrases()} == {place.id}


@given(st.sampled_from(GAZETTEER.places), st.sampled_from("abcxyz"))
def test_name_inside_a_longer_word_is_not_found(place: Place, letter: str) -> None:
    assert place.id not in ids(f"{letter}{place.name.split()[0]}{letter}")


@pytest.fixture(scope="module")
def register(real_data: Path) -> list[dict[str, str]]:
    archive = zipfile.ZipFile(real_data / "appg" / "releases" / "260629.zip")
    return [json.loads(archive.read(n)) for n in archive.namelist() if n.endswith(".json")]


@pytest.mark.real_data
def test_every_country_group_names_a_place(register: list[dict[str, str]]) -> None:
    titles = [g["title"] for g in register if g["category"] == "Country, Area or Region Group"]
    assert len(titles) == 96
    assert [title for title in titles if not title_ids(title)] == []


@pytest.mark.real_data
def test_golden_titles_are_those_of_the_register(register: list[dict[str, str]]) -> None:
    titles = {group["title"].replace("All-Party Parliamentary", "APP") for group in register}
    assert GOLDEN.keys() <= titles


@pytest.mark.real_data
def test_subject_groups_name_exactly_what_was_read_by_eye(register: list[dict[str, str]]) -> None:
    subjects = [group for group in register if group["category"] == "Subject Group"]
    assert len(subjects) == 475
    found = {group["slug"]: " ".join(title_ids(group["title"])) for group in subjects}
    assert {slug: named for slug, named in found.items() if named} == SUBJECTS
