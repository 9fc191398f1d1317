"""What may exist: the table of node kinds, roles and link kinds, with the words readers see.

No link kind runs from a person to a country, a faith or a community: such inferences about people
are never stored (``check_link`` refuses them, and a test walks the table).
"""

from dataclasses import dataclass
from typing import Literal

from graph.errors import BadSource
from graph.model import LinkKind, NodeKind, Role

Family = Literal["acquaintance", "context"]

ORG, APPG, COUNTRY = NodeKind.ORGANISATION, NodeKind.APPG, NodeKind.COUNTRY
COMMUNITY, PLACE, PERSON = NodeKind.COMMUNITY, NodeKind.PLACE, NodeKind.PERSON
CAMPAIGN, EVENT = NodeKind.CAMPAIGN, NodeKind.EVENT
PUBLICATION, THEME = NodeKind.PUBLICATION, NodeKind.THEME


@dataclass(frozen=True, slots=True, kw_only=True)
class KindWords:
    """How readers and Cypher users see a node kind."""

    label: str
    singular: str
    plural: str
    colour: str
    shape: str


# Colours keep 3:1 against white and near-black; shapes tell the kinds apart without colour.
NODE_KINDS: dict[NodeKind, KindWords] = {
    ORG: KindWords(
        label="Organisation", singular="organisation", plural="organisations",
        colour="#1d70b8", shape="dot",
    ),
    APPG: KindWords(
        label="Appg", singular="parliamentary group", plural="parliamentary groups",
        colour="#7b3fa0", shape="square",
    ),
    COUNTRY: KindWords(
        label="Country", singular="country or region", plural="countries and regions",
        colour="#00703c", shape="hexagon",
    ),
    COMMUNITY: KindWords(
        label="Community", singular="community", plural="communities",
        colour="#c1502e", shape="triangle",
    ),
    PLACE: KindWords(
        label="Place", singular="place", plural="places", colour="#5b7083", shape="triangleDown"
    ),
    PERSON: KindWords(
        label="Person", singular="person", plural="people", colour="#946000", shape="diamond"
    ),
    CAMPAIGN: KindWords(
        label="Campaign", singular="campaign", plural="campaigns",
        colour="#b5256d", shape="star",
    ),
    EVENT: KindWords(
        label="Event", singular="event", plural="events", colour="#a34a00", shape="ellipse"
    ),
    PUBLICATION: KindWords(
        label="Publication", singular="publication", plural="publications",
        colour="#54606b", shape="box",
    ),
    THEME: KindWords(
        label="Theme", singular="theme", plural="themes", colour="#007a78", shape="circle"
    ),
}  # fmt: skip

ROLE_LABELS: dict[Role, str] = {
    Role.DIASPORA_GROUP: "DiasporaGroup",
    Role.FUNDER: "Funder",
    Role.CHARITY: "Charity",
    Role.PUBLIC_BODY: "PublicBody",
    Role.SECRETARIAT: "Secretariat",
    Role.FORUM: "Forum",
    Role.GRANTEE: "Grantee",
}

ROLE_WORDS: dict[Role, str] = {
    Role.DIASPORA_GROUP: "diaspora group",
    Role.FUNDER: "funder",
    Role.CHARITY: "charity",
    Role.PUBLIC_BODY: "public body",
    Role.SECRETARIAT: "secretariat",
    Role.FORUM: "forum",
    Role.GRANTEE: "grantee",
}

# What a statement may claim of a node. The first five shape the node itself; the others are
# properties, shown as they are and kept per source and edition.
CLAIM_KEYS: dict[str, str] = {
    "name": "name in the source",
    "alias": "another name",
    "identifier": "scheme and value, such as GB-CHC-1014576",
    "role": "one of the roles",
    "summary": "one sentence of our own",
    "parliament": "uk, scottish-parliament, senedd or ni-assembly",
    "category": "country or subject, as the register files the group",
    "agm": "date of the last annual general meeting",
    "member_list": "official, manual, ai_search, not_found or empty: how a list was come by",
    "secretariat": "a private person: named by the register and not kept here",
    "party": "party of a parliamentarian, as the source gives it",
    "chamber": "commons, lords, holyrood, senedd or stormont",
    "status": "of a country: state, territory, sub-state, unrecognised, disputed or region; "
    "of a community: people, faith, language or occupation; of a place: nation, region, council …",
    "claimed_by": "id of the state that claims a place which is not recognised",
    "subtype": "programme, project, fund, report, newsletter …",
    "count": "how many an unnamed set holds",
    "members": "unknown, where a set's members are not named",
    "website": "address of a body's own site",
    "size": "how many people a community counts, by the source",
    "born_uk": "share of a place's residents born in the UK, in per cent",
    "born_eu": "share of a place's residents born in the European Union, in per cent",
    "born_elsewhere": "share of a place's residents born outside the UK and the EU, in per cent",
    "federation": "federation of which the body is one of many branches of like names",
    "namesakes": "how many branches of the federation bear the same name",
    "scale": "how far a charity works: Local, Regional, National, Overseas …",
    "amount": "money that belongs to the node, in pounds",
    "state": "of a petition: open or closed, at the edition's date",
    "signatures": "how many signed a petition, up to the edition's date",
}

SHAPING_CLAIMS = frozenset({"name", "alias", "identifier", "role", "summary"})

Pair = tuple[NodeKind, NodeKind]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRule:
    """Ends, words, family and introduction strength of one link kind.

    ``forward`` reads from source to target, ``backward`` the other way round. ``strength`` is how
    well the tie carries an introduction: 1 an officer who meets the group, 0 for context.
    """

    pairs: frozenset[Pair]
    forward: str
    backward: str
    family: Family
    strength: float

    @property
    def acquaintance(self) -> bool:
        """Whether the tie can carry an introduction."""
        return self.family == "acquaintance"


def _pairs(sources: str, targets: str) -> frozenset[Pair]:
    return frozenset((NodeKind(a), NodeKind(b)) for a in sources.split() for b in targets.split())


def _same(kinds: str) -> frozenset[Pair]:
    return frozenset((NodeKind(k), NodeKind(k)) for k in kinds.split())


LINK_KINDS: dict[LinkKind, LinkRule] = {
    LinkKind.OFFICER_OF: LinkRule(
        pairs=_pairs("person", "appg organisation campaign"),
        forward="is an officer of", backward="has as officer",
        family="acquaintance", strength=1.0,
    ),
    LinkKind.SECRETARIAT_OF: LinkRule(
        pairs=_pairs("organisation person", "appg organisation campaign"),
        forward="is secretariat of", backward="has as secretariat",
        family="acquaintance", strength=1.0,
    ),
    LinkKind.RUNS: LinkRule(
        pairs=_pairs("organisation appg", "campaign event organisation"),
        forward="runs", backward="is run by", family="acquaintance", strength=0.9,
    ),
    LinkKind.REPRESENTS: LinkRule(
        pairs=_pairs("person", "organisation place")
        | _pairs("organisation", "community organisation"),
        forward="represents", backward="is represented by",
        family="acquaintance", strength=0.8,
    ),
    LinkKind.PARTNER_IN: LinkRule(
        pairs=_pairs("organisation appg community", "campaign event publication"),
        forward="is a partner in", backward="has as partner",
        family="acquaintance", strength=0.7,
    ),
    LinkKind.FUNDED: LinkRule(
        pairs=_pairs("organisation", "organisation campaign appg event publication person"),
        forward="funded", backward="was funded by", family="acquaintance", strength=0.7,
    ),
    LinkKind.MET: LinkRule(
        pairs=_pairs("organisation appg community", "organisation appg community")
        | _pairs("organisation appg person", "person"),
        forward="met", backward="met", family="acquaintance", strength=0.6,
    ),
    LinkKind.MEMBER_OF: LinkRule(
        pairs=_pairs("person organisation", "appg organisation campaign"),
        forward="is a member of", backward="has as member",
        family="acquaintance", strength=0.6,
    ),
    LinkKind.SUPPORTS: LinkRule(
        pairs=_pairs("organisation", "appg"),
        forward="supports", backward="is supported by", family="acquaintance", strength=0.6,
    ),
    LinkKind.TOOK_PART_IN: LinkRule(
        pairs=_pairs("organisation person appg community", "event campaign"),
        forward="took part in", backward="had taking part",
        family="acquaintance", strength=0.4,
    ),
    LinkKind.PART_OF: LinkRule(
        pairs=_same("organisation campaign event publication community place country theme")
        | _pairs("event publication", "campaign") | _pairs("place", "country"),
        forward="is part of", backward="has as part", family="acquaintance", strength=0.7,
    ),
    LinkKind.HERITAGE: LinkRule(
        pairs=_pairs("community organisation", "country"),
        forward="has its heritage in", backward="is the heritage of",
        family="context", strength=0.0,
    ),
    LinkKind.SERVES: LinkRule(
        pairs=_pairs("organisation campaign", "community"),
        forward="serves", backward="is served by", family="context", strength=0.0,
    ),
    LinkKind.ABOUT: LinkRule(
        pairs=_pairs(
            "appg campaign event publication organisation", "country community theme place"
        ),
        forward="is about", backward="is the subject of", family="context", strength=0.0,
    ),
    LinkKind.OPERATES_IN: LinkRule(
        pairs=_pairs("organisation campaign", "place country"),
        forward="works in", backward="is where works", family="context", strength=0.0,
    ),
    LinkKind.BASED_IN: LinkRule(
        pairs=_pairs("organisation community event campaign", "place country"),
        forward="is based in", backward="is the base of", family="context", strength=0.0,
    ),
    LinkKind.SUCCESSOR_OF: LinkRule(
        pairs=_same("organisation appg campaign publication place"),
        forward="is the successor of", backward="was followed by",
        family="context", strength=0.0,
    ),
    LinkKind.SIGNED_IN: LinkRule(
        pairs=_pairs("campaign", "place country"),
        forward="was signed in", backward="is where people signed",
        family="context", strength=0.0,
    ),
    # A party is no introduction: it would stand between any two of its 400 members.
    LinkKind.SITS_FOR: LinkRule(
        pairs=_pairs("person", "organisation"),
        forward="sits for", backward="has sitting for it", family="context", strength=0.0,
    ),
    LinkKind.PUBLISHED: LinkRule(
        pairs=_pairs("organisation appg person", "publication"),
        forward="published", backward="was published by", family="context", strength=0.0,
    ),
}  # fmt: skip

# Common ground, never a stop on an introduction.
CONTEXT_KINDS = frozenset({COUNTRY, PLACE, THEME})


def carries_introduction(kind: LinkKind, source: NodeKind, target: NodeKind) -> bool:
    """Whether this tie between these ends can carry an introduction.

    Parts of places, countries and themes are context though parts of bodies are not.

    >>> carries_introduction(LinkKind.PART_OF, NodeKind.PLACE, NodeKind.COUNTRY)
    False
    """
    ends = {source, target}
    return LINK_KINDS[kind].acquaintance and not ends & CONTEXT_KINDS


def check_link(kind: LinkKind, source: NodeKind, target: NodeKind, where: str = "") -> None:
    """Raise ``BadSource`` unless a link of this kind may run between these ends."""
    if (source, target) in LINK_KINDS[kind].pairs:
        return
    allowed = sorted(f"{a} to {b}" for a, b in LINK_KINDS[kind].pairs)
    raise BadSource(
        f"a link '{kind}' cannot run from {source} to {target}",
        where=where,
        next_step=f"Allowed: {', '.join(allowed[:8])}.",
    )


def words(kind: LinkKind, *, forward: bool = True) -> str:
    """The words of a link kind, read from its source or from its target."""
    rule = LINK_KINDS[kind]
    return rule.forward if forward else rule.backward
