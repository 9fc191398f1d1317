"""Probable renames: bodies that left and joined between two dates and look like one."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from graph.analysis.sentences import counted
from graph.model import Node, NodeKind
from graph.text import search_words

# Titles of honour and of office: a person who gains one is still the same person.
PEERAGE = frozenset(
    {"lord", "lady", "baroness", "baron", "viscount", "viscountess", "earl", "countess"}
)
HONOURS = PEERAGE | {
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "rev", "revd", "reverend",
    "sir", "dame", "rt", "right", "hon", "honourable", "the", "mp", "msp", "mla", "of",
}  # fmt: skip
# Words that every group's title has, so that they tell nothing of what it is about.
BOILERPLATE = frozenset({
    "all", "party", "partly", "parliamentary", "cross", "group", "appg", "apg", "cpg", "the",
    "a", "an", "and", "or", "for", "of", "on", "in", "to", "with", "from", "by", "at", "its",
    "as", "uk",
})  # fmt: skip
# A misspelt name differs by one letter; shorter names differ so between two people.
SPELLING_LENGTH = 12
# What each likeness counts; officers weigh most since a group's people outlive its title.
WEIGHT_OFFICERS, WEIGHT_PURPOSE, WEIGHT_TITLE = 0.4, 0.35, 0.25
# On the ten pairs of register editions from January 2025 to June 2026 every rename known by hand
# scores 0.55 or more and no other pair of a group that left with one that joined above 0.3.
THRESHOLD = 0.45
# A title alone is weaker evidence than a title with people or purpose.
THRESHOLD_TITLE_ONLY = 0.7
# A word in more titles than this proposes no pairs: it would compare everything with everything.
COMMON_WORD = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """What is known of a body at one date: its node and its officers."""

    node: Node
    officers: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Traits:
    """A portrait in words that can be compared: of its title, its purpose, its officers' names."""

    portrait: Portrait
    title: frozenset[str]
    purpose: frozenset[str]
    keys: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rename:
    """A body that left and one that joined which are probably one, with the reasons in words."""

    old: Portrait
    new: Portrait
    score: float
    why: str


def content_words(text: str) -> frozenset[str]:
    """Folded words of a title or purpose without those that all have.

    >>> sorted(content_words("All-Party Parliamentary Group on Men's Health"))
    ['health', 'mens']
    """
    return frozenset(search_words(text)) - BOILERPLATE


def same_person(left: Node, right: Node) -> bool:
    """Whether two person nodes of one office are one person, spelt or titled differently.

    True when a name without titles of honour equals the other's or lies within it, or is one
    letter off; a peer and a commoner are the same only with equal ids. Isolated nodes: as others.

    >>> from graph.assemble import assemble_node
    >>> from graph.model import Statement
    >>> def person(name):
    ...     said = Statement(source="s", seen=("2026",), subject=name, claims=(("name", name),))
    ...     return assemble_node(name, NodeKind.PERSON, (said,))
    >>> same_person(person("Jo Bloggs"), person("Dame Jo Bloggs"))
    True
    >>> same_person(person("Lord Taylor of Here"), person("Lord Taylor of There"))
    False
    """
    if left.id == right.id:
        return True
    return any(
        _same_name(search_words(one), search_words(other))
        for one in (left.name, *left.aliases)
        for other in (right.name, *right.aliases)
    )


def _same_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if bool(PEERAGE & {*one}) != bool(PEERAGE & {*other}):
        return False
    plain, against = ([w for w in name if w not in HONOURS] for name in (one, other))
    small, large = sorted((frozenset(plain), frozenset(against)), key=lambda s: (len(s), sorted(s)))
    if (small and small == large) or (len(small) > 1 and small < large):
        return True
    text, other_text = " ".join(plain), " ".join(against)
    enough = min(len(text), len(other_text)) >= SPELLING_LENGTH
    return enough and Levenshtein.distance(text, other_text, score_cutoff=1) <= 1


def same_body(left: Node, right: Node) -> bool:
    """Whether two organisations are one but for spelling, brackets or words such as "Limited"."""
    if left.id == right.id:
        return True
    names = [
        {content_words(name.split("(")[0]) - {"ltd", "limited", "llp", "cic", "plc"} for name in
         (node.name, *node.aliases)}
        for node in (left, right)
    ]  # fmt: skip
    return any(words and words in names[1] for words in names[0])


def probable_renames(left: Sequence[Portrait], joined: Sequence[Portrait]) -> tuple[Rename, ...]:
    """One-to-one best matching of bodies that left with bodies that joined, best first.

    Two bodies are compared when of one kind and parliament and sharing a word of their titles,
    purposes or officers' names that few have. The score, 0 to 1, weighs shared officers, purpose
    and title; where a source gives no officers or purpose of one of them, the others weigh more.
    Ties go by ids.
    Cost: the compared pairs, times officers squared.

    >>> from graph.assemble import assemble_node
    >>> from graph.model import Statement
    >>> def group(name):
    ...     said = Statement(source="s", seen=("2026",), subject=name, claims=(("name", name),))
    ...     return Portrait(node=assemble_node(name, NodeKind.APPG, (said,)))
    >>> found = probable_renames([group("Polar Bears"), group("Tea")], [group("APPG Bears, Polar")])
    >>> [(r.old.node.id, r.score) for r in found]
    [('Polar Bears', 1.0)]
    """
    found = []
    for old, new in _proposed([_traits(p) for p in left], [_traits(p) for p in joined]):
        rename = _compared(old, new)
        if rename is not None:
            found.append(rename)
    found.sort(key=lambda r: (-r.score, *sorted((r.old.node.id, r.new.node.id))))
    taken: set[str] = set()
    best = []
    for rename in found:
        ids = {rename.old.node.id, rename.new.node.id}
        if not ids & taken:
            taken |= ids
            best.append(rename)
    return tuple(best)


def _traits(portrait: Portrait) -> _Traits:
    node = portrait.node
    wordings = [s.wording for s in reversed(node.statements) if s.wording]
    title = content_words(node.name)
    names = title.union(*(content_words(alias) for alias in node.aliases))
    purpose = content_words(wordings[0]) if wordings else frozenset()
    # By words, not ids: the same officer may be spelt or titled differently.
    officers = {w for officer in portrait.officers for w in search_words(officer.name)} - HONOURS
    keys = {("title", w) for w in names} | {("purpose", w) for w in purpose}
    keys |= {("officer", w) for w in officers}
    return _Traits(portrait=portrait, title=title, purpose=purpose, keys=frozenset(keys))


def _proposed(
    left: Sequence[_Traits], joined: Sequence[_Traits]
) -> Iterator[tuple[_Traits, _Traits]]:
    """Pairs that may be one: of one kind and parliament, sharing a word that few have."""
    often = Counter(key for traits in (*left, *joined) for key in traits.keys)
    by_key: dict[tuple[str, str], list[_Traits]] = defaultdict(list)
    for new in joined:
        for key in new.keys:
            by_key[key].append(new)
    for old in left:
        near = {
            new.portrait.node.id: new
            for key in old.keys if often[key] <= COMMON_WORD
            for new in by_key.get(key, ())
        }  # fmt: skip
        for _, new in sorted(near.items()):
            if _kind(old) == _kind(new):
                yield old, new


def _kind(traits: _Traits) -> tuple[NodeKind, str]:
    return traits.portrait.node.kind, traits.portrait.node.get("parliament")


def _compared(old: _Traits, new: _Traits) -> Rename | None:
    """The likeness of two bodies by what is known of both; None below the threshold."""
    parts, words = [(WEIGHT_TITLE, _jaccard(old.title, new.title))], []
    before, after = old.portrait.officers, new.portrait.officers
    if before and after:
        shared = _shared(before, after)
        parts.append((WEIGHT_OFFICERS, shared / (len(before) + len(after) - shared)))
        if shared:
            words.append(f"{shared} of {counted(len(after), 'officer')} the same")
    if old.purpose and new.purpose:
        alike = _jaccard(old.purpose, new.purpose)
        parts.append((WEIGHT_PURPOSE, alike))
        if alike:
            words.append(f"purposes {alike:.0%} alike")
    if old.title & new.title:
        words.append(f"titles {parts[0][1]:.0%} alike")
    score = sum(w * value for w, value in parts) / sum(w for w, _ in parts)
    if score < (THRESHOLD if len(parts) > 1 else THRESHOLD_TITLE_ONLY):
        return None
    return Rename(old=old.portrait, new=new.portrait, score=round(score, 3), why=", ".join(words))


def _shared(before: tuple[Node, ...], after: tuple[Node, ...]) -> int:
    """How many officers two lists share, the same number whichever is named first."""
    return min(
        sum(any(same_person(a, b) for b in after) for a in before),
        sum(any(same_person(a, b) for a in before) for b in after),
    )


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0
