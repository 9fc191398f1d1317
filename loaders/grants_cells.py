"""Values of the 360Giving standard as its publishers write them: dates, money, web addresses.

A function gives an empty text or None for what cannot be read; its caller says what follows.
"""

import math
import re
from datetime import date
from urllib.parse import urlsplit

from graph.policy import without_contacts
from loaders.separated import mended

LONGEST_TITLE = 120  # characters: a few words, for a title may tell a whole story
LONGEST_NAME = 200

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:[T ]\d\d:\d\d.*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?: \d\d:\d\d.*)?")
_MONEY = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:/\S*)?")
FIRST_YEAR, LAST_YEAR = 1900, 2100

# Codes of ISO 4217 that are money which people spend; "GPB" and its like are slips.
_CODES = """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP
    BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP
    GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS
    KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LTL LVL LYD MAD MDL MGA MKD MMK MNT MOP MRU
    MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD
    RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP
    TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL
    """
CURRENCIES = frozenset(_CODES.split())


def text_of(value: object) -> str:
    """A cell or JSON value as one clean line; lists, objects and truth values are no text."""
    text = value if isinstance(value, str) else _numeral(value)
    # Nearly all cells are plain, and cleaning them all takes half the time of a load.
    if text.isascii() and text.isprintable() and "&" not in text:
        return " ".join(text.split())
    return mended(text)


def _numeral(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    try:
        return str(value)
    except ValueError:  # an integer of more than 4,300 digits
        return ""


def named(value: object) -> str:
    """The name of a body, without contact details."""
    return without_contacts(text_of(value))[:LONGEST_NAME].strip()


def short(value: object, limit: int = LONGEST_TITLE) -> str:
    """A title without contact details, cut at a word.

    >>> short("Refurbishment of science laboratories", 20), short("Call Ann on 020 7219 4519")
    ('Refurbishment of…', 'Call Ann on')
    """
    text = without_contacts(text_of(value)).strip(" ,;:-")
    if len(text) <= limit:
        return text
    return f"{text[: limit - 1].rsplit(' ', 1)[0].rstrip(' ,;:-')}…"


def day(value: object) -> str:
    """An ISO date as exact as it was written; days come before months. Empty when it is none.

    >>> day("2015-06-10T00:00:00+00:00"), day("05/06/2014"), day("2014-07"), day("43190")
    ('2015-06-10', '2014-06-05', '2014-07', '')
    """
    text = text_of(value)
    if found := _DAY_FIRST.fullmatch(text):
        parts = [found[3], found[2], found[1]]
    elif found := _ISO.fullmatch(text):
        parts = [part for part in found.groups() if part]
    else:
        return ""
    numbers = [int(part) for part in parts]
    try:
        date(*[*numbers, 1, 1][:3])
    except ValueError:
        return ""
    if not FIRST_YEAR <= numbers[0] <= LAST_YEAR:
        return ""
    return "-".join([f"{numbers[0]:04}", *(f"{number:02}" for number in numbers[1:])])


def money(value: object) -> tuple[float, str] | None:
    """An amount and the currency that is written with it, if any; None when it is no amount.

    >>> money("£12,500.50"), money(-20), money("1,2"), money("EUR 300")
    ((12500.5, 'GBP'), (-20.0, ''), None, (300.0, 'EUR'))
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            number = float(value)
        except OverflowError:
            return None
        return (number, "") if math.isfinite(number) else None
    text = re.sub(r"\s", "", text_of(value)).upper()
    written = "GBP" if "£" in text else "EUR" if "€" in text else ""
    text = text.replace("£" if written == "GBP" else "€", "", 1)
    code = text[:3] if text[:3] in CURRENCIES else text[-3:] if text[-3:] in CURRENCIES else ""
    if code:
        text = text.replace(code, "", 1)
    if not _MONEY.fullmatch(text) or (written and code and written != code):
        return None
    number = float(text.replace(",", ""))
    return (number, written or code) if math.isfinite(number) else None


def currency(value: object) -> str:
    """A currency's code of three letters; empty when there is no such currency."""
    code = text_of(value).upper()
    return {"£": "GBP", "€": "EUR"}.get(code, code if code in CURRENCIES else "")


def address(value: object) -> str:
    """A web address that begins with http; empty for anything else, such as an e-mail address.

    >>> address("www.example.org"), address("ann@example.org"), address("n/a")
    ('https://www.example.org', '', '')
    """
    text = text_of(value)
    if _HOST.fullmatch(text):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return ""
    sound = parts.scheme in ("http", "https") and "." in host
    return text if sound and not re.search(r"[\s@<>\"]", text) else ""
