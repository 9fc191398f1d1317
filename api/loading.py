"""What the command ``load`` was asked for, and what it tells afterwards, source by source."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from api import words
from api.settings import Settings
from graph.errors import BadQuestion
from graph.model import Visibility
from graph.store.base import Store
from loaders import LOADERS, OWN_SHEETS, get_loader
from loaders.fetch import Fetched, Fetcher
from loaders.reading import Given, Part
from loaders.recognise import sort_folder
from loaders.run import Loaded

GAZETTEER = "kithmap-gazetteer"
# Loaders that read no public register and are never meant by a folder of registers.
OWN = OWN_SHEETS | {"countries", "past", "tour"}
# Loaders of what has the gazetteer in it, or has to stay as it is.
WHOLE = frozenset({"countries", "snapshot", "tour"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Loaders with what each reads; ``unknown`` are files of a folder that no loader knows."""

    source: str
    given: tuple[Given, ...]
    root: Path = field(default_factory=Path)
    unknown: tuple[Path, ...] = ()
    fetched: tuple[Fetched, ...] = ()

    def with_gazetteer(self, store: Store) -> tuple[Given, ...]:
        """What to load; countries and their other names come with whatever is loaded first."""
        if self.source in WHOLE:
            return self.given
        if self.source != "all" and any(s.id == GAZETTEER for s in store.sources()):
            return self.given
        gazetteer = Given(loader=get_loader("countries"), visibility=Visibility.PUBLIC)
        return (gazetteer, *self.given)


def asked_for(source: str, paths: tuple[Path, ...], *, latest: bool = False) -> Asked:
    """What to load with which loaders; with ``latest`` it is fetched first."""
    if latest:
        return _fetched(source, tuple(map(str, paths)))
    for path in paths:
        if not path.exists():
            raise BadQuestion("no such file or folder", where=str(path), next_step="Mend the path.")
    if source != "all":
        return Asked(source=source, given=(Given(loader=get_loader(source), paths=paths),))
    if len(paths) != 1:
        raise BadQuestion("'load all' reads one folder", next_step="Say: kithmap load all FOLDER.")
    found = sort_folder(paths[0], set(LOADERS) - OWN)
    return Asked(
        source=source,
        given=tuple(
            Given(loader=get_loader(p.loader), paths=p.paths, files=p.files) for p in found.piles
        ),
        root=paths[0],
        unknown=found.unknown,
    )


def _fetched(source: str, names: tuple[str, ...]) -> Asked:
    from loaders.origins import fetch_latest

    loader = get_loader(source)
    folder = Settings().cache.expanduser() / source
    found = fetch_latest(source, names, lambda hosts, limit: Fetcher(folder, hosts, limit=limit))
    given = Given(loader=loader, paths=tuple(file.path for file in found))
    return Asked(source=source, given=(given,), fetched=found)


def loaded_lines(loaded: Loaded, asked: Asked) -> Iterator[str]:
    """What a load did, in words: what was fetched, each source, what was left, what changed."""
    for file in asked.fetched:
        how = "fetched" if file.fresh else "has not changed since it was fetched"
        yield f"{how}: {file.url} (sha256 {file.sha256[:16]}…)"
    for part in loaded.parts:
        if asked.source == "all":
            yield from _part_lines(part)
        elif part.loader == asked.source:
            yield from _edition_lines(part)
            yield from _told_lines(part)
    yield from _unknown_lines(asked)
    if loaded.unchanged:
        yield "The store held all of it already; nothing changed."
    else:
        yield (
            f"Wrote {words.counted(loaded.nodes_written, 'node')} and "
            f"{words.counted(loaded.links_written, 'link')}, "
            f"removed {loaded.nodes_dropped:,} and {loaded.links_dropped:,}."
        )
        if loaded.pages_written:
            yield "The lists of identifiers are kept for bodies that are held now or later."
    counts = loaded.counts
    yield (
        f"The store holds {words.counted(counts.nodes, 'node')}, "
        f"{words.counted(counts.links, 'link')} and "
        f"{words.counted(counts.statements, 'statement')} (version {counts.version})."
    )


def _edition_lines(part: Part) -> Iterator[str]:
    for source, edition in part.editions:
        yield f"{source}, edition of {words.day(edition)}"
    for fact, number in part.report.facts.items():
        yield f"  {fact}: {number:,}"


def _part_lines(part: Part) -> Iterator[str]:
    """A loader, what it read and used, and its sources with their editions."""
    report = part.report
    yield f"{part.loader}: {words.counted(report.read, 'record')} read, {report.used:,} used"
    dated = sorted(part.editions)
    for source, editions in groupby(dated, key=lambda pair: pair[0]):
        dates = [date for _, date in editions]
        span = words.day(dates[0])
        more = f"{len(dates)} editions, {span} to {words.day(dates[-1])}"
        yield f"  {source}: {more if len(dates) > 1 else f'edition of {span}'}"
    yield from _told_lines(part)


def _told_lines(part: Part) -> Iterator[str]:
    report = part.report
    for reason, number in sorted(report.set_aside.items()):
        example = f" (first: {report.examples[reason]})" if reason in report.examples else ""
        yield f"  set aside, {reason}: {number:,}{example}"
    for line in part.refused:
        yield f"  LEFT OUT: {line}"


def _unknown_lines(asked: Asked) -> Iterator[str]:
    """The files that no loader knows, by folder."""
    if not asked.unknown:
        return
    unknown = words.counted(len(asked.unknown), "file")
    yield f"not read, since no loader knows them: {unknown}"
    inner = [path.relative_to(asked.root) for path in asked.unknown]
    for folder, paths in groupby(sorted(inner, key=lambda p: (p.parent, p)), lambda p: p.parent):
        yield f"  {folder}: {', '.join(path.name for path in paths)}"
