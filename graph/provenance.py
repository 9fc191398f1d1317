"""Nodes and links as rows of tables, each with what stands behind it: source, place, licence."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from graph.model import Amount, Link, Method, Node, Source, Statement, Status, Visibility
from graph.network import Network, money

# Fields of a statement that are texts, and empty where the source says nothing of the sort.
_TEXTS = ("subject", "object", "detail", "ref", "since", "until", "note", "wording")


def sources_used(network: Network) -> tuple[Source, ...]:
    """The sources that the network rests on, by id."""
    used = {s.source for node in network.nodes for s in node.statements}
    used |= {s.source for link in network.links for s in link.statements}
    return tuple(s for i, s in sorted(network.sources.items()) if i in used)


def attributions(network: Network) -> tuple[str, ...]:
    """One line for each source that the network rests on: what its licence asks to be shown."""
    return tuple(f"{s.attribution} Licence: {s.licence}." for s in sources_used(network))


def licences_of(network: Network, statements: Iterable[Statement]) -> str:
    """Licences of the sources of some statements, each once."""
    held = {s.source for s in statements}
    return "|".join(sorted({network.sources[s].licence for s in held if s in network.sources}))


def said_fully(network: Network, said: Statement) -> dict[str, Any]:
    """A statement with all that it holds, and what a reader needs beside it; ``stated`` undoes it.

    ``edition``, ``url`` and ``licence`` are resolved; ``url_pattern`` is there where the address
    differs from the one that is kept. Empty texts are left out.
    """
    source = network.sources.get(said.source)
    now = network.current.get(said.source, "")
    edition = now if now in said.seen else said.last_seen
    url = said.url_in(edition) or (source.url if source else "")
    row: dict[str, Any] = {
        "source": said.source, "title": source.title if source else "", "edition": edition,
        "locator": said.locator, "url": url, "status": said.status.value,
        "method": said.method.value, "first_seen": said.first_seen, "last_seen": said.last_seen,
        "licence": source.licence if source else "", "seen": list(said.seen),
        "visibility": said.visibility.value,
    }  # fmt: skip
    row |= {name: text for name in _TEXTS if (text := getattr(said, name))}
    if said.url != url:
        row["url_pattern"] = said.url
    if said.amount:
        money_of = said.amount
        row["amount"] = {"low": money_of.low, "high": money_of.high, "unit": money_of.unit}
    if said.claims:
        row["claims"] = [list(claim) for claim in said.claims]
    return row


def stated(row: dict[str, Any]) -> Statement:
    """The statement that ``said_fully`` told of.

    >>> one = Network.of("a").nodes[0].statements[0]
    >>> stated(said_fully(Network.of("a"), one)) == one
    True
    """
    amount = row.get("amount")
    return Statement(
        source=row["source"],
        seen=tuple(row["seen"]),
        locator=row["locator"],
        url=row.get("url_pattern", row["url"]),
        status=Status(row["status"]),
        method=Method(row["method"]),
        visibility=Visibility(row["visibility"]),
        amount=Amount(**amount) if amount else None,
        claims=tuple((key, value) for key, value in row.get("claims", ())),
        **{name: row.get(name, "") for name in _TEXTS},
    )


def told_as_json(network: Network, statements: Iterable[Statement]) -> str:
    """Statements as one JSON text, a list of ``said_fully``: what other programs keep whole."""
    rows = [said_fully(network, said) for said in statements]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def statement_rows(network: Network, links: Iterable[Link]) -> Iterator[dict[str, str]]:
    """One row for each statement of each link, with ends named and the source's licence."""
    for link in links:
        for said in link.statements:
            shown = network.evidence(said)[0]
            amount = said.amount
            yield {
                "source": link.source,
                "source_name": network.nodes[network.index[link.source]].name,
                "kind": link.kind.value,
                "target": link.target,
                "target_name": network.nodes[network.index[link.target]].name,
                "status": said.status.value,
                "method": said.method.value,
                "detail": said.detail,
                "amount": money(said),
                "amount_low": repr(amount.low) if amount else "",
                "amount_high": repr(amount.high) if amount else "",
                "unit": amount.unit if amount else "",
                "since": said.since,
                "until": said.until,
                "first_seen": said.first_seen,
                "last_seen": said.last_seen,
                "stated_by": said.source,
                "edition": shown.edition,
                "locator": said.locator,
                "url": shown.url,
                "note": said.note,
                "licence": shown.licence,
                "attribution": network.sources[said.source].attribution,
                "seen": "|".join(said.seen),
                "ref": said.ref,
                "wording": said.wording,
                "visibility": said.visibility.value,
                "source_record": said.subject,
                "target_record": said.object,
                "url_pattern": said.url,
            }


def node_rows(network: Network) -> Iterator[dict[str, str]]:
    """One row for each node."""
    for node in network.nodes:
        yield {
            "id": node.id,
            "name": node.name,
            "kind": node.kind.value,
            "roles": "|".join(node.roles),
            "aliases": "|".join(node.aliases),
            "identifiers": "|".join(node.identifiers),
            "summary": node.summary,
            "properties": properties_of(node),
            "stated_by": "|".join(sorted({s.source for s in node.statements})),
            "licence": licences_of(network, node.statements),
            "statements": told_as_json(network, node.statements),
        }


def properties_of(node: Node) -> str:
    """Properties of a node in one cell."""
    return "|".join(f"{key}={value}" for key, value in node.properties)


def withdrawn_rows(network: Network) -> Iterator[dict[str, str]]:
    """One row for each node that its sources named before and no longer do: a tombstone.

    Whoever took it from an earlier export is told to let go of it; nothing but its id is repeated.
    """
    for node_id, node in sorted(network.past.items()):
        last = max(said.last_seen for said in node.statements)
        yield {"id": node_id, "kind": node.kind.value, "last_seen": last}
