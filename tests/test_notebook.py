"""What a notebook shows of an answer: the words that the command line prints."""

import inspect
from collections.abc import Iterator
from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell

import graph.results
import graph.results_briefs
import graph.results_groups
import graph.results_judge
import graph.results_proof
import graph.results_rooms
import graph.results_routes
from api.notebook import ANSWERS, words_of
from api.words import snapshot_line
from graph.explorer import Explorer
from graph.store import open_store
from tests.answers import a_gap, paths_answer
from tests.made import fill

MODULES = (
    graph.results, graph.results_briefs, graph.results_groups, graph.results_judge,
    graph.results_proof, graph.results_rooms, graph.results_routes,
)  # fmt: skip


@pytest.fixture
def shell() -> Iterator[Any]:
    made: Any = InteractiveShell()  # type: ignore[no-untyped-call]  # tells no types
    yield made
    made.history_manager.end_session()


def shown(shell: Any, answer: object) -> str:
    return str(shell.display_formatter.format(answer)[0]["text/plain"])


@pytest.fixture(scope="module")
def graph_of_world() -> Explorer:
    store = open_store("sqlite://")
    fill(store)
    return Explorer(store)


def test_without_the_extension_all_fields_are_shown(shell: Any) -> None:
    assert shown(shell, paths_answer()).startswith("PathsAnswer(")


def test_with_it_an_answer_is_told_in_words_and_without_it_in_full_again(
    shell: Any,
) -> None:
    answer = paths_answer()
    shell.run_line_magic("load_ext", "kithmap")
    told = shown(shell, answer)
    assert told == words_of(answer)
    assert told.splitlines()[-1] == snapshot_line(answer.snapshot)
    assert answer.paths[0].why in told
    shell.run_line_magic("unload_ext", "kithmap")
    assert shown(shell, answer).startswith("PathsAnswer(")


def test_loading_it_twice_or_taking_it_away_unloaded_is_no_fault(shell: Any) -> None:
    shell.run_line_magic("unload_ext", "kithmap")
    for _ in range(2):
        shell.run_line_magic("load_ext", "kithmap")
    shell.run_line_magic("reload_ext", "kithmap")
    assert shown(shell, a_gap()).startswith("1. ")


def test_a_gap_of_a_list_is_told_by_itself(shell: Any) -> None:
    shell.run_line_magic("load_ext", "kithmap")
    gap = a_gap()
    assert gap.headline in shown(shell, gap)
    assert gap.advice in shown(shell, gap)


def with_a_snapshot() -> list[Any]:
    found = {
        kind
        for module in MODULES
        for name, kind in inspect.getmembers(module, inspect.isclass)
        if name.endswith("Answer") and "snapshot" in vars(kind)["__dataclass_fields__"]
    }
    return sorted(found, key=str)


@pytest.mark.parametrize("kind", with_a_snapshot(), ids=lambda kind: kind.__name__)
def test_every_answer_with_a_snapshot_has_words(kind: Any) -> None:
    assert kind in ANSWERS


@pytest.mark.parametrize(
    ("verb", "asked"),
    [
        ("find", ("Harambee",)), ("node", ("Harambee Trust",)), ("gaps", ()), ("clusters", ()),
        ("brokers", ()), ("sources", ()), ("reach", ()), ("directory", ()), ("judge", ()),
    ],
)  # fmt: skip
def test_what_an_explorer_answers_is_told_and_names_its_snapshot(
    shell: Any, graph_of_world: Explorer, verb: str, asked: tuple[Any, ...]
) -> None:
    shell.run_line_magic("load_ext", "kithmap")
    answer = getattr(graph_of_world, verb)(*asked)
    told = shown(shell, answer).splitlines()
    assert told[-1] == snapshot_line(answer.snapshot)
    assert not told[0].startswith(type(answer).__name__)
