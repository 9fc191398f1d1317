"""What each figure of a broker means, in a sentence with names of this very network."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from graph.analysis.acquaintance import Acquaintance
from graph.analysis.sentences import counted, listed, sentence, short_name
from graph.model import Statement
from graph.network import Network
from graph.results_routes import Broker, Chance, Explained, MeasureName

# Contacts among which a telling pair is looked for, those with most links first.
_LOOKED_AT = 12
# From here on a broker's contacts mostly know one another; two strangers alone make 0.5.
_CLOSED = 0.6
# A p-value up to this is called more than chance.
_RARE = 0.05


def if_left(network: Network, vertex: int, lost: list[int]) -> str:
    """Who loses their only route if a vertex goes."""
    name = short_name(network.nodes[vertex])
    if not lost:
        return sentence("If {name} left, all others would still have a route.", name=name)
    names = (short_name(network.nodes[v]) for v in lost)
    return sentence(
        "If {name} left, {many} would lose their only known route: {names}."
        if len(lost) > 1
        else "If {name} left, {names} would lose its only known route.",
        name=name,
        many=counted(len(lost), "other"),
        names=listed(names, 2),
    )


def explained(
    network: Network, near: Acquaintance, vertex: int, broker: Broker
) -> tuple[Explained, ...]:
    """Each figure of a broker in a sentence, with the statements behind the links it names.

    Cost: the links at the broker and at its dozen best linked contacts.
    """
    ends = _strangers(near, vertex)
    proof = network.evidence(*_said(network, vertex, *ends))
    rows = [*_rows(network, vertex, broker, ends)]
    return tuple(Explained(measure=m, words=w, evidence=proof) for m, w in rows) + (
        _cut(network, near, vertex, broker)
    )


Row = tuple[MeasureName, str]


def _rows(network: Network, vertex: int, broker: Broker, ends: tuple[int, int]) -> Iterator[Row]:
    name, one, other = (short_name(network.nodes[v]) for v in (vertex, *ends))
    yield "betweenness", sentence(
        "{share} of shortest routes between two others pass {name}, such as from {one} to {other}.",
        share=f"{broker.betweenness:.1%}", name=name, one=one, other=other,
    )  # fmt: skip
    if broker.constraint is not None:
        closed = broker.constraint >= _CLOSED
        yield "constraint", sentence(
            "Constraint {figure}: contacts of {name} mostly know one another and hear the same."
            if closed
            else "Constraint {figure}: contacts of {name} have little to do with each other, "
            "such as {one} and {other}.",
            figure=f"{broker.constraint:.2f}", name=name, one=one, other=other,
        )  # fmt: skip
    yield "links", sentence(
        "{name} can be introduced by {many}, such as {one} and {other}.",
        name=name, many=counted(broker.links, "contact"), one=one, other=other,
    )  # fmt: skip
    if broker.chance:
        yield "chance", by_chance(name, broker.betweenness, broker.chance)


def by_chance(name: str, share: float, chance: Chance) -> str:
    """Whether a broker's share of routes is more than its number of links would give by chance."""
    more = "More than chance" if chance.p_value <= _RARE else "Not clearly more than chance"
    return sentence(
        more + ": {name} has {share}; with its links placed at random {usual} (p = {p}).",
        name=name, share=f"{share:.1%}", usual=f"{chance.usual:.1%}", p=f"{chance.p_value:.2f}",
    )  # fmt: skip


def _cut(
    network: Network, near: Acquaintance, vertex: int, broker: Broker
) -> tuple[Explained, ...]:
    """Who loses the only route, with the statements of the link over which it runs."""
    if not broker.cut:
        return ()
    lost = np.array([network.index[ref.id] for ref in broker.loses])
    own = near.of(vertex)
    over = own[np.isin(own, lost)]
    said = _said(network, vertex, *over.tolist()[:1]) or _said(network, vertex, int(own[0]))
    return (Explained(measure="cut", words=broker.if_left, evidence=network.evidence(*said)),)


def _strangers(near: Acquaintance, vertex: int) -> tuple[int, int]:
    """Two contacts whom nobody but this vertex brings together; else two without a link; else any.

    A broker lies on a route between two others, so it has two contacts at least.
    """
    own = near.of(vertex)
    best = own[np.lexsort((own, -near.degree[own]))][:_LOOKED_AT].tolist()
    around = {v: set(near.of(v).tolist()) for v in best}
    apart = [(a, b) for a, b in combinations(best, 2) if b not in around[a]]
    alone = [(a, b) for a, b in apart if not (around[a] & around[b]) - {vertex}]
    return (alone or apart or [(best[0], best[-1])])[0]


def _said(network: Network, vertex: int, *others: int) -> list[Statement]:
    """The newest statement of the first link that carries an introduction to each of the others."""
    beside, at, _ = network.around(vertex)
    found = []
    for other in dict.fromkeys(others):
        links = [network.links[i] for i in at[beside == other] if network.introduces[i]]
        found += [max(links[0].statements, key=lambda s: s.last_seen)] if links else []
    return found
