"""The documents are true: README examples run, the map of rooms fits, every command is told of."""

import re
import shlex
import sys
from pathlib import Path
from typing import Any

import pytest

from api.cli import app, main
from api.settings import Settings
from loaders import LOADERS

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = {p.name: p.read_text(encoding="utf-8") for p in (ROOT / "docs").glob("*.md")}


def examples() -> list[tuple[str, list[str]]]:
    """(command, lines shown) of each console block of the README."""
    found = []
    for block in re.findall(r"```console\n(.*?)```", README, flags=re.DOTALL):
        first, *shown = block.rstrip("\n").split("\n")
        if first.startswith("$ kithmap "):
            found.append((first.removeprefix("$ kithmap "), shown))
    return found


def test_the_readme_has_five_worked_examples() -> None:
    assert len(examples()) >= 5


def shown_later() -> list[Any]:
    """The examples, those that take seconds left to the slow run."""
    slow = ("clusters", "brokers")
    return [
        pytest.param(*example, marks=[pytest.mark.slow] if example[0].startswith(slow) else [])
        for example in examples()
    ]


@pytest.mark.parametrize(("command", "shown"), shown_later(), ids=lambda v: str(v)[:40])
def test_an_example_of_the_readme_prints_what_it_shows(
    toured: str,
    command: str,
    shown: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("KITHMAP_STORE", toured)
    monkeypatch.setattr(sys, "argv", ["kithmap", *shlex.split(command)])
    with pytest.raises(SystemExit):
        main()
    printed = capfd.readouterr().out.splitlines()
    at = 0
    for line in shown:
        if line.strip() in ("…", ""):
            continue
        assert line in printed[at:], line
        at = printed.index(line, at) + 1


def test_the_readmes_first_commands_are_the_two_that_are_all_the_set_up() -> None:
    blocks = re.findall(r"```sh\n(.*?)```", README, flags=re.DOTALL)
    assert blocks[0].strip() == "pip install uv && uv run kithmap tour"
    assert blocks[1].strip() == "uv run pytest"


def test_every_command_is_told_of() -> None:
    told = README + DOCS["cli.md"]
    names = [c.callback.__name__ for c in app.registered_commands if c.callback]
    names += [group.name or "" for group in app.registered_groups]
    assert [name for name in names if f"kithmap {name}" not in told] == []


def test_every_loader_is_told_of() -> None:
    assert [name for name in LOADERS if f"`{name}`" not in DOCS["data.md"]] == []


def test_every_setting_is_told_of() -> None:
    names = [f"KITHMAP_{name.upper()}" for name in Settings.model_fields]
    assert [name for name in names if name not in DOCS["cli.md"]] == []


def test_the_map_of_the_rooms_names_folders_that_are_there() -> None:
    rooms = re.findall(r"^\| `([\w./-]+/)` \|", README, flags=re.MULTILINE)
    assert {"graph/", "loaders/", "viz/", "api/", "notebooks/", "tests/"} <= set(rooms)
    assert all((ROOT / room).is_dir() for room in rooms)


def test_every_picture_and_page_that_a_document_points_to_is_there() -> None:
    for name, text in {"README.md": README, **{f"docs/{k}": v for k, v in DOCS.items()}}.items():
        folder = (ROOT / name).parent
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
            assert (folder / target).exists(), (name, target)


def test_the_changelog_tells_of_the_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## 0.1.0" in changelog


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda p: p.name)
def test_a_notebook_is_kept_without_outputs(path: Path) -> None:
    import json

    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    assert all(not cell.get("outputs") for cell in cells)
    assert cells[0]["cell_type"] == "markdown"
