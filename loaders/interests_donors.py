"""Donors of the register of interests: which are bodies, their ids and their company numbers.

The register names private persons and bodies in one column. Whoever it calls an individual is
left out; so is a name that may be a person's, even where it stands beside a company's number.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.identity.names import is_distinctive, name_key
from graph.model import NodeKind
from loaders.appg_bodies import body_name
from loaders.gazetteer import Gazetteer
from loaders.grants_bodies import registered, sounds_like_body, sounds_private
from loaders.interests_shape import Donor
from loaders.private_people import is_body

# What the register calls a donor that is a body by law: its name need not sound like one.
_SURE_BODIES = frozenset(
    (
        "trade union", "trust", "registered party", "friendly society", "building society",
        "limited liability partnership", "unincorporated association",
    )
)  # fmt: skip
_SHORT_NAME = 3  # words: up to here a name that is no known word may be a person's
# Words that donors bear and the lists of bodies' words elsewhere do not have.
_BODY_WORD = re.compile(
    r"\b(?:airlines?|airways|air|brothers|bros|cathedral|circuits?|conference|congress|consulate|"
    r"engineering|estates?|games|gesellschaft|hotels?|kingdom|labour|leaders|liberal|lottery|"
    r"minerals|ministry|municipality|networks|packaging|park|parliament|pharmacy|products|"
    r"racecourse|radio|stadt|stiftung|tax|together|tynwald|warriors|wholesale|zoo)\b",
    re.IGNORECASE,
)
# "Ann Sample, Mayor of Example", "Ben Sample CEO Example Foundation": a person with an office.
_OFFICE_HOLDER = re.compile(
    r"^(?:[^\W\d][\w.’'-]*\s+){1,3}[^\W\d][\w.’'-]*,?\s+"
    r"(?:CEO|Chair(?:man|woman)?|Mayor|Member|Director|Chief Executive|c/o)\b"
)
_TITLED = re.compile(
    r"^(?:Lord|Lady|Baroness|Baron|Viscount|Earl|Duke|Duchess|The Duchess|Sheikh)\b"
)
_ESTATE = re.compile(r"\bestate of\b", re.IGNORECASE)
# A number that slipped into the name.
_NUMBERED = re.compile(
    r"[\s,;(]+(?:company |charity |uk )?(?:registration|registered|reg\.?)"
    r"(?: company| charity)? (?:number|no)\b.*$",
    re.IGNORECASE,
)
# A number beside the words that tell its register; alone it is the company's.
_CHARITY_NUMBER = re.compile(r"charity\s*(?:no|number|registration)?[.:]?\s*(\d{6,7})\b", re.I)
_COMPANY_NUMBER = re.compile(
    r"\b(?:GB\s?)?((?:SC|NI|OC|SO|NC|RC|FC|CE|CS|BR|R)\s?\d{4,6}|(?:IP|SP|NP)\s?\d{5}R|\d{4,8})\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A donor that is a body: the id of its record, its name, other names, its identifiers."""

    id: str
    name: str
    aliases: tuple[str, ...]
    identifiers: tuple[str, ...]


def may_be_person(donor: Donor, gazetteer: Gazetteer) -> bool:
    """Whether a donor that the register calls no individual may be one; in doubt yes.

    A company that bears a person's name and nothing else is left out with the person.
    """
    names = {donor.name, donor.company or donor.name}
    return any(_may_be_persons(name, donor.status, gazetteer) for name in names)


def _may_be_persons(name: str, status: str, gazetteer: Gazetteer) -> bool:
    if _OFFICE_HOLDER.match(name) or _ESTATE.search(name):
        return True
    if any(sounds_private(part) for part in _asides(name)):
        return True
    if _TITLED.match(name) or sounds_private(name):
        return not _sounds(name.split()[-1])
    if status.casefold() in _SURE_BODIES or _sounds(name):
        return False
    short = len(name.split()) <= _SHORT_NAME
    return short and not is_body(name) and not gazetteer.match(name)


def _asides(name: str) -> list[str]:
    """What stands behind commas outside brackets: often the person who signed for a body."""
    return [part.strip() for part in re.sub(r"\([^()]*\)", "", name).split(",")[1:]]


def _sounds(name: str) -> bool:
    return bool(sounds_like_body(name) or _BODY_WORD.search(name))


def company_numbers(text: str) -> tuple[str, ...]:
    """The numbers in a cell, as identifiers; a company's with the noughts that it lost.

    >>> company_numbers("882843"), company_numbers("No. 02529667"), company_numbers("SC 437127")
    (('GB-COH-00882843',), ('GB-COH-02529667',), ('GB-COH-SC437127',))
    >>> company_numbers("Company Registration No. 03395681 Registered Charity No. 1068839")
    ('GB-COH-03395681', 'GB-CHC-1068839')
    >>> company_numbers("096309802024"), company_numbers("ABN 53 006 089 130")
    ((), ())
    """
    charity = _CHARITY_NUMBER.search(text)
    rest = text[: charity.start()] + text[charity.end() :] if charity else text
    bare = re.sub(r"(?<=\d)[. ]+$", "", rest.upper().strip())
    found = [] if "ABN" in bare else _COMPANY_NUMBER.findall(bare)
    company = registered(f"GB-COH-{found[0].replace(' ', '')}") if len(found) == 1 else ""
    return tuple(filter(None, (company, registered(f"GB-CHC-{charity[1]}") if charity else "")))


def body_of(donor: Donor) -> Body | None:
    """The body that a donor is; None for a name without letters.

    Its record has the id of its first number, else of its name; a name that many bodies may bear
    is one body within this register only.
    """
    written = _NUMBERED.sub("", donor.company or donor.name)
    name = body_name(written)
    if not name.id:
        return None
    numbers = company_numbers(donor.number)
    others = set(name.aliases)
    if donor.company and donor.name != donor.company:
        others.add(_NUMBERED.sub("", donor.name))
    return Body(
        id=f"org:{numbers[0]}" if numbers else record_id(name.name, name.id),
        name=name.name,
        aliases=tuple(sorted(others - {name.name})),
        identifiers=numbers,
    )


def record_id(name: str, name_id: str) -> str:
    """The id of a body that has no number: short and common names are kept to this register."""
    telling = is_distinctive(name_key(name, NodeKind.ORGANISATION), NodeKind.ORGANISATION)
    return name_id if telling else f"{name_id}:interests"


@dataclass(slots=True)
class Bodies:
    """The bodies met in one edition, each with all its names."""

    _names: dict[str, Counter[str]] = field(default_factory=dict)
    _others: dict[str, set[str]] = field(default_factory=dict)
    _identifiers: dict[str, set[str]] = field(default_factory=dict)

    def __len__(self) -> int:
        """How many bodies were met."""
        return len(self._names)

    def meet(self, body: Body) -> None:
        """Note one mention of a body."""
        self._names.setdefault(body.id, Counter())[body.name] += 1
        self._others.setdefault(body.id, set()).update(body.aliases)
        self._identifiers.setdefault(body.id, set()).update(body.identifiers)

    def told(self) -> Iterator[tuple[str, str, list[str], list[str]]]:
        """Id, name, other names and identifiers of each, by id: the name that is most common."""
        for body_id, names in sorted(self._names.items()):
            name = min(names, key=lambda n: (-names[n], len(n), n))
            others = sorted((self._others[body_id] | set(names)) - {name})
            yield body_id, name, others, sorted(self._identifiers[body_id])
