"""A note that asks for an introduction along a route: for a convenor to edit, every hop cited."""

from collections.abc import Iterator

from graph.analysis.route_words import notes_on
from graph.analysis.sentences import day, sentence, short_name
from graph.model import Method, NodeKind, Status
from graph.network import Network
from graph.results import Evidence, Hop, NodeRef, Path, PathsAnswer

# Statements cited for one hop; the others are counted.
_CITED = 2
_MARKS = {
    Status.PLANNED: "planned, not recorded as held",
    Status.INFERRED: "inferred, stated by no source",
    Status.CLAIMED: "claimed, checked by nobody",
}


def introduction(network: Network, answer: PathsAnswer) -> str:
    """A note that asks for the introduction along the first route; empty where there is none.

    Only names and the roles that the sources state, no address: whom to write to is for the reader
    to find out. Each hop is cited by source, edition and address; whatever is not held or not
    confirmed is marked on its hop and told again in what to check.
    """
    if not answer.paths:
        return ""
    route = answer.paths[0]
    start, end = (_short(network, ref) for ref in (answer.start, answer.end))
    return "\n".join(
        [
            f"Subject: An introduction to {end}",
            "",
            f"Dear {_addressee(network, route)},",
            "",
            sentence("{start} would like to be introduced to {end}.", start=start, end=end),
            "[Say in a sentence why, and what you ask of them.]",
            "",
            "Public sources show these links:",
            *_steps(network, route),
            "",
            _request(network, route),
            "",
            "With thanks,",
            "[your name and your role]",
            "",
            "Check before you send (not part of the note):",
            *(f"- {line}" for line in _checks(network, route)),
            "",
            "Sources:",
            *_sources(route),
            f"Data as of {day(answer.snapshot.as_of)}, snapshot {answer.snapshot.hash}.",
        ]
    )


def _short(network: Network, ref: NodeRef) -> str:
    return short_name(network.nodes[network.index[ref.id]])


def _addressee(network: Network, route: Path) -> str:
    """Who is asked: whoever comes first on the route, by name where it is a person."""
    first = route.nodes[1]
    name = _short(network, first)
    return name if first.kind is NodeKind.PERSON else f"[whom you know at {name}]"


def _steps(network: Network, route: Path) -> Iterator[str]:
    for number, hop in enumerate(route.hops, start=1):
        does, office = _office(hop)
        said = sentence("{one} {does} {other}", one=_short(network, hop.source), does=does,
                        other=_short(network, hop.target))  # fmt: skip
        marks = "; ".join([*office, *_marks(hop)])
        yield f"{number}. {said}{f' ({marks})' if marks else ''}. [{number}]"


def _office(hop: Hop) -> tuple[str, list[str]]:
    """The words of a hop, and the office told with them; marks of doubt follow in full."""
    does, _, extra = hop.words.partition(" (")
    told = [part for part in extra.removesuffix(")").split("; ") if part]
    return does, [t for t in told if t != hop.status and not t.startswith("found by AI")]


def _marks(hop: Hop) -> Iterator[str]:
    if hop.status in _MARKS:
        yield _MARKS[hop.status]
    if all(e.method is Method.AI_SEARCH for e in hop.evidence):
        yield "found by an AI search, not confirmed"


def _request(network: Network, route: Path) -> str:
    names = [_short(network, ref) for ref in route.nodes]
    if len(names) == 2:
        return sentence("Could we speak about this with {end}?", end=names[1])
    if len(names) == 3:
        return sentence("Could you put us in touch with {end}?", end=names[2])
    return sentence(
        "Could you put us in touch with {next}, as a step towards {end}?",
        next=names[2], end=names[-1],
    )  # fmt: skip


def _checks(network: Network, route: Path) -> Iterator[str]:
    yield "Nobody named here was asked whether they would help; offices change between editions."
    if route.weakest_why:
        yield route.weakest_why
    yield from notes_on(network, [route])


def _sources(route: Path) -> Iterator[str]:
    for number, hop in enumerate(route.hops, start=1):
        cited = [_cited(e) for e in hop.evidence[:_CITED]]
        more = len(hop.evidence) - len(cited)
        yield f"[{number}] {'; also '.join(cited)}{f'; and {more} more' if more > 0 else ''}"


def _cited(e: Evidence) -> str:
    where = f", {e.locator}" if e.locator else ""
    address = f", {e.url}" if e.url else ", no address given"
    return f"{e.title}, edition of {day(e.edition)}{where}{address} (licence {e.licence})"
