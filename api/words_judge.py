"""The merge court in plain words for a terminal."""

from collections.abc import Iterator

from api.words import cites, counted, day
from graph.model import Verdict
from graph.results_judge import JudgeAnswer, PairScore, ScoreAnswer, Side, VerdictAnswer


def judge_lines(answer: JudgeAnswer) -> Iterator[str]:
    """Open questions with reasons and both sides' evidence, then judgements made, then lists."""
    shown = len(answer.suggestions)
    page = f", shown from {answer.offset + 1:,}" if answer.offset and shown else ""
    yield f"{counted(answer.suggestions_in_all, 'pair')} may be one node{page}."
    for suggestion in answer.suggestions:
        yield f"- {suggestion.score:.2f}  {suggestion.left.name}  =?  {suggestion.right.name}"
        yield f"        kithmap judge accept {suggestion.left.id} {suggestion.right.id}"
        yield from (f"        {reason}" for reason in suggestion.reasons)
        for side in (suggestion.left, suggestion.right):
            yield from _side_lines(side)
    for judged in answer.judged:
        yield (
            f"Judged {judged.verdict}: {judged.left} and {judged.right}, by {judged.by} on "
            f"{judged.on}: {judged.why}"
        )
    for kept in answer.lists:
        yield (
            f"List of identifiers: {kept.part}, {counted(kept.facts, 'row')} ({kept.kind}), "
            f"edition of {day(kept.edition)}"
        )


def _side_lines(side: Side) -> Iterator[str]:
    told = "; ".join((*side.identifiers, counted(side.links, "link")))
    yield f"        {side.name}: {told}"
    yield from (f"          {line}" for line in cites(side.evidence))


def verdict_lines(answer: VerdictAnswer) -> Iterator[str]:
    """What was judged or withdrawn, and what the graph makes of it."""
    judged = answer.judged
    if answer.withdrawn:
        yield f"No longer judged {judged.verdict}: {judged.left} and {judged.right}."
    else:
        yield f"Judged {judged.verdict}: {judged.left} and {judged.right}."
    if len(answer.nodes) == 1:
        yield f"One node bears them now: {answer.nodes[0].name} ({answer.nodes[0].id})."
    elif answer.nodes:
        yield "Two nodes now: " + ", ".join(f"{ref.name} ({ref.id})" for ref in answer.nodes) + "."
    elif judged.verdict is not Verdict.UNSURE:
        yield "Nobody in the graph bears them now; it holds for whoever will."


def score_lines(answer: ScoreAnswer) -> Iterator[str]:
    """Precision and recall, and the pairs that came out wrong."""
    yield (
        f"{counted(answer.pairs, 'labelled pair')}: {answer.same:,} the same, "
        f"{answer.different:,} different, {answer.unsure:,} unsure."
    )
    yield f"Joined by themselves: precision {answer.precision:.3f}, recall {answer.recall:.3f}."
    yield (
        f"Joined or suggested: {answer.found:.3f} of the same ones; "
        f"{answer.false_alarms:.3f} of the suggestions are of different ones."
    )
    yield from (_pair_line("Joined wrongly", one) for one in answer.wrong)
    yield from (_pair_line("Not found", one) for one in answer.missed)


def _pair_line(what: str, pair: PairScore) -> str:
    return f"- {what} ({pair.expected}): {pair.left}  =?  {pair.right}"
