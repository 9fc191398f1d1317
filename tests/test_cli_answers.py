"""Commands that answer, over the tiny world: --json is the REST body, words end with a snapshot.

Failures are one line, with an exit code, and leave the store as it was.
"""

import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api import cli
from api.app import create_app
from api.settings import Settings
from graph.errors import BadRows, KithmapError, StoreBusy
from tests.terminal import Run, command, explorer, failure, world_store

ANSWERS = [
    ("find ken --limit 2", "find?q=ken&limit=2"),
    ("find ken --kind appg", "find?q=ken&kind=appg"),
    ("node appg-kenya", "nodes/appg-kenya"),
    ("paths GB-CHC-9000001 appg-ghana --k 2 --draft",
     "paths?from=GB-CHC-9000001&to=appg-ghana&k=2&draft=true"),
    ("gaps --country Kenya --limit 3", "gaps?country=Kenya&limit=3"),
    ("gaps --rule pair --theme Remittances", "gaps?rule=pair&theme=Remittances"),
    ("gaps --lists", "gaps/lists"),
    ("gaps --lists --name country_groups", "gaps/lists?name=country_groups"),
    ("changes 2025-06-09 2026-06-29", "changes?before=2025-06-09&after=2026-06-29"),
    ("changes 2025-06-09 2026-06-29 --only appg-nepal --limit 1",
     "changes?before=2025-06-09&after=2026-06-29&only=appg-nepal&limit=1"),
    ("sources", "sources"),
    ("sources --as-of 2025-06-09", "sources?as_of=2025-06-09"),
    ("brokers --networks 0 --limit 2", "brokers?networks=0&limit=2"),
    ("reach Ghana", "reach?name=Ghana"),
    ("clusters --limit 2", "clusters?limit=2"),
    ("clusters --matrix --limit 3", "clusters/matrix?limit=3"),
    ("funding GB-CHC-9000004 --limit 2", "funding/GB-CHC-9000004?limit=2"),
    ("directory --by theme --limit 1", "directory?by=theme&limit=1"),
    ("brief country-ke --lines 1", "brief/country-ke?lines=1"),
]  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    return world_store(tmp_path_factory.mktemp("answers"))


@pytest.fixture
def run(store: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    return command(monkeypatch, capfd, store)


@pytest.fixture(scope="module")
def client(store: str) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(store=store, per_minute=100_000))) as client:
        yield client


@pytest.fixture
def untouched(store: str) -> Iterator[None]:
    """The file is, byte for byte, what it was."""
    path = Path(store.removeprefix("sqlite:///"))
    before = path.read_bytes()
    yield
    assert path.read_bytes() == before


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(("words", "route"), ANSWERS, ids=[words for words, _ in ANSWERS])
def test_json_is_the_body_of_the_route(
    run: Run, client: TestClient, words: str, route: str
) -> None:
    done = run(*words.split(), "--json")
    assert (done.returncode, done.stderr) == (0, "")
    answer = client.get(f"/api/v1/{route}")
    assert answer.status_code == 200, answer.text
    assert done.stdout == answer.text + "\n"


@pytest.mark.parametrize("words", [words for words, _ in ANSWERS])
def test_words_end_with_the_snapshot_they_rest_on(run: Run, words: str) -> None:
    done = run(*words.split())
    assert (done.returncode, done.stderr) == (0, "")
    last = done.stdout.splitlines()[-1]
    earlier = "--as-of 2025-06-09" in words
    assert last.startswith("As of 9 June 2025, " if earlier else "As of 29 June 2026, ")
    if not earlier:
        assert explorer().network().hash in last


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(
    ("words", "part", "code"),
    [
        ("node nobody-at-all", "nobody-at-all", 3),
        ("node member", "may be 3 things", 3),
        ("paths GB-CHC-9000001 nobody-at-all", "nobody-at-all", 3),
        ("gaps --country Atlantis", "Atlantis", 3),
        ("gaps --rule no-such-rule", "no-such-rule", 2),
        ("gaps --lists --name no_such_list", "no_such_list", 2),
        ("changes soon 2026-06-29", "soon", 2),
        ("changes 1990 1991", "no source", 2),
        ("sources --as-of soon", "soon", 2),
        ("brief GB-CHC-9000001", "GB-CHC-9000001", 3),
        ("directory --parliament atlantis", "atlantis", 2),
        ("funding nobody-at-all", "nobody-at-all", 3),
    ],
)
def test_a_failure_is_one_line_that_names_what_was_asked(
    run: Run, words: str, part: str, code: int
) -> None:
    done = run(*words.split())
    assert done.returncode == code
    assert part in failure(done)


def test_check_counts_what_a_sound_store_holds(run: Run) -> None:
    done = run("check")
    assert done.returncode == 0
    assert done.stdout == "All is well: 40 nodes, 70 links, version 1.\n"


def test_check_names_what_is_wrong_with_a_store_and_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    url = world_store(tmp_path)
    with sqlite3.connect(url.removeprefix("sqlite:///")) as held:
        held.execute("PRAGMA foreign_keys = OFF")
        held.execute("DELETE FROM nodes WHERE id = 'country-ke'")
    held.close()
    done = command(monkeypatch, capfd, url)("check")
    assert done.returncode == 1
    told = done.stdout.splitlines()
    assert told
    assert all(line.startswith("- ") for line in told)
    assert "All is well" not in done.stdout


# ---- how a failure ends


def failing(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail() -> None:
        raise error

    monkeypatch.setattr(cli, "app", fail)
    monkeypatch.setattr(sys, "argv", ["kithmap"])


def test_bad_rows_get_a_line_each_beneath_the_failure(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    failing(monkeypatch, BadRows("two rows cannot be used", rows=("row 2: no name", "row 5: no")))
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2
    assert capfd.readouterr().err.splitlines() == [
        "kithmap: two rows cannot be used. Mend them, then load again.",
        "  - row 2: no name", "  - row 5: no",
    ]  # fmt: skip


@pytest.mark.parametrize("error", [StoreBusy("another load holds it"), KithmapError("wrong")])
def test_the_exit_code_is_that_of_the_failure(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], error: KithmapError
) -> None:
    failing(monkeypatch, error)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == error.exit_code != 0
    assert capfd.readouterr().err == f"kithmap: {error}\n"


def test_the_trace_of_a_failure_is_shown_to_who_asks_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    failing(monkeypatch, StoreBusy("another load holds it"))
    monkeypatch.setenv("KITHMAP_DEBUG", "true")
    with pytest.raises(StoreBusy):
        cli.main()


def test_a_defect_of_ours_is_not_told_as_the_readers_mistake(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    failing(monkeypatch, ZeroDivisionError("ours"))
    with pytest.raises(ZeroDivisionError):
        cli.main()
