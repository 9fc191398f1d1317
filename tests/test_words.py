"""Answers in a terminal: what is said first, sources and marks beneath, what is cut counted."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest

from api.words import (
    changes_lines,
    cite,
    cites,
    find_lines,
    gap_lines,
    gaps_lines,
    more,
    named,
    node_lines,
    paths_lines,
    snapshot_line,
    sources_lines,
)
from graph.model import Method, Status
from graph.results import Evidence, GapsAnswer
from tests.answers import a_gap, no_route, paths_answer
from tests.terminal import (
    AI,
    MARKS,
    backed,
    beneath,
    depth,
    doubted,
    explorer,
    rewritten,
    uncited,
    unmarked,
)
from tests.world import NODES

Said = Callable[[Any], Iterable[str]]
HELD = explorer().node("GB-CHC-9000001").evidence[0]
EVERYBODY = [node.id for node in NODES]


def gaps_of(answer: GapsAnswer) -> tuple[Any, ...]:
    """The gaps of an answer, as what is told in full."""
    return answer.gaps


# ---- one citation


def test_a_source_is_named_by_title_date_place_and_address() -> None:
    one = replace(HELD, title="A list", edition="2026-06", locator="row 7", url="https://a.org")
    assert cite(one) == "A list, June 2026, row 7 <https://a.org>"
    assert cite(one, url=False) == "A list, June 2026, row 7"
    assert cite(replace(one, locator="", url="")) == "A list, June 2026"


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("method", Method)
def test_a_citation_has_the_marks_of_its_statement_and_no_other(
    status: Status, method: Method
) -> None:
    said = cite(replace(HELD, status=status, method=method))
    assert (f"[{status}]" in said) is (status is not Status.HELD)
    assert (AI in said) is (method is Method.AI_SEARCH)


def test_a_mark_of_a_statement_that_is_not_among_the_first_is_shown_once() -> None:
    planned = replace(HELD, status=Status.PLANNED)
    told = (HELD, HELD, planned, planned, replace(HELD, method=Method.AI_SEARCH))
    assert [line.count("[") for line in cites(told)] == [0, 1, 1]
    assert list(cites((HELD, planned), 2)) == [cite(HELD), cite(planned)]
    assert list(cites((planned, planned, HELD))) == [cite(planned)]
    assert list(cites(())) == []


@pytest.mark.parametrize(
    ("in_all", "shown", "words"),
    [
        (0, 0, []), (1, 1, []), (1, 0, ["… and 1 more gap."]), (5, 3, ["… and 2 more gaps."]),
        (4000, 1, ["… and 3,999 more gaps."]), (1, 2, []),
    ],
)  # fmt: skip
def test_what_is_cut_is_what_there_is_less_what_is_shown(
    in_all: int, shown: int, words: list[str]
) -> None:
    assert list(more(in_all, shown, "gap")) == words


# ---- find and node


def test_who_is_found_has_kind_roles_the_name_that_matched_and_the_number_of_links() -> None:
    lines = list(find_lines(explorer().find("Anatolia House")))
    assert lines == [
        "Anadolu Evi (organisation) · charity, diaspora group, grantee · as 'Anatolia House'",
        "    GB-CHC-9000006 · 4 links",
    ]


def test_who_left_the_register_is_found_with_a_word_of_it() -> None:
    (line,) = [x for x in find_lines(explorer().find("Nepal")) if "group)" in x]
    assert line == "Nepal (parliamentary group) · not in the newest edition"


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_how_many_more_are_found_is_told(limit: int) -> None:
    answer = explorer().find("ken", limit=limit)
    assert answer.found_in_all == 3
    last = list(find_lines(answer))[-1]
    assert last == f"… and {3 - limit} more." if limit < 3 else last.startswith("    ")


def test_nothing_found_says_so_and_offers_the_nearest_names() -> None:
    lines = list(find_lines(explorer().find("Harambe Trst")))
    assert lines[0] == "Nothing is called 'Harambe Trst'."
    assert "  Did you mean: Harambee Trust (organisation)   GB-CHC-9000001" in lines
    assert list(find_lines(explorer().find("qqqq")))[1:] == []


@pytest.mark.parametrize("node_id", EVERYBODY)
def test_every_link_of_everybody_is_followed_by_its_source(node_id: str) -> None:
    answer = explorer().node(node_id)
    lines = list(node_lines(answer))
    assert lines[0].startswith(f"{answer.name} (")
    assert lines[0].endswith(node_id)
    assert uncited(answer.links, lines) == []
    assert len([x for x in lines if x.startswith("- ")]) == len(answer.links)
    assert bool(answer.links) is answer.in_force
    assert f"  {answer.history}" in lines
    if answer.evidence:
        assert cite(answer.evidence[0]) in beneath(lines, "Named in:")[0]


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("node_id", ["GB-CHC-9000001", "org-westbridge", "member-eastmarch"])
def test_no_mark_of_a_link_is_lost_behind_sources_that_hold_it(node_id: str, mark: str) -> None:
    answer = doubted(explorer().node(node_id), mark)
    assert unmarked(answer.links, node_lines(answer), mark) == []


def test_a_node_tells_its_other_names_what_it_does_its_facts_and_its_campaigns_forerunners() -> (
    None
):
    answer = explorer().node("GB-CHC-9000001")
    forerunner = a_gap().reasons[0]
    lines = list(node_lines(replace(answer, summary="A body.", precedents=(forerunner,))))
    assert lines[1] == "A body."
    for part in (
        "  also called: The Harambee Trust", "  identifiers: GB-CHC-9000001",
        "  does: charity; diaspora group; grantee",
        "  facts: website: https://harambee.example.org", f"  {answer.history}",
    ):  # fmt: skip
        assert part in lines
    assert cite(forerunner.evidence[0]) in beneath(lines, forerunner.words)[0]
    assert not any("also called" in x for x in node_lines(explorer().node("org-council")))


def test_links_and_sources_of_a_node_that_are_cut_are_counted() -> None:
    answer = explorer().node("GB-CHC-9000001", limit=2)
    lines = list(node_lines(answer))
    assert f"… and {answer.links_in_all - 2} more links." in lines
    assert "… and 1 more link." in list(node_lines(replace(answer, links_in_all=3)))
    many = replace(answer, evidence=(HELD,) * 7)
    assert list(node_lines(many))[-1] == "      … and 2 more."
    assert "more" not in list(node_lines(replace(answer, evidence=(HELD,) * 5)))[-1]


# ---- paths


def test_a_route_is_told_with_hops_sources_and_the_weakest_hop() -> None:
    answer = paths_answer()
    lines = list(paths_lines(answer))
    assert lines[0] == (
        "Harambee Trust to Remittances and Diaspora: 2 hops; one route is as short as that."
    )
    assert uncited(answer.paths, lines) == []
    assert sum("← weakest hop" in x for x in lines) == 2
    (planned,) = [x for x in lines if "[planned]" in x]
    assert planned.endswith("[planned]   ← weakest hop")
    assert lines[-1] == "Note: Not used: 1 link."


@pytest.mark.parametrize("mark", MARKS)
def test_no_mark_of_a_hop_is_lost(mark: str) -> None:
    answer = doubted(paths_answer(), mark)
    assert unmarked(answer.paths, paths_lines(answer), mark) == []


def test_no_route_says_so_first_and_a_draft_comes_last_between_rules() -> None:
    lines = list(paths_lines(no_route()))
    assert lines[0] == "No route from Harambee Trust to Remittances and Diaspora."
    assert lines[1:] == ["Note: Not used: 1 link."]
    drafted = list(paths_lines(replace(paths_answer(), draft="Dear A,\nplease.", ties=3)))
    assert drafted[-4:] == ["--- A draft to edit ---", "Dear A,", "please.", "---"]
    assert "3 routes are as short as that" in drafted[0]
    counted = replace(paths_answer(), ties=1200, ties_exact=False)
    assert "at least 1,200 routes are as short" in next(iter(paths_lines(counted)))


# ---- gaps


def test_every_reason_and_every_hop_of_a_gap_is_followed_by_its_source() -> None:
    answer = explorer().gaps(limit=1000)
    lines = list(gaps_lines(answer))
    assert lines[0] == answer.headline
    assert len(list(backed(gaps_of(answer)))) > 50
    assert uncited(gaps_of(answer), lines) == []


@pytest.mark.parametrize("mark", MARKS)
def test_no_mark_of_a_reason_or_of_an_introduction_is_lost(mark: str) -> None:
    answer = doubted(explorer().gaps(), mark)
    assert unmarked(gaps_of(answer), gaps_lines(answer), mark) == []


def test_a_gap_says_whom_to_ask_and_a_gap_without_introducer_says_why() -> None:
    gap = a_gap()
    lines = list(gap_lines(gap, 4))
    assert lines[0] == f"4. {gap.headline}"
    assert "   Could introduce: Council of Diaspora Bodies (organisation)" in lines
    assert lines[-1] == f"   Next: {gap.advice}"
    alone = replace(gap, introducer=None, introducer_why="Nobody is in touch.", path=None)
    lines = list(gap_lines(alone, 1))
    assert not any("Could introduce" in x or "Route:" in x for x in lines)
    assert "   Nobody is in touch." in lines


def test_covered_gaps_and_unknown_ones_stand_apart_with_their_numbers() -> None:
    gap, other = a_gap(), a_gap(headline="Nobody knows.")
    whole = explorer().gaps(country="Kenya", limit=1)
    answer = replace(
        whole,
        covered=(gap,),
        covered_in_all=3,
        unknown=(other,),
        unknown_in_all=1,
        gaps_in_all=2,
    )
    lines = list(gaps_lines(answer))
    first, covered, unknown = (
        next(n for n, line in enumerate(lines) if line.startswith(word))
        for word in ("1. ", "Covered, so no gaps (3): ", "Unknown, not gaps (1): ")
    )
    assert first < covered < unknown
    assert lines[covered - 2] == "… and 1 more gap."
    assert lines[covered + 1] == f"- {gap.headline}"
    assert "… and 2 more." in lines[covered:unknown]
    assert lines[unknown + 1 : unknown + 3] == ["- Nobody knows.", f"    {other.coverage.words}"]
    assert not any("more" in line for line in lines[unknown:] if line.startswith("…"))


def test_what_is_unknown_is_never_numbered_as_a_gap() -> None:
    answer = explorer().gaps(country="Kenya", limit=1000)
    assert answer.unknown
    lines = list(gaps_lines(answer))
    at = lines.index(next(x for x in lines if x.startswith("Unknown, not gaps")))
    for gap in answer.unknown:
        assert f"- {gap.headline}" in lines[at:]
        assert not any(gap.headline in line for line in lines[:at])


def test_no_gap_at_all_still_says_what_was_asked_and_the_notes() -> None:
    whole = explorer().gaps()
    empty = replace(whole, gaps=(), unknown=(), gaps_in_all=0, unknown_in_all=0)
    assert list(gaps_lines(empty)) == [whole.headline, *(f"Note: {n}" for n in whole.notes)]


# ---- changes and sources


@pytest.mark.parametrize("limit", [1, 3, 4, 200])
def test_changes_start_with_four_figures_and_those_cut_are_counted(limit: int) -> None:
    answer = explorer().changes("2025-06-09", "2026-06-29", limit=limit)
    lines = list(changes_lines(answer))
    assert lines[0] == ("From 9 June 2025 to 29 June 2026: 1 left, 0 joined, 1 renamed, 2 changed.")
    assert uncited(answer.changes, lines) == []
    cut = [x for x in lines if x.startswith("…")]
    rest = answer.changes_in_all - limit
    assert cut == ([f"… and {rest} more change{'s' if rest > 1 else ''}."] if rest > 0 else [])


def test_every_change_is_told_with_its_kind() -> None:
    answer = explorer().changes("2025-06-09", "2026-06-29")
    told = [line for line in changes_lines(answer) if line.startswith("- ")]
    assert told == [f"- [{c.kind}] {c.words}" for c in answer.changes]
    assert answer.changes_in_all == len(answer.changes) == 4


def test_every_source_is_told_with_licence_and_what_rests_on_it() -> None:
    answer = explorer().sources()
    lines = list(sources_lines(answer))
    for source in answer.sources:
        block = beneath(lines, f"{source.title}   {source.id}")[0]
        assert f"licence {source.licence}" in block[0]
        assert source.attribution in block[0]
        assert block[-1].endswith("would fall without it.")
    assert "    2026-02-14: 1 node, 8 links" in lines


def test_editions_known_in_part_are_never_told_as_whole_ones() -> None:
    lines = list(sources_lines(explorer().sources()))
    assert any("2025-06-09 to 2026-06-29; 2024-05-30 known in part: " in x for x in lines)
    assert any(x.startswith("    2026-06-29 known in part: ") for x in lines)
    source = explorer().sources().sources[0]
    several = replace(source, editions=(), partial_editions=("2024", "2025"))
    none = replace(source, editions=(), partial_editions=())
    answer = replace(explorer().sources(), sources=(several, none))
    told = [x.split(":")[0].strip() for x in sources_lines(answer) if "node" in x]
    assert told == ["2 editions known in part, 2024 to 2025", "no edition"]


def test_the_snapshot_is_told_with_its_date_hash_and_size() -> None:
    shot = explorer().network().snapshot
    assert snapshot_line(shot) == (
        f"As of 29 June 2026, snapshot {shot.hash} ({shot.nodes} nodes, {shot.links} links)."
    )


def test_the_words_hold_for_answers_without_any_evidence() -> None:
    def nothing(_: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        return ()

    asked = explorer()
    pairs: tuple[tuple[Any, Said], ...] = (
        (asked.node("GB-CHC-9000001"), node_lines), (asked.gaps(), gaps_lines),
        (asked.changes("2025-06-09", "2026-06-29"), changes_lines), (paths_answer(), paths_lines),
    )  # fmt: skip
    for answer, words in pairs:
        full, bare = list(words(answer)), list(words(rewritten(answer, nothing)))
        assert [x for x in full if depth(x) < 4 and x] == [x for x in bare if depth(x) < 4 and x]
        assert len(bare) < len(full)


def test_a_node_is_named_with_what_it_is() -> None:
    assert named(a_gap().subject) == "Harambee Trust (organisation)"
