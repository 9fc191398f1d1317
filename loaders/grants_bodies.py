"""Funders and recipients of grants: their identifiers, their node ids, and who is no body at all.

Award lists name artists and athletes beside bodies in one column. A private person never becomes
a node, so a name without a registered number has to look like a body's.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from graph.identity.names import is_distinctive, name_key, normal_identifier, scheme_of
from graph.model import NodeKind
from graph.text import slug
from loaders.grants_cells import address, named, text_of
from loaders.private_people import may_be_private, names_body

# Registers of org-id.guide with the United Kingdom's prefix; "GB-CCH" and its like are slips.
_UK = (
    "CASC CHC COH EDU GOR GOVUK LAE LANI LAS MPR NHS NIC NIEDU PLA REV SC SCOTEDU SHPE UKPRN WALEDU"
)
UK_REGISTERS = frozenset(f"GB-{code}" for code in _UK.split())
_NO_REGISTERS = frozenset(("TWFY", "UKPARL", "ISO", "GSS", "360G", "WIKIDATA", "ROR", "ISNI"))
# Societies have a letter behind their number: "GB-COH-IP28755R".
_SOCIETY = re.compile(r"GB-COH-(?:IP|SP|NP|IC|AC|SI|NV)\d{5}R", re.IGNORECASE)
SLUG_LENGTH = 80
# From this share of private names among the unnumbered on, a list is taken to be one that pays
# people: of two award lists of bodies 0.2 and 0.6 in a hundred looked private, of one that pays
# artists 32.
PAYS_PEOPLE = 0.05

# Words that bodies of the arts, sport and schools bear, and hardly any family.
_BODY_WORD = re.compile(
    r"\b(?:a?fc|artists?|arts|archers|athletics?|ballet|basketball|books|boxing|brass|cadets|"
    r"carnival|cinema|circus|city|collective|communities|co|cricket|cyf|cymdeithas|cymru|dance|"
    r"disability|drama|editions|eisteddfod|ensemble|festivals?|films?|first|football|gallery|"
    r"guides|gymnastics|hockey|jazz|leisure|librar(?:y|ies)|lido|magazine|marketing|menter|"
    r"museums|opera|orchestra|pavilion|philharmonic|pictures|players|poetry|press|primary|pub|"
    r"productions?|quartet|r(?:u)?fc|recreation|recordings|review|rugby|sailing|schools|scouts?|"
    r"singers|sports|squad|studios|swim(?:ming)?|symphony|team|tennis|theatr|theatres|touring|"
    r"town|trio|trustees|university|venue|village|workshops?|ysgol)\b",
    re.IGNORECASE,
)
_SMALL_WORD = re.compile(r"\b(?:of|for|the|in|on|at|y|yr)\b", re.IGNORECASE)
_ACRONYM = re.compile(r"\b(?!(?:MBE|OBE|CBE|KBE|DBE|BEM|PHD|FRS|FBA|MEP|MSP|MLA)\b)[A-Z]{3,}$")
_STYLED = re.compile(r"^(?:Dr|Prof|Professor|Mr|Mrs|Ms|Miss|Mx|Sir|Dame|Rev|Revd)\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A funder or recipient as one grant names it; ``identifiers`` are registered ones only."""

    name: str
    identifiers: tuple[str, ...] = ()
    website: str = ""
    individual: bool = False

    def record_id(self, publisher: str) -> str:
        """The id of its record: by its first identifier, else by its name.

        A name that many bodies bear ("St Mark's Church") is one body within one publisher's
        grants only. Empty for a name without letters.
        """
        if self.identifiers:
            return f"org:{self.identifiers[0]}"
        key = slug(self.name, SLUG_LENGTH)
        if key and len(slug(self.name, 10 * SLUG_LENGTH)) > len(key):
            key += "-" + sha256(self.name.casefold().encode()).hexdigest()[:8]
        if not key:
            return ""
        telling = is_distinctive(name_key(self.name, NodeKind.ORGANISATION), NodeKind.ORGANISATION)
        return f"org:name:{key}" if telling else f"org:name:{key}:{slug(publisher)}"


def body_of(fields: dict[str, object]) -> Body:
    """A body from the fields of the standard; its address, people and numbers to call stay out.

    >>> body_of({"id": "GB-CHC- 1153055 ", "name": "A Hall", "companyNumber": "7451584"})
    ... # doctest: +NORMALIZE_WHITESPACE
    Body(name='A Hall', identifiers=('GB-CHC-1153055', 'GB-COH-07451584'), website='',
         individual=False)
    """
    return Body(
        name=named(fields.get("name")),
        identifiers=_identifiers(fields),
        website=address(fields.get("url")),
        individual="individual" in text_of(fields.get("organisationType")).casefold(),
    )


def registered(text: str) -> str:
    """An identifier in its one spelling if a public register gave it; else empty.

    >>> registered("GB-CHC- 1153055 "), registered("360G-wolfson-org-13177"), registered("GB-CCH-1")
    ('GB-CHC-1153055', '', '')
    """
    if not text:
        return ""
    bare = re.sub(r"\s+", "", text)
    found = bare.upper() if _SOCIETY.fullmatch(bare) else normal_identifier(text)
    scheme = scheme_of(found)
    if not found or scheme in _NO_REGISTERS or not re.search(r"[1-9A-Z]", found[len(scheme) :]):
        return ""
    return "" if scheme.startswith("GB-") and scheme not in UK_REGISTERS else found


def _identifiers(fields: dict[str, object]) -> tuple[str, ...]:
    """Its own identifier first, then the numbers beside it, one of each register."""
    wanted = [
        registered(text_of(fields.get("id"))),
        _charity(text_of(fields.get("charityNumber"))),
        _numbered("GB-COH", text_of(fields.get("companyNumber"))),
    ]
    found: dict[str, str] = {}
    for identifier in filter(None, wanted):
        found.setdefault(scheme_of(identifier), identifier)
    return tuple(found.values())


def _charity(text: str) -> str:
    """A charity's number as it is written beside its name: Scotland's begin with SC."""
    bare = re.sub(r"\s+", "", text).upper()
    if bare.startswith("SC"):
        return _numbered("GB-SC", bare)
    return _numbered("GB-NIC" if bare.startswith("NI") else "GB-CHC", bare)


def _numbered(scheme: str, text: str) -> str:
    if not text:
        return ""
    return registered(text if text.upper().startswith("GB-") else f"{scheme}-{text}")


def sounds_like_body(name: str) -> bool:
    """Whether a word in the name is one that bodies bear and people do not."""
    return bool(names_body(name) or _BODY_WORD.search(name) or _SMALL_WORD.search(name))


def sounds_private(name: str) -> bool:
    """Whether the name may be that of a private person.

    >>> sounds_private("Glen Example"), sounds_private("Sir Glen Example School")
    (True, False)
    >>> sounds_private("Dr Glen Example, University of Leeds"), sounds_private("Glen YMCA")
    (True, False)
    """
    if not may_be_private(name) or _ACRONYM.search(name):
        return False
    # Behind a form of address a body's word tells where a person works, unless it comes last.
    told = " ".join(name.split()[-1:]) if _STYLED.match(name) else name
    return not sounds_like_body(told)


def pays_people(bodies: Iterable[Body]) -> bool:
    """Whether a list of recipients is one in which private persons stand among the bodies."""
    names = {body.name for body in bodies if not body.identifiers and body.name}
    return bool(names) and sum(map(sounds_private, names)) >= PAYS_PEOPLE * len(names)


def may_be_person(body: Body, *, among_people: bool) -> bool:
    """Whether a recipient may be a private person; in doubt yes, where a list pays people."""
    if body.individual:
        return True
    if body.identifiers:
        return False
    return sounds_private(body.name) or (among_people and not sounds_like_body(body.name))
