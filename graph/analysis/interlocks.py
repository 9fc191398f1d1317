"""What the names of a list share: officers, funders, campaigns, secretariats and groups."""

from collections import defaultdict
from collections.abc import Iterator

from graph.analysis.room_sides import is_held
from graph.analysis.sentences import counted, listed, sentence, short_name
from graph.errors import BadQuestion
from graph.model import Link, LinkKind, NodeKind
from graph.network import Network
from graph.results_rooms import InterlocksAnswer, Names, Shared, SharedKind

KINDS: tuple[SharedKind, ...] = ("officer", "funder", "secretariat", "campaign", "group")
# (kind of link, whether it runs from the shared node to the listed one) → how it is shared.
_INWARD: dict[LinkKind, SharedKind] = {
    LinkKind.OFFICER_OF: "officer",
    LinkKind.SECRETARIAT_OF: "secretariat",
    LinkKind.FUNDED: "funder",
    LinkKind.SUPPORTS: "funder",
}
_OUTWARD: dict[LinkKind, SharedKind] = {
    LinkKind.OFFICER_OF: "group",
    LinkKind.MEMBER_OF: "group",
    LinkKind.SECRETARIAT_OF: "group",
    LinkKind.PARTNER_IN: "campaign",
    LinkKind.TOOK_PART_IN: "campaign",
    LinkKind.RUNS: "campaign",
}
_WORDS: dict[SharedKind, tuple[str, str]] = {
    "officer": ("is an officer of", "officer"), "funder": ("backs", "funder"),
    "secretariat": ("is secretariat of", "secretariat"),
    "campaign": ("joins", "campaign or event"), "group": ("has in it", "group"),
}  # fmt: skip
_PLURALS: dict[SharedKind, str] = {
    "secretariat": "secretariats", "campaign": "campaigns or events"
}  # fmt: skip

_Key = tuple[SharedKind, int]


def find_interlocks(network: Network, names: Names, *, limit: int = 50) -> InterlocksAnswer:
    """What two or more nodes of a list share, and which of them share nothing with the others.

    Shared are people who are officers of several, bodies that fund or support several, one
    secretariat of several, campaigns and events that several join, and groups in which several
    are officers, members or secretariat. Only links that a source says are held count, and none
    that only an AI search found. A kind counts each shared node once; ``limit`` bounds what is
    shown. Raises ``BadQuestion`` when fewer than two of the names are in force.
    Cost: linear in the links of the listed nodes.
    """
    ids = sorted({ref.id for line in names.matched for ref in line.nodes})
    vertices = [network.index[i] for i in ids if i in network.index]
    if len(vertices) < 2:
        raise BadQuestion(
            f"{counted(len(vertices), 'name')} of the list is known; it takes two to share",
            next_step="Look at the names with 'kithmap find', or give their ids.",
        )
    ties = _ties(network, vertices)
    shared = {key: by for key, by in ties.items() if len(by) > 1}
    order = sorted(shared, key=lambda key: (-len(shared[key]), KINDS.index(key[0]), key[1]))
    found = {v for by in shared.values() for v in by} | _joined(network, vertices)
    alone = [v for v in vertices if v not in found]
    counts = tuple((kind, sum(key[0] == kind for key in shared)) for kind in KINDS)
    return InterlocksAnswer(
        headline=_headline(len(vertices), counts, len(alone)),
        names=names,
        counts=counts,
        shared=tuple(_shared(network, key, shared[key]) for key in order[:limit]),
        shared_in_all=len(shared),
        alone=tuple(network.ref(v) for v in alone),
        notes=tuple(_notes(network, names, vertices)),
        snapshot=network.snapshot,
    )


def _ties(network: Network, vertices: list[int]) -> dict[_Key, dict[int, list[Link]]]:
    """Of each way to share and each node at the far end, who of the list is tied to it, and how."""
    found: dict[_Key, dict[int, list[Link]]] = defaultdict(lambda: defaultdict(list))
    for vertex in vertices:
        for other, at, outward in zip(*network.around(vertex), strict=True):
            link = network.links[at]
            kind = (_OUTWARD if outward else _INWARD).get(link.kind)
            if kind and is_held(link) and _fits(network, kind, int(other)):
                found[kind, int(other)][vertex].append(link)
    return found


def _fits(network: Network, kind: SharedKind, other: int) -> bool:
    """A campaign or an event is shared as such, whichever office is held in it."""
    happening = network.nodes[other].kind in (NodeKind.CAMPAIGN, NodeKind.EVENT)
    return happening == (kind == "campaign") if kind in ("campaign", "group") else True


def _joined(network: Network, vertices: list[int]) -> set[int]:
    """Who of the list is tied to another of the list directly: that is no lone body."""
    listed_ones = set(vertices)
    return {
        vertex
        for vertex in vertices
        for other, at, _ in zip(*network.around(vertex), strict=True)
        if int(other) in listed_ones and int(other) != vertex
        and network.introduces[at] and is_held(network.links[at])
    }  # fmt: skip


def _shared(network: Network, key: _Key, by: dict[int, list[Link]]) -> Shared:
    kind, vertex = key
    names = listed(short_name(network.nodes[v]) for v in by)
    return Shared(
        kind=kind,
        node=network.ref(vertex),
        by=tuple(network.ref(v) for v in by),
        words=sentence(
            "{who} {does} {many}: {names}.",
            who=short_name(network.nodes[vertex]), does=_WORDS[kind][0],
            many=f"{len(by)} of the list", names=names,
        ),
        links=tuple(network.link_view(link) for links in by.values() for link in links),
    )  # fmt: skip


def _headline(many: int, counts: tuple[tuple[SharedKind, int], ...], alone: int) -> str:
    told = [
        counted(number, f"shared {_WORDS[kind][1]}", f"shared {_PLURALS.get(kind, kind + 's')}")
        for kind, number in counts if number
    ]  # fmt: skip
    return sentence(
        "Of {many} known names: {what}; {alone} share nothing recorded with the others.",
        many=str(many), what=listed(told, limit=5) or "nothing shared", alone=str(alone),
    )  # fmt: skip


def _notes(network: Network, names: Names, vertices: list[int]) -> Iterator[str]:
    open_lines = len(names.ambiguous) + len(names.unmatched)
    if open_lines:
        yield f"{counted(open_lines, 'name')} could not be used: what they share is unknown."
    gone = {ref.id for line in names.matched for ref in line.nodes} - {
        network.nodes[v].id for v in vertices
    }
    if gone:
        yield f"{counted(len(gone), 'name')} in no edition in force: not counted."
    yield "Sharing nothing that is recorded is not the same as sharing nothing."
