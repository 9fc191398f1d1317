"""Members of the House of Commons: who sits where, for whom, and since when."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadSource
from graph.model import Edition, LinkKind, NodeKind
from graph.network import Network
from graph.policy import has_contacts
from loaders.appg import AppgLoader
from loaders.base import Batch, Report
from loaders.parliament import ParliamentLoader
from loaders.parliament_parties import parties
from tests.land_cut import MEMBER, claim, joined, member, read, records, tied, told, write
from tests.loading import batch, node


def loaded(folder: Path, *rows: dict[str, str], report: Report | None = None) -> list[Batch]:
    path = write(folder / "members.csv", MEMBER, rows)
    return read(ParliamentLoader(), path, report=report)


def test_a_member_has_both_numbers_a_seat_and_a_party(tmp_path: Path) -> None:
    batches = loaded(tmp_path, member(5173, "Ann Body"))
    person = "person:twfy:25173"
    assert claim(batches, person, "identifier") == ["TWFY-25173", "UKPARL-5173"]
    assert claim(batches, person, "chamber") == ["commons"]
    assert claim(batches, person, "party") == ["Labour"]
    assert set(tied(batches, LinkKind.REPRESENTS)) == {(person, "place:E14005173")}
    assert set(tied(batches, LinkKind.SITS_FOR)) == {(person, "org:name:labour-party")}
    assert claim(batches, "place:E14005173", "identifier") == ["GSS-E14005173"]


def test_the_numbers_make_the_member_one_with_an_officer_of_a_group(tmp_path: Path) -> None:
    officer = node("person:mnis:5173", "Ann M. Body", "UKPARL-5173", kind=NodeKind.PERSON)
    graph = joined(*loaded(tmp_path, member(5173, "Ann Body")), batch(officer))
    assert graph.canonical["person:mnis:5173"] == graph.canonical["person:twfy:25173"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [("Mr Connor Body", "Connor Body"), ("Ms Ann Body", "Ann Body"), ("Sir Al Body", "Sir Al Body"),
     ("Siân Body", "Siân Body")],
)  # fmt: skip
def test_mr_and_ms_go_and_honours_stay(tmp_path: Path, written: str, shown: str) -> None:
    assert claim(loaded(tmp_path, member(1, written)), "person:twfy:20001", "name") == [shown]


def test_nobody_sits_for_a_constituency_before_it_was_made(tmp_path: Path) -> None:
    early = member(1, "Ann Body", Start_date="1983-06-09T00:00:00")
    late = member(2, "Ben Body", Start_date="2025-05-01T00:00:00")
    found = tied(loaded(tmp_path, early, late), LinkKind.REPRESENTS)
    (one,) = found["person:twfy:20001", "place:E14000001"]
    assert one.since == "2024-07-04"
    assert one.note == "In the House since 1983-06-09; the constituency is of 2024-07-04."
    (two,) = found["person:twfy:20002", "place:E14000002"]
    assert (two.since, two.note) == ("2025-05-01", "")


def test_who_is_elected_for_two_parties_sits_for_both(tmp_path: Path) -> None:
    batches = loaded(tmp_path, member(1, "Ann Body", Party_name="Labour (Co-op)"))
    found = tied(batches, LinkKind.SITS_FOR)
    assert {party for _, party in found} == {"org:name:labour-party", "org:name:co-operative-party"}
    assert all(said[0].detail == "Labour (Co-op)" for said in found.values())


def test_independents_and_the_speaker_sit_for_no_party(tmp_path: Path) -> None:
    report = Report()
    batches = loaded(
        tmp_path, member(1, "Ann Body", Party="Ind", Party_name="Independent"),
        member(2, "Ben Body", Party="Spk", Party_name="Speaker"), report=report,
    )  # fmt: skip
    assert tied(batches, LinkKind.SITS_FOR) == {}
    assert claim(batches, "person:twfy:20001", "party") == ["Independent"]
    assert report.facts["members who sit for no party (Speaker)"] == 1


def test_a_party_that_is_not_known_here_is_set_aside_and_the_member_kept(tmp_path: Path) -> None:
    report = Report()
    row = member(1, "Ann Body", Party="NEW", Party_name="New Dawn")
    batches = loaded(tmp_path, row, report=report)
    assert claim(batches, "person:twfy:20001", "party") == ["New Dawn"]
    assert report.set_aside == {"a party not known here: New Dawn": 1}


@pytest.mark.parametrize(
    ("cells", "reason"),
    [({"MP": ""}, "a constituency without a member"),
     ({"ID": "", "TheyWorkForYou_ID": ""}, "a member without a number"),
     ({"PCON24CD": "NaN"}, "a member for a place without a code")],
)  # fmt: skip
def test_rows_that_name_nobody_or_nowhere_are_set_aside(
    tmp_path: Path, cells: dict[str, str], reason: str
) -> None:
    report = Report()
    row = member(1, "Ann Body") | {key.replace("_", " "): value for key, value in cells.items()}
    loaded(tmp_path, row, member(2, "Ben Body"), report=report)
    assert report.set_aside == {reason: 1}
    assert (report.read, report.used) == (2, 1)


def test_a_constituency_has_one_member(tmp_path: Path) -> None:
    report = Report()
    second = member(2, "Ben Body", PCON24CD="E14000001")
    loaded(tmp_path, member(1, "Ann Body"), second, report=report)
    assert report.set_aside == {"a second member for one constituency": 1}


def test_the_list_is_of_the_newest_day_that_it_names(tmp_path: Path) -> None:
    late = member(2, "Ben Body", Start_date="2026-02-26T00:00:00")
    (batch,) = loaded(tmp_path, member(1, "Ann Body"), late)
    assert batch.edition.date == "2026-02-26"
    assert batch.edition.complete
    assert "Open Parliament Licence" in batch.source.attribution


def test_a_list_without_any_day_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match=r"no member has a start date \(members\.csv\)"):
        loaded(tmp_path, member(1, "Ann Body", Start_date="soon"))


def test_portrait_gender_and_address_are_not_kept(tmp_path: Path) -> None:
    text = repr(records(loaded(tmp_path, member(1, "Ann Body"))))
    assert "example.org" not in text
    assert "'F'" not in text
    assert not any(has_contacts(value) for value in text.split("'"))


def test_a_member_who_changed_party_is_told_by_the_editions(tmp_path: Path) -> None:
    was = loaded(tmp_path, member(1, "Ann Body"))
    late = member(2, "Ben Body", Start_date="2026-02-26T00:00:00")
    now = loaded(tmp_path, member(1, "Ann Body", Party="RUK", Party_name="Reform UK"), late)
    graph = joined(*was, *now)
    editions = [Edition(source="uk-members", date=d) for d in ("2024-07-04", "2026-02-26")]

    def party(day: str) -> set[str]:
        network = Network.build(
            graph.nodes.values(), graph.links.values(), editions=editions, as_of=day,
            sources=[was[0].source],
        )  # fmt: skip
        found = network.links_of("person:twfy:20001", LinkKind.SITS_FOR)
        return {node.name for node, _ in found}

    assert party("2025-01-01") == {"Labour Party"}
    assert party("2026-03-01") == {"Reform UK"}


@given(st.text(max_size=5), st.text(max_size=20))
def test_whatever_a_party_is_called_there_is_an_answer(code: str, name: str) -> None:
    found = parties(code, name)
    assert found is None or all(p.id.startswith("org:name:") for p in found)


# The real list


@cache
def real(folder: Path) -> tuple[list[Batch], Report]:
    report = Report()
    return read(ParliamentLoader(), folder / "parliament", report=report), report


@pytest.mark.real_data
def test_the_real_list_gives_650_members_and_their_parties(real_data: Path) -> None:
    batches, report = real(real_data)
    assert report.facts["members"] == 650
    assert report.facts["parties"] == 16
    assert len(tied(batches, LinkKind.REPRESENTS)) == 650
    assert not [reason for reason in report.set_aside if reason.startswith("a party")]
    assert len(told(batches, "person:twfy:26444")) == 1


@pytest.mark.real_data
@pytest.mark.slow
def test_officers_of_real_groups_meet_the_real_members(real_data: Path) -> None:
    batches, _ = real(real_data)
    groups = read(AppgLoader(), real_data / "appg" / "current")
    graph = joined(*batches, *groups)
    seats = tied(batches, LinkKind.REPRESENTS)
    members = {graph.canonical[person] for person, _ in seats}
    officers = {k.source for k in graph.links.values() if k.kind is LinkKind.OFFICER_OF}
    assert len(members) == 650
    assert len(members & officers) > 350
