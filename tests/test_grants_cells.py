"""Values of the grants standard: dates, money, titles, web addresses."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.policy import has_contacts
from loaders.grants_cells import (
    LONGEST_NAME,
    LONGEST_TITLE,
    address,
    currency,
    day,
    money,
    named,
    short,
    text_of,
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2015-06-10", "2015-06-10"),
        ("2015-06-10T00:00:00+00:00", "2015-06-10"),
        ("2017-11-21T00:00:00.000Z", "2017-11-21"),
        ("2015-06-10 00:00:00", "2015-06-10"),
        ("05/06/2014", "2014-06-05"),
        ("17/08/2015 00:00", "2015-08-17"),
        ("5.6.2014", "2014-06-05"),
        ("2014-07", "2014-07"),
        ("2014", "2014"),
        (2014, "2014"),
    ],
)
def test_a_date_is_read_as_its_publishers_write_it(written: object, meant: str) -> None:
    assert day(written) == meant


@pytest.mark.parametrize(
    "written",
    ["", "43190", "2015-13-01", "31/02/2015", "12/31/2015", "0015-06-10", "soon", None, True, []],
)
def test_what_is_no_day_of_our_time_is_no_date(written: object) -> None:
    assert day(written) == ""


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_every_day_is_read_the_same_in_both_spellings(when: date) -> None:
    assert day(when.isoformat()) == day(when.strftime("%d/%m/%Y")) == when.isoformat()


@given(st.text(max_size=30))
def test_a_date_is_one_or_is_empty_whatever_is_written(text: str) -> None:
    found = day(text)
    assert found == "" or day(found) == found


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (900, (900.0, "")),
        (3239.34, (3239.34, "")),
        (0, (0.0, "")),
        (-20, (-20.0, "")),
        ("900", (900.0, "")),
        ("1,234,567.50", (1234567.5, "")),
        ("£1,000", (1000.0, "GBP")),
        ("£ 1 000", (1000.0, "GBP")),
        ("Â£100,000", (100000.0, "GBP")),
        ("€300", (300.0, "EUR")),
        ("USD 300", (300.0, "USD")),
        ("300 usd", (300.0, "USD")),
        ("-£500", (-500.0, "GBP")),
    ],
)
def test_an_amount_is_read_with_its_commas_and_its_sign(
    written: object, meant: tuple[float, str]
) -> None:
    assert money(written) == meant


@pytest.mark.parametrize(
    "written",
    ["", "n/a", "1,23", "12,34,567", "1.2.3", "ten", "£€5", "£5 USD", True, None, float("inf"),
     float("nan"), 10**400, "9" * 400],
)  # fmt: skip
def test_what_is_no_amount_is_none(written: object) -> None:
    assert money(written) is None


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_a_whole_amount_survives_its_commas(number: int) -> None:
    assert money(f"{number:,}") == money(number) == (float(number), "")


@pytest.mark.parametrize(
    ("written", "meant"),
    [("GBP", "GBP"), (" gbp ", "GBP"), ("£", "GBP"), ("GPB", ""), ("", ""), (None, "")],
)
def test_a_currency_is_one_that_there_is(written: object, meant: str) -> None:
    assert currency(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("http://wa.example.org", "http://wa.example.org"),
        ("www.example.org/a", "https://www.example.org/a"),
        ("ann@example.org", ""),
        ("http://ann@example.org/", ""),
        ("mailto:ann@example.org", ""),
        ("javascript:alert(1)", ""),
        ("http://a b.org", ""),
        ("http://[", ""),
        ("http://localhost", ""),
        ("none", ""),
        (None, ""),
    ],
)
def test_a_web_address_is_one_and_no_contact_detail(written: object, meant: str) -> None:
    assert address(written) == meant


def test_a_title_is_cut_at_a_word() -> None:
    cut = short("word " * 40)
    assert len(cut) <= LONGEST_TITLE
    assert cut.endswith("word…")


def test_a_short_title_stays_as_it_is() -> None:
    assert short("Refurbishment of laboratories") == "Refurbishment of laboratories"


def test_a_title_loses_its_contact_details() -> None:
    assert short("Grant to mark@example.co.uk, Tel: 020 7219 4519") == "Grant to"


@given(st.text(alphabet="ab @.0127", max_size=200))
def test_no_title_holds_contact_details_or_is_too_long(text: str) -> None:
    found = short(text)
    assert len(found) <= LONGEST_TITLE
    assert not has_contacts(text) or found != text_of(text)


def test_mojibake_is_mended() -> None:
    assert short("Another Â£100,000 for the cafÃ©") == "Another £100,000 for the café"
    assert short("Ã\x81frica") == "África"
    assert short("cafÃ\u200b©") == "café"


def test_a_name_is_of_one_line_and_has_an_end() -> None:
    assert named(" Drum \n Club&#39;s ") == "Drum Club's"
    assert len(named("a" * 500)) == LONGEST_NAME


def test_numbers_are_texts_and_lists_are_none() -> None:
    assert text_of(1164859) == text_of(1164859.0) == "1164859"
    for value in (["a"], {"a": 1}, True, None, 10**5000):
        assert text_of(value) == ""
