"""The page of a register's own figures: each a list that can be read, checked and taken away."""

from typing import Annotated

from fastapi import Query, Request, Response

from api.page_show import SOURCE_COLUMNS, Date, Page, Table, ref_cells, show, source_cells
from api.routes import ask
from graph.results_groups import ListsAnswer


def lists_page(
    request: Request, name: Annotated[str, Query(max_length=60)] = "", as_of: Date = ""
) -> Response:
    """Lists of Westminster's register: all of them, or the one of a name."""
    asked = ask(request, as_of)
    answer = asked.gap_lists(name=name)
    pinned = f"&as_of={as_of}" if as_of else ""
    values = {
        "files": {one.name: f"/gaps/lists.csv?name={one.name}{pinned}" for one in answer.lists},
    }
    page = Page(
        template="gap_lists.html", current="gaps", title="The register's own figures",
        network=asked.network(), answer=answer, table=_table(answer), values=values,
    )  # fmt: skip
    return show(request, page)


def _table(answer: ListsAnswer) -> Table:
    return Table(
        header=("list", "group", "id", "kind", "words", "says", *SOURCE_COLUMNS),
        rows=tuple(
            (one.name, *ref_cells(row.node), row.words, one.words, *source_cells(row.evidence))
            for one in answer.lists
            for row in one.rows
        ),
    )  # fmt: skip
