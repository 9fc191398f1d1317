"""Reads which parliamentary groups a member meant: typed by hand, resolved only when certain.

Three ways are certain: the text is the title or short name of one group of the shipped register;
its words are those of one title in another order, or name the country that one title names; or a
person read it (``reference/appg_texts.csv``). Nothing is matched by likeness: "APPG for Racing" is
no nearer to a title than to "Ukraine" by any measure of letters.
"""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

from graph.identity.names import name_key
from graph.model import NodeKind
from graph.text import search_words
from loaders.gazetteer import Gazetteer

_ROUND = re.compile(r"\s*\([^()]*\)?\s*")
_SMALL = frozenset(["and", "for", "in", "of", "on", "the", "to", "with", "against"])
_FRAME = frozenset(["future", "group", "groups", "parliamentary"])
_MARK = re.compile(r"\bAPPG\b|\bAll[\s-]Party\b", re.IGNORECASE)
_PARTS = re.compile(r"\s*[;/]\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A parliamentary group of Westminster: the id of its record and its title."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a text means: its groups, the parts of it that no group is known by, and whether it
    tells of something else than a group. ``by`` says how the groups were told."""

    groups: tuple[Group, ...] = ()
    unknown: tuple[str, ...] = ()
    no_group: bool = False
    by: str = ""


class GroupTexts:
    """The groups of the shipped register, by every text that certainly means one of them."""

    def __init__(
        self, register: Iterable[dict[str, str]], texts: Iterable[dict[str, str]],
        gazetteer: Gazetteer,
    ) -> None:  # fmt: skip
        self._gazetteer = gazetteer
        self._groups: dict[str, Group] = {}
        self._by_key: dict[str, set[str]] = {}
        self._by_words: dict[tuple[str, ...], set[str]] = {}
        for row in register:
            self._learn(row)
        self._read = {row["text"]: row for row in texts}
        for row in self._read.values():
            for group_id in filter(None, row["groups"].split("|")):
                title = row["title"] or self._groups[group_id].title
                self._groups[group_id] = Group(id=group_id, title=title)

    def _learn(self, row: dict[str, str]) -> None:
        group = Group(id=row["id"], title=row["name"])
        self._groups[group.id] = group
        short = group.id.rpartition(":")[2].replace("-", " ")
        for name in filter(None, (group.title, short, *row["alias"].split("|"))):
            self._by_key.setdefault(_key(name), set()).add(group.id)
            self._by_words.setdefault(_words(name), set()).add(group.id)

    def read(self, text: str) -> Reading:
        """What a text means. Of several groups in one text each is told for itself."""
        whole = self._whole(text)
        if whole.groups or whole.no_group:
            return whole
        parts = [part for part in _PARTS.split(text) if part]
        if len(parts) < 2:
            return whole
        found = [self._whole(part) for part in parts]
        groups = {group.id: group for reading in found for group in reading.groups}
        unknown = tuple(
            p for p, r in zip(parts, found, strict=True) if not (r.groups or r.no_group)
        )
        ways = sorted({reading.by for reading in found if reading.by})
        return Reading(groups=tuple(groups.values()), unknown=unknown, by=", ".join(ways))

    def names_group(self, text: str) -> bool:
        """Whether a text says itself that it names a parliamentary group."""
        return bool(_MARK.search(text))

    def _whole(self, text: str) -> Reading:
        """A text that names one group, tried without its remarks too."""
        bare = " ".join(_ROUND.sub(" ", text).split()).strip(" .,")
        for form in dict.fromkeys((text, bare)):
            key = _key(form)
            if row := self._read.get(key):
                ids = tuple(filter(None, row["groups"].split("|")))
                return Reading(
                    groups=tuple(self._groups[i] for i in ids),
                    no_group=not ids,
                    by="by a person's reading",
                )
            for ids_found, by in self._told(form, key):
                if len(ids_found) == 1:
                    return Reading(groups=(self._groups[next(iter(ids_found))],), by=by)
        return Reading(unknown=(text,))

    def _told(self, form: str, key: str) -> Iterable[tuple[set[str], str]]:
        yield self._by_key.get(key, set()), "by its title"
        yield self._by_key.get(_key(f"{form} Group"), set()), "by its title"
        yield self._by_words.get(_words(form), set()), "by the words of its title"
        place = self._gazetteer.by_name(key)
        if place and place.kind is NodeKind.COUNTRY:
            names = (place.name, *place.aliases)
            found = {i for name in names for i in self._by_key.get(_key(name), set())}
            yield found, "by the country in its title"


def _key(text: str) -> str:
    return name_key(text, NodeKind.APPG)


def _words(text: str) -> tuple[str, ...]:
    """The words that tell a group, in alphabetical order; twice what is said twice."""
    return tuple(sorted(w for w in search_words(_key(text)) if w not in _SMALL | _FRAME))


def load_groups(gazetteer: Gazetteer) -> GroupTexts:
    """The groups of the shipped register of 29 June 2026 and the texts that a person read."""
    shipped = (row for row in _table("tour", "register_nodes.csv") if row["kind"] == "appg")
    return GroupTexts(shipped, _table("reference", "appg_texts.csv"), gazetteer)


def _table(folder: str, name: str) -> list[dict[str, str]]:
    text = files("loaders").joinpath(folder, name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
