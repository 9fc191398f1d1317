"""Names, days, numbers and addresses as the registers write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identity.names import normal_identifier
from loaders.charities_words import (
    company_of,
    day_in_name,
    day_of,
    number_of,
    other_names,
    shown_name,
    website_of,
)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("LANGO ASSOCIATION", "Lango Association"),
        ("THE SOCIETY FOR THE BLIND OF KENYA", "The Society for the Blind of Kenya"),
        ("RWOT OGWOK AYARU FOUNDATION (ROAF)", "Rwot Ogwok Ayaru Foundation (ROAF)"),
        ("VARIAV COMMITTEE (UK)", "Variav Committee (UK)"),
        ("ONE WORLD (LEEDS)", "One World (Leeds)"),
        ("ST MARY'S PCC LTD", "St Mary's PCC Ltd"),
        ("O'BRIEN TRUST", "O'Brien Trust"),
        ("PARENTS OF BBC AND YMCA", "Parents of BBC and YMCA"),
        ("ANGLO-ISRAEL SOCIETY", "Anglo-Israel Society"),
        ("SÃO TOMÉ FRIENDS", "São Tomé Friends"),
        ("Barnardo'S", "Barnardo's"),
        ("The Investment Fund (Uk)", "The Investment Fund (UK)"),
        ("Fírinne", "Fírinne"),
        ("CAFOD", "CAFOD"),
        ("A &amp; B&#39;S TRUST", "A & B's Trust"),
        ("ROTARY,", "Rotary"),
    ],
)
def test_capitals_stand_where_readers_expect_them(written: str, shown: str) -> None:
    assert shown_name(written) == shown


def test_text_once_read_in_a_wrong_encoding_is_mended() -> None:
    assert shown_name("CÃ´te dâ€™Ivoire Friends") == "Côte d’Ivoire Friends"


def test_a_name_holds_no_address_for_letters_or_calls() -> None:
    assert shown_name("Help Line 020 7946 0000") == "Help Line"


@pytest.mark.parametrize(
    ("written", "shown"),
    [("Â\x1b¡Hola", "¡Hola"), ("Salt &amp;amp; Light", "Salt & Light"), ("Ã\x81frica", "África")],
)
def test_what_a_mending_uncovers_is_mended_too(written: str, shown: str) -> None:
    assert shown_name(written) == shown


@given(st.text(max_size=60))
def test_a_shown_name_differs_in_capitals_only(text: str) -> None:
    shown = shown_name(text.upper())
    assert shown_name(shown.upper()).casefold() == shown.casefold()


def test_other_names_are_told_once_whatever_their_capitals() -> None:
    given_names = ["SCNI", "Scni", "AGE UK", "Age UK", "N/A", "", "The Body"]
    assert other_names("THE BODY", given_names) == ("Age UK", "SCNI")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023-09-07 00:00:00.0000000", "2023-09-07"),
        ("2025-02-11T00:00:00", "2025-02-11"),
        ("2018-08-31T00:00:00.000Z", "2018-08-31"),
        ("2023-09-07", "2023-09-07"),
        ("13/12/2013", "2013-12-13"),
        ("13/12/2013 00:00", "2013-12-13"),
        ("31 March 2023", "2023-03-31"),
        ("07-Sep-2023", "2023-09-07"),
        ("2023-02-30 00:00:00", ""),
        ("31/02/2023", ""),
        ("soon", ""),
        ("", ""),
    ],
)
def test_days_of_all_forms_are_iso_days(text: str, day: str) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("CharityExport-07-Sep-2023.csv", "2023-09-07"),
        ("CharityExport-7-Sep-2023.csv", "2023-09-07"),
        ("charitydetails_2023_05_03_15_02_35.csv", "2023-05-03"),
        ("ni-20240131.csv", "2024-01-31"),
        ("charitydetails_test.csv", ""),
        ("part-99999999.csv", ""),
        ("export-12345678901.csv", ""),
    ],
)
def test_a_file_name_may_tell_the_day(name: str, day: str) -> None:
    assert day_in_name(name) == day


@pytest.mark.parametrize(
    ("text", "number"),
    [(" 1 166 608 ", "1166608"), ("0200", "200"), ("0", ""), ("SC1", ""), ("²", ""), ("", "")],
)
def test_numbers_lose_blanks_and_zeros(text: str, number: str) -> None:
    assert number_of(text) == number


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("www.lango.org.uk/", "www.lango.org.uk"),
        ("https://lango.org.uk/a?b=1", "https://lango.org.uk/a?b=1"),
        ("HTTP://WWW.LANGO.ORG", "HTTP://WWW.LANGO.ORG"),
        ("https://video.example.org/@lango", "https://video.example.org/@lango"),
        ("www.lango.org.uk/?to=ann@example.org", ""),
        ("ann@example.org", ""),
        ("https://ann@example.org", ""),
        ("none", ""),
        ("javascript:alert(1)", ""),
        ("see www.lango.org.uk", ""),
        ("", ""),
    ],
)
def test_only_the_address_of_a_site_is_a_website(text: str, address: str) -> None:
    assert website_of(text) == address


@pytest.mark.parametrize(
    ("text", "prefix", "identifier"),
    [
        ("7451584", "", "GB-COH-07451584"),
        ("07451584", "NI", "GB-COH-07451584"),
        ("RS007951", "", "GB-COH-RS007951"),
        ("rs 7951", "", "GB-COH-RS007951"),
        ("22996", "NI", "GB-COH-NI022996"),
        ("0", "NI", ""),
        ("00000000", "", ""),
        ("RS000000", "", ""),
        ("123456789", "", ""),
        ("RS1234567", "", ""),
        ("not a company", "", ""),
        ("N/A", "", ""),
        ("", "", ""),
    ],
)
def test_company_numbers_have_eight_characters(text: str, prefix: str, identifier: str) -> None:
    assert company_of(text, prefix) == identifier


@given(st.text("ABNIRSC0123456789. ", max_size=12), st.sampled_from(["", "NI"]))
def test_a_company_number_is_normal_or_none(text: str, prefix: str) -> None:
    found = company_of(text, prefix)
    assert found == normal_identifier(found)
