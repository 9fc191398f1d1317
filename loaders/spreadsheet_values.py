"""Cells of a convenor's sheet as values: dates, money, status, addresses, numbers of bodies.

Each function takes a text and returns the value, or raises ``ValueError`` with the reason and
what is understood; the caller adds file, row and column.
"""

import re
from datetime import date
from urllib.parse import urlsplit

from graph.identity.names import normal_identifier
from graph.model import Amount, Status
from graph.text import clean, fold

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
         "aug august", "sep sept september", "oct october", "nov november", "dec december"), 1,
    )
    for name in names.split()
}  # fmt: skip
_LAST_MONTH = 12
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[ T]\d{2}:\d{2}(?::\d{2})?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[/.](\d{4})")
_WORDS = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([a-z]+)\.?,?\s+(\d{4})")
# Less than a month can say: only the year is kept.
_ABOUT_YEAR = re.compile(
    r"(?:c\.?|ca\.?|circa|about|around|early|mid|late|spring|summer|autumn|winter|q[1-4])"
    r"[\s/-]*(\d{4})"
)
_FINANCIAL_YEAR = re.compile(r"(\d{2})(\d{2})\s*[-–/]\s*(?:\d{2})?(\d{2})")
_MONTH_FIRST = re.compile(r"([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")


def several(cell: str) -> tuple[str, ...]:
    """The values in one cell, which ``;``, ``|`` or a line break parts.

    >>> several("Kenya; Uganda |Kenya")
    ('Kenya', 'Uganda')
    """
    parts = (clean(part) for part in re.split(r"[;|\n]", cell))
    return tuple(dict.fromkeys(part for part in parts if part))


def partial_date(cell: str) -> str:
    """An ISO date as exact as the cell gives it; days come before months, as in the UK.

    >>> partial_date("01/03/2024"), partial_date("March 2024"), partial_date("c. 2013")
    ('2024-03-01', '2024-03', '2013')
    """
    text = fold(cell).strip()
    if not text:
        return ""
    year, month, day = _date_parts(text)
    if not year:
        raise ValueError(f"'{cell}' is no date; write 2024, 2024-03, 2024-03-01 or 01/03/2024")
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        hint = "; days come before months" if day else ""
        raise ValueError(f"'{cell}' is no day of the calendar{hint}") from None
    parts = [f"{int(year):04}", *(f"{int(part):02}" for part in (month, day) if part)]
    return "-".join(parts)


def _date_parts(text: str) -> tuple[str, str, str]:
    """Year, month and day as digits; empty where the text does not give them."""
    if (found := _FINANCIAL_YEAR.fullmatch(text)) and int(found[3]) > _LAST_MONTH:
        # "2024/25" begins in 2024; "2009-10" stays October.
        follows = int(found[3]) == (int(found[2]) + 1) % 100
        return (found[1] + found[2], "", "") if follows else ("", "", "")
    if found := _ABOUT_YEAR.fullmatch(text):
        return found[1], "", ""
    if found := _ISO.fullmatch(text):
        return found[1], found[2] or "", found[3] or ""
    if found := _DAY_FIRST.fullmatch(text):
        return found[3], found[2], found[1]
    if found := _MONTH_YEAR.fullmatch(text):
        return found[2], found[1], ""
    if (found := _WORDS.fullmatch(text)) and found[2] in _MONTHS:
        return found[3], str(_MONTHS[found[2]]), found[1] or ""
    if (found := _MONTH_FIRST.fullmatch(text)) and found[1] in _MONTHS:
        return found[3], str(_MONTHS[found[1]]), found[2]
    return "", "", ""


_CURRENCIES = {"£": "GBP", "€": "EUR", "$": "USD", "gbp": "GBP", "eur": "EUR", "usd": "USD"}
_UNITS = {"": 1.0, "k": 1e3, "m": 1e6}
_NUMBER = r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*([km]?)"
_MONEY = re.compile(rf"{_NUMBER}(?:\s*(?:-|–|to)\s*{_NUMBER})?")
_MARK = re.compile(r"£|€|\$|\b(?:gbp|eur|usd)\b|\bpounds?\b")


def amount(cell: str, currency: str = "") -> Amount | None:
    """Money, exact or as a band; pounds unless the cell or ``currency`` says otherwise.

    >>> amount("£12,500")
    Amount(low=12500.0, high=12500.0, unit='GBP')
    >>> amount("5k - 10k", "EUR")
    Amount(low=5000.0, high=10000.0, unit='EUR')
    """
    text = cell.strip().casefold()
    if not text:
        return None
    marks = {_CURRENCIES.get(mark, "GBP") for mark in _MARK.findall(text)}
    wanted = _currency(currency)
    found = _MONEY.fullmatch(_MARK.sub("", text).strip())
    if not found or len(marks | ({wanted} - {""})) > 1:
        raise ValueError(f"'{cell}' is no amount; write 12500, £12,500 or 5,000-10,000")
    low = _number(found[1]) * _UNITS[found[2]]
    high = _number(found[3]) * _UNITS[found[4]] if found[3] else low
    if high < low:
        raise ValueError(f"'{cell}' is a band that ends below its beginning")
    return Amount(low=low, high=high, unit=wanted or next(iter(marks), "GBP"))


def _number(text: str) -> float:
    return float(text.replace(",", ""))


def _currency(cell: str) -> str:
    text = cell.strip()
    code = _CURRENCIES.get(text.casefold(), text.upper())
    if code and not re.fullmatch(r"[A-Z]{3}", code):
        raise ValueError(f"'{cell}' is no currency; write GBP, EUR or USD")
    return code


_STATUS_WORDS = {
    Status.HELD: "held done yes true confirmed current active complete completed past happened",
    Status.PLANNED: "planned plan proposed upcoming future intended scheduled pending",
    Status.INFERRED: "inferred guess guessed assumed deduced likely",
    Status.CLAIMED: "claimed claim alleged reported unconfirmed",
}
_STATUS = {word: status for status, text in _STATUS_WORDS.items() for word in text.split()}


def status(cell: str) -> Status:
    """Whether a thing is held (also when the cell is empty), planned, inferred or claimed."""
    text = fold(cell).strip()
    if text and text not in _STATUS:
        raise ValueError(f"'{cell}' is no status; write held, planned, inferred or claimed")
    return _STATUS[text] if text else Status.HELD


def web_address(cell: str) -> str:
    """An address that begins with http; a bare host gets ``https://``.

    >>> web_address("www.example.org")
    'https://www.example.org'
    """
    text = cell.strip()
    if not text:
        return ""
    if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+(?:/\S*)?", text):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or re.search(r"[\s@]", text):
        raise ValueError(f"'{cell}' is no web address; write https://…")
    return text


def numbered(cell: str, scheme: str) -> str:
    """An identifier from a column that names its scheme: "1014576" as a charity number.

    >>> numbered("1014576", "GB-CHC"), numbered("SC008639", "GB-CHC"), numbered("GB-COH-123", "")
    ('GB-CHC-1014576', 'GB-SC-SC008639', 'GB-COH-00000123')
    """
    text = re.sub(r"\s+", "", cell).upper().lstrip("#")
    text = re.sub(r"^(?:NO\.?|NUMBER:?)(?=\d)", "", text)
    if scheme == "GB-CHC" and re.fullmatch(r"SC0?\d{5}", text):
        scheme = "GB-SC"
    elif scheme == "GB-CHC" and re.fullmatch(r"NIC?\d{6}", text):
        scheme = "GB-NIC"
    found = normal_identifier(text) or (normal_identifier(f"{scheme}-{text}") if scheme else "")
    if not found:
        wanted = f"a number of {scheme}" if scheme else "scheme and number, such as GB-CHC-1014576"
        raise ValueError(f"'{cell}' is no identifier; write {wanted}")
    return found
