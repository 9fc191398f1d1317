"""The loader of places: which files it takes, what an edition is, and the real tables."""

import json
from functools import cache
from pathlib import Path

import pandas
import pytest

from graph.errors import BadSource
from graph.model import LinkKind, NodeKind
from loaders.base import Batch, Report
from loaders.places import PlacesLoader
from tests.charity_cut import gazetteer
from tests.land_cut import COUNCIL, SEAT, claim, council, joined, read, records, tied, write


def some_councils(folder: Path) -> Path:
    rows = [
        council("ALD", "Aldermoor", "E07000901"),
        council("BEE", "Beeford", "E07000902", end_date="2019-04-01", replaced_by="ALD"),
    ]
    return write(folder / "councils.csv", COUNCIL, rows)


def some_seats(folder: Path) -> Path:
    rows = [
        {"UKPARL.2025": "UKPARL.2025.ALD", "PCON24CD": "E14009001", "PCON24NM": "Aldermoor"},
        {"UKPARL.2025": "UKPARL.2025.BEE", "PCON24CD": "E14009002", "PCON24NM": "Beeford"},
    ]
    return write(folder / "seats.csv", SEAT, rows)


def overlap(path: Path, one: str, other: str, *rows: tuple[str, str, float, float]) -> Path:
    columns = (one, other, "percentage_overlap_pop", "overlap_pop")
    frame = pandas.DataFrame(list(rows), columns=list(columns)).assign(original_pop=90_000.0)
    frame.to_parquet(path, index=False)
    return path


def loaded(*paths: Path, report: Report | None = None) -> list[Batch]:
    return read(PlacesLoader(gazetteer()), *paths, report=report)


def test_councils_seats_and_overlaps_make_one_graph(tmp_path: Path) -> None:
    some_councils(tmp_path)
    some_seats(tmp_path)
    overlap(tmp_path / "old.parquet", "PARL10", "PARL25",
            ("E14000901", "UKPARL.2025.ALD", 0.57, 51_300.4))  # fmt: skip
    overlap(tmp_path / "in.parquet", "PARL25", "LAD23",
            ("UKPARL.2025.ALD", "E07000901", 1.0, 90_000.0))  # fmt: skip
    (tmp_path / "shares.json").write_text(json.dumps({"E07000901": {"E14009001": 0.518}}))
    graph = joined(*loaded(tmp_path))
    ends = {(k.source, k.target, k.kind): k for k in graph.links.values()}
    within = ends["place:E14009001", "place:E07000901", LinkKind.PART_OF]
    assert {s.source for s in within.statements} == {"uk-constituencies", "council-shares"}
    after = ends["place:E14009001", "place:E14000901", LinkKind.SUCCESSOR_OF]
    assert after.statements[0].note.startswith("57% of the old constituency's people.")
    assert ends["place:south-east", "place:england", LinkKind.PART_OF]
    assert ends["place:england", "country:GB", LinkKind.PART_OF]


def test_the_edition_of_the_councils_is_the_last_day_on_which_one_began_or_ended(
    tmp_path: Path,
) -> None:
    (batch,) = loaded(some_councils(tmp_path))
    assert (batch.source.id, batch.edition.date) == ("uk-councils", "2019-04-01")
    assert batch.source.licence == "CC-BY-4.0"
    assert "mySociety" in batch.source.attribution
    assert "Open Government Licence" in batch.source.attribution


def test_councils_without_a_single_date_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "c.csv", COUNCIL, [council("A", "Ay", "E07000901", start_date="")])
    with pytest.raises(BadSource, match="nothing tells the edition"):
        loaded(path)


def test_overlaps_without_the_table_of_ids_are_set_aside_with_the_reason(tmp_path: Path) -> None:
    report = Report()
    overlap(tmp_path / "old.parquet", "PARL10", "PARL25",
            ("E14000901", "UKPARL.2025.ALD", 0.57, 51_300.4))  # fmt: skip
    batches = loaded(tmp_path, report=report)
    reason = "an overlap with a constituency of which no code was given"
    assert report.set_aside[reason] == 1
    assert claim(batches, "place:E14000901", "identifier") == ["GSS-E14000901"]


def test_a_folder_without_any_table_gives_nothing(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("Places")
    assert loaded(tmp_path) == []


def test_a_table_of_names_adds_spellings_with_capitals_only(tmp_path: Path) -> None:
    report = Report()
    names = write(
        tmp_path / "names.csv", ("la-name", "local-authority-code"),
        [{"la-name": n, "local-authority-code": c} for n, c in (
            ("Aldermoor", "ALD"), ("aldermor", "ALD"), ("Alder Moor", "ALD"), ("Ceeby", "CEE"))],
    )  # fmt: skip
    batches = loaded(some_councils(tmp_path), names, report=report)
    assert set(claim(batches, "place:E07000901", "alias")) == {"Aldermoor Council", "Alder Moor"}
    assert report.set_aside["a name of a council that is in no row"] == 1


def test_an_old_code_of_a_council_names_it_too(tmp_path: Path) -> None:
    codes = write(
        tmp_path / "codes.csv", ("gss-code", "local-authority-code"),
        [{"gss-code": "E07000801", "local-authority-code": "ALD"}],
    )  # fmt: skip
    batches = loaded(some_councils(tmp_path), codes)
    assert set(claim(batches, "place:E07000901", "identifier")) == {
        "GSS-E07000901", "GSS-E07000801",
    }  # fmt: skip


def test_loading_twice_says_the_same_in_the_same_order(tmp_path: Path) -> None:
    some_councils(tmp_path)
    some_seats(tmp_path)
    assert loaded(tmp_path) == loaded(tmp_path)


# The real tables


@cache
def everything(folder: Path) -> tuple[list[Batch], Report]:
    report = Report()
    paths = (folder / "places", folder / "parliament" / "ukparl.2025.csv")
    return loaded(*paths, report=report), report


@pytest.mark.real_data
def test_the_real_tables_give_every_council_and_constituency(real_data: Path) -> None:
    batches, report = everything(real_data)
    assert report.facts["councils in force"] == 397
    assert report.facts["councils that are gone"] == 73
    assert report.facts["constituencies of 2024"] == 650
    assert report.facts["constituencies of 2010"] == 650
    assert {b.source.id for b in batches} == {"uk-councils", "uk-constituencies", "council-shares"}


@pytest.mark.real_data
def test_every_real_row_is_used_or_set_aside(real_data: Path) -> None:
    batches, report = everything(real_data)
    files = report.set_aside["a file that is no table of this source"]
    assert report.used + sum(report.set_aside.values()) - files == report.read
    assert len(records(batches)) > 5_000


@pytest.mark.real_data
def test_shares_of_an_old_constituency_make_a_whole(real_data: Path) -> None:
    batches, _ = everything(real_data)
    people: dict[str, float] = {}
    for (_, old), (said,) in tied(batches, LinkKind.SUCCESSOR_OF).items():
        if said.amount and said.source == "uk-constituencies":
            people[old] = people.get(old, 0) + float(said.note.split("%")[0])
    assert len(people) == 650
    # Of thirteen constituencies up to seven in a hundred people are in no row of the source.
    assert all(92.5 <= share <= 102.5 for share in people.values())
    assert sum(share < 97.5 for share in people.values()) == 13


@pytest.mark.real_data
def test_real_places_of_one_name_stay_apart(real_data: Path) -> None:
    graph = joined(*everything(real_data)[0])
    ashfields = {i for i, n in graph.nodes.items() if n.name == "Ashfield"}
    assert len(ashfields) == 2  # a council and a constituency
    assert all(graph.nodes[i].kind is NodeKind.PLACE for i in ashfields)
    assert graph.canonical["place:south-east"] == "place:south-east"


@pytest.mark.real_data
def test_real_mergers_are_followed(real_data: Path) -> None:
    batches, _ = everything(real_data)
    after = tied(batches, LinkKind.SUCCESSOR_OF)
    (said,) = after["place:E06000066", "place:E07000246"]  # Somerset; Somerset West and Taunton
    assert said.since == "2023-04-01"
