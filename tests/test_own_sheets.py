"""A sheet of one's own: internal unless published, seen by its owner, in no export and no page."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.cli import main
from api.settings import Settings
from graph.model import Visibility
from kithmap import load, open_graph
from tests.sheets import csv_files, workbook

Run = Callable[..., str]
SHEET = "name,kind,charity no,country of heritage\nHidden Kenya Trust,charity,1014576,Kenya\n"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """The command in an empty folder with a sheet and a store of its own; what it prints."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KITHMAP_STORE", "sqlite:///own.db")
    csv_files(tmp_path, mine=SHEET)

    def go(*words: str, code: int = 0, **env: str) -> str:
        monkeypatch.setattr(sys, "argv", ["kithmap", *words])
        for name, value in env.items():
            monkeypatch.setenv(name, value)
        ended = 0
        try:
            main()
        except SystemExit as end:
            ended = int(end.code or 0)
        for name in env:
            monkeypatch.delenv(name)
        out, err = capfd.readouterr()
        assert ended == code, err
        return out + err

    return go


def test_a_sheet_stays_internal_and_the_command_says_so(run: Run) -> None:
    told = run("load", "spreadsheet", "mine.csv")
    assert "Kept internal" in told
    assert "--public" in told


def test_its_owner_sees_it_on_the_command_line_of_a_local_store(run: Run) -> None:
    run("load", "spreadsheet", "mine.csv")
    assert "org:GB-CHC-1014576" in run("find", "Hidden Kenya Trust")
    run("node", "Hidden Kenya Trust", code=3, KITHMAP_AUDIENCE="public")


def test_the_site_and_the_rest_interface_do_not_know_of_it(run: Run, tmp_path: Path) -> None:
    run("load", "spreadsheet", "mine.csv")
    app = create_app(Settings(store=f"sqlite:///{tmp_path}/own.db", per_minute=100_000))
    with TestClient(app) as client:
        assert client.get("/api/v1/find", params={"q": "Hidden Kenya Trust"}).json()["found"] == []
        for path in ("/", "/sources", "/api/v1/sources", "/api/v1/export.jsonl", "/index.json"):
            assert "Hidden" not in client.get(path).text
            assert "sheet:mine" not in client.get(path).text


def test_an_export_leaves_it_out_unless_it_is_asked_for(run: Run, tmp_path: Path) -> None:
    run("load", "spreadsheet", "mine.csv")
    run("export", "out.jsonl")
    assert b"Hidden" not in (tmp_path / "out.jsonl").read_bytes()
    run("export", "all.jsonl", "--internal")
    assert b"Hidden" in (tmp_path / "all.jsonl").read_bytes()


def test_loading_it_again_with_public_publishes_it_and_back(run: Run) -> None:
    run("load", "spreadsheet", "mine.csv")
    assert "Kept internal" not in run("load", "spreadsheet", "mine.csv", "--public")
    run("node", "Hidden Kenya Trust", KITHMAP_AUDIENCE="public")
    run("load", "spreadsheet", "mine.csv", "--internal")
    run("node", "Hidden Kenya Trust", code=3, KITHMAP_AUDIENCE="public")


def test_internal_and_public_exclude_each_other(run: Run) -> None:
    told = run("load", "spreadsheet", "mine.csv", "--internal", "--public", code=2)
    assert "exclude each other" in told


def test_a_register_stays_public_unless_internal_is_said(run: Run) -> None:
    run("load", "countries")
    assert "Kenya" in run("find", "Kenya", KITHMAP_AUDIENCE="public")


def test_in_python_too_a_sheet_is_its_owners_until_published(tmp_path: Path) -> None:
    (path,) = csv_files(tmp_path, mine=SHEET)
    with open_graph("sqlite://") as graph:
        load(graph, "spreadsheet", path, today="2026-11-23")
        assert graph.find("Hidden Kenya Trust").found
        assert graph.audience is Visibility.INTERNAL
        assert graph.public().network().n == 0
        load(graph, "spreadsheet", path, today="2026-11-23", public=True)
        assert graph.public().find("Hidden Kenya Trust").found


# ---- looking before loading


def test_a_dry_run_tells_every_column_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    workbook(
        tmp_path / "book.xlsx",
        Bodies=[["Our list"], ["Organisation", "Country of origin", "Colour"],
                ["Kenya Trust", "Kenya", "red"]],
        Attendance=[["Organisation", "Launch 2026-03-01"], ["Kenya Trust", "x"]],
    )  # fmt: skip
    told = run("load", "spreadsheet", "book.xlsx", "--dry-run")
    for part in ("book.xlsx, sheet 'Bodies' (1 row)", "above the headings: Our list",
                 "[certain] 'Country of origin'", "'Kenya'", "[   –   ] 'Colour' → not read",
                 "[likely ] 'Launch 2026-03-01'", "It comes to 3 nodes and 2 links, internal.",
                 "Nothing was written."):  # fmt: skip
        assert part in told, told
    assert not (tmp_path / "own.db").exists()


def test_a_dry_run_changes_no_byte_of_a_store(run: Run, tmp_path: Path) -> None:
    run("load", "spreadsheet", "mine.csv")
    before = (tmp_path / "own.db").read_bytes()
    run("load", "spreadsheet", "mine.csv", "--dry-run", "--public")
    assert (tmp_path / "own.db").read_bytes() == before


def test_a_dry_run_lists_every_bad_row(run: Run, tmp_path: Path) -> None:
    csv_files(tmp_path, bad="name,kind\nA Trust,gadget\nB Trust,charity\nC Trust,widget\n")
    told = run("load", "spreadsheet", "bad.csv", "--dry-run")
    assert "It cannot be loaded as it stands: 2 rows cannot be used" in told
    assert "row 2" in told
    assert "row 4" in told
    assert "Nothing was written." in told


def test_a_load_of_bad_rows_fails_with_a_line_each_and_changes_nothing(
    run: Run, tmp_path: Path
) -> None:
    csv_files(tmp_path, bad="name,kind\nA Trust,gadget\nB Trust,charity\nC Trust,widget\n")
    told = run("load", "spreadsheet", "bad.csv", code=2)
    lines = [line for line in told.splitlines() if line.strip()]
    assert lines[0].startswith("kithmap: 2 rows cannot be used")
    assert [line[:4] for line in lines[1:]] == ["  - ", "  - "]
    run("node", "B Trust", code=2)  # the store is as empty as before


def test_another_source_can_be_looked_at_too(run: Run) -> None:
    told = run("load", "countries", "--dry-run")
    assert "nodes and" in told
    assert "public." in told
    assert "Nothing was written." in told
