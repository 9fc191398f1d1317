"""Files and folders of grants: endings, packing, what holds none, what is broken."""

import gzip
import json
from pathlib import Path

import pytest

from graph.errors import BadSource
from loaders import grants_files
from loaders.base import Report
from loaders.grants_files import read_files, stem_of
from tests.grants_made import HEADINGS, ROW, Read, grant, package, sheet
from tests.sheets import workbook


def names(*paths: Path) -> tuple[list[str], Report]:
    report = Report()
    return [file.path.name for file in read_files(paths, report)], report


def test_a_folder_is_read_with_all_below_it(tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    package(tmp_path / "deep" / "er" / "b.json", grant())
    sheet(tmp_path / "a.csv", ROW)
    assert names(tmp_path)[0] == ["a.csv", "b.json"]


def test_other_files_of_a_folder_are_not_looked_at(tmp_path: Path) -> None:
    package(tmp_path / "a.json", grant())
    (tmp_path / "README.md").write_text("# no grants", encoding="utf-8")
    (tmp_path / "~$a.xlsx").write_bytes(b"a lock file of a spreadsheet program")
    (tmp_path / ".hidden.json").write_text("{", encoding="utf-8")
    assert names(tmp_path)[0] == ["a.json"]


def test_what_holds_no_grants_is_left_out_of_a_folder(tmp_path: Path) -> None:
    package(tmp_path / "z.json", grant())
    (tmp_path / "schema.json").write_text('{"title": "Schema"}', encoding="utf-8")
    (tmp_path / "codes.csv").write_text("Code,Title\nAF,Afghanistan\n", encoding="utf-8")
    workbook(tmp_path / "template.xlsx", grants=[[*HEADINGS.split(",")]])
    package(tmp_path / "none.json")
    found, report = names(tmp_path)
    assert found == ["z.json"]
    assert report.set_aside == {"a file without grants": 4}


@pytest.mark.parametrize("text", ['{"title": "Schema"}', "[]", '{"grants": []}'])
def test_a_file_named_itself_must_hold_grants(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadSource, match=r"no grants of the 360Giving standard \(a\.json\)"):
        names(path)


def test_headings_without_a_row_hold_no_grants(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match=r"holds no grants.*a\.csv"):
        names(sheet(tmp_path / "a.csv"))


def test_a_broken_file_refuses_the_folder_and_is_named(tmp_path: Path) -> None:
    package(tmp_path / "a.json", grant())
    (tmp_path / "b.json").write_text('{"grants": [', encoding="utf-8")
    with pytest.raises(BadSource, match=r"not JSON.*b\.json, line 1"):
        names(tmp_path)


def test_grants_that_are_no_list_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"grants": {"0": {}}}', encoding="utf-8")
    with pytest.raises(BadSource, match=r"'grants' is no list \(a\.json\)"):
        names(path)


def test_a_grant_that_is_no_object_is_named_by_its_number(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match=r"a\.json, grant 2"):
        names(package(tmp_path / "a.json", grant(), "a grant"))


def test_json_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps({"grants": [grant()]}).encode())
    assert names(path)[0] == ["a.json"]


def test_packed_json_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.json.gz"
    path.write_bytes(gzip.compress(json.dumps({"grants": [grant()]}).encode()))
    assert Read(path).link.locator == "a.json.gz, grant 1"


def test_a_packed_file_that_is_cut_short_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress((f"{HEADINGS}\n" + f"{ROW}\n" * 99).encode())[:-12])
    with pytest.raises(BadSource, match=r"cut short \(a\.csv\.gz\)"):
        names(path)


def test_a_file_that_only_says_it_is_packed_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    path.write_text(ROW, encoding="utf-8")
    with pytest.raises(BadSource, match=r"cannot be unpacked.*a\.csv\.gz"):
        names(path)


def test_a_packed_file_that_swells_beyond_the_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grants_files, "FILE_LIMIT", 5_000)
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(b"x" * 5_001))
    with pytest.raises(BadSource, match=r"unpacks to more than 0\.005 MB"):
        names(path)


def test_another_ending_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    path.write_bytes(b"PK")
    with pytest.raises(BadSource, match=r"no JSON, CSV or XLSX file \(a\.ods\)"):
        names(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match=r"no such file.*gone\.json"):
        names(tmp_path / "gone.json")


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="no JSON, CSV or XLSX file"):
        names(tmp_path)


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = package(tmp_path / "a.json", grant())
    assert names(path, tmp_path)[0] == ["a.json"]


def test_the_order_is_that_of_the_names(tmp_path: Path) -> None:
    paths = [package(tmp_path / f"{name}.json", grant()) for name in "cab"]
    assert names(*paths)[0] == ["a.json", "b.json", "c.json"]


@pytest.mark.parametrize(
    ("name", "stem"),
    [("a.json", "a"), ("a.b.csv.gz", "a.b"), ("A.XLSX", "A"), ("a.JSON.GZ", "a")],
)
def test_a_stem_is_the_name_without_endings(name: str, stem: str) -> None:
    assert stem_of(Path(name)) == stem
