"""An immutable snapshot of what the sources say at a date, held in arrays for the analyses.

Vertices are numbered in the order of their ids; the links touching vertex ``v`` stand at
``indptr[v]:indptr[v + 1]`` of ``neighbour``, ``link_at`` and ``outward`` (compressed sparse rows,
each link twice, self-links once).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from graph.assemble import assemble_node, content_hash, in_order, roles_from_links
from graph.editions import editions_in_force, hidden_sources, split_statements
from graph.errors import BadQuestion
from graph.model import Edition, Link, LinkKind, Node, NodeKind, Source, Statement, Visibility
from graph.results import Evidence, LinkView, NodeRef, Snapshot
from graph.schema import carries_introduction, words

if TYPE_CHECKING:
    import igraph
    import networkx
    import pandas

# Letters of a code of ISO 4217.
CURRENCY_CODE = 3

Ints = NDArray[np.int32]
Codes = NDArray[np.int8]
Flags = NDArray[np.bool_]
T = TypeVar("T")

KIND_CODES = {kind: code for code, kind in enumerate(NodeKind)}
LINK_CODES = {kind: code for code, kind in enumerate(LinkKind)}


class Network:
    """The graph as the sources stood at a date; never changes once made.

    ``nodes`` and ``links`` are in force, ordered by id and by (source, target, kind);
    ``past`` are nodes that the sources named before and no longer do; ``earlier`` is what was said
    before of nodes still in force; ``current`` is the edition in force of each source. Arrays:
    ``kind`` (n,), ``link_source``, ``link_target``, ``link_kind`` and ``introduces`` (m,), rows
    ``indptr`` (n + 1,), ``neighbour``, ``link_at``, ``outward``.
    """

    def __init__(
        self,
        *,
        nodes: tuple[Node, ...],
        links: tuple[Link, ...],
        past: tuple[Node, ...] = (),
        earlier: Mapping[str, tuple[Statement, ...]] | None = None,
        sources: Mapping[str, Source] | None = None,
        editions: tuple[Edition, ...] = (),
        current: Mapping[str, str] | None = None,
        as_of: str = "",
    ) -> None:
        self.nodes = nodes
        self.links = links
        self.past = {node.id: node for node in past}
        self.earlier = dict(earlier or {})
        self.sources = dict(sources or {})
        self.editions = editions
        self.current = dict(current or {})
        self.as_of = as_of or max(self.current.values(), default="")
        self.index = {node.id: v for v, node in enumerate(nodes)}
        self.n, self.m = len(nodes), len(links)
        self.kind: Codes = np.array([KIND_CODES[node.kind] for node in nodes], dtype=np.int8)
        self.link_source: Ints = _ints([self.index[link.source] for link in links])
        self.link_target: Ints = _ints([self.index[link.target] for link in links])
        self.link_kind: Codes = np.array([LINK_CODES[k.kind] for k in links], dtype=np.int8)
        self.introduces: Flags = np.array(
            [
                carries_introduction(link.kind, nodes[s].kind, nodes[t].kind)
                for link, s, t in zip(links, self.link_source, self.link_target, strict=True)
            ],
            dtype=np.bool_,
        )
        self.indptr, self.neighbour, self.link_at, self.outward = self._rows()
        self._made: dict[object, object] = {}

    def once(self, make: "Callable[[Network], T]") -> T:
        """What ``make`` works out of this network: worked out at the first call, kept after."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast(T, self._made[make])

    def _rows(self) -> tuple[Ints, Ints, Ints, Flags]:
        loops = self.link_source == self.link_target
        at = np.arange(self.m, dtype=np.int32)
        ends = np.concatenate([self.link_source, self.link_target[~loops]])
        others = np.concatenate([self.link_target, self.link_source[~loops]])
        link_at = np.concatenate([at, at[~loops]])
        outward = np.concatenate(
            [np.ones(self.m, np.bool_), np.zeros(int((~loops).sum()), np.bool_)]
        )
        order = np.lexsort((link_at, others, ends))
        indptr = np.zeros(self.n + 1, dtype=np.int32)
        np.cumsum(np.bincount(ends, minlength=self.n), out=indptr[1:])
        return indptr, others[order], link_at[order], outward[order]

    @classmethod
    def of(cls, *pairs: str, kind: LinkKind = LinkKind.MET) -> "Network":
        """A toy network of organisations: each pair is ``"a-b"``; a lone name is a lone node.

        >>> Network.of("a-b", "b-c").degree.tolist()
        [1, 2, 1]
        """
        names = sorted({name for pair in pairs for name in pair.split("-")})
        nodes = [_toy_node(name) for name in names]
        links = sorted(
            (_toy_link(*pair.split("-"), kind=kind) for pair in set(pairs) if "-" in pair),
            key=lambda link: (link.source, link.target),
        )
        return cls(
            nodes=tuple(nodes),
            links=tuple(links),
            sources={"toy": TOY},
            current={"toy": "2026-01-01"},
        )

    @classmethod
    def build(
        cls,
        nodes: Iterable[Node],
        links: Iterable[Link],
        *,
        sources: Iterable[Source],
        editions: Iterable[Edition],
        as_of: str = "",
        audience: Visibility = Visibility.PUBLIC,
    ) -> "Network":
        """The network that stored nodes and links make at a date (default: the newest editions).

        Raises ``BadQuestion`` when no source had an edition by ``as_of``. Cost: linear.
        """
        nodes, links = tuple(nodes), tuple(links)
        hidden = hidden_sources((*nodes, *links), audience)
        shown = (e for e in editions if e.source not in hidden)
        held = tuple(sorted(shown, key=lambda e: (e.source, e.date)))
        current = editions_in_force(held, as_of)
        if as_of and held and not current:
            first = min(e.date for e in held)
            raise BadQuestion(
                f"no source held has an edition of {as_of} or before",
                where="--as-of",
                next_step=f"The first edition held is of {first}.",
            )
        stage = [
            (node, split_statements(node.statements, current, as_of, audience)) for node in nodes
        ]
        kinds = {node.id: node.kind for node, (now, _) in stage if now}
        kept = []
        for link in links:
            if link.source in kinds and link.target in kinds:
                now, _ = split_statements(link.statements, current, as_of, audience)
                if now:
                    kept.append(replace(link, statements=in_order(now)))
        kept.sort(key=lambda k: (k.source, k.target, k.kind))
        roles = roles_from_links(kept, kinds)
        living, past = [], []
        earlier = {node.id: before for node, (now, before) in stage if now and before}
        for node, (now, before) in stage:
            if now:
                living.append(
                    assemble_node(node.id, node.kind, now, roles.get(node.id, frozenset()))
                )
            elif before:
                past.append(assemble_node(node.id, node.kind, before))
        return cls(
            nodes=tuple(sorted(living, key=lambda n: n.id)),
            links=tuple(kept),
            past=tuple(past),
            earlier=earlier,
            sources={s.id: s for s in sources if s.id not in hidden},
            editions=held,
            current=current,
            as_of=as_of,
        )

    @cached_property
    def hash(self) -> str:
        """Hash of all that is in force: the same content gives the same hash on any machine."""
        return content_hash(self.as_of, (*self.nodes, *self.links))

    @property
    def snapshot(self) -> Snapshot:
        """Date and hash, as every answer carries them."""
        return Snapshot(as_of=self.as_of, hash=self.hash, nodes=self.n, links=self.m)

    @cached_property
    def degree(self) -> Ints:
        """Number of links at each vertex, shape (n,)."""
        return np.diff(self.indptr).astype(np.int32)

    @cached_property
    def introductions(self) -> Ints:
        """Number of links at each vertex that can carry an introduction, shape (n,)."""
        ends = np.repeat(np.arange(self.n), np.diff(self.indptr))
        return np.bincount(ends[self.introduces[self.link_at]], minlength=self.n).astype(np.int32)

    def around(self, vertex: int) -> tuple[Ints, Ints, Flags]:
        """Neighbours of a vertex, the links to them, and whether each link leaves the vertex."""
        row = slice(int(self.indptr[vertex]), int(self.indptr[vertex + 1]))
        return self.neighbour[row], self.link_at[row], self.outward[row]

    def vertices(self, kind: NodeKind) -> Ints:
        """Vertices of one kind, ascending."""
        return np.flatnonzero(self.kind == KIND_CODES[kind]).astype(np.int32)

    def node(self, node_id: str) -> Node | None:
        """The node of that id, in force or past; None when there is none."""
        vertex = self.index.get(node_id)
        return self.nodes[vertex] if vertex is not None else self.past.get(node_id)

    def links_of(
        self, node_id: str, *kinds: LinkKind, outward: bool | None = None
    ) -> tuple[tuple[Node, Link], ...]:
        """(other node, link) for each link at a node, filtered by kind and by direction."""
        vertex = self.index.get(node_id)
        if vertex is None:
            return ()
        found = []
        for other, at, out in zip(*self.around(vertex), strict=True):
            link = self.links[at]
            if (not kinds or link.kind in kinds) and (outward is None or bool(out) == outward):
                found.append((self.nodes[other], link))
        return tuple(found)

    def ref(self, node: Node | int) -> NodeRef:
        """A node, or a vertex, as answers name it."""
        node = node if isinstance(node, Node) else self.nodes[node]
        return NodeRef(id=node.id, name=node.name, kind=node.kind)

    def evidence(self, *statements: Statement) -> tuple[Evidence, ...]:
        """Statements as readers meet them, in the edition in force, newest first."""
        shown = [self._evidence(s) for s in statements]
        return tuple(sorted(shown, key=lambda e: (e.edition, e.source, e.locator), reverse=True))

    def _evidence(self, statement: Statement) -> Evidence:
        source = self.sources[statement.source]
        now = self.current.get(statement.source, "")
        edition = now if now in statement.seen else statement.last_seen
        return Evidence(
            source=source.id,
            title=source.title,
            edition=edition,
            locator=statement.locator,
            url=statement.url_in(edition) or source.url,
            status=statement.status,
            method=statement.method,
            first_seen=statement.first_seen,
            last_seen=statement.last_seen,
            detail=statement.detail,
            amount=money(statement),
            since=statement.since,
            until=statement.until,
            note=statement.note,
            licence=source.licence,
        )

    def link_view(self, link: Link) -> LinkView:
        """A link with its ends named and its evidence resolved."""
        return LinkView(
            source=self.ref(self.index[link.source]),
            target=self.ref(self.index[link.target]),
            kind=link.kind,
            words=words(link.kind),
            evidence=self.evidence(*link.statements),
        )

    def to_networkx(self) -> "networkx.MultiDiGraph[str]":
        """A networkx graph: node attributes name, kind, roles; link keys are link kinds."""
        import networkx

        graph = networkx.MultiDiGraph(as_of=self.as_of, hash=self.hash)
        for node in self.nodes:
            graph.add_node(
                node.id, name=node.name, kind=node.kind.value, roles="|".join(node.roles)
            )
        for link in self.links:
            graph.add_edge(link.source, link.target, key=link.kind.value, **_link_row(link))
        return graph

    def to_pandas(self) -> tuple["pandas.DataFrame", "pandas.DataFrame"]:
        """Two tables, nodes and links, with provenance columns; both empty-safe."""
        import pandas

        node_rows = [
            {
                "id": n.id, "name": n.name, "kind": n.kind.value, "roles": "|".join(n.roles),
                "aliases": "|".join(n.aliases), "identifiers": "|".join(n.identifiers),
                "summary": n.summary, "sources": "|".join(sorted({s.source for s in n.statements})),
            }
            for n in self.nodes
        ]  # fmt: skip
        link_rows = [
            {"source": k.source, "target": k.target, "kind": k.kind.value, **_link_row(k)}
            for k in self.links
        ]
        return (
            pandas.DataFrame(node_rows, columns=_NODE_COLUMNS),
            pandas.DataFrame(link_rows, columns=_LINK_COLUMNS),
        )

    def to_igraph(self) -> "igraph.Graph":
        """An igraph graph (needs the extra ``kithmap[igraph]``, which is GPL)."""
        try:
            import igraph
        except ImportError as error:
            raise BadQuestion(
                "igraph is not installed", next_step="Run: uv pip install 'kithmap[igraph]'."
            ) from error
        graph: Any = igraph.Graph(n=self.n, directed=True)
        graph.vs["name"] = [n.id for n in self.nodes]
        graph.vs["label"] = [n.name for n in self.nodes]
        graph.vs["kind"] = [n.kind.value for n in self.nodes]
        graph.add_edges(
            list(zip(self.link_source.tolist(), self.link_target.tolist(), strict=True))
        )
        graph.es["kind"] = [k.kind.value for k in self.links]
        return graph


_NODE_COLUMNS = ["id", "name", "kind", "roles", "aliases", "identifiers", "summary", "sources"]
_LINK_COLUMNS = [
    "source", "target", "kind", "status", "first_seen", "last_seen", "detail", "sources",
    "statements",
]  # fmt: skip

TOY = Source(id="toy", title="Toy", publisher="nobody", licence="CC0-1.0", attribution="none")


def _toy_node(name: str) -> Node:
    said = Statement(
        source="toy", seen=("2026-01-01",), subject=name, claims=(("name", name),), locator=name
    )
    return assemble_node(name, NodeKind.ORGANISATION, (said,))


def _toy_link(source: str, target: str, *, kind: LinkKind) -> Link:
    said = Statement(
        source="toy",
        seen=("2026-01-01",),
        subject=source,
        object=target,
        locator=f"{source}-{target}",
    )
    return Link(source=source, target=target, kind=kind, statements=(said,))


def _ints(values: list[int]) -> Ints:
    return np.array(values, dtype=np.int32)


def money(statement: Statement) -> str:
    """An amount in words, or an empty text.

    >>> from graph.model import Amount
    >>> band = Amount(low=1501, high=3000)
    >>> money(Statement(source="s", seen=("2026",), subject="a", amount=band))
    '£1,501 to £3,000'
    >>> born = Amount(low=134944, high=134944, unit="people")
    >>> money(Statement(source="s", seen=("2021",), subject="a", amount=born))
    '134,944 people'
    """
    amount = statement.amount
    if amount is None:
        return ""
    low, high = (f"{value:,.2f}".removesuffix(".00") for value in (amount.low, amount.high))
    if len(amount.unit) != CURRENCY_CODE:  # counted things: people, signatures
        return f"{low} {amount.unit}" if low == high else f"{low} to {high} {amount.unit}"
    sign = "£" if amount.unit == "GBP" else f"{amount.unit} "
    return f"{sign}{low}" if low == high else f"{sign}{low} to {sign}{high}"


def _link_row(link: Link) -> dict[str, Any]:
    said = link.statements
    return {
        "status": "|".join(sorted({s.status.value for s in said})),
        "first_seen": min(s.first_seen for s in said),
        "last_seen": max(s.last_seen for s in said),
        "detail": "|".join(sorted({s.detail for s in said if s.detail})),
        "sources": "|".join(sorted({s.source for s in said})),
        "statements": len(said),
    }
