"""The benefits of Northern Ireland groups: a table that was flattened to one run of text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.model import Amount
from loaders.appg_benefits import Support, iso_day, shortened
from loaders.appg_bodies import body_name, tidy
from loaders.appg_shape import GroupFile
from loaders.base import Report
from loaders.private_people import may_be_private, starts_like_person

_HEADING = re.compile(r"^\s*Date\s+Amount\s+Source\s+Description\s*")
_ROW = re.compile(r"(?<!\d)(\d{2}/\d{2}/\d{4})[\s.]*")
_NIL = re.compile(r"\bnil\s+registered\b", re.IGNORECASE)
_AMOUNT = re.compile(
    r"^\s*([><])?\s*£\s?(\d[\d,]*(?:\.\d{2})?)\s*(?:\.?\s?p\.?\s?a\b\.?)?,?(?:\s*threshold\b)?\s*",
    re.IGNORECASE,
)
# What was given; it stands behind the name, and once before it. Its spelling is free.
_GIFT = re.compile(
    r"\b(Sec[a-z]{4,10}(?:at|al)\s+(?:support\s+)?(?:services?|support)|Hospitality\b[^£\d]*"
    r"|Design\b|Printing\b)",
    re.IGNORECASE,
)
_SUPPORT = re.compile(r"services?", re.IGNORECASE)
_THROUGH = re.compile(r"\s+through third-party contracts$", re.IGNORECASE)
# Two bodies in one cell: behind the "and" a new one begins.
_PAIR = re.compile(r"\s+(?:and|&)\s+(?=(?:NI|Northern Ireland|The)\s)")
_ON_BEHALF = re.compile(r"\s+(?:on behalf of|funded by)\s.*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    day: str
    amount: Amount | None
    note: str
    text: str


def ni_supports(group: GroupFile, report: Report) -> list[Support]:
    """The supports in the table of a group; rows that register nothing are passed over.

    Private names and addresses that fill some cells are never taken: a row whose body cannot be
    told from them is counted as set aside.
    """
    found: list[Support] = []
    for number, row in enumerate(_rows(group.benefit_table), start=1):
        place = f"{group.slug}, benefits {number}"
        if _NIL.search(row.text):
            continue
        report.read += 1
        made = list(_of_row(row, place))
        if made:
            report.used += 1
            found += made
        else:
            report.leave("a benefit whose giver cannot be told from the run-on text", place)
    return found


def _rows(table: str) -> Iterator[_Row]:
    """The rows of a table; none where it says that there were no benefits."""
    text = _HEADING.sub("", table)
    marks = list(_ROW.finditer(text))
    for number, found in enumerate(marks):
        end = marks[number + 1].start() if number + 1 < len(marks) else len(text)
        yield _row(iso_day(found.group(1)), text[found.end() : end].strip())


def _row(day: str, rest: str) -> _Row:
    found = _AMOUNT.match(rest)
    if not found:
        return _Row(day=day, amount=None, note="", text=rest)
    sum_ = float(found.group(2).replace(",", ""))
    sign, text = found.group(1), rest[found.end() :]
    if sign == ">":
        return _Row(day=day, amount=None, note=f"more than £{sum_:g} a year", text=text)
    if sign == "<":
        note = f"less than £{sum_:g} a year"
        return _Row(day=day, amount=Amount(low=0.0, high=sum_), note=note, text=text)
    threshold = "p" in found.group().lower()
    amount = None if threshold else Amount(low=sum_, high=sum_)
    note = f"£{sum_:g} a year, as written" if threshold else ""
    return _Row(day=day, amount=amount, note=note, text=text)


def _of_row(row: _Row, place: str) -> Iterator[Support]:
    giver, gift = _giver_and_gift(row.text)
    names = _PAIR.split(giver)
    together = "given by two bodies together" if len(names) > 1 else ""
    for name in names:
        body = body_name(_THROUGH.sub("", _ON_BEHALF.sub("", tidy(name))))
        private = may_be_private(body.name) or starts_like_person(body.name)
        if body.id and not private and "£" not in body.name:
            yield Support(
                body=body,
                detail=gift,
                amount=None if together else row.amount,
                since=row.day,
                ref=f"registered {row.day}",
                note="; ".join(filter(None, (row.note, together, body.note))),
                place=place,
            )


def _giver_and_gift(text: str) -> tuple[str, str]:
    """The body in a row and what it gave; the body is empty where no word parts the two."""
    found = _GIFT.search(text)
    if not found:
        return _said_twice(text), "Benefit"
    gift = "Secretariat support"
    if not found.group(1).lower().startswith("sec"):
        gift = shortened(text[found.start() :].strip(" ."), 60)
    elif _SUPPORT.search(found.group(1)):
        gift = "Secretariat services"
    before = text[: found.start()].strip()
    return (before or text[found.end() :].strip()), gift


def _said_twice(text: str) -> str:
    """The name in "Dance Body NI Dance Body NI": both cells say the same."""
    words = text.split()
    half = len(words) // 2
    twice = len(words) % 2 == 0 and words[:half] == words[half:]
    return " ".join(words[:half]) if twice else ""
