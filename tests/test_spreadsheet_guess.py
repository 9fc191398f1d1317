"""What cells show where the heading says nothing: only what is beyond doubt is used."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.spreadsheet_guess import by_commas_only, kind_of_cells, look_like_names, share
from tests.sheets import Read, csv_files


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (["https://a.example.org", "www.b.example.org/x"], "website"),
        (["GB-CHC-1014576", "GB-COH-01234567"], "identifier"),
        (["1014576", "1153055"], "amount"),
        (["a@example.org", "020 7946 0000"], "contacts"),
        (["2024-03-01", "March 2025", "01/03/2024"], "date"),
        (["£1,200", "3k"], "amount"),
        (["Kenya Trust", "East Forum"], ""),
        (["https://a.example.org", "none"], ""),
        ([], ""),
    ],
)
def test_a_column_is_of_a_sort_when_nearly_all_cells_are(cells: list[str], found: str) -> None:
    assert kind_of_cells(cells)[0] == found


def test_one_slip_in_ten_is_forgiven_and_one_in_three_is_not() -> None:
    web = ["https://a.example.org"] * 9
    assert kind_of_cells([*web, "none"]) == ("website", "9 of 10")
    assert kind_of_cells([*web[:2], "none"])[0] == ""


def test_names_are_short_their_own_and_mostly_of_bodies() -> None:
    assert look_like_names(["Kenya Trust", "East Forum", "Ann Body"])
    assert not look_like_names(["red", "blue", "green"])
    assert not look_like_names(["Kenya Trust", "Kenya Trust", "Kenya Trust"])
    assert not look_like_names(["12", "13"])
    assert not look_like_names(["Kenya Trust"])


def test_commas_part_names_unless_something_stronger_does_or_a_suffix_follows() -> None:
    assert by_commas_only(["A Trust, B Trust", "C"])
    assert not by_commas_only(["A Trust; B Trust, C"])
    assert not by_commas_only(["Tea Merchants, Ltd", "B"])
    assert not by_commas_only(["A", "B"])


@given(st.lists(st.text(max_size=12), max_size=8))
def test_a_share_lies_between_none_and_all(cells: list[str]) -> None:
    assert 0 <= share(cells, str.isalpha) <= 1
    assert kind_of_cells(cells)[0] in ("", "contacts", "website", "identifier", "date", "amount")


def test_a_column_of_addresses_or_numbers_is_read_whatever_its_heading(tmp_path: Path) -> None:
    found = Read(csv_files(tmp_path, mine=(
        "Organisation,Where online,Their code\nKenya Trust,www.example.org,GB-CHC-1014576\n"
    )))  # fmt: skip
    (statement,) = found.statements
    assert statement.subject == "org:GB-CHC-1014576"
    assert statement.values("website") == ("https://www.example.org",)


def test_a_column_that_looks_like_names_is_the_names_when_no_heading_says_so(
    tmp_path: Path,
) -> None:
    rows = "Kenya Trust,Kenya\nEast Forum,Ghana\n"
    found = Read(csv_files(tmp_path, nodes=f"Convened by us,Countries\n{rows}"))
    assert sorted(found.nodes) >= ["country:GH", "country:KE"]
    assert ("org:name:kenya-trust", "about", "country:KE") in found.links


def test_a_column_of_unknown_heading_with_countries_is_not_guessed_at(tmp_path: Path) -> None:
    found = Read(csv_files(tmp_path, mine="Organisation,Where from\nKenya Trust,Kenya\n"))
    assert found.links == []
    assert found.report.facts["column 'Where from' not read"] == 1
