"""The reasons by which a group is suggested to a person: each a table of people by groups."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graph.analysis.backtest_moment import Moment

Table = NDArray[np.float64]

# A word or topic of one group only tells of no likeness.
LEAST_GROUPS = 2
# How the register files a group says less than what it is about.
FILED = 0.5
DAYS_OF_MONTH = 30.4
# Degrees below this count as this, so that no path counts more than one over one tie.
LEAST_DEGREE = 1.5
# Without the date of a meeting a group is taken to be in the middle of its year.
MID_YEAR = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Openings:
    """How many officers a group is likely to take in: learnt from earlier pairs of editions.

    ``centre`` and ``pace`` (months, per month) say how likely a later yearly meeting is listed so
    long after the last one; ``base``, ``meeting``, ``vacancy`` how many join then.
    """

    centre: float = 14.0
    pace: float = 1.0
    base: float = 1.0
    meeting: float = 0.0
    vacancy: float = 0.0

    def met(self, months: Table) -> Table:
        """The chance that a later meeting is listed, by months since the last."""
        return np.asarray(1 / (1 + np.exp(-self.pace * (months - self.centre))))


class Sight:
    """A moment as reasons see it: with a day until which joins are looked for."""

    def __init__(
        self, moment: Moment, until: str = "", openings: Openings | None = None,
        vectors: Table | None = None,
    ) -> None:  # fmt: skip
        self.moment = moment
        self.until = until or moment.date
        self.openings = openings or Openings()
        self._vectors = vectors
        self.ties = moment.ties.astype(np.float64)
        self.offices = self.ties.sum(axis=1)
        self.sizes = self.ties.sum(axis=0)

    @cached_property
    def vectors(self) -> Table:
        """Each group's words, themes, countries and filing, as rows of length 1."""
        if self._vectors is not None:
            return self._vectors
        filed, themes, others = _sorted_out(self.moment.topics)
        parts = [_weighed(self.moment.texts), _weighed(themes), _weighed(others), FILED * filed]
        return unit(np.hstack(parts))

    @cached_property
    def interests(self) -> Table:
        """What the groups of each person are about, as rows of length 1."""
        return unit(self.ties @ self.vectors)

    @property
    def usual_size(self) -> int:
        """The most common number of officers of a group."""
        sizes = Counter(int(size) for size in self.sizes if size)
        return max(sizes, key=lambda size: (sizes[size], -size), default=0)

    def months(self) -> Table:
        """Months from each group's last yearly meeting to the day looked to."""
        to = date.fromisoformat(self.until).toordinal()
        return np.array([
            (to - date.fromisoformat(met).toordinal()) / DAYS_OF_MONTH if met else MID_YEAR
            for met in self.moment.met
        ])  # fmt: skip

    def of_person(self, values: Table) -> Table:
        """A table of what is the same for all groups."""
        return np.broadcast_to(values[:, None], self.ties.shape)

    def of_group(self, values: Table) -> Table:
        """A table of what is the same for all people."""
        return np.broadcast_to(values[None, :], self.ties.shape)


def unit(rows: Table) -> Table:
    """Rows brought to length 1; rows of zeros stay."""
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(length > 0, length, 1))


def _weighed(bags: Sequence[Sequence[str]]) -> Table:
    """Bags of words as rows of length 1, rare words weighing more."""
    counts = [Counter(bag) for bag in bags]
    groups = Counter(word for bag in counts for word in bag)
    kept = sorted(word for word, number in groups.items() if number >= LEAST_GROUPS)
    column = {word: k for k, word in enumerate(kept)}
    table = np.zeros((len(bags), len(kept)))
    for row, bag in enumerate(counts):
        for word, number in bag.items():
            if word in column:
                rare = np.log(len(bags) / groups[word])
                table[row, column[word]] = (1 + np.log(number)) * rare
    return unit(table)


def _sorted_out(
    topics: Sequence[Sequence[str]],
) -> tuple[Table, list[list[str]], list[list[str]]]:
    """How each group is filed, a column a way; its themes; and the countries and places."""
    filed = [[t for t in own if t.startswith("filed:")] for own in topics]
    themes = [[t for t in own if t.startswith("theme:")] for own in topics]
    others = [[t for t in own if not t.startswith(("theme:", "filed:"))] for own in topics]
    ways = sorted({way for own in filed for way in own})
    table = np.array([[float(way in own) for way in ways] for own in filed])
    return table.reshape(len(topics), len(ways)), themes, others


Reason = Callable[[Sight], Table]
"""How strongly something speaks for each person and group; its first line is told to readers."""


def opening(sight: Sight) -> Table:
    """The group is due for its yearly meeting, or has fewer officers than most."""
    model = sight.openings
    vacant = sight.sizes < sight.usual_size
    expected = model.base + model.meeting * model.met(sight.months()) + model.vacancy * vacant
    return sight.of_group(np.log(np.maximum(expected, 1e-3)))


def topic(sight: Sight) -> Table:
    """The group is about what the person's groups are about."""
    return np.asarray(sight.interests @ sight.vectors.T)


def officers_interests(sight: Sight) -> Table:
    """The group's officers care for what the person's groups are about."""
    return np.asarray(sight.interests @ unit(sight.ties.T @ sight.interests).T)


def shared_colleagues(sight: Sight) -> Table:
    """The person serves elsewhere with officers of the group."""
    return np.log1p(paths_of_three(sight.ties))


def offices(sight: Sight) -> Table:
    """The person is an officer of many groups."""
    return sight.of_person(np.log1p(sight.offices))


def one_office(sight: Sight) -> Table:
    """The person is an officer of one group only."""
    return sight.of_person((sight.offices == 1).astype(np.float64))


def lords(sight: Sight) -> Table:
    """The person sits in the Lords."""
    return sight.of_person(sight.moment.lords.astype(np.float64))


# Who joins next: how often the groups open, and how near the person is.
FORWARD: tuple[Reason, ...] = (
    opening, topic, officers_interests, shared_colleagues, offices, one_office, lords,
)  # fmt: skip


def paths_of_three(ties: Table) -> Table:
    """Paths person, group, person, group, each stop counting one over the logarithm of its degree.

    >>> ties = np.array([[1.0, 0.0], [1.0, 1.0]])
    >>> paths_of_three(ties)[0].round(2).tolist()
    [0.83, 0.83]
    """
    of_group = 1 / np.log1p(np.maximum(ties.sum(axis=0), LEAST_DEGREE))
    of_person = 1 / np.log1p(np.maximum(ties.sum(axis=1), LEAST_DEGREE))
    colleagues = (ties * of_group) @ ties.T
    np.fill_diagonal(colleagues, 0)
    return np.asarray((colleagues * of_person) @ ties)


def popularity(ties: Table) -> Table:
    """Degree by degree: who has many offices, with the groups that have many officers."""
    return np.outer(ties.sum(axis=1), ties.sum(axis=0))


def table_of(sight: Sight, reasons: Sequence[Reason]) -> Table:
    """The reasons, stacked: people by groups by reasons."""
    return np.stack([reason(sight) for reason in reasons], axis=-1)


def names_of(reasons: Sequence[Reason]) -> tuple[str, ...]:
    """Names of reasons, as the file of weights gives them."""
    return tuple(reason.__name__ for reason in reasons)


def public_words(reason: Reason) -> str:
    """A reason's public sentence."""
    return (reason.__doc__ or "").split("\n")[0]
