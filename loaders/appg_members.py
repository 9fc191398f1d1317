"""Lists of members: tells parliamentarians, bodies and what must be left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.appg_bodies import BodyName, body_name
from loaders.appg_known import Known, proper_peer
from loaders.appg_people import PersonName, person_id, person_identifiers, person_name
from loaders.appg_shape import GroupFile, Listed
from loaders.appg_sources import SENEDD, WESTMINSTER, Parliament
from loaders.base import Report
from loaders.private_people import GIVEN_NAMES, is_body, may_be_private

_CHAMBERS = {"mp": "commons", "lord": "lords", "msp": "holyrood", "ms": "senedd", "mla": "stormont"}
_OWN_KINDS = frozenset({"msp", "ms", "mla"})
# Behind the person's name stands at times an office or a part in the group, which is no body.
_OFFICE = re.compile(
    r"^(?:cabinet|cpg\b|housing official|national (?:adviser|clinical)|patient|research service|"
    r"secretariat|social worker|support staff)|police and crime commissioner|"
    r"\b(?:adviser|candidate|coordinator|lead|member|official|voice)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A member that may be loaded: a parliamentarian (``person``) or a body."""

    id: str
    person: PersonName | None = None
    identifiers: tuple[str, ...] = ()
    chamber: str = ""
    body: BodyName | None = None


def members_of(group: GroupFile, known: Known, report: Report) -> Iterator[Member]:
    """The members of a group's list; every other entry is counted with the reason."""
    seen: set[str] = set()
    for number, entry in enumerate(group.members, start=1):
        report.read += 1
        place = f"{group.slug}, members {number}"
        found = _member(entry, group.parliament, known, report)
        if isinstance(found, str):
            report.leave(found, place)
        elif found.id in seen:
            report.leave("listed twice in one list", place)
        else:
            seen.add(found.id)
            report.used += 1
            yield found


def _member(entry: Listed, parliament: Parliament, known: Known, report: Report) -> Member | str:
    """A member, or the reason why the entry is left out."""
    if entry.removed:
        return "no longer a member"
    if not entry.name:
        return "a list entry without a name"
    if re.match(r"(?:https?://|www\.)", entry.name):
        return "a web address where a name should be"
    # "Ann Baron - Felt Trust" would be read as a peer.
    if not (parliament is SENEDD and entry.kind == "other"):
        person = _person(entry, person_name(entry.name), parliament, known, report)
        if person:
            return person
    if entry.kind == "other":
        return _listed_body(entry.name, parliament)
    return "listed as a parliamentarian, and not known as one by number, title or name"


def _person(
    entry: Listed, name: PersonName, parliament: Parliament, known: Known, report: Report
) -> Member | None:
    numbered = person_id(name, entry.twfy, entry.mnis, parliament is WESTMINSTER)
    is_numbered = numbered.startswith(("person:twfy:", "person:mnis:"))
    if is_numbered and not known.contradicts(numbered, name):
        return Member(
            id=numbered,
            person=name,
            identifiers=person_identifiers(entry.twfy, entry.mnis, parliament is WESTMINSTER),
            chamber=_chamber(entry, name),
        )
    if is_numbered:
        report.count("members whose number is another person's")
    pid = _unnumbered(entry, name, parliament, known)
    return Member(id=pid, person=name, chamber=_chamber(entry, name)) if pid else None


def _unnumbered(entry: Listed, name: PersonName, parliament: Parliament, known: Known) -> str:
    """The id of a person without a number whom a title or a known name shows as public.

    Letters do not: every sitting member has a number, and typed lists call staff "MP".
    """
    if not name.key or len(name.shown) > 80:
        return ""
    own = person_id(name, "", "", False)
    whole = name.words > 1
    if name.peer:
        cut_short = len(name.shown.split()) == 2 and name.key.split("-")[-1] in GIVEN_NAMES
        return (known.only(name) or own) if proper_peer(name) and not cut_short else ""
    if whole and entry.kind in _OWN_KINDS and parliament is not WESTMINSTER:
        return known.only(name) or own
    if whole and known.only(name):
        return known.only(name)
    return known.only_peer(name) if entry.kind == "lord" else ""


def _chamber(entry: Listed, name: PersonName) -> str:
    if name.peer:
        return "lords"
    if name.marked:
        return "commons"
    return _CHAMBERS.get(entry.kind, "")


def _listed_body(text: str, parliament: Parliament) -> Member | str:
    """The body behind an entry of the kind "other", or the reason why there is none."""
    if parliament is SENEDD:
        _, dash, text = text.partition(" - ")
        if not dash:
            return "a private person in a list of members"
        if _OFFICE.search(text) or may_be_private(text):
            return "a private person in a list of members, with an office and no body"
    elif not is_body(text):
        return "neither a known parliamentarian nor surely a body"
    body = body_name(text)
    if not body.id:
        return "a list entry without a name"
    return Member(id=body.id, body=body)
