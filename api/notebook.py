"""Answers in a notebook: the words of the command line, in place of a wall of fields."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from api import words, words_briefs, words_groups, words_judge, words_proof, words_rooms
from api import words_routes as routes
from graph import results, results_briefs, results_groups, results_judge, results_proof
from graph import results_rooms as rooms
from graph.results_routes import BrokersAnswer, ReachAnswer

Words = Callable[[Any], Iterable[str]]

ANSWERS: dict[type, Words] = {
    results.FindAnswer: words.find_lines,
    results.NodeAnswer: words.node_lines,
    results.PathsAnswer: words.paths_lines,
    results.GapsAnswer: words.gaps_lines,
    results.ChangesAnswer: words.changes_lines,
    results.SourcesAnswer: words.sources_lines,
    results_briefs.BriefAnswer: words_briefs.brief_lines,
    results_briefs.DirectoryAnswer: words_briefs.directory_lines,
    results_briefs.FundingAnswer: words_briefs.funding_lines,
    results_groups.ClustersAnswer: words_groups.clusters_lines,
    results_groups.MatrixAnswer: words_groups.matrix_lines,
    results_groups.ListsAnswer: words_groups.lists_lines,
    results_judge.JudgeAnswer: words_judge.judge_lines,
    results_judge.VerdictAnswer: words_judge.verdict_lines,
    results_proof.BacktestAnswer: words_proof.backtest_lines,
    rooms.RoomAnswer: words_rooms.room_lines,
    rooms.InterlocksAnswer: words_rooms.interlocks_lines,
    rooms.WatchAnswer: words_rooms.watch_lines,
    BrokersAnswer: routes.brokers_lines,
    ReachAnswer: routes.reach_lines,
}

# What stands in a list of an answer, looked at by itself.
PARTS: dict[type, Words] = {
    results.Path: words.path_lines,
    results.Gap: partial(words.gap_lines, number=1),
    results_groups.Cluster: words_groups.cluster_lines,
    results_groups.Cell: words_groups.cell_lines,
}


def words_of(answer: Any) -> str:
    """An answer as ``kithmap`` prints it, its snapshot in the last line; a part has no snapshot."""
    if type(answer) in PARTS:
        return "\n".join(PARTS[type(answer)](answer))
    lines = ANSWERS[type(answer)](answer)
    return "\n".join([*lines, words.snapshot_line(answer.snapshot)])


def show_in_words(shell: Any) -> None:
    """From now on an IPython shell shows answers in words; ``repr`` still gives all fields."""
    formatter = shell.display_formatter.formatters["text/plain"]
    for kind in (*ANSWERS, *PARTS):
        formatter.for_type(kind, _print)


def show_in_full(shell: Any) -> None:
    """Undo ``show_in_words``."""
    formatter = shell.display_formatter.formatters["text/plain"]
    for kind in (*ANSWERS, *PARTS):
        formatter.pop(kind, None)


def _print(answer: Any, printer: Any, cycle: bool) -> None:
    printer.text(words_of(answer))
