"""Roles that members hold in bodies, read from the register's sentences where the form is clear.

"Trustee of Example House, a charity that …": the role, "of", the body's name, and then what it
does. A sentence that tells of two roles, of a role that ended, of shares or of a body without a
name is left out. The sentence itself is never kept.
"""

import re
from dataclasses import dataclass

from graph.model import LinkKind
from loaders.appg_bodies import tidy
from loaders.grants_cells import text_of
from loaders.interests_shape import Role

OFFICER, MEMBER = LinkKind.OFFICER_OF, LinkKind.MEMBER_OF
# Sorts of interest that are roles; the others are shares, journeys, legal costs.
ROLE_SORTS = frozenset(("unpaid role", "formal role with a party organisation"))
LONGEST_NAME = 12  # words; longer ones are not names but descriptions

# How a role is written → what the link is, and our own words for it. Longer ones come first.
_ROLES: tuple[tuple[str, LinkKind, str], ...] = (
    (r"(?:co-?\s?)chair(?:man|woman|person)?", OFFICER, "Co-Chair"),
    (r"(?:vice|deputy)[ -](?:chair(?:man|woman|person)?)", OFFICER, "Vice Chair"),
    (r"chair(?:man|woman|person)?(?: of (?:the )?(?:board of )?(?:trustees|governors|directors))?",
     OFFICER, "Chair"),
    (r"non-?\s?executive (?:chair(?:man|woman)?)", OFFICER, "Chair"),
    (r"(?:parliamentary |joint )?(?:vice|deputy)[ -]president", OFFICER, "Vice President"),
    (r"president", OFFICER, "President"),
    (r"(?:company |non-?\s?executive |managing )?director", OFFICER, "Director"),
    (r"(?:board |managing )?trustee", OFFICER, "Trustee"),
    (r"(?:joint )?treasurer", OFFICER, "Treasurer"),
    (r"(?:company |general )?secretary", OFFICER, "Secretary"),
    (r"(?:school |parent |community |co-opted )?governor", OFFICER, "Governor"),
    (r"(?:director(?:ship)|trusteeship)", OFFICER, "Director"),
    (r"member of the (?:advisory|executive|national executive|management) "
     r"(?:board|committee|council|group)", MEMBER, "Member of a committee"),
    (r"(?:executive (?:committee|board)|advisory (?:board|council)|(?:management )?committee) "
     r"member",
     MEMBER, "Member of a committee"),
    (r"(?:non-?\s?executive )?(?:board member|member of the board)", OFFICER, "Board member"),
    (r"patron", MEMBER, "Patron"),
    (r"(?:global |parliamentary )?ambassador", MEMBER, "Ambassador"),
    (r"(?:senior |visiting )?fellow", MEMBER, "Fellow"),
    (r"(?:elected )?councillor", MEMBER, "Councillor"),
    (r"member", MEMBER, "Member"),
)  # fmt: skip
_BEFORE = (
    r"(?:since [^,]{3,20}, )?(?:i (?:am|was|serve as|continue as|act as)(?: also)? )?(?:an? |the )?"
    r"(?:(?:unpaid|unremunerated|honorary|voluntary|founding|founder|current|formal)[ ,]+)*"
)
_BEHIND = (
    r"(?:\s*\((?:unpaid|voluntary|honorary)\))?(?:\s+(?:of|for|at|with|on|to)\s+|\s*[,:–-]\s*)"
)
_FORMS = tuple(
    (re.compile(f"{_BEFORE}{form}{_BEHIND}(?=\\S)", re.IGNORECASE), kind, words)
    for form, kind, words in _ROLES
)
# Where a name ends and the telling begins.
_END = re.compile(
    r"[.;:]\s|\.$|\s[–-]\s|\(|,|\s(?:which|that|who|where|since|until|from|as|working|based|helping|"
    r"in which|for which|and (?:an?|the|which|I|is|has|also)|is|was|has)\s"
)
# A role that ended, or two roles in a sentence: nothing is told of the one or the other.
_UNCLEAR = re.compile(
    r"\b(?:former(?:ly)?|resigned|stepped down|previously|ceased|no longer|until|ended|dissolved|"
    r"redacted|shares?|shareholding|paid\s+£|both)\b|\[",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"\b(?:chair(?:man|woman)?|director|trustee|president|treasurer|secretary|patron|governor)\b",
    re.IGNORECASE,
)
_UNPAID = re.compile(
    r"\.?\s*\(?\b(?:this|it) is an? (?:unpaid|honorary|voluntary)[^.]*(?:\.|$).*", re.I | re.S
)
_BOARD = re.compile(
    r"^(?:the )?(?:(?:board of )?(?:directors|trustees|governors)|board(?: of management)?"
    r"|executive committee|advisory (?:board|council)|council|governing body"
    r"|management committee) (?:of|for|at) ",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A role as it is kept: the kind of link, our own word for the role, the body's name."""

    kind: LinkKind
    words: str
    body: str


def held_in(role: Role) -> Held | None:
    """The role that a sentence tells of; None where its form is not clear.

    >>> from loaders.interests_shape import Interest
    >>> someone = Interest(id="1", mnis="2", member="Ann Body", place="")
    >>> text = "Trustee of the Example Foundation, a charity for drums. This is an unpaid role."
    >>> told = held_in(Role(interest=someone, sort="", sentence=text, since="", until=""))
    >>> (told.words, told.body) if told else None
    ('Trustee', 'Example Foundation')
    """
    sentence = _UNPAID.sub("", text_of(role.sentence.replace("\n", " "))).strip(" .")
    if _UNCLEAR.search(sentence):
        return None
    for form, kind, words in _FORMS:
        if found := form.match(sentence):
            name = _name(sentence[found.end() :])
            return Held(kind=kind, words=words, body=name) if name else None
    return None


def _name(rest: str) -> str:
    """The body's name at the start of what follows the role; empty where there is none."""
    rest = _BOARD.sub("", rest)
    end = _END.search(rest)
    name = tidy(rest[: end.start()] if end else rest)
    behind = rest[end.start() :] if end else ""
    words = name.split()
    # A second role makes it two; a name without a capital is a description.
    if not 1 <= len(words) <= LONGEST_NAME or _ANOTHER.search(name) or _ANOTHER.search(behind):
        return ""
    capitals = sum(word[0].isupper() or word[0].isdigit() for word in words)
    small = sum(word[0].islower() and len(word) > 3 for word in words)
    return name if words[0][0].isupper() and capitals and small <= 1 and len(name) > 2 else ""
