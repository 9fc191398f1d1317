"""Who pays a secretariat: the register says it in a sentence of a benefit's description."""

import re
from dataclasses import dataclass

from loaders.appg_bodies import BodyName, body_name, listed_bodies

_PERIOD = re.compile(r"\s*From\s*:\s*(\d\d/\d\d/\d{4})\s*To\s*:\s*(\d\d/\d\d/\d{4})\.?")
_REMARK = re.compile(r"\s*\(\s*(?:originally registered|updated)[^)]*\)\.?", re.IGNORECASE)
_PAID_BY = re.compile(
    r"^(?P<who>.*?)\s*(?P<now>\b(?:is|are|was|were)\b|(?<=[A-Z])is\b)?\s*"
    r"\b(?:partly |part-)?(?:paid|funded)(?: for this work)?(?:\s+by)+\s+(?P<rest>.+)$",
    re.DOTALL,
)
_GRANT_FROM = re.compile(
    r"^(?P<who>.+?)\s+(?P<now>receive[sd])\s+(?:a grant|grants|funding|a donation)\s+from\s+"
    r"(?P<rest>.+)$"
)
_PAYS = re.compile(
    r"^(?P<rest>.+?)\s+(?P<now>pays?|paid|funds?|funded)\s+(?P<who>.+?)\s+to act as\b.*$"
)
_SINCE = re.compile(r"^From \d{1,2} \w+ \d{4},\s*")
_DOING = re.compile(r"\s+(?:acts?|acted|meets?|provides?|receives?)\s.*$")
_FOLLOWING = re.compile(r"^the following\b[^:]*:\s*")
_PURPOSE = re.compile(
    r"\s+to\s+(?:act|fulfil|do|meet|help|provide|assist|cover|support|run)\b.*$", re.DOTALL
)
# A full stop where a comma was meant: "Compleat. East London Waste Authority".
_STOP = re.compile(r"(?<=[a-z])\.\s+(?=[A-Z])")
# A comma that broke a name: "Carbon Monoxide Research, Trust".
_BROKEN = re.compile(
    r",\s+(?=(?:Trust|Ltd|Limited|plc|Inc|Association|Foundation|Society)\s*(?:,|$|\.))"
)
MOST_PAYERS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """A body that is paid for its work for a group, and the bodies that pay it."""

    worker: BodyName
    payers: tuple[BodyName, ...]
    over: bool


def period_of(text: str) -> tuple[str, str, str]:
    """A description without its period and remarks, and the period's two dates as written.

    >>> period_of("Secretariat From: 20/05/2025 To: 19/05/2026")
    ('Secretariat', '20/05/2025', '19/05/2026')
    """
    bare = _REMARK.sub("", text)
    found = _PERIOD.search(bare)
    if not found:
        return bare.strip(), "", ""
    rest = f"{bare[: found.start()]} {bare[found.end() :]}"
    return " ".join(rest.split()), found.group(1), found.group(2)


def payment_of(text: str) -> Payment | None:
    """The payment that a description without its period tells of, or None.

    Of two arrangements told one after the other the first counts.

    >>> paid = payment_of("Sample Consulting is paid by the following to act as the group's "
    ...                   "secretariat: Wool Trust, the Guild of Millers and Bakers, and Nett.")
    >>> [payer.name for payer in paid.payers]
    ['Wool Trust', 'Guild of Millers and Bakers', 'Nett']
    """
    text = _SINCE.sub("", text.strip())
    found = _PAID_BY.match(text) or _GRANT_FROM.match(text) or _PAYS.match(text)
    if not found:
        return None
    worker = _worker(found.group("who"))
    payers = _payers(found.group("rest"))
    over = (found.group("now") or "") in ("was", "were", "paid", "funded", "received")
    return Payment(worker=worker, payers=payers, over=over) if payers else None


def _worker(text: str) -> BodyName:
    """The last subject before the verb: "Ann acts as … and", "… this role. Ann"."""
    last = re.split(r"(?<=[a-z])\.\s+", text.strip())[-1]
    return body_name(_DOING.sub("", last))


def _payers(text: str) -> tuple[BodyName, ...]:
    text = re.sub(r"^grants? from\s+", "", text)
    text, following = _FOLLOWING.subn("", text)
    text = text if following else _PURPOSE.sub("", f" {text}")
    text = _BROKEN.sub(" ", _STOP.sub(", ", text).strip(" ."))
    found: dict[str, BodyName] = {}
    for name in listed_bodies(text)[:MOST_PAYERS]:
        body = body_name(name)
        if body.id:
            found.setdefault(body.id, body)
    return tuple(found.values())
