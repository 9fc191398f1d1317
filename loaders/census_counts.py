"""National counts of the census as records: communities with their sizes and their countries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from graph.model import Amount, LinkKind, NodeKind, Record
from graph.text import clean
from loaders.archives import refuse
from loaders.base import claims, link_record, node_record
from loaders.census_words import (
    BIRTH,
    COARSE,
    COARSER,
    ETHNIC,
    FAITH,
    IDENTITY,
    LANGUAGE,
    MEASURES,
    PARENT,
    PASSPORT,
    TOTAL,
    Meaning,
    meaning,
)
from loaders.gazetteer import Gazetteer
from loaders.tables import Row
from loaders.telling import Teller

COLUMNS = frozenset(("Table_ID", "Cell_ID", "Cell_Label_ONS", "EW_Count"))
_TAIL = "; measures: Value"
# Which table gives the size of a community: the first of these that counts it.
_COUNTRY_ORDER = (BIRTH, ETHNIC, PASSPORT, IDENTITY, LANGUAGE, FAITH)
_ORDERS = {
    "faith": (FAITH, ETHNIC, IDENTITY, LANGUAGE),
    "language": (LANGUAGE,),
    "people": (ETHNIC, FAITH, IDENTITY, LANGUAGE),
    "occupation": (ETHNIC, FAITH, IDENTITY, LANGUAGE),
}
_BORN = "Born there: not all of them are of its peoples, and their children born here are not in."
_WHERE = "England and Wales"


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One row that counts a community: table, cell, headings above the last, people."""

    meaning: Meaning
    table: str
    cell: str
    label: str
    people: int
    where: str

    @property
    def amount(self) -> Amount:
        """The people as an amount."""
        return Amount(low=self.people, high=self.people, unit="people")

    @property
    def detail(self) -> str:
        """What the row says of its people, with the headings it stands under."""
        above = self.label.rpartition(": ")[0]
        under = f", under {above}" if self.table == ETHNIC and above else ""
        return MEASURES[self.table] + under


def counts(rows: Iterable[Row], gazetteer: Gazetteer, teller: Teller) -> list[Count]:
    """The rows that count a community; the others are set aside, each with its reason.

    A heading ("Europe: Other Europe") is never counted beside the rows below it, nor a shorter
    table beside the detailed one. Raises ``BadSource`` for a count that is no number.
    """
    read = [(row, row.get("Table_ID"), plain_label(row.get("Cell_Label_ONS"))) for row in rows]
    labels: dict[str, set[str]] = defaultdict(set)
    for _, table, label in read:
        labels[table].add(label)
    parents = {
        table: {label.rpartition(": ")[0] for label in held} for table, held in labels.items()
    }
    found = []
    for row, table, label in read:
        teller.report.read += 1
        where = f"row {row.number}, {row.get('Cell_ID')}"
        told = _meaning(table, label, labels, parents[table], gazetteer)
        if isinstance(told, str):
            teller.report.leave(told, f"{where}, {label.rpartition(': ')[2]}")
            continue
        teller.report.used += 1
        cell, people = row.get("Cell_ID"), whole(row.get("EW_Count"), where)
        found.append(Count(meaning=told, table=COARSE.get(table, table), cell=cell, label=label,
                           people=people, where=where))  # fmt: skip
    return found


def _meaning(
    table: str, label: str, labels: dict[str, set[str]], parents: set[str], gazetteer: Gazetteer
) -> Meaning | str:
    detailed = COARSE.get(table, table)
    if detailed not in MEASURES:
        return f"a table that counts no communities ({table})"
    if detailed != table and detailed in labels:
        return COARSER
    told = meaning(detailed, label, gazetteer)
    return told if told == TOTAL else PARENT if label in parents else told


def plain_label(text: str) -> str:
    """A category without what the bulk files add to it.

    >>> plain_label("UK identity:  Welsh only identity; measures: Value")
    'UK identity: Welsh only identity'
    """
    return " ".join(clean(text).removesuffix(_TAIL).split())


def whole(text: str, where: str) -> int:
    """A count of people."""
    bare = text.replace(",", "").removesuffix(".0")
    if not (bare.isascii() and bare.isdigit()):
        refuse(f"'{text[:40]}' is no number of people", where, "Fetch the table again.")
    return int(bare)


def count_records(found: list[Count], teller: Teller) -> Iterator[Record]:
    """Each community once with its size, and one statement for each row that counts it."""
    by_community: dict[str, list[Count]] = defaultdict(list)
    for count in found:
        by_community[count.meaning.id].append(count)
    for _, told in sorted(by_community.items()):
        first = told[0].meaning
        teller.report.count("communities")
        yield _sized(first, told, teller)
        if first.country is not None:
            teller.report.count("communities with a country")
            country = teller.said(first.country.id, locator=told[0].where)
            named = claims(first.country.name)
            yield node_record(NodeKind.COUNTRY, replace(country, claims=named))
        for count in told:
            yield _counted(count, teller)


def _sized(first: Meaning, told: list[Count], teller: Teller) -> Record:
    """The community with its size: that of the table which tells most directly of such a one."""
    order = _COUNTRY_ORDER if first.country else _ORDERS.get(first.status, _COUNTRY_ORDER)
    table = next((t for t in order if any(c.table == t for c in told)), told[0].table)
    rows = [count for count in told if count.table == table]
    people = sum(count.people for count in rows)
    note = f"{_WHERE}, {MEASURES[table]}."
    if table == BIRTH:
        note = f"{_WHERE}. {_BORN}"
    if len(rows) > 1:
        shares = " + ".join(f"{count.people:,}" for count in rows)
        note += f" Together {shares}: rows under headings that exclude each other."
        teller.report.count("communities counted under several headings")
    said = teller.said(first.id, locator=", ".join(count.cell for count in rows))
    named = claims(first.name, status=first.status, size=str(people))
    return node_record(NodeKind.COMMUNITY, replace(said, ref="size", claims=named, note=note))


def _counted(count: Count, teller: Teller) -> Record:
    """One row: on the link to the country where there is one, else on the community."""
    said = replace(
        teller.said(count.meaning.id, locator=count.where),
        detail=count.detail, ref=count.cell, amount=count.amount, note=_note(count),
    )  # fmt: skip
    country = count.meaning.country
    if country is None:
        return node_record(NodeKind.COMMUNITY, replace(said, claims=claims(count.meaning.name)))
    return link_record(LinkKind.HERITAGE, replace(said, object=country.id))


def _note(count: Count) -> str:
    return f"{_WHERE}. {_BORN}" if count.table == BIRTH else f"{_WHERE}."
