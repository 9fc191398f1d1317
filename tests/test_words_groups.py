"""Clusters, their matrix and the register's lists in a terminal: how sure, counts, sources."""

from dataclasses import replace
from functools import cache

import pytest

from api.words import counted
from api.words_groups import cell_lines, cluster_lines, clusters_lines, lists_lines, matrix_lines
from graph.results import CoverageState
from graph.results_groups import Cell, ClustersAnswer, ListsAnswer, MatrixAnswer
from tests.answers import a_cluster, clusters_answer
from tests.terminal import MARKS, backed, doubted, explorer, uncited, unmarked


@cache
def clusters(limit: int = 20) -> ClustersAnswer:
    return explorer().clusters(limit=limit)


@cache
def matrix() -> MatrixAnswer:
    return explorer().cluster_matrix()


def lists(name: str = "") -> ListsAnswer:
    return explorer().gap_lists(name=name)


def linked_cell() -> Cell:
    """A pair of clusters with links and pairs who could meet."""
    return next(cell for cell in matrix().cells if cell.links and len(cell.unmet) > 1)


# ---- clusters


def test_how_many_and_whether_it_is_chance_come_before_any_cluster() -> None:
    answer = clusters()
    lines = list(clusters_lines(answer))
    assert answer.chance
    assert lines[:4] == [
        f"5 clusters, modularity {answer.modularity:.2f}.", answer.why_resolution,
        answer.chance.words, answer.method,
    ]  # fmt: skip
    without = list(clusters_lines(replace(answer, chance=None)))
    assert without == [*lines[:2], *lines[3:]]


def test_the_chosen_resolution_alone_is_marked_in_the_table() -> None:
    answer = clusters()
    lines = list(clusters_lines(answer))
    at = lines.index("  resolution  clusters  members  between  modularity  stability")
    table = lines[at + 1 : at + 1 + len(answer.resolutions)]
    assert [row.startswith(">") for row in table] == [r.chosen for r in answer.resolutions]
    assert sum(row.startswith(">") for row in table) == 1
    for row, one in zip(table, answer.resolutions, strict=True):
        assert row.lstrip("> ").split() == [
            f"{one.resolution:g}", str(one.clusters), str(one.members), str(one.between),
            f"{one.modularity:.2f}", f"{one.stability:.0%}",
        ]  # fmt: skip


@pytest.mark.parametrize("limit", [1, 3, 4, 5, 20])
def test_clusters_that_are_cut_are_counted(limit: int) -> None:
    lines = list(clusters_lines(clusters(limit)))
    rest = 5 - limit
    cut = [line for line in lines if line.startswith("…")]
    assert cut == ([f"… and {counted(rest, 'more cluster')}."] if rest > 0 else [])


@pytest.mark.parametrize(
    ("between", "words"),
    [(0, "0 nodes with"), (1, "1 node with"), (1200, "1,200 nodes with")],
)
def test_who_stays_with_no_cluster_is_told_after_them(between: int, words: str) -> None:
    answer = replace(clusters_answer(), between=between, notes=("Last.",))
    lines = list(clusters_lines(answer))
    assert lines[-2].startswith(words)
    assert lines[-1] == "Note: Last."
    assert lines[0] == "2 clusters, modularity 0.40."


def test_a_cluster_tells_size_stability_reason_and_members() -> None:
    for cluster in clusters().clusters:
        head, reason, members = cluster_lines(cluster)
        assert head == (
            f"{cluster.name}: {cluster.size} members, stability {cluster.stability:.0%} ± "
            f"{cluster.margin:.0%}"
        )
        assert reason == f"  {cluster.reason}"
        assert members.strip().split("; ") == [m.node.name for m in cluster.members]


@pytest.mark.parametrize(("size", "behind"), [(2, ""), (3, "; and 1 more"), (9, "; and 7 more")])
def test_members_that_are_cut_are_counted(size: int, behind: str) -> None:
    cluster = a_cluster("c", "country-ke", "country-gh", size=size)
    assert list(cluster_lines(cluster))[-1] == f"  Kenya; Ghana{behind}"
    alone = a_cluster("c", "country-ke")
    assert ": 1 member, stability" in next(iter(cluster_lines(alone)))


# ---- the matrix


def test_every_link_and_every_reason_to_meet_is_followed_by_its_source() -> None:
    answer = matrix()
    lines = list(matrix_lines(answer))
    assert lines[:2] == [answer.headline, answer.method]
    assert len(list(backed(answer.cells))) > 10
    for cell in answer.cells[:10]:
        assert uncited(cell.links, cell_lines(cell)) == []
        # The reason stands beside its source, beneath the names of the two.
        told = list(cell_lines(cell))
        for pair in cell.unmet:
            at = told.index(f"       {pair.reason.words}")
            assert told[at + 1].strip().startswith(pair.reason.evidence[0].title)


def test_clusters_are_told_by_the_numbers_that_the_pairs_use() -> None:
    answer = matrix()
    lines = list(matrix_lines(answer))
    for ref in answer.clusters:
        assert f"{ref.number:>3}. {ref.name} ({counted(ref.size, 'member')})" in lines
    for cell in answer.cells:
        assert f"{cell.one} × {cell.other}: {cell.words} (p {cell.p_value:g})" in lines


@pytest.mark.parametrize("number", [10, 11, 12])
def test_pairs_of_clusters_beyond_ten_are_counted(number: int) -> None:
    cell = linked_cell()
    lines = list(matrix_lines(replace(matrix(), cells=(cell,) * number, notes=())))
    assert sum(line.startswith(f"{cell.one} × {cell.other}") for line in lines) == 10
    ending = {
        10: [], 11: ["… and 1 pair of clusters more (--json has all)."],
        12: ["… and 2 pairs of clusters more (--json has all)."],
    }  # fmt: skip
    assert [line for line in lines if line.endswith("(--json has all).")] == ending[number]


def test_a_pair_of_whom_nothing_is_known_is_not_told_as_without_link() -> None:
    pair = linked_cell().unmet[0]
    told_as: dict[CoverageState, str] = {
        "absent": ", no link found", "unknown": ", not known whether linked",
    }  # fmt: skip
    for state, words in told_as.items():
        cell = replace(linked_cell(), links=(), unmet=(replace(pair, state=state),))
        told = [line for line in cell_lines(cell) if "could meet" in line]
        assert [line.endswith(words) for line in told] == [True]


@pytest.mark.parametrize("rest", [0, 1, 7])
def test_pairs_who_could_meet_that_are_cut_are_counted(rest: int) -> None:
    cell = linked_cell()
    lines = list(cell_lines(replace(cell, unmet_in_all=len(cell.unmet) + rest)))
    words = {0: [], 1: ["   … and 1 more pair."], 7: ["   … and 7 more pairs."]}
    assert [line for line in lines if "more pair" in line] == words[rest]


@pytest.mark.parametrize("mark", MARKS)
def test_no_mark_of_a_link_between_clusters_is_lost(mark: str) -> None:
    cell = doubted(linked_cell(), mark)
    lines = list(cell_lines(cell))
    assert unmarked(cell.links, lines, mark) == []
    assert sum(mark in line for line in lines) == len(cell.links) + len(cell.unmet)


# ---- lists


def test_every_row_of_every_list_is_followed_by_its_source() -> None:
    answer = lists()
    lines = list(lists_lines(answer))
    assert uncited(answer, lines) == []
    for one in answer.lists:
        at = lines.index(f"{one.title} ({one.name})")
        assert lines[at + 1] == one.words
        rows = [x for x in lines[at : lines.index("", at)] if x.startswith("- ")]
        assert rows == [f"- {row.node.name}   {row.words}" for row in one.rows]
        assert len(rows) == one.count


def test_one_list_may_be_asked_for_and_an_empty_one_keeps_its_figure() -> None:
    answer = lists("groups_with_few_officers")
    (one,) = answer.lists
    empty = replace(one, rows=(), count=0, words="0 of 3 groups.")
    notes = [f"Note: {note}" for note in answer.notes]
    assert list(lists_lines(replace(answer, lists=(empty,)))) == [
        f"{one.title} (groups_with_few_officers)", "0 of 3 groups.", "", *notes,
    ]  # fmt: skip


@pytest.mark.parametrize("mark", MARKS)
def test_no_mark_of_a_list_is_lost(mark: str) -> None:
    answer = doubted(lists(), mark)
    assert unmarked(answer, lists_lines(answer), mark) == []
