"""The brief: all that a convenor takes to a meeting on one country, community, theme or place."""

from collections.abc import Callable, Iterator
from typing import Any

from graph.analysis import brief_bodies, brief_groups
from graph.analysis.brief_scope import BRIEFED, Scope, scope_of
from graph.analysis.country_answer import about_country
from graph.analysis.gaps import find_gaps
from graph.analysis.ground import Ground, full_ground, plain_ground
from graph.analysis.sentences import counted, listed, sentence
from graph.model import NodeKind
from graph.network import Network
from graph.results_briefs import BriefAnswer, BriefLine, BriefSection

__all__ = ["BRIEFED", "find_brief"]

# Two sides of A4 hold some 70 lines with their sources.
LINES = 5
INTRODUCTIONS = 3

# Key, heading, what an empty section means, what fills it.
SECTIONS: tuple[tuple[str, str, str, Callable[[Scope], Iterator[BriefLine]]], ...] = (
    ("groups", "Parliamentary groups", "No group in the data is about it.", brief_groups.groups),
    ("officers", "Officers", "No officer is known.", brief_groups.officers),
    ("secretariats", "Secretariats", "None in the data.", brief_groups.secretariats),
    ("purposes", "What the groups say of the diaspora",
     "No purpose on record names a diaspora.", brief_groups.purposes),
    ("communities", "Communities", "No community in the data.", brief_bodies.communities),
    ("bodies", "Bodies", "No body in the data.", brief_bodies.bodies),
    ("help", "Who could help a new association", "Nobody is known to.", brief_bodies.helping),
    ("money", "Money", "No funder in the data.", brief_bodies.funders),
    ("campaigns", "Campaigns and petitions", "None in the data.", brief_bodies.campaigns),
    ("events", "Meetings and visits", "None in the data.", brief_bodies.events),
    ("publications", "Publications", "None in the data.", brief_bodies.publications),
)  # fmt: skip
_LEFT_OUT = {
    NodeKind.COUNTRY: frozenset({"help"}),
    NodeKind.COMMUNITY: frozenset({"help"}),
    NodeKind.THEME: frozenset({"help", "communities"}),
    NodeKind.PLACE: frozenset({"purposes"}),
}


def find_brief(
    network: Network, node_id: str, *, lines: int = LINES, include_ai: bool = False
) -> BriefAnswer:
    """What the sources hold on a country, community, theme or place, in at most two sides.

    ``lines`` is the most that one section shows; the rest is counted. ``include_ai`` trusts links
    that only an AI search found. The introductions are gaps that concern it, each with its chain.
    Raises ``BadQuestion`` for a node of another kind or one that no source in force names.
    A subject without links gives empty sections, each saying what its being empty means.
    Cost: linear in links at the first call on a network; a second call is fast.

    >>> network = Network.of("a-b")
    >>> find_brief(network, "a")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    graph.errors.BadQuestion: a brief is on a country, a community, a theme or a place...
    """
    ground = network.once(full_ground if include_ai else plain_ground)
    scope = scope_of(ground, node_id)
    made = _sections(scope, lines)
    asked = _filters(scope)
    gaps = (
        find_gaps(network, limit=INTRODUCTIONS, include_ai=include_ai, **asked) if asked else None
    )
    return BriefAnswer(
        subject=network.ref(scope.subject),
        headline=_headline(scope, made),
        sections=made,
        introductions=gaps.gaps if gaps else (),
        introductions_in_all=gaps.gaps_in_all if gaps else 0,
        unknown=gaps.unknown if gaps else (),
        unknown_in_all=gaps.unknown_in_all if gaps else 0,
        notes=_notes(ground, gaps.notes if gaps else ()),
        snapshot=network.snapshot,
    )


def _sections(scope: Scope, lines: int) -> tuple[BriefSection, ...]:
    made = []
    for key, title, none, make in SECTIONS:
        if key not in _LEFT_OUT[scope.kind]:
            every = tuple(make(scope))
            made.append(BriefSection(
                key=key, title=title, lines=every[:lines], lines_in_all=len(every), none=none,
            ))  # fmt: skip
    return tuple(made)


def _filters(scope: Scope) -> dict[str, Any]:
    """How the gaps are asked for: a community by its country, if it has one."""
    ids = scope.ground.nodes
    if scope.kind is NodeKind.COMMUNITY:
        return {"country": ids[scope.countries[0]].id} if scope.countries else {}
    return {scope.kind.value: ids[scope.subject].id}


def _headline(scope: Scope, made: tuple[BriefSection, ...]) -> str:
    ground = scope.ground
    found = {section.key: section.lines_in_all for section in made}
    tally = listed(
        (
            counted(len([g for g in scope.groups if ground.listed(g)]), "parliamentary group"),
            counted(len(scope.communities), "community", "communities"),
            counted(len(scope.bodies), "body", "bodies"),
            counted(found.get("campaigns", 0), "campaign or petition", "campaigns and petitions"),
        ),
        limit=4,
    )
    if scope.kind is NodeKind.COUNTRY and not ground.is_region(scope.subject):
        return about_country(ground, scope.subject, tally)
    return sentence("{name} in these sources: {tally}.", name=ground.name(scope.subject),
                    tally=tally)  # fmt: skip


def _notes(ground: Ground, notes: tuple[str, ...]) -> tuple[str, ...]:
    own = "Empty means that these sources hold nothing, not that there is nothing."
    return (own, *notes)
