"""Names, offices and ids of parliamentarians, as registers and lists of members write them."""

import re
from dataclasses import dataclass

from graph.text import clean, slug

_POSTS = (
    "MP MPs MSP MLA MS AM KC QC PC OBE CBE MBE KBE DBE BEM OM CH CMG DCMG KCMG GCMG KCB GCB CB DSO"
    " MC DL FRS FBA FRCP FRCGP FMedSci FLSW DSC JP TD QPM KCVO CVO LVO MVO GBE RD LLD PhD QFSM KG"
    " KT Kt"
)
_POST = re.compile(
    r"[\s,]+(?:" + "|".join(_POSTS.split()) + r"|(?:[A-Z]\.){1,3}[A-Z]\.?)(?=$|[\s,.*])\.?"
)
_MP = re.compile(r"(?:^|\s|(?<=[a-z]))(?:MP|M\.P\.?)(?=$|[\s,.*)])")
# A part in the group that has slipped into the name, before or behind it.
_PART = (
    r"(?:APPG\s+)?(?:Officer|Member|Hon(?:orary|\.)?|Vice|Co|Deputy|Chair(?:man|woman|person)?"
    r"|Secretary|Treasurer|President|Registered|Contact|and|&|[\s,/-])+"
)
_PART_BEFORE = re.compile(rf"^{_PART}(?:[:–-]\s*|\s+(?=[A-Z]))", re.IGNORECASE)
_PART_BEHIND = re.compile(
    r"[\s,–\[-]+(?:(?:Co[\s-]?|Vice[\s-]?)*Chair|Officer|Member|Secretary|Treasurer|Peer)\]?\.?$",
    re.IGNORECASE,
)
_HOUSE = re.compile(r"\s+House of (?:Lords|Commons)\b.*")
_PARTY = re.compile(
    r"[\s,]+(?:(?:Con|Lab|Ind)(?:servative|our|ependent)?|Lib(?:eral)?\s?Dem(?:ocrat)?s?|Liberal"
    r"|Democratic Unionist Party|Ulster Unionist Party|Scottish National Party|Cross-?bench(?:er)?"
    r"|N/A|None|Lords?|Commons)\.?$"
)
_ROUND = re.compile(r"\s*[\[(][^\])]*[\])]?")
_STYLE = re.compile(
    r"^(?:(?:The|Rt\.?|Right|Hon\.?|Honourable|Mr|Mrs|Ms|Miss|Mx)\b\.?\s*)+(?=\S)", re.IGNORECASE
)
_HONOUR = re.compile(
    r"^(?:(?:Sir|Dame|Dr|Prof|Professor|Rev|Revd|Reverend|Lt|Col|Major|Captain|Cllr)\b\.?\s*)+(?=\S)"
)
_TITLES = (
    "Lord Lady Baroness Baron Viscount Viscountess Earl Countess Duke Duchess Marquess"
    " Bishop Archbishop"
)
_PEER = re.compile(rf"\b(?:{'|'.join(_TITLES.split())})\b(?=\s)")
_TITLE = re.compile(rf"^(?:{'|'.join(_TITLES.split())})\s+")
_ANY_TITLE = re.compile(rf"\b(?:{'|'.join(_TITLES.split())})\b(?=\s)", re.IGNORECASE)
_CAPITALS = re.compile(r"\b[A-Z][A-Z’'-]{2,}\b")
_MARGIN = " ,.:;–-\\])("
_NUMBERED = re.compile(r"^[\d.)\s*•–-]+(?=\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A name with what is no part of it taken off.

    ``shown`` keeps honours and titles (Sir, Dame, Lord), ``plain`` is without honours, ``key`` is
    the part of an id that it gives. ``peer`` says that a seat in the Lords stands in it,
    ``marked`` that the source wrote MP behind it.
    """

    shown: str
    plain: str
    key: str
    peer: bool
    marked: bool

    @property
    def words(self) -> int:
        """How many words the name has without honours."""
        return len(self.plain.split())


def person_name(text: str) -> PersonName:
    """The name in a cell; ``shown`` is empty where nothing is left that could be one.

    >>> person_name("The Rt Hon the Lord Evans of Rainow").shown
    'Lord Evans of Rainow'
    >>> person_name("14.Dr  Sarah OLNEY MP, Co-Chair").plain
    'Sarah Olney'
    """
    text = text.replace("\\", "").replace("*", " ")
    if not text.isascii() or not text.isprintable() or "&" in text:
        text = clean(text)
    text = _NUMBERED.sub("", " ".join(text.split()))
    text = _ROUND.sub("", _PART_BEFORE.sub("", text)).strip(_MARGIN)
    marked = bool(_MP.search(text))
    text = re.sub(r"(?<=[a-z])MP$", "", text)
    text = _unfold(_without_tail(_ANY_TITLE.sub(_lowered, _HOUSE.sub("", text))))
    text = _STYLE.sub("", _STYLE.sub("", text)).strip(_MARGIN)
    peer = _PEER.search(text) is not None
    shown = _peerage(text) if peer else text
    shown = _CAPITALS.sub(_lowered, shown)
    shown = re.sub(r"^(Dr|Prof|Rev|Cllr)\.(?=\s)", r"\1", shown)
    plain = shown if peer else _HONOUR.sub("", shown)
    return PersonName(
        shown=shown, plain=plain, key=slug(plain), peer=peer, marked=marked and not peer
    )


def _without_tail(text: str) -> str:
    """Parties, offices and letters behind a name taken off, however they are mixed."""
    while True:
        shorter = _POST.sub("", _PARTY.sub("", _PART_BEHIND.sub("", text))).strip(_MARGIN)
        if shorter == text:
            return text
        text = shorter


def _unfold(text: str) -> str:
    """What is said twice ("Ann Body Ann Body", "Ann Ann Body") said once."""
    words = text.split()
    half = len(words) // 2
    if half > 1 and words[:half] == words[half:]:
        words = words[:half]
    if len(words) > 2 and words[0] == words[1]:
        words = words[1:]
    return " ".join(words)


def _peerage(text: str) -> str:
    """The peer in a text that mixes title and name: "Ann Body, Baroness Body of Leeds"."""
    parts = [part.strip() for part in text.split(",")]
    part = next((p for p in parts if _PEER.search(p)), text)
    found = _PEER.search(part)
    name = part[found.start() :] if found else part
    name = re.sub(r"^Lord (?=(?:Arch)?[Bb]ishop\b)", "", name)
    return re.sub(r"^Baron (?=\w)", "Lord ", name)


def _lowered(found: re.Match[str]) -> str:
    return found.group().title()


def titles_in(name: str) -> int:
    """How many titles of peers stand in a text."""
    return len(_PEER.findall(name))


def without_title(peer: str) -> str:
    """A peer's name as lists of peers write it: "Hannay of Chiswick"."""
    return _TITLE.sub("", peer)


def office(role: str) -> tuple[str, str]:
    """An office in the group's own words, and a note on what else the register says of it.

    >>> office("Chair & Registered Contact")
    ('Chair', 'registered contact')
    """
    bare = re.sub(r"\s*(?:&|and)\s*Registered Contact\b", "", role, flags=re.IGNORECASE).strip()
    note = "registered contact" if bare != role.strip() else ""
    bare = re.sub(r"^Hon\.?\s+", "Honorary ", bare)
    return bare or "Officer", note


def person_id(name: PersonName, twfy: str, mnis: str, westminster: bool) -> str:
    """The id of a person: TheyWorkForYou's number, else Parliament's, else the name.

    ``mnis`` counts for Westminster only: elsewhere the field holds another body's number.
    """
    if twfy:
        return f"person:twfy:{twfy}"
    if mnis and westminster:
        return f"person:mnis:{mnis}"
    return f"person:name:{name.key}" if name.key else ""


def person_identifiers(twfy: str, mnis: str, westminster: bool) -> tuple[str, ...]:
    """Identifiers that the source states of a person."""
    found = (f"TWFY-{twfy}" if twfy else "", f"UKPARL-{mnis}" if mnis and westminster else "")
    return tuple(filter(None, found))
