"""What all commands share: their options, the explorer they ask, and how they print."""

import sys
from collections.abc import Iterable
from typing import Annotated, Any

import typer

from api import words
from api.settings import Settings
from api.wire import body
from graph.explorer import Explorer
from graph.model import Visibility
from graph.policy import audience_at
from graph.store.base import Store

StoreOption = Annotated[
    str, typer.Option("--store", help="The store: a file (graph.db), or neo4j://host:7687.")
]
AsOf = Annotated[str, typer.Option("--as-of", help="Answer as the sources stood at this date.")]
Json = Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=1000, help="How many to show.")]


def open_named(store: str) -> Store:
    """The store that an option names, or the settings' one."""
    from graph.store import open_store

    settings = Settings()
    return open_store(
        store or settings.store,
        user=settings.store_user,
        password=settings.store_password.get_secret_value(),
    )


def explorer(store: str, as_of: str = "") -> Explorer:
    """The explorer that a command asks: it shows the owner of a file what is internal there."""
    settings = Settings()
    audience = settings.audience or audience_at(store or settings.store)
    asked = Explorer(open_named(store), audience=Visibility(audience))
    return asked.as_of(as_of) if as_of else asked


def show(answer: Any, lines: Iterable[str], as_json: bool) -> None:
    """Print an answer: as the REST body, or in words with the snapshot it rests on."""
    if as_json:
        sys.stdout.buffer.write(body(answer) + b"\n")
        sys.stdout.buffer.flush()
        return
    for line in lines:
        print(line)
    print(words.snapshot_line(answer.snapshot))
