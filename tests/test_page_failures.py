"""Pages for failures, and pages full of hostile names: friendly the ones, harmless the others."""

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.store import open_store
from tests.answers import HOSTILE, hostile_network
from tests.made import put
from tests.site import world_site
from viz.drawing import node_href

# No loader lets a NUL or a line break into a name, and no store takes a NUL.
NAMES = tuple(name.replace("\x00", "").replace("\n", " ") for name in HOSTILE)
BROWSER = {"accept": "text/html"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The site over the tiny world."""
    with TestClient(world_site(tmp_path_factory.mktemp("site")), headers=BROWSER) as client:
        yield client


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A site whose every name, detail and address is hostile."""
    url = f"sqlite:///{tmp_path_factory.mktemp('hostile')}/h.db"
    network, store = hostile_network(NAMES), open_store(url)
    put(
        store, sources=network.sources.values(), editions=network.editions, nodes=network.nodes,
        links=network.links,
    )  # fmt: skip
    store.close()
    with TestClient(create_app(Settings(store=url, per_minute=10_000)), headers=BROWSER) as client:
        yield client


def page(site: TestClient, path: str, status: int = 200) -> str:
    answer = site.get(path)
    assert answer.status_code == status, answer.text[:300]
    return answer.text


def words(site: TestClient, path: str, status: int = 200) -> str:
    """The text of a page as a reader meets it."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page(site, path, status))).split())


def test_an_unknown_name_gets_a_page_with_near_names(site: TestClient) -> None:
    text = page(site, "/nodes/Harambe%20Trst", 404)
    assert 'href="/nodes/GB-CHC-9000001"' in text
    assert "Not found" in text


def test_an_unclear_end_of_a_path_is_asked_about_and_the_question_kept(site: TestClient) -> None:
    text = page(site, "/paths?from=Harambee+Trust&to=member+for&k=3", 409)
    assert "Which one do you mean?" in text
    choices = [unescape(a) for a in re.findall(r'<a href="(/paths\?[^"]+)"', text)]
    assert choices
    assert all("k=3" in a and "from=Harambee+Trust" in a for a in choices)
    assert all(site.get(a).status_code == 200 for a in choices)


def test_an_address_that_is_nowhere_gets_a_page_for_people(site: TestClient) -> None:
    assert "Not found" in words(site, "/nowhere", 404)


def test_a_date_that_is_none_is_explained(site: TestClient) -> None:
    assert "is not a date" in words(site, "/gaps?as_of=yesterday", 422)


def test_programs_get_problems_as_json_from_twins_too(site: TestClient) -> None:
    answer = site.get("/nodes/nobody-of-that-name.json")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_static_files_are_served_and_nothing_else_of_the_folder_above(site: TestClient) -> None:
    assert site.get("/static/app.css").headers["content-type"].startswith("text/css")
    assert site.get("/static/../pages.py").status_code == 404
    assert site.get("/static/%2e%2e/pages.py").status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/", "/sources", "/find?q=alert", "/clusters", "/brokers", "/gaps", "/map", "/views/map"],
)
def test_hostile_names_never_become_tags_or_links(hostile: TestClient, path: str) -> None:
    _is_safe(page(hostile, path))


@pytest.mark.parametrize("at", range(len(NAMES)))
def test_a_node_with_a_hostile_id_has_a_page_and_a_map(hostile: TestClient, at: int) -> None:
    href = node_href(f"{NAMES[at]}#{at}")
    _is_safe(page(hostile, href))
    _is_safe(page(hostile, f"/views/map{href}"))


class Tags(HTMLParser):
    """All tags of a page with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def _is_safe(text: str) -> None:
    """No name became a tag, an attribute that runs, or an address that runs."""
    for tag, attrs in Tags(text).found:
        assert tag not in ("img", "b", "object", "embed", "base")
        assert not any(key.startswith("on") for key in attrs), attrs
        for key in ("href", "src", "action"):
            address = (attrs.get(key) or "/").strip().lower()
            assert address.startswith(("/", "#", "https://", "http://")), address
    assert "49%" not in text


def test_an_empty_store_is_explained(tmp_path: Path) -> None:
    app = create_app(Settings(store=f"sqlite:///{tmp_path}/empty.db"))
    with TestClient(app, headers=BROWSER) as client:
        text = words(client, "/", 422)
        assert "The store is empty" in text
        assert "kithmap tour" in text
        assert client.get("/api/docs").status_code == 200
