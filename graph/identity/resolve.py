"""From records to canonical nodes and links: identity decided, roles derived, changes planned."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.assemble import assemble_node, in_order, roles_from_links
from graph.errors import BadSource
from graph.identity.concordance import about_records, bearers, told
from graph.identity.ledger import Ledger
from graph.identity.match import automatic
from graph.identity.raw import RawGraph
from graph.model import Concordance, Judgement, Link, LinkKind, Node, NodeKind, Statement
from graph.schema import check_link


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """Canonical nodes and links by id, and the canonical id of every record."""

    nodes: dict[str, Node]
    links: dict[str, Link]
    canonical: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What has to be written to turn one resolved graph into another."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    drop_nodes: tuple[str, ...]
    drop_links: tuple[str, ...]


def resolve(
    raw: RawGraph, judgements: Iterable[Judgement], concordances: Iterable[Concordance] = ()
) -> Resolved:
    """Decide identity and assemble every node and link; the order of loading does not matter.

    People's judgements come before automatic ones. What ``concordances`` say of the bodies in
    ``raw`` takes the place of what they said there before. Raises ``BadSource`` for a link whose
    end was never named, or whose kind may not run between its ends. Cost: near linear.
    """
    said, pages = tuple(judgements), tuple(concordances)
    if pages:
        raw.forget(frozenset(page.source for page in pages))
    if said or pages:
        held = bearers(raw)
        for fact in told(pages, held, said):
            raw.add(fact)
        said = about_records(said, held, raw)
    records = tuple(raw.nodes())
    ledger = Ledger(said, automatic(records), ids=(record.id for record in records))
    canonical = {record.id: ledger.canonical(record.id) for record in records}
    parts: dict[str, list[Statement]] = {}
    kinds: dict[str, NodeKind] = {}
    for record in records:
        home = canonical[record.id]
        parts.setdefault(home, []).extend(record.statements)
        kinds[home] = record.kind
    links = _links(raw, ledger, kinds)
    roles = roles_from_links(links.values(), kinds)
    nodes = {
        home: assemble_node(home, kinds[home], parts[home], roles.get(home, frozenset()))
        for home in sorted(parts)
    }
    return Resolved(nodes=nodes, links=links, canonical=canonical)


def _links(raw: RawGraph, ledger: Ledger, kinds: dict[str, NodeKind]) -> dict[str, Link]:
    grouped: dict[tuple[str, str, LinkKind], list[Statement]] = {}
    for records in raw.links():
        first = records[0]
        ends = []
        for end in (first.statement.subject, first.statement.object):
            home = ledger.canonical(end)
            if home not in kinds:
                raise BadSource(
                    f"a link '{first.kind}' names '{end}', which no record describes",
                    where=f"{first.statement.source}, {first.statement.locator}",
                    next_step="Add that node, or mend its id.",
                )
            ends.append(home)
        source, target = ends
        if source == target:
            continue  # two records became one node: what was between them is within it
        check_link(first.kind, kinds[source], kinds[target], first.statement.locator)
        key = (source, target, first.kind)
        grouped.setdefault(key, []).extend(record.statement for record in records)
    found = (
        Link(source=s, target=t, kind=kind, statements=in_order(tuple(statements)))
        for (s, t, kind), statements in grouped.items()
    )
    return {link.id: link for link in sorted(found, key=lambda k: (k.source, k.target, k.kind))}


def difference(nodes: Iterable[Node], links: Iterable[Link], wanted: Resolved) -> Difference:
    """What turns the stored nodes and links into the wanted ones; equal ones are left alone."""
    held_nodes = {node.id: node for node in nodes}
    held_links = {link.id: link for link in links}
    return Difference(
        nodes=tuple(n for n in wanted.nodes.values() if held_nodes.get(n.id) != n),
        links=tuple(k for i, k in wanted.links.items() if held_links.get(i) != k),
        drop_nodes=tuple(sorted(held_nodes.keys() - wanted.nodes.keys())),
        drop_links=tuple(sorted(held_links.keys() - wanted.links.keys())),
    )
