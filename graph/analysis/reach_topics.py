"""Whose reach is asked for, what each is about, and which country, theme or place it touches."""

from dataclasses import dataclass

import numpy as np

from graph.errors import BadQuestion, NotFound
from graph.model import LinkKind, NodeKind, Role
from graph.network import KIND_CODES, LINK_CODES, Flags, Ints, Network
from graph.schema import CONTEXT_KINDS

# Links that tell which countries and communities a body stands for.
_STANDS_FOR = (LinkKind.HERITAGE, LinkKind.SERVES, LinkKind.REPRESENTS, LinkKind.ABOUT)
_TOUCHES = (
    LinkKind.HERITAGE, LinkKind.ABOUT, LinkKind.OPERATES_IN, LinkKind.BASED_IN, LinkKind.SERVES,
    LinkKind.REPRESENTS,
)  # fmt: skip
_TOPICS = frozenset({NodeKind.COUNTRY, NodeKind.COMMUNITY, NodeKind.THEME})


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A country, theme and place asked for, as ids; empty where any will do."""

    country: str = ""
    theme: str = ""
    place: str = ""


def subjects(network: Network, where: Where) -> Ints:
    """Communities, and bodies that a source calls diaspora groups or that have a heritage.

    Only those that touch all that is asked for; ascending.
    """
    organisation = network.kind == KIND_CODES[NodeKind.ORGANISATION]
    heritage = np.zeros(network.n, dtype=np.bool_)
    heritage[network.link_source[network.link_kind == LINK_CODES[LinkKind.HERITAGE]]] = True
    for vertex in np.flatnonzero(organisation & ~heritage).tolist():
        heritage[vertex] = Role.DIASPORA_GROUP in network.nodes[vertex].roles
    wanted = (network.kind == KIND_CODES[NodeKind.COMMUNITY]) | (organisation & heritage)
    asked = (
        (where.country, NodeKind.COUNTRY),
        (where.theme, NodeKind.THEME),
        (where.place, NodeKind.PLACE),
    )
    for node_id, kind in asked:
        if node_id:
            wanted &= _touching(network, vertex_of(network, node_id, kind))
    return np.flatnonzero(wanted).astype(np.int32)


def vertex_of(network: Network, node_id: str, kind: NodeKind | None = None) -> int:
    """The vertex of an id; ``NotFound`` when it is not in force, ``BadQuestion`` for its kind."""
    vertex = network.index.get(node_id)
    if vertex is None:
        raise NotFound(f"no node in force has the id '{node_id}'", next_step="Try 'kithmap find'.")
    if kind and network.nodes[vertex].kind is not kind:
        raise BadQuestion(f"'{node_id}' is no {kind}", where=f"--{kind}")
    return vertex


def _touching(network: Network, vertex: int) -> Flags:
    """Who touches a country, theme or place or a part of it: itself, through the communities it
    serves, or through what it runs, takes part in or is partner of; shape (n,)."""
    near = _beside(network, _with_parts(network, vertex), _TOUCHES)
    community = near & (network.kind == KIND_CODES[NodeKind.COMMUNITY])
    near |= _beside(network, community, (LinkKind.SERVES, LinkKind.REPRESENTS))
    work = near & np.isin(
        network.kind, [KIND_CODES[k] for k in (NodeKind.CAMPAIGN, NodeKind.EVENT)]
    )
    return near | _beside(
        network, work, (LinkKind.RUNS, LinkKind.PARTNER_IN, LinkKind.TOOK_PART_IN)
    )


def _beside(network: Network, there: Flags, kinds: tuple[LinkKind, ...]) -> Flags:
    """Sources of links of these kinds that end at any of the vertices, shape (n,)."""
    found = np.zeros(network.n, dtype=np.bool_)
    kept = np.isin(network.link_kind, [LINK_CODES[kind] for kind in kinds])
    found[network.link_source[kept & there[network.link_target]]] = True
    return found


def _with_parts(network: Network, vertex: int) -> Flags:
    found = np.zeros(network.n, dtype=np.bool_)
    rim = found.copy()
    rim[vertex] = True
    alike = network.kind == network.kind[vertex]
    while rim.any():
        found |= rim
        rim = _beside(network, rim, (LinkKind.PART_OF,)) & alike & ~found
    return found


def topics_of(network: Network, vertex: int) -> tuple[int, ...]:
    """What a group would have to be about to be relevant to a vertex; ascending.

    Itself where it is a country, theme or community, the countries, communities and themes that it
    stands for, and the countries of those communities and of the community it is part of.
    """
    found = {vertex} if network.nodes[vertex].kind in _TOPICS else set()
    found |= set(_outward(network, vertex, *_STANDS_FOR))
    if network.nodes[vertex].kind is NodeKind.COMMUNITY:
        found |= set(_outward(network, vertex, LinkKind.PART_OF))
    for community in [v for v in found if network.nodes[v].kind is NodeKind.COMMUNITY]:
        found |= set(_outward(network, community, LinkKind.HERITAGE))
    return tuple(sorted(v for v in found if network.nodes[v].kind in _TOPICS))


def wider(network: Network, topic: int) -> tuple[int, ...]:
    """The regions that a country is part of, ascending; nothing for other topics."""
    if network.nodes[topic].kind is not NodeKind.COUNTRY:
        return ()
    return tuple(sorted(_outward(network, topic, LinkKind.PART_OF)))


def _outward(network: Network, vertex: int, *kinds: LinkKind) -> list[int]:
    others, at, outward = network.around(vertex)
    wanted = np.zeros(len(LINK_CODES), dtype=np.bool_)
    wanted[[LINK_CODES[kind] for kind in kinds]] = True
    kept = outward & wanted[network.link_kind[at]]
    return [
        int(v) for v in others[kept]
        if network.nodes[v].kind in CONTEXT_KINDS | {NodeKind.COMMUNITY}
    ]  # fmt: skip
