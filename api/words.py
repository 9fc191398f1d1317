"""Answers in plain words for a terminal: lines of text, with the source of each thing said."""

from collections.abc import Iterable, Iterator, Sequence

from graph.model import Method, Status
from graph.results import (
    ChangesAnswer,
    Evidence,
    FindAnswer,
    Gap,
    GapsAnswer,
    Hop,
    NodeAnswer,
    NodeRef,
    Path,
    PathsAnswer,
    Snapshot,
    SourcesAnswer,
    SourceView,
)
from graph.schema import NODE_KINDS, ROLE_WORDS

# Statements shown of those that name a node.
_NAMED_IN = 5
MONTHS = "January February March April May June July August September October November December"


def day(iso: str) -> str:
    """A partial ISO date in words.

    >>> day("2026-06-29"), day("2012-04"), day("2013")
    ('29 June 2026', 'April 2012', '2013')
    """
    parts = iso.split("-")
    if len(parts) == 1 or not all(p.isdigit() for p in parts):
        return iso
    month = MONTHS.split()[int(parts[1]) - 1]
    return " ".join([str(int(p)) for p in parts[2:]] + [month, parts[0]])


def cite(evidence: Evidence, *, url: bool = True) -> str:
    """Where a thing is said, in one line."""
    said = f"{evidence.title}, {day(evidence.edition)}"
    said += f", {evidence.locator}" if evidence.locator else ""
    said += f" [{evidence.status}]" if evidence.status is not Status.HELD else ""
    said += " [found by an AI search: confirm it]" if evidence.method is Method.AI_SEARCH else ""
    return f"{said} <{evidence.url}>" if url and evidence.url else said


def cites(evidence: Sequence[Evidence], most: int = 1) -> Iterator[str]:
    """The first sources of a thing said, one a line, and one more for each mark these lack.

    A thing that rests on a held and a planned statement is never shown without the word planned.
    """
    marks = {(Status.HELD, False)}
    for at, one in enumerate(evidence):
        mark = (one.status, one.method is Method.AI_SEARCH)
        if at < most or mark not in marks:
            yield cite(one)
        marks.add(mark)


def more(in_all: int, shown: int, what: str = "") -> Iterator[str]:
    """How many there are besides those shown, where there are any.

    >>> list(more(1203, 3)), list(more(3, 2, "gap")), list(more(3, 3))
    (['… and 1,200 more.'], ['… and 1 more gap.'], [])
    """
    rest = in_all - shown
    if rest > 0:
        noun = "" if not what else f" {what}" if rest == 1 else f" {what}s"
        yield f"… and {rest:,} more{noun}."


def snapshot_line(snapshot: Snapshot) -> str:
    """Date and hash of what was asked."""
    held = f"{counted(snapshot.nodes, 'node')}, {counted(snapshot.links, 'link')}"
    return f"As of {day(snapshot.as_of)}, snapshot {snapshot.hash} ({held})."


def named(ref: NodeRef) -> str:
    """A node's name with its kind."""
    return f"{ref.name} ({NODE_KINDS[ref.kind].singular})"


def find_lines(answer: FindAnswer) -> Iterator[str]:
    """The nodes found, one a line."""
    if not answer.found:
        yield f"Nothing is called '{answer.query}'."
        for ref in answer.did_you_mean:
            yield f"  Did you mean: {named(ref)}   {ref.id}"
    for found in answer.found:
        roles = ", ".join(ROLE_WORDS[role] for role in found.roles)
        gone = "" if found.in_force else " · not in the newest edition"
        also = f" · as '{found.matched}'" if found.matched != found.node.name else ""
        yield f"{named(found.node)}{f' · {roles}' if roles else ''}{also}{gone}"
        yield f"    {found.node.id} · {counted(found.links, 'link')}"
    yield from more(answer.found_in_all, len(answer.found))


def node_lines(answer: NodeAnswer) -> Iterator[str]:
    """One node: names, what is known, links by kind with their sources."""
    yield f"{answer.name} ({NODE_KINDS[answer.kind].singular})   {answer.id}"
    if answer.summary:
        yield answer.summary
    for label, values in (
        ("also called", answer.aliases),
        ("does", tuple(ROLE_WORDS[r] for r in answer.roles)),
        ("identifiers", answer.identifiers),
        ("facts", tuple(f"{key}: {value}" for key, value in answer.properties)),
    ):
        if values:
            yield f"  {label}: {'; '.join(values)}"
    yield f"  {answer.history}"
    for coverage in answer.coverage:
        yield f"  {coverage.words}"
    for link in answer.links:
        yield f"- {link.source.name} {link.words} {link.target.name}{_detail(link.evidence)}"
        yield from (f"      {line}" for line in cites(link.evidence, 2))
    yield from more(answer.links_in_all, len(answer.links), "link")
    for reason in answer.precedents:
        yield f"  {reason.words}"
        yield from (f"      {line}" for line in cites(reason.evidence, 2))
    yield "Named in:"
    named_in = tuple(cites(answer.evidence, _NAMED_IN))
    yield from (f"      {line}" for line in named_in)
    yield from (f"      {line}" for line in more(len(answer.evidence), len(named_in)))


def _detail(evidence: Iterable[Evidence]) -> str:
    details = list(dict.fromkeys(e.detail for e in evidence if e.detail))
    return f" ({'; '.join(details[:3])})" if details else ""


def paths_lines(answer: PathsAnswer) -> Iterator[str]:
    """The routes, each hop with its source."""
    if answer.paths:
        count = f"{answer.ties:,}" if answer.ties_exact else f"at least {answer.ties:,}"
        tied = "one route is" if answer.ties == 1 else f"{count} routes are"
        hops = counted(answer.length, "hop")
        yield f"{answer.start.name} to {answer.end.name}: {hops}; {tied} as short as that."
        yield answer.why_first
    else:
        yield f"No route from {answer.start.name} to {answer.end.name}."
    for number, path in enumerate(answer.paths, start=1):
        yield ""
        yield f"Route {number} ({counted(len(path.hops), 'hop')}). {path.why}"
        yield from path_lines(path)
        if path.weakest_why:
            yield f"  {path.weakest_why}"
    yield from (f"Note: {note}" for note in answer.notes)
    if answer.draft:
        yield from ("", "--- A draft to edit ---", *answer.draft.splitlines(), "---")


def path_lines(path: Path) -> Iterator[str]:
    """One route as sentences, with its weakest hop marked."""
    for number, hop in enumerate(path.hops):
        weakest = "   ← weakest hop" if number == path.weakest and len(path.hops) > 1 else ""
        yield f"  {number + 1}. {hop_words(hop)}{weakest}"
        yield from (f"       {line}" for line in cites(hop.evidence, 2))


def hop_words(hop: Hop) -> str:
    """One hop as a sentence; what is not held is marked."""
    mark = f" [{hop.status}]" if hop.status is not Status.HELD else ""
    return f"{hop.source.name} {hop.words} {hop.target.name}{mark}"


def gaps_lines(answer: GapsAnswer) -> Iterator[str]:
    """The gaps with reasons, then what is covered, then what is unknown."""
    yield answer.headline
    for number, gap in enumerate(answer.gaps, start=1):
        yield ""
        yield from gap_lines(gap, number)
    yield from more(answer.gaps_in_all, len(answer.gaps), "gap")
    if answer.covered:
        yield ""
        yield f"Covered, so no gaps ({answer.covered_in_all:,}): what the rule looks for is there."
        for gap in answer.covered:
            yield f"- {gap.headline}"
            yield from (f"    {line}" for line in cites(gap.coverage.evidence))
        yield from more(answer.covered_in_all, len(answer.covered))
    if answer.unknown:
        yield ""
        yield f"Unknown, not gaps ({answer.unknown_in_all:,}): no list was read that would tell."
        for gap in answer.unknown:
            yield f"- {gap.headline}"
            yield f"    {gap.coverage.words}"
        yield from more(answer.unknown_in_all, len(answer.unknown))
    yield from (f"Note: {note}" for note in answer.notes)


def gap_lines(gap: Gap, number: int) -> Iterator[str]:
    """One gap: headline, reasons with sources, introducer, advice, coverage."""
    yield f"{number}. {gap.headline}"
    for reason in gap.reasons:
        yield f"   - {reason.words}"
        yield from (f"       {line}" for line in cites(reason.evidence, 2))
    if gap.introducer:
        yield f"   Could introduce: {named(gap.introducer)}"
    if gap.introducer_why:
        yield f"   {gap.introducer_why}"
    if gap.path and gap.path.hops:
        yield f"   Route: {'; '.join(hop_words(hop) for hop in gap.path.hops)}"
        told = (line for hop in gap.path.hops for line in cites(hop.evidence))
        yield from (f"       {line}" for line in dict.fromkeys(told))
    yield f"   {gap.coverage.words}"
    yield from (f"       {line}" for line in cites(gap.coverage.evidence))
    if gap.chance:
        yield f"   {gap.chance.words}"
    yield f"   {gap.on_record}"
    yield f"   Next: {gap.advice}"


def changes_lines(answer: ChangesAnswer) -> Iterator[str]:
    """What joined, left, was renamed or changed."""
    yield (
        f"From {day(answer.before.as_of)} to {day(answer.after.as_of)}: {answer.left} left, "
        f"{answer.joined} joined, {answer.renamed} renamed, {answer.changed} changed."
    )
    for change in answer.changes:
        yield f"- [{change.kind}] {change.words}"
        yield from (f"       {line}" for line in cites(change.evidence))
    yield from more(answer.changes_in_all, len(answer.changes), "change")
    yield from (f"Note: {note}" for note in answer.notes)


def sources_lines(answer: SourcesAnswer) -> Iterator[str]:
    """Every source with its licence and how much rests on it."""
    for source in answer.sources:
        yield f"{source.title}   {source.id}"
        yield f"    {source.publisher}; licence {source.licence}; {source.attribution}"
        held = f"{counted(source.nodes, 'node')}, {counted(source.links, 'link')}"
        yield f"    {_editions(source)}: {held}"
        yield f"    {counted(source.only_here, 'link')} would fall without it."


def _editions(source: SourceView) -> str:
    """The dates of a source; editions that were read in part are told apart from whole ones."""
    told = []
    for dates, mark in ((source.editions, ""), (source.partial_editions, " known in part")):
        if len(dates) > 1:
            told.append(f"{len(dates)} editions{mark}, {dates[0]} to {dates[-1]}")
        elif dates:
            told.append(f"{dates[0]}{mark}")
    return "; ".join(told) or "no edition"


def counted(number: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "pair"), counted(2000, "pair")
    ('1 pair', '2,000 pairs')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
