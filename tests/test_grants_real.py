"""Real-format files of grants load, or are refused, as what came with them says."""

from collections import Counter
from functools import cache
from pathlib import Path
from shutil import copy

import pytest

from graph.errors import BadSource
from graph.identity.names import normal_identifier
from graph.model import Visibility
from graph.policy import has_contacts
from graph.store.sqlite import SqliteStore
from loaders.base import Report
from loaders.grants import GrantsLoader
from loaders.grants_bodies import sounds_private
from loaders.grants_files import read_files
from loaders.run import load
from tests.grants_made import GAZETTEER, TODAY, Read

pytestmark = pytest.mark.real_data

LLOYDS, POWER = "json/a002400000OiDBQAA3.json", "json/a002400000nO46WAAS.json"
WOLFSON, DOLLARS = "json/a002400000KeYdsAAF.json", "json/a002400000KeYdsAAF-currency.json"
MIXED, PICKED = "json/awefw001p00000zgyHZAAY.json", "json/grantnav-20180903134856.json"
ENGLAND, WALES = "csv/Arts-Council-England.csv", "csv/Arts-Council-of-Wales.csv"
SPORT = "csv/Sport-England_lottery-awards.csv.gz"
VALID_JSON, VALID_XLSX = "json/datagetter_validfile.json", "xlsx/datagetter_valid.xlsx"

PRIVATE, INDIVIDUAL = "a body that may be a private person", "a grant to an individual"
TWICE = "a row said twice in one file"


@cache
def read(root: Path, *names: str) -> Read:
    """Each file is read once for all tests."""
    return Read(*(root / "threesixtygiving" / name for name in names))


# file, source, edition, grants, grants used, bodies, set aside
FILES = [
    (LLOYDS, "GB-CHC-327114", "2015-12-17", 4116, 4116, 3625, {}),
    (POWER, "GB-CHC-1159982", "2019-05-13", 870, 868, 693, {PRIVATE: 2}),
    (WOLFSON, "GB-CHC-1156077", "2014-12-04", 379, 379, 306, {}),
    (DOLLARS, "GB-CHC-1156077", "2014-12-04", 379, 379, 306, {}),
    (MIXED, "awefw001p00000zgyhzaay", "2022-05-20", 154, 55, 68, {INDIVIDUAL: 99}),
    (PICKED, "grantnav-20180903134856", "2017-11-21", 5, 5, 6, {}),
    (VALID_JSON, "360g-cloudseley", "2015-11-17", 125, 125, 39, {}),
    (VALID_XLSX, "360g-cloudseley", "2015-11-17", 125, 125, 39, {}),
    (ENGLAND, "GB-COH-RC000742", "2014-03-21", 2162, 989, 942, {PRIVATE: 1173}),
    (WALES, "GB-COH-RC000759", "2014-03-31", 4020, 4004, 1101, {TWICE: 10, PRIVATE: 6}),
    (SPORT, "GB-COH-RC000766", "2015-03-27", 11140, 11139, 8423,
     {"a grant without an identifier": 1}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "source", "date", "grants", "used", "bodies", "left"), FILES, ids=lambda v: str(v)[:30]
)
def test_a_file_gives_what_it_holds(
    real_data: Path,
    name: str,
    source: str,
    date: str,
    grants: int,
    used: int,
    bodies: int,
    left: dict[str, int],
) -> None:
    found = read(real_data, name)
    assert found.batch.source.id == f"grants:{source}"
    assert found.batch.edition.date == date
    assert (found.report.read, found.report.used) == (grants, used)
    assert len(found.bodies) == bodies
    assert found.left == left


def test_a_workbook_and_its_json_say_the_same(real_data: Path) -> None:
    one, two = read(real_data, VALID_JSON), read(real_data, VALID_XLSX)
    assert [s.fact() for s in one.links()] == [s.fact() for s in two.links()]
    assert {i: s.claims for i, s in one.bodies.items()} == {
        i: s.claims for i, s in two.bodies.items()
    }


def test_a_workbook_and_its_csv_are_told_as_one_list(real_data: Path) -> None:
    both = read(real_data, ENGLAND, "xlsx/Arts-Council-England.xlsx")
    told_again = "a grant told again in another file of its publisher"
    assert both.report.read == 2 * 2162
    assert both.report.used == 989
    assert both.left == {told_again: 2162, PRIVATE: 1173}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("xlsx/datagetter_invalid_file.xlsx", r"not valid.*'Funding Org:Name'.*invalid_file\.xlsx"),
        (
            "xlsx/datagetter_conversion_errors.xlsx",
            r"'360G-ExampleFunder-2020-21_001' stands for two grants.*row 2; .*row 4",
        ),
        ("csv/360Activity_headings_2015.csv", r"no grants .*360Activity_headings_2015\.csv"),
        ("xlsx/360-giving-schema-titles-with-meta-tab-2023.xlsx", "no grants"),
        ("json/registry_metadata.json", "no grants"),
        ("schema/360-giving-schema.json", "no grants"),
        ("codelists/currency.csv", "no grants"),
    ],
)
def test_a_file_that_is_none_is_refused_by_name(real_data: Path, name: str, words: str) -> None:
    with pytest.raises(BadSource, match=words):
        Read(real_data / "threesixtygiving" / name)


def test_a_folder_is_refused_for_the_broken_file_in_it(real_data: Path, tmp_path: Path) -> None:
    for name in (VALID_XLSX, "xlsx/datagetter_conversion_errors.xlsx"):
        copy(real_data / "threesixtygiving" / name, tmp_path)
    with pytest.raises(BadSource, match=r"datagetter_conversion_errors\.xlsx"):
        Read(tmp_path)


def test_schemas_and_code_lists_of_a_folder_are_left_out(real_data: Path) -> None:
    report = Report()
    root = real_data / "threesixtygiving"
    files = list(read_files((root / "schema", root / "codelists", root / PICKED), report))
    assert [file.path.name for file in files] == [PICKED.removeprefix("json/")]
    assert report.set_aside == {"a file without grants": 9}


def test_the_registry_gives_publisher_and_licence(real_data: Path) -> None:
    source = read(real_data, LLOYDS).batch.source
    assert (source.publisher, source.licence) == ("Lloyds Bank Foundation", "CC-BY-4.0")
    assert read(real_data, WOLFSON).batch.source.licence == "CC-BY-4.0"
    assert read(real_data, ENGLAND).batch.source.licence == "not stated: see the publisher"


def test_dates_with_the_day_first_are_read(real_data: Path) -> None:
    awards = {link.ref: link.since for link in read(real_data, WOLFSON).links()}
    assert awards["360G-wolfson-19747"] == "2014-06-05"
    assert all(len(date) == 10 for date in awards.values())


def test_grants_of_nought_have_no_amount(real_data: Path) -> None:
    assert sum(link.amount is None for link in read(real_data, WOLFSON).links()) == 114


def test_dollars_stay_dollars(real_data: Path) -> None:
    links = read(real_data, DOLLARS).links()
    codes = Counter(link.amount.unit for link in links if link.amount)
    assert codes["USD"] == 4


def test_of_one_grant_in_two_files_one_counts(real_data: Path) -> None:
    both = read(real_data, WOLFSON, DOLLARS)
    assert len(both.links()) == 379
    assert both.left == {"a grant told again in another file of its publisher": 379}


def test_an_identifier_with_a_blank_in_it_is_read(real_data: Path) -> None:
    assert "org:GB-CHC-1153055" in read(real_data, LLOYDS).bodies


def test_nearly_all_recipients_of_a_careful_funder_have_a_register(real_data: Path) -> None:
    """Two numbers of the Isle of Man's register were given to the Charity Commission's."""
    others = {i for i in read(real_data, LLOYDS).bodies if not i.startswith("org:GB-CHC-")}
    assert others == {
        "org:GB-EDU-133839",
        "org:name:housing-matters-isle-of-man",
        "org:name:iom-live-at-home-schemes",
    }


def test_companies_and_societies_are_known_by_their_number(real_data: Path) -> None:
    ids = read(real_data, POWER).bodies
    assert "org:GB-COH-IP28755R" in ids
    assert sum(i.startswith("org:GB-COH-") for i in ids) > 500


def test_every_grant_with_a_country_code_gives_common_ground(real_data: Path) -> None:
    found = read(real_data, POWER)
    assert len(found.links("operates_in")) == 868
    assert found.countries == ["country:GB"]


def test_every_identifier_is_in_its_one_spelling(real_data: Path) -> None:
    for name in (LLOYDS, POWER, MIXED, PICKED):
        for said in read(real_data, name).bodies.values():
            for identifier in said.values("identifier"):
                society = identifier.startswith("GB-COH-") and identifier.endswith("R")
                assert society or normal_identifier(identifier) == identifier


@pytest.mark.slow
def test_no_name_of_the_lists_may_be_a_private_persons(real_data: Path) -> None:
    for name in (ENGLAND, WALES, SPORT, MIXED):
        for record_id, said in read(real_data, name).bodies.items():
            if record_id.startswith("org:name:"):
                assert not sounds_private(said.values("name")[0])


def test_no_statement_holds_contact_details(real_data: Path) -> None:
    for name, *_ in FILES:
        for record in read(real_data, name).records:
            said = record.statement
            assert not has_contacts(f"{said.detail} {said.note}")
            assert {key for key, _ in said.claims} <= {"name", "alias", "identifier", "website"}


@pytest.mark.slow
def test_titles_are_a_few_words(real_data: Path) -> None:
    for name, *_ in FILES:
        assert all(len(link.detail) <= 120 for link in read(real_data, name).links())


def test_loading_twice_changes_nothing(real_data: Path) -> None:
    paths = [real_data / "threesixtygiving" / name for name in (WOLFSON, MIXED, PICKED)]
    store = SqliteStore("sqlite:///:memory:")
    first = load(store, GrantsLoader(GAZETTEER), paths, today=TODAY)
    assert first.counts.nodes == 379
    assert len(first.editions) == 3
    again = load(store, GrantsLoader(GAZETTEER), paths, today=TODAY, visibility=Visibility.PUBLIC)
    assert again.unchanged
    assert again.counts == first.counts
    store.close()
