"""The real registers: figures that are known from outside, and nobody who must not be there."""

import json
import re
import time
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from graph.identity.raw import RawGraph
from graph.identity.resolve import Resolved, resolve
from graph.model import LinkKind, LinkRecord, Method, NodeRecord
from graph.policy import has_contacts
from loaders.base import Batch, Report
from loaders.private_people import may_be_private
from tests.appg_cut import ids, links, load, node, texts

pytestmark = pytest.mark.real_data

GROUPS = {
    "2024-08-28": 34,
    "2024-10-09": 138,
    "2024-11-20": 273,
    "2025-01-02": 364,
    "2025-03-28": 450,
    "2025-05-07": 482,
    "2025-06-18": 514,
    "2025-09-09": 543,
    "2025-12-01": 558,
    "2026-01-12": 549,
    "2026-02-23": 557,
    "2026-05-18": 562,
    "2026-06-29": 571,
}


@cache
def current(folder: Path) -> tuple[list[Batch], Report]:
    report = Report()
    return load(folder / "appg" / "current", report=report), report


@cache
def everything(folder: Path) -> tuple[list[Batch], Report, float]:
    report, start = Report(), time.process_time()
    batches = load(folder / "appg" / "releases", folder / "appg" / "current", report=report)
    return batches, report, time.process_time() - start


@cache
def graph_of(folder: Path) -> Resolved:
    raw = RawGraph()
    for batch in everything(folder)[0]:
        for record in batch.records:
            raw.add(record)
    return resolve(raw, ())


def newest(folder: Path, source: str) -> Batch:
    return next(b for b in reversed(current(folder)[0]) if b.source.id == source)


def test_the_figures_of_the_register_of_29_june_2026(real_data: Path) -> None:
    facts = current(real_data)[1].facts
    wanted = {
        "groups": 571,
        "country groups": 96,
        "country groups without a secretariat": 69,
        "groups with a secretariat": 449,
        "groups with fewer than four officers": 32,
        "groups with a member list": 274,
        "member lists by hand": 115,
        "member lists found by AI": 159,
        "officers": 2249,
        "benefits received after they were registered": 9,
        "benefits whose period ends before it begins": 7,
    }
    assert {fact: facts[fact] for fact in wanted} == wanted


@pytest.mark.slow
def test_the_figures_of_the_devolved_registers(real_data: Path) -> None:
    facts = current(real_data)[1].facts
    found = [
        facts[f"{p}: groups"]
        for p in ("Scottish Parliament", "Senedd", "Northern Ireland Assembly")
    ]
    assert found == [104, 91, 56]
    devolved = {b.source.id: b.edition for b in current(real_data)[0] if b.edition.date > "2026-07"}
    assert set(devolved) == {"cpg-scotland", "cpg-senedd", "apg-ni"}
    assert {e.date for e in devolved.values()} == {"2026-07-21"}
    assert all(e.complete for e in devolved.values())


@pytest.mark.slow
def test_the_53_groups_that_left_are_parts_of_older_editions(real_data: Path) -> None:
    older = [b for b in current(real_data)[0] if b.edition.date < "2026-06"]
    assert not any(b.edition.complete for b in older)
    left = {i for b in older if b.source.id == "appg-uk" for i in ids(b) if i.startswith("appg:")}
    assert len(left) == 53
    assert {"appg:uk:turkey", "appg:uk:south-africa", "appg:uk:libya"} <= left


@pytest.mark.slow
def test_all_thirteen_releases_are_complete_and_of_the_known_size(real_data: Path) -> None:
    found = {
        b.edition.date: sum(i.startswith("appg:") for i in ids(b))
        for b in everything(real_data)[0]
        if b.source.id == "appg-uk" and b.edition.complete
    }
    assert found == GROUPS


@pytest.mark.slow
def test_reading_all_of_it_takes_less_than_twenty_seconds(real_data: Path) -> None:
    assert everything(real_data)[2] < 20


@pytest.mark.slow
def test_everything_read_is_used_or_set_aside_with_a_reason(real_data: Path) -> None:
    report = everything(real_data)[1]
    assert report.read == report.used + sum(report.set_aside.values())
    assert report.set_aside["no longer a member"] == 1054
    assert set(report.examples) == set(report.set_aside)


@pytest.mark.slow
def test_no_contact_detail_is_in_any_record(real_data: Path) -> None:
    assert [text for text in texts(everything(real_data)[0]) if has_contacts(text)] == []


def staff(folder: Path) -> set[str]:
    """Names that stand in the register as points of enquiry: staff, bodies and a few peers."""
    names: set[str] = set()
    with zipfile.ZipFile(folder / "appg" / "current" / "appgs.zip") as archive:
        for name in archive.namelist():
            if name.endswith(".json"):
                contact = json.loads(archive.read(name))["contact_details"]
                point = contact["public_enquiry_point_name"] or ""
                names.add(re.split(r"[,.]| Tel", point)[0].strip())
    return {name for name in names if 2 <= len(name.split()) <= 3}


@pytest.mark.slow
def test_none_of_the_staff_named_for_enquiries_is_in_any_record(real_data: Path) -> None:
    names = {
        value
        for batch in current(real_data)[0]
        for record in batch.records
        if isinstance(record, NodeRecord)
        for key, value in record.statement.claims
        if key in ("name", "alias")
    }
    private = {name for name in staff(real_data) if may_be_private(name)}
    assert len(private) > 250
    assert not private & names


def test_every_country_group_is_about_a_place_or_people(real_data: Path) -> None:
    register = newest(real_data, "appg-uk")
    about = {
        s.subject for s in links(register, LinkKind.ABOUT) if not s.object.startswith("theme:")
    }
    country = {
        r.id
        for r in register.records
        if isinstance(r, NodeRecord) and r.statement.values("category") == ("country",)
    }
    assert len(country) == 96
    assert country <= about


@pytest.mark.parametrize(
    ("slug", "topic"),
    [
        ("somaliland", "country:somaliland"),
        ("kurds", "community:kurds"),
        ("taiwan", "country:TW"),
        ("turkiye", "country:TR"),
        ("palestine", "country:PS"),
        ("ghana", "country:GH"),
        ("refugees", "theme:refugees"),
    ],
)
def test_groups_are_about_what_their_title_names(real_data: Path, slug: str, topic: str) -> None:
    said = links(newest(real_data, "appg-uk"), LinkKind.ABOUT)
    assert topic in {s.object for s in said if s.subject == f"appg:uk:{slug}"}


def test_the_group_on_ghana_has_its_officers_and_secretariat(real_data: Path) -> None:
    register = newest(real_data, "appg-uk")
    officers = {
        s.subject for s in links(register, LinkKind.OFFICER_OF) if s.object == "appg:uk:ghana"
    }
    assert {node(register, o).values("name")[0] for o in officers} == {
        "Bell Ribeiro-Addy",
        "Baroness Coffey",
        "Lord Boateng",
        "Ben Obese-Jecty",
    }
    secretariat = [
        s.subject for s in links(register, LinkKind.SECRETARIAT_OF) if s.object == "appg:uk:ghana"
    ]
    assert secretariat == ["org:name:ghana-union"]


def test_secretariats_come_to_about_450_bodies_and_ten_private_people(real_data: Path) -> None:
    register = newest(real_data, "appg-uk")
    bodies = {s.subject for s in links(register, LinkKind.SECRETARIAT_OF)}
    assert 430 <= len(bodies) <= 460
    islands = {
        s.subject
        for s in links(register, LinkKind.SECRETARIAT_OF)
        if s.object == "appg:uk:channel-islands"
    }
    assert islands == {"org:name:government-of-jersey", "org:name:government-of-guernsey"}
    assert current(real_data)[1].set_aside["a secretariat who is a private person"] == 11


def test_payers_come_to_about_340_names(real_data: Path) -> None:
    said = links(newest(real_data, "appg-uk"), LinkKind.SUPPORTS)
    payers = {s.subject for s in said if s.detail.startswith("pays")}
    assert 320 <= len(payers) <= 350
    indonesia = [s for s in said if s.object == "appg:uk:indonesia"]
    assert [s.subject for s in indonesia] == [
        "org:name:indonesian-chamber-of-commerce-and-industry"
    ]


def test_members_lists_keep_their_methods_apart(real_data: Path) -> None:
    said = links(newest(real_data, "appg-members"), LinkKind.MEMBER_OF)
    methods = Counter(s.method for s in said)
    assert set(methods) == {Method.HAND, Method.AI_SEARCH}
    assert len({s.object for s in said}) == 274


def test_a_senedd_list_names_no_private_person(real_data: Path) -> None:
    batch = newest(real_data, "cpg-senedd")
    people = [s for s in links(batch, LinkKind.MEMBER_OF) if s.subject.startswith("person:")]
    assert len({s.subject for s in people}) == 85
    bodies = {s.subject for s in links(batch, LinkKind.MEMBER_OF)} - {s.subject for s in people}
    assert {"org:name:tai-pawb", "org:name:african-community-centre"} <= bodies


def test_the_sample_folder_is_only_a_part(real_data: Path) -> None:
    batches = load(real_data / "appg" / "sample")
    assert not any(b.edition.complete for b in batches)
    groups = {i for b in batches for i in ids(b) if i.startswith("appg:")}
    assert len(groups) == 13


def test_release_and_current_state_agree_on_the_register_itself(real_data: Path) -> None:
    release = load(real_data / "appg" / "releases" / "260629.zip")[0]
    state = newest(real_data, "appg-uk")
    for kind in (LinkKind.SECRETARIAT_OF, LinkKind.SUPPORTS):
        assert links(release, kind) == links(state, kind)
    named = [Counter(s.object for s in links(b, LinkKind.OFFICER_OF)) for b in (release, state)]
    assert named[0] == named[1]


@pytest.mark.slow
def test_names_of_older_releases_join_the_numbered_people(real_data: Path) -> None:
    resolved = graph_of(real_data)
    assert resolved.canonical["person:name:kim-johnson"] == "person:twfy:25803"
    loose = [n for n in resolved.nodes.values() if n.id.startswith("person:name:")]
    assert sum(not n.name.startswith(("Lord ", "Baroness ")) for n in loose) < 80


@pytest.mark.slow
def test_every_link_of_every_edition_stands_between_nodes(real_data: Path) -> None:
    kinds = Counter(link.kind for link in graph_of(real_data).links.values())
    assert kinds[LinkKind.OFFICER_OF] > 3000
    assert kinds[LinkKind.MEMBER_OF] > 10_000
    assert min(kinds[k] for k in (LinkKind.ABOUT, LinkKind.SUPPORTS, LinkKind.SECRETARIAT_OF)) > 500


@pytest.mark.slow
def test_the_same_files_give_the_same_records(real_data: Path) -> None:
    again = load(real_data / "appg" / "current")
    assert [b.records for b in again] == [b.records for b in current(real_data)[0]]
    assert all(isinstance(r, LinkRecord | NodeRecord) for b in again for r in b.records)
