"""What each node stands for in a room: communities, countries, regions, languages, party, funds."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from graph.model import Link, LinkKind, Method, Node, NodeKind, Role, Status
from graph.network import Network
from graph.results import NodeRef
from graph.results_rooms import Item, SideName

# The country of the convenor is in every room.
_HOME = "country:GB"
_SCOPE_LINKS = frozenset(
    {LinkKind.HERITAGE, LinkKind.ABOUT, LinkKind.OPERATES_IN, LinkKind.BASED_IN,
     LinkKind.SERVES, LinkKind.REPRESENTS}
)  # fmt: skip
_PLACED = (LinkKind.BASED_IN, LinkKind.OPERATES_IN, LinkKind.REPRESENTS, LinkKind.ABOUT)
_FOR_COMMUNITY = (LinkKind.SERVES, LinkKind.REPRESENTS, LinkKind.ABOUT)
_OFFICES = frozenset({LinkKind.OFFICER_OF, LinkKind.SECRETARIAT_OF})
_NO_PARTY = ("", "Independent", "Non-affiliated", "Speaker")
_LANGUAGE_WORDS = frozenset({"speakers", "speaking", "language"})
# Kinds that can be asked to come.
BODIES = frozenset(
    {NodeKind.ORGANISATION, NodeKind.APPG, NodeKind.COMMUNITY, NodeKind.CAMPAIGN, NodeKind.PERSON}
)

Standing = dict[Item, tuple[Link, ...]]
"""Items that a node stands for, and the links that say so; none where it is the item itself."""


def is_held(link: Link) -> bool:
    """Whether a source says of a link that it holds: not planned, not found by a machine only.

    >>> is_held(Network.of("a-b").links[0])
    True
    """
    return any(
        s.status is Status.HELD and s.method is not Method.AI_SEARCH for s in link.statements
    )


@dataclass(slots=True, kw_only=True)
class Sides:
    """What every node of a network stands for, worked out when asked and kept.

    A body stands for the communities that it serves or represents, the countries of its heritage
    or subject, the regions where it is, and itself where it funds. A person stands for a party
    and, by a seat, for a region: never for a country, a faith or a community.
    """

    network: Network
    _known: dict[int, Standing] = field(default_factory=dict)

    def of(self, vertex: int) -> Standing:
        """Items of one vertex with the links that say so. Cost: its links, once."""
        if vertex not in self._known:
            found: dict[Item, list[Link]] = defaultdict(list)
            for item, link in self._items(vertex):
                found[item] += [link] if link else []
            self._known[vertex] = {item: tuple(links) for item, links in found.items()}
        return self._known[vertex]

    def _items(self, vertex: int) -> Iterator[tuple[Item, Link | None]]:
        node = self.network.nodes[vertex]
        if node.kind not in BODIES:
            return
        for other, link in self.network.links_of(node.id, outward=True):
            if is_held(link) or _own_heritage(node, link):
                yield from ((item, link) for item in self._by_link(node, other, link))
        if node.kind is NodeKind.COMMUNITY:
            yield self.community(node), None
        if node.kind is NodeKind.PERSON and node.get("party") not in _NO_PARTY:
            yield party(node.get("party")), None
        if Role.FUNDER in node.roles:
            yield item_of(SideName.FUNDERS, node), None

    def _by_link(self, node: Node, other: Node, link: Link) -> Iterator[Item]:
        person = node.kind is NodeKind.PERSON
        if link.kind is LinkKind.SITS_FOR and other.name not in _NO_PARTY:
            yield party(other.name)
        if other.kind is NodeKind.PLACE and link.kind in _PLACED:
            yield from (item_of(SideName.REGIONS, region) for region in self.regions(other))
        if person:
            return
        if other.kind is NodeKind.COMMUNITY and link.kind in _FOR_COMMUNITY:
            yield self.community(other)
        abroad = other.kind is NodeKind.COUNTRY and other.id != _HOME
        if abroad and link.kind in (LinkKind.HERITAGE, LinkKind.ABOUT):
            yield item_of(SideName.COUNTRIES, other)

    def community(self, node: Node) -> Item:
        """A community as an item: of language, where its status or its name says so."""
        words = {word.casefold().strip(",.()") for word in node.name.split()}
        spoken = node.get("status") == "language" or words & _LANGUAGE_WORDS
        return item_of(SideName.LANGUAGES if spoken else SideName.COMMUNITIES, node)

    def regions(self, place: Node) -> tuple[Node, ...]:
        """The nearest regions and nations of the UK that hold a place, itself among them."""
        found, level, seen = [], [place], {place.id}
        while level:
            onward: list[Node] = []
            for one in level:
                if one.get("status") in ("region", "nation"):
                    found.append(one)
                else:
                    near = self.network.links_of(one.id, LinkKind.PART_OF, outward=True)
                    onward += [n for n, _ in near if n.kind is NodeKind.PLACE and n.id not in seen]
            seen |= {node.id for node in onward}
            level = onward
        return tuple(found)

    def led_by(self, node_id: str) -> tuple[tuple[Node, Link], ...]:
        """Bodies that a person or an organisation leads or is secretariat of, with the link."""
        near = self.network.links_of(node_id, *_OFFICES, outward=True)
        return tuple((node, link) for node, link in near if is_held(link))


def _own_heritage(node: Node, link: Link) -> bool:
    """Whether a community's name tells its heritage, though no source states it."""
    return node.kind is NodeKind.COMMUNITY and link.kind is LinkKind.HERITAGE


def item_of(side: SideName, node: Node) -> Item:
    """A node as an item of a side."""
    return Item(side=side, id=node.id, name=node.name, kind=node.kind)


def party(name: str) -> Item:
    """A party, known by name: parliamentarians of Labour and Co-operative sit with Labour.

    >>> party("Labour (Co-op)").name
    'Labour'
    """
    plain = name.partition(" (")[0]
    shown = "Labour" if plain.casefold().startswith("labour") else plain
    return Item(side=SideName.PARTIES, id=f"party:{'-'.join(shown.casefold().split())}", name=shown,
                kind=None)  # fmt: skip


# ---- the scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a room is compared with: bodies and people (vertices), and which items are wanted.

    ``ground`` are the ids of the country, theme, place or community asked for, with its parts;
    empty for the whole network.
    """

    kind: NodeKind | None
    ground: frozenset[str]
    bodies: frozenset[int]
    communities: frozenset[str]

    def wants(self, item: Item) -> bool:
        """Whether an item belongs to the scope: of a country only that country, and its people."""
        if item.side is SideName.COUNTRIES and self.kind is NodeKind.COUNTRY:
            return item.id in self.ground
        if item.side in (SideName.COMMUNITIES, SideName.LANGUAGES):
            return not self.ground or item.id in self.communities
        return True


def scope_of(network: Network, node_id: str) -> Scope:
    """The bodies, people and communities that a country, theme, place or community concerns.

    All of them where ``node_id`` is empty. A scope stands for its parts too. Bodies are those
    about, from or in it, those that serve its communities, whoever pays for such a body, and
    people as its officers. Cost: linear in the links around them.
    """
    if not node_id:
        every = frozenset(v for v, node in enumerate(network.nodes) if node.kind in BODIES)
        return Scope(kind=None, ground=frozenset(), bodies=every, communities=frozenset())
    kind = network.nodes[network.index[node_id]].kind
    ground = _with_parts(network, node_id)
    bodies = _tied(network, ground, _SCOPE_LINKS) | ground
    people = _communities(network, bodies)
    if kind is not NodeKind.COUNTRY:
        people |= _served(network, bodies)
    bodies |= _tied(network, people, frozenset(_FOR_COMMUNITY))
    bodies |= _tied(network, bodies, frozenset({LinkKind.FUNDED}))
    bodies |= _tied(network, bodies, _OFFICES)
    vertices = (network.index[i] for i in bodies)
    return Scope(
        kind=kind,
        ground=frozenset(ground),
        bodies=frozenset(v for v in vertices if network.nodes[v].kind in BODIES),
        communities=frozenset(people),
    )


def _communities(network: Network, ids: Iterable[str]) -> set[str]:
    return {i for i in ids if network.nodes[network.index[i]].kind is NodeKind.COMMUNITY}


def _served(network: Network, bodies: Iterable[str]) -> set[str]:
    return {
        other.id
        for body in sorted(bodies)
        for other, link in network.links_of(body, *_FOR_COMMUNITY, outward=True)
        if other.kind is NodeKind.COMMUNITY and is_held(link)
    }


def _tied(network: Network, ends: Iterable[str], kinds: frozenset[LinkKind]) -> set[str]:
    """Ids of nodes with a link of these kinds, not found by a machine only, towards any end."""
    return {
        other.id
        for end in sorted(ends)
        for other, link in network.links_of(end, *kinds, outward=False)
        if any(s.method is not Method.AI_SEARCH for s in link.statements)
    }


def _with_parts(network: Network, scope: str) -> set[str]:
    kind = network.nodes[network.index[scope]].kind
    found, level = {scope}, {scope}
    while level:
        inner = {
            node.id for one in sorted(level)
            for node, _ in network.links_of(one, LinkKind.PART_OF, outward=False)
            if node.kind is kind
        }  # fmt: skip
        level = inner - found
        found |= level
    return found


def carriers(sides: Sides, vertices: Iterable[int]) -> dict[Item, tuple[int, ...]]:
    """Which of some vertices stand for each item, ascending."""
    found: dict[Item, list[int]] = defaultdict(list)
    for vertex in sorted(vertices):
        for item in sides.of(vertex):
            found[item].append(vertex)
    return {item: tuple(standing) for item, standing in found.items()}


def refs_of(network: Network, vertices: Iterable[int]) -> tuple[NodeRef, ...]:
    """Vertices as answers name them, by name."""
    refs = (network.ref(vertex) for vertex in vertices)
    return tuple(sorted(refs, key=lambda ref: (ref.name, ref.id)))
