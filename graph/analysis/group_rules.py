"""Rules on parliamentary groups: what a register makes expected of each."""

from collections.abc import Iterator

from graph.analysis.country_rules import (
    lapsed_countries,
    nearest_groups,
    on_westminster_register,
    when_named,
    who_is_here,
)
from graph.analysis.coverage import coverage
from graph.analysis.finding import Clue, Finding, joint
from graph.analysis.ground import Ground, parliament, registered, some
from graph.analysis.sentences import counted, day, listed, sentence, short_name
from graph.analysis.titles import lapsed_groups
from graph.model import LinkKind
from graph.results import CoverageState

# The number of officers that most registered groups list; who lists fewer may be short of hands.
USUAL_OFFICERS = 4
MAY_LAG = "As listed; may be a data lag."
NO_PRIVATE = "As listed; may be a data lag. A private person who helps is left out here."


def group_without_diaspora_body(ground: Ground, *, max_hops: int) -> Iterator[Finding]:
    """A group is about a country, and no diaspora body of that country is linked in the data."""
    lists = ground.lists_of_bodies
    for group in ground.listed_groups:
        countries = [
            c for c in ground.countries_of.get(group, {})
            if not ground.is_region(c) and c not in ground.home
        ]  # fmt: skip
        if not countries or any(c in ground.bodies_of for c in countries):
            continue
        country = max(countries, key=lambda c: (len(ground.communities_of.get(c, ())), -c))
        communities = ground.people_of(country)
        title = listed(ground.network.sources[s].title for s in lists)
        yield Finding(
            rule="group_without_diaspora_body",
            subject=ground.nodes[group],
            object=ground.nodes[country],
            score=joint(0.3, 0.5 if communities else 0.0, 0.1 * len(countries)),
            headline=sentence(
                "{group}: no diaspora body linked to {country} is in these sources.",
                group=ground.name(group),
                country=listed(ground.name(c) for c in countries),
            ),
            clues=(
                Clue(
                    kind="topical", score=0.3, said=ground.countries_of[group][country],
                    words=sentence(_about(ground, group, country), group=ground.name(group),
                                   country=ground.name(country)),
                ),
                *who_is_here(ground, country),
            ),
            state="absent" if lists else "unknown",
            read=sentence(
                "{lists} would name such a body and names none for {country}." if lists
                else "Nothing that lists diaspora bodies was read for {country}: not known.",
                lists=title, country=ground.name(country),
            ),
            advice=sentence(
                "Ask {who} which body speaks for people from {country}.",
                who=ground.name(next((c for c in communities if ground.contacts(c)), group)),
                country=ground.name(country),
            ),
            touches=frozenset(ground.nodes[c].id for c in countries),
        )  # fmt: skip


def group_without_secretariat(ground: Ground, *, max_hops: int) -> Iterator[Finding]:
    """A group names no body as its secretariat on the register."""
    for group in ground.listed_groups:
        if ground.has_secretariat(group):
            continue
        node = ground.nodes[group]
        countries = ground.countries_of.get(group, {})
        helpers = [b for c in countries for b in ground.bodies_of.get(c, ())]
        read = coverage(ground.network, node.id, None, LinkKind.SECRETARIAT_OF)
        if read.state == "present":
            continue
        yield Finding(
            rule="group_without_secretariat",
            subject=node,
            score=joint(
                0.2, 0.15 if countries else 0.0, 0.3 if helpers else 0.0
            ),
            headline=sentence(
                "{group} names no body as secretariat on the register of {day}.",
                group=short_name(node), day=_day(ground, group),
            ),
            clues=(Clue(kind="rule", words=NO_PRIVATE, score=0.2, said=node.statements),
                   *_helpers(ground, helpers)),
            state=_firm(read.state),
            read=read.words,
            said=node.statements,
            advice=sentence(
                "Ask {group} whether {who} could help with its work.",
                group=short_name(node),
                who=ground.name(helpers[0]) if helpers else "a body in its field",
            ),
            routes=tuple((ground.nodes[h].id, node.id) for h in helpers[:1]),
        )  # fmt: skip


def _helpers(ground: Ground, helpers: list[int]) -> Iterator[Clue]:
    if helpers:
        yield Clue(
            kind="topical", score=0.3,
            words=sentence("Bodies of its country in the data: {who}.",
                           who=listed(ground.name(b) for b in helpers)),
            said=some(*(s for h in helpers for s in ground.countries_of[h].values())),
        )  # fmt: skip


def group_with_few_officers(ground: Ground, *, max_hops: int) -> Iterator[Finding]:
    """A Westminster group lists fewer than the four officers that most groups list."""
    for group in ground.listed_groups:
        node = ground.nodes[group]
        officers = ground.near(group, LinkKind.OFFICER_OF, outward=False)
        if not on_westminster_register(ground, group) or len(officers) >= USUAL_OFFICERS:
            continue
        read = coverage(ground.network, node.id, None, LinkKind.OFFICER_OF)
        known = bool(officers) or read.state == "absent"
        yield Finding(
            rule="group_with_few_officers",
            subject=node,
            score=joint(
                0.15 * (USUAL_OFFICERS - len(officers)),
                0.15 if ground.countries_of.get(group) else 0.0,
            ),
            headline=sentence(
                "{group} lists {number} on the register of {day}; most groups list four.",
                group=short_name(node), number=counted(len(officers), "officer"),
                day=_day(ground, group),
            ),
            clues=(Clue(kind="rule", words=MAY_LAG, score=0.2, said=some(*officers.values())
                        or node.statements),),
            state="absent" if known else "unknown",
            read=sentence("Officers as on the register of {day}." if known else
                          "No register was read for {group}: not known.",
                          day=_day(ground, group), group=short_name(node)),
            said=node.statements,
            advice=sentence(
                "Ask the officers of {group} whom they look for as the next one.",
                group=short_name(node),
            ),
        )  # fmt: skip


def group_lapsed(ground: Ground, *, max_hops: int) -> Iterator[Finding]:
    """A group that an earlier edition or a document names is not on the register in force."""
    for lapsed in lapsed_groups(ground):
        if lapsed.renamed is not None:
            continue
        node = lapsed.node
        countries = lapsed_countries(ground, lapsed)
        near = [g for c in countries for g in ground.groups_about.get(c, ()) if ground.listed(g)]
        near += [row[0] for c in countries for row in nearest_groups(ground, c)]
        people = [v for c in countries for v in ground.people_of(c)]
        read = ground.register_day(parliament(node))
        yield Finding(
            rule="group_lapsed",
            subject=node,
            score=joint(
                0.2 if lapsed.last else 0.1, 0.15 if countries else 0.0, 0.3 if people else 0.0
            ),
            headline=sentence(
                "{group} is not on the register of {day}; {when}.",
                group=short_name(node), day=read,
                when=f"last listed {day(lapsed.last)}" if lapsed.last
                else f"a source of {day(lapsed.said[-1].last_seen)} speaks of it",
            ),
            clues=(Clue(kind="rule", words=when_named(ground, lapsed), score=0.2, said=lapsed.said),
                   *_nearest(ground, near)),
            state="absent",
            read=sentence("The register of {day} was read in full; it need not have closed.",
                          day=read),
            said=lapsed.said,
            advice=sentence(
                "Ask {who} who took up the work of {group}.",
                who=ground.name(near[0]) if near else "its last officers",
                group=short_name(node),
            ),
            touches=frozenset(ground.nodes[c].id for c in countries),
        )  # fmt: skip


def _nearest(ground: Ground, near: list[int]) -> Iterator[Clue]:
    if near:
        yield Clue(
            kind="topical", score=0.1,
            words=sentence("Nearest on the register: {group}.",
                           group=listed(ground.name(g) for g in near)),
            said=some(*(
                tuple(registered(ground.nodes[g].statements)) or ground.nodes[g].statements
                for g in dict.fromkeys(near)
            ), limit=3),
        )  # fmt: skip


def _about(ground: Ground, group: int, country: int) -> str:
    """Whether a group names a country itself, or people who are of it."""
    own = ground.near(group, LinkKind.ABOUT, outward=True)
    return "{group} is about {country}." if country in own else (
        "{group} is about people whose heritage is in {country}."
    )  # fmt: skip


def _day(ground: Ground, group: int) -> str:
    return ground.register_day(parliament(ground.nodes[group])) or "the edition read"


def _firm(state: CoverageState) -> CoverageState:
    """A list that is out of date tells as little as none."""
    return "absent" if state == "absent" else "unknown"
