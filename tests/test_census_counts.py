"""National counts: sizes of communities, each row counted once, none added to its heading."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadSource
from graph.model import LinkKind, Visibility
from loaders.base import Batch, Report
from loaders.census_counts import count_records, counts, plain_label, whole
from loaders.census_sources import COMMUNITIES
from loaders.census_words import COARSER, NOT_HERE, PARENT, REST, SEVERAL, TOTAL
from loaders.tables import read_csv
from loaders.telling import Teller
from tests.land_cut import COUNT, cell, cells, claim, gazetteer, tied, told, write
from tests.loading import batch

KURDS = cells(
    "ts022", ("Asian, Asian British or Asian Welsh: Kurdish", 12), ("White: Kurdish", 5),
    ("Other ethnic group: Kurdish", 75),
)  # fmt: skip


def made(tmp_path: Path, *rows: dict[str, str], report: Report | None = None) -> list[Batch]:
    path = write(tmp_path / "counts.csv", COUNT, rows)
    teller = Teller(
        source=COMMUNITIES, date="2021-03-21", visibility=Visibility.PUBLIC,
        report=report or Report(),
    )  # fmt: skip
    found = counts(read_csv(path).rows, gazetteer(), teller)
    return [batch(*count_records(found, teller))]


def size(batches: list[Batch], community: str) -> list[str]:
    return claim(batches, community, "size")


def test_a_community_has_its_size_and_the_count_on_the_way_to_its_country(tmp_path: Path) -> None:
    batches = made(tmp_path, *cells("ts012", ("Africa: South and Eastern Africa: Kenya", 134_944)))
    assert size(batches, "community:from:KE") == ["134944"]
    (said,) = tied(batches, LinkKind.HERITAGE)["community:from:KE", "country:KE"]
    assert said.amount is not None
    assert (said.amount.low, said.amount.high, said.amount.unit) == (134_944, 134_944, "people")
    assert (said.detail, said.ref) == ("born there", "ts0120001")
    assert "their children born here are not in" in said.note


def test_a_heading_is_not_counted_beside_its_rows(tmp_path: Path) -> None:
    report = Report()
    made(
        tmp_path, *cells("ts012", ("Total", 9), ("Africa", 7), ("Africa: North Africa", 3),
        ("Africa: North Africa: Egypt", 2), ("Africa: North Africa: Other North Africa", 1)),
        report=report,
    )  # fmt: skip
    assert report.set_aside == {TOTAL: 1, PARENT: 2, REST: 1}
    assert report.facts["communities"] == 1


def test_a_region_with_no_rows_below_it_is_counted_itself(tmp_path: Path) -> None:
    batches = made(tmp_path, *cells("ts012", ("Middle East and Asia: Central Asia", 12_545)))
    assert size(batches, "community:from:central-asia") == ["12545"]


def test_a_people_under_three_headings_is_one_community_and_its_note_says_so(
    tmp_path: Path,
) -> None:
    batches = made(tmp_path, *KURDS)
    assert size(batches, "community:kurds") == ["92"]
    said = told(batches, "community:kurds")
    assert [s.note for s in said if s.values("size")] == [
        "England and Wales, ethnic group, as written in. "
        "Together 12 + 5 + 75: rows under headings that exclude each other."
    ]
    rows = {s.ref: (s.amount.low, s.detail) for s in said if s.amount}
    assert rows == {
        "ts0220001": (12, "ethnic group, as written in, under Asian, Asian British or Asian Welsh"),
        "ts0220002": (5, "ethnic group, as written in, under White"),
        "ts0220003": (75, "ethnic group, as written in, under Other ethnic group"),
    }


def test_counts_of_several_tables_are_never_added(tmp_path: Path) -> None:
    rows = [
        *cells("ts012", ("Africa: Ghana", 132)), *cells("ts013", ("Africa: Ghana", 47)),
        *cells("ts022", ("African background: Ghanaian", 112)),
        *cells("ts028", ("African: Ghanaian", 49)),
    ]  # fmt: skip
    batches = made(tmp_path, *rows)
    assert size(batches, "community:from:GH") == ["132"]
    said = tied(batches, LinkKind.HERITAGE)["community:from:GH", "country:GH"]
    assert sorted(s.amount.low for s in said if s.amount) == [47, 49, 112, 132]
    assert {s.detail.split(",")[0] for s in said} == {
        "born there", "passport held", "ethnic group", "national identity",
    }  # fmt: skip


def test_where_no_birthplace_is_counted_the_ethnic_group_gives_the_size(tmp_path: Path) -> None:
    rows = [
        *cells("ts022", ("African background: Eritrean", 24)),
        *cells("ts028", ("African: Eritrean", 9)),
    ]
    assert size(made(tmp_path, *rows), "community:from:ER") == ["24"]


def test_a_faith_is_as_large_as_its_religion_says_and_not_its_ethnic_group(tmp_path: Path) -> None:
    rows = [
        *cells("ts022", ("Asian: Sikh", 22), ("Other: Sikh", 76)),
        *cells("ts031", ("Sikh", 524)),
    ]
    batches = made(tmp_path, *rows)
    assert size(batches, "community:sikhs") == ["524"]
    assert len(told(batches, "community:sikhs")) == 4


def test_a_shorter_table_is_left_where_the_detailed_one_is_there(tmp_path: Path) -> None:
    report = Report()
    rows = [
        *cells("ts021", ("Asian: Indian", 18), ("White: Roma", 3)),
        *cells("ts022", ("Asian: Indian or British Indian", 18)),
    ]
    batches = made(tmp_path, *rows, report=report)
    assert report.set_aside == {COARSER: 2}
    assert size(batches, "community:roma") == []


def test_a_shorter_table_alone_counts(tmp_path: Path) -> None:
    assert size(made(tmp_path, *cells("ts030", ("Hindu", 10))), "community:hindus") == ["10"]


def test_a_table_that_counts_no_communities_is_set_aside(tmp_path: Path) -> None:
    report = Report()
    made(tmp_path, cell("ts063", 1, "Occupation", 5), report=report)
    assert report.set_aside == {"a table that counts no communities (ts063)": 1}


@pytest.mark.parametrize("people", ["", "many", "-5", "1.5", "NaN", "1e6"])
def test_a_count_that_is_no_number_refuses_the_file(tmp_path: Path, people: str) -> None:
    with pytest.raises(BadSource, match=r"no number of people \(row 2, ts0120001\)"):
        made(tmp_path, cell("ts012", 1, "Africa: Kenya", people))


@given(st.integers(0, 10**9))
def test_a_number_of_people_is_read_however_it_is_grouped(people: int) -> None:
    assert whole(f"{people:,}", "") == whole(f"{people}.0", "") == people


@given(st.text(alphabet="AZ: ;\t", max_size=30))
def test_a_label_made_plain_stays_so(text: str) -> None:
    assert plain_label(plain_label(text)) == plain_label(text)


@pytest.mark.real_data
def test_every_row_of_the_real_file_is_used_or_set_aside_with_a_reason(real_data: Path) -> None:
    report = Report()
    teller = Teller(
        source=COMMUNITIES, date="2021-03-21", visibility=Visibility.PUBLIC, report=report
    )
    path = real_data / "census" / "census2021_england_wales_detailed_counts.csv"
    found = counts(read_csv(path).rows, gazetteer(), teller)
    batches = [batch(*count_records(found, teller))]
    assert report.read == 787
    assert report.used + sum(report.set_aside.values()) == 787
    born = {c.meaning.id for c in found if c.table == "ts012" and c.meaning.country}
    assert len(born) == 36  # 34 countries with a row of their own, and two regions without rows
    for community, people in (
        ("community:from:IN", 920_361), ("community:from:PL", 743_083),
        ("community:from:NG", 270_768), ("community:from:PH", 155_016),
        ("community:from:KE", 134_944), ("community:from:GH", 132_577),
        ("community:from:ZW", 124_146), ("community:from:IR", 109_168),
        ("community:from:SO", 108_921), ("community:from:AF", 85_693),
        ("community:kurds", 75_603 + 12_290 + 5_091), ("community:tamils", 45_863 + 23_118),
        ("community:from:somaliland", 25_446 + 1_840),
    ):  # fmt: skip
        assert claim(batches, community, "size") == [str(people)]
    assert {TOTAL, PARENT, REST, SEVERAL, NOT_HERE, COARSER} <= set(report.set_aside)
