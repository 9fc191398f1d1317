"""Sections of a brief on people, bodies, money, campaigns and events."""

from collections.abc import Iterator

from graph.analysis.brief_scope import Scope
from graph.analysis.ground import Said
from graph.analysis.sentences import counted, day, listed
from graph.model import Amount, LinkKind, NodeKind, Role, Statement, Status
from graph.network import money
from graph.results_briefs import BriefLine

# Petitions shown that people there signed most.
SIGNED = 2


def communities(scope: Scope) -> Iterator[BriefLine]:
    """Communities in the UK of its heritage or in its place, with their size where counted."""
    ground = scope.ground
    for v in ground.ranked(scope.communities):
        size = ground.size(v)
        counts = [s for s in ground.nodes[v].statements if s.values("size")]
        words = "{who}: {size}." if size else "{who}: no source held counts its people."
        yield scope.line(v, words, tuple(counts) or scope.communities[v], who=ground.name(v),
                    size=f"{counted(size, 'person', 'people')} counted")  # fmt: skip


def bodies(scope: Scope) -> Iterator[BriefLine]:
    """Diaspora bodies and those who serve the communities, then others at work there."""
    for table, words in ((scope.bodies, "{body} {roles}."), (scope.at_work, "{body} {roles}.")):
        for v in scope.busiest(table):
            yield scope.line(v, words, table[v], body=scope.ground.name(v),
                        roles=_doing(scope, v, table[v]))  # fmt: skip


def _doing(scope: Scope, vertex: int, said: Said) -> str:
    """In which way a body is tied to the subject, by the links that say so."""
    ground = scope.ground
    targets = {*scope.parts, *scope.communities, *scope.countries}
    ties = []
    for step in ground.steps[vertex]:
        if step.outward and step.other in targets and set(step.said) & set(said):
            ties.append(f"{_VERBS.get(step.kind, 'is tied to')} {ground.name(step.other)}")
    return listed(ties, limit=2) if ties else "is named with it"


_VERBS = {
    LinkKind.HERITAGE: "has its heritage in", LinkKind.SERVES: "serves",
    LinkKind.REPRESENTS: "represents", LinkKind.ABOUT: "works on",
    LinkKind.OPERATES_IN: "works in", LinkKind.BASED_IN: "is based in",
}  # fmt: skip


def helping(scope: Scope) -> Iterator[BriefLine]:
    """Who in the place helps associations: councils, forums, funders, and who serves people."""
    ground = scope.ground
    for v in scope.busiest(scope.bodies):
        why, said = _help_of(scope, v)
        if why:
            yield scope.line(v, "{body} {why}.", said, body=ground.name(v), why=why)


def _help_of(scope: Scope, vertex: int) -> tuple[str, Said]:
    """What a body does that a new association could use, with the statements; empty if unknown."""
    ground, found, said = scope.ground, [], list[Statement]()
    for pattern, kinds, of in (
        ("funds {names}", (LinkKind.FUNDED,), None),
        ("runs {names}", (LinkKind.RUNS,), None),
        ("serves {names}", (LinkKind.SERVES, LinkKind.REPRESENTS), NodeKind.COMMUNITY),
    ):
        ties = ground.near(vertex, *kinds, outward=True, of=of)
        if ties:
            names = listed((ground.name(v) for v in ties), limit=2)
            found.append(pattern.format(names=names))
            said += [s for statements in ties.values() for s in statements[:1]][:2]
    roles = ground.nodes[vertex].roles
    for role, words in ((Role.FORUM, "brings bodies together"), (Role.PUBLIC_BODY, "is public")):
        if role in roles:
            found.append(words)
    own = scope.bodies[vertex]
    return listed(found, limit=3), (*said, *own)


def funders(scope: Scope) -> Iterator[BriefLine]:
    """Who paid the groups, bodies and campaigns named here, the largest sums first."""
    ground = scope.ground
    rows = []
    for v in dict.fromkeys((*scope.groups, *scope.bodies, *scope.campaigns)):
        for kind, verb in ((LinkKind.FUNDED, "funded"), (LinkKind.SUPPORTS, "supports")):
            for payer, said in ground.near(v, kind, outward=False).items():
                rows.append((-_pounds(said), payer, v, verb, said))
    for _, payer, v, verb, said in sorted(rows, key=lambda row: row[:3]):
        yield scope.line(payer, "{payer} {verb} {who}{amount}.", said, payer=ground.name(payer),
            verb=verb, who=ground.name(v), amount=_sum(said),
        )  # fmt: skip


def _pounds(said: Said) -> float:
    return sum(s.amount.low for s in said if s.amount and s.amount.unit == "GBP")


def _sum(said: Said) -> str:
    """All amounts in pounds added up, as words; with how many statements make it."""
    paid = [s.amount for s in said if s.amount and s.amount.unit == "GBP"]
    if not paid:
        return ""
    whole = Amount(low=sum(a.low for a in paid), high=sum(a.high for a in paid))
    words = money(Statement(source="", seen=("",), subject="", amount=whole))
    return f": {words} in {counted(len(paid), 'payment')}"


def campaigns(scope: Scope) -> Iterator[BriefLine]:
    """Campaigns, programmes and petitions about it or for it, then those signed there most."""
    ground = scope.ground
    for v in scope.busiest(scope.campaigns):
        said = scope.campaigns[v]
        sort = ground.nodes[v].get("subtype") or "campaign"
        yield scope.line(v, "{what}: {sort}{since}.", said, what=ground.name(v), sort=sort,
                         since=_when(ground.nodes[v].statements))  # fmt: skip
    for v in sorted(scope.signed, key=lambda v: (-_count(scope.signed[v]), v))[:SIGNED]:
        yield scope.line(
            v, "{number} who live there signed: {what}.", scope.signed[v],
            number=counted(round(_count(scope.signed[v])), "person", "people"),
            what=ground.name(v),
        )  # fmt: skip


def _count(said: Said) -> float:
    return max((s.amount.low for s in said if s.amount), default=0.0)


def _when(said: Said) -> str:
    since = min((s.since for s in said if s.since), default="")
    return f", since {day(since)}" if since else ""


def events(scope: Scope) -> Iterator[BriefLine]:
    """Meetings, visits and other events, the newest first; planned ones are told as planned."""
    ground = scope.ground
    told = {v: scope.awaited.get(v, ()) + said for v, said in scope.events.items()}
    rows = [(_date(scope, v, said), v, said) for v, said in told.items()]
    planned = {
        s: said for s, t, _, said in ground.plans
        if ground.nodes[s].kind is NodeKind.EVENT and t in {*scope.parts, *scope.countries}
    }  # fmt: skip
    rows += [
        (_date(scope, v, said), v, said) for v, said in planned.items() if v not in scope.events
    ]
    for date, v, said in sorted(rows, key=lambda row: (row[0], row[1]), reverse=True):
        status = ground.nodes[v].statements[0].status
        only = Status.PLANNED if v in planned or v in scope.awaited else status
        how = {Status.PLANNED: "planned, not recorded as held", Status.CLAIMED: "as claimed",
               Status.INFERRED: "inferred"}.get(only, "held")  # fmt: skip
        yield scope.line(v, "{what}: {how}{date}.", said, what=ground.name(v), how=how,
                         date=f", {day(date)}" if date else "")  # fmt: skip


def _date(scope: Scope, vertex: int, said: Said) -> str:
    dates = (s.since for s in (*scope.ground.nodes[vertex].statements, *said))
    return max((date for date in dates if date), default="")


def publications(scope: Scope) -> Iterator[BriefLine]:
    """Publications about it."""
    for v in scope.busiest(scope.publications):
        by = scope.ground.near(v, LinkKind.PUBLISHED, outward=False)
        who = f", published by {listed(scope.ground.name(p) for p in by)}" if by else ""
        yield scope.line(v, "{what}{who}.", scope.publications[v], what=scope.ground.name(v),
                         who=who)  # fmt: skip
