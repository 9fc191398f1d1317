"""A register of groups over several editions, made of invented people and groups."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from graph.analysis.backtest_moment import Moment, Past, read_past, tie_table
from graph.assemble import assemble_node
from graph.model import Edition, Link, LinkKind, Method, Node, NodeKind, Source, Statement
from graph.network import Network

REGISTER = "register"
SOURCE = Source(
    id=REGISTER, title="Register", publisher="nobody", licence="CC0-1.0", attribution="-"
)
DATES = ("2025-01-01", "2025-05-01", "2025-09-01", "2026-01-01", "2026-05-01")

Officers = Mapping[str, Sequence[str]]
"""Of each group, its officers."""
Store = tuple[tuple[Node, ...], tuple[Link, ...], tuple[Edition, ...]]


def said(subject: str, date: str, target: str = "", **more: Any) -> Statement:
    return Statement(
        source=more.pop("source", REGISTER), seen=(date,), subject=subject, object=target,
        method=more.pop("method", Method.REGISTER), **more,
    )  # fmt: skip


def register(
    editions: Mapping[str, Officers], *, met: Mapping[tuple[str, str], str] | None = None,
    names: Mapping[str, str] | None = None, peers: Sequence[str] = (),
    purposes: Mapping[str, str] | None = None,
) -> Store:  # fmt: skip
    """Nodes, links and editions; ``met`` gives a meeting by (group, date of the edition)."""
    met, names, purposes = met or {}, names or {}, purposes or {}
    told: dict[tuple[str, NodeKind], list[Statement]] = defaultdict(list)
    ties: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for date, officers in editions.items():
        for group, people in officers.items():
            claims = (
                ("agm", met.get((group, date), "2024-12-01")),
                ("name", names.get(group, group)),
            )
            told[group, NodeKind.APPG].append(
                said(group, date, claims=claims, wording=(purposes or {}).get(group, ""))
            )
            for person in people:
                seat = "lords" if person in peers else "commons"
                named = (("chamber", seat), ("name", names.get(person, person)))
                told[person, NodeKind.PERSON].append(said(person, date, claims=named))
                ties[person, group].append(said(person, date, group))
    nodes = tuple(assemble_node(key, kind, statements) for (key, kind), statements in told.items())
    links = tuple(
        Link(source=p, target=g, kind=LinkKind.OFFICER_OF, statements=tuple(statements))
        for (p, g), statements in ties.items()
    )
    return nodes, links, tuple(Edition(source=REGISTER, date=date) for date in editions)


def past(editions: Mapping[str, Officers], **options: Any) -> Past:
    return read_past(*register(editions, **options))


def network(store: Store) -> Network:
    nodes, links, editions = store
    return Network.build(nodes, links, sources=(SOURCE,), editions=editions)


def moment(officers: Officers, **fields: Any) -> Moment:
    """A moment of groups about nothing in particular."""
    groups = tuple(sorted(officers))
    people = tuple(sorted({p for who in officers.values() for p in who}))
    ties = [(person, group) for group, who in officers.items() for person in who]
    table = tie_table(people, groups, ties)
    blank = {
        "date": "2025-01-01", "lords": np.zeros(len(people), np.bool_), "met": ("",) * len(groups),
        "texts": ((),) * len(groups), "topics": ((),) * len(groups),
    }  # fmt: skip
    return Moment(people=people, groups=groups, ties=table, **{**blank, **fields})


def lively(seed: int, *, groups: int = 30, people: int = 60) -> dict[str, Officers]:
    """Editions in which officers of a subject join groups of that subject, and few others do."""
    rng = np.random.default_rng(seed)
    crew = [[f"p{i:02}" for i in range(people) if i % 3 == k] for k in range(3)]
    now = {
        f"g{j:02}": [str(p) for p in rng.choice(crew[j % 3], 4, replace=False)]
        for j in range(groups)
    }
    editions: dict[str, Officers] = {}
    for date in DATES:
        editions[date] = {group: tuple(who) for group, who in now.items()}
        for j in rng.choice(groups, groups // 4, replace=False):
            group = f"g{j:02}"
            free = [p for p in crew[j % 3] if p not in now[group]]
            now[group] = [*now[group][1:], str(rng.choice(free))]
    return editions


SUBJECTS = ("beavers rivers wetland", "tramways timetable fares", "violins orchestra concert")


def subjects(groups: int = 30) -> dict[str, str]:
    """Purposes that tell the three subjects of ``lively`` apart."""
    return {f"g{j:02}": SUBJECTS[j % 3] for j in range(groups)}
