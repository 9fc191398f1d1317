"""Loader of Kithmap's own exports: JSON Lines, or the HTML page that carries them."""

import re
import zlib
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from graph.model import (
    Edition,
    Link,
    LinkRecord,
    Node,
    NodeRecord,
    Record,
    Source,
    Statement,
    Visibility,
)
from loaders.archives import MB, read_bytes, refuse
from loaders.base import Batch, Report
from loaders.snapshot_identity import judgements_of
from loaders.snapshot_lines import Snapshot, read_lines

# A store of a million statements makes about 1 GB of lines.
LARGEST = 2_000 * MB
ONE_WAY = frozenset({".graphml", ".gexf", ".cypher", ".parquet", ".zip"})
_CARRIED = re.compile(
    rb'<script type="application/gzip" id="snapshot">([A-Za-z0-9+/=\s]*)</script>'
)


class SnapshotLoader:
    """Reads an export back: into an empty store it gives the network of the same hash."""

    name = "snapshot"
    summary = "a Kithmap export: FILE.jsonl, or the HTML page that carries one"

    def read(
        self, paths: tuple[Path, ...], report: Report, *, visibility: Visibility, today: str
    ) -> Iterator[Batch]:
        """The editions of each export, oldest first; ``BadSource`` for a line amiss or lost."""
        for path in _files(paths):
            yield from _batches(_snapshot(path), report, visibility)


def _files(paths: tuple[Path, ...]) -> Iterator[Path]:
    if not paths:
        refuse("no file is named", "snapshot", "Say: kithmap load snapshot FILE.jsonl.")
    for path in paths:
        inside = sorted(path.rglob("*.jsonl")) if path.is_dir() else [path]
        if not inside:
            refuse("no export is in this folder", str(path), "Name a file that ends in .jsonl.")
        yield from inside


def _snapshot(path: Path) -> Snapshot:
    if path.suffix.lower() in ONE_WAY:
        refuse("this form is one way", path.name, "Export it as .jsonl or .html to load it again.")
    data = read_bytes(path, LARGEST)
    if path.suffix.lower() in (".html", ".htm"):
        data = _carried(data, path.name)
    return read_lines(data, path.name)


def _carried(page: bytes, where: str) -> bytes:
    """The lines that a page made by ``kithmap export FILE.html`` carries."""
    found = _CARRIED.search(page)
    if not found:
        refuse("the page carries no snapshot", where, "Make it with: kithmap export FILE.html.")
    unpacker = zlib.decompressobj(wbits=31)
    try:
        lines = unpacker.decompress(b64decode(found[1]), LARGEST)
    except (ValueError, zlib.error):
        refuse("the snapshot in the page is damaged", where, "Export or fetch it again.")
    if not unpacker.eof:
        refuse("the snapshot in the page is cut short", where, "Export or fetch it again.")
    return lines


def _batches(read: Snapshot, report: Report, visibility: Visibility) -> Iterator[Batch]:
    told = _by_edition(read, visibility)
    sources, editions = _dated(read, told)
    judged = judgements_of(read.nodes, read.links, on=read.as_of, hash=read.hash)
    report.read += len(read.nodes) + len(read.links) + len(read.withdrawn)
    report.used += len(read.nodes) + len(read.links)
    for fact, number in (
        ("nodes", len(read.nodes)),
        ("links", len(read.links)),
        ("withdrawn, told by id only", len(read.withdrawn)),
        ("judgements that identity here needs", len(judged)),
    ):
        report.count(fact, number)
    for at, edition in enumerate(editions):
        yield Batch(
            source=sources[edition.source],
            edition=edition,
            records=tuple(told.get((edition.source, edition.date), ())),
            judgements=judged if at == len(editions) - 1 else (),
        )


def _dated(
    read: Snapshot, told: dict[tuple[str, str], list[Record]]
) -> tuple[dict[str, Source], list[Edition]]:
    """Sources by id, and all editions named or told of, oldest first."""
    sources = {source.id: source for source in read.sources}
    editions = {(e.source, e.date): e for e in read.editions}
    for source, date in told:
        leftover = Edition(source=source, date=date, complete=False)
        editions.setdefault((source, date), leftover)
    for source, _ in editions:
        if source not in sources:
            refuse(f"no source is called '{source}'", read.where, "Export it again.")
    return sources, sorted(editions.values(), key=lambda e: (e.date, e.source))


def _by_edition(read: Snapshot, visibility: Visibility) -> dict[tuple[str, str], list[Record]]:
    """Every statement as a record of each edition that says it."""
    told: dict[tuple[str, str], list[Record]] = {}
    both: tuple[Node | Link, ...] = (*read.nodes, *read.links)
    for one in both:
        for said in one.statements:
            shown = _kept_in(said, visibility)
            for date in said.seen:
                dated = replace(shown, seen=(date,))
                told.setdefault((said.source, date), []).append(_record(one, dated))
    return told


def _kept_in(said: Statement, visibility: Visibility) -> Statement:
    """A statement no more public than the load is asked to be."""
    hidden = visibility is Visibility.INTERNAL and said.visibility is Visibility.PUBLIC
    return replace(said, visibility=visibility) if hidden else said


def _record(one: Node | Link, said: Statement) -> Record:
    if isinstance(one, Node):
        return NodeRecord(kind=one.kind, statement=said)
    return LinkRecord(kind=one.kind, statement=said)
