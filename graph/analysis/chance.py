"""Whether a figure is more than chance, in words that a reader can repeat."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.analysis.sentences import sentence
from graph.results import Chance

# What happens by chance less often than this is taken for more than chance.
UNLIKELY = 0.05
# A variance as near the mean as this is a Poisson's.
_LIKE_POISSON = 1e-6

Floats = NDArray[np.float64]


def by_deals(seen: float, deals: Floats) -> float:
    """How often dealing anew gives as much as was seen, the seen counted as one deal.

    >>> by_deals(0.7, np.array([0.4, 0.5, 0.8]))
    0.5
    """
    return float((1 + (deals >= seen).sum()) / (1 + len(deals)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """Links of one class at two sets: how many leave and reach each, and how many there are."""

    out_one: int
    into_one: int
    out_other: int
    into_other: int
    many: int

    @property
    def mean(self) -> float:
        """Links between the two sets when targets are dealt anew, on average."""
        crossing = self.out_one * self.into_other + self.out_other * self.into_one
        return crossing / self.many if self.many else 0.0

    @property
    def spread(self) -> float:
        """Variance of that number: both directions are hypergeometric and go up together."""
        m = self.many
        if m < 2:
            return 0.0
        there = self.out_one * self.into_other * (m - self.out_one) * (m - self.into_other)
        back = self.out_other * self.into_one * (m - self.out_other) * (m - self.into_one)
        both = self.out_one * self.into_other * self.out_other * self.into_one
        return (there + back + 2 * both) / (m * m * (m - 1))


def as_few_or_many(seen: int, classes: list[Ends]) -> tuple[float, float]:
    """Expected links between two sets when those of each class are dealt anew, and the p-value.

    Mean and variance are exact. The p-value is the chance of as few as seen, or of as many where
    more were seen than expected, of a binomial (negative binomial, where the variance is above
    the mean) with that mean and variance. Cost: the number of classes.

    >>> expected, p = as_few_or_many(0, [Ends(out_one=4, into_one=0, out_other=0, into_other=5,
    ...     many=10)])
    >>> expected, round(p, 3)
    (2.0, 0.037)
    """
    mean = sum(row.mean for row in classes)
    spread = sum(row.spread for row in classes)
    fewer = seen <= mean
    if mean <= 0:
        return mean, 1.0 if fewer else 0.0
    most = _at_most(seen if fewer else seen - 1, mean, spread)
    return mean, min(1.0, max(0.0, most if fewer else 1 - most))


def _at_most(number: int, mean: float, spread: float) -> float:
    """Chance of so many or fewer, of a count with this mean and variance."""
    from scipy.special import betainc, pdtr

    if number < 0:
        return 0.0
    if abs(spread - mean) < _LIKE_POISSON * mean:
        return float(pdtr(number, mean))
    if spread > mean:
        return float(betainc(mean**2 / (spread - mean), number + 1, mean / spread))
    trials = mean**2 / (mean - spread)
    if number >= trials or spread <= 0:
        return 1.0 if number >= mean else 0.0
    return float(betainc(trials - number, number + 1, spread / mean))


def at_least(seen: int, expected: float) -> float:
    """How often as many as ``seen`` rare things happen when so many are expected (Poisson).

    >>> round(at_least(2, 0.1), 5), at_least(0, 0.1)
    (0.00468, 1.0)
    """
    from scipy.special import pdtrc

    return float(pdtrc(seen - 1, expected)) if seen > 0 else 1.0


def modularity_words(seen: float, deals: Floats) -> Chance:
    """Whether clusters are more than chance: modularity against that of links dealt anew.

    >>> modularity_words(0.5, np.array([0.3, 0.32])).words[:58]
    'No more than chance can be told: modularity 0.50, and 0.31'
    """
    p = by_deals(seen, deals)
    pattern = (
        "More than chance: modularity {seen}, and {expected} on average in {deals} networks with "
        "the same links dealt anew (p {p} at most)."
        if p <= UNLIKELY else
        "No more than chance can be told: modularity {seen}, and {expected} on average in {deals} "
        "networks with the same links dealt anew (p {p})."
    )  # fmt: skip
    words = sentence(
        pattern, seen=f"{seen:.2f}", expected=f"{deals.mean():.2f}", deals=str(len(deals)),
        p=f"{p:.2f}",
    )  # fmt: skip
    return Chance(
        words=words, seen=round(seen, 4), expected=round(float(deals.mean()), 4),
        p_value=round(p, 4), tests=1,
        method="Configuration model: the targets of each kind of link dealt anew, one run of "
        "Louvain for each deal.",
    )  # fmt: skip
