"""The shapes of the answers: frozen, in reading order, the same in Python, REST and pages.

Every answer ends with ``snapshot``: the date and the hash of the network it was computed on.
"""

from dataclasses import dataclass
from typing import Literal

from graph.model import LinkKind, Method, NodeKind, Role, Status

CoverageState = Literal["present", "absent", "unknown", "stale"]
ReasonKind = Literal["social", "topical", "rule", "precedent"]
ChangeKind = Literal["joined", "left", "renamed", "changed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Which network an answer was computed on; ``as_of`` is the date asked for or the newest."""

    as_of: str
    hash: str
    nodes: int
    links: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeRef:
    """A node as it is named inside an answer."""

    id: str
    name: str
    kind: NodeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A statement as a reader meets it: who says so, where, when, under which licence."""

    source: str
    title: str
    edition: str
    locator: str
    url: str
    status: Status
    method: Method
    first_seen: str
    last_seen: str
    detail: str
    amount: str
    since: str
    until: str
    note: str
    licence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """A link with its ends named and its evidence resolved; ``words`` from source to target."""

    source: NodeRef
    target: NodeRef
    kind: LinkKind
    words: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Whether a tie is there, is not, or is not known; ``words`` say which list was read."""

    state: CoverageState
    words: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListCoverage:
    """How many groups of a parliament have a member list; ``by_method`` counts every way."""

    parliament: str
    groups: int
    with_list: int
    by_method: tuple[tuple[str, int], ...]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One scored sentence of 25 words or fewer, with its evidence."""

    kind: ReasonKind
    words: str
    score: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """Whether a figure is more than chance, said first in words.

    ``seen`` is the figure, ``expected`` what the null model that ``method`` names would give, and
    ``p_value`` how often that model gives as much; ``tests`` is how many figures were looked at.
    """

    words: str
    seen: float
    expected: float
    p_value: float
    tests: int
    method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeAnswer:
    """One node: its names, its links both ways, what is known of its lists, its history.

    ``precedents`` are campaigns of other people on the subject of a campaign.
    """

    id: str
    name: str
    kind: NodeKind
    roles: tuple[Role, ...]
    aliases: tuple[str, ...]
    identifiers: tuple[str, ...]
    summary: str
    properties: tuple[tuple[str, str], ...]
    in_force: bool
    history: str
    coverage: tuple[Coverage, ...]
    links: tuple[LinkView, ...]
    links_in_all: int
    evidence: tuple[Evidence, ...]
    precedents: tuple[Reason, ...]
    snapshot: Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A node that answers to a search, with the name that matched and how many links it has."""

    node: NodeRef
    roles: tuple[Role, ...]
    matched: str
    links: int
    in_force: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FindAnswer:
    """Nodes that answer to a search, best first; ``did_you_mean`` when none does."""

    query: str
    found: tuple[Found, ...]
    found_in_all: int
    did_you_mean: tuple[NodeRef, ...]
    snapshot: Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One step of a path, read from ``source`` to ``target`` whichever way the link runs."""

    source: NodeRef
    target: NodeRef
    kind: LinkKind
    words: str
    status: Status
    cost: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """One route: nodes, hops with evidence, why it stands where it does, the weakest hop and why.

    ``weakest_why`` is empty where there is one hop only.
    """

    nodes: tuple[NodeRef, ...]
    hops: tuple[Hop, ...]
    cost: float
    why: str
    weakest: int
    weakest_why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PathsAnswer:
    """Ranked routes between two nodes.

    ``length`` is the least number of hops (0 when there is no route), ``ties`` how many routes
    have it, ``ties_exact`` whether counting them came to an end. ``draft`` is a note that asks for
    the introduction along the first route, where one was asked for.
    """

    start: NodeRef
    end: NodeRef
    length: int
    ties: int
    ties_exact: bool
    why_first: str
    paths: tuple[Path, ...]
    notes: tuple[str, ...]
    draft: str = ""
    snapshot: Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something expected and not there, with reasons, an introducer and one piece of advice.

    ``rule`` names the rule (or ``pair``), ``object`` is None where a rule has one end only.
    ``introducer_why`` says why this introducer, or why there is none. ``chance`` tells of a pair
    how often links dealt at random would make it share as much; ``on_record`` how much the sources
    hold on each end, to be fair to those with little.
    """

    rule: str
    subject: NodeRef
    object: NodeRef | None
    score: float
    headline: str
    reasons: tuple[Reason, ...]
    introducer: NodeRef | None
    introducer_why: str = ""
    path: Path | None
    coverage: Coverage
    advice: str
    chance: Chance | None = None
    on_record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GapsAnswer:
    """Ranked gaps; ``unknown`` are not gaps: nothing was read that would tell.

    ``covered`` are no gaps either: what a rule looked for is there. They are told only where one
    rule or one country was asked for.
    """

    headline: str
    gaps: tuple[Gap, ...]
    gaps_in_all: int
    unknown: tuple[Gap, ...]
    unknown_in_all: int
    covered: tuple[Gap, ...]
    covered_in_all: int
    rules: tuple[tuple[str, str, int], ...]
    notes: tuple[str, ...]
    snapshot: Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What differs between two dates for one node; ``words`` tell it in a sentence."""

    kind: ChangeKind
    subject: NodeRef
    words: str
    before: str
    after: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesAnswer:
    """What joined, left, was renamed or changed between two dates.

    ``changes_in_all`` counts every change asked for; of them ``changes`` are the first.
    """

    before: Snapshot
    after: Snapshot
    joined: int
    left: int
    renamed: int
    changed: int
    changes: tuple[Change, ...]
    changes_in_all: int
    notes: tuple[str, ...]
    snapshot: Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """A source, its licence, its editions, and how much of the network rests on it."""

    id: str
    title: str
    publisher: str
    compiler: str
    licence: str
    licence_url: str
    attribution: str
    url: str
    editions: tuple[str, ...]
    partial_editions: tuple[str, ...]
    nodes: int
    links: int
    only_here: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesAnswer:
    """Every source held."""

    sources: tuple[SourceView, ...]
    snapshot: Snapshot
