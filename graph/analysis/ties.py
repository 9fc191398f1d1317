"""What each link and each stop costs on the way of an introduction."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.model import LinkKind, Method, NodeKind, Statement, Status
from graph.network import KIND_CODES, Flags, Ints, Network
from graph.schema import CONTEXT_KINDS, LINK_KINDS

Costs = NDArray[np.int64]

# Costs are whole millionths of a hop between a group and its officer: sums of whole numbers are
# the same in either direction and on every machine, so that ties are ties.
UNIT = 1_000_000
# A hop over common ground (a country, a place, a theme) introduces nobody by itself.
_CONTEXT = 4.0
# Who leads a group meets it more often than its other officers do.
_LEADS, _DEPUTISES = 0.8, 0.9
# What is not yet so, or not checked, may turn out not to carry an introduction.
_STATUS_DOUBT = {Status.PLANNED: 0.75, Status.INFERRED: 0.5, Status.CLAIMED: 0.4}
_METHOD_DOUBT = {Method.AI_SEARCH: 0.4}
# A contact cools by a tenth of a hop a year, and after ten years no further.
_PER_YEAR, _COLDEST = 0.1, 1.0
# Ties that are dated by when they happened; other ties last from ``since`` on.
_HAPPENINGS = frozenset(
    {LinkKind.FUNDED, LinkKind.MET, LinkKind.SUPPORTS, LinkKind.TOOK_PART_IN, LinkKind.PUBLISHED}
)
# A stop that knows e times as many introduces each of them a quarter of a hop less well.
_PER_LOG_LINK = 0.25
# A crowd can introduce nobody before somebody in it is found.
_NOBODY = 2.0
# A body that has nothing to do with either end costs as much as four hops along officers: among
# equally short routes what a stop is about tells more than the offices held there.
_OFF_TOPIC = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """Cost of each link, shape (m,), which only an AI search found, and when each is known of.

    ``last_day`` is the newest day a link is evidenced on, as a number (20260629), shape (m,).
    """

    cost: Costs
    only_ai: Flags
    last_day: Ints


def all_ties(network: Network) -> Ties:
    """Cost and trust of every link of a network; ask by ``network.once(all_ties)``.

    A link costs what its best statement costs. Cost of the call: linear in statements.
    """
    # Most statements of a register differ in their ends only.
    known: dict[tuple[object, ...], tuple[int, int]] = {}

    def told(said: Statement, kind: LinkKind) -> tuple[int, int]:
        key = (
            kind, said.status, said.method, said.detail, said.seen[-1], said.since, said.until,
        )  # fmt: skip
        if key not in known:
            cost = statement_cost(said, kind, network.as_of)
            known[key] = cost, day_number(last_day(said, kind))
        return known[key]

    # One pass that keeps no lists: a list a link would have the collector walk millions of them.
    count, ai = len(network.links), Method.AI_SEARCH
    cost, last = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int32)
    only_ai = np.zeros(count, dtype=np.bool_)
    for at, link in enumerate(network.links):
        first, *others = link.statements
        price, day = told(first, link.kind)
        by_ai = first.method is ai
        for said in others:
            more, later = told(said, link.kind)
            price, day = min(price, more), max(day, later)
            by_ai = by_ai and said.method is ai
        cost[at], last[at], only_ai[at] = price, day, by_ai
    return Ties(cost=cost, only_ai=only_ai, last_day=last)


def day_number(date: str) -> int:
    """An ISO date, perhaps partial, as a number that sorts as its text does.

    >>> day_number("2026-06-29"), day_number("2013"), day_number("")
    (20260629, 20130000, 0)
    """
    digits = date.replace("-", "")[:8]
    return int(digits.ljust(8, "0")) if digits.isascii() and digits.isdigit() else 0


def statement_cost(statement: Statement, kind: LinkKind, as_of: str) -> int:
    """What a hop costs that rests on this statement, in millionths of an officer's hop.

    >>> said = Statement(source="s", seen=("2026-06-29",), subject="a", object="b", detail="Chair")
    >>> statement_cost(said, LinkKind.OFFICER_OF, "2026-06-29") / UNIT
    0.8
    """
    strength = LINK_KINDS[kind].strength
    base = 1 / strength if strength else _CONTEXT
    if kind is LinkKind.OFFICER_OF:
        base *= _office(statement.detail)
    doubt = max(_STATUS_DOUBT.get(statement.status, 0.0), _METHOD_DOUBT.get(statement.method, 0.0))
    cold = min(_COLDEST, _PER_YEAR * years_since(statement, kind, as_of))
    return round((base + doubt + cold) * UNIT)


def _office(detail: str) -> float:
    """What part of an officer's cost an office has, by its words in the source.

    >>> _office("Chair & Registered Contact"), _office("Vice-Chair"), _office("Officer")
    (0.8, 0.9, 1.0)
    """
    office = detail.casefold()
    if "vice" in office or "deputy" in office:
        return _DEPUTISES
    if "chair" in office or "president" in office or "convener" in office:
        return _LEADS
    return _DEPUTISES if "secretary" in office or "treasurer" in office else 1.0


def last_day(statement: Statement, kind: LinkKind) -> str:
    """The last day that a tie is known of: of a happening its own, else that of the edition.

    >>> grant = Statement(source="s", seen=("2026-06-29",), subject="a", object="b", since="2019")
    >>> last_day(grant, LinkKind.FUNDED), last_day(grant, LinkKind.MEMBER_OF)
    ('2019', '2026-06-29')
    """
    days = [statement.last_seen, statement.until]
    if kind in _HAPPENINGS:
        days.append(statement.since)
    return min((day for day in days if day), default="")


def years_since(statement: Statement, kind: LinkKind, as_of: str) -> int:
    """Whole years, by the calendar, between the last day a tie is known of and a date."""
    last = last_day(statement, kind)[:4]
    return max(0, int(as_of[:4]) - int(last)) if as_of and last else 0


def hub_costs(network: Network) -> Costs:
    """What it costs to pass each vertex for the many that it knows or stands for, shape (n,).

    Counted are links that can carry an introduction; of countries, places and themes all links.

    >>> (hub_costs(Network.of("a-b", "b-c")) / UNIT).round(2).tolist()
    [0.0, 0.17, 0.0]
    """
    ground = np.isin(network.kind, [KIND_CODES[kind] for kind in sorted(CONTEXT_KINDS)])
    many = np.where(ground, network.degree, network.introductions)
    hub = _PER_LOG_LINK * np.log(np.maximum(many, 1))
    cost = np.rint((hub + _NOBODY * network.once(crowds)) * UNIT)
    return np.asarray(cost, dtype=np.int64)


def crowds(network: Network) -> Flags:
    """Communities, and sets whose members no source names: nobody to ask by name, shape (n,).

    >>> crowds(Network.of("a-b")).tolist()
    [False, False]
    """
    return np.array(
        [
            node.kind is NodeKind.COMMUNITY or node.get("members") == "unknown"
            for node in network.nodes
        ],
        dtype=np.bool_,
    )


def topic_costs(network: Network, nearness: NDArray[np.float64]) -> Costs:
    """What it costs to pass each vertex for being far from the topic, shape (n,).

    ``nearness`` (n,) runs from 0 to 1. People have no topic and cost nothing.
    """
    person = network.kind == KIND_CODES[NodeKind.PERSON]
    cost = np.rint(np.where(person, 0.0, _OFF_TOPIC * (1 - nearness)) * UNIT)
    return np.asarray(cost, dtype=np.int64)
