"""Plain forms of names and identifiers, made for exact comparison."""

import re
import unicodedata

from graph.identity.common_names import (
    BRANCH_PHRASES,
    COMMON_GIVEN,
    COMMON_SURNAMES,
    GENERIC_WORDS,
    PEOPLES,
    words,
)
from graph.model import NodeKind
from graph.text import clean, search_words

ORG, PERSON, APPG = NodeKind.ORGANISATION, NodeKind.PERSON, NodeKind.APPG

_ROUND = re.compile(r"\(([^()]*)\)")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")
_APOSTROPHE = re.compile("['’‘`ʼ]")
_TOKEN = re.compile(r"[^\W_]+")
_LEGAL = (
    ("community", "interest", "company"),
    ("charitable", "incorporated", "organisation"),
    ("limited", "liability", "partnership"),
    ("public", "limited", "company"),
    *((word,) for word in words("ltd limited cic cio scio plc llp inc incorporated")),
)
_LEGAL_ENDS = frozenset(form[-1] for form in _LEGAL)
_HONORIFICS = words(
    "the rt right hon honourable sir dame dr mr mrs ms miss mx prof professor rev revd reverend "
    "very most cllr councillor"
)
# Letters behind a name; those after the first line are dropped only when written in capitals.
_POSTS = words("mp msp mla")
_CAPITAL_POSTS = words(
    "MS AM MEP MBE OBE CBE KBE DBE GBE BEM KC QC PC DL JP TD FRS FBA CMG KCMG DCMG GCMG CB KCB GCB "
    "CH OM MC DSO QPM KCVO CVO LVO MVO PHD"
)
_PEERAGES = words(
    "lord lady baroness baron viscount viscountess earl countess duke duchess marquess bishop "
    "archbishop"
)
# How a parliamentary group is called beside its subject; "partly" is a slip the register prints.
_GROUP_MARKS = re.compile(
    r"\b(?:all (?:party|partly) parliamentary|all parliamentary party|all party|cross party"
    r"|parliamentary)\b(?: groups?\b)?"
    r"(?: in the (?:scottish parliament|senedd|welsh parliament|northern ireland assembly)\b)?"
)
_GROUP_SHORT = words("appg cpg apg")
_CONNECTING = words("on for of the in and")

_BRANCH = re.compile(rf"\b(?:{'|'.join(BRANCH_PHRASES)})\b")
_UNTELLING = GENERIC_WORDS | PEOPLES
LEAST_LETTERS = 12
LEAST_WORDS = 2


def name_key(name: str, kind: NodeKind) -> str:
    """A name without what may differ between two spellings of one name.

    Case, accents, punctuation, a leading "the", legal forms and an abbreviation in parentheses go;
    people lose honours, but peers keep their whole title; groups keep their subject only. Applied
    twice it changes nothing more; it is empty only for a name without letters and digits.

    >>> name_key("The Council for Arab-British Understanding (CAABU) Ltd", NodeKind.ORGANISATION)
    'council for arab british understanding'
    >>> name_key("Rt Hon Dame Chi Onwurah MP", NodeKind.PERSON)
    'chi onwurah'
    """
    key = _key(name, kind)
    # What stands first or last once something is taken off may be such a thing itself.
    while (again := _key(key, kind)) != key:
        key = again
    return key


def _key(name: str, kind: NodeKind) -> str:
    text = tidy(name)
    if kind is PERSON:
        kept = _person_words(text)
    elif kind is APPG:
        kept = _subject_words(_body_words(text))
    else:
        kept = _body_words(text)
    return " ".join(kept or _words(text) or text.casefold().split())


def tidy(name: str) -> str:
    """A name with entities resolved and compatible characters unified, as it is shown."""
    # Nearly all names are plain, and cleaning takes longer than all the rest.
    plain = name.isascii() and name.isprintable() and "&" not in name
    return name.strip() if plain else unicodedata.normalize("NFKC", clean(name))


def _words(text: str) -> tuple[str, ...]:
    """``search_words``, five times as fast for the plain texts that most names are."""
    if not text.isascii():
        return search_words(text)
    return tuple(_TOKEN.findall(text.lower().replace("'", "").replace("`", "")))


def _body_words(text: str) -> list[str]:
    long, _ = _parted(text)
    long = _DOTTED.sub(_undotted, long)
    found = list(_words(long.replace("&", " and ").replace("+", " and ")))
    found = ["organisation" if word == "organization" else word for word in found]
    return _without_legal_form(_without_the(found))


def _without_the(found: list[str]) -> list[str]:
    start = 0
    while start < len(found) - 1 and found[start] == "the":
        start += 1
    return found[start:]


def _without_legal_form(found: list[str]) -> list[str]:
    if not found or found[-1] not in _LEGAL_ENDS:
        return found
    for form in _LEGAL:
        size = len(form)
        if len(found) > size and tuple(found[-size:]) == form:
            return _without_legal_form(found[:-size])
    return found


def _subject_words(found: list[str]) -> list[str]:
    """What a group is about: "All-Party Parliamentary Jazz Group" and "APPG on Jazz" are one."""
    subject = [word for word in found if word not in _GROUP_SHORT]
    while subject:
        text = " ".join(subject)
        mark = _GROUP_MARKS.search(text)
        if mark and "group" in text[mark.start() :]:
            text = text[: mark.start()] + text[mark.end() :]
            if "group" not in mark.group():
                text = re.sub(r"\bgroups?$", "", text.strip())
        bare = text.split()
        while bare and bare[0] in _CONNECTING:
            bare.pop(0)
        if bare == subject:
            return subject
        subject = bare
    return found


def _person_words(text: str) -> list[str]:
    text = _DOTTED.sub(_undotted, _ROUND.sub(" ", text))
    parts = [_without_posts(_TOKEN.findall(_APOSTROPHE.sub("", p))) for p in text.split(",")]
    parts = [part for part in parts if part]
    peers = [part for part in parts if any(t.casefold() in _PEERAGES for t in part)]
    if peers:
        parts = peers[:1]  # "Ann Body, Baroness Body of Leeds"
    elif len(parts) == 2 and len(parts[0]) <= 2:
        parts.reverse()  # "Onwurah, Chi"
    found = [word for part in parts for token in part for word in _words(token)]
    while len(found) > 1 and found[0] in _HONORIFICS:
        found.pop(0)
    if found[:1] == ["lord"] and found[1:2] and found[1] in ("bishop", "archbishop"):
        found.pop(0)
    return found


def _undotted(found: re.Match[str]) -> str:
    return found.group().replace(".", "")


def _without_posts(tokens: list[str]) -> list[str]:
    while tokens and (tokens[-1].casefold() in _POSTS or tokens[-1] in _CAPITAL_POSTS):
        tokens.pop()
    return tokens


# ---- abbreviations


def abbreviation_in(name: str) -> str:
    """The abbreviation that a name gives of itself in parentheses, as written; else empty.

    >>> abbreviation_in("Council for Arab-British Understanding (Caabu)")
    'Caabu'
    >>> abbreviation_in("Age UK (Leeds)")
    ''
    """
    return _parted(tidy(name))[1]


def _parted(text: str) -> tuple[str, str]:
    """A name in full and its abbreviation, whichever of the two stands in parentheses."""
    if "(" not in text:
        return text, ""
    for found in _ROUND.finditer(text):
        inside = found[1].strip()
        outside = " ".join((text[: found.start()] + " " + text[found.end() :]).split())
        if abbreviates(inside, outside):
            return outside, inside
        if abbreviates(outside, inside):
            return inside, outside
    return text, ""


def abbreviates(short: str, long: str) -> bool:
    """Whether a short word may stand for a longer name: its letters occur there, in order.

    >>> abbreviates("Caabu", "Council for Arab-British Understanding"), abbreviates("UK", "Age UK")
    (True, False)
    """
    letters = "".join(_words(short))
    full = [word for word in _words(long) if word != "the"]
    if not 2 <= len(letters) <= 10 or len(short.split()) != 1 or len(full) < 2:
        return False
    if letters in full or letters[0] != full[0][0] or not _in_order(letters, "".join(full)):
        return False
    # Capitals ("MRCF") say themselves that they abbreviate; of any other word ("Crewe") most
    # letters have to be initials.
    return short.isupper() or 2 * _matched(letters, [word[0] for word in full]) > len(letters)


def _in_order(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)


def _matched(letters: str, initials: list[str]) -> int:
    """How many initials are met in order while reading the letters."""
    met = 0
    for letter in letters:
        if letter in initials:
            initials = initials[initials.index(letter) + 1 :]
            met += 1
    return met


# ---- what is enough to tell by


def is_distinctive(key: str, kind: NodeKind) -> bool:
    """Whether an exact key is enough to take two records of a kind for one.

    Bodies, campaigns and publications need two words and twelve letters, and a word that is not
    one of those in thousands of names; branches of federations never have enough; events need a
    year besides; people a given name and a surname.
    A group's subject, a country, a place, a people or a theme is its name, be it four letters.

    >>> is_distinctive("crisis", NodeKind.ORGANISATION)
    False
    >>> is_distinctive("council for arab british understanding", NodeKind.ORGANISATION)
    True
    """
    parts = key.split()
    letters = sum(map(len, parts))
    if kind is PERSON:
        return len(parts) >= LEAST_WORDS and letters >= 6 and all(len(w) > 1 for w in parts)
    if kind not in (ORG, NodeKind.CAMPAIGN, NodeKind.PUBLICATION, NodeKind.EVENT):
        return letters >= 3
    if kind is NodeKind.EVENT and not any(re.fullmatch(r"(?:19|20)\d\d", w) for w in parts):
        return False
    if kind is ORG and _BRANCH.search(key):
        return False
    telling = any(w not in _UNTELLING and not w.isdigit() for w in parts)
    return len(parts) >= LEAST_WORDS and letters >= LEAST_LETTERS and telling


def is_common_person(key: str) -> bool:
    """Whether many people bear this name, so that it needs more than itself to tell by.

    >>> is_common_person("gareth davies"), is_common_person("lord evans of rainow")
    (True, False)
    """
    parts = key.split()
    return parts[0] in COMMON_GIVEN and parts[-1] in COMMON_SURNAMES


# ---- identifiers

# Schemes of org-id.guide begin with a jurisdiction; the others are those that loaders state.
_SCHEME = re.compile(r"([A-Z]{2}-[A-Z]{2,8}|TWFY|UKPARL|ISO|GSS|360G|WIKIDATA|ROR|ISNI)-(.{1,40})")
_FORMS = {
    "GB-CHC": r"(\d{6,7})(-\d{1,2})?",
    "GB-COH": r"([A-Z]{2}|)(\d{1,8})",
    "GB-SC": r"(?:SC)?(\d{1,6})",
    "GB-NIC": r"(?:NIC|NI)?(\d{6})",
    "ISO": r"([A-Z]{2,3}(?:-[A-Z0-9]{1,3})?)",
    "GSS": r"([A-Z]\d{8})",
    "TWFY": r"(\d{1,9})",
    "UKPARL": r"(\d{1,6})",
}
_ANY_VALUE = r"([A-Z0-9][A-Z0-9./_-]*)"


def normal_identifier(text: str) -> str:
    """An identifier in its one spelling, scheme first; empty when it is none.

    >>> normal_identifier("GB-CHC- 1153055 "), normal_identifier("gb-coh-7451584")
    ('GB-CHC-1153055', 'GB-COH-07451584')
    >>> normal_identifier("1153055")
    ''
    """
    bare = re.sub(r"\s+", "", tidy(text)).upper().replace("–", "-")
    bare = bare.replace("UK.ORG.PUBLICWHIP/PERSON/", "TWFY-")
    found = _SCHEME.fullmatch(bare)
    value = _normal_value(found[1], found[2].strip("-")) if found else ""
    return f"{found[1]}-{value}" if found and value else ""


def _normal_value(scheme: str, value: str) -> str:
    form = _FORMS.get(scheme, _ANY_VALUE)
    value = value.lstrip("0") if scheme in ("GB-CHC", "TWFY", "UKPARL") else value
    found = re.fullmatch(form, value)
    if not found:
        return ""
    if scheme == "GB-COH" and len(value) > 8:
        return ""
    if scheme == "GB-COH":  # eight characters, of which the first two may be letters
        return found[1] + found[2].zfill(8 - len(found[1]))
    if scheme == "GB-SC":
        return "SC" + found[1].zfill(6)
    return "".join(filter(None, found.groups()))


def scheme_of(identifier: str) -> str:
    """The scheme of a normal identifier.

    >>> scheme_of("GB-SC-SC012345"), scheme_of("TWFY-24729")
    ('GB-SC', 'TWFY')
    """
    found = _SCHEME.fullmatch(identifier)
    return found[1] if found else ""
