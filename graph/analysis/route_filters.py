"""What each filter of a question about routes does: removes, lengthens or replaces the first."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from graph.analysis.route_ask import Ask, allowed_links, mere_members
from graph.analysis.route_search import Route
from graph.analysis.sentences import counted, day, listed, sentence, short_name
from graph.analysis.ties import all_ties
from graph.model import LinkKind
from graph.network import Network
from graph.schema import LINK_KINDS

# The first route that a question finds; None when it finds none.
First = Callable[[Ask], Route | None]
# A question with its filter's name, as it would be without that filter.
Without = tuple[str, Ask]


def filters_in(network: Network, ask: Ask) -> tuple[Without, ...]:
    """Each filter in use, by its name, with the question as it would be without it."""
    found: list[Without] = []
    if ask.officers_only:
        found.append(("Officers only", replace(ask, officers_only=False)))
    if ask.since:
        found.append((f"Only links since {day(ask.since)}", replace(ask, since="")))
    if ask.only != frozenset(LinkKind):
        few = listed((f"'{LINK_KINDS[kind].forward}'" for kind in sorted(ask.only)), 2)
        name = f"Only links of kind {few}" if few else "No kind of link allowed"
        found.append((name, replace(ask, only=frozenset(LinkKind))))
    if ask.without:
        few = listed((f"'{LINK_KINDS[kind].forward}'" for kind in sorted(ask.without)), 2)
        found.append((f"Without links of kind {few}", replace(ask, without=frozenset())))
    if ask.through:
        found.append((f"Through {_named(network, ask.through)}", replace(ask, through=())))
    if ask.avoid:
        found.append((f"Not through {_named(network, ask.avoid)}", replace(ask, avoid=())))
    if not ask.include_ai and bool((network.once(all_ties).only_ai & network.introduces).any()):
        found.append(("Leaving out AI finds", replace(ask, include_ai=True)))
    return tuple(found)


def left_out(network: Network, ask: Ask) -> Iterator[str]:
    """How many links the filters that count links leave out, a sentence each."""
    ties = network.once(all_ties)
    if ask.officers_only:
        mere = allowed_links(network, replace(ask, officers_only=False)) & mere_members(network)
        yield f"Officers only: {counted(int(mere.sum()), 'mere membership')} of people left out."
    if ask.since:
        now = allowed_links(network, ask).sum()
        old = int(allowed_links(network, replace(ask, since="")).sum() - now)
        yield f"Only links evidenced since {day(ask.since)}: {counted(old, 'link')} left out."
    only_ai = ties.only_ai & network.introduces
    if not ask.include_ai and only_ai.any():
        yield f"Not used: {counted(int(only_ai.sum()), 'link')} found only by an AI search."


def effects(network: Network, ask: Ask, now: Route | None, first: First) -> Iterator[str]:
    """What each filter does to the first route, in a sentence each.

    Cost: one question a filter, and one without any of them where together they remove all.
    """
    filters = filters_in(network, ask)
    freed = [(name, first(without)) for name, without in filters]
    for name, before in freed:
        yield _effect(network, name, now, before)
    if now is None and len(freed) > 1 and not any(before for _, before in freed):
        plain = Ask(
            ends=ask.ends, max_hops=ask.max_hops, via_context=ask.via_context, include_ai=True
        )
        before = first(plain)
        if before:
            yield f"Together the filters remove every route: without them {_long(before)}."


def _effect(network: Network, name: str, now: Route | None, before: Route | None) -> str:
    if now == before:
        same = "there is no route without it either" if now is None else "the first route stays"
        return sentence("{name}: {same}.", name=name, same=same)
    if now is None and before is not None:
        return sentence("{name}: removes every route; without it {long}.", name=name,
                        long=_long(before))  # fmt: skip
    if now is None or before is None:
        return sentence("{name}: the route is found only with it.", name=name)
    if len(now) != len(before):
        hops = counted(len(now) - 1, "hop")
        return sentence("{name}: lengthens the way to {hops}; without it {long}.", name=name,
                        hops=hops, long=_long(before))  # fmt: skip
    others = [v for v in before if v not in now] or list(before[1:-1])
    return sentence("{name}: changes the first route, which without it goes by {others}.",
                    name=name, others=_named(network, tuple(others)))  # fmt: skip


def _long(route: Route) -> str:
    return f"the shortest has {counted(len(route) - 1, 'hop')}"


def _named(network: Network, vertices: tuple[int, ...]) -> str:
    return listed((short_name(network.nodes[v]) for v in vertices), 2)
