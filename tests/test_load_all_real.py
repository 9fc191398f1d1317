"""Every register beside the checkout loads with one command, twice, and meets in one graph."""

import time
from collections import Counter
from pathlib import Path

import pytest

from api.exporting import write_export
from api.loading import asked_for
from graph.explorer import Explorer
from graph.model import LinkKind, Node, Role
from graph.store import open_store
from graph.store.base import Store
from graph.text import fold
from kithmap import load, open_graph
from loaders.run import Loaded, load_all

pytestmark = [pytest.mark.real_data, pytest.mark.slow]

TODAY = "2026-11-27"
MINUTES = 3.0  # that the first load into SQLite may take on 2 cores


@pytest.fixture(scope="module")
def filled(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, Loaded]:
    """A store into which the whole folder was loaded once, and what the load told."""
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('all') / 'all.db'}")
    asked = asked_for("all", (real_data,))
    began = time.process_time()
    loaded = load_all(store, asked.with_gazetteer(store), today=TODAY, skip_bad=True)
    assert time.process_time() - began < MINUTES * 60
    return store, loaded


def test_the_joined_graph_is_as_large_as_its_registers(filled: tuple[Store, Loaded]) -> None:
    counts = filled[1].counts
    assert counts.version == 1
    assert counts.nodes >= 20_900
    assert counts.links >= 32_000


def test_the_second_load_changes_nothing(filled: tuple[Store, Loaded], real_data: Path) -> None:
    store, loaded = filled
    asked = asked_for("all", (real_data,))
    again = load_all(store, asked.with_gazetteer(store), today="2027-01-01", skip_bad=True)
    assert again.unchanged
    assert again.counts == loaded.counts


@pytest.mark.parametrize("day", ["", "2025-06-01"])
def test_an_export_of_all_of_it_comes_back_with_the_same_hash(
    filled: tuple[Store, Loaded], tmp_path: Path, day: str
) -> None:
    """Also of an earlier day, at which identity rests on what came later."""
    network = Explorer(filled[0], as_of=day).network()
    (file,) = write_export(network, tmp_path / "all.jsonl")
    back = open_graph("sqlite://")
    load(back, "snapshot", file)
    again = back.network(network.as_of)
    assert (again.n, again.m, again.hash) == (network.n, network.m, network.hash)
    assert back.check() == ()


def test_no_record_is_dropped_in_silence(filled: tuple[Store, Loaded]) -> None:
    for part in filled[1].parts:
        report = part.report
        assert report.read, part.loader
        assert report.used, part.loader
        assert all(reason and number for reason, number in report.set_aside.items())


def test_only_the_two_files_made_to_be_refused_are_left_out(filled: tuple[Store, Loaded]) -> None:
    refused = [line for part in filled[1].parts for line in part.refused]
    assert len(refused) == 2
    assert any("datagetter_conversion_errors.xlsx" in line for line in refused)
    assert any("datagetter_invalid_file.xlsx" in line for line in refused)


@pytest.mark.parametrize("name", ["Friends, Families and Travellers", "Justlife", "Missing People"])
def test_a_secretariat_that_is_also_a_grantee_is_one_node(
    filled: tuple[Store, Loaded], name: str
) -> None:
    store, _ = filled
    found = [node for node in store.nodes() if called(node, name)]
    assert any({Role.SECRETARIAT, Role.GRANTEE} <= set(node.roles) for node in found), found
    assert sum(Role.SECRETARIAT in node.roles for node in found) == 1


def called(node: Node, name: str) -> bool:
    wanted = fold(name)
    return any(
        fold(told) in (wanted, f"{wanted} foundation", f"{wanted} uk")
        for told in (node.name, *node.aliases)
    )


def test_no_link_is_without_evidence_or_licence(filled: tuple[Store, Loaded]) -> None:
    store, _ = filled
    licensed = {source.id for source in store.sources() if source.licence}
    kinds: Counter[LinkKind] = Counter()
    for link in store.links():
        assert {said.source for said in link.statements} <= licensed
        kinds[link.kind] += 1
    assert {LinkKind.FUNDED, LinkKind.OFFICER_OF, LinkKind.OPERATES_IN} <= kinds.keys()
