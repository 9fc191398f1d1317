"""The loader of the census: its files, the bulk files by area, births by constituency."""

import zipfile
from pathlib import Path

import pytest

from graph.errors import BadSource
from graph.model import LinkKind, NodeKind
from loaders.base import Batch, Report
from loaders.census import CensusLoader
from tests.land_cut import (
    BIRTH,
    COUNT,
    cells,
    claim,
    gazetteer,
    joined,
    read,
    tied,
    told,
    write,
)
from tests.loading import batch, node

BULK = (
    "date", "geography", "geography code",
    "Country of birth: Total; measures: Value",
    "Country of birth: Africa: South and Eastern Africa; measures: Value",
    "Country of birth: Africa: South and Eastern Africa: Kenya; measures: Value",
    "Country of birth: Africa: South and Eastern Africa: Other South and Eastern Africa; "
    "measures: Value",
)  # fmt: skip


def loaded(*paths: Path, report: Report | None = None) -> list[Batch]:
    return read(CensusLoader(gazetteer()), *paths, report=report)


def area(name: str, code: str, *people: int | str) -> dict[str, str]:
    return dict(zip(BULK, ("2021", name, code, *map(str, people)), strict=True))


def seat(
    code: str, name: str, uk: str, eu: str, rest: str, region: str = "E12000008"
) -> dict[str, str]:
    return {"ONSConstID": code, "ConstituencyName": name, "RegNationID": region,
            "con_pc→UK": uk, "con_pc→European Union": eu, "con_pc→Rest of world": rest}  # fmt: skip


def national(folder: Path) -> Path:
    rows = cells("ts012", ("Africa: South and Eastern Africa: Kenya", 134))
    return write(folder / "national.csv", COUNT, rows)


def test_the_counts_are_of_census_day_and_carry_the_licence(tmp_path: Path) -> None:
    (batch,) = loaded(national(tmp_path))
    assert (batch.source.id, batch.edition.date) == ("census-2021", "2021-03-21")
    assert batch.source.licence == "OGL-UK-3.0"
    assert "Office for National Statistics" in batch.source.attribution


def test_a_bulk_file_says_how_many_of_a_country_live_in_an_area(tmp_path: Path) -> None:
    report = Report()
    rows = [
        area("Aldermoor", "E07000901", 90, 15, 12, 3),
        area("Beeford", "E07000902", 80, 0, 0, 0),
    ]
    batches = loaded(write(tmp_path / "ltla.csv", BULK, rows), report=report)
    found = tied(batches, LinkKind.BASED_IN)
    assert set(found) == {("community:from:KE", "place:E07000901")}
    (said,) = found["community:from:KE", "place:E07000901"]
    assert said.amount is not None
    assert (said.amount.low, said.detail) == (12, "born in Kenya")
    assert claim(batches, "place:E07000901", "identifier") == ["GSS-E07000901"]
    assert sum(report.set_aside.values()) == 3  # a total, a heading and a rest, as columns


def test_a_bulk_file_and_the_national_counts_are_of_one_community(tmp_path: Path) -> None:
    bulk = write(tmp_path / "ltla.csv", BULK, [area("Aldermoor", "E07000901", 90, 15, 12, 3)])
    graph = joined(*loaded(national(tmp_path), bulk))
    assert graph.nodes["community:from:KE"].get("size") == "134"
    kinds = {k.kind for k in graph.links.values() if k.source == "community:from:KE"}
    assert kinds == {LinkKind.HERITAGE, LinkKind.BASED_IN}


def test_a_bulk_file_in_a_zip_is_read_at_every_level(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bulk.zip", "w") as archive:
        for level, row in (
            ("ltla", area("Aldermoor", "E07000901", 9, 5, 4, 1)),
            ("rgn", area("South East", "E12000008", 90, 50, 40, 10)),
            ("ctry", area("England and Wales", "K04000001", 99, 55, 44, 11)),
        ):
            archive.write(write(tmp_path / f"{level}.csv", BULK, [row]), f"{level}.csv")
            (tmp_path / f"{level}.csv").unlink()
    report = Report()
    found = tied(loaded(tmp_path, report=report), LinkKind.BASED_IN)
    assert {place for _, place in found} == {"place:E07000901", "place:south-east"}
    assert report.set_aside["an area that is no place of its own here"] == 1


def test_a_bulk_file_of_another_table_is_refused(tmp_path: Path) -> None:
    other = write(tmp_path / "x.csv", ("date", "geography", "geography code", "Age: 1"),
                  [{"geography": "A", "geography code": "E07000901"}])  # fmt: skip
    with pytest.raises(BadSource, match=r"no column begins with 'Country of birth: ' \(x\.csv\)"):
        loaded(other)


def test_a_count_that_is_none_is_told_with_its_area(tmp_path: Path) -> None:
    bulk = write(tmp_path / "x.csv", BULK, [area("Aldermoor", "E07000901", 9, 5, "c", 1)])
    with pytest.raises(BadSource, match=r"'c' is no number of people \(row 2, E07000901"):
        loaded(bulk)


def test_births_of_a_constituency_are_its_properties_and_no_links(tmp_path: Path) -> None:
    rows = [seat("E14009001", "Alder & Moor", "0.778", "0.056", "0.165")]
    batches = loaded(write(tmp_path / "seats.csv", BIRTH, rows))
    (said,) = told(batches, "place:E14009001")
    assert said.values("born_uk") == ("77.8",)
    assert said.values("born_eu") == ("5.6",)
    assert said.values("born_elsewhere") == ("16.5",)
    assert set(tied(batches, LinkKind.PART_OF)) == {("place:E14009001", "place:south-east")}
    assert tied(batches, LinkKind.BASED_IN) == {}
    assert batches[0].edition.date == "2022-03-20"


def test_a_constituency_joins_by_its_code_and_not_by_its_name(tmp_path: Path) -> None:
    rows = [seat("E14009001", "Alder & Moor", "0.8", "0.1", "0.1")]
    batches = loaded(write(tmp_path / "seats.csv", BIRTH, rows))
    other = node("place:E14009001", "Alder and Moor", "GSS-E14009001", kind=NodeKind.PLACE,
                 day="2024-07-04")  # fmt: skip
    place = joined(*batches, batch(other)).nodes["place:E14009001"]
    assert (place.name, place.aliases) == ("Alder and Moor", ("Alder & Moor",))
    assert place.get("born_uk") == "80.0"


@pytest.mark.parametrize(
    "shares", [("0.5", "0.1", "0.1"), ("1.2", "-0.1", "-0.1"), ("most", "0", "0"), ("", "", "")]
)
def test_shares_that_make_no_whole_refuse_the_file(
    tmp_path: Path, shares: tuple[str, str, str]
) -> None:
    path = write(tmp_path / "seats.csv", BIRTH, [seat("E14009001", "Aldermoor", *shares)])
    with pytest.raises(BadSource, match="row 2, E14009001"):
        loaded(path)


def test_rows_without_a_code_or_a_region_are_set_aside(tmp_path: Path) -> None:
    report = Report()
    rows = [
        seat("NaN", "Nowhere", "0.8", "0.1", "0.1"),
        seat("E14009001", "Aldermoor", "0.8", "0.1", "0.1", region="X1"),
    ]
    loaded(write(tmp_path / "seats.csv", BIRTH, rows), report=report)
    assert report.set_aside == {
        "a constituency without a code or a name": 1, "a constituency in a region that is none": 1,
    }  # fmt: skip


@pytest.mark.real_data
def test_the_real_folder_loads_whole(real_data: Path) -> None:
    report = Report()
    batches = loaded(real_data / "census", report=report)
    assert report.facts["constituencies with shares by place of birth"] == 650
    assert report.facts["communities"] > 180
    assert claim(batches, "place:E14001063", "born_elsewhere") == ["16.5"]
    top = {
        said.subject: float(said.values("born_elsewhere")[0])
        for b in batches for r in b.records if (said := r.statement).values("born_elsewhere")
    }  # fmt: skip
    names = {i: claim(batches, i, "name")[0] for i in sorted(top, key=lambda i: -top[i])[:2]}
    assert list(names.values()) == ["Brent West", "Leicester East"]
    assert sorted(top.values())[-2:] == [46.0, 47.5]
