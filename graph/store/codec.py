"""Statements and ledgers as compact JSON text, so that any store gives back exactly what it got.

Defaults are left out; keys are two letters, since a large store holds millions of statements.
"""

from collections.abc import Iterable
from hashlib import sha256
from math import isfinite
from typing import Any

import orjson

from graph.errors import Defect, StoreDamaged
from graph.model import Amount, Link, Method, Node, Statement, Status, Visibility

_TEXTS = {
    "sb": "subject", "ob": "object", "lo": "locator", "ur": "url", "de": "detail", "re": "ref",
    "si": "since", "un": "until", "no": "note", "wo": "wording",
}  # fmt: skip


def dump(statement: Statement) -> str:
    """One statement as one line of JSON; equal statements give equal text.

    >>> load(dump(Statement(source="s", seen=("2026",), subject="a"))).subject
    'a'
    """
    out: dict[str, Any] = {"so": statement.source, "se": list(statement.seen)}
    for short, name in _TEXTS.items():
        value = getattr(statement, name)
        if value:
            out[short] = value
    if statement.status is not Status.HELD:
        out["st"] = statement.status.value
    if statement.method is not Method.STATED:
        out["me"] = statement.method.value
    if statement.visibility is not Visibility.PUBLIC:
        out["vi"] = statement.visibility.value
    if statement.amount:
        out["am"] = _money(statement.amount)
    if statement.claims:
        out["cl"] = [list(claim) for claim in statement.claims]
    return encode(out)


def _money(amount: Amount) -> list[object]:
    # Equal amounts give equal text, also 5 and 5.0, 0.0 and -0.0. JSON knows no infinity.
    low, high = float(amount.low) + 0.0, float(amount.high) + 0.0
    if not (isfinite(low) and isfinite(high)):
        raise Defect("an amount is not a number", where=f"{amount.low} to {amount.high}")
    return [low, high, amount.unit]


def encode(value: object) -> str:
    """Compact JSON with sorted keys; ``Defect`` for a text that is not Unicode."""
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()
    except TypeError as error:
        raise Defect(f"a text cannot be kept: {error}", where=ascii(value)[:80]) from error


def dump_all(statements: Iterable[Statement]) -> str:
    """Statements as one JSON list, in order."""
    return f"[{','.join(map(dump, statements))}]"


def load(text: str) -> Statement:
    """The statement that ``dump`` wrote; ``StoreDamaged`` when the text is not one."""
    try:
        return _statement(orjson.loads(text))
    except _UNREADABLE as error:
        raise _damaged(text, error) from error


def load_all(text: str) -> tuple[Statement, ...]:
    """The statements that ``dump_all`` wrote; ``StoreDamaged`` when the text is not a list of them.

    >>> load_all(dump_all([]))
    ()
    """
    try:
        return tuple(_statement(got) for got in orjson.loads(text))
    except _UNREADABLE as error:
        raise _damaged(text, error) from error


_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)


def _damaged(text: str, error: Exception) -> StoreDamaged:
    return StoreDamaged(
        f"a stored statement cannot be read: {error}",
        where=text[:60],
        next_step="Run 'kithmap check', then load the source again into a new store.",
    )


def _statement(got: dict[str, Any]) -> Statement:
    fields = {"subject": ""} | {name: got[short] for short, name in _TEXTS.items() if short in got}
    if "am" in got:
        low, high, unit = got["am"]
        fields["amount"] = Amount(low=low, high=high, unit=unit)
    return Statement(
        source=got["so"],
        seen=tuple(got["se"]),
        status=Status(got.get("st", "held")),
        method=Method(got.get("me", "stated")),
        visibility=Visibility(got.get("vi", "public")),
        claims=tuple((key, value) for key, value in got.get("cl", ())),
        **fields,
    )


def node_hash(node: Node) -> str:
    """Hash of all that a node holds: two stores hold the same node if and only if it is equal."""
    return _digest(
        node.id, node.kind, node.name, node.aliases, node.roles, node.identifiers, node.summary,
        node.properties, [dump(s) for s in node.statements],
    )  # fmt: skip


def link_hash(link: Link) -> str:
    """Hash of all that a link holds."""
    return _digest(link.source, link.target, link.kind, [dump(s) for s in link.statements])


def _digest(*parts: object) -> str:
    return sha256(encode(parts).encode()).hexdigest()[:24]
