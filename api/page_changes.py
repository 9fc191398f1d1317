"""Pages of what changed between two dates, and of the sources."""

from collections import Counter
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

from fastapi import Request, Response

from api.page_find import sources_table
from api.page_show import (
    SOURCE_COLUMNS,
    Date,
    Page,
    Table,
    Text,
    asked_name,
    ref_cells,
    show,
    source_cells,
)
from api.routes import ask
from graph.analysis.sentences import day
from graph.network import Network
from graph.results import ChangesAnswer

HEADINGS = (
    ("renamed", "Renamed"), ("joined", "Joined"), ("left", "Left"),
    ("changed", "Changed in another way"),
)  # fmt: skip
# Pairs of neighbouring editions offered to a reader who knows no dates.
_OFFERED = 6


def changes_page(
    request: Request, before: Date = "", after: Date = "", only: Text = ""
) -> Response:
    """What joined, left, was renamed or changed, or the form to ask for it."""
    asked = ask(request)
    network = asked.network()
    names = [text for text in request.query_params.getlist("only") if text.strip()]
    answer = asked.changes(before, after, only=names, limit=200) if before and after else None
    shown = names[0] if names else ""
    if shown:
        node = asked.pick(shown)
        shown = asked_name(asked, shown, network.ref(node))
    values: dict[str, Any] = {
        "asked": {"before": before, "after": after, "only": shown},
        "pairs": _pairs(network),
        "groups": _groups(answer),
    }
    page = Page(
        template="changes.html", current="changes", title="What changed", network=network,
        answer=answer, table=_table(answer), values=values,
    )  # fmt: skip
    return show(request, page)


def _groups(answer: ChangesAnswer | None) -> list[tuple[str, str, list[Any]]]:
    if answer is None:
        return []
    sorted_out = [(k, words, [c for c in answer.changes if c.kind == k]) for k, words in HEADINGS]
    return [group for group in sorted_out if group[2]]


def _pairs(network: Network) -> list[dict[str, str]]:
    """Neighbouring editions of the source that has most of them, newest first."""
    counts = Counter(edition.source for edition in network.editions)
    source = min(counts, key=lambda s: (-counts[s], s), default="")
    dates = sorted({edition.date for edition in network.editions if edition.source == source})
    return [
        {"href": f"/changes?{urlencode({'before': a, 'after': b})}",
         "words": f"{day(a)} to {day(b)}"}
        for a, b in list(pairwise(dates))[: -_OFFERED - 1 : -1]
    ]  # fmt: skip


def _table(answer: ChangesAnswer | None) -> Table:
    return Table(
        header=("change", "name", "id", "kind", "words", "before", "after", *SOURCE_COLUMNS),
        rows=tuple(
            (c.kind, *ref_cells(c.subject), c.words, c.before, c.after, *source_cells(c.evidence))
            for c in (answer.changes if answer else ())
        ),
    )


def sources_page(request: Request, as_of: Date = "") -> Response:
    """Every source with its licence, its editions, and what would fall without it."""
    asked = ask(request, as_of)
    network = asked.network()
    answer = request.app.state.door.remembered(("sources", network.hash), asked.sources)
    page = Page(
        template="sources.html", current="sources", title="Sources", network=network,
        answer=answer, table=sources_table(answer),
    )  # fmt: skip
    return show(request, page)
