"""What stands behind the items of a view, as rows of a table and as texts for a panel."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from graph.analysis.sentences import day
from graph.model import Link, Node, Status
from graph.network import Network
from graph.results import Evidence
from graph.text import clean
from viz.drawing import web_address
from viz.items import View, ViewLink, ViewNode
from viz.shapes import GAP, STATUS_WORDS
from viz.templating import METHOD_WORDS

PROVENANCE = (
    "source", "title", "edition", "locator", "url", "first_seen", "last_seen", "status", "method",
    "detail", "amount", "since", "until", "note", "licence",
)  # fmt: skip
COLUMNS = (
    "about", "id", "name", "kind", "words", "from_id", "from_name", "to_id", "to_name",
    *PROVENANCE, "statements",
)  # fmt: skip
NODE_COLUMNS = ("id", "name", "kind", "words", *PROVENANCE, "statements")
# What a panel shows of one item before it says how many more there are.
MOST_PROOFS = 12

# Said where there is no evidence: of a link that is missing, of a cluster and what is between two.
NOT_RECORDED = "Nothing is recorded."
WORKED_OUT = "Worked out from the network; no source states it."

Row = dict[str, Any]


def node_rows(network: Network, nodes: Iterable[ViewNode], *, every: bool = False) -> Iterator[Row]:
    """One row for each node with its newest statement, or with ``every`` one for each statement.

    ``statements`` is the number of statements that the row stands for. What is on the map and not
    in the network (a cluster) has no evidence.
    """
    for drawn in nodes:
        node = network.node(drawn.id)
        told = network.evidence(*node.statements) if node else ()
        base = {"about": "node", "id": drawn.id, "name": drawn.name, "kind": drawn.kind}
        base["words"] = drawn.words
        shown = told if every else told[:1]
        for one in shown:
            yield {**base, **_provenance(one), "statements": 1 if every else len(told)}
        if not shown:
            yield {**base, "statements": 0}


def link_rows(network: Network, view: View, links: Iterable[ViewLink]) -> Iterator[Row]:
    """One row for each statement of each link; a link that is missing has one, without evidence."""
    names = view.names
    for drawn in links:
        link = link_behind(network, drawn)
        base = {
            "about": "link", "id": link.id if link else "", "kind": drawn.kind,
            "name": f"{names[drawn.source]} {drawn.words} {names[drawn.target]}",
            "words": drawn.words, "from_id": drawn.source, "from_name": names[drawn.source],
            "to_id": drawn.target, "to_name": names[drawn.target],
        }  # fmt: skip
        told = network.evidence(*link.statements) if link else ()
        for one in told:
            yield {**base, **_provenance(one), "statements": 1}
        if not told:
            yield {**base, "status": drawn.status, "statements": 0}


def link_behind(network: Network, drawn: ViewLink) -> Link | None:
    """The link of the network that is drawn, whichever way it is read; None for a missing one."""
    for outward in (True, False):
        for other, link in network.links_of(drawn.source, outward=outward):
            if other.id == drawn.target and link.kind.value == drawn.kind:
                return link
    return None


def _provenance(one: Evidence) -> Row:
    row = {name: getattr(one, name) for name in PROVENANCE}
    return row | {"status": one.status.value, "method": one.method.value}


def panel_of_node(network: Network, drawn: ViewNode) -> Row:
    """What a panel says of a node: what it is, and who says so."""
    node = network.node(drawn.id)
    return {
        "name": drawn.name, "words": drawn.words, "x": drawn.x, "y": drawn.y, "size": drawn.size,
        "parts": list(drawn.parts), "summary": node.summary if node else "",
        "none": WORKED_OUT, **_proofs(network, node),
    }  # fmt: skip


def panel_of_link(network: Network, view: View, drawn: ViewLink) -> Row:
    """What a panel says of a link: the sentence, and who says so."""
    names = view.names
    at = {node.id: f"n{number}" for number, node in enumerate(view.nodes)}
    return {
        "name": f"{names[drawn.source]} {drawn.said} {names[drawn.target]}",
        "words": drawn.said, "from": at[drawn.source], "to": at[drawn.target],
        "none": NOT_RECORDED if drawn.status == GAP else WORKED_OUT,
        **_proofs(network, link_behind(network, drawn)),
    }  # fmt: skip


def _proofs(network: Network, one: Node | Link | None) -> Row:
    told: Sequence[Evidence] = network.evidence(*one.statements) if one else ()
    return {"proofs": [_proof(e) for e in told[:MOST_PROOFS]], "more": len(told[MOST_PROOFS:])}


def _proof(one: Evidence) -> Row:
    """A statement as a panel tells it: who says so, when, where, and how sure it is."""
    said = "; ".join(clean(part) for part in (one.detail, one.amount) if part)
    held = one.status is Status.HELD
    return {
        "title": clean(one.title), "edition": day(one.edition), "where": clean(one.locator),
        "said": said, "url": web_address(one.url), "licence": one.licence,
        "status": "" if held else STATUS_WORDS[one.status], "method": METHOD_WORDS[one.method],
    }  # fmt: skip
