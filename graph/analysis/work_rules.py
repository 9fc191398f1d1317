"""Rules on what is done together: funding, campaigns, meetings."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from math import log2

from graph.analysis.finding import Clue, Finding, joint
from graph.analysis.ground import Ground, Said, some
from graph.analysis.precedents import precedent_clues
from graph.analysis.profiles import can_be_joined
from graph.analysis.sentences import day, listed, sentence
from graph.model import LinkKind, NodeKind, Role

# A campaign is shown beside this many groups at most: the nearest.
GROUPS_OF_CAMPAIGN = 2
# A funder is shown with this many countries at most: those it does most in.
COUNTRIES_OF_FUNDER = 3
# Weight of a plan just made; it loses so much a year, and never more than the third figure.
PLAN_FRESH, PLAN_FADES, PLAN_FADED = 0.8, 0.02, 0.3
_JOINING = (
    LinkKind.PARTNER_IN, LinkKind.TOOK_PART_IN, LinkKind.RUNS, LinkKind.MEMBER_OF,
    LinkKind.SECRETARIAT_OF, LinkKind.FUNDED, LinkKind.OFFICER_OF,
)  # fmt: skip
# Whom to ask first whether a meeting took place: who has an office to answer.
ASKED = (NodeKind.ORGANISATION, NodeKind.APPG, NodeKind.CAMPAIGN, NodeKind.COMMUNITY,
          NodeKind.PERSON)  # fmt: skip
_MEETINGS = (LinkKind.TOOK_PART_IN, LinkKind.PARTNER_IN, LinkKind.RUNS)


def funder_without_grantee(ground: Ground, *, max_hops: int) -> Iterator[Finding]:
    """A funder pays for work in or on a country, and none of its grantees is of that heritage."""
    for funder in ground.of_kind(NodeKind.ORGANISATION):
        if Role.FUNDER not in ground.nodes[funder].roles:
            continue
        grantees = ground.near(funder, LinkKind.FUNDED, outward=True)
        active = _active_in(ground, funder, grantees)
        lacking = [
            (country, through) for country, through in active.items()
            if ground.bodies_of.get(country) and not grantees.keys() & ground.bodies_of[country]
            and funder not in ground.bodies_of[country]
        ]  # fmt: skip
        lacking.sort(key=lambda row: (-len(row[1]), row[0]))
        for country, through in lacking[:COUNTRIES_OF_FUNDER]:
            yield _funder_gap(ground, funder, country, through)


def _active_in(
    ground: Ground, funder: int, grantees: Mapping[int, Said]
) -> dict[int, dict[int, Said]]:
    """Countries that a funder or what it funds works in or is about, and through whom."""
    found: dict[int, dict[int, Said]] = defaultdict(dict)
    for v, grant in ((funder, ()), *grantees.items()):
        own = ground.near(
            v, LinkKind.ABOUT, LinkKind.OPERATES_IN, outward=True, of=NodeKind.COUNTRY
        )
        for country, said in (*own.items(), *ground.countries_of.get(v, {}).items()):
            if country not in ground.home and not ground.is_region(country):
                found[country].setdefault(v, grant + said)
    return found


def _funder_gap(ground: Ground, funder: int, country: int, through: Mapping[int, Said]) -> Finding:
    node, where = ground.nodes[funder], ground.nodes[country]
    bodies = list(ground.bodies_of[country])
    # A source's own number of a grant shows that it lists grants one by one.
    listed_grants = any(
        s.ref
        for said in ground.near(funder, LinkKind.FUNDED, outward=True).values() for s in said
    )  # fmt: skip
    return Finding(
        rule="funder_without_grantee",
        subject=node,
        object=where,
        score=joint(0.3, 0.08 * min(len(through), 4), 0.05 * min(len(bodies), 4)),
        headline=sentence(
            "{funder} pays for work on {country}; no grantee of that heritage is in the data.",
            funder=node.name, country=where.name,
        ),
        clues=(
            Clue(
                kind="rule", score=0.3, said=some(*through.values()),
                words="It works there itself." if set(through) == {funder}
                else sentence("Its work there goes through {who}.",
                              who=listed("itself" if v == funder else ground.name(v)
                                         for v in through)),
            ),
            Clue(
                kind="topical", score=0.2,
                words=sentence("Diaspora bodies of {country} in the data: {who}.",
                               country=where.name, who=listed(ground.name(b) for b in bodies)),
                said=some(*ground.bodies_of[country].values()),
            ),
        ),
        state="absent" if listed_grants else "unknown",
        read=sentence(
            "The grants that {funder} published were read; none goes to such a body."
            if listed_grants else "No list of all grants of {funder} was read: not known.",
            funder=node.name,
        ),
        advice=sentence(
            "Introduce {body} to {funder}.", body=ground.name(bodies[0]), funder=node.name,
        ),
        routes=tuple((ground.nodes[b].id, node.id) for b in bodies[:3]),
        touches=frozenset({where.id}),
    )  # fmt: skip


def campaign_without_group(ground: Ground, *, max_hops: int) -> Iterator[Finding]:
    """A campaign shares country, community, theme or place with a group that is not in it."""
    about = _groups_by_subject(ground)
    for campaign in ground.of_kind(NodeKind.CAMPAIGN):
        if not can_be_joined(ground, campaign):
            continue
        inside = ground.near(campaign, *_JOINING)
        shared: dict[int, dict[int, Said]] = defaultdict(dict)
        for subject, said in _subjects(ground, campaign).items():
            for group, more in about.get(subject, {}).items():
                if group not in inside:
                    shared[group][subject] = said[:2] + more[:2]
        ranked = sorted(shared, key=lambda g: (-_likeness(ground, about, shared[g]), g))
        for group in ranked[:GROUPS_OF_CAMPAIGN]:
            score = _likeness(ground, about, shared[group])
            yield _campaign_gap(ground, campaign, group, shared[group], score, len(inside))


def _subjects(ground: Ground, vertex: int) -> dict[int, Said]:
    """What a group or campaign is about or where it works, without the UK as a whole."""
    own = ground.near(
        vertex, LinkKind.ABOUT, LinkKind.SERVES, LinkKind.OPERATES_IN, LinkKind.BASED_IN,
        outward=True,
    )  # fmt: skip
    return {
        v: said for v, said in {**ground.countries_of.get(vertex, {}), **own}.items()
        if v not in ground.home
    }  # fmt: skip


def _groups_by_subject(ground: Ground) -> dict[int, dict[int, Said]]:
    found: dict[int, dict[int, Said]] = defaultdict(dict)
    for group in ground.listed_groups:
        for subject, said in _subjects(ground, group).items():
            found[subject][group] = said
    return found


def _likeness(
    ground: Ground, about: Mapping[int, Mapping[int, Said]], shared: Iterable[int]
) -> float:
    """Rare subjects count more: one that ten groups share says little of any of them."""
    weight = {NodeKind.COUNTRY: 0.7, NodeKind.COMMUNITY: 0.7, NodeKind.THEME: 0.6}
    return joint(*(
        weight.get(ground.nodes[v].kind, 0.4) / log2(1 + len(about[v])) for v in shared
    ))  # fmt: skip


def _campaign_gap(
    ground: Ground, campaign: int, group: int, shared: Mapping[int, Said], score: float,
    named: int,
) -> Finding:  # fmt: skip
    node, target = ground.nodes[campaign], ground.nodes[group]
    what = listed(ground.name(v) for v in shared)
    state, read = ground.standing(campaign, named)
    return Finding(
        rule="campaign_without_group",
        subject=node,
        object=target,
        score=round(score * 0.8, 4),
        headline=sentence(
            "{campaign} and {group} share {what}; the group is not named in it.",
            campaign=node.name, group=ground.name(group), what=what,
        ),
        clues=(Clue(kind="topical", score=score, said=tuple(chain(*shared.values()))[:6],
                    words=sentence("Both are on {what}.", what=what)),
               *precedent_clues(ground, campaign)),
        state=state,
        read=read,
        advice=sentence(
            "Tell the officers of {group} of {campaign}.",
            group=ground.name(group), campaign=node.name,
        ),
        routes=((node.id, target.id),),
        touches=frozenset(ground.nodes[v].id for v in shared),
    )  # fmt: skip


def meeting_planned(ground: Ground, *, max_hops: int) -> Iterator[Finding]:
    """A meeting was planned, and no source records that it was held."""
    events: dict[int, dict[int, Said]] = defaultdict(dict)
    pairs: list[tuple[int, int, Said]] = []
    for source, target, kind, said in ground.plans:
        if kind is LinkKind.MET:
            pairs.append((source, target, said))
        elif kind in _MEETINGS and ground.nodes[target].kind is NodeKind.EVENT:
            events[target][source] = said
    for event, planned in sorted(events.items()):
        took_place = ground.near(event, *_MEETINGS, outward=False)
        if not took_place and is_due(ground, *planned.values()):
            yield _planned(ground, event, list(planned), some(*planned.values()))
    for source, target, said in pairs:
        at_events = any({source, target} <= planned.keys() for planned in events.values())
        held = target in ground.near(source, LinkKind.MET)
        if not held and not at_events and is_due(ground, said):
            yield from _planned_pair(ground, source, target, said)


def is_due(ground: Ground, *said: Said) -> bool:
    """Whether the day planned, where one is stated, is past; of a month, the whole month."""
    as_of = ground.network.as_of
    days = [s.since for statements in said for s in statements if s.since]
    return not days or not as_of or any(planned < as_of[: len(planned)] for planned in days)


def fading(ground: Ground, said: Said) -> float:
    """Old plans were more likely forgotten than missed by the sources."""
    then = max(s.since or s.last_seen for s in said)[:4]
    years = int((ground.network.as_of or then)[:4]) - int(then)
    return round(PLAN_FRESH - min(PLAN_FADES * max(years, 0), PLAN_FADED), 4)


def _planned(ground: Ground, event: int, who: list[int], said: Said) -> Finding:
    node = ground.nodes[event]
    asked = sorted(who, key=lambda v: (ASKED.index(ground.nodes[v].kind), v))
    names = [ground.name(v) for v in asked]
    return Finding(
        rule="meeting_planned",
        subject=node,
        score=fading(ground, said),
        headline=sentence(
            "{event}: planned in a source of {day}, not recorded as held.",
            event=node.name, day=day(max(s.last_seen for s in said)),
        ),
        clues=(Clue(kind="rule", score=PLAN_FRESH, said=said,
                    words=sentence("Named for it: {who}.", who=listed(names))),
               *(Clue(kind="rule", score=0.1, said=(s,),
                      words=sentence("The plan as read: {note}", note=s.note))
                 for s in said if s.note)),
        state="absent",
        read="No source held records that it took place.",
        said=said,
        advice=sentence("Ask {who} whether it took place, and record the answer.", who=names[0]),
        touches=frozenset(ground.nodes[v].id for v in who),
    )  # fmt: skip


def _planned_pair(ground: Ground, source: int, target: int, said: Said) -> Iterator[Finding]:
    bodies = [v for v in (source, target) if ground.nodes[v].kind is not NodeKind.PERSON]
    if not bodies:
        return
    one, other = ground.name(source), ground.name(target)
    then = day(max(s.last_seen for s in said))
    yield Finding(
        rule="meeting_planned",
        subject=ground.nodes[bodies[0]],
        object=ground.nodes[bodies[1]] if len(bodies) == 2 else None,
        score=fading(ground, said),
        headline=sentence(
            "A meeting of {one} with {other}: planned in a source of {day}, not recorded as held.",
            one=one, other=other, day=then,
        ),
        clues=(Clue(kind="rule", score=PLAN_FRESH, said=said,
                    words=sentence("A source of {day} says that it was arranged.", day=then)),),
        state="absent",
        read="No source held records that it took place.",
        said=said,
        advice=sentence("Ask {one} whether it took place, and record the answer.", one=one),
    )  # fmt: skip
