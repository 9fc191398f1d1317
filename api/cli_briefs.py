"""Commands for the table: brief, directory, funding."""

from typing import Annotated, Literal

import typer

from api import words_briefs as words
from api.asking import AsOf, Json, Limit, StoreOption, explorer, show


def brief(
    text: Annotated[str, typer.Argument(help="A country, community, theme or place.")],
    lines: Annotated[int, typer.Option(min=1, max=100, help="Most lines of a section.")] = 5,
    include_ai: Annotated[bool, typer.Option(help="Also links found by AI search.")] = False,
    store: StoreOption = "",
    as_of: AsOf = "",
    as_json: Json = False,
) -> None:
    """Print two sides of paper on a country, community, theme or place."""
    with explorer(store, as_of) as asked:
        answer = asked.brief(text, lines=lines, include_ai=include_ai)
    show(answer, words.brief_lines(answer), as_json)


def directory(
    by: Annotated[Literal["country", "theme"], typer.Option(help="country or theme.")] = "country",
    subject: Annotated[str, typer.Option(help="Only this country or theme.")] = "",
    parliament: Annotated[
        str, typer.Option(help="uk, scottish-parliament, senedd or ni-assembly.")
    ] = "",
    missing: Annotated[
        bool, typer.Option(help="Also countries with people here and no group.")
    ] = False,
    limit: Limit = 1000,
    store: StoreOption = "",
    as_of: AsOf = "",
    as_json: Json = False,
) -> None:
    """List parliamentary groups by country or theme, with bodies to convene."""
    with explorer(store, as_of) as asked:
        answer = asked.directory(
            by=by, subject=subject, parliament=parliament, missing=missing, limit=limit
        )
    show(answer, words.directory_lines(answer), as_json)


def funding(
    funder: Annotated[str, typer.Argument(help="A funder: a name or an id.")],
    limit: Limit = 20,
    store: StoreOption = "",
    as_of: AsOf = "",
    as_json: Json = False,
) -> None:
    """Show whom a funder funds, whom that reaches, and who else funds the same."""
    with explorer(store, as_of) as asked:
        answer = asked.funding(funder, limit=limit)
    show(answer, words.funding_lines(answer), as_json)
