"""Plain forms of names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.text import clean, fold, search_words, slug


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("Si&#226;n Gwenllian", "Siân Gwenllian"),
        ("Mathew Dicks &#40;EYST&#41;", "Mathew Dicks (EYST)"),
        ("  Iraq  All-Party\u00a0Group ", "Iraq All-Party Group"),
        ("a\u200bb\ufeffc", "abc"),
        ("\x00bell\x07", "bell"),
    ],
)
def test_entities_invisible_letters_and_double_spaces_go(raw: str, wanted: str) -> None:
    assert clean(raw) == wanted


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [("Türkiye", "turkiye"), ("Łódź", "lodz"), ("Women’s", "womens"), ("Straße", "strasse"),
     ("Ædan Øre", "aedan ore"), ("İSTANBUL", "istanbul")],
)  # fmt: skip
def test_accents_and_apostrophes_do_not_tell_names_apart(raw: str, wanted: str) -> None:
    assert fold(raw) == wanted


def test_names_in_other_scripts_keep_their_letters() -> None:
    assert search_words("کوردستان 中文 Ελλάδα") == ("کوردستان", "中文", "ελλαδα")


def test_a_slug_is_cut_at_a_word() -> None:
    assert slug("a " * 100, limit=10) == "a-a-a-a-a"


@given(st.text(max_size=80))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=80))
def test_a_clean_text_is_clean(text: str) -> None:
    once = clean(text)
    assert "  " not in once
    assert once == once.strip()


@given(st.text(max_size=300))
def test_a_slug_never_passes_its_limit(text: str) -> None:
    assert len(slug(text, limit=40)) <= 40


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_letters_fold_as_all_others_do(text: str) -> None:
    accented = fold(f"{text}é")  # one accent sends it the long way round
    assert fold(text) + "e" == accented


@given(st.text(st.characters(max_codepoint=127), max_size=130))
def test_plain_letters_fold_as_all_letters_do(text: str) -> None:
    marks = str.maketrans("", "", "'’‘`ʼ")
    assert fold(text) == text.lower().translate(marks)
    assert fold(fold(text)) == fold(text)
