"""Finds the files of groups in zips, folders and single files, and reads them safely."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath

from graph.errors import BadSource
from loaders.appg_shape import GroupFile, group_of, is_empty_page
from loaders.archives import SafeZip, open_zip, read_bytes, read_json, refuse

# Names that the publisher gives to whole editions; besides these, yymmdd for one register.
# Anything else (a sample, a few files) is taken for a part: what it lacks has not left.
WHOLE = frozenset({"appgs", "cpg_scotland", "cpg_senedd_en", "cpg_senedd_cy", "apg_ni"})
# Far above the 624 files of the largest archive.
FILE_COUNT = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """Files that came together: a folder, a folder inside a zip, or one file alone.

    ``date`` is that of the newest file (ISO, empty where unknown), ``whole`` says that the
    publisher's name for a complete edition stands on it. ``empty`` names the files of pages that
    were scraped in vain.
    """

    where: str
    whole: bool
    date: str
    groups: tuple[GroupFile, ...]
    digests: tuple[str, ...]
    empty: tuple[str, ...]

    @property
    def has_lists(self) -> bool:
        """Whether lists of members were gathered for it: bare scrapes of a register have none."""
        return any(group.list_method != "empty" for group in self.groups)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Raw:
    where: str
    date: str
    data: bytes


def read_archives(paths: tuple[Path, ...]) -> list[Archive]:
    """All archives in the paths, in their order; ``BadSource`` for anything that is not one."""
    if not paths:
        refuse("no file was named", "", "Name the zips, folders or JSON files to load.")
    found = [archive for path in paths for archive in _at(path)]
    if not found:
        names = ", ".join(path.name for path in paths)
        refuse("no file of a group was found", names, "Name a zip or a folder of JSON files.")
    return found


def _at(path: Path) -> Iterator[Archive]:
    if path.is_dir():
        yield from _folder(path)
    elif path.name.lower().endswith(".json"):
        yield _archive(path.name, False, [_file(path)])
    else:
        yield from _zip(open_zip(path), path.stem)


def _folder(path: Path) -> Iterator[Archive]:
    """The archives in a folder; one that holds only folders is looked through one step down."""
    held = sorted(p for p in path.iterdir() if not p.name.startswith("."))
    loose = [p for p in held if p.is_file() and p.name.lower().endswith(".json")]
    zips = [p for p in held if p.is_file() and p.name.lower().endswith(".zip")]
    inner = [p for p in held if p.is_dir() and _promising(p)]
    if not (loose or zips or inner):
        refuse("the folder holds no zip and no JSON file", path.name, "Name another folder.")
    if len(loose) > FILE_COUNT:
        refuse(f"the folder holds more than {FILE_COUNT} files", path.name, "Name its parts.")
    if loose:
        yield _archive(path.name, _whole(path.name), [_file(p) for p in loose])
    for name in zips:
        yield from _zip(open_zip(name), name.stem)
    if not loose and not zips:
        for folder in inner:
            yield from _folder(folder)


def _promising(folder: Path) -> bool:
    return any(p.name.lower().endswith((".json", ".zip")) for p in folder.iterdir())


def _file(path: Path) -> _Raw:
    data = read_bytes(path)
    day = datetime.fromtimestamp(path.stat().st_mtime, UTC).date().isoformat()
    return _Raw(where=path.name, date=day, data=data)


def _zip(archive: SafeZip, stem: str) -> Iterator[Archive]:
    """One archive for each folder in the zip that holds JSON files."""
    folders: dict[str, list[str]] = defaultdict(list)
    for name in archive.names():
        path = PurePosixPath(name)
        if name.lower().endswith(".json") and not path.name.startswith("."):
            folders[str(path.parent)].append(name)
    if not folders:
        refuse("the zip holds no JSON file", archive.where, "Fetch it again, or name another.")
    for folder, names in sorted(folders.items()):
        whole = _whole(stem) or _whole(PurePosixPath(folder).name)
        raw = [
            _Raw(where=f"{archive.where}, {n}", date=_zip_date(archive, n), data=archive.read(n))
            for n in names
        ]
        yield _archive(f"{archive.where}, {folder}", whole, raw)


def _zip_date(archive: SafeZip, name: str) -> str:
    """Day of a member; 1980 is what a zip says when it knows none."""
    day = archive.date(name)
    return "" if day.startswith("1980") else day


def _whole(name: str) -> bool:
    return name in WHOLE or (len(name) == 6 and name.isascii() and name.isdigit())


def _archive(where: str, whole: bool, raw: list[_Raw]) -> Archive:
    groups, digests, empty = [], [], []
    for file in raw:
        data = _json(file)
        if is_empty_page(data):
            empty.append(file.where)
            continue
        groups.append(group_of(data, file.where))
        digests.append(sha256(file.data).hexdigest())
    return Archive(
        where=where,
        whole=whole,
        date=max(file.date for file in raw),
        groups=tuple(groups),
        digests=tuple(digests),
        empty=tuple(empty),
    )


def _json(file: _Raw) -> object:
    if not file.data.strip():
        raise BadSource("the file is empty", where=file.where, next_step="Fetch it again.")
    value: object = read_json(file.data, file.where)
    return value
