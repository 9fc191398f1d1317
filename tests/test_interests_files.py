"""The register's tables in folders, zips and files, in both layouts; and tables that are broken."""

import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import BadSource
from loaders.base import Report
from loaders.interests_files import Table, read_tables
from tests.interests_made import GIFT, OLD_VISIT, ROLE, VISIT, edition, row, table

Tables = dict[str, dict[str, Table]]


def read(*paths: Path) -> Tables:
    return read_tables(paths, Report())


def outcome(path: Path) -> tuple[Tables, str]:
    """The tables read, or the refusal in words."""
    try:
        return read(path), ""
    except BadSource as error:
        return {}, str(error)


def zipped(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(f"260817/PublishedInterest-Category_{name[1:]}.csv", data)
    return path


def test_a_folder_is_an_edition_of_the_day_in_its_name(tmp_path: Path) -> None:
    found = read(edition(tmp_path, c4=[VISIT], c8=[ROLE]))
    assert {day: list(tables) for day, tables in found.items()} == {"2026-08-17": ["4", "8"]}


def test_a_zip_is_an_edition_too(tmp_path: Path) -> None:
    found = read(zipped(tmp_path / "a.zip", c4=table(VISIT)))
    assert found["2026-08-17"]["4"].where == "a.zip, 260817/PublishedInterest-Category_4.csv"


def test_a_folder_of_editions_gives_them_oldest_first(tmp_path: Path) -> None:
    edition(tmp_path, "260817", c4=[VISIT])
    edition(tmp_path, "240804", c4=[OLD_VISIT])
    edition(tmp_path, "2025-06-16", c4=[VISIT])
    assert list(read(tmp_path)) == ["2024-08-04", "2025-06-16", "2026-08-17"]


def test_both_layouts_give_the_same_headings(tmp_path: Path) -> None:
    old = read(edition(tmp_path, "240804", c4=[OLD_VISIT]))["2024-08-04"]["4"].rows[0][1]
    new = read(edition(tmp_path, c4=[VISIT]))["2026-08-17"]["4"].rows[0][1]
    for heading in ("Donors_Name_1", "VisitLocations_Country_1", "Donors_Value_1"):
        assert old[heading] == new[heading]
    assert (old["Registered"], new["Registered"]) == ("01/08/2026", "2026-08-01")


def test_a_line_break_in_a_cell_is_part_of_the_cell(tmp_path: Path) -> None:
    home = edition(tmp_path, c8=[row(ROLE, Description="One\ntwo"), row(ROLE, ID="16002")])
    assert [number for number, _ in read(home)["2026-08-17"]["8"].rows] == [2, 3]


def test_a_file_without_a_day_in_its_name_has_the_newest_that_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "visits.csv"
    path.write_bytes(table(row(VISIT, Updated_1="2026-08-09"), row(VISIT, ID="2")))
    assert list(read(path)) == ["2026-08-09"]


@pytest.mark.parametrize(
    ("made", "category"),
    [
        (VISIT, "4"),
        (GIFT, "3"),
        (row(GIFT, Category="Gifts and benefits from sources outside the UK"), "5"),
        (GIFT | {"DonationSource": "(b)"}, "2"),
        (ROLE, "8"),
    ],
)
def test_a_renamed_file_is_told_by_its_columns(
    tmp_path: Path, made: dict[str, str], category: str
) -> None:
    (tmp_path / "renamed.csv").write_bytes(table(made))
    assert list(read(tmp_path / "renamed.csv")["2026-08-02"]) == [category]


def test_other_categories_and_other_files_are_counted_and_not_read(tmp_path: Path) -> None:
    home = edition(tmp_path, c1=[VISIT], c4=[VISIT])
    (home / "members.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (home / "README.md").write_text("told", encoding="utf-8")
    report = Report()
    assert list(read_tables((home,), report)["2026-08-17"]) == ["4"]
    assert report.facts == {
        "files of other categories, not read": 1,
        "files that are no table of the register, not read": 1,
    }


def test_an_edition_in_a_folder_and_in_a_zip_is_one(tmp_path: Path) -> None:
    home = edition(tmp_path, c4=[VISIT])
    packed = zipped(tmp_path / "a.zip", c4=(home / "PublishedInterest-Category_4.csv").read_bytes())
    assert len(read(home, packed)) == 1


def test_two_different_tables_of_one_day_are_refused(tmp_path: Path) -> None:
    packed = zipped(tmp_path / "a.zip", c4=table(row(VISIT, ID="3")))
    with pytest.raises(BadSource, match=r"two different tables of category 4.*a\.zip"):
        read(edition(tmp_path, c4=[VISIT]), packed)


HEAD = b"ID,MNIS ID,Member,Category,MiscellaneousInterestType,Description\n"
BROKEN: list[tuple[str, bytes, str]] = [
    ("PublishedInterest-Category_8.csv", b"", "empty"),
    ("PublishedInterest-Category_8.csv", b"\xef\xbb\xbf\n", "no column"),
    ("PublishedInterest-Category_8.csv", b"ID,Member\n1,Ann\n", "no column MNIS ID, Category"),
    ("PublishedInterest-Category_4.csv", HEAD, "category 4 has no column"),
    ("PublishedInterest-Category_8.csv", HEAD + b"1,2,Ann\n", r"row has 3 cells.*row 2"),
    ("PublishedInterest-Category_8.csv", HEAD + b'1,2,"Ann\n', "cannot be read|cells"),
    ("PublishedInterest-Category_8.csv", HEAD + b"1,2,Ann,M,Unpaid role,x\n", "date of this"),
    ("PublishedInterest-Category_8.csv", b"\x00\x01", "not a text file"),
    ("PublishedInterest-Category_8.csv", b"<html>no</html>", "web page"),
    ("260817.csv", b"ID,ID,MNIS ID,Member,Category\n", "two columns are headed 'ID'"),
    ("other.csv", b"a,b\n1,2\n", "no part of the register"),
    ("260817.zip", b"PK\x03\x04broken", "damaged"),
    ("260817.zip", b"none", "not a zip"),
    ("notes.txt", b"told", "no CSV and no zip"),
]


@pytest.mark.parametrize(("name", "data", "message"), BROKEN)
def test_a_broken_file_gives_one_clear_line(
    tmp_path: Path, name: str, data: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(BadSource, match=message) as caught:
        read(tmp_path / name)
    assert "\n" not in str(caught.value)
    assert name in str(caught.value)
    assert caught.value.next_step


def test_no_file_at_all_is_told() -> None:
    with pytest.raises(BadSource, match="no file was named"):
        read()


QUIET = settings(max_examples=70, suppress_health_check=[HealthCheck.function_scoped_fixture])


@QUIET
@given(data=st.binary(max_size=200), ending=st.sampled_from(["csv", "zip"]))
def test_whatever_a_file_holds_is_refused_in_one_line(
    tmp_path: Path, data: bytes, ending: str
) -> None:
    path = tmp_path / f"260817 Category_4.{ending}"
    path.write_bytes(data)
    found, refusal = outcome(path)
    assert not found
    assert refusal
    assert "\n" not in refusal


@QUIET
@given(cut=st.integers(0, 900), at=st.integers(0, 900), byte=st.integers(0, 255))
def test_a_table_with_a_damaged_byte_or_a_lost_end_is_read_or_refused(
    tmp_path: Path, cut: int, at: int, byte: int
) -> None:
    sound = bytearray(table(VISIT, row(VISIT, ID="2", Purpose='"A"\nand B'), row(VISIT, ID="3")))
    sound[at % len(sound)] = byte
    path = tmp_path / "260817 Category_4.csv"
    path.write_bytes(bytes(sound[: len(sound) - cut % len(sound)]))
    found, refusal = outcome(path)
    assert bool(found) != bool(refusal)
    assert not refusal or path.name in refusal
