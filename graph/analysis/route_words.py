"""What is told of a route: its hops in words, why it stands where it does, what to beware of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np

from graph.analysis.route_search import Route
from graph.analysis.sentences import counted, listed, sentence, short_name
from graph.analysis.ties import UNIT, Costs, crowds, statement_cost
from graph.analysis.topics import Floats
from graph.analysis.weakest import weakest_words
from graph.model import LinkKind, Method, Statement, Status
from graph.network import Flags, Network
from graph.results import Hop, Path
from graph.schema import CONTEXT_KINDS, words

Concern = Literal["topic", "link", "hub"]

# Below this a body has too little in common with the ends to be called near them in theme.
_NEAR = 0.3
# Smaller differences of cost, in hops, are not worth a word.
_WORTH_A_WORD = 0.05 * UNIT
_OFFICES = frozenset({LinkKind.OFFICER_OF, LinkKind.SECRETARIAT_OF, LinkKind.RUNS})
_STATUS_NOTES = {
    Status.PLANNED: "Planned, not recorded as held: ",
    Status.INFERRED: "Inferred, stated by no source: ",
    Status.CLAIMED: "Claimed, checked by nobody: ",
}
_BY_AI = "found by AI search"
_SMALL = "no one two three four five six seven eight nine ten eleven twelve"
_NUMBERS = dict(enumerate(_SMALL.split()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """What links (m,) and stops (n,) cost between two ends; ``near`` (n,) is nearness in topic."""

    link: Costs
    hub: Costs
    topic: Costs
    near: Floats

    @property
    def stop(self) -> Costs:
        """What passing a vertex costs, shape (n,)."""
        return self.hub + self.topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """A route with the links of each hop, best first, and its cost taken apart."""

    route: Route
    links: tuple[tuple[int, ...], ...]
    parts: dict[Concern, int]

    @classmethod
    def of(cls, network: Network, allowed: Flags, prices: Prices, route: Route) -> "Priced":
        """The route with what it costs and the allowed links along it."""
        links = tuple(_between(network, allowed, prices, *hop) for hop in pairwise(route))
        inner = list(route[1:-1])
        parts: dict[Concern, int] = {
            "topic": int(prices.topic[inner].sum()),
            "link": int(sum(prices.link[best] for best, *_ in links)),
            "hub": int(prices.hub[inner].sum()),
        }
        return cls(route=route, links=links, parts=parts)

    @property
    def cost(self) -> int:
        """Cost of all hops and stops, in millionths of an officer's hop."""
        return sum(self.parts.values())


def _between(
    network: Network, allowed: Flags, prices: Prices, one: int, other: int
) -> tuple[int, ...]:
    """Allowed links between two vertices, cheapest first."""
    if network.degree[one] > network.degree[other]:
        one, other = other, one
    others, at, _ = network.around(one)
    found = [int(link) for link in at[others == other] if allowed[link]]
    return tuple(sorted(found, key=lambda link: (int(prices.link[link]), link)))


def path(network: Network, prices: Prices, found: Priced, why: str) -> Path:
    """A priced route as an answer shows it."""
    hops = tuple(
        _hop(network, prices, one, links)
        for one, links in zip(found.route[:-1], found.links, strict=True)
    )
    weakest = max(range(len(hops)), key=lambda at: (hops[at].cost, -at))
    at = found.links[weakest][0]
    return Path(
        nodes=tuple(network.ref(vertex) for vertex in found.route),
        hops=hops,
        cost=round(found.cost / UNIT, 6),
        why=why,
        weakest=weakest,
        weakest_why=weakest_words(network, hops, weakest, network.links[at], _best(network, at)),
    )


def _hop(network: Network, prices: Prices, one: int, links: tuple[int, ...]) -> Hop:
    """The step over the best of parallel links; the evidence of the others follows."""
    link = network.links[links[0]]
    forward = network.index[link.source] == one
    source, target = (link.source, link.target) if forward else (link.target, link.source)
    best = _best(network, links[0])
    return Hop(
        source=network.ref(network.index[source]),
        target=network.ref(network.index[target]),
        kind=link.kind,
        words=_hop_words(link.kind, best, forward=forward),
        status=best.status,
        cost=round(int(prices.link[links[0]]) / UNIT, 6),
        evidence=tuple(e for at in links for e in network.evidence(*network.links[at].statements)),
    )


def _best(network: Network, at: int) -> Statement:
    """The statement that a link's cost rests on."""
    link = network.links[at]
    return min(link.statements, key=lambda s: statement_cost(s, link.kind, network.as_of))


def _hop_words(kind: LinkKind, said: Statement, *, forward: bool) -> str:
    extra = _extra(said)
    return f"{words(kind, forward=forward)} ({extra})" if extra else words(kind, forward=forward)


def _extra(said: Statement) -> str:
    status = "" if said.status is Status.HELD else said.status.value
    found = _BY_AI if said.method is Method.AI_SEARCH else ""
    return "; ".join(filter(None, (said.detail, status, found)))


def why_first(
    network: Network, prices: Prices, rivals: Sequence[Priced], ties: int, *, exact: bool
) -> str:
    """Why the first of the shortest routes is the first, in one sentence."""
    if not rivals:
        return ""
    hops = len(rivals[0].links)
    length = f"{_NUMBERS.get(hops, hops)}-hop"
    if ties == 1:
        return f"This is the only {length} route."
    reasons = _strengths(network, prices, rivals)
    return sentence(
        "Of {ties} {length} routes this one {reasons}.",
        ties=f"{'' if exact else 'at least '}{ties:,}",
        length=length,
        reasons=", and ".join(reasons) if reasons else "comes first by its ids; all are as good",
    )


def _strengths(network: Network, prices: Prices, rivals: Sequence[Priced]) -> list[str]:
    """What the first route does better than the mean of its rivals, the most telling two."""
    first = rivals[0]
    saved = {
        part: float(np.mean([rival.parts[part] for rival in rivals])) - first.parts[part]
        for part in first.parts
    }
    told = [part for part in saved if saved[part] > _WORTH_A_WORD]
    told.sort(key=lambda part: (-saved[part], part))
    return [_strength(network, prices, rivals, part) for part in told[:2]]


def _strength(network: Network, prices: Prices, rivals: Sequence[Priced], part: Concern) -> str:
    first = rivals[0]
    if part == "hub":
        return "passes smaller hubs"
    if part == "link":
        kinds = {network.links[best].kind for best, *_ in first.links}
        return "uses offices throughout" if kinds <= _OFFICES else "rests on stronger ties"
    everywhere = set(first.route).intersection(*(rival.route for rival in rivals))
    own = [vertex for vertex in first.route if vertex not in everywhere]
    nearest = max(own, key=lambda vertex: (prices.near[vertex], -vertex))
    if prices.near[nearest] < _NEAR:
        return "stays nearer in theme"
    return f"goes through {short_name(network.nodes[nearest])}, nearest in theme"


def why_here(network: Network, prices: Prices, found: Priced, rivals: Sequence[Priced]) -> str:
    """Why a route stands where it does, beside the first."""
    first = rivals[0]
    longer = len(found.links) - len(first.links)
    if longer:
        but = ", yet cheaper in all" if found.cost < first.cost else ""
        return f"Longer than the first by {counted(longer, 'hop')}{but}."
    if found.route == first.route:
        plain = "is as good as any of its length" if len(rivals) > 1 else "is alone of its length"
        reasons = _strengths(network, prices, rivals) or [plain]
        return sentence("It {best}.", best=", and ".join(reasons))
    more = {part: found.parts[part] - first.parts[part] for part in first.parts}
    worst = max(more, key=lambda part: (more[part], part))
    if more[worst] <= _WORTH_A_WORD:
        return "As short and as good as the first; it follows by its ids."
    if worst == "link":
        return _weaker_tie(network, prices, found, first)
    costs = prices.topic if worst == "topic" else prices.hub
    others = [v for v in found.route[1:-1] if v not in first.route] or list(found.route[1:-1])
    stop = max(others, key=lambda vertex: (int(costs[vertex]), -vertex))
    fault = "further off in theme"
    if worst == "hub":
        busier = f"busier, with {counted(int(network.introductions[stop]), 'link')}"
        fault = "where nobody is named" if network.once(crowds)[stop] else busier
    return sentence(
        "As short, by way of {stop}, {fault}.", stop=short_name(network.nodes[stop]), fault=fault
    )


def _weaker_tie(network: Network, prices: Prices, found: Priced, first: Priced) -> str:
    shared = {links[0] for links in first.links}
    own = [links[0] for links in found.links if links[0] not in shared]
    weakest = max(own, key=lambda at: (int(prices.link[at]), -at))
    link, extra = network.links[weakest], _extra(_best(network, weakest))
    other = short_name(network.nodes[network.link_target[weakest]])
    return sentence(
        "As short, on a weaker tie: {one} {does} {other}.",
        one=short_name(network.nodes[network.link_source[weakest]]),
        does=words(link.kind),
        other=f"{other} ({extra})" if extra else other,
    )


def notes_on(network: Network, paths: Iterable[Path]) -> list[str]:
    """What a reader has to beware of in these paths: hops not held, ends that are common ground."""
    shown = list(paths)
    hops = {(h.source.id, h.target.id): h for p in shown for h in p.hops}
    notes = []
    for status, words_of in _STATUS_NOTES.items():
        pairs = [_pair(network, h) for _, h in sorted(hops.items()) if h.status is status]
        if pairs:
            notes.append(sentence(words_of + "{pairs}.", pairs=listed(pairs, 2)))
    found = [
        _pair(network, h) for _, h in sorted(hops.items())
        if all(e.method is Method.AI_SEARCH for e in h.evidence)
    ]  # fmt: skip
    if found:
        pattern = "Found only by an AI search, confirm before use: {pairs}."
        notes.append(sentence(pattern, pairs=listed(found, 2)))
    for end in [p.nodes[at] for p in shown[:1] for at in (0, -1)]:
        if end.kind in CONTEXT_KINDS:
            pattern = "{end} is common ground: nobody there is met by this route."
            notes.append(sentence(pattern, end=end.name))
    return notes


def _pair(network: Network, hop: Hop) -> str:
    ends = (network.nodes[network.index[ref.id]] for ref in (hop.source, hop.target))
    return " – ".join(short_name(node) for node in ends)
