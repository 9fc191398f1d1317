"""Back-tests on the command line: words, figures beside luck, JSON, the file of weights."""

import sys
from pathlib import Path

import pytest

from api.cli import main
from api.words_proof import backtest_lines, figure_words
from graph.analysis.backtest import forward
from graph.explorer import Explorer
from graph.results_proof import Figure
from tests.register_made import DATES, lively, network, past, register


def test_a_figure_without_cases_says_so() -> None:
    empty = Figure(name="AUC", value=None, low=None, high=None, cases=0)
    assert figure_words(empty) == "nothing to count"


def test_the_sentence_comes_first_and_every_ranking_and_reason_is_told() -> None:
    held = lively(0)
    answer = forward(network(register(held)), past(held), until=DATES[2], resamples=100)
    lines = list(backtest_lines(answer))
    text = "\n".join(lines)
    assert lines[0] == answer.sentence
    assert all(ranking.name in text for ranking in answer.pooled)
    assert all(weight.words in text for weight in answer.weights)
    assert all(note in text for note in answer.notes)
    assert f"Data {answer.data}" in text


def ended(monkeypatch: pytest.MonkeyPatch, *words: str) -> object:
    monkeypatch.setattr(sys, "argv", ["kithmap", "backtest", *words])
    with pytest.raises(SystemExit) as told:
        main()
    return told.value.code


def test_an_empty_store_is_one_clear_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended(monkeypatch, "forward", "--store", "sqlite://") == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


@pytest.mark.slow
def test_the_tour_has_one_edition_and_forward_says_what_to_do(
    shipped: Explorer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    from kithmap import tour

    url = f"sqlite:///{tmp_path / 'tour.db'}"
    tour(url).close()
    assert ended(monkeypatch, "forward", "--store", url) == 2
    assert "backtest hidden" in capsys.readouterr().err
    assert ended(monkeypatch, "learn", str(tmp_path / "weights.json"), "--store", url) == 2
    assert not (tmp_path / "weights.json").exists()
