"""What a snapshot decided about identity and its records alone would not: judgements to keep it."""

from collections.abc import Iterable, Sequence
from itertools import combinations

from graph.identity.ledger import SNAPSHOT, Ledger
from graph.identity.match import automatic
from graph.identity.raw import RawGraph
from graph.model import Judgement, Link, Node, Verdict


def judgements_of(
    nodes: Sequence[Node], links: Iterable[Link], *, on: str, hash: str
) -> tuple[Judgement, ...]:
    """Judgements under which the records of a snapshot make its nodes again, under their ids.

    None where they do so by themselves. A person's judgement, an internal sheet or a later edition
    may have decided what the snapshot shows without showing why. Cost: near linear.
    """
    homes = _homes(nodes, links)
    raw = RawGraph()
    raw.add_stored(nodes, ())
    records = tuple(raw.nodes())
    alone = Ledger((), automatic(records), ids=(record.id for record in records))
    torn = _torn(alone, homes)
    amiss = {home for record, home in homes.items() if alone.canonical(record) != home}
    amiss |= {home for pair in torn for home in pair}
    same = [(home, record) for record, home in homes.items() if home in amiss and record != home]
    why = f"so it is in snapshot {hash} of {on}"
    return tuple(
        Judgement(left=left, right=right, verdict=verdict, by=SNAPSHOT, on=on, why=why)
        for verdict, pairs in ((Verdict.DIFFERENT, torn), (Verdict.SAME, same))
        for left, right in sorted(pairs)
    )


def _homes(nodes: Iterable[Node], links: Iterable[Link]) -> dict[str, str]:
    """The node to which each record belongs, also of records that only links speak of."""
    homes = {said.subject: node.id for node in nodes for said in node.statements}
    for link in links:
        for said in link.statements:
            homes.setdefault(said.subject, link.source)
            homes.setdefault(said.object, link.target)
    return homes


def _torn(alone: Ledger, homes: dict[str, str]) -> list[tuple[str, str]]:
    """Pairs of nodes that the records alone would make one."""
    together: dict[str, set[str]] = {}
    for record, home in homes.items():
        together.setdefault(alone.canonical(record), set()).add(home)
    return sorted({pair for held in together.values() for pair in combinations(sorted(held), 2)})
