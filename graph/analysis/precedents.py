"""Which peers have done this before: earlier campaigns of other people on a campaign's subject."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from math import log2

from graph.analysis.finding import Clue
from graph.analysis.ground import Ground, Said, plain_ground, some
from graph.analysis.profiles import can_be_joined
from graph.analysis.sentences import listed, sentence
from graph.model import LinkKind, NodeKind, Status
from graph.network import Network
from graph.results import Reason

# A theme of more campaigns than this makes none of them a precedent of another.
COMMON_THEME = 12
# So many precedents are told, the nearest.
PRECEDENTS = 2
_DOERS = (LinkKind.PARTNER_IN, LinkKind.RUNS, LinkKind.TOOK_PART_IN, LinkKind.FUNDED)
_PEERS = (NodeKind.COMMUNITY, NodeKind.ORGANISATION, NodeKind.APPG)


@dataclass(frozen=True, slots=True, kw_only=True)
class Precedent:
    """A campaign that was held before, what it has in common, and who else was in it."""

    campaign: int
    on: tuple[int, ...]
    peers: tuple[int, ...]
    said: Said
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """What a campaign is about, who is in it and what it follows, plans and all."""

    about: Mapping[int, Said]
    doers: Mapping[int, Said]
    after: Mapping[int, Said]


def precedents_of(ground: Ground, campaign: int) -> list[Precedent]:
    """Campaigns that were held before this one on one of its themes, by others too; nearest first.

    A campaign is a precedent when a source records it as held, when it shares a theme that no
    more than ``COMMON_THEME`` campaigns have (or a source says that this one follows it), when it
    is known since before this one (or this one is merely planned), and when some community, body
    or group in it is not in this one. Empty for what is no campaign. Cost: the campaigns of its
    themes; the first call on a network reads all campaigns.
    """
    works = ground.network.once(_all_works)
    own = works.get(campaign)
    if own is None:
        return []
    themed = ground.network.once(_campaigns_by_theme)
    shared: dict[int, dict[int, Said]] = defaultdict(dict)
    for theme, said in own.about.items():
        if len(themed[theme]) <= COMMON_THEME:
            for other in themed[theme]:
                shared[other][theme] = said[:1] + works[other].about[theme][:1]
    for other, said in own.after.items():
        shared[other].setdefault(other, said[:1])
    found = [
        _precedent(ground, other, on, works, own, themed)
        for other, on in sorted(shared.items())
        if other != campaign and other in works and _came_before(ground, other, campaign)
    ]
    real = [one for one in found if one.peers]
    return sorted(real, key=lambda one: (-one.score, one.campaign))[:PRECEDENTS]


def _precedent(
    ground: Ground, other: int, on: Mapping[int, Said], works: Mapping[int, _Work], own: _Work,
    themed: Mapping[int, list[int]],
) -> Precedent:  # fmt: skip
    # What a plan says of the earlier campaign is no sign that it was held.
    held = {v: s for v, s in works[other].doers.items() if any(_is_so(said) for said in s)}
    peers = tuple(
        v for v in held
        if v not in own.doers and ground.nodes[v].kind in _PEERS and not ground.unnamed(v)
    )  # fmt: skip
    rare = sum(1.0 if v == other else 1 / log2(1 + len(themed[v])) for v in on)
    return Precedent(
        campaign=other,
        on=tuple(v for v in on if v != other),
        peers=peers,
        said=some(*on.values(), *(held[v] for v in peers)),
        score=round(rare / (1 + rare), 4),
    )


def _is_so(said: object) -> bool:
    return getattr(said, "status", None) in (Status.HELD, Status.CLAIMED)


def _came_before(ground: Ground, other: int, campaign: int) -> bool:
    first, second = ground.nodes[other], ground.nodes[campaign]
    if not any(said.status is Status.HELD for said in first.statements):
        return False
    if all(said.status is Status.PLANNED for said in second.statements):
        return True
    dates = [min(s.since or s.first_seen for s in node.statements) for node in (first, second)]
    return dates[0] < dates[1]


def precedent_clues(ground: Ground, campaign: int) -> Iterator[Clue]:
    """Reasons that name the precedents of a campaign."""
    for one in precedents_of(ground, campaign):
        yield Clue(kind="precedent", score=one.score, words=_words(ground, one), said=one.said)


def _words(ground: Ground, one: Precedent) -> str:
    outcome = ground.nodes[one.campaign].get("outcome")
    pattern = "{campaign}, with {peers}, is a precedent"
    pattern += " on {theme}" if one.on else ""
    pattern += "; its outcome: {outcome}." if outcome else "."
    return sentence(
        pattern, campaign=ground.name(one.campaign), outcome=outcome,
        peers=listed((ground.name(v) for v in one.peers), limit=2),
        theme=listed(ground.name(v) for v in one.on),
    )  # fmt: skip


def node_precedents(network: Network, node_id: str) -> tuple[Reason, ...]:
    """The precedents of one node, with evidence; empty where it is no campaign in force.

    >>> node_precedents(Network.of("a-b"), "a")
    ()
    """
    vertex = network.index.get(node_id)
    if vertex is None or network.nodes[vertex].kind is not NodeKind.CAMPAIGN:
        return ()
    ground = network.once(plain_ground)
    return tuple(
        Reason(
            kind=clue.kind, words=clue.words, score=clue.score,
            evidence=network.evidence(*clue.said),
        )
        for clue in precedent_clues(ground, vertex)
    )  # fmt: skip


def _all_works(network: Network) -> dict[int, _Work]:
    ground = network.once(plain_ground)
    planned: dict[int, list[tuple[int, LinkKind, bool, Said]]] = defaultdict(list)
    for source, target, kind, said in ground.plans:
        planned[source].append((target, kind, True, said))
        planned[target].append((source, kind, False, said))
    works = {}
    for v in filter(partial(can_be_joined, ground), ground.of_kind(NodeKind.CAMPAIGN)):
        steps = [(s.other, s.kind, s.outward, s.said) for s in ground.steps[v]] + planned[v]
        works[v] = _Work(
            about={o: said for o, kind, out, said in steps
                   if kind is LinkKind.ABOUT and out and ground.nodes[o].kind is NodeKind.THEME},
            doers={o: said for o, kind, out, said in steps if kind in _DOERS and not out},
            after={o: said for o, kind, out, said in steps
                   if kind is LinkKind.SUCCESSOR_OF and out},
        )  # fmt: skip
    return works


def _campaigns_by_theme(network: Network) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for campaign, work in network.once(_all_works).items():
        for theme in work.about:
            found[theme].append(campaign)
    return found
