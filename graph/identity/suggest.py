"""Pairs of nodes that may be one, with the reasons in words: questions for a person to judge."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein

from graph.identity.blocks import (
    JOINING,
    LARGEST_BLOCK,
    LEAST_LIKENESS,
    NameRow,
    initials,
    telling,
    worth_comparing,
)
from graph.identity.common_names import GENERIC_WORDS, PEOPLES, words
from graph.identity.names import (
    abbreviation_in,
    name_key,
    normal_identifier,
    scheme_of,
)
from graph.model import Node, NodeKind

__all__ = ["LARGEST_BLOCK", "Suggested", "suggest"]

Suggested = tuple[str, str, float, tuple[str, ...]]

LEAST_SCORE = 0.7
LEAST_LIKENESS_OF_WORDS = 0.74
SAME_NAME, SHORT_NAME, LONGER_NAME, OTHER_PLACE = 0.9, 0.8, 0.75, 0.45
SAME_HOST, SAME_PAGE, TWO_CHAMBERS = 0.15, 0.05, -0.3
# Hosts on which bodies of all sorts keep a page.
SHARED_HOSTS = frozenset(
    ("facebook.com", "twitter.com", "x.com", "linkedin.com", "instagram.com", "youtube.com",
     "parliament.uk", "wordpress.com", "sites.google.com", "linktr.ee", "eventbrite.co.uk")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Name:
    """A name's key, its words, and those of them that are not joining words."""

    key: str
    words: list[str]
    telling: frozenset[str]


class _Card:
    """What is compared of a node; most nodes are never compared, so most is worked out late."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self.id = node.id
        names = (node.name, *node.aliases)
        self.keys = tuple(dict.fromkeys(name_key(name, node.kind) for name in names))

    @property
    def block(self) -> str:
        """Only nodes of one kind are compared, groups only within one parliament."""
        node = self.node
        return f"{node.kind}:{node.get('parliament')}" if node.kind is NodeKind.APPG else node.kind

    @property
    def host(self) -> str:
        """The host of its website, unless many keep a page there."""
        host = urlsplit(self.node.get("website")).hostname or ""
        host = host.removeprefix("www.")
        return "" if host in SHARED_HOSTS else host

    @cached_property
    def shorts(self) -> frozenset[str]:
        """Abbreviations that its names give of themselves."""
        names = (self.node.name, *self.node.aliases)
        return frozenset({abbreviation_in(n).casefold() for n in names if "(" in n} - {""})

    @cached_property
    def names(self) -> tuple[_Name, ...]:
        """Its names, taken apart."""
        parts = ((key, key.split()) for key in self.keys)
        return tuple(_Name(key, found, frozenset(found) - JOINING) for key, found in parts)

    @cached_property
    def pages(self) -> frozenset[tuple[str, str]]:
        """Where it stands in the sources."""
        return frozenset((s.source, s.locator) for s in self.node.statements if s.locator)

    @cached_property
    def identifiers(self) -> frozenset[str]:
        """Its identifiers in their one spelling."""
        return frozenset(filter(None, map(normal_identifier, self.node.identifiers)))

    @property
    def chamber(self) -> str:
        """The chamber in which a person sits."""
        return self.node.get("chamber")

    @cached_property
    def federation(self) -> str:
        """Key of the federation of which it is a branch; empty for a body of its own."""
        name = self.node.get("federation")
        return name_key(name, self.node.kind) if name else ""

    def rows(self, number: int) -> Iterator[NameRow]:
        """Its names, to be found by."""
        host, shorts = self.host, tuple(sorted(self.shorts))
        for key in self.keys:
            yield NameRow(number, key, telling(key), shorts, host)


def suggest(
    nodes: Sequence[Node], judged: Collection[frozenset[str]], limit: int
) -> tuple[Suggested, ...]:
    """Pairs (left id, right id, score of 0 to 1, reasons) that may be one node, likeliest first.

    Only nodes of one kind, groups only within one parliament; nothing that was judged before, nor
    two to which one scheme gives different identifiers, nor two branches of one federation, nor a
    branch and its federation. Names are compared only where they share a rare word, a beginning or
    an end, an abbreviation or a website, or stand beside one another in the alphabet.
    Cost: near linear; 500,000 nodes in under 2 minutes and 2 GB.
    """
    blocks: dict[str, list[_Card]] = {}
    for node in sorted(nodes, key=lambda node: node.id):
        card = _Card(node)
        blocks.setdefault(card.block, []).append(card)
    found = []
    for cards in blocks.values():
        for one, two in _candidates(cards):
            if judged and frozenset((one.id, two.id)) in judged:
                continue
            score, reasons = _compared(one, two)
            if score >= LEAST_SCORE:
                found.append((one.id, two.id, round(min(score, 1.0), 3), reasons))
    found.sort(key=lambda pair: (-pair[2], pair[0], pair[1]))
    return tuple(found[:limit])


def _candidates(cards: Sequence[_Card]) -> Iterator[tuple[_Card, _Card]]:
    rows = [row for number, card in enumerate(cards) for row in card.rows(number)]
    for left, right in worth_comparing(rows):
        yield cards[left], cards[right]


# ---- how alike a pair is


def _compared(one: _Card, two: _Card) -> tuple[float, tuple[str, ...]]:
    score, reason = max(_names_compared(one, two))
    if not reason or _clash(one.identifiers, two.identifiers) or _branches(one, two):
        return 0.0, ()
    reasons = [reason]
    if one.host and one.host == two.host:
        score += SAME_HOST
        reasons.append(f"both have the website {one.host}")
    if one.pages & two.pages:
        source, locator = min(one.pages & two.pages)
        score += SAME_PAGE
        reasons.append(f"both stand at one place of {source}: {locator[:60]}")
    if one.chamber and two.chamber and one.chamber != two.chamber:
        score += TWO_CHAMBERS
        reasons.append(f"but one sits in the {one.chamber}, the other in the {two.chamber}")
    return score, tuple(reasons)


def _branches(one: _Card, two: _Card) -> bool:
    """Whether the two are branches of one federation, or a branch and its federation."""
    if not one.federation and not two.federation:
        return False
    return one.federation == two.federation or (
        one.federation in two.keys or two.federation in one.keys
    )


def _clash(one: Iterable[str], two: Iterable[str]) -> bool:
    held: dict[str, set[str]] = {}
    for identifier in one:
        held.setdefault(scheme_of(identifier), set()).add(identifier)
    given: dict[str, set[str]] = {}
    for identifier in two:
        given.setdefault(scheme_of(identifier), set()).add(identifier)
    return any(values.isdisjoint(given.get(scheme, values)) for scheme, values in held.items())


def _names_compared(one: _Card, two: _Card) -> Iterator[tuple[float, str]]:
    yield 0.0, ""
    for left in one.names:
        for right in two.names:
            pair = f"'{left.key}' and '{right.key}'"
            if left.key == right.key:
                yield SAME_NAME, f"both are called '{left.key}'"
            elif left.telling == right.telling and left.telling:
                same = sorted(left.words) == sorted(right.words)
                how = "the same words in another order" if same else "the same words but small ones"
                yield SAME_NAME - 0.02, f"{pair} have {how}"
            else:
                yield _abbreviation(left, right, two)
                yield _abbreviation(right, left, one)
                yield _spelling(left, right, pair)
                if not one.block.startswith(NodeKind.APPG):  # a subject is no part of another
                    yield _one_in_the_other(*sorted((left, right), key=lambda n: len(n.telling)))


def _abbreviation(short: _Name, long: _Name, of_long: _Card) -> tuple[float, str]:
    if len(short.words) > 1:
        return 0.0, ""
    if short.key in of_long.shorts:
        return SHORT_NAME + 0.05, f"'{short.key}' is how '{long.key}' abbreviates itself"
    if len(short.key) > 2 and short.key == initials(long.key):
        return SHORT_NAME, f"'{short.key}' has the initials of '{long.key}'"
    return 0.0, ""


def _one_in_the_other(short: _Name, long: _Name) -> tuple[float, str]:
    if not short.telling < long.telling:
        return 0.0, ""
    # One word of seven letters or fewer is part of too many names.
    if not short.telling or (len(short.telling) < 2 and len(min(short.telling)) < 8):
        return 0.0, ""
    more = sorted(long.telling - short.telling)
    added = " ".join(more)
    if len(more) == 1 and len(short.telling) >= 4 and added not in _TELLING_APART:
        return SHORT_NAME, f"one name of {len(long.words)} words adds only '{added}'"
    if GENERIC_WORDS.issuperset(more) and _TELLING_APART.isdisjoint(more):
        return LONGER_NAME, f"one name adds only '{added}'"
    return OTHER_PLACE, f"one name adds '{added}'"


# Words that make another body of the same name: of another nation, people, region or age.
_TELLING_APART = PEOPLES | words(
    "scottish welsh english northern scotland wales england london british international north "
    "south east west midlands women womens youth children young students junior"
)


def _spelling(left: _Name, right: _Name, pair: str) -> tuple[float, str]:
    """Names alike but for a few letters, in all and in the words that differ; years must agree."""
    alike = fuzz.ratio(left.key, right.key, score_cutoff=100 * LEAST_LIKENESS) / 100
    one, two = left.telling, right.telling
    if not alike or one <= two or two <= one or one ^ two <= _TELLING_APART:
        return 0.0, ""
    if _numbers(left) != _numbers(right):
        return 0.0, ""
    rest = [" ".join(w for w in name.words if w in one ^ two) for name in (left, right)]
    if fuzz.ratio(*rest, score_cutoff=100 * LEAST_LIKENESS_OF_WORDS) == 0:
        return 0.0, ""
    letters = DamerauLevenshtein.distance(left.key, right.key)
    return alike * SAME_NAME, f"{pair} differ in {letters} letter{'s' if letters > 1 else ''}"


def _numbers(name: _Name) -> list[str]:
    return [word for word in name.words if word.isdigit()]
