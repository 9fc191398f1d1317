"""Councils: codes, regions, what they lie in, and who came after them."""

from pathlib import Path

from graph.model import LinkKind, Visibility
from loaders.base import Batch, Report
from loaders.places_councils import council_records, councils, region_records, spellings
from loaders.places_sources import COUNCILS
from loaders.tables import read_csv
from loaders.telling import Teller
from tests.land_cut import COUNCIL, claim, council, gazetteer, joined, told, write
from tests.land_cut import tied as tied_in
from tests.loading import batch


def made(tmp_path: Path, *rows: dict[str, str], report: Report | None = None) -> list[Batch]:
    path = write(tmp_path / "c.csv", COUNCIL, rows)
    teller = Teller(
        source=COUNCILS, date="2025-05-01", visibility=Visibility.PUBLIC, report=report or Report()
    )
    found = councils(read_csv(path).rows, teller, {})
    return [batch(*council_records(found, teller, gazetteer()))]


def parts(batches: list[Batch]) -> set[tuple[str, str]]:
    return set(tied_in(batches, LinkKind.PART_OF))


def test_a_council_meets_others_by_its_code(tmp_path: Path) -> None:
    batches = made(tmp_path, council("ALD", "Aldermoor", "E07000901", former_gss_codes="E07000801"))
    assert claim(batches, "place:E07000901", "identifier") == ["GSS-E07000801", "GSS-E07000901"]
    assert claim(batches, "place:E07000901", "status") == ["council (non-metropolitan district)"]


def test_the_letters_na_of_a_code_are_read_as_letters(tmp_path: Path) -> None:
    batches = made(tmp_path, council("NA", "Namoor", "E07000901"), council("NAN", "Nanby"))
    assert claim(batches, "place:E07000901", "name") == ["Namoor"]
    assert claim(batches, "place:council:NAN", "name") == ["Nanby"]


def test_a_council_without_a_code_is_known_by_its_letters(tmp_path: Path) -> None:
    row = council("NIR-A", "Derry", region="Northern Ireland", end_date="2015-03-31")
    batches = made(tmp_path, row)
    (said,) = told(batches, "place:council:NIR-A")
    assert (said.until, said.values("identifier")) == ("2015-03-31", ())
    assert parts(batches) == {("place:council:NIR-A", "place:northern-ireland")}


def test_a_merged_council_is_followed_by_whoever_replaced_it(tmp_path: Path) -> None:
    report = Report()
    rows = (
        council("OLD", "Oldmoor", "E07000901", end_date="2023-04-01", replaced_by="ONE,TWO"),
        council("ONE", "Onemoor", "E06000901"),
        council("TWO", "Twomoor", "E06000902"),
        council("LOS", "Lostmoor", "E07000902", end_date="2023-04-01", replaced_by="XXX"),
    )
    found = tied_in(made(tmp_path, *rows, report=report), LinkKind.SUCCESSOR_OF)
    assert set(found) == {
        ("place:E06000901", "place:E07000901"), ("place:E06000902", "place:E07000901"),
    }  # fmt: skip
    assert all(said[0].since == "2023-04-01" for said in found.values())
    assert report.set_aside == {"a successor that is in no row": 1}


def test_a_district_lies_in_its_county_and_its_combined_authority(tmp_path: Path) -> None:
    report = Report()
    rows = (
        council("DIS", "Dismoor", "E07000901", county_la="COU", combined_authority="CMB"),
        council("COU", "Coushire", "E10000901", local_authority_type_name="County"),
        council("CMB", "Combined Moor", "E47000901"),
        council("ODD", "Oddmoor", "E07000902", county_la="GON"),
    )
    batches = made(tmp_path, *rows, report=report)
    assert {("place:E07000901", "place:E10000901"), ("place:E07000901", "place:E47000901"),
            ("place:E07000901", "place:south-east")} <= parts(batches)  # fmt: skip
    assert report.set_aside == {"a council above that is in no row": 1}


def test_a_county_is_put_in_the_region_of_its_districts(tmp_path: Path) -> None:
    rows = (
        council("COU", "Coushire", "E10000901", local_authority_type_name="County",
                region="West Midlands"),
        council("AAA", "Ay", "E07000901", county_la="COU", region="East Midlands"),
        council("BBB", "Bee", "E07000902", county_la="COU", region="East Midlands"),
    )  # fmt: skip
    found = tied_in(made(tmp_path, *rows), LinkKind.PART_OF)
    (said,) = found["place:E10000901", "place:east-midlands"]
    assert said.note == ("Its own row says West Midlands; its districts are in East Midlands.")
    assert ("place:E10000901", "place:west-midlands") not in found


def test_a_council_without_a_region_lies_in_its_nation(tmp_path: Path) -> None:
    batches = made(tmp_path, council("SCO", "Scomoor", "S12000901", region="", nation="Scotland"))
    assert parts(batches) == {("place:S12000901", "place:scotland")}


def test_a_region_that_is_none_is_set_aside(tmp_path: Path) -> None:
    report = Report()
    batches = made(tmp_path, council("FAR", "Farmoor", "E07000901", region="Kenya"), report=report)
    assert parts(batches) == set()
    assert report.set_aside == {"a council in a region that is none": 1}


def test_rows_without_code_or_name_and_second_rows_are_set_aside(tmp_path: Path) -> None:
    report = Report()
    made(
        tmp_path, council("", "Nobody"), council("ALD", ""), council("BEE", "Beeford"),
        council("BEE", "Beeford again"), report=report,
    )  # fmt: skip
    assert report.set_aside == {
        "a council without a code or a name": 2, "a council listed twice": 1,
    }  # fmt: skip
    assert (report.read, report.used) == (4, 1)


def test_misspellings_for_machines_are_no_names_to_show() -> None:
    listed = ["adur", "Adur Council", "ADUR", "", "aduur"]
    assert spellings("Adur", listed) == ("Adur Council",)


def test_nations_and_regions_have_their_codes_and_meet_the_codes_of_others() -> None:
    teller = Teller(
        source=COUNCILS, date="2025-05-01", visibility=Visibility.PUBLIC, report=Report()
    )
    batches = [batch(*region_records(teller, gazetteer()))]
    assert claim(batches, "place:london", "identifier") == ["GSS-E12000007"]
    assert claim(batches, "place:wales", "status") == ["nation"]
    graph = joined(*batches)
    assert sum(n.id.startswith("place:") for n in graph.nodes.values()) == 13
