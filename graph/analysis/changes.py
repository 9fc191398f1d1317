"""What joined, left, was renamed or changed between two dates, as the same sources tell."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from graph.analysis.renames import (
    Portrait,
    Rename,
    content_words,
    probable_renames,
    same_body,
    same_person,
)
from graph.analysis.sentences import counted, day, listed, sentence, short_name
from graph.model import LinkKind, Method, Node, NodeKind, Statement, Status
from graph.network import Network
from graph.results import Change, ChangeKind, ChangesAnswer, Evidence
from graph.schema import NODE_KINDS
from graph.text import fold

Ends = Mapping[str, Mapping[str, tuple[Statement, ...]]]
"""Of each body, who holds an office (node id) and the statements that say so."""

# The order in which a reader wants them: what is certain and rare first.
ORDER: dict[ChangeKind, int] = {"renamed": 0, "joined": 1, "left": 2, "changed": 3}
PUBLISHED = frozenset({"official", "manual"})
UNPUBLISHED = frozenset({"not_found", "empty"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A change and the ids of all nodes that it touches."""

    change: Change
    touches: frozenset[str]


class _Side:
    """One of the two networks, seen through the sources that both can be compared by."""

    def __init__(self, network: Network, sources: frozenset[str]) -> None:
        self.network = network
        self.sources = sources
        self.officers = self._ends(LinkKind.OFFICER_OF)
        self.secretariats = self._ends(LinkKind.SECRETARIAT_OF)

    def _ends(self, kind: LinkKind) -> Ends:
        ends: dict[str, dict[str, tuple[Statement, ...]]] = defaultdict(dict)
        for link in self.network.links:
            said = self.said(link.statements) if link.kind is kind else ()
            if said:
                ends[link.target][link.source] = said
        return ends

    def said(self, statements: Iterable[Statement]) -> tuple[Statement, ...]:
        return tuple(
            s for s in statements
            if s.source in self.sources and s.status is Status.HELD
            and s.method is not Method.AI_SEARCH
        )  # fmt: skip

    def node(self, node_id: str) -> Node:
        return self.network.nodes[self.network.index[node_id]]

    def statements(self, node_id: str) -> tuple[Statement, ...]:
        at = self.network.index.get(node_id)
        return () if at is None else self.said(self.network.nodes[at].statements)

    def portrait(self, node_id: str) -> Portrait:
        people = sorted(self.officers.get(node_id, ()))
        return Portrait(
            node=self.node(node_id), officers=tuple(self.node(person) for person in people)
        )

    def held_by(self, node_id: str) -> frozenset[str]:
        """All who hold an office there."""
        return frozenset(self.officers.get(node_id, ())) | frozenset(
            self.secretariats.get(node_id, ())
        )

    def evidence(self, node_id: str) -> tuple[Evidence, ...]:
        return self.network.evidence(*self.statements(node_id))


def find_changes(
    before: Network,
    after: Network,
    *,
    only: frozenset[str] = frozenset(),
    kinds: frozenset[ChangeKind] = frozenset(),
    limit: int = 200,
) -> ChangesAnswer:
    """What differs between two networks of one store, told by the sources that both can see.

    ``only`` are node ids: changes that touch none of them are left out. ``kinds`` keeps some of
    joined, left, renamed, changed; ``limit`` is a number of changes. The four figures count what
    ``only`` left, before ``kinds`` and ``limit``; where parliamentary groups changed, they count
    groups alone (the notes say what else did). A probable rename counts in left, in joined and
    in renamed. People are never subjects: they come and go as officers of a changed body.
    A source with no edition in force on one side, or with a partial one, is not compared; the
    notes say so. Cost: linear, and the renames compared.

    >>> answer = find_changes(Network.of("a-b"), Network.of("a-c"))
    >>> [(change.kind, change.subject.id) for change in answer.changes]
    [('joined', 'c'), ('left', 'b')]
    """
    sources, notes = _comparable(before, after)
    old, new = _Side(before, sources), _Side(after, sources)
    found = [f for f in _all_changes(old, new) if not only or f.touches & only]
    found.sort(key=lambda f: _order(f.change))
    kind_of = {f.change.subject.kind for f in found}
    count_groups = NodeKind.APPG in kind_of
    counts: dict[ChangeKind, int] = dict.fromkeys(ORDER, 0)
    for f in found:
        if not count_groups or f.change.subject.kind is NodeKind.APPG:
            counts[f.change.kind] += 1
    wanted = tuple(f.change for f in found if not kinds or f.change.kind in kinds)
    return ChangesAnswer(
        before=before.snapshot,
        after=after.snapshot,
        **counts,
        changes=wanted[:limit],
        changes_in_all=len(wanted),
        notes=(*notes, *_what_is_counted(old, new, found, count_groups)),
        snapshot=after.snapshot,
    )


def touched_ids(before: Network, after: Network) -> frozenset[str]:
    """Ids that any change between two networks of one store touches, its officers among them."""
    sources, _ = _comparable(before, after)
    found = _all_changes(_Side(before, sources), _Side(after, sources))
    return frozenset(node_id for f in found for node_id in f.touches)


def _order(change: Change) -> tuple[int, int, str, str]:
    group_first = 0 if change.subject.kind is NodeKind.APPG else 1
    return ORDER[change.kind], group_first, fold(change.subject.name), change.subject.id


def _all_changes(old: _Side, new: _Side) -> Iterable[_Found]:
    left, joined, stayed = _sorted_out(old, new)
    renames = probable_renames([old.portrait(i) for i in left], [new.portrait(i) for i in joined])
    yield from (_joined(old, new, i) for i in joined)
    yield from (_left(old, new, i) for i in left)
    yield from (_renamed(old, new, rename) for rename in renames)
    for node_id in stayed:
        yield from filter(None, (_retitled(old, new, node_id), _changed(old, new, node_id)))


def _comparable(before: Network, after: Network) -> tuple[frozenset[str], list[str]]:
    """The sources with a whole edition in force on both sides, and notes on the others."""
    sources, notes = set(), []
    for source in sorted({*before.current, *after.current}):
        sides = (before, after)
        title = next(n.sources[source].title for n in sides if source in n.sources)
        missing = [n for n in sides if source not in n.current]
        partial = [n for n in sides if source in n.current and not _complete(n, source)]
        if missing:
            notes.append(sentence(
                "{title}: not compared, no edition held by {day}.",
                title=title, day=day(missing[0].as_of),
            ))  # fmt: skip
        elif partial and before.current[source] != after.current[source]:
            notes.append(sentence(
                "{title}: not compared, only part of the edition of {day} was read.",
                title=title, day=day(partial[0].current[source]),
            ))  # fmt: skip
        elif before.current[source] != after.current[source]:
            sources.add(source)
            notes.append(sentence(
                "{title}: edition of {old} compared with that of {new}.",
                title=title, old=day(before.current[source]), new=day(after.current[source]),
            ))  # fmt: skip
        else:
            sources.add(source)
    return frozenset(sources), notes


def _complete(network: Network, source: str) -> bool:
    date = network.current[source]
    return all(e.complete for e in network.editions if e.source == source and e.date == date)


def _sorted_out(old: _Side, new: _Side) -> tuple[list[str], list[str], list[str]]:
    """Ids that left, that joined, and that stayed: never people; and where registers of groups
    are compared, groups by these alone, and of these nothing but groups."""
    left, joined, stayed = [], [], []
    registers = _registers_of_groups(old) | _registers_of_groups(new)
    for node_id in sorted({*old.network.index, *new.network.index}):
        was, now = old.statements(node_id), new.statements(node_id)
        kind = (new if node_id in new.network.index else old).node(node_id).kind
        by = _deciding(was, now)
        # Others name a group in passing; a register of groups so names bodies.
        counts = bool(by & registers) if kind is NodeKind.APPG else not by <= registers
        if kind is NodeKind.PERSON or (registers and not counts):
            continue
        before, after = (any(s.source in by for s in side) for side in (was, now))
        if before and after:
            stayed.append(node_id)
        elif before:
            left.append(node_id)
        elif after:
            joined.append(node_id)
    return left, joined, stayed


def _deciding(*sides: tuple[Statement, ...]) -> frozenset[str]:
    """The sources that decide whether a node is there: a register, where one ever named it."""
    said = [s for side in sides for s in side]
    registers = {s.source for s in said if s.method is Method.REGISTER}
    return frozenset(registers or {s.source for s in said})


def _registers_of_groups(side: _Side) -> frozenset[str]:
    return frozenset(
        s.source
        for v in side.network.vertices(NodeKind.APPG)
        for s in side.said(side.network.nodes[v].statements)
        if s.method is Method.REGISTER
    )


def _list_name(side: _Side, statements: tuple[Statement, ...]) -> tuple[str, str]:
    """What a reader calls the list that names a node, and the source's id."""
    source = min(_deciding(statements))
    registered = any(s.method is Method.REGISTER for s in statements)
    return ("the register" if registered else side.network.sources[source].title), source


def _joined(old: _Side, new: _Side, node_id: str) -> _Found:
    said = new.statements(node_id)
    where, source = _list_name(new, said)
    then, now = old.network.current[source], new.network.current[source]
    every = (*said, *new.network.earlier.get(node_id, ()))  # older wordings stand apart
    earlier = [d for s in every if s.source == source for d in s.seen if d < min(then, now)]
    pattern = (
        "{name} is listed again: {where}, {now}; last listed before on {last}."
        if earlier else "{name} joined: in {where} of {now}, not in that of {then}."
    )  # fmt: skip
    return _change(
        new, "joined", node_id, new.held_by(node_id), before="", after=new.node(node_id).name,
        words=sentence(
            pattern, name=short_name(new.node(node_id)), where=where, now=day(now),
            then=day(then), last=day(max(earlier, default="")),
        ),
        evidence=new.evidence(node_id),
    )  # fmt: skip


def _left(old: _Side, new: _Side, node_id: str) -> _Found:
    where, source = _list_name(old, old.statements(node_id))
    then, now = old.network.current[source], new.network.current[source]
    return _change(
        old, "left", node_id, old.held_by(node_id), before=old.node(node_id).name, after="",
        words=sentence(
            "{name} is not in {where} of {now}; it was in that of {then}.",
            name=short_name(old.node(node_id)), where=where, now=day(now), then=day(then),
        ),
        evidence=old.evidence(node_id),
    )  # fmt: skip


def _renamed(old: _Side, new: _Side, rename: Rename) -> _Found:
    was, now = rename.old.node, rename.new.node
    return _change(
        new, "renamed", now.id, {was.id} | old.held_by(was.id) | new.held_by(now.id),
        before=was.name, after=now.name,
        words=sentence(
            "Probable rename: {old} to {new}; {why}.",
            old=short_name(was), new=short_name(now), why=rename.why,
        ),
        evidence=old.evidence(was.id) + new.evidence(now.id),
    )  # fmt: skip


def _retitled(old: _Side, new: _Side, node_id: str) -> _Found | None:
    """A new title under the same id; another order of the words or spelling of 'APPG' is none."""
    was, now = old.node(node_id), new.node(node_id)
    if content_words(was.name) == content_words(now.name) or {was.name} & {*now.aliases}:
        return None
    return _change(
        new, "renamed", node_id, new.held_by(node_id), before=was.name, after=now.name,
        words=sentence(
            "{old} is now listed as {new}.", old=short_name(was), new=short_name(now)
        ),
        evidence=old.evidence(node_id) + new.evidence(node_id),
    )  # fmt: skip


def _changed(old: _Side, new: _Side, node_id: str) -> _Found | None:
    """Officers and secretariats that came and went, and a member list newly published."""
    parts: list[str] = []
    touched: set[str] = set()
    evidence: list[Evidence] = []
    for office, same, ends in (
        ("officer", same_person, (old.officers, new.officers)),
        ("secretariat", same_body, (old.secretariats, new.secretariats)),
    ):
        was, now = (side.get(node_id, {}) for side in ends)
        gone, come = _unmatched(old, new, was, now, same)
        for words, side, ids in (("out", old, gone), ("in", new, come)):
            if ids:
                names = listed(short_name(side.node(i)) for i in ids)
                parts.append(f"{counted(len(ids), office)} {words}: {names}")
        evidence += old.network.evidence(*(s for i in gone for s in was[i]))
        evidence += new.network.evidence(*(s for i in come for s in now[i]))
        touched |= {*gone, *come}
    parts += _member_list(old, new, node_id)
    if not parts:
        return None
    return _change(
        new, "changed", node_id, touched,
        before=_holders(old, node_id), after=_holders(new, node_id),
        words=sentence(
            "{name}: {what}.", name=short_name(new.node(node_id)), what="; ".join(parts)
        ),
        evidence=tuple(evidence) or new.evidence(node_id),
    )  # fmt: skip


def _unmatched(
    old: _Side, new: _Side, was: Iterable[str], now: Iterable[str],
    same: Callable[[Node, Node], bool],
) -> tuple[list[str], list[str]]:  # fmt: skip
    """Who is on one side only, in the order of ids; the same under another spelling is on both."""
    gone, come = sorted({*was} - {*now}), sorted({*now} - {*was})
    for one in tuple(gone):
        twin = next((other for other in come if same(old.node(one), new.node(other))), None)
        if twin:
            gone.remove(one)
            come.remove(twin)
    return gone, come


def _member_list(old: _Side, new: _Side, node_id: str) -> list[str]:
    was, now = (
        {value for s in side.statements(node_id) for value in s.values("member_list")}
        for side in (old, new)
    )
    if was and was <= UNPUBLISHED and now & PUBLISHED:
        return ["member list newly published"]
    if now and now <= UNPUBLISHED and was & PUBLISHED:
        return ["member list no longer published"]
    return []


def _holders(side: _Side, node_id: str) -> str:
    names = sorted(side.node(i).name for i in side.officers.get(node_id, ()))
    bodies = sorted(side.node(i).name for i in side.secretariats.get(node_id, ()))
    return "; ".join(filter(None, [
        f"officers: {', '.join(names)}" if names else "",
        f"secretariat: {', '.join(bodies)}" if bodies else "",
    ]))  # fmt: skip


def _change(
    side: _Side, kind: ChangeKind, node_id: str, touches: Iterable[str], *,
    words: str, before: str, after: str, evidence: tuple[Evidence, ...],
) -> _Found:  # fmt: skip
    return _Found(
        change=Change(
            kind=kind, subject=side.network.ref(side.node(node_id)), words=words, before=before,
            after=after, evidence=evidence,
        ),
        touches=frozenset({node_id, *touches}),
    )  # fmt: skip


def _what_is_counted(
    old: _Side, new: _Side, found: list[_Found], count_groups: bool
) -> Iterable[str]:
    """What the figures count, in words, with the size of each side."""
    if count_groups:
        yield (
            f"The figures count parliamentary groups only: {_groups(old):,} were named before, "
            f"{_groups(new):,} after."
        )
        others: dict[NodeKind, int] = defaultdict(int)
        for f in found:
            if f.change.subject.kind is not NodeKind.APPG:
                others[f.change.subject.kind] += 1
        for kind, number in sorted(others.items()):
            words = NODE_KINDS[kind]
            yield f"Also listed: changes of {counted(number, words.singular, words.plural)}."
    if any(f.change.kind == "left" for f in found):
        yield "Left means that the newer edition does not name it; it need not have closed."
    if any(f.change.words.startswith("Probable rename") for f in found):
        yield "A probable rename is a guess from people, purpose and title; it counts as left too."


def _groups(side: _Side) -> int:
    """How many groups a register in force names, or, without a register, any source."""
    registers = _registers_of_groups(side)
    nodes = (side.network.nodes[v] for v in side.network.vertices(NodeKind.APPG))
    return sum(
        any(not registers or s.source in registers for s in side.said(node.statements))
        for node in nodes
    )
