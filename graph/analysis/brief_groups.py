"""Sections of a brief on parliamentary groups: who lists them, their officers and secretariats."""

import re
from collections.abc import Iterator

from graph.analysis.brief_scope import Scope
from graph.analysis.country_rules import lapsed_countries, nearest_groups, when_named
from graph.analysis.ground import PARLIAMENTS, WESTMINSTER, Ground, Said, parliament
from graph.analysis.sentences import LIMIT, day, listed
from graph.analysis.titles import lapsed_groups
from graph.model import Link, LinkKind, Method, Statement
from graph.results_briefs import BriefLine

_SENTENCE_END = re.compile(r"(?<=[.;!?])\s+")
_DIASPORA = re.compile(r"\bdiaspor", re.I)
_FORM = re.compile(r"\b(?:APPG|CPG)\b(?: (?:on|for)(?: the)?\b)?")
_SITS = (LinkKind.OFFICER_OF, LinkKind.MEMBER_OF)
# Words of a sentence about a purpose that are not the purpose's own.
_FRAME = 11


def groups(scope: Scope) -> Iterator[BriefLine]:
    """Parliamentary groups about it: those listed, then those listed before."""
    ground = scope.ground
    now = [g for g in scope.groups if ground.listed(g)]
    for g in sorted(now, key=lambda g: (parliament(ground.nodes[g]) != WESTMINSTER, g)):
        house = parliament(ground.nodes[g])
        met = ground.nodes[g].get("agm")
        yield scope.line(g, "{group}: on the {house} register of {day}{met}.", scope.groups[g],
            group=ground.name(g), house=PARLIAMENTS.get(house, house),
            day=ground.register_day(house) or "no date",
            met=f"; last annual meeting {day(met)}" if met else "",
        )  # fmt: skip
    for lapsed in lapsed_groups(ground):
        if lapsed.renamed is None and set(lapsed_countries(ground, lapsed)) & set(scope.countries):
            vertex = ground.network.index.get(lapsed.node.id)
            words = when_named(ground, lapsed).removesuffix(".")
            yield scope.line(vertex, "{words}; not listed now.", lapsed.said, words=words)
    if not now and scope.countries:
        for g, why, said in nearest_groups(ground, scope.countries[0]):
            yield scope.line(g, "Nearest: {why}", said, why=why)


def officers(scope: Scope) -> Iterator[BriefLine]:
    """Officers of the groups, and the other country groups in which each of them sits."""
    ground = scope.ground
    now = [g for g in scope.groups if ground.listed(g)]
    for g in now:
        people = ground.near(g, LinkKind.OFFICER_OF, outward=False)
        for person, said in sorted(people.items(), key=lambda row: (_rank(row[1]), row[0])):
            node = ground.nodes[person]
            party = f", {node.get('party')}" if node.get("party") else ""
            also = _elsewhere(scope, person, g)
            yield scope.line(
                person, "{who}: {office}{of}{also}.", said + tuple(s for *_, s in also),
                who=f"{node.name}{party}", office=_detail(said) or "officer",
                of=f" of {ground.name(g)}" if len(now) > 1 else "", also=_sitting(also),
            )  # fmt: skip


def _sitting(also: list[tuple[str, str, Statement]]) -> str:
    """Where else an officer sits: "; also officer: Bangladesh; listed: Africa (by AI search)"."""
    by_how: dict[str, list[str]] = {}
    for how, title, _ in also:
        by_how.setdefault(how, []).append(title)
    return "".join(f"; also {how}: {listed(titles)}" for how, titles in by_how.items())


def _rank(said: Said) -> int:
    """Chairs before others, as a convenor writes to them first."""
    office = _detail(said).lower()
    return 0 if office.startswith(("chair", "co-chair")) else 1 if "chair" in office else 2


def _elsewhere(scope: Scope, person: int, group: int) -> list[tuple[str, str, Statement]]:
    """Other country groups of an officer, with what says so: as officer, then as listed."""
    ground, network = scope.ground, scope.ground.network
    near = {r for c in scope.countries for r in (*ground.regions_of(c), *ground.kin(c))}
    found: dict[int, tuple[tuple[int, bool, int], Link]] = {}
    for node, link in network.links_of(ground.nodes[person].id, *_SITS, outward=True):
        other = network.index[node.id]
        if other != group and _on_a_country(ground, other):
            rank = (_SITS.index(link.kind), not near & set(ground.countries_of[other]), other)
            found[other] = min((rank, link), found.get(other, (rank, link)), key=lambda r: r[0])
    rows = sorted(found.values(), key=lambda row: row[0])
    return [
        (("officer", "listed")[rank[0]], _title(ground, rank[2], link), link.statements[-1])
        for rank, link in rows
    ]


def _on_a_country(ground: Ground, group: int) -> bool:
    """Whether a listed group is one on a country or region, as the register files it."""
    filed = ground.nodes[group].get("category")
    return bool(ground.listed(group) and ground.countries_of.get(group)) and (
        filed in ("", "country")
    )


def _title(ground: Ground, group: int, link: Link) -> str:
    """A group's title without the words that all titles have, marked if only a machine found it."""
    title = _FORM.sub("", ground.name(group)).strip() or ground.name(group)
    by_ai = all(s.method is Method.AI_SEARCH for s in link.statements)
    return f"{title} (by AI search)" if by_ai else title


def _detail(said: Said) -> str:
    return next((s.detail for s in said if s.detail), "")


def secretariats(scope: Scope) -> Iterator[BriefLine]:
    """Who is the secretariat of each group, or that the register names none."""
    ground = scope.ground
    for g in (g for g in scope.groups if ground.listed(g)):
        named = ground.near(g, LinkKind.SECRETARIAT_OF, outward=False)
        for body, said in named.items():
            yield scope.line(body, "{body} is secretariat of {group}.", said,
                        body=ground.name(body), group=ground.name(g))  # fmt: skip
        if not named:
            who = "a private person" if ground.nodes[g].get("secretariat") else "no secretariat"
            yield scope.line(g, "{group}: the register names {who}.", (),
                        group=ground.name(g), who=who)  # fmt: skip


def purposes(scope: Scope) -> Iterator[BriefLine]:
    """What the register gives as a group's purpose: the sentence that names the diaspora."""
    ground = scope.ground
    for g in (g for g in scope.groups if ground.listed(g)):
        for said in reversed(ground.nodes[g].statements):
            told = next((p for p in _SENTENCE_END.split(said.wording) if _DIASPORA.search(p)), "")
            if told:
                yield scope.line(g, "{group}, in the register's words: “{told}”", (said,),
                            group=ground.name(g), told=_around(told))  # fmt: skip
                break


def _around(text: str, *, words: int = LIMIT - _FRAME) -> str:
    """The words around the first that names a diaspora, cut where there are too many."""
    parts = text.strip(" .;").split()
    at = next((i for i, p in enumerate(parts) if _DIASPORA.search(p)), 0)
    start = max(0, min(at - words // 2, len(parts) - words))
    end = min(len(parts), start + words)
    return f"{'… ' if start else ''}{' '.join(parts[start:end])}{' …' if end < len(parts) else ''}"
