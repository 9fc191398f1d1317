"""How near each body is in topic to two ends: by themes, countries, communities, words of names."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from graph.analysis.find import core_words
from graph.model import LinkKind, NodeKind
from graph.network import KIND_CODES, LINK_CODES, Flags, Ints, Network
from graph.schema import CONTEXT_KINDS

Floats = NDArray[np.float64]

# Words of names that say what sort of body it is, or that it is British, not what it is about.
_FORM = (
    "action agency alliance association body britain british campaign centre charity club "
    "coalition committee community company connect consortium council england federation forum "
    "foundation friend fund global group initiative institute international ireland limited ltd "
    "london movement national network northern office organisation partnership plc policy "
    "programme project public scotland service social society support team together trust uk "
    "union united university wale welsh work working world"
)
_FORM_WORDS = frozenset(_FORM.split())
# Shorter words are initials and particles.
_SHORTEST = 3
# Of more bodies beside an end, or holders of a word, each tells too little to be worth reading.
_MANY = 200
# One name in which two words stand together may be chance.
_TOGETHER = 2
# What a body beside it is about, or what its subject is part of, is half of what a body is about.
_HALF = 0.5
# Who shares half of its subjects with the ends is as near as can be.
_FULL = 2.0
_COMMON_GROUND = CONTEXT_KINDS | {NodeKind.COMMUNITY}
# A body is about what those are about that speak for it, run it, represent it or are part of it.
_BESIDE = frozenset({LinkKind.SECRETARIAT_OF, LinkKind.RUNS, LinkKind.PART_OF, LinkKind.REPRESENTS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Which vertices hold word w: ``at[begin[w]:begin[w + 1]]``; ``rarity`` of each word.

    ``square`` (n,) is the sum of squared rarities of the words that a vertex holds.
    """

    number: dict[str, int]
    begin: Ints
    at: Ints
    rarity: Floats
    square: Floats

    def holders(self, word: str) -> Ints:
        """Vertices whose name holds the word, ascending."""
        w = self.number[word]
        return self.at[self.begin[w] : self.begin[w + 1]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Common ground that vertices have: pairs of a vertex and its ground, each once, by vertex.

    ``rarity`` (n,) of each piece of ground; every piece has itself.
    """

    vertex: Ints
    ground: Ints
    rarity: Floats

    @property
    def square(self) -> Floats:
        """Sum of squared rarities of the ground that each vertex has, shape (n,)."""
        return _sums(self.vertex, self.rarity[self.ground] ** 2, len(self.rarity))

    def of(self, vertex: int) -> Ints:
        """The common ground of one vertex, ascending."""
        first, last = np.searchsorted(self.vertex, [vertex, vertex + 1])
        return self.ground[first:last]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the links that may tell say of all bodies, whatever the ends.

    ``one`` and ``other`` are pairs of bodies that stand beside one another, each twice; ``square``
    is that of the ground.
    """

    ground: Ground
    square: Floats
    one: Ints
    other: Ints


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads ``Told`` of a network by the links that may tell, given as bytes of their flags.

    As a value of its own it is read once a network for each choice of links: at a million nodes
    that is most of the time of a question.
    """

    usable: bytes

    def __call__(self, network: Network) -> Told:
        """What these links tell."""
        usable = np.frombuffer(self.usable, dtype=np.bool_)
        ground = _ground(network, usable)
        one, other = _beside(network, usable)
        return Told(ground=ground, square=ground.square, one=one, other=other)


def topic_words(name: str) -> tuple[str, ...]:
    """The words of a name that tell what a body is about, singular, each once.

    >>> topic_words("Refugee Council"), topic_words("All-Party Parliamentary Group on Refugees")
    (('refugee',), ('refugee',))
    """
    return tuple(dict.fromkeys(filter(None, map(_topic_word, core_words(name)))))


# Names are made of the same words again and again.
@lru_cache(maxsize=65_536)
def _topic_word(word: str) -> str:
    """A word in the singular; empty where it tells of no topic."""
    single = _singular(word)
    return single if len(single) >= _SHORTEST and single not in _FORM_WORDS else ""


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def nearness(network: Network, ends: tuple[int, int], *, usable: Flags) -> Floats:
    """How near each vertex is in topic to two ends, from 0 to 1, shape (n,).

    A body's topic is made of the words of its name, of its themes, countries, communities, places
    and of the register's category; rare ones count more. The ends' topic has these of both ends,
    by half what the bodies beside them are about (whose secretariat they are, whom they run, what
    is part of them) and what their subjects are part of, and a little the words that stand beside
    theirs in other names. Nearness is the share of a body's topic that the ends have too (cosine),
    its own and by half that of the nearest body beside it, doubled and cut at 1. People have no
    topic: 0. ``usable`` (m,) are the links that may tell.
    Cost: linear in links; the first call on a network reads all names.

    >>> network = Network.of("kenya trust", "kenya fund", "leeds")
    >>> nearness(network, (0, 0), usable=np.ones(0, bool)).round(2).tolist()
    [0.74, 0.74, 0.0]

    Source: Salton and Buckley 1988, Information Processing and Management 24 (rarity, cosine).
    """
    words, told = network.once(_words), network.once(_Reading(usable.tobytes()))
    ground = told.ground
    said, shared = _profile(network, ends, told)
    both = np.zeros(network.n)
    for word, weight in sorted(_with_companions(network, words, said).items()):
        both[words.holders(word)] += weight * words.rarity[words.number[word]] ** 2
    weight_of = np.zeros(network.n)
    weight_of[list(shared)] = list(shared.values())
    share = weight_of[ground.ground] * ground.rarity[ground.ground] ** 2
    both += _sums(ground.vertex, share, network.n)
    own = words.square + told.square
    for category, filed in sorted(network.once(_filed).items()):
        rarity = _rarity(len(filed), network.once(_in_categories))
        own[filed] += rarity**2
        if any(network.nodes[end].get("category") == category for end in ends):
            both[filed] += rarity**2
    cosine = np.divide(both, np.sqrt(own), out=np.zeros(network.n), where=own > 0)
    cosine[network.kind == KIND_CODES[NodeKind.PERSON]] = 0.0
    return np.minimum(1.0, _FULL * (cosine + _HALF * _lent(network, cosine, ends, told)))


def _lent(network: Network, cosine: Floats, ends: tuple[int, int], told: Told) -> Floats:
    """The cosine of the nearest body beside each vertex, the ends left out, shape (n,)."""
    lender = cosine.copy()
    lender[list(ends)] = 0.0
    best = np.zeros(network.n)
    np.maximum.at(best, told.one, lender[told.other])
    return best


def _beside(network: Network, usable: Flags) -> tuple[Ints, Ints]:
    """Pairs of bodies that stand beside one another, each twice."""
    kinds = [LINK_CODES[kind] for kind in sorted(_BESIDE)]
    person = network.kind == KIND_CODES[NodeKind.PERSON]
    kept = usable & network.introduces & np.isin(network.link_kind, kinds)
    kept &= ~person[network.link_source] & ~person[network.link_target]
    source, target = network.link_source[kept], network.link_target[kept]
    return np.concatenate([source, target]), np.concatenate([target, source])


def _profile(
    network: Network, ends: tuple[int, int], told: Told
) -> tuple[dict[str, float], dict[int, float]]:
    """Weight of each word and of each piece of common ground that the ends have."""
    ground = told.ground
    words: dict[str, float] = {}
    shared: dict[int, float] = {}
    for end in sorted(set(ends)):
        near = told.other[told.one == end].tolist()
        for vertex, weight in [(end, 1.0), *((v, _HALF) for v in near if len(near) <= _MANY)]:
            for word in _words_of(network, vertex):
                words[word] = max(weight, words.get(word, 0.0))
            for piece in ground.of(vertex).tolist():
                shared[piece] = max(weight, shared.get(piece, 0.0))
    for piece, weight in list(shared.items()):
        others, at, outward = network.around(piece)
        part = outward & (network.link_kind[at] == LINK_CODES[LinkKind.PART_OF])
        for whole in others[part].tolist():
            shared[whole] = max(_HALF * weight, shared.get(whole, 0.0))
    return words, shared


def _words_of(network: Network, vertex: int) -> tuple[str, ...]:
    node = network.nodes[vertex]
    return () if node.kind is NodeKind.PERSON else topic_words(node.name)


def _ground(network: Network, usable: Flags) -> Ground:
    """Countries, communities, places and themes that each vertex has; each piece has itself."""
    piece = np.isin(network.kind, [KIND_CODES[kind] for kind in sorted(_COMMON_GROUND)])
    told = usable & ~network.introduces & piece[network.link_target]
    itself = np.flatnonzero(piece)
    vertex = np.concatenate([network.link_source[told], itself]).astype(np.int64)
    ground = np.concatenate([network.link_target[told], itself]).astype(np.int64)
    pairs = np.unique(vertex * network.n + ground)
    vertex, ground = np.divmod(pairs, max(network.n, 1))
    holders = np.bincount(ground, minlength=network.n)
    return Ground(
        vertex=vertex.astype(np.int32),
        ground=ground.astype(np.int32),
        rarity=_rarities(holders, len(np.unique(vertex))),
    )


def _rarities(holders: NDArray[np.int64], of: int) -> Floats:
    """1 for what one of so many has, 0 for what all have, in between by the logarithm."""
    if of < 2:
        return np.zeros(len(holders))
    return np.asarray(np.clip(1 - np.log(np.maximum(holders, 1)) / np.log(of), 0.0, 1.0))


def _sums(at: Ints, values: Floats, n: int) -> Floats:
    return np.asarray(np.bincount(at, values, n), dtype=np.float64)


def _rarity(holders: int, of: int) -> float:
    return float(_rarities(np.array([holders]), of)[0])


def _filed(network: Network) -> dict[str, list[int]]:
    """Vertices by the category under which a register files them."""
    filed: dict[str, list[int]] = {}
    for vertex, node in enumerate(network.nodes):
        if category := node.get("category"):
            filed.setdefault(category, []).append(vertex)
    return filed


def _in_categories(network: Network) -> int:
    return sum(len(filed) for filed in network.once(_filed).values())


def _with_companions(network: Network, words: Words, said: dict[str, float]) -> dict[str, float]:
    """The words, and those that stand beside them in names ("asylum" beside "refugee")."""
    weights = dict(said)
    for word, weight in sorted(said.items()):
        holders = words.holders(word)
        few = holders.tolist() if len(holders) <= _MANY else []
        beside = Counter(other for v in few for other in _words_of(network, v))
        for other in (other for other, both in beside.items() if both >= _TOGETHER):
            like = beside[other] / np.sqrt(len(holders) * len(words.holders(other)))
            weights[other] = max(weights.get(other, 0.0), weight * float(like))
    return weights


def _words(network: Network) -> Words:
    rows = [(word, v) for v in range(network.n) for word in _words_of(network, v)]
    many = Counter(word for word, _ in rows)
    number = {word: w for w, word in enumerate(sorted(many))}
    numbered = sorted((number[word], v) for word, v in rows)
    begin = np.zeros(len(number) + 1, dtype=np.int32)
    np.cumsum([many[word] for word in number], out=begin[1:])
    at = np.array([v for _, v in numbered], dtype=np.int32)
    rarity = _rarities(np.diff(begin).astype(np.int64), len(np.unique(at)))
    square = _sums(at, np.repeat(rarity**2, np.diff(begin)), network.n)
    return Words(number=number, begin=begin, at=at, rarity=rarity, square=square)
