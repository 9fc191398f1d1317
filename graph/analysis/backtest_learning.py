"""Learns how much each reason counts, on earlier pairs of editions only."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import nnls

from graph.analysis.backtest_events import Joins, joins, pairs_of_editions
from graph.analysis.backtest_moment import Past
from graph.analysis.backtest_reasons import FORWARD, Openings, Sight, Table, names_of, table_of

Values = NDArray[np.float64]

# Ridge on standardised reasons; of 5, 30 and 100 the best by folds of groups before the test.
RIDGE = 30.0
# Pairs without a join that are looked at of each pair of editions: all would take ten times longer.
SAMPLE = 40_000
# Kept digits: enough for every rank, few enough to be the same on every machine.
DIGITS = 5
STEPS = 100
HALVINGS = 40
ENOUGH = 1e-10
# A ridge on the meeting's curve only keeps it finite where meetings part without overlap.
CURVE_RIDGE = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How much each reason counts, how it was scaled, and on what it was learnt."""

    reasons: tuple[str, ...]
    weight: tuple[float, ...]
    mean: tuple[float, ...]
    spread: tuple[float, ...]
    openings: Openings = field(default_factory=Openings)
    until: str = ""
    learnt_on: tuple[tuple[str, str, int], ...] = ()
    data: str = ""
    seed: int = 0

    def score(self, table: Table) -> Table:
        """People by groups: the weighed sum of the reasons."""
        scaled = np.array(self.weight) / np.array(self.spread)
        return np.asarray((table - np.array(self.mean)) @ scaled)


def logistic(table: Values, hit: Values, counts: Values, ridge: float) -> Values:
    """Intercept and weights of a logistic regression with a ridge, by Newton steps that descend.

    ``table`` has a row a case and a column a reason, ``hit`` is 0 or 1, ``counts`` how many cases
    a row stands for. Cost: rows times columns squared, a step.

    >>> table, hit = np.array([[-1.0], [0.0], [0.0], [1.0]]), np.array([0.0, 0.0, 1.0, 1.0])
    >>> bool(logistic(table, hit, np.ones(4), 1.0)[1] > 0)
    True
    """
    rows = np.column_stack([np.ones(len(table)), table])
    bound = np.full(rows.shape[1], ridge)
    bound[0] = 1e-6
    rate = np.clip(np.average(hit, weights=counts), 1e-9, 1 - 1e-9)
    found = np.zeros(rows.shape[1])
    found[0] = np.log(rate / (1 - rate))

    def loss(at: Values) -> float:
        score = rows @ at
        return float(
            (counts * (np.logaddexp(0, score) - hit * score)).sum() + (bound * at * at).sum() / 2
        )

    now = loss(found)
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(rows @ found, -500, 500)))
        slope = rows.T @ (counts * (hit - chance)) - bound * found
        curve = (rows * (counts * chance * (1 - chance))[:, None]).T @ rows + np.diag(bound)
        step = np.linalg.solve(curve, slope)
        tried = next(
            (found + step / 2**k for k in range(HALVINGS) if loss(found + step / 2**k) <= now),
            found,
        )
        was, now, found = now, loss(tried), tried
        if was - now <= ENOUGH * abs(was):
            break
    return found


def learn(past: Past, until: str, *, seed: int = 0, ridge: float = RIDGE) -> Weights:
    """Weights from all pairs of editions that end by ``until``; nothing later is looked at.

    Two steps: when groups take in officers (``Openings``), then how much each reason counts.
    ``seed`` draws the pairs without a join. Weights are 0 where nobody joined. Cost: seconds.
    """
    dates = [date for date in past.dates if date <= until]
    learnt = [joins(past, *pair) for pair in pairs_of_editions(dates)]
    openings = learn_openings(learnt)
    names = names_of(FORWARD)
    rng = np.random.default_rng(seed)
    drawn = [_cases(table_of(Sight(j.before, j.after, openings), FORWARD), j, rng) for j in learnt]
    found = fit(names, drawn, ridge)
    return Weights(
        reasons=names,
        weight=found.weight,
        mean=found.mean,
        spread=found.spread,
        openings=openings,
        until=until,
        learnt_on=tuple((j.before.date, j.after, j.events) for j in learnt),
        data=data_hash(past, dates),
        seed=seed,
    )


Cases = tuple[Values, Values, Values]


def _cases(table: Table, happened: Joins, rng: np.random.Generator) -> Cases:
    return draw(table, happened.joined, happened.open, rng)


def draw(
    table: Table, hit: "NDArray[np.bool_]", among: "NDArray[np.bool_]", rng: np.random.Generator
) -> Cases:
    """All hits and a sample of the others, with how many pairs each row stands for."""
    hits, others = np.argwhere(hit & among), np.argwhere(among & ~hit)
    number = min(SAMPLE, len(others))
    kept = others[rng.choice(len(others), number, replace=False)] if number else others
    at = np.concatenate([hits, kept])
    each = len(others) / number if number else 1.0
    return (
        table[at[:, 0], at[:, 1]],
        np.repeat([1.0, 0.0], [len(hits), number]),
        np.repeat([1.0, each], [len(hits), number]),
    )


def fit(names: Sequence[str], drawn: Sequence[Cases], ridge: float = RIDGE) -> Weights:
    """Weights of reasons, standardised, from drawn cases; 0 where there is no hit."""
    if not any(hit.any() for _, hit, _ in drawn):
        zeros, ones = (0.0,) * len(names), (1.0,) * len(names)
        return Weights(reasons=tuple(names), weight=zeros, mean=zeros, spread=ones)
    table, hit, counts = (np.concatenate(parts) for parts in zip(*drawn, strict=True))
    mean = np.average(table, axis=0, weights=counts)
    spread = np.sqrt(np.average((table - mean) ** 2, axis=0, weights=counts))
    spread[spread < 1e-9] = 1.0
    found = logistic((table - mean) / spread, hit, counts, ridge)
    return Weights(
        reasons=tuple(names),
        weight=_rounded(found[1:]),
        mean=_rounded(mean),
        spread=_rounded(spread),
    )


def _rounded(values: Values) -> tuple[float, ...]:
    return tuple(round(float(value), DIGITS) for value in values)


def learn_openings(learnt: Sequence[Joins]) -> Openings:
    """When a later meeting is listed, and how many officers join then; flat where none joined."""
    months, met, vacant, joined = [], [], [], []
    for j in learnt:
        sight = Sight(j.before, j.after)
        dated = np.array([bool(day) for day in j.before.met], dtype=np.bool_) & j.lasting
        months.append(sight.months()[dated])
        met.append(j.met[dated].astype(np.float64))
        vacant.append((sight.sizes < sight.usual_size)[dated].astype(np.float64))
        joined.append(j.joined.sum(axis=0)[dated].astype(np.float64))
    if not learnt or not np.concatenate(met).any():
        return Openings()
    since, again = np.concatenate(months), np.concatenate(met)
    start, pace = logistic(since[:, None], again, np.ones(len(since)), CURVE_RIDGE)
    if pace <= 0:  # too few meetings were seen to tell when they are due
        return Openings()
    curve = Openings(centre=round(float(-start / pace), DIGITS), pace=round(float(pace), DIGITS))
    rows = np.column_stack([np.ones(len(since)), curve.met(since), np.concatenate(vacant)])
    shares, _ = nnls(rows, np.concatenate(joined))
    base, meeting, vacancy = _rounded(shares)
    return Openings(
        centre=curve.centre, pace=curve.pace, base=base, meeting=meeting, vacancy=vacancy
    )


def data_hash(past: Past, dates: Sequence[str]) -> str:
    """Hash of what the editions of some dates say, as far as it is used here."""
    digest = sha256(past.source.encode())
    for moment in past.moments:
        if moment.date in dates:
            digest.update(moment.digest())
    return digest.hexdigest()[:16]
