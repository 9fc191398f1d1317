"""Where sources are published: the hosts and addresses that ``--latest`` may fetch, by loader."""

import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from graph.errors import BadQuestion
from loaders.archives import MB, ZipLimits, open_zip, read_bytes, read_json, refuse
from loaders.fetch import Fetched, Fetcher

MAKE_FETCHER = Callable[[frozenset[str], int], Fetcher]
"""What makes a fetcher for hosts and a limit of bytes."""

_CHARITIES = "https://ccewuksprdoneregsadata1.blob.core.windows.net/data/json/publicextract"
_PETITIONS = "https://petition.parliament.uk"
_REGISTRY = "https://registry.threesixtygiving.org/data.json"
# A list of open petitions has some 100 pages.
MOST_PAGES = 400
_GROUP_FILE = re.compile(
    r"[^/]+/data/(appgs|cpg_scotland|cpg_senedd_en|cpg_senedd_cy|apg_ni)/[^/]+\.json"
)
_REPOSITORY = ZipLimits(members=50_000, total=3_000 * MB, member=300 * MB, ratio=200)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a loader's source is published. ``urls`` are fetched when nothing is named; ``one``
    is the address of a single entry, whose name must match ``name``."""

    hosts: frozenset[str]
    urls: tuple[str, ...] = ()
    one: str = ""
    name: str = ""
    limit: int = 200 * MB


ORIGINS = {
    "appg": Origin(
        hosts=frozenset({"codeload.github.com"}),
        urls=("https://codeload.github.com/mysociety/appg-membership/zip/refs/heads/main",),
        limit=500 * MB,
    ),
    "charities": Origin(
        hosts=frozenset({"ccewuksprdoneregsadata1.blob.core.windows.net"}),
        urls=tuple(
            f"{_CHARITIES}.{table}.zip"
            for table in (
                "charity", "charity_other_names", "charity_classification",
                "charity_area_of_operation", "charity_governing_document",
                "charity_event_history",
            )
        ),
        limit=1_000 * MB,
    ),
    "petitions": Origin(
        hosts=frozenset({"petition.parliament.uk"}),
        urls=(f"{_PETITIONS}/petitions.json?page=1&state=open",),
        one=f"{_PETITIONS}/petitions/{{name}}.json",
        name=r"\d{1,9}",
        limit=20 * MB,
    ),
    "grants": Origin(
        hosts=frozenset({"registry.threesixtygiving.org"}),
        name=r"[A-Za-z0-9-]{3,40}",
        limit=500 * MB,
    ),
}  # fmt: skip


def fetch_latest(loader: str, names: Sequence[str], make: MAKE_FETCHER) -> tuple[Fetched, ...]:
    """The newest files of a source, or the named ones: petitions by number, grants by the
    identifier of a data set in the 360Giving registry.

    ``BadQuestion`` for a source without a public address or a name that is none; ``BadSource``
    when the network or the host fails.
    """
    origin = ORIGINS.get(loader)
    if origin is None:
        raise BadQuestion(
            f"'{loader}' has no public address to fetch from",
            next_step=f"--latest is for {', '.join(sorted(ORIGINS))}; else name files.",
        )
    for name in names:
        if not origin.name or not re.fullmatch(origin.name, name, re.ASCII):
            raise BadQuestion(
                f"'{name[:40]}' names nothing that --latest can fetch", where=loader,
                next_step="Leave it out." if origin.urls else "See the registry's identifiers.",
            )  # fmt: skip
    fetcher = make(origin.hosts, origin.limit)
    if loader == "grants":
        return tuple(_grants(names, fetcher, make, origin.limit))
    if names:
        return tuple(fetcher.fetch(origin.one.format(name=name)) for name in names)
    if loader == "petitions":
        return tuple(_pages(origin.urls[0], fetcher))
    found = tuple(fetcher.fetch(url) for url in origin.urls)
    return (_groups_only(found[0]),) if loader == "appg" else found


def _pages(url: str, fetcher: Fetcher) -> Iterator[Fetched]:
    """A list of petitions, page by page, as each page names the next."""
    for _ in range(MOST_PAGES):
        page = fetcher.fetch(url)
        yield page
        held = read_json(read_bytes(page.path), url)
        links = held.get("links") if isinstance(held, dict) else None
        following = links.get("next") if isinstance(links, dict) else None
        if not isinstance(following, str) or not following:
            return
        url = following
    refuse(f"the list has more than {MOST_PAGES} pages", url, "Name single petitions.")


def _groups_only(archive: Fetched) -> Fetched:
    """Of mySociety's repository the files of groups as they stand, in one archive beside it."""
    target = archive.path.with_name("groups.zip")
    if archive.fresh or not target.exists():
        repository = open_zip(archive.path, _REPOSITORY, packed=500 * MB)
        part = target.with_suffix(".part")
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as kept:
            for name in repository.names():
                if _GROUP_FILE.fullmatch(name):
                    inner = PurePosixPath(name)
                    info = zipfile.ZipInfo(f"{inner.parent.name}/{inner.name}",
                                           repository.time(name))  # fmt: skip
                    kept.writestr(info, repository.read(name))
        part.replace(target)
    return Fetched(path=target, url=archive.url, sha256=archive.sha256, fresh=archive.fresh)


def _grants(
    names: Sequence[str], fetcher: Fetcher, make: MAKE_FETCHER, limit: int
) -> Iterator[Fetched]:
    """Data sets of the registry; each only from the host that the registry itself names."""
    if not names:
        raise BadQuestion(
            "which publisher's grants?",
            next_step="Name identifiers of data sets in the registry, such as a002400000OiDBQAA3.",
        )
    registry = fetcher.fetch(_REGISTRY)
    entries = read_json(read_bytes(registry.path), _REGISTRY)
    if not isinstance(entries, list):
        refuse("the registry is no list of data sets", _REGISTRY, "Try again later.")
    known = {str(e.get("identifier")): e for e in entries if isinstance(e, dict)}
    for name in names:
        url = _download(known.get(name, {}))
        if not url:
            raise BadQuestion(
                f"the registry has no data set '{name}' with an https:// address",
                next_step="Look its identifier up in the registry, or name a file.",
            )
        host = url.removeprefix("https://").partition("/")[0].lower()
        yield make(frozenset({host}), limit).fetch(url)


def _download(entry: dict[str, Any]) -> str:
    shown = entry.get("distribution")
    places = [p for p in shown if isinstance(p, dict)] if isinstance(shown, list) else []
    urls = [str(place.get("downloadURL") or "") for place in places]
    return next((url for url in urls if url.startswith("https://")), "")


def cache_folder(base: Path, loader: str) -> Path:
    """Where the files of a loader are kept."""
    return base / loader
