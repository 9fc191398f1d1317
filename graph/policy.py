"""Who may see what: the one predicate that every outlet asks, and the fields never kept."""

import re
from collections.abc import Iterable

from graph.model import Statement, Visibility

# Patterns of contact details. A loader passes free text through ``without_contacts`` at parse time.
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(
    r"(?:(?:Tel(?:ephone)?|Phone|Mobile|Mob|T)\s*[.:]?\s*)?(?<!\w)(?:\+44|0044|\(?0)[\d\s()-]{8,14}\d(?!\w)"
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b")


def visible(statement: Statement, audience: Visibility = Visibility.PUBLIC) -> bool:
    """Whether an audience may see a statement: suppressed ones nobody, internal ones insiders.

    >>> from graph.model import Statement
    >>> visible(Statement(source="s", seen=("2026",), subject="a", visibility=Visibility.INTERNAL))
    False
    """
    if statement.visibility is Visibility.SUPPRESSED:
        return False
    return statement.visibility is Visibility.PUBLIC or audience is Visibility.INTERNAL


def audience_at(address: str) -> Visibility:
    """Who asks at a store's address: of a file its owner, of a server anybody.

    >>> str(audience_at("sqlite:///kithmap.db")), str(audience_at("neo4j://host:7687"))
    ('internal', 'public')
    """
    served = "://" in address and not address.startswith("sqlite:")
    return Visibility.PUBLIC if served else Visibility.INTERNAL


def visible_to(
    statements: Iterable[Statement], audience: Visibility = Visibility.PUBLIC
) -> tuple[Statement, ...]:
    """The statements that an audience may see, in order."""
    return tuple(s for s in statements if visible(s, audience))


def without_contacts(text: str) -> str:
    """Text without e-mail addresses, telephone numbers and postcodes.

    >>> without_contacts("Ann Body, Tel: 020 7219 4519, ann@example.org, SW1A 0AA")
    'Ann Body'
    """
    for pattern in (_EMAIL, _PHONE, _POSTCODE):
        text = pattern.sub("", text)
    return re.sub(r"(?:\s*[,;]\s*)+$", "", re.sub(r"(?:\s*,\s*){2,}", ", ", text)).strip()


def has_contacts(text: str) -> bool:
    """Whether a text holds what looks like an e-mail address or a telephone number."""
    return bool(_EMAIL.search(text) or _PHONE.search(text))
