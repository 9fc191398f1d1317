"""The forward test: suggest by what was known at a day, and look at later editions."""

from graph.analysis.backtest_events import Joins, joins, pairs_of_editions
from graph.analysis.backtest_learning import Weights
from graph.analysis.backtest_moment import Past
from graph.analysis.backtest_reasons import (
    FORWARD,
    Sight,
    Table,
    opening,
    paths_of_three,
    popularity,
    table_of,
)
from graph.analysis.backtest_scores import LEARNT, NEIGHBOURS, POPULARITY, Trial, rankings
from graph.errors import BadQuestion
from graph.results_proof import Ranking, Trials

# Who is due for a meeting, and nothing of the person: how much of the figure is mere timing.
TIMING = "meeting due alone"
# Two editions are the least that can be held against each other.
LEAST_EDITIONS = 2

Held = tuple[Joins, dict[str, Table]]


def forward_tests(
    past: Past, weights: Weights, *, seed: int, resamples: int
) -> tuple[tuple[Trials, ...], tuple[Ranking, ...]]:
    """Each pair of editions after what was learnt on, and all pooled; every ranking in each.

    Raises ``BadQuestion`` where no two editions are left to test on.
    """
    held = [
        _held(past, weights, before, after) for before, after in later_pairs(past, weights.until)
    ]
    tests = tuple(
        Trials(
            name=f"{j.before.date} to {j.after}",
            candidates=int(j.open.sum()),
            events=j.events,
            share=round(j.events / max(int(j.open.sum()), 1), 7),
            rankings=_rankings([(j, scores)], seed, resamples),
            aside=j.aside,
        )
        for j, scores in held
    )
    return tests, _rankings(held, seed, resamples)


def later_pairs(past: Past, until: str) -> tuple[tuple[str, str], ...]:
    """Pairs of editions that start on the day until which weights are learnt, or after it."""
    dates = [date for date in past.dates if date >= until]
    if len(dates) < LEAST_EDITIONS:
        raise BadQuestion(
            f"the store holds {len(dates)} complete editions of a register of officers from "
            f"{until} on, and the forward test needs {LEAST_EDITIONS}",
            where="--until",
            next_step="Load more editions, give an earlier day, or try 'kithmap backtest hidden'.",
        )
    return pairs_of_editions(dates)


def _held(past: Past, weights: Weights, before: str, after: str) -> Held:
    """What happened between two editions, and how each ranking saw it from the first."""
    happened = joins(past, before, after)
    sight = Sight(happened.before, after, weights.openings)
    return happened, {
        LEARNT: weights.score(table_of(sight, FORWARD)),
        POPULARITY: popularity(sight.ties),
        NEIGHBOURS: paths_of_three(sight.ties),
        TIMING: opening(sight),
    }


def _rankings(held: list[Held], seed: int, resamples: int) -> tuple[Ranking, ...]:
    trials = [
        Trial(people=j.before.people, groups=j.before.groups, open=j.open, joined=j.joined)
        for j, _ in held
    ]
    return rankings(trials, [scores for _, scores in held], seed=seed, resamples=resamples)
