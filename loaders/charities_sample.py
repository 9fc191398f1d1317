"""Samples of the English and Welsh register in the shape of a public API: JSON, or JSON lines.

Two services answered in this shape, one of which has closed. A sample is never a whole register,
and gives no day of its own: it is dated by the newest day in it.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from loaders.archives import FILE_LIMIT, read_json, refuse
from loaders.base import Report
from loaders.charities_files import Part
from loaders.charities_shape import Area, Charity
from loaders.charities_sources import ENGLAND_WALES
from loaders.charities_topics import (
    CODES,
    ORIGIN_CODE,
    ORIGIN_WORDS,
    RELIGION_CODE,
    topics_of_codes,
)
from loaders.charities_words import company_of, day_of, number_of, other_names, website_of

_AGAIN = "Fetch the sample again."
# Kinds of areas by the first letter of the code that the register once gave them.
_KINDS = {"A": "Region", "B": "Local Authority", "C": "Metropolitan Counties", "D": "Country"}


def sample_edition(part: Part, report: Report) -> tuple[str, list[Charity]]:
    """The newest day in a sample and its charities in force, by number."""
    found: dict[str, Charity] = {}
    newest = ""
    for where, row in _rows(part):
        report.read += 1
        newest = max(newest, _newest(row))
        charity = _charity(row, where, report)
        if charity and charity.number in found:
            report.leave("a charity listed twice", where)
        elif charity:
            found[charity.number] = charity
    if not newest:
        refuse("nothing tells the day of the sample", part.where, _AGAIN)
    return newest, [found[number] for number in sorted(found, key=int)]


def _rows(part: Part) -> Iterator[tuple[str, dict[str, Any]]]:
    data = b"".join(part.pieces())
    if len(data) > FILE_LIMIT:
        refuse("the file is larger than 100 MB", part.where, _AGAIN)
    if part.where.lower().endswith(".jsonl"):
        lines = ((n, line) for n, line in enumerate(data.splitlines(), 1) if line.strip())
        found = [(n, read_json(line, f"{part.where}, line {n}")) for n, line in lines]
    else:
        found = list(enumerate(_listed(read_json(data, part.where), part.where), 1))
    for number, row in found:
        where = f"{part.where}, charity {number}"
        if not isinstance(row, dict):
            refuse("a charity is not an object", where, _AGAIN)
        yield where, row


def _listed(value: Any, where: str) -> list[Any]:
    """The first list in the answer of an API, under however many wrappers."""
    while isinstance(value, dict):
        inner = [v for v in value.values() if isinstance(v, dict | list)]
        value = inner[0] if inner else None
    if not isinstance(value, list):
        refuse("the sample holds no list of charities", where, _AGAIN)
    return value


def _charity(row: dict[str, Any], where: str, report: Report) -> Charity | None:
    names = _values(row, "all_names") + _values(row, "names")
    name = str(row.get("name") or (_main(row) or [""])[0])
    number = number_of(str(row.get("id") or ""))
    if not number or not name:
        report.leave("a charity without a number or a name", where)
        return None
    if all(_field(r, "removalDate") for r in _dicts(row, "registrations")):
        report.leave("a charity removed from the register", where)
        return None
    codes = _codes(row)
    ids = [str(i.get("id") or "") for k in ("orgIds", "orgids") for i in _dicts(row, k)]
    companies = [company_of(i.removeprefix("GB-COH-")) for i in ids if i.startswith("GB-COH-")]
    texts = [row.get("activities"), row.get("areaOfBenefit")]
    return Charity(
        register=ENGLAND_WALES,
        number=number,
        name=name,
        locator=f"charity {number}, sample",
        others=other_names(name, names),
        website=website_of(str(row.get("website") or "")),
        company=next(filter(None, companies), ""),
        topics=topics_of_codes(codes),
        areas=_areas(row),
        origin=ORIGIN_WORDS if ORIGIN_CODE in codes else "",
        religious=RELIGION_CODE in codes,
        purposes=" | ".join(str(t) for t in texts if t) if ORIGIN_CODE in codes else "",
    )


def _codes(row: dict[str, Any]) -> set[int]:
    found = {str(item.get("id")) for k in ("causes", "beneficiaries", "operations")
             for item in _dicts(row, k)}  # fmt: skip
    return {int(code) for code in found if code.isdigit() and int(code) in CODES}


def _areas(row: dict[str, Any]) -> tuple[Area, ...]:
    """The areas, each once; those without a code are told by their name."""
    found = []
    for item in _dicts(row, "areas"):
        name, code = str(item.get("name") or ""), str(item.get("id") or "")
        region = re.match(r"throughout\b", name, re.IGNORECASE)
        kind = _KINDS.get(code[:1]) or ("Region" if region else "Country")
        found.append(Area(kind=kind, name=name))
    return tuple(dict.fromkeys(area for area in found if area.name.strip()))


def _newest(row: dict[str, Any]) -> str:
    """The newest day that a row gives: of a registration, a removal, a financial year."""
    return max(map(day_of, re.findall(r"\d{4}-\d\d-\d\d", json.dumps(_dated(row)))), default="")


def _dated(row: dict[str, Any]) -> list[Any]:
    return [row.get(key) for key in ("registrations", "finances", "all_finances")]


def _main(row: dict[str, Any]) -> list[str]:
    return [str(n.get("value")) for n in _dicts(row, "names") if n.get("primary")]


def _values(row: dict[str, Any], key: str) -> list[str]:
    return [str(n.get("value") or "") for n in _dicts(row, key)]


def _field(row: dict[str, Any], key: str) -> str:
    return str(row.get(key) or "")


def _dicts(row: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """The objects of a list; none where the field is missing, null or something else."""
    value = row.get(key)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
