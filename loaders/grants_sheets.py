"""Spreadsheets of grants: headings of the standard in any case turned into its JSON shape."""

import re
from collections.abc import Iterator, Sequence

from loaders.archives import refuse
from loaders.grants_gather import INDIVIDUALS, LISTS, Fields
from loaders.separated import csv_rows
from loaders.tables import Table

Placed = Iterator[tuple[str, Fields]]

# Titles of the standard, and the names that its JSON gives the same things, without spaces.
_PARTS = {
    "recipientorg": "recipientOrganization",
    "recipientorganisation": "recipientOrganization",
    "fundingorg": "fundingOrganization",
    "fundingorganisation": "fundingOrganization",
    "beneficiarylocation": "beneficiaryLocation",
    "planneddates": "plannedDates",
    "actualdates": "actualDates",
    "grantprogramme": "grantProgramme",
    "recipientind": "recipientIndividual",
    "toindividualsdetails": "toIndividualsDetails",
}
_PARTS |= {name.lower(): name for name in (*LISTS, *INDIVIDUALS)}
_TITLES = {
    "identifier": "id", "id": "id", "title": "title", "currency": "currency",
    "amountawarded": "amountAwarded", "awarddate": "awardDate", "url": "url",
    "datasource": "dataSource", "license": "license", "licence": "license",
    "licenseseenote": "license",  # GrantNav's own heading: each grant under its publisher's licence
}  # fmt: skip
_INNER = {
    "identifier": "id", "id": "id", "name": "name", "charitynumber": "charityNumber",
    "companynumber": "companyNumber", "webaddress": "url", "url": "url",
    "organisationtype": "organisationType", "countrycode": "countryCode",
    "startdate": "startDate", "enddate": "endDate", "title": "title", "code": "code",
}  # fmt: skip
# The sentences that GrantNav puts over two empty columns of what a user downloads there.
_GRANTNAV = re.compile(r"not in the 360 ?Giving Standard and are added by GrantNav", re.I)
# Every sheet of grants needs these; one without is not what the standard calls a grant.
REQUIRED = {
    ("id",): "Identifier",
    ("amountAwarded",): "Amount Awarded",
    ("awardDate",): "Award Date",
    ("fundingOrganization", "name"): "Funding Org:Name",
}
_TELLING = frozenset({"amountAwarded", "awardDate", "recipientOrganization", "fundingOrganization"})

Column = tuple[str, int, str]
"""Where a cell goes: name, number in its list, name inside; the last is empty for a plain fact."""


def column_of(heading: str) -> Column | None:
    """Where the cells under a heading go; None for a column that is not kept.

    >>> column_of("recipient ORG: Identifier"), column_of("Beneficiary Location:1:Country Code")
    (('recipientOrganization', 0, 'id'), ('beneficiaryLocation', 1, 'countryCode'))
    """
    parts = [re.sub(r"[^a-z0-9]", "", part) for part in re.split("[:/]", heading.lower())]
    if len(parts) == 1:
        name = _TITLES.get(parts[0], "")
        return (name, 0, "") if name else None
    part = _PARTS.get(parts[0], "")
    number = int(parts[1]) if len(parts) == 3 and re.fullmatch(r"\d{1,3}", parts[1]) else 0
    if not part or len(parts) - (len(parts) == 3 and parts[1].isdigit()) != 2:
        return None
    if part in INDIVIDUALS:
        return (part, 0, parts[-1])
    inner = _INNER.get(parts[-1], "")
    return (part, number, inner) if inner in LISTS[part] else None


def is_selection(headings: Sequence[str]) -> bool:
    """Whether a user of GrantNav picked these grants from those of many publishers."""
    return any(_GRANTNAV.search(heading) for heading in headings)


def has_grants(headings: Sequence[str]) -> bool:
    """Whether the headings are those of a table of grants."""
    names = {column[0] for heading in headings if (column := column_of(heading))}
    return len(names & _TELLING) >= 2


def columns_of(headings: Sequence[str], where: str) -> list[Column | None]:
    """Where each column goes; ``BadSource`` when one that every grant needs is missing."""
    columns = [column_of(heading) for heading in headings]
    there = {(c[0], c[2]) if c[2] else (c[0],) for c in columns if c}
    lacking = [title for path, title in REQUIRED.items() if path not in there]
    to_whom = {c[0] for c in columns if c} & {"recipientOrganization", *INDIVIDUALS}
    if not to_whom:
        lacking.append("Recipient Org:Name")
    if lacking:
        what = f"this file is not valid: it has no column '{lacking[0]}'"
        refuse(what, where, "Ask its publisher for a file that the standard's own check passes.")
    places = [c for c in columns if c]
    twice = next((c for c in places if places.count(c) > 1), None)
    if twice:
        heading = headings[len(columns) - 1 - columns[::-1].index(twice)]
        refuse(f"two columns mean '{heading}'", where, "Keep one of them.")
    return columns


def fields_of(columns: Sequence[Column | None], cells: Sequence[str]) -> Fields:
    """A row in the standard's JSON shape."""
    fields: Fields = {}
    items: dict[tuple[str, int], Fields] = {}
    for column, cell in zip(columns, cells, strict=False):
        if column is None or not cell:
            continue
        name, number, inner = column
        if inner:
            items.setdefault((name, number), {})[inner] = cell
        else:
            fields[name] = cell
    for (name, _), item in sorted(items.items()):
        fields.setdefault(name, []).append(item)
    return fields


def csv_grants(data: bytes, where: str) -> tuple[list[str], Placed]:
    """Headings of a text file, and its rows one after the other; the file itself is held whole."""
    rows, _ = csv_rows(data, where)
    numbered = ((number, cells) for number, cells in rows if any(cells))
    _, headings = next(numbered, (0, []))
    return headings, _csv_rows(headings, numbered, where)


def _csv_rows(headings: list[str], rows: Iterator[tuple[int, list[str]]], where: str) -> Placed:
    columns = columns_of(headings, where)
    for number, cells in rows:
        place = f"{where}, row {number}"
        if len(cells) > len(columns) and any(cells[len(columns) :]):
            what = f"{len(cells)} cells where the heading has {len(columns)}"
            refuse(what, place, "Put a cell that holds the delimiter in quotes.")
        yield place, fields_of(columns, cells)


def sheet_grants(tables: dict[str, Table]) -> Placed:
    """Rows of the sheets of grants, then of the sheets of what belongs to them.

    A further sheet (``Actual Dates``, ``Recipient Org``) is keyed by the grant's Identifier.
    """
    mains = [table for table in tables.values() if has_grants(table.columns)]
    for table in mains:
        yield from _rows(table, columns_of(table.columns, table.name))
    for table in tables.values():
        columns = [column_of(heading) for heading in table.columns]
        names = {column[0] for column in columns if column}
        if table not in mains and "id" in names and names & set(LISTS):
            yield from _rows(table, columns)


def _rows(table: Table, columns: Sequence[Column | None]) -> Placed:
    for row in table.rows:
        yield f"{table.name}, row {row.number}", fields_of(columns, row.values)
