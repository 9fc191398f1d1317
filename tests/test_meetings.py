"""Heritage, country, group, officers: met, met as a group, planned, or no meeting recorded."""

import pytest

from graph.analysis.meetings import officer_meetings
from graph.explorer import Explorer
from graph.model import Link, LinkKind, NodeKind, Status
from graph.network import Network
from graph.results_routes import OfficerMeeting
from tests.sketch import body, group, network, officers, person, tie


def kenya(*more: Link) -> Network:
    nodes = [
        person("p", "Ann Other"), person("q", "Ben Other"), group("g", "Kenya Group"),
        body("k", "Kenya", NodeKind.COUNTRY), body("b", "Harambee"),
    ]  # fmt: skip
    links = [*officers("q g"), *officers("p g", detail="Chair"), tie(LinkKind.ABOUT, "g k")]
    return network(nodes, [*links, *more])


def rows(net: Network) -> tuple[OfficerMeeting, ...]:
    return officer_meetings(net, [net.index["k"]])


def test_the_officers_of_a_countrys_group_are_listed_those_who_lead_first() -> None:
    assert [(r.officer and r.officer.id, r.office) for r in rows(kenya())] == [
        ("p", "Chair"), ("q", "officer"),
    ]  # fmt: skip


def test_no_recorded_meeting_is_not_called_never() -> None:
    first = rows(kenya())[0]
    assert (first.state, first.who) == ("not_recorded", None)
    assert first.words == (
        "No meeting with Ann Other is recorded in these sources, which does not say never."
    )
    assert len(first.evidence) == 2


def test_a_meeting_with_an_officer_is_told_with_who_met_and_when() -> None:
    first, second = rows(kenya(tie(LinkKind.MET, "b p", seen=("2025-03-01",))))
    assert (first.state, first.who and first.who.id) == ("met", "b")
    assert first.words == "Harambee met Ann Other, by a source of 1 March 2025."
    assert second.state == "not_recorded"
    assert len(first.evidence) == 3


def test_a_meeting_with_the_group_is_none_with_the_officer() -> None:
    first = rows(kenya(tie(LinkKind.MET, "b g")))[0]
    assert first.state == "group_met"
    assert first.words.endswith("no meeting with Ann Other is recorded.")


@pytest.mark.parametrize("status", [Status.PLANNED, Status.CLAIMED, Status.INFERRED])
def test_what_is_not_held_is_not_met(status: Status) -> None:
    first = rows(kenya(tie(LinkKind.MET, "b p", status=status)))[0]
    assert first.state == "not_held"
    assert first.words.startswith("A meeting of Harambee with Ann Other")


def test_a_held_meeting_with_the_group_goes_before_a_planned_one_with_the_officer() -> None:
    planned, held = tie(LinkKind.MET, "b p", status=Status.PLANNED), tie(LinkKind.MET, "b g")
    assert rows(kenya(planned, held))[0].state == "group_met"


def test_a_group_without_officers_is_told_as_such() -> None:
    drawn = network(
        [group("g", "Kenya Group"), body("k", kind=NodeKind.COUNTRY)], [tie(LinkKind.ABOUT, "g k")]
    )
    (row,) = rows(drawn)
    assert row.officer is None
    assert "whose officers no source names" in row.words


def test_the_shipped_data_tell_of_ghana_and_of_kenya(shipped: Explorer) -> None:
    ghana = shipped.reach("Ghana").officers
    assert [r.officer and r.officer.name for r in ghana] == [
        "Bell Ribeiro-Addy", "Baroness Coffey", "Lord Boateng", "Ben Obese-Jecty",
    ]  # fmt: skip
    assert {r.state for r in ghana} == {"not_recorded"}
    (build,) = shipped.reach("Kenyans in West London").officers
    assert (build.state, build.who and build.who.name) == ("group_met", "BUILD")
