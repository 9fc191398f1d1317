"""Tells the tables of a source apart among files and folders, by their headings."""

import csv
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from loaders.archives import refuse
from loaders.base import Report

# A heading is in the first line; the longest here, of a census table by area, has 9,000 bytes.
_HEAD = 65_536
_OTHER = "a file that is no table of this source"

# Names of columns stand as plain bytes in the last part of a Parquet file.
_WORD = re.compile(rb"[A-Za-z_][A-Za-z0-9_]+")
# The one JSON table: shares of places in places, by code.
SHARES = "shares by code"
_SHARES = re.compile(rb'\s*\{\s*"[EWSN]\d{8}"\s*:\s*\{\s*"[EWSN]\d{8}"\s*:')

Signs = Mapping[str, frozenset[str]]


def tell_tables(paths: tuple[Path, ...], signs: Signs, report: Report) -> dict[str, list[Path]]:
    """The tables below the paths by kind: the first of the signs whose columns a file has.

    What else lies in a folder is counted and left. Raises ``BadSource`` for a path that is not
    there, or a file given by name that is none of the tables.
    """
    found: dict[str, list[Path]] = {}
    for path, named in _files(paths):
        columns = headings(path)
        kind = next((kind for kind, needed in signs.items() if needed <= columns), "")
        if kind:
            found.setdefault(kind, []).append(path)
        elif named:
            wanted = "; ".join(", ".join(sorted(needed)) for needed in signs.values())
            refuse("the file is no table of this source", path.name, f"Its columns are: {wanted}.")
        else:
            report.leave(_OTHER, path.name)
    return found


def _files(paths: tuple[Path, ...]) -> Iterator[tuple[Path, bool]]:
    """Every file once, in order, and whether it was given by name."""
    seen: set[Path] = set()
    for path in paths:
        if not path.exists():
            refuse("there is no such file or folder", str(path), "Mend the path.")
        inside = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in inside:
            if file not in seen:
                seen.add(file)
                yield file, not path.is_dir()


def headings(path: Path) -> frozenset[str]:
    """The columns of a CSV or Parquet file, or of the first CSV in a zip; else none."""
    ending = path.suffix.casefold()
    if ending in (".csv", ".json", ".parquet"):
        with path.open("rb") as file:
            if ending == ".parquet":
                file.seek(max(0, path.stat().st_size - _HEAD))
            part = file.read(_HEAD)
        if ending == ".json":
            return frozenset((SHARES,)) if _SHARES.match(part) else frozenset()
        names = _columns(part) if ending == ".csv" else map(bytes.decode, _WORD.findall(part))
        return frozenset(names)
    if ending == ".zip" and zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for name in sorted(archive.namelist()):
                if name.casefold().endswith(".csv"):
                    with archive.open(name) as member:
                        return frozenset(_columns(member.read(_HEAD)))
    return frozenset()


def _columns(head: bytes) -> list[str]:
    line = head.decode("utf-8-sig", "replace").split("\n", 1)[0]
    try:
        return [cell.strip() for cell in next(csv.reader([line.rstrip("\r")]), [])]
    except csv.Error:  # a lone carriage return: no heading of any table of ours
        return []
