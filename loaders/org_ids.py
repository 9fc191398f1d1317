"""Loads lists of identifiers: which numbers mean one body, which follow one another, which branch.

The rows make no nodes. They are kept as concordances, and hold for the bodies that the graph holds
now or later, in whatever order sources are loaded.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import chain
from pathlib import Path

from graph.identity.concordance import packed
from graph.identity.names import name_key, scheme_of
from graph.model import Edition, FactKind, IdentifierFact, NodeKind, Visibility
from loaders.archives import FILE_LIMIT, read_bytes, refuse, ungzipped
from loaders.base import Batch, Report
from loaders.org_ids_lists import LISTS, IdentifierList, Unusable
from loaders.separated import csv_rows, mend_mojibake

ENDINGS = (".csv", ".csv.gz")
REREGISTERED = "charity-reregistrations"
_NEXT = "Name the CSV files of charity-lookups as they are published, or their folder."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """One file, read: which list it is, its facts, the newest day that it gives."""

    of: IdentifierList
    file: str
    facts: list[IdentifierFact]
    names: dict[int, str]
    newest: str
    sha256: str


class OrgIdsLoader:
    """Charity and company numbers, CIO numbers, dual and new registrations, mergers, branches of
    federations, better names, scale: CSV, plain or packed with gzip, known by their headings.

    A pair that leads, by whatever chain, to two numbers of one register is set aside: nobody can
    tell from it which of the two bodies is meant.
    """

    name = "org_ids"
    summary = "numbers of one body in several registers, mergers, federations, better names"

    def read(
        self, paths: tuple[Path, ...], report: Report, *, visibility: Visibility, today: str
    ) -> Iterator[Batch]:
        """One edition of each list; its date is the newest merger that is given, else today.

        Raises ``BadSource`` for a file that is none of the lists, when it was named itself, and
        for one that cannot be read; rows that cannot be used are set aside and counted. The lists
        are public, so ``visibility`` changes nothing: each fact is as public as its body.
        """
        found = [read for path, named in _files(paths) if (read := _read(path, named, report))]
        day = max((read.newest for read in found), default="") or today
        torn = _torn(found)
        for read in sorted(found, key=lambda read: read.of.name):
            kept = _kept(read, torn, report)
            report.used += len(kept)
            report.count(read.of.name.replace("-", " "), len(kept))
            if kept:
                yield Batch(
                    source=read.of.source,
                    edition=Edition(
                        source=read.of.source.id, date=day, url=read.of.source.url,
                        sha256=read.sha256,
                    ),
                    records=(),
                    concordances=packed(read.of.source.id, day, read.of.name, kept),
                )  # fmt: skip


def _files(paths: tuple[Path, ...]) -> Iterator[tuple[Path, bool]]:
    """Every file once, by name, and whether it was named itself."""
    found: dict[Path, tuple[Path, bool]] = {}
    for path in paths:
        inside = sorted(p for p in path.rglob("*") if p.name.lower().endswith(ENDINGS))
        if path.is_dir() and not inside:
            refuse("the folder holds no CSV file", str(path), _NEXT)
        for file in inside if path.is_dir() else (path,):
            found.setdefault(file.resolve(), (file, file is path))
    if not found:
        refuse("no file was named", "org_ids", _NEXT)
    yield from sorted(found.values(), key=lambda entry: (entry[0].name, str(entry[0])))


def _read(path: Path, named: bool, report: Report) -> _Read | None:
    data = read_bytes(path)
    text = ungzipped(data, path.name, FILE_LIMIT) if path.name.lower().endswith(".gz") else data
    rows = iter(csv_rows(text, path.name)[0])
    _, headings = next(rows, (0, []))
    known = next((one for one in LISTS if set(one.headings) <= set(headings)), None)
    if known is None:
        if named:
            refuse("this is none of the lists of identifiers", path.name, _NEXT)
        report.leave("a file that is none of the lists", path.name)
        return None
    facts, newest = [], ""
    names: dict[int, str] = {}
    absent = dict.fromkeys(known.headings, "")
    seen: set[tuple[str, str]] = set()
    for number, cells in rows:
        if not any(cells):
            continue
        report.read += 1
        row = absent | dict(zip(headings, map(mend_mojibake, cells), strict=False))
        newest = max(newest, row.get("date_merger_registered", "")[:10])
        try:
            fact = known.fact(row, number)
        except Unusable as reason:
            report.leave(str(reason), f"{path.name}, row {number}")
            continue
        if (fact.left, fact.right) in seen:
            report.leave("a row given twice", f"{path.name}, row {number}")
            continue
        seen.add((fact.left, fact.right))
        facts.append(fact)
        if known.kind is FactKind.BRANCH:
            names[number] = row["name"]
    return _Read(
        of=known,
        file=path.name,
        facts=facts,
        names=names,
        newest=newest,
        sha256=sha256(text).hexdigest(),
    )


def _kept(read: _Read, torn: frozenset[str], report: Report) -> list[IdentifierFact]:
    if read.of.kind is FactKind.BRANCH:
        return _with_namesakes(read)
    if read.of.kind is not FactKind.SAME or read.of.name == REREGISTERED:
        return read.facts
    kept = []
    for fact in read.facts:
        if fact.left in torn:
            where = f"{read.file}, row {fact.row}"
            report.leave("a pair that leads to two numbers of one register", where)
        else:
            kept.append(fact)
    return kept


def _with_namesakes(read: _Read) -> list[IdentifierFact]:
    """Branches, those marked whose name another of them bears: a name does not tell which."""
    keys = {fact.row: name_key(read.names[fact.row], NodeKind.ORGANISATION) for fact in read.facts}
    times = Counter(keys.values())
    marked = []
    for fact in read.facts:
        shared = times[keys[fact.row]]
        words = f"{fact.words} | {shared}" if shared > 1 else fact.words
        marked.append(replace(fact, words=words))
    return marked


def _torn(found: Iterable[_Read]) -> frozenset[str]:
    """Identifiers of families in which one register gives two numbers that are not one body's."""
    pairs = [read for read in found if read.of.kind is FactKind.SAME]
    again = [read.facts for read in pairs if read.of.name == REREGISTERED]
    body = _families((f.left, f.right) for f in chain.from_iterable(again))
    others = [f for read in pairs if read.of.name != REREGISTERED for f in read.facts]
    root = _families((body.get(f.left, f.left), body.get(f.right, f.right)) for f in others)
    registers: dict[str, Counter[str]] = {}
    for identifier, family in root.items():
        registers.setdefault(family, Counter())[scheme_of(identifier)] += 1
    torn = {family for family, count in registers.items() if max(count.values()) > 1}
    ends = {end for f in others for end in (f.left, f.right)}
    return frozenset(end for end in ends if root[body.get(end, end)] in torn)


def _families(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The family of each identifier, named by its first member."""
    above: dict[str, str] = {}

    def root(one: str) -> str:
        while (up := above.setdefault(one, one)) != one:
            above[one] = above[up]
            one = above[one]
        return one

    for left, right in pairs:
        first, second = sorted((root(left), root(right)))
        above[second] = first
    return {one: root(one) for one in list(above)}
