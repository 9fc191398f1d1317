"""The merge court: open questions for a person, and judgements that the store follows at once."""

from dataclasses import replace

from graph.errors import BadQuestion, NotFound
from graph.identity.raw import RawGraph
from graph.identity.resolve import difference, resolve
from graph.identity.suggest import suggest
from graph.model import Judgement, Verdict
from graph.network import Network
from graph.results import JudgeAnswer, Suggestion
from graph.store.base import Changes, Store, planned_anew


def open_questions(store: Store, network: Network, *, limit: int = 50) -> JudgeAnswer:
    """Pairs of nodes that may be one, likeliest first, without those already judged."""
    ledger = store.judgements()
    judged = {frozenset(j.pair) for j in ledger}
    found = suggest(network.nodes, judged, limit=max(limit, 1000))
    suggestions = tuple(
        Suggestion(
            left=network.ref(network.index[left]),
            right=network.ref(network.index[right]),
            score=score,
            reasons=reasons,
        )
        for left, right, score, reasons in found
    )
    return JudgeAnswer(
        suggestions=suggestions[:limit],
        suggestions_in_all=len(suggestions),
        judged=tuple((j.left, j.right, j.verdict.value, j.by, j.on, j.why) for j in ledger),
        snapshot=network.snapshot,
    )


def judge(
    store: Store, left: str, right: str, verdict: Verdict, *, by: str, on: str, why: str
) -> Judgement:
    """Write a judgement on two nodes and bring nodes and links in line with the ledger.

    Raises ``NotFound`` for an id that the store does not hold, ``BadQuestion`` for two kinds or
    for one node with itself. Cost: linear in the store.
    """
    if left == right:
        raise BadQuestion("a node is always the same as itself", where=left)
    judgement = Judgement(left=left, right=right, verdict=verdict, by=by, on=on, why=why)
    _rewrite(store, judgement.pair, judgement)
    return judgement


def withdraw(store: Store, left: str, right: str) -> Judgement:
    """Take a judgement back; ``NotFound`` when the pair was never judged."""
    pair = tuple(sorted((left, right)))
    known = [j for j in store.judgements() if j.pair == pair]
    if not known:
        raise NotFound(
            f"no judgement on '{left}' and '{right}'", next_step="See 'kithmap judge list'."
        )
    _rewrite(store, (pair[0], pair[1]), None)
    return known[-1]


def _rewrite(store: Store, pair: tuple[str, str], judgement: Judgement | None) -> None:
    planned_anew(store, lambda base: _rewrite_on(base, store, pair, judgement))


def _rewrite_on(
    base: int, store: Store, pair: tuple[str, str], judgement: Judgement | None
) -> None:
    nodes, links = tuple(store.nodes()), tuple(store.links())
    raw = RawGraph()
    raw.add_stored(nodes, links)
    if judgement is not None:
        _check_pair(raw, pair)
    ledger = tuple(j for j in store.judgements() if j.pair != pair)
    ledger += (judgement,) if judgement is not None else ()
    change = difference(nodes, links, resolve(raw, ledger))
    changes = Changes(
        base_version=base,
        nodes=change.nodes,
        links=change.links,
        drop_nodes=change.drop_nodes,
        drop_links=change.drop_links,
    )
    store.write(replace(changes, judgements=ledger))


def _check_pair(raw: RawGraph, pair: tuple[str, str]) -> None:
    kinds = []
    for record_id in pair:
        kind = raw.kind_of(record_id)
        if kind is None:
            raise NotFound(f"no record has the id '{record_id}'", next_step="Try 'kithmap find'.")
        kinds.append(kind)
    if kinds[0] is not kinds[1]:
        raise BadQuestion(
            f"a {kinds[0]} and a {kinds[1]} cannot be one node", where=" and ".join(pair)
        )
