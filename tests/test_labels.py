"""Labels: measured without a font, broken into lines, kept apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viz.labels import ELLIPSIS, Box, free, label_box, line_height, lines, text_width

names = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


def test_wide_letters_take_more_room_than_narrow_ones() -> None:
    assert text_width("iiii", 10) < text_width("aaaa", 10) < text_width("MMMM", 10)


def test_a_combining_accent_takes_no_room() -> None:
    assert text_width("E\u0301cole", 10) == text_width("Ecole", 10)


def test_a_chinese_sign_takes_a_full_square() -> None:
    assert text_width("華", 10) > 10


@given(names, st.floats(5, 40))
def test_width_grows_with_the_size_of_letters(text: str, size: float) -> None:
    assert text_width(text, size * 2) == pytest.approx(text_width(text, size) * 2)


@given(names, names)
def test_two_texts_are_as_wide_as_both(one: str, other: str) -> None:
    assert text_width(one + other, 10) == pytest.approx(text_width(one, 10) + text_width(other, 10))


@given(names, st.integers(60, 300), st.integers(1, 4))
def test_no_line_is_wider_than_asked_nor_are_there_more_of_them(
    text: str, width: int, most: int
) -> None:
    broken = lines(text, width=width, size=15, most=most)
    assert len(broken) <= most
    assert all(text_width(line, 15) <= width for line in broken)


@given(names)
def test_enough_room_keeps_every_word(text: str) -> None:
    assert " ".join(lines(text, width=10_000, size=15)) == " ".join(text.split())


def test_what_is_cut_ends_in_an_ellipsis() -> None:
    broken = lines("one two three four five six", width=60, size=15, most=2)
    assert broken[-1].endswith(ELLIPSIS)
    assert not broken[0].endswith(ELLIPSIS)


def test_a_single_long_word_is_cut_inside() -> None:
    (line,) = lines("L" * 300, width=150, size=15)
    assert line.endswith(ELLIPSIS)
    assert len(line) > 5


def test_nothing_gives_no_line() -> None:
    assert lines("   ", width=100, size=15) == ()


def test_boxes_that_only_touch_do_not_hit() -> None:
    left = Box(left=0, top=0, right=10, bottom=10)
    assert not left.hits(Box(left=10, top=0, right=20, bottom=10))
    assert left.hits(Box(left=9, top=9, right=20, bottom=20))


@pytest.mark.parametrize(("anchor", "share"), [("start", 0.0), ("middle", 0.5), ("end", 1.0)])
def test_an_anchor_tells_on_which_side_the_text_stands(anchor: str, share: float) -> None:
    box = label_box(100, 50, ("iiii",), size=15, anchor=anchor)
    assert box.left == pytest.approx(100 - share * text_width("iiii", 15))
    assert box.bottom - box.top == pytest.approx(line_height(15))


def test_a_place_is_free_when_nothing_taken_touches_it() -> None:
    taken = [Box(left=0, top=0, right=10, bottom=10)]
    assert free(Box(left=20, top=0, right=30, bottom=10), taken)
    assert not free(Box(left=5, top=5, right=30, bottom=10), taken)
