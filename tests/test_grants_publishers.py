"""Files of one publisher are one edition; its date; mixed files; what was picked on GrantNav."""

from pathlib import Path

from graph.model import Visibility
from loaders.base import Report
from loaders.grants import GrantsLoader
from tests.grants_made import (
    GAZETTEER,
    HEADINGS,
    ROW,
    TODAY,
    Read,
    grant,
    package,
    read_grants,
    recipient,
    sheet,
)

OTHER = recipient("Other Trust", "GB-CHC-1136419")


def test_files_of_one_publisher_are_one_edition_of_the_newest_date(tmp_path: Path) -> None:
    package(tmp_path / "2015.json", grant(1), modified="2016-01-01")
    package(tmp_path / "2016.json", grant(2), modified="2017-01-01")
    read = Read(tmp_path)
    assert read.batch.edition.date == "2017-01-01"
    assert {link.ref for link in read.links()} == {"360G-X-1", "360G-X-2"}
    assert {statement.seen for statement in read.links()} == {("2017-01-01",)}


def test_of_a_grant_in_two_files_the_newer_counts(tmp_path: Path) -> None:
    package(tmp_path / "z.json", grant(amountAwarded=1), modified="2016-01-01")
    package(tmp_path / "a.json", grant(amountAwarded=2), modified="2017-01-01")
    read = Read(tmp_path)
    assert read.link.locator == "a.json, grant 1"
    assert read.left == {"a grant told again in another file of its publisher": 1}


def test_one_list_in_two_formats_is_one_list(tmp_path: Path) -> None:
    package(tmp_path / "a.json", grant(title="Drums"))
    sheet(tmp_path / "a.csv", ROW)
    assert len(Read(tmp_path).links()) == 1


def test_files_of_two_publishers_are_two_sources(tmp_path: Path) -> None:
    package(tmp_path / "a.json", grant())
    package(tmp_path / "b.json", grant(fundingOrganization=OTHER))
    read = Read(tmp_path)
    assert [b.source.id for b in read.batches] == ["grants:GB-CHC-1136419", "grants:GB-CHC-200051"]
    assert len(read.links()) == 2


def test_one_grant_told_by_two_funders_is_two_statements(tmp_path: Path) -> None:
    """A regrant stands in the file of each funder."""
    package(tmp_path / "a.json", grant(regrantType="FRG030"))
    package(tmp_path / "b.json", grant(fundingOrganization=OTHER, regrantType="FRG030"))
    assert {link.source for link in Read(tmp_path).links()} == {
        "grants:GB-CHC-1136419", "grants:GB-CHC-200051",
    }  # fmt: skip


def test_several_spellings_of_a_funder_are_one_funder(tmp_path: Path) -> None:
    spelled = recipient("Sample Foundation (UK)", "GB-CHC- 200051")
    read = read_grants(tmp_path, grant(1), grant(2), grant(3, fundingOrganization=spelled))
    assert read.batch.source.publisher == "Sample Foundation"
    said = read.bodies["org:GB-CHC-200051"]
    assert said.values("name") == ("Sample Foundation",)
    assert said.values("alias") == ("Sample Foundation (UK)",)


def test_several_spellings_of_a_funder_with_a_number_of_its_own_are_one_publisher(
    tmp_path: Path,
) -> None:
    one, two = recipient("Funder Name", "360G-Own"), recipient("Funder Names", "360G-Own")
    read = read_grants(
        tmp_path, grant(1, fundingOrganization=one), grant(2, fundingOrganization=one),
        grant(3, fundingOrganization=two),
    )  # fmt: skip
    assert read.batch.source.id == "grants:360g-own"
    assert read.batch.source.publisher == "Funder Name"


def test_a_file_of_several_funders_is_a_source_of_its_own(tmp_path: Path) -> None:
    read = read_grants(tmp_path, grant(1), grant(2, fundingOrganization=OTHER))
    assert read.batch.source.id == "grants:made"
    assert read.batch.source.publisher == "several funders (made)"
    assert read.batch.edition.complete


def test_what_was_picked_on_grantnav_is_not_complete(tmp_path: Path) -> None:
    read = Read(package(tmp_path / "grantnav-20180903134856.json", grant()))
    assert read.batch.source.id == "grants:grantnav-20180903134856"
    assert not read.batch.edition.complete


def test_a_table_of_grantnav_is_known_by_its_headings(tmp_path: Path) -> None:
    extra = (
        "The following fields are not in the 360 Giving Standard and are added by GrantNav.,"
        "Data Source,Publisher:Name,Recipient Org: Canonical Org ID,License (see note)"
    )
    row = f"{ROW},,http://a.example.org,Sample Foundation,GB-COH-1,"
    read = Read(sheet(tmp_path / "picked.csv", row, headings=f"{HEADINGS},{extra}"))
    assert read.batch.source.id == "grants:picked"
    assert not read.batch.edition.complete
    assert read.link.url == "http://a.example.org"
    assert read.bodies["org:GB-CHC-1164859"].values("identifier") == ("GB-CHC-1164859",)


def test_each_grant_of_a_selection_stands_under_the_licence_of_its_publisher(
    tmp_path: Path,
) -> None:
    extra = (
        "The following fields are not in the 360 Giving Standard and are added by GrantNav.,"
        "License (see note)"
    )
    other = ROW.replace("360G-X-1", "360G-Y-2")
    rows = (
        f"{ROW},,https://creativecommons.org/licenses/by/4.0/",
        f"{other},,https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    )
    path = sheet(tmp_path / "picked.csv", *rows, headings=f"{HEADINGS},{extra}")
    batches = GrantsLoader(GAZETTEER).read(
        (path,), Report(), visibility=Visibility.PUBLIC, today=TODAY
    )
    told = {
        batch.source.licence: {r.statement.ref for r in batch.records if r.statement.object}
        for batch in batches
    }
    assert told == {"CC-BY-4.0": {"360G-X-1"}, "OGL-UK-3.0": {"360G-Y-2"}}


def test_the_newest_award_dates_a_file_without_a_date(tmp_path: Path) -> None:
    read = read_grants(tmp_path, grant(1, awardDate="05/06/2014"), grant(2, awardDate="2013-12-31"))
    assert read.batch.edition.date == "2014-06-05"


def test_an_award_to_an_individual_dates_the_file_too(tmp_path: Path) -> None:
    paid = {"recipientIndividual": {"id": "1", "name": "x"}, "recipientOrganization": None}
    read = read_grants(tmp_path, grant(1), grant(2, awardDate="2016-01-01", **paid))
    assert read.batch.edition.date == "2016-01-01"


def test_an_award_in_the_future_does_not_date_a_file(tmp_path: Path) -> None:
    read = read_grants(tmp_path, grant(1), grant(2, awardDate="2099-01-01"))
    assert read.batch.edition.date == "2015-06-10"


def test_a_date_in_the_future_is_no_files_date(tmp_path: Path) -> None:
    assert read_grants(tmp_path, grant(), modified="2099-01-01").batch.edition.date == "2015-06-10"


def test_a_file_without_any_date_has_that_of_the_load(tmp_path: Path) -> None:
    paid = {"recipientIndividual": {"id": "1"}, "recipientOrganization": None, "awardDate": None}
    read = read_grants(tmp_path, grant(**paid))
    assert read.batch.edition.date == "2026-11-23"
    assert read.left == {"a grant to an individual": 1}


def test_the_hash_of_an_edition_is_that_of_its_files(tmp_path: Path) -> None:
    one = Read(package(tmp_path / "a.json", grant(1))).batch.edition.sha256
    package(tmp_path / "b.json", grant(2))
    both = Read(tmp_path).batch.edition.sha256
    assert len(one) == len(both) == 64
    assert one != both
    assert Read(tmp_path).batch.edition.sha256 == both
