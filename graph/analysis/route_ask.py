"""What routes may use: the links and stops that a question about routes allows."""

from dataclasses import dataclass

import numpy as np

from graph.analysis.route_search import TwoEnds
from graph.analysis.ties import all_ties, day_number
from graph.model import LinkKind, NodeKind
from graph.network import KIND_CODES, LINK_CODES, Flags, Network
from graph.schema import CONTEXT_KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What routes may use; ends, ``through`` and ``avoid`` are vertices.

    ``since`` is an ISO date: links not evidenced since are left out.
    """

    ends: tuple[int, int]
    max_hops: int
    through: tuple[int, ...] = ()
    avoid: tuple[int, ...] = ()
    only: frozenset[LinkKind] = frozenset(LinkKind)
    without: frozenset[LinkKind] = frozenset()
    since: str = ""
    officers_only: bool = False
    via_context: bool = False
    include_ai: bool = False


def allowed_links(network: Network, ask: Ask) -> Flags:
    """Which links routes may use, shape (m,)."""
    allowed = _carrying(network, ask)
    kinds = ask.only - ask.without
    if len(kinds) < len(LinkKind):
        allowed &= np.isin(network.link_kind, [LINK_CODES[kind] for kind in sorted(kinds)])
    if ask.officers_only:
        allowed &= ~mere_members(network)
    ties = network.once(all_ties)
    if not ask.include_ai:
        allowed &= ~ties.only_ai
    if ask.since:
        allowed &= ties.last_day >= day_number(ask.since)
    return allowed


def _carrying(network: Network, ask: Ask) -> Flags:
    """Links that carry an introduction, and those of an end that has nothing but common ground."""
    if ask.via_context:
        return np.ones(network.m, dtype=np.bool_)
    allowed = network.introduces.copy()
    for end in ask.ends:
        if network.nodes[end].kind in CONTEXT_KINDS:
            allowed[network.around(end)[1]] = True
    return allowed


def mere_members(network: Network) -> Flags:
    """Memberships of people, who hold no office by them, shape (m,)."""
    person = network.kind[network.link_source] == KIND_CODES[NodeKind.PERSON]
    return np.asarray((network.link_kind == LINK_CODES[LinkKind.MEMBER_OF]) & person)


def passable(network: Network) -> Flags:
    """Stops that a route may pass unasked: all but countries, places and themes, shape (n,)."""
    ground = [KIND_CODES[kind] for kind in sorted(CONTEXT_KINDS)]
    return np.asarray(~np.isin(network.kind, ground))


def search(network: Network, ask: Ask, links: Flags) -> TwoEnds:
    """The search from both ends past every vertex that routes may pass."""
    stops = np.ones(network.n, dtype=np.bool_) if ask.via_context else passable(network)
    stops[list(ask.avoid)] = False
    return TwoEnds(network, *ask.ends, links=links, vertices=stops)
