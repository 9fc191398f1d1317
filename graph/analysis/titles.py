"""Which countries a title names, and which groups the registers named before and no longer do."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.analysis.ground import Ground, parliament, plain_ground, registered
from graph.analysis.renames import Portrait, probable_renames
from graph.model import LinkKind, Node, NodeKind, Statement
from graph.network import Network
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    """Words of country names and aliases, with the vertex that has them."""

    vertex: dict[tuple[str, ...], int]
    longest: int


def _names(network: Network) -> _Names:
    vertex: dict[tuple[str, ...], int] = {}
    for v in network.vertices(NodeKind.COUNTRY).tolist():
        for name in (network.nodes[v].name, *network.nodes[v].aliases):
            vertex.setdefault(search_words(name), v)
    vertex.pop((), None)
    return _Names(vertex=vertex, longest=max((len(words) for words in vertex), default=0))


def countries_named(network: Network, title: str) -> tuple[int, ...]:
    """Countries and regions whose name or alias stands in a title, longest names taken first.

    "South Africa" does not name Africa. Ascending vertices, shape (any,); empty where none is
    named. Cost: the words of the title; the first call on a network reads all country names.

    >>> countries_named(Network.of("a-b"), "APPG on South Africa")
    ()
    """
    names = network.once(_names)
    words = search_words(title)
    found: set[int] = set()
    at = 0
    while at < len(words):
        lengths = range(min(len(words) - at, names.longest), 0, -1)
        length = next((n for n in lengths if words[at : at + n] in names.vertex), 0)
        if length:
            found.add(names.vertex[words[at : at + length]])
        at += length or 1
    return tuple(sorted(found))


def lapsed_groups(ground: Ground) -> tuple[Lapsed, ...]:
    """Groups that a register named before, or a document names, and the register in force does
    not; by id. Groups of a parliament whose register was never read are not among them.
    Cost: linear in groups, and the renames compared; worked out once for a network.
    """
    return ground.network.once(_all_lapsed)


def _all_lapsed(network: Network) -> tuple[Lapsed, ...]:
    ground = network.once(plain_ground)
    found = [
        _lapsed(ground, node, node.statements)
        for node in network.past.values()
        if node.kind is NodeKind.APPG and parliament(node) in ground.registers
    ]
    found += [
        _lapsed(ground, ground.nodes[v], network.earlier.get(ground.nodes[v].id, ()))
        for v in ground.of_kind(NodeKind.APPG)
        if not ground.listed(v)
    ]
    became = _became(ground, [f for f in found if f.last])
    return tuple(
        Lapsed(node=f.node, last=f.last, said=f.said, renamed=became.get(f.node.id))
        for f in sorted(found, key=lambda f: f.node.id)
    )


def _lapsed(ground: Ground, node: Node, before: Iterable[Statement]) -> Lapsed:
    entries = _entries(ground, node, before)
    last = max((s.last_seen for s in entries), default="")
    return Lapsed(node=node, last=last, said=entries or node.statements)


def _entries(ground: Ground, node: Node, said: Iterable[Statement]) -> tuple[Statement, ...]:
    """What the register of a group's parliament says of it, other registers left aside."""
    source = ground.registers.get(parliament(node), "")
    return tuple(s for s in registered(said) if s.source == source)


def _became(ground: Ground, gone: list[Lapsed]) -> dict[str, Node]:
    """Listed groups that first appeared after a group left and look like it."""
    if not gone:
        return {}
    oldest = min(f.last for f in gone)
    new = [
        Portrait(node=ground.nodes[v], officers=_officers(ground, v))
        for v in ground.listed_groups
        if _first_listed(ground, v) > oldest
    ]
    last = {f.node.id: f.last for f in gone}
    return {
        rename.old.node.id: rename.new.node
        for rename in probable_renames([Portrait(node=f.node) for f in gone], new)
        if _first_listed(ground, ground.network.index[rename.new.node.id])
        > last[rename.old.node.id]
    }


def _officers(ground: Ground, group: int) -> tuple[Node, ...]:
    people = ground.near(group, LinkKind.OFFICER_OF, outward=False)
    return tuple(ground.nodes[v] for v in people)


def _first_listed(ground: Ground, group: int) -> str:
    node = ground.nodes[group]
    said = (*node.statements, *ground.network.earlier.get(node.id, ()))
    return min((s.first_seen for s in _entries(ground, node, said)), default="")
