"""Sentences: 25 words at most, titles shortened, dates in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.sentences import LIMIT, counted, day, listed, sentence, short_name
from graph.model import NodeKind
from tests.estate import group, node

words = st.lists(st.sampled_from(["All-Party", "of", "a,", "long…", "Name"]), min_size=1).map(
    " ".join
)


@given(words, words)
def test_no_sentence_passes_the_limit(who: str, what: str) -> None:
    told = sentence("{who} shares {what} with nobody.", who=who, what=what)
    assert len(told.split()) <= LIMIT


@given(words)
def test_what_fits_is_not_cut(who: str) -> None:
    fits = " ".join(who.split()[: LIMIT - 2])
    assert sentence("{who} is here.", who=fits) == f"{fits} is here."


def test_the_longest_part_is_cut_first_and_says_so() -> None:
    told = sentence("{short} and {long}.", short="Tea", long="word, " * 40)
    assert told.startswith("Tea and word,")
    assert told.endswith("word…")


def test_a_blank_may_stand_twice() -> None:
    assert sentence("{a} is {a}.", a="Tea") == "Tea is Tea."


def test_braces_in_a_name_are_no_blanks() -> None:
    assert sentence("{a} is here.", a="The {b} Trust") == "The {b} Trust is here."


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("All-Party Parliamentary Group on Somaliland", "APPG on Somaliland"),
        ("Bahrain All-Party Parliamentary Group", "Bahrain APPG"),
        ("All-Party Parliamentary China Group", "China APPG"),
        ("All-Partly Parliamentary Group on Dementia in Sport", "APPG on Dementia in Sport"),
        ("Iraq  All-Party Parliamentary Group", "Iraq APPG"),
        ("Cross-Party Group in the Senedd on Tibet", "CPG in the Senedd on Tibet"),
        ("All-Party Group on Ethnic Minorities", "All-Party Group on Ethnic Minorities"),
    ],
)
def test_titles_of_groups_are_shortened(title: str, short: str) -> None:
    assert short_name(node(NodeKind.APPG, "a", title)) == short


def test_only_titles_of_groups_are_shortened() -> None:
    name = "Friends of the All-Party Parliamentary Group on Tea"
    assert short_name(node(NodeKind.ORGANISATION, "a", name)) == name
    assert short_name(group("a", "Tea")) == "APPG on Tea"


@pytest.mark.parametrize(
    ("date", "told"),
    [
        ("2026-06-29", "29 June 2026"), ("2026-06-01", "1 June 2026"), ("2013-07", "July 2013"),
        ("2013", "2013"), ("", "an unknown date"), ("spring", "spring"),
        ("2026-06-29T10:00", "29 June 2026"), ("2026-13", "2026"),
    ],
)  # fmt: skip
def test_dates_are_told_in_words(date: str, told: str) -> None:
    assert day(date) == told


def test_names_are_listed_once_each() -> None:
    assert listed(["A", "B", "A"]) == "A and B"
    assert listed([]) == ""
    assert listed(["A", "B", "C"]) == "A, B and C"
    assert listed("ABCD") == "A, B, C and 1 more"


@pytest.mark.parametrize(
    ("number", "told"), [(0, "0 bodies"), (1, "1 body"), (2500, "2,500 bodies")]
)
def test_numbers_carry_their_noun(number: int, told: str) -> None:
    assert counted(number, "body", "bodies") == told


@pytest.mark.parametrize(
    ("who", "ends"),
    [
        ("Ann Body (Chair of the group " + "for long names " * 20 + ")", "…)."),
        ("Ann (Chair) " + "of many words " * 20, "…."),
        ("Ann (Chair) of (the group " + "for long names " * 20 + ")", "…)."),
    ],
)
def test_a_parenthesis_that_is_cut_is_closed(who: str, ends: str) -> None:
    told = sentence("It is {who}.", who=who)
    assert len(told.split()) == LIMIT
    assert told.count("(") == told.count(")")
    assert told.endswith(ends.replace("….", "…"))


@given(st.lists(st.sampled_from(["word", "(c)", "(a b)", "(of four words here)"]), min_size=1))
def test_a_cut_never_leaves_a_parenthesis_open(phrases: list[str]) -> None:
    told = sentence("{who} came.", who=" ".join(phrases * 3))
    assert told.count("(") == told.count(")")
