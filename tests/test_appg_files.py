"""Finding and reading the files: zips, folders, single files, and all that can be wrong there."""

import json
import os
import time
import zipfile
from pathlib import Path

import pytest

from graph.errors import BadSource
from loaders.appg_files import Archive, read_archives
from tests.appg_cut import group, listing, member, pack


def slugs(archives: list[Archive]) -> list[list[str]]:
    return [[g.slug for g in archive.groups] for archive in archives]


def save(folder: Path, *groups: dict[str, object]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for one in groups:
        (folder / f"{one['slug']}.json").write_text(json.dumps(one), encoding="utf-8")
    return folder


def refused(*paths: Path) -> str:
    start = time.monotonic()
    with pytest.raises(BadSource) as caught:
        read_archives(paths)
    assert time.monotonic() - start < 10
    return str(caught.value)


def test_a_zip_a_folder_and_a_single_file_give_the_same_group(tmp_path: Path) -> None:
    packed = pack(tmp_path, "appgs", group())
    folder = save(tmp_path / "loose", group())
    single = save(tmp_path / "one", group()) / "wool.json"
    assert slugs(read_archives((packed, folder, single))) == [["wool"], ["wool"], ["wool"]]


def test_a_folder_of_zips_is_read_zip_by_zip(tmp_path: Path) -> None:
    releases = tmp_path / "releases"
    releases.mkdir()
    pack(releases, "260518", group("felt", index_date="260518"))
    pack(releases, "260629", group("wool"))
    assert slugs(read_archives((releases,))) == [["felt"], ["wool"]]


def test_a_folder_of_unpacked_folders_is_read_one_step_down(tmp_path: Path) -> None:
    save(tmp_path / "raw" / "260518", group("felt", index_date="260518"))
    save(tmp_path / "raw" / "260629", group("wool"))
    (tmp_path / "raw" / "notes").mkdir()
    found = read_archives((tmp_path / "raw",))
    assert slugs(found) == [["felt"], ["wool"]]
    assert [a.whole for a in found] == [True, True]


def test_folders_inside_one_zip_are_archives_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "data.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("data/appgs/wool.json", json.dumps(group("wool")))
        archive.writestr("data/sample/felt.json", json.dumps(group("felt")))
        archive.writestr("data/sample/._felt.json", "junk of a file manager")
        archive.writestr("data/readme.md", "hello")
    found = read_archives((path,))
    assert [(a.whole, [g.slug for g in a.groups]) for a in found] == [
        (True, ["wool"]),
        (False, ["felt"]),
    ]


@pytest.mark.parametrize(
    ("name", "whole"),
    [("260629", True), ("appgs", True), ("apg_ni", True), ("sample", False), ("2606291", False)],
)
def test_only_the_publishers_names_stand_for_a_whole_edition(
    tmp_path: Path, name: str, whole: bool
) -> None:
    (archive,) = read_archives((pack(tmp_path, name, group()),))
    assert archive.whole is whole


def test_the_newest_file_dates_an_archive(tmp_path: Path) -> None:
    (archive,) = read_archives((pack(tmp_path, "apg_ni", group(), day=(2025, 3, 4)),))
    assert archive.date == "2025-03-04"
    folder = save(tmp_path / "apg_ni", group("felt"), group("wool"))
    os.utime(folder / "felt.json", (1_000_000_000, 1_000_000_000))
    os.utime(folder / "wool.json", (1_100_000_000, 1_100_000_000))
    (archive,) = read_archives((folder,))
    assert archive.date == "2004-11-09"


def test_a_zip_that_knows_no_day_has_none(tmp_path: Path) -> None:
    (archive,) = read_archives((pack(tmp_path, "apg_ni", group(), day=(1980, 1, 1)),))
    assert archive.date == ""


def test_an_empty_page_is_named_and_not_read(tmp_path: Path) -> None:
    vain = group("felt-%E2%80%93", title="", purpose=None)
    (archive,) = read_archives((pack(tmp_path, "250102", vain, group("wool")),))
    assert [g.slug for g in archive.groups] == ["wool"]
    assert archive.empty == ("250102.zip, 250102/felt-%E2%80%93.json",)


def test_bare_scrapes_have_no_lists(tmp_path: Path) -> None:
    bare = read_archives((pack(tmp_path, "260629", group()),))
    gathered = group(members_list=listing("manual", member("Ann Sample MP")))
    found = read_archives((pack(tmp_path, "appgs", gathered),))
    assert [a.has_lists for a in (*bare, *found)] == [False, True]


def test_no_path_at_all_is_refused() -> None:
    assert "no file was named" in refused()


@pytest.mark.parametrize("name", ["absent.zip", "absent.json", "absent"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    message = refused(tmp_path / name)
    assert "no such file" in message
    assert name in message


@pytest.mark.parametrize("name", ["hollow.zip", "hollow.json"])
def test_an_empty_file_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")
    message = refused(tmp_path / name)
    assert "empty" in message
    assert name in message


def test_an_empty_folder_and_a_zip_without_json_are_named(tmp_path: Path) -> None:
    (tmp_path / "hollow").mkdir()
    assert "hollow" in refused(tmp_path / "hollow")
    with zipfile.ZipFile(tmp_path / "notes.zip", "w") as archive:
        archive.writestr("readme.md", "hello")
    assert "notes.zip" in refused(tmp_path / "notes.zip")


def test_what_is_no_zip_is_refused(tmp_path: Path) -> None:
    (tmp_path / "appgs.zip").write_text("this is a web page", encoding="utf-8")
    assert "not a zip archive" in refused(tmp_path / "appgs.zip")


def test_a_zip_cut_short_is_refused(tmp_path: Path) -> None:
    path = pack(tmp_path, "appgs", *(group(f"wool-{n}") for n in range(50)))
    path.write_bytes(path.read_bytes()[:2000])
    assert "appgs.zip" in refused(path)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("appgs/wool.json", b" " * 40_000_000)
    assert "bomb.zip" in refused(tmp_path / "bomb.zip")


def test_one_broken_file_among_five_hundred_refuses_the_load_and_is_named(tmp_path: Path) -> None:
    path = tmp_path / "appgs.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for n in range(500):
            text = json.dumps(group(f"wool-{n}"))
            archive.writestr(f"appgs/wool-{n}.json", text[:-2] if n == 321 else text)
    message = refused(path)
    assert "appgs.zip, appgs/wool-321.json" in message
    assert "not JSON" in message


def test_json_nested_a_hundred_thousand_deep_is_refused(tmp_path: Path) -> None:
    (tmp_path / "deep.json").write_text("[" * 100_000 + "]" * 100_000, encoding="utf-8")
    assert "deep.json" in refused(tmp_path / "deep.json")


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(group(title="Wool Café"), ensure_ascii=False).encode("latin-1"),
        b"\xff\xfe\x00\x00",
        b"   \n",
        b'{"slug": "wool", "title": "Wool \\ud800", "officers": []}',
        b'{"slug": "wool", "title": "Wool", "officers": NaN}',
    ],
    ids=["latin-1", "utf-16", "blank", "half a character", "not a number"],
)
def test_a_wrong_encoding_or_text_is_refused_and_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "wool.json").write_bytes(content)
    assert "wool.json" in refused(tmp_path / "wool.json")


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "wool.json").write_text(json.dumps(group()), encoding="utf-8-sig")
    assert slugs(read_archives((tmp_path / "wool.json",))) == [["wool"]]


def test_a_zip_member_of_another_shape_is_named(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "appgs.zip", "w") as archive:
        archive.writestr("appgs/wool.json", json.dumps(group()))
        archive.writestr("appgs/package.json", json.dumps({"name": "package"}))
    assert "appgs/package.json" in refused(tmp_path / "appgs.zip")
