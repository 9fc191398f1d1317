"""Records before identity is decided: all that was stated under one record id."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, replace

from graph.model import Link, LinkKind, LinkRecord, Node, NodeKind, NodeRecord, Record, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class RawNode:
    """One record id with all statements made under it, in a fixed order."""

    id: str
    kind: NodeKind
    statements: tuple[Statement, ...]

    def claimed(self, *keys: str) -> tuple[str, ...]:
        """Distinct values claimed under any of the keys, sorted."""
        return tuple(sorted({v for s in self.statements for k in keys for v in s.values(k)}))

    @property
    def names(self) -> tuple[str, ...]:
        """All names and aliases."""
        return self.claimed("name", "alias")

    @property
    def identifiers(self) -> tuple[str, ...]:
        """All identifiers."""
        return self.claimed("identifier")


Facts = dict[tuple[Hashable, ...], Statement]
Said = tuple[str, str]
"""Source and date of an edition."""


class RawGraph:
    """All raw nodes and links of a store, to which records are added; facts said twice are one."""

    def __init__(self) -> None:
        self._nodes: dict[str, tuple[NodeKind, Facts]] = {}
        self._links: dict[tuple[str, str, LinkKind], Facts] = {}

    def add_stored(
        self,
        nodes: Iterable[Node],
        links: Iterable[Link],
        *,
        without: frozenset[Said] = frozenset(),
    ) -> None:
        """Take canonical nodes and links apart into the records they were made of.

        What the editions ``without`` said is left out: they are about to be read anew.
        """
        for node in nodes:
            for statement in _forget(node.statements, without):
                self._add_node(node.kind, statement)
        for link in links:
            for statement in _forget(link.statements, without):
                self._add_link(link.kind, statement)

    def add(self, record: Record) -> None:
        """Add one record of a loader."""
        if isinstance(record, NodeRecord):
            self._add_node(record.kind, record.statement)
        else:
            self._add_link(record.kind, record.statement)

    def _add_node(self, kind: NodeKind, statement: Statement) -> None:
        _, facts = self._nodes.setdefault(statement.subject, (kind, {}))
        _join(facts, statement)

    def _add_link(self, kind: LinkKind, statement: Statement) -> None:
        key = (statement.subject, statement.object, kind)
        _join(self._links.setdefault(key, {}), statement)

    def without(self, source: str, edition: str) -> "RawGraph":
        """A copy in which one edition of one source says nothing: to read that edition anew."""
        copy, gone = RawGraph(), frozenset({(source, edition)})
        for kind, facts in self._nodes.values():
            for kept in _forget(facts.values(), gone):
                copy._add_node(kind, kept)
        for (_, _, link_kind), facts in self._links.items():
            for kept in _forget(facts.values(), gone):
                copy._add_link(link_kind, kept)
        return copy

    def forget(self, sources: frozenset[str]) -> None:
        """Take out all that these sources say: it is about to be told anew."""
        for record_id in [i for i, (_, said) in self._nodes.items() if _emptied(said, sources)]:
            del self._nodes[record_id]
        for key in [key for key, said in self._links.items() if _emptied(said, sources)]:
            del self._links[key]

    def kind_of(self, record_id: str) -> NodeKind | None:
        """Kind of a record, or None when no record has that id."""
        found = self._nodes.get(record_id)
        return found[0] if found else None

    def facts(self) -> Iterator[tuple[str, NodeKind, Iterable[Statement]]]:
        """Id, kind and statements of every raw node, in no order: what ``nodes`` sorts."""
        for record_id, (kind, facts) in self._nodes.items():
            yield record_id, kind, facts.values()

    def nodes(self) -> Iterator[RawNode]:
        """All raw nodes, by id."""
        for record_id in sorted(self._nodes):
            kind, facts = self._nodes[record_id]
            yield RawNode(id=record_id, kind=kind, statements=_ordered(facts))

    def links(self) -> Iterator[tuple[LinkRecord, ...]]:
        """All raw links, each as the records that state it."""
        for key in sorted(self._links):
            yield tuple(LinkRecord(kind=key[2], statement=s) for s in _ordered(self._links[key]))


def _join(facts: Facts, statement: Statement) -> None:
    key = statement.fact()
    known = facts.get(key)
    facts[key] = statement if known is None else known.joined(statement)


def _forget(facts: Iterable[Statement], gone: frozenset[Said]) -> Iterable[Statement]:
    return _kept(facts, gone) if gone else facts


def _kept(facts: Iterable[Statement], gone: frozenset[Said]) -> Iterator[Statement]:
    for statement in facts:
        seen = tuple(d for d in statement.seen if (statement.source, d) not in gone)
        if seen:
            yield statement if seen == statement.seen else replace(statement, seen=seen)


def _emptied(facts: Facts, sources: frozenset[str]) -> bool:
    """Take out the facts of sources; whether none is left."""
    for key in [key for key, said in facts.items() if said.source in sources]:
        del facts[key]
    return not facts


def _ordered(facts: Facts) -> tuple[Statement, ...]:
    if len(facts) == 1:  # most are alone, and the key is dear
        return tuple(facts.values())
    return tuple(sorted(facts.values(), key=lambda s: (s.source, s.seen, repr(s.fact()))))
