"""Which colour, sign and words each value of a column gets on a map."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import isnan
from typing import Any

# Each keeps 4.5:1 against the white sign on it, and 3:1 against a white and a near-black page.
CATEGORIES = (
    "#1f6fb4", "#b35407", "#7b54b5", "#15803d", "#c02f5e", "#0a7a8c", "#8a6508", "#6b6f76",
)  # fmt: skip
# From little to much: light to dark, each with the ink that can be read on it. Shapes have an
# outline, so that the light ones stand out too.
SCALE = (
    ("#d3e6f5", "#14212b"), ("#93c3e6", "#14212b"), ("#4c95cb", "#14212b"),
    ("#1f68a6", "#ffffff"), ("#0b3a68", "#ffffff"),
)  # fmt: skip
_WHITE, _NONE_COLOUR, _INK = "#ffffff", "#f1f3f4", "#14212b"
LETTERS = "ABCDEFGH"
OTHER, NO_VALUE = "other values", "no value"


@dataclass(frozen=True, slots=True, kw_only=True)
class ColourGroup:
    """Nodes of one value, or of one band of values: a sign, words, a colour, and how many."""

    sign: str
    words: str
    colour: str
    ink: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Colouring:
    """What a column says of the nodes of a map; ``group_of`` gives the place in ``groups``."""

    title: str
    groups: tuple[ColourGroup, ...]
    group_of: Mapping[str, int]


def colouring(title: str, values: Mapping[str, Any]) -> Colouring:
    """Groups of ids by value: up to eight, with signs, so that no group is told by colour alone.

    Numbers of more than five values become five bands of about equally many nodes, 1 to 5; other
    values get the letters A to H by how often they come, the rest ``+``; no value is ``–``.

    >>> made = colouring("party", {"a": "Green", "b": "Green", "c": None})
    >>> [(g.sign, g.words, g.count) for g in made.groups], made.group_of["c"]
    ([('A', 'Green', 2), ('–', 'no value', 1)], 1)
    """
    held = {i: v for i, v in values.items() if not _missing(v)}
    numeric = bool(held) and all(map(_is_number, held.values()))
    named = _bands(held) if numeric else _categories(held)
    words = dict.fromkeys(values, NO_VALUE) | named
    counts = Counter(words.values())
    names = _by_size(named, held) if numeric else _by_number(counts)
    groups = [_band(n, at, counts[n], len(names)) for at, n in enumerate(names)] if numeric else [
        _category(n, at, counts[n]) for at, n in enumerate(names)
    ]  # fmt: skip
    if counts[NO_VALUE]:
        groups.append(_group("–", NO_VALUE, (_NONE_COLOUR, _INK), counts[NO_VALUE]))
    place = {group.words: at for at, group in enumerate(groups)}
    group_of = {i: place[word] for i, word in words.items()}
    return Colouring(title=title, groups=tuple(groups), group_of=group_of)


def _missing(value: Any) -> bool:
    # pandas' own missing values cannot be compared, and no other type has their names.
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    return isnan(value) if isinstance(value, float) else bool(value == "")


def _is_number(value: Any) -> bool:
    return hasattr(value, "__float__") and not isinstance(value, bool | str)


def _bands(held: Mapping[str, Any]) -> dict[str, str]:
    """The band of each number, in words: one value where all are alike, else from … to …"""
    numbers = {i: float(v) + 0.0 for i, v in held.items()}  # -0.0 is nought
    distinct = sorted(set(numbers.values()))
    if len(distinct) <= len(SCALE):
        return {i: f"{v:g}" for i, v in numbers.items()}
    ranked = sorted(numbers.values())
    tops = sorted({ranked[(len(ranked) * k - 1) // len(SCALE)] for k in range(1, len(SCALE) + 1)})
    found = {}
    for i, value in numbers.items():
        at = next(at for at, top in enumerate(tops) if value <= top)
        inside = [v for v in distinct if (at == 0 or v > tops[at - 1]) and v <= tops[at]]
        low, high = min(inside), max(inside)
        found[i] = f"{low:g}" if low == high else f"{low:g} to {high:g}"
    return found


def _categories(held: Mapping[str, Any]) -> dict[str, str]:
    counts = Counter(str(value) for value in held.values())
    first = sorted(counts, key=lambda name: (-counts[name], name))
    kept = set(first if len(first) <= len(LETTERS) else first[: len(LETTERS) - 1])
    return {i: str(v) if str(v) in kept else OTHER for i, v in held.items()}


def _by_size(named: Mapping[str, str], held: Mapping[str, Any]) -> list[str]:
    """Names of bands, the lowest first."""
    lowest: dict[str, float] = {}
    for i, name in named.items():
        lowest[name] = min(lowest.get(name, float(held[i])), float(held[i]))
    return sorted(lowest, key=lowest.__getitem__)


def _by_number(counts: Counter[str]) -> list[str]:
    """Names of categories, the most frequent first and what is left over last."""
    names = sorted(set(counts) - {OTHER, NO_VALUE}, key=lambda n: (-counts[n], n))
    return names + ([OTHER] if counts[OTHER] else [])


def _band(name: str, at: int, count: int, bands: int) -> ColourGroup:
    shade = SCALE[round(at * (len(SCALE) - 1) / max(bands - 1, 1))]
    return _group(str(at + 1), name, shade, count)


def _category(name: str, at: int, count: int) -> ColourGroup:
    sign = "+" if name == OTHER else LETTERS[at]
    return _group(sign, name, (CATEGORIES[-1 if name == OTHER else at], _WHITE), count)


def _group(sign: str, words: str, shade: tuple[str, str], count: int) -> ColourGroup:
    return ColourGroup(sign=sign, words=words, colour=shade[0], ink=shade[1], count=count)
