"""The merge court over HTTP: who may ask, what is answered, and that the bodies are the CLI's."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from api.wire import body
from graph.explorer import Explorer
from graph.store import open_store
from loaders.run import load
from tests.loading import link, node, recited

KEY = "a key of the site"
SIGNED = {"Authorization": f"Bearer {KEY}"}
PAIR = {"left": "org:name:mrcf", "right": "org:name:forum"}
SAID = PAIR | {"verdict": "same", "by": "Ann", "why": "one address"}


@pytest.fixture
def store_url(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path}/court.db"
    store = open_store(url)
    records = (
        node("org:name:mrcf", "Migrant and Refugee Communities Forum"),
        node("org:name:forum", "Migrant and Refugee Community Forum"),
        node("org:name:third", "Third Body of Somewhere"),
        link("org:name:mrcf", "org:name:third"),
    )
    load(store, recited(*records), today="2026-11-23")
    store.close()
    return url


def site(url: str, key: str) -> TestClient:
    settings = Settings(store=url, api_key=key, per_minute=100_000)
    return TestClient(create_app(settings), raise_server_exceptions=False)


@pytest.fixture
def client(store_url: str) -> Iterator[TestClient]:
    with site(store_url, KEY) as opened:
        yield opened


ROUTES = [("GET", "judge", None), ("POST", "judge", SAID), ("POST", "judge/undo", PAIR)]


@pytest.mark.parametrize(("method", "path", "sent"), ROUTES)
def test_without_a_key_in_the_settings_nobody_is_let_in(
    store_url: str, method: str, path: str, sent: dict[str, str] | None
) -> None:
    with site(store_url, "") as client:
        for headers in ({}, SIGNED, {"Authorization": "Bearer "}):
            got = client.request(method, f"/api/v1/{path}", json=sent, headers=headers)
            assert got.status_code == 403
            assert "KITHMAP_API_KEY" in got.json()["detail"]


@pytest.mark.parametrize(("method", "path", "sent"), ROUTES)
@pytest.mark.parametrize(
    "header",
    [None, "", "Bearer", "Bearer ", f"Basic {KEY}", f"Bearer {KEY}x", f"Bearer {KEY[:-1]}"],
)
def test_a_caller_without_the_key_changes_and_learns_nothing(
    client: TestClient, method: str, path: str, sent: dict[str, str] | None, header: str | None
) -> None:
    headers = {} if header is None else {"Authorization": header}
    got = client.request(method, f"/api/v1/{path}", json=sent, headers=headers)
    assert got.status_code == 401
    assert got.headers["www-authenticate"] == "Bearer"
    assert got.headers["content-type"] == "application/problem+json"
    assert "Migrant" not in got.text
    asked = client.get("/api/v1/judge", headers=SIGNED).json()
    assert asked["judged"] == []


def test_the_list_is_the_explorers_answer_with_its_page(client: TestClient, store_url: str) -> None:
    with Explorer(open_store(store_url)) as asked:
        wanted = body(asked.judge(limit=5, offset=0, min_score=0.5))
    query = "limit=5&offset=0&min_score=0.5&kind=organisation"
    got = client.get(f"/api/v1/judge?{query}", headers=SIGNED)
    assert got.content == wanted
    assert len(got.json()["suggestions"]) == 1


def test_a_judgement_holds_at_once_and_undo_takes_it_back(client: TestClient) -> None:
    first = client.post("/api/v1/judge", json=SAID, headers=SIGNED)
    assert first.status_code == 200
    answer = first.json()
    assert (answer["judged"]["by"], answer["withdrawn"]) == ("Ann", False)
    assert len(answer["nodes"]) == 1
    assert client.get("/api/v1/find", params={"q": "migrant"}).json()["found_in_all"] == 1
    undone = client.post("/api/v1/judge/undo", json=PAIR, headers=SIGNED).json()
    assert (undone["withdrawn"], len(undone["nodes"])) == (True, 2)
    assert client.get("/api/v1/find", params={"q": "migrant"}).json()["found_in_all"] == 2


@pytest.mark.parametrize(
    ("path", "sent", "status"),
    [
        ("judge", PAIR, 422),
        ("judge", SAID | {"verdict": "perhaps"}, 422),
        ("judge", SAID | {"by": ""}, 422),
        ("judge", SAID | {"more": "x"}, 422),
        ("judge", SAID | {"right": "org:name:nobody"}, 404),
        ("judge", SAID | {"right": "org:name:mrcf"}, 422),
        ("judge/undo", PAIR, 404),
        ("judge/undo", {"left": "a"}, 422),
    ],
)
def test_what_makes_no_sense_is_one_clear_problem(
    client: TestClient, path: str, sent: dict[str, str], status: int
) -> None:
    got = client.post(f"/api/v1/{path}", json=sent, headers=SIGNED)
    assert got.status_code == status
    assert got.json()["detail"]


def test_the_key_is_never_shown(client: TestClient) -> None:
    settings = client.app.state.settings  # type: ignore[attr-defined]  # the application is ours
    assert KEY not in repr(settings)
    assert KEY not in client.get("/api/v1/openapi.json").text


def test_the_contract_tells_of_the_three_routes(client: TestClient) -> None:
    paths = json.loads(client.get("/api/v1/openapi.json").text)["paths"]
    assert set(paths["/api/v1/judge"]) == {"get", "post"}
    assert "post" in paths["/api/v1/judge/undo"]
