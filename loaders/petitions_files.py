"""Files of petitions: one petition or a list in JSON, the site's list in CSV, gzipped or not."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from loaders.archives import read_bytes, read_json, refuse, ungzipped
from loaders.base import Report
from loaders.grants_cells import day
from loaders.petitions_shape import Petition, Unusable, petition_of, row_of
from loaders.separated import csv_rows, mend_mojibake

ENDINGS = (".json", ".json.gz", ".csv", ".csv.gz")
COLUMNS = ("Petition", "URL", "State", "Signatures Count")
_DAY = re.compile(r"(?<!\d)(20\d\d)-?(\d\d)-?(\d\d)(?!\d)")
_NEXT = "Name a petition's JSON, a list of petitions in JSON, or the site's CSV list."


@dataclass(frozen=True, slots=True, kw_only=True)
class PetitionsFile:
    """One file, read. ``single`` says that it is one petition's own page; ``day`` is its ISO
    day: the one in its name, else the newest that it holds, else empty."""

    name: str
    day: str
    single: bool
    sha256: str
    petitions: tuple[Petition, ...]


class NoPetitions(Exception):
    """The file is sound and holds no petitions."""


def read_files(paths: tuple[Path, ...], report: Report) -> Iterator[PetitionsFile]:
    """The files of petitions among the paths, in the order of their names.

    Of a folder everything below is read, and what holds no petitions is counted; a file that was
    named itself must hold some. ``BadSource`` names the file and the place that cannot be read.
    """
    if not paths:
        refuse("no file was named", "", _NEXT)
    for path, named in _each(paths):
        try:
            yield _read(path, report)
        except NoPetitions:
            if named:
                refuse("this file holds no petitions", path.name, _NEXT)
            report.leave("a file without petitions", path.name)


def _each(paths: tuple[Path, ...]) -> Iterator[tuple[Path, bool]]:
    """Every file once, and whether it was named itself."""
    found: dict[Path, tuple[Path, bool]] = {}
    for path in paths:
        inside = [p for p in path.rglob("*") if _wanted(p, path)] if path.is_dir() else []
        if path.is_dir() and not inside:
            refuse("the folder holds no JSON or CSV file", str(path), "Mend the path.")
        for file in inside or [path]:
            found.setdefault(file.resolve(), (file, file is path))
    yield from sorted(found.values(), key=lambda entry: (entry[0].name, str(entry[0])))


def _wanted(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
    return path.is_file() and path.name.lower().endswith(ENDINGS) and not hidden


def _read(path: Path, report: Report) -> PetitionsFile:
    data = read_bytes(path)
    name = path.name.lower()
    if not name.endswith(ENDINGS):
        refuse("this is no JSON or CSV file", path.name, "Give it its ending.")
    text = ungzipped(data, path.name) if name.endswith(".gz") else data
    if name.removesuffix(".gz").endswith(".json"):
        single, entries = _json(text, path.name)
        petitions = _usable(entries, petition_of, report)
    else:
        single = False
        petitions = _usable(_csv(text, path.name), row_of, report)
    return PetitionsFile(
        name=path.name,
        day=_named_day(path.name) or max((_newest(p) for p in petitions), default=""),
        single=single,
        sha256=sha256(data).hexdigest(),
        petitions=petitions,
    )


Entries = Iterator[tuple[str, dict[str, Any]]]


def _usable(
    entries: Entries, shaped: Callable[[dict[str, Any], str], Petition], report: Report
) -> tuple[Petition, ...]:
    """The petitions that can be used; refused when a file's are all broken."""
    found, broken, unpublished = [], ("", ""), 0
    for place, entry in entries:
        report.read += 1
        try:
            found.append(shaped(entry, place))
        except Unusable as reason:
            report.leave(str(reason), place)
            if "not published" in str(reason):
                unpublished += 1
            else:
                broken = broken if broken[0] else (str(reason), place)
    if broken[0] and not found and not unpublished:
        refuse(f"no petition can be used; the first is {broken[0]}", broken[1], "Fetch it again.")
    return tuple(found)


def _json(data: bytes, where: str) -> tuple[bool, Entries]:
    """Whether it is one petition, and each petition with its place; frames are taken off."""
    held = read_json(data, where)
    inner = held["data"] if isinstance(held, dict) and "data" in held else held
    if isinstance(inner, dict) and "attributes" in inner:
        return True, iter([(where, inner)])
    if isinstance(inner, list) and inner and all(_is_petition(item) for item in inner):
        return False, iter([(f"{where}, petition {n}", item) for n, item in enumerate(inner, 1)])
    if isinstance(inner, list) and any(_is_petition(item) for item in inner):
        number = next(n for n, item in enumerate(inner, 1) if not _is_petition(item))
        refuse("this is no petition", f"{where}, petition {number}", "Fetch the list again.")
    raise NoPetitions


def _is_petition(item: object) -> bool:
    return isinstance(item, dict) and "attributes" in item


def _csv(data: bytes, where: str) -> Entries:
    rows = iter(csv_rows(data, where)[0])
    heading = next(rows, (0, []))[1]
    if not set(COLUMNS) <= set(heading):
        raise NoPetitions
    twice = next((name for name in COLUMNS if heading.count(name) > 1), "")
    if twice:
        refuse(f"two columns are headed '{twice}'", where, "Give each its own heading.")
    return (
        (f"{where}, row {number}", dict(zip(heading, map(mend_mojibake, cells), strict=False)))
        for number, cells in rows
        if any(cells)
    )


def _named_day(name: str) -> str:
    found = _DAY.search(name)
    return day("-".join(found.groups())) if found else ""


def _newest(petition: Petition) -> str:
    """The newest of the days on which something had happened by then."""
    return petition.on or max(petition.opened, petition.closed, petition.responded)
