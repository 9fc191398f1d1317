"""A list of names as people write them down: which nodes its lines name, and which lines do not."""

import re
from collections.abc import Callable, Iterable, Iterator

from graph.analysis.find import named_outright, nearest
from graph.errors import BadQuestion
from graph.model import Node, NodeKind
from graph.network import Network
from graph.policy import without_contacts
from graph.results_rooms import Names, Recognised, Unclear
from graph.schema import CONTEXT_KINDS

# Who can sit in a room, or share something: a country, a place or a theme can not.
BODIES = tuple(kind for kind in NodeKind if kind not in CONTEXT_KINDS)
# A list for one room or one coalition; longer ones are a register's matter.
MOST_NAMES = 500
LONGEST_LINE = 400
# More choices than this are no question that a person can answer.
_CHOICES = 8

_BULLET = re.compile(r"^\s*(?:[-*•·]\s+|\(?\d{1,3}[.)]\s+)")
_APART = re.compile(r"\s*[,;\t()/]\s*|\s+[-–—|]\s+")
_HONOUR = re.compile(
    r"^(?:the\s+)?(?:(?:rt|right)\.?\s+hon(?:ourable)?\.?\s+)?(?:the\s+)?"
    r"(?:(?:dr|sir|dame|mr|mrs|ms|miss|cllr|councillor|prof(?:essor)?)\.?\s+)?",
    re.IGNORECASE,
)
_SEAT = re.compile(r"[\s,]+(?:MP|MSP|MS|MLA|CBE|OBE|MBE|QC|KC)\.?$")

Proposals = Callable[[str], Iterable[str]]


def lines_of(text: str) -> tuple[str, ...]:
    """The names in a pasted text: one a line, without bullets, numbers and ``#`` comments.

    >>> lines_of("- Trust for London")
    ('Trust for London',)
    """
    found = (_BULLET.sub("", line).strip() for line in text.splitlines())
    return tuple(line for line in found if line and not line.startswith("#"))


def understood(network: Network, names: Iterable[str], proposals: Proposals) -> Names:
    """Each line of a list with the nodes that it names outright, or what it may mean.

    A line may name a person and a body ("Ann Body, Citizens UK"): the whole is tried first, then
    its parts. A name that only holds the words of a line is offered, never taken. ``proposals``
    are the ids that a store finds for a text. Raises ``BadQuestion`` for an empty list and for
    one of more than 500 names. Cost: a search a line, and all names for a line that nothing fits.
    """
    lines = _checked(names)
    matched, ambiguous, unmatched = [], [], []
    for line in lines:
        nodes, choices = _meant(network, line, proposals)
        refs = tuple(network.ref(node) for node in nodes or choices)
        if nodes:
            matched.append(Recognised(text=line, nodes=refs))
        elif choices:
            ambiguous.append(Unclear(text=line, choices=refs))
        else:
            near = nearest(network, _SEAT.sub("", line)[:200], kinds=BODIES)
            unmatched.append(Unclear(text=line, choices=near))
    return Names(matched=tuple(matched), ambiguous=tuple(ambiguous), unmatched=tuple(unmatched))


def _checked(names: Iterable[str]) -> list[str]:
    bare = (" ".join(without_contacts(name).split()) for name in names)
    lines = list(dict.fromkeys(filter(None, bare)))
    if not lines:
        raise BadQuestion("the list holds no name", next_step="Give one name a line.")
    if len(lines) > MOST_NAMES:
        raise BadQuestion(
            f"the list holds {len(lines):,} names; {MOST_NAMES} are the most there may be",
            next_step="Ask about a part of it.",
        )
    too_long = next((line for line in lines if len(line) > LONGEST_LINE), None)
    if too_long:
        raise BadQuestion(
            f"a line has {len(too_long):,} characters; a name has {LONGEST_LINE} at most",
            where=too_long[:40], next_step="Give one name a line.",
        )  # fmt: skip
    return lines


def _meant(
    network: Network, line: str, proposals: Proposals
) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """The nodes that a line names for certain; else those that it may mean."""
    choices: dict[str, Node] = {}
    for form in _forms(line):
        outright, loose = _asked(network, form, proposals)
        if len(outright) == 1:
            return outright, ()
        choices |= {node.id: node for node in (outright or loose)[:_CHOICES]}
    found: dict[str, Node] = {}
    for part in _parts(line):
        for form in _forms(part):
            outright, _ = _asked(network, form, proposals)
            if len(outright) == 1:
                found[outright[0].id] = outright[0]
                break
            choices |= {node.id: node for node in outright[:_CHOICES]}
    return tuple(found.values()), tuple(choices.values())[:_CHOICES]


def _asked(
    network: Network, text: str, proposals: Proposals
) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    return named_outright(network, text, proposals(text), kinds=BODIES)


def _forms(text: str) -> Iterator[str]:
    """A name as it stands, then without honours and letters behind it."""
    yield text
    seatless = _SEAT.sub("", text).strip()
    for form in (seatless, _HONOUR.sub("", seatless).strip()):
        if form and form != text:
            yield form


def _parts(line: str) -> Iterator[str]:
    parts = [part.strip() for part in _APART.split(line) if part and part.strip()]
    return iter(parts if len(parts) > 1 else ())
