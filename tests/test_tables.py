"""CSV tables: encodings, delimiters, rows, and how each damaged file is named."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from graph.errors import BadSource
from loaders import separated, tables
from loaders.separated import mend_mojibake
from loaders.tables import Table, read_csv


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "people.csv"


def table_of(place: Path, content: bytes | str) -> Table:
    place.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_csv(place)


def cells_of(table: Table) -> list[list[str]]:
    return [list(row.cells.values()) for row in table.rows]


def test_a_row_knows_its_number_and_its_cells(place: Path) -> None:
    table = table_of(place, "name,town\nAnn,Leeds\nBen,\n")
    assert table.columns == ("name", "town")
    assert [(row.number, row.cells) for row in table.rows] == [
        (2, {"name": "Ann", "town": "Leeds"}),
        (3, {"name": "Ben", "town": ""}),
    ]


def test_a_cell_of_a_column_that_is_not_there_is_empty(place: Path) -> None:
    row = table_of(place, "name,town\nAnn,Leeds\n").rows[0]
    assert (row.get("name"), row.get("country")) == ("Ann", "")


def test_empty_rows_are_skipped_and_the_numbers_stay_those_of_the_file(place: Path) -> None:
    table = table_of(place, "\nname,town\n\n,\n  ,\nAnn,Leeds\n\n")
    assert [row.number for row in table.rows] == [6]


def test_a_quoted_line_break_stays_in_its_cell(place: Path) -> None:
    table = table_of(place, 'name,note\r\nAnn,"one\ntwo"\r\nBen,x\r\n')
    assert cells_of(table) == [["Ann", "one\ntwo"], ["Ben", "x"]]
    assert [row.number for row in table.rows] == [2, 3]


def test_na_is_a_text_and_namibia_is_not_lost(place: Path) -> None:
    table = table_of(place, "country,code\nNamibia,NA\nNowhere,null\n")
    assert cells_of(table) == [["Namibia", "NA"], ["Nowhere", "null"]]


def test_zeros_and_plus_signs_in_front_stay(place: Path) -> None:
    assert cells_of(table_of(place, "a,b\n00123,+5\n")) == [["00123", "+5"]]


def test_a_short_row_is_filled_with_empty_cells(place: Path) -> None:
    assert cells_of(table_of(place, "a,b,c\n1\n")) == [["1", "", ""]]


def test_a_column_without_heading_and_text_is_dropped(place: Path) -> None:
    assert table_of(place, "a,,b,\n1,,2,\n").columns == ("a", "b")


def test_a_column_without_heading_but_with_text_gets_a_number(place: Path) -> None:
    table = table_of(place, "a,b,\n1,2,3\n")
    assert table.columns == ("a", "b", "column 3")


def test_old_mac_line_ends_are_understood(place: Path) -> None:
    assert cells_of(table_of(place, "a,b\r1,2\r3,4\r")) == [["1", "2"], ["3", "4"]]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(place: Path, mark: str) -> None:
    table = table_of(place, f"name{mark}note\nAnn{mark}x\nBen{mark}y\n")
    assert cells_of(table) == [["Ann", "x"], ["Ben", "y"]]
    assert f"delimiter {mark!r}" in table.notes


def test_commas_inside_cells_do_not_win_over_the_delimiter(place: Path) -> None:
    table = table_of(place, "name;note\nFriends, Families;a, b, c\nBen;y\n")
    assert cells_of(table)[0] == ["Friends, Families", "a, b, c"]


def test_a_first_line_that_tells_the_delimiter_is_obeyed(place: Path) -> None:
    table = table_of(place, "sep=|\r\na,b|c\r\n1,2|3\r\n")
    assert table.columns == ("a,b", "c")
    assert table.rows[0].number == 3


def test_one_column_needs_no_delimiter(place: Path) -> None:
    assert cells_of(table_of(place, "name\nAnn\nBen\n")) == [["Ann"], ["Ben"]]


NAMES = "name,note\nCôte d’Ivoire,Türkiye\n"


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", "utf-8: valid throughout"),
        ("utf-8-sig", "utf-8: byte order mark"),
        ("utf-16", "utf-16: byte order mark"),
        ("utf-16-le", "utf-16-le: every other byte is zero"),
        ("utf-16-be", "utf-16-be: every other byte is zero"),
        ("windows-1252", "windows-1252: byte 0xf4 in line 2 is not UTF-8"),
    ],
)
def test_the_encoding_is_found_and_the_reason_given(place: Path, encoding: str, said: str) -> None:
    table = table_of(place, NAMES.encode(encoding))
    assert cells_of(table) == [["Côte d’Ivoire", "Türkiye"]]
    assert table.notes[0] == f"read as {said}"


def test_text_once_read_in_a_wrong_encoding_is_mended_and_counted(place: Path) -> None:
    broken = NAMES.encode().decode("windows-1252")
    table = table_of(place, broken)
    assert cells_of(table) == [["Côte d’Ivoire", "Türkiye"]]
    assert table.notes[-1].startswith("2 cells mended")


@pytest.mark.parametrize(
    ("broken", "right"),
    [
        ("CafÃ©", "Café"),
        ("Womenâ€™s Aid", "Women’s Aid"),
        ("Â£500", "£500"),
        ("â‚¬500", "€500"),
        ("Ã\x81lvaro", "Álvaro"),
    ],
)
def test_certain_mojibake_is_mended(broken: str, right: str) -> None:
    assert mend_mojibake(broken) == right


@pytest.mark.parametrize(
    "text", ["Café", "“MANHÔ", "CAFÉ”", "IRMÃ”", "RÉSUMÉ…", "CafÃ© à côté", "Ã", ""]
)
def test_a_text_that_may_be_right_is_left_alone(text: str) -> None:
    assert mend_mojibake(text) == text


@given(st.text())
def test_mending_gives_the_text_as_it_was_or_nothing_new(text: str) -> None:
    broken = text.encode().decode("windows-1252", errors="replace")
    assert mend_mojibake(broken) in (text, broken)


BAD: list[tuple[str, bytes, str]] = [
    ("nothing", b"", "is empty"),
    ("blank lines", b"\n\n , \n", "no row with text"),
    ("a workbook", b"PK\x03\x04rest", "workbook or an archive"),
    ("an old workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old .xls"),
    ("a PDF", b"%PDF-1.7\n", "is a PDF"),
    ("a web page", b"\n <!DOCTYPE html><html>", "web page"),
    ("a web page without type", b"<html><body>", "web page"),
    ("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not a text file"),
    ("zero bytes", b"a,b\n1,\0\n", "not a text file"),
    ("control characters", b"a,b\n1,\x1b[2J\n", "not a text file"),
    ("half a UTF-16 file", "a,b\n".encode("utf-16") + b"x", "not utf-16"),
    ("bytes of no encoding", b"a,b\n\x81\x8d,\xff\n", "not windows-1252"),
    ("an open quotation mark", b'a,b\n1,2\n"x,3\n4,5\n', "row 3"),
    ("text after a quotation", b'a,b\n1,2\n"x"y,3\n', "row 3"),
    ("too many cells", b"a,b\n1,2\n1,2,3\n", "3 cells where the heading has 2"),
    ("two equal headings", b"name,Name\n1,2\n", "two columns are headed"),
    ("equal headings but for spaces", b"the name,the  name\n1,2\n", "two columns are headed"),
    ("a huge cell", b"a,b\n" + b"x" * 140_000 + b",1\n", "field larger than field limit"),
    ("201 columns", b",".join(b"c%d" % i for i in range(201)) + b"\n", "more than 200 columns"),
]


@pytest.mark.parametrize(("data", "message"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_a_file_that_cannot_be_used_gets_one_clear_line(
    place: Path, data: bytes, message: str
) -> None:
    with pytest.raises(BadSource, match=message) as error:
        table_of(place, data)
    assert "people.csv" in error.value.where
    assert error.value.next_step
    assert "\n" not in str(error.value)


def test_a_missing_file_is_a_bad_source(place: Path) -> None:
    with pytest.raises(BadSource, match="no such file"):
        read_csv(place)


def test_too_many_rows_are_refused_and_not_cut(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "ROW_LIMIT", 3)
    assert len(table_of(place, "a\n1\n2\n3\n").rows) == 3
    with pytest.raises(BadSource, match=r"more than 3 rows.*row 5"):
        table_of(place, "a\n1\n2\n3\n4\n")


def test_too_many_cells_are_refused(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "CELL_LIMIT", 5)
    with pytest.raises(BadSource, match="5 cells"):
        table_of(place, "a,b\n1,2\n3,4\n5,6\n")


def test_a_sample_that_ends_inside_a_quotation_still_finds_the_delimiter(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(separated, "SAMPLE_CHARACTERS", 20)
    assert cells_of(table_of(place, 'a;b\n1;2\n3;"four, five, six"\n'))[1][1] == "four, five, six"


CELL = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=12).map(
    lambda text: text.strip()
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.lists(CELL, min_size=3, max_size=3), max_size=6),
    st.sampled_from(",;\t|"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_a_program_writes_is_read_back(
    place: Path, rows: list[list[str]], mark: str, encoding: str
) -> None:
    assume(all(mend_mojibake(cell) == cell for row in rows for cell in row))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=mark, quoting=csv.QUOTE_ALL).writerows([["a", "b", "c"], *rows])
    table = table_of(place, out.getvalue().encode(encoding))
    assert cells_of(table) == [row for row in rows if any(row)]


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=120) | st.text(alphabet='a,;\t|"\n\r =', max_size=60).map(str.encode))
def test_any_bytes_are_a_table_or_a_bad_source(place: Path, data: bytes) -> None:
    try:
        table = table_of(place, data)
    except BadSource:
        return
    assert table.columns
    assert all(len(row.values) == len(table.columns) for row in table.rows)


@pytest.mark.real_data
def test_every_csv_of_the_registers_is_read(real_data: Path) -> None:
    read = {path.name: read_csv(path) for path in sorted(real_data.rglob("*.csv"))}
    assert len(read) >= 35
    assert len(read["current_mps.csv"].rows) == 650
    assert len(read["ccew-register-of-mergers.csv"].rows) == 5843
    assert "windows-1252" in read["charitydetails_test.csv"].notes[0]
