"""The shipped tables of places, themes and words: complete, consistent, and read as text."""

import csv
import gzip
import json
import re
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from graph.model import NodeKind
from loaders.gazetteer import load_gazetteer

GAZETTEER = load_gazetteer()
REFERENCE = Path(__file__).resolve().parents[1] / "loaders" / "reference"
STATUSES = {
    "country": {"state", "territory", "sub-state", "unrecognised", "disputed", "region"},
    "community": {"people", "faith", "occupation"},
    "place": {"nation", "region"},
}
CONTINENTS = {f"country:{name}" for name in ("africa", "americas", "asia", "europe", "oceania")}
RULES = {"table only", "capital", "wary", "neighbour", "honorific", "hidden"}

# Uninhabited, or part of a state and nobody's heritage: the charity map's own entries.
NOT_OURS = ("Clipperton Island", "Easter  Island", "Juan Fernandez Islands", "Ross Dependency")
# The map gives these a code that is another place's or out of use.
MISCODED = {
    "Akrotiri and Dhekelia": "country:akrotiri-and-dhekelia",
    "Netherlands Antilles": "country:netherlands-antilles",
    "Northern Ireland": "place:northern-ireland",
    "Scotland": "place:scotland",
}


def table(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_ids_are_unique_and_well_formed() -> None:
    ids = [place.id for place in GAZETTEER.places]
    assert len(set(ids)) == len(ids)
    form = re.compile(r"country:([A-Z]{2}|[a-z]+(-[a-z]+)*)|(community|place):[a-z]+(-[a-z]+)*")
    assert [id for id in ids if not form.fullmatch(id)] == []


def test_rows_are_sorted_inside_their_kind() -> None:
    for kind in NodeKind.COUNTRY, NodeKind.COMMUNITY, NodeKind.PLACE:
        ids = [place.id for place in GAZETTEER.places if place.kind == kind]
        assert ids == sorted(ids)


def test_id_begins_with_its_kind() -> None:
    assert all(place.id.startswith(f"{place.kind}:") for place in GAZETTEER.places)


def test_status_is_a_word_of_its_kind() -> None:
    assert {p.id for p in GAZETTEER.places if p.status not in STATUSES[p.kind]} == set()


def test_every_iso_place_and_kosovo_is_there() -> None:
    assert sum(bool(place.iso2) for place in GAZETTEER.places) == 250


def test_code_is_in_the_id_and_both_codes_stand_together() -> None:
    for place in GAZETTEER.places:
        assert bool(place.iso2) == bool(place.iso3)
        assert place.iso2 in ("", place.id.removeprefix("country:"))
        assert re.fullmatch(r"([A-Z]{3})?", place.iso3)


def test_namibia_keeps_its_code() -> None:
    namibia = GAZETTEER.by_id("country:NA")
    assert namibia
    assert namibia.iso2 == "NA"


def test_parents_exist() -> None:
    known = {place.id for place in GAZETTEER.places}
    assert {parent for p in GAZETTEER.places for parent in p.parents} <= known


def test_nothing_is_part_of_itself() -> None:
    ids = [p.id for p in GAZETTEER.places] + [theme.id for theme in GAZETTEER.all_themes]
    assert [id for id in ids if id in GAZETTEER.parents(id)] == []


def test_every_state_lies_in_a_continent() -> None:
    states = [place for place in GAZETTEER.places if place.status == "state"]
    assert len(states) == 196
    assert [p.name for p in states if not CONTINENTS & set(GAZETTEER.parents(p.id))] == []


def test_unrecognised_or_disputed_place_has_a_note_and_only_regions_above_it() -> None:
    claimed = [p for p in GAZETTEER.places if p.status in ("unrecognised", "disputed")]
    assert [place.id for place in claimed if not place.note] == []
    above = [GAZETTEER.by_id(parent) for place in claimed for parent in place.parents]
    assert {place.status for place in above if place} == {"region"}


@pytest.mark.parametrize("word", ["Congolese", "Dominican", "Guinean", "Caucasian", "Vincentian"])
def test_ambiguous_demonym_is_not_listed(word: str) -> None:
    assert GAZETTEER.by_name(word) is None


def test_no_cell_has_empty_or_repeated_or_padded_phrases() -> None:
    for row in (*table("countries.csv"), *table("themes.csv")):
        for column in {"aliases", "demonyms", "parents", "phrases"} & row.keys():
            phrases = row[column].split("|") if row[column] else []
            assert phrases == list(dict.fromkeys(p.strip() for p in phrases if p.strip())), row


def test_aliases_do_not_repeat_the_name() -> None:
    assert [p.id for p in GAZETTEER.places if p.name in (*p.aliases, *p.demonyms)] == []


def test_the_uk_has_four_nations_and_nine_english_regions() -> None:
    places = [place for place in GAZETTEER.places if place.kind == NodeKind.PLACE]
    assert Counter(place.status for place in places) == {"nation": 4, "region": 9}
    assert all("country:GB" in GAZETTEER.parents(place.id) for place in places)


def test_theme_phrases_are_lower_case_and_belong_to_one_theme() -> None:
    phrases = Counter(phrase for theme in GAZETTEER.all_themes for phrase in theme.phrases)
    assert [phrase for phrase, n in phrases.items() if n > 1 or phrase != phrase.lower()] == []


def test_theme_parents_exist() -> None:
    known = {theme.id for theme in GAZETTEER.all_themes}
    assert {parent for theme in GAZETTEER.all_themes for parent in theme.parents} <= known


def test_every_phrase_of_a_theme_leads_to_it() -> None:
    lost = [
        phrase
        for theme in GAZETTEER.all_themes
        for phrase in theme.phrases
        if GAZETTEER.themes(phrase) != (theme.id,)
    ]
    assert lost == []


def test_words_that_need_care_have_a_known_rule_and_a_reason() -> None:
    rows = table("country_words.csv")
    assert {row["rule"] for row in rows} == RULES
    assert all(row["why"] and row["phrase"] == row["phrase"].lower() for row in rows)


@pytest.mark.parametrize("rule", ["table only", "capital", "wary"])
def test_word_that_needs_care_is_a_phrase_of_the_gazetteer(rule: str) -> None:
    words = [row["phrase"] for row in table("country_words.csv") if row["rule"] == rule]
    assert GAZETTEER.unknown(words) == ()


@pytest.mark.real_data
def test_petition_names_are_known_with_their_codes(real_data: Path) -> None:
    with (real_data / "countries" / "e_petitions_countries.csv").open(newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert len(rows) > 200
    assert GAZETTEER.unknown(row["name"] for row in rows) == ()
    differing = {
        row["code"]
        for row in rows
        if (p := GAZETTEER.by_name(row["name"])) and p.iso2 != row["code"]
    }
    assert differing == {"BAT", "CS", "DD", "SU", "XC", "YU"}


@pytest.mark.real_data
def test_charity_map_names_are_known_with_their_codes(real_data: Path) -> None:
    with (real_data / "countries" / "ngo_explorer_countries.csv").open(newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert GAZETTEER.unknown(row["name"] for row in rows) == NOT_OURS
    found = {row["name"]: (GAZETTEER.by_name(row["name"]), row["iso2"]) for row in rows}
    assert {n: p.id for n, (p, code) in found.items() if p and p.iso2 != code} == MISCODED


@pytest.mark.real_data
def test_codes_are_those_of_a_second_list(real_data: Path) -> None:
    with gzip.open(real_data / "countries" / "world_countries_5.1.0.json.gz") as handle:
        rows = json.load(handle)
    theirs = {row["cca2"]: row["cca3"] for row in rows}
    ours = {place.iso2: place.iso3 for place in GAZETTEER.places if place.iso2}
    assert ours == theirs | {"XK": "XKX"}
    names = {row["name"]["common"]: row["cca2"] for row in rows}
    assert {
        n: c for n, c in names.items() if (p := GAZETTEER.by_name(n)) is None or p.iso2 != c
    } == {}


@pytest.mark.real_data
def test_names_of_the_grant_code_list_are_known_with_their_codes(real_data: Path) -> None:
    path = real_data / "threesixtygiving" / "codelists" / "countryCode.csv"
    with path.open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    found = {row["Code"]: GAZETTEER.by_name(row["Title"]) for row in rows}
    assert {code for code, place in found.items() if place is None or place.iso2 != code} == set()


@pytest.mark.real_data
def test_topics_of_the_parliamentary_groups_are_themes(real_data: Path) -> None:
    archive = zipfile.ZipFile(real_data / "appg" / "current" / "appgs.zip")
    groups = [json.loads(archive.read(n)) for n in archive.namelist() if n.endswith(".json")]
    topics = {topic for group in groups for topic in group["categories"]}
    assert {t for t in topics if len(GAZETTEER.themes(t)) != 1} == {"Country Group", "Other"}


@pytest.mark.real_data
def test_census_countries_of_birth_are_known(real_data: Path) -> None:
    path = real_data / "census" / "census2021_england_wales_detailed_counts.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        cells = [r["Cell_Label_ONS"] for r in csv.DictReader(handle) if r["Table_ID"] == "ts012"]
    leaves = [cell.removesuffix("; measures: Value").split(": ")[-1] for cell in cells]
    single = [leaf for leaf in leaves if not re.match(r"Other|All|Member|Countr|Rest|Total", leaf)]
    assert {leaf for leaf in GAZETTEER.unknown(single) if "specified" not in leaf} == {
        "Central and Western Africa",
        "South and Eastern Africa",
        "Middle East and Asia",
        "The Americas and the Caribbean",
        "Antarctica and Oceania",
    }
