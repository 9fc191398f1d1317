"""Census counts by area as records: the bulk files of country of birth, births by constituency."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from graph.model import Amount, LinkKind, NodeKind, Record
from loaders.archives import refuse
from loaders.base import claims, link_record, node_record
from loaders.census_counts import plain_label, whole
from loaders.census_words import BIRTH, MEASURES, PARENT, Meaning, meaning
from loaders.gazetteer import Gazetteer
from loaders.tables import Row, Table
from loaders.telling import GSS, Teller

PREFIX = "Country of birth: "
BULK_COLUMNS = frozenset(("geography", "geography code"))
_SHARE = "con_pc→{}"
SEAT_COLUMNS = frozenset((
    "ONSConstID", "ConstituencyName", "RegNationID", _SHARE.format("UK"),
    _SHARE.format("European Union"), _SHARE.format("Rest of world"),
))  # fmt: skip
_BORN = {"born_uk": "UK", "born_eu": "European Union", "born_elsewhere": "Rest of world"}
# Shares are rounded to a thousandth each, so three of them may miss the whole by as many.
_ROUNDING = 0.0035
_NATION = "K04000001"


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A row of a bulk file: an area by name and code."""

    id: str
    code: str
    name: str
    where: str


def bulk_records(table: Table, gazetteer: Gazetteer, teller: Teller) -> Iterator[Record]:
    """How many people born in each country live in each area of a bulk file of table TS012.

    Headings and rests are set aside once, as columns. Raises ``BadSource`` for a file of another
    table, or a count that is no number.
    """
    columns = _columns(table, gazetteer, teller)
    regions = {p.gss: p.id for p in gazetteer.places if p.kind is NodeKind.PLACE}
    told: set[str] = set()
    for row in table.rows:
        teller.report.read += 1
        code, name = row.get("geography code"), row.get("geography")
        where = f"row {row.number}, {code}"
        if code == _NATION or not GSS.fullmatch(code) or not name:
            teller.report.leave("an area that is no place of its own here", where)
            continue
        teller.report.used += 1
        area = Area(id=regions.get(code, f"place:{code}"), code=code, name=name, where=where)
        yield from _area(area, row, columns, teller, told)


def _columns(table: Table, gazetteer: Gazetteer, teller: Teller) -> dict[str, Meaning]:
    labels = {c: plain_label(c.removeprefix(PREFIX)) for c in table.columns if PREFIX in c}
    if not labels:
        refuse(f"no column begins with '{PREFIX}'", table.name, "Name a bulk file of table TS012.")
    parents = {label.rpartition(": ")[0] for label in labels.values()}
    found: dict[str, Meaning] = {}
    for column, label in labels.items():
        told = meaning(BIRTH, label, gazetteer)
        if isinstance(told, str) or label in parents:
            teller.report.leave(PARENT if label in parents else str(told), f"column {label}")
        else:
            found[column] = told
    return found


def _area(
    area: Area, row: Row, columns: dict[str, Meaning], teller: Teller, told: set[str]
) -> Iterator[Record]:
    place = teller.said(area.id, locator=area.where)
    named = claims(area.name, identifiers=[f"GSS-{area.code}"])
    yield node_record(NodeKind.PLACE, replace(place, claims=named))
    for column, community in columns.items():
        people = whole(row.get(column), f"{area.where}, {column}")
        if not people:
            continue
        said = teller.said(community.id, locator=area.where)
        if community.id not in told:
            told.add(community.id)
            mine = claims(community.name, status=community.status)
            yield node_record(NodeKind.COMMUNITY, replace(said, locator="ts012", claims=mine))
            yield from _country(community, said.source, teller)
        teller.report.count("counts of a community in an area")
        amount = Amount(low=people, high=people, unit="people")
        born = community.country.name if community.country else community.name
        link = replace(said, object=area.id, detail=f"born in {born}", amount=amount)
        yield link_record(LinkKind.BASED_IN, link)


def _country(community: Meaning, source: str, teller: Teller) -> Iterator[Record]:
    country = community.country
    if country is not None:
        said = teller.said(country.id, locator="ts012")
        yield node_record(NodeKind.COUNTRY, replace(said, claims=claims(country.name)))
        tied = teller.said(community.id, country.id, "ts012")
        yield link_record(LinkKind.HERITAGE, replace(tied, detail=MEASURES[BIRTH]))


def seat_birth_records(
    rows: Iterable[Row], gazetteer: Gazetteer, teller: Teller
) -> Iterator[Record]:
    """Shares of residents by place of birth as properties of each constituency.

    Properties and no links: a share of one place is no community, and three bodies of people
    tied to all 650 places would be the greatest hubs of the graph and bring nobody together.
    """
    regions = {p.gss: p for p in gazetteer.places if p.kind is NodeKind.PLACE}
    for row in rows:
        teller.report.read += 1
        code, name = row.get("ONSConstID"), row.get("ConstituencyName")
        where = f"row {row.number}, {code}"
        if not GSS.fullmatch(code) or not name:
            teller.report.leave("a constituency without a code or a name", where)
            continue
        teller.report.used += 1
        teller.report.count("constituencies with shares by place of birth")
        said = teller.said(f"place:{code}", locator=where)
        # The list writes "&" for "and"; the name told last, by another source, is the one shown.
        named = claims(
            name, identifiers=[f"GSS-{code}"], status="constituency", **_born(row, where)
        )
        yield node_record(NodeKind.PLACE, replace(said, claims=named))
        region = regions.get(row.get("RegNationID"))
        if region is None:
            teller.report.leave("a constituency in a region that is none", where)
        else:
            above = teller.said(region.id, locator=where)
            mine = claims(region.name, identifiers=[f"GSS-{region.gss}"])
            yield node_record(NodeKind.PLACE, replace(above, claims=mine))
            yield link_record(LinkKind.PART_OF, replace(said, object=region.id))


def _born(row: Row, where: str) -> dict[str, str]:
    """Shares in per cent by property; together they are the whole."""
    try:
        shares = {key: float(row.get(_SHARE.format(of))) for key, of in _BORN.items()}
    except ValueError:
        refuse("a share of residents is no number", where, "Fetch the table again.")
    if any(not 0 <= share <= 1 for share in shares.values()) or (
        abs(sum(shares.values()) - 1) > _ROUNDING
    ):
        refuse("the shares by place of birth do not make a whole", where, "Fetch the table again.")
    return {key: f"{share * 100:.1f}" for key, share in shares.items()}
