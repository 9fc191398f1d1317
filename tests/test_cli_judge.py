"""The merge court on the command line: what is open, a verdict and its undoing, and the score."""

import json
import sqlite3
from pathlib import Path

import pytest

from graph.store import open_store
from loaders.run import load
from tests.loading import link, node, recited
from tests.terminal import Run, command, failure

LEFT, RIGHT = "org:name:mrcf", "org:name:forum"
HEADER = "left,left_says,right,right_says,kind,verdict,why\n"


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A store with two spellings of one body, both linked to a third."""
    url = f"sqlite:///{tmp_path / 'court.db'}"
    store = open_store(url)
    records = (
        node(LEFT, "Migrant and Refugee Communities Forum"),
        node(RIGHT, "Migrant and Refugee Community Forum"),
        node("org:name:third", "Third Body of Somewhere"),
        link(LEFT, "org:name:third"), link(RIGHT, "org:name:third"),
    )  # fmt: skip
    load(store, recited(*records), today="2026-11-23")
    store.close()
    return url


@pytest.fixture
def run(url: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    return command(monkeypatch, capfd, url)


def test_the_list_gives_a_command_that_can_be_run_as_it_stands(run: Run) -> None:
    lines = run("judge", "list").stdout.splitlines()
    assert lines[0] == "1 pair may be one node."
    (said,) = [line for line in lines if "kithmap judge accept" in line]
    done = run(*said.split()[1:], "--why", "one address", "--by", "Ann")
    assert done.returncode == 0, done.stderr
    assert "One node bears them now" in done.stdout
    left, right = said.split()[-2:]
    after = run("judge", "list").stdout.splitlines()
    assert after[0] == "0 pairs may be one node."
    assert after[1].startswith(f"Judged same: {left} and {right}, by Ann on ")
    assert after[1].endswith(": one address")


@pytest.mark.parametrize(("verb", "word"), [("reject", "different"), ("unsure", "unsure")])
def test_a_pair_that_stays_two_is_asked_about_no_more(run: Run, verb: str, word: str) -> None:
    done = run("judge", verb, LEFT, RIGHT)
    assert done.stdout.startswith(f"Judged {word}: ")
    assert "Two nodes now: " in done.stdout
    assert "by command line on " in run("judge", "list").stdout
    undone = run("judge", "undo", RIGHT, LEFT)
    assert undone.stdout.startswith(f"No longer judged {word}: ")
    assert run("judge", "list").stdout.startswith("1 pair may be one node.")


def test_options_leave_out_what_scores_less_and_other_kinds(run: Run) -> None:
    for words in (("--min-score", "1"), ("--kind", "person"), ("--offset", "1")):
        answer = json.loads(run("judge", "list", *words, "--json").stdout)
        assert answer["suggestions"] == []


@pytest.mark.parametrize(
    "words", [("accept", LEFT, LEFT), ("undo", LEFT, RIGHT), ("accept", "nobody at all", LEFT)]
)
def test_a_verdict_that_makes_no_sense_is_one_line_and_the_store_stays(
    run: Run, url: str, words: tuple[str, ...]
) -> None:
    with sqlite3.connect(url.removeprefix("sqlite:///")) as held:
        before = list(held.iterdump())
        failure(run("judge", *words))
        assert list(held.iterdump()) == before
    held.close()


def test_a_score_tells_how_many_pairs_and_which_came_out_wrong(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "pairs.csv"
    rows = (
        '"Amber, Beryl and Coral Trust",,"Amber, Beryl & Coral Trust",,organisation,same,x\n'
        "Amber Trust,,Dune Group,,organisation,same,x\n"
    )
    file.write_text(HEADER + rows, encoding="utf-8")
    lines = run("judge", "score", str(file)).stdout.splitlines()
    assert lines[0] == "2 labelled pairs: 2 the same, 0 different, 0 unsure."
    assert lines[1] == "Joined by themselves: precision 1.000, recall 0.500."
    assert lines[-1] == "- Not found (same): Amber Trust  =?  Dune Group"
    answer = json.loads(run("judge", "score", str(file), "--json").stdout)
    assert (answer["pairs"], answer["recall"], len(answer["missed"])) == (2, 0.5, 1)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (HEADER + "A,,B,,organisation,perhaps,x\n", "row 2"),
        (HEADER + "A,,B,,organisation,same,x\nA,,B,,cheese,same,x\n", "row 3"),
        ("left,right\nA,B\n", "row 2"),
    ],
)
def test_labelled_pairs_that_cannot_be_read_name_their_row(
    run: Run, tmp_path: Path, text: str, part: str
) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text(text, encoding="utf-8")
    assert part in failure(run("judge", "score", str(file)))
