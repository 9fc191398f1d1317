"""Ids of the nodes that a convenor's sheet names, made as the other loaders make them."""

import re
from dataclasses import dataclass, field, replace

from graph.errors import BadSource
from graph.identity.ledger import rank
from graph.identity.names import name_key
from graph.model import NodeKind, Status
from graph.text import fold, slug
from loaders.gazetteer import Gazetteer, Place
from loaders.spreadsheet_words import APPG, ORG, PERSON

COUNTRY, COMMUNITY, PLACE = NodeKind.COUNTRY, NodeKind.COMMUNITY, NodeKind.PLACE

_GROUP = re.compile(
    r"\bAPPG\b|\ball[ -]party\b|\bcross[ -]party group\b|\bparliamentary group\b", re.IGNORECASE
)
_PEER = re.compile(
    r"^(?:the )?(?:rt hon )?(?:the )?(?:lord|lady|baroness|viscount|earl|countess)\s",
    re.IGNORECASE,
)
_SEAT = re.compile(r"[,\s]+(MP|MSP|MS|MLA)\.?$")
_SEATS = {"MP": "commons", "MSP": "holyrood", "MS": "senedd", "MLA": "stormont"}
# At the beginning only: a caseworker of an MP sits nowhere.
_OFFICES = re.compile(
    r"(?:(MP|MSP|(?-i:MS)|MLA)|(member of parliament)|(peer|member of the house of lords))\b",
    re.IGNORECASE,
)
# What a convenor may write → key in ids and value of the claim.
_PARLIAMENTS = {
    **dict.fromkeys(("uk", "westminster", "uk parliament", "house of commons"), ("uk", "uk")),
    **dict.fromkeys(("scotland", "scottish parliament", "scottish-parliament", "holyrood"),
                    ("scotland", "scottish-parliament")),
    **dict.fromkeys(("wales", "senedd", "welsh parliament"), ("senedd", "senedd")),
    **dict.fromkeys(("northern ireland", "ni", "ni assembly", "ni-assembly", "stormont",
                     "northern ireland assembly"), ("ni", "ni-assembly")),
}  # fmt: skip
_BODY = re.compile(
    r"\b(?:action|agency|aid|alliance|association|centre|charity|church|cic|cio|coalition|committee"
    r"|council|department|embassy|federation|forum|foundation|initiative|institute|limited|ltd"
    r"|ministry|mosque|network|organisation|organization|school|society|trust|uk|union|university"
    r"|volunteers|welfare)\b"
)
# Prefixes of ids → kind; a sheet may name a node of the store by its id.
_PREFIXES = {"org": ORG, **{kind.value: kind for kind in NodeKind if kind is not ORG}}
_ID = re.compile(rf"(?:{'|'.join(_PREFIXES)}):\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a sheet tells of a node; ``office`` is a person's public role."""

    kind: NodeKind
    name: str
    aliases: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    office: str = ""
    parliament: str = ""
    summary: str = ""
    note: str = ""
    url: str = ""
    status: Status = Status.HELD
    properties: dict[str, str] = field(default_factory=dict)

    def having(self, **properties: str) -> "Told":
        """The same with further properties; those told in the sheet win."""
        return replace(self, properties=properties | self.properties)


def guessed_kind(name: str, gazetteer: Gazetteer) -> NodeKind | None:
    """What a name shows a node to be; None where it could be several things.

    >>> from loaders.gazetteer import load_gazetteer
    >>> str(guessed_kind("APPG on Kenya", load_gazetteer()))
    'appg'
    """
    if kind := kind_of_id(name):
        return kind
    if _GROUP.search(name):
        return APPG
    if _SEAT.search(name) or _PEER.search(name):
        return PERSON
    if place := gazetteer.by_name(name):
        return place.kind
    return ORG if _BODY.search(fold(name)) else None


def kind_of_id(text: str) -> NodeKind | None:
    """The kind of node that an id such as ``appg:uk:kenya`` names; None for what is no id."""
    return _PREFIXES[text.partition(":")[0]] if _ID.fullmatch(text) else None


def identified(told: Told, gazetteer: Gazetteer, where: str) -> tuple[str, Told]:
    """The id of a node, and what is told of it with what its name and the gazetteer add.

    Raises ``BadSource`` for a country that the gazetteer does not know, and for a group without
    a parliament.
    """
    if told.kind in (COUNTRY, COMMUNITY, PLACE):
        return _geographic(told, gazetteer, where)
    if told.kind is PERSON:
        return _person(told)
    if told.kind is APPG:
        return _group(told, where)
    if told.kind is ORG:
        official = [f"org:{i}" for i in told.identifiers if i[2:3] == "-"]
        return min(official, key=rank, default=f"org:name:{_slug(told, where)}"), told
    if told.kind is NodeKind.THEME:
        found = _theme(told.name, gazetteer)
        if found:
            return found[0], replace(told, name=found[1])
    return f"{told.kind}:{_slug(told, where)}", told


def _slug(told: Told, where: str) -> str:
    found = slug(told.name)
    if not found:
        raise BadSource(
            f"'{told.name}' is no name", where=where, next_step="Write a name with letters."
        )
    return found


def _geographic(told: Told, gazetteer: Gazetteer, where: str) -> tuple[str, Told]:
    place = gazetteer.by_name(told.name)
    if place and (place.kind is told.kind or told.kind is COUNTRY):
        return place.id, _as_listed(told, place)
    if told.kind is COUNTRY:
        near = sorted({m.id for m in gazetteer.match(told.name)})
        names = ", ".join(p.name for i in near if (p := gazetteer.by_id(i)))
        step = f"Write only {names}." if names else "Write its name in English or its ISO code."
        raise BadSource(f"'{told.name}' is no country that we know", where=where, next_step=step)
    return f"{told.kind}:{_slug(told, where)}", told


def _as_listed(told: Told, place: Place) -> Told:
    codes = (f"ISO-{place.iso2}",) if place.iso2 else ()
    return replace(
        told,
        kind=place.kind,
        name=place.name,
        identifiers=tuple(dict.fromkeys((*told.identifiers, *codes))),
        properties={"status": place.status} | told.properties,
    )


def _theme(name: str, gazetteer: Gazetteer) -> tuple[str, str] | None:
    for theme in gazetteer.all_themes:
        if fold(name) in (fold(theme.name), *map(fold, theme.phrases)):
            return theme.id, theme.name
    return None


def _person(told: Told) -> tuple[str, Told]:
    told = seated(told)
    for scheme, word in (("TWFY-", "twfy"), ("UKPARL-", "mnis")):
        for identifier in told.identifiers:
            if identifier.startswith(scheme):
                return f"person:{word}:{identifier.removeprefix(scheme)}", told
    return f"person:name:{slug(name_key(told.name, PERSON))}", told


def seated(told: Told) -> Told:
    """A person with the chamber and the office that name and public role show."""
    seat = _SEAT.search(told.name)
    office = _OFFICES.match(told.office)
    chamber = ""
    if seat:
        chamber = _SEATS[seat[1]]
    elif _PEER.search(told.name) or (office and office[3]):
        chamber = "lords"
    elif office:
        chamber = _SEATS[(office[1] or "MP").upper()]
    name = _SEAT.sub("", told.name)
    shown = told.office or (seat[1] if seat else "Peer" if chamber == "lords" else "")
    told = replace(told, name=name, office=shown)
    return told.having(chamber=chamber) if chamber else told


def _group(told: Told, where: str) -> tuple[str, Told]:
    key, claim = _parliament(told, where)
    subject = slug(name_key(told.name, APPG))
    return f"appg:{key}:{subject}", told.having(parliament=claim)


def _parliament(told: Told, where: str) -> tuple[str, str]:
    text = fold(told.parliament).strip()
    if text:
        if text not in _PARLIAMENTS:
            step = "Write uk, scottish parliament, senedd or ni assembly."
            raise BadSource(f"'{told.parliament}' is no parliament", where=where, next_step=step)
        return _PARLIAMENTS[text]
    name = fold(told.name)
    for sign in ("scottish parliament", "senedd", "northern ireland assembly"):
        if sign in name:
            return _PARLIAMENTS[sign]
    if re.search(r"cross[ -]party", name):
        step = "Add a column 'parliament' with scottish parliament or senedd."
        raise BadSource(
            f"'{told.name}' does not say of which parliament it is", where=where, next_step=step
        )
    return _PARLIAMENTS["uk"]
