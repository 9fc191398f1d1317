"""Pages and routes about lists of names: forms, downloads, refusals, and nothing kept."""

import csv
import re
from collections.abc import Iterator
from html import unescape
from io import StringIO

import pytest
from fastapi.testclient import TestClient

from api.wire import body
from graph.explorer import Explorer
from graph.store import open_store
from tests.answers import HOSTILE
from tests.site import world_site

BROWSER = {"accept": "text/html"}
NAMES = "Harambee Trust\nAshanti Union of London\nQqqq"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("rooms"))


@pytest.fixture(scope="module")
def site(folder: str) -> Iterator[TestClient]:
    from pathlib import Path

    with TestClient(world_site(Path(folder)), headers=BROWSER) as client:
        yield client


def words(text: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def post(site: TestClient, path: str, status: int = 200, **fields: str) -> str:
    answer = site.post(path, data=fields)
    assert answer.status_code == status, answer.text[:300]
    return answer.text


def test_the_forms_are_in_the_menu_and_have_a_labelled_textarea(site: TestClient) -> None:
    for path in ("/room", "/watch"):
        page = site.get(path).text
        assert '<label for="f-names">' in page
        assert '<textarea id="f-names"' in page
        assert f'<a href="{path}" aria-current="page">' in page
    assert '<a href="/room"' in site.get("/").text


def test_a_room_is_answered_with_the_three_sorts_of_names_apart(site: TestClient) -> None:
    text = words(post(site, "/room", names=f"{NAMES}\nmember for", scope="West Africa"))
    assert "2 recognised, 1 unclear, 1 not recognised." in text
    assert "Compared with" in text
    assert "Whom to invite" in text
    assert "Missing (" in text


def test_what_was_typed_stays_in_the_form(site: TestClient) -> None:
    page = post(site, "/room", names=NAMES, scope="Kenya")
    assert "Harambee Trust\nAshanti Union of London\nQqqq</textarea>" in page
    assert 'value="Kenya"' in page


def test_the_room_tells_what_its_people_and_bodies_share(site: TestClient) -> None:
    text = words(post(site, "/room", names=NAMES))
    assert "What the people and bodies in the room share" in text
    assert "Shared by Ashanti Union of London , Harambee Trust" in text or (
        "Shared by Harambee Trust , Ashanti Union of London" in text
    )


def test_a_room_of_one_has_no_section_of_what_is_shared(site: TestClient) -> None:
    assert "bodies in the room share" not in words(post(site, "/room", names="Harambee Trust"))


@pytest.mark.parametrize("path", ["/room", "/interlocks", "/watch"])
def test_every_answer_can_be_downloaded_as_csv(site: TestClient, path: str) -> None:
    fields = {"names": NAMES, "since": "2025-06-09"} if path == "/watch" else {"names": NAMES}
    got = site.post(f"{path}.csv", data=fields)
    assert got.status_code == 200
    assert "attachment" in got.headers["content-disposition"]
    rows = list(csv.DictReader(StringIO(got.content.decode("utf-8-sig"))))
    assert all(row["snapshot"] for row in rows)
    assert path == "/watch" or rows


def test_json_of_the_page_is_the_explorers_answer(site: TestClient, folder: str) -> None:
    got = site.post("/room.json", data={"names": NAMES, "scope": "Kenya"})
    with Explorer(open_store(f"sqlite:///{folder}/world.db")) as explorer:
        assert got.content == body(explorer.room(NAMES.split("\n"), scope="Kenya", limit=20))


def test_a_file_of_names_is_read_and_joined_to_what_was_pasted(site: TestClient) -> None:
    sheet = b"Name,Organisation\nAnn Body,Harambee Trust\n"
    got = site.post(
        "/room", data={"names": "Qqqq"}, files={"file": ("room.csv", sheet, "text/csv")}
    )
    assert got.status_code == 200
    assert "1 recognised, 0 unclear, 1 not recognised." in words(got.text)
    assert "Ann Body, Harambee Trust" in got.text


def test_the_answer_is_kept_by_nobody(site: TestClient) -> None:
    for path, extra in (("/room", {}), ("/interlocks", {}), ("/watch", {"since": "2025"})):
        got = site.post(path, data={"names": NAMES, **extra})
        assert got.headers["cache-control"] == "no-store"
        assert "Link to keep" not in got.text


@pytest.mark.parametrize(
    ("path", "fields", "status", "part"),
    [
        ("/room", {}, 422, "holds no name"),
        ("/room", {"names": "Qqqq"}, 422, "None of the names is known"),
        ("/room", {"names": "Harambee Trust", "scope": "Atlantis"}, 404, "Atlantis"),
        ("/interlocks", {"names": "Harambee Trust"}, 422, "takes two to share"),
        ("/watch", {"names": "Harambee Trust"}, 422, "date to begin from"),
        ("/watch", {"names": "Harambee Trust", "since": "soon"}, 422, "is not a date"),
        ("/room", {"names": "x" * 500}, 422, "500 characters"),
    ],
)
def test_a_failure_is_a_friendly_page(
    site: TestClient, path: str, fields: dict[str, str], status: int, part: str
) -> None:
    assert part in words(post(site, path, status, **fields))


def test_hostile_names_come_out_as_plain_text(site: TestClient) -> None:
    page = post(site, "/room", names="\n".join(["Harambee Trust", *(h[:200] for h in HOSTILE)]))
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_what_changed_for_a_list_is_told_with_lapses(site: TestClient) -> None:
    text = words(post(site, "/watch", names="appg-nepal", since="2025-06-09"))
    assert "Lapses (1)" in text
    assert "it has not come back" in text


def test_internal_statements_are_on_no_page_of_a_room(site: TestClient) -> None:
    text = post(site, "/room", names="Gurkha Families Network\nMember for Fenwick")
    assert "Not for print" not in text


@pytest.mark.parametrize(
    "question",
    [
        {},
        {"names": []},
        {"names": ["a"] * 501},
        {"names": ["Harambee Trust"], "limit": 0},
        {"names": ["Harambee Trust"], "sides": ["colours"]},
        {"names": ["Harambee Trust"], "colour": "red"},
        {"names": "Harambee Trust"},
    ],
)
def test_a_question_that_is_none_is_a_problem(
    site: TestClient, question: dict[str, object]
) -> None:
    got = site.post("/api/v1/room", json=question)
    assert got.status_code == 422
    assert got.headers["content-type"] == "application/problem+json"
