"""Names of bodies as the registers write them: asides taken off, lists taken apart."""

import re
from dataclasses import dataclass

from graph.text import fold, slug

# What stands in brackets and is neither a short form nor a former name is a remark.
_TAIL = re.compile(r"\s*[\[({]([^()\[\]{}]*)[\])}]?\s*$")
_SHORT = re.compile(r"\s*\(([A-Z][A-Za-z]{1,9})\)(?=\s)")
_FORMER = re.compile(
    r"^(?:formerly|previously|now|known as|also known as|trading as|t/a)\s+(?:the\s+)?(.+)$",
    re.IGNORECASE,
)
_VIA = re.compile(r"\s+(via|on behalf of|through)\s+(.+)$", re.IGNORECASE)
# Places in brackets belong to the name: "Organon Pharma (UK)".
_PLACES = frozenset(("uk", "ni", "gb", "wales", "scotland", "england", "ireland", "london"))
_SHORTEST, _LONGEST = 2, 10

# Words with which a whole name ends: an "and" behind one of them parts two bodies.
_END = re.compile(
    r"(?:\b(?:academy|action|advocacy|agency|alliance|association|authority|bank|business|campaign|"
    r"care|centres?|chamber|charity|club|coalition|college|commission|committee|communications|"
    r"company|confederation|consortium|consulting|corporation|council|councils|department|embassy|"
    r"england|federation|forum|foundation|fund|group|guild|holdings|hospital|inc|initiative|"
    r"institute|institution|insurance|international|ireland|league|limited|llp|london|ltd|network|"
    r"office|organisation|parliament|partners|partnership|plc|programme|project|scotland|services|"
    r"society|solutions|taskforce|team|trust|uk|union|university|wales)|\))$",
    re.IGNORECASE,
)
_START = re.compile(
    r"^(?:the|association|british|campaign|centre|chartered|confederation|council|department|"
    r"federation|great|institute|institution|international|national|northern|office|royal|scottish|"
    r"society|uk|united|university|welsh)\b",
    re.IGNORECASE,
)
# Last words of "Institute of Engineering and Technology": fields and trades in the plural.
_FIELD = re.compile(
    r"(?:\b(?:general|trade|commerce|research|skills|strategy|technology|innovation|wine|spirits|"
    r"science|law|media|culture|health|sport|support|safety|design|theatre|drama|opera|heritage|"
    r"care|travel|west|east|welfare|independent|economic|social|environmental|environment)|"
    r"\w{3,}(?:ers|ors|ists|ians|ries|ics|ogy|ing|ings|ure|ion|ions|ment|ments|ness|ance|ence|try|"
    r"eries|isms?|hood|ality|ities|ants|ents|ives|als|ums|ses|tion|ation|folk|people))$",
    re.IGNORECASE,
)
_AND = re.compile(r"\s+(?:and|&)\s+(?=\S)")
_PLAIN_AND = re.compile(r"\s+and\s+(?=\S)")
# Real names with all their asides stay under 250 characters.
NAME_LENGTH = 200
READ_LENGTH = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyName:
    """The name of a body, other names that stood with it, and the remark in brackets.

    ``id`` is that of the body's record, its name as a slug; empty for a name without letters.
    """

    name: str
    id: str
    aliases: tuple[str, ...]
    note: str


def body_name(text: str) -> BodyName:
    """The name with asides taken off.

    >>> body_name("Council for Example Understanding (Ceu)").aliases
    ('Ceu', 'Council for Example Understanding (Ceu)')
    >>> body_name("Example Consulting Ltd (part of the Sample Group)").note
    'part of the Sample Group'
    """
    name, aliases, notes = tidy(text[:READ_LENGTH]), [], []
    while found := _TAIL.search(name):
        inside = found.group(1).strip()
        if not name[: found.start()].strip() or fold(inside) in _PLACES:
            break
        name = name[: found.start()].strip(" ,;:")
        former = _FORMER.match(inside)
        if former or is_short_form(inside, name) or is_short_form(name, inside):
            # The form with brackets too: by it identity knows whose short form it is.
            aliases += [former.group(1)] if former else [inside, f"{name} ({inside})"]
        elif inside:
            notes.append(inside)
    name, aliases = _without_short(name, aliases)
    if found := _VIA.search(name):
        name = name[: found.start()]
        notes.append(f"{found.group(1).lower()} {found.group(2)}")
    name = tidy(tidy(name)[:NAME_LENGTH])
    key = slug(name)
    return BodyName(
        name=name,
        id=f"org:name:{key}" if key else "",
        aliases=tuple(sorted({a for a in aliases if a and slug(a) != key})),
        note="; ".join(notes),
    )


def _without_short(name: str, aliases: list[str]) -> tuple[str, list[str]]:
    """A short form inside the name, "Corridors Project (CP) at a university", taken out."""
    found = _SHORT.search(name)
    if found and is_short_form(found.group(1), name[: found.start()]):
        aliases = [*aliases, found.group(1), name]
        return name[: found.start()] + name[found.end() :], aliases
    return name, aliases


def tidy(text: str) -> str:
    """A name without stray marks at its ends; a full stop that belongs to it stays.

    >>> tidy(" Federation of Examples, "), tidy("do Sample.")
    ('Federation of Examples', 'do Sample.')
    """
    while (shorter := _tidied(text)) != text:
        text = shorter
    return text


def _tidied(text: str) -> str:
    text = " ".join(text.split()).strip(' ,;:·•*-–"“”')
    text = re.sub(r"^the (?=[A-Z])", "", text)
    text = re.sub(r"^\(([^()]*)\)$", r"\1", text)
    for opened, closed in ("()", "[]", "{}"):
        if text.count(closed) > text.count(opened):
            text = text.rstrip(closed)
    return text


def is_short_form(short: str, name: str) -> bool:
    """Whether one text abbreviates another: its letters follow each other in the name.

    >>> is_short_form("AFFORD", "African Foundation for Development")
    True
    >>> is_short_form("UEL", "Rix Inclusive Research")
    False
    """
    letters = fold(short).replace(".", "").replace("-", "")
    words = [w for w in re.findall(r"[^\W_]+", fold(name)) if w]
    if not (_SHORTEST <= len(letters) <= _LONGEST and letters.isalnum() and len(words) > 1):
        return False
    initials = {word[0] for word in words}
    rest = iter("".join(words))
    return letters[0] in initials and all(letter in rest for letter in letters)


def listed_bodies(text: str) -> list[str]:
    """The names in a written list: by semicolons or commas, and by the "and" before the last.

    An "and" inside a name is kept where the name would break: "Chamber of Trade and Industry".

    >>> listed_bodies("Trade Trust, the Society of Makers and Traders and Sample UK")
    ['Trade Trust', 'Society of Makers and Traders', 'Sample UK']
    """
    mark = ";" if ";" in text else ","
    parts = [tidy(part) for part in _split_outside(text, mark)]
    parts = [part for part in parts if part]
    oxford = len(parts) > 1 and re.match(r"(?:and|&)\s", parts[-1])
    if oxford:
        parts[-1] = re.sub(r"^(?:and|&)\s+", "", parts[-1])
        return parts
    return [*parts[:-1], *_part_ands(parts[-1])] if parts else []


def joint_bodies(text: str) -> list[str]:
    """The names of bodies that act jointly: the last "and" always parts two of them."""
    names = listed_bodies(text)
    parts = [tidy(part) for part in _split_outside(text, ",")]
    halves = _PLAIN_AND.split(parts[-1])
    if len(names) > len(parts) or len(halves) < 2 or parts[-1].startswith("and "):
        return names
    return [*names[:-1], tidy(" and ".join(halves[:-1])), tidy(halves[-1])]


def _split_outside(text: str, mark: str) -> list[str]:
    """Parts between marks that stand outside brackets."""
    parts, depth, start = [], 0, 0
    for place, sign in enumerate(text):
        depth += (sign in "([{") - (sign in ")]}")
        depth = max(depth, 0)
        if sign == mark and depth == 0:
            parts.append(text[start:place])
            start = place + 1
    return [*parts, text[start:]]


def _part_ands(text: str) -> list[str]:
    """The last item of a list parted at each "and" outside brackets that parts two names."""
    names, rest = [], text
    for found in _PLAIN_AND.finditer(text):
        offset = len(text) - len(rest)
        left, right = rest[: found.start() - offset], text[found.end() :]
        if left.count("(") == left.count(")") and _parts_two(left, right):
            names.append(tidy(left))
            rest = right
    return [*names, tidy(rest)]


def _parts_two(left: str, right: str) -> bool:
    """Whether an "and" between these texts stands between two names, not inside one."""
    before, after = left.split()[-1], re.split(r"\s+and\s+|\s*,\s*", right)[0]
    first = after.split()[0]
    if fold(before) == fold(first):
        return False
    if (_END.search(left) and " " in left) or re.match(r"(?i)the\b", right):
        return True
    if _FIELD.search(after) and len(after.split()) <= 2 and "-" not in after:
        return False
    if _PLAIN_AND.search(left):
        return True
    if _FIELD.search(before) and _FIELD.search(first):
        return False
    return bool(_START.match(after)) or not _FIELD.search(before) or not first[0].isupper()
