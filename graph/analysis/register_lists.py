"""The register's own figures, each with the groups behind it, to check and to take away."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.analysis.ground import WESTMINSTER, Ground, parliament, plain_ground
from graph.analysis.group_rules import MAY_LAG, USUAL_OFFICERS
from graph.analysis.sentences import counted, listed, sentence
from graph.errors import BadQuestion
from graph.model import LinkKind, Statement
from graph.network import Network
from graph.results_groups import Listed, ListsAnswer, RegisterList

COUNTRY_CATEGORY = "country"
WORD = "diaspora"
TITLES = {
    "country_groups": "Groups on countries",
    "country_groups_without_secretariat": "Country groups without a secretariat",
    "groups_with_few_officers": "Groups with fewer than four officers",
    "groups_that_mention_diaspora": "Groups that mention a diaspora",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    group: int
    words: str
    said: tuple[Statement, ...]


def find_lists(network: Network, *, name: str = "") -> ListsAnswer:
    """Lists of Westminster's register in force: how many groups, which, and where each stands.

    ``name`` picks one of ``TITLES``; all without it. Groups by name of their title. Without a
    register there are no lists, and the notes say so. Raises ``BadQuestion`` for another name.
    Cost: linear in groups.

    >>> find_lists(Network.of("a-b")).notes
    ('No register of parliamentary groups was read.',)
    """
    if name and name not in TITLES:
        raise BadQuestion(
            f"there is no list '{name}'", where="--name", next_step=f"Lists: {', '.join(TITLES)}."
        )
    ground = network.once(plain_ground)
    every = tuple(_lists(ground)) if ground.register_day() else ()
    return ListsAnswer(
        lists=tuple(one for one in every if name in ("", one.name)),
        notes=(MAY_LAG, "A private person who helps a group is left out here.") if every
        else ("No register of parliamentary groups was read.",),
        snapshot=network.snapshot,
    )  # fmt: skip


def _lists(ground: Ground) -> Iterator[RegisterList]:
    groups = [v for v in ground.listed_groups if parliament(ground.nodes[v]) == WESTMINSTER]
    country = [v for v in groups if ground.nodes[v].get("category") == COUNTRY_CATEGORY]
    yield _list(
        ground,
        "country_groups",
        [_on_countries(ground, v) for v in country],
        len(groups),
        "{count} of {of} groups are filed under countries on the register of {day}.",
    )
    yield _list(
        ground, "country_groups_without_secretariat",
        [_plain(ground, v, "No secretariat listed.") for v in country
         if not ground.has_secretariat(v)], len(country),
        "{count} of {of} country groups list no secretariat on the register of {day}.",
    )  # fmt: skip
    yield _list(
        ground,
        "groups_with_few_officers",
        list(_few(ground, groups)),
        len(groups),
        "{count} of {of} groups list fewer than four officers on the register of {day}.",
    )
    yield _mentions(ground, groups)


def _list(ground: Ground, name: str, lines: list[_Line], of: int, pattern: str) -> RegisterList:
    rows = sorted(lines, key=lambda line: (ground.name(line.group), line.group))
    told = sentence(pattern, count=f"{len(rows):,}", of=f"{of:,}", day=ground.register_day())
    return RegisterList(
        name=name,
        title=TITLES[name],
        words=f"{told} {MAY_LAG}",
        count=len(rows),
        of=of,
        rows=tuple(
            Listed(
                node=ground.network.ref(line.group),
                words=line.words,
                evidence=ground.network.evidence(*line.said[:3]),
            )
            for line in rows
        ),
    )


def _plain(ground: Ground, group: int, words: str) -> _Line:
    return _Line(group=group, words=words, said=ground.nodes[group].statements)


def _on_countries(ground: Ground, group: int) -> _Line:
    countries = ground.countries_of.get(group, {})
    names = listed(ground.name(v) for v in countries)
    words = sentence("About {names}.", names=names) if names else (
        "No country of its title is in the gazetteer."
    )  # fmt: skip
    return _plain(ground, group, words)


def _few(ground: Ground, groups: list[int]) -> Iterator[_Line]:
    for v in groups:
        officers = ground.near(v, LinkKind.OFFICER_OF, outward=False)
        if len(officers) < USUAL_OFFICERS:
            names = listed(ground.name(person) for person in officers)
            words = sentence(
                "{number} listed: {names}." if names else "No officer is listed.",
                number=counted(len(officers), "officer"), names=names,
            )  # fmt: skip
            said = tuple(s for ties in officers.values() for s in ties[:1])
            yield _Line(group=v, words=words, said=said or ground.nodes[v].statements)


def _mentions(ground: Ground, groups: list[int]) -> RegisterList:
    """A shipped register holds no purposes: then nothing is known but of titles."""
    read = [v for v in groups if any(s.wording for s in ground.nodes[v].statements)]
    lines = []
    for v in groups:
        node = ground.nodes[v]
        told = tuple(s for s in node.statements if WORD in s.wording.casefold())
        if told or WORD in node.name.casefold():
            words = f"Its {'purpose' if told else 'title'} has the word '{WORD}'."
            lines.append(_Line(group=v, words=words, said=told or node.statements))
    if read:
        pattern = "{count} of {of} groups have the word 'diaspora' in title or purpose on the " \
            "register of {day}."  # fmt: skip
    else:
        pattern = "{count} of {of} titles have the word 'diaspora' on the register of {day}; " \
            "purposes were not read: not known."  # fmt: skip
    return _list(ground, "groups_that_mention_diaspora", lines, len(groups), pattern)
