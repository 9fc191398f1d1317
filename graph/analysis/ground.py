"""Common ground: which groups, communities and bodies a network ties to each country."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from graph.analysis.sentences import counted, day, sentence, short_name
from graph.model import LinkKind, Method, Node, NodeKind, Role, Statement, Status
from graph.network import Network
from graph.results import CoverageState
from graph.schema import carries_introduction

# What a network says of parliamentary groups without a parliament is taken to be of this one.
WESTMINSTER = "uk"
PARLIAMENTS = {
    WESTMINSTER: "Westminster",
    "scottish-parliament": "Scottish Parliament",
    "senedd": "Senedd",
    "ni-assembly": "Northern Ireland Assembly",
}
REGION = "region"
PEOPLE = "people"  # unit of an amount that counts them
# A place without a status is a region when it has this many countries as parts: two countries
# may be parts of one another by dispute, three are not.
REGION_PARTS = 3
# A register that names diaspora bodies of this many countries would name one of any country.
LIST_BREADTH = 20
# A source that names so many countries is a list of the world: that it names a people does not
# tell that the people is here.
WORLD = 150
# A group on more countries than this does not make them kin.
KIN_COUNTRIES = 3

Said = tuple[Statement, ...]
Ties = Mapping[int, Said]
"""Vertices with the statements that tie them to one other vertex, in the order of vertices."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One usable link seen from a vertex: the other end, the kind, whether it leaves here."""

    other: int
    kind: LinkKind
    outward: bool
    said: Said


def plain_ground(network: Network) -> "Ground":
    """The ground without links that only an AI search found; ask by ``network.once``."""
    return Ground(network, include_ai=False)


def full_ground(network: Network) -> "Ground":
    """The ground with links that an AI search found."""
    return Ground(network, include_ai=True)


class Ground:
    """A network read once for its gaps: usable links, and who is tied to which country.

    A statement is usable when it is not merely planned and, unless asked for, not found by an AI
    search. Cost: linear in links.
    """

    def __init__(self, network: Network, *, include_ai: bool = False) -> None:
        self.network = network
        self.include_ai = include_ai
        self.nodes = network.nodes
        self.steps: list[list[Step]] = [[] for _ in range(network.n)]
        self.plans: list[tuple[int, int, LinkKind, Said]] = []
        self._contacts: dict[int, dict[int, Said]] = {}
        self._tellers: dict[int, frozenset[str]] = {}
        for at, link in enumerate(network.links):
            self._add(int(network.link_source[at]), int(network.link_target[at]), link.kind,
                      link.statements)  # fmt: skip
        self.country_ids = {node.id for node in network.nodes if node.kind is NodeKind.COUNTRY}

    def _add(self, source: int, target: int, kind: LinkKind, statements: Said) -> None:
        known = [s for s in statements if self.include_ai or s.method is not Method.AI_SEARCH]
        said = tuple(s for s in known if s.status is not Status.PLANNED)
        if said:
            self.steps[source].append(Step(other=target, kind=kind, outward=True, said=said))
            if source != target:
                self.steps[target].append(Step(other=source, kind=kind, outward=False, said=said))
        elif known:
            self.plans.append((source, target, kind, tuple(known)))

    def near(
        self, vertex: int, *kinds: LinkKind, outward: bool | None = None,
        of: NodeKind | None = None,
    ) -> dict[int, Said]:  # fmt: skip
        """Neighbours by usable links of some kinds and a direction, with the statements."""
        found: dict[int, Said] = {}
        for step in self.steps[vertex]:
            if (
                (not kinds or step.kind in kinds)
                and outward in (None, step.outward)
                and (of is None or self.nodes[step.other].kind is of)
            ):
                found[step.other] = found.get(step.other, ()) + step.said
        return dict(sorted(found.items()))

    def of_kind(self, kind: NodeKind) -> list[int]:
        """Vertices of one kind, ascending."""
        return [int(v) for v in self.network.vertices(kind)]

    @cached_property
    def countries_of(self) -> Mapping[int, Mapping[int, Said]]:
        """Of each group, community and body, the countries that it is of or about.

        A community by its heritage; a group by its subject or by the communities it is about;
        a body by heritage, or by the communities it represents or serves.
        """
        found: dict[int, dict[int, Said]] = defaultdict(dict)
        communities = self.of_kind(NodeKind.COMMUNITY)
        for v in communities:
            found[v].update(self.near(v, LinkKind.HERITAGE, outward=True))
        for v in [*self.of_kind(NodeKind.APPG), *self.of_kind(NodeKind.CAMPAIGN)]:
            found[v].update(self.near(v, LinkKind.ABOUT, outward=True, of=NodeKind.COUNTRY))
            self._through(found, v, LinkKind.ABOUT, LinkKind.SERVES)
        for v in self.of_kind(NodeKind.ORGANISATION):
            found[v].update(self.near(v, LinkKind.HERITAGE, outward=True))
            if Role.DIASPORA_GROUP in self.nodes[v].roles:
                found[v].update(self.near(v, LinkKind.ABOUT, outward=True, of=NodeKind.COUNTRY))
            self._through(found, v, LinkKind.REPRESENTS, LinkKind.SERVES)
        return {v: dict(sorted(ties.items())) for v, ties in found.items() if ties}

    def _through(self, found: dict[int, dict[int, Said]], v: int, *kinds: LinkKind) -> None:
        for community, said in self.near(v, *kinds, outward=True, of=NodeKind.COMMUNITY).items():
            for country, more in found.get(community, {}).items():
                found[v].setdefault(country, said + more)

    def _at_country(self, kind: NodeKind) -> dict[int, dict[int, Said]]:
        found: dict[int, dict[int, Said]] = defaultdict(dict)
        for v, ties in self.countries_of.items():
            if self.nodes[v].kind is kind:
                for country, said in ties.items():
                    found[country][v] = said
        return found

    @cached_property
    def groups_about(self) -> Mapping[int, Ties]:
        """Of each country, the groups about it, listed on a register or not."""
        return self._at_country(NodeKind.APPG)

    @cached_property
    def communities_of(self) -> Mapping[int, Ties]:
        """Of each country, the communities with their heritage there that are known here."""
        return {
            country: known
            for country, ties in self._at_country(NodeKind.COMMUNITY).items()
            if (known := {v: said for v, said in ties.items() if self.known_here(v)})
        }

    @cached_property
    def world_lists(self) -> frozenset[str]:
        """Sources that list the countries and peoples of the world, not who is here."""
        named = Counter(
            source
            for v in self.of_kind(NodeKind.COUNTRY)
            for source in {s.source for s in self.nodes[v].statements}
        )
        return frozenset(source for source, number in named.items() if number >= WORLD)

    def known_here(self, community: int) -> bool:
        """Whether a source speaks of a community as one that is here, or counts its people.

        That a people is on a list of the world, or the subject of a group, does not tell.
        """
        return bool(self.size(community)) or self.spoken_of(community)

    def spoken_of(self, community: int) -> bool:
        """Whether a source tells more of a community that is here than how many its people are."""
        own = (s for s in self.nodes[community].statements if s.method is not Method.REGISTER)
        said = (
            s for step in self.steps[community] for s in step.said
            if self.nodes[step.other].kind is not NodeKind.APPG or step.kind is not LinkKind.ABOUT
        )  # fmt: skip
        return any(s.source not in self.world_lists and not _counts(s) for s in (*own, *said))

    @cached_property
    def bodies_of(self) -> Mapping[int, Ties]:
        """Of each country, its diaspora bodies: organisations of its heritage or communities."""
        return self._at_country(NodeKind.ORGANISATION)

    @cached_property
    def at_work_in(self) -> Mapping[int, Ties]:
        """Of each country, other organisations that work there or are about it."""
        found: dict[int, dict[int, Said]] = defaultdict(dict)
        for v in self.of_kind(NodeKind.ORGANISATION):
            own = self.countries_of.get(v, {})
            for country, said in self.near(
                v, LinkKind.OPERATES_IN, LinkKind.ABOUT, outward=True, of=NodeKind.COUNTRY
            ).items():
                if country not in own:
                    found[country][v] = said
        return found

    @cached_property
    def home(self) -> frozenset[int]:
        """The country that most places are part of: the UK; empty where no place has a country."""
        places = Counter(
            country
            for v in self.of_kind(NodeKind.PLACE)
            for country in self.near(v, LinkKind.PART_OF, outward=True, of=NodeKind.COUNTRY)
        )
        most = max(places.values(), default=0)
        return frozenset(country for country, number in places.items() if number == most)

    def parts(self, country: int) -> dict[int, Said]:
        """Countries that are part of a region."""
        return self.near(country, LinkKind.PART_OF, outward=False, of=NodeKind.COUNTRY)

    def wholes(self, country: int) -> dict[int, Said]:
        """Regions and states that a country is part of."""
        return self.near(country, LinkKind.PART_OF, outward=True, of=NodeKind.COUNTRY)

    def is_region(self, country: int) -> bool:
        """Whether a country node is a world region."""
        status = self.nodes[country].get("status")
        return status == REGION if status else len(self.parts(country)) >= REGION_PARTS

    def kin(self, country: int) -> dict[int, Said]:
        """Countries closely tied to one: its part or its whole, or named with it by one group."""
        if self.is_region(country):
            return {}
        found = {
            v: said
            for v, said in (*self.parts(country).items(), *self.wholes(country).items())
            if not self.is_region(v)
        }
        for group, said in self.groups_about.get(country, {}).items():
            named = self.near(group, LinkKind.ABOUT, outward=True, of=NodeKind.COUNTRY)
            if len(named) <= KIN_COUNTRIES:
                for other, more in named.items():
                    if other != country and not self.is_region(other):
                        found.setdefault(other, said + more)
        return {v: s for v, s in sorted(found.items()) if v not in self.home}

    def regions_of(self, country: int) -> dict[int, Said]:
        """All regions and states above a country, with the statements that lead there; those
        with fewest countries first."""
        found: dict[int, Said] = {}
        level: dict[int, Said] = {country: ()}
        while level:
            above = {
                whole: said + more
                for v, said in level.items() for whole, more in self.wholes(v).items()
            }  # fmt: skip
            level = {v: s for v, s in above.items() if v not in found and v != country}
            found |= level
        order = sorted(found, key=lambda v: (len(self.parts(v)), self.nodes[v].id))
        return {v: found[v] for v in order if v not in self.home}

    @cached_property
    def registers(self) -> Mapping[str, str]:
        """Of each parliament whose register of groups was read, the source in force: the one that
        names most groups, since other registers name some in passing."""
        named = Counter(
            (parliament(self.nodes[v]), source)
            for v in self.of_kind(NodeKind.APPG)
            for source in {s.source for s in registered(self.nodes[v].statements)}
        )
        order = sorted(named, key=lambda key: (named[key], self.network.current[key[1]], key))
        return dict(order)

    def listed(self, vertex: int) -> bool:
        """Whether a group is on the register in force; so is any, where no register was read."""
        node = self.nodes[vertex]
        if node.kind is not NodeKind.APPG:
            return False
        source = self.registers.get(parliament(node))
        return source is None or any(s.source == source for s in registered(node.statements))

    @cached_property
    def listed_groups(self) -> list[int]:
        """Groups on the registers in force, ascending."""
        return [v for v in self.of_kind(NodeKind.APPG) if self.listed(v)]

    def has_secretariat(self, group: int) -> bool:
        """Whether a group names a secretariat: a body, or somebody who is not named here."""
        named = self.near(group, LinkKind.SECRETARIAT_OF, outward=False)
        return bool(named or self.nodes[group].get("secretariat"))

    def register_day(self, of: str = WESTMINSTER) -> str:
        """Date in words of the register in force of a parliament; empty where none was read."""
        source = self.registers.get(of, "")
        return day(self.network.current[source]) if source else ""

    def register_span(self, of: str = WESTMINSTER) -> tuple[str, str]:
        """Dates of the first and last edition held of a parliament's register."""
        source = self.registers.get(of, "")
        until = self.network.as_of
        dates = [
            e.date for e in self.network.editions
            if e.source == source and (not until or e.date <= until)
        ] or [self.network.current.get(source, "")]  # fmt: skip
        return min(dates), max(dates)

    @cached_property
    def lists_of_bodies(self) -> tuple[str, ...]:
        """Sources broad enough that a diaspora body of any country would be in them."""
        countries: dict[str, set[int]] = defaultdict(set)
        for country, ties in self.bodies_of.items():
            for said in ties.values():
                for s in said:
                    if s.method is Method.REGISTER:
                        countries[s.source].add(country)
        return tuple(sorted(s for s, named in countries.items() if len(named) >= LIST_BREADTH))

    def name(self, vertex: int) -> str:
        """A node's name as sentences give it."""
        return short_name(self.nodes[vertex])

    def unnamed(self, vertex: int) -> bool:
        """Whether a node stands for a set whose members no source names."""
        node = self.nodes[vertex]
        return bool(node.get("count")) or node.get("members") == "unknown"

    @cached_property
    def unnamed_ids(self) -> frozenset[str]:
        """Ids of all nodes that stand for sets whose members no source names."""
        return frozenset(node.id for v, node in enumerate(self.nodes) if self.unnamed(v))

    @cached_property
    def of_diaspora(self) -> frozenset[int]:
        """Countries and communities, and all that are tied to one; the home country aside."""
        grounds = {*self.of_kind(NodeKind.COUNTRY), *self.of_kind(NodeKind.COMMUNITY)} - self.home
        beside = {step.other for v in grounds for step in self.steps[v]}
        return frozenset(grounds | beside | set(self.countries_of))

    def contacts(self, vertex: int) -> dict[int, Said]:
        """Whom a body is in contact with, with the statements: being a part of it is no contact."""
        if vertex not in self._contacts:
            self._contacts[vertex] = self._find_contacts(vertex)
        return self._contacts[vertex]

    def tellers(self, vertex: int) -> frozenset[str]:
        """Sources that tell in their own words whom a body is in contact with."""
        if vertex not in self._tellers:
            said = (s for statements in self.contacts(vertex).values() for s in statements)
            told = (s.source for s in said if s.method in (Method.STATED, Method.HAND))
            self._tellers[vertex] = frozenset(told)
        return self._tellers[vertex]

    def _find_contacts(self, vertex: int) -> dict[int, Said]:
        kind = self.nodes[vertex].kind
        found: dict[int, Said] = {}
        for step in self.steps[vertex]:
            if step.kind is not LinkKind.PART_OF and carries_introduction(
                step.kind, kind, self.nodes[step.other].kind
            ):
                found[step.other] = found.get(step.other, ()) + step.said
        return dict(sorted(found.items()))

    def size(self, community: int) -> int:
        """How many people a source counts in a community; 0 where none does."""
        text = self.nodes[community].get("size")
        return int(text) if text.isdecimal() else 0

    def people_of(self, country: int) -> list[int]:
        """Communities of a country, the largest and most named first."""
        return self.ranked(self.communities_of.get(country, ()))

    def ranked(self, vertices: Iterable[int]) -> list[int]:
        """Vertices by size of a community, then by number of links, then by id."""
        return sorted(vertices, key=lambda v: (-self.size(v), -len(self.steps[v]), v))

    def standing(self, vertex: int, ties: int) -> tuple[CoverageState, str]:
        """Whether a body's contacts were read: one of whom no source names any may have many."""
        if not ties:
            return "unknown", sentence(
                "No source held names a contact of {name}: not known.", name=self.name(vertex)
            )
        return "absent", sentence(
            "Sources held name {number} of {name}, and not this one.",
            number=counted(ties, "contact"), name=self.name(vertex),
        )  # fmt: skip


def parliament(group: Node) -> str:
    """The parliament of a group."""
    return group.get("parliament") or WESTMINSTER


def some(*said: Said, limit: int = 6) -> Said:
    """The first statements of several ties, as many as a reader would open."""
    return tuple(s for ties in said for s in ties[:1])[:limit]


def _counts(said: Statement) -> bool:
    """Whether a statement only tells how many people there are."""
    return bool(said.values("size")) or (said.amount is not None and said.amount.unit == PEOPLE)


def registered(statements: Iterable[Statement]) -> list[Statement]:
    """The statements that a register makes."""
    return [s for s in statements if s.method is Method.REGISTER]
