"""The hidden test: a tenth of today's ties is hidden, and every ranking looks for them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from graph.analysis.backtest_learning import Cases, Weights, draw, fit
from graph.analysis.backtest_moment import Flags, Moment, parts_of, stems, tie_table, with_wholes
from graph.analysis.backtest_reasons import (
    HIDDEN,
    Sight,
    Table,
    paths_of_three,
    popularity,
    table_of,
)
from graph.analysis.backtest_scores import LEARNT, NEIGHBOURS, POPULARITY, Trial, rankings
from graph.analysis.sentences import counted
from graph.errors import BadQuestion
from graph.model import Link, LinkKind, Method, NodeKind, Status
from graph.network import Network
from graph.results_proof import Trials
from graph.schema import CONTEXT_KINDS, LINK_KINDS

SHARE = 0.1
# How often ties are hidden again among those that are left, to learn from.
REHEARSALS = 3
# Fewer ties than this and a tenth of them tells nothing.
LEAST_TIES = 50
_OF_PEOPLE = (LinkKind.OFFICER_OF, LinkKind.MEMBER_OF)


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The ties of a network as a table, and the house (parliament) of each group.

    ``houses`` has a row a house and a column a group: nobody is a candidate for a group of a house
    where they have no tie.
    """

    moment: Moment
    houses: Flags
    words: str


def today(network: Network, *, include_ai: bool = False) -> Today:
    """Ties of people to groups, or, where there are few, all acquaintance of whoever is tied.

    Planned ties are left out, and those that only an AI search found unless asked for. Raises
    ``BadQuestion`` where there are fewer than 50. Cost: linear in links.
    """
    links = [link for link in network.links if _usable(link, include_ai)]
    of_people = [
        k for k in links
        if k.kind in _OF_PEOPLE and network.nodes[network.index[k.source]].kind is NodeKind.PERSON
    ]  # fmt: skip
    enough = len({(k.source, k.target) for k in of_people}) >= LEAST_TIES
    kept = of_people if enough else [k for k in links if LINK_KINDS[k.kind].acquaintance]
    ties = sorted({(k.source, k.target) for k in kept})
    if len(ties) < LEAST_TIES:
        raise BadQuestion(
            f"the store holds {counted(len(ties), 'tie')} that could be hidden, and the test needs "
            f"{LEAST_TIES}",
            next_step="Load more first: 'kithmap tour' or 'kithmap load'.",
        )
    words = "people's offices and memberships" if enough else "all ties between bodies and people"
    moment = _moment(network, ties)
    return Today(moment=moment, houses=_houses(network, moment), words=words)


def _usable(link: Link, include_ai: bool) -> bool:
    return any(
        s.status is not Status.PLANNED and (include_ai or s.method is not Method.AI_SEARCH)
        for s in link.statements
    )


def _moment(network: Network, ties: list[tuple[str, str]]) -> Moment:
    people = tuple(sorted({one for one, _ in ties}))
    groups = tuple(sorted({other for _, other in ties}))
    wholes = parts_of(network.links)
    topics: dict[str, list[str]] = defaultdict(list)
    for link in network.links:
        context = network.nodes[network.index[link.target]].kind in CONTEXT_KINDS
        if context and _usable(link, include_ai=False):
            topics[link.source].append(link.target)
    of_people = [network.nodes[network.index[person]] for person in people]
    of_groups = [network.nodes[network.index[group]] for group in groups]
    return Moment(
        date=network.as_of,
        people=people,
        groups=groups,
        ties=tie_table(people, groups, ties),
        lords=np.array([node.get("chamber") == "lords" for node in of_people], dtype=np.bool_),
        met=("",) * len(groups),
        texts=tuple(
            stems(node.name, max((s.wording for s in node.statements), default=""))
            for node in of_groups
        ),
        topics=tuple(
            (*with_wholes(topics[node.id], wholes), f"filed:{node.get('category')}")
            for node in of_groups
        ),
    )


def _houses(network: Network, moment: Moment) -> Flags:
    of_group = [network.nodes[network.index[g]].get("parliament") for g in moment.groups]
    return np.array([[own == house for own in of_group] for house in sorted(set(of_group))])


def hide(ties: Flags, rng: np.random.Generator) -> tuple[Flags, Flags]:
    """The ties without a tenth of them, and that tenth.

    >>> ties = np.ones((5, 4), dtype=np.bool_)
    >>> left, hidden = hide(ties, np.random.default_rng(0))
    >>> int(left.sum()), int(hidden.sum()), bool((left & hidden).any())
    (18, 2, False)
    """
    at = np.argwhere(ties)
    drawn = at[rng.choice(len(at), max(round(SHARE * len(at)), 1), replace=False)]
    hidden = np.zeros_like(ties)
    hidden[drawn[:, 0], drawn[:, 1]] = True
    return ties & ~hidden, hidden


def candidates(left: Flags, houses: Flags) -> Flags:
    """Pairs without a tie of somebody and a group that both have one left, in one house."""
    near = np.zeros_like(left)
    for house in houses:
        near |= left[:, house].any(axis=1)[:, None] & house[None, :]
    return near & left.any(axis=0)[None, :] & ~left


def hidden_tests(
    network: Network, *, seeds: tuple[int, ...], resamples: int
) -> tuple[tuple[Trials, ...], Weights]:
    """The test without and, where it differs, with what only an AI search found.

    Weights are learnt anew for each seed, by hiding among the ties that are left; those of the
    first seed are given back. Raises ``BadQuestion`` as ``today`` does. Cost: seeds times pairs.
    """
    plain = today(network)
    found, weights = _tested("without AI-found lists", plain, seeds, resamples)
    full = today(network, include_ai=True)
    if full.moment.digest() == plain.moment.digest():
        return (found,), weights
    with_ai, _ = _tested("with AI-found lists", full, seeds, resamples)
    return (found, with_ai), weights


def _tested(
    name: str, now: Today, seeds: tuple[int, ...], resamples: int
) -> tuple[Trials, Weights]:
    runs = list(_runs(now, seeds))
    trials = [trial for trial, _, _ in runs]
    told = rankings(trials, [scores for _, scores, _ in runs], seed=seeds[0], resamples=resamples)
    open_pairs = sum(int(t.open.sum()) for t in trials)
    events = sum(int(t.joined.sum()) for t in trials)
    return Trials(
        name=f"{now.words}, {name}: {int(now.moment.ties.sum()):,} ties",
        candidates=open_pairs,
        events=events,
        share=round(events / max(open_pairs, 1), 7),
        rankings=told,
        aside=_aside(now, trials),
    ), runs[0][2]


def _aside(now: Today, trials: list[Trial]) -> tuple[tuple[str, int], ...]:
    """Hidden ties that nobody can find: the last of somebody or of a group."""
    hidden = len(trials) * round(SHARE * int(now.moment.ties.sum()))
    found = sum(int(t.joined.sum()) for t in trials)
    return (("hidden ties that were somebody's or a group's last", hidden - found),)


Run = tuple[Trial, dict[str, Table], Weights]


def _runs(now: Today, seeds: tuple[int, ...]) -> Iterator[Run]:
    """For each seed: what was hidden, how each ranking sees the rest, and the weights learnt."""
    for seed in seeds:
        rng = np.random.default_rng(seed)
        left, hidden = hide(now.moment.ties, rng)
        weights = fit(HIDDEN, [_rehearsal(now, left, rng) for _ in range(REHEARSALS)])
        sight = Sight(now.moment.with_ties(left))
        open_pairs = candidates(left, now.houses)
        trial = Trial(
            people=now.moment.people, groups=now.moment.groups, open=open_pairs,
            joined=hidden & open_pairs,
        )  # fmt: skip
        yield (
            trial,
            {
                LEARNT: weights.score(table_of(sight, HIDDEN)),
                POPULARITY: popularity(sight.ties),
                NEIGHBOURS: paths_of_three(sight.ties),
            },
            weights,
        )


def _rehearsal(now: Today, left: Flags, rng: np.random.Generator) -> Cases:
    """Ties hidden among those that are left, and what the reasons say of them.

    What was hidden for the test is open here as any other pair: it is not known to be a tie.
    """
    fewer, hidden = hide(left, rng)
    table = table_of(Sight(now.moment.with_ties(fewer)), HIDDEN)
    return draw(table, hidden, candidates(fewer, now.houses), rng)
