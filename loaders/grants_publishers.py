"""Whose grants a file holds, and on which day it was so: files of one publisher are one edition."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import chain
from pathlib import Path

from graph.model import Source
from loaders.base import Report
from loaders.grants_about import About, Registry, key_of, licence_name, prefix_of, source_of
from loaders.grants_bodies import registered
from loaders.grants_cells import address, named, text_of
from loaders.grants_files import GrantsFile
from loaders.grants_gather import Draft
from loaders.grants_shape import award_date

_TOLD_AGAIN = "a grant told again in another file of its publisher"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The grants of one publisher in one load."""

    source: Source
    date: str
    complete: bool
    url: str
    sha256: str
    drafts: tuple[Draft, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dated:
    file: GrantsFile
    source: Source
    date: str


def publications(
    files: Iterable[GrantsFile], report: Report, today: str
) -> tuple[Publication, ...]:
    """The files by publisher, by source id; of a grant in two files the newer one counts.

    A publisher splits its list into files by year: only together are they an edition that tells
    what is no longer there. What a user of GrantNav picked is never complete.
    """
    registries: dict[Path, Registry] = {}
    grouped: dict[str, list[_Dated]] = {}
    for file in chain.from_iterable(map(_by_licence, files)):
        registry = _registry(file.path, registries)
        source = _source(file, registry)
        dated = _Dated(file=file, source=source, date=_date(file, registry, today))
        grouped.setdefault(source.id, []).append(dated)
    return tuple(_joined(group, report) for _, group in sorted(grouped.items()))


def _by_licence(file: GrantsFile) -> Iterator[GrantsFile]:
    """A selection of several publishers' grants, parted by the licence that stands on each."""
    parts: dict[str, list[tuple[str, list[Draft]]]] = {}
    for grant_id, drafts in file.grants:
        licence = text_of(drafts[0].facts.get("license")) if file.selection else ""
        parts.setdefault(licence, []).append((grant_id, drafts))
    for licence, grants in sorted(parts.items()):
        told = About(licence=licence_name(licence), licence_url=address(licence))
        yield replace(file, about=told.or_else(file.about), grants=tuple(grants))


def _registry(path: Path, known: dict[Path, Registry]) -> Registry:
    folder = path.resolve().parent
    if folder not in known:
        known[folder] = Registry(folder)
    return known[folder]


def _about(file: GrantsFile, registry: Registry) -> About:
    return file.about.or_else(registry.about(file.stem))


def _source(file: GrantsFile, registry: Registry) -> Source:
    about = _about(file, registry)
    if file.selection:
        key = f"{file.stem} {about.licence}" if about.licence else file.stem
        return source_of(key_of(key), f"several publishers ({file.stem})", about)
    funder, name = _only_funder(file)
    prefix = about.prefix or prefix_of(grant_id for grant_id, _ in file.grants)
    publisher = (
        about.publisher
        or registry.publisher(prefix, registered(funder))
        or name
        or f"several funders ({file.stem})"
    )
    key = about.identifier or registered(funder)
    return source_of(key or key_of(about.publisher or funder or file.stem), publisher, about)


def _only_funder(file: GrantsFile) -> tuple[str, str]:
    """The one funder of a file, by identifier, and the name it mostly goes by; else empty."""
    written = Counter(
        (text_of(body.get("id")), text_of(body.get("name")))
        for _, drafts in file.grants
        for draft in drafts
        for body in draft.lists.get("fundingOrganization", ())
    )
    keys: dict[str, Counter[str]] = {}
    for (raw, name), times in written.items():
        keys.setdefault(registered(raw) or raw or name, Counter())[named(name)] += times
    if len(keys) != 1:
        return "", ""
    ((key, names),) = keys.items()
    return key, min(names, key=lambda name: (-names[name], name))


def _date(file: GrantsFile, registry: Registry, today: str) -> str:
    """The day that the file gives itself, else that of its newest award, else today."""
    told = _about(file, registry).date
    if told and told <= today:
        return told
    awards = (award_date(draft) for _, drafts in file.grants for draft in drafts)
    return max((date for date in awards if date and date <= today), default=today)


def _joined(group: list[_Dated], report: Report) -> Publication:
    ordered = sorted(group, key=lambda dated: (dated.date, dated.file.path.name))
    newest = ordered[-1]
    licensed = next((d.source for d in reversed(ordered) if d.source.licence_url), newest.source)
    return Publication(
        source=licensed,
        date=newest.date,
        complete=not newest.file.selection,
        url=newest.source.url,
        sha256=_hash(ordered),
        drafts=tuple(_chosen(ordered, report)),
    )


def _hash(ordered: list[_Dated]) -> str:
    hashes = sorted(dated.file.sha256 for dated in ordered)
    return hashes[0] if len(hashes) == 1 else sha256("\n".join(hashes).encode()).hexdigest()


def _chosen(ordered: list[_Dated], report: Report) -> Iterator[Draft]:
    chosen: dict[str, list[Draft]] = {}
    for dated in ordered:
        for grant_id, drafts in dated.file.grants:
            for older in chosen.get(grant_id, ()):
                report.leave(_TOLD_AGAIN, older.place)
            chosen[grant_id] = drafts
    for drafts in chosen.values():
        yield from drafts
