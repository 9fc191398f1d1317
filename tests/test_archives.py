"""Bytes, JSON and zip archives: what is read, and how each damaged one is named."""

import io
import json
import os
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadSource
from loaders.archives import SafeZip, ZipLimits, open_zip, read_bytes, read_json, zip_of


def packed(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 6, 29, 0, 0, 0)), content, method)
    return out.getvalue()


def zip_from(data: bytes, limits: ZipLimits | None = None) -> SafeZip:
    return zip_of(data, "x.zip", limits or ZipLimits())


def said(error: pytest.ExceptionInfo[BadSource], *parts: str) -> None:
    text = str(error.value)
    assert "\n" not in text
    assert error.value.next_step
    assert all(part in text for part in parts), text


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert read_bytes(tmp_path / "a", 3) == b"abc"


def test_a_missing_file_is_named_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(BadSource) as error:
        read_bytes(tmp_path / "none.csv")
    said(error, "no such file", "none.csv")


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    with pytest.raises(BadSource, match="empty"):
        read_bytes(tmp_path / "a")


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="not a file"):
        read_bytes(tmp_path)


def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(BadSource, match="not a file"):
        read_bytes(tmp_path / "pipe")


def test_a_path_with_a_zero_character_is_refused() -> None:
    with pytest.raises(BadSource, match="cannot be read"):
        read_bytes(Path("a\0b"))


def test_a_file_without_read_rights_is_named(tmp_path: Path) -> None:
    def refused(*_: object, **__: object) -> object:
        raise PermissionError(13, "Permission denied")

    class Locked(type(tmp_path)):  # type: ignore[misc]  # the path class differs by system
        open = refused

    (tmp_path / "a").write_bytes(b"abc")
    with pytest.raises(BadSource, match="Permission denied"):
        read_bytes(Locked(tmp_path / "a"))


def test_a_file_over_the_limit_is_refused_and_not_cut(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abcd")
    with pytest.raises(BadSource, match="larger than"):
        read_bytes(tmp_path / "a", 3)


@pytest.mark.parametrize(
    "text", ['{"a": [1, null, "é"]}', '{"a": 1, "a": 2}', "[]", '"\\ud83d\\ude00"']
)
def test_json_is_read_as_python_reads_it(text: str) -> None:
    assert read_json(text.encode(), "a.json") == json.loads(text)


def test_json_may_begin_with_a_byte_order_mark() -> None:
    assert read_json(b'\xef\xbb\xbf{"a": 1}', "a.json") == {"a": 1}


@pytest.mark.parametrize(
    ("data", "parts"),
    [
        (b'{"a": 1,}', ("not JSON", "line 1 column")),
        (b'{"a":\n "b"', ("not JSON", "line 2 column 5")),
        (b"", ("not JSON", "line 1")),
        (b"<html>", ("not JSON",)),
        (b'{"a": NaN}', ("NaN", "number")),
        (b'{"a": -Infinity}', ("Infinity",)),
        (b"[" * 100_000, ("nested too deeply",)),
        (b'{"a":' * 100_000, ("nested too deeply",)),
        (b"9" * 5000, ("not JSON",)),
        (b'[\n"caf\xe9"]', ("not UTF-8", "line 2 column 5")),
        ('{"a": 1}'.encode("utf-16"), ("not UTF-8", "line 1 column 1")),
        (b'["\\ud800"]', ("half a character",)),
    ],
)
def test_json_that_cannot_be_used_is_named_with_its_place(
    data: bytes, parts: tuple[str, ...]
) -> None:
    with pytest.raises(BadSource) as error:
        read_json(data, "a.json")
    said(error, "a.json", *parts)


@given(st.binary(max_size=200) | st.text(alphabet='[]{}",:0e.-\\unt ', max_size=60).map(str.encode))
def test_any_bytes_are_json_or_a_bad_source(data: bytes) -> None:
    try:
        value = read_json(data, "a.json")
    except BadSource:
        return
    assert json.loads(json.dumps(value)) == value


def test_members_are_listed_sorted_without_folders_and_links() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("b/z.json", "1")
        archive.writestr("b/", "")
        archive.writestr("a.json", "2")
        link = zipfile.ZipInfo("link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    found = zip_from(out.getvalue())
    assert found.names() == ("a.json", "b/z.json")
    assert found.read("b/z.json") == b"1"


def test_a_member_has_the_date_of_the_archive() -> None:
    assert zip_from(packed({"a": b"1"})).date("a") == "2026-06-29"


def test_a_member_with_an_impossible_date_has_none() -> None:
    data = packed({"a": b"1"})
    stamp = struct.pack("<H", (2026 - 1980) << 9 | 6 << 5 | 29)
    assert zip_from(data.replace(stamp, struct.pack("<H", 46 << 9 | 15 << 5))).date("a") == ""


def test_a_member_that_is_not_there_is_named() -> None:
    with pytest.raises(BadSource, match="no such member"):
        zip_from(packed({"a": b"1"})).read("../a")


def test_an_archive_can_be_opened_from_a_path(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(packed({"a": b"1"}))
    assert open_zip(tmp_path / "x.zip").read("a") == b"1"


GOOD = packed({"a.json": b"hello world " * 10})
NAMES = ["../a", "/etc/a", "a/../../b", "C:a", "a\\b"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_leads_out_of_the_archive_is_refused(name: str) -> None:
    with pytest.raises(BadSource, match="leads out"):
        zip_from(packed({name: b"1"}))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"hello", "not a zip"),
        (b"", "not a zip"),
        (GOOD[:40], "damaged or cut short"),
        (GOOD[: len(GOOD) - 5], "damaged or cut short"),
        (b"PK\x05\x06" + b"\xff" * 18, "damaged or cut short"),
    ],
)
def test_a_damaged_archive_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(BadSource, match=message):
        zip_from(data)


def test_too_many_members_are_refused() -> None:
    with pytest.raises(BadSource, match="5001 members"):
        zip_from(packed({f"{i}": b"" for i in range(5001)}))


def test_an_archive_that_unpacks_to_too_much_is_refused() -> None:
    data = packed({f"{i}": bytes(range(256)) * 40 for i in range(3)}, zipfile.ZIP_STORED)
    with pytest.raises(BadSource, match="unpacks to"):
        zip_from(data, ZipLimits(total=30_000))


def test_a_bomb_is_refused_by_its_ratio_before_it_is_unpacked() -> None:
    with pytest.raises(BadSource, match="100 to 1"):
        zip_from(packed({"a": b"0" * 10_000_000}))


def test_a_member_over_the_limit_is_refused() -> None:
    with pytest.raises(BadSource, match="larger than"):
        zip_from(packed({"a": bytes(range(200))}), ZipLimits(member=100))


def test_an_encrypted_member_is_refused() -> None:
    data = bytearray(GOOD)
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(BadSource, match="encrypted"):
        zip_from(bytes(data))


def test_two_members_of_one_name_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a", "1")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a", "2")
    with pytest.raises(BadSource, match="one name"):
        zip_from(out.getvalue())


def test_a_member_larger_than_its_header_says_is_refused() -> None:
    data = bytearray(GOOD)
    place = data.rfind(b"PK\x01\x02") + 24
    data[place : place + 4] = struct.pack("<I", 5)
    with pytest.raises(BadSource, match=r"unpacked|size"):
        zip_from(bytes(data)).read("a.json")


def test_a_member_smaller_than_its_header_says_is_refused() -> None:
    data = bytearray(GOOD)
    place = data.rfind(b"PK\x01\x02") + 24
    data[place : place + 4] = struct.pack("<I", 5000)
    with pytest.raises(BadSource, match=r"unpacked|size"):
        zip_from(bytes(data)).read("a.json")


def test_an_unknown_packing_method_is_named() -> None:
    data = bytearray(GOOD)
    data[data.rfind(b"PK\x01\x02") + 10] = 99
    with pytest.raises(BadSource, match="cannot be unpacked"):
        zip_from(bytes(data)).read("a.json")


@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255))
def test_a_damaged_byte_is_refused_or_leaves_the_content_as_it_was(place: int, flip: int) -> None:
    data = bytearray(GOOD)
    data[place] ^= flip
    try:
        found = zip_from(bytes(data))
        contents = [found.read(name) for name in found.names()]
    except BadSource:
        return
    assert all(content == b"hello world " * 10 for content in contents)


@given(st.binary(max_size=300))
def test_any_bytes_are_an_archive_or_a_bad_source(data: bytes) -> None:
    with pytest.raises(BadSource):
        zip_from(data)


@pytest.mark.real_data
def test_every_register_archive_is_within_the_limits(real_data: Path) -> None:
    archives = sorted((real_data / "appg").rglob("*.zip"))
    assert len(archives) == 18
    counts = {path.stem: len(open_zip(path).names()) for path in archives}
    assert counts["260629"] == 571
    assert counts["appgs"] == 624
