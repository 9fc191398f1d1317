"""The register of interests as editions: keyed by number, first and last seen, all or nothing."""

import random
from pathlib import Path

import pytest

from graph.errors import BadSource
from graph.identity.raw import RawGraph
from graph.identity.resolve import Resolved, resolve
from graph.model import Visibility
from graph.store.sqlite import SqliteStore
from loaders import get_loader
from loaders.interests import InterestsLoader
from loaders.run import load
from tests.interests_made import (
    GAZETTEER,
    GIFT,
    GROUPS,
    OLD_VISIT,
    ROLE,
    TODAY,
    VISIT,
    Read,
    edition,
    read_visit,
    row,
    table,
)


def resolved(read: Read) -> Resolved:
    raw = RawGraph()
    for record in read.records:
        raw.add(record)
    return resolve(raw, ())


def seen(read: Read, kind: str) -> list[tuple[str, ...]]:
    return [s.seen for k in resolved(read).links.values() if k.kind == kind for s in k.statements]


def test_the_loader_is_found_by_its_name() -> None:
    assert isinstance(get_loader("interests"), InterestsLoader)


def test_the_same_visit_in_both_layouts_is_one_statement_seen_twice(tmp_path: Path) -> None:
    edition(tmp_path, "240804", c4=[OLD_VISIT])
    edition(tmp_path, "260817", c4=[VISIT])
    read = Read(tmp_path)
    for kind in ("took_part_in", "based_in", "funded"):
        assert seen(read, kind) == [("2024-08-04", "2026-08-17")]
    event = resolved(read).nodes["event:interest:16001"]
    assert [s.seen for s in event.statements] == [("2024-08-04", "2026-08-17")]


def test_an_interest_that_left_the_register_was_seen_last_where_it_stood(tmp_path: Path) -> None:
    edition(tmp_path, "250616", c4=[VISIT, row(VISIT, ID="2", MNIS__ID="9")])
    edition(tmp_path, "260817", c4=[VISIT])
    dates = seen(Read(tmp_path), "took_part_in")
    assert sorted(dates) == [("2025-06-16",), ("2025-06-16", "2026-08-17")]


def test_an_interest_that_was_corrected_is_two_statements(tmp_path: Path) -> None:
    edition(tmp_path, "250616", c3=[GIFT])
    edition(tmp_path, "260817", c3=[row(GIFT, Value="600.00")])
    assert sorted(seen(Read(tmp_path), "funded")) == [("2025-06-16",), ("2026-08-17",)]


def test_two_visits_alike_in_all_but_their_number_stay_two(tmp_path: Path) -> None:
    read = Read(edition(tmp_path, c4=[VISIT, row(VISIT, ID="16002")]))
    assert {"event:interest:16001", "event:interest:16002"} <= resolved(read).nodes.keys()


def test_only_an_edition_with_all_five_tables_is_whole(tmp_path: Path) -> None:
    assert not read_visit(tmp_path).batch.edition.complete
    whole = edition(tmp_path, "250616", c2=[GIFT], c3=[GIFT], c4=[VISIT], c5=[GIFT], c8=[ROLE])
    batch = Read(whole).batch
    assert batch.edition.complete
    assert (batch.source.id, batch.edition.date) == ("interests-uk", "2025-06-16")


def test_spellings_of_one_donor_are_one_body(tmp_path: Path) -> None:
    names = (
        "Caabu (Council for Arab-British Understanding)", "Caabu",
        "Council for Arab-British Understanding", "The Example Coalition for Global Drums",
        "Example Coalition for Global Drums (ECGD)", "ECGD",
    )  # fmt: skip
    visits = [row(VISIT, ID=str(n), Donors_Name_1=name) for n, name in enumerate(names, 1)]
    bodies = [n for n in resolved(Read(edition(tmp_path, c4=visits))).nodes if n.startswith("org")]
    assert len(bodies) == 2


def test_rows_without_number_or_member_or_listed_twice_are_counted(tmp_path: Path) -> None:
    rows = [VISIT, VISIT, row(VISIT, ID=""), row(VISIT, ID="4", MNIS__ID="")]
    read = Read(edition(tmp_path, c4=rows))
    assert read.left == {
        "an interest listed twice": 1,
        "an interest without a number": 1,
        "an interest without a member": 1,
    }
    assert (read.report.read, read.report.used) == (4, 1)
    assert "row 4" in read.report.examples["an interest without a number"]


def test_licence_and_attribution_travel_with_the_source(tmp_path: Path) -> None:
    source = read_visit(tmp_path).batch.source
    assert source.licence == "OPL-UK-3.0"
    assert "Open Parliament Licence" in source.attribution
    assert source.compiler


def test_the_visibility_of_the_load_is_that_of_every_statement(tmp_path: Path) -> None:
    read = Read(edition(tmp_path, c4=[VISIT]), visibility=Visibility.INTERNAL)
    assert {r.statement.visibility for r in read.records} == {Visibility.INTERNAL}


def test_the_order_of_rows_does_not_matter(tmp_path: Path) -> None:
    rows = [row(VISIT, ID=str(n), MNIS__ID=str(n % 3 + 1)) for n in range(1, 9)]
    one = resolved(Read(edition(tmp_path / "a", c4=rows)))
    random.Random(7).shuffle(rows)
    two = resolved(Read(edition(tmp_path / "b", c4=rows)))
    assert one.nodes == two.nodes
    assert one.links == two.links


def test_the_same_editions_again_change_nothing(tmp_path: Path) -> None:
    edition(tmp_path, "240804", c4=[OLD_VISIT])
    edition(tmp_path, "260817", c3=[GIFT], c4=[VISIT], c8=[ROLE])
    store = SqliteStore("sqlite:///:memory:")
    loader = InterestsLoader(GAZETTEER, GROUPS)
    assert not load(store, loader, [tmp_path], today=TODAY).unchanged
    assert load(store, loader, [tmp_path], today=TODAY).unchanged
    store.close()


def test_a_broken_table_beside_a_sound_one_changes_nothing(tmp_path: Path) -> None:
    broken = table(VISIT).replace(b"1560.09,", b"1560.09,,")
    edition(tmp_path, c4=broken, c8=[ROLE])
    store = SqliteStore("sqlite:///:memory:")
    with pytest.raises(BadSource, match=r"Category_4\.csv, row 2"):
        load(store, InterestsLoader(GAZETTEER, GROUPS), [tmp_path], today=TODAY)
    assert store.counts().nodes == store.version() == 0
    store.close()
