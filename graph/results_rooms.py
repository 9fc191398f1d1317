"""Answers about a list of names: who is missing from a room, what they share, what changed."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from graph.model import NodeKind
from graph.results import Change, Evidence, LinkView, NodeRef, Path, Snapshot

SharedKind = Literal["officer", "funder", "campaign", "secretariat", "group"]


class SideName(StrEnum):
    """What a room is looked at for."""

    COMMUNITIES = "communities"
    COUNTRIES = "countries"
    REGIONS = "regions"
    LANGUAGES = "languages"
    PARTIES = "parties"
    FUNDERS = "funders"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """A line of the list and the nodes that it names outright: a person and a body, perhaps."""

    text: str
    nodes: tuple[NodeRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclear:
    """A line that could not be used; ``choices`` are what it may mean, best first."""

    text: str
    choices: tuple[NodeRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """A list of names as it was understood; the three parts are never mixed."""

    matched: tuple[Recognised, ...]
    ambiguous: tuple[Unclear, ...]
    unmatched: tuple[Unclear, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What a room may hold or lack; ``kind`` is None for a party that is known by name only."""

    side: SideName
    id: str
    name: str
    kind: NodeKind | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An item that the room holds, by whom, and through which body when not by itself."""

    item: Item
    by: tuple[NodeRef, ...]
    words: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """An item nobody in the room is recorded as standing for, and how it can be reached.

    ``bodies`` counts who stands for it in the scope; ``invite`` is the nearest of them,
    ``introducer`` who in the room has the shortest evidenced route there, ``hops`` 0 for none.
    """

    item: Item
    bodies: int
    invite: NodeRef | None
    introducer: NodeRef | None
    hops: int
    path: Path | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One question to a room (countries, parties …): what it holds of what the scope holds."""

    side: SideName
    expected: int
    held_in_all: int
    held: tuple[Held, ...]
    missing_in_all: int
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """One invitation of a small set; ``covered`` counts missing items reached with it.

    ``swaps`` could be invited in its place without losing an item.
    """

    node: NodeRef
    brings: tuple[Item, ...]
    brings_in_all: int
    covered: int
    introducer: NodeRef | None
    hops: int
    swaps: tuple[NodeRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomAnswer:
    """Who is missing from a list of attendees, relative to a scope; None is the whole network.

    ``nobody`` are missing items that no body in the scope is recorded as standing for.
    """

    headline: str
    scope: NodeRef | None
    names: Names
    sides: tuple[Side, ...]
    invitations: tuple[Invitation, ...]
    invitations_in_all: int
    coverable: int
    nobody: tuple[Item, ...]
    notes: tuple[str, ...]
    snapshot: Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A node to which several of the list are tied in the same way, with the links that say so."""

    kind: SharedKind
    node: NodeRef
    by: tuple[NodeRef, ...]
    words: str
    links: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InterlocksAnswer:
    """What the nodes of a list share, most shared first, and those that share nothing.

    ``counts`` says how many shared nodes of each kind there are.
    """

    headline: str
    names: Names
    counts: tuple[tuple[SharedKind, int], ...]
    shared: tuple[Shared, ...]
    shared_in_all: int
    alone: tuple[NodeRef, ...]
    notes: tuple[str, ...]
    snapshot: Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapse:
    """A group that editions of its register left out; ``back`` is empty while it is out."""

    group: NodeRef
    absent: tuple[str, ...]
    before: str
    back: str
    words: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMoney:
    """A grant or support to or from one of the list that is dated, or first told, in the time."""

    link: LinkView
    on: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchAnswer:
    """What changed between two dates for the nodes of a list; figures as in ``ChangesAnswer``.

    ``unchanged`` are nodes of the list that nothing touched.
    """

    headline: str
    names: Names
    before: Snapshot
    after: Snapshot
    joined: int
    left: int
    renamed: int
    changed: int
    changes: tuple[Change, ...]
    changes_in_all: int
    lapses: tuple[Lapse, ...]
    money: tuple[NewMoney, ...]
    unchanged: tuple[NodeRef, ...]
    notes: tuple[str, ...]
    snapshot: Snapshot
