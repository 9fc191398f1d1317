"""Commands of the merge court: judge list, accept, reject, undo."""

from datetime import date
from typing import Annotated

import typer

from api import words
from api.asking import Json, Limit, StoreOption, explorer, show
from graph.model import Verdict


def list_open(limit: Limit = 20, store: StoreOption = "", as_json: Json = False) -> None:
    """List pairs that may be one body, with reasons, and the judgements made."""
    with explorer(store) as asked:
        answer = asked.judge(limit=limit)
    show(answer, words.judge_lines(answer), as_json)


Pair = Annotated[str, typer.Argument(help="Id of a node.")]
Why = Annotated[str, typer.Option(help="The reason, kept with the judgement.")]
By = Annotated[str, typer.Option(help="Who judges.")]


def accept(left: Pair, right: Pair, why: Why = "", by: By = "", store: StoreOption = "") -> None:
    """Say that two nodes are the same body."""
    _decide(left, right, Verdict.SAME, why, by, store)


def reject(left: Pair, right: Pair, why: Why = "", by: By = "", store: StoreOption = "") -> None:
    """Say that two nodes are different bodies."""
    _decide(left, right, Verdict.DIFFERENT, why, by, store)


def undo(left: Pair, right: Pair, store: StoreOption = "") -> None:
    """Take a judgement back."""
    with explorer(store) as asked:
        undone = asked.undo(left, right)
    print(f"No longer judged {undone.verdict}: {undone.left} and {undone.right}.")


def _decide(left: str, right: str, verdict: Verdict, why: str, by: str, store: str) -> None:
    today = date.today().isoformat()
    with explorer(store) as asked:
        asked.decide(left, right, verdict, by=by or "command line", on=today, why=why)
    print(f"Judged {verdict}: {left} and {right}.")
