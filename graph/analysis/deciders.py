"""Who decides: ministers, departments and offices of government, officers of a group on a topic."""

import re
from dataclasses import dataclass, replace

import numpy as np

from graph.analysis.sentences import short_name
from graph.analysis.ties import all_ties, crowds
from graph.model import LinkKind, Node, NodeKind, Role, Statement
from graph.network import KIND_CODES, LINK_CODES, Flags, Ints, Network
from graph.results_routes import DecisionMaker

# An office is told first, in a few words: "Minister for …", "Secretary of State for …".
_MINISTER = re.compile(
    r"^(?:the )?(?:[\w&,'’-]+ ){0,4}(?:minister|(?:under-)?secretary of state)\b", re.I
)
_NOT_IN_OFFICE = re.compile(r"\b(?:shadow|former|ex|opposition)\b", re.I)
_GOVERNMENT = re.compile(
    r"\b(?:government|department|ministry|cabinet|treasury|border agency|office)\b", re.I
)
# Departments that no source calls a public body are known by how their names begin.
_DEPARTMENT = re.compile(
    r"^(?:(?:uk )?department (?:for|of)|ministry of|hm treasury|home office$|cabinet office$|"
    r"foreign,? (?:and )?commonwealth|(?:scotland|wales|northern ireland) office$)", re.I
)  # fmt: skip
# A decider seated in another country decides for people of that country only.
_HOME = re.compile(r"^country:(?:GB|gb-.*|uk)$", re.I)
# Of the organisation identifier scheme for government bodies.
_GOVERNMENT_ID = "GB-GOR-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decider:
    """Who decides, in which way, why it is thought so, and by which statements.

    ``abroad`` are the countries, other than this one, in which a source seats it.
    """

    vertex: int
    sort: DecisionMaker
    why: str
    said: tuple[Statement, ...]
    abroad: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """Pairs of a parliamentary group and what it is about, with the link; sorted by topic."""

    topic: Ints
    group: Ints
    link: Ints

    def on(self, topic: int) -> list[tuple[int, int]]:
        """(group, link) of every group that is about a topic, ascending."""
        first, last = np.searchsorted(self.topic, [topic, topic + 1])
        return list(
            zip(self.group[first:last].tolist(), self.link[first:last].tolist(), strict=True)
        )


def in_government(network: Network) -> tuple[Decider, ...]:
    """Ministers, then departments and offices of government, each by vertex; ask by ``once``.

    A minister is an office of that name, or a person of whom a source tells that office in force;
    not shadow or former ones. A set whose members nobody names decides nothing.
    Cost: linear in nodes, and the links of people.
    """
    unnamed = network.once(crowds)
    found = []
    for kind in (NodeKind.ORGANISATION, NodeKind.PERSON):
        for vertex in network.vertices(kind).tolist():
            decider = None if unnamed[vertex] else _judged(network, vertex)
            if decider is not None:
                found.append(replace(decider, abroad=_abroad(network, vertex)))
    return tuple(sorted(found, key=lambda d: (d.sort != "minister", d.vertex)))


def _abroad(network: Network, vertex: int) -> tuple[int, ...]:
    seats = network.links_of(network.nodes[vertex].id, LinkKind.BASED_IN, outward=True)
    countries = [c for c, _ in seats if c.kind is NodeKind.COUNTRY and not _HOME.match(c.id)]
    return tuple(network.index[country.id] for country in countries)


def _judged(network: Network, vertex: int) -> Decider | None:
    node = network.nodes[vertex]
    if node.kind is NodeKind.PERSON:
        return _minister(network, vertex, node)
    if _NOT_IN_OFFICE.search(node.name):
        return None
    is_office = node.get("subtype") == "office"
    if is_office and re.search(r"\bminister\b", node.name, re.I):
        return Decider(vertex=vertex, sort="minister", why="a minister's office",
                       said=node.statements[:1])  # fmt: skip
    public = Role.PUBLIC_BODY in node.roles and bool(_GOVERNMENT.search(node.name))
    listed = any(i.startswith(_GOVERNMENT_ID) for i in node.identifiers)
    if is_office or public or listed or _DEPARTMENT.search(node.name):
        return Decider(vertex=vertex, sort="department", why="a government department or office",
                       said=node.statements[:1])  # fmt: skip
    return None


def _minister(network: Network, vertex: int, node: Node) -> Decider | None:
    told = [(text, text, s) for s in node.statements for text in s.values("summary")]
    for other, link in network.links_of(node.id):
        told += [(s.detail, f"{s.detail}, {other.name}", s) for s in link.statements if s.detail]
    for text, why, said in told:
        if _MINISTER.search(text) and not _NOT_IN_OFFICE.search(text):
            return Decider(vertex=vertex, sort="minister", why=why.rstrip("."), said=(said,))
    return None


def _at(network: Network, link: int) -> tuple[Statement, ...]:
    return network.links[link].statements


def groups(network: Network) -> Groups:
    """Which parliamentary groups are about what; ask by ``once``. Cost: linear in links."""
    about = (network.link_kind == LINK_CODES[LinkKind.ABOUT]) & (
        network.kind[network.link_source] == KIND_CODES[NodeKind.APPG]
    )
    at = np.flatnonzero(about).astype(np.int32)
    topic, group = network.link_target[at], network.link_source[at]
    order = np.lexsort((group, topic))
    return Groups(topic=topic[order], group=group[order], link=at[order])


def officers_on(network: Network, topic: int, *, allowed: Flags | None = None) -> list[Decider]:
    """Officers of the groups about a topic, those who lead first.

    ``allowed`` (m,) leaves out offices that no allowed link tells of.
    """
    cost = network.once(all_ties).cost
    found = []
    for group, about in network.once(groups).on(topic):
        others, at, outward = network.around(group)
        for person, link, out in zip(others.tolist(), at.tolist(), outward, strict=True):
            if out or network.links[link].kind is not LinkKind.OFFICER_OF:
                continue
            if allowed is None or allowed[link]:
                found.append((int(cost[link]), person, group, link, about))
    return [
        Decider(vertex=person, sort="officer", why=office(network, link, group),
                said=(*_at(network, link)[:1], *_at(network, about)[:1]))
        for _, person, group, link, about in sorted(found)
    ]  # fmt: skip


def office(network: Network, link: int, group: int) -> str:
    """An office in words, such as "Chair of Ghana APPG"."""
    details = [s.detail for s in _at(network, link) if s.detail]
    return f"{details[0] if details else 'officer'} of {short_name(network.nodes[group])}"
