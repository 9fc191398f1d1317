"""Link sheets of a convenor: each row a tie between two nodes, in the sheet's own words."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.errors import BadSource
from graph.model import Amount, LinkKind, NodeKind
from graph.schema import LINK_KINDS, Pair
from graph.text import search_words
from loaders.spreadsheet_columns import link_columns
from loaders.spreadsheet_draft import Draft, Named, Said
from loaders.spreadsheet_nodes import report_columns
from loaders.spreadsheet_rows import Cells, Sheet
from loaders.spreadsheet_values import amount, partial_date, status
from loaders.spreadsheet_words import LINK_WORDS, LinkWord

# Said from either end, these mean the same.
_MUTUAL = frozenset((LinkKind.PARTNER_IN, LinkKind.MET))
_ON_A_DAY = frozenset((LinkKind.MET, LinkKind.TOOK_PART_IN))


@dataclass(frozen=True, slots=True, kw_only=True)
class _End:
    """One end of a link as the row tells it."""

    text: str
    heading: str
    hint: NodeKind | None


def read_links(sheet: Sheet, draft: Draft) -> None:
    """Record every link of a sheet, and the nodes that no row described but the link shows."""
    columns, usual = link_columns(sheet.table.columns, sheet.where)
    report_columns(sheet, columns, draft)
    if usual:
        draft.report.count(f"links read as '{usual}' by their headings")
    for row in sheet.table.rows:
        cells = Cells(sheet, row, columns)
        if not cells.filled():
            continue
        draft.report.read += 1
        held = len(draft.records)
        with draft.row():
            _read_row(cells, LinkWord(kind=usual) if usual else _word(cells), draft)
        draft.report.used += len(draft.records) > held


def _read_row(cells: Cells, word: LinkWord, draft: Draft) -> None:
    said = _said(cells, word)
    for start in _ends(cells, "from", draft):
        for target in _ends(cells, "to", draft):
            ends = (target, start) if word.backward else (start, target)
            _link(word.kind, *ends, said, cells, draft)


def _word(cells: Cells) -> LinkWord:
    column, text = cells.required("link")
    phrase = " ".join(search_words(text))
    if phrase not in LINK_WORDS:
        known = ", ".join(kind.value.replace("_", " ") for kind in LinkKind)
        raise BadSource(
            f"'{text}' is no kind of link",
            where=cells.spot.column(column.heading),
            next_step=f"Write one of: {known}.",
        )
    return LINK_WORDS[phrase]


def _ends(cells: Cells, field: str, draft: Draft) -> Iterator[_End]:
    column, _ = cells.required(field)
    hint, _ = cells.kind(f"{field} kind")
    for _, cell in cells.values(field):
        for text in draft.parted(cell):
            yield _End(text=text, heading=column.heading, hint=hint or column.kind)


def _said(cells: Cells, word: LinkWord) -> Said:
    day = cells.value(partial_date, "date")
    since = cells.value(partial_date, "since") or day
    until = cells.value(partial_date, "until") or (day if word.kind in _ON_A_DAY else "")
    if until and until < since[: len(until)]:
        raise BadSource(
            f"the link ends ({until}) before it begins ({since})",
            where=cells.spot.column(cells.heading("until")),
            next_step="Mend one of the two dates.",
        )
    return Said(
        detail=cells.text("detail") or word.detail,
        note=cells.note(),
        url=cells.address(),
        status=cells.value(status, "status"),
        since=since,
        until=until,
        amount=_amount(cells),
    )


def _amount(cells: Cells) -> Amount | None:
    column, text = next(cells.all("amount"), (None, ""))
    if column is None:
        return None
    currency = cells.text("currency") or column.currency
    return cells.read(lambda cell: amount(cell, currency), text, column.heading)


def _link(
    kind: LinkKind, start: _End, target: _End, said: Said, cells: Cells, draft: Draft
) -> None:
    pairs = _pairs(kind)
    one = _known(start, {a for a, _ in pairs}, cells, draft)
    two = _known(target, {b for _, b in pairs}, cells, draft)
    if one is None:
        fitting = {a for a, b in pairs if two is None or b is two.kind}
        one = _made(start, fitting, said, cells, draft)
    if two is None:
        fitting = {b for a, b in pairs if a is one.kind}
        two = _made(target, fitting, said, cells, draft)
    way, one, two = _turned(kind, one, two)
    if way is not kind:
        draft.report.count(f"'{kind}' of two bodies read as '{way}'".replace("_", " "))
    draft.link(way, one, two, said, cells.spot, start.heading)


def _known(end: _End, kinds: set[NodeKind], cells: Cells, draft: Draft) -> Named | None:
    return draft.known(end.text, kinds, cells.spot.column(end.heading))


def _made(end: _End, kinds: set[NodeKind], said: Said, cells: Cells, draft: Draft) -> Named:
    return draft.end(end.text, kinds, end.hint, cells.spot, end.heading, office=said.detail)


def _pairs(kind: LinkKind) -> frozenset[Pair]:
    """Ends that the words of a kind may mean; "partner" is also said of two bodies."""
    pairs = LINK_KINDS[kind].pairs
    if kind is LinkKind.PARTNER_IN:
        pairs |= LINK_KINDS[LinkKind.MET].pairs
    if kind in _MUTUAL:
        pairs |= {(b, a) for a, b in pairs}
    return pairs


def _turned(kind: LinkKind, one: Named, two: Named) -> tuple[LinkKind, Named, Named]:
    """Two bodies that are partners have met; what is mutual runs the way that the schema knows."""
    ways = [kind, LinkKind.MET] if kind is LinkKind.PARTNER_IN else [kind]
    for way in ways:
        if (one.kind, two.kind) in LINK_KINDS[way].pairs:
            return way, one, two
        if way in _MUTUAL and (two.kind, one.kind) in LINK_KINDS[way].pairs:
            return way, two, one
    return kind, one, two
