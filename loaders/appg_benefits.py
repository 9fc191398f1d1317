"""Benefits that groups register: who supports a group, with what, and who stands behind it."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from graph.model import Amount
from graph.policy import without_contacts
from loaders.appg_bodies import BodyName, body_name
from loaders.appg_payers import Payment, payment_of, period_of
from loaders.appg_people import person_name
from loaders.appg_shape import Benefit, GroupFile
from loaders.base import Report
from loaders.private_people import may_be_private, names_body

_CARRIED = re.compile(
    r"\bin the previous Parliament\b|^(?:The )?(?:APPG|All-Party Parliamentary Group) (?:on|for)\b",
    re.IGNORECASE,
)
_ROLE_ONLY = re.compile(r"^(?:the\s+)?(?:joint\s+)?secretariat$", re.IGNORECASE)
# The register also writes Seretariat and Secreariat.
_SECRETARIAT = re.compile(r"^(joint\s+)?se[a-z]{5,7}iat\.?$", re.IGNORECASE)
_DUTY = re.compile(r"\b(?:acts?|acted|paid|pays?|funded|assist\w*|provides?|receive[sd])\b")
_COST = re.compile(r"\s*Cost Met\s*:\s*", re.IGNORECASE)
_MONEY = re.compile(r"^£?([\d,]+(?:\.\d\d)?)(?:\s*-\s*£?([\d,]+(?:\.\d\d)?))?$")
DETAIL_LENGTH = 120
# The registers begin in 2024; a benefit may have been received in the Parliament before.
EARLIEST_YEAR = 1990


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """That a body supports a group: with what, since when, for how much.

    ``ref`` keeps benefits apart that are alike but for the day they were registered.
    """

    body: BodyName
    detail: str
    amount: Amount | None = None
    since: str = ""
    ref: str = ""
    note: str = ""
    place: str = ""


def supports_of(group: GroupFile, report: Report) -> list[Support]:
    """Every support that the entries of a group tell of; what is none is counted with a reason."""
    found: list[Support] = []
    for number, entry in enumerate(group.benefits, start=1):
        report.read += 1
        place = f"{group.slug}, benefits {number}"
        found += _supports(entry, place, report)
    return _apart(found)


def _supports(entry: Benefit, place: str, report: Report) -> Iterator[Support]:
    text, start, end = period_of(entry.description)
    payment = payment_of(entry.source) or payment_of(text)
    base = Support(
        body=body_name(entry.source),
        detail=_detail(text, entry.kind),
        amount=amount_of(entry.value),
        since=iso_day(entry.received),
        ref=f"registered {iso_day(entry.registered) or entry.registered}",
        note=_notes(entry, start, end, place, report),
        place=place,
    )
    if _CARRIED.search(entry.source):
        report.leave("a balance carried over from an earlier group, which is no body", place)
        return
    if _ROLE_ONLY.match(entry.source):
        yield from _behind_role(base, payment, report)
        return
    if payment_of(entry.source) and payment:
        base = replace(base, body=payment.worker, detail="Secretariat")
    if _acceptable(base.body, place, report):
        report.used += 1
        note = base.body.note
        yield replace(base, note="; ".join(filter(None, (base.note, note))))
    if payment:
        yield from _payers(base, payment, report)


def _behind_role(base: Support, payment: Payment | None, report: Report) -> Iterator[Support]:
    """The source is given as "Secretariat": the payer in the description is the supporter.

    The amount is the payer's where there is one payer only.
    """
    if payment is None:
        report.leave("the source is given as 'Secretariat', and nobody is named", base.place)
        return
    report.used += 1
    alone = len(payment.payers) == 1
    for support in _payers(base, payment, report):
        yield replace(support, amount=base.amount, note=base.note) if alone else support


def _payers(base: Support, payment: Payment, report: Report) -> Iterator[Support]:
    """The bodies that pay the worker: their shares are not in the register."""
    public = not may_be_private(payment.worker.name)
    worker = f"pays {payment.worker.name} for" if public else "pays for"
    task = "the secretariat" if "ecretariat" in base.detail else "work for the group"
    share = "one payer" if len(payment.payers) == 1 else f"one of {len(payment.payers)} payers"
    over = "; no longer pays" if payment.over else ""
    for payer in payment.payers:
        report.read += 1
        if not _acceptable(payer, base.place, report):
            continue
        report.used += 1
        own = f"; {payer.note}" if payer.note else ""
        yield replace(
            base,
            body=payer,
            detail=f"{worker} {task}",
            amount=None,
            note=f"{share}, whose share the register does not give{own}{over}",
        )


def _acceptable(body: BodyName, place: str, report: Report) -> bool:
    """Whether a supporter may be loaded; the reason is counted where not."""
    if not body.id:
        report.leave("a supporter without a name", place)
    elif person_name(body.name).peer and not names_body(body.name):
        report.leave("a gift of a parliamentarian in person: no body to link", place)
    elif may_be_private(body.name):
        report.leave("a supporter who may be a private person", place)
    else:
        return True
    return False


def _detail(text: str, kind: str) -> str:
    """What was given, in a few words."""
    text = _COST.sub("; ", text).strip(" ;`.")
    joint = re.search(r"\bjoint\b", text, re.IGNORECASE) is not None
    duty = "secretariat" in text.lower() and _DUTY.search(text) is not None
    if _SECRETARIAT.match(text) or duty:
        return "Joint secretariat" if joint else "Secretariat"
    if not text:
        return "Money" if kind.lower().startswith("financial") else "Benefit in kind"
    return shortened(without_contacts(text))


def shortened(text: str, limit: int = DETAIL_LENGTH) -> str:
    """Text of at most ``limit`` characters, cut at a word."""
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0].rstrip(",;") + "…"


def amount_of(value: str) -> Amount | None:
    """A sum or a band of pounds; None for what is neither.

    >>> amount_of("24,001-25,500")
    Amount(low=24001.0, high=25500.0, unit='GBP')
    """
    found = _MONEY.match(value.replace(" ", ""))
    if not found:
        return None
    low = float(found.group(1).replace(",", "") or "nan")
    high = float((found.group(2) or found.group(1)).replace(",", "") or "nan")
    return Amount(low=low, high=high) if 0 <= low <= high < 1e12 else None


def iso_day(text: str) -> str:
    """ISO date of dd/mm/yyyy; empty for a day that does not exist or no register can mean."""
    found = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", text.strip(), re.ASCII)
    if not found or int(found.group(3)) < EARLIEST_YEAR:
        return ""
    try:
        return date(int(found.group(3)), int(found.group(2)), int(found.group(1))).isoformat()
    except ValueError:
        return ""


def _notes(entry: Benefit, start: str, end: str, place: str, report: Report) -> str:
    """What the register says of the period, and where its dates contradict each other."""
    first, last = iso_day(start), iso_day(end)
    notes = []
    if first and last and last < first:
        report.count("benefits whose period ends before it begins")
        notes.append(f"the register gives a period that ends before it begins: {first} to {last}")
    elif first and last:
        notes.append(f"for {first} to {last}")
    elif start:
        report.count("benefits with a date that cannot be")
        notes.append(f"the register gives the period {start} to {end}")
    received, registered = iso_day(entry.received), iso_day(entry.registered)
    if received and registered and received > registered:
        report.count("benefits received after they were registered")
        notes.append(f"the register gives {registered} as the day of registration, before receipt")
    if (entry.received and not received) or (entry.registered and not registered):
        report.count("benefits with a date that cannot be")
        notes.append(f"received {entry.received}, registered {entry.registered}, as written")
    return "; ".join(notes)


def _apart(supports: list[Support]) -> list[Support]:
    """Entries alike in all that is compared get a number, so that none swallows another."""
    seen: Counter[tuple[object, ...]] = Counter()
    found = []
    for support in supports:
        key = (support.body.id, support.detail, support.amount, support.since, support.ref)
        seen[key] += 1
        again = f", {seen[key]}" if seen[key] > 1 else ""
        found.append(replace(support, ref=support.ref + again))
    return found
