"""Ids and kinds of what a convenor's sheet names."""

import pytest

from graph.errors import BadSource
from graph.model import NodeKind
from loaders.spreadsheet_ids import Told, guessed_kind, identified, kind_of_id, seated
from tests.sheets import GAZETTEER

ORG, APPG, PERSON = NodeKind.ORGANISATION, NodeKind.APPG, NodeKind.PERSON
COUNTRY, COMMUNITY, PLACE = NodeKind.COUNTRY, NodeKind.COMMUNITY, NodeKind.PLACE


def made(kind: NodeKind, name: str, *identifiers: str, parliament: str = "") -> tuple[str, Told]:
    told = Told(kind=kind, name=name, identifiers=identifiers, parliament=parliament)
    return identified(told, GAZETTEER, "mine.csv, row 2")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("APPG on Kenya", APPG),
        ("Britain-Palestine All-Party Parliamentary Group", APPG),
        ("Cross-Party Group on Cancer", APPG),
        ("Chi Onwurah MP", PERSON),
        ("Sarah Boyack MSP", PERSON),
        ("Lord Evans of Rainow", PERSON),
        ("Rt Hon the Baroness Smith of Newnham", PERSON),
        ("Kenya", COUNTRY),
        ("Côte d'Ivoire", COUNTRY),
        ("Wales", PLACE),
        ("Sikhs", COMMUNITY),
        ("Kenya Welfare Association", ORG),
        ("Department of Health", ORG),
        ("org:GB-CHC-1014576", ORG),
        ("campaign:city-safe", NodeKind.CAMPAIGN),
        ("Ann Body", None),
        ("Kenya Calling", None),
        ("Lords Cricket", None),
        ("", None),
    ],
)
def test_a_name_shows_its_kind_or_nothing_is_guessed(name: str, kind: NodeKind | None) -> None:
    assert guessed_kind(name, GAZETTEER) is kind


def test_only_ids_with_a_known_beginning_are_ids() -> None:
    assert kind_of_id("person:twfy:24807") is PERSON
    assert kind_of_id("note: see below") is None
    assert kind_of_id("https://example.org") is None
    assert kind_of_id("org:") is None


@pytest.mark.parametrize(
    ("kind", "name", "identifiers", "node_id"),
    [
        (ORG, "Kenya Trust", (), "org:name:kenya-trust"),
        (ORG, "Kenya Trust", ("GB-COH-07451584", "GB-CHC-1014576"), "org:GB-CHC-1014576"),
        (ORG, "Kenya Trust", ("GB-SC-SC008639",), "org:GB-SC-SC008639"),
        (ORG, "Kenya Trust", ("WIKIDATA-Q1",), "org:name:kenya-trust"),
        (PERSON, "Chi Onwurah MP", ("UKPARL-4124", "TWFY-24807"), "person:twfy:24807"),
        (PERSON, "Chi Onwurah MP", ("UKPARL-4124",), "person:mnis:4124"),
        (PERSON, "Dame Chi Onwurah", (), "person:name:chi-onwurah"),
        (COUNTRY, "KE", (), "country:KE"),
        (COUNTRY, "Ivory Coast", (), "country:CI"),
        (COUNTRY, "Scotland", (), "place:scotland"),
        (COMMUNITY, "Kenyans in Leeds", (), "community:kenyans-in-leeds"),
        (PLACE, "Ealing", (), "place:ealing"),
        (NodeKind.THEME, "Mental health", (), "theme:mental-health"),
        (NodeKind.EVENT, "Africa Day 2024", (), "event:africa-day-2024"),
    ],
)
def test_an_id_is_official_where_there_is_a_number(
    kind: NodeKind, name: str, identifiers: tuple[str, ...], node_id: str
) -> None:
    assert made(kind, name, *identifiers)[0] == node_id


@pytest.mark.parametrize(
    ("name", "parliament", "node_id"),
    [
        ("APPG on Kenya", "", "appg:uk:kenya"),
        ("Cross-Party Group on Kenya", "Holyrood", "appg:scotland:kenya"),
        ("Cross-Party Group on Kenya", "senedd", "appg:senedd:kenya"),
        ("All-Party Group on Housing", "NI Assembly", "appg:ni:housing"),
        ("Cross-Party Group in the Scottish Parliament on Kenya", "", "appg:scotland:kenya"),
    ],
)
def test_a_group_belongs_to_a_parliament(name: str, parliament: str, node_id: str) -> None:
    found, told = made(APPG, name, parliament=parliament)
    assert found == node_id
    assert told.properties["parliament"] in ("uk", "scottish-parliament", "senedd", "ni-assembly")


def test_a_listed_place_takes_name_code_and_status_from_the_gazetteer() -> None:
    _, told = made(COUNTRY, "KEN")
    assert (told.name, told.identifiers) == ("Kenya", ("ISO-KE",))
    assert told.properties == {"status": "state"}


def test_what_no_id_can_be_made_of_is_refused() -> None:
    for kind, name in ((COUNTRY, "Atlantis"), (ORG, "!!!"), (COMMUNITY, "…")):
        with pytest.raises(BadSource) as error:
            made(kind, name)
        assert error.value.where == "mine.csv, row 2"


@pytest.mark.parametrize(
    ("name", "office", "chamber", "shown"),
    [
        ("Ann Body MP", "", "commons", "MP"),
        ("Ann Body, MSP", "", "holyrood", "MSP"),
        ("Ann Body", "MP for Leeds East", "commons", "MP for Leeds East"),
        ("Ann Body", "Member of Parliament", "commons", "Member of Parliament"),
        ("Ann Body MS", "Chair", "senedd", "Chair"),
        ("Lord Body of Leeds", "", "lords", "Peer"),
        ("Ann Body", "Peer", "lords", "Peer"),
        ("Ann Body", "Caseworker of an MP", "", "Caseworker of an MP"),
        ("Ann Body", "", "", ""),
    ],
)
def test_a_seat_shows_in_the_name_or_the_office(
    name: str, office: str, chamber: str, shown: str
) -> None:
    told = seated(Told(kind=PERSON, name=name, office=office))
    assert (told.properties.get("chamber", ""), told.office) == (chamber, shown)
    assert told.name in ("Ann Body", "Lord Body of Leeds")
