"""The page of clusters against clusters: shades with signs, words for every square, its twins."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.page_matrix import _shade, squares
from api.settings import Settings
from graph.results_groups import Cell, ClusterRef, MatrixAnswer
from kithmap import tour
from tests.answers import world


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    url = f"sqlite:///{tmp_path_factory.mktemp('matrix') / 'tour.db'}"
    tour(url).close()
    with TestClient(create_app(Settings(store=url, per_minute=100_000))) as opened:
        yield opened


def cell(seen: int, expected: float, one: int = 1, other: int = 2) -> Cell:
    return Cell(
        one=one, other=other, seen=seen, expected=expected, ratio=0.0, p_value=0.5,
        words=f"{one} and {other}", links=(), unmet=(), unmet_in_all=0,
    )  # fmt: skip


def answer(*cells: Cell) -> MatrixAnswer:
    refs = [
        ClusterRef(number=n, id=f"c{n}", name=f"Cluster {n}", size=9, links_outward=4)
        for n in (1, 2, 3)
    ]
    return MatrixAnswer(
        headline="", clusters=tuple(refs), cells=cells, method="", notes=(),
        snapshot=world().snapshot,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("seen", "expected", "shade"),
    [
        (0, 9.0, "low2"), (5, 9.0, "low1"), (9, 9.0, "even"), (15, 9.0, "high1"),
        (30, 9.0, "high2"), (0, 0.4, "even"), (2, 0.0, "high2"),
    ],
)  # fmt: skip
def test_the_shade_follows_seen_over_expected(seen: int, expected: float, shade: str) -> None:
    assert _shade(cell(seen, expected)) == shade


def test_every_square_below_the_diagonal_has_a_figure_words_and_a_sign_where_it_is_shaded() -> None:
    made = answer(cell(0, 9.0), cell(30, 9.0, 1, 3), cell(9, 9.0, 2, 3))
    rows = squares(made, frozenset({(1, 2)}))
    assert [[bool(square) for square in row] for row in rows] == [
        [False, False, False], [True, False, False], [True, True, False],
    ]  # fmt: skip
    (first, *_), (second, third, _) = rows[1], rows[2]
    assert first is not None
    assert second is not None
    assert third is not None
    assert (first.text, first.sign, first.anchor) == ("0 / 9.0", "▼▼", "#pair-1-2")
    assert (second.sign, third.sign, third.anchor) == ("▲▲", "", "")
    assert first.words == "1 and 2"


@pytest.mark.slow
def test_the_page_tells_what_the_table_shows_and_where_it_leads(site: TestClient) -> None:
    got = site.get("/clusters/matrix?limit=5").text
    assert "Links seen / links that chance would give" in got
    assert "<caption" in got
    assert got.count('class="shade ') >= 10
    assert 'href="/clusters/cluster-' in got
    assert "Who could meet" in got


@pytest.mark.slow
def test_a_page_of_clusters_leads_to_the_matrix_and_shows_the_other_resolutions(
    site: TestClient,
) -> None:
    got = site.get("/clusters?limit=5").text
    assert 'href="/clusters/matrix"' in got
    assert "The same network, coarser and finer" in got
    assert "More than chance" in got
    finer = site.get("/clusters?limit=5&resolution=4").text
    assert "Resolution 4 was asked for." in finer
    assert 'href="/clusters/matrix?resolution=4"' in finer


def test_a_resolution_that_is_no_number_is_refused_in_one_line(site: TestClient) -> None:
    got = site.get("/clusters/matrix?resolution=coarse", headers={"accept": "application/json"})
    assert got.status_code == 422 or got.status_code == 400
    assert "no resolution" in got.text


@pytest.mark.slow
def test_the_matrix_can_be_taken_away_with_the_pairs_behind_it(site: TestClient) -> None:
    sent = site.get("/clusters/matrix.csv?limit=5").content.decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(sent)))
    assert len({(line["one"], line["other"]) for line in lines}) == 10
    assert any(line["body_id"] and line["reason"] and line["sources"] for line in lines)


def test_the_lists_page_gives_each_figure_its_own_file(site: TestClient) -> None:
    got = site.get("/gaps/lists").text
    assert "Country groups without a secretariat: 69" in got
    assert got.count("may be a data lag") >= 4
    sent = site.get("/gaps/lists.csv?name=country_groups_without_secretariat")
    lines = list(csv.DictReader(io.StringIO(sent.content.decode("utf-8-sig"))))
    assert len(lines) == 69


@pytest.mark.slow
def test_a_campaigns_page_names_its_precedent(site: TestClient) -> None:
    got = site.get("/nodes/campaign:somali-language-at-gcse").text
    assert "Who has done this before" in got
    assert "Albanian language at GCSE, with Albanian community in the UK" in got


def test_cells_are_told_in_a_terminal_with_their_sources() -> None:
    from api.words_groups import cell_lines, matrix_lines

    told = list(cell_lines(cell(0, 9.0)))
    assert told == ["1 × 2: 1 and 2 (p 0.5)"]
    many = [replace(cell(0, 9.0), one=1, other=n) for n in range(2, 14)]
    lines = list(matrix_lines(answer(*many)))
    assert "… and 2 pairs of clusters more (--json has all)." in lines


def test_the_store_of_the_world_is_enough_for_every_page(tmp_path: Path) -> None:
    from tests.site import world_site

    with TestClient(world_site(tmp_path)) as small:
        for path in ("/clusters/matrix", "/gaps/lists", "/clusters/matrix.json"):
            assert small.get(path).status_code == 200
