"""Parquet tables are read as texts, and what is no Parquet is told in one line."""

from pathlib import Path

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadSource
from loaders.parquet import read_parquet


def made(path: Path, **columns: list[object]) -> Path:
    pandas.DataFrame(columns).to_parquet(path, index=False)
    return path


def test_the_named_columns_are_read_as_texts_with_row_numbers(tmp_path: Path) -> None:
    path = made(tmp_path / "t.parquet", code=["E1", "E2"], share=[0.57, 1.0], area=[2.5, 3.5])
    table = read_parquet(path, ("share", "code"))
    assert table.columns == ("share", "code")
    assert [(row.number, row.values) for row in table.rows] == [
        (1, ("0.57", "E1")),
        (2, ("1", "E2")),
    ]
    assert table.rows[1].get("code") == "E2"


def test_the_code_na_stays_a_text_and_what_is_missing_is_empty(tmp_path: Path) -> None:
    path = made(tmp_path / "t.parquet", code=["NA", None], share=[float("nan"), 1.0])
    assert [row.values for row in read_parquet(path, ("code", "share")).rows] == [
        ("NA", ""),
        ("", "1"),
    ]


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path = made(tmp_path / "t.parquet", code=["E1"])
    with pytest.raises(BadSource, match="no column 'share'"):
        read_parquet(path, ("code", "share"))


@pytest.mark.parametrize(
    "data", [b"code,share\nE1,1\n", b"PAR1", b"PAR1 nothing PAR1", b"PAR1" + bytes(40) + b"PAR1"]
)
def test_what_is_no_parquet_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "t.parquet").write_bytes(data)
    with pytest.raises(BadSource, match=r"Parquet.*t\.parquet"):
        read_parquet(tmp_path / "t.parquet", ("code",))


@given(cut=st.integers(1, 400), at=st.integers(4, 300), byte=st.integers(0, 255))
def test_a_damaged_file_gives_its_table_or_one_clear_message(
    tmp_path_factory: pytest.TempPathFactory, cut: int, at: int, byte: int
) -> None:
    path = made(tmp_path_factory.mktemp("damage") / "t.parquet", code=["E1", "E2"])
    data = bytearray(path.read_bytes())
    data[min(at, len(data) - 5)] = byte
    path.write_bytes(bytes(data[:-4])[: len(data) - cut] + b"PAR1")
    told = ""
    try:
        told = ",".join(read_parquet(path, ("code",)).columns)
    except BadSource as error:
        told = str(error)
    assert told == "code" or "t.parquet" in told


@pytest.mark.real_data
def test_the_real_overlaps_are_read_whole(real_data: Path) -> None:
    folder = real_data / "places"
    old = read_parquet(folder / "PARL10_PARL25_combo_overlap.parquet", ("PARL10", "PARL25"))
    new = read_parquet(folder / "PARL25_LAD23_combo_overlap.parquet", ("PARL25", "LAD23"))
    assert (len(old.rows), len(new.rows)) == (1306, 946)
    assert ("E14000530", "UKPARL.2025.AHT") in [row.values for row in old.rows]
