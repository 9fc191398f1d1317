"""How well a ranking foretold: per asker and over all pairs, with bootstrap intervals by asker."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.analysis.backtest_moment import Flags
from graph.analysis.backtest_reasons import Table
from graph.results_proof import Figure, Ranking

Values = NDArray[np.float64]
Places = NDArray[np.int64]

# How many suggestions an asker reads.
SHOWN = 20
TOPS = (20, 100, 500)
RESAMPLES = 1000
# Scores are told apart by this many steps when resampled areas are worked out.
STEPS = 500
# Resamples look so many times deeper than the first pairs: an asker may not be drawn at all.
DEEPER = 4
INTERVAL = (2.5, 97.5)

LEARNT = "learnt"
RANDOM = "random"
POPULARITY = "popularity"
NEIGHBOURS = "common neighbours"
# What the learnt ranking has to beat before its figures may stand beside a list.
SIMPLER = (RANDOM, POPULARITY, NEIGHBOURS)

GROUP_IN_PERSONS = "group in the member's 20"
PERSON_IN_GROUPS = "member in the group's 20"
AREA = "AUC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What one pair of editions, or one hiding, asked: who may be tied, who is, and who asks."""

    people: tuple[str, ...]
    groups: tuple[str, ...]
    open: Flags
    joined: Flags


def chance_shown(scores: Values, own: float) -> float:
    """The chance that an entry is among the 20 shown, equal scores being shown in any order.

    >>> chance_shown(np.arange(40.0), 20.0), chance_shown(np.zeros(40), 0.0)
    (1.0, 0.5)
    """
    above, level = int((scores > own).sum()), int((scores == own).sum())
    return min(max((SHOWN - above) / max(level, 1), 0.0), 1.0)


def area(scores: Values, hits: Flags) -> float:
    """The chance that a hit stands above another, ties counting half; NaN without both.

    >>> area(np.array([3.0, 2.0, 1.0]), np.array([True, False, False]))
    1.0
    """
    own, others = scores[hits], np.sort(scores[~hits])
    if not len(own) or not len(others):
        return float("nan")
    below, level = (np.searchsorted(others, own, side=side) for side in ("left", "right"))
    return float((below + level).mean() / 2 / len(others))


def rankings(
    trials: Sequence[Trial], scores: Sequence[dict[str, Table]], *, seed: int = 0,
    resamples: int = RESAMPLES,
) -> tuple[Ranking, ...]:  # fmt: skip
    """All figures of every ranking over some trials, pooled over their joins, and of a blind draw.

    ``scores`` has of each trial a table, people by groups, by the name of the ranking. The blind
    draw is exact: all its scores are equal, and equal scores are shown in any order. Intervals
    (95 %) come from drawing askers anew: people, and groups where a group asks; the same draws
    for every ranking. Cost: resamples times askers, and a sort of all pairs, a ranking.
    """
    askers = _askers(trials, seed, resamples)
    names = list(scores[0]) if scores else []
    tables = {name: [of[name] for of in scores] for name in names}
    tables[RANDOM] = [np.zeros(t.open.shape) for t in trials]
    return tuple(_ranking(name, trials, found, askers) for name, found in tables.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Askers:
    """Where the people and groups of each trial stand among all, and how often each is drawn."""

    rows: list[Places]
    columns: list[Places]
    people: Values
    groups: Values


def _askers(trials: Sequence[Trial], seed: int, resamples: int) -> _Askers:
    rng = np.random.default_rng(seed)
    people = sorted({person for t in trials for person in t.people})
    groups = sorted({group for t in trials for group in t.groups})
    return _Askers(
        rows=[_places(t.people, people) for t in trials],
        columns=[_places(t.groups, groups) for t in trials],
        people=_draws(rng, len(people), resamples),
        groups=_draws(rng, len(groups), resamples),
    )


def _ranking(
    name: str, trials: Sequence[Trial], scores: Sequence[Table], askers: _Askers
) -> Ranking:
    to_people, to_groups = [], []
    for t, s, row, column in zip(trials, scores, askers.rows, askers.columns, strict=True):
        for i, j in np.argwhere(t.joined):
            to_people.append((int(row[i]), chance_shown(s[i][t.open[i]], s[i, j])))
            to_groups.append((int(column[j]), chance_shown(s[:, j][t.open[:, j]], s[i, j])))
    return Ranking(
        name=name,
        figures=(
            _shown(GROUP_IN_PERSONS, to_people, askers.people),
            _shown(PERSON_IN_GROUPS, to_groups, askers.groups),
            _area(trials, scores, askers),
            *_precisions(trials, scores, askers),
        ),
    )


def _draws(rng: np.random.Generator, askers: int, resamples: int) -> Values:
    """How often each asker is drawn in each resample."""
    if not askers:
        return np.zeros((resamples, 0))
    return rng.multinomial(askers, np.full(askers, 1 / askers), size=resamples).astype(np.float64)


def _places(ids: Sequence[str], among: Sequence[str]) -> Places:
    at = {name: k for k, name in enumerate(among)}
    return np.array([at[name] for name in ids], dtype=np.int64)


def _figure(name: str, value: float, resampled: Values, cases: int) -> Figure:
    told = resampled[np.isfinite(resampled)]
    if not np.isfinite(value) or not len(told):
        return Figure(name=name, value=None, low=None, high=None, cases=cases)
    low, high = np.percentile(told, INTERVAL)
    return Figure(
        name=name, value=round(float(value), 4), low=round(float(low), 4),
        high=round(float(high), 4), cases=cases,
    )  # fmt: skip


def _ratio(above: Values, below: Values) -> Values:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(above / below)


def _shown(name: str, found: Sequence[tuple[int, float]], draws: Values) -> Figure:
    """The share of joins that were shown, each asker with all own joins in or out together."""
    shown, number = np.zeros(draws.shape[1]), np.zeros(draws.shape[1])
    for asker, chance in found:
        shown[asker] += chance
        number[asker] += 1
    value = float(_ratio(shown.sum(), number.sum()))
    return _figure(name, value, _ratio(draws @ shown, draws @ number), len(found))


def _area(trials: Sequence[Trial], scores: Sequence[Table], askers: _Askers) -> Figure:
    """The area under the curve of each trial, averaged by joins; resampled on steps of scores."""
    exact, resampled, hits_of, number = [], [], [], []
    for trial, table, at in zip(trials, scores, askers.rows, strict=True):
        if not trial.joined.any():
            continue
        number.append(int(trial.joined.sum()))
        exact.append(area(table[trial.open], trial.joined[trial.open]))
        hit, other = _steps(table, trial)
        drawn = askers.people[:, at]
        hits, others = drawn @ hit, drawn @ other
        below = np.cumsum(others, axis=1) - others / 2
        resampled.append(_ratio((hits * below).sum(axis=1), others.sum(axis=1)))
        hits_of.append(hits.sum(axis=1))
    if not number:
        return _figure(AREA, float("nan"), np.empty(0), 0)
    value = float(np.average(exact, weights=number))
    pooled = _ratio(np.sum(resampled, axis=0), np.sum(hits_of, axis=0))
    return _figure(AREA, value, pooled, sum(number))


def _steps(table: Table, trial: Trial) -> tuple[Values, Values]:
    """Of each person, how many joins, and how many others, stand at each step of score."""
    edges = np.unique(np.quantile(table[trial.open], np.linspace(0, 1, STEPS)))
    at = np.searchsorted(edges, table, side="left")
    wide = len(edges) + 1
    flat = at + np.arange(len(table))[:, None] * wide
    return tuple(  # type: ignore[return-value]  # -- two of a kind, which mypy sees as any number
        np.bincount(flat[among], minlength=len(table) * wide)
        .reshape(len(table), wide)
        .astype(np.float64)
        for among in (trial.joined, trial.open & ~trial.joined)
    )


def _precisions(
    trials: Sequence[Trial], scores: Sequence[Table], askers: _Askers
) -> Iterator[Figure]:
    """The share of joins among the first 20, 100 and 500 of all pairs, averaged over trials."""
    events = sum(int(t.joined.sum()) for t in trials)
    firsts = [
        (*_first(trial, table), at)
        for trial, table, at in zip(trials, scores, askers.rows, strict=True)
        if trial.open.any()
    ]
    for top in TOPS:
        values, resampled = [], []
        for hit, people, at in firsts:
            values.append(hit[:top].mean())
            drawn = askers.people[:, at[people[: DEEPER * top]]]
            taken = np.diff(np.minimum(np.cumsum(drawn, axis=1), top), axis=1, prepend=0)
            resampled.append(_ratio(taken @ hit[: DEEPER * top], taken.sum(axis=1)))
        value = float(np.mean(values)) if values else float("nan")
        pooled = np.mean(resampled, axis=0) if values else np.empty(0)
        yield _figure(f"precision at {top}", value, pooled, events)


def _first(trial: Trial, table: Table) -> tuple[Values, Places]:
    """Hits and people of the first pairs, best first; pairs of equal score share their hits."""
    score, hit = table[trial.open], trial.joined[trial.open].astype(np.float64)
    people = np.nonzero(trial.open)[0]
    deep = min(DEEPER * TOPS[-1], len(score))
    near = score >= np.partition(score, -deep)[-deep]
    score, hit, people = score[near], hit[near], people[near]
    _, at = np.unique(score, return_inverse=True)
    shared = (np.bincount(at, weights=hit) / np.bincount(at))[at]
    order = np.argsort(-score, kind="stable")[:deep]
    return shared[order], people[order]
