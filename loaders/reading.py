"""Reads what several loaders are given, before anything is written; leaves out bad files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graph.errors import BadSource
from graph.model import Visibility
from graph.store.base import Progress
from loaders.base import Batch, Loader, Report

# The longest name in 13 editions of the register has fewer than 400 characters.
LONGEST_NAME = 500
# Each bad file costs one more reading of its source.
MOST_BAD_FILES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What one loader has to read. ``files`` are the files that it knows below ``paths``: those
    are read instead of a folder when one of them is bad and has to be left out. ``visibility``
    is its own where it is not that of the load: the gazetteer is public beside a private sheet."""

    loader: Loader
    paths: tuple[Path, ...] = ()
    files: tuple[Path, ...] = ()
    visibility: Visibility | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one loader read. ``refused`` says which files were left out, and why, a line each."""

    loader: str
    batches: tuple[Batch, ...]
    report: Report
    refused: tuple[str, ...] = ()

    @property
    def editions(self) -> tuple[tuple[str, str], ...]:
        """Source and date of every edition."""
        return tuple((batch.source.id, batch.edition.date) for batch in self.batches)


def read_all(
    given: Sequence[Given],
    *,
    today: str,
    visibility: Visibility,
    skip_bad: bool,
    progress: Progress,
) -> tuple[Part, ...]:
    """What each loader read. ``BadSource`` names the loader and the file of the first bad one,
    unless ``skip_bad``; then it is raised only when nothing at all can be used."""
    parts = []
    for number, one in enumerate(given):
        progress(f"read {one.loader.name}", number, len(given))
        reader = _Reader(one, today, one.visibility or visibility, progress)
        many = sum(bool(each.paths) for each in given) > 1
        parts.append(reader.without_bad_files() if skip_bad else reader.all_or_nothing(many))
    refused = [line for part in parts for line in part.refused]
    if refused and not any(p.batches for p, one in zip(parts, given, strict=True) if one.paths):
        raise BadSource(f"no file could be used; the first: {refused[0]}")
    return tuple(parts)


class _Reader:
    def __init__(
        self, given: Given, today: str, visibility: Visibility, progress: Progress
    ) -> None:
        self._given = given
        self._today = today
        self._visibility = visibility
        self._progress = progress

    def all_or_nothing(self, many: bool) -> Part:
        """All of it; a refusal names the loader where several are at work."""
        try:
            return self._part(self._given.paths)
        except BadSource as error:
            if not many:
                raise
            raise BadSource(
                f"{self._given.loader.name}: {error.what}",
                where=error.where,
                next_step=f"{error.next_step} Nothing was loaded; --skip-bad leaves it out.",
            ) from error

    def without_bad_files(self) -> Part:
        """All but what is refused; then no edition is complete: nobody knows what is missing."""
        paths, refused = self._given.paths, list[str]()
        while paths or not refused:
            try:
                part = self._part(paths)
            except BadSource as error:
                refused.append(str(error))
                paths = self._good(error, len(refused))
            else:
                held = map(_incomplete, part.batches) if refused else part.batches
                return replace(part, batches=tuple(held), refused=tuple(refused))
        name = self._given.loader.name
        return Part(loader=name, batches=(), report=Report(), refused=tuple(refused))

    def _good(self, error: BadSource, times: int) -> tuple[Path, ...]:
        """The files without the one that an error names; none when it names none that we know."""
        files = self._given.files or tuple(p for p in self._given.paths if p.is_file())
        good = tuple(file for file in files if not _named(error.where, file))
        if len(good) == len(files) or times >= MOST_BAD_FILES:
            return ()
        self._given = replace(self._given, files=good)
        return good

    def _part(self, paths: tuple[Path, ...]) -> Part:
        report, loader = Report(), self._given.loader
        batches = list[Batch]()
        try:
            for path in paths:
                path.stat()
            for batch in loader.read(paths, report, visibility=self._visibility, today=self._today):
                _check(batch)
                batches.append(batch)
                self._progress(f"read {batch.source.id} {batch.edition.date}", len(batches), 0)
        except OSError as error:
            raise BadSource(
                f"it cannot be read: {error.strerror or error}",
                where=str(error.filename or loader.name),
                next_step="Mend the path, or its rights.",
            ) from error
        # A batch may hold no record and yet be of use: a list of identifiers, kept beside them.
        if not (report.used or any(batch.records or batch.concordances for batch in batches)):
            raise BadSource(
                "nothing in the input could be used",
                where=", ".join(str(p) for p in paths) or loader.name,
                next_step="; ".join(report.set_aside) or "Look at what the loader expects.",
            )
        return Part(loader=loader.name, batches=tuple(batches), report=report)


def _named(where: str, file: Path) -> bool:
    """Whether a place such as "a.xlsx, sheet 1, row 2" begins with this file's name."""
    rest = where.removeprefix(str(file)) if where.startswith(str(file)) else where
    rest = rest.removeprefix(file.name) if rest is where else rest
    return rest is not where and rest[:1] in ("", ",", ";", ":", " ")


def _incomplete(batch: Batch) -> Batch:
    return replace(batch, edition=replace(batch.edition, complete=False), replaces=False)


def _check(batch: Batch) -> None:
    """Refuse a source without licence, and a name that is a page which a cell swallowed."""
    source = batch.source
    if not (source.licence.strip() and source.attribution.strip()):
        raise BadSource(
            "the source states no licence or no attribution, so nothing of it may be shown",
            where=source.id,
            next_step="Ask its publisher for a licence, and state it with the data.",
        )
    for name, where in _names(batch):
        if len(name) > LONGEST_NAME:
            raise BadSource(
                f"a name has {len(name):,} characters; {LONGEST_NAME} are the most there may be",
                where=f"{source.id}, {where}",
                next_step="Shorten it in the source, then load it again.",
            )


def _names(batch: Batch) -> Iterator[tuple[str, str]]:
    for record in batch.records:
        for key, value in record.statement.claims:
            if key in ("name", "alias"):
                yield value, record.statement.locator
