"""Node sheets of a convenor: each row a node, and the columns that tie it to others."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from graph.errors import BadSource
from graph.model import LinkKind, NodeKind
from graph.policy import without_contacts
from graph.schema import LINK_KINDS
from graph.text import search_words
from loaders.gazetteer import HOME
from loaders.spreadsheet_columns import Column, node_columns, phrase_of
from loaders.spreadsheet_draft import Draft, Named, Said
from loaders.spreadsheet_ids import Told, guessed_kind
from loaders.spreadsheet_rows import Cells, Sheet
from loaders.spreadsheet_values import numbered, status, web_address
from loaders.spreadsheet_words import APPG, ORG, PERSON, ROLES, SEATS, WORKS_WITH, Tie

COUNTRY, COMMUNITY, PLACE = NodeKind.COUNTRY, NodeKind.COMMUNITY, NodeKind.PLACE
CAMPAIGN, EVENT, PUBLICATION = NodeKind.CAMPAIGN, NodeKind.EVENT, NodeKind.PUBLICATION

NodeRow = tuple[Named, Cells]


def read_nodes(sheet: Sheet, draft: Draft) -> list[NodeRow]:
    """Record every node of a sheet; their ties are for ``read_ties``, when all nodes are known."""
    columns = node_columns(sheet.table.columns, sheet.where, sheet.cells)
    report_columns(sheet, columns, draft)
    rows = []
    for row in sheet.table.rows:
        cells = Cells(sheet, row, columns)
        if not cells.filled():
            continue
        draft.report.read += 1
        with draft.row():
            named = _node(cells, draft)
            draft.report.used += not named.private
            rows.append((named, cells))
    return rows


def report_columns(sheet: Sheet, columns: Iterable[Column], draft: Draft) -> None:
    """Tell the reader which columns were dropped, and what was guessed of the others."""
    kept = {column.heading for column in columns}
    for heading in sheet.table.columns:
        if heading not in kept:
            filled = sum(bool(row.get(heading)) for row in sheet.table.rows)
            draft.report.count("contact cells dropped", filled)
    for column in columns:
        if not column.field:
            draft.report.count(f"column '{column.heading}' not read")
        elif column.kind:
            draft.report.count(f"column '{column.heading}' read as names ({column.kind})")


def _node(cells: Cells, draft: Draft) -> Named:
    column, name = cells.required("name")
    kind, role = _kind(cells, column, name, draft)
    told = Told(
        kind=kind,
        name=name,
        aliases=tuple(text for _, text in cells.values("alias")),
        identifiers=tuple(_identifiers(cells)),
        roles=() if kind is PERSON else tuple(_roles(cells, role)),
        office=_office(cells, column) if kind is PERSON else "",
        status=cells.value(status, "status"),
        summary=cells.text("summary"),
        url=cells.address(),
        note=cells.note(),
        parliament=cells.text("parliament"),
    )
    told = told.having(
        website=cells.value(web_address, "website"),
        party=without_contacts(cells.text("party")),
        subtype=without_contacts(cells.text("subtype")),
    )
    return draft.add(told, cells.spot, column.heading, cells.text("id"))


def _office(cells: Cells, column: Column) -> str:
    """A person's public role: told in a column, or by a heading or kind such as "MP"."""
    told = (cells.text("role"), cells.text("kind"), column.heading)
    return told[0] or next((text for text in told if phrase_of(text) in SEATS), "")


def _kind(cells: Cells, column: Column, name: str, draft: Draft) -> tuple[NodeKind, str]:
    """The kind of a row: as told, as the heading tells, as the name or other cells show."""
    kind, role = cells.kind("kind")
    if kind:
        return kind, role
    shown = guessed_kind(name, draft.gazetteer)
    if column.kind and not (column.kind is ORG and shown in (APPG, PERSON)):
        return column.kind, column.role
    kind = shown or _kind_by_cells(cells)
    if kind is None:
        raise BadSource(
            f"nothing tells what '{name}' is",
            where=cells.spot.column(column.heading),
            next_step="Add a column 'kind' with organisation, appg, person, campaign …",
        )
    draft.report.count(f"kind guessed: {kind}")
    return kind, ""


def _kind_by_cells(cells: Cells) -> NodeKind | None:
    if any(column.scheme.startswith("GB-") for column, _ in cells.all("identifier")):
        return ORG
    roles = {" ".join(search_words(text)) for _, text in cells.values("role")}
    if roles:
        return ORG if roles <= ROLES.keys() else PERSON
    return None


def _identifiers(cells: Cells) -> Iterator[str]:
    for column, text in cells.values("identifier"):
        yield cells.read(partial(numbered, scheme=column.scheme), text, column.heading)


def _roles(cells: Cells, role: str) -> Iterator[str]:
    if role:
        yield role
    for column, text in cells.values("role"):
        word = " ".join(search_words(text))
        if word not in ROLES:
            raise BadSource(
                f"'{text}' is no role of a body",
                where=cells.spot.column(column.heading),
                next_step=f"Write one of: {', '.join(ROLES)}.",
            )
        yield ROLES[word].value


# ---- ties


def read_ties(rows: Iterable[NodeRow], draft: Draft) -> None:
    """Record the links that columns such as "Funder" or "Country" tell of each node."""
    for named, cells in rows:
        with draft.row():
            _read_row(named, cells, draft)


def _read_row(named: Named, cells: Cells, draft: Draft) -> None:
    said = Said(url=cells.address(), status=cells.value(status, "status"))
    for column, cell in cells.values("tie"):
        for text in _parts(column, cell, draft):
            if column.tie:
                tie = _fitting(column.tie, named.kind, text, draft)
                _link(named, tie, text, said, cells, column.heading, draft)
    if named.kind is ORG:
        join_programmes(cells, said, draft)


def join_programmes(cells: Cells, said: Said, draft: Draft) -> None:
    """In a partner list the partners of a row join its programmes, as the row's body does."""
    programmes = [
        (column, text) for column, text in cells.values("tie")
        if column.tie and column.tie.kind is LinkKind.PARTNER_IN
    ]  # fmt: skip
    for column, cell in cells.values("tie") if programmes else ():
        for text in _parts(column, cell, draft) if works_with(column) else ():
            partner = draft.end(text, {ORG}, ORG, cells.spot, column.heading)
            for other, programme in programmes:
                joined = draft.end(programme, {CAMPAIGN}, CAMPAIGN, cells.spot, other.heading)
                draft.link(LinkKind.PARTNER_IN, partner, joined, said, cells.spot, column.heading)


def works_with(column: Column) -> bool:
    """Whether a column names partners."""
    return column.tie is not None and column.tie.detail == WORKS_WITH


def _parts(column: Column, cell: str, draft: Draft) -> tuple[str, ...]:
    """Names in a value: parted at commas where all are known, or where the column says so."""
    parts = draft.parted(cell)
    if len(parts) > 1 or not column.by_commas:
        return parts
    found = tuple(filter(None, (part.strip() for part in cell.split(","))))
    if len(found) > 1:
        draft.report.count(f"cells of '{column.heading}' parted at commas")
    return found


def _link(
    named: Named, tie: Tie, text: str, said: Said, cells: Cells, heading: str, draft: Draft
) -> None:
    pairs = LINK_KINDS[tie.kind].pairs
    if tie.backward:
        kinds = {a for a, b in pairs if b is named.kind}
    else:
        kinds = {b for a, b in pairs if a is named.kind}
    far = draft.end(text, kinds, tie.far, cells.spot, heading, office=tie.detail)
    ends = (far, named) if tie.backward else (named, far)
    draft.link(tie.kind, *ends, replace(said, detail=tie.detail), cells.spot, heading)


def _fitting(tie: Tie, kind: NodeKind, text: str, draft: Draft) -> Tie:
    """The tie that a heading means for a node of this kind: a group has a subject, no heritage."""
    about = replace(tie, kind=LinkKind.ABOUT)
    if tie.kind is LinkKind.ABOUT and tie.far is COUNTRY:
        if kind is COMMUNITY:
            return replace(tie, kind=LinkKind.HERITAGE)
        place = draft.gazetteer.by_name(text)
        at_home = place and (place.id == HOME or place.kind is PLACE)
        return replace(tie, kind=LinkKind.BASED_IN) if at_home and kind in _PLACED else tie
    if tie.kind is LinkKind.ABOUT and tie.far is None:
        return replace(tie, far=NodeKind.THEME)
    if tie.kind is LinkKind.HERITAGE and kind not in (ORG, COMMUNITY):
        return about
    if tie.kind is LinkKind.SERVES and kind not in (ORG, CAMPAIGN):
        return about
    if tie.kind in _WHERE:
        return _where(tie, kind)
    if tie.kind is LinkKind.MET and kind in (CAMPAIGN, EVENT, PUBLICATION):
        return replace(tie, kind=LinkKind.PARTNER_IN, backward=True)
    return tie


_PLACED = (ORG, COMMUNITY, EVENT, CAMPAIGN)
_WHERE = (LinkKind.BASED_IN, LinkKind.OPERATES_IN, LinkKind.REPRESENTS)


def _where(tie: Tie, kind: NodeKind) -> Tie:
    """A place or country in which a node is, works, or which a person represents."""
    tie = replace(tie, far=PLACE)
    if kind is PERSON:
        return replace(tie, kind=LinkKind.REPRESENTS)
    if kind not in _PLACED:
        return replace(tie, kind=LinkKind.ABOUT)
    if tie.kind is LinkKind.REPRESENTS or kind not in (ORG, CAMPAIGN):
        return replace(tie, kind=LinkKind.BASED_IN)
    return tie
