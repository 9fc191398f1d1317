"""Rows of the public extract: line breaks and tabs in fields, damaged files, other days."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadSource
from loaders.base import Report
from loaders.charities_extract import SHAPES, rows_of
from loaders.charities_files import Part
from tests import charity_cut as cut

NAME = SHAPES["charity"].columns.index("charity_name")
ACTS = SHAPES["charity"].columns.index("charity_activities")


def part(path: Path, data: bytes, kind: str = "charity") -> Part:
    form = path.suffix[1:]
    path.write_bytes(data)
    assert form in ("txt", "json")
    return Part(
        kind=kind, form="json" if form == "json" else "txt", where=path.name, day="", path=path
    )


def rows(
    path: Path, data: bytes, kind: str = "charity", report: Report | None = None
) -> list[tuple[str, ...]]:
    told = report if report is not None else Report()
    return [row.values for row in rows_of(part(path, data, kind), told)]


@pytest.mark.parametrize("break_", ["\r\n", "\n", "\r\n\r\n"])
def test_a_line_break_in_a_field_does_not_end_the_row(tmp_path: Path, break_: str) -> None:
    said = [
        cut.charity(200, "ONE", charity_activities=f"First{break_}second."),
        cut.charity(201, "TWO"),
    ]
    found = rows(tmp_path / "t.txt", cut.as_text(cut.CHARITY, said))
    assert [row[NAME] for row in found] == ["ONE", "TWO"]
    assert found[0][ACTS].split() == ["First", "second."]


def test_a_line_break_in_the_last_field_belongs_to_it(tmp_path: Path) -> None:
    said = [cut.row(200, charity_name="HALF\r\nHALF"), cut.row(201, charity_name="TWO")]
    found = rows(tmp_path / "t.txt", cut.as_text(cut.NAMES, said), "charity_other_names")
    assert [row[1] for row in found] == ["HALF HALF", "TWO"]


@pytest.mark.parametrize("column", ["charity_name", "charity_activities"])
def test_a_tab_in_a_field_is_mended(tmp_path: Path, column: str) -> None:
    said = cut.charity(200, "NAME", charity_activities="acts") | {column: "left\tright"}
    (found,) = rows(tmp_path / "t.txt", cut.as_text(cut.CHARITY, [said]))
    assert found[NAME if column == "charity_name" else ACTS] == "left right"
    assert found[4] == "Registered"


def test_a_row_that_cannot_be_mended_is_set_aside_with_its_line(tmp_path: Path) -> None:
    odd = {**cut.area(200, "Kenya"), "geographic_area_description": "Ke\tnya"}
    data = cut.as_text(cut.AREAS, [cut.area(199, "Ghana"), odd])
    report = Report()
    assert len(rows(tmp_path / "t.txt", data, "charity_area_of_operation", report)) == 1
    reason = "a row whose cells cannot be told apart"
    assert (report.set_aside, report.examples) == ({reason: 1}, {reason: "t.txt, line 3"})


def test_a_row_cut_short_is_set_aside(tmp_path: Path) -> None:
    data = cut.as_text(cut.CHARITY, [cut.charity(200, "ONE")]) + f"{cut.DAY}\t5\t6\t0".encode()
    report = Report()
    assert len(rows(tmp_path / "t.txt", data, report=report)) == 1
    assert sum(report.set_aside.values()) == 1


def test_quotation_marks_are_ordinary_characters(tmp_path: Path) -> None:
    said = [cut.charity(200, 'THE "OLD HOUSE'), cut.charity(201, "TWO")]
    found = rows(tmp_path / "t.txt", cut.as_text(cut.CHARITY, said))
    assert [row[NAME] for row in found] == ['THE "OLD HOUSE', "TWO"]


def test_json_nulls_numbers_and_truths_become_texts(tmp_path: Path) -> None:
    said = cut.charity(200, "ONE", charity_activities=None)
    (found,) = rows(tmp_path / "t.json", cut.as_json(cut.CHARITY, [said]))
    assert found[:3] == ("3000200", "200", "0")
    assert found[ACTS] == ""


def test_json_may_lack_columns_that_are_not_needed(tmp_path: Path) -> None:
    some = [c for c in cut.CHARITY if c not in ("charity_activities", "charity_contact_web")]
    (found,) = rows(tmp_path / "t.json", cut.as_json(some, [cut.charity(200, "ONE")]))
    assert found[ACTS] == ""


def test_a_contact_column_never_leaves_the_reader() -> None:
    read = {column for shape in SHAPES.values() for column in shape.columns}
    assert {c for c in read if "contact" in c} == {"charity_contact_web"}
    assert not {c for c in read if "trustee" in c}


@pytest.mark.parametrize("form", ["txt", "json"])
def test_a_needed_column_that_is_missing_is_named(tmp_path: Path, form: str) -> None:
    write = {"txt": cut.as_text, "json": cut.as_json}[form]
    some = [c for c in cut.CHARITY if c != "charity_registration_status"]
    with pytest.raises(BadSource, match=r"no column charity_registration_status \(t\.\w+, \w+ 1"):
        rows(tmp_path / f"t.{form}", write(some, [cut.charity(200, "ONE")]))


def test_text_that_is_not_utf_8_names_the_line(tmp_path: Path) -> None:
    data = cut.as_text(cut.CHARITY, [cut.charity(200, "ONE"), cut.charity(201, "CAF@")])
    with pytest.raises(BadSource, match=r"not UTF-8 \(t.txt, line 3\)"):
        rows(tmp_path / "t.txt", data.replace(b"@", b"\xe9"))


def test_a_character_cut_off_at_the_end_is_no_utf_8(tmp_path: Path) -> None:
    data = cut.as_text(cut.CHARITY, [cut.charity(200, "ONE")]).rstrip(b"\r\n") + b"\xc3"
    with pytest.raises(BadSource, match="not UTF-8"):
        rows(tmp_path / "t.txt", data)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'{"a": 1}', "no array of rows"),
        (b"[1, 2]", "not an object"),
        (b'[{"a": 1', "damaged or cut short"),
        (b"[", "damaged or cut short"),
        (b"   ", "damaged or cut short"),
    ],
)
def test_damaged_json_is_refused_with_its_place(tmp_path: Path, data: bytes, words: str) -> None:
    with pytest.raises(BadSource, match=rf"{words} \(t.json, line 1\)"):
        rows(tmp_path / "t.json", data)


def test_damage_far_inside_json_is_refused_and_found(tmp_path: Path) -> None:
    good = cut.as_json(cut.CHARITY, [cut.charity(n, "ONE") for n in range(200, 260)])
    where = good.index(b'"registered_charity_number": 230')
    with pytest.raises(BadSource, match="damaged") as caught:
        rows(tmp_path / "t.json", good[:where] + b"\x22" + good[where:])
    line = good.count(b"\n", 0, where) + 1
    assert abs(int(caught.value.where.rsplit(" ", 1)[1]) - line) <= 12


@pytest.mark.parametrize("form", ["txt", "json"])
def test_rows_of_two_days_in_a_file_are_refused(tmp_path: Path, form: str) -> None:
    write = {"txt": cut.as_text, "json": cut.as_json}[form]
    late = {**cut.charity(201, "TWO"), "date_of_extract": "2023-09-08 00:00:00.0000000"}
    with pytest.raises(BadSource, match=r"of two extracts \(t\.\w+, \w+ \d, date_of_extract\)"):
        rows(tmp_path / f"t.{form}", write(cut.CHARITY, [cut.charity(200, "ONE"), late]))


def test_a_day_that_is_none_is_refused(tmp_path: Path) -> None:
    said = {**cut.charity(200, "ONE"), "date_of_extract": "2023-02-30 00:00:00"}
    with pytest.raises(BadSource, match="is no day"):
        rows(tmp_path / "t.txt", cut.as_text(cut.CHARITY, [said]))


def test_a_file_larger_than_a_piece_is_read_whole(tmp_path: Path) -> None:
    said = [cut.charity(n, "É" * 400) for n in range(1000, 4000)]
    for form, write in (("txt", cut.as_text), ("json", cut.as_json)):
        found = rows(tmp_path / f"t.{form}", write(cut.CHARITY, said))
        assert len(found) == 3000
        assert {row[NAME] for row in found} == {"É" * 400}


# Whatever no reader could mend: a field that itself begins a line as a row does.
FIELDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\"'"), max_size=30
).filter(lambda text: "\n2" not in text)


@given(texts=st.lists(FIELDS, min_size=1, max_size=5))
def test_any_text_comes_back_from_both_forms(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    said = [cut.charity(n, "X", charity_activities=text) for n, text in enumerate(texts, 200)]
    plain = rows(folder / "t.txt", cut.as_text(cut.CHARITY, said))
    exact = rows(folder / "t.json", cut.as_json(cut.CHARITY, said))
    assert [row[ACTS] for row in exact] == texts
    assert [row[ACTS] for row in plain] == [text.replace("\n", " ") for text in texts]
    assert [row[:4] for row in plain] == [row[:4] for row in exact]


def test_json_of_another_producer_without_blanks_is_read(tmp_path: Path) -> None:
    said = [cut.charity(200, "ONE"), cut.charity(201, "TWO")]
    data = json.dumps(said, separators=(",", ":")).encode()
    assert len(rows(tmp_path / "t.json", data)) == 2
