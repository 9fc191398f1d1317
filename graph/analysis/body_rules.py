"""Rules on communities and bodies: who is far from their group, who has no organisation."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from graph.analysis.finding import Clue, Finding, joint
from graph.analysis.ground import Ground, Said, some
from graph.analysis.sentences import counted, listed, sentence, short_name
from graph.model import NodeKind
from graph.schema import carries_introduction

# Groups whose surroundings are walked together: the bits of one number.
BATCH = 64


def body_far_from_group(ground: Ground, *, max_hops: int) -> Iterator[Finding]:
    """A community or diaspora body has no chain of introductions to its country's group."""
    pairs = _seekers(ground)
    near = within(ground, [(seeker, group) for seeker, group, _ in pairs], max_hops)
    for seeker, group, country in pairs:
        if (seeker, group) in near:
            continue
        node, target = ground.nodes[seeker], ground.nodes[group]
        contacts = ground.contacts(seeker)
        state, read = ground.standing(seeker, len(contacts))
        bodies = [ground.nodes[v] for v in contacts if not ground.unnamed(v)]
        knows = next((one for one in bodies if one.kind is NodeKind.ORGANISATION), None)
        yield Finding(
            rule="body_far_from_group",
            subject=node,
            object=target,
            score=joint(
                0.4, 0.1 if contacts else 0.0, 0.02 * min(len(ground.steps[seeker]), 10),
                0.1 if node.kind is NodeKind.ORGANISATION else 0.0,
            ),
            headline=sentence(
                "No known chain of {hops} introductions or fewer leads from {body} to {group}.",
                body=short_name(node), hops=str(max_hops), group=short_name(target),
            ),
            clues=(
                Clue(
                    kind="topical", score=0.4,
                    words=sentence("{body} is tied to {country}; {group} is about it.",
                                   body=short_name(node), country=ground.name(country),
                                   group=short_name(target)),
                    said=some(ground.countries_of[seeker][country],
                              ground.countries_of[group][country]),
                ),
                *_knows(ground, contacts),
            ),
            state=state,
            read=read,
            advice=sentence(
                "Ask {who}, in touch with {body}, to write to {group}." if knows is not None
                else "Invite {body} to a meeting of {group}." if contacts
                or node.kind is NodeKind.ORGANISATION
                else "Find who speaks for {body}, and invite them to a meeting of {group}.",
                body=short_name(node), group=short_name(target),
                who=short_name(knows) if knows is not None else "",
            ),
            routes=((node.id, target.id),),
            touches=frozenset({ground.nodes[country].id}),
            knows=knows,
        )  # fmt: skip


def _seekers(ground: Ground) -> list[tuple[int, int, int]]:
    """(community or body, listed group, country that joins them), each pair once."""
    found: dict[tuple[int, int], int] = {}
    for country, groups in sorted(ground.groups_about.items()):
        seekers = [*ground.communities_of.get(country, ()), *ground.bodies_of.get(country, ())]
        for group in groups:
            if ground.listed(group):
                for seeker in seekers:
                    found.setdefault((seeker, group), country)
    return [(seeker, group, country) for (seeker, group), country in sorted(found.items())]


def within(
    ground: Ground, pairs: Sequence[tuple[int, int]], hops: int
) -> frozenset[tuple[int, int]]:
    """Those of the (vertex, target) pairs that are within so many introductions.

    Targets are walked from together, ``BATCH`` at a time, each as one bit of a number that every
    vertex holds. Cost: hops times links for each batch of targets.
    """
    begin, other = _introductions(ground)
    rows = np.flatnonzero(np.diff(begin))
    starts = begin[rows]
    by_target: dict[int, list[int]] = defaultdict(list)
    for vertex, target in pairs:
        by_target[target].append(vertex)
    targets, found = sorted(by_target), set()
    for start in range(0, len(targets), BATCH):
        batch = targets[start : start + BATCH]
        reached = np.zeros(ground.network.n, dtype=np.uint64)
        bits = np.uint64(1) << np.arange(len(batch), dtype=np.uint64)
        reached[batch] = bits
        for _ in range(hops if len(rows) else 0):
            near = np.bitwise_or.reduceat(reached[other], starts)
            reached[rows] |= near
        for target, bit in zip(batch, bits, strict=True):
            found |= {(v, target) for v in by_target[target] if reached[v] & bit}
    return frozenset(found)


def _introductions(ground: Ground) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Who can introduce whom, both ways, as compressed sparse rows: starts (n + 1,), others."""
    n, kind = ground.network.n, [node.kind for node in ground.nodes]
    near = [
        [step.other for step in ground.steps[v]
         if carries_introduction(step.kind, *_kinds(kind[v], kind[step.other], step.outward))]
        for v in range(n)
    ]  # fmt: skip
    begin = np.zeros(n + 1, dtype=np.int64)
    np.cumsum([len(row) for row in near], out=begin[1:])
    return begin, np.array([v for row in near for v in row], dtype=np.int64)


def _kinds(here: NodeKind, there: NodeKind, outward: bool) -> tuple[NodeKind, NodeKind]:
    return (here, there) if outward else (there, here)


def _knows(ground: Ground, contacts: Mapping[int, Said]) -> Iterator[Clue]:
    if contacts:
        yield Clue(
            kind="social", score=0.1,
            words=sentence("Its contacts in the data: {who}.",
                           who=listed(ground.name(v) for v in contacts)),
            said=some(*contacts.values()),
        )  # fmt: skip


def community_without_organisation(ground: Ground, *, max_hops: int) -> Iterator[Finding]:
    """A community is named in the data, and no organisation of, for or with it is."""
    for community in ground.of_kind(NodeKind.COMMUNITY):
        node = ground.nodes[community]
        countries = ground.countries_of.get(community, {})
        with_it = [s.other for s in ground.steps[community]
                   if ground.nodes[s.other].kind is NodeKind.ORGANISATION]  # fmt: skip
        served = with_it or any(c in ground.bodies_of for c in countries)
        if served or ground.unnamed(community) or not ground.known_here(community):
            continue
        lists = ground.lists_of_bodies if countries else ()
        title = listed(ground.network.sources[s].title for s in lists)
        yield Finding(
            rule="community_without_organisation",
            subject=node,
            score=joint(
                0.35 if countries else 0.1, 0.04 * min(len(ground.steps[community]), 5),
                0.1 * min(len(str(ground.size(community))) - 1, 5),
            ),
            headline=sentence(
                "{community}: no organisation of, for or with it is in these sources.",
                community=node.name,
            ),
            clues=(
                Clue(kind="rule", score=0.3, said=node.statements,
                     words=sentence("{community} is named {number}.", community=node.name,
                                    number=counted(len(node.statements), "time"))),
                *_counted_people(ground, community),
            ),
            state="absent" if lists else "unknown",
            read=sentence("{lists} would name such a body and names none." if lists else
                          "Nothing that lists bodies of {who} was read: not known.",
                          lists=title, who=node.name),
            advice=sentence("Ask who works with {who}, and add the body with its source.",
                            who=node.name),
            touches=frozenset(ground.nodes[c].id for c in countries),
        )  # fmt: skip


def _counted_people(ground: Ground, community: int) -> Iterator[Clue]:
    if ground.size(community):
        yield Clue(
            kind="rule", score=0.3, said=ground.nodes[community].statements,
            words=sentence("A source counts {number}.",
                           number=counted(ground.size(community), "person", "people")),
        )  # fmt: skip
