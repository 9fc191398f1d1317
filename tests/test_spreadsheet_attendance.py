"""Attendance lists: who came to what, in a grid of marks or row by row; nobody private is kept."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import BadSource
from graph.model import Status
from tests.sheets import Read, csv_files, workbook

TRUST, FORUM = "org:name:kenya-trust", "org:name:east-forum"


def read(tmp_path: Path, text: str, name: str = "attendance") -> Read:
    return Read(csv_files(tmp_path, **{name: text}))


def test_a_grid_of_marks_is_one_event_a_column(tmp_path: Path) -> None:
    found = read(tmp_path, (
        "Organisation,Roundtable 3 September 2026,Launch 14 October 2026\n"
        "Kenya Trust,x,\nEast Forum,apologies,✓\n"
    ))  # fmt: skip
    assert found.links == [
        (FORUM, "took_part_in", "event:launch-14-october-2026"),
        (TRUST, "took_part_in", "event:roundtable-3-september-2026"),
    ]
    days = {s.object: (s.since, s.until) for s in found.statements if s.object}
    assert days["event:launch-14-october-2026"] == ("2026-10-14", "2026-10-14")


def test_rows_with_an_event_and_a_date_are_one_event_a_day(tmp_path: Path) -> None:
    found = read(tmp_path, (
        "Organisation,Event,Date\nKenya Trust,Steering group,01/09/2026\n"
        "East Forum,Steering group,01/10/2026\nKenya Trust,Steering group,01/10/2026\n"
    ))  # fmt: skip
    assert [target for _, _, target in found.links] == [
        "event:steering-group-2026-10-01",
        "event:steering-group-2026-09-01",
        "event:steering-group-2026-10-01",
    ]


def test_an_event_is_named_by_its_sheet_or_by_the_title_above_the_headings(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Organisation", "Role"], ["Kenya Trust", ""]]
    found = Read([workbook(tmp_path / "a.xlsx", **{"Attendance Spring summit": rows})])
    assert found.links == [(TRUST, "took_part_in", "event:spring-summit")]
    rows = [["Diaspora roundtable 2026"], [], *rows]
    found = Read([workbook(tmp_path / "b.xlsx", Attendees=rows)])
    assert found.links == [(TRUST, "took_part_in", "event:diaspora-roundtable-2026")]


def test_a_column_headed_by_a_date_only_takes_the_name_of_the_sheet(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Organisation", "12/03/2026"], ["Kenya Trust", "yes"]]
    found = Read([workbook(tmp_path / "a.xlsx", **{"Steering group": rows})])
    assert found.links == [(TRUST, "took_part_in", "event:steering-group-12-03-2026")]
    assert found.link("took_part_in").since == "2026-03-12"


def test_an_event_that_nothing_names_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="nothing tells which event this is") as error:
        read(tmp_path, "Name,Organisation\n,Kenya Trust\n")
    assert "row 2" in str(error.value)


@pytest.mark.parametrize("mark", ["x", "X", "✓", "yes", "1", "Attended", "online"])
def test_whoever_came_took_part(tmp_path: Path, mark: str) -> None:
    found = read(tmp_path, f"Organisation,Meeting of May\nKenya Trust,{mark}\n")
    assert found.link("took_part_in").status is Status.HELD


@pytest.mark.parametrize("mark", ["invited", "confirmed", "tbc", "registered"])
def test_whoever_is_only_invited_is_planned_never_held(tmp_path: Path, mark: str) -> None:
    found = read(tmp_path, f"Organisation,Meeting of May\nKenya Trust,{mark}\n")
    assert found.link("took_part_in").status is Status.PLANNED


def test_an_event_after_the_day_of_the_sheet_is_planned(tmp_path: Path) -> None:
    found = read(tmp_path, "Organisation,Launch 14 January 2027\nKenya Trust,yes\n")
    assert found.link("took_part_in").status is Status.PLANNED


@pytest.mark.parametrize("mark", ["no", "apologies", "0", "", "absent"])
def test_whoever_did_not_come_is_not_linked(tmp_path: Path, mark: str) -> None:
    text = f"Organisation,Meeting of May\nKenya Trust,{mark}\nEast Forum,x\n"
    found = read(tmp_path, text)
    assert [source for source, _, _ in found.links] == [FORUM]
    assert found.report.facts["rows of people who did not come"] == 1


def test_a_mark_that_says_neither_is_asked_about(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="'perhaps not' does not say whether somebody came"):
        read(tmp_path, "Organisation,Event,Status\nKenya Trust,Launch 2026,perhaps not\n")


def test_people_are_kept_only_in_a_public_office(tmp_path: Path) -> None:
    found = read(tmp_path, (
        "Name,Organisation,Role,Event\n"
        "Ann Body,Kenya Trust,Chair of trustees,Launch\n"
        "Ben Body,Kenya Trust,Support worker,Launch\n"
        "Cat Body,Kenya Trust,,Launch\n"
        "Dan Body MP,,,Launch\n"
        "Cllr Eve Body,,Councillor,Launch\n"
    ))  # fmt: skip
    people = sorted(i for i in found.nodes if i.startswith("person:"))
    assert people == [f"person:name:{n}" for n in ("ann-body", "dan-body", "eve-body")]
    assert found.report.set_aside == {"person without a public role": 2}
    told = repr(found.records)
    assert "Ben Body" not in told
    assert "Cat Body" not in told


def test_a_body_counts_though_its_person_is_not_kept(tmp_path: Path) -> None:
    found = read(tmp_path, "Name,Organisation,Event\nBen Body,Kenya Trust,Launch\n")
    assert found.links == [(TRUST, "took_part_in", "event:launch")]


def test_whoever_leads_the_body_of_the_row_is_its_officer(tmp_path: Path) -> None:
    rows = "Ann Body,Kenya Trust,Director,Launch\nEve Body,Kenya Trust,Councillor,Launch\n"
    found = read(tmp_path, f"Name,Organisation,Role,Event\n{rows}")
    assert ("person:name:ann-body", "officer_of", TRUST) in found.links
    assert not any(s == "person:name:eve-body" and k == "officer_of" for s, k, _ in found.links)


def test_a_name_that_shows_a_body_is_one(tmp_path: Path) -> None:
    found = read(tmp_path, "Attendee,Event\nKenya Trust,Launch\nAPPG on Kenya,Launch\n", "mine")
    assert sorted(source for source, _, _ in found.links) == ["appg:uk:kenya", TRUST]


def test_several_bodies_in_a_cell_all_came(tmp_path: Path) -> None:
    found = read(tmp_path, "Organisation,Event\nKenya Trust; East Forum,Launch\n")
    assert sorted(source for source, _, _ in found.links) == [FORUM, TRUST]


def test_the_list_finds_the_rows_of_the_nodes(tmp_path: Path) -> None:
    found = Read(csv_files(
        tmp_path, nodes="name,kind,id,charity no\nKenya Trust,charity,kt,1014576\nLaunch,event,,\n",
        attendance="Organisation,Event\nkt,Launch\n",
    ))  # fmt: skip
    assert found.links == [("org:GB-CHC-1014576", "took_part_in", "event:launch")]
    assert len(found.batches) == 1


def test_contact_columns_of_an_attendance_list_are_not_read(tmp_path: Path) -> None:
    found = read(tmp_path, (
        "Name,Email,Phone,Organisation,Event\n"
        "Ann Body,ann@example.org,020 7946 0000,Kenya Trust,Launch\n"
    ))  # fmt: skip
    assert "example.org" not in repr(found.records)
    assert "7946" not in repr(found.records)


@pytest.mark.parametrize("heading", ["Keen", "Paid", "Priority", "Charity"])
def test_a_column_of_yes_and_no_that_names_no_meeting_is_no_event(
    tmp_path: Path, heading: str
) -> None:
    found = read(tmp_path, f"Organisation,{heading}\nKenya Trust,yes\n", "mine")
    assert list(found.nodes) == [TRUST]
    assert found.links == []


MARK = st.sampled_from(["x", "yes", "no", "", "apologies", "invited", "tbc", "✓"])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(MARK, MARK), min_size=1, max_size=6))
def test_there_are_as_many_links_as_marks_of_coming(
    tmp_path: Path, marks: list[tuple[str, str]]
) -> None:
    rows = "".join(f"Trust {n},{a},{b}\n" for n, (a, b) in enumerate(marks))
    found = read(tmp_path, f"Organisation,Meeting one,Meeting two\n{rows}")
    came = [m for pair in marks for m in pair if m not in ("no", "", "apologies")]
    assert len(found.links) == len(came)
    held = sum(s.status is Status.HELD for s in found.statements if s.object)
    assert held == sum(m in ("x", "yes", "✓") for m in came)
