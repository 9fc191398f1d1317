"""US-10, honest statistics: stability, p-values and coverage by default; large networks sampled."""

import sys
from contextlib import suppress
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.cli import main
from api.settings import Settings
from graph.analysis.brokers import find_brokers
from graph.analysis.sentences import LIMIT
from graph.explorer import Explorer
from graph.network import Network
from graph.results_groups import ClustersAnswer
from graph.results_routes import BrokersAnswer
from tests.test_stories_room import words_of

METHODS = Path(__file__).resolve().parents[1] / "docs" / "method.md"
COVERAGE = "Westminster: member lists for 274 of 571 groups"


@pytest.fixture(scope="module")
def pinned(register: Explorer) -> Explorer:
    """The registers as they stood on 29 June 2026."""
    return register.as_of("2026-06-29")


@pytest.fixture(scope="module")
def clusters(pinned: Explorer) -> ClustersAnswer:
    return pinned.clusters(limit=1000)


@pytest.fixture(scope="module")
def brokers(pinned: Explorer) -> BrokersAnswer:
    return pinned.brokers()


@pytest.mark.real_data
@pytest.mark.slow
def test_10_every_cluster_and_every_member_has_a_stability_with_its_error(
    clusters: ClustersAnswer,
) -> None:
    assert clusters.clusters
    assert 0.5 < clusters.stability <= 1
    for cluster in clusters.clusters:
        assert 0 < cluster.stability <= 1
        assert cluster.margin >= 0
        assert all(0 < member.stability <= 1 for member in cluster.members)
    assert "stability measured on 30 fresh runs" in clusters.method


@pytest.mark.real_data
@pytest.mark.slow
def test_10_clusters_and_brokers_are_set_beside_a_null_model_with_p_values(
    clusters: ClustersAnswer, brokers: BrokersAnswer
) -> None:
    assert clusters.chance is not None
    assert 0 < clusters.chance.p_value <= 0.05
    assert clusters.chance.seen > clusters.chance.expected
    assert "Configuration model" in clusters.chance.method
    told = [broker.chance for broker in brokers.brokers]
    assert told
    assert all(one is not None and 0 < one.p_value <= 1 for one in told)
    assert any("some look unusual by luck" in note for note in brokers.notes)


@pytest.mark.real_data
@pytest.mark.slow
def test_10_the_coverage_of_member_lists_is_told_with_each_statistic(
    pinned: Explorer, clusters: ClustersAnswer, brokers: BrokersAnswer
) -> None:
    assert any(note.startswith(COVERAGE) for note in clusters.notes)
    assert any(note.startswith(COVERAGE) for note in pinned.cluster_matrix().notes)
    assert any(note.startswith(COVERAGE) for note in brokers.notes)
    assert "274 of 571 groups" in brokers.caution
    assert all(len(note.split()) <= LIMIT for note in (*clusters.notes, *brokers.notes))


@pytest.mark.slow
def test_10_all_three_are_printed_by_default_on_the_command_line_and_on_the_page(
    toured: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["kithmap", "clusters", "--limit", "2", "--store", toured])
    with suppress(SystemExit):
        main()
    told = [" ".join(capfd.readouterr().out.split())]
    with TestClient(create_app(Settings(store=toured, per_minute=100_000))) as client:
        page = client.get("/clusters?limit=2", headers={"accept": "text/html"})
    told.append(words_of(page.text))
    for text in told:
        assert "More than chance: modularity" in text
        assert COVERAGE in text
        assert "stability" in text.casefold()
        assert "%" in text


def test_10_a_sampled_figure_says_so_with_its_error() -> None:
    ladder = [f"n{i:03}-n{i + 1:03}" for i in range(120)]
    answer = find_brokers(Network.of(*ladder), exact_up_to=50, samples=20, networks=0)
    assert answer.method.startswith("Betweenness is sampled: 20 of 121 nodes")
    assert answer.notes[0].startswith("Standard error of the first figure: ")
    assert "±" in answer.notes[0]
    exact = find_brokers(Network.of(*ladder), networks=0)
    assert exact.method.startswith("Betweenness is exact")
    assert not any("±" in note for note in exact.notes)


def test_10_the_time_of_a_million_nodes_is_stated() -> None:
    text = " ".join(METHODS.read_text(encoding="utf-8").split())
    assert "1,000,000 nodes and 3,000,000 links" in text
    for verb in ("paths", "reach", "brokers", "clusters"):
        assert f"| {verb}" in text
