"""Money followed: whom a funder funds, how it reaches communities, and who funds the same."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.analysis.ground import Ground, Said, plain_ground
from graph.analysis.sentences import counted, listed, sentence
from graph.errors import BadQuestion
from graph.model import Amount, LinkKind, NodeKind, Statement
from graph.network import Network, money
from graph.results_briefs import CoFunder, FundingAnswer, FundingChain, Payment

PAYS = (LinkKind.FUNDED, LinkKind.SUPPORTS)
# Shared recipients named beside one other funder.
SHARED = 5
POUNDS = "GBP"


@dataclass(frozen=True, slots=True)
class _Paid:
    """A recipient and what was said of its payments; planned when nothing says it was paid."""

    recipient: int
    said: Said
    planned: bool = False


@dataclass(frozen=True, slots=True)
class _Way:
    """Stops of a chain so far, the statements that join them, and what is not known."""

    stops: tuple[int, ...]
    said: Said
    unknown: tuple[str, ...] = ()

    def to(self, stop: int, said: Said) -> "_Way":
        """The way with one more stop; a stop passed before is not passed again."""
        return _Way((*self.stops, stop), self.said + said[:1], self.unknown)

    def lacking(self, what: str) -> "_Way":
        """The way with a step that no source tells."""
        return _Way(self.stops, self.said, (*self.unknown, what))


def find_funding(network: Network, funder: str, *, limit: int = 20) -> FundingAnswer:
    """Payments of one funder, chains from it to communities and countries, and co-funders.

    A payment takes all statements between funder and recipient together; sums are in pounds, other
    currencies are in the words. A chain goes funder, what was funded, who runs it, whom it serves,
    of which country; a step that no source tells is left out and named. Co-funders pay the same
    recipients, those with most shared first. ``limit`` of each are given, the largest sums first.
    A planned payment is told as planned and is in no sum. Raises ``BadQuestion`` when nobody of
    that id is known to fund. Cost: linear in the links near the funder after the first call.

    >>> from graph.model import LinkKind
    >>> network = Network.of("a-b", "a-c", "d-b", kind=LinkKind.FUNDED)
    >>> answer = find_funding(network, "a")
    >>> [p.recipient.id for p in answer.payments], answer.co_funders[0].funder.id
    (['b', 'c'], 'd')
    """
    ground = network.once(plain_ground)
    vertex = network.index.get(funder)
    paid = _paid(ground, vertex) if vertex is not None else []
    if vertex is None or not paid:
        node = network.node(funder)
        raise BadQuestion(
            "no source held says that it funds anybody",
            where=node.name if node else funder,
            next_step="Search for a funder with 'find', or load grants.",
        )
    chains = [c for p in paid for c in _chains(ground, vertex, p)]
    others = _co_funders(ground, vertex, [p.recipient for p in paid])
    return FundingAnswer(
        funder=network.ref(vertex),
        headline=_headline(ground, vertex, paid),
        payments=tuple(_payment(ground, p) for p in paid[:limit]),
        payments_in_all=len(paid),
        chains=tuple(_chain(ground, way) for way in chains[:limit]),
        chains_in_all=len(chains),
        co_funders=tuple(others[:limit]),
        co_funders_in_all=len(others),
        notes=_notes(ground, paid),
        snapshot=network.snapshot,
    )


def _paid(ground: Ground, funder: int) -> list[_Paid]:
    """Recipients, those with the largest sum first, then by id; planned ones last."""
    held = ground.near(funder, *PAYS, outward=True)
    rows = [_Paid(v, said) for v, said in held.items()]
    rows += [
        _Paid(target, said, planned=True)
        for source, target, kind, said in ground.plans
        if source == funder and kind in PAYS and target not in held
    ]
    return sorted(rows, key=lambda p: (p.planned, -_pounds(p.said), p.recipient))


def _pounds(said: Said) -> float:
    return sum(s.amount.low for s in said if s.amount and s.amount.unit == POUNDS)


def _payment(ground: Ground, paid: _Paid) -> Payment:
    years = sorted({date[:4] for s in paid.said if (date := s.since or s.until)})
    return Payment(
        recipient=ground.network.ref(paid.recipient),
        amount=sums(paid.said),
        pounds=0.0 if paid.planned else _pounds(paid.said),
        years=tuple(years),
        planned=paid.planned,
        evidence=ground.network.evidence(*paid.said),
    )


def sums(said: Iterable[Statement]) -> str:
    """The amounts of some statements, each unit added up, in words; empty where none is given.

    >>> grants = [
    ...     Statement(source="s", seen=("2026",), subject="a", amount=Amount(low=n, high=n))
    ...     for n in (100, 250)
    ... ]
    >>> sums(grants)
    '£350'
    """
    units: dict[str, Amount] = {}
    for s in said:
        if s.amount:
            sofar = units.get(s.amount.unit, Amount(low=0, high=0, unit=s.amount.unit))
            units[s.amount.unit] = Amount(
                low=sofar.low + s.amount.low, high=sofar.high + s.amount.high, unit=sofar.unit
            )
    words = (
        money(Statement(source="", seen=("",), subject="", amount=amount))
        for _, amount in sorted(units.items())
    )
    return " and ".join(words)


def _chains(ground: Ground, funder: int, paid: _Paid) -> Iterator[_Way]:
    """Ways from a payment on to those who run it, whom they serve, and their countries.

    Only ways that reach a community or a country are told.
    """
    start = _Way((funder, paid.recipient), paid.said[:1])
    for way in _run_by(ground, start):
        for reached in _served(ground, way):
            if reached is not None:
                yield reached


def _run_by(ground: Ground, way: _Way) -> list[_Way]:
    """The way with the body that runs or convenes what was funded; a body stands for itself."""
    last = way.stops[-1]
    if ground.nodes[last].kind is NodeKind.ORGANISATION:
        return [way]
    found = ground.near(last, LinkKind.RUNS, LinkKind.SECRETARIAT_OF, outward=False)
    found = {v: said for v, said in found.items() if v not in way.stops}
    return [way.to(v, said) for v, said in found.items()] or [way.lacking("who runs it")]


def _served(ground: Ground, way: _Way) -> Iterator[_Way]:
    """The way on to communities (of the programme, else of the body), then to their countries."""
    for stop in dict.fromkeys((way.stops[1], way.stops[-1])):
        kinds = (LinkKind.SERVES, LinkKind.REPRESENTS, LinkKind.ABOUT, LinkKind.PARTNER_IN)
        people = ground.near(stop, *kinds, of=NodeKind.COMMUNITY)
        for community, said in people.items():
            yield from _of_where(ground, way.to(community, said))
        if people:
            return
    for stop in dict.fromkeys((way.stops[1], way.stops[-1])):
        places = ground.countries_of.get(stop) or ground.near(
            stop, LinkKind.OPERATES_IN, LinkKind.ABOUT, outward=True, of=NodeKind.COUNTRY
        )
        abroad = {c: said for c, said in places.items() if c not in ground.home}
        for country, said in abroad.items():
            yield way.lacking("which community").to(country, said)
        if abroad:
            return


def _of_where(ground: Ground, way: _Way) -> Iterator[_Way]:
    countries = ground.near(way.stops[-1], LinkKind.HERITAGE, outward=True)
    if not countries:
        yield way.lacking("of which country")
    for country, said in countries.items():
        yield way.to(country, said)


def _chain(ground: Ground, way: _Way) -> FundingChain:
    names = [ground.name(v) for v in way.stops]
    words = sentence("{first} → {rest}.", first=names[0], rest=" → ".join(names[1:]))
    return FundingChain(
        words=words,
        nodes=tuple(ground.network.ref(v) for v in way.stops),
        unknown=way.unknown,
        evidence=ground.network.evidence(*way.said),
    )


def _co_funders(ground: Ground, funder: int, recipients: list[int]) -> list[CoFunder]:
    shared: dict[int, list[int]] = {}
    for v in recipients:
        for other in ground.near(v, *PAYS, outward=False):
            if other != funder:
                shared.setdefault(other, []).append(v)
    order = sorted(shared, key=lambda v: (-len(shared[v]), ground.nodes[v].name, v))
    refs = ground.network.ref
    return [
        CoFunder(
            funder=refs(v), shared=tuple(refs(r) for r in shared[v][:SHARED]),
            shared_in_all=len(shared[v]),
        )
        for v in order
    ]  # fmt: skip


def _headline(ground: Ground, funder: int, paid: list[_Paid]) -> str:
    held = [p for p in paid if not p.planned]
    said = [s for p in held for s in p.said]
    whole, largest = sums(said), held[0] if held else None
    share = _pounds(largest.said) / _pounds(tuple(said)) if largest and whole and _pounds(
        tuple(said)
    ) else 0.0  # fmt: skip
    return sentence(
        "{who} funds {number} in these sources{whole}{largest}.",
        who=ground.name(funder), number=counted(len(held), "recipient"),
        whole=f": {whole}" if whole else "",
        largest=f"; {share:.0%} of the pounds to {ground.name(largest.recipient)}"
        if largest and share else "",
    )  # fmt: skip


def _notes(ground: Ground, paid: list[_Paid]) -> tuple[str, ...]:
    titles = sorted({ground.network.sources[s.source].title for p in paid for s in p.said})
    unsummed = sum(not _pounds(p.said) for p in paid if not p.planned)
    planned = sum(p.planned for p in paid)
    return tuple(
        filter(
            None,
            (
                sentence("Sources: {titles}.", titles=listed(titles)),
                "Grants are lumpy: look at the years before you compare.",
                f"{counted(unsummed, 'recipient')} without an amount in pounds."
                if unsummed
                else "",
                f"{counted(planned, 'payment')} planned, not recorded as made." if planned else "",
            ),
        )
    )
