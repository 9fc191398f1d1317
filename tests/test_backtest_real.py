"""Back-tests on the real editions of the register: the figures that the documents give."""

import sys
from pathlib import Path

import orjson
import pytest

from api.cli import main
from graph.analysis.backtest_scores import (
    AREA,
    GROUP_IN_PERSONS,
    LEARNT,
    NEIGHBOURS,
    POPULARITY,
    RANDOM,
)
from graph.analysis.proof import FILE
from graph.explorer import Explorer
from graph.results_proof import BacktestAnswer, Figure
from kithmap import load, open_graph

pytestmark = [pytest.mark.real_data, pytest.mark.slow]
SHIPPED = Path(__file__).resolve().parents[1] / "graph" / "analysis" / FILE
PRECISE = "precision at 20"


@pytest.fixture(scope="module")
def register(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Explorer:
    url = f"sqlite:///{tmp_path_factory.mktemp('real') / 'appg.db'}"
    graph = open_graph(url)
    folder = real_data / "appg"
    load(graph, "countries")  # regions, which the command line loads by itself
    load(graph, "appg", *sorted((folder / "releases").glob("*.zip")), folder / "current")
    return graph


@pytest.fixture(scope="module")
def answer(register: Explorer) -> BacktestAnswer:
    return register.backtest("forward")


@pytest.fixture(scope="module")
def found(register: Explorer) -> BacktestAnswer:
    return register.backtest("hidden")


def value(answer: BacktestAnswer, name: str, ranking: str = LEARNT) -> float:
    told = figure(answer, name, ranking).value
    assert told is not None
    return told


def figure(answer: BacktestAnswer, name: str, ranking: str = LEARNT) -> Figure:
    return next(r for r in answer.pooled if r.name == ranking).figure(name)


# Forward: learnt until 1 December 2025, tested on the four pairs of editions from then on


def test_four_later_pairs_are_tested_with_the_joins_that_others_counted(
    answer: BacktestAnswer,
) -> None:
    assert [(test.name, test.events) for test in answer.tests] == [
        ("2025-12-01 to 2026-02-23", 133), ("2025-12-01 to 2026-06-29", 229),
        ("2026-01-12 to 2026-05-18", 132), ("2026-02-23 to 2026-06-29", 106),
    ]  # fmt: skip
    assert all(after <= "2025-12-01" for _, after, _ in answer.learnt_on)


def test_a_fifth_of_the_groups_joined_were_among_the_20_suggested(answer: BacktestAnswer) -> None:
    assert value(answer, GROUP_IN_PERSONS) >= 0.19
    assert value(answer, AREA) >= 0.77
    assert 0.03 < value(answer, GROUP_IN_PERSONS, RANDOM) < 0.05


@pytest.mark.parametrize("simpler", [RANDOM, POPULARITY, NEIGHBOURS])
@pytest.mark.parametrize("name", [GROUP_IN_PERSONS, AREA])
def test_intervals_lie_apart_from_those_of_every_simpler_ranking(
    answer: BacktestAnswer, name: str, simpler: str
) -> None:
    own, other = figure(answer, name), figure(answer, name, simpler)
    assert own.low is not None
    assert other.high is not None
    assert own.low > other.high


def test_over_all_pairs_at_once_it_is_no_forecast_and_says_so(answer: BacktestAnswer) -> None:
    assert value(answer, PRECISE) < 0.1
    assert "no forecast" in answer.verdict


def test_the_shipped_weights_are_those_that_are_learnt_here(answer: BacktestAnswer) -> None:
    held = orjson.loads(SHIPPED.read_bytes())
    # A person told from another anew changes the last digits, not the weights.
    for weight in answer.weights:
        assert weight.weight == pytest.approx(held["reasons"][weight.name]["weight"], abs=0.02)
    assert value(answer, GROUP_IN_PERSONS) == pytest.approx(held["proof"]["shown"], abs=0.01)


def test_the_weights_do_not_change_when_the_tested_editions_are_not_there(
    register: Explorer, answer: BacktestAnswer
) -> None:
    shorter = register.as_of("2026-01-12").backtest("forward", resamples=100)
    assert shorter.weights == answer.weights
    assert [test.name for test in shorter.tests] == ["2025-12-01 to 2026-01-12"]


# Hidden: a tenth of the ties of Westminster today, five seeds


def test_hidden_members_are_found_above_every_simpler_ranking(found: BacktestAnswer) -> None:
    assert value(found, AREA) >= 0.84
    assert value(found, PRECISE) >= 0.2
    assert value(found, PRECISE) > value(found, PRECISE, NEIGHBOURS)
    assert value(found, GROUP_IN_PERSONS) > value(found, GROUP_IN_PERSONS, POPULARITY)


def test_lists_found_by_ai_search_are_reported_apart(found: BacktestAnswer) -> None:
    without, with_ai = found.tests
    assert ("without AI" in without.name, "with AI" in with_ai.name) == (True, True)
    assert with_ai.events > 1.5 * without.events
    assert found.pooled == without.rankings


def test_the_command_prints_the_answer_as_json(
    register: Explorer, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["kithmap", "backtest", "forward", "--json", "--store", register.store.url]
    monkeypatch.setattr(sys, "argv", words)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    printed = orjson.loads(capfdbinary.readouterr().out)
    assert printed["way"] == "forward"
    assert printed["pooled"][0]["name"] == LEARNT
