"""Plain forms of names and identifiers, made for exact comparison."""

import re
import unicodedata

from graph.identity.common_names import COMMON_GIVEN, COMMON_SURNAMES, GENERIC_WORDS
from graph.model import NodeKind
from graph.text import clean, search_words

ORG, PERSON, APPG = NodeKind.ORGANISATION, NodeKind.PERSON, NodeKind.APPG

_ROUND = re.compile(r"\(([^()]*)\)")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")
_LEGAL = (
    ("community", "interest", "company"),
    ("charitable", "incorporated", "organisation"),
    ("limited", "liability", "partnership"),
    ("public", "limited", "company"),
    *((word,) for word in "ltd limited cic cio scio plc llp inc incorporated".split()),
)
_HONORIFICS = frozenset(
    "the rt right hon honourable sir dame dr mr mrs ms miss mx prof professor rev revd reverend "
    "very most cllr councillor"
    .split()
)
# Letters behind a name; those after the first line are dropped only when written in capitals.
_POSTS = frozenset("mp msp mla".split())
_CAPITAL_POSTS = frozenset(
    "MS AM MEP MBE OBE CBE KBE DBE GBE BEM KC QC PC DL JP TD FRS FBA CMG KCMG DCMG GCMG CB KCB GCB "
    "CH OM MC DSO QPM KCVO CVO LVO MVO PHD"
    .split()
)
_PEERAGES = frozenset(
    "lord lady baroness baron viscount viscountess earl countess duke duchess marquess bishop "
    "archbishop"
    .split()
)
# How a parliamentary group is called beside its subject; "partly" is a slip the register prints.
_GROUP = re.compile(
    r"\b(?:all (?:party|partly) (?:parliamentary )?(?:group|(?=[^ ]))|all parliamentary party group|"
    r"cross party group|parliamentary group|appg|apg|cpg)\b"
)
_GROUP_ENDS = frozenset("on for of the in and".split())

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
    text = unicodedata.normalize("NFKC", clean(name))
    if kind is PERSON:
        words = _person_words(text)
    else:
        words = _body_words(text)
        if kind is APPG:
            words = _subject_words(words)
    return " ".join(words or search_words(text) or [text.casefold()])


def _body_words(text: str) -> list[str]:
    long, _ = _parted(text)
    long = _DOTTED.sub(lambda found: found.group().replace(".", ""), long)
    words = list(search_words(long.replace("&", " and ").replace("+", " and ")))
    words = ["organisation" if word == "organization" else word for word in words]
    return _without_legal_form(_without_the(words))


def _without_the(words: list[str]) -> list[str]:
    start = 0
    while start < len(words) - 1 and words[start] == "the":
        start += 1
    return words[start:]


def _without_legal_form(words: list[str]) -> list[str]:
    for form in _LEGAL:
        size = len(form)
        if len(words) > size and tuple(words[-size:]) == form:
            return _without_legal_form(words[:-size])
    return words


def _subject_words(words: list[str]) -> list[str]:
    text = " ".join(words)
    bare = _GROUP.sub(" ", text)
    # "All-Party Parliamentary Jazz Group": the word at the end belongs to the words in front.
    if re.match(r"all part(?:y|ly) parliamentary\b", text) and bare.endswith(" group"):
        bare = bare.removesuffix(" group")
    subject = bare.split()
    while subject and subject[0] in _GROUP_ENDS:
        subject.pop(0)
    return subject or words


def _person_words(text: str) -> list[str]:
    text = _ROUND.sub(" ", text)
    parts = [part.split() for part in text.split(",")]
    parts = [kept for part in parts if (kept := _without_posts(part))]
    if len(parts) == 2 and len(parts[0]) <= 2 and not _peer(parts[1]):
        parts.reverse()  # "Onwurah, Chi"
    words = [w for part in parts for token in part for w in search_words(token.replace(".", " "))]
    while len(words) > 1 and words[0] in _HONORIFICS:
        words.pop(0)
    if words[:1] == ["lord"] and words[1:2] and words[1] in ("bishop", "archbishop"):
        words.pop(0)
    return words


def _without_posts(tokens: list[str]) -> list[str]:
    kept = list(tokens)
    while kept and _is_post(kept[-1]):
        kept.pop()
    return kept


def _is_post(token: str) -> bool:
    bare = token.strip(".").replace(".", "")
    return bare.casefold() in _POSTS or (token == token.upper() and bare in _CAPITAL_POSTS)


def _peer(tokens: list[str]) -> bool:
    return any(token.casefold() in _PEERAGES for token in tokens)


# ---- abbreviations


def abbreviation_in(name: str) -> str:
    """The abbreviation that a name gives of itself in parentheses, as written; else empty.

    >>> abbreviation_in("Council for Arab-British Understanding (Caabu)")
    'Caabu'
    >>> abbreviation_in("Age UK (Leeds)")
    ''
    """
    return _parted(clean(name))[1]


def _parted(text: str) -> tuple[str, str]:
    """A name in full and its abbreviation, whichever of the two stands in parentheses."""
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
    letters = "".join(search_words(short))
    words = [word for word in search_words(long) if word != "the"]
    if not 2 <= len(letters) <= 10 or len(short.split()) != 1 or len(words) < 2:
        return False
    if letters in words or letters[0] != words[0][0]:
        return False
    # A word with lower case inside ("Leeds") must at least begin as many words as it has letters
    # of which half are initials; capitals ("MRCF") say themselves that they abbreviate.
    if not _in_order(letters, "".join(words)):
        return False
    initials = [word[0] for word in words]
    return short.isupper() or 2 * _matched(letters, initials) > len(letters)


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
