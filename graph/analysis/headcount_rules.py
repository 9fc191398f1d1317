"""The rule that sets the census beside the register: large communities without a group."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import log10
from typing import Literal

from graph.analysis.country_rules import (
    LARGEST,
    lapsed_countries,
    nearest_groups,
    on_westminster_register,
    when_named,
)
from graph.analysis.finding import Clue, Finding
from graph.analysis.ground import KIN_COUNTRIES, Ground, Said
from graph.analysis.headcount import Headcount, counted_people, headcount, headcount_clue
from graph.analysis.sentences import day, listed, sentence
from graph.analysis.titles import Lapsed, lapsed_groups
from graph.model import LinkKind, NodeKind, Statement
from graph.network import Network
from graph.results import CoverageState
from graph.text import search_words

# As many as live in a few wards: a member of Parliament there hears of them.
LARGE = 10_000
# As the register files a group that is on a country as a whole.
ON_COUNTRY = "country"
_CLAIM = "claimed_by"

Standing = Literal["whole", "part", "wider", "lapsed", "never"]
# What is nearest to being expected and not there counts most.
_WEIGHT: dict[Standing, float] = {
    "never": 1.0, "lapsed": 0.9, "wider": 0.8, "part": 0.6, "whole": 0.1,
}  # fmt: skip
_TELL: dict[Standing, str] = {
    "never": "{who}: no Westminster group on {name} in any register edition held ({span}).",
    "lapsed": "{who}: the Westminster group on {name} lapsed; last listed {last}.",
    "wider": "{who}: {name} is named only by {groups}, about something wider.",
    "part": "{who}: {name} is covered in part, by {groups}.",
    "whole": "{who}: {name} is covered by {groups}.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """How far the register covers a country, by which groups, with what ties them to it."""

    standing: Standing
    groups: tuple[tuple[int, Said], ...] = ()
    other_name: bool = False
    lapsed: Lapsed | None = None
    said: tuple[Statement, ...] = ()


def large_community_without_group(ground: Ground, *, max_hops: int) -> Iterator[Finding]:
    """A census counts 10,000 people or more of a country, and no Westminster group is on it."""
    for country in ground.of_kind(NodeKind.COUNTRY):
        if country in ground.home or ground.is_region(country):
            continue
        count = headcount(ground, country)
        if count is not None and count.people >= LARGE:
            yield _finding(ground, country, count, cover(ground, country))


def cover(ground: Ground, country: int) -> Cover:
    """Whether a group on Westminster's register is on a country: as a whole, in part, or not.

    *whole*: the register files it under countries and it names this one; *part*: it is on a place
    or a people of the country, or on one subject there; *wider*: it names the country among
    others, under a subject, or is on the state around it. Groups on a world region do not count.
    """
    direct = _direct(ground, country)
    whole = [(g, said) for g, said in direct if _on_country(ground, g)]
    if whole:
        words = [search_words(ground.name(g)) for g, _ in whole]
        named = any(_stands_in(search_words(ground.name(country)), title) for title in words)
        return Cover(standing="whole", groups=tuple(whole), other_name=not named)
    wider = [(g, s) for g, s in direct if len(_countries(ground, g)) > 1]
    part = [*_on_parts(ground, country), *((g, s) for g, s in direct if (g, s) not in wider),
            *_on_peoples(ground, country)]  # fmt: skip
    if part:
        return Cover(standing="part", groups=tuple(part))
    lapsed = [
        row for row in lapsed_groups(ground)
        if row.last and row.renamed is None and country in lapsed_countries(ground, row)
    ]  # fmt: skip
    if lapsed:
        newest = max(lapsed, key=lambda row: (row.last, row.node.id))
        return Cover(standing="lapsed", groups=tuple(wider), lapsed=newest, said=newest.said)
    wider += _on_states(ground, country)
    return Cover(standing="wider" if wider else "never", groups=tuple(wider))


def _direct(ground: Ground, country: int) -> list[tuple[int, Said]]:
    groups = ground.near(country, LinkKind.ABOUT, outward=False, of=NodeKind.APPG)
    return [(g, said) for g, said in groups.items() if on_westminster_register(ground, g)]


def _on_country(ground: Ground, group: int) -> bool:
    """Whether the register files a group under countries; where it files none, it is on it."""
    return ground.nodes[group].get("category", ON_COUNTRY) == ON_COUNTRY


def _countries(ground: Ground, group: int) -> dict[int, Said]:
    return ground.near(group, LinkKind.ABOUT, outward=True, of=NodeKind.COUNTRY)


def _on_parts(ground: Ground, country: int) -> Iterator[tuple[int, Said]]:
    """Groups on a part of a country, or on a place that the country claims."""
    parts = {v: said for v, said in ground.parts(country).items() if not ground.is_region(v)}
    claimed = ground.network.once(_claimed).get(ground.nodes[country].id, {})
    for part, said in sorted((parts | claimed).items()):
        yield from ((g, more + said) for g, more in _direct(ground, part))


def _claimed(network: Network) -> dict[str, dict[int, Said]]:
    """Of each country, by id, the places that it claims, with the statements that say so."""
    found: dict[str, dict[int, Said]] = {}
    for v in network.vertices(NodeKind.COUNTRY).tolist():
        said = tuple(s for s in network.nodes[v].statements if s.values(_CLAIM))
        for country in {value for s in said for value in s.values(_CLAIM)}:
            found.setdefault(country, {})[v] = said
    return found


def _on_peoples(ground: Ground, country: int) -> Iterator[tuple[int, Said]]:
    """Groups on a people or a faith whose only home the sources see in a country."""
    for community in ground.near(country, LinkKind.HERITAGE, outward=False, of=NodeKind.COMMUNITY):
        if len(ground.countries_of.get(community, ())) == 1:
            yield from _direct(ground, community)


def _on_states(ground: Ground, country: int) -> list[tuple[int, Said]]:
    return [
        (g, more + said)
        for whole, said in ground.wholes(country).items() if not ground.is_region(whole)
        for g, more in _direct(ground, whole) if _on_country(ground, g)
        and len(_countries(ground, g)) <= KIN_COUNTRIES
    ]  # fmt: skip


def _stands_in(name: tuple[str, ...], title: tuple[str, ...]) -> bool:
    return any(title[at : at + len(name)] == name for at in range(len(title)))


def _finding(ground: Ground, country: int, count: Headcount, found: Cover) -> Finding:
    name, who = ground.name(country), counted_people(count)
    groups = listed((ground.name(g) for g, _ in found.groups), limit=2)
    return Finding(
        rule="large_community_without_group",
        subject=ground.nodes[country],
        score=round(_WEIGHT[found.standing] * log10(count.people + 1) / LARGEST, 6),
        headline=_headline(ground, name, count, found, groups),
        clues=(
            headcount_clue(ground, country, count),
            *_group_clues(ground, found),
            *_near_clues(ground, country, found),
        ),
        state=_state(ground, found),
        read=_read(ground, name, found),
        said=_first(found),
        advice=_advice(ground, country, found, who),
        routes=(),
        touches=frozenset({ground.nodes[count.community].id}),
    )  # fmt: skip


def _headline(ground: Ground, name: str, count: Headcount, found: Cover, groups: str) -> str:
    pattern = _TELL[found.standing]
    if found.other_name:
        pattern = "{who}: {name} is covered under another name, by {groups}."
    first, last = ground.register_span()
    span = f"{first[:4]} to {last[:4]}" if ground.register_day() else "none read"
    told = {"who": counted_people(count), "name": name, "groups": groups, "span": span,
            "last": day(found.lapsed.last) if found.lapsed else ""}  # fmt: skip
    return sentence(pattern, **{key: text for key, text in told.items() if f"{{{key}}}" in pattern})


def _group_clues(ground: Ground, found: Cover) -> Iterator[Clue]:
    how = {
        "whole": "{group} is on it.",
        "part": "{group} is on a part, a people or one subject of it{claimed}.",
        "wider": "{group} is about something wider.",
        "lapsed": "{group} is about something wider.",
        "never": "{group}",
    }[found.standing]
    for group, said in found.groups[:3]:
        claimed = any(s.values(_CLAIM) for s in said)
        parts = {"group": ground.name(group), "claimed": ", as one side claims" if claimed else ""}
        words = sentence(how, **{k: v for k, v in parts.items() if f"{{{k}}}" in how})
        yield Clue(kind="rule", words=words, score=0.2, said=said[:3])
    if found.lapsed:
        words = when_named(ground, found.lapsed)
        yield Clue(kind="rule", words=words, score=0.2, said=found.said[:3])


def _near_clues(ground: Ground, country: int, found: Cover) -> Iterator[Clue]:
    if found.standing in ("never", "lapsed"):
        for _, words, said in nearest_groups(ground, country)[:2]:
            yield Clue(kind="topical", words=words, score=0.1, said=said)


def _state(ground: Ground, found: Cover) -> CoverageState:
    if found.standing == "whole":
        return "present"
    return "absent" if ground.register_day() else "unknown"


def _read(ground: Ground, name: str, found: Cover) -> str:
    if not ground.register_day():
        return sentence("No register of parliamentary groups was read for {name}: not known.",
                        name=name)  # fmt: skip
    how = {
        "never": "no group on {name} is on it, or was on an earlier one held",
        "lapsed": "the group on {name} is no longer on it",
        "wider": "no group on {name} alone is on it",
        "part": "no group on the whole of {name} is on it",
        "whole": "a group on {name} is on it",
    }[found.standing]
    return sentence(f"The register of {{day}} was read in full; {how}.",
                    day=ground.register_day(), name=name)  # fmt: skip


def _first(found: Cover) -> tuple[Statement, ...]:
    return (*found.said, *(s for _, said in found.groups for s in said))[:3]


def _advice(ground: Ground, country: int, found: Cover, who: str) -> str:
    name = ground.name(country)
    if found.standing == "whole":
        return sentence("Ask {group} to hear them.", group=ground.name(found.groups[0][0]))
    if found.standing in ("part", "wider"):
        return sentence("Ask {group} whether it would hear people from {name}.",
                        group=ground.name(found.groups[0][0]), name=name)  # fmt: skip
    if found.standing == "lapsed":
        return sentence("Ask its last officers whether the group on {name} is to be revived.",
                        name=name)  # fmt: skip
    bodies = [ground.name(v) for v in ground.bodies_of.get(country, ())]
    return sentence(
        "Ask {who} whether a group on {name} is wanted.",
        who=listed(bodies, limit=1) or "members with many of them as constituents", name=name,
    )  # fmt: skip
