"""The command load: a folder of registers at once, its report, and fetching from a publisher."""

import json
import sys
from pathlib import Path

import pytest

from api.cli import main
from graph.store import open_store
from loaders import LOADERS, get_loader
from loaders.fetch import Fetched
from loaders.recognisers import RECOGNISERS
from tests.appg_cut import group
from tests.grants_made import HEADINGS, ROW
from tests.malformed import zipped

Words = tuple[int, str, str]
BAD = HEADINGS.replace("Funding Org:Name", "x") + "\n1,2\n"


class Door:
    """The command line, run in this process, on a store in a file."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: object) -> None:
        self.url = f"sqlite:///{folder / 'kept.db'}"
        self._monkeypatch = monkeypatch
        self._capfd = capfd

    def load(self, *words: str) -> Words:
        """Exit code, output and errors."""
        self._monkeypatch.setattr(sys, "argv", ["kithmap", "load", *words, "--store", self.url])
        with pytest.raises(SystemExit) as ended:
            main()
        told = self._capfd.readouterr()  # type: ignore[attr-defined]  # pytest's own
        return int(ended.value.code or 0), told.out, told.err

    def version(self) -> int:
        return open_store(self.url).version()


@pytest.fixture
def door(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Door:
    monkeypatch.setenv("KITHMAP_CACHE", str(tmp_path / "cache"))
    return Door(tmp_path, monkeypatch, capfd)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two registers and a note."""
    place = tmp_path / "data"
    for part in ("appg", "giving"):
        (place / part).mkdir(parents=True)
    (place / "appg" / "appgs.zip").write_bytes(
        zipped("appgs/wool.json", json.dumps(group("wool")).encode())
    )
    (place / "giving" / "tea.csv").write_text(f"{HEADINGS}\n{ROW}\n")
    (place / "README.md").write_text("# notes\n")
    return place


def test_a_folder_loads_with_one_command_and_a_report_for_each_source(
    door: Door, folder: Path
) -> None:
    code, out, _ = door.load("all", str(folder))
    assert code == 0
    assert "appg: " in out
    assert "grants: 1 record read, 1 used" in out
    assert "kithmap-gazetteer: edition of 2024" in out
    assert "not read, since no loader knows them: 1 file\n  .: README.md" in out
    assert "(version 1)" in out


def test_loading_it_again_changes_nothing_and_says_so(door: Door, folder: Path) -> None:
    door.load("all", str(folder))
    code, out, _ = door.load("all", str(folder))
    assert code == 0
    assert "The store held all of it already; nothing changed." in out
    assert door.version() == 1


def test_a_bad_file_in_the_folder_is_left_out_and_named(door: Door, folder: Path) -> None:
    (folder / "giving" / "bad.csv").write_text(
        HEADINGS.replace("Funding Org:Name", "x") + "\n1,2\n"
    )
    code, out, _ = door.load("all", str(folder))
    assert code == 0
    assert "LEFT OUT: " in out
    assert "bad.csv" in out
    assert "grants: 1 record read, 1 used" in out


def test_or_it_refuses_everything_when_told_so(door: Door, folder: Path) -> None:
    (folder / "giving" / "bad.csv").write_text(
        HEADINGS.replace("Funding Org:Name", "x") + "\n1,2\n"
    )
    code, _, err = door.load("all", str(folder), "--no-skip-bad")
    assert code == 2
    assert err.count("\n") == 1
    assert "grants: " in err
    assert "bad.csv" in err
    assert door.version() == 0


def test_a_single_source_with_a_bad_file_is_refused_by_default_gazetteer_and_all(
    door: Door, folder: Path
) -> None:
    (folder / "giving" / "bad.csv").write_text(
        HEADINGS.replace("Funding Org:Name", "x") + "\n1,2\n"
    )
    code, _, err = door.load("grants", str(folder / "giving"))
    assert (code, err.count("\n")) == (2, 1)
    assert door.version() == 0
    code, out, _ = door.load("grants", *map(str, (folder / "giving").iterdir()), "--skip-bad")
    assert code == 0
    assert "LEFT OUT" in out


@pytest.mark.parametrize("words", [(), ("one", "two"), ("absent",)])
def test_load_all_wants_one_folder(door: Door, words: tuple[str, ...]) -> None:
    code, _, err = door.load("all", *words)
    assert (code, err.count("\n")) == (2, 1)


def test_latest_fetches_and_says_from_where(
    door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "groups.zip"
    path.write_bytes(zipped("appgs/wool.json", json.dumps(group("wool")).encode()))
    found = (Fetched(path=path, url="https://example.org/x", sha256="ab" * 32, fresh=True),)
    monkeypatch.setattr("loaders.origins.fetch_latest", lambda *_: found)
    code, out, _ = door.load("appg", "--latest")
    assert code == 0
    assert "fetched: https://example.org/x (sha256 abababababababab…)" in out
    assert "appg-uk, edition of" in out


def test_latest_offline_is_one_line_and_changes_nothing(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere(*_: object, **__: object) -> None:
        raise OSError(-2, "Name or service not known")

    monkeypatch.setattr("loaders.fetch.socket.getaddrinfo", nowhere)
    code, _, err = door.load("appg", "--latest")
    assert (code, err.count("\n")) == (2, 1)
    assert "Are you online?" in err
    assert not Path(door.url.removeprefix("sqlite:///")).exists()


def test_every_loader_of_a_register_has_a_recogniser() -> None:
    known = {row.loader for row in RECOGNISERS}
    assert set(LOADERS) - {"countries", "past", "spreadsheet", "tour"} <= known


def test_every_loader_says_what_it_reads() -> None:
    assert all(get_loader(name).summary for name in LOADERS)
