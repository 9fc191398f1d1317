"""The store protocol in its simplest form: plain dictionaries, the measure of the real stores."""

from collections.abc import Iterable, Iterator
from copy import copy

from graph.errors import Defect, StoreBusy, StoreError
from graph.model import Concordance, Edition, Judgement, Link, Node, Run, Source
from graph.store.base import Changes, Counts, Progress, silent
from graph.store.codec import encode
from graph.text import search_words


class OracleStore:
    """A store that is nothing but what the protocol says."""

    url = "oracle://"

    def __init__(self) -> None:
        self._version = 0
        self._nodes: dict[str, Node] = {}
        self._links: dict[str, Link] = {}
        self._sources: dict[str, Source] = {}
        self._editions: dict[tuple[str, str], Edition] = {}
        self._runs: dict[str, Run] = {}
        self._judgements: tuple[Judgement, ...] = ()
        self._concordances: tuple[Concordance, ...] = ()
        self._closed = False

    def _open(self) -> None:
        if self._closed:
            raise StoreError("the store is closed", where=self.url)

    def version(self) -> int:
        self._open()
        return self._version

    def counts(self) -> Counts:
        self._open()
        said = [n.statements for n in self._nodes.values()]
        said += [ln.statements for ln in self._links.values()]
        return Counts(
            version=self._version, nodes=len(self._nodes), links=len(self._links),
            statements=sum(map(len, said)),
        )  # fmt: skip

    def sources(self) -> tuple[Source, ...]:
        self._open()
        return tuple(self._sources[key] for key in sorted(self._sources))

    def editions(self) -> tuple[Edition, ...]:
        self._open()
        return tuple(self._editions[key] for key in sorted(self._editions))

    def runs(self) -> tuple[Run, ...]:
        self._open()
        return tuple(self._runs.values())

    def judgements(self) -> tuple[Judgement, ...]:
        self._open()
        return self._judgements

    def concordances(self) -> tuple[Concordance, ...]:
        self._open()
        return self._concordances

    def nodes(self, ids: Iterable[str] | None = None) -> Iterator[Node]:
        self._open()
        wanted = self._nodes.keys() if ids is None else self._nodes.keys() & set(ids)
        return iter([self._nodes[node_id] for node_id in sorted(wanted)])

    def links(self, touching: Iterable[str] | None = None) -> Iterator[Link]:
        self._open()
        ends = self._nodes.keys() if touching is None else set(touching)
        found = [ln for ln in self._links.values() if ln.source in ends or ln.target in ends]
        return iter(sorted(found, key=lambda ln: (ln.source, ln.target, ln.kind.value)))

    def candidates(self, words: tuple[str, ...], limit: int = 2000) -> tuple[str, ...]:
        self._open()
        asked = search_words(" ".join(words))
        found = (node_id for node_id in sorted(self._nodes) if self._answers(node_id, asked))
        return tuple(found)[:limit]

    def _answers(self, node_id: str, asked: tuple[str, ...]) -> bool:
        node = self._nodes[node_id]
        held = search_words(" ".join((node.name, *node.aliases, *node.identifiers)))
        return bool(asked) and all(any(h.startswith(a) for h in held) for a in asked)

    def write(self, changes: Changes, progress: Progress = silent) -> Counts:
        self._open()
        if changes.base_version != self._version:
            raise StoreBusy("the store has moved on", where=self.url, next_step="Plan it again.")
        if not changes.empty:
            after = copy(self)
            after._apply(changes)
            progress("write", 1, 1)
            for name, value in vars(after).items():
                setattr(self, name, value)
        return self.counts()

    def _apply(self, changes: Changes) -> None:
        encode(changes)  # refuses what is not Unicode
        self._version += 1
        self._nodes = self._nodes | {n.id: n for n in changes.nodes}
        self._links = self._links | {ln.id: ln for ln in changes.links}
        self._sources = self._sources | {s.id: s for s in changes.sources}
        self._editions = self._editions | {(e.source, e.date): e for e in changes.editions}
        self._runs = self._runs | {r.id: r for r in changes.runs}
        if changes.judgements is not None:
            self._judgements = changes.judgements
        if changes.concordances is not None:
            self._concordances = changes.concordances
        for link_id in changes.drop_links:
            self._links.pop(link_id, None)
        for node_id in changes.drop_nodes:
            self._nodes.pop(node_id, None)
        for link in self._links.values():
            if not {link.source, link.target} <= self._nodes.keys():
                ends = f"{link.source} {link.kind} {link.target}"
                raise Defect("a link is left without one of its ends", where=ends)

    def check(self) -> tuple[str, ...]:
        self._open()
        return ()

    def close(self) -> None:
        self._closed = True
