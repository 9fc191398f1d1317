"""Small networks drawn in a few lines, and random ones, for tests of the analyses."""

from collections.abc import Iterable
from typing import Any

import networkx as nx
from hypothesis import settings
from hypothesis import strategies as st

from graph.assemble import assemble_node
from graph.model import Edition, Link, LinkKind, Method, Node, NodeKind, Source, Statement
from graph.network import Network

DAY = "2026-06-29"
REGISTER = Source(
    id="register", title="Register of Groups", publisher="Parliament", licence="OPL-3.0",
    attribution="Parliament.", compiler="Open Lists",
)  # fmt: skip
LISTS = Source(
    id="lists", title="Member lists", publisher="Open Lists", licence="CC-BY-4.0",
    attribution="Open Lists.", compiler="Open Lists",
)  # fmt: skip
EDITIONS = (Edition(source="lists", date=DAY, complete=False), Edition(source="register", date=DAY))

# Machines are shared: a slow moment is no failure. Few examples, since each asks several questions.
CALM = settings(deadline=None, max_examples=50)

ORG, GROUP, PERSON = NodeKind.ORGANISATION, NodeKind.APPG, NodeKind.PERSON


def body(node_id: str, name: str = "", kind: NodeKind = ORG, **claims: str) -> Node:
    """A node that the register names; its name is its id unless given."""
    said = Statement(
        source="register", seen=(DAY,), subject=node_id, method=Method.REGISTER, locator=node_id,
        claims=tuple(sorted({"name": name or node_id, **claims}.items())),
    )  # fmt: skip
    return assemble_node(node_id, kind, (said,))


def group(node_id: str, name: str = "", **claims: str) -> Node:
    """A parliamentary group."""
    return body(node_id, name, GROUP, **claims)


def person(node_id: str, name: str = "") -> Node:
    """A person in a public role."""
    return body(node_id, name, PERSON)


def tie(kind: LinkKind, pair: str, **fields: Any) -> Link:
    """A link drawn as "a b", said by the register unless ``source`` is given."""
    one, other = pair.split()
    return Link(source=one, target=other, kind=kind, statements=(fact(one, other, **fields),))


def fact(one: str, other: str, **fields: Any) -> Statement:
    """One statement about a pair."""
    fields = {"source": "register", "seen": (DAY,), "method": Method.REGISTER, **fields}
    return Statement(subject=one, object=other, **fields)


def officers(*pairs: str, **fields: Any) -> list[Link]:
    """Officers drawn as "person group"."""
    return [tie(LinkKind.OFFICER_OF, pair, **fields) for pair in pairs]


def members(*pairs: str, **fields: Any) -> list[Link]:
    """Members drawn as "person group"."""
    return [tie(LinkKind.MEMBER_OF, pair, **fields) for pair in pairs]


def network(nodes: Iterable[Node], links: Iterable[Link], **more: Any) -> Network:
    """The network of these nodes and links, in force on one day."""
    return Network(
        nodes=tuple(sorted(nodes, key=lambda n: n.id)),
        links=tuple(sorted(links, key=lambda k: (k.source, k.target, k.kind))),
        sources={"lists": LISTS, "register": REGISTER},
        editions=more.pop("editions", EDITIONS),
        current=more.pop("current", {"lists": DAY, "register": DAY}),
        **more,
    )


def parliament(*more: Link) -> Network:
    """A body, two groups, and people between them; ``more`` links are added."""
    nodes = [
        body("aid", "Refugee Aid"), group("refugees", "Refugees"), group("steel", "Steel"),
        group("asylum", "Refugees and Asylum"), group("kenya", "Kenya"),
        *(person(p) for p in ("ann", "ben", "cas", "dee", "eve")),
        body("land", "Kenya", NodeKind.COUNTRY),
        # Bodies on other matters, so that a shared word is something rare.
        *(body(f"z{i}", f"Zeta{chr(97 + i)}") for i in range(20)),
    ]  # fmt: skip
    links = [tie(LinkKind.SECRETARIAT_OF, "aid refugees"), tie(LinkKind.ABOUT, "kenya land")]
    links += officers("ann refugees", "ben refugees", "cas kenya")
    return network(nodes, [*links, *more])


@st.composite
def toys(draw: st.DrawFn, most: int = 8, loops: bool = True) -> Network:
    """A random toy network of two to ``most`` organisations that met; lone ones among them."""
    n = draw(st.integers(2, most))
    names = [f"n{number}" for number in range(n)]
    first = 0 if loops else 1
    every = [f"{a}-{b}" for at, a in enumerate(names) for b in names[at + first :]]
    pairs = draw(st.lists(st.sampled_from(every), unique=True)) if every else []
    return Network.of(*names, *pairs)


def as_graph(toy: Network) -> "nx.Graph[str]":
    """The simple networkx graph of a toy network, without loops."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(node.id for node in toy.nodes)
    graph.add_edges_from((k.source, k.target) for k in toy.links if k.source != k.target)
    return graph
