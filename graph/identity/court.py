"""The merge court: open questions for a person, and judgements that the store follows at once."""

from collections.abc import Collection
from dataclasses import replace

from graph.errors import BadQuestion, NotFound
from graph.identity.concordance import bearers, unpacked
from graph.identity.names import normal_identifier
from graph.identity.raw import RawGraph
from graph.identity.resolve import Resolved, difference, resolve
from graph.identity.suggest import Suggested, suggest
from graph.model import Concordance, FactKind, Judgement, Node, NodeKind, Verdict
from graph.network import Network
from graph.results_judge import (
    JudgeAnswer,
    Judged,
    KeptList,
    Side,
    Suggestion,
    VerdictAnswer,
)
from graph.store.base import Changes, Store, planned_anew

# Statements shown of either side: the newest are enough to tell whom a source means.
SHOWN_EVIDENCE = 3

Pair = tuple[str, str]


def open_questions(
    store: Store,
    network: Network,
    *,
    kinds: Collection[NodeKind] = (),
    min_score: float = 0.0,
    limit: int = 50,
    offset: int = 0,
) -> JudgeAnswer:
    """Pairs of nodes that may be one, likeliest first, without those already judged.

    ``kinds`` and ``min_score`` (0 to 1) choose among them, ``limit`` and ``offset`` make a page.
    """
    ledger = store.judgements()
    judged = {frozenset(judgement.pair) for judgement in ledger}
    found = [
        pair
        for pair in network.once(_suggested)
        if pair[2] >= min_score
        and frozenset(pair[:2]) not in judged
        and (not kinds or network.nodes[network.index[pair[0]]].kind in kinds)
    ]
    return JudgeAnswer(
        suggestions=tuple(_suggestion(network, pair) for pair in found[offset : offset + limit]),
        suggestions_in_all=len(found),
        offset=offset,
        judged=tuple(map(_judged, ledger)),
        lists=_lists(store.concordances()),
        snapshot=network.snapshot,
    )


def _suggested(network: Network) -> tuple[Suggested, ...]:
    return suggest(network.nodes, frozenset(), len(network.nodes) + 1_000)


def _suggestion(network: Network, pair: Suggested) -> Suggestion:
    left, right, score, reasons = pair
    return Suggestion(
        left=_side(network, left), right=_side(network, right), score=score, reasons=reasons
    )


def _side(network: Network, node_id: str) -> Side:
    vertex = network.index[node_id]
    node = network.nodes[vertex]
    return Side(
        id=node.id,
        name=node.name,
        kind=node.kind,
        aliases=node.aliases,
        identifiers=node.identifiers,
        links=int(network.degree[vertex]),
        evidence=network.evidence(*node.statements)[:SHOWN_EVIDENCE],
    )


def _judged(judgement: Judgement) -> Judged:
    return Judged(
        left=judgement.left,
        right=judgement.right,
        verdict=judgement.verdict,
        by=judgement.by,
        on=judgement.on,
        why=judgement.why,
    )


def _lists(pages: tuple[Concordance, ...]) -> tuple[KeptList, ...]:
    sizes: dict[tuple[str, str, str, FactKind], int] = {}
    for page in pages:
        key = (page.source, page.part, page.edition, page.kind)
        sizes[key] = sizes.get(key, 0) + page.facts.count("\n") + 1
    return tuple(
        KeptList(source=source, part=part, edition=edition, kind=kind, facts=size)
        for (source, part, edition, kind), size in sorted(sizes.items())
    )


# ---- verdicts


def judge(
    store: Store, left: str, right: str, verdict: Verdict, *, by: str, on: str, why: str
) -> tuple[Judgement, Resolved]:
    """Write a judgement and bring nodes and links in line; also what the graph is made of now.

    The ends are ids of nodes or records, or two identifiers: then it holds for whoever bears
    them, now and later, and ``different`` takes a pair out that a source lists. Raises
    ``NotFound`` for an id that the store does not hold, ``BadQuestion`` for two kinds or for one
    node with itself. Cost: linear in the store.
    """
    if left == right:
        raise BadQuestion("a node is always the same as itself", where=left)
    given = Judgement(left=left, right=right, verdict=verdict, by=by, on=on, why=why)
    return planned_anew(store, lambda base: _decided(base, store, given))


def withdraw(store: Store, left: str, right: str) -> tuple[Judgement, Resolved]:
    """Take a judgement back; ``NotFound`` when the pair was never judged."""
    return planned_anew(store, lambda base: _withdrawn(base, store, (left, right)))


def verdict_answer(
    network: Network, judgement: Judgement, now: Resolved, *, withdrawn: bool
) -> VerdictAnswer:
    """The answer to a verdict: the nodes that the two ends belong to, those in force."""
    homes = {home for end in judgement.pair for home in _homes(now, end)}
    shown = [node for node in map(network.node, sorted(homes)) if node]
    return VerdictAnswer(
        judged=_judged(judgement),
        withdrawn=withdrawn,
        nodes=tuple(map(network.ref, shown)),
        snapshot=network.snapshot,
    )


def _homes(now: Resolved, end: str) -> list[str]:
    if end in now.canonical:
        return [now.canonical[end]]
    identifier = normal_identifier(end)
    return [n.id for n in now.nodes.values() if identifier and _bears(n, identifier)][:1]


def _bears(node: Node, identifier: str) -> bool:
    return any(normal_identifier(text) == identifier for text in node.identifiers)


def _decided(base: int, store: Store, given: Judgement) -> tuple[Judgement, Resolved]:
    raw, pages = _held(store), store.concordances()
    left, right = _checked(raw, pages, (given.left, given.right))
    judgement = replace(given, left=left, right=right)
    kept = tuple(j for j in store.judgements() if j.pair != judgement.pair)
    return judgement, _rewritten(base, store, raw, pages, (*kept, judgement))


def _withdrawn(base: int, store: Store, pair: Pair) -> tuple[Judgement, Resolved]:
    ledger, pages = store.judgements(), store.concordances()
    ends = {end: normal_identifier(end) or end for end in pair}
    wanted = [{pair[0], pair[1]}, set(ends.values())]
    known = [j for j in ledger if set(j.pair) in wanted]
    if not known:
        said = _listed(pages, set(ends.values()))
        step = "'kithmap judge reject' takes it out" if said else "See 'kithmap judge list'"
        told = f"; {said} says it" if said else ""
        raise NotFound(f"no judgement on '{pair[0]}' and '{pair[1]}'{told}", next_step=f"{step}.")
    kept = tuple(j for j in ledger if j not in known)
    return known[-1], _rewritten(base, store, _held(store), pages, kept)


def _held(store: Store) -> RawGraph:
    raw = RawGraph()
    raw.add_stored(store.nodes(), store.links())
    return raw


def _rewritten(
    base: int,
    store: Store,
    raw: RawGraph,
    pages: tuple[Concordance, ...],
    ledger: tuple[Judgement, ...],
) -> Resolved:
    now = resolve(raw, ledger, pages)
    change = difference(store.nodes(), store.links(), now)
    store.write(
        Changes(
            base_version=base,
            nodes=change.nodes,
            links=change.links,
            drop_nodes=change.drop_nodes,
            drop_links=change.drop_links,
            judgements=ledger,
        )
    )
    return now


# ---- what can be judged


def _checked(raw: RawGraph, pages: tuple[Concordance, ...], pair: Pair) -> Pair:
    """The ends as they are kept: ids of records of one kind, or identifiers in their spelling."""
    kinds = [raw.kind_of(end) for end in pair]
    if None not in kinds:
        if kinds[0] is not kinds[1]:
            raise BadQuestion(
                f"a {kinds[0]} and a {kinds[1]} cannot be one node", where=" and ".join(pair)
            )
        return pair
    ends = [end if kind else normal_identifier(end) for end, kind in zip(pair, kinds, strict=True)]
    known = bearers(raw)
    for end, given, kind in zip(ends, pair, kinds, strict=True):
        if kind is None and end not in known and not _listed(pages, {end}):
            raise NotFound(f"no record has the id '{given}'", next_step="Try 'kithmap find'.")
    if any(kind not in (None, NodeKind.ORGANISATION) for kind in kinds) or ends[0] == ends[1]:
        raise BadQuestion("these cannot be one node", where=" and ".join(pair))
    return ends[0], ends[1]


def _listed(pages: tuple[Concordance, ...], wanted: set[str]) -> str:
    """The list that names all of these identifiers in one row; empty when none does."""
    for page in pages:
        if all(end and end in page.facts for end in wanted):
            for fact in unpacked(page):
                if wanted <= {fact.left, fact.right}:
                    return page.part
    return ""
