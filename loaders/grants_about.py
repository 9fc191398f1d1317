"""What is known of a file of grants beside its grants: publisher, licence, date, address."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.model import Source
from graph.text import slug
from loaders.archives import read_bytes, read_json, refuse
from loaders.grants_bodies import registered
from loaders.grants_cells import address, day, named, text_of
from loaders.tables import Table

REGISTRY = "registry_metadata.json"
FUNDERS = "funders.jl"
NOT_STATED = "not stated: see the publisher"
# What a licence's address holds, and the short name of the licence.
_LICENCES = (
    ("licenses/by/4.0", "CC-BY-4.0"),
    ("licenses/by/3.0", "CC-BY-3.0"),
    ("licenses/by-sa/4.0", "CC-BY-SA-4.0"),
    ("licenses/by-sa/3.0", "CC-BY-SA-3.0"),
    ("licenses/by-nc/4.0", "CC-BY-NC-4.0"),
    ("publicdomain/zero", "CC0-1.0"),
    ("open-government-licence/version/3", "OGL-UK-3.0"),
    ("open-government-licence/version/2", "OGL-UK-2.0"),
    ("licenses/pddl", "PDDL-1.0"),
    ("licenses/odbl", "ODbL-1.0"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a file, or the registry, says of the file. Empty where nothing is said."""

    publisher: str = ""
    identifier: str = ""
    prefix: str = ""
    licence: str = ""
    licence_url: str = ""
    date: str = ""
    url: str = ""

    def or_else(self, other: "About") -> "About":
        """This, with what it does not say taken from the other; a licence stays in one piece."""
        licensed = self if self.licence else other
        return About(
            publisher=self.publisher or other.publisher,
            identifier=self.identifier or other.identifier,
            prefix=self.prefix or other.prefix,
            licence=licensed.licence,
            licence_url=licensed.licence_url,
            date=self.date or other.date,
            url=self.url or other.url,
        )


def about_package(package: Mapping[str, Any]) -> About:
    """What a JSON package, or its entry in the registry, says of itself."""
    publisher = package.get("publisher")
    publisher = publisher if isinstance(publisher, dict) else {}
    link = text_of(package.get("license"))
    return About(
        publisher=named(publisher.get("name")),
        identifier=registered(text_of(publisher.get("identifier") or publisher.get("org_id"))),
        prefix=text_of(publisher.get("prefix")),
        licence=licence_name(link) or text_of(package.get("license_name")),
        licence_url=address(link),
        date=day(package.get("modified")) or day(package.get("issued")),
        url=address(package.get("accessURL")) or _page(package) or address(
            publisher.get("website")
        ),
    )  # fmt: skip


def _page(package: Mapping[str, Any]) -> str:
    """The page on which the registry says that the file is published."""
    shown = package.get("distribution")
    entries = [e for e in shown if isinstance(e, dict)] if isinstance(shown, list) else []
    return next(filter(None, (address(entry.get("accessURL")) for entry in entries)), "")


def about_sheet(table: Table | None) -> About:
    """What a workbook's sheet ``Meta`` says: a label and its value in each row, the first too."""
    if table is None:
        return About()
    pairs = [tuple(table.columns[:2])] + [tuple(row.values[:2]) for row in table.rows]
    said = {pair[0].lower(): pair[1] for pair in pairs if len(pair) == 2}
    publisher = {"name": said.get("publisher:name"), "website": said.get("publisher:website"),
                 "identifier": said.get("publisher:identifier")}  # fmt: skip
    plain = {name: said.get(name) for name in ("license", "modified", "issued")}
    return about_package(plain | {"publisher": publisher, "accessURL": said.get("access url")})


def licence_name(link: str) -> str:
    """The short name of the licence at an address, or the text itself where it is none we know.

    >>> licence_name("https://creativecommons.org/licenses/by/4.0/"), licence_name("Ask us")
    ('CC-BY-4.0', 'Ask us')
    """
    return next((name for part, name in _LICENCES if part in link.lower()), link)


class Registry:
    """What the registry's files beside the grants say of them; they need not be there."""

    def __init__(self, folder: Path) -> None:
        self._files = _registry_files(folder / REGISTRY)
        funders = _funders(folder / FUNDERS)
        self._by_prefix = {p.casefold(): name for name, p, _ in funders if p and name}
        self._by_id = {identifier: name for name, _, identifier in funders if identifier and name}

    def about(self, stem: str) -> About:
        """What is said of the file of that name, without its ending."""
        return self._files.get(stem, About())

    def publisher(self, prefix: str, identifier: str) -> str:
        """The name of the publisher with that prefix, or of the funder with that identifier."""
        return self._by_prefix.get(prefix.casefold(), "") or self._by_id.get(identifier, "")


def _registry_files(path: Path) -> dict[str, About]:
    if not path.is_file():
        return {}
    entries = read_json(read_bytes(path), path.name)
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        refuse("the registry is no list of data sets", path.name, "Fetch it again or take it away.")
    return {text_of(entry.get("identifier")): about_package(entry) for entry in entries}


def _funders(path: Path) -> list[tuple[str, str, str]]:
    """Name, prefix and identifier of each publisher in a file of JSON lines."""
    if not path.is_file():
        return []
    found = []
    for number, line in enumerate(read_bytes(path).splitlines(), 1):
        if line.strip():
            entry = read_json(line, f"{path.name}, line {number}")
            if not isinstance(entry, dict):
                refuse("the line holds no funder", f"{path.name}, line {number}", "Fetch it again.")
            name = named(entry.get("publisherName") or entry.get("name"))
            identifier = registered(text_of(entry.get("id")))
            found.append((name, text_of(entry.get("publisherPrefix")), identifier))
    return found


def prefix_of(grant_ids: Iterable[str]) -> str:
    """The publisher's prefix that all identifiers share; empty when they do not.

    >>> prefix_of(["360G-LBFEW-114001", "360g-lbfew-9"]), prefix_of(["360G-A-1", "360G-B-1"])
    ('360G-LBFEW', '')
    """
    found: dict[str, str] = {}
    for grant_id in grant_ids:
        parts = grant_id.split("-")
        prefix = "-".join(parts[:2]) if len(parts) > 2 and parts[0].upper() == "360G" else ""
        found.setdefault(prefix.casefold(), prefix)
    return next(iter(found.values())) if len(found) == 1 else ""


def source_of(key: str, publisher: str, about: About) -> Source:
    """The source that a publisher's grants are."""
    licence = about.licence or NOT_STATED
    by = "" if licence == NOT_STATED else f", {licence}"
    return Source(
        id=f"grants:{key}",
        title=f"360Giving grants of {publisher}",
        publisher=publisher,
        licence=licence,
        licence_url=about.licence_url,
        attribution=f"{publisher}: grants published in the 360Giving Data Standard{by}",
        url=about.url,
    )


def key_of(name: str) -> str:
    """A publisher's or file's name as part of a source id."""
    return slug(name) or "unnamed"


def is_registry(path: Path) -> bool:
    """Whether a file tells of grants rather than holding any."""
    return path.name in (REGISTRY, FUNDERS)
