"""The hidden test: a tenth of today's ties is hidden, and every ranking looks for them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from graph.analysis.backtest_learning import Cases, Weights, draw, fit
from graph.analysis.backtest_likeness import (
    implied,
    like_groups,
    like_people,
    listed,
    most_in,
    same_house,
    size,
    twin,
)
from graph.analysis.backtest_moment import Flags, Moment, parts_of, stems, tie_table, with_wholes
from graph.analysis.backtest_reasons import (
    Reason,
    Sight,
    Table,
    lords,
    names_of,
    officers_interests,
    offices,
    paths_of_three,
    popularity,
    shared_colleagues,
    table_of,
    topic,
)
from graph.analysis.backtest_scores import LEARNT, NEIGHBOURS, POPULARITY, Places, Trial, rankings
from graph.analysis.sentences import counted
from graph.errors import BadQuestion
from graph.model import Link, LinkKind, Method, NodeKind, Status
from graph.network import Network
from graph.results_proof import Trials
from graph.schema import CONTEXT_KINDS, LINK_KINDS

HIDDEN: tuple[Reason, ...] = (
    offices, size, listed, shared_colleagues, like_groups, like_people, most_in, twin, implied,
    topic, officers_interests, same_house, lords,
)  # fmt: skip
SHARE = 0.1
# The first pairs are looked at twice, with weights learnt on the first pairs of rehearsals alone:
# what parts the best from the good differs from what parts the good from the rest.
SECOND_LOOK = 1000
SECOND_RIDGE = 5.0
# How often ties are hidden again among those that are left, to learn from.
REHEARSALS = 6
# Fewer ties than this and a tenth of them tells nothing.
LEAST_TIES = 50
_OF_PEOPLE = (LinkKind.OFFICER_OF, LinkKind.MEMBER_OF)


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The ties of a network as a table, in words, and the vectors of what groups are about."""

    moment: Moment
    words: str
    vectors: Table

    def sight(self, ties: Flags) -> Sight:
        """The groups as reasons see them with other ties; what they are about stays."""
        return Sight(self.moment.with_ties(ties), vectors=self.vectors)


def today(network: Network, *, include_ai: bool = False) -> Today:
    """Ties of people to groups, or, where there are few, all acquaintance of whoever is tied.

    Of several parliaments the one with most ties is taken: across them nobody is a candidate, and
    a small house of long lists would make the rest look easy. Planned ties are left out, and
    those that only an AI search found unless asked for. Raises ``BadQuestion`` where there are
    fewer than 50. Cost: linear in links.
    """
    links = [link for link in network.links if _usable(link, include_ai)]
    of_people = {(k.source, k.target) for k in links if _of_person(network, k)}
    if len(of_people) >= LEAST_TIES:
        house = _largest_house(network, of_people)
        ties = sorted(tie for tie in of_people if _house(network, tie) == house)
        words = "offices and memberships of people" + (f" ({house})" if house else "")
    else:
        ties = sorted({(k.source, k.target) for k in links if LINK_KINDS[k.kind].acquaintance})
        words = "all ties of bodies and people"
    if len(ties) < LEAST_TIES:
        raise BadQuestion(
            f"the store holds {counted(len(ties), 'tie')} that could be hidden, and the test needs "
            f"{LEAST_TIES}",
            next_step="Load more first: 'kithmap tour' or 'kithmap load'.",
        )
    moment = _moment(network, ties)
    return Today(moment=moment, words=words, vectors=Sight(moment).vectors)


def _of_person(network: Network, link: Link) -> bool:
    return (
        link.kind in _OF_PEOPLE
        and network.nodes[network.index[link.source]].kind is NodeKind.PERSON
    )


def _house(network: Network, tie: tuple[str, str]) -> str:
    return network.nodes[network.index[tie[1]]].get("parliament")


def _largest_house(network: Network, ties: Iterable[tuple[str, str]]) -> str:
    number = Counter(_house(network, tie) for tie in ties)
    return min(number, key=lambda house: (-number[house], house))


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
    left: Flags = ties & ~hidden
    return left, hidden


def candidates(left: Flags) -> Flags:
    """Pairs without a tie of somebody and a group that both have one left."""
    people, groups = np.flatnonzero(left.any(axis=1)), np.flatnonzero(left.any(axis=0))
    found = np.zeros_like(left)
    found[np.ix_(people, groups)] = True
    found &= ~left
    return found


def hidden_tests(
    network: Network, *, seeds: tuple[int, ...], resamples: int
) -> tuple[tuple[Trials, ...], Weights, str]:
    """The test without and, where it differs, with what only an AI search found.

    Weights are learnt anew for each seed, by hiding among the ties that are left; those of the
    first seed are given back, and the hash of the ties without AI-found ones. Raises
    ``BadQuestion`` as ``today`` does. Cost: seeds times pairs.
    """
    plain = today(network)
    found, weights = _tested("without AI-found lists", plain, seeds, resamples)
    data = plain.moment.digest().hex()[:16]
    full = today(network, include_ai=True)
    if full.moment.digest() == plain.moment.digest():
        return (found,), weights, data
    with_ai, _ = _tested("with AI-found lists", full, seeds, resamples)
    return (found, with_ai), weights, data


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
        sight = now.sight(left)
        open_pairs = candidates(left)
        rehearsals = [_rehearsal(now, left, rng) for _ in range(REHEARSALS)]
        weights = fit(names_of(HIDDEN), [draw(*r, rng) for r in rehearsals])
        table = table_of(sight, HIDDEN)
        trial = Trial(
            people=now.moment.people, groups=now.moment.groups, open=open_pairs,
            joined=hidden & open_pairs,
        )  # fmt: skip
        yield (
            trial,
            {
                LEARNT: second_look(weights, rehearsals, table, open_pairs),
                POPULARITY: popularity(sight.ties),
                NEIGHBOURS: paths_of_three(sight.ties),
            },
            weights,
        )


Rehearsal = tuple[Table, Flags, Flags]


def _rehearsal(now: Today, left: Flags, rng: np.random.Generator) -> Rehearsal:
    """Ties hidden among those that are left, and what the reasons say of them.

    What was hidden for the test is open here as any other pair: it is not known to be a tie.
    """
    fewer, hidden = hide(left, rng)
    open_pairs = candidates(fewer)
    table = table_of(now.sight(fewer), HIDDEN)
    return table, hidden & open_pairs, open_pairs


def second_look(
    weights: Weights, rehearsals: Sequence[Rehearsal], table: Table, open_pairs: Flags
) -> Table:
    """Scores of all pairs, the first 1,000 put in a better order among themselves."""
    scores = weights.score(table)
    cases: list[Cases] = []
    for rehearsed, hidden, among in rehearsals:
        rows, at = _first(weights.score(rehearsed), rehearsed, among)
        cases.append((rows, hidden[at].astype(np.float64), np.ones(len(rows))))
    again = fit((*weights.reasons, "first look"), cases, SECOND_RIDGE)
    rows, at = _first(scores, table, open_pairs)
    top = float(scores[open_pairs].max(initial=0.0))
    anew = again.score(rows)
    found = scores.copy()
    found[at] = top + 1 + anew - anew.min(initial=0.0)
    return found


def _first(scores: Table, table: Table, among: Flags) -> tuple[Table, tuple[Places, Places]]:
    """Reasons and score of the first pairs, and where they stand."""
    people, groups = np.nonzero(among)
    order = np.argsort(-scores[people, groups], kind="stable")[:SECOND_LOOK]
    at = people[order], groups[order]
    return np.column_stack([table[at], scores[at]]), at
