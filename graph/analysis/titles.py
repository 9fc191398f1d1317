"""Which countries a title names, and which groups the registers named before and no longer do."""

from dataclasses import dataclass

from graph.analysis.ground import Ground, parliament
from graph.analysis.renames import Portrait, probable_renames
from graph.model import LinkKind, Method, Node, NodeKind, Statement
from graph.text import search_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapsed:
    """A group that is not on the register in force: when it last was, or who speaks of it.

    ``last`` is empty for a group that only documents name; ``renamed`` is the listed group that
    it probably became.
    """

    node: Node
    last: str
    said: tuple[Statement, ...]
    renamed: Node | None = None


def countries_named(ground: Ground, title: str) -> tuple[int, ...]:
    """Countries and regions whose name or alias stands in a title, longest names first taken.

    "South Africa" does not name Africa. Ascending vertices; empty where none is named.
    Cost: the words of the title; the first call on a network reads all country names.
    """
    names = ground.network.once(_names)
    words = search_words(title)
    found: set[int] = set()
    at = 0
    while at < len(words):
        lengths = range(min(len(words) - at, names.longest), 0, -1)
        hit = next((n for n in lengths if words[at : at + n] in names.vertex), 0)
        if hit:
            found.add(names.vertex[words[at : at + hit]])
        at += hit or 1
    return tuple(sorted(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    vertex: dict[tuple[str, ...], int]
    longest: int


def _names(network: "object") -> _Names:
    raise NotImplementedError
