"""Constituencies: codes old and new, and whose people live where."""

from typing import Any

import pytest

from graph.errors import BadSource
from graph.model import LinkKind, NodeKind, Record, Visibility
from loaders.base import Report
from loaders.places_seats import (
    council_overlaps,
    council_shares,
    old_seat_records,
    seat_records,
    seats,
)
from loaders.places_sources import SEATS
from loaders.tables import Row
from loaders.telling import Teller
from tests.land_cut import claim, joined, tied, told
from tests.loading import batch, node

FOUND = {"UKPARL.2025.ALD": ("E14009001", "Aldermoor"), "UKPARL.2025.BEE": ("N05009002", "Bee")}
COUNCILS = {"E07000901": "place:E07000901"}


def teller(report: Report) -> Teller:
    return Teller(source=SEATS, date="2024-07-04", visibility=Visibility.PUBLIC, report=report)


def rows(*cells: dict[str, str]) -> list[Row]:
    return [
        Row(number, tuple(row.values()), {name: at for at, name in enumerate(row)})
        for number, row in enumerate(cells, 1)
    ]


def share(one: str, other: str, part: str = "0.57", people: str = "51300.4", **more: str) -> Any:
    names = more or {"old": "PARL10", "new": "PARL25"}
    return {names["old"]: one, names["new"]: other, "percentage_overlap_pop": part,
            "overlap_pop": people, "original_pop": "90000"}  # fmt: skip


def old(*cells: dict[str, str], report: Report | None = None) -> list[Any]:
    made: list[Record] = list(old_seat_records(rows(*cells), FOUND, teller(report or Report())))
    return [batch(*made)]


def inside(*cells: dict[str, str], report: Report | None = None) -> list[Any]:
    said = teller(report or Report())
    return [batch(*council_overlaps(rows(*cells), FOUND, COUNCILS, said))]


def in_council(one: str, other: str, part: str = "1", people: str = "90000") -> dict[str, str]:
    made: dict[str, str] = share(one, other, part, people, old="PARL25", new="LAD23")
    return made


def test_a_constituency_has_its_code_and_its_other_id() -> None:
    batches = [batch(*seat_records(FOUND, teller(Report())))]
    assert set(claim(batches, "place:E14009001", "identifier")) == {
        "GSS-E14009001", "UKPARL.2025.ALD",
    }  # fmt: skip
    assert claim(batches, "place:E14009001", "status") == ["constituency"]
    assert told(batches, "place:N05009002")[0].since == "2024-07-04"


@pytest.mark.parametrize(
    ("ukparl", "code", "name"),
    [("", "E14009001", "A"), ("UKPARL.2025.ALD", "NaN", "A"), ("UKPARL.2025.ALD", "E14009001", "")],
)
def test_a_constituency_without_id_code_or_name_is_set_aside(
    ukparl: str, code: str, name: str
) -> None:
    report = Report()
    row = {"UKPARL.2025": ukparl, "PCON24CD": code, "PCON24NM": name}
    assert seats(rows(row), teller(report)) == {}
    assert report.set_aside == {"a constituency without id, code or name": 1}


def test_the_new_constituency_is_the_successor_of_the_old_with_the_share_of_its_people() -> None:
    rest = share("E14000901", "UKPARL.2025.BEE", "0.43")
    batches = old(share("E14000901", "UKPARL.2025.ALD"), rest)
    found = tied(batches, LinkKind.SUCCESSOR_OF)
    assert set(found) == {
        ("place:E14009001", "place:E14000901"), ("place:N05009002", "place:E14000901"),
    }  # fmt: skip
    (said,) = found["place:E14009001", "place:E14000901"]
    assert said.amount is not None
    assert (said.amount.low, said.amount.unit) == (51_300, "people")
    assert said.note == (
        "57% of the old constituency's people. Estimated from the people of each postcode."
    )
    assert len(told(batches, "place:E14000901")) == 1


def test_a_constituency_known_by_its_code_alone_is_named_by_whoever_knows_its_name() -> None:
    batches = old(share("E14000901", "UKPARL.2025.ALD", "0", "0"))
    (nameless,) = joined(*batches).nodes.values()
    assert nameless.name == "Constituency E14000901 (until 2024)"
    petition = node("place:E14000901", "Old Aldermoor", "GSS-E14000901", kind=NodeKind.PLACE,
                    day="2019-03-23")  # fmt: skip
    (named,) = joined(*batches, batch(petition)).nodes.values()
    assert (named.name, named.aliases) == (
        "Old Aldermoor",
        ("Constituency E14000901 (until 2024)",),
    )


def test_a_strip_of_land_without_people_is_no_overlap() -> None:
    report = Report()
    batches = old(share("E14000901", "UKPARL.2025.ALD", "0.0", "0.0"), report=report)
    assert tied(batches, LinkKind.SUCCESSOR_OF) == {}
    assert report.set_aside == {"an overlap in which nobody, or hardly anybody, lives": 1}


def test_a_code_of_another_kind_is_set_aside() -> None:
    report = Report()
    assert old(share("Aldermoor", "UKPARL.2025.ALD"), report=report)[0].records == ()
    assert report.set_aside == {"an old constituency without a code": 1}


@pytest.mark.parametrize("part", ["57", "-0.1", "", "much", "1e9"])
def test_a_share_that_is_none_refuses_the_table(part: str) -> None:
    with pytest.raises(BadSource, match=r"row 1, E14000901 UKPARL\.2025\.ALD"):
        old(share("E14000901", "UKPARL.2025.ALD", part))


def test_a_constituency_lies_in_the_councils_in_which_its_people_live() -> None:
    report = Report()
    batches = inside(
        in_council("UKPARL.2025.ALD", "E07000901"), in_council("UKPARL.2025.ALD", "E07000999"),
        in_council("UKPARL.2025.XXX", "E07000901"), report=report,
    )  # fmt: skip
    found = tied(batches, LinkKind.PART_OF)
    assert set(found) == {("place:E14009001", "place:E07000901")}
    assert found["place:E14009001", "place:E07000901"][0].note.startswith("100% of the ")
    assert report.set_aside == {
        "an overlap with a council that is in no table": 1,
        "an overlap with a constituency of which no code was given": 1,
    }


def test_the_councils_side_is_told_as_the_share_of_its_own_people() -> None:
    report = Report()
    table = {"E07000901": {"E14009001": 0.518, "E14009999": 0.482}, "E07000999": {"E14009001": 1}}
    made = council_shares(table, "s.json", {"E14009001": "A"}, COUNCILS, teller(report))
    (said,) = tied([batch(*made)], LinkKind.PART_OF)["place:E14009001", "place:E07000901"]
    assert said.note == "51.8% of the council's people live in the constituency."
    assert report.set_aside == {"a share of a council or constituency in no table": 2}


@pytest.mark.parametrize("part", [0, 1.5, "half", None])
def test_a_share_by_code_that_is_none_is_told_with_its_place(part: object) -> None:
    made = council_shares(
        {"E07000901": {"E14009001": part}}, "s.json", {"E14009001": "A"}, COUNCILS, teller(Report())
    )
    with pytest.raises(BadSource, match=r"s\.json, E07000901, E14009001"):
        list(made)
