"""Puts the pieces of a grant together: rows and sheets that carry one Identifier."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from loaders.archives import refuse
from loaders.base import Report
from loaders.grants_bodies import registered
from loaders.grants_cells import currency, day, money, text_of

Fields = dict[str, Any]

# What is read of a grant; all else in it, addresses and telephone numbers first, is never kept.
FACTS = ("title", "currency", "amountAwarded", "awardDate")
_OTHERS = ("url", "dataSource", "license")
ORGANISATIONS = ("recipientOrganization", "fundingOrganization")
_OF_ORGANISATIONS = ("id", "name", "charityNumber", "companyNumber", "url", "organisationType")
LISTS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(ORGANISATIONS, _OF_ORGANISATIONS),
    "beneficiaryLocation": ("countryCode",),
    "plannedDates": ("startDate", "endDate"),
    "actualDates": ("startDate", "endDate"),
    "grantProgramme": ("title", "code"),
}
INDIVIDUALS = ("recipientIndividual", "toIndividualsDetails")


@dataclass(slots=True, kw_only=True)
class Draft:
    """What the rows read so far say of one grant."""

    id: str
    place: str
    facts: Fields
    plain: dict[str, object]
    lists: dict[str, list[Fields]]
    individual: bool

    def contradicts(self, other: "Draft") -> bool:
        """Whether the two give different values for one fact."""
        known = other.plain
        return any(name in known and value != known[name] for name, value in self.plain.items())

    def take(self, other: "Draft") -> bool:
        """Add what the other says; False when it says nothing new."""
        before = repr((self.facts, self.lists, self.individual))
        for name, value in other.facts.items():
            self.facts.setdefault(name, value)
        self.plain = other.plain | self.plain
        for name, items in other.lists.items():
            for item in items:
                _put(self.lists.setdefault(name, []), item)
        self.individual = self.individual or other.individual
        return repr((self.facts, self.lists, self.individual)) != before

    def ends(self, side: str) -> frozenset[str]:
        """Registered identifiers of its funders or recipients."""
        ids = (registered(text_of(body.get("id"))) for body in self.lists.get(side, ()))
        return frozenset(filter(None, ids))


def draft_of(value: Fields, place: str) -> Draft:
    """What is wanted of one grant of the standard's JSON shape.

    Raises ``BadSource`` when organisations are no objects: then this is another format.
    """
    lists = {}
    for name, keys in LISTS.items():
        items = _items(value.get(name), name, place)
        kept = [{key: item[key] for key in keys if text_of(item.get(key))} for item in items]
        if any(kept):
            lists[name] = [item for item in kept if item]
    facts = {name: value[name] for name in (*FACTS, *_OTHERS) if text_of(value.get(name))}
    return Draft(
        id=text_of(value.get("id")),
        place=place,
        facts=facts,
        plain={name: _plain(name, facts[name]) for name in FACTS if name in facts},
        lists=lists,
        individual=any(_filled(value.get(name)) for name in INDIVIDUALS),
    )


def _items(value: object, name: str, place: str) -> list[Fields]:
    items = value if isinstance(value, list) else [value] if value else []
    found = [item for item in items if isinstance(item, dict)]
    if name in ORGANISATIONS and len(found) != len(items):
        refuse(f"'{name}' holds what is no organisation", place, "Fetch the file again.")
    return found


def _filled(value: object) -> bool:
    """Whether something is told: sheets have the columns for individuals also where unused."""
    if isinstance(value, dict):
        return any(_filled(part) for part in value.values())
    if isinstance(value, list):
        return any(_filled(part) for part in value)
    return bool(text_of(value))


def _plain(name: str, value: object) -> object:
    """A fact as it is compared: 5000 and "5,000.00" are one amount."""
    if name == "amountAwarded":
        found = money(value)
        return found[0] if found else text_of(value)
    if name == "awardDate":
        return day(value) or text_of(value)
    return currency(value) or text_of(value) if name == "currency" else text_of(value)


def _put(items: list[Fields], item: Fields) -> None:
    """Add an organisation, place or period, or what is new of one that is there."""
    key = "id" if item.get("id") else "name"
    for known in items:
        if known == item:
            return
        if item.get(key) and text_of(known.get(key)) == text_of(item[key]):
            known.update({k: v for k, v in item.items() if k not in known})
            return
    items.append(item)


# Rows of one Identifier are compared with one another; lists known have up to a dozen.
MOST_ROWS = 500


class Gathered:
    """The grants of one file, in the order in which they begin."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._found: dict[str, list[Draft]] = {}
        self._rows: Counter[str] = Counter()
        self._ends: dict[tuple[str, str], tuple[frozenset[str], str]] = {}

    def add(self, draft: Draft) -> None:
        """Take one row, sheet line or JSON object.

        Rows of one Identifier that agree are one grant; those that contradict each other are
        several awards under one number, unless registered ends show that a number was mistaken
        (``BadSource``).
        """
        self._report.read += 1
        if not draft.id:
            self._report.leave("a grant without an identifier", draft.place)
            return
        self._rows[draft.id] += 1
        if self._rows[draft.id] > MOST_ROWS:
            what = f"more than {MOST_ROWS} rows have the identifier '{draft.id}'"
            refuse(what, draft.place, "Give each grant its own identifier.")
        awards = self._found.setdefault(draft.id, [])
        for award in awards:
            if not award.contradicts(draft):
                self._join(award, draft)
                return
        if awards:
            self._check_same_ends(awards[0], draft)
            self._report.count("awards under the identifier of another")
        awards.append(draft)

    def _join(self, award: Draft, draft: Draft) -> None:
        if award.take(draft):
            self._report.count("further rows of a grant")
        else:
            self._report.leave("a row said twice in one file", draft.place)

    def _check_same_ends(self, first: Draft, draft: Draft) -> None:
        """Refuse two awards under one identifier whose registered ends are not the same."""
        for side in ORGANISATIONS:
            known = self._ends.setdefault((draft.id, side), (first.ends(side), first.place))
            ends = draft.ends(side)
            if ends and known[0] and ends.isdisjoint(known[0]):
                refuse(
                    f"the identifier '{draft.id}' stands for two grants of different bodies",
                    f"{known[1]}; {draft.place}",
                    "Give each grant its own identifier.",
                )
            if ends and not known[0]:
                self._ends[draft.id, side] = (ends, draft.place)

    def grants(self) -> Iterator[tuple[str, list[Draft]]]:
        """Identifiers with the awards made under each."""
        yield from self._found.items()
