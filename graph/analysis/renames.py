"""Probable renames: bodies that left and joined between two dates and look like one."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
    """What is known of a body at one date: its node, its officers, and its purpose in words."""

    node: Node
    officers: tuple[Node, ...] = ()

    @property
    def purpose(self) -> frozenset[str]:
        """Content words of the purpose that a source gives, newest wording first."""
        wordings = [s.wording for s in reversed(self.node.statements) if s.wording]
        return content_words(wordings[0]) if wordings else frozenset()


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

    Two bodies are compared when of one kind and parliament and sharing an officer or a word of
    their titles or purposes that few have. The score, 0 to 1, weighs shared officers, purpose and title; where a source
    gives no officers or purpose for one of them, the others weigh more. Ties go by ids.
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
    for old, new in _proposed(left, joined):
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


def _proposed(
    left: Sequence[Portrait], joined: Sequence[Portrait]
) -> Iterable[tuple[Portrait, Portrait]]:
    """Pairs that may be one: of one kind and parliament, sharing an officer or a rarer word."""
    keys_of = {p.node.id: _keys(p) for p in (*left, *joined)}
    often = Counter(key for keys in keys_of.values() for key in keys)
    by_key: Mapping[tuple[str, str], list[Portrait]] = defaultdict(list)
    for portrait in joined:
        for key in keys_of[portrait.node.id]:
            by_key[key].append(portrait)
    for old in left:
        near = {
            new.node.id: new
            for key in keys_of[old.node.id] if often[key] <= COMMON_WORD
            for new in by_key.get(key, ())
        }  # fmt: skip
        for _, new in sorted(near.items()):
            if _kind(old.node) == _kind(new.node):
                yield old, new


def _kind(node: Node) -> tuple[NodeKind, str]:
    return node.kind, node.get("parliament")


def _keys(portrait: Portrait) -> set[tuple[str, str]]:
    names = (portrait.node.name, *portrait.node.aliases)
    words = {("word", word) for name in names for word in content_words(name)}
    words |= {("purpose", word) for word in portrait.purpose}
    # By words, not ids: the same officer may be spelt or titled differently.
    officers = {
        ("officer", word)
        for officer in portrait.officers for word in search_words(officer.name)
        if word not in HONOURS
    }  # fmt: skip
    return words | officers


def _compared(old: Portrait, new: Portrait) -> Rename | None:
    shared = min(
        sum(any(same_person(a, b) for b in new.officers) for a in old.officers),
        sum(any(same_person(a, b) for a in old.officers) for b in new.officers),
    )
    union = len(old.officers) + len(new.officers) - shared
    parts, words = [], []
    if old.officers and new.officers:
        parts.append((WEIGHT_OFFICERS, shared / union))
        if shared:
            words.append(f"{shared} of {counted(len(new.officers), 'officer')} the same")
    if old.purpose and new.purpose:
        alike = _jaccard(old.purpose, new.purpose)
        parts.append((WEIGHT_PURPOSE, alike))
        if alike:
            words.append(f"purposes {alike:.0%} alike")
    title_words = (content_words(old.node.name), content_words(new.node.name))
    parts.append((WEIGHT_TITLE, _jaccard(*title_words)))
    if title_words[0] & title_words[1]:
        words.append(f"titles {_jaccard(*title_words):.0%} alike")
    score = sum(w * value for w, value in parts) / sum(w for w, _ in parts)
    bar = THRESHOLD if len(parts) > 1 else THRESHOLD_TITLE_ONLY
    if score < bar:
        return None
    return Rename(old=old, new=new, score=round(score, 3), why=", ".join(words))


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0
