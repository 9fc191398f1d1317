"""The shapes of the answers about routes: brokers, and how far people are from decision makers."""

from dataclasses import dataclass
from typing import Literal

from graph.results import Evidence, NodeRef, Path, Snapshot

MeasureName = Literal["betweenness", "constraint", "links", "cut", "chance"]
DecisionMaker = Literal["minister", "officer", "department"]
ReachState = Literal["route", "none", "unknown"]
MeetingState = Literal["met", "group_met", "not_held", "not_recorded"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A measure in one sentence with this graph's own names; ``evidence`` of the links named."""

    measure: MeasureName
    words: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """A broker's share of routes beside that in random networks with the same links a node.

    ``usual`` is the mean share there, ``p_value`` how often it is at least as large as seen, of
    ``samples`` random networks and the one seen.
    """

    usual: float
    p_value: float
    samples: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Broker:
    """A node that joins parts; ``if_left`` says who would lose their only route.

    ``betweenness`` comes with its standard ``error``, 0 where it is exact; ``chance`` is None
    where no random networks were drawn.
    """

    node: NodeRef
    betweenness: float
    error: float
    constraint: float | None
    links: int
    cut: bool
    loses: tuple[NodeRef, ...]
    loses_in_all: int
    if_left: str
    explained: tuple[Explained, ...]
    chance: Chance | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokersAnswer:
    """The brokers, strongest first; ``method`` says whether betweenness is exact or sampled.

    ``caution`` says how far the lists read can tell, and is to be read first.
    """

    caution: str
    method: str
    brokers: tuple[Broker, ...]
    notes: tuple[str, ...]
    snapshot: Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far one community or diaspora body is from whoever decides.

    ``state``: ``route`` with ``hops`` introductions to ``nearest``; ``none`` where its known
    contacts lead to nobody; ``unknown`` where no source tells of any contact. ``nearest_is`` tells
    why the nearest decides, ``as_near`` how many do at the same distance. ``door`` is a body that
    serves it, with ``door_hops`` introductions of its own: somebody to ask, no introduction yet.
    """

    subject: NodeRef
    state: ReachState
    hops: int
    nearest: NodeRef | None
    nearest_is: str
    as_near: int
    words: str
    path: Path | None
    door: NodeRef | None
    door_hops: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerMeeting:
    """An officer of a group on a country, community or theme, and whether a meeting is recorded.

    ``officer`` is None where the sources name no officer of the group.
    ``met``: with this officer; ``group_met``: with the group; ``not_held``: planned, inferred or
    claimed only; ``not_recorded``: no source held tells of one, which does not say never.
    ``evidence`` is of the office and of the meeting.
    """

    topic: NodeRef
    group: NodeRef
    officer: NodeRef | None
    office: str
    state: MeetingState
    who: NodeRef | None
    words: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachAnswer:
    """Communities and diaspora bodies by introductions to whoever decides.

    ``reached`` are ranked; ``none`` and ``unknown`` are kept apart from them and from each other.
    ``officers`` are those of the groups for the country or community asked about.
    """

    headline: str
    reached: tuple[Reach, ...]
    reached_in_all: int
    none: tuple[Reach, ...]
    none_in_all: int
    unknown: tuple[Reach, ...]
    unknown_in_all: int
    officers: tuple[OfficerMeeting, ...]
    notes: tuple[str, ...]
    snapshot: Snapshot
