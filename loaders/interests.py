"""Loads the Register of Members' Financial Interests: visits, gifts of bodies, roles in bodies."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

from graph.model import Edition, Record, Source, Visibility
from loaders.base import Batch, Report
from loaders.gazetteer import Gazetteer, load_gazetteer
from loaders.interests_files import CATEGORIES, Row, Table, read_tables
from loaders.interests_groups import GroupTexts, load_groups
from loaders.interests_records import InterestWriter, Register
from loaders.interests_shape import (
    Interest,
    Unusable,
    gift_of,
    interest_of,
    role_of,
    visit_of,
)

SOURCE = Source(
    id="interests-uk",
    title="Register of Members' Financial Interests",
    publisher="UK Parliament",
    licence="OPL-UK-3.0",
    attribution=(
        "Contains Parliamentary information licensed under the Open Parliament Licence v3.0. "
        "Compiled by mySociety, CC BY 4.0."
    ),
    url="https://www.parliament.uk/mps-lords-and-offices/standards-and-financial-interests/",
    licence_url="https://www.parliament.uk/site-information/copyright-parliament/"
    "open-parliament-licence/",
    compiler="mySociety, parl_register_interests",
)


class InterestsLoader:
    """The register's CSV tables of donations, gifts, visits and other interests, in either layout.

    Interests are keyed by their number, so that one in several editions is one statement. Private
    persons, addresses and the sentences in which things are told are not kept. What is in an
    earlier edition only has left the register: it keeps an interest for a limited time.
    """

    name = "interests"
    summary = "members' registered interests: visits abroad and who paid, gifts, roles in bodies"

    def __init__(
        self, gazetteer: Gazetteer | None = None, groups: GroupTexts | None = None
    ) -> None:
        self._gazetteer = gazetteer
        self._groups = groups

    def read(
        self, paths: tuple[Path, ...], report: Report, *, visibility: Visibility, today: str
    ) -> Iterator[Batch]:
        """The editions in folders, zips and files, oldest first.

        An edition is complete when all five tables are there. Raises ``BadSource`` (file, row)
        for a table that cannot be used; nothing is loaded then. Cost: linear in the rows.
        """
        gazetteer = self._gazetteer or load_gazetteer()
        groups = self._groups or load_groups(gazetteer)
        batches = []
        for date, tables in read_tables(paths, report).items():
            register = Register(
                source=SOURCE, date=date, visibility=visibility, gazetteer=gazetteer,
                groups=groups, report=report,
            )  # fmt: skip
            batches.append(_batch(register, tables))
        report.count("editions", len(batches))
        yield from batches


def _batch(register: Register, tables: dict[str, Table]) -> Batch:
    writer = InterestWriter(register)
    links = [record for table in tables.values() for record in _records(table, writer, register)]
    complete = tables.keys() == CATEGORIES.keys()
    digest = "\n".join(f"{table.category} {table.sha256}" for table in tables.values())
    return Batch(
        source=SOURCE,
        edition=Edition(
            source=SOURCE.id,
            date=register.date,
            complete=complete,
            url=SOURCE.url,
            sha256=sha256(digest.encode()).hexdigest(),
        ),
        records=(*writer.ends(), *links),
        replaces=complete,
    )


def _records(table: Table, writer: InterestWriter, register: Register) -> Iterator[Record]:
    report, seen = register.report, set[str]()
    where = f"category {table.category}"
    writes = _WRITES[table.category]
    for number, row in table.rows:
        report.read += 1
        try:
            interest = interest_of(row, where)
        except Unusable as reason:
            report.leave(str(reason), f"{table.where}, row {number}")
            continue
        if interest.id in seen:
            report.leave("an interest listed twice", f"{table.where}, row {number}")
            continue
        seen.add(interest.id)
        records = list(writes(writer, row, interest))
        report.used += bool(records)
        yield from records


def _visits(writer: InterestWriter, row: Row, interest: Interest) -> Iterator[Record]:
    return writer.visit(visit_of(row, interest))


def _gifts(writer: InterestWriter, row: Row, interest: Interest) -> Iterator[Record]:
    return writer.gift(gift_of(row, interest))


def _roles(writer: InterestWriter, row: Row, interest: Interest) -> Iterator[Record]:
    return writer.role(role_of(row, interest))


_WRITES: dict[str, Callable[[InterestWriter, Row, Interest], Iterator[Record]]] = {
    "2": _gifts,
    "3": _gifts,
    "4": _visits,
    "5": _gifts,
    "8": _roles,
}
