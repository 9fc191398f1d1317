"""Names from a file: plain text, CSV or a workbook; what is no list is refused in one line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.name_file import MOST_BYTES, names_from_file, names_in
from graph.errors import BadSource, KithmapError
from tests.sheets import workbook


@pytest.mark.parametrize(
    ("file", "data", "names"),
    [
        ("a.txt", b"Citizens UK\n\n# not this\n2. Caabu\n", ("Citizens UK", "Caabu")),
        ("a", "\ufeffC\u00f4te Trust\n".encode(), ("C\u00f4te Trust",)),
        ("a.txt", "C\u00f4te Trust".encode("cp1252"), ("C\u00f4te Trust",)),
        ("a.csv", b"Citizens UK\nCaabu\n", ("Citizens UK", "Caabu")),
        ("a.csv", b"Name,Organisation,Email\nAnn Body,Caabu,a@example.org\n,COMPAS,\n",
         ("Ann Body, Caabu", "COMPAS")),
        ("a.csv", b"id,name\nappg:uk:kenya,Kenya\n", ("appg:uk:kenya",)),
        ("a.tsv", b"Attendee\tRole\nAnn Body\tChair\n", ("Ann Body",)),
        ("a.csv", b"red,green\nCaabu,x\n", ("red", "Caabu")),
    ],
)  # fmt: skip
def test_names_are_found_in_lines_or_in_the_columns_that_hold_them(
    file: str, data: bytes, names: tuple[str, ...]
) -> None:
    assert names_in(data, file) == names


def test_the_first_sheet_of_a_workbook_is_read(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "room.xlsx", Guests=[["Organisation"], ["Caabu"], ["COMPAS"]], Other=[["x"]]
    )
    assert names_from_file(path) == ("Caabu", "COMPAS")


@pytest.mark.parametrize(
    ("file", "data", "reason"),
    [
        ("a.txt", b"", "holds no name"),
        ("a.csv", b"\n\n", "holds no name"),
        ("a.csv", b"Name\n", "holds no name"),
        ("a.txt", b"\x00\x01", "no text"),
        ("a.xlsx", b"no workbook", "a.xlsx"),
        ("a.txt", b"x" * (MOST_BYTES + 1), "too large"),
    ],
)
def test_what_is_no_list_is_refused_in_one_line(file: str, data: bytes, reason: str) -> None:
    with pytest.raises(BadSource) as error:
        names_in(data, file)
    assert reason in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match=r"no such file .*none.txt"):
        names_from_file(tmp_path / "none.txt")


@given(st.binary(max_size=200), st.sampled_from(["a.txt", "a.csv", "a.xlsx"]))
def test_any_bytes_are_names_or_a_clear_refusal(data: bytes, file: str) -> None:
    try:
        names = names_in(data, file)
    except KithmapError:
        return
    assert names
    assert all(name.strip() for name in names)
