"""What every store can do. The contract suite in ``tests/test_store.py`` says it in examples.

A store keeps canonical nodes and links with their statements, exactly as given. It decides
nothing: identity, visibility, dates and ranking are the callers'. ``write`` is one step for every
reader: they see the state before it or the state after it, never one between, also when the
writer is killed.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from graph.model import Edition, Judgement, Link, Node, Run, Source

Progress = Callable[[str, int, int], None]
"""Called with (stage, done, total) while a long step goes on."""


def silent(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What one write does, against the version it was planned on.

    ``nodes`` and ``links`` replace those of the same id whole; ``drop_*`` name ids to remove.
    ``judgements`` is the whole ledger after the write, or None to leave it as it is.
    """

    base_version: int
    nodes: tuple[Node, ...] = ()
    links: tuple[Link, ...] = ()
    drop_nodes: tuple[str, ...] = ()
    drop_links: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    editions: tuple[Edition, ...] = ()
    runs: tuple[Run, ...] = ()
    judgements: tuple[Judgement, ...] | None = None

    @property
    def empty(self) -> bool:
        """Whether the write would change nothing."""
        return self.judgements is None and not any(
            (self.nodes, self.links, self.drop_nodes, self.drop_links, self.sources,
             self.editions, self.runs)
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What a store holds after a write, counted by the store itself."""

    version: int
    nodes: int
    links: int
    statements: int


class Store(Protocol):
    """A place where nodes, links, sources and judgements are kept.

    Safe to read from several threads. Every method raises ``StoreError`` (unreachable, refused,
    busy, damaged) and nothing of the engine's own.
    """

    @property
    def url(self) -> str:
        """The store's address, without a password."""
        ...

    def version(self) -> int:
        """Number of the last complete write; 0 for an empty store."""
        ...

    def counts(self) -> Counts:
        """How much is held, counted now."""
        ...

    def sources(self) -> tuple[Source, ...]:
        """All sources, by id."""
        ...

    def editions(self) -> tuple[Edition, ...]:
        """All editions, by source and date."""
        ...

    def runs(self) -> tuple[Run, ...]:
        """All imports, in the order they were written."""
        ...

    def judgements(self) -> tuple[Judgement, ...]:
        """The ledger, in the order it was given."""
        ...

    def nodes(self, ids: Iterable[str] | None = None) -> Iterator[Node]:
        """All nodes, or those of the given ids that exist; by id."""
        ...

    def links(self, touching: Iterable[str] | None = None) -> Iterator[Link]:
        """All links, or those with an end among the given node ids; by (source, target, kind)."""
        ...

    def candidates(self, words: tuple[str, ...], limit: int = 2000) -> tuple[str, ...]:
        """Ids of nodes whose names hold, for each word, a word that begins with it; by id.

        Words and names are compared as ``graph.text.search_words`` gives them: proposals only,
        ranked elsewhere. ``limit`` caps the answer (the first by id).
        """
        ...

    def write(self, changes: Changes, progress: Progress = silent) -> Counts:
        """Apply all of ``changes`` or none of it, and count what is there afterwards.

        Raises ``StoreBusy`` when the store is no longer at ``changes.base_version`` or another
        writer holds it, ``Defect`` when the count after the write is not what was sent.
        """
        ...

    def check(self) -> tuple[str, ...]:
        """What is wrong with the stored content, one line each; empty when all is well.

        Compares content hashes, looks for links without ends or evidence and for traces of a
        killed write, and removes those traces.
        """
        ...

    def close(self) -> None:
        """Let go of files and connections; closing twice does no harm."""
        ...
