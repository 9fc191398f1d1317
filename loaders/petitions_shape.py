"""A petition as the site writes it, in its JSON or in its list, without whoever began it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.policy import without_contacts
from loaders.grants_cells import day, short, text_of

# What a petition must be for it to be published; the others may say what the site refused.
PUBLISHED = ("open", "closed")
LONGEST_TITLE = 200  # characters; the site allows 80
_GSS = re.compile(r"[A-Z]\d{8}")
_ADDRESS = re.compile(r"https://petition\.parliament\.uk/(?:archived/)?petitions/(\d{1,9})")
ARCHIVED = "petition.parliament.uk/archived/"
PAGE = "https://petition.parliament.uk/petitions/"
OLD_PAGE = "https://petition.parliament.uk/archived/petitions/"


class Unusable(Exception):
    """A petition that is set aside; its text is the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """How many signed in one place: a country's code or a constituency's, and its name."""

    code: str
    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Petition:
    """One petition as it stood on the day ``on``; dates are ISO, empty where none is given.

    ``countries`` and ``constituencies`` are as the source gives them: a shortened list does not
    add up to ``signatures``, and nothing here is ever added up.
    """

    id: str
    title: str
    background: str
    state: str
    signatures: int
    on: str
    opened: str
    closed: str
    deadline: str
    responded: str
    archived: bool
    place: str
    countries: tuple[Signed, ...] = ()
    constituencies: tuple[Signed, ...] = ()
    departments: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """Address of the petition's page."""
        return f"{OLD_PAGE if self.archived else PAGE}{self.id}"

    @property
    def whole(self) -> bool:
        """Whether the countries account for every signature, so that none was left out."""
        counted = sum(signed.count for signed in self.countries)
        return bool(self.countries) and counted == self.signatures


def petition_of(item: Mapping[str, Any], place: str) -> Petition:
    """A petition from the site's JSON object, without the frame that it came in.

    Raises ``Unusable`` for one that was not published, or without what every petition has.
    """
    said = item.get("attributes")
    if not isinstance(said, dict):
        raise Unusable("a petition without attributes")
    state = text_of(said.get("state"))
    if state not in PUBLISHED:
        raise Unusable(f"a petition that was not published ({_plain(state)})")
    answer = said.get("government_response")
    answer = answer if isinstance(answer, dict) else {}
    dates = {name: day(said.get(name)) for name in _DATES}
    return Petition(
        id=_number(item.get("id")),
        title=_title(said.get("action")),
        background=" ".join(text_of(said.get(n)) for n in ("background", "additional_details")),
        state=state,
        signatures=_count(said.get("signature_count")),
        on=dates["updated_at"],
        opened=dates["opened_at"],
        closed=dates["closed_at"],
        deadline=dates["closing_date"] if state == "open" else "",
        responded=(
            day(answer.get("responded_on")) or dates["government_response_at"] if answer else ""
        ),
        archived=ARCHIVED in _link(item),
        place=place,
        countries=_places(said, "signatures_by_country", "code", place),
        constituencies=_places(said, "signatures_by_constituency", "ons_code", place),
        departments=_departments(said) if answer else (),
        topics=tuple(filter(None, map(text_of, _list(said, "topics")))),
    )


_DATES = ("updated_at", "opened_at", "closed_at", "closing_date", "government_response_at")


def row_of(row: Mapping[str, str], place: str) -> Petition:
    """A petition from a row of the list: its title, address, state and count."""
    state = text_of(row.get("State"))
    if state not in PUBLISHED:
        raise Unusable(f"a petition that was not published ({_plain(state)})")
    address = row.get("URL", "").strip()
    found = _ADDRESS.match(address)
    return Petition(
        id=found[1] if found else _number(row.get("petition_id")),
        title=_title(row.get("Petition")),
        background="",
        state=state,
        signatures=_count(row.get("Signatures Count", "").replace(",", "")),
        on="",
        opened=day(row.get("opened_date")),
        closed="",
        deadline=day(row.get("deadline_date")) if state == "open" else "",
        responded="",
        archived=ARCHIVED in address,
        place=place,
    )


def _plain(state: str) -> str:
    return state if re.fullmatch(r"[a-z_]{1,20}", state) else "no known state"


def _link(item: Mapping[str, Any]) -> str:
    links = item.get("links")
    return text_of(links.get("self")) if isinstance(links, dict) else ""


def _title(value: object) -> str:
    """The title without stray blanks and doubled quotation marks."""
    title = short(without_contacts(text_of(value).replace('""', '"')), LONGEST_TITLE)
    if not re.search(r"\w", title):
        raise Unusable("a petition without a title")
    return title


def _number(value: object) -> str:
    number = text_of(value).lstrip("0")
    if not re.fullmatch(r"[0-9]{1,9}", number):
        raise Unusable("a petition without a number")
    return number


def _count(value: object) -> int:
    text = text_of(value)
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise Unusable("a petition without a count of signatures")
    return int(text)


def _list(said: Mapping[str, Any], name: str) -> list[Any]:
    found = said.get(name)
    return found if isinstance(found, list) else []


def _places(said: Mapping[str, Any], name: str, key: str, place: str) -> tuple[Signed, ...]:
    """How many signed in each place; the names of members that stand beside it are not read."""
    found: dict[tuple[str, str], Signed] = {}
    for number, entry in enumerate(_list(said, name), 1):
        if not isinstance(entry, dict):
            raise Unusable(f"a petition whose {name} holds something else")
        where = Signed(
            code=text_of(entry.get(key)).upper(),
            name=text_of(entry.get("name")),
            count=_count(entry.get("signature_count")),
        )
        if found.setdefault((where.code, where.name), where) != where:
            raise Unusable(f"a petition that counts one place twice ({name}, entry {number})")
    return tuple(found.values())


def _departments(said: Mapping[str, Any]) -> tuple[str, ...]:
    names = (text_of(d.get("name")) for d in _list(said, "departments") if isinstance(d, dict))
    return tuple(dict.fromkeys(filter(None, names)))


def is_gss(code: str) -> bool:
    """Whether a code is one of the statistical offices': E14000530, N06000001, W07000049."""
    return bool(_GSS.fullmatch(code))
