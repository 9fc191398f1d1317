"""Brokers and reach in a terminal: coverage first, who has no route apart from who is unknown."""

from dataclasses import replace
from functools import cache

import pytest

from api.words import cite, named
from api.words_routes import brokers_lines, reach_lines
from graph.results_routes import BrokersAnswer, ReachAnswer
from tests.terminal import MARKS, backed, beneath, doubted, explorer, uncited, unmarked

NONE, UNKNOWN = "No route in these sources (", "Unknown: no source held tells of a contact ("


@cache
def brokers() -> BrokersAnswer:
    return explorer().brokers(networks=0, limit=5)


@cache
def reach(name: str = "", limit: int = 20) -> ReachAnswer:
    return explorer().reach(name, limit=limit)


def with_none(rows: int, in_all: int) -> ReachAnswer:
    """The whole answer with so many rows that have no route."""
    answer = reach()
    row = replace(answer.unknown[0], state="none", words="Somebody: no route found.")
    return replace(answer, none=(row,) * rows, none_in_all=in_all)


# ---- brokers


def test_coverage_and_method_are_told_before_any_broker() -> None:
    answer = brokers()
    lines = list(brokers_lines(answer))
    assert lines[:2] == [answer.caution, answer.method]
    heads = [line for line in lines if line.startswith("- ")]
    assert heads == [f"- {named(b.node)}" for b in answer.brokers]


def test_each_broker_tells_what_breaks_then_each_figure_then_its_sources() -> None:
    lines = list(brokers_lines(brokers()))
    for broker in brokers().brokers:
        block = beneath(lines, f"- {named(broker.node)}")[0]
        figures = [one.words for one in broker.explained if one.measure != "cut"]
        assert block[: 1 + len(figures)] == [broker.if_left, *figures]
        proof = [cite(e) for one in broker.explained for e in one.evidence]
        sources = block[1 + len(figures) :]
        assert sources == list(dict.fromkeys(proof[:2]))
        assert sources


def test_being_a_cut_is_said_once_in_what_breaks() -> None:
    told = [b for b in brokers().brokers if any(one.measure == "cut" for one in b.explained)]
    assert told
    lines = list(brokers_lines(brokers()))
    for broker in told:
        (cut,) = [one for one in broker.explained if one.measure == "cut"]
        assert sum(cut.words in line for line in lines) == (cut.words == broker.if_left)


@pytest.mark.parametrize("mark", MARKS)
def test_no_mark_of_a_brokers_links_is_lost(mark: str) -> None:
    lines = list(brokers_lines(doubted(brokers(), mark)))
    for broker in brokers().brokers:
        assert any(mark in x for x in beneath(lines, f"- {named(broker.node)}")[0])


def test_no_brokers_leave_coverage_method_and_notes() -> None:
    answer = replace(brokers(), brokers=())
    notes = [f"Note: {note}" for note in answer.notes]
    assert notes
    assert list(brokers_lines(answer)) == [answer.caution, answer.method, *notes]


# ---- reach


@pytest.mark.parametrize("name", ["", "Ghana", "Kenya", "Harambee Trust", "Health"])
def test_every_hop_and_every_row_is_followed_by_its_source(name: str) -> None:
    answer = reach(name)
    lines = list(reach_lines(answer))
    assert lines[0] == answer.headline
    routes = [row.path for row in answer.reached if row.path]
    rows = (*answer.none, *answer.unknown)
    assert uncited(tuple(routes), lines) == []
    assert uncited(rows, lines) == []
    assert all(f"- {row.words}" in lines for row in (*answer.reached, *rows))


@pytest.mark.parametrize("mark", MARKS)
def test_no_mark_of_a_route_or_row_is_lost(mark: str) -> None:
    answer = doubted(reach("Ghana"), mark)
    routes = tuple(row.path for row in answer.reached)
    assert list(backed(routes))
    assert unmarked(routes, reach_lines(answer), mark) == []
    whole = doubted(reach(), mark)
    assert unmarked(whole.unknown, reach_lines(whole), mark) == []


def test_no_route_and_unknown_are_told_apart_and_from_who_has_a_route() -> None:
    lines = list(reach_lines(with_none(1, 1)))
    none = lines.index(f"{NONE}1):")
    unknown = lines.index(f"{UNKNOWN}2):")
    assert none < unknown
    assert lines[none + 1] == "- Somebody: no route found."
    for row in reach().unknown:
        assert f"- {row.words}" in lines[unknown:]
        assert not any(row.words in line for line in lines[:unknown])
    for row in reach().reached:
        assert f"- {row.words}" in lines[:none]


@pytest.mark.parametrize("limit", [1, 2, 6, 7])
def test_rows_that_are_cut_are_counted_each_under_its_heading(limit: int) -> None:
    answer = reach("", limit)
    lines = list(reach_lines(answer))
    at = lines.index(f"{UNKNOWN}2):")
    rests = [
        (n, line) for n, line in enumerate(lines) if line.startswith("…")
    ]  # fmt: skip
    wanted = []
    if limit < 7:
        wanted.append((True, f"… and {7 - limit} more."))
    if limit < 2:
        wanted.append((False, "… and 1 more."))
    assert [(n < at, line) for n, line in rests] == wanted
    assert "… and 3,000 more." in list(reach_lines(with_none(1, 3001)))


def test_a_heading_without_rows_is_left_out() -> None:
    lines = list(reach_lines(reach("Ghana")))
    assert not any(line.startswith((NONE, UNKNOWN)) for line in lines)
    assert not any(line.startswith("Officers") for line in reach_lines(reach()))


def test_officers_come_last_with_office_whether_met_and_both_sources() -> None:
    answer = reach("Ghana")
    lines = list(reach_lines(answer))
    at = lines.index("Officers of the groups concerned, met or not:")
    (officer,) = answer.officers
    assert lines[at + 1] == f"- Ghana: Member for Eastmarch, Chair. {officer.words}"
    assert "which does not say never" in lines[at + 1]
    assert beneath(lines[at:], "- Ghana: ")[0] == [cite(e) for e in officer.evidence[:2]]
    unnamed = replace(officer, officer=None, office="", words="The register names none.")
    told = list(reach_lines(replace(answer, officers=(unnamed,))))
    assert "- Ghana: No officer is named. The register names none." in told


@pytest.mark.parametrize("mark", MARKS)
def test_a_meeting_that_is_not_held_keeps_its_mark(mark: str) -> None:
    answer = doubted(reach("Ghana"), mark)
    assert unmarked(answer.officers, reach_lines(answer), mark) == []


def test_notes_come_at_the_end() -> None:
    notes = [f"Note: {note}" for note in reach().notes]
    assert list(reach_lines(reach()))[-len(notes) :] == notes
