"""Where charities work: the registers' own names of countries, regions and councils as places."""

import re
from dataclasses import dataclass

from graph.model import NodeKind
from graph.text import fold
from loaders.base import Report
from loaders.charities_files import Part
from loaders.charities_shape import Area
from loaders.gazetteer import HOME, Gazetteer
from loaders.separated import csv_rows

# Names of the English and Welsh register that the gazetteer does not have: a misspelling, regions
# of the register's own making, and parts of a state that are no country of their own.
_OWN = {
    "cayman isalnds": ("country:KY",),
    "throughout england": ("place:england",),
    "throughout england and wales": ("place:england", "place:wales"),
    "throughout london": ("place:london",),
    "throughout wales": ("place:wales",),
    "ajman": ("country:AE",),
    "fujairah": ("country:AE",),
    "ras al-khaimah": ("country:AE",),
    "umm al-quwain": ("country:AE",),
    "ceuta": ("country:ES",),
    "melilla": ("country:ES",),
    "easter island": ("country:CL",),
    "juan fernandez islands": ("country:CL",),
    "clipperton island": ("country:FR",),
    "baker island": ("country:US",),
    "howland island": ("country:US",),
    "jarvis island": ("country:US",),
    "johnston atoll": ("country:US",),
    "kingman reef": ("country:US",),
    "midway islands": ("country:US",),
    "navassa island": ("country:US",),
    "palmyra atoll": ("country:US",),
    "wake island": ("country:US",),
    "ross dependency": ("country:NZ",),
}
_COUNCILS = ("local authority", "metropolitan counties")
_GSS = re.compile(r"[EWSNK]\d{8}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A node that an area stands for; ``gss`` only where it is a council's."""

    id: str
    kind: NodeKind
    name: str
    gss: str = ""

    @property
    def abroad(self) -> bool:
        """Whether it is a country other than the United Kingdom, or a region of such."""
        return self.kind is NodeKind.COUNTRY and self.id != HOME


class AreaNames:
    """Looks areas up in the gazetteer, and councils in the table of codes if one was given."""

    def __init__(self, gazetteer: Gazetteer, councils: dict[str, str]) -> None:
        self._gazetteer = gazetteer
        self._councils = councils
        self._known: dict[Area, tuple[Place, ...]] = {}

    def places(self, area: Area) -> tuple[Place, ...]:
        """The places that an area stands for; none where it is not known."""
        if area not in self._known:
            self._known[area] = self._found(area)
        return self._known[area]

    def is_home(self, area: Area) -> bool:
        """Whether an area lies in the United Kingdom, be it known as a place here or not."""
        if area.kind.casefold() in (*_COUNCILS, "region"):
            return True
        return any(place.kind is NodeKind.PLACE for place in self.places(area))

    def _found(self, area: Area) -> tuple[Place, ...]:
        name = plain_area(area.name)
        if area.kind.casefold() in _COUNCILS:
            code = self._councils.get(name, "")
            shown = _shown(area.name)
            council = Place(id=f"place:{code}", kind=NodeKind.PLACE, name=shown, gss=code)
            return (council,) if code else ()
        own = [self._gazetteer.by_id(i) for i in _OWN.get(name, ())]
        rows = own or [self._gazetteer.by_name(" ".join(area.name.split()))]
        return tuple(Place(id=r.id, kind=r.kind, name=r.name) for r in rows if r)


def plain_area(name: str) -> str:
    """An area's name for comparison: the register's blanks and capitals vary.

    >>> plain_area("EASTER  ISLAND"), plain_area("CHESHIRE WEST & CHESTER    ")
    ('easter island', 'cheshire west & chester')
    """
    return " ".join(fold(name).split())


def _shown(name: str) -> str:
    words = " ".join(name.split())
    words = words.title() if words.isupper() else words
    return re.sub(r"\b(And|Of|The|Upon|On|Under)\b", lambda w: w[0].lower(), words)


def councils_in(parts: list[Part], report: Report) -> dict[str, str]:
    """GSS codes of councils by plain name, from a table of areas and codes that came along."""
    found: dict[str, str] = {}
    for part in parts:
        data = b"".join(part.pieces())
        rows = iter(csv_rows(data, part.where)[0])
        _, heading = next(rows)
        names = [n for n in ("geographic_area_description", "aooname") if n in heading]
        name, code = heading.index(names[0]), heading.index("GSS")
        for _, cells in rows:
            if len(cells) > max(name, code) and _GSS.fullmatch(cells[code]):
                found.setdefault(plain_area(cells[name]), cells[code])
                report.count("areas with a code")
    return found
