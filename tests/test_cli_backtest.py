"""Back-tests on the command line: every way prints its figures, and weights are written whole."""

from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest

from api.wire import body
from graph.explorer import Explorer
from graph.store import open_store
from tests.made import put
from tests.register_made import DATES, SOURCE, lively, register
from tests.terminal import Run, command, failure

FORWARD = ("backtest", "forward", "--until", DATES[2], "--resamples", "100")
HIDDEN = ("backtest", "hidden", "--seeds", "1", "--resamples", "100")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store on file with five editions of a lively register."""
    url = f"sqlite:///{tmp_path_factory.mktemp('past') / 'past.db'}"
    opened = open_store(url)
    nodes, links, editions = register(lively(0))
    put(opened, sources=(SOURCE,), editions=editions, nodes=nodes, links=links)
    opened.close()
    return url


@pytest.fixture
def run(store: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    return command(monkeypatch, capfd, store)


@pytest.fixture
def asked(store: str) -> Iterator[Explorer]:
    with Explorer(open_store(store)) as explorer:
        yield explorer


def test_forward_starts_with_the_sentence_and_ends_with_data_seed_and_snapshot(
    run: Run, asked: Explorer
) -> None:
    answer = asked.backtest("forward", until=DATES[2], resamples=100)
    done = run(*FORWARD)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[:2] == [answer.sentence, answer.verdict]
    assert lines[-2] == f"Data {answer.data}, seed 0."
    assert asked.network().hash in lines[-1]
    assert run(*FORWARD, "--json").stdout.encode() == body(answer) + b"\n"


def test_hidden_ties_need_one_edition_only_and_seeds_are_told(run: Run, asked: Explorer) -> None:
    answer = asked.backtest("hidden", seeds=1, seed=4, resamples=100)
    done = run(*HIDDEN, "--seed", "4")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == answer.sentence
    assert done.stdout.splitlines()[-2] == f"Data {answer.data}, seed 4."


def test_learnt_weights_are_written_to_the_file_that_was_named(run: Run, tmp_path: Path) -> None:
    to = tmp_path / "weights.json"
    done = run("backtest", "learn", str(to), "--until", DATES[2])
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"Wrote {to} ({to.stat().st_size:,} bytes).\n"
    held = orjson.loads(to.read_bytes())
    assert held["until"] == held["proof"]["until"] == DATES[2]
    assert len(held["reasons"]) > 5


@pytest.mark.parametrize(
    ("to", "part"), [("none/weights.json", "no such folder"), (".", "cannot write: ")]
)
def test_weights_that_cannot_be_written_are_one_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, to: str, part: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Explorer, "learn_weights", lambda *_, **__: b"{}")
    assert part in failure(run("backtest", "learn", to, "--until", DATES[2]))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("until", ["soon", "1990", DATES[0], DATES[-1]])
def test_a_day_that_leaves_nothing_to_learn_or_to_test_on_is_one_line(run: Run, until: str) -> None:
    failure(run("backtest", "forward", "--until", until, "--resamples", "100"))
