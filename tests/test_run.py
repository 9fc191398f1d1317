"""Runs: all or nothing, the same again changes nothing, half a file is refused."""

import pytest

from graph.errors import BadSource, StoreBusy
from graph.model import Edition, Visibility
from graph.store import open_store
from graph.store.base import Changes, Store
from loaders.run import load
from tests.loading import Recited, batch, link, node, recited

TODAY = "2026-11-23"


@pytest.fixture
def memory() -> Store:
    return open_store("sqlite://")


def names(store: Store) -> list[str]:
    return [n.name for n in store.nodes()]


def test_a_load_brings_nodes_links_source_edition_and_run(memory: Store) -> None:
    loaded = load(memory, recited(node("a", "A"), node("b", "B"), link("a", "b")), today=TODAY)
    assert (loaded.nodes_written, loaded.links_written) == (2, 1)
    assert [s.id for s in memory.sources()] == ["open"]
    assert [e.date for e in memory.editions()] == ["2026-01-01"]
    (run,) = memory.runs()
    assert (run.source, run.edition, run.records, run.on) == ("open", "2026-01-01", 3, TODAY)


def test_the_same_load_again_changes_nothing(memory: Store) -> None:
    loader = recited(node("a", "A"), node("b", "B"), link("a", "b"))
    version = load(memory, loader, today=TODAY).counts.version
    again = load(memory, loader, today="2027-01-01")
    assert again.unchanged
    assert again.counts.version == version
    assert len(memory.runs()) == 1


def test_a_load_that_fails_at_the_end_of_the_file_leaves_the_store_as_it_was(
    memory: Store,
) -> None:
    load(memory, recited(node("a", "A")), today=TODAY)
    broken = Recited(
        batches=(batch(node("b", "B")),), fails_with=BadSource("row 9 is torn", where="x.json")
    )
    with pytest.raises(BadSource, match="row 9 is torn"):
        load(memory, broken, today=TODAY)
    assert names(memory) == ["A"]


def test_a_loader_that_yields_nothing_is_told_so(memory: Store) -> None:
    with pytest.raises(BadSource, match="nothing in the input could be used"):
        load(memory, Recited(batches=()), today=TODAY)


def test_editions_in_any_order_give_the_same_store(memory: Store) -> None:
    old = recited(node("a", "Old name", day="2025-01-01"), day="2025-01-01")
    new = recited(node("a", "New name", day="2026-01-01"), day="2026-01-01")
    other = open_store("sqlite://")
    for store, order in ((memory, (old, new)), (other, (new, old))):
        for loader in order:
            load(store, loader, today=TODAY)
    assert list(memory.nodes()) == list(other.nodes())
    assert names(memory) == ["New name"]


def test_a_newer_edition_with_less_than_half_of_the_records_is_refused(memory: Store) -> None:
    load(memory, recited(*(node(f"n{i}", f"Body {i}") for i in range(10))), today=TODAY)
    half = recited(node("n1", "Body 1", day="2026-02-01"), day="2026-02-01")
    with pytest.raises(BadSource, match=r"looks like half a file\. .*--accept-shrinking"):
        load(memory, half, today=TODAY)
    assert len(names(memory)) == 10


def test_a_shrinking_edition_can_be_accepted(memory: Store) -> None:
    load(memory, recited(*(node(f"n{i}", f"Body {i}") for i in range(10))), today=TODAY)
    half = recited(node("n1", "Body 1", day="2026-02-01"), day="2026-02-01")
    load(memory, half, today=TODAY, accept_shrinking=True)
    assert [e.date for e in memory.editions()] == ["2026-01-01", "2026-02-01"]


def test_an_older_small_edition_is_no_half_file(memory: Store) -> None:
    load(memory, recited(*(node(f"n{i}", f"Body {i}") for i in range(10))), today=TODAY)
    load(memory, recited(node("n1", "Body 1", day="2024-01-01"), day="2024-01-01"), today=TODAY)
    assert len(memory.editions()) == 2


def test_a_corrected_sheet_replaces_what_it_said_that_day(memory: Store) -> None:
    load(memory, recited(node("a", "Tipo"), node("b", "Gone"), replaces=True), today=TODAY)
    load(memory, recited(node("a", "Typo"), replaces=True), today=TODAY, accept_shrinking=True)
    assert names(memory) == ["Typo"]
    assert next(memory.nodes()).aliases == ()


def test_two_files_of_one_edition_add_up(memory: Store) -> None:
    load(memory, recited(node("a", "A")), today=TODAY)
    load(memory, recited(node("b", "B")), today=TODAY)
    assert names(memory) == ["A", "B"]


def test_an_edition_once_complete_stays_complete(memory: Store) -> None:
    load(memory, recited(node("a", "A")), today=TODAY)
    load(memory, recited(node("b", "B"), complete=False), today=TODAY)
    assert [e.complete for e in memory.editions()] == [True]


def test_a_partial_edition_becomes_complete_when_the_whole_is_read(memory: Store) -> None:
    load(memory, recited(node("a", "A"), complete=False), today=TODAY)
    load(memory, recited(node("a", "A"), node("b", "B")), today=TODAY)
    assert [e.complete for e in memory.editions()] == [True]


def test_a_load_that_meets_another_writer_plans_again(memory: Store) -> None:
    class Overtaken:
        """A store into which somebody else writes just before our first write."""

        def __init__(self) -> None:
            self.tries = 0

        def __getattr__(self, name: str) -> object:
            return getattr(memory, name)

        def write(self, changes: Changes, progress: object = None) -> object:
            self.tries += 1
            if self.tries == 1:
                other = Edition(source="z", date="2020")
                memory.write(Changes(base_version=changes.base_version, editions=(other,)))
            return memory.write(changes)

    overtaken = Overtaken()
    load(overtaken, recited(node("a", "A")), today=TODAY)  # type: ignore[arg-type]  # duck-typed
    assert overtaken.tries == 2
    assert names(memory) == ["A"]
    assert [e.source for e in memory.editions()] == ["open", "z"]


def test_a_store_that_stays_busy_is_told_of(memory: Store) -> None:
    class Busy:
        def __getattr__(self, name: str) -> object:
            return getattr(memory, name)

        def write(self, changes: Changes, progress: object = None) -> object:
            raise StoreBusy("another load holds the store")

    with pytest.raises(StoreBusy):
        load(Busy(), recited(node("a", "A")), today=TODAY)  # type: ignore[arg-type]  # duck-typed


def test_progress_is_told_in_steps(memory: Store) -> None:
    stages: list[str] = []
    load(
        memory,
        recited(node("a", "A")),
        today=TODAY,
        progress=lambda stage, done, total: stages.append(stage),
    )
    assert "read open 2026-01-01" in stages
    assert stages.index("put records together") < stages.index("compare with what is held")


def test_the_visibility_asked_for_reaches_the_loader(memory: Store) -> None:
    asked: list[Visibility] = []

    class Listening(Recited):
        def read(self, paths, report, *, visibility, today):  # type: ignore[no-untyped-def]  # as in Recited
            asked.append(visibility)
            return super().read(paths, report, visibility=visibility, today=today)

    loader = Listening(batches=(batch(node("a", "A")),))
    load(memory, loader, today=TODAY, visibility=Visibility.INTERNAL)
    assert asked == [Visibility.INTERNAL]


def test_a_name_of_ten_thousand_characters_is_refused_and_its_place_told(memory: Store) -> None:
    with pytest.raises(BadSource, match=r"10,000 characters.*\(open, row-7\)"):
        load(memory, recited(node("row-7", "x" * 10_000)), today=TODAY)
    assert memory.version() == 0
