"""The register restated for the tour: what goes out comes back, and no sentence of it is kept."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from graph.model import (
    Amount,
    Edition,
    LinkKind,
    LinkRecord,
    Method,
    NodeKind,
    Record,
    Statement,
)
from graph.policy import has_contacts
from loaders.appg_sources import WESTMINSTER
from loaders.base import Batch, Report, link_record, node_record
from loaders.past_data import FILE, write_past
from loaders.restate import (
    EDITION,
    LINK_COLUMNS,
    LIST_COLUMNS,
    LISTS,
    NODE_COLUMNS,
    SOURCE,
    lists_batch,
    register_batch,
    restate,
    restate_lists,
    write_tables,
)
from tests.appg_cut import benefit, contact, group, listing, load, member, officer, pack

FILES = ("register_nodes.csv", "register_links.csv", "lists_nodes.csv", "lists.csv")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two groups: officers, money, help in kind, a secretariat, lists published and found."""
    wool = group(
        officers=[officer("Ann Smith", "Chair", "10001"), officer("Bea Jones", "Officer", "10002")],
        detailed_benefits=[benefit("Amber Foundation"),
                           benefit("Beryl Ltd", "Beryl Ltd acts as the group's secretariat.")],
        contact_details=contact("Beryl Ltd"),
        members_list=listing("official", member("Bea Jones", number="10002"),
                             member("Cid Brown", number="10003")),
    )  # fmt: skip
    silk = group(
        "silk", officers=[officer("Bea Jones", "Chair", "10002")],
        members_list=listing("ai_search", member("Ann Smith", number="10001")),
    )  # fmt: skip
    return pack(tmp_path_factory.mktemp("restate"), "appgs", wool, silk)


@pytest.fixture(scope="module")
def batches(archive: Path) -> dict[str, Batch]:
    return {batch.source.id: batch for batch in load(archive)}


def facts(records: tuple[Record, ...]) -> set[tuple[object, ...]]:
    """What records say of whom, and how it was come by."""
    return {
        (r.kind, r.statement.subject, r.statement.object, r.statement.method, r.statement.locator)
        for r in records
    }


def links_of(batch: Batch) -> tuple[Record, ...]:
    return tuple(record for record in batch.records if isinstance(record, LinkRecord))


def said(subject: str = "appg:uk:wool", **fields: object) -> Statement:
    made = Statement(
        source=SOURCE, seen=(EDITION,), subject=subject, locator="title of wool",
        method=Method.REGISTER,
    )  # fmt: skip
    return replace(made, **fields)  # type: ignore[arg-type]  # the fields are the caller's


def batch_of(*records: Record) -> Batch:
    edition = Edition(source=SOURCE, date=EDITION)
    return Batch(source=WESTMINSTER.source, edition=edition, records=records)


def test_nodes_and_links_of_the_register_come_back_with_ids_methods_and_places(
    batches: dict[str, Batch],
) -> None:
    report = Report()
    nodes, links = restate(batches[SOURCE])
    again = register_batch(nodes, links, report)
    assert again.source == batches[SOURCE].source
    assert facts(again.records) == facts(batches[SOURCE].records)
    assert report.facts["parliamentary groups"] == 2
    assert report.read == report.used == len(again.records)


def test_money_keeps_its_band_and_loses_the_registers_sentence(batches: dict[str, Batch]) -> None:
    _, links = restate(batches[SOURCE])
    money = [row for row in links if row["kind"] == LinkKind.SUPPORTS.value]
    assert money
    assert {row["detail"] for row in money} == {""}
    assert ("1501", "3000") in {(row["low"], row["high"]) for row in money}
    back = register_batch([], links, Report()).records
    amounts = {r.statement.amount for r in back if r.kind is LinkKind.SUPPORTS}
    assert Amount(low=1501, high=3000) in amounts
    offices = {row["detail"] for row in links if row["kind"] == LinkKind.OFFICER_OF.value}
    assert offices == {"Chair", "Officer"}


def test_no_purpose_no_sentence_and_no_contact_detail_goes_out(batches: dict[str, Batch]) -> None:
    rows = [row for rows in restate(batches[SOURCE]) for row in rows]
    rows += [row for rows in restate_lists(batches[LISTS]) for row in rows]
    text = "\n".join(value for row in rows for value in row.values())
    for secret in ("To speak of", "acts as", "ann.contact", "Ann Contact", "SW1A", "07700"):
        assert secret not in text
    assert not any(has_contacts(row[key]) for row in rows for key in ("name", "alias")
                   if key in row)  # fmt: skip


def test_a_list_is_one_row_with_its_method_and_comes_back_member_by_member(
    batches: dict[str, Batch],
) -> None:
    nodes, lists = restate_lists(batches[LISTS])
    assert {row["group"]: (row["method"], len(row["members"].split())) for row in lists} == {
        "appg:uk:silk": ("ai_search", 1), "appg:uk:wool": ("register", 2),
    }  # fmt: skip
    report = Report()
    again = lists_batch(nodes, lists, report)
    assert facts(links_of(again)) == facts(links_of(batches[LISTS]))
    assert report.facts["members on lists"] == 3


def test_rows_are_sorted_and_none_stands_twice(batches: dict[str, Batch]) -> None:
    batch = batches[SOURCE]
    twice = replace(batch, records=(*reversed(batch.records), *batch.records))
    for once, both in zip(restate(batch), restate(twice), strict=True):
        assert once == both == sorted(once, key=lambda row: tuple(row.items()))
    assert restate_lists(replace(batches[LISTS], records=())) == ([], [])


def test_claims_of_several_values_are_parted_by_bars() -> None:
    pairs = (("alias", "One"), ("alias", "Two"), ("name", "Wool"))
    (row,), _ = restate(batch_of(node_record(NodeKind.APPG, said(claims=pairs))))
    assert row["alias"] == "One|Two"
    (back,) = register_batch([row], [], Report()).records
    assert back.statement.claims == pairs


def test_a_page_of_the_edition_is_named_by_every_statement() -> None:
    held = said("person:x", object="appg:uk:wool", locator="wool, officers")
    _, links = restate(batch_of(link_record(LinkKind.OFFICER_OF, held)))
    (back,) = register_batch([], links, Report()).records
    assert back.statement.url_in(EDITION).endswith("/260629/wool.htm")
    assert back.statement.seen == (EDITION,)


def test_four_tables_are_written_with_their_columns_and_read_back_alike(
    archive: Path, tmp_path: Path, batches: dict[str, Batch]
) -> None:
    written = list(write_tables(archive, tmp_path))
    assert [path.name for path in written] == list(FILES)
    columns = (NODE_COLUMNS, LINK_COLUMNS, NODE_COLUMNS, LIST_COLUMNS)
    wanted = (*restate(batches[SOURCE]), *restate_lists(batches[LISTS]))
    for path, names, rows in zip(written, columns, wanted, strict=True):
        with path.open(encoding="utf-8", newline="") as text:
            reader = csv.DictReader(text)
            assert tuple(reader.fieldnames or ()) == names
            assert list(reader) == rows
        assert b"\r" not in path.read_bytes()
    first = [path.read_bytes() for path in written]
    assert [path.read_bytes() for path in write_tables(archive, tmp_path)] == first


def test_past_editions_are_written_as_one_table(archive: Path, tmp_path: Path) -> None:
    path = write_past((archive,), tmp_path)
    assert path == tmp_path / FILE
    with path.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    assert {row["editions"] for row in rows} == {"260629"}
    officers = [row for row in rows if row["kind"] == LinkKind.OFFICER_OF.value]
    assert len(officers) == 3
    assert not any(row["kind"] == LinkKind.SUPPORTS.value for row in rows)
    assert "To speak of" not in path.read_text("utf-8")
