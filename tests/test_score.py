"""Precision and recall on pairs that a person labelled: the floors that hold, and the counting."""

import csv
from pathlib import Path

import pytest

from graph.errors import BadQuestion
from graph.identity.score import COLUMNS, labelled, score
from graph.model import Verdict
from graph.results_judge import ScoreAnswer

PAIRS = Path(__file__).parent / "data" / "identity_pairs.csv"


def scored(*pairs: tuple[str, str, str]) -> ScoreAnswer:
    rows = [
        dict.fromkeys(COLUMNS, "") | {"kind": "organisation", "left": a, "right": b, "verdict": v}
        for a, b, v in pairs
    ]
    return score(labelled(rows))


@pytest.fixture(scope="module")
def ours() -> ScoreAnswer:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return score(labelled(csv.DictReader(file)))


def test_what_joins_by_itself_is_the_same_and_most_of_the_same_joins(
    ours: ScoreAnswer, capsys: pytest.CaptureFixture[str]
) -> None:
    with capsys.disabled():
        print(
            f"\n{ours.pairs} labelled pairs: precision {ours.precision:.3f}, recall "
            f"{ours.recall:.3f}, joined or suggested {ours.found:.3f}"
        )
    assert ours.pairs >= 350
    assert min(ours.same, ours.different) >= 130
    assert ours.unsure >= 40
    assert ours.wrong == ()
    assert ours.precision == 1
    assert ours.recall >= 0.85
    assert ours.found >= 0.97
    assert ours.false_alarms <= 0.3


def test_a_pair_joined_that_is_not_the_same_lowers_precision_and_is_named() -> None:
    got = scored(
        ("Counterpoints of Tigray", "The Counterpoints of Tigray", "same"),
        ("Calabash Storytellers", "The Calabash Storytellers", "different"),
    )
    assert (got.precision, got.recall) == (0.5, 1.0)
    assert [one.left for one in got.wrong] == ["Calabash Storytellers"]


def test_a_same_pair_left_alone_lowers_recall_and_is_named() -> None:
    got = scored(
        ("Counterpoints of Tigray", "The Counterpoints of Tigray", "same"),
        ("Comic Relief", "Charity Projects", "same"),
    )
    assert (got.precision, got.recall, got.found) == (1.0, 0.5, 0.5)
    assert [one.left for one in got.missed] == ["Comic Relief"]


def test_a_suggestion_counts_as_found_and_as_an_alarm_where_it_is_false() -> None:
    got = scored(("Trussell", "Trussell Trust", "same"), ("Lifeline", "Lifeline Ltd", "different"))
    assert (got.recall, got.found, got.false_alarms) == (0.0, 1.0, 0.5)


def test_no_pairs_give_no_division_by_nought() -> None:
    got = scored()
    assert (got.pairs, got.precision, got.recall, got.false_alarms) == (0, 1.0, 1.0, 0.0)


def test_a_pair_of_one_name_is_two_records() -> None:
    (pair,) = labelled(
        [dict.fromkeys(COLUMNS, "") | {
            "left": "Phoenix", "right": "Phoenix", "kind": "organisation", "verdict": "unsure",
        }]
    )  # fmt: skip
    assert pair.left.id != pair.right.id
    assert pair.verdict is Verdict.UNSURE


@pytest.mark.parametrize(
    "row",
    [
        {"kind": "body", "verdict": "same"},
        {"kind": "organisation", "verdict": "maybe"},
        {"kind": "organisation"},
    ],
)
def test_a_row_that_cannot_be_read_is_named(row: dict[str, str]) -> None:
    told = {"left": "a", "left_says": "", "right": "b", "right_says": ""} | row
    with pytest.raises(BadQuestion, match="row 2"):
        labelled([told])
