"""The merge court in a terminal: reasons and both sides, what was judged, what a verdict did."""

from dataclasses import replace

import pytest

from api.words import cite
from api.words_judge import judge_lines, score_lines, verdict_lines
from graph.explorer import Explorer
from graph.model import FactKind, Verdict
from graph.results_judge import JudgeAnswer, Judged, KeptList, PairScore, ScoreAnswer, VerdictAnswer
from graph.store import open_store
from loaders.run import load
from tests.answers import ref
from tests.loading import link, node, recited
from tests.terminal import MARKS, beneath, doubted, uncited, unmarked

TODAY = "2026-11-23"
LEFT, RIGHT = "org:name:mrcf", "org:name:forum"
ONE = "Migrant and Refugee Communities Forum"
OTHER = "Migrant and Refugee Community Forum"


@pytest.fixture
def court() -> Explorer:
    """Two spellings of one body, both linked to a third."""
    store = open_store("sqlite://")
    records = (
        node(LEFT, ONE), node(RIGHT, OTHER), node("org:name:third", "Third Body of Somewhere"),
        link(LEFT, "org:name:third"), link(RIGHT, "org:name:third"),
    )  # fmt: skip
    load(store, recited(*records), today=TODAY)
    return Explorer(store)


def decided(court: Explorer, verdict: Verdict) -> VerdictAnswer:
    return court.decide(LEFT, RIGHT, verdict, by="Ann", on=TODAY, why="one address")


def test_a_question_comes_with_score_reasons_and_the_command_that_answers_it(
    court: Explorer,
) -> None:
    answer = court.judge()
    (asked,) = [s for s in answer.suggestions if {s.left.id, s.right.id} == {LEFT, RIGHT}]
    lines = list(judge_lines(replace(answer, suggestions=(asked,), suggestions_in_all=1)))
    assert lines[0] == "1 pair may be one node."
    assert lines[1] == f"- {asked.score:.2f}  {asked.left.name}  =?  {asked.right.name}"
    assert lines[2] == f"        kithmap judge accept {asked.left.id} {asked.right.id}"
    assert asked.reasons
    assert [f"        {reason}" for reason in asked.reasons] == lines[3 : 3 + len(asked.reasons)]


def test_each_side_has_its_links_and_its_source(court: Explorer) -> None:
    answer = court.judge()
    lines = list(judge_lines(answer))
    assert answer.suggestions
    assert uncited(answer, lines) == []
    for suggestion in answer.suggestions:
        for side in (suggestion.left, suggestion.right):
            told = beneath(lines, f"        {side.name}: ")
            assert any(cite(side.evidence[0]) in block for block in told)
    assert f"        {ONE}: 1 link" in lines


@pytest.mark.parametrize("mark", MARKS)
def test_no_mark_of_a_side_is_lost(court: Explorer, mark: str) -> None:
    answer = doubted(court.judge(), mark)
    assert unmarked(answer, judge_lines(answer), mark) == []


@pytest.mark.parametrize(
    ("in_all", "offset", "words"),
    [
        (0, 0, "0 pairs may be one node."), (2000, 0, "2,000 pairs may be one node."),
        (2000, 1500, "2,000 pairs may be one node, shown from 1,501."),
    ],
)  # fmt: skip
def test_the_first_line_says_how_many_and_from_where(
    court: Explorer, in_all: int, offset: int, words: str
) -> None:
    answer = court.judge()
    shown = answer.suggestions if offset or in_all else ()
    told = replace(answer, suggestions=shown, suggestions_in_all=in_all, offset=offset)
    assert next(iter(judge_lines(told))) == words
    beyond = replace(told, suggestions=(), offset=in_all)
    assert "shown from" not in next(iter(judge_lines(beyond)))


def test_what_was_judged_says_by_whom_when_and_why_and_lists_are_counted(court: Explorer) -> None:
    decided(court, Verdict.UNSURE)
    kept = KeptList(
        source="s", part="charities and companies", edition="2026-06", kind=FactKind.SAME, facts=1
    )
    answer = replace(court.judge(), lists=(kept, replace(kept, facts=58_733)))
    lines = list(judge_lines(answer))
    assert f"Judged unsure: {LEFT} and {RIGHT}, by Ann on {TODAY}: one address" in lines
    part = "List of identifiers: charities and companies"
    assert lines[-2:] == [
        f"{part}, 1 row (same), edition of June 2026",
        f"{part}, 58,733 rows (same), edition of June 2026",
    ]


def test_a_verdict_says_whether_one_node_bears_both_now(court: Explorer) -> None:
    same = list(verdict_lines(decided(court, Verdict.SAME)))
    assert same[0].startswith("Judged same: ")
    assert same[1].startswith("One node bears them now: ")
    undone = list(verdict_lines(court.undo(LEFT, RIGHT)))
    assert undone[0].startswith("No longer judged same: ")
    assert undone[1].startswith("Two nodes now: ")
    assert f"({LEFT})" in undone[1]
    assert f"({RIGHT})" in undone[1]


@pytest.mark.parametrize(
    ("verdict", "ending"),
    [
        (Verdict.SAME, ["Nobody in the graph bears them now; it holds for whoever will."]),
        (Verdict.DIFFERENT, ["Nobody in the graph bears them now; it holds for whoever will."]),
        (Verdict.UNSURE, []),
    ],
)
def test_a_verdict_on_identifiers_of_nobody_says_that_it_is_kept(
    court: Explorer, verdict: Verdict, ending: list[str]
) -> None:
    judged = Judged(left="GB-CHC-1", right="GB-COH-1", verdict=verdict, by="", on=TODAY, why="")
    answer = VerdictAnswer(
        judged=judged, withdrawn=False, nodes=(), snapshot=court.network().snapshot
    )
    assert list(verdict_lines(answer)) == [f"Judged {verdict}: GB-CHC-1 and GB-COH-1.", *ending]
    one = replace(answer, nodes=(ref("org-council"),))
    assert list(verdict_lines(one))[1] == (
        "One node bears them now: Council of Diaspora Bodies (org-council)."
    )


def a_score(**changes: object) -> ScoreAnswer:
    made = ScoreAnswer(
        pairs=1, same=1, different=0, unsure=0, precision=1.0, recall=0.5, found=0.75,
        false_alarms=0.125, wrong=(), missed=(),
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]  # the fields are the caller's


@pytest.mark.parametrize(
    ("pairs", "words"), [(1, "1 labelled pair: "), (0, "0 labelled pairs: "), (1500, "1,500 labe")]
)
def test_a_score_starts_with_what_was_measured_on(pairs: int, words: str) -> None:
    assert next(iter(score_lines(a_score(pairs=pairs)))).startswith(words)


def a_pair(expected: Verdict) -> PairScore:
    return PairScore(left="A", right="B", expected=expected, joined=False, suggested=0.0)


def test_pairs_that_came_out_wrong_are_named_with_what_was_expected() -> None:
    answer = a_score(wrong=(a_pair(Verdict.DIFFERENT),), missed=(a_pair(Verdict.SAME),))
    lines = list(score_lines(answer))
    assert lines[1] == "Joined by themselves: precision 1.000, recall 0.500."
    assert lines[2].startswith("Joined or suggested: 0.750 of the same ones; 0.125 of the")
    assert lines[3:] == ["- Joined wrongly (different): A  =?  B", "- Not found (same): A  =?  B"]


def test_an_empty_court_says_that_no_pair_is_open(court: Explorer) -> None:
    nothing: JudgeAnswer = replace(court.judge(), suggestions=(), suggestions_in_all=0)
    assert list(judge_lines(nothing)) == ["0 pairs may be one node."]
