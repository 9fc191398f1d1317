"""Heritage, country, group, officers: with whom a meeting is recorded, and with whom none is."""

from collections.abc import Iterator, Sequence

from graph.analysis.deciders import groups
from graph.analysis.sentences import day, sentence, short_name
from graph.analysis.ties import all_ties
from graph.model import Link, LinkKind, Node, NodeKind, Statement, Status
from graph.network import Network
from graph.results_routes import MeetingState, OfficerMeeting

# A group has a few officers; a topic has a few groups.
_MOST = 100
_HELD_FIRST = {Status.HELD: 0, Status.PLANNED: 1, Status.CLAIMED: 2, Status.INFERRED: 3}
_DOUBTS = {
    Status.PLANNED: "was planned, and is not recorded as held",
    Status.CLAIMED: "is claimed, checked by nobody",
    Status.INFERRED: "is inferred, stated by no source",
}

# Whom somebody met, with the statement: the other one of the meeting.
_Met = tuple[Node, Statement]


def officer_meetings(network: Network, topics: Sequence[int]) -> tuple[OfficerMeeting, ...]:
    """The officers of the groups about some topics, and what meetings are recorded of each.

    By topic, then group, those who lead first. A meeting with the group is no meeting with its
    officer; that none is recorded does not say that none took place.
    Cost: the links of the groups and of their officers.
    """
    return tuple(row for topic in topics for row in _on(network, topic))[:_MOST]


def _on(network: Network, topic: int) -> Iterator[OfficerMeeting]:
    cost = network.once(all_ties).cost
    for group, about in network.once(groups).on(topic):
        others, at, outward = network.around(group)
        offices = sorted(
            (int(cost[link]), int(person), network.links[link])
            for person, link, out in zip(others, at, outward, strict=True)
            if not out and network.links[link].kind is LinkKind.OFFICER_OF
        )
        told = network.links[about].statements[:1]
        yield from (_row(network, topic, group, office, told) for *_, office in offices)
        if not offices:
            yield _row(network, topic, group, None, told)


def _row(
    network: Network, topic: int, group: int, office: Link | None, told: Sequence[Statement]
) -> OfficerMeeting:
    body = network.nodes[group]
    person = network.nodes[network.index[office.source]] if office else None
    state, met, words = _meeting(network, person, body)
    said = [*(office.statements[:1] if office else ()), *told, *([met[1]] if met else [])]
    details = [s.detail for s in office.statements if s.detail] if office else [""]
    return OfficerMeeting(
        topic=network.ref(topic),
        group=network.ref(group),
        officer=network.ref(person) if person else None,
        office=details[0] if details else "officer",
        state=state,
        who=network.ref(met[0]) if met else None,
        words=words,
        evidence=network.evidence(*said),
    )


def _meeting(
    network: Network, person: Node | None, body: Node
) -> tuple[MeetingState, _Met | None, str]:
    """The surest meeting with an officer, else with the group, in words."""
    group = short_name(body)
    officer = short_name(person) if person else "any officer of it"
    own = _first(network, person) if person else None
    shared = _first(network, body)
    if own and own[1].status is Status.HELD:
        return "met", own, sentence("{who} met {officer}, by a source of {day}.",
                                    who=short_name(own[0]), officer=officer,
                                    day=day(own[1].last_seen))  # fmt: skip
    if shared and shared[1].status is Status.HELD:
        return "group_met", shared, sentence(
            "{who} met {group}, by a source of {day}; no meeting with {officer} is recorded.",
            who=short_name(shared[0]), group=group, officer=officer, day=day(shared[1].last_seen),
        )  # fmt: skip
    met = own or shared
    if met:
        return "not_held", met, sentence(
            "A meeting of {who} with {whom} {doubt}.", who=short_name(met[0]),
            whom=officer if own else group, doubt=_DOUBTS[met[1].status],
        )  # fmt: skip
    if person is None:
        officer = f"{group}, whose officers no source names,"
    return "not_recorded", None, sentence(
        "No meeting with {officer} is recorded in these sources, which does not say never.",
        officer=officer,
    )  # fmt: skip


def _first(network: Network, node: Node) -> _Met | None:
    """The surest and newest meeting recorded of a node with a body or community."""
    met = [
        (other, said) for other, link in network.links_of(node.id, LinkKind.MET)
        for said in link.statements
        if other.kind is not NodeKind.PERSON and other.id != node.id
    ]  # fmt: skip
    met.sort(key=lambda row: row[0].id)
    met.sort(key=lambda row: row[1].last_seen, reverse=True)
    return min(met, key=lambda row: _HELD_FIRST[row[1].status], default=None)
