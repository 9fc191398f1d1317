"""How near each body is in topic to two ends: by themes, countries, communities, words of names."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.analysis.find import core_words
from graph.model import NodeKind
from graph.network import KIND_CODES, Flags, Ints, Network
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
_COMMON_GROUND = CONTEXT_KINDS | {NodeKind.COMMUNITY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Which vertices hold word w: ``at[begin[w]:begin[w + 1]]``; ``named`` is how many hold any."""

    number: dict[str, int]
    begin: Ints
    at: Ints
    named: int

    def holders(self, word: str) -> Ints:
        """Vertices whose name holds the word, ascending."""
        w = self.number[word]
        return self.at[self.begin[w] : self.begin[w + 1]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bodies:
    """Ties between bodies, neither end a person, each twice; ``many`` counts them, shape (n,)."""

    one: Ints
    other: Ints
    many: Ints


def topic_words(name: str) -> tuple[str, ...]:
    """The words of a name that tell what a body is about, singular, each once.

    >>> topic_words("Refugee Council"), topic_words("All-Party Parliamentary Group on Refugees")
    (('refugee',), ('refugee',))
    """
    singular = (_singular(word) for word in core_words(name))
    return tuple(
        dict.fromkeys(w for w in singular if len(w) >= _SHORTEST and w not in _FORM_WORDS)
    )


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def nearness(network: Network, ends: tuple[int, int], *, usable: Flags) -> Floats:
    """How much each vertex has in common with two ends, from 0 to 1, shape (n,).

    Counted are words of names, themes, countries, communities, places and the register's category
    that an end shares with a body, rare ones more: what a single node holds counts 1, what all
    hold 0. Words that stand beside an end's words in other names count in part. What the d bodies
    beside a body (its secretariat, its funders) share counts 1 / (1 + d) each, on the body's side
    and on the ends'. People have no topic: 0. ``usable`` (m,) are the links that may tell.
    Cost: linear in links; the first call on a network reads all names.

    >>> network = Network.of("kenya trust", "kenya fund", "leeds")
    >>> nearness(network, (0, 0), usable=np.ones(0, bool)).round(2).tolist()
    [0.37, 0.37, 0.0]
    """
    words, bodies = network.once(_words), network.once(_bodies)
    ground_links = usable & ~network.introduces
    said, ground = _profile(network, ends, bodies, ground_links)
    own = np.zeros(network.n)
    for word, weight in sorted(_with_companions(network, words, said).items()):
        holders = words.holders(word)
        own[holders] += weight * _rarity(len(holders), words.named)
    filed = network.once(_filed)
    for category in sorted({network.nodes[end].get("category") for end in ends} - {""}):
        own[filed[category]] += _rarity(len(filed[category]), sum(map(len, filed.values())))
    grounded = _grounded(network, ground_links)
    for vertex, weight in sorted(ground.items()):
        holders = _in_common(network, vertex, ground_links)
        own[holders] += weight * _rarity(len(holders), grounded)
        own[vertex] += weight
    own[network.kind == KIND_CODES[NodeKind.PERSON]] = 0.0
    lent = own.copy()
    lent[list(ends)] = 0.0
    beside = np.bincount(bodies.one, weights=lent[bodies.other], minlength=network.n)
    return np.minimum(1.0, own + beside / (1 + bodies.many))


def _profile(
    network: Network, ends: tuple[int, int], bodies: Bodies, ground_links: Flags
) -> tuple[dict[str, float], dict[int, float]]:
    """Weight of each word and of each piece of common ground that the ends have."""
    words: dict[str, float] = {}
    ground: dict[int, float] = {}
    for end in ends:
        row = slice(*np.searchsorted(bodies.one, [end, end + 1]))
        near = bodies.other[row].tolist() if bodies.many[end] <= _MANY else []
        for vertex, weight in [(end, 1.0), *((v, 1 / (1 + len(near))) for v in near)]:
            for word in _words_of(network, vertex):
                words[word] = max(weight, words.get(word, 0.0))
            for common in _grounds(network, vertex, ground_links):
                ground[common] = max(weight, ground.get(common, 0.0))
    return words, ground


def _words_of(network: Network, vertex: int) -> tuple[str, ...]:
    node = network.nodes[vertex]
    return () if node.kind is NodeKind.PERSON else topic_words(node.name)


def _grounds(network: Network, vertex: int, ground_links: Flags) -> list[int]:
    """Countries, communities, places and themes that a vertex is linked with, itself if one."""
    if network.nodes[vertex].kind in _COMMON_GROUND:
        return [vertex]
    others, at, _ = network.around(vertex)
    kinds = [KIND_CODES[kind] for kind in sorted(_COMMON_GROUND)]
    shared = np.isin(network.kind[others], kinds) & ground_links[at]
    return sorted(set(others[shared].tolist()))


def _in_common(network: Network, vertex: int, ground_links: Flags) -> Ints:
    """Vertices that are linked with a piece of common ground, ascending."""
    others, at, _ = network.around(vertex)
    return np.unique(others[ground_links[at]])


def _filed(network: Network) -> dict[str, list[int]]:
    """Vertices by the category under which a register files them."""
    filed: dict[str, list[int]] = {}
    for vertex, node in enumerate(network.nodes):
        if category := node.get("category"):
            filed.setdefault(category, []).append(vertex)
    return filed


def _grounded(network: Network, ground_links: Flags) -> int:
    """How many vertices are linked with common ground."""
    kinds = [KIND_CODES[kind] for kind in sorted(_COMMON_GROUND)]
    told = ground_links & np.isin(network.kind[network.link_target], kinds)
    return len(np.unique(network.link_source[told]))


def _rarity(holders: int, of: int) -> float:
    """1 for what one of so many has, 0 for what all have, in between by the logarithm."""
    return float(1 - np.log(holders) / np.log(of)) if 0 < holders < of else 0.0


def _with_companions(
    network: Network, words: Words, said: dict[str, float]
) -> dict[str, float]:
    """The words, and those that stand beside them in names ("asylum" beside "refugee")."""
    weights = dict(said)
    for word, weight in sorted(said.items()):
        holders = words.holders(word)
        few = holders.tolist() if len(holders) <= _MANY else []
        beside = Counter(other for v in few for other in _words_of(network, v))
        for other, both in beside.items():
            like = both / np.sqrt(len(holders) * len(words.holders(other)))
            weights[other] = max(weights.get(other, 0.0), weight * float(like))
    return weights


def _words(network: Network) -> Words:
    rows = [(word, v) for v in range(network.n) for word in _words_of(network, v)]
    many = Counter(word for word, _ in rows)
    number = {word: w for w, word in enumerate(sorted(many))}
    numbered = sorted((number[word], v) for word, v in rows)
    begin = np.zeros(len(number) + 1, dtype=np.int32)
    np.cumsum([many[word] for word in number], out=begin[1:])
    return Words(
        number=number,
        begin=begin,
        at=np.array([v for _, v in numbered], dtype=np.int32),
        named=len({v for _, v in rows}),
    )


def _bodies(network: Network) -> Bodies:
    ends = np.repeat(np.arange(network.n, dtype=np.int64), np.diff(network.indptr))
    body: Flags = network.kind != KIND_CODES[NodeKind.PERSON]
    kept = network.introduces[network.link_at] & body[ends] & body[network.neighbour]
    kept &= ends != network.neighbour
    pairs = np.unique(ends[kept] * max(network.n, 1) + network.neighbour[kept])
    one, other = (part.astype(np.int32) for part in np.divmod(pairs, max(network.n, 1)))
    many = np.bincount(one, minlength=network.n).astype(np.int32)
    return Bodies(one=one, other=other, many=many)
