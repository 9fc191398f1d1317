"""What the columns of a convenor's sheet mean, whichever of many ways they are headed."""

import re
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, replace
from typing import Literal, NoReturn

from rapidfuzz import fuzz

from graph.errors import BadSource
from graph.model import LinkKind, NodeKind
from graph.text import search_words
from loaders.spreadsheet_guess import by_commas_only, kind_of_cells, look_like_names
from loaders.spreadsheet_words import (
    CONTACTS,
    FIELDS,
    FUNDERS,
    GRANTEES,
    LINK_FIELDS,
    MEMBERS,
    NAMES_OF,
    ORG,
    SCHEMES,
    TIES,
    Tie,
)

SheetSort = Literal["nodes", "links", "attendance", "about", "other"]
# The cells of a column that are not empty, by its heading.
CellsOf = Callable[[str], list[str]]

# So alike (of 100) that a heading is taken for a slip of a known one, and the sheet is refused.
SLIP = 84


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its heading, the field it fills, and what the heading itself tells.

    ``by_commas`` says that commas part the names in its cells; ``guessed`` tells in words why it
    was taken for what its heading does not say.
    """

    heading: str
    field: str
    kind: NodeKind | None = None
    role: str = ""
    scheme: str = ""
    currency: str = ""
    tie: Tie | None = None
    by_commas: bool = False
    guessed: str = ""


def _inverted(table: dict[str, str]) -> dict[str, str]:
    return {phrase: field for field, text in table.items() for phrase in text.split("|")}


_CONTACTS = frozenset(CONTACTS.split("|"))
_CONTACT_WORD = re.compile(r"\b(?:e ?mail|phone|telephone|postcode|birth)\b")
_NODE_FIELD, _LINK_FIELD = _inverted(FIELDS), _inverted(LINK_FIELDS)
_KIND_OF = {phrase: kind for kind, text in NAMES_OF.items() for phrase in text.split("|")}


def phrase_of(heading: str) -> str:
    """A heading as plain words, without what stands in parentheses.

    >>> phrase_of("Grant £ (total)"), phrase_of("Charity No.")
    ('grant', 'charity no')
    """
    bare = re.sub(r"\([^)]*\)", " ", heading)
    return " ".join(search_words(bare) or search_words(heading))


def _currency_of(heading: str) -> str:
    for mark, code in (("£", "GBP"), ("€", "EUR"), ("$", "USD")):
        if mark in heading:
            return code
    found = re.search(r"\b(GBP|EUR|USD)\b", heading)
    return found[1] if found else ""


def is_contact(heading: str) -> bool:
    """Whether a column holds how to reach a person, or what is nobody's business."""
    phrase = phrase_of(heading)
    return phrase in _CONTACTS or bool(_CONTACT_WORD.search(phrase))


def is_known(heading: str) -> bool:
    """Whether a heading is one that convenors use for columns, understood here."""
    phrase = phrase_of(heading)
    known = (_NODE_FIELD, _LINK_FIELD, TIES, SCHEMES, _KIND_OF, FUNDERS, GRANTEES, MEMBERS)
    return any(phrase in phrases for phrases in known) or is_contact(heading)


def known_headings() -> tuple[str, ...]:
    """Every heading that a column of nodes or links may have, as plain words."""
    known = {*_NODE_FIELD, *_LINK_FIELD, *TIES, *SCHEMES, *_KIND_OF, *FUNDERS, *GRANTEES}
    return tuple(sorted(known))


def sort_of(name: str, headings: Sequence[str]) -> SheetSort:
    """Whether a sheet holds nodes or links, by its name, else by its columns."""
    words = set(search_words(name))
    for sort, signs in _SHEET_NAMES.items():
        if words & signs:
            return sort
    phrases = {phrase_of(heading) for heading in headings}
    starts, ends = phrases & _STRONG_FROM, phrases & _STRONG_TO
    if (starts and ends) or (phrases & _LINK_ONLY and (starts or ends)):
        return "links"
    known = phrases & (_NODE_FIELD.keys() | _KIND_OF.keys() | FUNDERS)
    return "nodes" if known else "other"


_SHEET_NAMES: dict[SheetSort, frozenset[str]] = {
    "links": frozenset(("link", "links")),
    "nodes": frozenset(("node", "nodes")),
    "about": frozenset(("about", "readme")),
}
_STRONG_FROM = frozenset(("from", "from name", "start node", "source node")) | FUNDERS
_STRONG_TO = frozenset(("to", "to name", "end node", "target", "target node")) | GRANTEES
_LINK_ONLY = frozenset(("link", "link kind", "relationship", "kind of link", "type of link"))


# ---- node sheets


def node_columns(
    headings: Iterable[str], where: str, cells: CellsOf | None = None
) -> tuple[Column, ...]:
    """The columns of a node sheet; those not understood have no field.

    With ``cells`` a column whose heading says nothing is taken for what its cells show beyond
    doubt: official numbers, web addresses or, where no heading says so, the names.
    Raises ``BadSource`` without a column of names, with two, or with a heading that looks like a
    slip of a known one.
    """
    columns = [_node_column(heading) for heading in headings if not is_contact(heading)]
    columns = [by_cells(column, cells) for column in columns] if cells else columns
    names = [n for n, column in enumerate(columns) if column.field == "name"]
    if len(names) > 1:
        both = " and ".join(f"'{columns[n].heading}'" for n in names)
        step = "Head one of them 'note'."
        raise BadSource(f"two columns could be the name: {both}", where=where, next_step=step)
    if not names:
        columns = _with_names(columns, where, cells)
    columns = [by_commas(column, cells) for column in columns] if cells else columns
    _check_slips(columns, where, (*_NODE_FIELD, *TIES, *SCHEMES, *_KIND_OF))
    return tuple(columns)


def _node_column(heading: str) -> Column:
    phrase = phrase_of(heading)
    if phrase in SCHEMES:
        return Column(heading=heading, field="identifier", scheme=SCHEMES[phrase])
    if phrase in _NODE_FIELD:
        return Column(heading=heading, field=_NODE_FIELD[phrase])
    if phrase in TIES:
        return Column(heading=heading, field="tie", tie=TIES[phrase])
    return Column(heading=heading, field="")


def _with_names(columns: list[Column], where: str, cells: CellsOf | None = None) -> list[Column]:
    """The columns with the first that says what it names ("Organisation") as the names."""
    phrases = [phrase_of(column.heading) for column in columns]
    # What nothing else explains comes first: "Organisation" before "Country".
    free = [n for n, p in enumerate(phrases) if p in _KIND_OF and not columns[n].field]
    other = [n for n, p in enumerate(phrases) if p in _KIND_OF or p in FUNDERS]
    if not (free or other) and cells and (named := names_by_cells(columns, cells)) is not None:
        columns[named] = replace(columns[named], field="name", guessed="its cells look like names")
        return columns
    if not (free or other):
        _refuse_headings("no column holds the names", columns, where, "name")
    place = (free or other)[0]
    funder = phrases[place] in FUNDERS
    columns[place] = Column(
        heading=columns[place].heading,
        field="name",
        kind=ORG if funder else _KIND_OF[phrases[place]],
        role="funder" if funder else "",
    )
    return columns


def by_cells(column: Column, cells: CellsOf) -> Column:
    """A column of unknown heading as what its cells show beyond doubt; else as it was."""
    if column.field or is_contact(column.heading):
        return column
    found, share = kind_of_cells(cells(column.heading))
    if found in ("website", "identifier"):
        return replace(column, field=found, guessed=f"{share} of its cells are such")
    return column


def by_commas(column: Column, cells: CellsOf) -> Column:
    """A column of several bodies with commas and nothing else between them."""
    plural = column.tie is not None and column.tie.far is ORG and phrase_of(
        column.heading
    ).endswith("s")  # fmt: skip
    return replace(column, by_commas=plural and by_commas_only(cells(column.heading)))


def names_by_cells(columns: Sequence[Column], cells: CellsOf) -> int | None:
    """The first column of unknown heading whose cells look like names of bodies or people."""
    for place, column in enumerate(columns):
        if not column.field and look_like_names(cells(column.heading)):
            return place
    return None


# ---- link sheets


def link_columns(headings: Iterable[str], where: str) -> tuple[tuple[Column, ...], LinkKind | None]:
    """The columns of a link sheet, and the kind of its links where the headings alone tell it."""
    columns = [_link_column(heading) for heading in headings if not is_contact(heading)]
    columns = _with_ends(columns, where)
    fields = [column.field for column in columns]
    for field in ("from", "to", "link"):
        if fields.count(field) > 1:
            both = " and ".join(f"'{c.heading}'" for c in columns if c.field == field)
            step = "Keep one."
            raise BadSource(f"two columns could be '{field}': {both}", where=where, next_step=step)
    kind = _kind_by_headings(columns) if "link" not in fields else None
    if "link" not in fields and kind is None:
        _refuse_headings("no column says how the two are tied", columns, where, "link kind")
    _check_slips(columns, where, (*_LINK_FIELD, *_KIND_OF))
    return tuple(columns), kind


def _link_column(heading: str) -> Column:
    phrase = phrase_of(heading)
    currency = _currency_of(heading)
    if phrase in FUNDERS:
        return Column(heading=heading, field="from", kind=ORG, role="funder")
    if phrase in GRANTEES:
        return Column(heading=heading, field="to", kind=ORG, role="grantee")
    field = "amount" if currency and phrase not in _LINK_FIELD else _LINK_FIELD.get(phrase, "")
    return Column(heading=heading, field=field, currency=currency)


def _with_ends(columns: list[Column], where: str) -> list[Column]:
    """The columns with both ends found: "Organisation" and "Campaign" may be such."""
    if "from" not in {c.field for c in columns}:
        starts = {"source", "name"} | MEMBERS | _KIND_OF.keys()
        columns = _first_as("from", columns, starts)
    if "to" not in {c.field for c in columns}:
        columns = _first_as("to", columns, _KIND_OF.keys())
    for field in ("from", "to"):
        if field not in {c.field for c in columns}:
            _refuse_headings(f"no column says where links run {field}", columns, where, field)
    return columns


def _first_as(field: str, columns: list[Column], wanted: Set[str]) -> list[Column]:
    for n, column in enumerate(columns):
        phrase = phrase_of(column.heading)
        if phrase in wanted and column.field in ("", "url"):
            columns[n] = replace(column, field=field, kind=_KIND_OF.get(phrase))
            break
    return columns


def _kind_by_headings(columns: Iterable[Column]) -> LinkKind | None:
    ends = [c for c in columns if c.field in ("from", "to")]
    if any(c.role for c in ends) or any(c.field == "amount" for c in columns):
        return LinkKind.FUNDED
    phrases = {phrase_of(c.heading) for c in ends}
    if phrases & {"member", "member name"}:
        return LinkKind.MEMBER_OF
    if phrases & {"officer", "officer name"}:
        return LinkKind.OFFICER_OF
    if phrases & {"attendee", "participant"}:
        return LinkKind.TOOK_PART_IN
    return None


# ---- headings that cannot be used


def _check_slips(columns: Iterable[Column], where: str, known: Sequence[str]) -> None:
    for column in columns:
        phrase = phrase_of(column.heading)
        if column.field or len(phrase) < 4 or phrase in known:
            continue
        near = max(known, key=lambda k: (fuzz.ratio(phrase, k), k))
        if fuzz.ratio(phrase, near) >= SLIP:
            raise BadSource(
                f"the column '{column.heading}' is not known",
                where=where,
                next_step=f"Head it '{near}' if that is meant, else in words less like it.",
            )


def _refuse_headings(what: str, columns: Iterable[Column], where: str, wanted: str) -> NoReturn:
    found = ", ".join(f"'{column.heading}'" for column in columns) or "contact columns only"
    raise BadSource(what, where=where, next_step=f"Head one '{wanted}'; now there are {found}.")
