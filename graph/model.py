"""What is kept: nodes, links, and the statements of the sources that support them.

Standard library only. Dates are ISO texts and may be partial (``2013``, ``2013-07``): ISO texts
sort as the days they name, and a source that gives a year must not be made to give a day.
"""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256


class NodeKind(StrEnum):
    """What a node is: exactly one of these."""

    ORGANISATION = "organisation"
    APPG = "appg"
    COUNTRY = "country"
    COMMUNITY = "community"
    PLACE = "place"
    PERSON = "person"
    CAMPAIGN = "campaign"
    EVENT = "event"
    PUBLICATION = "publication"
    THEME = "theme"


class Role(StrEnum):
    """What a node does: any number of these, stated by a source or derived from links."""

    DIASPORA_GROUP = "diaspora_group"
    FUNDER = "funder"
    CHARITY = "charity"
    PUBLIC_BODY = "public_body"
    SECRETARIAT = "secretariat"
    FORUM = "forum"
    GRANTEE = "grantee"


class LinkKind(StrEnum):
    """How two nodes are tied; ends, words and strength of each are in ``graph.schema``."""

    OFFICER_OF = "officer_of"
    MEMBER_OF = "member_of"
    SECRETARIAT_OF = "secretariat_of"
    SUPPORTS = "supports"
    FUNDED = "funded"
    PARTNER_IN = "partner_in"
    TOOK_PART_IN = "took_part_in"
    MET = "met"
    RUNS = "runs"
    PART_OF = "part_of"
    REPRESENTS = "represents"
    HERITAGE = "heritage"
    SERVES = "serves"
    ABOUT = "about"
    OPERATES_IN = "operates_in"
    BASED_IN = "based_in"
    SUCCESSOR_OF = "successor_of"
    PUBLISHED = "published"
    SIGNED_IN = "signed_in"
    SITS_FOR = "sits_for"


class Status(StrEnum):
    """Whether a source says that a thing is so, will be so, may be so, or is somebody's claim."""

    HELD = "held"
    PLANNED = "planned"
    INFERRED = "inferred"
    CLAIMED = "claimed"


class Method(StrEnum):
    """How the source came to its statement."""

    REGISTER = "register"
    STATED = "stated"
    HAND = "hand"
    AI_SEARCH = "ai_search"


class Visibility(StrEnum):
    """Who may see a statement."""

    PUBLIC = "public"
    INTERNAL = "internal"
    SUPPRESSED = "suppressed"


class Verdict(StrEnum):
    """What a judgement says of two records."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publisher's data set or document, with the licence that travels with its statements."""

    id: str
    title: str
    publisher: str
    licence: str
    attribution: str
    url: str = ""
    licence_url: str = ""
    compiler: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A dated release of a source.

    ``complete`` says that everything which the source then held was read, so that what is not in
    the edition had left it. An edition known only from leftovers is not complete.
    """

    source: str
    date: str
    complete: bool = True
    url: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """Money or a count as a source gives it: exact when ``low == high``, else a band.

    ``unit`` is a currency's code (ISO 4217) or what was counted: ``people``, ``signatures``.
    """

    low: float
    high: float
    unit: str = "GBP"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One source says one thing, about a node or about a link.

    ``subject`` (and ``object`` for a link) name the records that the source stated, before
    identity was decided; so a merge can be undone. ``seen`` holds the dates of all editions that
    say it, ascending. ``url`` may hold ``{yymmdd}`` for the edition's date. ``claims`` are what is
    said of a node, as sorted (key, value) pairs; keys are those of ``graph.schema.CLAIM_KEYS``.
    ``detail`` is the office or part in a few words, ``ref`` the source's own id of a fact (a grant
    number) that keeps parallel facts apart, ``wording`` the original text where we may keep it.
    """

    source: str
    seen: tuple[str, ...]
    subject: str
    object: str = ""
    locator: str = ""
    url: str = ""
    status: Status = Status.HELD
    method: Method = Method.STATED
    visibility: Visibility = Visibility.PUBLIC
    detail: str = ""
    ref: str = ""
    amount: Amount | None = None
    since: str = ""
    until: str = ""
    note: str = ""
    wording: str = ""
    claims: tuple[tuple[str, str], ...] = ()

    @property
    def first_seen(self) -> str:
        """Date of the first edition that says it."""
        return self.seen[0]

    @property
    def last_seen(self) -> str:
        """Date of the last edition that says it."""
        return self.seen[-1]

    def url_in(self, edition: str) -> str:
        """Address of the page that says it, in the edition of that ISO date."""
        return self.url.replace("{yymmdd}", edition.replace("-", "")[2:])

    def values(self, key: str) -> tuple[str, ...]:
        """All values claimed under ``key``, in order."""
        return tuple(value for name, value in self.claims if name == key)

    def fact(self) -> tuple[Hashable, ...]:
        """What is said, without when and where: two statements of one fact are one statement."""
        money = self.amount
        # The plain attribute: ``value`` takes as long as all the rest, a million times a load.
        return (
            self.source, self.subject, self.object, self.status._value_, self.method._value_,
            self.visibility._value_, self.detail, self.ref, self.since, self.until, self.wording,
            self.claims,
            (money.low, money.high, money.unit) if money else (),
        )  # fmt: skip

    def joined(self, other: "Statement") -> "Statement":
        """This fact with the editions of both; the later one gives the place in the source.

        >>> one = Statement(source="s", seen=("2025-01-01",), subject="a", locator="row 1")
        >>> two = Statement(source="s", seen=("2026-01-01",), subject="a", locator="row 9")
        >>> both = one.joined(two)
        >>> both.seen, both.locator
        (('2025-01-01', '2026-01-01'), 'row 9')
        """
        old, new = sorted((self, other), key=lambda s: (s.seen[-1], s.locator, s.url, s.note))
        return replace(
            new,
            seen=tuple(sorted({*self.seen, *other.seen})),
            url=new.url or old.url,
            note=new.note or old.note,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One organisation, group, person in a public role, country, …, as its statements tell."""

    id: str
    kind: NodeKind
    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    identifiers: tuple[str, ...] = ()
    summary: str = ""
    properties: tuple[tuple[str, str], ...] = ()
    statements: tuple[Statement, ...] = ()

    def get(self, key: str, default: str = "") -> str:
        """The value of a property, such as ``parliament`` of a parliamentary group."""
        return next((value for name, value in self.properties if name == key), default)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A typed, directed tie between two nodes, backed by at least one statement."""

    source: str
    target: str
    kind: LinkKind
    statements: tuple[Statement, ...]

    def __post_init__(self) -> None:
        """Refuse a link without evidence."""
        if not self.statements:
            raise ValueError(f"no evidence for {self.source} {self.kind} {self.target}")

    @property
    def id(self) -> str:
        """Stable id made of kind and ends."""
        text = f"{self.kind}|{self.source}|{self.target}"
        return sha256(text.encode()).hexdigest()[:20]


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeRecord:
    """What a loader states of one node, before identity is decided."""

    kind: NodeKind
    statement: Statement

    @property
    def id(self) -> str:
        """The record's id, which its loader chose."""
        return self.statement.subject


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRecord:
    """What a loader states of one link, before identity is decided."""

    kind: LinkKind
    statement: Statement


Record = NodeRecord | LinkRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """That two records are the same, different or unsure: by whom, when, and why. Reversible."""

    left: str
    right: str
    verdict: Verdict
    by: str
    on: str
    why: str

    @property
    def pair(self) -> tuple[str, str]:
        """The two record ids, sorted."""
        return (self.left, self.right) if self.left < self.right else (self.right, self.left)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One import: what was read, what was set aside, and what it changed."""

    id: str
    source: str
    on: str
    edition: str
    records: int
    set_aside: int
    sha256: str
