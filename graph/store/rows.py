"""Nodes, links and registers as rows of a table, and back; the SQL that names their columns."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, fields
from typing import Any, TypeVar

import orjson

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
    Verdict,
)
from graph.store.codec import dump_all, encode, link_hash, load_all, node_hash
from graph.text import search_words

T = TypeVar("T")
Row = tuple[Any, ...]

NODE_COLUMNS = (
    "id", "kind", "name", "aliases", "roles", "identifiers", "summary", "properties", "statements",
)  # fmt: skip
LINK_COLUMNS = ("source", "target", "kind", "statements")
NODE_SEALS = ("words", "hash", "said")
LINK_SEALS = ("id", "hash", "said")


def listed(columns: Iterable[str]) -> str:
    """Column names for SQL; quoted, since some are words of SQL."""
    return ", ".join(f'"{column}"' for column in columns)


def put(table: str, columns: Sequence[str], *key: str) -> str:
    """SQL that adds a row, or replaces the one of the same key where it stands.

    >>> put("t", ("id", "on"), "id")
    'INSERT INTO t ("id", "on") VALUES (?, ?) ON CONFLICT ("id") DO UPDATE SET "on" = excluded."on"'
    """
    marks = ", ".join("?" * len(columns))
    new = ", ".join(f'"{c}" = excluded."{c}"' for c in columns if c not in key)
    return (
        f"INSERT INTO {table} ({listed(columns)}) VALUES ({marks})"
        f" ON CONFLICT ({listed(key)}) DO UPDATE SET {new}"
    )


def columns_of(kind: type[Any]) -> tuple[str, ...]:
    """The columns of a register: the fields of what it lists."""
    return tuple(field.name for field in fields(kind))


def row_of(value: Source | Edition | Run | Judgement | Concordance) -> Row:
    """The row of an entry in a register."""
    return astuple(value)


def row_of_node(node: Node) -> Row:
    """The row of a node: ``NODE_COLUMNS``, then ``NODE_SEALS``."""
    return (
        node.id, node.kind.value, node.name, encode(node.aliases), encode(node.roles),
        encode(node.identifiers), node.summary, encode(node.properties), dump_all(node.statements),
        _words(node), node_hash(node), len(node.statements),
    )  # fmt: skip


def row_of_link(link: Link) -> Row:
    """The row of a link: ``LINK_COLUMNS``, then ``LINK_SEALS``."""
    return (
        link.source, link.target, link.kind.value, dump_all(link.statements),
        link.id, link_hash(link), len(link.statements),
    )  # fmt: skip


def _words(node: Node) -> str:
    found = search_words(" ".join((node.name, *node.aliases, *node.identifiers)))
    return " ".join(sorted(set(found)))


def node_of(row: Row) -> Node:
    """The node of a row of ``NODE_COLUMNS``; ``StoreDamaged`` when it is not one."""
    node_id, kind, name, aliases, roles, identifiers, summary, properties, statements = row
    try:
        _refuse_what_is_no_text(row)
        return Node(
            id=node_id, kind=NodeKind(kind), name=name, aliases=_texts(aliases),
            roles=tuple(map(Role, _texts(roles))), identifiers=_texts(identifiers),
            summary=summary, statements=load_all(statements),
            properties=tuple((key, value) for key, value in orjson.loads(properties)),
        )  # fmt: skip
    except (ValueError, TypeError) as error:
        raise _damaged("node", node_id, error) from error


def link_of(row: Row) -> Link:
    """The link of a row of ``LINK_COLUMNS``; ``StoreDamaged`` when it is not one."""
    source, target, kind, statements = row
    try:
        _refuse_what_is_no_text(row)
        said = load_all(statements)
        return Link(source=source, target=target, kind=LinkKind(kind), statements=said)
    except (ValueError, TypeError) as error:
        raise _damaged("link", f"{source} {kind} {target}", error) from error


def _texts(text: str) -> tuple[str, ...]:
    # Most lists are empty: not parsing them saves a tenth of the time of reading all nodes.
    return () if text == "[]" else tuple(orjson.loads(text))


def _refuse_what_is_no_text(row: Row) -> None:
    if set(map(type, row)) != {str}:
        raise TypeError("a column is not text")


def _damaged(what: str, where: object, error: Exception) -> StoreDamaged:
    return StoreDamaged(
        f"a stored {what} cannot be read: {error}", where=str(where),
        next_step="Run 'kithmap check', then load the source again into a new store.",
    )  # fmt: skip


def node_faults(row: Row) -> Iterator[str]:
    """What is wrong with a row of ``NODE_COLUMNS`` and ``NODE_SEALS``."""
    try:
        if row_of_node(node_of(row[:-3])) != row:
            yield f"node {row[0]} is not what was written"
    except (StoreDamaged, Defect) as error:
        yield f"node {row[0]!r}: {error.what}"


def link_faults(row: Row) -> Iterator[str]:
    """What is wrong with a row of ``LINK_COLUMNS`` and ``LINK_SEALS``."""
    try:
        if row_of_link(link_of(row[:-3])) != row:
            yield f"link {row[0]} {row[2]} {row[1]} is not what was written"
    except (StoreDamaged, Defect) as error:
        yield f"link {row[0]!r} to {row[1]!r}: {error.what}"


def entries(kind: type[T], rows: Iterable[Row]) -> tuple[T, ...]:
    """The entries of a register; ``StoreDamaged`` when a row is not one."""
    columns = columns_of(kind)
    try:
        return tuple(
            kind(**{c: _TO.get(c, _same)(v) for c, v in zip(columns, row, strict=True)})
            for row in rows
        )
    except ValueError as error:
        raise _damaged("entry", f"register of {kind.__name__.lower()}s", error) from error


def _same(value: object) -> object:
    return value


# Columns of registers that are neither text nor number.
_TO: dict[str, Any] = {"complete": bool, "verdict": Verdict, "kind": FactKind}
