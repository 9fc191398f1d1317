"""Lists of identifiers: packed for keeping, and told of the bodies that the graph holds."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from graph.identity.ledger import Ledger
from graph.identity.names import normal_identifier, scheme_of
from graph.identity.raw import RawGraph
from graph.model import (
    Concordance,
    FactKind,
    IdentifierFact,
    Judgement,
    LinkKind,
    LinkRecord,
    Method,
    NodeKind,
    NodeRecord,
    Record,
    Statement,
    Verdict,
    Visibility,
)

NAMED = "org:name:"  # ids of records that state a name and may have no number
PAGE_FACTS = 2_500  # facts on a page: some 100,000 characters, one property of a graph database

_OPENNESS = {Visibility.PUBLIC: 0, Visibility.INTERNAL: 1, Visibility.SUPPRESSED: 2}


def packed(
    source: str, edition: str, part: str, facts: Iterable[IdentifierFact]
) -> tuple[Concordance, ...]:
    """The pages of one list, whose facts are all of one kind; rows keep their order."""
    rows = list(facts)
    return tuple(
        Concordance(
            source=source,
            edition=edition,
            part=part,
            kind=rows[0].kind,
            page=start // PAGE_FACTS,
            facts="\n".join(map(_line, rows[start : start + PAGE_FACTS])),
        )
        for start in range(0, len(rows), PAGE_FACTS)
    )


def _line(fact: IdentifierFact) -> str:
    words, right = " ".join(fact.words.split()), " ".join(fact.right.split())
    return f"{fact.left}\t{right}\t{fact.row}\t{words}"


def unpacked(page: Concordance) -> Iterator[IdentifierFact]:
    """The facts of a page, as they were packed but for blanks beside blanks."""
    for line in page.facts.split("\n"):
        left, right, row, words = line.split("\t")
        yield IdentifierFact(page.kind, left, right, words, int(row))


def renewed(
    held: Iterable[Concordance], given: Iterable[Concordance]
) -> tuple[Concordance, ...] | None:
    """The pages to keep: of each list those of its newest edition; None when nothing changes.

    Of one edition that is given again the given pages count.
    """
    before, now = tuple(held), tuple(given)
    newest: dict[tuple[str, str], str] = {}
    for page in (*before, *now):
        key = (page.source, page.part)
        newest[key] = max(page.edition, newest.get(key, ""))
    again = {(p.source, p.part) for p in now if p.edition == newest[p.source, p.part]}
    kept = [p for p in before if (p.source, p.part) not in again]
    kept += [p for p in now if (p.source, p.part) in again]
    kept.sort(key=lambda p: (p.source, p.part, p.page))
    return None if kept == sorted(before, key=lambda p: (p.source, p.part, p.page)) else tuple(kept)


# ---- what follows for the bodies held


@dataclass(frozen=True, slots=True)
class Bearer:
    """The record that stands for an identifier, and who may know that it is held."""

    record: str
    visibility: Visibility


def bearers(raw: RawGraph) -> dict[str, Bearer]:
    """The record of each identifier of an organisation: the most public, then the first by id.

    A record known by its name only stands for its own id, so that a list can say whom it means.
    """
    found: dict[str, Bearer] = {}
    for record_id, kind, statements in raw.facts():
        if kind is not NodeKind.ORGANISATION:
            continue
        if record_id.startswith(NAMED):
            openness = min((s.visibility for s in statements), key=_OPENNESS.__getitem__)
            found[record_id] = Bearer(record_id, openness)
        for statement in statements:
            for text in statement.values("identifier"):
                one = Bearer(record_id, statement.visibility)
                identifier = normal_identifier(text)
                known = found.get(identifier)
                if identifier and (known is None or _openness(one) < _openness(known)):
                    found[identifier] = one
    return found


def _openness(bearer: Bearer) -> tuple[int, str]:
    return _OPENNESS[bearer.visibility], bearer.record


def about_records(
    judgements: Iterable[Judgement], held: Mapping[str, Bearer], raw: RawGraph
) -> tuple[Judgement, ...]:
    """People's judgements, those on identifiers told of the records that bear them.

    One on an identifier that nobody bears yet has nothing to say of records.
    """

    def record(end: str) -> str:
        bearer = None if raw.kind_of(end) else held.get(normal_identifier(end))
        return bearer.record if bearer else end

    return tuple(
        Judgement(
            left=record(j.left), right=record(j.right), verdict=j.verdict, by=j.by, on=j.on,
            why=j.why,
        )
        for j in judgements
    )  # fmt: skip


def told(
    pages: Iterable[Concordance], held: Mapping[str, Bearer], judgements: Iterable[Judgement]
) -> Iterator[Record]:
    """What the lists say of bodies held, as records of their source.

    Pairs hold by whatever chain, also over numbers that nobody bears; a body that followed a
    held one follows it also where those between are not held. ``judgements`` are people's: a
    pair that they call different is left out. A statement is as public as the body that it is
    about. Cost: about 1 µs a fact, and 5 µs a pair.
    """
    lists = tuple(pages)
    pairs = [fact for page in lists if page.kind is FactKind.SAME for fact in unpacked(page)]
    bodies = _Bodies(held, pairs, judgements)
    follows = _Followers(bodies)
    for page in lists:
        if page.kind is FactKind.FOLLOWS:
            follows.add(page)
        else:
            for fact in _telling(page, bodies):
                yield from _records(page, fact, bodies)
    yield from follows.records()


def _telling(page: Concordance, bodies: "_Bodies") -> Iterator[IdentifierFact]:
    """The facts of a page that are about bodies held, and that no person takes for wrong."""
    for line in page.facts.split("\n"):
        if bodies.bearer(line[: line.index("\t")]):
            left, right, row, words = line.split("\t")
            fact = IdentifierFact(page.kind, left, right, words, int(row))
            if fact.kind is not FactKind.SAME or bodies.hold(left, right):
                yield fact


class _Bodies:
    """Which record stands for an identifier, directly or by pairs of identifiers."""

    def __init__(
        self,
        held: Mapping[str, Bearer],
        pairs: Iterable[IdentifierFact],
        judgements: Iterable[Judgement],
    ) -> None:
        self._ledger = Ledger(_about_identifiers(judgements, held), map(_judged, pairs))
        self._left_out = {j.pair for j in self._ledger.dropped}
        self._bearer = dict(held)
        for group in self._ledger.groups():
            there = [held[i] for i in group if i in held]
            if there:
                best = min(there, key=_openness)
                self._bearer |= {i: best for i in group if i not in held}

    def body(self, identifier: str) -> str:
        """One identifier for all that mean the same body."""
        return self._ledger.canonical(identifier)

    def bearer(self, identifier: str) -> Bearer | None:
        """The record that stands for an identifier; None where no body held bears it."""
        return self._bearer.get(identifier)

    def hold(self, left: str, right: str) -> bool:
        """Whether a pair holds: no person's judgement contradicts it."""
        return tuple(sorted((left, right))) not in self._left_out


def _judged(fact: IdentifierFact) -> Judgement:
    return Judgement(
        left=fact.left, right=fact.right, verdict=Verdict.SAME, by="", on="", why=fact.words
    )


def _about_identifiers(
    judgements: Iterable[Judgement], held: Mapping[str, Bearer]
) -> Iterator[Judgement]:
    """People's judgements on identifiers, and those that tell apart the bearers of some."""
    numbers: dict[str, list[str]] = {}
    for identifier, bearer in held.items():
        numbers.setdefault(bearer.record, []).append(identifier)
    for judgement in judgements:
        ends = [_numbers_of(end, numbers) for end in (judgement.left, judgement.right)]
        plain = all(scheme_of(end) for end in (judgement.left, judgement.right))
        if plain or judgement.verdict is Verdict.DIFFERENT:
            for left in ends[0]:
                for right in ends[1]:
                    yield Judgement(
                        left=left, right=right, verdict=judgement.verdict, by=judgement.by,
                        on=judgement.on, why=judgement.why,
                    )  # fmt: skip


def _numbers_of(end: str, numbers: Mapping[str, list[str]]) -> list[str]:
    identifier = normal_identifier(end)
    return [identifier] if identifier else sorted({*numbers.get(end, ()), end})


# ---- statements


def _records(page: Concordance, fact: IdentifierFact, bodies: _Bodies) -> Iterator[Record]:
    bearer = bodies.bearer(fact.left)
    if bearer is None:
        return
    claims = {
        FactKind.SAME: {("identifier", i) for i in (fact.left, fact.right) if scheme_of(i)},
        FactKind.CALLED: {(fact.words, fact.right)},
        FactKind.SCALE: {("scale", fact.right)},
        FactKind.BRANCH: _branch_claims(fact),
    }[fact.kind]
    note = fact.words if fact.kind is FactKind.SAME else ""
    said = replace(_said(page, fact, bearer), claims=tuple(sorted(claims)), note=note)
    yield NodeRecord(kind=NodeKind.ORGANISATION, statement=said)
    federation = bodies.bearer(fact.right) if fact.kind is FactKind.BRANCH else None
    if federation and federation.record != bearer.record:
        yield LinkRecord(kind=LinkKind.PART_OF, statement=_said(page, fact, bearer, federation))


def _branch_claims(fact: IdentifierFact) -> set[tuple[str, str]]:
    federation, _, namesakes = fact.words.partition(" | ")
    shared = {("namesakes", namesakes)} if namesakes else set()
    return {("federation", federation), *shared}


def _said(
    page: Concordance, fact: IdentifierFact, subject: Bearer, target: Bearer | None = None
) -> Statement:
    ends = (subject, target or subject)
    return Statement(
        source=page.source,
        seen=(page.edition,),
        subject=subject.record,
        object=target.record if target else "",
        locator=f"{page.part}, row {fact.row}",
        method=Method.REGISTER,
        visibility=max((end.visibility for end in ends), key=_OPENNESS.__getitem__),
    )


class _Followers:
    """Who followed whom, over bodies that are not held."""

    def __init__(self, bodies: _Bodies) -> None:
        self._bodies = bodies
        self._next: dict[str, list[tuple[str, Concordance, IdentifierFact]]] = {}

    def add(self, page: Concordance) -> None:
        """Take in a page of mergers."""
        for fact in unpacked(page):
            new, old = self._bodies.body(fact.left), self._bodies.body(fact.right)
            if new != old:
                self._next.setdefault(old, []).append((new, page, fact))

    def records(self) -> Iterator[Record]:
        """A link from each held body to each held one that it followed, nearest only."""
        for start in sorted(self._next):
            if old := self._bodies.bearer(start):
                yield from self._from(start, old)

    def _from(self, start: str, old: Bearer) -> Iterator[Record]:
        met, waiting = {start}, [(start, "")]
        while waiting:
            body, by_way = waiting.pop()
            for new, page, fact in self._next.get(body, ()):
                if new in met:
                    continue
                met.add(new)
                bearer = self._bodies.bearer(new)
                if bearer is None:
                    waiting.append((new, f"{by_way}, {fact.left}" if by_way else fact.left))
                elif bearer.record != old.record:
                    yield self._link(page, fact, bearer, old, by_way)

    def _link(
        self, page: Concordance, fact: IdentifierFact, new: Bearer, old: Bearer, by_way: str
    ) -> Record:
        name, _, day = fact.words.rpartition(" | ")
        said = replace(
            _said(page, fact, new, old),
            detail=f"merger, by way of {by_way}" if by_way else "merger",
            since=day,
            note=name,
        )
        return LinkRecord(kind=LinkKind.SUCCESSOR_OF, statement=said)
