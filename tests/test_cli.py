"""The command line as a person uses it: answers, JSON, and one clear line for each failure."""

import json
import os
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from api.cli import app, main
from api.wire import body
from graph.explorer import Explorer

Run = Callable[..., subprocess.CompletedProcess[str]]
GROUP: dict[str, Any] = {
    "slug": "cheese",
    "title": "All-Party Parliamentary Group on Cheese",
    "purpose": "To talk of cheese.",
    "category": "Subject Group",
    "parliament": "uk",
    "officers": [
        {"role": "Chair", "name": f"Officer {n}", "party": "", "twfy_id": None, "mnis_id": None,
         "removed": False}
        for n in "ABCD"
    ],
    "members_list": {"source_method": "empty", "source_url": [], "last_updated": None,
                     "members": []},
    "contact_details": {"secretariat": None, "website": {"status": "no_search", "url": None}},
    "agm": None,
    "registrable_benefits": None,
    "detailed_benefits": [],
    "index_date": "260629",
    "source_url": "https://publications.parliament.uk/pa/cm/cmallparty/260629/cheese.htm",
    "categories": [],
}  # fmt: skip


@pytest.fixture(scope="module")
def store_file(toured: str) -> Path:
    """A store on file with the shipped data."""
    return Path(toured.removeprefix("sqlite:///"))


@pytest.fixture
def kithmap(tmp_path: Path) -> Run:
    """The command, run in a process of its own in an empty folder."""

    def run(*words: str, timeout: float = 60, **env: str) -> subprocess.CompletedProcess[str]:
        root = str(Path(__file__).resolve().parents[1])
        return subprocess.run(
            [sys.executable, "-W", "error", "-m", "kithmap", *words],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": root, "COLUMNS": "200", **env},
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )

    return run


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """The command, run in this process: what it prints and how it ends are the same."""

    def run(*words: str, timeout: float = 60, **env: str) -> subprocess.CompletedProcess[str]:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(sys, "argv", ["kithmap", *words])
        for name, value in env.items():
            monkeypatch.setenv(name, value)
        code = 0
        began = time.monotonic()
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        assert time.monotonic() - began < timeout
        out, err = capfd.readouterr()
        return subprocess.CompletedProcess(words, code, out, err)

    return run


def failure(done: subprocess.CompletedProcess[str]) -> str:
    """The one line of a failure; anything else fails the test."""
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    assert done.returncode != 0, done.stdout
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("kithmap: ")
    assert "Traceback" not in done.stderr
    return lines[0]


def test_every_verb_of_the_design_is_a_command() -> None:
    verbs = {command.callback.__name__ for command in app.registered_commands if command.callback}
    verbs |= {group.name or "" for group in app.registered_groups}
    wanted = (
        "load tour find node paths clusters brokers gaps changes sources export check serve "
        "template judge"
    )
    assert set(wanted.split()) <= verbs


def test_tour_answers_with_a_path_a_cluster_and_three_gaps_and_says_what_to_try(
    kithmap: Run,
) -> None:
    done = kithmap("tour", "--store", "sqlite:///t.db")
    assert done.returncode == 0, done.stderr
    for part in ("CONNECTED", "TOGETHER", "\n3. ", "kithmap serve", "kithmap paths", "template"):
        assert part in done.stdout
    assert done.stdout.count("Register of All-Party Parliamentary Groups, 29 June 2026") > 3


def test_paths_in_words_gives_role_source_edition_and_address_of_each_hop(
    here: Run, store_file: Path
) -> None:
    done = here("paths", "Refugee Council", "somaliland appg", "--store", f"sqlite:///{store_file}")
    assert done.returncode == 0, done.stderr
    assert "5 hops" in done.stdout
    assert "(Vice Chair)" in done.stdout or "(Co-Chair)" in done.stdout
    assert "29 June 2026" in done.stdout
    assert "https://publications.parliament.uk/pa/cm/cmallparty/260629/" in done.stdout


def test_json_is_the_bytes_of_the_answer(kithmap: Run, store_file: Path, shipped: Explorer) -> None:
    done = kithmap("find", "refugee", "--json", "--store", f"sqlite:///{store_file}")
    assert done.stdout.encode() == body(shipped.find("refugee")) + b"\n"


@pytest.mark.parametrize(
    "words",
    [
        ("node", "Refugee Council"),
        ("gaps", "--country", "Kenya"),
        ("sources",),
        # As good as the others, and seconds each.
        *(
            pytest.param(words, marks=pytest.mark.slow)
            for words in (
                ("clusters", "--limit", "2"),
                ("clusters", "--resolution", "2", "--limit", "2"),
                ("clusters", "--matrix", "--limit", "3"),
                ("gaps", "--lists", "--name", "groups_with_few_officers"),
                ("gaps", "--kind", "campaign", "--limit", "2"),
                ("brokers", "--limit", "2"),
                ("gaps", "--limit", "2"),
                ("changes", "2015", "2026-06-29"),
                ("judge", "list", "--limit", "2"),
            )
        ),
    ],
)
def test_every_answer_can_be_had_as_json_with_its_snapshot(
    here: Run, store_file: Path, words: tuple[str, ...]
) -> None:
    done = here(*words, "--json", "--store", f"sqlite:///{store_file}")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["snapshot"]["hash"]


def test_check_says_that_all_is_well(here: Run, store_file: Path) -> None:
    assert "All is well" in here("check", "--store", f"sqlite:///{store_file}").stdout


@pytest.mark.parametrize(
    "form",
    [
        "zip",
        "jsonl",
        *(pytest.param(f, marks=pytest.mark.slow) for f in ("graphml", "gexf", "cypher", "html")),
    ],
)
def test_export_writes_a_file(here: Run, store_file: Path, tmp_path: Path, form: str) -> None:
    done = here("export", f"out.{form}", "--store", f"sqlite:///{store_file}")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / f"out.{form}").stat().st_size > 1000


def test_template_prints_a_sheet_that_loads(here: Run, tmp_path: Path) -> None:
    assert here("template", "--folder", "mine").returncode == 0
    files = sorted(str(p) for p in (tmp_path / "mine").iterdir())
    done = here("load", "spreadsheet", *files, "--store", "sqlite:///own.db")
    assert done.returncode == 0, done.stderr
    assert "Wrote" in done.stdout


def test_judge_accept_and_undo(here: Run) -> None:
    store = ("--store", "sqlite:///j.db")
    here("load", "countries", *store)
    accepted = here("judge", "accept", "country:KE", "country:SO", "--why", "a test", *store)
    assert "Judged same" in accepted.stdout
    assert "One node bears them now" in accepted.stdout
    undone = here("judge", "undo", "country:SO", "country:KE", *store)
    assert "No longer judged same" in undone.stdout
    assert "Two nodes now" in undone.stdout


def test_judge_answers_as_json_whatever_is_judged(here: Run) -> None:
    store = ("--store", "sqlite:///j.db", "--json")
    here("load", "countries", *store[:2])
    pair = ("country:KE", "country:SO")
    for verb in ("accept", "reject", "unsure", "undo"):
        done = here("judge", verb, *pair, *store)
        assert done.returncode == 0, done.stderr
        answer = json.loads(done.stdout)
        assert answer["withdrawn"] is (verb == "undo")
        assert answer["snapshot"]["hash"]


@pytest.mark.slow
def test_judge_list_shows_a_page_with_evidence(here: Run, store_file: Path) -> None:
    store = ("--store", f"sqlite:///{store_file}")
    first, second = (
        here("judge", "list", "--limit", "1", "--offset", n, "--kind", "organisation", *store)
        for n in ("0", "1")
    )
    assert first.returncode == second.returncode == 0
    assert first.stdout != second.stdout
    assert "kithmap judge accept" in first.stdout
    assert "shown from 2" in second.stdout
    assert "List of identifiers: known-bodies" in first.stdout


def test_judge_score_prints_precision_and_recall(here: Run) -> None:
    pairs = Path(__file__).parent / "data" / "identity_pairs.csv"
    done = here("judge", "score", str(pairs))
    assert "precision 1.000" in done.stdout
    assert json.loads(here("judge", "score", str(pairs), "--json").stdout)["precision"] == 1.0


def write_groups(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        group = GROUP | {"slug": f"cheese-{number}", "title": f"APPG on Cheese {number}"}
        (folder / f"cheese-{number}.json").write_text(json.dumps(group))
    return folder


def test_a_folder_of_groups_loads_and_loads_again(here: Run, tmp_path: Path) -> None:
    folder = write_groups(tmp_path / "260629", 5)
    store = ("--store", "sqlite:///g.db")
    assert here("load", "appg", str(folder), *store).returncode == 0
    again = here("load", "appg", str(folder), *store)
    assert "nothing changed" in again.stdout


def test_one_broken_file_among_500_is_named_and_nothing_is_loaded(
    kithmap: Run, tmp_path: Path
) -> None:
    folder = write_groups(tmp_path / "260629", 500)
    (folder / "cheese-77.json").write_text('{"slug": "cheese-77", "title": ')
    store = ("--store", "sqlite:///g.db")
    kithmap("load", "countries", *store)
    before = kithmap("sources", "--json", *store).stdout
    assert "cheese-77.json" in failure(kithmap("load", "appg", str(folder), *store, timeout=10))
    assert kithmap("sources", "--json", *store).stdout == before


def bomb(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("big.json", b" " * 300_000_000)
    return path


def test_a_missing_file_an_empty_file_and_a_bomb_get_one_line_each(
    here: Run, tmp_path: Path
) -> None:
    (tmp_path / "empty.zip").write_bytes(b"")
    bomb(tmp_path / "bomb.zip")
    for name, word in (("none.zip", "no such file"), ("empty.zip", "empty"), ("bomb.zip", "")):
        line = failure(here("load", "appg", name, "--store", "sqlite:///b.db", timeout=10))
        assert name in line
        assert word in line


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ("from,link,to\nA Body,flies over,B Body\n", "flies over"),
        ("from,colour,size\nA,red,2\n", "sheet.csv"),
        (f"name,kind\n{'x' * 10_000},organisation\n", "row 2"),
    ],
)
def test_a_sheet_that_cannot_be_read_names_row_or_column(
    here: Run, tmp_path: Path, rows: str, named: str
) -> None:
    (tmp_path / "sheet.csv").write_text(rows)
    line = failure(here("load", "spreadsheet", "sheet.csv", "--store", "sqlite:///s.db"))
    assert named in line
    assert "x" * 500 not in line


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("paths", "Nobody Here", "Refugee Council"), "nothing is called 'Nobody Here'"),
        (("gaps", "--country", "Atlantis"), "Atlantis"),
        (("find", " "), "1 to 1,000 characters"),
        (("node", "x" * 1001), "1 to 1,000 characters"),
        (("changes", "yesterday", "2026"), "is not a date"),
        (("gaps", "--rule", "no_such_rule"), "no_such_rule"),
        (("export", "out.docx"), ".graphml"),
        (("export", "nowhere/out.zip"), "no such folder"),
        (("load", "grants-of-mars"), "Loaders: "),
        (("judge", "undo", "a", "b"), "no judgement"),
    ],
)
def test_a_question_that_makes_no_sense_gets_one_line(
    here: Run, store_file: Path, words: tuple[str, ...], part: str
) -> None:
    assert part in failure(here(*words, "--store", f"sqlite:///{store_file}"))


def test_stores_that_do_not_open_get_one_line_within_ten_seconds(here: Run, tmp_path: Path) -> None:
    (tmp_path / "garbage.db").write_bytes(b"this is no database at all" * 100)
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE mine (x)")
    other.close()
    for url in (
        "sqlite:///garbage.db",
        "sqlite:///other.db",
        "sqlite:///no/such/folder/x.db",
        "bolt://127.0.0.1:9",
        "mongodb://localhost",
    ):
        failure(here("sources", "--store", url, timeout=10))
    assert (tmp_path / "garbage.db").read_bytes().startswith(b"this is no database")


@pytest.mark.slow
def test_a_locked_store_says_so_within_ten_seconds(kithmap: Run, tmp_path: Path) -> None:
    store = ("--store", "sqlite:///l.db")
    kithmap("load", "countries", *store)
    holder = sqlite3.connect(tmp_path / "l.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    folder = write_groups(tmp_path / "260629", 2)
    line = failure(kithmap("load", "appg", str(folder), *store, timeout=30))
    holder.execute("ROLLBACK")
    holder.close()
    assert "again" in line


def test_a_password_in_the_address_is_never_shown(here: Run) -> None:
    line = failure(here("sources", "--store", "bolt://neo4j:s3cretword@127.0.0.1:9"))
    assert "s3cretword" not in line


def test_a_reader_that_goes_away_is_no_failure_to_tell(here: Run, store_file: Path) -> None:
    root = str(Path(__file__).resolve().parents[1])
    command = f"{sys.executable} -m kithmap sources --store sqlite:///{store_file} | head -1"
    done = subprocess.run(
        ["bash", "-c", command], env={**os.environ, "PYTHONPATH": root}, capture_output=True,
        text=True, timeout=60, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr


def test_help_names_the_three_questions(kithmap: Run) -> None:
    done = kithmap("--help")
    assert all(word in done.stdout for word in ("paths", "clusters", "gaps"))
