"""What a brief is about: a country, a community, a theme or a place, and who is tied to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from graph.analysis.ground import Ground, Said
from graph.analysis.sentences import sentence
from graph.errors import BadQuestion
from graph.model import LinkKind, NodeKind, Role
from graph.results_briefs import BriefLine

BRIEFED = (NodeKind.COUNTRY, NodeKind.COMMUNITY, NodeKind.THEME, NodeKind.PLACE)

Tied = dict[int, Said]

# Statements shown behind one line.
SHOWN = 4


@dataclass(frozen=True)
class Scope:
    """The subject of a brief in a network, and its neighbourhood by what each is to it.

    ``parts`` are the subject and what is part of it (a region's countries, a council's wards);
    all tables map a vertex to the statements that tie it to one of them, ascending.
    """

    ground: Ground
    subject: int

    @property
    def kind(self) -> NodeKind:
        """What the subject is."""
        return self.ground.nodes[self.subject].kind

    @cached_property
    def parts(self) -> tuple[int, ...]:
        """The subject, then what is part of it, one level down."""
        if self.kind is NodeKind.COUNTRY and not self.ground.is_region(self.subject):
            return (self.subject,)
        inside = self.ground.near(self.subject, LinkKind.PART_OF, outward=False, of=self.kind)
        return (self.subject, *(v for v in inside if v != self.subject))

    @cached_property
    def countries(self) -> tuple[int, ...]:
        """The countries concerned: of a community those of its heritage; of a place none."""
        if self.kind is NodeKind.COUNTRY:
            return self.parts
        if self.kind is not NodeKind.COMMUNITY:
            return ()
        found = self._merged(self.ground.countries_of.get(v, {}) for v in self.parts)
        return tuple(v for v in found if v not in self.ground.home)

    @cached_property
    def groups(self) -> Tied:
        """Parliamentary groups about it or, for a community, about its countries."""
        return self._merged(
            [
                self._pointing(NodeKind.APPG, LinkKind.ABOUT, LinkKind.OPERATES_IN),
                *(self.ground.groups_about.get(c, {}) for c in self.countries),
            ]
        )

    @cached_property
    def communities(self) -> Tied:
        """The people: communities of its heritage, in its place, or the community itself."""
        if self.kind is NodeKind.COUNTRY:
            return self._merged(self.ground.communities_of.get(c, {}) for c in self.parts)
        if self.kind is NodeKind.COMMUNITY:
            own = {v: self.ground.nodes[v].statements for v in self.parts}
            kin = (self.ground.communities_of.get(c, {}) for c in self.countries)
            return self._merged([own, *kin])
        return self._pointing(NodeKind.COMMUNITY, LinkKind.BASED_IN, LinkKind.PART_OF)

    @cached_property
    def bodies(self) -> Tied:
        """Diaspora bodies of the countries; who serves the community, works on the theme, is in
        the place."""
        if self.kind is NodeKind.PLACE:
            return self._pointing(
                NodeKind.ORGANISATION, LinkKind.BASED_IN, LinkKind.OPERATES_IN,
                LinkKind.ABOUT,
            )  # fmt: skip
        own = self._merged(self.ground.bodies_of.get(c, {}) for c in self.countries)
        kinds = (LinkKind.SERVES, LinkKind.REPRESENTS)
        told = self._merged(
            self.ground.near(v, *kinds, outward=False, of=NodeKind.ORGANISATION)
            for v in self.communities
        )
        about = self._pointing(NodeKind.ORGANISATION, LinkKind.ABOUT)
        if self.kind is NodeKind.COUNTRY:
            about = {v: s for v, s in about.items() if self._of_diaspora(v)}
        return self._merged([own, told, about])

    @cached_property
    def at_work(self) -> Tied:
        """Other bodies at work in or on the countries."""
        found = self._merged(self.ground.at_work_in.get(c, {}) for c in self.countries)
        return {v: said for v, said in found.items() if v not in self.bodies}

    @cached_property
    def campaigns(self) -> Tied:
        """Campaigns, programmes and petitions about it, for it, or at work in it."""
        return self._pointing(
            NodeKind.CAMPAIGN, LinkKind.ABOUT, LinkKind.SERVES, LinkKind.OPERATES_IN,
            LinkKind.BASED_IN,
        )  # fmt: skip

    @cached_property
    def signed(self) -> Tied:
        """Petitions that people in it signed."""
        return self._pointing(NodeKind.CAMPAIGN, LinkKind.SIGNED_IN)

    @cached_property
    def events(self) -> Tied:
        """Events about it, in it, or in which its communities took part."""
        told = self._pointing(NodeKind.EVENT, LinkKind.ABOUT, LinkKind.BASED_IN)
        joined = (
            self.ground.near(v, LinkKind.TOOK_PART_IN, LinkKind.PARTNER_IN, of=NodeKind.EVENT)
            for v in self.communities
        )
        return self._merged([told, *joined])

    @cached_property
    def awaited(self) -> Tied:
        """Events that somebody is to take part in and nobody is recorded to have taken part in."""
        found: Tied = {}
        for _, event, kind, said in self.ground.plans:
            if kind is LinkKind.TOOK_PART_IN and not self.ground.near(event, kind, outward=False):
                found[event] = found.get(event, ()) + said
        return found

    @cached_property
    def publications(self) -> Tied:
        """Publications about it."""
        return self._pointing(NodeKind.PUBLICATION, LinkKind.ABOUT)

    def busiest(self, table: Tied) -> list[int]:
        """The vertices of a table, those with most links first, ties by vertex."""
        return sorted(table, key=lambda v: (-len(self.ground.steps[v]), v))

    def line(self, vertex: int | None, pattern: str, said: Said, **parts: str) -> BriefLine:
        """A sentence about a node, with what says so; without, what names the node."""
        network = self.ground.network
        own = said or (self.ground.nodes[vertex].statements if vertex is not None else ())
        return BriefLine(
            words=sentence(pattern, **parts),
            node=network.ref(vertex) if vertex is not None else None,
            evidence=network.evidence(*own[:SHOWN]),
        )

    def _of_diaspora(self, vertex: int) -> bool:
        return Role.DIASPORA_GROUP in self.ground.nodes[vertex].roles

    def _pointing(self, kind: NodeKind, *links: LinkKind) -> Tied:
        """Nodes of a kind with a link that runs from them to the subject or to a part of it."""
        return self._merged(self.ground.near(v, *links, outward=False, of=kind) for v in self.parts)

    @staticmethod
    def _merged(tables: Iterable[Mapping[int, Said]]) -> Tied:
        found: Tied = {}
        for table in tables:
            for vertex, said in table.items():
                found[vertex] = tuple(dict.fromkeys(found.get(vertex, ()) + said))
        return dict(sorted(found.items()))


def scope_of(ground: Ground, node_id: str) -> Scope:
    """The scope of a node in force; ``BadQuestion`` for a kind that has no brief."""
    vertex = ground.network.index.get(node_id)
    if vertex is None:
        raise BadQuestion(
            "no source in force names this", where=node_id, next_step="Look for it with 'find'."
        )
    kind = ground.nodes[vertex].kind
    if kind not in BRIEFED:
        raise BadQuestion(
            f"a brief is on a country, a community, a theme or a place, not on {_a(kind)}",
            where=ground.nodes[vertex].name,
            next_step="For one body, ask 'node'.",
        )
    return Scope(ground=ground, subject=vertex)


def _a(kind: NodeKind) -> str:
    return f"{'an' if kind.value[0] in 'aeiou' else 'a'} {kind.value}"
