"""Lists of names on the command line: room, interlocks and watch; --json is the REST body."""

import csv
import json
import os
from io import StringIO
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from tests.terminal import Run, command, world_store

NAMES = "GB-CHC-9000001\nAshanti Union of London\n# a comment\nQqqq\n"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store on file that holds the tiny world."""
    return world_store(tmp_path_factory.mktemp("rooms"))


@pytest.fixture
def run(
    store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Run:
    """The command in this process, in an empty folder with a list of names."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "names.txt").write_text(NAMES, encoding="utf-8")
    return command(monkeypatch, capfd, store)


@pytest.fixture
def client(store: str) -> TestClient:
    return TestClient(create_app(Settings(store=store, per_minute=100_000)))


def test_room_tells_recognised_missing_and_whom_to_invite(run: Run) -> None:
    done = run("room", "names.txt", "--scope", "West Africa")
    assert done.returncode == 0, done.stderr
    for part in ("RECOGNISED (2)", "NOT RECOGNISED (1)", "Compared with: West Africa",
                 "WHOM TO INVITE", "snapshot"):  # fmt: skip
        assert part in done.stdout


@pytest.mark.parametrize(
    ("words", "path", "question"),
    [
        (("room", "--limit", "3"), "room", {"limit": 3}),
        (("room", "--scope", "Kenya", "--side", "countries"), "room",
         {"scope": "Kenya", "sides": ["countries"]}),
        (("interlocks",), "interlocks", {}),
        (("watch", "--since", "2025-06-09"), "watch", {"since": "2025-06-09"}),
    ],
)  # fmt: skip
def test_json_is_the_rest_body_byte_for_byte(
    run: Run, client: TestClient, words: tuple[str, ...], path: str, question: dict[str, object]
) -> None:
    names = ["GB-CHC-9000001", "Ashanti Union of London", "Qqqq"]
    done = run(words[0], "names.txt", *words[1:], "--json")
    assert done.returncode == 0, done.stderr
    answer = client.post(f"/api/v1/{path}", json={"names": names, **question})
    assert answer.status_code == 200, answer.text
    assert done.stdout.rstrip("\n") == answer.text


def test_room_writes_csv_where_asked_and_never_over_a_file(run: Run, tmp_path: Path) -> None:
    done = run("room", "names.txt", "--csv", "out.csv")
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "out.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text)))
    assert {"recognised", "not recognised", "missing", "invitation"} <= {r["row"] for r in rows}
    assert all(row["snapshot"] for row in rows)
    done = run("room", "names.txt", "--csv", "out.csv")
    assert (done.returncode, "there already" in done.stderr) == (2, True)


@pytest.mark.parametrize("file", ["none/out.csv", "folder"])
def test_a_csv_that_cannot_be_written_is_one_line(run: Run, tmp_path: Path, file: str) -> None:
    (tmp_path / "folder").mkdir()
    done = run("room", "names.txt", "--csv", file)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("kithmap: ")
    assert done.stderr.count("\n") == 1
    assert file in done.stderr
    assert list((tmp_path / "folder").iterdir()) == []


def test_nothing_is_stored_by_asking(run: Run, store: str, tmp_path: Path) -> None:
    path = Path(store.removeprefix("sqlite:///"))
    before, listed = path.read_bytes(), sorted(os.listdir(tmp_path))
    for words in (("room", "names.txt"), ("interlocks", "names.txt"),
                  ("watch", "names.txt", "--since", "2025")):  # fmt: skip
        assert run(*words).returncode == 0
    assert path.read_bytes() == before
    assert sorted(os.listdir(tmp_path)) == listed


def test_interlocks_takes_names_or_a_file(run: Run) -> None:
    by_file = run("interlocks", "names.txt", "--json")
    by_names = run("interlocks", "GB-CHC-9000001", "Ashanti Union of London", "Qqqq", "--json")
    assert by_file.stdout == by_names.stdout
    assert json.loads(by_file.stdout)["shared_in_all"] == 3
    assert "[funder] Riverbank Foundation backs 2 of the list" in run(
        "interlocks", "names.txt"
    ).stdout  # fmt: skip


def test_watch_tells_what_changed_for_the_list(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("appg-nepal\nappg-ghana\n", encoding="utf-8")
    done = run("watch", "mine.txt", "--since", "2025-06-09", "--until", "2026-06-29")
    assert done.returncode == 0, done.stderr
    assert "Nepal is absent from the edition of 29 June 2026; it has not come back." in done.stdout


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("room", "none.txt"), "no such file"),
        (("room", "names.txt", "--scope", "Atlantis"), "nothing is called 'Atlantis'"),
        (("interlocks", "Qqqq"), "takes two to share"),
        (("watch", "names.txt", "--since", "soon"), "'soon' is not a date"),
        (("watch", "names.txt", "--since", "1990"), "no source held"),
    ],
)
def test_a_failure_is_one_clear_line(run: Run, words: tuple[str, ...], part: str) -> None:
    done = run(*words)
    assert done.returncode in (2, 3)
    assert done.stderr.startswith("kithmap: ")
    assert done.stderr.count("\n") == 1
    assert part in done.stderr
