"""The brief, the directory and the view of money in plain words for a terminal."""

from collections.abc import Iterator

from api.words import cites, counted, gap_lines, more
from graph.results import NodeRef
from graph.results_briefs import (
    BriefAnswer,
    BriefSection,
    DirectoryAnswer,
    DirectoryEntry,
    FundingAnswer,
)


def brief_lines(answer: BriefAnswer) -> Iterator[str]:
    """A brief: its headline, sections with sources, introductions, what is not known."""
    yield answer.subject.name.upper()
    yield answer.headline
    for section in answer.sections:
        yield ""
        yield from _section_lines(section)
    yield ""
    yield "MISSING INTRODUCTIONS"
    if not answer.introductions:
        yield "  None was found in these sources."
    for number, gap in enumerate(answer.introductions, start=1):
        yield from gap_lines(gap, number)
    yield from more(answer.introductions_in_all, len(answer.introductions), "gap")
    if answer.unknown:
        yield ""
        yield "NOT KNOWN, SO NO GAPS: ASK BEFORE YOU ACT"
        yield from (f"  {gap.headline} {gap.coverage.words}" for gap in answer.unknown)
        yield from (f"  {line}" for line in more(answer.unknown_in_all, len(answer.unknown)))
    yield ""
    yield from (f"Note: {note}" for note in answer.notes)


def _section_lines(section: BriefSection) -> Iterator[str]:
    yield section.title.upper()
    if not section.lines:
        yield f"  {section.none}"
    for line in section.lines:
        yield f"  {line.words}"
        yield from (f"      {told}" for told in cites(line.evidence))
    yield from (f"  {told}" for told in more(section.lines_in_all, len(section.lines)))


def directory_lines(answer: DirectoryAnswer) -> Iterator[str]:
    """The groups under their headings, each with officers, secretariat and bodies."""
    groups = counted(answer.groups_in_all, "group")
    yield f"{groups} under {counted(answer.headings_in_all, 'heading')}."
    for heading in answer.headings:
        yield ""
        name = heading.subject.name.upper() if heading.subject else "OTHERS"
        yield f"{name}: {heading.words}"
        for entry in heading.groups:
            yield from _entry_lines(entry)
    yield ""
    yield from more(answer.headings_in_all, len(answer.headings), "heading")
    yield from (f"Note: {note}" for note in answer.notes)


def _entry_lines(entry: DirectoryEntry) -> Iterator[str]:
    yield f"- {entry.group.name} ({entry.parliament})"
    officers = (
        f"{o.node.name} ({', '.join(filter(None, (o.office, o.party)))})" for o in entry.officers
    )
    secretariat = _names(entry.secretariat) or entry.secretariat_words
    for label, words in (
        ("officers", "; ".join(officers)), ("secretariat", secretariat),
        ("bodies to convene", _names(entry.bodies)), ("communities", _names(entry.communities)),
    ):  # fmt: skip
        if words:
            yield f"    {label}: {words}"
    yield from (f"      {line}" for line in cites(entry.evidence))


def _names(refs: tuple[NodeRef, ...]) -> str:
    return "; ".join(ref.name for ref in refs)


def funding_lines(answer: FundingAnswer) -> Iterator[str]:
    """Payments, chains to communities, and co-funders."""
    yield answer.headline
    for payment in answer.payments:
        planned = " (planned, not recorded as made)" if payment.planned else ""
        when = f", {', '.join(payment.years)}" if payment.years else ""
        amount = f": {payment.amount}" if payment.amount else ""
        yield f"- {payment.recipient.name}{amount}{when}{planned}"
        yield from (f"      {line}" for line in cites(payment.evidence))
    yield from more(answer.payments_in_all, len(answer.payments))
    if answer.chains:
        yield ""
        yield "WHOM IT REACHES"
    for chain in answer.chains:
        unknown = f"   (not known: {', '.join(chain.unknown)})" if chain.unknown else ""
        yield f"  {chain.words}{unknown}"
        yield from (f"      {line}" for line in cites(chain.evidence, len(chain.evidence)))
    yield from more(answer.chains_in_all, len(answer.chains))
    if answer.co_funders:
        yield ""
        yield "WHO ELSE FUNDS THE SAME"
    for other in answer.co_funders:
        rest = other.shared_in_all - len(other.shared)
        others = f" and {rest:,} more" if rest else ""
        yield f"  {other.funder.name}: {_names(other.shared)}{others}"
    yield from more(answer.co_funders_in_all, len(answer.co_funders))
    yield ""
    yield from (f"Note: {note}" for note in answer.notes)
