"""The rule on countries without a group, and what is nearest to one."""

from collections.abc import Iterator
from math import log10

from graph.analysis.finding import Clue, Finding, joint
from graph.analysis.ground import PARLIAMENTS, WESTMINSTER, Ground, Said, parliament, some
from graph.analysis.headcount import headcount, headcount_clue
from graph.analysis.sentences import counted, day, listed, sentence, short_name
from graph.analysis.titles import Lapsed, countries_named, lapsed_groups
from graph.model import LinkKind, NodeKind

# A census figure of ten million would count fully as a reason; one of a thousand counts 3/7.
LARGEST = 7.0


def country_without_group(ground: Ground, *, max_hops: int) -> Iterator[Finding]:
    """A country has a community or bodies in the data, and no Westminster group is about it."""
    for country in ground.of_kind(NodeKind.COUNTRY):
        linked = (ground.communities_of, ground.bodies_of, ground.at_work_in)
        known = any(country in table for table in linked) and not _only_counted(ground, country)
        # Of a whole region only its own people make a group expected, not who works there.
        if known and ground.is_region(country):
            known = country in ground.communities_of
        if known and country not in ground.home and not has_group(ground, country):
            yield country_gap(ground, country)


def _only_counted(ground: Ground, country: int) -> bool:
    """Whether a country is known by head counts alone: those have a rule of their own."""
    others = country in ground.bodies_of or country in ground.at_work_in
    return not others and not any(map(ground.spoken_of, ground.communities_of.get(country, ())))


def country_gap(ground: Ground, country: int) -> Finding:
    """The gap of one country that no Westminster group is about, with the nearest groups."""
    node, day_read = ground.nodes[country], ground.register_day()
    communities = ground.people_of(country)
    bodies = list(ground.bodies_of.get(country, ()))
    nearest = nearest_groups(ground, country)
    count = headcount(ground, country)
    clues = [headcount_clue(ground, country, count)] if count else []
    clues += [*who_is_here(ground, country), *_spoken_of(ground, country)]
    clues += [Clue(kind="topical", words=why, score=0.1, said=said) for _, why, said in nearest[:3]]
    seekers = [*communities, *bodies]
    group = nearest[0][0] if nearest else None
    routes = [(v, row[0]) for v in seekers[:3] for row in nearest[:3]]
    read = (
        f"The register of {day_read} was read in full; no group is about {{name}}."
        if day_read else "No register of parliamentary groups was read: not known for {name}."
    )  # fmt: skip
    return Finding(
        rule="country_without_group",
        subject=node,
        score=_country_score(ground, country),
        headline=sentence(
            "No Westminster group on {country} on the register of {day}; linked here: {who}.",
            country=node.name, day=day_read or "any date (none read)",
            who=_how_many(communities, bodies, len(ground.at_work_in.get(country, ()))),
        ),
        clues=tuple(clues),
        state="absent" if day_read else "unknown",
        read=sentence(read, name=node.name),
        advice=_country_advice(ground, country, group, seekers),
        routes=tuple((ground.nodes[a].id, ground.nodes[b].id) for a, b in routes),
        touches=frozenset({node.id}),
    )  # fmt: skip


def _country_advice(ground: Ground, country: int, group: int | None, seekers: list[int]) -> str:
    name = ground.name(country)
    if group is None:
        return sentence("Ask members whether a group on {name} is wanted.", name=name)
    who = ground.name(seekers[0]) if seekers else f"those concerned with {name}"
    return sentence("Ask {group} to hear {who}.", group=ground.name(group), who=who)


def _how_many(communities: list[int], bodies: list[int], at_work: int) -> str:
    parts = [
        counted(len(communities), "community", "communities") if communities else "",
        counted(len(bodies), "diaspora body", "diaspora bodies") if bodies else "",
    ]
    if communities or bodies:
        return " and ".join(filter(None, parts))
    if not at_work:
        return "nobody in these sources"
    return counted(at_work, "body at work there", "bodies at work there")


def _country_score(ground: Ground, country: int) -> float:
    communities = ground.people_of(country)
    largest = max((ground.size(v) for v in communities), default=0)
    score = joint(
        0.4 if communities else 0.0,
        0.12 * min(len(communities), 3) + 0.1 * min(len(ground.bodies_of.get(country, ())), 3),
        0.5 * log10(largest + 1) / LARGEST,
        0.05 * min(len(ground.at_work_in.get(country, ())), 3),
    )
    elsewhere = any(ground.listed(g) for g in ground.groups_about.get(country, ()))
    near = any(has_group(ground, other) for other in ground.kin(country))
    faint = (0.7 if elsewhere else 1.0) * (0.7 if near else 1.0)
    return round(score * faint * (0.6 if ground.is_region(country) else 1.0), 4)


def who_is_here(ground: Ground, country: int) -> Iterator[Clue]:
    """Reasons that name the communities and bodies tied to a country."""
    name = ground.name(country)
    for table, words in (
        (ground.communities_of, "Communities of {name} heritage in the data: {who}."),
        (ground.bodies_of, "Diaspora bodies of {name} in the data: {who}."),
        (ground.at_work_in, "Other bodies at work in or on {name}: {who}."),
    ):
        ties = table.get(country, {})
        if ties:
            who = listed(ground.name(v) for v in sorted(
                ties, key=lambda v: (-ground.size(v), -len(ground.steps[v]), v)
            ))  # fmt: skip
            yield Clue(
                kind="rule", words=sentence(words, name=name, who=who), score=0.4,
                said=some(*ties.values()),
            )  # fmt: skip


def _spoken_of(ground: Ground, country: int) -> Iterator[Clue]:
    """Earlier groups, as dated evidence: what a document or an older edition says."""
    for lapsed in lapsed_groups(ground):
        if lapsed.renamed is None and country in lapsed_countries(ground, lapsed):
            yield Clue(kind="rule", words=when_named(ground, lapsed), score=0.1, said=lapsed.said)


def lapsed_countries(ground: Ground, lapsed: Lapsed) -> tuple[int, ...]:
    """Countries of a group that is no longer listed: by its links, else by its title."""
    vertex = ground.network.index.get(lapsed.node.id)
    linked = tuple(ground.countries_of.get(vertex, ())) if vertex is not None else ()
    found = linked or countries_named(ground.network, lapsed.node.name)
    return tuple(c for c in found if c not in ground.home)


def when_named(ground: Ground, lapsed: Lapsed) -> str:
    """When a register last named a group, or which document speaks of it."""
    name = short_name(lapsed.node)
    if lapsed.last:
        return sentence("{name} was last on the register of {day}.", name=name,
                        day=day(lapsed.last))  # fmt: skip
    title = ground.network.sources[lapsed.said[-1].source].title
    return sentence(
        "A source of {day} speaks of {name}: {title}.",
        name=name, day=day(lapsed.said[-1].last_seen), title=title,
    )  # fmt: skip


# A group on a people is on the people, not on every country of its heritage.
_ON_IT, _ON_PEOPLE = "is about", "is about people whose heritage is in"


def nearest_groups(ground: Ground, country: int) -> list[tuple[int, str, Said]]:
    """Listed groups nearest to a country, with the reason: its own elsewhere, kin, then regions."""
    found: dict[int, tuple[int, str, Said]] = {}
    name = ground.name(country)

    def add(subject: int, pattern: str, why: Said) -> None:
        where = ground.name(subject)
        for g, said in ground.groups_about.get(subject, {}).items():
            if ground.listed(g) and g not in found:
                house = PARLIAMENTS.get(parliament(ground.nodes[g]), "another parliament")
                own = subject in ground.near(g, LinkKind.ABOUT, outward=True)
                words = sentence(
                    pattern,
                    about=_ON_IT if own else _ON_PEOPLE,
                    group=ground.name(g),
                    name=name,
                    where=where,
                    house=house,
                )
                found[g] = (g, words, why + said)

    add(country, "{group} ({house}) {about} {name}.", ())
    for other, said in ground.kin(country).items():
        add(other, "{group} {about} {where}, which sources tie to {name}.", said)
    for region, said in ground.regions_of(country).items():
        add(region, "{group} {about} {where}, and {name} is part of it.", said)
    return sorted(found.values(), key=lambda row: (not on_westminster_register(ground, row[0]),))


def has_group(ground: Ground, country: int) -> bool:
    """Whether a group about a country is on Westminster's register in force."""
    return any(on_westminster_register(ground, g) for g in ground.groups_about.get(country, ()))


def on_westminster_register(ground: Ground, group: int) -> bool:
    """Whether a group is on Westminster's register in force."""
    return ground.listed(group) and parliament(ground.nodes[group]) == WESTMINSTER
