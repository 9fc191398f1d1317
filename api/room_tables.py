"""Rooms, interlocks and watch lists as rows for a spreadsheet."""

from collections.abc import Iterator

from api.page_show import SOURCE_COLUMNS, Table, ref_cells, source_cells
from graph.results import Evidence, LinkView
from graph.results_rooms import InterlocksAnswer, Names, RoomAnswer, WatchAnswer

_REF = ("name", "id", "kind")


def room_table(answer: RoomAnswer) -> Table:
    """Names, what is held and missing, and invitations: one table, told apart by ``row``."""
    header = (
        "row", "side", "text", *_REF, "invite", "invite_id", "invite_kind", "introducer",
        "introducer_id", "introducer_kind", "hops", "route", "words", *SOURCE_COLUMNS,
    )  # fmt: skip
    width = len(header)
    rows = (*_names(answer.names), *_held(answer), *_missing(answer), *_invitations(answer))
    return Table(header=header, rows=tuple(_filled(row, width) for row in rows))


def _filled(row: tuple[object, ...], width: int) -> tuple[object, ...]:
    return (*row, *("",) * (width - len(row)))


def _names(names: Names) -> Iterator[tuple[object, ...]]:
    for line in names.matched:
        yield from (("recognised", "", line.text, *ref_cells(ref)) for ref in line.nodes)
    for row, lines in (("unclear", names.ambiguous), ("not recognised", names.unmatched)):
        for unclear in lines:
            yield from ((row, "", unclear.text, *ref_cells(r)) for r in unclear.choices or (None,))


def _held(answer: RoomAnswer) -> Iterator[tuple[object, ...]]:
    for side in answer.sides:
        for held in side.held:
            item = held.item
            yield (
                "in the room", side.side, "", item.name, item.id, item.kind or "",
                *("",) * 8, held.words, *source_cells(held.evidence),
            )  # fmt: skip


def _missing(answer: RoomAnswer) -> Iterator[tuple[object, ...]]:
    for side in answer.sides:
        for one in side.missing:
            route = " > ".join(ref.name for ref in one.path.nodes) if one.path else ""
            first = one.path.hops[0].evidence if one.path else ()
            yield (
                "missing", side.side, "", one.item.name, one.item.id, one.item.kind or "",
                *ref_cells(one.invite), *ref_cells(one.introducer), one.hops, route, one.words,
                *source_cells(first),
            )  # fmt: skip


def _invitations(answer: RoomAnswer) -> Iterator[tuple[object, ...]]:
    for number, one in enumerate(answer.invitations, start=1):
        brings = ", ".join(item.name for item in one.brings)
        swaps = ", ".join(ref.name for ref in one.swaps)
        yield (
            "invitation", "", str(number), *ref_cells(one.node), *ref_cells(None),
            *ref_cells(one.introducer), one.hops, "",
            f"Brings {brings}.{f' Or instead: {swaps}.' if swaps else ''}",
        )  # fmt: skip


def interlocks_table(answer: InterlocksAnswer) -> Table:
    """Each shared node with each of the list that shares it; then who shares nothing."""
    header = ("shared", *_REF, "with", "with_id", "with_kind", *SOURCE_COLUMNS)
    shared = (
        (s.kind, *ref_cells(s.node), *ref_cells(ref), *source_cells(_said(s.links, ref.id)))
        for s in answer.shared for ref in s.by
    )  # fmt: skip
    alone = (_filled(("nothing", *ref_cells(ref)), len(header)) for ref in answer.alone)
    return Table(header=header, rows=(*shared, *alone))


def _said(links: tuple[LinkView, ...], node_id: str) -> tuple[Evidence, ...]:
    return tuple(e for link in links if node_id in (link.source.id, link.target.id)
                 for e in link.evidence)  # fmt: skip


def watch_table(answer: WatchAnswer) -> Table:
    """Each change, lapse and grant of a watch list as a row."""
    header = ("row", *_REF, "words", *SOURCE_COLUMNS)
    changes = (
        (c.kind, *ref_cells(c.subject), c.words, *source_cells(c.evidence)) for c in answer.changes
    )
    lapses = (
        ("lapse", *ref_cells(a.group), a.words, *source_cells(a.evidence)) for a in answer.lapses
    )
    money = (
        ("money", *ref_cells(m.link.target), m.words, *source_cells(m.link.evidence))
        for m in answer.money
    )
    return Table(header=header, rows=(*changes, *lapses, *money))
