"""The lines of an export, read strictly: each is what it says it is, and none is lost."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar

import orjson

from graph.assemble import content_hash
from graph.errors import BadSource
from graph.model import (
    Amount,
    Edition,
    Link,
    LinkKind,
    Method,
    Node,
    NodeKind,
    Role,
    Source,
    Statement,
    Status,
    Visibility,
)
from loaders.archives import refuse

VERSION = 1
T = TypeVar("T")
Row = dict[str, Any]


@dataclass(slots=True, kw_only=True)
class Snapshot:
    """What an export holds; ``where`` is its file, ``withdrawn`` ids that are no longer named."""

    where: str
    as_of: str
    hash: str
    sources: list[Source] = field(default_factory=list)
    editions: list[Edition] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)


def read_lines(data: bytes, where: str) -> Snapshot:
    """The snapshot that the lines tell of; ``BadSource`` names the first line that is amiss.

    The hash in the first line has to be that of the lines below it: a file cut short or edited
    is refused. Cost: linear.
    """
    first, *rest = data.removesuffix(b"\n").split(b"\n")
    made = _read(first, f"{where}, line 1", lambda row: _head(row, where))
    makers: dict[str, Callable[[Row], Any]] = {
        "node": _node,
        "link": _link,
        "withdrawn": _withdrawn,
    }
    lists: dict[str, list[Any]] = {
        "node": made.nodes, "link": made.links, "withdrawn": made.withdrawn,
    }  # fmt: skip
    for number, line in enumerate(rest, start=2):
        word, value = _read(line, f"{where}, line {number}", lambda row: _told(row, makers))
        lists[word].append(value)
    if content_hash(made.as_of, (*made.nodes, *made.links)) != made.hash:
        refuse(
            f"the lines are not those of snapshot {made.hash}: some are lost or changed",
            where,
            "Export or fetch it again.",
        )
    return made


def _read(line: bytes, where: str, make: Callable[[Row], T]) -> T:
    try:
        row = orjson.loads(line)
        if not isinstance(row, dict):
            raise TypeError("it is no JSON object")
        return make(row)
    except BadSource:
        raise
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BadSource(
            f"this is no line of a Kithmap export: {error}",
            where=where,
            next_step="Export or fetch it again.",
        ) from error


def _head(row: Row, where: str) -> Snapshot:
    if row["kithmap"] != VERSION:
        refuse(
            f"an export of version {row['kithmap']} is newer than this Kithmap",
            where,
            "Bring Kithmap up to date.",
        )
    if "editions" not in row:
        refuse("the export does not name its editions", where, "Export it again.")
    return Snapshot(
        where=where,
        as_of=_text(row["as_of"]),
        hash=_text(row["hash"]),
        sources=[Source(**_texts(source)) for source in row["sources"]],
        editions=[_edition(edition) for edition in row["editions"]],
    )


def _edition(row: Row) -> Edition:
    if not isinstance(row["complete"], bool):
        raise TypeError("'complete' is neither true nor false")
    rest = {key: value for key, value in row.items() if key != "complete"}
    return Edition(**_texts(rest), complete=row["complete"])


def _told(row: Row, makers: dict[str, Callable[[Row], Any]]) -> tuple[str, Any]:
    ((word, value),) = row.items()
    return word, makers[word](value)


def _node(row: Row) -> Node:
    return Node(
        **_only(row, Node, "id", "name", "summary"),
        kind=NodeKind(row["kind"]),
        aliases=_list(row["aliases"]),
        roles=tuple(Role(role) for role in row["roles"]),
        identifiers=_list(row["identifiers"]),
        properties=_pairs(row["properties"]),
        statements=_statements(row["statements"]),
    )


def _link(row: Row) -> Link:
    return Link(
        **_only(row, Link, "source", "target"),
        kind=LinkKind(row["kind"]),
        statements=_statements(row["statements"]),
    )


def _withdrawn(row: Row) -> str:
    return _text(row["id"])


_STATED = (
    "source", "subject", "object", "locator", "url", "detail", "ref", "since", "until", "note",
    "wording",
)  # fmt: skip


def _statements(rows: list[Row]) -> tuple[Statement, ...]:
    if not rows:
        raise ValueError("it has no statement")
    return tuple(_statement(row) for row in rows)


def _statement(row: Row) -> Statement:
    seen = _list(row["seen"])
    if not seen:
        raise ValueError("a statement was never seen")
    amount = row["amount"]
    return Statement(
        **_only(row, Statement, *_STATED),
        seen=seen,
        status=Status(row["status"]),
        method=Method(row["method"]),
        visibility=Visibility(row["visibility"]),
        amount=_amount(amount) if amount is not None else None,
        claims=_pairs(row["claims"]),
    )


def _amount(row: Row) -> Amount:
    low, high = row["low"], row["high"]
    if not (isinstance(low, int | float) and isinstance(high, int | float)):
        raise TypeError("an amount is no number")
    return Amount(low=low, high=high, unit=_text(row["unit"]))


def _only(row: Row, kind: type[Any], *names: str) -> dict[str, str]:
    """The texts of these names; a field that the kind does not have is refused."""
    unknown = row.keys() - {each.name for each in fields(kind)}
    if unknown:
        raise ValueError(f"it has an unknown field '{min(unknown)}'")
    return {name: _text(row[name]) for name in names}


def _texts(row: Row) -> dict[str, str]:
    return {key: _text(value) for key, value in row.items()}


def _pairs(rows: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((_text(key), _text(value)) for key, value in rows)


def _list(rows: list[str]) -> tuple[str, ...]:
    return tuple(_text(value) for value in rows)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value
