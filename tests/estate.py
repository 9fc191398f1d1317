"""Small networks of countries, communities, groups and bodies, for tests of gaps and changes.

All bodies and offices are invented. A thing is made by the register (groups, officers), by a
document (communities, bodies, campaigns) or by the list of the world (countries, regions).
"""

from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st

from graph.assemble import assemble_node
from graph.model import (
    Edition,
    Link,
    LinkKind,
    LinkRecord,
    Method,
    Node,
    NodeKind,
    NodeRecord,
    Source,
    Statement,
    Status,
)
from graph.network import Network
from graph.results import Gap, GapsAnswer
from graph.schema import LINK_KINDS

SPRING, SUMMER = "2026-05-18", "2026-06-29"
DAYS = {"register": SUMMER, "document": "2024", "sheet": "2026-01-15", "world": "2026-06-01"}
TITLES = {
    "register": "Register of Groups", "document": "A page on migrants", "sheet": "A sheet",
    "world": "List of the world", "charities": "List of charities", "grants": "Open grants",
}  # fmt: skip
APPG, COMMUNITY, COUNTRY = NodeKind.APPG, NodeKind.COMMUNITY, NodeKind.COUNTRY
ORGANISATION, PERSON, EVENT = NodeKind.ORGANISATION, NodeKind.PERSON, NodeKind.EVENT
CAMPAIGN, THEME, PLACE = NodeKind.CAMPAIGN, NodeKind.THEME, NodeKind.PLACE
Record = NodeRecord | LinkRecord


def node(kind: NodeKind, node_id: str, name: str = "", by: str = "document", **claims: Any) -> Node:
    """A node that a source names; claims as in the schema, ``seen`` and ``wording`` aside."""
    fields = {key: claims.pop(key) for key in ("seen", "wording", "method") if key in claims}
    pairs = {("name", name or node_id), *((k, v) for k, v in claims.items())}
    said = Statement(
        source=by, subject=node_id, claims=tuple(sorted(pairs)), locator=node_id,
        **{"seen": (DAYS.get(by, SUMMER),), "method": _method(by), **fields},
    )  # fmt: skip
    return assemble_node(node_id, kind, (said,))


def _method(by: str) -> Method:
    return Method.REGISTER if by in ("register", "charities", "grants") else Method.STATED


def group(node_id: str, name: str = "", **claims: Any) -> Node:
    """A group on Westminster's register, unless another source or parliament is given."""
    title = f"All-Party Parliamentary Group on {name}" if name else node_id
    return node(APPG, node_id, title, claims.pop("by", "register"),
                **{"parliament": "uk", **claims})  # fmt: skip


def country(node_id: str, name: str = "", status: str = "state") -> Node:
    """A country or a region."""
    return node(COUNTRY, node_id, name or node_id.title(), "world", status=status)


def community(node_id: str, name: str = "", **claims: Any) -> Node:
    """A community that a document names."""
    return node(COMMUNITY, node_id, name, **claims)


def organisation(node_id: str, name: str = "", **claims: Any) -> Node:
    """A body that a document names."""
    return node(ORGANISATION, node_id, name, **claims)


def person(node_id: str, name: str = "", **claims: Any) -> Node:
    """An officer that the register names."""
    return node(PERSON, node_id, name, "register", **claims)


def link(kind: LinkKind, pair: str, by: str = "document", **fields: Any) -> Link:
    """A link drawn as "source target"; fields are those of a statement."""
    one, other = pair.split()
    said = Statement(
        source=by, subject=one, object=other,
        **{"seen": (DAYS.get(by, SUMMER),), "method": _method(by), **fields},
    )  # fmt: skip
    return Link(source=one, target=other, kind=kind, statements=(said,))


def links(kind: LinkKind, *pairs: str, by: str = "document", **fields: Any) -> list[Link]:
    """Links of one kind, each drawn as "source target"."""
    return [link(kind, pair, by, **fields) for pair in pairs]


def officers(*pairs: str, **fields: Any) -> list[Link]:
    """Officers drawn as "person group", by the register."""
    return links(LinkKind.OFFICER_OF, *pairs, by="register", **fields)


def estate(
    *things: Node | Link | Iterable[Link], as_of: str = "", editions: Iterable[Edition] = ()
) -> Network:
    """The network of these nodes and links; sources and editions follow from what is said."""
    nodes: list[Node] = []
    ties: list[Link] = []
    for thing in things:
        if isinstance(thing, Node):
            nodes.append(thing)
        else:
            ties += [thing] if isinstance(thing, Link) else thing
    said = [s for made in nodes for s in made.statements]
    said += [s for made in ties for s in made.statements]
    names = sorted({s.source for s in said})
    held = {(s.source, day) for s in said for day in s.seen}
    given = tuple(editions)
    known = {(e.source, e.date) for e in given}
    return Network.build(
        nodes, ties,
        sources=[_source(name) for name in names],
        editions=(*given, *(Edition(source=s, date=d) for s, d in sorted(held - known))),
        as_of=as_of,
    )  # fmt: skip


def _source(name: str) -> Source:
    title = TITLES.get(name, name)
    return Source(id=name, title=title, publisher="nobody", licence="CC0-1.0", attribution=title)


def kenya() -> list[Node | Link]:
    """A country with two communities and no group; a body that knows one; its region's group."""
    return [
        country("kenya"), country("uganda"), country("africa", status="region"),
        community("kenyans", "Kenyans in Leeds"), community("kenyans-2", "Kenyan nurses"),
        organisation("build", "Bridge Builders"),
        group("appg-africa", "Africa"), person("chair", "Member for Aldermoor"),
        *links(LinkKind.PART_OF, "kenya africa", "uganda africa", by="world"),
        *links(LinkKind.HERITAGE, "kenyans kenya", "kenyans-2 kenya"),
        *links(LinkKind.ABOUT, "appg-africa africa", by="register"),
        *links(LinkKind.MET, "build kenyans"),
        *officers("chair appg-africa"),
    ]  # fmt: skip


def joint_campaign(**lists: str) -> list[Node | Link]:
    """Two groups whose communities once campaigned together, and which share nobody."""
    return [
        country("albania"), country("kosovo"), country("somalia"), country("somaliland"),
        community("albanians", "Albanian community"), community("somalis", "Somali community"),
        node(CAMPAIGN, "gcse", "Albanian at school"),
        group("appg-albania", "Kosovo and Albania", member_list=lists.get("albania", "manual")),
        group("appg-somaliland", "Somaliland", member_list=lists.get("somaliland", "empty")),
        group("old", "Somalia and Somaliland", by="document", method=Method.STATED),
        person("p1", "Member for Eastmarch"), person("p2", "Member for Fenwick"),
        *links(LinkKind.HERITAGE, "albanians albania", "somalis somalia"),
        *links(LinkKind.PARTNER_IN, "albanians gcse", "somalis gcse"),
        *links(LinkKind.MET, "albanians somalis"),
        *links(LinkKind.ABOUT, "appg-albania albania", "appg-albania kosovo",
               "appg-somaliland somaliland", by="register"),
        *links(LinkKind.ABOUT, "old somalia", "old somaliland"),
        *officers("p1 appg-albania", "p2 appg-somaliland"),
    ]  # fmt: skip


def sentences(answer: GapsAnswer) -> list[str]:
    """Everything that a reader is told."""
    told = [answer.headline, *answer.notes, *(words for _, words, _ in answer.rules)]
    for gap in (*answer.gaps, *answer.unknown):
        told += [gap.headline, gap.advice, gap.coverage.words, *(r.words for r in gap.reasons)]
        told += [gap.on_record, *([gap.chance.words] if gap.chance else [])]
    return told


def pairs_of(gaps: Iterable[Gap]) -> list[tuple[str, str]]:
    """The ends of gaps, in the order shown."""
    return [(gap.subject.id, gap.object.id if gap.object else "") for gap in gaps]


KINDS = (ORGANISATION, APPG, COUNTRY, COMMUNITY, PLACE, PERSON, CAMPAIGN, EVENT, THEME)
_BY = ("register", "document", "sheet")
_TIES = sorted(
    (kind, one, other)
    for kind, rule in LINK_KINDS.items() for one, other in rule.pairs
    if {one, other} <= {*KINDS}
)  # fmt: skip


@st.composite
def estates(draw: st.DrawFn) -> Network:
    """A random network of up to four nodes of each kind, with links that the schema allows."""
    ids = [f"{kind}-{n}" for kind in KINDS for n in range(draw(st.integers(0, 4)))]
    return estate(*(_random_node(draw, node_id) for node_id in ids), _random_links(draw, ids))


def _random_node(draw: st.DrawFn, node_id: str) -> Node:
    kind = NodeKind(node_id.rsplit("-", 1)[0])
    words = draw(st.lists(st.sampled_from(["tea", "kenya", "of", "health", "group"]), max_size=40))
    extra = {"parliament": "uk"} if kind is APPG else {}
    return node(kind, node_id, " ".join(words), draw(st.sampled_from(_BY)), **extra)


def _random_links(draw: st.DrawFn, ids: list[str]) -> list[Link]:
    at = {kind: [i for i in ids if i.startswith(f"{kind}-")] for kind in KINDS}
    possible = [tie for tie in _TIES if at[tie[1]] and at[tie[2]]]
    found: dict[tuple[str, str, LinkKind], Link] = {}
    for _ in range(draw(st.integers(0, 40)) if possible else 0):
        kind, one, other = draw(st.sampled_from(possible))
        pair = (draw(st.sampled_from(at[one])), draw(st.sampled_from(at[other])))
        if pair[0] != pair[1]:
            status = draw(st.sampled_from([Status.HELD, Status.HELD, *Status]))
            found[*pair, kind] = link(
                kind, " ".join(pair), draw(st.sampled_from(_BY)), status=status
            )
    return list(found.values())
