"""Councils as records: their names and codes, what they lie in, and what took their place."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from graph.model import LinkKind, NodeKind, Record, Statement
from graph.text import fold
from loaders.base import claims, link_record, node_record
from loaders.gazetteer import Gazetteer
from loaders.gazetteer import Place as Region
from loaders.tables import Row
from loaders.telling import GSS, Teller

# Names, codes and a telling column; a table of whatever else has not all of them.
COLUMNS = frozenset((
    "local-authority-code", "official-name", "nice-name", "gss-code", "start-date", "end-date",
    "replaced-by", "nation", "region", "local-authority-type-name", "current-authority",
))  # fmt: skip
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Council:
    """One row: a council, county or combined authority, in force or gone."""

    code: str
    id: str
    name: str
    official: str
    aliases: tuple[str, ...]
    codes: tuple[str, ...]
    kind: str
    region: str
    county: str
    combined: str
    start: str
    end: str
    replaced_by: tuple[str, ...]
    row: int


def councils(rows: Iterable[Row], teller: Teller, old_codes: dict[str, str]) -> list[Council]:
    """The councils of a table, by their code; ``old_codes`` are further GSS codes of councils."""
    found: dict[str, Council] = {}
    for row in rows:
        teller.report.read += 1
        code, name = row.get("local-authority-code"), row.get("nice-name")
        if not code or not name:
            teller.report.leave("a council without a code or a name", f"row {row.number}")
        elif code in found:
            teller.report.leave("a council listed twice", f"row {row.number}, {code}")
        else:
            teller.report.used += 1
            found[code] = _council(row, code, name, old_codes)
    return [found[code] for code in sorted(found)]


def _council(row: Row, code: str, name: str, old_codes: dict[str, str]) -> Council:
    gss = row.get("gss-code") if GSS.fullmatch(row.get("gss-code")) else ""
    former = [c.strip() for c in row.get("former-gss-codes").split(",")]
    former += [old for old, authority in old_codes.items() if authority == code]
    codes = dict.fromkeys(c for c in (gss, *sorted(former)) if GSS.fullmatch(c))
    return Council(
        code=code,
        id=f"place:{gss}" if gss else f"place:council:{code}",
        name=name,
        official=row.get("official-name"),
        aliases=spellings(name, [row.get("official-name"), *row.get("alt-names").split(",")]),
        codes=tuple(codes),
        kind=row.get("local-authority-type-name"),
        region=row.get("region") or row.get("nation"),
        county=row.get("county-la"),
        combined=row.get("combined-authority"),
        start=_day(row.get("start-date")),
        end=_day(row.get("end-date")),
        replaced_by=tuple(filter(None, (c.strip() for c in row.get("replaced-by").split(",")))),
        row=row.number,
    )


def _day(text: str) -> str:
    found = _DAY.match(text)
    return found[0] if found else ""


def spellings(name: str, others: Iterable[str]) -> tuple[str, ...]:
    """Other names that differ by more than capitals; a list for machines holds those as well.

    >>> spellings("Aberdeen City", ["aberdeen cuty", "City of Aberdeen", "Aberdeen city"])
    ('City of Aberdeen',)
    """
    found = {fold(name): name}
    for other in others:
        text = other.strip()
        if text[:1].isupper():
            found.setdefault(fold(text), text)
    return tuple(sorted(set(found.values()) - {name}))


def council_records(found: list[Council], teller: Teller, gazetteer: Gazetteer) -> Iterator[Record]:
    """Each council with its codes, what it lies in, and whom it succeeded."""
    by_code = {council.code: council for council in found}
    home = _regions(found, by_code)
    for council in found:
        said = teller.said(council.id, locator=f"row {council.row}, {council.code}")
        dated = replace(said, since=council.start, until=council.end)
        yield node_record(NodeKind.PLACE, replace(dated, claims=_claims(council)))
        for above in dict.fromkeys((council.county, council.combined)):
            if above in by_code:
                yield link_record(LinkKind.PART_OF, replace(said, object=by_code[above].id))
            elif above:
                teller.report.leave("a council above that is in no row", f"{council.code}, {above}")
        yield from _in_region(council, home[council.code], said, teller, gazetteer)
        yield from _succeeded(council, by_code, said, teller)
    teller.report.count("councils in force", sum(not c.end for c in found))
    teller.report.count("councils that are gone", sum(bool(c.end) for c in found))


def _claims(council: Council) -> tuple[tuple[str, str], ...]:
    codes = [f"GSS-{code}" for code in council.codes]
    status = f"council ({council.kind.lower()})" if council.kind else "council"
    return claims(council.name, aliases=council.aliases, identifiers=codes, status=status)


def _regions(found: list[Council], by_code: dict[str, Council]) -> dict[str, str]:
    """The region of each; a county is where its districts are, whatever its own row says."""
    districts: dict[str, Counter[str]] = {}
    for council in found:
        if council.county in by_code:
            districts.setdefault(council.county, Counter())[council.region] += 1
    return {council.code: _region_of(council, districts.get(council.code)) for council in found}


def _region_of(council: Council, districts: Counter[str] | None) -> str:
    if council.kind != "County" or not districts:
        return council.region
    return max(sorted(districts), key=lambda region: districts[region])


def _in_region(
    council: Council, region: str, said: Statement, teller: Teller, gazetteer: Gazetteer
) -> Iterator[Record]:
    above = gazetteer.by_name(region) if region else None
    if above is None or above.kind is not NodeKind.PLACE:
        teller.report.leave("a council in a region that is none", f"{council.code}, {region}")
        return
    note = ""
    if region != council.region:
        note = f"Its own row says {council.region}; its districts are in {region}."
        teller.report.count("counties put where their districts are")
    yield link_record(LinkKind.PART_OF, replace(said, object=above.id, note=note))


def _succeeded(
    council: Council, by_code: dict[str, Council], said: Statement, teller: Teller
) -> Iterator[Record]:
    for code in council.replaced_by:
        if code in by_code:
            teller.report.count("councils succeeded")
            told = replace(said, subject=by_code[code].id, object=council.id, since=council.end)
            yield link_record(LinkKind.SUCCESSOR_OF, told)
        else:
            teller.report.leave("a successor that is in no row", f"{council.code}, {code}")


def region_records(teller: Teller, gazetteer: Gazetteer) -> Iterator[Record]:
    """The four nations and the nine regions of England, with their codes."""
    for region in gazetteer.places:
        if region.kind is NodeKind.PLACE:
            yield from _region(region, teller, gazetteer)


def _region(region: Region, teller: Teller, gazetteer: Gazetteer) -> Iterator[Record]:
    said = teller.said(region.id, locator=region.gss)
    told = claims(region.name, identifiers=[f"GSS-{region.gss}"], status=region.status)
    yield node_record(NodeKind.PLACE, replace(said, claims=told))
    for parent in region.parents:
        above = gazetteer.by_id(parent)
        if above is not None and above.kind is NodeKind.COUNTRY:
            country = teller.said(above.id, locator=region.gss)
            yield node_record(above.kind, replace(country, claims=claims(above.name)))
        yield link_record(LinkKind.PART_OF, replace(said, object=parent))
