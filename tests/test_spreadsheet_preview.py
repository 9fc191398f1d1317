"""The preview: what each column was taken for, with examples and how sure, and nothing raised."""

from pathlib import Path

import pytest

from graph.errors import BadSource
from loaders.spreadsheet import template
from loaders.spreadsheet_preview import ColumnGuess, SheetGuess, preview
from tests.sheets import GAZETTEER, csv_files, workbook


def seen(tmp_path: Path, **texts: str) -> tuple[SheetGuess, ...]:
    return preview(csv_files(tmp_path, **texts), GAZETTEER)


def column(sheet: SheetGuess, heading: str) -> ColumnGuess:
    (found,) = [c for c in sheet.columns if c.heading == heading]
    return found


def test_every_sheet_of_a_workbook_is_told_with_its_sort_and_rows(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "mine.xlsx",
        Bodies=[["Organisation", "Country"], ["A Trust", "Kenya"], ["B Trust", "Ghana"]],
        Links=[["from", "link", "to"], ["A Trust", "met", "B Trust"]],
        Partners=[["Organisation", "Partners", "Programme"], ["A Trust", "B Trust", "New Start"]],
        Attendance=[["Organisation", "Launch 2026"], ["A Trust", "x"]],
        about=[["date", "2026-03-01"]],
        Colours=[["red"], ["blue"]],
    )
    told = {sheet.sheet: (sheet.sort, sheet.rows) for sheet in preview([path], GAZETTEER)}
    assert told == {
        "Bodies": ("nodes", 2), "Links": ("links", 1), "Partners": ("nodes", 1),
        "Attendance": ("attendance", 1), "about": ("about", 0), "Colours": ("other", 1),
    }  # fmt: skip
    partners = preview([path], GAZETTEER)[2]
    assert partners.taken_for.startswith("a partner list")


def test_a_column_says_what_it_is_with_examples_and_how_many_cells_are_filled(
    tmp_path: Path,
) -> None:
    rows = "A Trust,Kenya,1014576\nB Trust,,\nC Trust,Ghana,\nD Trust,Kenya,\n"
    (sheet,) = seen(tmp_path, mine=f"Organisation,Country of origin,Charity no\n{rows}")
    name, country, number = sheet.columns
    assert (name.taken_for, name.sure) == ("names of organisations", "certain")
    assert name.examples == ("A Trust", "B Trust", "C Trust")
    assert (country.filled, country.examples) == (3, ("Kenya", "Ghana"))
    assert "heritage" in country.taken_for
    assert number.taken_for == "official numbers (GB-CHC)"


def test_what_only_the_cells_show_is_likely_and_says_on_what_it_rests(tmp_path: Path) -> None:
    (sheet,) = seen(tmp_path, mine="Organisation,Online\nA Trust,www.example.org\n")
    online = column(sheet, "Online")
    assert (online.sure, online.taken_for) == ("likely", "web addresses")
    assert "1 of 1" in online.why


def test_a_slip_in_a_heading_is_told_with_the_right_one(tmp_path: Path) -> None:
    (sheet,) = seen(tmp_path, mine="name,kind,chaity number\nA Trust,charity,1\n")
    assert "'chaity number' is not known" in sheet.problem
    assert "charity number" in column(sheet, "chaity number").why


def test_a_column_of_countries_is_offered_the_headings_that_would_be_read(tmp_path: Path) -> None:
    (sheet,) = seen(tmp_path, mine="Organisation,Where from\nA Trust,Kenya\nB Trust,Ghana\n")
    guess = column(sheet, "Where from")
    assert guess.sure == "not read"
    assert "'country of heritage'" in guess.why


def test_contact_cells_are_never_shown(tmp_path: Path) -> None:
    rows = "A Trust,ann@example.org,020 7946 0000\nB Trust,ben@example.org,\n"
    (sheet,) = seen(tmp_path, mine=f"Organisation,Email,Reach them on\n{rows}")
    assert column(sheet, "Email").taken_for == "contact details: dropped"
    assert column(sheet, "Reach them on").taken_for == "contact details: dropped"
    assert "example.org" not in repr(sheet)
    assert "7946" not in repr(sheet)


def test_long_values_are_cut(tmp_path: Path) -> None:
    (sheet,) = seen(tmp_path, mine=f"name,note,kind\nA Trust,{'long ' * 50},charity\n")
    assert len(column(sheet, "note").examples[0]) == 40


def test_a_sheet_without_a_column_of_names_says_so(tmp_path: Path) -> None:
    (sheet,) = seen(tmp_path, nodes="colour,shape\nred,round\n")
    assert "no column holds the names" in sheet.problem
    assert {c.sure for c in sheet.columns} == {"not read"}


def test_titles_above_the_headings_are_told(tmp_path: Path) -> None:
    (sheet,) = seen(tmp_path, mine="Our list,\nname,kind\nA Trust,charity\n")
    assert sheet.titles == ("Our list",)


def test_a_grid_of_marks_tells_each_event(tmp_path: Path) -> None:
    (sheet,) = seen(tmp_path, mine="Name,Organisation,Launch 2026-03-01\nAnn Body,A Trust,x\n")
    assert sheet.sort == "attendance"
    assert column(sheet, "Name").taken_for.startswith("people (kept only")
    assert column(sheet, "Launch 2026-03-01").sure == "likely"


def test_the_template_is_understood_in_every_column(tmp_path: Path) -> None:
    texts = {name.removesuffix(".csv"): text for name, text in template().items()}
    for sheet in seen(tmp_path, **texts):
        assert sheet.problem == ""
        assert [c.heading for c in sheet.columns if c.sure == "not read"] == []


def test_what_is_no_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="no such file"):
        preview([tmp_path / "none.csv"], GAZETTEER)
