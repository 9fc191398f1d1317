"""Editions: one body, one day, each group once, and whether all of it was read."""

import json
from pathlib import Path

import pytest

from graph.errors import BadSource
from loaders.appg_editions import EditionFiles, editions_of
from loaders.appg_files import read_archives
from loaders.base import Report
from tests.appg_cut import TODAY, devolved, group, listing, member, officer, pack


def editions(*paths: Path, report: Report | None = None) -> list[EditionFiles]:
    return editions_of(read_archives(paths), report or Report(), TODAY)


def test_editions_come_oldest_first_whatever_the_order_of_the_files(tmp_path: Path) -> None:
    newer = pack(tmp_path, "260629", group(index_date="260629"))
    older = pack(tmp_path, "240828", group(index_date="240828"))
    found = editions(newer, older)
    assert [e.date for e in found] == ["2024-08-28", "2026-06-29"]
    assert all(e.complete for e in found)


def test_the_newest_register_of_a_whole_archive_is_complete_and_older_ones_are_not(
    tmp_path: Path,
) -> None:
    path = pack(tmp_path, "appgs", group("wool"), group("felt", index_date="260223"))
    assert [(e.date, e.complete) for e in editions(path)] == [
        ("2026-02-23", False),
        ("2026-06-29", True),
    ]


def test_a_handful_of_files_is_a_part_of_an_edition(tmp_path: Path) -> None:
    (found,) = editions(pack(tmp_path, "sample", group("wool"), group("felt")))
    assert not found.complete


def test_two_files_on_one_group_of_one_edition_are_refused(tmp_path: Path) -> None:
    twin = tmp_path / "twins"
    twin.mkdir()
    (twin / "a.json").write_text(json.dumps(group("wool")))
    (twin / "b.json").write_text(json.dumps(group("wool")))
    with pytest.raises(BadSource, match="twice") as caught:
        editions(twin)
    assert "a.json and b.json" in str(caught.value)


def test_one_slug_in_two_editions_of_one_archive_is_no_twin(tmp_path: Path) -> None:
    folder = tmp_path / "loose"
    folder.mkdir()
    (folder / "a.json").write_text(json.dumps(group("wool", index_date="260518")))
    (folder / "b.json").write_text(json.dumps(group("wool")))
    assert len(editions(folder)) == 2


@pytest.mark.parametrize("names", [("260629", "appgs"), ("appgs", "260629")])
def test_of_release_and_current_state_the_richer_file_is_used(
    tmp_path: Path, names: tuple[str, str]
) -> None:
    numbered = group(officers=[officer("Ann Sample", number="7")])
    bare = group(officers=[officer("Ann Sample")])
    given = {"260629": bare, "appgs": numbered}
    report = Report()
    (found,) = editions(*(pack(tmp_path, n, given[n]) for n in names), report=report)
    assert found.groups[0].officers[0].twfy == "7"
    assert found.complete
    assert report.facts == {"group files read twice for one edition": 1}


def test_lists_are_known_only_where_somebody_looked_for_them(tmp_path: Path) -> None:
    release = pack(tmp_path, "260518", *(group(s, index_date="260518") for s in ("wool", "felt")))
    gathered = listing("manual", member("Ann Sample", number="7"))
    left = group("felt", index_date="260518", members_list=gathered)
    current = pack(tmp_path, "appgs", group("silk"), left)
    older, newer = editions(release, current)
    assert (older.complete, older.lists_complete, *older.listed) == (True, False, "felt")
    assert (newer.complete, newer.lists_complete, *newer.listed) == (True, True, "silk")


def test_bare_scrapes_tell_of_no_lists(tmp_path: Path) -> None:
    (found,) = editions(pack(tmp_path, "260629", group()))
    assert (found.listed, found.lists_complete) == (frozenset(), False)


def test_devolved_editions_are_dated_by_their_newest_file(tmp_path: Path) -> None:
    path = pack(tmp_path, "apg_ni", devolved("wool", "ni-assembly"), day=(2026, 7, 21))
    (found,) = editions(path)
    assert (found.date, found.complete) == ("2026-07-21", True)


def test_today_is_the_last_resort(tmp_path: Path) -> None:
    path = pack(tmp_path, "apg_ni", devolved("wool", "ni-assembly"), day=(1980, 1, 1))
    assert [e.date for e in editions(path)] == [TODAY]


def test_english_and_welsh_are_one_edition_of_one_group(tmp_path: Path) -> None:
    english = devolved("wool", "senedd-en", title="Wool - Cross Party Group")
    welsh = devolved("wool", "senedd-cy", title="Gwlân - Grŵp Trawsbleidiol")
    (found,) = editions(
        pack(tmp_path, "cpg_senedd_cy", welsh, day=(2026, 7, 22)),
        pack(tmp_path, "cpg_senedd_en", english),
    )
    assert [g.title for g in found.groups] == ["Wool - Cross Party Group"]
    assert found.welsh == {"wool": "Gwlân - Grŵp Trawsbleidiol"}
    assert found.date == "2026-07-22"


def test_welsh_alone_is_read_in_welsh(tmp_path: Path) -> None:
    welsh = devolved("wool", "senedd-cy", title="Gwlân - Grŵp Trawsbleidiol")
    (found,) = editions(pack(tmp_path, "cpg_senedd_cy", welsh))
    assert [g.title for g in found.groups] == ["Gwlân - Grŵp Trawsbleidiol"]


@pytest.mark.parametrize("index", ["", "26062", "2606290", "261399", "abcdef", "²60629"])
def test_a_westminster_group_without_a_date_is_refused(tmp_path: Path, index: str) -> None:
    with pytest.raises(BadSource, match="yymmdd") as caught:
        editions(pack(tmp_path, "appgs", group(index_date=index)))
    assert "appgs/wool.json" in str(caught.value)


def test_a_page_scraped_in_vain_is_counted(tmp_path: Path) -> None:
    report = Report()
    vain = group("felt", title="", purpose=None)
    (found,) = editions(pack(tmp_path, "260629", vain, group("wool")), report=report)
    assert [g.slug for g in found.groups] == ["wool"]
    assert sum(report.set_aside.values()) == report.read == 1


def test_the_hash_of_an_edition_depends_on_what_is_in_it_and_not_on_how_it_came(
    tmp_path: Path,
) -> None:
    (tmp_path / "b").mkdir()
    one = pack(tmp_path, "260629", group("wool"), group("felt"))
    two = pack(tmp_path / "b", "260629", group("felt"), group("wool"))
    other = pack(tmp_path / "b", "appgs", group("wool"))
    assert editions(one)[0].sha256 == editions(two)[0].sha256
    assert editions(one)[0].sha256 != editions(other)[0].sha256
