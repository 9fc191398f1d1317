"""What a petition says of countries, themes, places and departments, and with what evidence."""

from pathlib import Path

import pytest

from graph.model import Amount, Method, NodeKind, Status
from graph.schema import check_link
from tests.petitions_made import HOME, KENYA, LEEDS, Read, item, read_one, written


def test_a_petition_is_a_campaign_with_its_state_and_count(tmp_path: Path) -> None:
    said = read_one(tmp_path, closing_date="2025-07-09").campaign
    assert said.subject == "campaign:petition:100123"
    assert dict(said.claims) == {
        "name": "Help drummers from Kenya",
        "identifier": "GB-PETITION-100123",
        "subtype": "petition",
        "state": "open",
        "signatures": "10",
        "website": "https://petition.parliament.uk/petitions/100123",
    }
    assert (said.since, said.until) == ("2025-01-09", "")
    assert said.note == "open for signing until 2025-07-09"


def test_a_closed_petition_ended_on_its_day(tmp_path: Path) -> None:
    said = read_one(tmp_path, state="closed", closed_at="2025-07-09T23:59:59Z").campaign
    assert (said.until, said.note) == ("2025-07-09", "")


def test_its_title_tells_what_it_is_about(tmp_path: Path) -> None:
    read = read_one(tmp_path, action="Visas for refugees from Gaza and Kenyan nurses")
    assert {"country:KE", "country:gaza", "theme:refugees"} <= set(read.subjects)
    assert {said.status for said in read.links("about")} == {Status.HELD}
    assert read.nodes(NodeKind.COUNTRY)["country:KE"].values("name") == ("Kenya",)


def test_a_people_in_the_title_is_a_community(tmp_path: Path) -> None:
    read = read_one(tmp_path, action="Protect the rights of Kurds")
    assert [s for s in read.subjects if s.startswith("community:")]
    assert read.nodes(NodeKind.COMMUNITY)


@pytest.mark.parametrize(
    "title",
    [
        "Introduce a super visa the same as Canada",
        "Cut VAT like France",
        "Tax sugar as in Mexico",
        "Build railways similar to Japan",
    ],
)
def test_a_country_that_is_compared_with_is_not_the_subject(tmp_path: Path, title: str) -> None:
    read = read_one(tmp_path, action=title)
    assert [s for s in read.subjects if s.startswith("country:")] == []


def test_the_united_kingdom_is_no_subject(tmp_path: Path) -> None:
    read = read_one(tmp_path, action="Ban British drums in the UK")
    assert "country:GB" not in read.subjects


def test_the_european_court_is_no_matter_of_all_europe(tmp_path: Path) -> None:
    title = "Leave the European Convention on Human Rights and the European Court"
    assert "country:europe" not in read_one(tmp_path, action=title).subjects


def test_a_country_named_twice_in_the_background_is_inferred(tmp_path: Path) -> None:
    read = read_one(
        tmp_path, action="Help drummers", background="In Ghana drums are dear.",
        additional_details="Ghana and Togo drum.",
    )  # fmt: skip
    (about,) = [said for said in read.links("about") if said.object.startswith("country:")]
    assert (about.object, about.status) == ("country:GH", Status.INFERRED)
    assert about.locator == "background of petition 100123"
    assert about.note == "named more than once in its background"


def test_a_country_in_title_and_background_is_told_once_from_the_title(tmp_path: Path) -> None:
    read = read_one(tmp_path, background="Kenya drums. Kenya sings.")
    (about,) = [said for said in read.links("about") if said.object == "country:KE"]
    assert about.status is Status.HELD


def test_the_background_is_not_kept(tmp_path: Path) -> None:
    read = read_one(tmp_path, background="They need many drums of oak.")
    assert "oak" not in repr(read.records)


def test_where_signers_live_is_not_what_a_petition_is_about(tmp_path: Path) -> None:
    read = read_one(tmp_path, action="Help drummers", signatures_by_country=[KENYA, HOME])
    assert [s for s in read.subjects if s.startswith("country:")] == []
    assert [said.object for said in read.links("signed_in")] == ["country:KE", "country:GB"]


def test_signatures_in_a_country_are_an_amount(tmp_path: Path) -> None:
    (said,) = read_one(tmp_path, signatures_by_country=[KENYA]).links("signed_in")
    assert said.amount == Amount(low=3, high=3, unit="signatures")
    assert said.seen == ("2025-02-03",)
    assert said.method is Method.REGISTER


@pytest.mark.parametrize(
    ("name", "code", "country"),
    [
        ("The Occupied Palestinian Territories", "PS", "country:PS"),
        ("St Maarten", "SX", "country:SX"),
        ("Namibia", "NA", "country:NA"),
        ("Kosovo", "", "country:XK"),
    ],
)
def test_the_sites_own_names_of_countries_are_known(
    tmp_path: Path, name: str, code: str, country: str
) -> None:
    place = {"name": name, "code": code, "signature_count": 1}
    (said,) = read_one(tmp_path, signatures_by_country=[place]).links("signed_in")
    assert said.object == country


def test_a_country_that_is_none_is_counted(tmp_path: Path) -> None:
    place = {"name": "Atlantis", "code": "XX", "signature_count": 1}
    read = read_one(tmp_path, signatures_by_country=[place, KENYA])
    assert read.left == {"a country of signers that is not known here": 1}
    assert len(read.links("signed_in")) == 1


def test_an_old_constituency_is_a_place_of_its_own(tmp_path: Path) -> None:
    welsh = {"name": "Aberavon", "ons_code": "W07000049", "signature_count": 2}
    read = read_one(tmp_path, signatures_by_constituency=[LEEDS, welsh])
    places = read.nodes(NodeKind.PLACE)
    assert set(places) == {"place:E14000777", "place:W07000049"}
    assert places["place:W07000049"].values("identifier") == ("GSS-W07000049",)
    assert places["place:W07000049"].values("name") == ("Aberavon",)
    assert "Ann Body" not in repr(read.records)


def test_a_constituency_without_a_code_is_counted(tmp_path: Path) -> None:
    read = read_one(tmp_path, signatures_by_constituency=[LEEDS | {"ons_code": "?"}])
    assert read.left == {"a constituency without a code": 1}
    assert read.links("signed_in") == []


def test_a_shortened_list_leaves_the_total_alone(tmp_path: Path) -> None:
    read = read_one(tmp_path, signatures_by_country=[KENYA])
    assert read.campaign.values("signatures") == ("10",)
    assert not read.batch.edition.complete
    fact = "petitions whose countries do not account for all signatures"
    assert read.report.facts[fact] == 1


def test_a_department_that_answered_took_part(tmp_path: Path) -> None:
    read = read_one(
        tmp_path, departments=[{"name": "Department for Examples", "acronym": "DX"}],
        government_response={"responded_on": "2025-03-01", "details": "We said no at length."},
    )  # fmt: skip
    (said,) = read.links("took_part_in")
    assert (said.subject, said.object) == (
        "org:name:department-for-examples", "campaign:petition:100123",
    )  # fmt: skip
    assert (said.detail, said.since) == ("government response", "2025-03-01")
    (body,) = read.nodes(NodeKind.ORGANISATION).values()
    assert body.values("role") == ("public_body",)
    assert "at length" not in repr(read.records)


def test_topics_of_the_site_are_themes_where_they_are_known(tmp_path: Path) -> None:
    read = read_one(tmp_path, action="Help us", topics=["health", "unheard-of"])
    (about,) = read.links("about")
    assert (about.object, about.detail) == ("theme:health", "topic given by the site")
    assert read.report.facts["topics of the site that are no theme here"] == 1


def test_a_country_is_told_once_for_all_petitions_of_a_list(tmp_path: Path) -> None:
    read = Read(written(tmp_path / "a.json", [item(7), item(8)]))
    told = [r for r in read.records if r.statement.subject == "country:KE"]
    assert len(told) == 1
    assert len(read.links("about")) == 2


def test_every_link_runs_between_ends_that_may_be_tied(tmp_path: Path) -> None:
    read = read_one(
        tmp_path, signatures_by_country=[KENYA], signatures_by_constituency=[LEEDS],
        departments=[{"name": "Home Office"}], government_response={"responded_on": "2025-03-01"},
    )  # fmt: skip
    kinds = {r.statement.subject: r.kind for r in read.records if not r.statement.object}
    links = [r for r in read.records if r.statement.object]
    assert len(links) >= 4
    for record in links:
        said = record.statement
        check_link(record.kind, kinds[said.subject], kinds[said.object])  # type: ignore[arg-type]  # links have kinds of links
