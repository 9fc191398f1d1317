"""Reading several sources: all or nothing by default; bad files are left out and named if asked."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from graph.errors import BadSource
from graph.model import Visibility
from graph.store import open_store
from graph.store.base import Store
from loaders.base import Batch, Report
from loaders.reading import Given
from loaders.run import load_all
from tests.loading import batch, link, node, recited

TODAY = "2026-11-23"


@dataclass
class Lines:
    """A loader of text files: a line is a body; the word "bad" makes a file a bad one."""

    name: str = "lines"
    summary: str = "bodies, a line each"
    read_times: list[tuple[str, ...]] = field(default_factory=list)

    def read(
        self, paths: tuple[Path, ...], report: Report, *, visibility: Visibility, today: str
    ) -> Iterator[Batch]:
        files = sorted(f for p in paths for f in (p.rglob("*.txt") if p.is_dir() else [p]))
        self.read_times.append(tuple(file.name for file in files))
        names = []
        for file in files:
            for number, line in enumerate(file.read_text().split(), 1):
                if line == "bad":
                    raise BadSource("a bad line", where=f"{file.name}, line {number}")
                names.append(line)
                report.used += 1
        yield batch(*(node(f"org:{n}", n, by=self.name) for n in names), by=self.name)


def files(folder: Path, **texts: str) -> tuple[Path, ...]:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text)
    return tuple(sorted(folder.glob("*.txt")))


def given_in(folder: Path, loader: Lines | None = None, **texts: str) -> Given:
    return Given(loader=loader or Lines(), paths=(folder,), files=files(folder, **texts))


@pytest.fixture
def memory() -> Store:
    return open_store("sqlite://")


def names(store: Store) -> list[str]:
    return sorted(n.name for n in store.nodes())


def test_several_sources_are_one_version_and_each_has_its_report(
    memory: Store, tmp_path: Path
) -> None:
    other = Given(loader=recited(node("org:x", "X"), node("org:y", "Y"), link("org:x", "org:y")))
    loaded = load_all(memory, [given_in(tmp_path, a="one two"), other], today=TODAY)
    assert memory.version() == 1
    assert [part.loader for part in loaded.parts] == ["lines", "recited"]
    assert [part.report.used for part in loaded.parts] == [2, 0]
    assert {run.source: run.records for run in memory.runs()} == {"lines": 2, "open": 3}


def test_the_same_again_changes_nothing(memory: Store, tmp_path: Path) -> None:
    given = [given_in(tmp_path, a="one two"), Given(loader=recited(node("org:x", "X")))]
    load_all(memory, given, today=TODAY)
    again = load_all(memory, given, today="2027-01-01")
    assert again.unchanged
    assert memory.version() == 1


def test_one_bad_file_refuses_every_source_and_the_line_names_source_and_file(
    memory: Store, tmp_path: Path
) -> None:
    other = Given(loader=recited(node("org:x", "X")), paths=(tmp_path,))
    given = [other, given_in(tmp_path, a="one", b="bad")]
    with pytest.raises(BadSource, match=r"lines: a bad line \(b\.txt, line 1\).*--skip-bad"):
        load_all(memory, given, today=TODAY)
    assert memory.version() == 0


def test_a_bad_file_can_be_left_out_and_is_named(memory: Store, tmp_path: Path) -> None:
    given = given_in(tmp_path, a="one", b="bad", c="three")
    (part,) = load_all(memory, [given], today=TODAY, skip_bad=True).parts
    assert names(memory) == ["one", "three"]
    assert part.refused == ("a bad line (b.txt, line 1).",)
    assert part.report.used == 2


def test_an_edition_of_which_a_file_was_left_out_is_not_complete(
    memory: Store, tmp_path: Path
) -> None:
    load_all(memory, [given_in(tmp_path, a="one", b="two")], today=TODAY)
    assert [e.complete for e in memory.editions()] == [True]
    other = open_store("sqlite://")
    load_all(other, [given_in(tmp_path, b="bad")], today=TODAY, skip_bad=True)
    assert [e.complete for e in other.editions()] == [False]


def test_what_was_read_before_is_not_forgotten_when_its_file_is_bad_now(
    memory: Store, tmp_path: Path
) -> None:
    class Anew(Lines):
        def read(self, paths, report, *, visibility, today):  # type: ignore[no-untyped-def]  # as in Lines
            for one in super().read(paths, report, visibility=visibility, today=today):
                yield replace(one, replaces=True)

    load_all(memory, [given_in(tmp_path, Anew(), a="one", b="two")], today=TODAY)
    load_all(memory, [given_in(tmp_path, Anew(), b="bad")], today=TODAY, skip_bad=True)
    assert names(memory) == ["one", "two"]


def test_every_bad_file_costs_one_more_reading(memory: Store, tmp_path: Path) -> None:
    loader = Lines()
    load_all(
        memory, [given_in(tmp_path, loader, a="bad", b="two", c="bad")], today=TODAY, skip_bad=True
    )
    assert loader.read_times == [
        ("a.txt", "b.txt", "c.txt"), ("b.txt", "c.txt"), ("b.txt",)
    ]  # fmt: skip


def test_when_the_bad_file_cannot_be_told_the_whole_source_is_left_out(
    memory: Store, tmp_path: Path
) -> None:
    broken = recited(node("org:x", "X"))
    broken.fails_with = BadSource("something is wrong", where="somewhere")
    given = [Given(loader=broken), given_in(tmp_path, a="one")]
    loaded = load_all(memory, given, today=TODAY, skip_bad=True)
    assert names(memory) == ["one"]
    assert loaded.parts[0].refused == ("something is wrong (somewhere).",)
    assert loaded.parts[0].batches == ()


def test_nothing_but_bad_files_is_refused_also_then(memory: Store, tmp_path: Path) -> None:
    given = [Given(loader=recited(node("org:x", "X"))), given_in(tmp_path, a="bad")]
    with pytest.raises(BadSource, match=r"no file could be used.*a bad line"):
        load_all(memory, given, today=TODAY, skip_bad=True)
    assert memory.version() == 0


@pytest.mark.parametrize(("licence", "attribution"), [("", "A"), ("CC0-1.0", " ")])
def test_a_source_without_licence_or_attribution_is_refused(
    memory: Store, licence: str, attribution: str
) -> None:
    told = recited(node("org:x", "X"))
    (one,) = told.batches
    source = replace(one.source, licence=licence, attribution=attribution)
    told.batches = (replace(one, source=source),)
    with pytest.raises(BadSource, match=r"no licence or no attribution.*\(open\)"):
        load_all(memory, [Given(loader=told)], today=TODAY)
    assert memory.version() == 0


def test_batches_without_a_record_are_nothing(memory: Store) -> None:
    with pytest.raises(BadSource, match="nothing in the input"):
        load_all(memory, [Given(loader=recited())], today=TODAY)


def test_a_path_that_cannot_be_read_is_one_line(memory: Store, tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(BadSource, match=r"cannot be read.*loop"):
        load_all(memory, [Given(loader=Lines(), paths=(tmp_path / "loop",))], today=TODAY)
