"""Areas of work and headings of subjects: the registers' own names, our places and themes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadSource
from graph.model import LinkKind
from loaders.base import Report
from loaders.charities_areas import AreaNames, plain_area
from loaders.charities_shape import Area
from loaders.charities_topics import (
    CODES,
    known_words,
    split_known,
    topics_of,
    topics_of_codes,
)
from tests import charity_cut as cut


def ids(name: str, kind: str = "Country", **councils: str) -> list[str]:
    names = AreaNames(cut.gazetteer(), councils)
    return [place.id for place in names.places(Area(kind=kind, name=name))]


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Burma", "country:MM"),
        ("Congo", "country:CG"),
        ("REPUBLIC OF CONGO", "country:CG"),
        ("Congo (Democratic Republic)", "country:CD"),
        ("Occupied Palestinian Territories", "country:PS"),
        ("Kosovo", "country:XK"),
        ("Ivory Coast", "country:CI"),
        ("Namibia", "country:NA"),
        ("CAYMAN ISALNDS", "country:KY"),
        ("EASTER  ISLAND", "country:CL"),
        ("Réunion", "country:RE"),
        ("Ajman", "country:AE"),
        ("Scotland", "place:scotland"),
        ("NORTHERN IRELAND   ", "place:northern-ireland"),
    ],
)
def test_the_registers_own_names_of_countries_are_known(name: str, place: str) -> None:
    assert ids(name) == [place]


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("Throughout England And Wales", ["place:england", "place:wales"]),
        ("THROUGHOUT LONDON", ["place:london"]),
        ("Throughout Wales", ["place:wales"]),
    ],
)
def test_the_registers_regions_are_parts_of_the_kingdom(name: str, places: list[str]) -> None:
    assert ids(name, "Region") == places


def test_a_continent_is_a_region_of_the_world() -> None:
    assert ids("Africa", "Continent") == ["country:africa"]


def test_a_council_is_a_place_only_with_its_code() -> None:
    name = "CHESHIRE WEST & CHESTER                           "
    assert ids(name, "Local Authority") == []
    known = {"cheshire west & chester": "E06000050"}
    (place,) = AreaNames(cut.gazetteer(), known).places(Area(kind="Local Authority", name=name))
    assert (place.id, place.name) == ("place:E06000050", "Cheshire West & Chester")


def test_a_council_is_never_taken_for_a_country_of_its_name() -> None:
    assert ids("Georgia", "Local Authority") == []


def test_codes_of_councils_come_from_a_table_beside_the_register(tmp_path: Path) -> None:
    cut.one(tmp_path, "LOCAL")
    rows = [cut.area(1014576, "City Of York", "Local Authority")]
    cut.put(tmp_path, "charity_area_of_operation", cut.AREAS, rows)
    codes = "\ufeffgeographic_area_type,geographic_area_description,GSS\n"
    codes += "Local Authority,City Of York,E06000014\nCountry,Kenya,\n"
    (tmp_path / "codes.csv").write_text(codes, encoding="utf-8")
    found = cut.records(tmp_path)
    assert cut.targets(found, LinkKind.OPERATES_IN) == ["place:E06000014"]
    said = cut.nodes(found, "place:")["place:E06000014"].statement
    assert said.claims == (
        ("identifier", "GSS-E06000014"), ("name", "City of York"), ("status", "council"),
    )  # fmt: skip


def test_without_codes_a_council_is_set_aside_by_name(tmp_path: Path) -> None:
    cut.one(tmp_path, "LOCAL")
    rows = [cut.area(1014576, "City Of York", "Local Authority")]
    cut.put(tmp_path, "charity_area_of_operation", cut.AREAS, rows)
    report = Report()
    assert cut.targets(cut.records(tmp_path, report=report), LinkKind.OPERATES_IN) == []
    reason = "an area that is no place here (Local Authority)"
    assert report.examples[reason] == "charity 1014576, City Of York"


def test_a_table_of_codes_that_cannot_be_read_refuses_the_load(tmp_path: Path) -> None:
    cut.one(tmp_path, "LOCAL")
    (tmp_path / "codes.csv").write_bytes(b'aooname,GSS\n"YORK,E06000014\n')
    with pytest.raises(BadSource, match=r"codes.csv, row 2"):
        cut.read(tmp_path)


@given(st.text(max_size=30))
def test_a_plain_area_is_plain_already(name: str) -> None:
    assert plain_area(plain_area(name)) == plain_area(name)


def test_every_theme_of_a_heading_exists() -> None:
    themes = {theme.id for theme in cut.gazetteer().all_themes}
    assert {topic.theme for topic in CODES.values() if topic} <= themes


def test_all_34_codes_are_known() -> None:
    assert sorted(CODES) == [*range(101, 118), *range(201, 208), *range(301, 311)]


def test_two_codes_of_one_theme_are_one_topic() -> None:
    assert [t.words for t in topics_of_codes([203, 104])] == ["Disability"]


def test_headings_with_commas_are_split_as_headings() -> None:
    arts = "The advancement of the arts, culture, heritage or science"
    health = "The advancement of health or the saving of lives"
    known, unknown = split_known(f"{arts},{health},Women,Skiing, Skating")
    assert known == (arts, health, "Women")
    assert unknown == ("Skiing", "Skating")


def test_a_heading_that_begins_another_does_not_take_its_place() -> None:
    known, unknown = split_known("The advancement of health matters,Women")
    assert (known, unknown) == (("Women",), ("The advancement of health matters",))


def test_every_theme_of_words_exists_and_each_is_told_once() -> None:
    themes = {theme.id for theme in cut.gazetteer().all_themes}
    known, _ = known_words(["Tenants", "Tenants", "Homelessness", "Men"])
    topics = topics_of(known)
    assert [t.theme for t in topics] == ["theme:housing", "theme:homelessness"]
    assert {t.theme for t in topics} <= themes


@given(st.text("abc,. -'\"", max_size=30))
def test_nothing_of_a_list_is_lost_and_splitting_ends(text: str) -> None:
    known, unknown = split_known(text)
    assert known == ()
    pieces = {part.strip() for part in text.replace("\n", " ").split(",")} - {""}
    assert set(unknown) == pieces


def test_an_unknown_area_that_is_repeated_is_set_aside_once(tmp_path: Path) -> None:
    cut.one(tmp_path, "LOCAL", areas=["Atlantis", "Atlantis"])
    report = Report()
    cut.records(tmp_path, report=report)
    assert report.set_aside == {"an area that is no place here (Country)": 1}
    assert report.read == report.used + 1
