"""Lists of names in a terminal: recognised, unclear and unknown apart; held, missing, changed."""

from dataclasses import replace
from functools import cache

import pytest

from api.words import cite
from api.words_rooms import HEADINGS, interlocks_lines, names_lines, room_lines, watch_lines
from graph.results_rooms import InterlocksAnswer, RoomAnswer, SideName, WatchAnswer
from tests.answers import ref
from tests.terminal import MARKS, beneath, doubted, explorer, uncited, unmarked

NAMES = ("GB-CHC-9000001", "Ashanti Union of London", "Qqqq", "member for")


@cache
def room(limit: int = 10, scope: str = "") -> RoomAnswer:
    return explorer().room(NAMES, scope=scope, limit=limit)


@cache
def interlocks(limit: int = 50) -> InterlocksAnswer:
    return explorer().interlocks((*NAMES, "Anadolu Evi", "cpg-africa"), limit=limit)


@cache
def watch() -> WatchAnswer:
    names = ("appg-nepal", "appg-remittances", "GB-CHC-9000001")
    return explorer().watch(names, "2025-06-09", "2026-06-29")


# ---- names


def test_recognised_unclear_and_unknown_names_are_three_lists() -> None:
    lines = list(names_lines(room().names))
    first, unclear, unknown = (
        next(n for n, line in enumerate(lines) if line.startswith(heading))
        for heading in ("RECOGNISED (2)", "UNCLEAR (1): give the id", "NOT RECOGNISED (1)")
    )
    assert first < unclear < unknown
    assert "  GB-CHC-9000001: Harambee Trust (organisation) GB-CHC-9000001" in lines[:unclear]
    assert lines[unclear + 1] == "  member for"
    choices = lines[unclear + 2 : unknown]
    assert len(choices) == min(5, len(room().names.ambiguous[0].choices)) > 1
    assert all(line.startswith("      may be Member for ") for line in choices)
    assert lines[unknown + 1] == "  Qqqq"


def test_a_name_that_is_unknown_has_what_is_spelt_like_it_beneath() -> None:
    lines = list(names_lines(explorer().room(("Harambe Trst", "org-council")).names))
    assert lines[0] == "RECOGNISED (1)"
    at = lines.index("NOT RECOGNISED (1)")
    assert "      spelt like Harambee Trust (organisation)   GB-CHC-9000001" in lines[at + 2 :]


def test_headings_of_what_there_is_not_are_left_out() -> None:
    names = replace(room().names, ambiguous=(), unmatched=())
    assert [line for line in names_lines(names) if not line.startswith(" ")] == ["RECOGNISED (2)"]


# ---- the room


def test_what_the_room_holds_is_followed_by_its_source() -> None:
    answer = room()
    held = tuple(held for side in answer.sides for held in side.held)
    lines = list(room_lines(answer))
    assert len(held) > 3
    assert uncited(held, lines) == []
    for side in answer.sides:
        for missing in side.missing:
            assert f"  - {missing.words}" in lines
            if missing.path:
                assert uncited(missing.path, lines) == []


@pytest.mark.parametrize("mark", MARKS)
def test_no_mark_of_what_a_room_holds_or_how_to_reach_who_is_missing_is_lost(mark: str) -> None:
    answer = doubted(room(), mark)
    assert unmarked(answer.sides, room_lines(answer), mark) == []


def test_the_scope_is_told_before_what_is_missing() -> None:
    lines = list(room_lines(room()))
    assert lines.index("Compared with: the whole network.") < lines.index(room().headline)
    assert "Compared with: West Africa (country or region)." in list(
        room_lines(room(scope="West Africa"))
    )


@pytest.mark.parametrize("limit", [1, 2, 10])
def test_what_a_side_cuts_is_counted_held_and_missing_apart(limit: int) -> None:
    answer = room(limit)
    lines = list(room_lines(answer))
    for side in (side for side in answer.sides if side.expected):
        heading = f"{HEADINGS[side.side].upper()}: {side.held_in_all} of {side.expected} in"
        at = next(n for n, line in enumerate(lines) if line.startswith(heading))
        block = lines[at : lines.index("", at)]
        held, missing = side.held_in_all - len(side.held), side.missing_in_all - len(side.missing)
        assert [x for x in block if x.startswith("  + and")] == (
            [f"  + and {held} more"] if held else []
        )
        assert [x for x in block if x.startswith("  - and")] == (
            [f"  - and {missing} more missing"] if missing else []
        )


def test_a_side_of_which_nothing_is_recorded_is_no_side_that_lacks_nothing() -> None:
    answer = room()
    lines = list(room_lines(answer))
    assert "Nothing is recorded there of: parties." in lines
    assert not any(line.startswith("PARTIES") for line in lines)
    full = replace(answer, sides=tuple(s for s in answer.sides if s.side is not SideName.PARTIES))
    assert not any("Nothing is recorded" in line for line in room_lines(full))


def test_an_invitation_tells_what_it_brings_who_reaches_it_and_whom_instead() -> None:
    answer = room(2)
    first = answer.invitations[0]
    swapped = replace(first, swaps=(ref("org-nurses"), ref("org-council")), hops=1, brings_in_all=5)
    alone = replace(first, introducer=None, hops=0, swaps=())
    answer = replace(answer, invitations=(swapped, alone), invitations_in_all=6)
    lines = list(room_lines(answer))
    head = f"WHOM TO INVITE (2 of 6; all would bring {answer.coverable} missing things)"
    at = lines.index(head)
    brings = ", ".join(item.name for item in first.brings)
    there = f"with it {first.covered} of {answer.coverable} are there"
    assert first.introducer
    assert lines[at + 1 : at + 6] == [
        f"1. {first.node.name} (organisation): {brings} and {5 - len(first.brings)} more",
        f"     through {first.introducer.name}, 1 hop; {there}",
        "     or instead: African Nurses’ Association; Council of Diaspora Bodies",
        f"2. {first.node.name} (organisation): {brings}",
        f"     no recorded route; {there}",
    ]
    none = replace(answer, invitations=(), invitations_in_all=0)
    assert not any("WHOM TO INVITE" in line for line in room_lines(none))


# ---- interlocks


def test_what_is_shared_has_the_source_of_each_link_beneath() -> None:
    answer = interlocks()
    lines = list(interlocks_lines(answer))
    assert len(answer.shared) > 2
    for shared in answer.shared:
        block = beneath(lines, f"- [{shared.kind}] {shared.words}")[0]
        assert [cite(link.evidence[0]) for link in shared.links[:4]] == block


@pytest.mark.parametrize(("number", "told"), [(4, []), (5, ["… and 1 more link."])])
def test_of_many_links_to_one_shared_thing_the_rest_is_counted(
    number: int, told: list[str]
) -> None:
    answer = interlocks()
    shared = replace(answer.shared[0], links=(answer.shared[0].links * 5)[:number])
    lines = list(interlocks_lines(replace(answer, shared=(shared,), shared_in_all=1)))
    assert [line.strip() for line in lines if "more link" in line] == told


@pytest.mark.parametrize("mark", MARKS)
def test_no_mark_of_what_is_shared_is_lost(mark: str) -> None:
    answer = doubted(interlocks(), mark)
    lines = list(interlocks_lines(answer))
    for shared in answer.shared:
        block = beneath(lines, f"- [{shared.kind}] {shared.words}")[0]
        assert sum(mark in line for line in block) == len(shared.links[:4])


@pytest.mark.parametrize("limit", [1, 50])
def test_shared_things_that_are_cut_are_counted(limit: int) -> None:
    answer = interlocks(limit)
    cut = [line for line in interlocks_lines(answer) if line.startswith("…")]
    rest = answer.shared_in_all - 1
    assert rest > 0
    assert cut == ([f"… and {rest} more."] if limit == 1 else [])


def test_who_shares_nothing_is_named_as_nothing_recorded() -> None:
    answer = interlocks()
    lines = list(interlocks_lines(answer))
    at = lines.index("Share nothing that is recorded with the others:")
    assert lines[at + 1] == "  Cross-Party Group on Africa (parliamentary group)"
    none = interlocks_lines(replace(answer, alone=()))
    assert not any("Share nothing" in line for line in none)


# ---- watch


def test_lapses_and_new_money_are_followed_by_their_sources() -> None:
    answer = watch()
    lines = list(watch_lines(answer))
    assert answer.lapses
    assert answer.money
    assert uncited(answer.lapses, lines) == []
    assert uncited(answer.changes, lines) == []
    for new in answer.money:
        assert beneath(lines, f"- {new.words}")[0][0] == cite(new.link.evidence[0])


@pytest.mark.parametrize("mark", MARKS)
def test_no_mark_of_a_lapse_or_of_new_money_is_lost(mark: str) -> None:
    answer = doubted(watch(), mark)
    lines = list(watch_lines(answer))
    assert unmarked(answer.lapses, lines, mark) == []
    for new in answer.money:
        assert any(mark in line for line in beneath(lines, f"- {new.words}")[0])


def test_the_headline_counts_the_changes_that_are_cut_too() -> None:
    names = ("appg-nepal", "appg-ghana", "appg-remittances")
    whole = explorer().watch(names, "2025-06-09", "2026-06-29")
    answer = explorer().watch(names, "2025-06-09", "2026-06-29", limit=1)
    assert answer.headline == whole.headline
    assert f"{answer.changes_in_all} changes" in answer.headline
    rest = answer.changes_in_all - 1
    assert rest == len(whole.changes) - 1 > 0
    assert f"… and {rest} more changes." in list(watch_lines(answer))


def test_who_did_not_change_is_named_last_and_only_then() -> None:
    answer = replace(watch(), unchanged=(ref("org-council"), ref("org-nurses")))
    assert list(watch_lines(answer))[-1] == (
        "Unchanged: Council of Diaspora Bodies; African Nurses’ Association."
    )
    bare = replace(answer, unchanged=(), lapses=(), money=())
    told = list(watch_lines(bare))
    assert not any(line.startswith(("Unchanged", "Lapses", "New money")) for line in told)
