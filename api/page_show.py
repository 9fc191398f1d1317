"""What all pages share: one answer as a page, as JSON and as CSV, with the frame around it."""

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from io import StringIO
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import FastAPI, Query, Request, Response
from fastapi.responses import HTMLResponse

from api.routes import ask
from api.wire import body
from graph.analysis.sentences import counted, day
from graph.errors import KithmapError
from graph.explorer import Explorer
from graph.network import Network
from graph.results import Evidence, NodeRef, Snapshot
from viz.templating import render

MENU = (
    ("paths", "/paths", "Paths"),
    ("gaps", "/gaps", "Gaps"),
    ("clusters", "/clusters", "Clusters"),
    ("brokers", "/brokers", "Brokers"),
    ("brief", "/brief", "Brief"),
    ("directory", "/directory", "Directory"),
    ("reach", "/reach", "Reach"),
    ("changes", "/changes", "Changes"),
    ("room", "/room", "Room"),
    ("watch", "/watch", "Watch list"),
    ("map", "/map", "Map"),
    ("sources", "/sources", "Sources"),
)

Text = Annotated[str, Query(max_length=1000)]
Date = Annotated[str, Query(max_length=10)]

# A spreadsheet takes a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows of an answer for its CSV twin; every row gets the snapshot's date and hash."""

    header: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One answer and all that its page shows; ``about`` are the ids whose changes matter to it.

    ``kept`` is False where no address leads back to the answer: what was asked came in a form.
    """

    template: str
    current: str
    title: str
    network: Network
    answer: Any
    table: Table
    values: dict[str, Any] = field(default_factory=dict)
    about: tuple[str, ...] = ()
    kept: bool = True


def mount(app: FastAPI, path: str, page: Callable[..., Response]) -> None:
    """A page with its two twins: the same address with ``.json`` and ``.csv``."""
    for ending in (".json", ".csv", ""):
        app.add_api_route(
            f"{path}{ending}", page, methods=["GET"], include_in_schema=False,
            name=f"{page.__name__}{ending}",
        )  # fmt: skip


def show(request: Request, page: Page) -> Response:
    """The answer in the form that the address asks for."""
    path = request.url.path
    if path.endswith(".json"):
        return Response(body(page.answer), media_type="application/json")
    if path.endswith(".csv"):
        return _as_csv(page.table, page.network.snapshot, page.current)
    framed = _frame(request, page)
    return HTMLResponse(render(page.template, answer=page.answer, **framed, **page.values))


def _frame(request: Request, page: Page) -> dict[str, Any]:
    """The values of the page's frame: title, menu, snapshot, twins, banners."""
    pinned = request.query_params.get("as_of", "")
    return {
        "title": page.title,
        "current": page.current,
        "menu": MENU,
        "snapshot": page.network.snapshot,
        "sources": tuple(sorted(page.network.sources.values(), key=lambda s: s.id)),
        "pinned": pinned,
        "unpinned": same_page(request, as_of=None),
        "changed": None if pinned else _changed(request, page),
        "twins": _twins(request, page.network.snapshot) if page.kept else None,
    }


def bare_frame() -> dict[str, Any]:
    """The frame of a page that rests on no snapshot."""
    empty = dict.fromkeys(("snapshot", "pinned", "unpinned", "changed", "twins"))
    return {"menu": MENU, "current": "", "sources": (), **empty}


def same_page(request: Request, path: str = "", /, **changes: str | None) -> str:
    """This address with some parameters set or, where None, left out."""
    kept = [(k, v) for k, v in request.query_params.multi_items() if k not in changes and v]
    query = urlencode([*kept, *((k, v) for k, v in changes.items() if v is not None)])
    # The path as it came, still quoted: an id may hold signs that a path must not.
    raw = path or request.scope.get("raw_path", b"").decode("ascii") or request.url.path
    return f"{raw}?{query}" if query else raw


def _twins(request: Request, snapshot: Snapshot) -> dict[str, str]:
    raw = same_page(request, made=None).partition("?")[0]
    stem = "/index" if raw == "/" else raw
    return {
        "json": same_page(request, f"{stem}.json", made=None),
        "csv": same_page(request, f"{stem}.csv", made=None),
        "keep": same_page(request, made=snapshot.as_of),
        "pin": same_page(request, as_of=snapshot.as_of, made=None),
    }


def _changed(request: Request, page: Page) -> dict[str, str] | None:
    """What a reader of an older link is told: how much changed since it was made."""
    made, now = request.query_params.get("made", ""), page.network.as_of
    if not made or made >= now:
        return None
    try:
        answer = ask(request).changes(made, now, only=page.about)
    except KithmapError:
        return None
    number = answer.joined + answer.left + answer.renamed + answer.changed
    things = counted(number, "thing") if number else "Nothing"
    query = [("before", made), ("after", now), *(("only", node_id) for node_id in page.about)]
    return {
        "words": f"{things} changed here since this link was made on {day(made)}.",
        "href": f"/changes?{urlencode(query)}",
    }


def _as_csv(table: Table, snapshot: Snapshot, name: str) -> Response:
    """The table for a spreadsheet, as a file to download."""
    return Response(
        csv_bytes(table, snapshot),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="kithmap-{name}.csv"'},
    )


def csv_bytes(table: Table, snapshot: Snapshot) -> bytes:
    """A table as UTF-8 CSV; every row has the snapshot's date and hash, no cell is a formula."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow((*table.header, "as_of", "snapshot"))
    for row in table.rows:
        writer.writerow([cell(value) for value in (*row, snapshot.as_of, snapshot.hash)])
    return out.getvalue().encode("utf-8-sig")


def cell(value: object) -> str:
    """A value as text that no spreadsheet takes for a formula.

    >>> cell("=1+1"), cell(-0.5), cell(None)
    ("'=1+1", '-0.5', '')
    """
    if value is None:
        return ""
    text = str(value)
    risky = isinstance(value, str) and text.startswith(_FORMULA)
    return f"'{text}" if risky else text


SOURCE_COLUMNS = ("source", "edition", "locator", "url", "status", "licence")


def source_cells(evidence: Iterable[Evidence]) -> tuple[str, ...]:
    """The first statement of some evidence as the cells of ``SOURCE_COLUMNS``."""
    for e in evidence:
        return (e.title, e.edition, e.locator, e.url, e.status.value, e.licence)
    return ("",) * len(SOURCE_COLUMNS)


def ref_cells(ref: NodeRef | None) -> tuple[str, str, str]:
    """Name, id and kind of a node; empty where there is none."""
    return (ref.name, ref.id, ref.kind.value) if ref else ("", "", "")


def asked_name(explorer: Explorer, text: str, ref: NodeRef) -> str:
    """What stands in a form for a node asked for by id: its name where that is enough to find it.

    The id stays where the name means several things.
    """
    if text != ref.id:
        return text
    try:
        return ref.name if explorer.pick(ref.name).id == ref.id else text
    except KithmapError:
        return text
