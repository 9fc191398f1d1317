"""US-12, the back-test notebook: shipped, offline, and honest about its baselines."""

import json
import socket
from pathlib import Path
from typing import Any

import pytest

from api.words_proof import lift_words
from graph.analysis.backtest_scores import AREA, GROUP_IN_PERSONS, LEARNT, NEIGHBOURS, POPULARITY
from graph.analysis.backtest_scores import RANDOM as BLIND
from graph.explorer import Explorer
from graph.results_proof import BacktestAnswer, Lift

NOTEBOOK = Path(__file__).resolve().parents[1] / "notebooks" / "04_backtest.ipynb"
UNTIL = "2025-12-01"


def code() -> list[str]:
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


@pytest.fixture(scope="module")
def ran() -> tuple[str, dict[str, Any]]:
    """All that the notebook prints and shows, cell by cell, on a machine without a network."""
    told: list[str] = []
    names: dict[str, Any] = {"print": lambda *words: told.append(" ".join(map(str, words)))}

    def refuse(*_: object) -> None:
        raise OSError("a notebook on shipped data asked for the network")

    with pytest.MonkeyPatch.context() as alone:
        alone.setattr(socket.socket, "connect", refuse)
        for source in code():
            *lines, last = source.splitlines()
            shown = last and not last.startswith((" ", ")", "]")) and "=" not in last.split("(")[0]
            exec("\n".join(lines) if shown else source, names)
            if shown:
                told.append(str(eval(last, names)))
    return "\n".join(told), names


@pytest.mark.slow
def test_12_it_runs_offline_on_shipped_data_and_learns_only_until_the_day(
    ran: tuple[str, dict[str, Any]],
) -> None:
    answer = ran[1]["forward"]
    assert isinstance(answer, BacktestAnswer)
    assert all(after <= UNTIL for _, after, _ in answer.learnt_on)
    starts = [test.name.split(" to ")[0] for test in answer.tests]
    assert len(starts) == 4
    assert min(starts) == UNTIL
    assert not any("shared" in source or "http" in source for source in code())


@pytest.mark.slow
def test_12_it_prints_figures_lifts_with_intervals_and_the_verdict(
    ran: tuple[str, dict[str, Any]],
) -> None:
    told, names = ran
    assert names["forward"].sentence in told
    assert names["forward"].verdict in told
    frame = names["table"](names["forward"].pooled)
    wanted = ["precision at 20", "precision at 100", GROUP_IN_PERSONS, "member in the group's 20"]
    for figure in wanted:
        for ranking in (LEARNT, BLIND, POPULARITY, NEIGHBOURS):
            value, interval = frame.loc[figure, ranking].split(" ")
            assert 0 <= float(value) <= 1
            assert interval.startswith("(")
    for simpler in (BLIND, POPULARITY, NEIGHBOURS):
        assert f"times {simpler} (" in told


@pytest.mark.slow
def test_12_it_says_where_the_ranking_is_no_better_than_the_baseline(
    ran: tuple[str, dict[str, Any]],
) -> None:
    told, names = ran
    level = [x for x in names["forward"].lifts if x.times is not None and not x.apart]
    assert level
    assert all(lift_words(lift) in told for lift in level)
    assert all("no better than the baseline" in lift_words(lift) for lift in level)


@pytest.mark.slow
def test_12_the_shipped_editions_give_nearly_the_figure_of_the_whole_register(
    ran: tuple[str, dict[str, Any]],
) -> None:
    from graph.analysis.proof import load_proof

    by = {r.name: r for r in ran[1]["forward"].pooled}
    own = by[LEARNT].figure(GROUP_IN_PERSONS).value
    assert own == pytest.approx(load_proof().shown, abs=0.03)
    area = by[LEARNT].figure(AREA).value
    assert area is not None
    assert area >= 0.68


@pytest.mark.slow
def test_12_a_lift_holds_its_figure_inside_its_interval(
    ran: tuple[str, dict[str, Any]],
) -> None:
    for lift in (*ran[1]["forward"].lifts, *ran[1]["answer"].lifts):
        if lift.times is not None:
            assert lift.low is None or lift.low <= lift.times
            assert lift.high is None or lift.times <= lift.high
        if lift.apart and lift.low is not None:
            assert lift.low >= 1


def test_12_one_edition_alone_is_refused_with_what_to_do(shipped: Explorer) -> None:
    from graph.errors import BadQuestion

    with pytest.raises(BadQuestion, match="forward test needs 2") as refused:
        shipped.backtest("forward")
    assert "hidden" in refused.value.next_step


def test_12_a_lift_that_overlaps_is_told_as_no_better() -> None:
    lift = Lift(over="random", figure="AUC", times=1.1, low=0.9, high=1.3, apart=False)
    assert lift_words(lift).endswith("no better than the baseline: intervals overlap")
    apart = Lift(over="random", figure="AUC", times=1.4, low=1.2, high=1.6, apart=True)
    assert lift_words(apart) == "AUC: 1.4 times random (1.2 to 1.6); intervals apart"
