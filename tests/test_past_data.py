"""The editions that come with Kithmap: whole, lean, and what the registers themselves give."""

import csv
from pathlib import Path

import pytest

from graph.explorer import Explorer
from graph.model import Edition, LinkKind, Method, NodeKind, Statement, Visibility
from graph.policy import has_contacts
from kithmap import load, open_graph
from loaders.base import Batch, Report, link_record, node_record
from loaders.past_data import COLUMNS, SOURCE, PastLoader, restate_past, table, write_past

FIRST, LAST = "2024-08-28", "2026-06-29"


def batches() -> list[Batch]:
    return list(PastLoader().read((), Report(), visibility=Visibility.PUBLIC, today=""))


def test_thirteen_whole_editions_come_oldest_first() -> None:
    dates = [batch.edition.date for batch in batches()]
    assert len(dates) == 13
    assert dates == sorted(dates)
    assert (dates[0], dates[-1]) == (FIRST, LAST)
    assert all(batch.edition.complete for batch in batches())


def test_the_newest_holds_571_groups_and_every_record_is_of_its_edition() -> None:
    newest = batches()[-1]
    groups = [r for r in newest.records if r.kind is NodeKind.APPG]
    assert len({r.statement.subject for r in groups}) == 571
    for record in newest.records:
        assert record.statement.seen == (LAST,)
        assert record.statement.source == newest.source.id
        assert record.statement.method is Method.REGISTER


def test_no_purpose_no_office_and_no_contact_detail_is_kept() -> None:
    for row in table():
        assert tuple(row) == COLUMNS
        assert not any(has_contacts(row[key]) for key in ("name", "alias"))
    said = [r.statement for batch in batches() for r in batch.records]
    assert not any(s.detail or s.wording or s.note for s in said)


def test_every_end_of_a_link_is_named_in_its_edition() -> None:
    for batch in batches():
        named = {r.statement.subject for r in batch.records if not r.statement.object}
        ends = {i for r in batch.records if r.statement.object
                for i in (r.statement.subject, r.statement.object)}  # fmt: skip
        assert ends <= named


def said(subject: str, target: str = "", **fields: object) -> Statement:
    made = {"source": SOURCE.id, "seen": (FIRST,), "method": Method.REGISTER, **fields}
    return Statement(subject=subject, object=target, **made)  # type: ignore[arg-type]  # as given


def test_a_fact_of_two_editions_is_one_row_and_other_facts_are_left_out() -> None:
    group = node_record(NodeKind.APPG, said("appg:uk:tea", claims=(("name", "Tea"),)))
    ann = node_record(NodeKind.PERSON, said("person:ann", claims=(("name", "Ann"),)))
    firm = node_record(NodeKind.ORGANISATION, said("org:firm", claims=(("name", "Firm"),)))
    officer = link_record(LinkKind.OFFICER_OF, said("person:ann", "appg:uk:tea", detail="Chair"))
    money = link_record(LinkKind.SUPPORTS, said("org:firm", "appg:uk:tea"))
    guess = link_record(LinkKind.ABOUT, said("appg:uk:tea", "theme:x", method=Method.AI_SEARCH))
    records = (group, ann, firm, officer, money, guess)
    made = [
        Batch(source=SOURCE, edition=Edition(source=SOURCE.id, date=date, complete=whole),
              records=records)
        for date, whole in ((FIRST, True), (LAST, True), ("2025-07-31", False))
    ]  # fmt: skip
    rows = restate_past(made)
    assert [(r["subject"], r["kind"], r["object"]) for r in rows] == [
        ("appg:uk:tea", "appg", ""), ("person:ann", "officer_of", "appg:uk:tea"),
        ("person:ann", "person", ""),
    ]  # fmt: skip
    assert {r["editions"] for r in rows} == {"240828 260629"}


@pytest.fixture(scope="module")
def past() -> Explorer:
    graph = open_graph("sqlite://")
    load(graph, "countries")
    load(graph, "past")
    return graph


@pytest.mark.slow
def test_loading_it_again_changes_nothing(past: Explorer) -> None:
    before = past.network().hash
    load(past, "past")
    assert past.network().hash == before


@pytest.mark.real_data
@pytest.mark.slow
def test_the_shipped_table_is_what_the_registers_give(real_data: Path, tmp_path: Path) -> None:
    releases = sorted((real_data / "appg" / "releases").glob("*.zip"))
    made = write_past((*releases, real_data / "appg" / "current"), tmp_path)
    with made.open(encoding="utf-8", newline="") as text:
        assert list(csv.DictReader(text)) == table()
