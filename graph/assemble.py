"""Nodes as their statements tell them: which name, which aliases, roles and properties."""

from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256

import orjson

from graph.model import Link, LinkKind, Node, NodeKind, Role, Statement
from graph.schema import SHAPING_CLAIMS

# Registers of charities: whoever has a number there is a charity.
_CHARITY_SCHEMES = ("GB-CHC-", "GB-SC-", "GB-NIC-")

_SOURCE_ROLE = {
    LinkKind.FUNDED: Role.FUNDER,
    LinkKind.SECRETARIAT_OF: Role.SECRETARIAT,
    LinkKind.HERITAGE: Role.DIASPORA_GROUP,
}
_TARGET_ROLE = {LinkKind.FUNDED: Role.GRANTEE}


def content_hash(as_of: str, told: Iterable[Node | Link]) -> str:
    """Hash of a snapshot: its date, its nodes by id, its links by source, target and kind."""
    digest = sha256(as_of.encode())
    for item in told:
        digest.update(orjson.dumps(item))
    return digest.hexdigest()[:16]


def roles_from_links(
    links: Iterable[Link], kinds: Mapping[str, NodeKind]
) -> dict[str, frozenset[Role]]:
    """Roles that links give to organisations, by node id: who funds is a funder, and so on."""
    roles: dict[str, set[Role]] = {}
    for link in links:
        for end, table in ((link.source, _SOURCE_ROLE), (link.target, _TARGET_ROLE)):
            role = table.get(link.kind)
            if role and kinds.get(end) is NodeKind.ORGANISATION:
                roles.setdefault(end, set()).add(role)
    return {node_id: frozenset(found) for node_id, found in roles.items()}


def assemble_node(
    node_id: str,
    kind: NodeKind,
    statements: Iterable[Statement],
    derived: frozenset[Role] = frozenset(),
) -> Node:
    """The node that these statements tell of.

    The name is the one said last; among names said on the same day the one that most statements
    give, then the longest; one that no statement names goes by an alias. Every other name is an
    alias. A property keeps the value said last.
    """
    ordered = in_order(tuple(statements))
    aliases = _values(ordered, "alias")
    name = _name(ordered) or min(aliases, default=node_id)
    identifiers = _values(ordered, "identifier")
    roles = {Role(value) for value in _values(ordered, "role")} | derived
    if any(i.startswith(_CHARITY_SCHEMES) for i in identifiers):
        roles.add(Role.CHARITY)
    others = {value for key in ("name", "alias") for value in _values(ordered, key)} - {name}
    said_last = {k: v for s in ordered for k, v in s.claims if k not in SHAPING_CLAIMS}
    summaries = [v for s in ordered for v in s.values("summary")]
    return Node(
        id=node_id,
        kind=kind,
        name=name,
        aliases=tuple(sorted(others)),
        roles=tuple(sorted(roles)),
        identifiers=tuple(sorted(identifiers)),
        summary=summaries[-1] if summaries else "",
        properties=tuple(sorted(said_last.items())),
        statements=ordered,
    )


def in_order(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Statements in the one order that a node or a link has them in: what was said last is last."""
    if len(statements) == 1:  # most are alone, and the key is dear
        return statements
    return tuple(sorted(statements, key=lambda s: (s.last_seen, s.source, repr(s.fact()))))


def _values(statements: Iterable[Statement], key: str) -> set[str]:
    return {value for s in statements for value in s.values(key)}


def _name(ordered: tuple[Statement, ...]) -> str:
    """The name to show; a statement that only repeats another record's alias does not decide."""
    named = [(s.last_seen, name) for s in ordered for name in s.values("name")]
    if not named:
        return ""
    last = max(day for day, _ in named)
    votes = Counter(name for day, name in named if day == last)
    return max(votes, key=lambda n: (votes[n], len(n), n))
