"""How many people of a country a source counts here: the census beside what is known of groups."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.analysis.finding import Clue
from graph.analysis.ground import PEOPLE, Ground, Said
from graph.analysis.sentences import counted, day, sentence

# What the count of a community says where those who were born in its country were counted.
BORN_THERE = "born there"


@dataclass(frozen=True, slots=True, kw_only=True)
class Headcount:
    """How many people of a country a source counts here: community, number, statements."""

    community: int
    people: int
    said: Said
    born: bool


def headcount(ground: Ground, country: int) -> Headcount | None:
    """The largest community of a country whose people are counted on its link to the country.

    Counts of several tables are never added: one person may stand in all of them.
    """
    best: Headcount | None = None
    for community, said in ground.communities_of.get(country, {}).items():
        counting = tuple(s for s in said if s.amount and s.amount.unit == PEOPLE)
        people = ground.size(community)
        if counting and people > (best.people if best else 0):
            sized = tuple(s for s in ground.nodes[community].statements if s.values("size"))
            born = any(s.amount and int(s.amount.low) == people and s.detail == BORN_THERE
                       for s in counting)  # fmt: skip
            best = Headcount(community=community, people=people, said=sized + counting, born=born)
    return best


def counted_people(count: Headcount) -> str:
    """The number in words: with "born there" only where that is what was counted."""
    people = counted(count.people, "person", "people")
    return f"{people} born there" if count.born else f"{people} of that origin"


def headcount_clue(ground: Ground, country: int, count: Headcount) -> Clue:
    """The count as a reason, with the statements that make it."""
    words = sentence(
        "{title} counts {who}: {name}.",
        title=ground.network.sources[count.said[0].source].title, who=counted_people(count),
        name=ground.name(country),
    )  # fmt: skip
    return Clue(kind="topical", words=words, score=0.5, said=count.said[:3])


def census_line(ground: Ground, country: int | None) -> Iterable[str]:
    """How many people of a country a source counts here, in a sentence; none where none does."""
    count = headcount(ground, country) if country is not None else None
    if country is not None and count is not None:
        said = count.said[0]
        title = ground.network.sources[said.source].title
        yield sentence(
            "{name}: {who}, by {title}, {day}.", name=ground.name(country),
            who=counted_people(count), title=title, day=day(said.last_seen),
        )  # fmt: skip
