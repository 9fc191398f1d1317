"""The REST interface: the same bytes as the command line, problems as problem+json, documented."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import Bucket, create_app
from api.settings import Settings
from api.wire import body
from graph.explorer import Explorer


@pytest.fixture(scope="module")
def client(toured: str) -> Iterator[TestClient]:
    settings = Settings(store=toured, per_minute=100_000)
    with TestClient(create_app(settings), raise_server_exceptions=False) as opened:
        yield opened


def get(client: TestClient, path: str, **query: object) -> bytes:
    got = client.get(f"/api/v1/{path}", params=query)  # type: ignore[arg-type]  # plain values
    assert got.status_code == 200, got.text
    assert got.headers["content-type"] == "application/json"
    return got.content


def test_find_is_the_explorers_answer(client: TestClient, shipped: Explorer) -> None:
    assert get(client, "find", q="refugee") == body(shipped.find("refugee"))


def test_node_is_the_explorers_answer(client: TestClient, shipped: Explorer) -> None:
    assert get(client, "nodes/appg:uk:somaliland") == body(shipped.node("appg:uk:somaliland"))


def test_paths_is_the_explorers_answer(client: TestClient, shipped: Explorer) -> None:
    answer = shipped.paths("Refugee Council", "APPG on Somaliland", k=2)
    got = get(client, "paths", **{"from": "Refugee Council", "to": "APPG on Somaliland", "k": 2})
    assert got == body(answer)


@pytest.mark.slow
def test_clusters_is_the_explorers_answer(client: TestClient, shipped: Explorer) -> None:
    assert get(client, "clusters", limit=2) == body(shipped.clusters(limit=2))


@pytest.mark.slow
def test_the_matrix_is_the_explorers_answer(client: TestClient, shipped: Explorer) -> None:
    assert get(client, "clusters/matrix", limit=4) == body(shipped.cluster_matrix(limit=4))


def test_the_lists_are_the_explorers_answer(client: TestClient, shipped: Explorer) -> None:
    name = "groups_with_few_officers"
    assert get(client, "gaps/lists", name=name) == body(shipped.gap_lists(name=name))


def test_gaps_can_be_narrowed_by_the_kind_of_the_subject(
    client: TestClient, shipped: Explorer
) -> None:
    got = get(client, "gaps", kind="campaign", limit=3)
    assert got == body(shipped.gaps(kind="campaign", limit=3))
    assert {gap["subject"]["kind"] for gap in json.loads(got)["gaps"]} == {"campaign"}


@pytest.mark.slow
def test_brokers_is_the_explorers_answer(client: TestClient, shipped: Explorer) -> None:
    assert get(client, "brokers", limit=3) == body(shipped.brokers(limit=3))


def test_gaps_is_the_explorers_answer(client: TestClient, shipped: Explorer) -> None:
    got = get(client, "gaps", country="Kenya", limit=3)
    assert got == body(shipped.gaps(country="Kenya", limit=3))


@pytest.mark.slow
def test_changes_is_the_explorers_answer(client: TestClient, shipped: Explorer) -> None:
    got = get(client, "changes", before="2015", after="2026-06-29")
    assert got == body(shipped.changes("2015", "2026-06-29"))


def test_sources_is_the_explorers_answer(client: TestClient, shipped: Explorer) -> None:
    assert get(client, "sources") == body(shipped.sources())


def test_an_answer_can_be_asked_as_of_a_date(client: TestClient) -> None:
    answer = json.loads(get(client, "sources", as_of="2015"))
    assert answer["snapshot"]["as_of"] == "2015-12-31"


@pytest.mark.parametrize(
    "form",
    [
        "zip",
        "jsonl",
        *(pytest.param(f, marks=pytest.mark.slow) for f in ("graphml", "gexf", "cypher")),
    ],
)
def test_every_export_can_be_downloaded(client: TestClient, form: str) -> None:
    got = client.get(f"/api/v1/export.{form}")
    assert got.status_code == 200
    assert f".{form}" in got.headers["content-disposition"]
    assert len(got.content) > 1000


@pytest.mark.parametrize(
    ("path", "status", "part"),
    [
        ("find", 422, "q"),
        ("find?q=%20", 422, "1 to 1,000"),
        (f"find?q={'x' * 1001}", 422, "q"),
        ("nodes/org:name:nobody", 404, "nothing is called"),
        ("paths?from=Refugee%20Council", 422, "to"),
        ("paths?from=a&to=b&k=1000", 422, "k"),
        ("gaps?country=Atlantis", 404, "Atlantis"),
        ("gaps?rule=no_such_rule", 422, "no_such_rule"),
        ("clusters?resolution=nan", 422, "resolution"),
        ("changes?before=x&after=2026", 422, "not a date"),
        ("sources?as_of=1999", 422, "no source held"),
        ("export.docx", 422, "docx"),
        ("nothing", 404, "Not Found"),
    ],
)
def test_a_failure_is_a_problem_with_one_clear_line(
    client: TestClient, path: str, status: int, part: str
) -> None:
    got = client.get(f"/api/v1/{path}")
    assert got.status_code == status, got.text
    assert got.headers["content-type"] == "application/problem+json"
    problem = got.json()
    assert problem["status"] == status
    assert part in json.dumps(problem)


def test_a_failure_that_nobody_foresaw_tells_nothing_of_the_inside(tmp_path: Path) -> None:
    app = create_app(Settings(store=f"sqlite:///{tmp_path}/x.db"))

    class Broken:
        def explorer(self) -> Explorer:
            raise RuntimeError("secret detail")

    app.state.door = Broken()
    with TestClient(app, raise_server_exceptions=False) as client:
        got = client.get("/api/v1/sources")
    assert got.status_code == 500
    assert "secret" not in got.text
    assert got.headers["content-type"] == "application/problem+json"


def test_a_store_that_does_not_answer_is_a_503() -> None:
    app = create_app(Settings(store="bolt://127.0.0.1:9"))
    with TestClient(app, raise_server_exceptions=False) as client:
        got = client.get("/api/v1/sources")
    assert got.status_code == 503


def test_an_empty_store_says_what_to_do(tmp_path: Path) -> None:
    app = create_app(Settings(store=f"sqlite:///{tmp_path}/x.db"))
    with TestClient(app) as client:
        got = client.get("/api/v1/gaps")
    assert got.status_code == 422
    assert "kithmap tour" in got.text


@pytest.mark.parametrize("path", ["/api/v1/sources", "/", "/api/v1/nothing", "/api/docs"])
def test_every_response_carries_the_guarding_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_nothing_can_be_written_over_http(client: TestClient) -> None:
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)("/api/v1/sources").status_code == 405


def test_the_contract_names_every_verb_and_its_answer(client: TestClient) -> None:
    contract = client.get("/api/v1/openapi.json").json()
    for verb in ("find", "paths", "clusters", "brokers", "gaps", "changes", "sources", "judge"):
        route = contract["paths"][f"/api/v1/{verb}"]["get"]
        answer = route["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
        assert answer.endswith("Answer")
        assert route["description"]


def test_a_visitor_who_asks_too_often_waits() -> None:
    bucket = Bucket(2)
    assert [bucket.take("a", 0.0) for _ in range(3)] == [True, True, False]
    assert bucket.take("b", 0.0)
    assert bucket.take("a", 60.0)


def test_too_many_questions_are_a_429(tmp_path: Path) -> None:
    app = create_app(Settings(store=f"sqlite:///{tmp_path}/x.db", per_minute=1))
    with TestClient(app, raise_server_exceptions=False) as client:
        client.get("/api/v1/sources")
        got = client.get("/api/v1/sources")
    assert got.status_code == 429
    assert got.headers["content-type"] == "application/problem+json"
