"""What one edition of a register knew: who was an officer of which group, and of the groups."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

import numpy as np
import orjson
from numpy.typing import NDArray

from graph.analysis.renames import BOILERPLATE
from graph.model import Edition, Link, LinkKind, Method, Node, Statement, Visibility
from graph.policy import visible
from graph.text import search_words

Flags = NDArray[np.bool_]

# Endings that tell forms of one word apart and nothing else; longest first.
_ENDINGS = (
    "ations", "ation", "ities", "ment", "ity", "ing", "ies", "ers", "er", "ed", "es", "al", "ic",
    "s",
)  # fmt: skip
# What is left of a word has to be so long to still tell what it is about.
_STEM = 4
# A title says in a few words what a purpose says in many.
TITLE_TWICE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Who was tied to which group at one date, and what was known of both by then.

    ``ties`` has a row a person and a column a group; ``lords`` says who sits in the Lords; ``met``
    is the date of each group's last yearly meeting (empty where not known); ``texts`` are the
    stems of each group's title and purpose, ``topics`` what it is about and how it is filed.
    """

    date: str
    people: tuple[str, ...]
    groups: tuple[str, ...]
    ties: Flags
    lords: Flags
    met: tuple[str, ...]
    texts: tuple[tuple[str, ...], ...]
    topics: tuple[tuple[str, ...], ...]

    def with_ties(self, ties: Flags) -> "Moment":
        """The same people and groups with other ties."""
        return replace(self, ties=ties)

    def digest(self) -> bytes:
        """Hash of all that it says."""
        told = sha256(orjson.dumps([
            self.date, self.people, self.groups, self.met, self.texts, self.topics,
        ]))  # fmt: skip
        told.update(np.packbits(self.ties).tobytes())
        told.update(np.packbits(self.lords).tobytes())
        return told.digest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """The complete editions of one register, oldest first, and the nodes that they name."""

    source: str
    moments: tuple[Moment, ...]
    nodes: dict[str, Node]

    @property
    def dates(self) -> tuple[str, ...]:
        """Dates of the editions."""
        return tuple(moment.date for moment in self.moments)

    def at(self, date: str) -> Moment:
        """The edition of a date."""
        return self.moments[self.dates.index(date)]


def stem(word: str) -> str:
    """A word without its ending.

    >>> [stem(word) for word in ("nations", "migration", "kenya")]
    ['nation', 'migr', 'kenya']
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            return word.removesuffix(ending)
    return word


def stems(title: str, purpose: str) -> tuple[str, ...]:
    """Stems of a title, counted twice, and of a purpose, without the words that all groups have."""
    words = [*search_words(title) * TITLE_TWICE, *search_words(purpose)]
    return tuple(stem(w) for w in words if len(w) > 2 and w not in BOILERPLATE)


def read_past(
    nodes: Iterable[Node], links: Iterable[Link], editions: Iterable[Edition],
    audience: Visibility = Visibility.PUBLIC,
) -> Past:  # fmt: skip
    """The register with most complete editions of officers; no moments where there is none.

    Each moment holds what its own edition says and nothing later. Lists of members are not read:
    they are known of the newest edition only. Cost: linear in statements.
    """
    nodes, links = tuple(nodes), tuple(links)
    source, dates = _register(links, editions)
    known = {node.id: node for node in nodes}
    said = _Said(source, dates, audience)
    ties = said.pairs(links, LinkKind.OFFICER_OF)
    about = said.pairs((k for k in links if k.target in known), LinkKind.ABOUT)
    wholes = parts_of(links)
    groups = sorted({target for pairs in ties.values() for _, target in pairs})
    told = {group: said.by_date(known[group].statements) for group in groups}
    houses = said.chambers(known, {person for pairs in ties.values() for person, _ in pairs})
    moments = tuple(
        _moment(date, ties[date], about[date], wholes, {g: told[g].get(date, ()) for g in groups},
                houses[date])
        for date in dates
    )  # fmt: skip
    return Past(source=source, moments=moments, nodes=known)


def _register(links: Iterable[Link], editions: Iterable[Edition]) -> tuple[str, tuple[str, ...]]:
    """The source of officers with most complete editions, and their dates."""
    of_officers = {
        s.source for k in links if k.kind is LinkKind.OFFICER_OF for s in k.statements
        if s.method is Method.REGISTER
    }  # fmt: skip
    dates: dict[str, list[str]] = defaultdict(list)
    for edition in editions:
        if edition.complete and edition.source in of_officers:
            dates[edition.source].append(edition.date)
    source = min(dates, key=lambda s: (-len(dates[s]), s), default="")
    return source, tuple(sorted(dates.get(source, ())))


class _Said:
    """Picks what one register said in its complete editions."""

    def __init__(self, source: str, dates: tuple[str, ...], audience: Visibility) -> None:
        self.source = source
        self.dates = frozenset(dates)
        self.audience = audience

    def seen(self, statement: Statement) -> Iterator[str]:
        """Dates of the editions that say it; none where another source or a search says it."""
        usable = statement.source == self.source and statement.method is not Method.AI_SEARCH
        if usable and visible(statement, self.audience):
            yield from (date for date in statement.seen if date in self.dates)

    def pairs(self, links: Iterable[Link], kind: LinkKind) -> dict[str, set[tuple[str, str]]]:
        """Ends of the links of a kind, by date."""
        found: dict[str, set[tuple[str, str]]] = {date: set() for date in self.dates}
        for link in links:
            if link.kind is kind:
                for date in {d for s in link.statements for d in self.seen(s)}:
                    found[date].add((link.source, link.target))
        return found

    def by_date(self, statements: Iterable[Statement]) -> dict[str, tuple[Statement, ...]]:
        """Statements by the date of the edition."""
        found: dict[str, list[Statement]] = defaultdict(list)
        for statement in statements:
            for date in self.seen(statement):
                found[date].append(statement)
        return {date: tuple(said) for date, said in found.items()}

    def chambers(self, known: dict[str, Node], people: set[str]) -> dict[str, set[str]]:
        """Who sat in the Lords, by date."""
        lords: dict[str, set[str]] = {date: set() for date in self.dates}
        for person in people:
            for date, said in self.by_date(known[person].statements).items():
                if any("lords" in s.values("chamber") for s in said):
                    lords[date].add(person)
        return lords


def parts_of(links: Iterable[Link]) -> dict[str, frozenset[str]]:
    """What each country, theme and place is part of, directly."""
    found: dict[str, set[str]] = defaultdict(set)
    for link in links:
        if link.kind is LinkKind.PART_OF:
            found[link.source].add(link.target)
    return {part: frozenset(wholes) for part, wholes in found.items()}


def with_wholes(topics: Iterable[str], wholes: dict[str, frozenset[str]]) -> tuple[str, ...]:
    """Topics and all that they are part of, each once, sorted."""
    found, level = set[str](), set(topics)
    while level:
        found |= level
        level = {whole for topic in level for whole in wholes.get(topic, ())} - found
    return tuple(sorted(found))


def _moment(
    date: str,
    ties: set[tuple[str, str]],
    about: set[tuple[str, str]],
    wholes: dict[str, frozenset[str]],
    told: dict[str, tuple[Statement, ...]],
    lords: set[str],
) -> Moment:
    groups = tuple(sorted(group for group, said in told.items() if said))
    people = tuple(sorted({person for person, group in ties if told.get(group)}))
    topics: dict[str, list[str]] = defaultdict(list)
    for group, topic in about:
        topics[group].append(topic)
    return Moment(
        date=date,
        people=people,
        groups=groups,
        ties=tie_table(people, groups, ties),
        lords=np.array([person in lords for person in people], dtype=np.bool_),
        met=tuple(_last(told[group], "agm") for group in groups),
        texts=tuple(
            stems(_last(told[g], "name"), max((s.wording for s in told[g]), default=""))
            for g in groups
        ),
        topics=tuple(
            (*with_wholes(topics[g], wholes), f"filed:{_last(told[g], 'category')}")
            for g in groups
        ),
    )  # fmt: skip


def tie_table(
    people: tuple[str, ...], groups: tuple[str, ...], ties: Iterable[tuple[str, str]]
) -> Flags:
    """A row a person, a column a group, true where they are tied."""
    row = {person: i for i, person in enumerate(people)}
    column = {group: j for j, group in enumerate(groups)}
    table = np.zeros((len(people), len(groups)), dtype=np.bool_)
    for person, group in ties:
        if person in row and group in column:
            table[row[person], column[group]] = True
    return table


def _last(said: Iterable[Statement], key: str) -> str:
    """The most common value of a claim, of equals the last."""
    votes = Counter(value for s in said for value in s.values(key))
    return max(votes, key=lambda v: (votes[v], v), default="")
