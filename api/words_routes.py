"""Answers about brokers and about who is far from deciding, in plain words for a terminal."""

from collections.abc import Iterator

from api.words import cites, hop_words, more, named
from graph.results_routes import BrokersAnswer, OfficerMeeting, Reach, ReachAnswer


def brokers_lines(answer: BrokersAnswer) -> Iterator[str]:
    """What coverage tells first, then the brokers, strongest first, each figure explained."""
    yield answer.caution
    yield answer.method
    for broker in answer.brokers:
        yield f"- {named(broker.node)}"
        yield f"    {broker.if_left}"
        yield from (f"    {one.words}" for one in broker.explained if one.measure != "cut")
        proof = [e for one in broker.explained for e in one.evidence]
        yield from (f"        {line}" for line in dict.fromkeys(cites(proof, 2)))
    yield from (f"Note: {note}" for note in answer.notes)


def reach_lines(answer: ReachAnswer) -> Iterator[str]:
    """Who has a route, by hops; who has none; of whom nothing is known; then the officers."""
    yield answer.headline
    for row in answer.reached:
        yield f"- {row.words}"
        yield from _route(row)
    yield from more(answer.reached_in_all, len(answer.reached))
    for heading, rows, in_all in (
        ("No route in these sources", answer.none, answer.none_in_all),
        ("Unknown: no source held tells of a contact", answer.unknown, answer.unknown_in_all),
    ):
        if rows:
            yield ""
            yield f"{heading} ({in_all:,}):"
        for row in rows:
            yield f"- {row.words}"
            yield from (f"      {line}" for line in cites(row.evidence))
        yield from more(in_all, len(rows))
    if answer.officers:
        yield ""
        yield "Officers of the groups concerned, met or not:"
    for officer in answer.officers:
        yield from _officer(officer)
    yield from (f"Note: {note}" for note in answer.notes)


def _route(row: Reach) -> Iterator[str]:
    for hop in row.path.hops if row.path else ():
        yield f"    {hop_words(hop)}"
        yield from (f"        {line}" for line in cites(hop.evidence))


def _officer(row: OfficerMeeting) -> Iterator[str]:
    who = f"{row.officer.name}, {row.office}" if row.officer else "No officer is named"
    yield f"- {row.group.name}: {who}. {row.words}"
    yield from (f"      {line}" for line in cites(row.evidence, 2))
