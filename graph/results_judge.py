"""The answers of the merge court: open questions with the evidence of both sides, and verdicts."""

from dataclasses import dataclass

from graph.model import FactKind, NodeKind, Verdict
from graph.results import Evidence, NodeRef, Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of two nodes that may be one, with what tells it from others."""

    id: str
    name: str
    kind: NodeKind
    aliases: tuple[str, ...]
    identifiers: tuple[str, ...]
    links: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Two nodes that may be one: a question for a person, with reasons; score from 0 to 1."""

    left: Side
    right: Side
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What a person said of a pair."""

    left: str
    right: str
    verdict: Verdict
    by: str
    on: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptList:
    """A list of identifiers that is kept for bodies held now or later, and how long it is."""

    source: str
    part: str
    edition: str
    kind: FactKind
    facts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeAnswer:
    """Open suggestions, best first, from ``offset`` on; what was judged; the lists kept."""

    suggestions: tuple[Suggestion, ...]
    suggestions_in_all: int
    offset: int
    judged: tuple[Judged, ...]
    lists: tuple[KeptList, ...]
    snapshot: Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictAnswer:
    """A judgement given or withdrawn, and the nodes that its two ends belong to now."""

    judged: Judged
    withdrawn: bool
    nodes: tuple[NodeRef, ...]
    snapshot: Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class PairScore:
    """How one labelled pair came out: joined by itself, suggested, or left alone."""

    left: str
    right: str
    expected: Verdict
    joined: bool
    suggested: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreAnswer:
    """How well matching does on labelled pairs.

    ``precision`` is the share of pairs joined by themselves that are labelled the same,
    ``recall`` the share of the same ones that were joined; ``found`` the share joined or
    suggested; ``false_alarms`` the share of suggestions that are labelled different. ``wrong``
    are the pairs joined that are not the same, ``missed`` the same ones neither joined nor
    suggested.
    """

    pairs: int
    same: int
    different: int
    unsure: int
    precision: float
    recall: float
    found: float
    false_alarms: float
    wrong: tuple[PairScore, ...]
    missed: tuple[PairScore, ...]
