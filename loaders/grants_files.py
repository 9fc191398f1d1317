"""Files and folders of grants: JSON packages, CSV and XLSX, each also packed with gzip."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from loaders.archives import FILE_LIMIT, read_bytes, read_json, refuse, ungzipped
from loaders.base import Report
from loaders.grants_about import About, about_package, about_sheet, is_registry
from loaders.grants_gather import Draft, Gathered, draft_of
from loaders.grants_sheets import (
    Placed,
    columns_of,
    csv_grants,
    has_grants,
    is_selection,
    sheet_grants,
)
from loaders.tables import xlsx_tables

ENDINGS = (".json", ".csv", ".xlsx", ".json.gz", ".csv.gz")
_NO_GRANTS = "a file without grants"


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantsFile:
    """One file, read. ``selection`` says that a user of GrantNav picked its grants."""

    path: Path
    about: About
    selection: bool
    sha256: str
    grants: tuple[tuple[str, list[Draft]], ...]

    @property
    def stem(self) -> str:
        """The file's name without its endings, as the registry names it."""
        return stem_of(self.path)


class NoGrants(Exception):
    """The file is sound and holds no grants: a schema, a code list, an empty template."""


def stem_of(path: Path) -> str:
    """A file's name without its endings."""
    ending = next((end for end in reversed(ENDINGS) if path.name.lower().endswith(end)), "")
    return path.name.removesuffix(path.name[-len(ending) :]) if ending else path.stem


def read_files(paths: tuple[Path, ...], report: Report) -> Iterator[GrantsFile]:
    """The files of grants among the paths, in the order of their names.

    Of a folder everything below is read, and what holds no grants is left out; a file that was
    named itself must hold some (``BadSource``). A file that holds broken grants is refused either
    way. JSON is parsed whole, within the limit of 100 MB a file; CSV row by row.
    """
    for path, named in _each(paths):
        try:
            yield _read(path, report)
        except NoGrants:
            if named:
                what = "this file holds no grants of the 360Giving standard"
                refuse(what, path.name, "Name a JSON, CSV or XLSX file of grants.")
            report.leave(_NO_GRANTS, path.name)


def _each(paths: tuple[Path, ...]) -> Iterator[tuple[Path, bool]]:
    """Every file once, and whether it was named itself."""
    found: dict[Path, tuple[Path, bool]] = {}
    for path in paths:
        inside = sorted(_below(path)) if path.is_dir() else []
        if path.is_dir() and not inside:
            refuse("the folder holds no JSON, CSV or XLSX file", str(path), "Mend the path.")
        for file in inside or [path]:
            found.setdefault(file.resolve(), (file, file is path))
    yield from sorted(found.values(), key=lambda entry: (entry[0].name, str(entry[0])))


def _below(folder: Path) -> Iterable[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if path.name.lower().endswith(ENDINGS) and not hidden and not is_registry(path):
            yield path


def _read(path: Path, report: Report) -> GrantsFile:
    data = read_bytes(path)
    ending = next((end for end in reversed(ENDINGS) if path.name.lower().endswith(end)), "")
    unpacked = ungzipped(data, path.name, FILE_LIMIT) if ending.endswith(".gz") else data
    if ending.startswith(".json"):
        about, selection, placed = _json(unpacked, path.name)
    elif ending.startswith(".csv"):
        about, selection, placed = _csv(unpacked, path.name)
    elif ending == ".xlsx":
        about, selection, placed = _workbook(path)
    else:
        refuse("this is no JSON, CSV or XLSX file", path.name, "Give it its ending.")
    gathered = Gathered(report)
    for place, fields in placed:
        gathered.add(draft_of(fields, place))
    grants = tuple(gathered.grants())
    if not grants:
        raise NoGrants
    picked = selection or stem_of(path).lower().startswith("grantnav")
    return GrantsFile(
        path=path, about=about, selection=picked, sha256=sha256(data).hexdigest(), grants=grants
    )


def _json(data: bytes, where: str) -> tuple[About, bool, Placed]:
    package = read_json(data, where)
    if not isinstance(package, dict) or "grants" not in package:
        raise NoGrants
    grants = package["grants"]
    if not isinstance(grants, list):
        refuse("'grants' is no list", where, "Fetch the file again.")
    about = about_package({name: value for name, value in package.items() if name != "grants"})
    return about, False, _numbered(grants, where)


def _numbered(grants: list[Any], where: str) -> Placed:
    for number, grant in enumerate(grants, 1):
        if not isinstance(grant, dict):
            refuse("this grant is no object", f"{where}, grant {number}", "Fetch the file again.")
        yield f"{where}, grant {number}", grant


def _csv(data: bytes, where: str) -> tuple[About, bool, Placed]:
    headings, placed = csv_grants(data, where)
    if not has_grants(headings):
        raise NoGrants
    columns_of(headings, where)
    return About(), is_selection(headings), placed


def _workbook(path: Path) -> tuple[About, bool, Placed]:
    tables = xlsx_tables(path)
    mains = [table for table in tables.values() if has_grants(table.columns)]
    if not mains:
        raise NoGrants
    meta = next((table for name, table in tables.items() if name.lower() == "meta"), None)
    selection = any(is_selection(table.columns) for table in mains)
    return about_sheet(meta), selection, sheet_grants(tables)
