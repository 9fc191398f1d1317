"""The shapes of the answers for the table: the brief, the directory and the view of money."""

from dataclasses import dataclass

from graph.results import Evidence, Gap, NodeRef, Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefLine:
    """One sentence of a brief, the node it is about, and what says so."""

    words: str
    node: NodeRef | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefSection:
    """One heading of a brief; ``none`` says what its being empty means."""

    key: str
    title: str
    lines: tuple[BriefLine, ...]
    lines_in_all: int
    none: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefAnswer:
    """Two sides of paper on a country, a community, a theme or a place.

    ``introductions`` are the first gaps that concern it, each with its shortest evidenced chain;
    ``unknown`` are those of which nothing was read that would tell: no gaps.
    """

    subject: NodeRef
    headline: str
    sections: tuple[BriefSection, ...]
    introductions: tuple[Gap, ...]
    introductions_in_all: int
    unknown: tuple[Gap, ...]
    unknown_in_all: int
    notes: tuple[str, ...]
    snapshot: Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """Who holds an office in a group, as the register writes it; ``party`` may be unknown."""

    node: NodeRef
    office: str
    party: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryEntry:
    """One parliamentary group with its officers, its secretariat and the bodies to convene.

    ``secretariat_words`` says so when the register names none, or a private person.
    """

    group: NodeRef
    parliament: str
    countries: tuple[NodeRef, ...]
    themes: tuple[NodeRef, ...]
    officers: tuple[Officer, ...]
    secretariat: tuple[NodeRef, ...]
    secretariat_words: str
    bodies: tuple[NodeRef, ...]
    communities: tuple[NodeRef, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryHeading:
    """A country or theme and its groups; ``words`` says what is known where there is none."""

    subject: NodeRef | None
    words: str
    groups: tuple[DirectoryEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryAnswer:
    """All listed groups under their countries or themes, in the order of names."""

    by: str
    headings: tuple[DirectoryHeading, ...]
    headings_in_all: int
    groups_in_all: int
    notes: tuple[str, ...]
    snapshot: Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """What a funder gave to one recipient, all statements together; ``amount`` in words."""

    recipient: NodeRef
    amount: str
    pounds: float
    years: tuple[str, ...]
    planned: bool
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingChain:
    """Money followed to people: funder, what it funded, who runs it, whom it serves, of where.

    ``words`` reads the chain; ``nodes`` are its stops in order; parts not known are left out and
    named in ``unknown``.
    """

    words: str
    nodes: tuple[NodeRef, ...]
    unknown: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoFunder:
    """Another funder of the same recipients."""

    funder: NodeRef
    shared: tuple[NodeRef, ...]
    shared_in_all: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingAnswer:
    """Whom a funder funds, how the money reaches communities, and who else funds the same."""

    funder: NodeRef
    headline: str
    payments: tuple[Payment, ...]
    payments_in_all: int
    chains: tuple[FundingChain, ...]
    chains_in_all: int
    co_funders: tuple[CoFunder, ...]
    co_funders_in_all: int
    notes: tuple[str, ...]
    snapshot: Snapshot
