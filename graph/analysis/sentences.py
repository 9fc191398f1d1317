"""Sentences for readers: 25 words at most, groups' titles shortened, dates in words."""

import re
from collections.abc import Iterable

from graph.model import Node, NodeKind

# The limit of every public sentence, in words; a reader takes it in at one glance.
LIMIT = 25

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
# "All-Partly" is a typing error of the register itself.
_APPG = re.compile(
    r"all[\s-]*part(?:y|ly)\s+parliamentary(?P<between>(?:\s+[^\s]+){0,2}?)\s+group\b", re.I
)
_CROSS = re.compile(r"cross[\s-]*party\s+group\b", re.I)
_BLANK = re.compile(r"\{(\w+)\}")


def short_name(node: Node) -> str:
    """A node's name as sentences give it: a group's long title with APPG or CPG.

    >>> from graph.assemble import assemble_node
    >>> from graph.model import Statement
    >>> said = Statement(source="s", seen=("2026",), subject="a",
    ...     claims=(("name", "All-Party Parliamentary Jordan Group"),))
    >>> short_name(assemble_node("a", NodeKind.APPG, (said,)))
    'Jordan APPG'
    """
    if node.kind is not NodeKind.APPG:
        return node.name
    title = _APPG.sub(lambda m: f"{m['between'].strip()} APPG".strip(), node.name)
    return " ".join(_CROSS.sub("CPG", title).split())


def sentence(pattern: str, **parts: str) -> str:
    """The pattern with its blanks filled; while over the limit, the longest part loses a word.

    A pattern's own words must leave room for one word a blank.

    >>> sentence("{who} has no secretariat.", who="APPG on Fiji")
    'APPG on Fiji has no secretariat.'
    >>> len(sentence("Nobody knows {what}.", what="many words " * 20).split())
    25
    """
    filled = {key: value.split() for key, value in parts.items()}
    text = _fill(pattern, filled)
    while len(text.split()) > LIMIT:
        key = max(filled, key=lambda k: (len(filled[k]), k))
        kept = filled[key][:-1]
        if not kept:
            break
        # A parenthesis that lost its end is closed.
        end = "…)" if "(" in " ".join(kept).rpartition(")")[2] else "…"
        filled[key] = [*kept[:-1], kept[-1].rstrip(",;:") + end]
        text = _fill(pattern, filled)
    return text


def _fill(pattern: str, filled: dict[str, list[str]]) -> str:
    text = _BLANK.sub(lambda m: " ".join(filled[m[1]]), pattern)
    return text.replace("….", "…")


def listed(names: Iterable[str], limit: int = 3) -> str:
    """Names as a reader writes them, the rest counted.

    >>> listed(["Ghana", "Kenya"]), listed("ABCDE")
    ('Ghana and Kenya', 'A, B, C and 2 more')
    """
    all_names = list(dict.fromkeys(names))
    shown, rest = all_names[:limit], len(all_names) - limit
    if rest > 0:
        return f"{', '.join(shown)} and {rest} more"
    return " and ".join(filter(None, [", ".join(shown[:-1]), *shown[-1:]]))


def day(date: str) -> str:
    """An ISO date, perhaps partial, in words.

    >>> day("2026-06-29"), day("2013-07"), day("2013"), day("")
    ('29 June 2026', 'July 2013', '2013', 'an unknown date')
    """
    parts = date.split("T")[0].split("-")
    if not date or not all(p.isdigit() for p in parts):
        return date or "an unknown date"
    month = [_MONTHS[int(parts[1]) - 1]] if len(parts) > 1 and 1 <= int(parts[1]) <= 12 else []
    return " ".join([*(str(int(p)) for p in parts[2:3]), *month, parts[0]])


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "body", "bodies"), counted(1200, "officer")
    ('1 body', '1,200 officers')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"
