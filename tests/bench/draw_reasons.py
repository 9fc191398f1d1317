"""Draws reasons of gaps, rules taking turns, to be read against their evidence by hand.

``uv run python tests/bench/draw_reasons.py STORE [seed] [number]`` prints the hash of the snapshot,
then each reason with its headline, its advice and the statements behind it.
"""

import random
import sys
from collections import defaultdict

from graph.results import Gap, GapsAnswer, Reason
from kithmap import open_graph

EVERY = 1_000_000


def drawn(answer: GapsAnswer, seed: int, number: int) -> list[tuple[Gap, Reason]]:
    """So many reasons, without putting back: rules in the order of their names, again and again."""
    by_rule: dict[str, list[tuple[Gap, Reason]]] = defaultdict(list)
    for gap in (*answer.gaps, *answer.unknown):
        by_rule[gap.rule] += [(gap, reason) for reason in gap.reasons]
    chance = random.Random(seed)
    piles = [chance.sample(pile, len(pile)) for _, pile in sorted(by_rule.items())]
    found: list[tuple[Gap, Reason]] = []
    while len(found) < number and any(piles):
        found += [pile.pop() for pile in piles if pile]
    return found[:number]


def main() -> None:
    """Print the draw."""
    seed, number = (int(word) for word in (*sys.argv[2:], "30", "30")[:2])
    with open_graph(sys.argv[1]) as graph:
        answer = graph.gaps(limit=EVERY)
    told = sum(len(gap.reasons) for gap in (*answer.gaps, *answer.unknown))
    snapshot = answer.snapshot
    print(f"{snapshot.hash}, as of {snapshot.as_of}: {snapshot.nodes:,} nodes, {told:,} reasons")
    for at, (gap, reason) in enumerate(drawn(answer, seed, number), start=1):
        print(f"\n{at}. [{gap.rule}, {gap.coverage.state}] {gap.headline}")
        print(f"   reason: {reason.words}\n   advice: {gap.advice}\n   {gap.introducer_why}")
        for e in reason.evidence[:6]:
            said = "; ".join(filter(None, (e.detail, e.note, e.amount)))
            print(f"   - {e.source} {e.edition} [{e.status}, {e.method}] {e.locator}: {said}")


if __name__ == "__main__":
    main()
