"""The gazetteer: which countries, peoples, places and themes a text names, without false friends.

``match`` reads running text and refuses what it cannot tell; ``by_name`` reads a cell of a table.
Where a word needs care the tables of words below say so, each with its reason.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

from graph.model import NodeKind
from graph.text import fold

Via = Literal["name", "alias", "demonym"]
Case = Literal["any", "capital", "acronym"]
HOME = "country:GB"

# Known to by_name only: in running text these are ambiguous, or mean something else more often.
TABLE_ONLY = frozenset(
    "ascension|congo|emirates|man|nevis|reunion|saba|sami|st martin|st vincent|st barts".split("|")
)
# Ordinary words too, and so names only with their capital; so is every word of four letters.
NEEDS_CAPITAL = frozenset(
    "china commonwealth danes dutch finns georgia guinea holland jersey jordan madeira poles "
    "polish scots swedes turkey turks welsh".split()
)
# Given names, compass points and brand words: refused before another capital word ("Georgia
# Smith Trust", "North East Somerset", "St Helena Hospice") unless a plain group word follows.
TIMID = frozenset(
    "baltic|chad|georgia|jordan|north east|north west|northeast|northwest|south east|south west|"
    "southeast|southwest|st helena|st lucia".split("|")
)
FOLLOWERS = frozenset(
    "all and appeal appg association branch charity community council cross diaspora embassy "
    "forum friendship fund group growth network of or parliamentary partnership party project "
    "refugees region regional relief society solidarity support the".split()
)
# Longer phrases that hide a place's name: they take their words and give nothing.
NOT_PLACES = (
    "American football|Bank of England|Ben Nevis|Benin bronze|Benin bronzes|"
    "Bengal cat|Bengal tiger|Bone china|Brazil nut|Brazil nuts|British Columbia|British Isles|"
    "Benin City|Chad Varah|Commonwealth War Graves|Crimean War|Denmark Hill|Dutch elm|East India|"
    "Emirates Stadium|French bulldog|French horn|Georgian architecture|Georgian era|Georgian Group|"
    "Georgian house|Georgian houses|Georgian period|Georgian Society|Georgian Theatre|"
    "Georgia Tech|German measles|German shepherd|Great Dane|Great Danes|Guernsey cattle|Guinea fowl|"
    "Guinea pig|Guinea pigs|Guinea worm|Gulf of|Gulf Stream|Holland Park|Hong Kong flu|"
    "India Pale Ale|Irish Sea|Irish setter|Japanese encephalitis|Japanese knotweed|Jersey cattle|"
    "Jordan river|Jordan Peterson|Knights of Malta|Little Britain|Nail polish|New England|"
    "New Guinea|New Jersey|New London|New Mexico|New South Wales|Nordic walking|North Pole|"
    "Order of Malta|Panama hat|Persian cat|Prince of Wales|Princess of Wales|River Jordan|"
    "Scotland Yard|South China Sea|South Holland|Spanish flu|South Pole|Swiss Cottage|"
    "Turkey farmer|Turkey farmers|Turkey farming|Turkey Federation|Turkey producers|"
    "Turkish delight|Welsh rarebit|Young Turks"
).split("|")
# "Baroness Scotland" is a person. ("Dr Congo" does not arise: the alias "DR Congo" is longer.)
HONORIFICS = frozenset("baron baroness dame dr lady lord mr mrs ms prof professor rev sir".split())
SMALL_WORDS = frozenset(("and", "in", "of", "the"))

_TOKEN = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+(?:['’ʼ](?:[^\W_]|[\u0300-\u036f])+)*|[^\w\s]|_")
_DASHES = frozenset("-‐‑‒–—")
_NO_PLURAL = ("s", "x", "z", "sh", "ch", "se")
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
    end: int
    joined: bool  # to the word before, as by a hyphen


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a phrase stands for; an empty id hides the words. ``case`` is what it asks of them."""

    id: str
    via: Via
    words: tuple[str, ...]
    case: Case


class Gazetteer:
    """Places and themes with the index of their phrases; built once and kept by the caller."""

    def __init__(self, places: Iterable[Place], themes: Iterable[Theme]) -> None:
        self.places = tuple(places)
        self.all_themes = tuple(themes)
        self._by_id = {place.id: place for place in self.places}
        self._parents = {node.id: node.parents for node in (*self.places, *self.all_themes)}
        self._codes = {code: p for p in self.places for code in (p.iso2, p.iso3) if code}
        self._names: dict[str, Place] = {}
        entries = [_entry("", phrase, "name") for phrase in NOT_PLACES]
        for place in self.places:
            for phrase, via in place.phrases():
                name = _cell(phrase)
                if self._names.setdefault(name, place) is not place:
                    raise ValueError(f"'{phrase}': {self._names[name].id} or {place.id}?")
                entries += _forms(place.id, phrase, via)
        self._index = _index(e for e in entries if " ".join(e.words) not in TABLE_ONLY)
        self._theme_index = _index(
            _entry(theme.id, phrase, "name", case="any")
            for theme in self.all_themes
            for phrase in theme.phrases
        )

    def match(self, text: str) -> tuple[Match, ...]:
        """All known phrases in the text, longest first, none overlapping, in reading order."""
        tokens = _tokens(text)
        return tuple(
            Match(
                id=entry.id,
                phrase=text[tokens[at].start : tokens[stop - 1].end],
                start=tokens[at].start,
                end=tokens[stop - 1].end,
                via=entry.via,
            )
            for entry, at, stop in _scan(tokens, self._index)
            if entry.id
        )

    def match_title(self, text: str) -> tuple[Match, ...]:
        """The places that a group's title is about, each once; the UK only when it stands alone.

        "British" and "UK" before another word are the home side, as is "in the Scottish
        Parliament".
        """
        found = [m for m in self.match(text) if not text[m.end :].startswith(" Parliament")]
        abroad = [m for m in found if m.id != HOME]
        chosen = abroad or [m for m in found if not _is_prefix(m, text)]
        first: dict[str, Match] = {}
        for match in chosen:
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
        """Those of the names that ``by_name`` does not know: what a table's coverage lacks."""
        return tuple(name for name in names if self.by_name(name) is None)

    def parents(self, id: str) -> tuple[str, ...]:
        """Everything that a place or theme is part of, nearest first."""
        found = dict.fromkeys(self._parents.get(id, ()))
        queue = list(found)
        for parent in queue:
            fresh = [p for p in self._parents.get(parent, ()) if p not in found]
            found.update(dict.fromkeys(fresh))
            queue += fresh
        return tuple(found)

    def themes(self, text: str) -> tuple[str, ...]:
        """Ids of the themes that the text speaks of, in reading order, by the longest phrases."""
        found = _scan(_tokens(text), self._theme_index)
        return tuple(dict.fromkeys(entry.id for entry, _, _ in found))


def load_gazetteer() -> Gazetteer:
    """The gazetteer of the shipped tables; the caller keeps it."""
    places = (
        Place(
            **{key: row[key] for key in ("id", "name", "status", "iso2", "iso3", "note")},
            kind=NodeKind(row["kind"]),
            aliases=_split(row["aliases"]),
            demonyms=_split(row["demonyms"]),
            parents=_split(row["parents"]),
        )
        for row in _rows("countries.csv")
    )
    themes = (
        Theme(
            id=row["id"],
            name=row["name"],
            phrases=_split(row["phrases"]),
            parents=_split(row["parents"]),
        )
        for row in _rows("themes.csv")
    )
    return Gazetteer(places, themes)


def _rows(name: str) -> list[dict[str, str]]:
    table = files("loaders").joinpath("reference", name)
    with table.open("r", encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _tokens(text: str) -> list[_Token]:
    """The words, commas and breaks of a text; hyphens and dots of abbreviations only join."""
    tokens: list[_Token] = []
    for found in _TOKEN.finditer(text):
        raw, start, end = found.group(), found.start(), found.end()
        if raw[0].isalnum():
            joined = start > 0 and not text[start - 1].isspace()
            tokens.append(_Token(_key(raw), raw, start, end, joined))
        elif not _joins(raw, text, start, end, tokens):
            key = {"&": "and", ",": ","}.get(raw, "|")
            tokens.append(_Token(key, raw, start, end, False))
    return tokens


def _key(raw: str) -> str:
    word = fold(raw[:-2] if raw[-2:] in ("'s", "’s", "ʼs") else raw)
    return "st" if word == "saint" else word


def _joins(raw: str, text: str, start: int, end: int, tokens: list[_Token]) -> bool:
    if raw in _DASHES:
        return not (text[:start][-1:].isspace() and text[end:][:1].isspace())
    if raw == ".":  # "St. Lucia" and "U.S." go on; after a longer word a sentence ends
        return bool(tokens) and len(tokens[-1].raw) <= 3
    return raw in "'’ʼ"


def _cell(text: str) -> str:
    """A whole cell as words: what by_name compares."""
    words = [t.key for t in _tokens(text) if t.key not in (",", "|")]
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def _entry(id: str, phrase: str, via: Via, case: Case | None = None) -> _Entry:
    words = tuple(token.key for token in _tokens(phrase))
    if words[0] == "the":
        words = words[1:]
    return _Entry(id, via, words, case or _case(phrase, words))


def _case(phrase: str, words: tuple[str, ...]) -> Case:
    if phrase.isupper() and len(phrase) > 1 and " " not in phrase:
        return "acronym"
    short = len(words) == 1 and len(words[0]) <= 4
    key = " ".join(words)
    return "capital" if short or key in NEEDS_CAPITAL or key in TIMID else "any"


def _forms(id: str, phrase: str, via: Via) -> Iterator[_Entry]:
    yield _entry(id, phrase, via)
    if via == "demonym" and not phrase.endswith(_NO_PLURAL):
        yield _entry(id, f"{phrase}s", via)


def _index(entries: Iterable[_Entry]) -> dict[str, list[_Entry]]:
    """Entries by their first word, the longest first."""
    index: dict[str, list[_Entry]] = {}
    for entry in entries:
        index.setdefault(entry.words[0], []).append(entry)
    for listed in index.values():
        listed.sort(key=lambda entry: -len(entry.words))
    return index


def _scan(
    tokens: list[_Token], index: dict[str, list[_Entry]]
) -> Iterator[tuple[_Entry, int, int]]:
    """Entries found from left to right, with the positions of their words."""
    keys = tuple(token.key for token in tokens)
    at = 0
    while at < len(keys):
        for entry in index.get(keys[at], ()):
            stop = at + len(entry.words)
            if keys[at:stop] == entry.words and _allowed(entry, tokens, at, stop):
                yield entry, at, stop
                at = stop
                break
        else:
            at += 1


def _allowed(entry: _Entry, tokens: list[_Token], at: int, stop: int) -> bool:
    before = tokens[at - 1] if at else None
    after = tokens[stop] if stop < len(tokens) else None
    if entry.case == "any" and (not entry.id or entry.id.startswith("theme:")):
        return True
    if before and before.key in HONORIFICS and before.raw[0].isupper():
        return False
    words = [t.raw for t in tokens[at:stop] if t.key not in SMALL_WORDS]
    if entry.case == "acronym":
        shouted = any(t and len(t.raw) > 3 and t.raw.isupper() for t in (before, after))
        return all(w.isupper() for w in words) and not (shouted and entry.words == ("us",))
    if entry.case == "capital" and not all(w[0].isupper() for w in words):
        return False
    if after is None or after.joined or " ".join(entry.words) not in TIMID:
        return True
    return not after.raw[0].isupper() or after.key in FOLLOWERS


def _is_prefix(match: Match, text: str) -> bool:
    """Whether it is the "British" or "UK" that stands before what the group is about."""
    if fold(match.phrase) not in ("british", "uk", "gb"):
        return False
    return bool(_NEXT_WORD.match(text, match.end))
