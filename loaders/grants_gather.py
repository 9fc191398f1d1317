"""Puts the pieces of a grant together: rows and sheets that carry one Identifier."""

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
_OTHERS = ("url", "dataSource")
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
    lists: dict[str, list[Fields]]
    individual: bool

    def contradicts(self, other: "Draft") -> bool:
        """Whether the two give different values for one fact."""
        return any(
            _plain(name, self.facts[name]) != _plain(name, other.facts[name])
            for name in FACTS
            if name in self.facts and name in other.facts
        )

    def take(self, other: "Draft") -> bool:
        """Add what the other says; False when it says nothing new."""
        before = repr((self.facts, self.lists, self.individual))
        for name, value in other.facts.items():
            self.facts.setdefault(name, value)
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
    names = FACTS + _OTHERS
    return Draft(
        id=text_of(value.get("id")),
        place=place,
        facts={name: value[name] for name in names if text_of(value.get(name))},
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
    readers = {"amountAwarded": money, "awardDate": day, "currency": currency}
    return (readers[name](value) if name in readers else None) or text_of(value)


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


class Gathered:
    """The grants of one file, in the order in which they begin."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._found: dict[str, list[Draft]] = {}

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
        awards = self._found.setdefault(draft.id, [])
        for award in awards:
            if not award.contradicts(draft):
                self._join(award, draft)
                return
            _check_same_ends(award, draft)
        if awards:
            self._report.count("awards under the identifier of another")
        awards.append(draft)

    def _join(self, award: Draft, draft: Draft) -> None:
        if award.take(draft):
            self._report.count("further rows of a grant")
        else:
            self._report.leave("a row said twice in one file", draft.place)

    def grants(self) -> Iterator[tuple[str, list[Draft]]]:
        """Identifiers with the awards made under each."""
        yield from self._found.items()


def _check_same_ends(one: Draft, two: Draft) -> None:
    for side in ORGANISATIONS:
        left, right = one.ends(side), two.ends(side)
        if left and right and left.isdisjoint(right):
            refuse(
                f"the identifier '{two.id}' stands for two grants of different bodies",
                f"{one.place}; {two.place}",
                "Give each grant its own identifier.",
            )
