"""Headings of grants in any case, lists in numbered columns and in further sheets."""

import gzip
from datetime import datetime
from pathlib import Path

import pytest

from graph.errors import BadSource
from loaders.grants_sheets import column_of, has_grants, is_selection
from tests.grants_made import HEADINGS, ROW, Read, read_rows, sheet
from tests.sheets import workbook

NAMES: list[object] = [*HEADINGS.split(",")]
CELLS: list[object] = [*ROW.split(",")]


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Identifier", ("id", 0, "")),
        ("AMOUNT AWARDED", ("amountAwarded", 0, "")),
        ("Data source", ("dataSource", 0, "")),
        ("Recipient Org:Identifier", ("recipientOrganization", 0, "id")),
        ("recipient org : identifier", ("recipientOrganization", 0, "id")),
        ("Recipient Org:1:Name", ("recipientOrganization", 1, "name")),
        ("recipientOrganization/0/id", ("recipientOrganization", 0, "id")),
        ("Beneficiary Location:Country Code", ("beneficiaryLocation", 0, "countryCode")),
        ("Planned Dates:Start Date", ("plannedDates", 0, "startDate")),
        ("Recipient Ind:Name", ("recipientIndividual", 0, "name")),
    ],
)
def test_a_heading_is_known_in_any_case(heading: str, column: tuple[str, int, str]) -> None:
    assert column_of(heading) == column


@pytest.mark.parametrize(
    "heading",
    ["", "Description", "Recipient Org:Street Address", "Recipient Org:Postal Code",
     "Recipient Org:Email", "Recipient Org:Contact Name", "Recipient Org:Location:Name",
     "Recipient Org: Canonical Org ID", "Beneficiary Location:Name", "Publisher:Name", "cat",
     "Note, this file also contains OS data ©", ":", "::"],
)  # fmt: skip
def test_other_columns_are_not_kept(heading: str) -> None:
    assert column_of(heading) is None


def test_a_table_of_grants_is_known_by_its_headings() -> None:
    assert has_grants(HEADINGS.split(","))
    assert not has_grants(["Code", "Title", "Description"])
    assert not has_grants(["Identifier", "Actual Dates:Start Date"])


def test_a_row_is_a_grant(tmp_path: Path) -> None:
    read = read_rows(tmp_path, ROW)
    assert read.link.subject == "org:GB-CHC-200051"
    assert read.link.object == "org:GB-CHC-1164859"
    assert read.link.locator == "made.csv, row 2"


def test_headings_in_capitals_are_the_same(tmp_path: Path) -> None:
    assert read_rows(tmp_path, ROW, headings=HEADINGS.upper()).link.ref == "360G-X-1"


def test_a_byte_order_mark_does_not_hide_the_first_heading(tmp_path: Path) -> None:
    path = tmp_path / "made.csv"
    path.write_bytes(b"\xef\xbb\xbf" + f"{HEADINGS}\n{ROW}\n".encode())
    assert Read(path).link.ref == "360G-X-1"


def test_windows_1252_is_read(tmp_path: Path) -> None:
    path = tmp_path / "made.csv"
    path.write_bytes(f"{HEADINGS}\n{ROW}\n".replace("Drum Club", "Café Côr").encode("cp1252"))
    read = Read(path)
    assert read.bodies["org:GB-CHC-1164859"].values("name") == ("Café Côr",)


def test_a_line_break_inside_a_cell_does_not_end_the_row(tmp_path: Path) -> None:
    read = read_rows(tmp_path, ROW.replace("Drums", '"Drums\nand pipes"'))
    assert read.link.detail == "Drums and pipes"


def test_a_row_below_one_with_line_breaks_has_the_number_a_spreadsheet_shows(
    tmp_path: Path,
) -> None:
    second = ROW.replace("X-1", "X-2")
    read = read_rows(tmp_path, ROW.replace("Drums", '"Drums\nand pipes"'), second)
    assert [link.locator for link in read.links()] == ["made.csv, row 2", "made.csv, row 3"]


def test_blank_rows_above_and_between_are_skipped(tmp_path: Path) -> None:
    path = sheet(tmp_path / "made.csv", "", ",,,", ROW, headings=f"\n\n{HEADINGS}")
    assert Read(path).link.locator == "made.csv, row 6"


def test_semicolons_part_cells_too(tmp_path: Path) -> None:
    read = read_rows(tmp_path, ROW.replace(",", ";"), headings=HEADINGS.replace(",", ";"))
    assert read.link.ref == "360G-X-1"


def test_a_packed_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "made.csv.gz"
    path.write_bytes(gzip.compress(f"{HEADINGS}\n{ROW}\n".encode()))
    assert Read(path).link.locator == "made.csv.gz, row 2"


def test_rows_of_one_identifier_are_one_grant_of_several_bodies(tmp_path: Path) -> None:
    second = "360G-X-1,,,,,GB-CHC-1153055,Pipe Club,,"
    read = read_rows(tmp_path, ROW, second)
    assert [link.object for link in read.links()] == ["org:GB-CHC-1153055", "org:GB-CHC-1164859"]
    assert {link.ref for link in read.links()} == {"360G-X-1"}
    assert read.report.used == 1


def test_numbered_columns_are_a_list(tmp_path: Path) -> None:
    extra = "Beneficiary Location:0:Country Code,Beneficiary Location:1:Country Code"
    read = read_rows(tmp_path, f"{ROW},KE,UG", headings=f"{HEADINGS},{extra}")
    assert read.countries == ["country:KE", "country:UG"]


@pytest.mark.parametrize(
    "missing", ["Identifier", "Award Date", "Amount Awarded", "Funding Org:Name"]
)
def test_a_column_that_every_grant_needs_must_be_there(tmp_path: Path, missing: str) -> None:
    names = ",".join(name for name in HEADINGS.split(",") if name != missing)
    with pytest.raises(BadSource, match=rf"not valid: it has no column '{missing}'.*made\.csv"):
        read_rows(tmp_path, ROW, headings=names)


def test_a_file_that_names_no_recipients_is_not_valid(tmp_path: Path) -> None:
    names = HEADINGS.replace("Recipient Org:", "Payee:")
    with pytest.raises(BadSource, match="no column 'Recipient Org:Name'"):
        read_rows(tmp_path, ROW, headings=names)


def test_recipients_need_no_identifier_column(tmp_path: Path) -> None:
    names = HEADINGS.replace("Recipient Org:Identifier,", "")
    row = ROW.replace("GB-CHC-1164859,Drum Club", "Porthcawl Jazz Festival")
    assert "org:name:porthcawl-jazz-festival" in read_rows(tmp_path, row, headings=names).bodies


def test_two_columns_of_one_meaning_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="two columns mean 'award date'"):
        read_rows(tmp_path, f"{ROW},2015-06-10", headings=f"{HEADINGS},award date")


def test_a_row_with_a_delimiter_that_is_not_quoted_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match=r"10 cells where the heading has 9.*made\.csv, row 2"):
        read_rows(tmp_path, ROW.replace("Drums", "Drums, pipes"))


def test_a_quotation_mark_that_is_not_closed_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match=r"made\.csv, row 3"):
        read_rows(tmp_path, ROW, ROW.replace("Drums", '"Drums'))


def test_a_workbook_is_read_from_whichever_sheet_has_grants(tmp_path: Path) -> None:
    path = workbook(tmp_path / "made.xlsx", Notes=[["Read me"], ["x"]], grants=[[], NAMES, CELLS])
    assert Read(path).link.locator == "made.xlsx, sheet grants, row 3"


def test_dates_and_numbers_of_a_workbook_are_values(tmp_path: Path) -> None:
    cells = [*CELLS]
    cells[0], cells[3], cells[4] = 77, 900.5, datetime(2015, 6, 10)
    read = Read(workbook(tmp_path / "made.xlsx", grants=[NAMES, cells]))
    assert (read.link.ref, read.link.since) == ("77", "2015-06-10")
    assert read.link.amount is not None
    assert read.link.amount.high == 900.5


def test_further_sheets_add_to_the_grant_of_that_identifier(tmp_path: Path) -> None:
    sheets: dict[str, list[list[object]]] = {
        "grants": [NAMES, CELLS],
        "Beneficiary Location": [
            ["Identifier", "Beneficiary Location:Country Code"],
            ["360G-X-1", "KE"],
            ["360G-X-1", "UG"],
        ],
        "Actual Dates": [
            ["Identifier", "Actual Dates:Start Date", "Actual Dates:End Date"],
            ["360G-X-1", "2015-07-01", "2016-06-30"],
        ],
    }
    read = Read(workbook(tmp_path / "made.xlsx", **sheets))
    assert read.countries == ["country:KE", "country:UG"]
    assert read.link.until == "2016-06-30"


def test_further_sheets_may_come_first(tmp_path: Path) -> None:
    sheets: dict[str, list[list[object]]] = {
        "Recipient Org": [
            ["Identifier", "Recipient Org:Identifier", "Recipient Org:Web Address"],
            ["360G-X-1", "GB-CHC-1164859", "www.example.org"],
        ],
        "grants": [NAMES, CELLS],
    }
    body = Read(workbook(tmp_path / "made.xlsx", **sheets)).bodies["org:GB-CHC-1164859"]
    assert body.values("website") == ("https://www.example.org",)


def test_what_was_picked_on_grantnav_is_known_by_its_sentence() -> None:
    told = "The following fields are not in the 360 Giving Standard and are added by GrantNav."
    assert is_selection([*HEADINGS.split(","), told])
    assert not is_selection(HEADINGS.split(","))
