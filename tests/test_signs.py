"""Tables are told apart by their headings, wherever they lie and whatever they are called."""

import zipfile
from pathlib import Path

import pytest

from graph.errors import BadSource
from loaders.base import Report
from loaders.signs import SHARES, headings, tell_tables

SIGNS = {"long": frozenset(("a", "b")), "short": frozenset(("a",))}


def csv_file(path: Path, first: str) -> Path:
    path.write_bytes(first.encode())
    return path


def test_a_table_is_the_first_kind_whose_columns_it_has(tmp_path: Path) -> None:
    both = csv_file(tmp_path / "x.csv", "a,b,c\n1,2,3\n")
    one = csv_file(tmp_path / "y.csv", "a,c\n1,3\n")
    assert tell_tables((tmp_path,), SIGNS, Report()) == {"long": [both], "short": [one]}


def test_what_else_lies_in_a_folder_is_counted_and_left(tmp_path: Path) -> None:
    csv_file(tmp_path / "z.csv", "c,d\n1,2\n")
    (tmp_path / "README.md").write_text("a,b\n")
    report = Report()
    assert tell_tables((tmp_path,), SIGNS, report) == {}
    assert report.set_aside == {"a file that is no table of this source": 2}


def test_a_file_given_by_name_has_to_be_a_table_of_the_source(tmp_path: Path) -> None:
    other = csv_file(tmp_path / "z.csv", "c,d\n1,2\n")
    with pytest.raises(BadSource, match=r"no table of this source \(z\.csv\)"):
        tell_tables((other,), SIGNS, Report())


def test_a_path_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="no such file or folder"):
        tell_tables((tmp_path / "nowhere",), SIGNS, Report())


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    one = csv_file(tmp_path / "y.csv", "a\n1\n")
    assert tell_tables((one, tmp_path), SIGNS, Report()) == {"short": [one]}


@pytest.mark.parametrize("first", ["\ufeffa,b\r\n1,2\r\n", '"a","b"\n', " a , b \n"])
def test_a_byte_order_mark_quotes_and_blanks_do_not_hide_a_heading(
    tmp_path: Path, first: str
) -> None:
    assert headings(csv_file(tmp_path / "x.csv", first)) == {"a", "b"}


def test_the_first_table_of_a_zip_tells_what_it_holds(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bulk.zip", "w") as archive:
        archive.writestr("metadata.txt", "x")
        archive.writestr("part.csv", "a,b\n1,2\n")
    assert headings(tmp_path / "bulk.zip") == {"a", "b"}


@pytest.mark.parametrize("name", ["x.csv", "x.zip", "x.parquet", "x.json", "x.yaml"])
def test_rubbish_has_no_headings_of_ours(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(bytes(range(256)) * 3)
    assert not headings(tmp_path / name) & {"a", "b", SHARES}


def test_an_empty_file_has_no_headings(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(b"")
    assert headings(tmp_path / "x.csv") == set()


def test_shares_by_code_are_told_by_their_first_bytes(tmp_path: Path) -> None:
    (tmp_path / "s.json").write_text('{ "E06000001": {"E14001272": 1}}')
    (tmp_path / "o.json").write_text('{"E06000001": 1}')
    assert headings(tmp_path / "s.json") == {SHARES}
    assert headings(tmp_path / "o.json") == set()


def test_a_heading_with_a_lone_carriage_return_is_none_and_no_crash(tmp_path: Path) -> None:
    assert headings(csv_file(tmp_path / "x.csv", "a,b\rc,d\n1,2\n")) == frozenset()
