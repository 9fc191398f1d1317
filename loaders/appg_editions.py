"""Puts the files of groups together to editions: one parliament, one day, each group once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from graph.errors import BadSource
from loaders.appg_files import Archive
from loaders.appg_shape import GroupFile
from loaders.appg_sources import WESTMINSTER, Parliament
from loaders.base import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionFiles:
    """The groups of one parliament on one day, by slug. ``welsh`` holds the Welsh titles by slug.

    ``listed`` are the Westminster groups for which somebody looked for a list of members;
    ``lists_complete`` says that this was done for the whole edition.
    """

    parliament: Parliament
    date: str
    complete: bool
    groups: tuple[GroupFile, ...]
    welsh: dict[str, str]
    listed: frozenset[str]
    lists_complete: bool
    sha256: str


@dataclass(slots=True, kw_only=True)
class _Pile:
    """What was gathered for one edition so far."""

    parliament: Parliament
    complete: bool = False
    lists_complete: bool = False
    day: str = ""
    listed: set[str] = field(default_factory=set)
    files: dict[tuple[str, str], GroupFile] = field(default_factory=dict)
    digests: set[str] = field(default_factory=set)


def editions_of(archives: Iterable[Archive], report: Report, today: str) -> list[EditionFiles]:
    """All editions, oldest first; what two archives tell of one edition is told once.

    A register is dated by its index date. The devolved parliaments give none: their edition is
    dated by the newest file, and by ``today`` where the files know no date either.
    """
    piles: dict[tuple[str, str], _Pile] = {}
    for archive in archives:
        _refuse_twins(archive)
        for where in archive.empty:
            report.read += 1
            report.leave("a page that was scraped in vain: no title, no officers", where)
        newest = max((g.index for g in archive.groups), default="")
        for group, digest in zip(archive.groups, archive.digests, strict=True):
            key = (group.parliament.key, group.index)
            pile = piles.setdefault(key, _Pile(parliament=group.parliament))
            whole = archive.whole and group.index == newest
            pile.complete |= whole
            if archive.has_lists and group.parliament is WESTMINSTER:
                pile.listed.add(group.slug)
                pile.lists_complete |= whole
            pile.day = max(pile.day, archive.date)
            _add(pile, group, report)
            pile.digests.add(digest)
    found = [_edition(pile, index, today) for (_, index), pile in piles.items()]
    return sorted(found, key=lambda e: (e.date, e.parliament.source.id))


def _refuse_twins(archive: Archive) -> None:
    """Two files of one archive on one group of one register contradict each other."""
    seen: dict[tuple[str, str, str, str], str] = {}
    for group in archive.groups:
        key = (group.parliament.key, group.language, group.index, group.slug)
        if key in seen:
            raise BadSource(
                f"the group '{group.slug}' stands there twice in one edition",
                where=f"{seen[key]} and {group.where}",
                next_step="Keep the file that is right.",
            )
        seen[key] = group.where


def _add(pile: _Pile, group: GroupFile, report: Report) -> None:
    key = (group.slug, group.language)
    held = pile.files.get(key)
    if held is None:
        pile.files[key] = group
        return
    report.count("group files read twice for one edition")
    # Of two equally rich files the choice must not depend on the order in which they came.
    if (group.richness, held.where) > (held.richness, group.where):
        pile.files[key] = group


def _edition(pile: _Pile, index: str, today: str) -> EditionFiles:
    slugs: dict[str, dict[str, GroupFile]] = defaultdict(dict)
    for (slug, language), group in pile.files.items():
        slugs[slug][language] = group
    groups = tuple(slugs[slug].get("en") or slugs[slug]["cy"] for slug in sorted(slugs))
    digest = sha256("\n".join(sorted(pile.digests)).encode()).hexdigest()
    return EditionFiles(
        parliament=pile.parliament,
        date=_day(index, groups[0]) if pile.parliament is WESTMINSTER else pile.day or today,
        complete=pile.complete,
        groups=groups,
        listed=frozenset(pile.listed),
        lists_complete=pile.lists_complete,
        welsh={s: held["cy"].title for s, held in sorted(slugs.items()) if "cy" in held},
        sha256=digest,
    )


def _day(index: str, group: GroupFile) -> str:
    """ISO date of an index date, 260629 → 2026-06-29."""
    try:
        if len(index) != 6 or not index.isdigit():
            raise ValueError
        return date(2000 + int(index[:2]), int(index[2:4]), int(index[4:])).isoformat()
    except ValueError:
        raise BadSource(
            f"the index date '{index[:40]}' is no date of the form yymmdd",
            where=group.where,
            next_step="Fetch the file again, or mend it.",
        ) from None
