"""Names as people write them down: matched, ambiguous and unmatched are never mixed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.name_list import MOST_NAMES, lines_of, understood
from graph.errors import BadQuestion
from graph.results_rooms import Names
from tests.answers import world
from tests.sketch import body, group, network, person

ALL = network(
    [body("kwa", "Kenya Welfare Association"), body("cuk", "Citizens UK"),
     person("ann", "Ann Body"), group("appg-kenya", "All-Party Parliamentary Group on Kenya"),
     body("twin1", "Lifeline"), body("twin2", "Lifeline")],
    [],
)  # fmt: skip


def asked(*lines: str) -> Names:
    """The lines as understood; the store proposes every node."""
    return understood(ALL, lines, lambda _: ALL.index)


def ids(names: Names) -> list[list[str]]:
    return [[ref.id for ref in line.nodes] for line in names.matched]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Citizens UK", ["cuk"]),
        ("cuk", ["cuk"]),
        ("citizens uk", ["cuk"]),
        ("APPG on Kenya", ["appg-kenya"]),
        ("Ann Body MP", ["ann"]),
        ("Dame Ann Body", ["ann"]),
        ("Rt Hon Ann Body MP", ["ann"]),
        ("Ann Body, Citizens UK", ["ann", "cuk"]),
        ("Ben Nobody, Citizens UK", ["cuk"]),
        ("Ben Nobody (Citizens UK)", ["cuk"]),
        ("Ben Nobody - Citizens UK", ["cuk"]),
        ("Citizens UK <ann@example.org>", ["cuk"]),
    ],
)
def test_a_line_names_nodes_outright(line: str, found: list[str]) -> None:
    names = asked(line)
    assert ids(names) == [found], names


def test_a_name_of_two_nodes_is_ambiguous_with_both_as_choices() -> None:
    (line,) = asked("Lifeline").ambiguous
    assert [ref.id for ref in line.choices] == ["twin1", "twin2"]


def test_a_name_that_merely_holds_the_words_is_offered_never_taken() -> None:
    names = asked("Kenya Welfare")
    assert names.matched == ()
    assert [ref.id for ref in names.ambiguous[0].choices] == ["kwa"]


def test_a_name_that_nothing_answers_to_is_unmatched_with_the_nearest_spelling() -> None:
    (line,) = asked("Citizen of UK Xyz").unmatched
    assert line.text == "Citizen of UK Xyz"
    assert asked("Qqqq").unmatched[0].choices == ()


def test_every_line_is_in_exactly_one_of_the_three_parts() -> None:
    names = asked("Citizens UK", "Lifeline", "Qqqq", "Citizens UK")
    parts = (names.matched, names.ambiguous, names.unmatched)
    assert [len(part) for part in parts] == [1, 1, 1]


def test_a_country_or_theme_is_nobody_in_a_room() -> None:
    kenya = understood(world(), ["Kenya"], lambda _: world().index)
    named = [r.kind for part in (kenya.matched,) for line in part for r in line.nodes]
    assert "country" not in named


def test_a_group_that_left_the_register_is_understood_too() -> None:
    found = understood(world(), ["APPG on Nepal"], lambda _: [*world().index, *world().past])
    assert [r.id for line in found.matched for r in line.nodes] == ["appg-nepal"]


def test_a_list_without_names_and_one_too_long_are_refused() -> None:
    for lines in ((), ("", "  "), ("ann@example.org",)):
        with pytest.raises(BadQuestion, match="holds no name"):
            asked(*lines)
    with pytest.raises(BadQuestion, match="501 names; 500"):
        asked(*(f"name {n}" for n in range(MOST_NAMES + 1)))
    with pytest.raises(BadQuestion, match="401 characters"):
        asked("x" * 401)


def test_bullets_numbers_comments_and_empty_lines_are_no_names() -> None:
    text = "# our room\n1. Citizens UK\n  2) Kenya Trust\n\n• East Forum\n- A - B\n(3) C\n"
    assert lines_of(text) == ("Citizens UK", "Kenya Trust", "East Forum", "A - B", "C")


@given(st.text(max_size=200))
def test_lines_are_never_empty_and_never_comments(text: str) -> None:
    for line in lines_of(text):
        assert line.strip() == line != ""
        assert not line.startswith("#")


@given(st.lists(st.sampled_from(["Citizens UK", "Lifeline", "zzz", "Ann Body, cuk"]), min_size=1))
def test_the_parts_hold_each_different_line_once(lines: list[str]) -> None:
    names = asked(*lines)
    told = [line.text for line in names.matched]
    told += [line.text for line in (*names.ambiguous, *names.unmatched)]
    assert sorted(told) == sorted(set(lines))
