"""Pairs of nodes that may be one, with the reasons in words: questions for a person to judge."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from urllib.parse import urlsplit

from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein

from graph.identity.common_names import GENERIC_WORDS, PEOPLES, words
from graph.identity.names import (
    abbreviation_in,
    name_key,
    normal_identifier,
    scheme_of,
)
from graph.model import Node, NodeKind

Suggested = tuple[str, str, float, tuple[str, ...]]

# A word, a prefix or a website in more names than this tells nothing about any two of them.
LARGEST_BLOCK = 25
PREFIX_LETTERS = 6
LEAST_SCORE = 0.7
LEAST_LIKENESS = 0.82
LEAST_LIKENESS_OF_WORDS = 0.74
SAME_NAME, SHORT_NAME, LONGER_NAME, OTHER_PLACE = 0.9, 0.8, 0.75, 0.45
SAME_HOST, SAME_PAGE, TWO_CHAMBERS = 0.15, 0.05, -0.3
# Hosts on which bodies of all sorts keep a page.
SHARED_HOSTS = frozenset(
    ("facebook.com", "twitter.com", "x.com", "linkedin.com", "instagram.com", "youtube.com",
     "parliament.uk", "wordpress.com", "sites.google.com", "linktr.ee", "eventbrite.co.uk")
)  # fmt: skip
_JOINING = words("of for and the in on to a with")


@dataclass(frozen=True, slots=True)
class _Name:
    """A name's key, its words, and those of them that are not joining words."""

    key: str
    words: list[str]
    telling: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Card:
    """What is compared of a node."""

    id: str
    block: str
    names: tuple[_Name, ...]
    shorts: frozenset[str]
    host: str
    pages: frozenset[tuple[str, str]]
    identifiers: frozenset[str]
    chamber: str


def suggest(
    nodes: Sequence[Node], judged: Collection[frozenset[str]], limit: int
) -> tuple[Suggested, ...]:
    """Pairs (left id, right id, score of 0 to 1, reasons) that may be one node, likeliest first.

    Only nodes of one kind, groups only within one parliament; nothing that was judged before, nor
    two to which one scheme gives different identifiers. Names are compared only where they share
    a rare word, a beginning, an abbreviation or a website. Cost: 20,000 nodes in about 3 s.
    """
    cards = [_card(node) for node in sorted(nodes, key=lambda node: node.id)]
    found = []
    for one, two in _candidates(cards):
        if judged and frozenset((one.id, two.id)) in judged:
            continue
        score, reasons = _compared(one, two)
        if score >= LEAST_SCORE:
            found.append((one.id, two.id, round(min(score, 1.0), 3), reasons))
    found.sort(key=lambda pair: (-pair[2], pair[0], pair[1]))
    return tuple(found[:limit])


def _card(node: Node) -> _Card:
    names = (node.name, *node.aliases)
    keys = dict.fromkeys(name_key(name, node.kind) for name in names)
    shorts = {abbreviation_in(name).casefold() for name in names} - {""}
    host = urlsplit(node.get("website")).hostname or ""
    host = host.removeprefix("www.")
    return _Card(
        id=node.id,
        block=f"{node.kind}:{node.get('parliament')}" if node.kind is NodeKind.APPG else node.kind,
        names=tuple(_Name(k, k.split(), frozenset(k.split()) - _JOINING) for k in keys),
        shorts=frozenset(shorts),
        host="" if host in SHARED_HOSTS else host,
        pages=frozenset((s.source, s.locator) for s in node.statements if s.locator),
        identifiers=frozenset(filter(None, map(normal_identifier, node.identifiers))),
        chamber=node.get("chamber"),
    )


# ---- which pairs are looked at


def _candidates(cards: Sequence[_Card]) -> Iterator[tuple[_Card, _Card]]:
    blocks: dict[tuple[str, str, str], list[int]] = {}
    for number, card in enumerate(cards):
        for sort, value in sorted(_handles(card)):
            blocks.setdefault((card.block, sort, value), []).append(number)
    pairs: set[tuple[int, int]] = set()
    for numbers in blocks.values():
        if 1 < len(numbers) <= LARGEST_BLOCK:
            pairs.update(combinations(numbers, 2))
    for left, right in sorted(pairs):
        yield cards[left], cards[right]


def _handles(card: _Card) -> set[tuple[str, str]]:
    """By what another node may find this one."""
    found = {("host", card.host)} if card.host else set()
    for name in card.names:
        solid = "".join(name.words)
        initials = _initials(name)
        found |= {("word", part) for part in name.telling if len(part) > 2}
        found |= {("key", name.key)}
        found |= {("start", solid[:PREFIX_LETTERS]), ("end", solid[-PREFIX_LETTERS:])}
        found |= {("short", s) for s in (solid, initials) if 3 <= len(s) <= 10}
    return found | {("short", short) for short in card.shorts}


# ---- how alike a pair is


def _compared(one: _Card, two: _Card) -> tuple[float, tuple[str, ...]]:
    score, reason = max(_names_compared(one, two))
    if not reason or _clash(one.identifiers, two.identifiers):
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
    if len(short.key) > 2 and short.key == _initials(long):
        return SHORT_NAME, f"'{short.key}' has the initials of '{long.key}'"
    return 0.0, ""


def _initials(name: _Name) -> str:
    return "".join(word[0] for word in name.words if word not in _JOINING)


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
