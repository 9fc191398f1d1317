"""Commands about a list of names: room, interlocks, watch."""

from pathlib import Path
from typing import Annotated

import typer

from api import words_rooms as words
from api.asking import AsOf, Json, StoreOption, explorer, show
from api.name_file import names_from_file
from graph.errors import BadQuestion
from graph.results_rooms import RoomAnswer, SideName

MOST_SHOWN = 1000

File = Annotated[Path, typer.Argument(help="Names: a text file, one a line; CSV; or XLSX.")]
Shown = Annotated[
    int, typer.Option("--limit", min=1, max=MOST_SHOWN, help="How many of each to show.")
]


def room(
    file: File,
    scope: Annotated[
        str, typer.Option(help="Compare with this country, theme, place or community.")
    ] = "",
    side: Annotated[list[SideName] | None, typer.Option(help="Only this side.")] = None,
    limit: Shown = 10,
    csv: Annotated[Path | None, typer.Option(help="Also write all of it to this file.")] = None,
    store: StoreOption = "",
    as_of: AsOf = "",
    as_json: Json = False,
) -> None:
    """Show who is missing from a list of attendees, and whom to invite. Nothing is stored."""
    names = names_from_file(file)
    with explorer(store, as_of) as asked:
        options = {"sides": side} if side else {}
        answer = asked.room(names, scope=scope, limit=limit, **options)
        if csv:
            # A file holds the whole list, whatever the terminal shows of it.
            _write_csv(csv, asked.room(names, scope=scope, limit=MOST_SHOWN, **options))
    show(answer, words.room_lines(answer), as_json)


def _write_csv(path: Path, answer: RoomAnswer) -> None:
    # Imported here: the tables of pages take a while to open.
    from api.page_show import csv_bytes
    from api.room_tables import room_table

    if path.exists():
        raise BadQuestion("the file is there already", where=str(path), next_step="Name another.")
    try:
        path.write_bytes(csv_bytes(room_table(answer), answer.snapshot))
    except OSError as error:
        raise BadQuestion(f"cannot write: {error.strerror}", where=str(path)) from error


def interlocks(
    names: Annotated[
        list[str], typer.Argument(help="Names or ids, or one file of them as for 'room'.")
    ],
    limit: Shown = 50,
    store: StoreOption = "",
    as_of: AsOf = "",
    as_json: Json = False,
) -> None:
    """Show what the names of a list share: officers, funders, campaigns, secretariats, groups."""
    given = names_from_file(Path(names[0])) if _is_file(names) else tuple(names)
    with explorer(store, as_of) as asked:
        answer = asked.interlocks(given, limit=limit)
    show(answer, words.interlocks_lines(answer), as_json)


def _is_file(names: list[str]) -> bool:
    return len(names) == 1 and Path(names[0]).is_file()


def watch(
    file: File,
    since: Annotated[str, typer.Option(help="From this date on: 2026-05-18.")],
    until: Annotated[str, typer.Option(help="Up to this date; empty for the newest.")] = "",
    limit: Shown = 200,
    store: StoreOption = "",
    as_json: Json = False,
) -> None:
    """Show what changed for a list that you keep: officers, lapses, renames, new money."""
    names = names_from_file(file)
    with explorer(store) as asked:
        answer = asked.watch(names, since, until, limit=limit)
    show(answer, words.watch_lines(answer), as_json)
