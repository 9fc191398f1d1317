"""Commands of the merge court: judge list, accept, reject, undo, score."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from api import words_judge as words
from api.asking import Json, Limit, StoreOption, explorer, show
from api.wire import body
from graph.model import NodeKind, Verdict

Kinds = Annotated[list[NodeKind] | None, typer.Option("--kind", help="Only these kinds.")]
MinScore = Annotated[float, typer.Option(min=0, max=1, help="Leave out what scores less.")]
Offset = Annotated[int, typer.Option(min=0, help="Leave out so many of the likeliest.")]


def list_open(
    kind: Kinds = None,
    min_score: MinScore = 0.0,
    limit: Limit = 20,
    offset: Offset = 0,
    store: StoreOption = "",
    as_json: Json = False,
) -> None:
    """List pairs that may be one body, with reasons and evidence, and the judgements made."""
    with explorer(store) as asked:
        answer = asked.judge(kinds=kind or (), min_score=min_score, limit=limit, offset=offset)
    show(answer, words.judge_lines(answer), as_json)


Pair = Annotated[str, typer.Argument(help="Id of a node, or an identifier.")]
Why = Annotated[str, typer.Option(help="The reason, kept with the judgement.")]
By = Annotated[str, typer.Option(help="Who judges.")]


def accept(
    left: Pair, right: Pair, why: Why = "", by: By = "", store: StoreOption = "",
    as_json: Json = False,
) -> None:  # fmt: skip
    """Say that two nodes, or the bearers of two identifiers, are the same body."""
    _decide(left, right, Verdict.SAME, why, by, store, as_json)


def reject(
    left: Pair, right: Pair, why: Why = "", by: By = "", store: StoreOption = "",
    as_json: Json = False,
) -> None:  # fmt: skip
    """Say that two nodes, or the bearers of two identifiers, are different bodies."""
    _decide(left, right, Verdict.DIFFERENT, why, by, store, as_json)


def unsure(
    left: Pair, right: Pair, why: Why = "", by: By = "", store: StoreOption = "",
    as_json: Json = False,
) -> None:  # fmt: skip
    """Say that nobody can tell: the pair is asked about no more, and stays as it is."""
    _decide(left, right, Verdict.UNSURE, why, by, store, as_json)


def undo(left: Pair, right: Pair, store: StoreOption = "", as_json: Json = False) -> None:
    """Take a judgement back."""
    with explorer(store) as asked:
        answer = asked.undo(left, right)
    show(answer, words.verdict_lines(answer), as_json)


def _decide(
    left: str, right: str, verdict: Verdict, why: str, by: str, store: str, as_json: bool
) -> None:
    today = date.today().isoformat()
    with explorer(store) as asked:
        answer = asked.decide(left, right, verdict, by=by or "command line", on=today, why=why)
    show(answer, words.verdict_lines(answer), as_json)


def score(
    file: Annotated[Path, typer.Argument(help="CSV of labelled pairs; columns in docs/method.md.")],
    as_json: Json = False,
) -> None:
    """Measure matching on labelled pairs: precision, recall, what came out wrong."""
    from graph.identity.score import labelled, score
    from loaders.tables import read_csv

    answer = score(labelled(row.cells for row in read_csv(file).rows))
    if as_json:
        sys.stdout.buffer.write(body(answer) + b"\n")
        return
    for line in words.score_lines(answer):
        print(line)
