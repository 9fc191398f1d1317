"""Statements and ledgers as compact JSON text, so that any store gives back exactly what it got.

Defaults are left out; keys are two letters, since a large store holds millions of statements.
"""

from hashlib import sha256
from typing import Any

import orjson

from graph.errors import StoreDamaged
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
        out["am"] = [statement.amount.low, statement.amount.high, statement.amount.currency]
    if statement.claims:
        out["cl"] = [list(claim) for claim in statement.claims]
    return orjson.dumps(out, option=orjson.OPT_SORT_KEYS).decode()


def load(text: str) -> Statement:
    """The statement that ``dump`` wrote; ``StoreDamaged`` when the text is not one."""
    try:
        got = orjson.loads(text)
        fields: dict[str, Any] = {
            name: got[short] for short, name in _TEXTS.items() if short in got
        }
        if "am" in got:
            low, high, currency = got["am"]
            fields["amount"] = Amount(low=low, high=high, currency=currency)
        return Statement(
            source=got["so"],
            seen=tuple(got["se"]),
            status=Status(got.get("st", "held")),
            method=Method(got.get("me", "stated")),
            visibility=Visibility(got.get("vi", "public")),
            claims=tuple((key, value) for key, value in got.get("cl", ())),
            **fields,
        )
    except (ValueError, KeyError, TypeError) as error:
        raise StoreDamaged(
            f"a stored statement cannot be read: {error}",
            where=text[:60],
            next_step="Run 'kithmap check', then load the source again into a new store.",
        ) from error


def node_hash(node: Node) -> str:
    """Hash of all that a node holds: two stores hold the same node if and only if it is equal."""
    parts = [
        node.id, node.kind.value, node.name, *node.aliases, "|", *node.roles, "|",
        *node.identifiers, "|", node.summary, *(f"{k}={v}" for k, v in node.properties), "|",
        *(dump(s) for s in node.statements),
    ]  # fmt: skip
    return sha256("\x1f".join(parts).encode()).hexdigest()[:24]


def link_hash(link: Link) -> str:
    """Hash of all that a link holds."""
    parts = [link.source, link.target, link.kind.value, *(dump(s) for s in link.statements)]
    return sha256("\x1f".join(parts).encode()).hexdigest()[:24]
