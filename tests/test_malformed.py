"""Malformed files: one clear line each, soon, a failing exit code, and the store as it was."""

import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.cli import main
from graph.errors import InputError
from graph.store import open_store
from graph.store.base import Store
from loaders import LOADERS, get_loader
from loaders.base import Loader
from loaders.gazetteer import load_gazetteer
from loaders.run import load
from tests.loading import node, recited
from tests.made import content
from tests.malformed import DEFECTS, Sample, samples

TODAY = "2026-11-23"
LONGEST = 10.0  # seconds that a refusal may take
# Tables that are read by heading alone: cells behind the last heading belong to nothing.
FORGIVEN = {("petitions", "a-cell-too-many"), ("org_ids", "a-cell-too-many")}


@cache
def loader(name: str) -> Loader:
    """A loader with the one gazetteer that all tests share."""
    made = get_loader(name)
    if hasattr(made, "_gazetteer"):
        made._gazetteer = gazetteer()
    return made


@cache
def gazetteer() -> object:
    return load_gazetteer()


@pytest.fixture(scope="module")
def store() -> Store:
    """A store that holds something."""
    made = open_store("sqlite://")
    load(made, recited(node("a", "A body that was here before")), today=TODAY)
    return made


def refused(store: Store, name: str, path: Path) -> str:
    """The one line that refuses a file; the store must be as it was, and not much time gone."""
    before, began = content(store), time.monotonic()
    with pytest.raises(InputError) as caught:
        load(store, loader(name), [path], today=TODAY)
    assert time.monotonic() - began < LONGEST
    assert content(store) == before
    error = caught.value
    assert error.exit_code != 0
    assert error.what
    assert error.where
    assert error.next_step
    line = str(error)
    assert "\n" not in line
    assert len(line) < 1300
    return line


def cases() -> list[tuple[Sample, str]]:
    return [
        (sample, defect)
        for sample in samples()
        for defect in DEFECTS[sample.form]
        if (sample.loader, defect) not in FORGIVEN
    ]


@pytest.mark.parametrize("sample", samples(), ids=lambda s: s.id)
def test_the_sound_file_loads(tmp_path: Path, sample: Sample) -> None:
    (tmp_path / sample.name).write_bytes(sample.data)
    loaded = load(
        open_store("sqlite://"), loader(sample.loader), [tmp_path / sample.name], today=TODAY
    )
    assert loaded.counts.version == 1


@pytest.mark.parametrize(
    ("sample", "defect"), cases(), ids=lambda v: v.id if isinstance(v, Sample) else v
)
def test_a_spoilt_file_is_refused_in_one_line_that_names_it(
    store: Store, tmp_path: Path, sample: Sample, defect: str
) -> None:
    path = tmp_path / sample.name
    path.write_bytes(DEFECTS[sample.form][defect](sample.data))
    assert path.stem.partition(".")[0] in refused(store, sample.loader, path)


def test_there_are_more_than_two_hundred_malformed_files() -> None:
    assert len(cases()) > 200


READERS = sorted(set(LOADERS) - {"countries", "past", "tour"})


@pytest.mark.parametrize("name", READERS)
def test_what_is_no_file_is_refused(store: Store, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.json").mkdir()
    (tmp_path / "loop.json").symlink_to(tmp_path / "loop.json")
    for place in ("folder.json", "loop.json", "absent.csv"):
        refused(store, name, tmp_path / place)


@pytest.mark.parametrize("sample", samples(), ids=lambda s: s.id)
def test_one_spoilt_file_among_sound_ones_refuses_them_all(
    store: Store, tmp_path: Path, sample: Sample
) -> None:
    (tmp_path / sample.name).write_bytes(sample.data)
    spoilt = tmp_path / f"spoilt-{sample.name}"
    spoilt.write_bytes(sample.data[: len(sample.data) // 3] + b"\0\xff\0")
    before = content(store)
    with pytest.raises(InputError):
        load(store, loader(sample.loader), [tmp_path / sample.name, spoilt], today=TODAY)
    assert content(store) == before


@pytest.mark.parametrize("sample", samples(), ids=lambda s: s.id)
def test_the_command_ends_with_an_exit_code_and_one_line(
    tmp_path: Path,
    sample: Sample,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / sample.name
    path.write_bytes(b"")
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    monkeypatch.setattr(sys, "argv", ["kithmap", "load", sample.loader, str(path), "--store", url])
    with pytest.raises(SystemExit) as ended:
        main()
    told = [line for line in capfd.readouterr().err.splitlines() if line.strip()]
    assert ended.value.code == 2
    assert len(told) == 1
    assert told[0].startswith("kithmap: ")
    assert open_store(url).counts().version == 0


QUIET: dict[str, object] = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.function_scoped_fixture],
}
Change = Callable[[bytes], bytes]


def changed(data: bytes, cuts: list[tuple[int, int, bytes]]) -> bytes:
    """Bytes in which some places were cut out or written over."""
    for start, length, new in cuts:
        at = start % (len(data) + 1)
        data = data[:at] + new + data[at + length :]
    return data


CUTS = st.lists(
    st.tuples(
        st.integers(0, 100_000),
        st.integers(0, 40),
        st.one_of(
            st.binary(max_size=8),
            st.sampled_from([b"\0", b'"', b",", b"\n", b"\xff", b"]", b"}", b"null", b"1e999",
                             "Â£".encode(), b"\xe2\x80\x8f", b"=cmd()", b"-", b"99999999999999"]),
        ),
    ),
    min_size=1, max_size=6,
)  # fmt: skip


@pytest.mark.parametrize("sample", samples(), ids=lambda s: s.id)
@settings(max_examples=25, **QUIET)  # type: ignore[arg-type]  # hypothesis's own option types
@given(cuts=CUTS)
@pytest.mark.slow
def test_a_file_with_chance_damage_loads_or_is_refused_in_one_line(
    tmp_path: Path, sample: Sample, cuts: list[tuple[int, int, bytes]]
) -> None:
    path = tmp_path / sample.name
    path.write_bytes(changed(sample.data, cuts))
    other, began = open_store("sqlite://"), time.monotonic()
    refusals: list[InputError] = []
    try:
        load(other, loader(sample.loader), [path], today=TODAY)
    except InputError as error:
        refusals.append(error)
    assert time.monotonic() - began < LONGEST
    assert all("\n" not in str(error) and error.what for error in refusals)
    assert other.version() == (0 if refusals else 1)
