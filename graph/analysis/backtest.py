"""The door to back-tests: how often what a ranking suggested came true, beside luck."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.analysis.backtest_forward import TIMING, forward_tests, later_pairs
from graph.analysis.backtest_hidden import HIDDEN, hidden_tests
from graph.analysis.backtest_learning import Weights, data_hash, learn
from graph.analysis.backtest_moment import Past
from graph.analysis.backtest_reasons import FORWARD, public_words
from graph.analysis.backtest_scores import (
    AREA,
    GROUP_IN_PERSONS,
    LEARNT,
    NEIGHBOURS,
    POPULARITY,
    RANDOM,
    RESAMPLES,
    SIMPLER,
)
from graph.analysis.proof import NO_FORECAST, Proof, common_ground, load_proof, told
from graph.errors import BadQuestion
from graph.network import Network
from graph.results_proof import BacktestAnswer, Figure, Lift, Ranking, ReasonWeight, Trials

SEEDS = 5
_PRECISE = "precision at 20"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A forward test done: the weights learnt, what they did, and what is kept of it."""

    weights: Weights
    tests: tuple[Trials, ...]
    pooled: tuple[Ranking, ...]
    proof: Proof


def learn_and_test(past: Past, until: str, *, seed: int = 0, resamples: int = RESAMPLES) -> Outcome:
    """Learn on the pairs of editions that end by ``until``, suggest, and look at later ones.

    ``seed`` draws the pairs without a join that are learnt from, and the resamples of the
    intervals. Raises ``BadQuestion`` where fewer than two complete editions of a register of
    officers are held from that day on, or up to it. Cost: seconds a pair of editions.
    """
    pairs = later_pairs(past, until)
    weights = learn(past, until, seed=seed)
    if not weights.learnt_on:
        raise BadQuestion(
            f"there is nothing to learn from: no two complete editions are held up to {until}",
            where="--until", next_step="Name a later day, or ask 'backtest hidden'.",
        )  # fmt: skip
    tests, pooled = forward_tests(past, weights, seed=seed, resamples=resamples)
    by = {r.name: r.figure(GROUP_IN_PERSONS) for r in pooled}
    proof = Proof(
        until=until,
        start=pairs[0][0],
        end=max(after for _, after in pairs),
        cases=by[LEARNT].cases,
        shown=by[LEARNT].value or 0.0,
        luck=by[RANDOM].value or 0.0,
        popularity=by[POPULARITY].value or 0.0,
        neighbours=by[NEIGHBOURS].value or 0.0,
        first_20=_own(pooled, _PRECISE).value or 0.0,
        beats=_beats(_lifts(pooled)),
        beats_neighbours=_beats(_lifts(pooled), SIMPLER),
        data=data_hash(past, [day for pair in pairs for day in pair]),
    )
    return Outcome(weights=weights, tests=tests, pooled=pooled, proof=proof)


def forward(
    network: Network, past: Past, *, until: str = "", seed: int = 0, resamples: int = RESAMPLES
) -> BacktestAnswer:
    """The forward test as an answer; ``until`` is by default the day of the weights shipped.

    Everything is learnt anew, on this store: arguments, errors and cost of ``learn_and_test``.
    """
    done = learn_and_test(past, until or load_proof().until, seed=seed, resamples=resamples)
    lifts = _lifts(done.pooled)
    return BacktestAnswer(
        way="forward",
        sentence=told(done.proof),
        verdict=_verdict(done.pooled, lifts),
        learnt_on=done.weights.learnt_on,
        weights=_weights(done.weights),
        pooled=done.pooled,
        lifts=lifts,
        tests=done.tests,
        data=done.proof.data,
        seed=seed,
        notes=(
            f"Learnt on editions until {done.weights.until} (data {done.weights.data}) alone.",
            f"'{TIMING}' knows nothing of the member: so much of the figure is the calendar.",
            "Intervals hold 95 % of draws of askers: joins of one member are not independent.",
            "Not tested: ties between bodies, and supporters of groups; too few came to be.",
        ),
        snapshot=network.snapshot,
    )


def hidden(
    network: Network, *, seed: int = 0, seeds: int = SEEDS, resamples: int = RESAMPLES
) -> BacktestAnswer:
    """Hide a tenth of today's ties, ``seeds`` times, and look for them; on any store.

    Pooled figures are those without links that only an AI search found. Raises ``BadQuestion``
    where fewer than 50 ties are held. Cost: seconds a seed on the register of groups.
    """
    if seeds < 1:
        raise BadQuestion(f"seeds has to be 1 or more, not {seeds}", where="--seeds")
    chosen = tuple(range(seed, seed + seeds))
    tests, weights, data = hidden_tests(network, seeds=chosen, resamples=resamples)
    pooled = tests[0].rankings
    lifts = _lifts(pooled)
    return BacktestAnswer(
        way="hidden",
        sentence=_hidden_sentence(pooled, seeds) if _beats(lifts) else common_ground(),
        verdict=_verdict(pooled, lifts),
        learnt_on=(),
        weights=_weights(weights),
        pooled=pooled,
        lifts=lifts,
        tests=tests,
        data=data,
        seed=seed,
        notes=(
            "Weights are learnt anew for each seed, on ties hidden among those that are left.",
            "Hidden ties are easier to find than new ones: lists name those who belong together.",
            "Lists found by AI search flatter every method: the two tests stand apart.",
            "Intervals hold 95 % of draws of askers: ties of one person are not independent.",
        ),
        snapshot=network.snapshot,
    )  # fmt: skip


def _weights(weights: Weights) -> tuple[ReasonWeight, ...]:
    """Reasons with their public sentences, those that count most first."""
    told_of = {reason.__name__: public_words(reason) for reason in (*FORWARD, *HIDDEN)}
    rows = [
        ReasonWeight(name=name, words=told_of[name], weight=weight)
        for name, weight in zip(weights.reasons, weights.weight, strict=True)
    ]
    return tuple(sorted(rows, key=lambda row: (-abs(row.weight), row.name)))


def _lifts(pooled: Sequence[Ranking]) -> tuple[Lift, ...]:
    """The learnt ranking over each simpler one, by the figures that count."""
    by = {r.name: r for r in pooled}
    return tuple(
        _lift(over, by[LEARNT].figure(name), by[over].figure(name))
        for name in (GROUP_IN_PERSONS, AREA, _PRECISE)
        for over in SIMPLER
    )


def _lift(over: str, own: Figure, other: Figure) -> Lift:
    return Lift(
        over=over,
        figure=own.name,
        times=_times(own.value, other.value),
        low=_times(own.low, other.high),
        high=_times(own.high, other.low),
        apart=own.low is not None and other.high is not None and own.low > other.high,
    )


def _times(one: float | None, other: float | None) -> float | None:
    """How many times the other; None where nothing can be divided."""
    return None if one is None or not other else round(one / other, 2)


def _beats(lifts: Sequence[Lift], over: Sequence[str] = (RANDOM, POPULARITY)) -> bool:
    """Whether an asker is served better than by luck and by popularity, intervals apart."""
    asker = [lift for lift in lifts if lift.figure == GROUP_IN_PERSONS]
    return all(lift.apart for lift in asker if lift.over in over)


def _verdict(pooled: Sequence[Ranking], lifts: Sequence[Lift]) -> str:
    """What may be said of the ranking: whom it beats, or that it is common ground only."""
    if _beats(lifts, SIMPLER):
        first = "Per asker it beats luck, popularity and common neighbours, with intervals apart."
    elif _beats(lifts):
        first = (
            "Per asker it beats luck and popularity; from common neighbours its interval is not "
            "apart."
        )
    else:
        first = common_ground()
    precise = _own(pooled, _PRECISE)
    if precise.value is not None and precise.value < NO_FORECAST:
        first += " Over all pairs at once it is no forecast: hardly any of the first 20 came true."
    return first


def _own(pooled: Sequence[Ranking], name: str) -> Figure:
    return next(r for r in pooled if r.name == LEARNT).figure(name)


def _hidden_sentence(pooled: Sequence[Ranking], seeds: int) -> str:
    by = {r.name: r.figure(GROUP_IN_PERSONS) for r in pooled}
    own, blind = (f"{100 * (by[name].value or 0):.0f}" for name in (LEARNT, RANDOM))
    return (
        f"Of 100 hidden ties, {own} were among the 20 suggested; luck would find {blind} "
        f"({by[LEARNT].cases:,} hidden in {seeds} draws)."
    )
