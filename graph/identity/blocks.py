"""Which pairs of names are worth comparing: those that share a rare word, a beginning, a neighbour.

Half a million names make 125 thousand million pairs. Here some ten million are looked at, by
compiled code a million in a second, and one in a hundred is handed on.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from graph.identity.common_names import words

Pairs = NDArray[np.int64]

# A word, a prefix or a website in more names than this tells nothing about any two of them.
LARGEST_BLOCK = 25
PREFIX_LETTERS = 6
# How many names that follow in the order of the alphabet are looked at beside each.
NEIGHBOURS = 3
LEAST_LIKENESS = 0.82
AT_ONCE = 200_000  # pairs compared in one call: some 60 MB
JOINING = words("of for and the in on to a with")


@dataclass(frozen=True, slots=True)
class NameRow:
    """One name of one body: its key, and by what short forms and sites it may be found.

    ``telling`` are the words that are not joining words, once each and sorted.
    """

    body: int
    key: str
    telling: str
    shorts: tuple[str, ...] = ()
    host: str = ""


def telling(key: str) -> str:
    """The words of a key that are not joining words, once each and sorted.

    >>> telling("friends of the friends in need")
    'friends need'
    """
    return " ".join(sorted(set(key.split()) - JOINING))


def initials(key: str) -> str:
    """The first letters of the words that are not joining words."""
    return "".join(word[0] for word in key.split() if word not in JOINING)


def worth_comparing(rows: Sequence[NameRow]) -> Iterator[tuple[int, int]]:
    """Pairs of bodies (smaller first, ascending) whose names may be two forms of one.

    Cost: near linear, 500,000 names in about 40 s and 600 MB.
    """
    likely = _alike(rows, _unique(_by_names(rows)))
    certain = _unique(_blocked(rows, _shorts))
    hosts = _unique(_blocked(rows, _host))
    bodies = np.array([row.body for row in rows], dtype=np.int64)
    size = int(bodies.max(initial=0)) + 1
    found = [_of_bodies(pairs, bodies, len(rows), size) for pairs in (likely, certain, hosts)]
    for code in _once(found).tolist():
        yield divmod(code, size)


def _of_bodies(pairs: Pairs, bodies: Pairs, rows: int, size: int) -> Pairs:
    one, two = bodies[pairs // rows], bodies[pairs % rows]
    kept = one != two
    low, high = np.minimum(one, two)[kept], np.maximum(one, two)[kept]
    return np.asarray(low * size + high, dtype=np.int64)


def _unique(codes: Iterable[Pairs]) -> Pairs:
    """Pairs of rows as one number each (left × number of rows + right), every pair once."""
    return _once([np.zeros(0, dtype=np.int64), *codes])


def _once(codes: list[Pairs]) -> Pairs:
    """All numbers once, ascending; sorted in place, which takes a third of what ``unique`` does."""
    found = np.concatenate(codes)
    codes.clear()
    found.sort()
    first = np.ones(len(found), dtype=np.bool_)
    np.not_equal(found[1:], found[:-1], out=first[1:])
    return np.asarray(found[first], dtype=np.int64)


# ---- blocks


def _by_names(rows: Sequence[NameRow]) -> Iterator[Pairs]:
    yield from _blocked(rows, _rare_words)
    yield from _blocked(rows, lambda row: (row.key,))
    yield from _blocked(rows, lambda row: (row.telling,))
    yield from _blocked(rows, lambda row: (_solid(row)[:PREFIX_LETTERS],))
    yield from _blocked(rows, lambda row: (_solid(row)[-PREFIX_LETTERS:],))
    yield from _neighbours(rows, lambda row: row.key)
    yield from _neighbours(rows, lambda row: row.telling)
    yield from _neighbours(rows, lambda row: _solid(row)[::-1])


def _solid(row: NameRow) -> str:
    return row.key.replace(" ", "")


def _rare_words(row: NameRow) -> tuple[str, ...]:
    return tuple(word for word in set(row.key.split()) if len(word) > 2 and word not in JOINING)


def _shorts(row: NameRow) -> tuple[str, ...]:
    own = (_solid(row), initials(row.key))
    return tuple({*row.shorts, *(short for short in own if 3 <= len(short) <= 10)})


def _host(row: NameRow) -> tuple[str, ...]:
    return (row.host,) if row.host else ()


def _blocked(
    rows: Sequence[NameRow], handles: Callable[[NameRow], tuple[str, ...]]
) -> Iterator[Pairs]:
    blocks: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        for handle in handles(row):
            members = blocks.setdefault(handle, [])
            if len(members) <= LARGEST_BLOCK:  # one more tells that it is too large
                members.append(number)
    size = len(rows)
    codes: list[int] = []
    for members in blocks.values():
        if 1 < len(members) <= LARGEST_BLOCK:
            codes += [one * size + two for one, two in combinations(members, 2)]
        if len(codes) > 4 * AT_ONCE:
            yield np.array(codes, dtype=np.int64)
            codes = []
    yield np.array(codes, dtype=np.int64)


def _neighbours(rows: Sequence[NameRow], key: Callable[[NameRow], str]) -> Iterator[Pairs]:
    keys = [key(row) for row in rows]
    order = np.array(sorted(range(len(rows)), key=keys.__getitem__), dtype=np.int64)
    for step in range(1, NEIGHBOURS + 1):
        one, two = order[:-step], order[step:]
        yield np.minimum(one, two) * len(rows) + np.maximum(one, two)


# ---- a first look


def _alike(rows: Sequence[NameRow], pairs: Pairs) -> Pairs:
    """The pairs whose names differ in few letters, or of which one has all the other's words."""
    kept = []
    keys, words_of = [row.key for row in rows], [row.telling for row in rows]
    for start in range(0, len(pairs), AT_ONCE):
        some = pairs[start : start + AT_ONCE]
        ends, others = (some // len(rows)).tolist(), (some % len(rows)).tolist()
        spelled = process.cpdist(
            [keys[i] for i in ends], [keys[i] for i in others],
            scorer=fuzz.ratio, score_cutoff=100 * LEAST_LIKENESS, dtype=np.float32, workers=1,
        )  # fmt: skip
        within = process.cpdist(
            [words_of[i] for i in ends], [words_of[i] for i in others],
            scorer=fuzz.token_set_ratio, score_cutoff=100, dtype=np.float32, workers=1,
        )  # fmt: skip
        kept.append(some[(spelled > 0) | (within > 0)])
    return np.concatenate(kept) if kept else np.zeros(0, dtype=np.int64)
