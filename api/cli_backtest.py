"""Commands that test rankings: backtest forward, backtest hidden, backtest learn."""

from pathlib import Path
from typing import Annotated

import typer

from api import words_proof
from api.asking import AsOf, Json, StoreOption, explorer, show
from graph.errors import BadQuestion

Until = Annotated[
    str, typer.Option(help="Learn on editions up to this day; by default that of the weights.")
]
Seed = Annotated[int, typer.Option(min=0, help="Seed of all draws.")]
Resamples = Annotated[int, typer.Option(min=100, max=10_000, help="Draws for the intervals.")]


def forward(
    until: Until = "",
    seed: Seed = 0,
    resamples: Resamples = 1000,
    store: StoreOption = "",
    as_of: AsOf = "",
    as_json: Json = False,
) -> None:
    """Learn on editions up to a day, suggest, and look at later editions."""
    with explorer(store, as_of) as asked:
        answer = asked.backtest("forward", until=until, seed=seed, resamples=resamples)
    show(answer, words_proof.backtest_lines(answer), as_json)


def hidden(
    seeds: Annotated[int, typer.Option(min=1, max=20, help="How many times to hide.")] = 5,
    seed: Seed = 0,
    resamples: Resamples = 1000,
    store: StoreOption = "",
    as_of: AsOf = "",
    as_json: Json = False,
) -> None:
    """Hide a tenth of today's ties and look for them; on any store."""
    with explorer(store, as_of) as asked:
        answer = asked.backtest("hidden", seeds=seeds, seed=seed, resamples=resamples)
    show(answer, words_proof.backtest_lines(answer), as_json)


def learn(
    to: Annotated[Path, typer.Argument(help="File to write; graph/analysis/weights.json ships.")],
    until: Annotated[str, typer.Option(help="Learn on editions up to this day.")] = "2025-12-01",
    seed: Seed = 0,
    store: StoreOption = "",
) -> None:
    """Learn the weights of reasons anew, test them, and write both to a file."""
    if not to.parent.is_dir():
        raise BadQuestion("no such folder", where=str(to.parent), next_step="Make it first.")
    with explorer(store) as asked:
        told = asked.learn_weights(until, seed=seed)
    try:
        to.write_bytes(told)
    except OSError as error:
        raise BadQuestion(
            f"cannot write: {error.strerror}", where=str(to), next_step="Choose another place."
        ) from error
    print(f"Wrote {to} ({len(told):,} bytes).")
