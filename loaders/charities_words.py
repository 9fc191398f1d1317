"""Names, days, numbers and addresses as the registers write them, in their plain form."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from graph.identity.common_names import words
from graph.identity.names import abbreviates
from graph.policy import has_contacts, without_contacts
from graph.text import clean, fold
from loaders.separated import mended

# Written in capitals also in a name that is not: common in names of charities.
_ACRONYMS = words(
    "UK GB NI NHS YMCA YWCA RAF RNLI RSPCA NSPCC BBC CIC CIO SCIO USA UAE EU UN HIV AIDS LGBT BAME "
    "PTA PTFA WI RC AGM II III IV VI VII VIII NGO"
)
_SMALL = words("a an and at by de del for from in la of on or the to with y")
_SPOKEN = words("DR MR MRS ST STS LTD FT REVD")  # no vowel, and no acronym either
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_VOWEL = re.compile(r"[AEIOUYÀ-Þ]")
_POSSESSIVE = re.compile(r"(?<=\w)(['’])S\b")
_HOST = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
_NOTHING = frozenset(("", "n/a", "na", "none", "nil", "-", "null", "not applicable"))
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[ T][\d:.]+Z?)?")
_FORMS = ("%d/%m/%Y", "%d/%m/%Y %H:%M", "%d %B %Y", "%d-%b-%Y")
_NAME_LIMIT = 300


def shown_name(text: str) -> str:
    """A charity's name for readers: capitals where they belong, no contact details.

    >>> shown_name("BEDFORDSHIRE AFRICAN COMMUNITY CENTRE (BACC) LTD")
    'Bedfordshire African Community Centre (BACC) Ltd'
    >>> shown_name("The Children'S Investment Fund Foundation (Uk)")
    "The Children's Investment Fund Foundation (UK)"
    """
    name = plain_name(text)
    if name.isupper() and len(name) > 5:
        name = _recased(name)
    return _POSSESSIVE.sub(r"\1s", name).replace("(Uk)", "(UK)")


def _recased(name: str) -> str:
    own = _abbreviations(name)
    return _TOKEN.sub(lambda found: _cased(found, name, own), name)


def plain_name(text: str) -> str:
    """A name as the register writes it, on one line and without contact details."""
    name = mended(text).rstrip(" ,;")[:_NAME_LIMIT]
    return without_contacts(name) if has_contacts(name) else name


def _abbreviations(name: str) -> frozenset[str]:
    """Abbreviations of itself that a name gives in parentheses."""
    found = re.findall(r"\(([^()\s]{2,10})\)", name)
    outside = re.sub(r"\([^()]*\)", " ", name)
    return frozenset(word for word in found if abbreviates(word, outside))


def _cased(found: re.Match[str], name: str, own: frozenset[str]) -> str:
    word = found.group()
    before = name[found.start() - 1 : found.start()]
    if word in _ACRONYMS or word in own:
        return word
    if fold(word) in _SMALL and found.start() and before == " ":
        return word.lower()
    if len(word) > 1 and word not in _SPOKEN and not _VOWEL.search(word):
        return word
    head, mark, tail = word[0], word[1:2], word[2:]
    if mark in ("'", "’") and len(tail) > 1:  # O'BRIEN
        return head + mark + tail[0] + tail[1:].lower()
    return head + word[1:].lower()


def other_names(name: str, given: Iterable[str]) -> tuple[str, ...]:
    """Further names, each once whatever its capitals, without the name and without blanks."""
    found: dict[str, str] = {}
    for text in given:
        shown = shown_name(text)
        if fold(shown) not in _NOTHING:
            found.setdefault(fold(shown), shown)
    found.pop(fold(name), None)
    return tuple(sorted(found.values()))


def day_of(text: str) -> str:
    """The ISO day in any of the registers' forms; empty when the text is no day.

    >>> day_of("2023-09-07 00:00:00.0000000"), day_of("31 March 2023"), day_of("31/02/2023")
    ('2023-09-07', '2023-03-31', '')
    """
    found = _DAY.fullmatch(text.strip())
    try:
        if found:
            return date.fromisoformat(found[1]).isoformat()
    except ValueError:
        return ""
    for form in _FORMS:
        try:
            return datetime.strptime(text.strip(), form).date().isoformat()
        except ValueError:
            continue
    return ""


def day_in_name(name: str) -> str:
    """The ISO day that a file's name gives, as in CharityExport-07-Sep-2023.csv; else empty."""
    found = re.search(r"(?<!\d)(\d{4})[-_]?(\d\d)[-_]?(\d\d)(?!\d)", name)
    if found and (day := day_of("-".join(found.groups()))):
        return day
    found = re.search(r"(?<!\d)\d\d?-[A-Z][a-z]{2}-\d{4}(?!\d)", name)
    return day_of(found.group()) if found else ""


def number_of(text: str) -> str:
    """A charity's number without blanks; empty when it is not a number.

    >>> number_of(" 1 166 608 "), number_of("0"), number_of("SC12")
    ('1166608', '', '')
    """
    bare = "".join(text.split())
    return bare.lstrip("0") if bare.isascii() and bare.isdigit() else ""


def website_of(text: str) -> str:
    """The address of a site; empty for anything else, such as an e-mail address."""
    address = clean(text).rstrip("/")
    return address if _HOST.fullmatch(address) and not has_contacts(address) else ""


def company_of(text: str, prefix: str = "") -> str:
    """A company's number as an identifier; empty when there is none.

    ``prefix`` stands before short numbers: the Northern Irish register leaves out the NI.

    >>> company_of("7451584"), company_of("22996", "NI"), company_of("0"), company_of("N/A")
    ('GB-COH-07451584', 'GB-COH-NI022996', '', '')
    """
    bare = re.sub(r"[\s.]", "", text).upper()
    found = re.fullmatch(r"([A-Z]{2}|)(\d{1,8})", bare)
    if not found or not int(found[2]) or len(bare) > 8:
        return ""
    letters = found[1] or (prefix if len(bare) <= 6 else "")
    return f"GB-COH-{letters}{found[2].zfill(8 - len(letters))}"
