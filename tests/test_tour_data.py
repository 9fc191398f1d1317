"""The shipped data: whole, sourced, in our own words, and true to the traps of the documents."""

import csv
import re
from collections import Counter
from importlib.resources import files

import pytest

from graph.identity.raw import RawGraph
from graph.identity.resolve import Resolved, resolve
from graph.model import LinkKind, NodeKind, NodeRecord, Status, Visibility
from graph.policy import has_contacts
from loaders.base import Batch, Report
from loaders.tour_data import TourLoader, document_batches, table

DOCUMENTS = {"doc-build", "doc-common-ground", "doc-leeds", "doc-mapping", "doc-where-next"}


@pytest.fixture(scope="module")
def batches() -> tuple[Batch, ...]:
    return tuple(TourLoader().read((), Report(), visibility=Visibility.PUBLIC, today="2026-01-01"))


@pytest.fixture(scope="module")
def resolved(batches: tuple[Batch, ...]) -> Resolved:
    raw = RawGraph()
    for batch in batches:
        for record in batch.records:
            raw.add(record)
    return resolve(raw, ())


def test_the_tour_holds_gazetteer_documents_register_and_lists(batches: tuple[Batch, ...]) -> None:
    sources = {b.source.id for b in batches}
    known = {"kithmap-gazetteer", "kithmap-known-bodies", "appg-uk", "appg-members"}
    assert sources == DOCUMENTS | known


def test_every_statement_is_of_its_batchs_source_and_edition(batches: tuple[Batch, ...]) -> None:
    for batch in batches:
        for record in batch.records:
            assert record.statement.source == batch.source.id
            assert record.statement.seen == (batch.edition.date,)


def test_every_statement_of_a_document_names_its_place(batches: tuple[Batch, ...]) -> None:
    for batch in batches:
        if batch.source.id in DOCUMENTS:
            assert all(record.statement.locator for record in batch.records)


def test_the_documents_hold_what_was_curated() -> None:
    nodes, links = table("nodes.csv"), table("links.csv")
    assert len(nodes) >= 260
    assert len(links) >= 300
    assert {row["document"] for row in links} == DOCUMENTS


def test_all_kinds_are_first_class(resolved: Resolved) -> None:
    kinds = Counter(n.kind for n in resolved.nodes.values())
    assert set(kinds) == set(NodeKind)


def test_no_cell_holds_a_contact_detail() -> None:
    for name in ("nodes.csv", "links.csv", "register_nodes.csv", "register_links.csv"):
        for row in table(name):
            for key, cell in row.items():
                if key not in ("id", "source", "target", "evidence", "identifiers", "ref"):
                    assert not has_contacts(cell), (name, row)


def test_no_purpose_and_no_description_of_the_register_is_shipped() -> None:
    texts = [row["detail"] for row in table("register_links.csv")]
    assert max(len(text.split()) for text in texts) <= 12
    assert not any(
        row["detail"] for row in table("register_links.csv") if row["kind"] == "supports"
    )


def test_summaries_are_one_sentence_of_25_words_or_fewer() -> None:
    assert all(len(row["summary"].split()) <= 25 for row in table("nodes.csv"))


def test_planned_is_not_held() -> None:
    records = [r for b in document_batches(Report()) for r in b.records]
    states = Counter(r.statement.status for r in records)
    assert set(states) == set(Status)
    meeting = [
        r.statement
        for r in records
        if not isinstance(r, NodeRecord)
        and "somaliland" in f"{r.statement.subject} {r.statement.object}"
        and r.kind in (LinkKind.MET, LinkKind.TOOK_PART_IN)
        and "appg" in f"{r.statement.subject} {r.statement.object}"
    ]
    assert meeting
    assert all(said.status is not Status.HELD for said in meeting)


def test_an_unnamed_set_is_one_node_with_a_count_and_members_unknown(resolved: Resolved) -> None:
    sets = [n for n in resolved.nodes.values() if n.get("members") == "unknown"]
    assert any(n.get("count") == "15" for n in sets)


def node_called(resolved: Resolved, name: str, kind: NodeKind | None = None) -> str:
    found = [
        n.id
        for n in resolved.nodes.values()
        if name in (n.name, *n.aliases) and (kind is None or n.kind is kind)
    ]
    assert len(found) == 1, (name, found)
    return found[0]


def test_the_forum_is_mrcf_and_mrc_is_another_body(resolved: Resolved) -> None:
    assert node_called(resolved, "The Forum") == node_called(resolved, "MRCF")
    assert node_called(resolved, "MRC") != node_called(resolved, "MRCF")


def test_somaliland_is_not_somalia(resolved: Resolved) -> None:
    assert node_called(resolved, "Somaliland", NodeKind.COUNTRY) != node_called(
        resolved, "Somalia", NodeKind.COUNTRY
    )


def test_a_body_of_the_documents_and_of_the_register_is_one_node(resolved: Resolved) -> None:
    council = resolved.nodes[node_called(resolved, "Refugee Council")]
    sources = {s.source for s in council.statements}
    assert "appg-uk" in sources
    assert sources & DOCUMENTS


def test_the_migration_group_of_the_documents_is_the_registers(resolved: Resolved) -> None:
    sources = {s.source for s in resolved.nodes["appg:uk:migration"].statements}
    assert {"appg-uk", "doc-mapping", "doc-where-next"} <= sources


def test_no_person_is_tied_to_a_country_or_a_community(resolved: Resolved) -> None:
    forbidden = {NodeKind.COUNTRY, NodeKind.COMMUNITY}
    for link in resolved.links.values():
        kinds = {resolved.nodes[link.source].kind, resolved.nodes[link.target].kind}
        assert not (NodeKind.PERSON in kinds and kinds & forbidden)


def test_the_register_restated_has_its_figures(batches: tuple[Batch, ...]) -> None:
    register = next(b for b in batches if b.source.id == "appg-uk")
    groups = [r for r in register.records if isinstance(r, NodeRecord) and r.kind is NodeKind.APPG]
    assert len(groups) == 571
    country = [r for r in groups if ("category", "country") in r.statement.claims]
    assert len(country) == 96
    with_secretariat = {
        r.statement.object for r in register.records if r.kind is LinkKind.SECRETARIAT_OF
    }
    unnamed = [r for r in country if r.id not in with_secretariat]
    assert len(unnamed) >= 69


def test_the_addresses_of_the_register_are_pages_of_groups(batches: tuple[Batch, ...]) -> None:
    register = next(b for b in batches if b.source.id == "appg-uk")
    form = re.compile(
        r"https://publications\.parliament\.uk/pa/cm/cmallparty/\{yymmdd\}/[a-z0-9-]+\.htm"
    )
    assert all(form.fullmatch(r.statement.url) for r in register.records)


def test_the_tables_are_sorted_so_that_a_change_is_easy_to_read() -> None:
    ids = [row["id"] for row in table("nodes.csv")]
    assert ids == sorted(ids)


def test_the_readme_of_the_tour_names_every_table() -> None:
    folder = files("loaders") / "tour"
    text = (folder / "README.md").read_text(encoding="utf-8")
    for entry in folder.iterdir():
        if entry.name.endswith(".csv"):
            assert entry.name in text, entry.name


def test_every_table_is_well_formed_csv_with_lf_ends() -> None:
    for entry in (files("loaders") / "tour").iterdir():
        if entry.name.endswith(".csv"):
            data = entry.read_bytes()
            assert b"\r" not in data
            rows = list(csv.reader(data.decode("utf-8").splitlines()))
            assert len({len(row) for row in rows}) == 1, entry.name
