"""The row of headings: the first that is understood, though a title stands above it."""

from pathlib import Path

import pytest

from graph.errors import BadSource
from loaders.spreadsheet_heading import with_headings
from loaders.tables import Table, read_csv
from tests.sheets import Read, csv_files, workbook


def table(tmp_path: Path, text: str) -> Table:
    (path,) = csv_files(tmp_path, mine=text)
    return read_csv(path)


def test_a_first_row_that_is_understood_is_the_heading(tmp_path: Path) -> None:
    plain = table(tmp_path, "name,kind\nA Trust,charity\n")
    assert with_headings(plain, "mine.csv") == (plain, ())


def test_a_title_and_a_date_may_stand_above_the_headings(tmp_path: Path) -> None:
    text = "Our partners,autumn 2026,\n,,\nOrganisation,Country,Note\nA Trust,Kenya,x\n"
    headed, titles = with_headings(table(tmp_path, text), "mine.csv")
    assert headed.columns == ("Organisation", "Country", "Note")
    assert [row.cells for row in headed.rows] == [
        {"Organisation": "A Trust", "Country": "Kenya", "Note": "x"}
    ]
    assert titles == ("Our partners autumn 2026",)


def test_row_numbers_stay_those_of_the_sheet(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Our partners"], [], ["Organisation", "Country"],
                                ["A Trust", "Kenya"]]  # fmt: skip
    found = Read([workbook(tmp_path / "mine.xlsx", Sheet1=rows)])
    assert found.nodes["org:name:a-trust"].locator == "Sheet1, row 4"
    assert found.links == [("org:name:a-trust", "about", "country:KE")]


def test_every_title_line_is_kept(tmp_path: Path) -> None:
    text = "Our list,\nnot for print,\nname,kind\nA Trust,charity\n"
    _, titles = with_headings(table(tmp_path, text), "mine.csv")
    assert titles == ("Our list", "not for print")


def test_a_table_of_three_unknown_headings_has_no_title(tmp_path: Path) -> None:
    plain = table(tmp_path, "red,green,blue\nname,kind,country\n")
    assert with_headings(plain, "mine.csv") == (plain, ())


def test_a_title_with_nothing_known_below_stays_as_it_is(tmp_path: Path) -> None:
    plain = table(tmp_path, "Our list,\nred,round\n")
    assert with_headings(plain, "mine.csv") == (plain, ())


def test_a_column_without_heading_below_a_title_gets_a_number(tmp_path: Path) -> None:
    text = "Our list,,\nname,,kind\nA Trust,extra,charity\n"
    headed, _ = with_headings(table(tmp_path, text), "mine.csv")
    assert headed.columns == ("name", "column 2", "kind")


def test_two_equal_headings_below_a_title_are_refused(tmp_path: Path) -> None:
    text = "Our list,,\nname,Name,kind\nA Trust,B,charity\n"
    with pytest.raises(BadSource, match=r"two columns are headed 'name' \(mine.csv, row 2\)"):
        with_headings(table(tmp_path, text), "mine.csv")
