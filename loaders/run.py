"""One run: read → check what was expected → decide identity → one atomic write → report."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from graph.errors import BadSource
from graph.identity.concordance import renewed
from graph.identity.raw import RawGraph
from graph.identity.resolve import difference, resolve
from graph.model import Edition, Judgement, Link, Node, Run, Source, Visibility
from graph.store.base import Changes, Counts, Progress, Store, planned_anew, silent
from loaders.base import Batch, Loader, Report
from loaders.reading import Given, Part, read_all

# A complete edition with fewer than this share of the records of the one before is taken for a
# half-empty file; registers lose a few groups at a time.
LEAST_SHARE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What a load did: what was read by which loader, what changed, what the store holds now."""

    parts: tuple[Part, ...]
    nodes_written: int
    links_written: int
    nodes_dropped: int
    links_dropped: int
    counts: Counts
    pages_written: int = 0  # of lists of identifiers, which may say nothing yet of any node

    @property
    def unchanged(self) -> bool:
        """Whether the store held all of it already."""
        return not (
            self.nodes_written
            or self.links_written
            or self.nodes_dropped
            or self.links_dropped
            or self.pages_written
        )

    @property
    def loader(self) -> str:
        """The loaders that read something, in their order."""
        return ", ".join(part.loader for part in self.parts)

    @property
    def editions(self) -> tuple[tuple[str, str], ...]:
        """Source and date of every edition read."""
        return tuple(edition for part in self.parts for edition in part.editions)

    @property
    def report(self) -> Report:
        """The report of the first loader: of the only one, where one was asked."""
        return self.parts[0].report


def load(
    store: Store,
    loader: Loader,
    paths: Iterable[Path] = (),
    *,
    today: str,
    visibility: Visibility = Visibility.PUBLIC,
    accept_shrinking: bool = False,
    progress: Progress = silent,
) -> Loaded:
    """Read the paths with a loader and bring the store up to date, all or nothing.

    The same files again change nothing. Raises ``BadSource`` before anything is written when the
    input cannot be used, or when an edition holds less than half of the one before it (unless
    ``accept_shrinking``); ``StoreError`` when the store fails, with the store as it was.
    Cost: linear in what the store holds and in what is read.
    """
    given = Given(loader=loader, paths=tuple(paths))
    return load_all(
        store,
        (given,),
        today=today,
        visibility=visibility,
        accept_shrinking=accept_shrinking,
        progress=progress,
    )


def load_all(
    store: Store,
    given: Sequence[Given],
    *,
    today: str,
    visibility: Visibility = Visibility.PUBLIC,
    accept_shrinking: bool = False,
    skip_bad: bool = False,
    progress: Progress = silent,
) -> Loaded:
    """``load`` for several loaders as one step: one read of the store, one write, all or nothing.

    With ``skip_bad`` a file that its loader refuses is left out and named in the report, and no
    edition that its loader read counts as complete.
    """
    parts = read_all(
        given, today=today, visibility=visibility, skip_bad=skip_bad, progress=progress
    )
    batches = [batch for part in parts for batch in part.batches]
    if not accept_shrinking:
        _check_editions(store, batches)
    return planned_anew(store, lambda base: _write(store, parts, today, base, progress))


def _write(
    store: Store, parts: tuple[Part, ...], today: str, base: int, progress: Progress
) -> Loaded:
    progress("read what the store holds", 0, 0)
    nodes, links = tuple(store.nodes()), tuple(store.links())
    batches = [batch for part in parts for batch in part.batches]
    held = store.concordances()
    pages = renewed(held, (page for batch in batches for page in batch.concordances))
    lists = held if pages is None else pages
    raw = _put_together(nodes, links, batches, progress)
    progress("decide who is the same", 0, 0)
    ledger = store.judgements()
    judged = _with_judgements(ledger, batches)
    wanted = resolve(raw, judged, lists)
    progress("compare with what is held", 0, 0)
    change = difference(nodes, links, wanted)
    changes = Changes(
        base_version=base,
        nodes=change.nodes,
        links=change.links,
        drop_nodes=change.drop_nodes,
        drop_links=change.drop_links,
        sources=_new_sources(store, batches),
        editions=_new_editions(store, batches),
        concordances=pages,
        judgements=None if judged == ledger else judged,
    )
    del nodes, links, raw, wanted  # a large write needs the room
    if not changes.empty:
        changes = replace(changes, runs=_runs(parts, today, base))
        counts = store.write(changes, progress)
    else:
        counts = store.counts()
    return Loaded(
        parts=parts,
        nodes_written=len(change.nodes),
        links_written=len(change.links),
        nodes_dropped=len(change.drop_nodes),
        links_dropped=len(change.drop_links),
        counts=counts,
        pages_written=len(pages or ()),
    )


def _with_judgements(ledger: tuple[Judgement, ...], batches: list[Batch]) -> tuple[Judgement, ...]:
    """The ledger, and what was read on pairs of which nobody here has judged."""
    judged = {judgement.pair for judgement in ledger}
    new = (judgement for batch in batches for judgement in batch.judgements)
    return (*ledger, *(j for j in dict.fromkeys(new) if j.pair not in judged))


def _put_together(
    nodes: Iterable[Node], links: Iterable[Link], batches: list[Batch], progress: Progress
) -> RawGraph:
    """What is held and what was read; of editions that are read anew only what was read."""
    raw, begun = RawGraph(), set[tuple[str, str]]()
    raw.add_stored(nodes, links, without=_read_anew(batches))
    for number, batch in enumerate(batches, 1):
        said = (batch.source.id, batch.edition.date)
        if batch.replaces and said in begun:  # twice in one load: the later has the word
            raw = raw.without(*said)
        begun.add(said)
        for record in batch.records:
            raw.add(record)
        progress("put records together", number, len(batches))
    return raw


def _read_anew(batches: list[Batch]) -> frozenset[tuple[str, str]]:
    """Editions of which the first batch replaces all that was read before."""
    first: dict[tuple[str, str], bool] = {}
    for batch in batches:
        first.setdefault((batch.source.id, batch.edition.date), batch.replaces)
    return frozenset(said for said, replaces in first.items() if replaces)


def _check_editions(store: Store, batches: list[Batch]) -> None:
    """Refuse a newer edition that looks like half a file beside the one before it."""
    sizes = {(run.source, run.edition): run.records for run in store.runs()}
    for batch in (b for b in batches if b.edition.complete):
        source, date = batch.source.id, batch.edition.date
        older = max((d for s, d in sizes if s == source and d < date), default="")
        size, known = _size(batch), sizes.get((source, older), 0)
        if size < known * LEAST_SHARE:
            raise BadSource(
                f"the edition of {date} of {source} holds {size} records, that of {older} held "
                f"{known}: it looks like half a file",
                next_step="If it is right, load it again with --accept-shrinking.",
            )
        sizes[(source, date)] = max(size, sizes.get((source, date), 0))


def _new_sources(store: Store, batches: list[Batch]) -> tuple[Source, ...]:
    held = {source.id: source for source in store.sources()}
    wanted = {batch.source.id: batch.source for batch in batches}
    return tuple(s for i, s in sorted(wanted.items()) if held.get(i) != s)


def _new_editions(store: Store, batches: list[Batch]) -> tuple[Edition, ...]:
    """Editions to write; one that was complete once stays so, and keeps its address and hash."""
    held = {(e.source, e.date): e for e in store.editions()}
    wanted = dict(held)
    for batch in batches:
        key = (batch.edition.source, batch.edition.date)
        known = wanted.get(key)
        if known is None or (batch.edition.complete and not known.complete) or batch.replaces:
            wanted[key] = batch.edition
    return tuple(e for key, e in sorted(wanted.items()) if held.get(key) != e)


def _runs(parts: tuple[Part, ...], today: str, base: int) -> tuple[Run, ...]:
    """One run an edition; what a loader set aside stands on the last of its editions."""
    told = [
        (batch, sum(part.report.set_aside.values()) if batch is part.batches[-1] else 0)
        for part in parts
        for batch in part.batches
    ]
    return tuple(
        Run(
            id=f"{base + 1:06d}-{number:03d}-{batch.source.id}",
            source=batch.source.id,
            on=today,
            edition=batch.edition.date,
            records=_size(batch),
            set_aside=aside,
            sha256=_content_hash(batch),
        )
        for number, (batch, aside) in enumerate(told, start=1)
    )


def _size(batch: Batch) -> int:
    """How much an edition says: its records, and the rows of its lists of identifiers."""
    return len(batch.records) + sum(page.facts.count("\n") + 1 for page in batch.concordances)


def _content_hash(batch: Batch) -> str:
    """Hash of what an edition says, whatever the order in which it says it."""
    facts = sorted(repr((r.kind, r.statement.fact(), r.statement.seen)) for r in batch.records)
    facts += [f"{p.part} {p.page}\n{p.facts}" for p in batch.concordances]
    return sha256("\n".join(facts).encode()).hexdigest()
