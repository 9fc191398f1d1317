"""Commands on who stands between: brokers, and reach, how far people are from whoever decides."""

from enum import StrEnum
from typing import Annotated

import typer

from api import words_routes
from api.asking import AsOf, Json, Limit, StoreOption, explorer, show
from graph.model import NodeKind

Ai = Annotated[bool, typer.Option(help="Also members found by AI search.")]


class Decider(StrEnum):
    """Who decides, as an option names it."""

    MINISTER = "minister"
    OFFICER = "officer"
    DEPARTMENT = "department"


def brokers(
    kind: Annotated[list[NodeKind] | None, typer.Option(help="Only this kind.")] = None,
    networks: Annotated[
        int, typer.Option(min=0, max=99, help="Random networks to compare with; 0: none.")
    ] = 19,
    seed: Annotated[int, typer.Option(min=0, help="Of samples and random networks.")] = 1,
    include_ai: Ai = False,
    limit: Limit = 20,
    store: StoreOption = "",
    as_of: AsOf = "",
    as_json: Json = False,
) -> None:
    """Show who joins the parts, and what breaks if they leave."""
    with explorer(store, as_of) as asked:
        answer = asked.brokers(
            kinds=frozenset(kind or ()),
            networks=networks,
            seed=seed,
            include_ai=include_ai,
            limit=limit,
        )
    show(answer, words_routes.brokers_lines(answer), as_json)


def reach(
    name: Annotated[
        str, typer.Argument(help="A community, body, country, theme or place; all without.")
    ] = "",
    country: Annotated[str, typer.Option(help="Only who touches this country or region.")] = "",
    theme: Annotated[str, typer.Option(help="Only who touches this theme.")] = "",
    place: Annotated[str, typer.Option(help="Only who touches this place.")] = "",
    to: Annotated[list[Decider] | None, typer.Option(help="Only to who decides so.")] = None,
    farthest: Annotated[bool, typer.Option(help="The farthest first.")] = False,
    include_ai: Ai = False,
    limit: Limit = 20,
    store: StoreOption = "",
    as_of: AsOf = "",
    as_json: Json = False,
) -> None:
    """Show how many hops communities are from a minister, officer or department."""
    with explorer(store, as_of) as asked:
        answer = asked.reach(
            name,
            country=country,
            theme=theme,
            place=place,
            to=tuple(decider.value for decider in to or ()),
            farthest=farthest,
            include_ai=include_ai,
            limit=limit,
        )
    show(answer, words_routes.reach_lines(answer), as_json)
