"""One run: read → check what was expected → decide identity → one atomic write → report."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from graph.errors import BadSource
from graph.identity.concordance import renewed
from graph.identity.raw import RawGraph
from graph.identity.resolve import difference, resolve
from graph.model import Edition, Run, Source, Visibility
from graph.store.base import Changes, Counts, Progress, Store, planned_anew, silent
from loaders.base import Batch, Loader, Report

# A complete edition with fewer than this share of the records of the one before is taken for a
# half-empty file; registers lose a few groups at a time.
LEAST_SHARE = 0.5
# The longest name in 13 editions of the register has fewer than 400 characters.
LONGEST_NAME = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What a load did: what was read, what changed, what the store holds now."""

    loader: str
    editions: tuple[tuple[str, str], ...]
    report: Report
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
    report = Report()
    batches = []
    for batch in loader.read(tuple(paths), report, visibility=visibility, today=today):
        batches.append(batch)
        progress(f"read {batch.source.id} {batch.edition.date}", len(batches), 0)
    if not batches:
        raise BadSource(
            "nothing in the input could be used",
            where=", ".join(str(p) for p in paths) or loader.name,
            next_step="; ".join(report.set_aside) or "Look at what the loader expects.",
        )
    _check_names(batches)
    if not accept_shrinking:
        _check_editions(store, batches)
    return planned_anew(
        store, lambda base: _write(store, loader.name, batches, report, today, base, progress)
    )


def _write(
    store: Store,
    name: str,
    batches: list[Batch],
    report: Report,
    today: str,
    base: int,
    progress: Progress,
) -> Loaded:
    nodes, links = tuple(store.nodes()), tuple(store.links())
    progress("compare with what is held", 0, 0)
    held = store.concordances()
    pages = renewed(held, (page for batch in batches for page in batch.concordances))
    lists = held if pages is None else pages
    raw = RawGraph()
    raw.add_stored(nodes, links)
    for batch in batches:
        if batch.replaces:
            raw = raw.without(batch.source.id, batch.edition.date)
        for record in batch.records:
            raw.add(record)
    wanted = resolve(raw, store.judgements(), lists)
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
    )
    if not changes.empty:
        changes = replace(changes, runs=_runs(batches, report, today, base))
        counts = store.write(changes, progress)
    else:
        counts = store.counts()
    return Loaded(
        loader=name,
        editions=tuple((b.source.id, b.edition.date) for b in batches),
        report=report,
        nodes_written=len(change.nodes),
        links_written=len(change.links),
        nodes_dropped=len(change.drop_nodes),
        links_dropped=len(change.drop_links),
        counts=counts,
        pages_written=len(pages or ()),
    )


def _check_names(batches: list[Batch]) -> None:
    """Refuse a name that is no name but a page that a cell swallowed."""
    for batch in batches:
        for record in batch.records:
            said = record.statement
            longest = max(
                (len(n) for n in (*said.values("name"), *said.values("alias"))), default=0
            )
            if longest > LONGEST_NAME:
                raise BadSource(
                    f"a name has {longest:,} characters; {LONGEST_NAME} are the most there may be",
                    where=f"{batch.source.id}, {said.locator}",
                    next_step="Shorten it in the source, then load it again.",
                )


def _check_editions(store: Store, batches: list[Batch]) -> None:
    """Refuse a newer edition that looks like half a file beside the one before it."""
    sizes = {(run.source, run.edition): run.records for run in store.runs()}
    for batch in (b for b in batches if b.edition.complete):
        source, date = batch.source.id, batch.edition.date
        older = max((d for s, d in sizes if s == source and d < date), default="")
        size, known = len(batch.records), sizes.get((source, older), 0)
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


def _runs(batches: list[Batch], report: Report, today: str, base: int) -> tuple[Run, ...]:
    aside = sum(report.set_aside.values())
    return tuple(
        Run(
            id=f"{base + 1:06d}-{number:03d}-{batch.source.id}",
            source=batch.source.id,
            on=today,
            edition=batch.edition.date,
            records=len(batch.records) + sum(p.facts.count("\n") + 1 for p in batch.concordances),
            set_aside=aside if number == len(batches) else 0,
            sha256=_content_hash(batch),
        )
        for number, batch in enumerate(batches, start=1)
    )


def _content_hash(batch: Batch) -> str:
    """Hash of what an edition says, whatever the order in which it says it."""
    facts = sorted(repr((r.kind, r.statement.fact(), r.statement.seen)) for r in batch.records)
    facts += [f"{p.part} {p.page}\n{p.facts}" for p in batch.concordances]
    return sha256("\n".join(facts).encode()).hexdigest()
