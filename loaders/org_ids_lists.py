"""The eight lists of identifiers: how each is told by its headings, and what a row says."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from graph.identity.names import name_key, normal_identifier
from graph.model import FactKind, IdentifierFact, NodeKind, Source
from graph.policy import has_contacts, without_contacts
from graph.text import clean

Row = Mapping[str, str]
_PLAIN_NUMBER = re.compile(r"[1-9][0-9]{5,6}")

# The federations' own numbers, as the registers and the list of their branches give them.
FEDERATIONS = {
    "Abbeyfield": "GB-CHC-200719",
    "Age UK": "GB-CHC-1128267",
    "Army Cadet": "GB-CHC-305962",
    "British Legion": "GB-CHC-219279",
    "Carers Trust": "GB-CHC-1145181",
    "Citizens Advice": "GB-CHC-279057",
    "Deaf Children's Society": "GB-CHC-1016532",
    "Emmaus": "GB-CHC-1064470",
    "Groundwork": "GB-CHC-291558",
    "Headway": "GB-CHC-1025852",
    "Homestart": "GB-CHC-1108837",
    "Mencap": "GB-CHC-222377",
    "Mind": "GB-CHC-219830",
    "PHAB": "GB-CHC-283931",
    "RSPCA": "GB-CHC-219099",
    "Relate": "GB-CHC-207314",
    "Riding for the Disabled": "GB-CHC-244108",
    "Samaritans": "GB-CHC-219432",
    "Scouts": "GB-CHC-306101",
    "Sea Cadet": "GB-CHC-313013",
    "Townswomen's Guild": "GB-CHC-1115974",
    "Wildlife Trust": "GB-CHC-207238",
    "Women's Aid": "GB-CHC-1054154",
    "YMCA": "GB-CHC-212810",
}
SCALES = frozenset(("Local", "Regional", "National", "National and Overseas", "Overseas"))


class Unusable(Exception):
    """A row that says nothing that can be kept; the text is the reason, as it is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifierList:
    """One list: its source, the headings that tell it, and how a row becomes a fact."""

    name: str
    source: Source
    kind: FactKind
    headings: tuple[str, ...]
    fact: Callable[[Row, int], IdentifierFact]


def _source(name: str, title: str) -> Source:
    return Source(
        id=f"org-ids-{name}",
        title=title,
        publisher="charity-lookups",
        licence="ODbL-1.0",
        attribution=f"Contains information from {title} in charity-lookups by David Kane, made "
        "available under the Open Database License (ODbL); the facts are from public registers.",
        url="https://github.com/drkane/charity-lookups",
        licence_url="https://opendatacommons.org/licenses/odbl/1-0/",
        compiler="David Kane",
    )


def identifier(text: str, scheme: str = "") -> str:
    """An identifier in its one spelling; raises ``Unusable`` where there is none.

    A bare number is a charity's: Scotland's begin with SC, Northern Ireland's with NI.

    >>> identifier("NI106288"), identifier(" 1169028"), identifier("ce8706", "GB-COH")
    ('GB-NIC-106288', 'GB-CHC-1169028', 'GB-COH-CE008706')
    """
    if not scheme and _PLAIN_NUMBER.fullmatch(text):  # nearly all; the rest takes ten times as long
        return f"GB-CHC-{text}"
    bare = "".join(text.split()).upper()
    if not bare:
        raise Unusable("a row without a number")
    if not bare.startswith("GB-"):
        charity = {"SC": "GB-SC", "NI": "GB-NIC"}.get(bare[:2], "GB-CHC")
        bare = f"{scheme or charity}-{bare}"
    found = normal_identifier(bare)
    if not found:
        raise Unusable("a number that no register gives")
    return found


def _said(text: str) -> str:
    """``clean``, which takes longer than all the rest, only where a text is not plain."""
    plain = text.isascii() and text.isprintable() and "&" not in text and "  " not in text
    return text.strip() if plain else clean(text)


def _pair(left: str, right: str, words: str, row: int) -> IdentifierFact:
    if left == right:
        raise Unusable("a number paired with itself")
    return IdentifierFact(FactKind.SAME, left, right, _said(words), row)


def _company(row: Row, number: int) -> IdentifierFact:
    left, right = identifier(row["org_id_a"]), identifier(row["org_id_b"])
    return _pair(left, right, row["name"], number)


def _cio(row: Row, number: int) -> IdentifierFact:
    company = identifier(row["company_number"], "GB-COH")
    return _pair(identifier(row["charity_number"]), company, "", number)


def _dual(row: Row, number: int) -> IdentifierFact:
    scottish, other = row["Scottish Charity Number"], row["E&W Charity Number"]
    return _pair(identifier(other), identifier(scottish), row["Charity Name (E&W)"], number)


def _reregistered(row: Row, number: int) -> IdentifierFact:
    old, new = row["Old charity number"], row["New charity number"]
    return _pair(identifier(new), identifier(old), row["Name"], number)


def _merger(row: Row, number: int) -> IdentifierFact:
    old = _numbered(row["transferor_regno"], row["transferor_subno"])
    new = _numbered(row["transferee_regno"], row["transferee_subno"])
    if old == new:
        raise Unusable("a merger of a number with itself")
    day = row["date_property_transferred"] or row["date_merger_registered"]
    words = f"{_said(row['transferor_name'])} into {_said(row['transferee_name'])}"
    return IdentifierFact(FactKind.FOLLOWS, new, old, f"{words} | {day[:10]}", number)


def _numbered(number: str, part: str) -> str:
    """A charity's number; that of a linked charity has its own behind it."""
    if not number.strip():
        raise Unusable("a merger with a body that has no number")
    linked = part.strip().lstrip("0")
    return identifier(f"{number}-{linked}" if linked else number)


def _branch(row: Row, number: int) -> IdentifierFact:
    federation = _said(row["type"])
    own, branch = FEDERATIONS.get(federation, ""), identifier(row["reg_number"])
    if branch == own:
        raise Unusable("the federation itself among its branches")
    if not own and name_key(row["name"], NodeKind.ORGANISATION) == federation.casefold():
        raise Unusable("the federation itself among its branches")
    return IdentifierFact(FactKind.BRANCH, branch, own, federation, number)


def _name(row: Row, number: int) -> IdentifierFact:
    name = _said(row["alternative_name"])
    if not name:
        raise Unusable("a row without a name")
    if has_contacts(name):
        name = without_contacts(name)
    shown = "name" if row.get("set_as_primary") else "alias"
    return IdentifierFact(FactKind.CALLED, identifier(row["org_id"]), name, shown, number)


def _scale(row: Row, number: int) -> IdentifierFact:
    scale = _said(row["scale"])
    if scale not in SCALES:
        raise Unusable("a scale that is none of the five")
    return IdentifierFact(FactKind.SCALE, identifier(row["reg_number"]), scale, "", number)


LISTS = (
    IdentifierList(
        name="charity-company-numbers",
        source=_source("companies", "Charities and their company numbers"),
        kind=FactKind.SAME,
        headings=("org_id_a", "org_id_b", "name"),
        fact=_company,
    ),
    IdentifierList(
        name="cio-company-numbers",
        source=_source("cios", "Charitable incorporated organisations at Companies House"),
        kind=FactKind.SAME,
        headings=("company_number", "charity_number"),
        fact=_cio,
    ),
    IdentifierList(
        name="dual-registered-charities",
        source=_source("dual", "Charities registered in Scotland and in England and Wales"),
        kind=FactKind.SAME,
        headings=("Scottish Charity Number", "E&W Charity Number", "Charity Name (E&W)"),
        fact=_dual,
    ),
    IdentifierList(
        name="charity-reregistrations",
        source=_source("reregistered", "Charities registered anew under another number"),
        kind=FactKind.SAME,
        headings=("Old charity number", "New charity number", "Name"),
        fact=_reregistered,
    ),
    IdentifierList(
        name="register-of-mergers",
        source=_source("mergers", "Register of merged charities, England and Wales"),
        kind=FactKind.FOLLOWS,
        headings=(
            "transferor_name", "transferor_regno", "transferor_subno", "transferee_name",
            "transferee_regno", "transferee_subno", "date_property_transferred",
            "date_merger_registered",
        ),
        fact=_merger,
    ),
    IdentifierList(
        name="federated-charities",
        source=_source("federations", "Branches of federated charities"),
        kind=FactKind.BRANCH,
        headings=("type", "reg_number", "name"),
        fact=_branch,
    ),
    IdentifierList(
        name="charity-names",
        source=_source("names", "Better-known names of charities"),
        kind=FactKind.CALLED,
        headings=("org_id", "alternative_name"),
        fact=_name,
    ),
    IdentifierList(
        name="charity-scale",
        source=_source("scale", "How far charities work"),
        kind=FactKind.SCALE,
        headings=("reg_number", "scale"),
        fact=_scale,
    ),
)  # fmt: skip
