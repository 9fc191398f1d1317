"""Who decides: ministers, departments and offices of government, officers of a group on a topic."""

import re
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from graph.analysis.sentences import short_name
from graph.analysis.ties import all_ties, crowds
from graph.model import LinkKind, NodeKind, Role, Statement
from graph.network import KIND_CODES, LINK_CODES, Ints, Network
from graph.results_routes import DecisionMaker

# An office is told first, in a few words: "Minister for …", "Secretary of State for …".
_MINISTER = re.compile(
    r"^(?:[Tt]he )?(?:[A-Z][\w'’-]* (?:and )?){0,3}"
    r"(?:[Mm]inister|(?:[Uu]nder-)?[Ss]ecretary of [Ss]tate)\b"
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

    ``abroad`` are the countries, other than this one, in which a source seats it. Of an officer
    ``by`` tells the links to the group and from it to its topic; ``described`` puts it in words.
    """

    vertex: int
    sort: DecisionMaker
    why: str = ""
    said: tuple[Statement, ...] = ()
    abroad: tuple[int, ...] = ()
    by: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """Pairs of a parliamentary group and what it is about, with the link; sorted by topic."""

    topic: Ints
    group: Ints
    link: Ints

    def any_on(self, topic: int) -> bool:
        """Whether any group is about a topic."""
        at = int(np.searchsorted(self.topic, topic))
        return at < len(self.topic) and int(self.topic[at]) == topic

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
    unnamed, told = network.once(crowds), _told_ministers(network)
    found = []
    for vertex in network.vertices(NodeKind.ORGANISATION).tolist():
        decider = None if unnamed[vertex] else _judged(network, vertex)
        if decider is not None:
            found.append(replace(decider, abroad=_abroad(network, vertex)))
    for vertex, (why, said) in told.items():
        found.append(Decider(vertex=vertex, sort="minister", why=why, said=(said,)))
    return tuple(sorted(found, key=lambda d: (d.sort != "minister", d.vertex)))


def _abroad(network: Network, vertex: int) -> tuple[int, ...]:
    seats = network.links_of(network.nodes[vertex].id, LinkKind.BASED_IN, outward=True)
    countries = [c for c, _ in seats if c.kind is NodeKind.COUNTRY and not _HOME.match(c.id)]
    return tuple(network.index[country.id] for country in countries)


def _judged(network: Network, vertex: int) -> Decider | None:
    node = network.nodes[vertex]
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


def _told_ministers(network: Network) -> dict[int, tuple[str, Statement]]:
    """People of whom a source tells that they are ministers, in which words, by its statement."""
    found: dict[int, tuple[str, Statement]] = {}
    for vertex in network.vertices(NodeKind.PERSON).tolist():
        for said in network.nodes[vertex].statements:
            for text in said.values("summary"):
                if _names_minister(text):
                    found.setdefault(vertex, (text.rstrip("."), said))
    person = network.kind == KIND_CODES[NodeKind.PERSON]
    for at in np.flatnonzero(person[network.link_source]).tolist():
        for said in network.links[at].statements:
            if said.detail and _names_minister(said.detail):
                of = network.nodes[network.link_target[at]].name
                found.setdefault(int(network.link_source[at]), (f"{said.detail}, {of}", said))
    return found


@cache
def _names_minister(text: str) -> bool:
    return bool(_MINISTER.search(text)) and not _NOT_IN_OFFICE.search(text)


def groups(network: Network) -> Groups:
    """Which parliamentary groups are about what; ask by ``once``. Cost: linear in links."""
    about = (network.link_kind == LINK_CODES[LinkKind.ABOUT]) & (
        network.kind[network.link_source] == KIND_CODES[NodeKind.APPG]
    )
    at = np.flatnonzero(about).astype(np.int32)
    topic, group = network.link_target[at], network.link_source[at]
    order = np.lexsort((group, topic))
    return Groups(topic=topic[order], group=group[order], link=at[order])


def officers_on(network: Network, topic: int) -> list[Decider]:
    """Officers of the groups about a topic, those who lead first."""
    cost = network.once(all_ties).cost
    found = []
    for group, about in network.once(groups).on(topic):
        others, at, outward = network.around(group)
        kept = ~outward & (network.link_kind[at] == LINK_CODES[LinkKind.OFFICER_OF])
        found += [
            (int(cost[link]), person, group, link, about)
            for person, link in zip(others[kept].tolist(), at[kept].tolist(), strict=True)
        ]
    return [
        Decider(vertex=person, sort="officer", by=(link, about))
        for _, person, _, link, about in sorted(found)
    ]


def described(network: Network, decider: Decider) -> Decider:
    """The decider with why it is one, such as "Chair of Ghana APPG", and who says so."""
    if decider.by is None:
        return decider
    office, about = (network.links[link] for link in decider.by)
    detail = next((s.detail for s in office.statements if s.detail), "officer")
    group = network.nodes[network.index[office.target]]
    return replace(
        decider,
        why=f"{detail} of {short_name(group)}",
        said=(office.statements[0], about.statements[0]),
    )
