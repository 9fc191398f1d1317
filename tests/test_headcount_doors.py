"""What is covered is shown at every door: command line, page, table and REST body."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from api.words import gaps_lines
from graph.analysis.gaps import find_gaps
from graph.explorer import Explorer
from graph.model import LinkKind, NodeKind
from graph.store import open_store
from loaders import get_loader
from loaders.run import load
from tests.estate import country, estate, group
from tests.land_cut import COUNT, cells, write
from tests.loading import link, node, recited
from tests.test_headcount_rules import RULE, about, counted, register

TOLD = "104,000 people born there: Kenya is covered by Kenya APPG."


def test_the_command_line_tells_what_is_covered_apart_from_the_gaps() -> None:
    kenya = group("k", "Kenya", category="country")
    things = register(country("kenya"), *counted("kenya", 100_000), kenya, about("k kenya"))
    lines = list(gaps_lines(find_gaps(estate(*things), rule=RULE)))
    at = lines.index("Covered, so no gaps (1): what the rule looks for is there.")
    assert lines[at + 1] == "- 100,000 people born there: Kenya is covered by APPG on Kenya."


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """The site over one group and one counted community."""
    folder = tmp_path_factory.mktemp("covered")
    url = f"sqlite:///{folder}/kept.db"
    store = open_store(url)
    counts = write(folder / "counts.csv", COUNT, cells("ts012", ("Africa: Kenya", 104_000)))
    load(store, get_loader("countries"), today="2026-11-16")
    load(store, get_loader("census"), [counts], today="2026-11-16")
    load(store, recited(
        node("appg:uk:kenya", "Kenya All-Party Parliamentary Group", kind=NodeKind.APPG),
        link("appg:uk:kenya", "country:KE", LinkKind.ABOUT),
    ), today="2026-11-16")  # fmt: skip
    store.close()
    return TestClient(create_app(Settings(store=url)))


def test_the_page_shows_what_is_covered_with_its_evidence(site: TestClient) -> None:
    page = site.get(f"/gaps?rule={RULE}").text
    assert "Covered, so not gaps: 1" in page
    assert TOLD in page


def test_rest_and_python_give_the_same_covered_ones(site: TestClient) -> None:
    body = site.get(f"/api/v1/gaps?rule={RULE}").json()
    assert [gap["headline"] for gap in body["covered"]] == [TOLD]
    assert body["covered"][0]["coverage"]["state"] == "present"
    assert (body["covered_in_all"], body["gaps"]) == (1, [])


def test_the_table_marks_what_is_covered_as_present(site: TestClient) -> None:
    rows = site.get(f"/gaps.csv?rule={RULE}").text.splitlines()
    assert [row for row in rows if "Kenya is covered" in row and ",present," in row]


def test_a_run_of_the_same_counts_changes_nothing(tmp_path: Path) -> None:
    counts = write(tmp_path / "counts.csv", COUNT, cells("ts012", ("Africa: Kenya", 104_000)))
    with Explorer(open_store("sqlite:///:memory:")) as graph:
        first = load(graph.store, get_loader("census"), [counts], today="2026-11-16")
        again = load(graph.store, get_loader("census"), [counts], today="2026-11-17")
        assert not first.unchanged
        assert again.unchanged
