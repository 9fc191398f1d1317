"""The gazetteer: which countries, peoples, places and themes a text names, without false friends.

``match`` reads running text and refuses what it cannot tell; ``by_name`` reads a cell of a table.
Which words need care, and why, is in ``reference/country_words.csv``: *table only* (``match``
refuses it), *capital* (a name only when capitalised, as is every word of up to four letters),
*wary* (refused beside another capitalised word, unless that is a *neighbour*), *honorific* (a
person comes next) and *hidden* (a longer phrase in which no place is meant).
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal

from graph.model import NodeKind
from graph.text import fold

Via = Literal["name", "alias", "demonym"]
Case = Literal["any", "capital", "acronym"]
Rules = Mapping[str, frozenset[str]]

HOME = "country:GB"
SHORT = 4  # letters: up to here a word in small letters is more often something else

_TOKEN = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+(?:['’ʼ](?:[^\W_]|[\u0300-\u036f])+)*|[^\w\s]|_")
_LISTS = frozenset(("aliases", "demonyms", "parents", "phrases"))
_DASHES = frozenset("-‐‑‒–—")
_SMALL_WORDS = frozenset(("and", "in", "of", "the"))
_SAME = {"saint": "st", "&": "and", ",": ","}
_POSSESSIVE = re.compile(r"['’ʼ]s$", re.IGNORECASE)
_NO_PLURAL = ("s", "x", "z", "sh", "ch", "se")
_CLAIMED = re.compile(r"Claimed by (\w+)")
_GSS = re.compile(r"GSS ([EWSN]\d{8})")
_NEXT_WORD = re.compile(r"[\s-]+(?!All[ -]Part|APPG|Cross[ -]Party)\w")
_INCLUDING = re.compile(r"\s*\((?:including|includes) [^)]*\)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A row of ``countries.csv``: a country, territory, region, people, faith or part of the UK."""

    id: str
    kind: NodeKind
    name: str
    status: str
    iso2: str
    iso3: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    parents: tuple[str, ...]
    note: str

    @property
    def gss(self) -> str:
        """Code of a part of the UK in the nation's statistics; empty elsewhere."""
        found = _GSS.match(self.note)
        return found[1] if found else ""

    @property
    def claimed_by(self) -> str:
        """Name of the state that claims an unrecognised place: no parent of it; else empty."""
        found = _CLAIMED.match(self.note) if self.status == "unrecognised" else None
        return found[1] if found else ""

    def phrases(self) -> Iterator[tuple[str, Via]]:
        """Every way to name it, the name first."""
        yield self.name, "name"
        for alias in self.aliases:
            yield alias, "alias"
        for demonym in self.demonyms:
            yield demonym, "demonym"


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A row of ``themes.csv``: what a group or body works on, with the phrases that say so."""

    id: str
    name: str
    phrases: tuple[str, ...]
    parents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A place named in a text: ``text[start:end] == phrase``."""

    id: str
    phrase: str
    start: int
    end: int
    via: Via


@dataclass(frozen=True, slots=True)
class _Token:
    key: str
    raw: str
    start: int
    joined: bool  # to the word before, as by a hyphen


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a phrase stands for; an empty id hides its words. ``case`` is what it asks of them."""

    id: str
    words: tuple[str, ...]
    via: Via = "name"
    case: Case = "any"
    wary: bool = False


Index = dict[str, list[_Entry]]


class Gazetteer:
    """Places and themes with the index of their phrases; built once and kept by the caller."""

    def __init__(self, places: Iterable[Place], themes: Iterable[Theme], rules: Rules) -> None:
        self.places = tuple(places)
        self.all_themes = tuple(themes)
        self._by_id = {place.id: place for place in self.places}
        self._parents = {place.id: place.parents for place in self.places}
        self._parents |= {theme.id: theme.parents for theme in self.all_themes}
        self._codes = {code: p for p in self.places for code in (p.iso2, p.iso3) if code}
        self._rules = {rule: frozenset(map(_cell, words)) for rule, words in rules.items()}
        self._names: dict[str, Place] = {}
        entries = [_Entry("", _words(phrase)) for phrase in rules["hidden"]]
        for place in self.places:
            for phrase, via in place.phrases():
                if self._names.setdefault(_cell(phrase), place) is not place:
                    rival = self._names[_cell(phrase)].id
                    raise ValueError(f"'{phrase}' names both {rival} and {place.id}")
                entries += self._forms(place.id, phrase, via)
        self._index = _index(entries)
        self._theme_index = _index(
            _Entry(theme.id, _words(p)) for theme in self.all_themes for p in theme.phrases
        )

    def match(self, text: str) -> tuple[Match, ...]:
        """All known phrases in the text, longest first, none overlapping, in reading order."""
        found = []
        for entry, words in self._scan(text, self._index):
            start, end = words[0].start, words[-1].start + len(words[-1].raw)
            phrase = text[start:end]
            found.append(Match(id=entry.id, phrase=phrase, start=start, end=end, via=entry.via))
        return tuple(match for match in found if match.id)

    def match_title(self, text: str) -> tuple[Match, ...]:
        """The places that a group's title is about, each once; the UK only when it stands alone.

        "British" and "UK" before another word are the home side, as is the parliament that a
        group sits in.
        """
        found = [m for m in self.match(text) if not text.startswith(" Parliament", m.end)]
        abroad = [m for m in found if m.id != HOME]
        first: dict[str, Match] = {}
        for match in abroad or [m for m in found if not _is_prefix(m, text)]:
            first.setdefault(match.id, match)
        return tuple(first.values())

    def by_id(self, id: str) -> Place | None:
        """The place with that id."""
        return self._by_id.get(id)

    def by_name(self, text: str) -> Place | None:
        """The place that a whole cell names: a code in capitals, a name, alias or demonym."""
        cell = text.strip()
        if cell in self._codes:
            return self._codes[cell]
        return self._names.get(_cell(cell)) or self._names.get(_cell(_INCLUDING.sub("", cell)))

    def unknown(self, names: Iterable[str]) -> tuple[str, ...]:
        """Those of the names that ``by_name`` does not know: what is missing for a table."""
        return tuple(name for name in names if self.by_name(name) is None)

    def parents(self, id: str) -> tuple[str, ...]:
        """Everything that a place or theme is part of, nearest first."""
        found = dict.fromkeys(self._parents.get(id, ()))
        queue = list(found)
        for part in queue:
            fresh = [p for p in self._parents.get(part, ()) if p not in found]
            found.update(dict.fromkeys(fresh))
            queue += fresh
        return tuple(found)

    def themes(self, text: str) -> tuple[str, ...]:
        """Ids of the themes that the text speaks of, in reading order, by the longest phrases."""
        return tuple(dict.fromkeys(e.id for e, _ in self._scan(text, self._theme_index)))

    def _forms(self, id: str, phrase: str, via: Via) -> Iterator[_Entry]:
        key = _cell(phrase)
        if key in self._rules["table only"]:
            return
        wary = key in self._rules["wary"]
        case: Case = "acronym" if phrase.isupper() and " " not in phrase else "any"
        if case == "any" and (wary or len(key) <= SHORT or key in self._rules["capital"]):
            case = "capital"
        yield _Entry(id, _words(phrase), via, case, wary)
        if via == "demonym" and not phrase.endswith(_NO_PLURAL):
            yield _Entry(id, _words(f"{phrase}s"), via)

    def _scan(self, text: str, index: Index) -> Iterator[tuple[_Entry, list[_Token]]]:
        """Entries found from left to right, each with its words."""
        tokens = _tokens(text)
        keys = tuple(token.key for token in tokens)
        at = 0
        while at < len(keys):
            for entry in index.get(keys[at], ()):
                stop = at + len(entry.words)
                if keys[at:stop] == entry.words and self._allowed(entry, tokens, at, stop):
                    yield entry, tokens[at:stop]
                    at = stop
                    break
            else:
                at += 1

    def _allowed(self, entry: _Entry, tokens: list[_Token], at: int, stop: int) -> bool:
        before = tokens[at - 1] if at else None
        after = tokens[stop] if stop < len(tokens) else None
        if before and before.key in self._rules["honorific"] and before.raw[0].isupper():
            return False
        words = [token.raw for token in tokens[at:stop] if token.key not in _SMALL_WORDS]
        if entry.case == "acronym":
            return all(map(str.isupper, words)) and not _is_torn(entry, before, tokens[at], after)
        if entry.case == "capital" and not all(word[0].isupper() for word in words):
            return False
        near = (None if tokens[at].joined else before, None if after and after.joined else after)
        return not entry.wary or not any(
            token and token.raw[0].isupper() and token.key not in self._rules["neighbour"]
            for token in near
        )


def load_gazetteer() -> Gazetteer:
    """The gazetteer of the shipped tables; the caller keeps it."""
    places = (Place(**_typed(row)) for row in _rows("countries.csv"))
    themes = (Theme(**_typed(row)) for row in _rows("themes.csv"))
    words = [(row["rule"], row["phrase"]) for row in _rows("country_words.csv")]
    rules = {rule: frozenset(phrase for r, phrase in words if r == rule) for rule, _ in words}
    return Gazetteer(places, themes, rules)


def _rows(name: str) -> list[dict[str, str]]:
    table = files("loaders").joinpath("reference", name)
    return list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))


def _typed(row: dict[str, str]) -> dict[str, Any]:
    typed: dict[str, Any] = dict(row)
    for column in _LISTS & row.keys():
        typed[column] = tuple(row[column].split("|")) if row[column] else ()
    if "kind" in row:
        typed["kind"] = NodeKind(row["kind"])
    return typed


def _tokens(text: str) -> list[_Token]:
    """The words, commas and breaks of a text; hyphens and dots of abbreviations only join."""
    tokens: list[_Token] = []
    for found in _TOKEN.finditer(text):
        raw, start = found.group(), found.start()
        before, after = text[start - 1 : start], text[found.end() : found.end() + 1]
        spaced = before.isspace() and after.isspace()
        if raw[0].isalnum():
            raw = _POSSESSIVE.sub("", raw)
            word = fold(raw)
            joined = bool(before) and not before.isspace()
            tokens.append(_Token(_SAME.get(word, word), raw, start, joined))
        elif raw == "." and tokens and len(tokens[-1].raw) <= 3:
            continue  # as in "St. Lucia" and "U.S."; after a longer word a sentence ends
        elif raw not in _DASHES or spaced:
            tokens.append(_Token(_SAME.get(raw, "|"), raw, start, False))
    return tokens


def _is_torn(entry: _Entry, before: _Token | None, first: _Token, after: _Token | None) -> bool:
    """Whether an acronym is a piece of another ("F.O.C.U.S.") or a shouted word ("HELP US")."""
    beside = (before if first.joined else None, after if after and after.joined else None)
    if any(token and len(token.raw) == 1 and token.key.isalpha() for token in beside):
        return True
    shouts = (t for t in (before, after) if t and len(t.raw) > 3 and t.raw.isupper())
    return entry.wary and any(shouts)


def _words(phrase: str) -> tuple[str, ...]:
    words = tuple(token.key for token in _tokens(phrase))
    return words[1:] if words[:1] == ("the",) and len(words) > 1 else words


def _cell(text: str) -> str:
    """A whole cell as plain words: what ``by_name`` compares."""
    return " ".join(word for word in _words(text) if word not in (",", "|"))


def _index(entries: Iterable[_Entry]) -> Index:
    """Entries by their first word, the longest first."""
    index: Index = {}
    for entry in sorted(entries, key=lambda entry: -len(entry.words)):
        index.setdefault(entry.words[0], []).append(entry)
    return index


def _is_prefix(match: Match, text: str) -> bool:
    """Whether it is the "British" or "UK" that stands before what the group is about."""
    home_side = fold(match.phrase) in ("british", "uk", "gb")
    return home_side and bool(_NEXT_WORD.match(text, match.end))
