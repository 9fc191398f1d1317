"""XLSX workbooks: what their cells become, and how each damaged or dangerous one is named."""

import io
import time
import zipfile
from datetime import date, datetime
from datetime import time as clock
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.chart import BarChart

from graph.errors import BadSource
from loaders import workbook
from loaders.tables import Table, read_xlsx, xlsx_sheets, xlsx_tables
from tests.processes import apart, reading_cost

SHEET = "xl/worksheets/sheet1.xml"
START = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
END = "</sheetData></worksheet>"
QUIET: dict[str, Any] = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.function_scoped_fixture],
}
HEAD = '<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c></row>'


def saved(*rows: list[object], title: str = "nodes") -> bytes:
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


PLAIN = saved(["name", "size"], ["Ann", 3])


def remade(parts: dict[str, str | bytes | None], base: bytes = PLAIN) -> bytes:
    """A workbook with some parts replaced, added or (None) left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(base)) as old, zipfile.ZipFile(out, "w", 8) as new:
        contents = {name: old.read(name) for name in old.namelist()} | parts
        for name, content in contents.items():
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def with_sheet(rows: str) -> bytes:
    return remade({SHEET: START + rows + END})


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "people.xlsx"


def table_of(place: Path, data: bytes, sheet: str = "nodes") -> Table:
    place.write_bytes(data)
    return read_xlsx(place, sheet)


def cells_of(table: Table) -> list[list[str]]:
    return [list(row.values) for row in table.rows]


def test_cells_become_texts_with_the_row_numbers_of_the_sheet(place: Path) -> None:
    table = table_of(place, saved(["name", "size"], [], ["Ann", 3], ["Ben"]))
    assert table.columns == ("name", "size")
    assert [(r.number, r.cells) for r in table.rows] == [
        (3, {"name": "Ann", "size": "3"}),
        (4, {"name": "Ben", "size": ""}),
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (datetime(2024, 3, 1), "2024-03-01"),
        (date(2024, 3, 1), "2024-03-01"),
        (datetime(2024, 3, 1, 14, 30), "2024-03-01 14:30:00"),
        (clock(9, 5), "09:05:00"),
        (1153055.0, "1153055"),
        (0.1, "0.1"),
        (12_000_000_000, "12000000000"),
        (True, "TRUE"),
        (False, "FALSE"),
        ("NA", "NA"),
        (" two  words ", "two  words"),
        ("=1+1", None),
        ("Türkiye", "Türkiye"),
    ],
)
def test_a_cell_is_told_as_a_person_would_write_it(
    place: Path, value: object, text: str | None
) -> None:
    data = saved(["name", "x"], ["Ann", value])
    if text is None:
        with pytest.raises(BadSource, match="cell B2 has no stored value"):
            table_of(place, data)
    else:
        assert cells_of(table_of(place, data)) == [["Ann", text]]


def test_a_formula_gives_its_stored_value(place: Path) -> None:
    row = '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c></row>'
    assert cells_of(table_of(place, with_sheet(HEAD + row))) == [["2"]]


def test_a_formula_that_gave_empty_text_is_an_empty_cell(place: Path) -> None:
    row = '<row r="2"><c r="A2" t="str"><f>""</f><v></v></c><c r="B2"><v>7</v></c></row>'
    assert cells_of(table_of(place, with_sheet(HEAD + row))) == [["", "7"]]


def test_sheets_are_listed_in_order_and_found_whatever_their_case(place: Path) -> None:
    book = Workbook()
    book.active.title = "Nodes"
    book.create_sheet("links").append(["from", "to"])
    book.create_chartsheet("picture").add_chart(BarChart())
    book.save(place)
    assert xlsx_sheets(place) == ("Nodes", "links")
    assert read_xlsx(place, "LINKS").columns == ("from", "to")


def test_hidden_and_empty_sheets_are_left_out(place: Path) -> None:
    book = Workbook()
    book.active.title = "nodes"
    book.active.append(["name"])
    book.create_sheet("Sheet2")
    book.create_sheet("secret").append(["name"])
    book["secret"].sheet_state = "hidden"
    book.save(place)
    assert xlsx_sheets(place) == ("nodes", "Sheet2")
    assert list(xlsx_tables(place)) == ["nodes"]


def test_a_sheet_that_is_not_there_is_named_with_those_there_are(place: Path) -> None:
    with pytest.raises(BadSource, match=r"no sheet 'grants'.*Its sheets: nodes"):
        table_of(place, PLAIN, "grants")


def test_columns_right_of_the_headings_get_numbers(place: Path) -> None:
    table = table_of(place, saved(["name"], ["Ann", "", "a note"]))
    assert table.columns == ("name", "column 3")


def test_a_stray_cell_in_the_last_corner_is_not_walked_to(place: Path) -> None:
    corner = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    begun = time.process_time()
    table = table_of(place, with_sheet(HEAD + '<row r="2"><c r="A2"><v>5</v></c></row>' + corner))
    assert cells_of(table) == [["5"]]
    assert time.process_time() - begun < 2


BAD: list[tuple[str, bytes, str]] = [
    ("text", b"name,town\n", "not a zip"),
    ("an old workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "old .xls or a locked"),
    ("half a workbook", PLAIN[: len(PLAIN) // 2], "damaged or cut short"),
    ("any zip", remade({"[Content_Types].xml": None}), "not a workbook"),
    ("no list of sheets", remade({"xl/workbook.xml": None}), "not a workbook"),
    ("a missing sheet", remade({SHEET: None}), "no sheet 'nodes'"),
    ("broken styles", remade({"xl/styles.xml": b"<styleSheet"}), "not a workbook"),
    ("broken rows", remade({SHEET: START + HEAD + "<row><c></row>" + END}), "mismatched tag"),
    ("a broken number", with_sheet(HEAD + "<row><c><v>x</v></c></row>"), "cannot be read"),
    ("a broken date cell", with_sheet(HEAD + '<row><c t="d"><v>x</v></c></row>'), "cannot be read"),
    ("an empty sheet", with_sheet(""), "no row with text"),
    ("201 columns", saved(["c"] * 201), "more than 200 columns"),
    ("equal headings", saved(["name", "Name"], [1, 2]), "two columns are headed"),
    ("a bomb", with_sheet(HEAD + "<row/>" * 500_000), "100 to 1"),
    ("encrypted", PLAIN.replace(b"PK\x01\x02\x14\x03\x14\0\0", b"PK\x01\x02\x14\x03\x14\0\1", 1),
     "encrypted"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "message"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_a_workbook_that_cannot_be_used_gets_one_clear_line(
    place: Path, data: bytes, message: str
) -> None:
    with pytest.raises(BadSource, match=message) as error:
        table_of(place, data)
    assert "people.xlsx" in error.value.where
    assert error.value.next_step
    assert "\n" not in str(error.value)


LAUGHS = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
LAUGH = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a9 SYSTEM "file:///etc/passwd">]>'
CELL = '<row r="2"><c r="A2" t="inlineStr"><is><t>&a9;</t></is></c></row>'


@pytest.mark.parametrize("declared", [LAUGH, OUTSIDE], ids=["billion laughs", "outside file"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_and_never_resolved(place: Path, declared: str, encoding: str) -> None:
    text = declared.replace('"1.0"', f'"1.0" encoding="{encoding}"') + START + HEAD + CELL + END
    begun = time.process_time()
    with pytest.raises(BadSource) as error:
        table_of(place, remade({SHEET: text.encode(encoding)}))
    assert "root:" not in str(error.value)
    assert time.process_time() - begun < 2


def test_a_sheet_with_too_many_tags_is_refused(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "SHEET_TAGS", 50)
    with pytest.raises(BadSource, match="too much to be read"):
        table_of(place, with_sheet(HEAD + "<row/>" * 60))


@pytest.mark.parametrize(
    "part",
    [
        {"xl/styles.xml": "<styleSheet>" + "<xf/>" * 100_001 + "</styleSheet>"},
        {"xl/workbook.xml": "<workbook>" + "<definedName/>" * 100_001 + "</workbook>"},
        {"xl/_rels/workbook.xml.rels": "<Relationships>" + "<Relationship/>" * 100_001},
    ],
)
def test_parts_that_are_slow_to_read_have_a_limit_of_their_own(
    place: Path, part: dict[str, str | bytes | None]
) -> None:
    noise = Random(1).randbytes(100_000)
    with pytest.raises(BadSource, match="too much to be read"):
        table_of(place, remade({**part, "xl/media/picture.png": noise}))


@pytest.mark.slow
def test_the_largest_sheet_allowed_is_read_within_ten_seconds(place: Path) -> None:
    rows = "".join(f"<row><c><v>{i * 7919 % 1_000_003}</v></c></row>" for i in range(249_000))
    place.write_bytes(with_sheet(HEAD + rows))
    ((read, seconds, kilobytes),) = apart(1, reading_cost, place, "nodes")
    assert read == 249_000
    assert seconds < 10
    assert kilobytes < 500_000


@settings(max_examples=150, **QUIET)
@given(st.integers(0, len(PLAIN) - 1), st.integers(1, 255))
def test_a_damaged_byte_is_a_table_or_a_bad_source(place: Path, at: int, flip: int) -> None:
    data = bytearray(PLAIN)
    data[at] ^= flip
    try:
        table = table_of(place, bytes(data))
    except BadSource:
        return
    assert cells_of(table) == [["Ann", "3"]]


@settings(max_examples=100, **QUIET)
@given(
    st.sampled_from([SHEET, "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"]),
    st.integers(0, 2000),
    st.sampled_from([b"<", b">", b'"', b"0", b"-1", b"99999999999", b"&", b"x:", b"\xff", b""]),
)
def test_a_part_with_a_wrong_piece_is_a_table_or_a_bad_source(
    place: Path, part: str, at: int, piece: bytes
) -> None:
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as old:
        content = old.read(part)
    at %= len(content)
    try:
        table = table_of(place, remade({part: content[:at] + piece + content[at + 1 :]}))
    except BadSource:
        return
    assert table.columns


@pytest.mark.real_data
@pytest.mark.slow
def test_every_sheet_of_the_registers_workbooks_is_read(real_data: Path) -> None:
    found = {
        (path.name, sheet): len(read_xlsx(path, sheet).rows)
        for path in sorted(real_data.rglob("*.xlsx"))
        for sheet in xlsx_sheets(path)
    }
    assert found["Arts-Council-England.xlsx", "Arts Council England"] == 2162
    assert len(found) > 40
