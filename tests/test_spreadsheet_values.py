"""Cells as values: dates, money, status, addresses and numbers of bodies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Amount, Status
from loaders.spreadsheet_values import (
    amount,
    numbered,
    partial_date,
    several,
    status,
    web_address,
)


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("Kenya; Uganda", ("Kenya", "Uganda")),
        ("Kenya|Uganda|", ("Kenya", "Uganda")),
        ("Kenya\nUganda\r\nKenya", ("Kenya", "Uganda")),
        ("Friends, Families and Travellers", ("Friends, Families and Travellers",)),
        (" ; ", ()),
        ("", ()),
    ],
)
def test_a_cell_may_hold_several_values_but_never_parted_by_commas(
    cell: str, values: tuple[str, ...]
) -> None:
    assert several(cell) == values


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2024-03-01", "2024-03-01"),
        ("2024-3-1", "2024-03-01"),
        ("2024-03-01 14:30:00", "2024-03-01"),
        ("2024-03", "2024-03"),
        ("2013", "2013"),
        ("01/03/2024", "2024-03-01"),
        ("1.3.2024", "2024-03-01"),
        ("31-12-2024", "2024-12-31"),
        ("03/2024", "2024-03"),
        ("March 2024", "2024-03"),
        ("mar. 2024", "2024-03"),
        ("1 March 2024", "2024-03-01"),
        ("1st of March 2024", None),
        ("1st March 2024", "2024-03-01"),
        ("March 1, 2024", "2024-03-01"),
        ("Sept 2024", "2024-09"),
        ("", ""),
        ("29/02/2024", "2024-02-29"),
        ("29/02/2023", None),
        ("03/31/2024", None),
        ("2024-13", None),
        ("01/03/24", None),
        ("spring 2024", "2024"),
        ("Q3 2024", "2024"),
        ("c. 2013", "2013"),
        ("early 2013", "2013"),
        ("2024/25", "2024"),
        ("2024-25", "2024"),
        ("2024–2025", "2024"),
        ("1999/00", None),
        ("2009-10", "2009-10"),
        ("2024/27", None),
        ("2024-27", None),
        ("soon", None),
        ("0000", None),
        ("20240301", None),
        ("٢٠٢٤", "2024"),
    ],
)
def test_a_date_is_as_exact_as_the_cell_and_days_come_first(cell: str, day: str | None) -> None:
    if day is None:
        with pytest.raises(ValueError, match="is no d"):
            partial_date(cell)
    else:
        assert partial_date(cell) == day


def test_a_month_first_date_is_refused_with_the_order_told() -> None:
    with pytest.raises(ValueError, match="days come before months"):
        partial_date("03/31/2024")


@given(st.dates())
def test_every_iso_date_is_itself_and_its_british_form_too(day: object) -> None:
    text = str(day)
    year, month, rest = text.split("-")
    assert partial_date(text) == text
    assert partial_date(f"{rest}/{month}/{year}") == text


@pytest.mark.parametrize(
    ("cell", "currency", "money"),
    [
        ("12500", "", Amount(low=12500, high=12500)),
        ("£12,500.50", "", Amount(low=12500.5, high=12500.5)),
        ("12,500 pounds", "", Amount(low=12500, high=12500)),
        ("5k", "", Amount(low=5000, high=5000)),
        ("£1.2m", "", Amount(low=1_200_000, high=1_200_000)),
        ("1,501-3,000", "", Amount(low=1501, high=3000)),
        ("£1,501 – £3,000", "", Amount(low=1501, high=3000)),
        ("5k to 10k", "", Amount(low=5000, high=10000)),
        ("€500", "", Amount(low=500, high=500, unit="EUR")),
        ("500 USD", "", Amount(low=500, high=500, unit="USD")),
        ("500", "kes", Amount(low=500, high=500, unit="KES")),
        ("£500", "GBP", Amount(low=500, high=500)),
        ("500", "£", Amount(low=500, high=500)),
        ("0", "", Amount(low=0, high=0)),
        ("", "", None),
    ],
)
def test_money_is_exact_or_a_band(cell: str, currency: str, money: Amount | None) -> None:
    assert amount(cell, currency) == money


@pytest.mark.parametrize(
    ("cell", "currency"),
    [("-500", ""), ("lots", ""), ("12.500,00", ""), ("1,2,3", ""), ("500-100", ""), ("£500", "EUR"),
     ("£5 or €6", ""), ("500", "pounds sterling"), ("#REF!", ""), ("1e9", "")],
)  # fmt: skip
def test_what_is_no_money_is_refused(cell: str, currency: str) -> None:
    with pytest.raises(ValueError, match=r"is no amount|is a band|is no currency"):
        amount(cell, currency)


@pytest.mark.parametrize(
    ("cell", "meant"),
    [("", Status.HELD), ("Held", Status.HELD), ("confirmed", Status.HELD),
     ("Planned ", Status.PLANNED), ("proposed", Status.PLANNED), ("claimed", Status.CLAIMED),
     ("guess", Status.INFERRED)],
)  # fmt: skip
def test_a_status_may_be_told_in_other_words(cell: str, meant: Status) -> None:
    assert status(cell) is meant


def test_an_unknown_status_is_refused() -> None:
    with pytest.raises(ValueError, match="held, planned, inferred or claimed"):
        status("perhaps")


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("www.example.org", "https://www.example.org"),
        ("example.org/about", "https://example.org/about"),
        ("", ""),
    ],
)
def test_a_web_address_begins_with_http(cell: str, address: str) -> None:
    assert web_address(cell) == address


@pytest.mark.parametrize(
    "cell",
    ["javascript:alert(1)", "ftp://example.org", "file:///etc/passwd", "see website", "https://",
     "ann@example.org", "https://user:word@example.org", "http://[::1", "https://a b.org"],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match="is no web address"):
        web_address(cell)


@pytest.mark.parametrize(
    ("cell", "scheme", "identifier"),
    [
        ("1014576", "GB-CHC", "GB-CHC-1014576"),
        ("No. 1014576", "GB-CHC", "GB-CHC-1014576"),
        ("SC008639", "GB-CHC", "GB-SC-SC008639"),
        ("NIC100012", "GB-CHC", "GB-NIC-100012"),
        ("GB-COH-123", "GB-CHC", "GB-COH-00000123"),
        ("7451584", "GB-COH", "GB-COH-07451584"),
        ("24807", "TWFY", "TWFY-24807"),
        ("GB-CHC-1014576", "", "GB-CHC-1014576"),
    ],
)
def test_a_number_gets_the_scheme_of_its_column(cell: str, scheme: str, identifier: str) -> None:
    assert numbered(cell, scheme) == identifier


@pytest.mark.parametrize(("cell", "scheme"), [("1014576", ""), ("12", "GB-CHC"), ("n/a", "GB-COH")])
def test_what_is_no_number_of_its_scheme_is_refused(cell: str, scheme: str) -> None:
    with pytest.raises(ValueError, match="is no identifier"):
        numbered(cell, scheme)


@given(st.text(max_size=30))
def test_any_text_is_a_value_or_a_value_error(cell: str) -> None:
    for read in (partial_date, amount, status, web_address):
        try:
            read(cell)
        except ValueError as error:
            message = str(error)
            assert message
