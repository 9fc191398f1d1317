"""What changed between two dates for a list that somebody keeps: changes, lapses, new money."""

from collections.abc import Iterable, Iterator

from graph.analysis.changes import find_changes, touched_ids
from graph.analysis.room_sides import is_held
from graph.analysis.sentences import counted, day, listed, sentence, short_name
from graph.errors import BadQuestion
from graph.model import Link, LinkKind, Method, Node, NodeKind, Statement
from graph.network import Network
from graph.results import ChangesAnswer
from graph.results_rooms import Lapse, Names, NewMoney, WatchAnswer

_MONEY = (LinkKind.FUNDED, LinkKind.SUPPORTS)


def find_watch(before: Network, after: Network, names: Names, *, limit: int = 200) -> WatchAnswer:
    """What differs between two networks of one store for the nodes that a list names.

    The changes are those of ``find_changes`` that touch the list, in the same order and with the
    same figures. A lapse is a run of whole editions of a register that left out a group which an
    earlier one named; told are those in the editions after ``before``, up to ``after``. New money
    is a grant or support with an end in the list that is dated in that time or, where it has no
    date, first told in it by a source that was held before. ``limit`` is a number of changes.
    Raises ``BadQuestion`` when none of the names is known. Cost: that of ``find_changes``.
    """
    ids = sorted({ref.id for line in names.matched for ref in line.nodes})
    if not ids:
        raise BadQuestion(
            "none of the names is known, so there is nothing to watch",
            next_step="Look at the names with 'kithmap find', or give their ids.",
        )
    every = find_changes(before, after, only=frozenset(ids), limit=max(limit, after.n + before.n))
    nodes = [node for i in ids if (node := after.node(i) or before.node(i))]
    renamed = frozenset(c.before for c in every.changes if c.kind == "renamed")
    lapses = tuple(lapse for n in nodes for lapse in _lapses(before, after, n, renamed))
    money = tuple(_new_money(before, after, ids))
    touched = touched_ids(before, after) | {lapse.group.id for lapse in lapses}
    touched |= {end.id for new in money for end in (new.link.source, new.link.target)}
    return WatchAnswer(
        headline=_headline(every, lapses, money),
        names=names,
        before=every.before,
        after=every.after,
        joined=every.joined,
        left=every.left,
        renamed=every.renamed,
        changed=every.changed,
        changes=every.changes[:limit],
        changes_in_all=every.changes_in_all,
        lapses=lapses,
        money=money,
        unchanged=tuple(after.ref(node) for node in nodes if node.id not in touched),
        notes=(*every.notes, *_notes(names)),
        snapshot=every.snapshot,
    )


# ---- lapses


def _lapses(
    before: Network, after: Network, node: Node, renamed: frozenset[str]
) -> Iterator[Lapse]:
    """Runs of editions that left a group out, of each register that ever named it."""
    if node.kind is not NodeKind.APPG:
        return
    said = (*node.statements, *after.earlier.get(node.id, ()))
    registers = sorted({s.source for s in said if s.method is Method.REGISTER})
    for source in registers:
        seen = {date for s in said if s.source == source for date in s.seen}
        editions = [e.date for e in after.editions if e.source == source and e.complete
                    and e.date <= after.as_of]  # fmt: skip
        for run, back in _runs([d for d in editions if d >= min(seen)], seen):
            if run[-1] > before.as_of:
                ending = f"it is in that of {day(back)}" if back else "it has not come back"
                if not back and node.name in renamed:
                    ending = "it is probably renamed"
                yield Lapse(
                    group=after.ref(node),
                    absent=tuple(run),
                    before=max(d for d in seen if d < run[0]),
                    back=back,
                    words=_absence(node, run, ending),
                    evidence=after.evidence(*(s for s in said if s.source == source)),
                )


def _absence(node: Node, run: list[str], ending: str) -> str:
    return sentence(
        "{name} is absent from {what} of {days}; {ending}.",
        name=short_name(node), what="the edition" if len(run) == 1 else "the editions",
        days=listed(map(day, run)), ending=ending,
    )  # fmt: skip


def _runs(editions: list[str], seen: set[str]) -> Iterator[tuple[list[str], str]]:
    """Editions in a row without the group, and the edition that names it again, if any."""
    run: list[str] = []
    for date in editions:
        if date not in seen:
            run.append(date)
        elif run:
            yield run, date
            run = []
    if run:
        yield run, ""


# ---- money


def _new_money(before: Network, after: Network, ids: Iterable[str]) -> Iterator[NewMoney]:
    links = {
        link.id: link for i in ids for _, link in after.links_of(i, *_MONEY) if is_held(link)
    }  # fmt: skip
    found = [
        (on, link) for link in links.values() if (on := _newest_day(before, after, link))
    ]  # fmt: skip
    for on, link in sorted(found, key=lambda row: (row[0], row[1].source, row[1].target)):
        ends = [after.nodes[after.index[end]] for end in (link.source, link.target)]
        view = after.link_view(link)
        amounts = listed(dict.fromkeys(e.amount for e in view.evidence if e.amount))
        whom = short_name(ends[1])
        yield NewMoney(
            link=view,
            on=on,
            words=sentence(
                "{who} {does} {whom}, {on}.",
                who=short_name(ends[0]), does=view.words,
                whom=f"{whom} ({amounts})" if amounts else whom, on=day(on),
            ),
        )  # fmt: skip


def _newest_day(before: Network, after: Network, link: Link) -> str:
    """The last day in the time on which a link's money is dated or first told; else empty."""
    days = (s.since or _told_anew(before, s) for s in link.statements)
    return max((d for d in days if before.as_of < d <= after.as_of), default="")


def _told_anew(before: Network, said: Statement) -> str:
    return said.first_seen if said.source in before.current else ""


# ---- words


def _headline(answer: ChangesAnswer, lapses: tuple[Lapse, ...], money: tuple[NewMoney, ...]) -> str:
    return sentence(
        "From {old} to {new}: {changes}, {lapses} and {money} touch the list.",
        old=day(answer.before.as_of), new=day(answer.after.as_of),
        changes=counted(answer.changes_in_all, "change"), lapses=counted(len(lapses), "lapse"),
        money=counted(len(money), "new grant or support", "new grants or supports"),
    )  # fmt: skip


def _notes(names: Names) -> Iterator[str]:
    open_lines = len(names.ambiguous) + len(names.unmatched)
    if open_lines:
        yield f"{counted(open_lines, 'name')} could not be used: whether they changed is unknown."
    yield "A lapse is an edition that left a group out; groups often come back, or are renamed."
