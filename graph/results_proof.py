"""The shapes of the answers of back-tests: figures with intervals, rankings, what was tested."""

from dataclasses import dataclass

from graph.results import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure with its 95 % interval; None where there is nothing to count."""

    name: str
    value: float | None
    low: float | None
    high: float | None
    cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """How well one way of ranking did: figures by name."""

    name: str
    figures: tuple[Figure, ...]

    def figure(self, name: str) -> Figure:
        """The figure of that name; ``StopIteration`` where there is none."""
        return next(figure for figure in self.figures if figure.name == name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trials:
    """One pair of editions, or one kind of hidden ties, with every ranking in the same run.

    ``share`` is how many of the candidates came true; ``aside`` counts what is no event.
    """

    name: str
    candidates: int
    events: int
    share: float
    rankings: tuple[Ranking, ...]
    aside: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonWeight:
    """How much a reason counts: weight per standard deviation, with its public sentence."""

    name: str
    words: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Lift:
    """A figure of the learnt ranking over that of a simpler one, and whether intervals part.

    ``low`` and ``high`` hold the lift at least as often as the two intervals hold their figures:
    they divide the ends that lie farthest apart. Not ``apart`` is no better than the baseline.
    """

    over: str
    figure: str
    times: float | None
    low: float | None
    high: float | None
    apart: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BacktestAnswer:
    """How often what a ranking suggested came true, beside luck and simpler rankings.

    ``sentence`` is what stands beside a ranked list; ``verdict`` says whether the ranking beats
    popularity, or is common ground only. ``pooled`` has the figures over all tests.
    """

    way: str
    sentence: str
    verdict: str
    learnt_on: tuple[tuple[str, str, int], ...]
    weights: tuple[ReasonWeight, ...]
    pooled: tuple[Ranking, ...]
    lifts: tuple[Lift, ...]
    tests: tuple[Trials, ...]
    data: str
    seed: int
    notes: tuple[str, ...]
    snapshot: Snapshot
