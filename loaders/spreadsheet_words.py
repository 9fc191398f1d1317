"""The words by which convenors head columns and name kinds, roles and ties, as tables."""

from dataclasses import dataclass

from graph.model import LinkKind, NodeKind, Role
from graph.schema import LINK_KINDS, NODE_KINDS, ROLE_WORDS
from graph.text import search_words

ORG, APPG, PERSON = NodeKind.ORGANISATION, NodeKind.APPG, NodeKind.PERSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A column of a node sheet that names nodes at the other end of a link.

    ``far`` is what stands in the cells, where the heading tells; ``backward`` says that the link
    runs from there to the row's own node.
    """

    kind: LinkKind
    far: NodeKind | None = None
    backward: bool = False
    detail: str = ""


# Field of a node row → headings. Contact columns are dropped, whatever they hold.
FIELDS = {
    "name": "name|title|label|group|group name|entry|full title",
    "kind": "kind|type|category|node kind|what is it|sort",
    "id": "id|key|ref|node id|local id|code",
    "alias": "aliases|alias|also known as|aka|other names|other name|short name|acronym"
    "|abbreviation|abbreviations|known as|former names|former name|trading name",
    "role": "roles|role|office|position|job title|public role|post|capacity|function",
    "identifier": "identifiers|identifier|org id|org identifier|official number|registration",
    "summary": "summary|description|what they do|mission|purpose|activities|remit",
    "website": "website|web site|web|site|homepage|home page|web address",
    "status": "status|state|held or planned",
    "note": "note|notes|comment|comments|remark|remarks",
    "url": "url|source url|source|evidence|reference|link to source|seen at|web source|citation",
    "parliament": "parliament|legislature|chamber",
    "party": "party|political party",
    "subtype": "subtype|sub type",
}
LINK_FIELDS = {
    "from": "from|from name|start node|subject|source node|a|who|left",
    "to": "to|to name|end node|object|target|target node|with|with whom|b|right|whom",
    "link": "link kind|link|relationship|relation|tie|connection|how|link type|relationship type"
    "|type of link|kind|type|kind of link",
    "from kind": "from kind|from type|source kind|source type",
    "to kind": "to kind|to type|target kind|target type",
    "status": "status|state|held or planned",
    "since": "since|from date|start|start date|started|joined|date from|began",
    "until": "until|to date|end|end date|ended|left on|date to",
    "date": "date|when|award date|date awarded|date of award|meeting date|day|year",
    "amount": "amount|grant|grant amount|amount awarded|award|award amount|value|sum|money|pounds"
    "|total|funding",
    "currency": "currency",
    "detail": "detail|details|role|office|position|capacity|part|job title|title",
    "note": "note|notes|comment|comments|remark|remarks|purpose|description",
    "url": "url|source url|evidence|reference|link to source|web source|citation|source|seen at",
}
CONTACTS = (
    "email|e mail|emails|email address|e mail address|phone|telephone|tel|mobile|phone number"
    "|telephone number|mobile number|fax|address|postal address|home address|street|postcode"
    "|post code|date of birth|dob|birthday|age|contact|contacts|contact name|contact person"
    "|contact details|contact email|contact phone|signature|national insurance|passport|whatsapp"
    "|linkedin|ethnicity|religion|nationality|gender|sex|surname|first name|last name|forename"
)
SCHEMES = {
    "charity no": "GB-CHC", "charity number": "GB-CHC", "registered charity number": "GB-CHC",
    "charity registration number": "GB-CHC", "reg charity no": "GB-CHC", "charity reg no": "GB-CHC",
    "registered charity no": "GB-CHC", "charity commission number": "GB-CHC",
    "scottish charity number": "GB-SC", "scottish charity no": "GB-SC", "oscr number": "GB-SC",
    "ni charity number": "GB-NIC", "company no": "GB-COH", "company number": "GB-COH",
    "companies house number": "GB-COH", "company registration number": "GB-COH",
    "twfy id": "TWFY", "theyworkforyou id": "TWFY", "mnis id": "UKPARL", "parliament id": "UKPARL",
    "gss": "GSS", "gss code": "GSS", "ons code": "GSS", "iso": "ISO", "iso code": "ISO",
    "country code": "ISO",
}  # fmt: skip
# Headings that say what stands in the column: names of this kind, if no plain name column is there.
NAMES_OF = {
    ORG: "organisation|organization|organisation name|organization name|organisations|org|org name"
    "|body|charity|charity name|company|company name|ngo|institution|community group|association",
    APPG: "appg|all party parliamentary group|all party group|parliamentary group"
    "|cross party group|appg name",
    PERSON: "person|full name|mp|peer|parliamentarian|politician|member of parliament|councillor",
    NodeKind.CAMPAIGN: "campaign|campaign name|project|project name|programme|petition",
    NodeKind.EVENT: "event|event name|meeting|conference",
    NodeKind.PUBLICATION: "publication|report|report title|publication title",
    NodeKind.COUNTRY: "country|country name|nation",
    NodeKind.COMMUNITY: "community|community name|diaspora",
    NodeKind.PLACE: "place|town|city|borough|council|area|region|local authority|constituency",
    NodeKind.THEME: "theme|topic|subject|issue|cause|sector|policy area",
}
# Headings and kinds that say a person's public role beside the kind.
SEATS = frozenset(
    ("mp", "peer", "parliamentarian", "politician", "member of parliament", "councillor")
)
FUNDERS = frozenset(
    ("funder", "funder name", "donor", "grant maker", "grantmaker", "funding body", "sponsor")
)
GRANTEES = frozenset(("recipient", "grantee", "recipient name", "grant recipient", "funded body"))
MEMBERS = frozenset(("member", "member name", "officer", "officer name", "attendee", "participant"))


def _tie(text: str, tie: Tie) -> dict[str, Tie]:
    return dict.fromkeys(text.split("|"), tie)


# What a column of partners says of each two bodies.
WORKS_WITH = "works with"

TIES: dict[str, Tie] = {
    **_tie("heritage|country of heritage|country of origin|countries of origin|diaspora of|origin"
           "|heritage country|homeland", Tie(kind=LinkKind.HERITAGE, far=NodeKind.COUNTRY)),
    **_tie("country|countries|country of focus|countries of focus|about country|country about"
           "|focus country", Tie(kind=LinkKind.ABOUT, far=NodeKind.COUNTRY)),
    **_tie("works in|operates in|country of operation|countries of operation|works in country"
           "|works in countries", Tie(kind=LinkKind.OPERATES_IN)),
    **_tie("based in|location|place|town|city|borough|area|region|local authority|headquarters"
           "|council|local council|base", Tie(kind=LinkKind.BASED_IN)),
    **_tie("constituency|represents", Tie(kind=LinkKind.REPRESENTS, far=NodeKind.PLACE)),
    **_tie("serves|community|communities|community served|communities served|beneficiaries"
           "|diaspora|serves community", Tie(kind=LinkKind.SERVES, far=NodeKind.COMMUNITY)),
    **_tie("theme|themes|topic|topics|subject|issue|issues|cause|causes|sector|policy area"
           "|about theme", Tie(kind=LinkKind.ABOUT, far=NodeKind.THEME)),
    **_tie("about|works on|concerns", Tie(kind=LinkKind.ABOUT)),
    **_tie("funder|funders|funded by|grants from|supported by funder|donor|donors|grant maker",
           Tie(kind=LinkKind.FUNDED, far=ORG, backward=True)),
    **_tie("funds|grantees|grantee|recipients|recipient|funded|grants to",
           Tie(kind=LinkKind.FUNDED, far=ORG)),
    **_tie("works with|partners|partner|partner organisations|partner organisation|allies|ally",
           Tie(kind=LinkKind.MET, far=ORG, detail=WORKS_WITH)),
    **_tie("met|met with|has met|meetings with", Tie(kind=LinkKind.MET)),
    **_tie("member of|belongs to|memberships", Tie(kind=LinkKind.MEMBER_OF)),
    **_tie("members|member organisations", Tie(kind=LinkKind.MEMBER_OF, far=ORG, backward=True)),
    **_tie("secretariat of", Tie(kind=LinkKind.SECRETARIAT_OF, far=APPG)),
    **_tie("secretariat", Tie(kind=LinkKind.SECRETARIAT_OF, far=ORG, backward=True)),
    **_tie("chair|chairs|chairperson|chaired by",
           Tie(kind=LinkKind.OFFICER_OF, far=PERSON, backward=True, detail="Chair")),
    **_tie("officer|officers", Tie(kind=LinkKind.OFFICER_OF, far=PERSON, backward=True,
                                   detail="Officer")),
    **_tie("chair of", Tie(kind=LinkKind.OFFICER_OF, detail="Chair")),
    **_tie("officer of", Tie(kind=LinkKind.OFFICER_OF, detail="Officer")),
    **_tie("supports appg|supports", Tie(kind=LinkKind.SUPPORTS, far=APPG)),
    **_tie("part of|parent|parent organisation|umbrella|umbrella body", Tie(kind=LinkKind.PART_OF)),
    **_tie("partner in|campaign|campaigns|project|projects|campaigns joined|programme|programmes"
           "|initiative|initiatives|scheme",
           Tie(kind=LinkKind.PARTNER_IN, far=NodeKind.CAMPAIGN)),
    **_tie("runs|runs campaign|runs campaigns", Tie(kind=LinkKind.RUNS, far=NodeKind.CAMPAIGN)),
    **_tie("run by|organised by|led by|lead organisation",
           Tie(kind=LinkKind.RUNS, far=ORG, backward=True)),
    **_tie("took part in|event|events|attended",
           Tie(kind=LinkKind.TOOK_PART_IN, far=NodeKind.EVENT)),
    **_tie("published by|publisher|author body",
           Tie(kind=LinkKind.PUBLISHED, far=ORG, backward=True)),
    **_tie("published|publications", Tie(kind=LinkKind.PUBLISHED, far=NodeKind.PUBLICATION)),
}  # fmt: skip

# What a cell of a kind column may say → kind, and the role that the word gives besides.
KIND_WORDS: dict[str, tuple[NodeKind, str]] = {
    **{kind.value: (kind, "") for kind in NodeKind},
    **{form: (kind, "") for kind, w in NODE_KINDS.items() for form in (w.singular, w.plural)},
    **{phrase: (kind, "") for kind, text in NAMES_OF.items() for phrase in text.split("|")},
    **{word: (ORG, role.value) for role, word in ROLE_WORDS.items()},
    **dict.fromkeys(("council", "local council", "government department"), (ORG, "public_body")),
    **dict.fromkeys(("diaspora organisation", "diaspora"), (ORG, "diaspora_group")),
    **dict.fromkeys(("trust", "foundation", "grant maker", "grantmaker"), (ORG, "funder")),
    **dict.fromkeys(("network", "coalition", "alliance"), (ORG, "forum")),
    **dict.fromkeys(("group", "ngo", "cic", "business", "union", "university"), (ORG, "")),
    **dict.fromkeys(("region", "state", "territory"), (NodeKind.COUNTRY, "")),
    **dict.fromkeys(("faith", "faith community"), (NodeKind.COMMUNITY, "")),
}  # fmt: skip

ROLES: dict[str, Role] = {
    **{role.value.replace("_", " "): role for role in Role},
    **dict.fromkeys(("diaspora", "diaspora organisation", "diaspora body"), Role.DIASPORA_GROUP),
    **dict.fromkeys(("grant maker", "grantmaker", "donor", "funding body"), Role.FUNDER),
    **dict.fromkeys(("government", "council", "local authority"), Role.PUBLIC_BODY),
    **dict.fromkeys(("network", "umbrella body", "coalition"), Role.FORUM),
    **dict.fromkeys(("recipient", "funded body"), Role.GRANTEE),
    **dict.fromkeys(("registered charity",), Role.CHARITY),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkWord:
    """What a cell of a link-kind column says; ``backward`` when it reads from target to source."""

    kind: LinkKind
    backward: bool = False
    detail: str = ""


def _said(
    text: str, kind: LinkKind, *, backward: bool = False, detail: str = ""
) -> dict[str, LinkWord]:
    word = LinkWord(kind=kind, backward=backward, detail=detail)
    return dict.fromkeys(text.split("|"), word)


def _schema_words() -> dict[str, LinkWord]:
    """Names and words of the schema itself, and both without "is", "has", "was"."""
    found: dict[str, LinkWord] = {}
    for kind, rule in LINK_KINDS.items():
        found[kind.value.replace("_", " ")] = LinkWord(kind=kind)
        for words, backward in ((rule.backward, True), (rule.forward, False)):
            parts = search_words(words)
            for phrase in (parts, parts[1:] if parts[0] in ("is", "has", "was", "had") else parts):
                found[" ".join(phrase)] = LinkWord(kind=kind, backward=backward)
    return found


LINK_WORDS: dict[str, LinkWord] = {
    **_schema_words(),
    **_said("chairs|chair of|is chair of|chair|chaired|chairman of|chairwoman of",
            LinkKind.OFFICER_OF, detail="Chair"),
    **_said("co chairs|co chair of|co chair", LinkKind.OFFICER_OF, detail="Co-Chair"),
    **_said("vice chairs|vice chair of|vice chair|deputy chair of", LinkKind.OFFICER_OF,
            detail="Vice Chair"),
    **_said("officer|officer of|trustee of|director of|leads|chief executive of|president of"
            "|runs as chief executive", LinkKind.OFFICER_OF, detail="Officer"),
    **_said("secretary of|secretary", LinkKind.OFFICER_OF, detail="Secretary"),
    **_said("treasurer of|treasurer", LinkKind.OFFICER_OF, detail="Treasurer"),
    **_said("chaired by|has as chair", LinkKind.OFFICER_OF, backward=True, detail="Chair"),
    **_said("led by|has officer", LinkKind.OFFICER_OF, backward=True, detail="Officer"),
    **_said("member|member of|belongs to|joined|is in", LinkKind.MEMBER_OF),
    **_said("has member|members|includes|has as members", LinkKind.MEMBER_OF, backward=True),
    **_said("secretariat|secretariat of|acts as secretariat of|provides the secretariat of"
            "|runs the secretariat of|secretariat for", LinkKind.SECRETARIAT_OF),
    **_said("has secretariat|secretariat is", LinkKind.SECRETARIAT_OF, backward=True),
    **_said("supports|supporter of|supporter|sponsors|gives to", LinkKind.SUPPORTS),
    **_said("supported by|sponsored by", LinkKind.SUPPORTS, backward=True),
    **_said("funds|funded|funder of|funder|gave a grant to|grant to|granted|grant|donated to"
            "|donor of|pays", LinkKind.FUNDED),
    **_said("funded by|grantee of|grant from|received a grant from|receives from|grantee"
            "|recipient of", LinkKind.FUNDED, backward=True),
    **_said("met|met with|meets|meets with|meeting with|has met|knows|spoke with", LinkKind.MET),
    **_said("partner|partners|partner of|partner in|partners in|partners with|partner with"
            "|works with|working with|allied with|collaborates with", LinkKind.PARTNER_IN,
            detail="works with"),
    **_said("took part in|takes part in|attended|attends|spoke at|participant in|participates in"
            "|signed", LinkKind.TOOK_PART_IN),
    **_said("attended by|participants", LinkKind.TOOK_PART_IN, backward=True),
    **_said("runs|run|organises|organised|hosts|hosted|leads campaign|owns", LinkKind.RUNS),
    **_said("run by|organised by|hosted by|owned by", LinkKind.RUNS, backward=True),
    **_said("represents|speaks for|mp for|member for", LinkKind.REPRESENTS),
    **_said("part of|branch of|belongs under|project of", LinkKind.PART_OF),
    **_said("has branch|parent of|umbrella of", LinkKind.PART_OF, backward=True),
    **_said("serves|works for|helps", LinkKind.SERVES),
    **_said("about|concerns|focuses on|on|works on", LinkKind.ABOUT),
    **_said("heritage|has heritage in|from|diaspora of|originates from", LinkKind.HERITAGE),
    **_said("works in|operates in|active in", LinkKind.OPERATES_IN),
    **_said("based in|located in|in|headquartered in", LinkKind.BASED_IN),
    **_said("successor of|formerly|was|replaced|renamed from", LinkKind.SUCCESSOR_OF),
    **_said("became|renamed to|followed by", LinkKind.SUCCESSOR_OF, backward=True),
    **_said("published|wrote|author of|issued", LinkKind.PUBLISHED),
    **_said("published by|written by|issued by", LinkKind.PUBLISHED, backward=True),
}  # fmt: skip
