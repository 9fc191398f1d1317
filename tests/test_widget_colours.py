"""Groups of values: each has a sign, words and a colour that can be read on any page."""

from typing import Any

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from viz.widget_colours import CATEGORIES, OTHER, SCALE, colouring


def groups(values: dict[str, Any]) -> list[tuple[str, str, int]]:
    return [(g.sign, g.words, g.count) for g in colouring("x", values).groups]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, two: str) -> float:
    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colour", CATEGORIES)
def test_a_category_stands_out_by_day_and_night_and_its_sign_can_be_read(colour: str) -> None:
    assert contrast(colour, "#ffffff") >= 4.5
    assert contrast(colour, "#10181d") >= 3


@pytest.mark.parametrize("shade", SCALE)
def test_the_sign_on_a_band_can_be_read(shade: tuple[str, str]) -> None:
    assert contrast(*shade) >= 4.5


def test_categories_come_by_number_then_by_name() -> None:
    values = {"a": "Labour", "b": "Green", "c": "Labour", "d": "Alba"}
    assert groups(values) == [("A", "Labour", 2), ("B", "Alba", 1), ("C", "Green", 1)]


def test_more_than_eight_categories_end_in_one_for_the_rest() -> None:
    made = groups({f"n{at}": f"v{at:02}" for at in range(12)})
    assert len(made) == 8
    assert made[-1] == ("+", OTHER, 5)


def test_few_numbers_are_shown_as_they_are_the_lowest_first() -> None:
    assert groups({"a": 10, "b": 2.5, "c": 10}) == [("1", "2.5", 1), ("2", "10", 2)]


def test_many_numbers_become_five_bands_that_say_what_they_hold() -> None:
    made = groups({f"n{at}": at for at in range(100)})
    assert [sign for sign, _, _ in made] == ["1", "2", "3", "4", "5"]
    assert made[0][1:] == ("0 to 19", 20)
    assert made[-1][1:] == ("80 to 99", 20)


def test_truth_values_are_categories() -> None:
    assert groups({"a": True, "b": False, "c": True}) == [("A", "True", 2), ("B", "False", 1)]


@pytest.mark.parametrize("missing", [None, "", float("nan"), pandas.NA, pandas.NaT])
def test_what_is_missing_is_a_group_of_its_own_and_comes_last(missing: Any) -> None:
    assert groups({"a": 5, "b": missing}) == [("1", "5", 1), ("–", "no value", 1)]


def test_no_value_at_all_is_one_group() -> None:
    assert groups({"a": None}) == [("–", "no value", 1)]


VALUES = st.one_of(
    st.none(), st.integers(-1000, 1000), st.floats(), st.text(max_size=3), st.booleans()
)


@given(st.dictionaries(st.text(min_size=1, max_size=3), VALUES, min_size=1, max_size=40))
def test_every_node_is_in_one_group_and_every_group_has_its_own_sign(
    values: dict[str, Any],
) -> None:
    made = colouring("x", values)
    assert made.group_of.keys() == values.keys()
    assert sum(group.count for group in made.groups) == len(values)
    counted = [list(made.group_of.values()).count(at) for at in range(len(made.groups))]
    assert counted == [group.count for group in made.groups]
    assert len({group.sign for group in made.groups}) == len(made.groups) <= 9
