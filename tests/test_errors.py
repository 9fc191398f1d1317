"""Errors: one line that says what, where, and what to do next."""

import pytest

from graph import errors
from graph.errors import Ambiguous, BadSource, KithmapError, NotFound, StoreError


def kinds(base: type[KithmapError]) -> set[type[KithmapError]]:
    return {base} | {kind for child in base.__subclasses__() for kind in kinds(child)}


def test_a_message_says_what_where_and_what_next() -> None:
    error = BadSource("row 3 has no name", where="sheet.csv", next_step="Give it a name.")
    assert str(error) == "row 3 has no name (sheet.csv). Give it a name."


def test_a_message_that_ends_in_a_stop_gets_no_second_one() -> None:
    assert str(KithmapError("What is this?", where="here")) == "What is this? (here)"


def test_a_message_is_one_line_whatever_is_in_it() -> None:
    assert "\n" not in str(KithmapError("a\nb\tc\x00d", where="x\ny"))


def test_a_message_of_ten_thousand_characters_is_cut() -> None:
    assert len(str(KithmapError("x" * 10_000))) < 500


@pytest.mark.parametrize(
    "kind", sorted((k for k in kinds(KithmapError) if k.__module__ == errors.__name__), key=str)
)
def test_every_error_has_an_exit_code_and_an_http_status(kind: type[KithmapError]) -> None:
    assert kind.exit_code != 0
    assert 400 <= kind.http_status < 600
    assert kind.__name__ in (errors.__doc__ or "")


def test_what_the_reader_can_mend_is_a_4xx_and_what_the_store_does_is_not_404() -> None:
    assert BadSource("x").http_status == 422
    assert StoreError("x").http_status == 503
    assert Ambiguous("x").http_status == 409


def test_not_found_carries_the_nearest_names() -> None:
    assert NotFound("x", suggestions=("a", "b")).suggestions == ("a", "b")
