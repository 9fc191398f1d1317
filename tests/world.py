"""A tiny world for tests: 40 nodes and 70 links, said by five sources in seven editions.

All bodies and offices are invented. What is in it on purpose: a body known to two sources under
two record ids (Harambee Trust), a group renamed between editions (Remittances), one that lapsed
(Nepal), a country with a community and no group (Türkiye), a funder that is a hub (Riverbank), a
body that alone joins two parts (Westbridge), a planned meeting, a claim found by a machine, an
internal and a suppressed statement, parallel grants, a band of money, names in many letters.
"""

from typing import TypedDict, Unpack

from graph.model import (
    Amount,
    Edition,
    Link,
    LinkKind,
    Method,
    Node,
    NodeKind,
    Role,
    Source,
    Statement,
    Status,
    Visibility,
)
from graph.schema import SHAPING_CLAIMS

SPRING_24, SUMMER_25, SUMMER_26 = "2024-05-30", "2025-06-09", "2026-06-29"
REGISTER = (SPRING_24, SUMMER_25, SUMMER_26)
LATER = (SUMMER_25, SUMMER_26)
CHARITIES, GRANTS, SHEET, LISTS = ("2026-03-01",), ("2026-02-14",), ("2026-05-01",), ("2026-06-29",)

SOURCES = (
    Source(
        id="charities", title="Charity List", publisher="Charity Office", licence="OGL-UK-3.0",
        attribution="Contains facts from the Charity List.", url="https://charities.example.org",
    ),
    Source(
        id="convenor", title="Convenor's sheet", publisher="A convenor", licence="private",
        attribution="Notes of a convenor.",
    ),
    Source(
        id="grants", title="Open Grants", publisher="Riverbank Foundation", licence="CC-BY-4.0",
        attribution="Riverbank Foundation, CC BY 4.0.", url="https://grants.example.org",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
    ),
    Source(
        id="lists", title="Member lists found", publisher="Open Lists", licence="CC-BY-4.0",
        attribution="Open Lists, CC BY 4.0.", compiler="Open Lists",
    ),
    Source(
        id="register", title="Register of Groups", publisher="Parliament",
        licence="OPL-3.0", attribution="Contains Parliamentary information.",
        url="https://register.example.org", compiler="Open Lists",
    ),
)  # fmt: skip

EDITIONS = (
    Edition(source="charities", date="2026-03-01", sha256="c" * 64),
    Edition(source="convenor", date="2026-05-01"),
    Edition(source="grants", date="2026-02-14", url="https://grants.example.org/2026.json"),
    Edition(source="lists", date="2026-06-29", complete=False),
    Edition(source="register", date=SPRING_24, complete=False),
    Edition(source="register", date=SUMMER_25, url="https://register.example.org/250609/"),
    Edition(source="register", date=SUMMER_26, url="https://register.example.org/260629/"),
)

Claims = dict[str, str | tuple[str, ...]]


class Rest(TypedDict, total=False):
    """The less usual fields of a statement."""

    locator: str
    url: str
    status: Status
    method: Method
    visibility: Visibility
    detail: str
    ref: str
    amount: Amount
    since: str
    until: str
    note: str
    wording: str


def said(
    source: str, seen: tuple[str, ...], subject: str, object: str = "", /,
    claims: Claims | None = None, **rest: Unpack[Rest],
) -> Statement:  # fmt: skip
    """One statement; its method is the register's where a register says it."""
    by_register = source in ("register", "charities")
    rest.setdefault("method", Method.REGISTER if by_register else Method.STATED)
    pairs = tuple(sorted(_pairs(claims or {})))
    return Statement(source=source, seen=seen, subject=subject, object=object, claims=pairs, **rest)


def _pairs(claims: Claims) -> set[tuple[str, str]]:
    many = {key: (v,) if isinstance(v, str) else v for key, v in claims.items()}
    return {(key, value) for key, values in many.items() for value in values}


def node(kind: NodeKind, node_id: str, *statements: Statement) -> Node:
    """The node that its statements make: the newest name, every alias, role and identifier."""
    ordered = sorted(statements, key=lambda s: (s.seen[-1], s.source))
    claimed = [pair for s in reversed(ordered) for pair in s.claims]

    def all_of(*keys: str) -> list[str]:
        return sorted({value for key, value in claimed if key in keys})

    name = next(value for key, value in claimed if key == "name")
    newest = {key: value for key, value in reversed(claimed) if key not in SHAPING_CLAIMS}
    return Node(
        id=node_id, kind=kind, name=name,
        aliases=tuple(v for v in all_of("name", "alias") if v != name),
        roles=tuple(Role(v) for v in all_of("role")),
        identifiers=tuple(all_of("identifier")),
        summary=next((value for key, value in claimed if key == "summary"), ""),
        properties=tuple(sorted(newest.items())),
        statements=tuple(sorted(statements, key=lambda s: (s.source, s.seen, s.subject))),
    )  # fmt: skip


def _said_once(kind: NodeKind, node_id: str, name: str, **claims: str | tuple[str, ...]) -> Node:
    return node(kind, node_id, said("convenor", SHEET, node_id, claims={"name": name, **claims}))


def _charity(node_id: str, name: str, *more: Statement, **claims: str | tuple[str, ...]) -> Node:
    first = said(
        "charities", CHARITIES, node_id, locator=f"row {node_id[-1]}",
        claims={"name": name, "identifier": node_id, **claims},
    )  # fmt: skip
    return node(NodeKind.ORGANISATION, node_id, first, *more)


def _group(node_id: str, *statements: Statement) -> Node:
    return node(NodeKind.APPG, node_id, *statements)


def _entry(seen: tuple[str, ...], record: str, name: str, **claims: str) -> Statement:
    return said(
        "register", seen, record, locator="Title", url="https://register.example.org/{yymmdd}/",
        claims={"name": name, "parliament": "uk", **claims},
    )  # fmt: skip


def _member(node_id: str, name: str, seen: tuple[str, ...], chamber: str) -> Node:
    claims: Claims = {"name": name, "chamber": chamber}
    return node(NodeKind.PERSON, node_id, said("register", seen, node_id, claims=claims))


COUNTRY, COMMUNITY, PLACE = NodeKind.COUNTRY, NodeKind.COMMUNITY, NodeKind.PLACE
ORGANISATION, THEME = NodeKind.ORGANISATION, NodeKind.THEME

NODES = (
    _said_once(
        COUNTRY, "country-ke", "Kenya", alias="Republic of Kenya", identifier="iso-KE",
        status="state",
    ),
    _said_once(COUNTRY, "country-gh", "Ghana", identifier="iso-GH", status="state"),
    _said_once(COUNTRY, "country-np", "Nepal", alias="नेपाल", identifier="iso-NP", status="state"),
    _said_once(
        COUNTRY, "country-tr", "Türkiye", alias="Turkey", identifier="iso-TR", status="state",
    ),
    _said_once(
        COUNTRY, "country-ci", "Côte d’Ivoire", alias="Ivory Coast", identifier="iso-CI",
        status="state",
    ),
    _said_once(COUNTRY, "country-sl", "Somaliland", alias="أرض الصومال", status="unrecognised"),
    _said_once(COUNTRY, "region-west-africa", "West Africa", status="region"),
    _said_once(COMMUNITY, "community-ke-leeds", "Kenyans in Leeds", status="people"),
    _said_once(COMMUNITY, "community-gh-london", "Ghanaians in London", status="people"),
    _said_once(COMMUNITY, "community-tr-london", "Turkish speakers in London", status="people"),
    _said_once(
        COMMUNITY, "community-nurses", "Nurses trained overseas", status="occupation",
        members="unknown",
    ),
    _said_once(PLACE, "place-england", "England", status="nation", identifier="GSS-E92000001"),
    _said_once(PLACE, "place-london", "London", status="region"),
    _said_once(PLACE, "place-leeds", "Leeds", status="council"),
    _said_once(THEME, "theme-health", "Health"),
    _said_once(THEME, "theme-remittances", "Remittances", alias="Money transfer"),
    _group(
        "appg-kenya",
        _entry(REGISTER, "appg-kenya", "Kenya", category="country", member_list="official"),
    ),
    _group(
        "appg-ghana",
        _entry(LATER, "appg-ghana", "Ghana", category="country", member_list="not_found"),
    ),
    _group("appg-nepal", _entry((SPRING_24, SUMMER_25), "appg-nepal", "Nepal", category="country")),
    _group(
        "appg-remittances",
        _entry((SPRING_24, SUMMER_25), "appg-remittances", "Money Transfer", category="subject"),
        _entry(
            (SUMMER_26,), "appg-remittances", "Remittances and Diaspora", category="subject",
            agm="2026-05-12",
        ),
    ),
    node(
        NodeKind.APPG, "cpg-africa",
        said("convenor", SHEET, "cpg-africa", claims={
            "name": "Cross-Party Group on Africa", "parliament": "scottish-parliament",
        }),
    ),
    _charity(
        "GB-CHC-9000001", "Harambee Trust",
        said(
            "grants", GRANTS, "grants-harambee",
            claims={"name": "The Harambee Trust", "role": "grantee"},
        ),
        role=("charity", "diaspora_group"), website="https://harambee.example.org",
    ),
    _charity("GB-CHC-9000002", "Ashanti Union of London", role=("charity", "diaspora_group")),
    _charity("GB-CHC-9000003", "Gurkha Families Network", role=("charity", "diaspora_group")),
    _charity(
        "GB-CHC-9000004", "Riverbank Foundation", role=("charity", "funder"),
        summary="Gives grants to small bodies.",
    ),
    _charity("GB-CHC-9000005", "Old Mill Fund", role=("charity", "funder")),
    _charity(
        "GB-CHC-9000006", "Anadolu Evi", role=("charity", "diaspora_group"),
        alias=("Anatolia House", "Дом Анатолии"),
    ),
    _said_once(ORGANISATION, "org-westbridge", "Westbridge Public Affairs", role="secretariat"),
    _said_once(ORGANISATION, "org-council", "Council of Diaspora Bodies", role="forum"),
    _said_once(ORGANISATION, "org-trade-office", "Office for Trade Ties", role="public_body"),
    _said_once(ORGANISATION, "org-nurses", "African Nurses’ Association"),
    _member("member-aldermoor", "Member for Aldermoor", REGISTER, chamber="commons"),
    _member("member-eastmarch", "Member for Eastmarch", LATER, chamber="commons"),
    _member("member-fenwick", "Member for Fenwick", REGISTER, chamber="commons"),
    _member("peer-highcombe", "Lord Highcombe", (SUMMER_26,), chamber="lords"),
    _said_once(NodeKind.CAMPAIGN, "campaign-fair-fees", "Send Money Fairly", subtype="campaign"),
    _said_once(NodeKind.CAMPAIGN, "campaign-degrees", "Recognise Our Degrees", subtype="programme"),
    _said_once(NodeKind.EVENT, "event-round-table", "Remittances Round Table 2026"),
    _said_once(
        NodeKind.PUBLICATION, "publication-homeward", "Homeward: what is sent and why",
        subtype="report",
    ),
    _said_once(
        NodeKind.PUBLICATION, "publication-fees", "Fees 🌍 \"in brief\"", subtype="newsletter",
    ),
)  # fmt: skip

# Which record of a merged node each source speaks of.
_RECORDS = {(n.id, s.source): s.subject for n in NODES for s in n.statements}


def _record(node_id: str, source: str) -> str:
    return _RECORDS.get((node_id, source), node_id)


Fact = tuple[str, tuple[str, ...], Rest]


def link(kind: LinkKind, source: str, target: str, *facts: Fact) -> Link:
    """The link between two nodes, its statements naming the records that each source speaks of."""
    statements = (
        said(by, seen, _record(source, by), _record(target, by), **rest) for by, seen, rest in facts
    )
    ordered = sorted(statements, key=lambda s: (s.source, s.seen, repr(s.fact())))
    return Link(source=source, target=target, kind=kind, statements=tuple(ordered))


def _sheet(kind: LinkKind, *ends: str, **rest: Unpack[Rest]) -> tuple[Link, ...]:
    rest.setdefault("locator", f"{kind} sheet")
    pairs = (pair.split(" ") for pair in ends)
    return tuple(link(kind, one, other, ("convenor", SHEET, rest)) for one, other in pairs)


def _officer(person: str, group: str, seen: tuple[str, ...], office: str) -> Link:
    fact: Fact = ("register", seen, {"detail": office, "locator": "Officers"})
    return link(LinkKind.OFFICER_OF, person, group, fact)


def _grant(funder: str, grantee: str, *pounds: int) -> Link:
    facts: list[Fact] = [
        ("grants", GRANTS, {
            "ref": f"{funder}-{n}", "amount": Amount(low=pound, high=pound), "since": f"202{n}-04",
        })
        for n, pound in enumerate(map(float, pounds), 1)
    ]  # fmt: skip
    return link(LinkKind.FUNDED, funder, grantee, *facts)


HARAMBEE, ASHANTI, GURKHA = "GB-CHC-9000001", "GB-CHC-9000002", "GB-CHC-9000003"
RIVERBANK, OLD_MILL, ANADOLU = "GB-CHC-9000004", "GB-CHC-9000005", "GB-CHC-9000006"

LINKS = (
    _officer("member-aldermoor", "appg-kenya", REGISTER, "Chair"),
    _officer("member-fenwick", "appg-kenya", LATER, "Vice Chair"),
    _officer("member-eastmarch", "appg-ghana", LATER, "Chair"),
    _officer("member-fenwick", "appg-ghana", (SUMMER_25,), "Treasurer"),
    _officer("member-fenwick", "appg-nepal", (SPRING_24, SUMMER_25), "Chair"),
    _officer("peer-highcombe", "appg-remittances", (SUMMER_26,), "Co-Chair"),
    link(
        LinkKind.MEMBER_OF, "member-eastmarch", "appg-kenya",
        ("lists", LISTS, {
            "method": Method.AI_SEARCH, "status": Status.CLAIMED, "url": "https://kenya.example.org",
        }),
    ),
    link(
        LinkKind.MEMBER_OF, "member-aldermoor", "appg-remittances",
        ("lists", LISTS, {"method": Method.STATED}),
    ),
    link(
        LinkKind.SECRETARIAT_OF, "org-westbridge", "appg-remittances",
        ("register", LATER, {
            "detail": "Secretariat", "wording": "Westbridge acts as the group’s secretariat.",
        }),
        ("convenor", SHEET, {"note": "Confirmed in writing."}),
    ),
    link(
        LinkKind.SUPPORTS, RIVERBANK, "appg-remittances",
        ("register", (SUMMER_26,), {"amount": Amount(low=1501.0, high=3000.0), "since": "2026-01"}),
    ),
    link(
        LinkKind.SUPPORTS, "org-westbridge", "appg-ghana",
        ("register", (SUMMER_25,), {"detail": "Travel"}),
    ),
    _grant(RIVERBANK, HARAMBEE, 20_000, 15_000, 15_000),
    _grant(RIVERBANK, ASHANTI, 9_500),
    _grant(RIVERBANK, GURKHA, 12_000),
    _grant(RIVERBANK, "org-council", 40_000, 42_000),
    _grant(RIVERBANK, "org-nurses", 7_250),
    _grant(RIVERBANK, "campaign-fair-fees", 5_000),
    _grant(OLD_MILL, HARAMBEE, 3_000),
    _grant(OLD_MILL, ANADOLU, 2_000),
    *_sheet(
        LinkKind.MEMBER_OF, f"{HARAMBEE} org-council", f"{ASHANTI} org-council",
        "org-nurses org-council", f"{HARAMBEE} appg-kenya", method=Method.HAND,
    ),
    *_sheet(
        LinkKind.PARTNER_IN, f"{HARAMBEE} campaign-fair-fees", f"{ASHANTI} campaign-fair-fees",
        "org-nurses campaign-degrees",
    ),
    *_sheet(
        LinkKind.RUNS, "org-council campaign-fair-fees", "appg-remittances event-round-table",
        "org-nurses campaign-degrees",
    ),
    *_sheet(
        LinkKind.TOOK_PART_IN, "org-westbridge event-round-table", f"{ASHANTI} event-round-table",
        "member-eastmarch event-round-table", status=Status.PLANNED, since="2026-11",
    ),
    *_sheet(LinkKind.MET, "org-council org-trade-office", since="2025-10-07"),
    *_sheet(
        LinkKind.MET, f"{GURKHA} member-fenwick",
        visibility=Visibility.INTERNAL, note="Not for print.",
    ),
    *_sheet(LinkKind.MET, f"{ANADOLU} org-trade-office", visibility=Visibility.SUPPRESSED),
    *_sheet(
        LinkKind.REPRESENTS, f"{HARAMBEE} community-ke-leeds", f"{ASHANTI} community-gh-london",
    ),
    *_sheet(
        LinkKind.HERITAGE, "community-ke-leeds country-ke", "community-gh-london country-gh",
        "community-tr-london country-tr", f"{HARAMBEE} country-ke", f"{ASHANTI} country-gh",
        f"{GURKHA} country-np", f"{ANADOLU} country-tr",
    ),
    *_sheet(LinkKind.HERITAGE, "org-nurses country-ci", status=Status.INFERRED),
    *_sheet(LinkKind.SERVES, f"{ANADOLU} community-tr-london", "org-nurses community-nurses"),
    *_sheet(
        LinkKind.ABOUT, "appg-kenya country-ke", "appg-ghana country-gh", "appg-nepal country-np",
        "appg-remittances theme-remittances", "cpg-africa region-west-africa",
        "campaign-fair-fees theme-remittances", "campaign-degrees theme-health",
        "publication-homeward theme-remittances", "event-round-table theme-remittances",
    ),
    *_sheet(
        LinkKind.BASED_IN, f"{HARAMBEE} place-leeds", f"{ASHANTI} place-london",
        f"{ANADOLU} place-london",
    ),
    *_sheet(
        LinkKind.BASED_IN, "community-ke-leeds place-leeds", "community-gh-london place-london",
    ),
    *_sheet(
        LinkKind.OPERATES_IN, f"{GURKHA} place-england", f"{HARAMBEE} country-ke",
        f"{HARAMBEE} country-sl",
    ),
    *_sheet(LinkKind.PART_OF, "place-leeds place-england", "place-london place-england"),
    *_sheet(LinkKind.PART_OF, "country-gh region-west-africa", "country-ci region-west-africa"),
    *_sheet(
        LinkKind.PUBLISHED, "org-council publication-homeward", "org-westbridge publication-fees",
    ),
)  # fmt: skip


def tiny_world() -> tuple[
    tuple[Source, ...], tuple[Edition, ...], tuple[Node, ...], tuple[Link, ...]
]:
    """Sources, editions, nodes and links of the tiny world, each in the order a store gives."""
    nodes = tuple(sorted(NODES, key=lambda n: n.id))
    links = tuple(sorted(LINKS, key=lambda ln: (ln.source, ln.target, ln.kind.value)))
    return SOURCES, EDITIONS, nodes, links
