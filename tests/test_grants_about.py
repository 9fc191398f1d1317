"""Publisher, licence and date of a file: its own words, the registry's, or none."""

import json
from pathlib import Path

import pytest

from graph.errors import BadSource
from loaders.grants_about import NOT_STATED, About, Registry, licence_name, prefix_of
from tests.grants_made import HEADINGS, ROW, Read, grant, package, read_grants, recipient, sheet
from tests.sheets import workbook

BY = "https://creativecommons.org/licenses/by/4.0/"
ENTRY = {
    "identifier": "made",
    "title": "Our grants",
    "publisher": {"name": "The Sample Foundation", "prefix": "360G-X", "website": "a.example.org"},
    "license": BY,
    "license_name": "Creative Commons Attribution 4.0",
    "distribution": [{"downloadURL": "#", "accessURL": "http://a.example.org/grants/"}],
}


def registry(folder: Path, *entries: object) -> None:
    text = json.dumps(list(entries))
    (folder / "registry_metadata.json").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("link", "name"),
    [
        (BY, "CC-BY-4.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"),
        (
            "http://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
            "OGL-UK-3.0",
        ),
        ("https://creativecommons.org/licenses/by-sa/4.0/", "CC-BY-SA-4.0"),
        ("https://example.org/terms", "https://example.org/terms"),
        ("", ""),
    ],
)
def test_a_licence_has_a_short_name(link: str, name: str) -> None:
    assert licence_name(link) == name


def test_a_package_tells_its_publisher_licence_and_date(tmp_path: Path) -> None:
    read = read_grants(
        tmp_path, grant(), license=BY, modified="2020-05-01T10:00:00+00:00", issued="2019-01-01",
        publisher={"name": "Sample Trust", "identifier": "GB-CHC-1136419"},
    )  # fmt: skip
    source = read.batch.source
    assert source.id == "grants:GB-CHC-1136419"
    assert source.title == "360Giving grants of Sample Trust"
    assert (source.licence, source.licence_url) == ("CC-BY-4.0", BY)
    assert read.batch.edition.date == "2020-05-01"


def test_a_workbook_tells_the_same_in_its_sheet_meta(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "made.xlsx",
        Meta=[["Version", "1.3"], ["Publisher:Name", "Sample Trust"], ["Issued", "2020-05-01"],
              ["Publisher:Identifier", "GB-CHC-1136419"], ["License", BY]],
        grants=[[*HEADINGS.split(",")], [*ROW.split(",")]],
    )  # fmt: skip
    batch = Read(path).batch
    assert batch.source.id == "grants:GB-CHC-1136419"
    assert batch.source.licence == "CC-BY-4.0"
    assert batch.edition.date == "2020-05-01"


def test_the_registry_beside_the_file_tells_what_the_file_does_not(tmp_path: Path) -> None:
    registry(tmp_path, ENTRY)
    source = read_grants(tmp_path, grant()).batch.source
    assert source.title == "360Giving grants of The Sample Foundation"
    assert source.licence == "CC-BY-4.0"
    assert source.url == "http://a.example.org/grants/"
    assert "CC-BY-4.0" in source.attribution


def test_the_id_of_a_source_does_not_hang_on_the_registry(tmp_path: Path) -> None:
    before = read_grants(tmp_path, grant()).batch.source.id
    registry(tmp_path, ENTRY)
    assert read_grants(tmp_path, grant()).batch.source.id == before == "grants:GB-CHC-200051"


def test_an_entry_of_another_file_is_not_taken(tmp_path: Path) -> None:
    registry(tmp_path, ENTRY | {"identifier": "other"})
    assert read_grants(tmp_path, grant()).batch.source.licence == NOT_STATED


def test_a_licence_that_nobody_states_is_said_to_be_missing(tmp_path: Path) -> None:
    source = read_grants(tmp_path, grant()).batch.source
    assert source.licence == "not stated: see the publisher"
    assert "not stated" not in source.attribution


def test_a_registry_that_is_no_list_is_named(tmp_path: Path) -> None:
    (tmp_path / "registry_metadata.json").write_text('{"a": 1}', encoding="utf-8")
    with pytest.raises(BadSource, match=r"no list of data sets \(registry_metadata\.json\)"):
        read_grants(tmp_path, grant())


def test_a_list_of_funders_tells_a_publisher_by_prefix(tmp_path: Path) -> None:
    line = {"id": "GB-CHC-9999999", "name": "x", "publisherName": "X Giving",
            "publisherPrefix": "360g-x"}  # fmt: skip
    (tmp_path / "funders.jl").write_text(json.dumps(line) + "\n\n", encoding="utf-8")
    assert read_grants(tmp_path, grant()).batch.source.publisher == "X Giving"


def test_a_list_of_funders_tells_a_publisher_by_identifier(tmp_path: Path) -> None:
    line = {"id": "GB-CHC-200051", "name": "Sample & Sons", "publisherName": None}
    (tmp_path / "funders.jl").write_text(json.dumps(line), encoding="utf-8")
    assert Registry(tmp_path).publisher("", "GB-CHC-200051") == "Sample & Sons"


@pytest.mark.parametrize("line", ["[1]", "{", "7"])
def test_a_broken_line_of_funders_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "funders.jl").write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(BadSource, match=r"funders\.jl, line 2"):
        Registry(tmp_path)


def test_the_registrys_files_are_not_files_of_grants(tmp_path: Path) -> None:
    registry(tmp_path, ENTRY)
    package(tmp_path / "made.json", grant())
    assert Read(tmp_path).left == {}


def test_a_prefix_is_that_of_all_grants() -> None:
    assert prefix_of(["360G-X-1", "360g-x-2-3"]) == "360G-X"
    assert prefix_of(["360G-X-1", "360G-Y-1"]) == ""
    assert prefix_of(["17", "360G-X"]) == ""
    assert prefix_of([]) == ""


def test_a_licence_is_taken_in_one_piece() -> None:
    own = About(licence="Ask us", date="2020-01-01")
    both = own.or_else(About(licence="CC-BY-4.0", licence_url=BY, publisher="P"))
    assert (both.licence, both.licence_url, both.publisher) == ("Ask us", "", "P")


def test_a_publisher_without_identifier_has_its_name_in_the_id(tmp_path: Path) -> None:
    local = recipient("Sample Giving", "360G-X-own")
    read = read_grants(tmp_path, grant(fundingOrganization=local), publisher={"name": "X Giving"})
    assert read.batch.source.id == "grants:x-giving"


def test_a_csv_of_one_funder_is_that_funders(tmp_path: Path) -> None:
    source = Read(sheet(tmp_path / "any.csv", ROW)).batch.source
    assert (source.id, source.publisher) == ("grants:GB-CHC-200051", "Sample Foundation")
