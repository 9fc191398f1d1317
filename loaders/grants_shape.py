"""One grant of the 360Giving standard as values, or the reason why it cannot be used."""

from dataclasses import dataclass

from graph.model import Amount
from loaders.grants_bodies import Body, body_of
from loaders.grants_cells import address, currency, day, money, short, text_of
from loaders.grants_gather import Draft, Fields

LONGEST_PROGRAMME = 80


class Unusable(Exception):
    """A grant that is set aside; its text is the reason that the report counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What is kept of a grant. ``countries`` are codes as written; ``amount`` None when nought."""

    id: str
    place: str
    title: str
    awarded: str
    amount: Amount | None
    until: str
    note: str
    url: str
    funders: tuple[Body, ...]
    recipients: tuple[Body, ...]
    countries: tuple[str, ...]


Known = dict[tuple[tuple[str, object], ...], Body]
"""Bodies by the fields they were read from: a funder stands in every grant of a file."""


def grant_of(draft: Draft, today: str, known: Known) -> Grant:
    """The grant that a draft tells of; ``Unusable`` gives the reason when it tells of none.

    A grant to an individual is never read further than to see that it is one. Bodies read are
    added to ``known``.
    """
    if draft.individual:
        raise Unusable("a grant to an individual")
    recipients = _bodies(draft, "recipientOrganization", known)
    if not recipients:
        raise Unusable("a grant without a recipient organisation")
    funders = _bodies(draft, "fundingOrganization", known)
    if not funders:
        raise Unusable("a grant without a funder")
    awarded = award_date(draft)
    if not awarded:
        raise Unusable("an award date that is missing or cannot be read")
    if awarded > today:
        raise Unusable("an award date in the future")
    amount = _amount(draft, len(recipients))
    planned, actual = (_period(draft, name) for name in ("plannedDates", "actualDates"))
    return Grant(
        id=draft.id,
        place=draft.place,
        title=short(draft.facts.get("title")),
        awarded=awarded,
        amount=amount,
        until=_end(actual, awarded) or _end(planned, awarded),
        note=_note(draft, planned, actual, amount, len(recipients)),
        url=address(draft.facts.get("url")) or address(draft.facts.get("dataSource")),
        funders=funders,
        recipients=recipients,
        countries=_countries(draft),
    )


def award_date(draft: Draft) -> str:
    """Its award date; empty when it has none that can be read."""
    return day(draft.facts.get("awardDate"))


def _bodies(draft: Draft, side: str, known: Known) -> tuple[Body, ...]:
    bodies = []
    for fields in draft.lists.get(side, ()):
        key = tuple(sorted(fields.items()))
        bodies.append(known.get(key) or known.setdefault(key, body_of(fields)))
    if any(not body.name for body in bodies):
        raise Unusable("a funder or recipient without a name")
    return tuple(dict.fromkeys(bodies))


def _amount(draft: Draft, recipients: int) -> Amount | None:
    """What was awarded; a band from nought where several bodies share it."""
    found = money(draft.facts.get("amountAwarded", ""))
    if found is None:
        raise Unusable("an amount that is missing or cannot be read")
    number, written = found
    code = currency(draft.facts.get("currency", "")) or (
        "" if "currency" in draft.facts else written
    )
    if not code or (written and written != code):
        raise Unusable("a currency that is missing or unknown")
    if number < 0:
        raise Unusable("a negative amount: money given back")
    if number == 0:
        return None
    return Amount(low=number if recipients == 1 else 0.0, high=number, unit=code)


def _period(draft: Draft, name: str) -> tuple[str, str]:
    """Begin and end of the first period given; empty where unknown, or where it runs backwards."""
    periods = draft.lists.get(name)
    if not periods:
        return "", ""
    period: Fields = periods[0]
    start, end = day(period.get("startDate", "")), day(period.get("endDate", ""))
    return (start, "" if start and end < start[: len(end)] else end)


def _end(period: tuple[str, str], awarded: str) -> str:
    return period[1] if period[1] >= awarded else ""


def _note(
    draft: Draft,
    planned: tuple[str, str],
    actual: tuple[str, str],
    amount: Amount | None,
    recipients: int,
) -> str:
    programme = next(iter(draft.lists.get("grantProgramme", ())), {})
    name = short(programme.get("title") or programme.get("code", ""), LONGEST_PROGRAMME)
    parts = [f"Programme: {name}" if name else "", _told("planned", planned)]
    parts += [_told("actual", actual), "" if amount else "amount given as 0"]
    parts.append(f"one grant to {recipients} bodies" if recipients > 1 else "")
    return "; ".join(filter(None, parts))


def _told(word: str, period: tuple[str, str]) -> str:
    start, end = period
    if start and end:
        return f"{word} {start} to {end}"
    return f"{word} from {start}" if start else f"{word} until {end}" if end else ""


def _countries(draft: Draft) -> tuple[str, ...]:
    places = draft.lists.get("beneficiaryLocation", ())
    return tuple(sorted({text_of(p.get("countryCode")) for p in places} - {""}))
