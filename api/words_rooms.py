"""Answers about lists of names in plain words for a terminal."""

from collections.abc import Iterable, Iterator

from api.words import changes_lines, cites, more, named, path_lines
from graph.results import ChangesAnswer, Evidence
from graph.results_rooms import (
    InterlocksAnswer,
    Invitation,
    Names,
    RoomAnswer,
    Side,
    SideName,
    Unclear,
    WatchAnswer,
)

HEADINGS: dict[SideName, str] = {
    SideName.COMMUNITIES: "Communities", SideName.COUNTRIES: "Countries",
    SideName.REGIONS: "UK regions", SideName.LANGUAGES: "Languages",
    SideName.PARTIES: "Parties", SideName.FUNDERS: "Funders",
}  # fmt: skip

# Links whose sources are shown of each thing shared.
_LINKS = 4


def names_lines(names: Names) -> Iterator[str]:
    """The list as it was understood: recognised, unclear and unknown apart."""
    yield f"RECOGNISED ({len(names.matched)})"
    for line in names.matched:
        yield f"  {line.text}: {'; '.join(f'{named(ref)} {ref.id}' for ref in line.nodes)}"
    if names.ambiguous:
        yield f"UNCLEAR ({len(names.ambiguous)}): give the id of the one you mean"
        yield from _unclear(names.ambiguous, "may be")
    if names.unmatched:
        yield f"NOT RECOGNISED ({len(names.unmatched)})"
        yield from _unclear(names.unmatched, "spelt like")


def _unclear(lines: Iterable[Unclear], words: str) -> Iterator[str]:
    for line in lines:
        yield f"  {line.text}"
        yield from (f"      {words} {named(ref)}   {ref.id}" for ref in line.choices[:5])


def room_lines(answer: RoomAnswer) -> Iterator[str]:
    """Names, what is missing side by side, and whom to invite."""
    yield from names_lines(answer.names)
    yield ""
    yield f"Compared with: {named(answer.scope) if answer.scope else 'the whole network'}."
    yield answer.headline
    for side in (side for side in answer.sides if side.expected):
        yield ""
        yield from _side_lines(side)
    empty = [HEADINGS[side.side].lower() for side in answer.sides if not side.expected]
    if empty:
        yield ""
        yield f"Nothing is recorded there of: {', '.join(empty)}."
    if answer.invitations:
        yield ""
        shown, of = len(answer.invitations), answer.invitations_in_all
        yield f"WHOM TO INVITE ({shown} of {of}; all would bring {answer.coverable} missing things)"
        for number, one in enumerate(answer.invitations, start=1):
            yield from _invitation_lines(one, number, answer.coverable)
    yield from (f"Note: {note}" for note in answer.notes)


def _side_lines(side: Side) -> Iterator[str]:
    yield f"{HEADINGS[side.side].upper()}: {side.held_in_all} of {side.expected} in the room"
    for held in side.held:
        yield f"  + {held.words}"
        yield from (f"      {line}" for line in cites(held.evidence))
    if side.held_in_all > len(side.held):
        yield f"  + and {side.held_in_all - len(side.held)} more"
    for missing in side.missing:
        yield f"  - {missing.words}"
        if missing.path:
            yield from (f"    {line}" for line in path_lines(missing.path))
    if side.missing_in_all > len(side.missing):
        yield f"  - and {side.missing_in_all - len(side.missing)} more missing"


def _invitation_lines(one: Invitation, number: int, coverable: int) -> Iterator[str]:
    brings = ", ".join(item.name for item in one.brings)
    rest = one.brings_in_all - len(one.brings)
    yield f"{number}. {named(one.node)}: {brings}{f' and {rest} more' if rest else ''}"
    hops = "1 hop" if one.hops == 1 else f"{one.hops} hops"
    by = f"through {one.introducer.name}, {hops}" if one.introducer else "no recorded route"
    yield f"     {by}; with it {one.covered} of {coverable} are there"
    if one.swaps:
        yield f"     or instead: {'; '.join(ref.name for ref in one.swaps)}"


def interlocks_lines(answer: InterlocksAnswer) -> Iterator[str]:
    """What is shared, each with its sources, and who shares nothing."""
    yield from names_lines(answer.names)
    yield ""
    yield answer.headline
    for shared in answer.shared:
        yield f"- [{shared.kind}] {shared.words}"
        for link in shared.links[:_LINKS]:
            yield from (f"       {line}" for line in cites(link.evidence))
        yield from (f"       {line}" for line in more(len(shared.links), _LINKS, "link"))
    yield from more(answer.shared_in_all, len(answer.shared))
    if answer.alone:
        yield "Share nothing that is recorded with the others:"
        yield from (f"  {named(ref)}" for ref in answer.alone)
    yield from (f"Note: {note}" for note in answer.notes)


def watch_lines(answer: WatchAnswer) -> Iterator[str]:
    """What changed for the list: changes, lapses, new money; then who did not."""
    yield from names_lines(answer.names)
    yield ""
    yield answer.headline
    yield from changes_lines(_as_changes(answer))
    told: tuple[tuple[str, list[tuple[str, tuple[Evidence, ...]]]], ...] = (
        ("Lapses", [(row.words, row.evidence) for row in answer.lapses]),
        ("New money", [(row.words, row.link.evidence) for row in answer.money]),
    )
    for heading, rows in told:
        if rows:
            yield f"{heading}:"
        for words, evidence in rows:
            yield f"- {words}"
            yield from (f"       {line}" for line in cites(evidence))
    if answer.unchanged:
        yield f"Unchanged: {'; '.join(ref.name for ref in answer.unchanged)}."


def _as_changes(answer: WatchAnswer) -> ChangesAnswer:
    return ChangesAnswer(
        before=answer.before, after=answer.after, joined=answer.joined, left=answer.left,
        renamed=answer.renamed, changed=answer.changed, changes=answer.changes,
        changes_in_all=answer.changes_in_all, notes=answer.notes, snapshot=answer.snapshot,
    )  # fmt: skip
