"""The gazetteer as a source: parents, claims and codes as statements."""

from functools import cache

from graph.model import LinkKind, Status
from loaders.base import Batch
from loaders.countries import CountriesLoader
from tests.land_cut import claim, gazetteer, read, tied


@cache
def loaded() -> list[Batch]:
    return read(CountriesLoader())


def test_what_a_state_claims_is_told_as_its_claim_and_not_as_a_part() -> None:
    found = tied(loaded(), LinkKind.PART_OF)
    (said,) = found["country:somaliland", "country:SO"]
    assert said.status is Status.CLAIMED
    assert said.note == ("Somalia claims it; that it is a part is disputed and not said here.")
    (held,) = found["country:puntland", "country:SO"]
    assert held.status is Status.HELD


def test_only_places_that_are_not_recognised_are_told_as_claimed() -> None:
    claimed = {
        part for (part, _), (said, *_) in tied(loaded(), LinkKind.PART_OF).items()
        if said.status is Status.CLAIMED
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
