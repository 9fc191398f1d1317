"""Which charities are diaspora bodies, of which country or people, and why: never by name alone."""

from dataclasses import dataclass

from graph.identity.common_names import words
from graph.model import NodeKind
from loaders.charities_areas import AreaNames, Place
from loaders.charities_shape import Charity
from loaders.gazetteer import Gazetteer, Match

# Groups of states that are nobody's origin.
_NO_ORIGIN = frozenset(
    f"country:{name}"
    for name in words(
        "asia-pacific arctic aukus british-overseas-territories commonwealth crown-dependencies "
        "european-union holy-land indian-ocean polar-regions south-atlantic"
    )
)
# A body that names more countries than this in its objects works for many peoples, not for one.
MOST_NAMED = 3
_NOTE_WORDS = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A country or people that a charity is of, and the reason in at most 25 words."""

    place: Place
    reason: str


class Origins:
    """Decides for charities that say they help people of one origin.

    A country or people counts when the charity's name names it; or its objects name the people
    and it works in that country, or the register lists no countries; or its objects name the
    country, and it works both there and in the United Kingdom.
    """

    def __init__(self, gazetteer: Gazetteer, areas: AreaNames) -> None:
        self._gazetteer = gazetteer
        self._areas = areas

    def of(self, charity: Charity) -> tuple[Origin, ...]:
        """The countries and peoples of a diaspora body, by id; none for any other charity."""
        if not charity.origin:
            return ()
        works = self._works(charity)
        found = self._named(charity, works) or self._told(charity, works)
        return tuple(found[place] for place in sorted(found))

    def communities(self, charity: Charity) -> tuple[Origin, ...]:
        """The peoples and faiths that a charity serves: named by it, and borne out by the register.

        A people when the charity helps people of one origin; a faith when it works for religion,
        or for people of one origin.
        """
        if not (charity.origin or charity.religious):
            return ()
        told = charity.origin or "its purpose is religion"
        found: dict[str, Origin] = {}
        for match in self._gazetteer.match(charity.name):
            row = self._gazetteer.by_id(match.id)
            if not row or row.kind is not NodeKind.COMMUNITY:
                continue
            if row.status == "faith" or (charity.origin and row.status == "people"):
                place = Place(id=row.id, kind=row.kind, name=row.name)
                reason = _note(told, f"its name names {row.name}")
                found.setdefault(row.id, Origin(place=place, reason=reason))
        return tuple(found[place] for place in sorted(found))

    def _works(self, charity: Charity) -> frozenset[str]:
        """Countries in which it works, with the regions that they are part of."""
        abroad = {p.id for a in charity.areas for p in self._areas.places(a) if p.abroad}
        above = {p for place in abroad for p in self._gazetteer.parents(place)}
        return frozenset(abroad | above)

    def _named(self, charity: Charity, works: frozenset[str]) -> dict[str, Origin]:
        found: dict[str, Origin] = {}
        for match in self._gazetteer.match_title(charity.name):
            place = self._origin(match, charity)
            if place:
                parts = [charity.origin, f"its name names {place.name}"]
                parts += [f"works in {place.name}"] if place.id in works else []
                found.setdefault(place.id, Origin(place=place, reason=_note(*parts)))
        return found

    def _told(self, charity: Charity, works: frozenset[str]) -> dict[str, Origin]:
        at_home = any(map(self._areas.is_home, charity.areas))
        found: dict[str, Origin] = {}
        for match in self._gazetteer.match(charity.purposes):
            place = self._origin(match, charity)
            if not place:
                continue
            people = match.via == "demonym" or place.kind is NodeKind.COMMUNITY
            there = place.id in works
            if (people and (there or not charity.areas)) or (there and at_home):
                parts = [charity.origin, f"its objects name {place.name}"]
                parts += [f"works in {place.name}"] if there else []
                found.setdefault(place.id, Origin(place=place, reason=_note(*parts)))
        return found if len(found) <= MOST_NAMED else {}

    def _origin(self, match: Match, charity: Charity) -> Place | None:
        row = self._gazetteer.by_id(match.id)
        if row is None or match.id in charity.register.home or match.id in _NO_ORIGIN:
            return None
        people = row.kind is NodeKind.COMMUNITY and row.status == "people"
        if row.kind is not NodeKind.COUNTRY and not people:
            return None
        return Place(id=row.id, kind=row.kind, name=row.name)


def _note(*parts: str) -> str:
    """The parts of a reason, cut at 25 words."""
    return " ".join("; ".join(parts).split()[:_NOTE_WORDS])
