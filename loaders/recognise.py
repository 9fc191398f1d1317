"""Says which loader a file is for, by what its beginning holds: the sorting of ``load all``."""

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.errors import BadSource
from loaders.archives import MB, ZipLimits, open_zip, refuse
from loaders.recognisers import RECOGNISERS, Recogniser
from loaders.workbook import sheet_beginnings

# Enough for the headings of a table and the first record of a JSON file.
GLIMPSE = 64_000
# Members of an archive that are looked at, and how large an archive may be to be looked into.
MEMBERS = 3
LIMITS = ZipLimits(members=20_000, total=6_000 * MB, member=3_000 * MB, ratio=1_000)
# Far above any folder of registers; a folder of a whole disk was named by mistake.
MOST_FILES = 20_000
_TEXTS = (".csv", ".tsv", ".txt", ".json", ".jsonl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pile:
    """What one loader is given. ``paths`` are the widest folders that hold files of no other
    loader, else the files; ``files`` are all the files that it was recognised in."""

    loader: str
    paths: tuple[Path, ...]
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """A folder, sorted: piles by loader, and the files that no loader knows, by path."""

    piles: tuple[Pile, ...]
    unknown: tuple[Path, ...]


def sort_folder(folder: Path, loaders: Iterable[str]) -> Sorted:
    """The files below a folder by the loader that they are for.

    Only what the loaders named can read is looked for. ``BadSource`` for what is no folder, and
    for one in which no loader knows anything. Cost: the first 64 KB of each file.
    """
    known = set(loaders)
    signs = tuple(sign for sign in RECOGNISERS if sign.loader in known)
    found: dict[Path, str] = {}
    for path in _files(folder):
        found[path] = _loader_of(path, signs)
    piles = {name: [p for p, of in found.items() if of == name] for name in sorted(known)}
    if not any(piles.values()):
        refuse("no loader knows a file in this folder", str(folder), "Name a folder of registers.")
    return Sorted(
        piles=tuple(
            Pile(loader=name, paths=tuple(_widest(folder, files, found)), files=tuple(files))
            for name, files in piles.items()
            if files
        ),
        unknown=tuple(path for path, of in found.items() if not of),
    )


def loader_of(path: Path) -> str:
    """Name of the loader that a file is for; empty when none knows it."""
    return _loader_of(path, RECOGNISERS)


def _files(folder: Path) -> list[Path]:
    """All files below, by path, without hidden ones and without links out of the folder."""
    if not folder.is_dir():
        refuse("'load all' wants a folder", str(folder), "Name the one that holds the registers.")
    root = folder.resolve()
    found = []
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if hidden or not path.is_file() or not path.resolve().is_relative_to(root):
            continue
        found.append(path)
        if len(found) > MOST_FILES:
            what = f"the folder holds more than {MOST_FILES:,} files"
            refuse(what, str(folder), "Name one that holds registers only.")
    return found


def _widest(root: Path, files: list[Path], found: dict[Path, str]) -> Iterator[Path]:
    """The widest folders below ``root`` in which every recognised file is one of these."""
    mine = found[files[0]]
    others = [file for file, of in found.items() if of not in ("", mine)]
    foreign = {above for file in others for above in file.parents}
    given: set[Path] = set()
    for file in files:
        below = [p for p in file.parents if p != root and p.is_relative_to(root)]
        wide = [folder for folder in below if folder not in foreign]
        widest = wide[-1] if wide else file
        if widest not in given:
            given.add(widest)
            yield widest


def _loader_of(path: Path, signs: tuple[Recogniser, ...]) -> str:
    named = [sign for sign in signs if sign.name and re.fullmatch(sign.name, path.name, re.I)]
    if named:
        return named[0].loader
    try:
        beginnings = [b for b in glimpses(path) if b]
    except BadSource:  # a file that cannot be opened is nobody's; it is listed as such
        return ""
    for sign in signs:
        if sign.needs and any(all(n in b for n in sign.needs) for b in beginnings):
            return sign.loader
    return ""


def glimpses(path: Path) -> Iterator[str]:
    """The beginnings of the tables or texts in a file; of a workbook the headings of each sheet.

    A table of headings without a row gives none. ``BadSource`` for a damaged archive.
    """
    name = path.name.lower()
    if name.endswith((".xlsx", ".xlsm")):
        yield from sheet_beginnings(path.read_bytes(), path.name)
    elif name.endswith(".zip"):
        archive = open_zip(path, LIMITS)
        for member in [m for m in archive.names() if m.lower().endswith(_TEXTS)][:MEMBERS]:
            yield _text(archive.beginning(member, GLIMPSE))
    elif name.endswith(".parquet"):
        yield _tail(path)
    elif name.endswith(".gz"):
        yield _text(_unpacked(_head(path)))
    elif name.endswith(_TEXTS):
        yield _text(_head(path))


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(GLIMPSE)


def _tail(path: Path) -> str:
    """The end of a Parquet file, where the names of its columns stand."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - GLIMPSE))
        return file.read().decode("latin-1")


def _unpacked(data: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(data, GLIMPSE)
    except zlib.error:
        return b""


def _text(data: bytes) -> str:
    """The text, whatever its encoding; nothing where only one line, of headings, is there."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = data.decode("utf-16" if wide else "utf-8", "replace").lstrip("\ufeff")
    whole = text.strip()
    return text if whole[:1] in ("{", "[") or "\n" in whole or "\r" in whole else ""
