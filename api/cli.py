"""The command line: its commands by name, and how a failure ends."""

import gc
import sys

import typer

from api import (
    cli_answers,
    cli_backtest,
    cli_briefs,
    cli_data,
    cli_judge,
    cli_reach,
    cli_rooms,
)
from api.settings import Settings
from graph.errors import BadRows, KithmapError

app = typer.Typer(
    name="kithmap",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="How are they connected (paths), who belongs together (clusters), "
    "who should be working together and is not (gaps)?",
)
backtest = typer.Typer(no_args_is_help=True, help="Show how often past suggestions came true.")
judge = typer.Typer(no_args_is_help=True, help="Say which records are the same body.")

for command in (
    cli_data.tour,
    cli_data.load,
    cli_answers.find,
    cli_answers.node,
    cli_answers.paths,
    cli_answers.clusters,
    cli_reach.brokers,
    cli_reach.reach,
    cli_answers.gaps,
    cli_answers.changes,
    cli_briefs.brief,
    cli_briefs.directory,
    cli_briefs.funding,
    cli_rooms.room,
    cli_rooms.interlocks,
    cli_rooms.watch,
    cli_answers.sources,
    cli_data.export,
    cli_answers.check,
    cli_data.serve,
    cli_data.template,
):
    app.command()(command)
app.add_typer(backtest, name="backtest")
backtest.command("forward")(cli_backtest.forward)
backtest.command("hidden")(cli_backtest.hidden)
backtest.command("learn")(cli_backtest.learn)
app.add_typer(judge, name="judge")
judge.command("list")(cli_judge.list_open)
judge.command("accept")(cli_judge.accept)
judge.command("reject")(cli_judge.reject)
judge.command("unsure")(cli_judge.unsure)
judge.command("score")(cli_judge.score)
judge.command("undo")(cli_judge.undo)


def main() -> None:
    """Run the command line; a foreseen failure is one line and an exit code.

    A reader that goes away (``| head``) is typer's to tell: exit code 1, and nothing said.
    """
    # Hundreds of thousands of statements are read, and none refers back to another: to look for
    # cycles among them as often as Python does takes a quarter of a short command.
    gc.set_threshold(200_000, 50, 50)
    try:
        app()
    except KithmapError as error:
        if Settings().debug:
            raise
        sys.stderr.write(f"kithmap: {error}\n")
        if isinstance(error, BadRows):
            sys.stderr.writelines(f"  - {row}\n" for row in error.rows)
        sys.exit(error.exit_code)
