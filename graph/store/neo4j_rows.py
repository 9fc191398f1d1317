"""Nodes, links and registers as properties in Neo4j, and back: readable there, exact here."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from operator import itemgetter
from typing import Any, TypeVar

from graph.errors import Defect, StoreDamaged
from graph.model import (
    Concordance,
    Edition,
    FactKind,
    Judgement,
    Link,
    LinkKind,
    Node,
    NodeKind,
    Role,
    Run,
    Source,
    Statement,
    Status,
    Verdict,
    Visibility,
)
from graph.store.codec import dump, encode, link_hash, load, node_hash
from graph.store.cypher import READABLE_CLAIMS
from graph.text import search_words

T = TypeVar("T")
Properties = dict[str, Any]
Row = list[Any]

# A range index of the server holds keys of up to 8,167 bytes.
LONGEST_ID = 8_000

_STATUSES = (Status.HELD, Status.PLANNED, Status.INFERRED, Status.CLAIMED)
_LEVELS = (Visibility.PUBLIC, Visibility.INTERNAL, Visibility.SUPPRESSED)


def node_properties(node: Node, run: int) -> Properties:
    """What a node holds in the database: what a Cypher user reads, and what we read back.

    ``properties`` and ``statements`` are exact; ``website``, ``first_seen`` … repeat them.
    """
    _refuse_long_ids(node.id)
    return {
        **_readable_claims(node),
        **_when_and_who(_most_public(node.statements)),
        "id": node.id,
        "kind": node.kind.value,
        "name": node.name,
        "aliases": list(node.aliases),
        "roles": [role.value for role in node.roles],
        "identifiers": list(node.identifiers),
        "summary": node.summary,
        "properties": [text for pair in node.properties for text in pair],
        "statements": [dump(statement) for statement in node.statements],
        "hash": node_hash(node),
        "search": search_text(node),
        "run": run,
    }


def _refuse_long_ids(*ids: str) -> None:
    for text in ids:
        if len(text) > LONGEST_ID // 4 and len(text.encode("utf-8", "replace")) > LONGEST_ID:
            raise Defect(f"an id is longer than {LONGEST_ID:,} bytes", where=text[:80])


def search_text(node: Node) -> str:
    """Folded words of all names, each after a space: a word begins with ``x`` where `` x`` is held.

    >>> search_text(Node(id="a", kind=NodeKind.ORGANISATION, name="Kenya House", aliases=("KH",)))
    ' kenya house kh'
    """
    found = search_words(" ".join((node.name, *node.aliases, *node.identifiers)))
    return "".join(f" {word}" for word in found)


def _readable_claims(node: Node) -> Properties:
    # The first value of a key counts, as in Node.get.
    return {key: value for key, value in reversed(node.properties) if key in READABLE_CLAIMS}


def _most_public(statements: Sequence[Statement]) -> list[Statement]:
    """The statements of the most public level that there is: public ones nearly always."""
    for level in _LEVELS:
        if shown := [s for s in statements if s.visibility is level]:
            return shown
    return []


def _when_and_who(shown: list[Statement]) -> Properties:
    """Dates and sources of statements of one level."""
    if not shown:
        return {"sources": [], "visibility": Visibility.PUBLIC.value}
    return {
        "first_seen": min(s.seen[0] for s in shown),
        "last_seen": max(s.seen[-1] for s in shown),
        "sources": sorted({s.source for s in shown}),
        "visibility": shown[0].visibility.value,
    }


def link_properties(link: Link, run: int) -> Properties:
    """What a link holds in the database; its words come only from its most public statements."""
    shown = _most_public(link.statements)
    latest = max(shown, key=lambda s: s.last_seen)
    words = {
        "detail": "; ".join(sorted({s.detail for s in shown if s.detail})),
        "url": latest.url_in(latest.last_seen),
        "since": min((s.since for s in shown if s.since), default=""),
        "until": max((s.until for s in shown if s.until), default=""),
    }
    return {
        **{key: text for key, text in words.items() if text},
        **_money(shown),
        **_when_and_who(shown),
        "id": link.id,
        "status": min((s.status for s in shown), key=_STATUSES.index).value,
        "statements": [dump(statement) for statement in link.statements],
        "hash": link_hash(link),
        "run": run,
    }


def _money(statements: Iterable[Statement]) -> Properties:
    """The sum of the amounts, where all are in one unit; a band has two ends."""
    found = [s.amount for s in statements if s.amount]
    if len({money.unit for money in found}) != 1:
        return {}
    low, high = sum(m.low for m in found), sum(m.high for m in found)
    band = {"amount_to": float(high)} if high != low else {}
    return {"amount": float(low), "unit": found[0].unit, **band}


# -- Reading back


def node_of(row: Row) -> Node:
    """The node of a row as ``cypher.node_page`` gives it; ``StoreDamaged`` when it is not one."""
    node_id, kind, name, aliases, roles, identifiers, summary, pairs, statements = row[:9]
    try:
        return Node(
            id=node_id, kind=NodeKind(kind), name=name, aliases=tuple(aliases),
            roles=tuple(map(Role, roles)), identifiers=tuple(identifiers), summary=summary,
            properties=tuple(zip(pairs[::2], pairs[1::2], strict=True)),
            statements=tuple(map(load, statements)),
        )  # fmt: skip
    except (ValueError, TypeError) as error:
        raise _damaged("node", node_id, error) from error


def link_of(row: Row) -> Link:
    """The link of a row as ``cypher.links_from`` gives it; ``StoreDamaged`` when it is not one."""
    source, target, kind, statements = row[:4]
    try:
        return Link(
            source=source, target=target, kind=LinkKind(kind.lower()),
            statements=tuple(map(load, statements)),
        )  # fmt: skip
    except (ValueError, TypeError) as error:
        raise _damaged("link", f"{source} {kind} {target}", error) from error


def _damaged(what: str, where: object, error: Exception) -> StoreDamaged:
    return StoreDamaged(
        f"a stored {what} cannot be read: {error}", where=str(where),
        next_step="Run 'kithmap check', then load the source again into a new store.",
    )  # fmt: skip


def node_faults(row: Row) -> Iterator[str]:
    """What is wrong with the row of a node, by its hash and its words."""
    try:
        node = node_of(row)
        if row[9] != node_hash(node) or row[10] != search_text(node):
            yield f"node {row[0]} is not what was written"
    except StoreDamaged as error:
        yield f"node {row[0]!r}: {error.what}"


def link_faults(row: Row) -> Iterator[str]:
    """What is wrong with the row of a link, by its hash and its id."""
    try:
        link = link_of(row)
        if row[4] != link_hash(link) or row[5] != link.id:
            yield f"link {row[0]} {row[2]} {row[1]} is not what was written"
    except StoreDamaged as error:
        yield f"link {row[0]!r} to {row[1]!r}: {error.what}"


# -- Registers


@dataclass(frozen=True, slots=True, kw_only=True)
class Registers:
    """The small lists of a store, whole: what it says of where its rows are from."""

    sources: tuple[Source, ...] = ()
    editions: tuple[Edition, ...] = ()
    runs: tuple[Run, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    concordances: tuple[Concordance, ...] = ()


Entry = Source | Edition | Run | Judgement | Concordance
# Fields of entries that are neither text nor number.
_TO: dict[str, Any] = {"verdict": Verdict, "kind": FactKind}


def entry_properties(entry: Entry, **more: int) -> Properties:
    """An entry of a register; ``more`` is its place and the run that wrote it."""
    properties = {**asdict(entry), **more}
    encode(properties)  # refuses what is not Unicode
    return properties


def entries(kind: type[T], found: Iterable[Properties], *order: str) -> tuple[T, ...]:
    """The entries of a register in order of these properties; ``StoreDamaged`` if one is amiss."""
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]  # T is a dataclass
    try:
        return tuple(
            kind(**{n: _TO[n](held[n]) if n in _TO else held[n] for n in names})
            for held in sorted(found, key=itemgetter(*order))
        )
    except (KeyError, ValueError, TypeError) as error:
        raise _damaged(kind.__name__.lower(), "", error) from error
