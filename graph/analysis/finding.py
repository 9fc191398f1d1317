"""What a rule or a comparison of pairs finds, before evidence, introducer and route are added."""

from dataclasses import dataclass

from graph.model import Node, Statement
from graph.results import Chance, CoverageState, ReasonKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """A reason with the statements behind it."""

    kind: ReasonKind
    words: str
    score: float
    said: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something expected and not there; ``state`` and ``read`` tell what was read that says so.

    ``routes`` are pairs of ids between which an introduction is to be sought, the best first;
    ``touches`` the ids of nodes that it concerns besides its two ends; ``knows`` whoever is known
    to be in touch with the subject, where the subject is far from the object; ``chance`` of a pair,
    whether it shares more than chance would have it.
    """

    rule: str
    subject: Node
    object: Node | None = None
    score: float
    headline: str
    clues: tuple[Clue, ...]
    state: CoverageState
    read: str
    said: tuple[Statement, ...] = ()
    advice: str
    routes: tuple[tuple[str, str], ...] = ()
    touches: frozenset[str] = frozenset()
    knows: Node | None = None
    chance: Chance | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two findings one: the rule and its ends."""
        return (self.rule, self.subject.id, self.object.id if self.object else "")


def joint(*parts: float) -> float:
    """Scores from 0 to 1 taken together: any part helps, none is enough alone unless it is 1.

    >>> joint(0.5, 0.5), joint()
    (0.75, 0.0)
    """
    left = 1.0
    for part in parts:
        left *= 1 - min(max(part, 0.0), 1.0)
    return round(1 - left, 4)
