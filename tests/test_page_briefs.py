"""Pages and routes of the brief, the directory and the view of money: one body at every door."""

import csv
import re
import sys
from collections.abc import Iterator
from html import escape
from io import StringIO
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.cli import main
from tests.site import world_site

VERBS = [
    ("/api/v1/brief/Somaliland", "brief Somaliland"),
    ("/api/v1/brief/country-sl?lines=2", "brief country-sl --lines 2"),
    ("/api/v1/directory?missing=true", "directory --missing"),
    ("/api/v1/directory?by=theme", "directory --by theme"),
    ("/api/v1/funding/GB-CHC-9000004", "funding GB-CHC-9000004"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made: Path = tmp_path_factory.mktemp("briefs")
    return made


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[TestClient]:
    with TestClient(world_site(folder), headers={"accept": "text/html"}) as client:
        yield client


@pytest.mark.parametrize(("route", "command"), VERBS)
def test_the_command_prints_the_bytes_of_the_route(
    site: TestClient, folder: Path, route: str, command: str, capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    store = f"sqlite:///{folder / 'world.db'}"
    monkeypatch.setenv("KITHMAP_AUDIENCE", "public")  # as the site answers
    monkeypatch.setattr(sys, "argv", ["kithmap", *command.split(), "--json", "--store", store])
    with pytest.raises(SystemExit):
        main()
    assert capfd.readouterr().out == site.get(route).text + "\n"


@pytest.mark.parametrize("route", [route for route, _ in VERBS])
def test_a_route_answers_with_its_snapshot(site: TestClient, route: str) -> None:
    answer = site.get(route)
    assert answer.status_code == 200, answer.text
    assert len(answer.json()["snapshot"]["hash"]) == 16


def test_the_form_answers_with_the_brief_that_was_asked_for(site: TestClient) -> None:
    assert "Brief me" in site.get("/brief").text
    assert "Brief: <bdi>Somaliland</bdi>" in site.get("/brief?q=Somaliland").text


def test_a_brief_that_cannot_be_is_a_problem_in_words(site: TestClient) -> None:
    answer = site.get("/api/v1/brief/nowhere-at-all")
    assert answer.status_code == 404
    assert "nowhere-at-all" in answer.json()["detail"]


def test_the_twins_of_a_brief_are_its_body_and_a_table(site: TestClient) -> None:
    body = site.get("/brief/country-sl.json")
    assert body.text == site.get("/api/v1/brief/country-sl").text
    table = site.get("/brief/country-sl.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(table)))
    assert rows[0].keys() >= {"section", "words", "source", "edition", "url"}
    assert {row["section"] for row in rows} >= {"Bodies", "Missing introductions"}


def test_the_directory_page_lists_each_group_with_its_officers(site: TestClient) -> None:
    text = site.get("/directory").text
    for heading in site.get("/api/v1/directory").json()["headings"]:
        for entry in heading["groups"]:
            assert entry["group"]["name"].replace("'", "&#39;") in text


def test_printed_evidence_is_numbered_and_its_sources_are_listed(site: TestClient) -> None:
    text = site.get("/brief/country-sl").text
    assert "[1: " in text or "[2: " in text
    assert '<li value="1">' in text


def test_the_page_of_money_shows_payments_chains_and_co_funders_as_the_route_gives_them(
    site: TestClient,
) -> None:
    page = site.get("/funding/GB-CHC-9000004")
    answer = site.get("/api/v1/funding/GB-CHC-9000004?limit=100").json()
    assert page.status_code == 200
    assert "Money from <bdi>Riverbank Foundation</bdi>" in page.text
    assert len(answer["payments"]) == 7
    for payment in answer["payments"]:
        assert escape(payment["recipient"]["name"]) in page.text
        assert payment["amount"] in page.text
    for chain in answer["chains"]:
        assert all(escape(node["name"]) in page.text for node in chain["nodes"])
    assert answer["co_funders"][0]["funder"]["name"] in page.text


def test_the_twins_of_money_are_its_body_and_a_row_a_payment(site: TestClient) -> None:
    body = site.get("/api/v1/funding/GB-CHC-9000004?limit=100")
    assert site.get("/funding/GB-CHC-9000004.json").text == body.text
    table = site.get("/funding/GB-CHC-9000004.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(table)))
    told = [(row["id"], row["amount"], row["years"], row["source"]) for row in rows]
    assert told == [
        (p["recipient"]["id"], p["amount"], "; ".join(p["years"]), p["evidence"][0]["title"])
        for p in body.json()["payments"]
    ]
    assert {row["planned"] for row in rows} <= {"False", "false", "no"}


def test_who_funds_nobody_known_is_a_problem_in_words(site: TestClient) -> None:
    assert site.get("/funding/nobody-at-all").status_code == 404
    assert "nobody-at-all" in site.get("/funding/nobody-at-all").text


def table_of(site: TestClient, path: str) -> list[dict[str, str]]:
    text = site.get(path).content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


def test_what_is_not_known_is_a_section_of_its_own_in_the_table(site: TestClient) -> None:
    answer = site.get("/api/v1/brief/country-ke").json()
    rows = table_of(site, "/brief/country-ke.csv")
    for section, key in (("Missing introductions", "introductions"), ("Not known", "unknown")):
        told = [row["words"] for row in rows if row["section"] == section]
        assert told == [gap["headline"] for gap in answer[key]] != []


def test_a_heading_without_group_is_a_row_with_its_words(site: TestClient) -> None:
    rows = table_of(site, "/directory.csv?missing=true")
    (nepal,) = [row for row in rows if row["subject"] == "Nepal"]
    assert nepal["group"].startswith("No group on Nepal is listed; linked here: ")
    assert nepal["id"] == nepal["officers"] == ""
    (kenya,) = [row for row in rows if row["subject"] == "Kenya"]
    assert (kenya["group"], kenya["id"]) == ("Kenya", "appg-kenya")
    assert kenya["secretariat"] == "None named on the register."


@pytest.mark.parametrize(
    ("subject", "doubt"),
    [("country-gh", "claimed"), ("country-gh", "planned"), ("country-ci", "inferred")],
)
def test_on_paper_the_mark_of_a_line_tells_what_is_not_sure(
    site: TestClient, subject: str, doubt: str
) -> None:
    answer = site.get(f"/api/v1/brief/{subject}").json()
    told = [line for section in answer["sections"] for line in section["lines"]]
    told += [hop for gap in answer["introductions"] if gap["path"] for hop in gap["path"]["hops"]]
    wanted = sum(any(e["status"] == doubt for e in one["evidence"]) for one in told)
    marks = re.findall(r'class="printonly mark">\[([^]]*)\]', site.get(f"/brief/{subject}").text)
    assert sum(doubt in mark for mark in marks) >= wanted > 0
