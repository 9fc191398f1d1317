"""Matches that are certain enough to be made by themselves: by identifier, name or abbreviation."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.identity.common_names import words
from graph.identity.names import (
    abbreviates,
    abbreviation_in,
    is_common_person,
    is_distinctive,
    name_key,
    normal_identifier,
    scheme_of,
    tidy,
)
from graph.identity.raw import RawNode
from graph.identity.suggest import suggest
from graph.model import Judgement, NodeKind, Verdict

__all__ = ["automatic", "suggest"]

BY = "kithmap"
LEAST_ABBREVIATION = 4
# Bodies whose name is a word; elsewhere the same letters may abbreviate something else.
_WORD_NAMES = words(
    "action aspire becket catch choice create crisis dash depaul emerge forward hear hope impact "
    "lifeline mind rescue relate reach refuge respond rise scope send shelter share smart spark "
    "start step steps stop target talk together trust turn unite unity vision voice voices"
)


@dataclass(slots=True)
class _Group:
    """Records found to be one so far, with what tells them from others."""

    ids: list[str]
    schemes: dict[str, set[str]]
    chambers: set[str]
    sources: set[str]

    def clashes(self, other: "_Group") -> bool:
        """Whether some scheme gives the two different values: then they are two."""
        return any(
            values.isdisjoint(other.schemes.get(scheme, values))
            for scheme, values in self.schemes.items()
        )

    def take(self, other: "_Group") -> None:
        self.ids += other.ids
        for scheme, values in other.schemes.items():
            self.schemes.setdefault(scheme, set()).update(values)
        self.chambers |= other.chambers
        self.sources |= other.sources


class _Card:
    """What is compared of a record, read once: a record is asked for each of these many times."""

    __slots__ = (
        "aliases",
        "federations",
        "group",
        "id",
        "identifiers",
        "kind",
        "names",
        "namesakes",
        "place",
    )

    def __init__(self, raw: RawNode) -> None:
        said: dict[str, set[str]] = {}
        for statement in raw.statements:
            for key, value in statement.claims:
                said.setdefault(key, set()).add(value)
        self.id, self.kind = raw.id, raw.kind
        self.names = sorted(said.get("name", _NONE))
        self.aliases = sorted(said.get("alias", _NONE))
        self.federations = [name_key(f, raw.kind) for f in said.get("federation", _NONE)]
        # The name of one branch that others bear too does not tell which is meant.
        self.namesakes = "namesakes" in said
        parliament = " ".join(sorted(said.get("parliament", _NONE)))
        # The parliament of a group, as it claims or as its id tells ("appg:uk:jazz").
        self.place = parliament or raw.id.rpartition(":")[0] if raw.kind is NodeKind.APPG else ""
        found = {normal_identifier(text) for text in said.get("identifier", _NONE)} - {""}
        self.identifiers = sorted(found)
        schemes: dict[str, set[str]] = {}
        for identifier in self.identifiers:
            schemes.setdefault(scheme_of(identifier), set()).add(identifier)
        self.group = _Group(
            ids=[raw.id],
            schemes=schemes,
            chambers=set(said.get("chamber", _NONE)),
            sources={statement.source for statement in raw.statements},
        )

    def keys(self) -> "dict[_Key, bool]":
        """The keys of its names; True where it is its name, False where an alias only."""
        kind, place = self.kind, self.place
        found = {(kind, place, name_key(name, kind)): False for name in self.aliases}
        found |= {(kind, place, name_key(name, kind)): True for name in self.names}
        return {
            key: named
            for key, named in found.items()
            if is_distinctive(key[2], kind) and key[2] not in self.federations
        }


_NONE: frozenset[str] = frozenset()


def automatic(raws: Iterable[RawNode]) -> tuple[Judgement, ...]:
    """Judgements that need no person, strongest first: identifiers, then names, then abbreviations.

    Only records of one kind are joined, groups only within one parliament. A shared identifier
    joins unless another scheme gives the two different values. An exact name joins when it is
    distinctive and at most one of its bearers has an identifier; a person's name besides only
    within one chamber, or when it is no common one. A bare abbreviation joins the only body that
    gives it in parentheses, in a source that has both. A branch of a federation never joins by
    the federation's name, nor by one that other branches bear. The order of ``raws`` does not
    matter. Cost: linear, about 30 µs a record.
    """
    cards = [_Card(raw) for raw in sorted(raws, key=lambda raw: raw.id)]
    groups = {card.id: card.group for card in cards}
    told_by_name = [card for card in cards if not card.namesakes]
    return (
        *_by_identifier(cards, groups),
        *_by_name(told_by_name, groups),
        *_by_abbreviation(told_by_name, groups),
    )


def _join(groups: dict[str, _Group], left: str, right: str, why: str) -> Iterator[Judgement]:
    """The judgement that two records are one, unless they were found to be one before."""
    one, two = groups[left], groups[right]
    if one is two:
        return
    if len(one.ids) < len(two.ids):  # so that a long chain costs no more than its sorting
        one, two = two, one
    one.take(two)
    for record_id in two.ids:
        groups[record_id] = one
    yield Judgement(left=left, right=right, verdict=Verdict.SAME, by=BY, on="", why=why)


# ---- by identifier


def _by_identifier(cards: list[_Card], groups: dict[str, _Group]) -> Iterator[Judgement]:
    holders: dict[tuple[str, NodeKind], list[str]] = {}
    for card in cards:
        for identifier in card.identifiers:
            holders.setdefault((identifier, card.kind), []).append(card.id)
    shared = sorted((key, ids) for key, ids in holders.items() if len(ids) > 1)
    for (identifier, _), (first, *rest) in shared:
        for other in rest:
            if not groups[first].clashes(groups[other]):
                yield from _join(groups, first, other, f"Both state the identifier {identifier}.")


# ---- by name

_Key = tuple[NodeKind, str, str]


def _by_name(cards: list[_Card], groups: dict[str, _Group]) -> Iterator[Judgement]:
    bearers: dict[_Key, list[str]] = {}
    named: set[_Key] = set()
    for card in cards:
        for key, is_name in card.keys().items():
            bearers.setdefault(key, []).append(card.id)
            if is_name:
                named.add(key)
    shared = dict(sorted((k, ids) for k, ids in bearers.items() if len(ids) > 1 and k in named))
    torn = _torn(shared, groups)
    for key, ids in shared.items():
        certain = [i for i in ids if i not in torn]
        if any(groups[i].schemes for i in certain) or len(certain) == len(ids):
            yield from _one_name(key, certain, groups)


def _torn(shared: dict[_Key, list[str]], groups: dict[str, _Group]) -> set[str]:
    """Records whose names, by whatever chain, lead to two identified bearers: no one can choose."""
    chain: dict[str, list[_Key]] = {}
    for key, ids in shared.items():
        for record_id in ids:
            chain.setdefault(record_id, []).append(key)
    torn: set[str] = set()
    done: set[_Key] = set()
    for start in shared:
        met, waiting, identified = set[str](), [start], set[int]()
        while waiting:
            key = waiting.pop()
            if key in done:
                continue
            done.add(key)
            for record_id in shared[key]:
                if groups[record_id].schemes:
                    identified.add(id(groups[record_id]))
                elif record_id not in met:
                    met.add(record_id)
                    waiting.extend(chain[record_id])
        if len(identified) > 1:
            torn |= met
    return torn


def _one_name(key: _Key, ids: list[str], groups: dict[str, _Group]) -> Iterator[Judgement]:
    distinct = {id(groups[i]): groups[i] for i in ids}
    if sum(bool(group.schemes) for group in distinct.values()) > 1:
        return
    kind, _, name = key
    # The identified bearer comes first, so that all others are held against it.
    first, *rest = sorted(ids, key=lambda i: (not groups[i].schemes, i))
    for other in rest:
        if kind is NodeKind.PERSON and not _may_be_one(name, groups[first], groups[other]):
            continue
        yield from _join(groups, first, other, f"Both bear the name '{name}', and nobody else.")


def _may_be_one(name: str, one: _Group, two: _Group) -> bool:
    if one is two:
        return True
    if one.chambers and two.chambers:
        return not one.chambers.isdisjoint(two.chambers)
    return not is_common_person(name)


# ---- by abbreviation


def _by_abbreviation(cards: list[_Card], groups: dict[str, _Group]) -> Iterator[Judgement]:
    """A bare "Caabu" is the only body that writes "(Caabu)" behind its name, in the same source."""
    bodies = [card for card in cards if card.kind is NodeKind.ORGANISATION]
    spelled: dict[str, list[str]] = {}
    carriers: dict[str, set[int]] = {}
    for card in bodies:
        for short in _abbreviations(card):
            spelled.setdefault(short, []).append(card.id)
            carriers.setdefault(short.casefold(), set()).add(id(groups[card.id]))
    for card in bodies:
        for bare in sorted({tidy(name) for name in card.names} & spelled.keys()):
            if len(carriers[bare.casefold()]) == 1:
                yield from _expanded(card.id, bare, spelled[bare][0], groups)


def _abbreviations(card: _Card) -> tuple[str, ...]:
    """What a body calls itself for short, in parentheses or as another name."""
    names = (*card.names, *card.aliases)
    found = {abbreviation_in(name) for name in names if "(" in name}
    for alias in map(tidy, card.aliases):
        if " " not in alias and any(abbreviates(alias, name) for name in names):
            found.add(alias)
    return tuple(sorted(found - {""}))


def _expanded(
    record_id: str, bare: str, full: str, groups: dict[str, _Group]
) -> Iterator[Judgement]:
    one, two = groups[full], groups[record_id]
    telling = len(bare) >= LEAST_ABBREVIATION and bare.casefold() not in _WORD_NAMES
    if telling and not two.schemes and one.sources & two.sources:
        yield from _join(
            groups, full, record_id, f"Only one body here abbreviates itself '{bare}'."
        )
