"""What a category of the census stands for: a country, a people, a faith, a language, or none."""

import re
from dataclasses import dataclass

from graph.model import NodeKind
from graph.text import fold, slug
from loaders.gazetteer import HOME, Gazetteer, Place

# Tables that give the same people in fewer rows, and the detailed table of each.
COARSE = {"ts004": "ts012", "ts005": "ts013", "ts021": "ts022", "ts030": "ts031"}
BIRTH, PASSPORT, ETHNIC, LANGUAGE, IDENTITY, FAITH = (
    "ts012", "ts013", "ts022", "ts024", "ts028", "ts031",
)  # fmt: skip
# What a count of each table says of the people in it.
MEASURES = {
    BIRTH: "born there",
    PASSPORT: "passport held",
    ETHNIC: "ethnic group, as written in",
    LANGUAGE: "main language",
    IDENTITY: "national identity",
    FAITH: "religion",
}

TOTAL = "a total"
PARENT = "a heading whose rows are counted themselves"
REST = "a rest or an unspecified part, which names no one country or people"
SEVERAL = "several countries or peoples in one row"
HOME_ROW = "people of the United Kingdom itself"
COARSER = "a row of a shorter table whose detailed table is here"
NOT_HERE = "no country, people or faith of that name in the gazetteer"
LANGUAGE_REST = "a group of languages"

# Labels that the gazetteer does not have as they stand.
_OWN = {
    "bangladeshi, british bangladeshi": "country:BD",
    "indian or british indian": "country:IN",
    "pakistani or british pakistani": "country:PK",
    "cypriot (part not stated)": "country:CY",
    "hispanic or latin american": "country:latin-america",
    "irish only identity": "country:IE",
    "myanmar or burmese": "country:MM",
    "gypsy/romany": "community:gypsies-travellers",
    "asian british": "",
    "black british": "",
}
_HOME = frozenset(
    fold(word) for word in (
        "English", "Cornish", "English, Welsh, Scottish, Northern Irish or British",
        "English/Welsh/Scottish/Northern Irish/British", "United Kingdom", "UK identity",
    )
)  # fmt: skip
_HOME_HEADS = ("Europe: United Kingdom", "UK identity", "Other UK language")
# British or Irish besides: the same people stand in a row of their own under "UK identity".
_REST = re.compile(
    r"(?:any |all |the )*other\b|^(?:all|any|mixed)\b|unspecified|not otherwise specified"
    r"|\bother\b|\bmixed$|and at least one UK identity|^no (?:religion|passport)"
    r"|not (?:answered|stated)",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\w/\w|\band\b(?! the Grenadines)", re.IGNORECASE)
# The two home languages, of which the table gives one row each by country.
_HOME_LANGUAGES = re.compile(r"English \(|Welsh or Cymraeg", re.IGNORECASE)
_NO_ONE_LANGUAGE = re.compile(r"\blanguage(?: \(.*\))?$", re.IGNORECASE)
_THE = re.compile(
    r"(?:Philippines|Netherlands|Gambia|Bahamas|Maldives|United \w+|.* Republic\b.*|Seychelles"
    r"|Comoros|.* Islands|Caribbean|Arab World)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """The community that a row counts, with the country of its heritage if it is one country's."""

    id: str
    name: str
    status: str
    country: Place | None = None


def meaning(table: str, label: str, gazetteer: Gazetteer) -> Meaning | str:
    """What a row counts; else the reason why it counts no community.

    ``label`` is the whole label, headings included: "Africa: North Africa".
    """
    last = label.rpartition(": ")[2]
    if label.casefold().startswith(("total", "all usual residents")):
        return TOTAL
    if label.startswith(_HOME_HEADS) or fold(last) in _HOME or _HOME_LANGUAGES.match(last):
        return HOME_ROW
    if table == LANGUAGE:
        return _language(last, gazetteer)
    place = _place(last, gazetteer)
    if place is None:
        return REST if _REST.search(last) else SEVERAL if _SEVERAL.search(last) else NOT_HERE
    if place.id == HOME or place.kind is NodeKind.PLACE:
        return HOME_ROW
    if place.kind is NodeKind.COMMUNITY:
        return Meaning(id=place.id, name=place.name, status=place.status)
    return of_country(place)


def of_country(place: Place) -> Meaning:
    """The people of a country as a community."""
    the = "the " if _THE.fullmatch(place.name) else ""
    return Meaning(
        id=f"community:from:{place.id.removeprefix('country:')}",
        name=f"People from {the}{place.name} in England and Wales",
        status="people",
        country=place,
    )


def _place(last: str, gazetteer: Gazetteer) -> Place | None:
    own = _OWN.get(fold(last))
    if own is not None:
        return gazetteer.by_id(own)
    if _REST.search(last) and not last.startswith("Hong Kong"):
        return None
    return gazetteer.by_name(last)


def _language(last: str, gazetteer: Gazetteer) -> Meaning | str:
    """A language is spoken in many countries: its speakers are a community without a country,
    unless they are a people by that name."""
    if _REST.search(last):
        return REST
    if last.endswith("Creole") or (_NO_ONE_LANGUAGE.search(last) and "British Sign" not in last):
        return LANGUAGE_REST
    place = gazetteer.by_name(last)
    if place is not None and place.kind is NodeKind.COMMUNITY:
        return Meaning(id=place.id, name=place.name, status=place.status)
    name = re.sub(r" \(.*\)$", "", last)
    return Meaning(
        id=f"community:speakers:{slug(name)}",
        name=f"Speakers of {name} in England and Wales",
        status="language",
    )
