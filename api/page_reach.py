"""Pages of who stands between: brokers, and how far people are from whoever decides."""

from typing import Annotated, Any, get_args

from fastapi import Query, Request, Response

from api.page_find import KIND_CHOICES
from api.page_gaps import with_value
from api.page_groups import LIMITS, Limit
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
from api.routes_reach import remembered
from graph.model import NodeKind
from graph.results_routes import BrokersAnswer, DecisionMaker, Reach, ReachAnswer

AI_CHOICES = (("false", "Leave them out"), ("true", "Count them"))
TO_CHOICES = (
    ("", "A minister, an officer or a department"),
    ("minister", "A minister"),
    ("officer", "An officer of a group concerned"),
    ("department", "A department or office of government"),
)
ORDERS = (("false", "The nearest first"), ("true", "The farthest first"))


def brokers_page(
    request: Request,
    kind: Annotated[str, Query(max_length=20)] = "",
    include_ai: bool = False,
    limit: Limit = 20,
    as_of: Date = "",
) -> Response:
    """Who joins the parts, and who would lose their only route."""
    asked = ask(request, as_of)
    kinds = frozenset({NodeKind(kind)} if kind in set(NodeKind) else ())
    options: dict[str, Any] = {
        "kinds": kinds, "networks": 19, "seed": 1, "include_ai": include_ai, "limit": limit,
    }  # fmt: skip
    answer: BrokersAnswer = remembered(request, "brokers", asked, **options)
    cut = sum(broker.cut for broker in answer.brokers)
    values = {
        "asked": {"kind": kind, "limit": limit, "as_of": as_of, "include_ai": include_ai},
        "kinds": KIND_CHOICES,
        "limits": with_value(LIMITS, limit),
        "ai_choices": AI_CHOICES,
        "most": max((b.betweenness for b in answer.brokers), default=1.0) or 1.0,
        "cuts": f"{cut} of those shown hold the only route of somebody." if cut else "",
    }
    page = Page(
        template="brokers.html", current="brokers", title="Who joins the parts?",
        network=asked.network(), answer=answer, table=_brokers_table(answer), values=values,
    )  # fmt: skip
    return show(request, page)


def _brokers_table(answer: BrokersAnswer) -> Table:
    return Table(
        header=("name", "id", "kind", "betweenness", "error", "constraint", "links", "cut",
                "loses_in_all", "if_left", "by_chance", "p_value"),
        rows=tuple(
            (*ref_cells(b.node), b.betweenness, b.error, b.constraint, b.links, b.cut,
             b.loses_in_all, b.if_left, b.chance.usual if b.chance else None,
             b.chance.p_value if b.chance else None)
            for b in answer.brokers
        ),
    )  # fmt: skip


def reach_page(
    request: Request,
    name: Text = "",
    country: Text = "",
    theme: Text = "",
    place: Text = "",
    to: Annotated[str, Query(max_length=20)] = "",
    farthest: bool = False,
    include_ai: bool = False,
    limit: Limit = 20,
    as_of: Date = "",
) -> Response:
    """How far communities and diaspora bodies are from whoever decides, each with its route."""
    asked = ask(request, as_of)
    options: dict[str, Any] = {
        "name": name.strip(), "country": country.strip(), "theme": theme.strip(),
        "place": place.strip(), "to": (to,) if to in get_args(DecisionMaker) else (),
        "farthest": farthest, "include_ai": include_ai, "limit": limit,
    }  # fmt: skip
    answer: ReachAnswer = remembered(request, "reach", asked, **options)
    shown = dict(options)
    for key in ("name", "country", "theme", "place"):
        node = asked.network().node(options[key])
        if node is not None:
            shown[key] = asked_name(asked, options[key], asked.network().ref(node))
    values = {
        "asked": {**shown, "to": to, "as_of": as_of},
        "narrowed": any(options[key] for key in options if key not in ("limit", "name")),
        "tos": TO_CHOICES,
        "orders": ORDERS,
        "ai_choices": AI_CHOICES,
        "limits": with_value(LIMITS, limit),
    }
    page = Page(
        template="reach.html", current="reach", title="How far from whoever decides?",
        network=asked.network(), answer=answer, table=_reach_table(answer), values=values,
    )  # fmt: skip
    return show(request, page)


def _reach_table(answer: ReachAnswer) -> Table:
    rows: list[tuple[object, ...]] = []
    for row in (*answer.reached, *answer.none, *answer.unknown):
        rows.append((*_cells(row), *source_cells(row.evidence)))
    return Table(
        header=("name", "id", "kind", "state", "hops", "nearest", "nearest_id", "nearest_kind",
                "nearest_is", "as_near", "door", "door_id", "door_kind", "door_hops", "words",
                *SOURCE_COLUMNS),
        rows=tuple(rows),
    )  # fmt: skip


def _cells(row: Reach) -> tuple[object, ...]:
    return (
        *ref_cells(row.subject), row.state, row.hops or None, *ref_cells(row.nearest),
        row.nearest_is, row.as_near, *ref_cells(row.door), row.door_hops or None, row.words,
    )  # fmt: skip
