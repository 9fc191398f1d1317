"""One group as its JSON file tells it, each field checked for its type and length."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.errors import BadSource
from graph.policy import has_contacts, without_contacts
from graph.text import clean
from loaders.appg_sources import PARLIAMENTS, Parliament

# The longest name in 13 registers has 394 characters (a cell that swallowed a page), the longest
# secretariat or description 585, the longest purpose 2,637, the longest list 400 entries.
NAME_LIMIT = 500
PHRASE_LIMIT = 3_000
TEXT_LIMIT = 20_000
LIST_LIMIT = 2_000
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,199}")
_TWFY = re.compile(r"uk\.org\.publicwhip/person/(\d{1,9})")
_METHODS = frozenset({"official", "manual", "ai_search", "not_found", "empty"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """An officer as the register names them; ids are those that mySociety added."""

    role: str
    name: str
    party: str
    twfy: str
    mnis: str
    removed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An entry of a list of members; ``kind`` is mp, lord, msp, ms, mla or other."""

    name: str
    kind: str
    twfy: str
    mnis: str
    removed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Benefit:
    """An entry of the benefits: dates as they stand (dd/mm/yyyy), value as it stands."""

    source: str
    description: str
    value: str
    received: str
    registered: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFile:
    """One group in one edition. ``index`` is yymmdd, empty for the devolved parliaments."""

    where: str
    slug: str
    title: str
    purpose: str
    category: str
    parliament: Parliament
    language: str
    index: str
    url: str
    officers: tuple[Officer, ...]
    list_method: str
    list_urls: tuple[str, ...]
    list_checked: str
    members: tuple[Listed, ...]
    secretariat: str
    website: str
    website_status: str
    agm: str
    benefit_table: str
    benefits: tuple[Benefit, ...]
    categories: tuple[str, ...]

    @property
    def richness(self) -> int:
        """How much was added to the scrape: of two files on one group the richer is used."""
        ids = sum(1 for o in self.officers if o.twfy)
        return ids + len(self.members) + len(self.categories)


class Fields:
    """A JSON object whose fields are taken out by type; a wrong one is refused with its place."""

    def __init__(self, data: Any, where: str) -> None:
        if not isinstance(data, dict):
            raise _wrong("one group is expected here, a JSON object", where)
        self._data = data
        self.where = where

    def text(self, key: str, limit: int = NAME_LIMIT) -> str:
        """A text, tidied; empty where it is null or absent."""
        value = self._data.get(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise _wrong(f"the field '{key}' is not a text", self.where)
        return _public(_tidy(self._within(key, value, limit)))

    def address(self, key: str) -> str:
        """A web address as it stands; what is none (the register's "None") is nothing."""
        value = self._data.get(key)
        if value is not None and not isinstance(value, str):
            raise _wrong(f"the field '{key}' is not a text", self.where)
        return _address(self._within(key, value or "", PHRASE_LIMIT).strip())

    def _within(self, key: str, value: str, limit: int) -> str:
        if len(value) > limit:
            what = f"the field '{key}' has {len(value)} characters, more than {limit}"
            raise _wrong(what, self.where)
        return value

    def needed(self, key: str) -> str:
        """A text that must not be empty."""
        value = self.text(key)
        if not value:
            raise _wrong(f"the field '{key}' is missing or empty", self.where)
        return value

    def flag(self, key: str) -> bool:
        """True or false; false where it is null or absent."""
        value = self._data.get(key, False)
        if value is not None and not isinstance(value, bool):
            raise _wrong(f"the field '{key}' is neither true nor false", self.where)
        return bool(value)

    def part(self, key: str) -> "Fields":
        """An object inside; an empty one where it is null or absent."""
        value = self._data.get(key)
        if value is not None and not isinstance(value, dict):
            raise _wrong(f"the field '{key}' is not an object", self.where)
        return Fields(value or {}, f"{self.where}, {key}")

    def parts(self, key: str) -> list["Fields"]:
        """A list of objects; empty where it is null or absent."""
        where = f"{self.where}, {key}"
        items = enumerate(self._list(key), start=1)
        return [Fields(item, f"{where} {number}") for number, item in items]

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts as they stand; one text alone is a list of one."""
        value = self._data.get(key)
        items = [value] if isinstance(value, str) else self._list(key)
        if not all(isinstance(item, str) for item in items):
            raise _wrong(f"the field '{key}' is not a list of texts", self.where)
        return tuple(self._within(key, item, PHRASE_LIMIT).strip() for item in items)

    def _list(self, key: str) -> list[Any]:
        value = self._data.get(key)
        if value is not None and not isinstance(value, list):
            raise _wrong(f"the field '{key}' is not a list", self.where)
        items = value or []
        if len(items) > LIST_LIMIT:
            raise _wrong(f"the field '{key}' has more than {LIST_LIMIT} entries", self.where)
        return items

    def has(self, key: str) -> bool:
        """Whether the field is there at all."""
        return key in self._data

    def value(self) -> str:
        """The text of the first field whose name begins with 'Value' (its unit is in the name)."""
        keys = sorted(str(k) for k in self._data if str(k).startswith("Value"))
        return self.text(keys[0]) if keys else ""


def _tidy(text: str) -> str:
    """``clean``, with a short way for the plain texts that most fields hold."""
    if text.isascii() and text.isprintable() and "&" not in text:
        return " ".join(text.split())
    return clean(text)


def _public(text: str) -> str:
    """Text without contact details: those are dropped here, and nothing further sees them."""
    # Every e-mail address and telephone number has one of these; the full look is slow.
    if not ("@" in text or "0" in text or "+44" in text) or not has_contacts(text):
        return text
    text = without_contacts(text)
    return "" if has_contacts(text) else text


def _wrong(what: str, where: str) -> BadSource:
    return BadSource(what, where=where, next_step="Fetch the file again, or mend it.")


def is_empty_page(data: Any) -> bool:
    """Whether the scrape of a page came back with nothing: no title, no officer, no purpose.

    The register of 2 January 2025 has one, under a slug with a percent sign.
    """
    return (
        isinstance(data, dict)
        and data.get("title") == ""
        and not (data.get("officers") or data.get("purpose") or data.get("detailed_benefits"))
    )


def group_of(data: Any, where: str) -> GroupFile:
    """The group in a JSON value; ``BadSource`` names the file and the field that is wrong."""
    fields = Fields(data, where)
    if not fields.has("officers"):
        raise _wrong("the field 'officers' is missing: this is not a file of a group", where)
    word = fields.text("parliament")
    if word not in PARLIAMENTS:
        raise _wrong(f"'{word}' is not a parliament that is known here", where)
    parliament, language = PARLIAMENTS[word]
    contact, lists = fields.part("contact_details"), fields.part("members_list")
    website = contact.part("website")
    return GroupFile(
        where=where,
        slug=_slug(fields),
        title=fields.needed("title"),
        purpose=fields.text("purpose", TEXT_LIMIT),
        category=fields.text("category"),
        parliament=parliament,
        language=language,
        index=fields.text("index_date"),
        url=fields.address("source_url"),
        officers=tuple(_officer(o) for o in fields.parts("officers")),
        list_method=_list_method(lists),
        list_urls=tuple(filter(None, map(_address, lists.texts("source_url")))),
        list_checked=_day(lists.text("last_updated")),
        members=tuple(_listed(m) for m in lists.parts("members")),
        secretariat=contact.text("secretariat", PHRASE_LIMIT),
        website=website.address("url"),
        website_status=website.text("status"),
        agm=_day(fields.part("agm").text("date_of_most_recent_agm")),
        benefit_table=fields.text("registrable_benefits", TEXT_LIMIT),
        benefits=tuple(_benefit(b) for b in fields.parts("detailed_benefits")),
        categories=tuple(filter(None, map(_tidy, fields.texts("categories")))),
    )


def _slug(fields: Fields) -> str:
    slug = fields.needed("slug")
    if not _SLUG.fullmatch(slug):
        what = f"the slug '{slug[:80]}' is not small letters, digits and hyphens"
        raise _wrong(what, fields.where)
    return slug


def _list_method(lists: Fields) -> str:
    """How the list was come by; a search that people added to still rests on the search."""
    method = lists.text("source_method") or "empty"
    if method == "ai_search_with_manual":
        return "ai_search"
    if method not in _METHODS:
        raise _wrong(f"'{method}' is not a known way to come by a list", lists.where)
    return method


def _officer(fields: Fields) -> Officer:
    return Officer(
        role=fields.text("role"),
        name=fields.needed("name"),
        party=fields.text("party"),
        twfy=_twfy(fields),
        mnis=_number(fields.text("mnis_id")),
        removed=fields.flag("removed"),
    )


def _listed(fields: Fields) -> Listed:
    return Listed(
        name=fields.text("name"),
        kind=fields.text("member_type"),
        twfy=_twfy(fields),
        mnis=_number(fields.text("mnis_id")),
        removed=fields.flag("removed"),
    )


def _benefit(fields: Fields) -> Benefit:
    return Benefit(
        source=fields.text("Source"),
        description=fields.text("Description", PHRASE_LIMIT),
        value=fields.value(),
        received=fields.text("Received"),
        registered=fields.text("Registered"),
        kind=fields.text("benefit_type"),
    )


def _twfy(fields: Fields) -> str:
    """The number in a TheyWorkForYou id; empty where there is none of the known form."""
    found = _TWFY.fullmatch(fields.text("twfy_id"))
    return found.group(1) if found else ""


def _number(text: str) -> str:
    return text if text.isascii() and text.isdigit() and len(text) < 10 else ""


def _day(text: str) -> str:
    """An ISO date; empty for anything else."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def _address(text: str) -> str:
    return text if re.fullmatch(r"https?://[^\s<>\"]+", text) else ""
