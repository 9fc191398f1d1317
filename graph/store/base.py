"""What every store can do. The contract suite in ``tests/test_store.py`` says it in examples.

A store keeps canonical nodes and links with their statements, exactly as given. It decides
nothing: identity, visibility, dates and ranking are the callers'. ``write`` is one step for every
reader: they see the state before it or the state after it, never one between, also when the
writer is killed, and every answer is from one such state, however slowly it is read.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Protocol, TypeVar

from graph.errors import Defect, StoreBusy
from graph.model import Concordance, Edition, Judgement, Link, Node, Run, Source

Progress = Callable[[str, int, int], None]
"""Called with (stage, done, total) while a long step goes on."""


def silent(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What one write does, against the version it was planned on.

    ``nodes`` and ``links`` replace those of the same id whole; ``drop_*`` name ids to remove, and
    to drop what is not there does nothing. ``sources`` (by id), ``editions`` (by source and date)
    and ``runs`` (by id, keeping their place) replace or add. ``judgements`` is the whole ledger
    after the write, ``concordances`` all their pages, or None to leave them as they are. An id
    given twice, or kept and dropped at once, contradicts itself: ``Defect``.
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
    concordances: tuple[Concordance, ...] | None = None

    def __post_init__(self) -> None:
        """Refuse changes that contradict themselves."""
        _refuse_repeats("node", [n.id for n in self.nodes], self.drop_nodes)
        _refuse_repeats("link", [ln.id for ln in self.links], self.drop_links)
        _refuse_repeats("source", [s.id for s in self.sources])
        _refuse_repeats("edition", [(e.source, e.date) for e in self.editions])
        _refuse_repeats("run", [r.id for r in self.runs])

    @property
    def empty(self) -> bool:
        """Whether the write would change nothing."""
        kept = self.judgements is None and self.concordances is None
        return kept and not any(
            (self.nodes, self.links, self.drop_nodes, self.drop_links, self.sources,
             self.editions, self.runs)
        )  # fmt: skip


def _refuse_repeats(what: str, *given: Sequence[object]) -> None:
    """Raise ``Defect`` when an id stands twice among those given."""
    ids = list(chain.from_iterable(given))
    if len(set(ids)) == len(ids):
        return
    twice = sorted(str(i) for i, times in Counter(ids).items() if times > 1)
    raise Defect(
        f"a {what} is given twice, or kept and dropped, in one write",
        where=", ".join(twice[:3]),
        next_step="Nothing was written; please report it.",
    )


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
    busy, damaged; also after ``close``) and nothing of the engine's own. Ids and texts are ordered
    by code point, as Python orders them.
    """

    @property
    def url(self) -> str:
        """The store's address, without a password."""
        ...

    def version(self) -> int:
        """Number of the last complete write that was not empty; 0 for an empty store."""
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
        """All imports, in the order in which their ids were first written."""
        ...

    def judgements(self) -> tuple[Judgement, ...]:
        """The ledger, in the order it was given."""
        ...

    def concordances(self) -> tuple[Concordance, ...]:
        """The pages of all lists of identifiers, in the order they were given."""
        ...

    def nodes(self, ids: Iterable[str] | None = None) -> Iterator[Node]:
        """All nodes, or those of the given ids that exist, each once; by id."""
        ...

    def links(self, touching: Iterable[str] | None = None) -> Iterator[Link]:
        """All links, or those with an end among the given node ids; by (source, target, kind).

        Each link once, also when both its ends are given.
        """
        ...

    def candidates(self, words: tuple[str, ...], limit: int = 2000) -> tuple[str, ...]:
        """Ids of nodes whose names hold, for each word, a word that begins with it; by id.

        Names are the name, the aliases and the identifiers together. The store passes the asked
        words, as it does the names, through ``graph.text.search_words`` before it compares them.
        Proposals only, ranked elsewhere; no words propose nothing. ``limit`` caps the answer (the
        first by id).
        """
        ...

    def write(self, changes: Changes, progress: Progress = silent) -> Counts:
        """Apply all of ``changes`` or none of it, and count what is there afterwards.

        Nodes are put before links, and links dropped before nodes. An empty write changes nothing;
        any other raises the version by one. ``progress`` is called as the stages go on; whatever
        it raises (a user's interrupt) undoes the write.

        Raises ``StoreBusy`` when the store is not at ``changes.base_version`` or another writer
        holds it; ``Defect`` when a link would be left without one of its ends (put or drop both
        in one write), when a text is not Unicode, or when the count afterwards is not what was
        sent. After any error all is as it was.
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


Result = TypeVar("Result")
# Loads are minutes apart; who is overtaken this often stands in a queue that never ends.
ATTEMPTS = 5


def planned_anew(store: Store, attempt: Callable[[int], Result]) -> Result:
    """What ``attempt(base_version)`` gives, planned anew when another writer was quicker.

    Raises ``StoreBusy`` at once when somebody holds the store without moving it on.
    """
    for _ in range(ATTEMPTS - 1):
        base = store.version()
        try:
            return attempt(base)
        except StoreBusy:
            if store.version() == base:
                raise
    return attempt(store.version())
