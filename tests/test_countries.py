"""The gazetteer as a source: parents, claims and codes as statements."""

from functools import cache

from graph.model import LinkKind
from loaders.base import Batch
from loaders.countries import CountriesLoader
from tests.land_cut import claim, gazetteer, read, records, tied


@cache
def loaded() -> list[Batch]:
    return read(CountriesLoader())


def test_what_a_state_claims_is_told_of_the_place_and_makes_it_no_part() -> None:
    found = tied(loaded(), LinkKind.PART_OF)
    assert claim(loaded(), "country:somaliland", "claimed_by") == ["country:SO"]
    assert ("country:somaliland", "country:SO") not in found
    assert ("country:puntland", "country:SO") in found


def test_only_places_that_are_not_recognised_are_told_as_claimed() -> None:
    claimed = {
        r.statement.subject for r in records(loaded()) if r.statement.values("claimed_by")
    }  # fmt: skip
    assert {"country:somaliland", "country:transnistria"} <= claimed
    assert all(claim(loaded(), place, "status") == ["unrecognised"] for place in claimed)
    assert not {"country:TW", "country:GI", "country:FK"} & claimed


def test_the_claiming_state_is_no_parent() -> None:
    somaliland = gazetteer().by_id("country:somaliland")
    assert somaliland is not None
    assert somaliland.claimed_by == "Somalia"
    assert "country:SO" not in gazetteer().parents("country:somaliland")


def test_nations_and_regions_state_their_codes() -> None:
    assert claim(loaded(), "place:scotland", "identifier") == ["GSS-S92000003"]
    assert claim(loaded(), "country:KE", "identifier") == ["ISO-KE"]
