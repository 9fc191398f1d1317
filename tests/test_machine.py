"""Any sequence of writes, refusals, interrupts and reopenings leaves the stores like the oracle."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from graph.errors import KithmapError
from graph.model import Edition, Judgement, Link, Node, Source, Verdict
from graph.store.base import Changes, Store
from tests.backends import empty_store, same_place, wipe_neo4j
from tests.made import a_page, a_run, content, links, nodes, texts

IDS = st.sampled_from(["a", "b", "c", "d", "e", "é", "😀", "\uffee"])
LEDGERS = st.lists(
    st.builds(
        Judgement, left=IDS, right=IDS, verdict=st.sampled_from(Verdict), by=texts, on=texts,
        why=texts,
    ),
    max_size=3,
)  # fmt: skip
SOURCES = st.builds(
    Source, id=IDS, title=texts, publisher=texts, licence=texts, attribution=texts, url=texts
)
EDITIONS = st.builds(Edition, source=IDS, date=texts, complete=st.booleans(), sha256=texts)


def some(of: st.SearchStrategy[Any], key: Callable[[Any], object]) -> st.SearchStrategy[Any]:
    """A few, no two of the same key."""
    return st.lists(of, unique_by=key, max_size=4).map(tuple)


def outcome(of: Callable[[], object]) -> object:
    """What a call gives, or the kind of error that it raises."""
    try:
        return of()
    except (KithmapError, KeyboardInterrupt) as error:
        return type(error)


def interrupt(stage: str, done: int, total: int) -> None:
    """Progress that ends in a user's interrupt."""
    raise KeyboardInterrupt


class StoreMachine(RuleBasedStateMachine):
    """Drives several stores at once and expects of each what the oracle does."""

    backends: ClassVar[tuple[str, ...]] = ("sqlite-memory", "sqlite-file")

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.oracle = empty_store("oracle", Path())
        self.stores = [empty_store(b, Path(self.folder.name) / "m.db") for b in self.backends]

    def everywhere(self, ask: Callable[[Store], object]) -> object:
        """Ask the oracle and every store; all must say the same."""
        expected = outcome(lambda: ask(self.oracle))
        for store in self.stores:
            assert outcome(lambda store=store: ask(store)) == expected, store.url  # type: ignore[misc]  # bound at once
        return expected

    @rule(
        put=some(nodes(IDS), lambda n: n.id),
        tie=some(links(IDS), lambda ln: ln.id),
        sources=some(SOURCES, lambda s: s.id),
        editions=some(EDITIONS, lambda e: (e.source, e.date)),
    )
    def write(
        self,
        put: tuple[Node, ...],
        tie: tuple[Link, ...],
        sources: tuple[Source, ...],
        editions: tuple[Edition, ...],
    ) -> None:
        """Put nodes and links; refused when a link has no end."""
        changes = Changes(
            base_version=self.oracle.version(), nodes=put, links=tie, sources=sources,
            editions=editions,
        )  # fmt: skip
        self.everywhere(lambda store: store.write(changes))

    @rule(node=nodes(IDS))
    def write_and_interrupt(self, node: Node) -> None:
        """Begin to put a node, and think better of it."""
        changes = Changes(base_version=self.oracle.version(), nodes=(node,))
        said = self.everywhere(lambda store: store.write(changes, interrupt))
        assert said is KeyboardInterrupt

    @rule(picked=st.lists(IDS, unique=True, max_size=3), with_links=st.booleans())
    def drop(self, picked: list[str], with_links: bool) -> None:
        """Drop nodes, with their links or, when they have any, in vain."""
        touching = tuple(ln.id for ln in self.oracle.links(picked)) if with_links else ()
        changes = Changes(
            base_version=self.oracle.version(), drop_nodes=tuple(picked), drop_links=touching
        )
        self.everywhere(lambda store: store.write(changes))

    @rule(which=st.integers(0, 9))
    def drop_one_link(self, which: int) -> None:
        """Drop a link, if there are so many."""
        gone = tuple(ln.id for ln in self.oracle.links())[which : which + 1]
        changes = Changes(base_version=self.oracle.version(), drop_links=gone)
        self.everywhere(lambda store: store.write(changes))

    @rule(number=st.integers(1, 4), ledger=st.none() | LEDGERS.map(tuple))
    def note(self, number: int, ledger: tuple[Judgement, ...] | None) -> None:
        """Write a run, perhaps one of an id that is there, and perhaps the ledger."""
        version = self.oracle.version()
        run = a_run(f"run {number}", records=version)
        changes = Changes(base_version=version, runs=(run,), judgements=ledger)
        self.everywhere(lambda store: store.write(changes))

    @rule(number=st.integers(0, 3))
    def list_identifiers(self, number: int) -> None:
        """Write so many pages of a list of identifiers in the place of those that are there."""
        pages = tuple(a_page(page) for page in range(number))
        changes = Changes(base_version=self.oracle.version(), concordances=pages)
        self.everywhere(lambda store: store.write(changes))

    @rule()
    def rewrite(self) -> None:
        """Write all that is there once more."""
        changes = Changes(
            base_version=self.oracle.version(), nodes=tuple(self.oracle.nodes()),
            links=tuple(self.oracle.links()), sources=self.oracle.sources(),
            editions=self.oracle.editions(), runs=self.oracle.runs(),
            judgements=self.oracle.judgements(), concordances=self.oracle.concordances(),
        )  # fmt: skip
        self.everywhere(lambda store: store.write(changes))

    @rule(behind=st.sampled_from([-1, 1, 5]))
    def write_late(self, behind: int) -> None:
        """Write what was planned on another version."""
        changes = Changes(base_version=self.oracle.version() - behind, runs=(a_run("late"),))
        self.everywhere(lambda store: store.write(changes))

    @rule()
    def reopen(self) -> None:
        """Close those stores that outlive it, and open them again."""
        for place, store in enumerate(self.stores):
            again = same_place(store)
            if again is not store:
                store.close()
                self.stores[place] = again

    @rule(words=st.lists(texts, max_size=2), limit=st.sampled_from([1, 3, 2000]))
    def search_anything(self, words: list[str], limit: int) -> None:
        """Ask for any words."""
        self.everywhere(lambda store: store.candidates(tuple(words), limit))

    @rule(node=st.integers(0, 9), start=st.integers(0, 3), length=st.integers(1, 3))
    def search_part_of_a_name(self, node: int, start: int, length: int) -> None:
        """Ask for a part of a name that is there."""
        names = [n.name + " " + " ".join((*n.aliases, *n.identifiers)) for n in self.oracle.nodes()]
        part = "".join(names[node : node + 1])[start : start + length]
        self.everywhere(lambda store: store.candidates((part,)))

    @rule(picked=st.lists(IDS | texts, max_size=4))
    def ask_for_some(self, picked: list[str]) -> None:
        """Ask for some nodes and the links that touch them."""
        self.everywhere(lambda store: (list(store.nodes(picked)), list(store.links(picked))))

    @invariant()
    def all_hold_the_same(self) -> None:
        """Every store holds what the oracle holds, in the same order."""
        self.everywhere(content)

    @rule()
    def check(self) -> None:
        """All is well."""
        assert self.everywhere(lambda store: store.check()) == ()

    def teardown(self) -> None:
        """Let go of stores and files."""
        for store in self.stores:
            store.close()
        self.folder.cleanup()


def run(machine: type[StoreMachine], examples: int, steps: int) -> None:
    """Run a machine so many times for at most so many steps."""
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )


def test_the_embedded_stores_do_as_the_oracle_does() -> None:
    run(StoreMachine, examples=20, steps=25)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_the_embedded_stores_do_as_the_oracle_does_in_many_steps() -> None:
    run(StoreMachine, examples=400, steps=50)


class Neo4jMachine(StoreMachine):
    """The same, for the server."""

    backends = ("neo4j",)


@pytest.mark.neo4j
@pytest.mark.timeout(600)
def test_the_server_does_as_the_oracle_does() -> None:
    wipe_neo4j()
    run(Neo4jMachine, examples=8, steps=20)
