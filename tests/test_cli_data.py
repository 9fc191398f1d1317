"""Commands that bring data in or give it out: tour, load, export, serve, template."""

import json
from pathlib import Path
from typing import Any

import pytest

from api import cli_data
from api.cli_data import tour_lines
from graph.explorer import Explorer
from graph.model import LinkKind, NodeKind
from graph.store import open_store
from loaders.run import load
from tests.loading import Recited, link, node, recited
from tests.terminal import Run, command, failure, world_store

TODAY = "2026-01-01"


def small_tour() -> Recited:
    """The two names that the tour asks about, and four bodies around them."""
    bodies = [
        node(f"org:name:b{n}", name)
        for n, name in enumerate(("Amber", "Beryl", "Coral", "Dune"), start=1)
    ]
    council, group = "org:name:council", "appg:uk:somaliland"
    return recited(
        node(council, "Refugee Council"),
        node(group, "APPG on Somaliland", kind=NodeKind.APPG),
        node("person:chair", "Member for Aldermoor", kind=NodeKind.PERSON),
        *bodies,
        link("person:chair", group, LinkKind.OFFICER_OF, detail="Chair"),
        link(council, "person:chair"),
        *(link(council, f"org:name:b{n}") for n in (1, 2, 3, 4)),
        *(link(f"org:name:b{n}", "person:chair") for n in (1, 2, 3)),
    )  # fmt: skip


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)
    return command(monkeypatch, capfd, "sqlite:///made.db")


# ---- tour


def test_the_tour_answers_three_questions_and_ends_with_what_to_try() -> None:
    store = open_store("sqlite://")
    load(store, small_tour(), today=TODAY)
    lines = list(tour_lines(Explorer(store)))
    asked = ["HOW ARE THEY CONNECTED?", "WHO BELONGS TOGETHER?",
             "WHO SHOULD BE WORKING TOGETHER AND IS NOT?"]  # fmt: skip
    at = [lines.index(question) for question in asked]
    assert at[0] == 0
    assert at == sorted(at)
    assert lines[1].startswith("Refugee Council to APPG on Somaliland: 2 hops; ")
    assert "  2. Member for Aldermoor is an officer of (Chair) APPG on Somaliland" in lines
    assert any(line.startswith("1. ") for line in lines[at[2] :])
    assert not any(line.startswith("4. ") for line in lines[at[2] :])
    end = lines.index("Every line names its source. Next, try:")
    assert lines[end - 1].startswith("As of 1 January 2026, snapshot ")
    assert all(line.startswith("  kithmap ") for line in lines[end + 1 :])


def test_the_tour_says_what_it_loaded_and_where_and_the_store_keeps_it(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[str] = []

    def loader(name: str) -> Recited:
        loaded.append(name)
        return small_tour()

    monkeypatch.setattr(cli_data, "get_loader", loader)
    done = run("tour")
    assert (done.returncode, done.stderr) == (0, "")
    assert loaded == ["tour"]
    assert done.stdout.startswith("Loaded 7 nodes and 9 links into sqlite:///made.db.\n")
    assert open_store("sqlite:///made.db").counts().nodes == 7


# ---- load


def test_a_sheet_of_ones_own_stays_internal_and_says_how_to_publish_it(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "mine.csv").write_text("name,kind\nAmber Trust,organisation\n", encoding="utf-8")
    done = run("load", "spreadsheet", "mine.csv")
    assert done.returncode == 0, done.stderr
    assert "Kept internal: shown on your own command line, not on the site" in done.stdout
    assert "Nothing is called" in run("find", "Amber Trust").stdout
    published = run("load", "spreadsheet", "mine.csv", "--public")
    assert "Kept internal" not in published.stdout
    assert "Amber Trust (organisation)" in run("find", "Amber Trust").stdout


def test_internal_and_public_together_are_refused_before_anything_is_opened(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "mine.csv").write_text("name,kind\nAmber Trust,organisation\n", encoding="utf-8")
    done = run("load", "spreadsheet", "mine.csv", "--internal", "--public")
    assert "--internal and --public exclude each other. Give one." in failure(done)
    assert not (tmp_path / "made.db").exists()


# ---- export


def test_an_export_leaves_out_what_is_internal_unless_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KITHMAP_AUDIENCE", "internal")  # as the owner of the file sees it
    store = world_store(tmp_path)
    for file, words, links in (("public.jsonl", (), 64), ("mine.jsonl", ("--internal",), 65)):
        done = run("export", file, *words, "--store", store)
        assert done.stdout == f"Wrote {file}.\n"
        rows = [json.loads(line) for line in (tmp_path / file).read_text("utf-8").splitlines()]
        assert sum("link" in row for row in rows) == links


@pytest.mark.parametrize(
    ("file", "part"),
    [
        ("no-such-folder/a.jsonl", "no such folder (no-such-folder). Make it first."),
        ("a.docx", "docx"),
        ("a.csv", "CSV is two tables"),
    ],
)
def test_an_export_that_cannot_be_is_one_line_and_leaves_no_file(
    run: Run, tmp_path: Path, file: str, part: str
) -> None:
    (tmp_path / "held").mkdir()
    store = world_store(tmp_path / "held")
    before = sorted(tmp_path.iterdir())
    assert part in failure(run("export", file, "--store", store))
    assert sorted(tmp_path.iterdir()) == before


# ---- serve


def test_serve_listens_where_the_options_say_and_else_where_the_settings_do(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[dict[str, Any]] = []
    monkeypatch.setattr("uvicorn.run", lambda app, **how: served.append(how | {"app": app}))
    store = world_store(tmp_path)
    done = run("serve", "--store", store, "--host", "0.0.0.0", "--port", "8123")
    assert done.stdout == "Kithmap is at http://0.0.0.0:8123/ (stop it with Ctrl+C).\n"
    monkeypatch.setenv("KITHMAP_PORT", "8200")
    assert "http://127.0.0.1:8200/" in run("serve", "--store", store).stdout
    assert [(how["host"], how["port"]) for how in served] == [
        ("0.0.0.0", 8123), ("127.0.0.1", 8200),
    ]  # fmt: skip
    assert served[0]["app"] is not served[1]["app"]


# ---- template


def test_a_template_is_printed_or_written_and_both_are_the_same(run: Run, tmp_path: Path) -> None:
    printed = run("template").stdout
    done = run("template", "--folder", "deep/inside")
    files = sorted((tmp_path / "deep" / "inside").iterdir())
    assert len(files) > 1
    assert sorted(done.stdout.splitlines()) == [
        f"Wrote {path.relative_to(tmp_path)}." for path in files
    ]
    for path in files:
        assert f"--- {path.name}\n{path.read_text('utf-8')}" in printed


def test_a_template_goes_over_no_file_and_leaves_no_half(run: Run, tmp_path: Path) -> None:
    run("template", "--folder", "one")
    last = sorted((tmp_path / "one").iterdir())[-1]
    (tmp_path / "two").mkdir()
    kept = tmp_path / "two" / last.name
    kept.write_text("mine", encoding="utf-8")
    assert "the file is there already" in failure(run("template", "--folder", "two"))
    assert [path.name for path in (tmp_path / "two").iterdir()] == [last.name]
    assert kept.read_text("utf-8") == "mine"


def test_a_template_that_cannot_be_written_is_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    line = failure(run("template", "--folder", "file"))
    assert line.startswith("kithmap: cannot write: ")
    assert line.endswith("(file). Choose another place.\n")
