"""The directory: all listed parliamentary groups by country and theme, with bodies to convene."""

from collections.abc import Iterable

from graph.analysis.ground import PARLIAMENTS, Ground, plain_ground
from graph.analysis.ground import parliament as house_of
from graph.analysis.sentences import counted, listed, sentence
from graph.errors import BadQuestion
from graph.model import LinkKind, Method, Node, NodeKind, Statement
from graph.network import Network
from graph.results import NodeRef
from graph.results_briefs import DirectoryAnswer, DirectoryEntry, DirectoryHeading, Officer

BY = ("country", "theme")
# Bodies and communities named beside one group.
MOST = 12


def find_directory(
    network: Network,
    *,
    by: str = "country",
    subject: str = "",
    parliament: str = "",
    missing: bool = False,
    limit: int = 1000,
) -> DirectoryAnswer:
    """Listed groups under each country (or theme), with officers, secretariat and bodies.

    ``by`` is ``country`` or ``theme``; ``subject`` the id of one of them; ``parliament`` one of
    ``uk``, ``scottish-parliament``, ``senedd``, ``ni-assembly``. ``missing`` also lists countries
    with a community or a diaspora body here and no group. ``limit`` headings are given. The
    bodies are diaspora bodies of the group's countries and bodies at work on its theme; a group
    stands under each of its subjects, and under none when it has none of that sort.
    Raises ``BadQuestion`` for other options. Cost: linear in links; a second call is fast.

    >>> find_directory(Network.of("a-b")).groups_in_all
    0
    """
    if by not in BY:
        raise BadQuestion(f"a directory is by country or by theme, not by '{by}'", where="by")
    if parliament and parliament not in PARLIAMENTS:
        raise BadQuestion(
            f"no parliament is called '{parliament}'", where="parliament",
            next_step=f"Parliaments: {', '.join(sorted(PARLIAMENTS))}.",
        )  # fmt: skip
    ground = network.once(plain_ground)
    groups = [
        g for g in ground.listed_groups
        if not parliament or house_of(ground.nodes[g]) == parliament
    ]  # fmt: skip
    under = _under(ground, groups, by)
    wanted = _wanted(ground, under, by, subject, missing)
    headings = [_heading(ground, v, under.get(v, [])) for v in wanted[:limit]]
    placed = {g for v in wanted for g in under.get(v, [])}
    return DirectoryAnswer(
        by=by,
        headings=tuple(headings),
        headings_in_all=len(wanted),
        groups_in_all=len(placed),
        notes=_notes(ground, groups, by, under),
        snapshot=network.snapshot,
    )


def _under(ground: Ground, groups: Iterable[int], by: str) -> dict[int, list[int]]:
    """Of each country or theme, the groups that are about it, in the order of names."""
    found: dict[int, list[int]] = {}
    for g in sorted(groups, key=lambda g: (ground.name(g), g)):
        if by == "country":
            subjects: Iterable[int] = ground.countries_of.get(g, {})
        else:
            subjects = ground.near(g, LinkKind.ABOUT, outward=True, of=NodeKind.THEME)
        for v in subjects:
            if v not in ground.home:
                found.setdefault(v, []).append(g)
    return found


def _wanted(
    ground: Ground, under: dict[int, list[int]], by: str, subject: str, missing: bool
) -> list[int]:
    if subject:
        return [ground.network.index[subject]] if subject in ground.network.index else []
    wanted = set(under)
    if missing and by == "country":
        here = set(ground.communities_of) | set(ground.bodies_of)
        wanted |= {v for v in here - ground.home if not ground.is_region(v)}
    return sorted(wanted, key=lambda v: (ground.nodes[v].name, v))


def _heading(ground: Ground, subject: int, groups: list[int]) -> DirectoryHeading:
    name = ground.name(subject)
    words = counted(len(groups), "group")
    if not groups:
        words = sentence(
            "No group on {name} is listed; linked here: {who}.", name=name,
            who=listed(ground.name(v) for v in (
                *ground.people_of(subject), *ground.bodies_of.get(subject, ())
            )) or "nobody in these sources",
        )  # fmt: skip
    return DirectoryHeading(
        subject=ground.network.ref(subject),
        words=words,
        groups=tuple(_entry(ground, g) for g in groups),
    )


def _entry(ground: Ground, group: int) -> DirectoryEntry:
    network, node = ground.network, ground.nodes[group]
    countries = [v for v in ground.countries_of.get(group, {}) if v not in ground.home]
    themes = ground.near(group, LinkKind.ABOUT, outward=True, of=NodeKind.THEME)
    named = ground.near(group, LinkKind.SECRETARIAT_OF, outward=False)
    house = house_of(node)
    return DirectoryEntry(
        group=network.ref(group),
        parliament=PARLIAMENTS.get(house, house),
        countries=_refs(ground, countries),
        themes=_refs(ground, themes),
        officers=_officers(ground, group),
        secretariat=_refs(ground, named),
        secretariat_words=_secretariat_words(ground, group, bool(named)),
        bodies=_refs(ground, _bodies(ground, countries, list(themes))),
        communities=_refs(ground, [v for c in countries for v in ground.people_of(c)]),
        evidence=network.evidence(*_registered(node)),
    )


def _registered(node: Node) -> tuple[Statement, ...]:
    """What the register says of a group; of one that no register lists, whatever names it."""
    found = tuple(s for s in node.statements if s.method is Method.REGISTER)
    lists = tuple(s for s in found if not s.values("member_list"))
    return (lists or found or node.statements)[-1:]


def _secretariat_words(ground: Ground, group: int, named: bool) -> str:
    if named:
        return ""
    if ground.nodes[group].get("secretariat"):
        return "A private person, not named here."
    read = bool(ground.register_day(house_of(ground.nodes[group])))
    return "None named on the register." if read else "Not known."


def _officers(ground: Ground, group: int) -> tuple[Officer, ...]:
    people = ground.near(group, LinkKind.OFFICER_OF, outward=False)
    found = [
        Officer(
            node=ground.network.ref(person),
            office=next((s.detail for s in said if s.detail), "officer"),
            party=ground.nodes[person].get("party"),
        )
        for person, said in people.items()
    ]
    return tuple(sorted(found, key=lambda o: (not o.office.startswith(("Chair", "Co-Chair")),
                                              o.node.name, o.node.id)))  # fmt: skip


def _bodies(ground: Ground, countries: list[int], themes: list[int]) -> list[int]:
    """Who could be convened: diaspora bodies of the countries; else bodies about the themes."""
    found = dict.fromkeys(v for c in countries for v in ground.bodies_of.get(c, {}))
    if not countries:
        for theme in themes:
            about = ground.near(theme, LinkKind.ABOUT, outward=False, of=NodeKind.ORGANISATION)
            found |= dict.fromkeys(v for v in about if v in ground.of_diaspora)
    return sorted(found, key=lambda v: (-len(ground.steps[v]), v))


def _refs(ground: Ground, vertices: Iterable[int]) -> tuple[NodeRef, ...]:
    return tuple(ground.network.ref(v) for v in dict.fromkeys(vertices))[:MOST]


def _notes(
    ground: Ground, groups: list[int], by: str, under: dict[int, list[int]]
) -> tuple[str, ...]:
    placed = {g for found in under.values() for g in found}
    rest = len(set(groups) - placed)
    days = [
        f"{PARLIAMENTS.get(house, house)} {ground.register_day(house)}"
        for house in sorted(ground.registers)
    ]
    read = sentence("Registers read: {days}.", days=listed(days, limit=4)) if days else (
        "No register of parliamentary groups was read."
    )  # fmt: skip
    other = f"{counted(rest, 'listed group')} {'is' if rest == 1 else 'are'} about no {by}."
    return tuple(filter(None, (read, other if rest else "")))
