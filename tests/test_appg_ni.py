"""The run-on tables of Northern Ireland: rows, amounts, givers, and people left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Amount
from loaders.appg_benefits import Support
from loaders.appg_ni import ni_supports
from loaders.base import Report
from tests.appg_cut import devolved, read

HEAD = "Date Amount Source Description "


def supports(table: str, report: Report | None = None) -> list[Support]:
    given_group = devolved("wool", "ni-assembly", registrable_benefits=table)
    return ni_supports(read(given_group), report or Report())


def one(row: str) -> Support:
    (found,) = supports(HEAD + row)
    return found


@pytest.mark.parametrize(
    ("row", "name", "detail"),
    [
        (
            "03/06/2025 >£250 p.a. Wool Connect Secretariat Services",
            "Wool Connect",
            "Secretariat services",
        ),
        ("03/06/2025 >£250.p.a Wool NI Secretariat support", "Wool NI", "Secretariat support"),
        ("03/06/2025 >£250pa. Wool NI Secratiat Support", "Wool NI", "Secretariat support"),
        ("03/06/2025 >£250p.a. Wool NI Secreteriat Services", "Wool NI", "Secretariat services"),
        (
            "03/06/2025 >£250 p.a. threshold WOOL Secretariat support services",
            "WOOL",
            "Secretariat services",
        ),
        ("03/06/2025 <£250 p.a, Wool NI Secretarial support", "Wool NI", "Secretariat support"),
        (
            "03/06/2025.£250 p.a. Wool Students’ Union Secretariat Services",
            "Wool Students’ Union",
            "Secretariat services",
        ),
        ("03/06/2025 >£250 Wool NI Secretariat services", "Wool NI", "Secretariat services"),
        (
            "03/06/2025 >£250 p.a. Secretariat support National Wool Action (NWA)",
            "National Wool Action",
            "Secretariat support",
        ),
        (
            "03/06/2025 £69.75 Wool NI Hospitality for APG meeting",
            "Wool NI",
            "Hospitality for APG meeting",
        ),
        (
            "03/06/2025 £1438.00 Wool through third-party contracts Design of report",
            "Wool",
            "Design of report",
        ),
        (
            "03/06/2025 >£250 p.a. Wool and Dance NI Wool and Dance NI",
            "Wool and Dance NI",
            "Benefit",
        ),
        (
            "03/06/2025 >£250 p.a. Felt (Affairs) on behalf of Glen Sample Secretariat Services",
            "Felt",
            "Secretariat services",
        ),
        (
            "03/06/2025 >£250 p.a. Wool Aid Secretariat Services by Ann Sample, 2 Felt Road",
            "Wool Aid",
            "Secretariat services",
        ),
    ],
)
def test_a_row_gives_its_body_and_what_it_gave(row: str, name: str, detail: str) -> None:
    found = one(row)
    assert (found.body.name, found.detail, found.since) == (name, detail, "2025-06-03")
    assert not any("Sample" in text for text in (found.detail, found.note, found.body.name))


@pytest.mark.parametrize(
    ("amount", "expected", "note"),
    [
        (">£250 p.a.", None, "more than £250 a year"),
        ("<£250 p.a.", Amount(low=0.0, high=250.0), "less than £250 a year"),
        ("£116.25", Amount(low=116.25, high=116.25), ""),
        ("£1,438.00", Amount(low=1438.0, high=1438.0), ""),
        ("£250 p.a.", None, "£250 a year, as written"),
    ],
)
def test_a_threshold_is_no_amount(amount: str, expected: Amount | None, note: str) -> None:
    found = one(f"03/06/2025 {amount} Wool NI Hospitality")
    assert (found.amount, found.note) == (expected, note)


@pytest.mark.parametrize(
    "table",
    [
        "",
        "There have been no financial or other benefits received by this committee",
        HEAD + "01/10/2025 Nil Registered Nil Registered Nil Registered 08/06/2023 Nil registered",
        HEAD + "11/03/2025 >£250p.a Nil Registered Nil Registered",
        HEAD,
    ],
)
def test_nothing_registered_is_nothing_and_not_set_aside(table: str) -> None:
    report = Report()
    assert supports(table, report) == []
    assert not report.set_aside


@pytest.mark.parametrize(
    "row",
    [
        "01/07/2022 >£250 p.a. Wool Health Jonny Sample 27 Felt Road BT23 4YH",
        "01/07/2022 >£250 p.a. Colin Sample Wool NI COLIN SAMPLE 5c FELT STREET",
        "01/07/2022 >£250 p.a. Fiona Sample WOOL Secretariat Services",
        "01/07/2022 >£250 p.a. Derek Sample Secretarial support funded by Derek Sample.",
        "01/07/2022 >£250pa >£250pa.£250pa",
        "01/07/2022 >£250 p.a. >£250 p.a. Secretariat support",
    ],
)
def test_rows_that_may_name_people_or_nobody_are_set_aside(row: str) -> None:
    report = Report()
    assert supports(HEAD + row, report) == []
    assert list(report.set_aside.values()) == [1]


def test_two_bodies_in_one_cell_share_no_amount() -> None:
    row = "03/06/2025 <£250 p.a. The Wool Association and NI Felt Society Secretariat support"
    found = supports(HEAD + row)
    assert [s.body.name for s in found] == ["The Wool Association", "NI Felt Society"]
    assert {s.amount for s in found} == {None}
    assert all("together" in s.note for s in found)


def test_an_and_inside_a_name_is_kept() -> None:
    row = "03/06/2025 >£250 p.a. Wool and Lung UK Northern Ireland Secretariat Services"
    assert one(row).body.name == "Wool and Lung UK Northern Ireland"


def test_the_same_body_in_three_years_is_three_supports() -> None:
    rows = " ".join(f"0{n}/06/202{n} >£250 p.a. Wool NI Secretariat Services" for n in (3, 4, 5))
    found = supports(HEAD + rows)
    assert [(s.since, s.ref) for s in found] == [
        (f"202{n}-06-0{n}", f"registered 202{n}-06-0{n}") for n in (3, 4, 5)
    ]


@given(st.text(max_size=300))
def test_any_text_is_read_without_harm(table: str) -> None:
    report = Report()
    assert all(s.body.name and s.detail for s in supports(table, report))
    assert report.read == report.used + sum(report.set_aside.values())


@given(
    st.lists(
        st.sampled_from(
            [
                "Nil Registered",
                "Wool NI",
                "Secretariat Services",
                ">£250 p.a.",
                "£5",
                "03/06/2025",
                "and The",
            ]
        ),
        max_size=12,
    )
)
def test_any_mixture_of_cells_is_read_without_harm(cells: list[str]) -> None:
    for found in supports(HEAD + " ".join(cells)):
        assert found.body.id.startswith("org:name:")
        assert "£" not in found.body.name
