"""From answers to items of a view: nodes with labels, links with proofs, legend and credits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote, urlsplit

from graph.analysis.sentences import counted, day, short_name
from graph.model import Link, Node, NodeKind, Status
from graph.network import Network
from graph.results import Evidence, Hop, LinkView, NodeRef
from graph.schema import LINK_KINDS
from graph.text import clean
from viz.items import LegendLine, Proof, Side, View, ViewLink, ViewNode
from viz.labels import line_height, lines, text_width
from viz.layout import Place, Room, bends
from viz.shapes import CLUSTER, GAP, STATUS_WORDS, kind_words

# Pixels: size of a label's letters, its width before it is broken, radius of a node.
LETTERS, WRAP, RADIUS, CENTRE = 15.0, 160.0, 11.0, 17.0
# A reader takes in no more; a view says how much it left out.
MOST_ITEMS = 300

# The weakest statement does not weaken a link that another source holds as fact.
_STRENGTH = (Status.HELD, Status.CLAIMED, Status.PLANNED, Status.INFERRED)


def node_href(node_id: str) -> str:
    """Path of a node's page on the site.

    >>> node_href("appg:uk:kenya")
    '/nodes/appg%3Auk%3Akenya'
    """
    return f"/nodes/{quote(node_id, safe='')}"


def web_address(url: str) -> str:
    """The address when a browser may follow it from a page, else an empty text.

    >>> web_address("https://example.org/a"), web_address("javascript:alert(1)")
    ('https://example.org/a', '')
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else ""


def proof_of(evidence: Evidence) -> Proof:
    """A statement in one line: what it says, who says it, when and where."""
    parts = [evidence.title, day(evidence.edition), evidence.locator]
    money = [evidence.amount] if evidence.amount else []
    said = "; ".join(clean(part) for part in (evidence.detail, *money) if part)
    where = ", ".join(clean(part) for part in parts if part)
    return Proof(
        line=f"{said} — {where}" if said else where,
        url=web_address(evidence.url),
        licence=evidence.licence,
        status="" if evidence.status is Status.HELD else STATUS_WORDS[evidence.status],
    )


def link_status(evidence: Iterable[Evidence]) -> Status:
    """The strongest status that any statement gives a link."""
    held = {e.status for e in evidence}
    return next((status for status in _STRENGTH if status in held), Status.HELD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A link before it has a place: read from source to target."""

    source: str
    target: str
    kind: str
    words: str
    status: str
    proofs: tuple[Proof, ...] = ()
    weight: int = 1
    named: bool = False


def tie(
    source: str, target: str, kind: str, words: str, evidence: Sequence[Evidence], *,
    named: bool = False,
) -> Tie:  # fmt: skip
    """A link with the evidence of its statements."""
    return Tie(
        source=source, target=target, kind=kind, words=words, status=link_status(evidence),
        proofs=tuple(proof_of(e) for e in evidence), weight=len(evidence), named=named,
    )  # fmt: skip


def from_hop(hop: Hop) -> Tie:
    """A step of a route, named on its way; its status is the one the route rests on."""
    made = tie(hop.source.id, hop.target.id, hop.kind, hop.words, hop.evidence, named=True)
    return replace(made, status=hop.status)


def from_link(link: LinkView, *, named: bool = False) -> Tie:
    """A link as an answer holds it, ready to be placed."""
    return tie(link.source.id, link.target.id, link.kind, link.words, link.evidence, named=named)


def sources_of(links: Iterable[Link]) -> set[str]:
    """Ids of the sources that state some links."""
    return {statement.source for link in links for statement in link.statements}


def links_among(network: Network, ids: set[str]) -> list[Link]:
    """Links with both ends among the ids, those that carry introductions first."""
    found = {
        link.id: link
        for node_id in sorted(ids)
        for other, link in network.links_of(node_id)
        if other.id in ids and other.id != node_id
    }
    return sorted(
        found.values(), key=lambda k: (-LINK_KINDS[k.kind].strength, k.source, k.target, k.kind)
    )


def short(ref: NodeRef) -> str:
    """A node's name as labels give it: a group's long title with APPG or CPG."""
    return short_name(Node(id=ref.id, kind=ref.kind, name=ref.name)) or ref.id


def broken(name: str, *, width: float = WRAP, most: int = 3) -> tuple[str, ...]:
    """A name in the lines of its label."""
    return lines(clean(name), width=width, size=LETTERS, most=most)


def node_item(
    ref: NodeRef, place: Place, *, words: str = "", side: Side = "below", size: float = RADIUS,
    width: float = WRAP, most: int = 3,
) -> ViewNode:  # fmt: skip
    """A node to draw, with its kind in words."""
    kind = kind_words(ref.kind).singular
    return ViewNode(
        id=ref.id, name=clean(ref.name) or ref.id, kind=ref.kind.value,
        words=f"{kind}, {words}" if words else kind, x=place[0], y=place[1], size=size,
        label=broken(short(ref), width=width, most=most), side=side,
        href=node_href(ref.id),
    )  # fmt: skip


def room_of(label: tuple[str, ...], size: float) -> Room:
    """What a node with its label below it takes up, with a margin."""
    half = max([size, *(text_width(line, LETTERS) / 2 for line in label)]) + 7.0
    return Room(half=half, up=size + 7.0, down=size + 10.0 + len(label) * line_height(LETTERS))


def placed(ties: Sequence[Tie], places: Mapping[str, Place]) -> tuple[ViewLink, ...]:
    """Links bent around nodes and beside their parallels, in the given order."""
    ways = bends(places, [(t.source, t.target) for t in ties])
    return tuple(
        ViewLink(
            source=t.source, target=t.target, kind=t.kind, words=t.words, status=t.status,
            proofs=t.proofs, weight=t.weight, bend=round(bend), named=t.named,
        )
        for t, bend in zip(ties, ways, strict=True)
    )  # fmt: skip


def legend_of(nodes: Iterable[ViewNode], links: Iterable[ViewLink]) -> tuple[LegendLine, ...]:
    """What the signs that occur mean: shapes in the order of the kinds, then strokes."""
    kinds = {node.kind for node in nodes}
    shapes = [k for k in (*(kind.value for kind in NodeKind), CLUSTER) if k in kinds]
    strokes = {link.status for link in links}
    out = [LegendLine(words=kind_words(kind).singular, kind=kind) for kind in shapes]
    if strokes - {Status.HELD.value}:
        out += [
            LegendLine(words=f"link {STATUS_WORDS[status]}", status=status.value)
            for status in Status
            if status.value in strokes
        ]
    if GAP in strokes:
        out.append(LegendLine(words="no link recorded", status=GAP))
    return tuple(out)


def credits_of(network: Network, sources: Iterable[str]) -> tuple[str, ...]:
    """Title, attribution and licence of each source that a view rests on."""
    held = [network.sources[s] for s in sorted(set(sources)) if s in network.sources]
    return tuple(clean(f"{s.title}. {s.attribution} Licence: {s.licence}.") for s in held)


def credits_in(evidence: Iterable[Evidence]) -> tuple[str, ...]:
    """Title and licence of each source named in some evidence."""
    return tuple(sorted({clean(f"{e.title}. Licence: {e.licence}.") for e in evidence}))


def left_out(shown: int, in_all: int, noun: str, nouns: str = "") -> tuple[str, ...]:
    """The note on what a picture leaves out, if anything.

    >>> left_out(60, 97, "link")
    ('60 of 97 links are drawn, and 37 more are not.',)
    """
    more = in_all - shown
    whole = counted(in_all, noun, nouns)
    return (f"{shown:,} of {whole} are drawn, and {more:,} more are not.",) if more > 0 else ()


def view(
    title: str, summary: str, nodes: Iterable[ViewNode], links: Iterable[ViewLink], **rest: object
) -> View:
    """A view with the legend of what is in it."""
    node_items, link_items = tuple(nodes), tuple(links)
    return View(
        title=clean(title), summary=clean(summary), nodes=node_items, links=link_items,
        legend=legend_of(node_items, link_items),
        **rest,  # type: ignore[arg-type]  # fields of View, checked where they are named
    )  # fmt: skip
