"""Petitions as editions: whose source they are, on which day, and what a store makes of them."""

from pathlib import Path

import pytest

from graph.errors import BadSource
from graph.identity.raw import RawGraph
from graph.identity.resolve import resolve
from graph.model import NodeKind, Visibility
from graph.network import Network
from graph.store.sqlite import SqliteStore
from loaders import get_loader
from loaders.petitions import PetitionsLoader
from loaders.run import load
from tests.petitions_made import (
    GAZETTEER,
    HOME,
    KENYA,
    TODAY,
    Read,
    item,
    read_one,
    read_rows,
    row,
    sheet,
    written,
)


def test_the_loader_is_found_by_its_name() -> None:
    assert isinstance(get_loader("petitions"), PetitionsLoader)


def test_a_petitions_page_is_an_edition_of_the_day_it_was_last_changed(tmp_path: Path) -> None:
    batch = read_one(tmp_path, signatures_by_country=[KENYA, HOME]).batch
    assert (batch.source.id, batch.edition.date) == ("petition-uk:100123", "2025-02-03")
    assert batch.edition.complete
    assert batch.replaces


def test_a_list_is_an_edition_that_is_never_known_to_be_whole(tmp_path: Path) -> None:
    path = written(tmp_path / "a.json", [item(7), item(8, updated_at="2025-03-01T00:00:00Z")])
    batch = Read(path).batch
    assert (batch.source.id, batch.edition.date) == ("petitions-uk", "2025-03-01")
    assert not batch.edition.complete
    assert not batch.replaces


def test_the_pages_of_a_list_are_one_edition(tmp_path: Path) -> None:
    written(tmp_path / "1.json", [item(7, updated_at="2025-03-02T00:00:00Z")])
    written(tmp_path / "2.json", [item(8)])
    read = Read(tmp_path)
    assert read.batch.edition.date == "2025-03-02"
    assert len(read.nodes(NodeKind.CAMPAIGN)) == 2


def test_of_a_petition_in_two_lists_the_newer_counts(tmp_path: Path) -> None:
    written(tmp_path / "1.json", [item(7, signature_count=20, updated_at="2025-03-02T00:00:00Z")])
    written(tmp_path / "2.json", [item(7)])
    read = Read(tmp_path)
    assert read.campaign.values("signatures") == ("20",)
    assert read.left == {"a petition that stands in two lists": 1}


def test_petitions_to_earlier_parliaments_are_a_source_of_their_own(tmp_path: Path) -> None:
    old = item(7)
    old["links"]["self"] = "https://petition.parliament.uk/archived/petitions/7.json"
    written(tmp_path / "1.json", [old, item(8)])
    assert [batch.source.id for batch in Read(tmp_path).batches] == [
        "petitions-uk", "petitions-uk-archived",
    ]  # fmt: skip


def test_a_list_without_any_day_is_of_today(tmp_path: Path) -> None:
    assert read_rows(tmp_path, row(7)).batch.edition.date == TODAY


def test_one_petition_twice_on_a_day_is_kept_with_its_countries(tmp_path: Path) -> None:
    written(tmp_path / "1.json", item())
    written(tmp_path / "2.json", item(signatures_by_country=[KENYA]))
    read = Read(tmp_path)
    assert len(read.links("signed_in")) == 1
    assert read.left == {"a petition that came twice on one day": 1}


def test_two_days_of_a_petition_are_two_dated_counts(tmp_path: Path) -> None:
    written(tmp_path / "1.json", item())
    written(tmp_path / "2.json", item(signature_count=99, updated_at="2025-05-01T00:00:00Z"))
    read = Read(tmp_path)
    assert [b.edition.date for b in read.batches] == ["2025-02-03", "2025-05-01"]
    raw = RawGraph()
    for record in read.records:
        raw.add(record)
    node = resolve(raw, ()).nodes["campaign:petition:100123"]
    assert node.get("signatures") == "99"
    assert sorted(s.values("signatures") + s.seen for s in node.statements) == [
        ("10", "2025-02-03"), ("99", "2025-05-01"),
    ]  # fmt: skip


def test_two_petitions_of_one_title_stay_two(tmp_path: Path) -> None:
    raw = RawGraph()
    for record in Read(written(tmp_path / "a.json", [item(7), item(8)])).records:
        raw.add(record)
    assert {"campaign:petition:7", "campaign:petition:8"} <= resolve(raw, ()).nodes.keys()


def test_licence_and_attribution_travel_with_the_source(tmp_path: Path) -> None:
    source = read_one(tmp_path).batch.source
    assert source.licence == "OGL-UK-3.0"
    assert "Open Government Licence" in source.attribution


def test_the_visibility_of_the_load_is_that_of_every_statement(tmp_path: Path) -> None:
    path = written(tmp_path / "a.json", item(signatures_by_country=[KENYA]))
    read = Read(path, visibility=Visibility.INTERNAL)
    assert {r.statement.visibility for r in read.records} == {Visibility.INTERNAL}


def test_nobody_who_began_a_petition_or_sits_in_parliament_is_kept(tmp_path: Path) -> None:
    read = read_one(tmp_path)
    assert "Glen" not in repr(read.records)
    assert read.nodes(NodeKind.PERSON) == {}


def test_an_older_petition_stays_in_force_beside_a_newer_list(tmp_path: Path) -> None:
    written(tmp_path / "old.json", item(7, signatures_by_country=[KENYA, HOME]))
    sheet(tmp_path / "open_2026-01-05.csv", row(8))
    store = SqliteStore("sqlite:///:memory:")
    load(store, PetitionsLoader(GAZETTEER), [tmp_path], today=TODAY)
    network = Network.build(
        store.nodes(), store.links(), sources=store.sources(), editions=store.editions()
    )
    assert {"campaign:petition:7", "campaign:petition:8"} <= network.index.keys()
    store.close()


def test_the_same_files_again_change_nothing(tmp_path: Path) -> None:
    written(tmp_path / "old.json", item(7, signatures_by_country=[KENYA, HOME]))
    sheet(tmp_path / "open_2026-01-05.csv", row(8))
    store = SqliteStore("sqlite:///:memory:")
    assert not load(store, PetitionsLoader(GAZETTEER), [tmp_path], today=TODAY).unchanged
    assert load(store, PetitionsLoader(GAZETTEER), [tmp_path], today=TODAY).unchanged
    store.close()


def test_a_broken_file_beside_a_sound_one_changes_nothing(tmp_path: Path) -> None:
    written(tmp_path / "a.json", item(7))
    (tmp_path / "b.json").write_text('{"data": [', encoding="utf-8")
    store = SqliteStore("sqlite:///:memory:")
    with pytest.raises(BadSource, match=r"b\.json"):
        load(store, PetitionsLoader(GAZETTEER), [tmp_path], today=TODAY)
    assert store.counts().nodes == store.version() == 0
    store.close()


@pytest.mark.real_data
def test_the_real_petitions_are_read_in_full(real_data: Path) -> None:
    read = Read(real_data / "petitions")
    assert (read.report.read, read.report.used, read.left) == (30, 30, {})
    assert [(b.source.id, b.edition.date) for b in read.batches] == [
        ("petition-uk:200074", "2018-01-24"),
        ("petition-uk:241584", "2019-03-23"),
        ("petitions-uk", "2025-12-08"),
    ]
    signed = read.links("signed_in")
    assert len([s for s in signed if s.object.startswith("country:")]) == 77
    assert len([s for s in signed if s.object.startswith("place:")]) == 26
    brexit = read.nodes(NodeKind.CAMPAIGN)["campaign:petition:241584"]
    assert brexit.values("signatures") == ("4540744",)


@pytest.mark.real_data
def test_the_real_titles_tell_their_countries(real_data: Path) -> None:
    read = Read(real_data / "petitions")
    told = {(s.subject.rpartition(":")[2], s.object) for s in read.links("about")}
    for pair in (("728091", "country:IN"), ("728645", "country:IL"), ("729128", "country:gaza")):
        assert pair in told
    canada = {s for n, s in told if n == "728719" and s.startswith("country:")}
    assert canada == set()
