"""Back-tests in plain words for a terminal: figures beside luck, with their intervals."""

from collections.abc import Iterator, Sequence

from graph.results_proof import BacktestAnswer, Figure, Lift, Ranking


def backtest_lines(answer: BacktestAnswer) -> Iterator[str]:
    """The sentence, the verdict, all tests pooled, each test, and what the reasons count."""
    yield answer.sentence
    yield answer.verdict
    yield ""
    yield "All tests" if answer.way == "forward" else answer.tests[0].name
    yield from ranking_lines(answer.pooled)
    yield ""
    for lift in answer.lifts:
        if lift.times is not None:
            yield lift_words(lift)
    for test in answer.tests if answer.way == "forward" else answer.tests[1:]:
        yield ""
        share = f"{100 * test.share:.3f} %"
        yield f"{test.name}: {test.events:,} came true of {test.candidates:,} ({share})"
        yield from ranking_lines(test.rankings)
        yield from (f"  no event: {number:,} {words}" for words, number in test.aside)
    yield ""
    yield from (f"Learnt on {a} to {b}: {number} joins" for a, b, number in answer.learnt_on)
    yield from (f"{reason.weight:+.2f}  {reason.words}" for reason in answer.weights)
    yield from (f"Note: {note}" for note in answer.notes)
    yield f"Data {answer.data}, seed {answer.seed}."


def lift_words(lift: Lift) -> str:
    """A lift with its interval, and whether the ranking is any better.

    >>> lift_words(Lift(over="random", figure="AUC", times=1.4, low=0.9, high=None, apart=False))
    'AUC: 1.4 times random (0.9 to any); no better than the baseline: intervals overlap'
    """
    low, high = (
        f"{end:g}" if end is not None else word
        for end, word in ((lift.low, "0"), (lift.high, "any"))
    )
    verdict = "intervals apart" if lift.apart else "no better than the baseline: intervals overlap"
    return f"{lift.figure}: {lift.times:g} times {lift.over} ({low} to {high}); {verdict}"


def ranking_lines(rankings: Sequence[Ranking]) -> Iterator[str]:
    """A line a figure, a column a ranking."""
    yield "  " + " " * 26 + "".join(f"{r.name:>26}" for r in rankings)
    for at, figure in enumerate(rankings[0].figures):
        cells = "".join(f"{figure_words(r.figures[at]):>26}" for r in rankings)
        yield f"  {figure.name:<26}{cells}"


def figure_words(figure: Figure) -> str:
    """A figure with its interval.

    >>> figure_words(Figure(name="AUC", value=0.7, low=0.65, high=0.75, cases=9))
    '0.700 (0.650–0.750)'
    """
    if figure.value is None:
        return "nothing to count"
    return f"{figure.value:.3f} ({figure.low:.3f}–{figure.high:.3f})"
