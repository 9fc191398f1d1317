"""Which files are tables of a register: by name, by heading; the table of people never."""

import zipfile
from pathlib import Path

import pytest

from graph.errors import BadSource
from loaders.base import Report
from loaders.charities_files import EXTRACT_LIMITS, Part, find_parts
from tests import charity_cut as cut


def kinds(*paths: Path, report: Report | None = None) -> list[str]:
    return [p.kind for p in find_parts(paths, report if report is not None else Report())]


def charities(n: int = 1) -> list[dict[str, object]]:
    return [cut.charity(200 + i, "ONE") for i in range(n)]


def test_the_publishers_names_tell_the_tables(tmp_path: Path) -> None:
    cut.put(tmp_path, "charity", cut.CHARITY, charities())
    cut.put(tmp_path, "charity_classification", cut.CODES, [cut.code(200, 101)])
    assert kinds(tmp_path) == ["charity", "charity_classification"]


@pytest.mark.parametrize("form", ["txt", "json"])
def test_a_renamed_table_is_told_by_its_headings(tmp_path: Path, form: str) -> None:
    write = {"txt": cut.as_text, "json": cut.as_json}[form]
    (tmp_path / f"a.{form}").write_bytes(write(cut.CHARITY, charities()))
    (tmp_path / f"b.{form}").write_bytes(write(cut.AREAS, [cut.area(200, "Ghana")]))
    assert kinds(tmp_path) == ["charity", "charity_area_of_operation"]


@pytest.mark.parametrize("name", ["publicextract.charity_trustee", "people"])
def test_the_table_of_people_is_never_read(tmp_path: Path, name: str) -> None:
    cut.put(tmp_path, "charity", cut.CHARITY, charities())
    rows = [cut.row(200, trustee_id=1, trustee_name="Ann Body")]
    columns = (*cut.KEYS, "trustee_id", "trustee_name")
    (tmp_path / f"{name}.json").write_bytes(cut.as_json(columns, rows))
    (tmp_path / f"{name}.txt").write_bytes(cut.as_text(columns, rows))
    assert kinds(tmp_path) == ["charity"]
    assert "Ann Body" not in repr(cut.records(tmp_path))


def test_a_zip_of_another_table_is_not_even_opened(tmp_path: Path) -> None:
    cut.put(tmp_path, "charity", cut.CHARITY, charities())
    (tmp_path / "publicextract.charity_trustee.zip").write_bytes(b"no zip at all")
    report = Report()
    assert kinds(tmp_path, report=report) == ["charity"]
    assert report.facts == {"files of other tables, not opened": 1}


def test_folders_are_looked_through_and_other_files_counted(tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    cut.put(tmp_path / "deep" / "er", "charity", cut.CHARITY, charities())
    (tmp_path / "README.md").write_text("about")
    (tmp_path / "notes.txt").write_text("nothing\there\n")
    (tmp_path / "other.json").write_text('[{"a": 1}]')
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    (tmp_path / ".hidden.json").write_text("[")
    report = Report()
    assert kinds(tmp_path, report=report) == ["charity"]
    assert report.facts == {"files that are no table of a register, not read": 4}


def test_the_csvs_are_told_by_their_headings(tmp_path: Path) -> None:
    cut.ni(tmp_path)
    cut.sc(tmp_path)
    (tmp_path / "areas.csv").write_text(
        "\ufeffgeographic_area_type,geographic_area_description,GSS\n", encoding="utf-8"
    )
    assert sorted(kinds(tmp_path)) == ["areas", "ni", "sc"]


def test_a_zip_may_hold_a_csv_with_its_day(tmp_path: Path) -> None:
    csv = cut.sc(tmp_path)
    with zipfile.ZipFile(tmp_path / "download.zip", "w") as archive:
        archive.write(csv, csv.name)
    csv.unlink()
    (found,) = find_parts((tmp_path,), Report())
    assert (found.kind, found.form, found.day) == ("sc", "csv", "2023-09-07")


def test_without_a_day_in_a_name_the_zip_gives_it(tmp_path: Path) -> None:
    csv = cut.sc(tmp_path, name="export.csv")
    with zipfile.ZipFile(tmp_path / "download.zip", "w") as archive:
        info = zipfile.ZipInfo("export.csv", (2024, 3, 15, 6, 0, 0))
        archive.writestr(info, csv.read_bytes())
    (found,) = find_parts((tmp_path / "download.zip",), Report())
    assert found.day == "2024-03-15"


def test_a_file_that_is_no_table_is_refused_when_it_was_named(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing here\n")
    with pytest.raises(BadSource, match=r"no table of a register of charities \(notes.txt\)"):
        kinds(tmp_path / "notes.txt")


def test_a_folder_without_a_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("x")
    with pytest.raises(BadSource, match="no table of a register was found"):
        kinds(tmp_path)


def test_codes_of_areas_alone_are_no_register(tmp_path: Path) -> None:
    (tmp_path / "areas.csv").write_text("aooname,GSS\nHACKNEY,E09000012\n")
    with pytest.raises(BadSource, match="no table of a register was found"):
        kinds(tmp_path)


def test_no_path_at_all_is_refused() -> None:
    with pytest.raises(BadSource, match="no file was named"):
        kinds()


@pytest.mark.parametrize("name", ["publicextract.charity.txt", "publicextract.charity.json"])
def test_an_empty_file_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\xef\xbb\xbf\r\n")
    with pytest.raises(BadSource, match=rf"the file is empty \({name}\)"):
        kinds(tmp_path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="cannot be read"):
        kinds(tmp_path / "gone.json")


def test_a_damaged_zip_is_refused(tmp_path: Path) -> None:
    path = cut.put(tmp_path, "charity", cut.CHARITY, charities())
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(BadSource, match="damaged or cut short"):
        kinds(path)


def test_a_zip_whose_content_was_changed_is_refused(tmp_path: Path) -> None:
    path = cut.put(tmp_path, "charity", cut.CHARITY, charities(50))
    data = bytearray(path.read_bytes())
    data[80:90] = bytes(10)
    path.write_bytes(bytes(data))
    with pytest.raises(BadSource, match=r"cannot be read to its end|not UTF-8"):
        cut.read(path)


def test_the_limits_hold_for_the_whole_register_and_not_for_more() -> None:
    assert EXTRACT_LIMITS.member >= 1_000_000_000
    assert EXTRACT_LIMITS.total >= 2 * EXTRACT_LIMITS.member
    assert EXTRACT_LIMITS.members < 1_000


def test_pieces_are_the_bytes_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_bytes(b"x" * 2_500_000)
    part = Part(kind="charity", form="txt", where="t.txt", day="", path=path)
    assert [len(piece) for piece in part.pieces()] == [1_000_000, 1_000_000, 500_000]


@pytest.mark.parametrize("form", ["txt", "json"])
def test_another_table_of_the_extract_alone_is_no_register(tmp_path: Path, form: str) -> None:
    write = {"txt": cut.as_text, "json": cut.as_json}[form]
    data = write((*cut.KEYS, "policy_name"), [cut.row(200, policy_name="Complaints")])
    (tmp_path / f"publicextract.charity_policy.{form}").write_bytes(data)
    with pytest.raises(BadSource, match="no table of a register was found"):
        kinds(tmp_path)
