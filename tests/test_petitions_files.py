"""Files of petitions: every frame that the site puts round them, and files that are broken."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import BadSource
from loaders.base import Report
from loaders.petitions_files import PetitionsFile, read_files
from tests.petitions_made import item, row, sheet, written


def read(*paths: Path) -> list[PetitionsFile]:
    return list(read_files(paths, Report()))


def outcome(path: Path) -> tuple[list[PetitionsFile], str]:
    """The files read, or the refusal in words."""
    try:
        return read(path), ""
    except BadSource as error:
        return [], str(error)


def numbers(file: PetitionsFile) -> list[str]:
    return [petition.id for petition in file.petitions]


def wrapped(*items: Any) -> dict[str, Any]:
    return {"links": {"self": "x", "next": None}, "data": list(items)}


def test_the_inner_object_alone_is_a_petition(tmp_path: Path) -> None:
    (file,) = read(written(tmp_path / "a.json", item(7)))
    assert (file.single, numbers(file), file.day) == (True, ["7"], "2025-02-03")


def test_a_petition_in_the_sites_frame_is_the_same(tmp_path: Path) -> None:
    (file,) = read(written(tmp_path / "a.json", {"links": {}, "data": item(7)}))
    assert (file.single, numbers(file)) == (True, ["7"])


@pytest.mark.parametrize("framed", [True, False])
def test_a_list_is_read_with_and_without_its_frame(tmp_path: Path, framed: bool) -> None:
    items = [item(7), item(8)]
    (file,) = read(written(tmp_path / "a.json", wrapped(*items) if framed else items))
    assert (file.single, numbers(file)) == (False, ["7", "8"])


def test_the_sites_own_csv_is_a_list(tmp_path: Path) -> None:
    (file,) = read(sheet(tmp_path / "a.csv", row(7), row(8)))
    assert (file.single, numbers(file), file.day) == (False, ["7", "8"], "")


def test_a_title_with_a_comma_and_doubled_quotes_is_one_cell(tmp_path: Path) -> None:
    (file,) = read(sheet(tmp_path / "a.csv", row(7, '"Ban ""small"" drums, now"')))
    assert file.petitions[0].title == 'Ban "small" drums, now'


@pytest.mark.parametrize("encoding", ["utf-8-sig", "windows-1252", "utf-16"])
def test_a_list_may_come_in_any_usual_encoding(tmp_path: Path, encoding: str) -> None:
    path = sheet(tmp_path / "a.csv", row(7, "£1000 for Côte drums"))
    path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))
    (file,) = read(path)
    assert file.petitions[0].title == "£1000 for Côte drums"


def test_mojibake_is_mended(tmp_path: Path) -> None:
    (file,) = read(sheet(tmp_path / "a.csv", row(7, "womenâ€™s drums")))
    assert file.petitions[0].title == "women’s drums"


def test_packed_files_are_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.json.gz"
    path.write_bytes(gzip.compress(json.dumps(item(7)).encode()))
    listed = tmp_path / "b.csv.gz"
    listed.write_bytes(gzip.compress(sheet(tmp_path / "x.csv", row(8)).read_bytes()))
    assert [numbers(file) for file in read(path, listed)] == [["7"], ["8"]]


def test_the_day_in_a_files_name_is_the_files_day(tmp_path: Path) -> None:
    (file,) = read(sheet(tmp_path / "open_2025-12-15.csv", row(7)))
    assert file.day == "2025-12-15"
    (file,) = read(written(tmp_path / "all-20251216.json", wrapped(item(7))))
    assert file.day == "2025-12-16"


def test_a_number_that_is_no_day_is_none(tmp_path: Path) -> None:
    (file,) = read(sheet(tmp_path / "20259999.csv", row(7)))
    assert file.day == ""


def test_a_deadline_is_not_taken_for_the_day_of_the_list(tmp_path: Path) -> None:
    headings = "Petition,URL,State,Signatures Count,opened_date,deadline_date"
    lines = (f"{row(7)},2025-12-08,2026-06-08", f"{row(8)},2025-07-02,2026-01-02")
    (file,) = read(sheet(tmp_path / "list_2025-26.csv", *lines, headings=headings))
    assert file.day == "2025-12-08"


def test_a_folder_is_read_through_and_what_is_no_petition_is_counted(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    written(tmp_path / "in" / "a.json", item(7))
    written(tmp_path / "other.json", {"type": "x"})
    (tmp_path / ".hidden.json").write_text("no", encoding="utf-8")
    (tmp_path / "README.md").write_text("told", encoding="utf-8")
    report = Report()
    assert [numbers(f) for f in read_files((tmp_path,), report)] == [["7"]]
    assert report.set_aside == {"a file without petitions": 1}


def test_petitions_that_were_not_published_are_counted_and_harmless(tmp_path: Path) -> None:
    report = Report()
    path = written(tmp_path / "a.json", [item(7), item(8, state="rejected"), item(9, action="")])
    (file,) = read_files((path,), report)
    assert numbers(file) == ["7"]
    assert report.set_aside == {
        "a petition that was not published (rejected)": 1,
        "a petition without a title": 1,
    }
    assert report.examples["a petition without a title"] == "a.json, petition 3"
    assert report.read == 3


def test_a_list_of_refused_petitions_only_is_no_broken_file(tmp_path: Path) -> None:
    (file,) = read(written(tmp_path / "a.json", [item(8, state="rejected")]))
    assert file.petitions == ()


BROKEN: list[tuple[str, bytes, str]] = [
    ("a.json", b"", "empty"),
    ("a.json", b"{", r"not JSON.*line 1 column 2"),
    ("a.json", b'{"id": 1}', "holds no petitions"),
    ("a.json", b"[]", "holds no petitions"),
    ("a.json", b"3", "holds no petitions"),
    ("a.json", b'[{"attributes": {}}, 7]', r"no petition.*a\.json, petition 2"),
    ("a.json", b'{"attributes": {"state": "open"}, "id": 1}', "no petition can be used"),
    ("a.json", b'{"attributes": 3, "id": 1}', "without attributes"),
    ("a.json", b"\xff\xfe", "not UTF-8"),
    ("a.json", b"[" * 100_000, r"nested|not JSON"),
    ("a.json.gz", b"{}", "cannot be unpacked"),
    ("a.json.gz", gzip.compress(b"{}" * 999, mtime=0)[:-9], "cut short"),
    ("a.csv", b"a,b\n1,2\n", "holds no petitions"),
    ("a.csv", b"\x00\x01\x02", "not a text file"),
    ("a.csv", b"PK\x03\x04x", "archive"),
    ("a.csv", b"Petition,Petition,URL,State,Signatures Count\n", "two columns"),
    ("a.csv", b'Petition,URL,State,Signatures Count\n"x,y,open,1\n', "cannot be read"),
    ("a.csv", b"Petition,URL,State,Signatures Count\nx,y,open,many\n", "no petition can be used"),
    ("a.txt", b"{}", "no JSON or CSV"),
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


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="holds no JSON or CSV"):
        read(tmp_path)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
FIELDS = st.sampled_from(
    (
        "action", "background", "state", "signature_count", "updated_at", "signatures_by_country",
        "signatures_by_constituency", "government_response", "departments", "topics",
    )
)  # fmt: skip
QUIET = settings(max_examples=70, suppress_health_check=[HealthCheck.function_scoped_fixture])


@QUIET
@given(said=st.dictionaries(FIELDS, JSON, max_size=5), number=JSON)
def test_whatever_a_petition_holds_is_read_or_refused(
    tmp_path: Path, said: dict[str, Any], number: Any
) -> None:
    path = written(tmp_path / "a.json", item(number, **said))
    files, refusal = outcome(path)
    assert "\n" not in refusal
    assert all(petition.title for file in files for petition in file.petitions)
    assert bool(files) != bool(refusal)


@QUIET
@given(data=st.binary(max_size=300), name=st.sampled_from(["a.json", "a.csv", "a.csv.gz"]))
def test_whatever_a_file_holds_is_read_or_refused(tmp_path: Path, data: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(BadSource):
        read(tmp_path / name)


@QUIET
@given(cut=st.integers(0, 400), at=st.integers(0, 400), byte=st.integers(0, 255))
def test_a_list_with_a_damaged_byte_or_a_lost_end_is_read_or_refused(
    tmp_path: Path, cut: int, at: int, byte: int
) -> None:
    sound = sheet(tmp_path / "a.csv", *(row(n, f'"Help, ""n"" {n}"') for n in range(1, 5)))
    data = bytearray(sound.read_bytes())
    data[at % len(data)] = byte
    (tmp_path / "b.csv").write_bytes(bytes(data[: len(data) - cut % len(data)]))
    files, refusal = outcome(tmp_path / "b.csv")
    assert bool(files) != bool(refusal)
    assert all(len(file.petitions) <= 5 for file in files)
    assert not refusal or "b.csv" in refusal
