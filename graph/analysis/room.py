"""Who is missing from a list of attendees, who in the room can reach them, and whom to invite."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from graph.analysis.ground import Ground, plain_ground
from graph.analysis.room_cover import small_cover, swaps
from graph.analysis.room_routes import Reach
from graph.analysis.room_sides import Scope, Sides, carriers, item_of, refs_of, scope_of
from graph.analysis.sentences import counted, listed, sentence, short_name
from graph.errors import BadQuestion
from graph.model import Link, Node, NodeKind, Statement
from graph.network import Network
from graph.results import NodeRef
from graph.results_rooms import (
    Held,
    Invitation,
    Item,
    Missing,
    Names,
    RoomAnswer,
    Side,
    SideName,
)

# Kinds to invite: a campaign is invited by whoever runs it.
_INVITED = frozenset({NodeKind.ORGANISATION, NodeKind.APPG, NodeKind.PERSON, NodeKind.COMMUNITY})
# Items named in one invitation or in one note.
_NAMED = 12
_ORDER = tuple(SideName)
_SIDE_WORDS: dict[SideName, tuple[str, str]] = {
    SideName.COMMUNITIES: ("community", "communities"),
    SideName.COUNTRIES: ("country", "countries"),
    SideName.REGIONS: ("UK region", "UK regions"),
    SideName.LANGUAGES: ("language", "languages"),
    SideName.PARTIES: ("party", "parties"),
    SideName.FUNDERS: ("funder", "funders"),
}  # fmt: skip


@dataclass(slots=True, kw_only=True)
class _Room:
    """A room in a scope: who is in it, what it holds and lacks, and how far it reaches."""

    network: Network
    inside: tuple[int, ...]
    scope: Scope
    sides: Sides
    reach: Reach
    ground: Ground
    held: dict[Item, dict[int, tuple[Link, ...]]] = field(default_factory=dict)
    through: dict[Item, set[int]] = field(default_factory=lambda: defaultdict(set))
    missing: dict[Item, tuple[int, ...]] = field(default_factory=dict)


def find_room(
    network: Network,
    names: Names,
    *,
    scope: str = "",
    sides: Collection[SideName] = tuple(SideName),
    limit: int = 10,
) -> RoomAnswer:
    """What the people and bodies of a list lack of what a scope holds, and how to bring it in.

    ``scope`` is the id of a country, theme, place or community; empty for the whole network.
    ``sides`` chooses among communities, countries, regions, languages, parties and funders;
    ``limit`` bounds what is shown of each. An attendee stands for what a source says that it
    holds: nothing planned, inferred, or found by an AI search only. A person stands for a party
    and the region of a seat, and brings in the bodies of which they are an officer.
    Each missing item names who in the room has the shortest route to somebody who stands for it.
    The invitations are a greedy cover of all missing items; who stands for several comes first.
    Raises ``BadQuestion`` when none of the names is in force, or for an unknown side.
    Cost: linear in the links of the scope, one search from the room, and a route for each shown.
    """
    unknown = sorted(set(sides) - set(SideName))
    if unknown:
        raise BadQuestion(
            f"'{unknown[0]}' is no side of a room", next_step=f"Sides: {', '.join(SideName)}."
        )
    inside = _inside(network, names)
    room = _room(network, inside, scope, frozenset(sides))
    chosen = tuple(side for side in SideName if side in sides)
    invitations, in_all = _invitations(room, limit)
    nobody = [item for item, standing in room.missing.items() if not _invited(room, standing)]
    shown = tuple(_side(room, side, limit) for side in chosen)
    return RoomAnswer(
        headline=_headline(shown, in_all),
        scope=network.ref(network.index[scope]) if scope else None,
        names=names,
        sides=shown,
        invitations=invitations,
        invitations_in_all=in_all,
        coverable=len(room.missing) - len(nobody),
        nobody=tuple(sorted(nobody, key=_by_name)[:_NAMED]),
        notes=tuple(_notes(room, names, len(nobody))),
        snapshot=network.snapshot,
    )


def _inside(network: Network, names: Names) -> tuple[int, ...]:
    ids = {ref.id for line in names.matched for ref in line.nodes}
    inside = tuple(sorted(network.index[i] for i in ids if i in network.index))
    if not inside:
        raise BadQuestion(
            "none of the names is known, so nothing can be said of the room",
            next_step="Look at the names with 'kithmap find', or give their ids.",
        )
    return inside


def _room(
    network: Network, inside: tuple[int, ...], scope: str, sides: frozenset[SideName]
) -> _Room:
    room = _Room(
        network=network,
        inside=inside,
        scope=scope_of(network, scope),
        sides=Sides(network=network),
        reach=Reach(network, inside),
        ground=network.once(plain_ground),
    )
    _see_who_is_there(room)
    expected = carriers(room.sides, room.scope.bodies)
    if room.scope.kind is NodeKind.COUNTRY:
        expected.setdefault(item_of(SideName.COUNTRIES, network.nodes[network.index[scope]]), ())
    wanted = {
        item: standing for item, standing in expected.items()
        if item.side in sides and room.scope.wants(item) and _lives_here(room, item)
    }  # fmt: skip
    room.missing = {item: v for item, v in wanted.items() if item not in room.held}
    room.held = {item: by for item, by in room.held.items() if item in wanted}
    return room


def _lives_here(room: _Room, item: Item) -> bool:
    """A people that only a list of the world's peoples names need not live here."""
    return item.kind is not NodeKind.COMMUNITY or room.ground.known_here(
        room.network.index[item.id]
    )


def _see_who_is_there(room: _Room) -> None:
    """Note what each attendee stands for, and each body that an attendee leads."""
    for vertex in room.inside:
        for item, links in room.sides.of(vertex).items():
            room.held.setdefault(item, {})[vertex] = links
    for vertex in room.inside:
        for body, office in room.sides.led_by(room.network.nodes[vertex].id):
            led = room.network.index[body.id]
            if led in room.inside:
                continue
            for item, links in room.sides.of(led).items():
                # A funder that pays a group is not in the room because its officer is.
                if item.side is not SideName.FUNDERS:
                    if vertex not in room.held.get(item, {}):
                        room.through[item].add(led)
                    room.held.setdefault(item, {}).setdefault(vertex, (office, *links))


def _by_name(item: Item) -> tuple[str, str]:
    return item.name, item.id


# ---- what is held and what is missing


def _side(room: _Room, side: SideName, limit: int) -> Side:
    held = sorted((item for item in room.held if item.side == side), key=_by_name)
    missing = [item for item in room.missing if item.side == side]
    missing.sort(key=lambda item: (-len(room.missing[item]), *_by_name(item)))
    return Side(
        side=side,
        expected=len(held) + len(missing),
        held_in_all=len(held),
        held=tuple(_held(room, item) for item in held[:limit]),
        missing_in_all=len(missing),
        missing=tuple(_missing(room, item) for item in missing[:limit]),
    )


def _held(room: _Room, item: Item) -> Held:
    by = room.held[item]
    refs = refs_of(room.network, by)
    names = listed(short_name(room.network.nodes[room.network.index[ref.id]]) for ref in refs)
    led = listed(short_name(room.network.nodes[v]) for v in sorted(room.through.get(item, ())))
    words = sentence("{item}: {by}.", item=item.name, by=f"{names} ({led})" if led else names)
    said = [s for v, links in by.items() for s in _said(room.network.nodes[v], item, links)]
    return Held(
        item=item, by=refs, words=words, evidence=room.network.evidence(*dict.fromkeys(said))
    )


def _said(node: Node, item: Item, links: tuple[Link, ...]) -> tuple[Statement, ...]:
    """What says that a node stands for an item: links, a claim of its party, or its own mention."""
    if links:
        return tuple(s for link in links for s in link.statements)
    if item.side is SideName.PARTIES:
        return tuple(s for s in node.statements if s.values("party"))
    return node.statements


def _missing(room: _Room, item: Item) -> Missing:
    network, standing = room.network, room.missing[item]
    invited = _invited(room, standing)
    near = room.reach.nearest(invited)
    if near is None:
        first = min(invited, key=lambda v: _known_best(room, v), default=None)
        return Missing(
            item=item, bodies=len(standing),
            invite=None if first is None else network.ref(first),
            introducer=None, hops=0, path=None,
            words=_unreached(room, item, first),
        )  # fmt: skip
    origin = int(room.reach.origin[near])
    hops = int(room.reach.hops[near])
    return Missing(
        item=item,
        bodies=len(standing),
        invite=network.ref(near),
        introducer=network.ref(origin),
        hops=hops,
        path=room.reach.path(near),
        words=_asking(room, item, near),
    )


def _asking(room: _Room, item: Item, near: int) -> str:
    nodes, reach = room.network.nodes, room.reach
    itself = nodes[near].id == item.id
    return sentence(
        "{item}: ask {who}, {hops} away." if itself
        else "{item}: ask {who} to reach {whom}, {hops} away.",
        item=item.name, who=short_name(nodes[int(reach.origin[near])]),
        whom=short_name(nodes[near]), hops=counted(int(reach.hops[near]), "hop"),
    )  # fmt: skip


def _invited(room: _Room, standing: Iterable[int]) -> tuple[int, ...]:
    """Who of some can be asked to come: bodies and people, else the communities themselves.

    Not a set that nobody names, nor a group that no register in force lists.
    """
    nodes = room.network.nodes
    able = [
        v for v in standing
        if nodes[v].kind in _INVITED and not room.ground.unnamed(v) and v not in room.inside
        and (nodes[v].kind is not NodeKind.APPG or room.ground.listed(v))
    ]  # fmt: skip
    bodies = tuple(v for v in able if nodes[v].kind is not NodeKind.COMMUNITY)
    return bodies or tuple(v for v in able if room.ground.known_here(v))


def _known_best(room: _Room, vertex: int) -> tuple[int, int]:
    return -int(room.network.degree[vertex]), vertex


def _unreached(room: _Room, item: Item, first: int | None) -> str:
    if first is None:
        return sentence("{item}: nobody who could be invited is recorded.", item=item.name)
    if room.network.nodes[first].id == item.id:
        return sentence("{item}: no route is recorded, nor a body that serves it.",
                        item=item.name)  # fmt: skip
    return sentence(
        "{item}: nobody in the room has a recorded route; {whom} stands for it.",
        item=item.name, whom=short_name(room.network.nodes[first]),
    )  # fmt: skip


# ---- whom to invite


def _invitations(room: _Room, limit: int) -> tuple[tuple[Invitation, ...], int]:
    brings: dict[int, set[Item]] = defaultdict(set)
    for item, standing in room.missing.items():
        for vertex in _invited(room, standing):
            brings[vertex].add(item)

    def rank(vertex: int) -> tuple[int, int, int]:
        hops = int(room.reach.hops[vertex])
        return (hops if hops >= 0 else room.network.n, *_known_best(room, vertex))

    able = {vertex: frozenset(items) for vertex, items in brings.items()}
    picks = small_cover(room.missing, able, rank)
    covered, shown = 0, []
    chosen = [pick.vertex for pick in picks]
    for pick in picks[:limit]:
        covered += len(pick.brings)
        instead = swaps(pick, chosen, able, rank)
        shown.append(_invitation(room, pick.vertex, pick.brings, covered, instead))
    return tuple(shown), len(picks)


def _invitation(
    room: _Room, vertex: int, brings: frozenset[Item], covered: int, instead: tuple[int, ...]
) -> Invitation:
    network, hops = room.network, int(room.reach.hops[vertex])
    items = sorted(brings, key=lambda item: (_ORDER.index(item.side), *_by_name(item)))
    return Invitation(
        node=network.ref(vertex),
        brings=tuple(items[:_NAMED]),
        brings_in_all=len(items),
        covered=covered,
        introducer=network.ref(int(room.reach.origin[vertex])) if hops > 0 else None,
        hops=max(hops, 0),
        swaps=tuple(network.ref(v) for v in instead),
    )


# ---- words


def _headline(sides: tuple[Side, ...], invitations: int) -> str:
    lacks = [
        counted(side.missing_in_all, *_SIDE_WORDS[side.side])
        for side in sides if side.missing_in_all
    ]  # fmt: skip
    if not any(side.expected for side in sides):
        return "These sources tell of nothing that a room could lack here."
    if not lacks:
        return "Nothing that was looked for is missing from this room."
    asks = f"; {counted(invitations, 'invitation')} would bring what can be brought"
    return sentence("Missing: {what}{asks}.", what=listed(lacks, limit=6), asks=asks)


def _notes(room: _Room, names: Names, nobody: int) -> Iterator[str]:
    network = room.network
    gone: list[NodeRef] = [
        ref for line in names.matched for ref in line.nodes if ref.id not in network.index
    ]
    if gone:
        yield f"In no edition in force, so not counted: {listed(r.name for r in gone)}."
    open_lines = len(names.ambiguous) + len(names.unmatched)
    if open_lines:
        yield f"What {counted(open_lines, 'name')} not settled above would bring is unknown."
    yield (
        "Missing means that no source read says it of anybody in the room: ask before you conclude."
    )
    if nobody:
        things = counted(nobody, "missing thing")
        yield f"For {things} no source names anybody who could be invited."
    yield "The set of invitations is found step by step; a smaller one may exist."
    yield "Small bodies with few records stand for little here: that is the data, not their worth."
