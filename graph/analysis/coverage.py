"""Whether a tie is present, absent, unknown or stale: what the lists that were read can tell."""

from collections import Counter
from collections.abc import Mapping
from typing import Literal

from graph.analysis.ground import PARLIAMENTS
from graph.analysis.sentences import counted, day, sentence, short_name
from graph.errors import BadQuestion, NotFound
from graph.model import Link, LinkKind, Method, Node, NodeKind, Role, Statement
from graph.network import Network
from graph.results import Coverage, CoverageState, ListCoverage
from graph.schema import LINK_KINDS

End = Literal["source", "target"]

# The end of a link whose own list would name the other end, and what that list is a list of.
_LISTS: dict[LinkKind, tuple[End, str]] = {
    LinkKind.OFFICER_OF: ("target", "officer"),
    LinkKind.SECRETARIAT_OF: ("target", "secretariat"),
    LinkKind.SUPPORTS: ("target", "supporter"),
    LinkKind.MEMBER_OF: ("target", "member"),
    LinkKind.FUNDED: ("source", "grant"),
    LinkKind.ABOUT: ("source", "group"),
}
# What a reader of one node's page wants to know to be complete, by kind of node.
_ASKED: dict[NodeKind, tuple[LinkKind, ...]] = {
    NodeKind.APPG: (
        LinkKind.OFFICER_OF, LinkKind.SECRETARIAT_OF, LinkKind.MEMBER_OF, LinkKind.SUPPORTS,
    ),
}  # fmt: skip
# Lists that are as complete as the group's own page.
_WHOLE_LISTS = {"official": "published officially", "manual": "collected by hand"}
_AI_LIST = "ai_search"

ListKeepers = dict[tuple[LinkKind, NodeKind], frozenset[str]]


def coverage(network: Network, subject_id: str, object_id: str | None, kind: LinkKind) -> Coverage:
    """Whether a tie is there, is not there, or is not known.

    ``object_id`` None asks for any link of that kind at the subject. Direction is ignored; of
    two nodes, an officer counts as a member. ``present``: a statement in force says so, one
    found by an AI search too. ``absent``: a complete list in force was read and does not say so;
    a register for officers, secretariats, supporters, grants and subjects, a list come by
    officially or by hand for members. ``stale``: that list is more than a year older than the
    newest edition of the same compiler, or no edition in force names an end. Else ``unknown``.
    Raises ``NotFound`` for an id never seen, ``BadQuestion`` for a link that cannot be.
    Cost: the links of the subject; the first call on a network reads all links once.

    >>> coverage(Network.of("a-b", "c"), "a", "b", LinkKind.MET).state
    'present'
    >>> coverage(Network.of("a-b", "c"), "a", "c", LinkKind.MET).words
    'Nobody keeps a list that would tell: not known.'
    """
    subject = _known(network, subject_id)
    other = _known(network, object_id) if object_id is not None else None
    for node in (subject, other):
        if node is not None and node.id not in network.index:
            return _gone(network, node)
    links = _ties(network, subject, other, kind)
    if links:
        return _present(network, links, "" if other else _LISTS.get(kind, ("", "link"))[1])
    if kind not in _LISTS:
        return Coverage(state="unknown", words="Nobody keeps a list that would tell: not known.")
    keeper = _keeper(subject, other, kind)
    if kind is LinkKind.MEMBER_OF:
        return _by_member_list(network, keeper, _named(subject, other, keeper))
    return _by_register(network, keeper, _named(subject, other, keeper), kind)


def node_coverage(network: Network, node_id: str) -> tuple[Coverage, ...]:
    """What is known of each list that belongs to a node; empty where nobody keeps one.

    Raises ``NotFound`` for an id never seen.

    >>> node_coverage(Network.of("a-b"), "a")
    ()
    """
    node = _known(network, node_id)
    kinds = _ASKED.get(node.kind, ())
    if Role.FUNDER in node.roles:
        kinds += (LinkKind.FUNDED,)
    if kinds and node_id not in network.index:
        return (_gone(network, node),)
    return tuple(coverage(network, node_id, None, kind) for kind in kinds)


def list_coverage(network: Network) -> tuple[ListCoverage, ...]:
    """How many groups of each parliament have a member list, by how the list was come by.

    One row a parliament, by its name; empty where there are no groups. Cost: linear in groups.

    >>> list_coverage(Network.of("a-b"))
    ()
    """
    ways: dict[str, Counter[str]] = {}
    for vertex in network.vertices(NodeKind.APPG).tolist():
        group = network.nodes[vertex]
        way = group.get("member_list", "not_found")
        ways.setdefault(group.get("parliament"), Counter())[way] += 1
    return tuple(_list_row(name, ways[name]) for name in sorted(ways))


def list_notes(network: Network) -> tuple[str, ...]:
    """What a statistic has to say of the lists behind it: one sentence a parliament.

    Groups of no parliament's register are left out.

    >>> list_notes(Network.of("a-b"))
    ()
    """
    return tuple(_list_note(row) for row in list_coverage(network) if row.parliament)


def _list_note(row: ListCoverage) -> str:
    ways = _ways(dict(row.by_method))
    return sentence(
        "{where}: member lists for {known} of {groups} ({ways})." if ways
        else "{where}: member lists for {known} of {groups}.",
        where=PARLIAMENTS.get(row.parliament, row.parliament), known=f"{row.with_list:,}",
        groups=counted(row.groups, "group"), ways=ways,
    )  # fmt: skip


def _ways(ways: Mapping[str, int]) -> str:
    """How the lists that there are were come by."""
    words = {**_WHOLE_LISTS, _AI_LIST: "found by AI search"}
    return ", ".join(f"{ways[way]:,} {told}" for way, told in words.items() if ways.get(way))


def _list_row(parliament: str, ways: Counter[str]) -> ListCoverage:
    kept = (*_WHOLE_LISTS, _AI_LIST)
    having = sum(ways[way] for way in kept)
    told = _ways(ways)
    words = f"Groups with a member list: {having:,} of {ways.total():,}"
    return ListCoverage(
        parliament=parliament,
        groups=ways.total(),
        with_list=having,
        by_method=tuple(sorted(ways.items())),
        words=f"{words} ({told})." if told else f"{words}.",
    )


def _known(network: Network, node_id: str) -> Node:
    node = network.node(node_id)
    if node is None:
        raise NotFound(f"no node has the id '{node_id}'", next_step="Try 'kithmap find'.")
    return node


def _ties(network: Network, subject: Node, other: Node | None, kind: LinkKind) -> list[Link]:
    if other is None:
        return [link for _, link in network.links_of(subject.id, kind)]
    kinds = (kind, LinkKind.OFFICER_OF) if kind is LinkKind.MEMBER_OF else (kind,)
    return [link for node, link in network.links_of(subject.id, *kinds) if node.id == other.id]


def _present(network: Network, links: list[Link], noun: str) -> Coverage:
    """``noun`` is what to count, empty where one link between two nodes was asked for."""
    said = [s for link in links for s in link.statements]
    sure = [s for s in said if s.method is not Method.AI_SEARCH]
    evidence = network.evidence(*(sure or said))
    pattern = (
        "{title} of {date} {says}."
        if sure
        else "Only an AI search {says} ({title}, {date}); nobody has checked it."
    )
    words = sentence(
        pattern,
        title=evidence[0].title,
        date=day(evidence[0].edition),
        says=f"names {counted(len(links), noun)}" if noun else "says so",
    )
    return Coverage(state="present", words=words, evidence=evidence)


def _gone(network: Network, node: Node) -> Coverage:
    evidence = network.evidence(*node.statements)
    last = max(evidence, key=lambda e: e.last_seen)
    words = sentence(
        "{name} was last named by {title} of {date}.",
        name=short_name(node), title=last.title, date=day(last.last_seen),
    )  # fmt: skip
    return Coverage(state="stale", words=words, evidence=evidence[:1])


def _keeper(subject: Node, other: Node | None, kind: LinkKind) -> Node | None:
    """The node whose own list would tell; None when only all lists together could."""
    end = _LISTS[kind][0]
    pairs = LINK_KINDS[kind].pairs
    if other is None:
        at_end = {pair[0 if end == "source" else 1] for pair in pairs}
        return subject if subject.kind in at_end else None
    if (subject.kind, other.kind) in pairs:
        return subject if end == "source" else other
    if (other.kind, subject.kind) in pairs:
        return other if end == "source" else subject
    raise BadQuestion(f"no link '{kind}' can run between {subject.kind} and {other.kind}")


def _named(subject: Node, other: Node | None, keeper: Node | None) -> Node | None:
    """The node that the list would name, where the question names one."""
    if keeper is None:
        return subject
    return other if keeper is subject else subject


def _by_member_list(network: Network, keeper: Node | None, named: Node | None) -> Coverage:
    if keeper is None:
        words = "Member lists are known of some groups only: not known."
        return Coverage(state="unknown", words=words)
    claims = [s for s in keeper.statements if s.values("member_list")]
    lists = [s for s in claims if s.values("member_list")[-1] in _WHOLE_LISTS]
    if not lists:
        by_ai = any(s.values("member_list")[-1] == _AI_LIST for s in claims)
        what = "Only a list found by AI search was read" if by_ai else "No member list was read"
        words = sentence(what + " for {name}: not known.", name=short_name(keeper))
        return Coverage(state="unknown", words=words, evidence=network.evidence(*claims))
    way = _WHOLE_LISTS[lists[-1].values("member_list")[-1]]
    return _not_there(network, keeper, named, lists, "member", f"A list {way}")


def _by_register(
    network: Network, keeper: Node | None, named: Node | None, kind: LinkKind
) -> Coverage:
    keepers = network.once(_registers)
    if keeper is None:
        return _by_all_registers(network, named, kind, keepers)
    sources = keepers.get((kind, keeper.kind), frozenset())
    entries = [s for s in keeper.statements if s.source in sources]
    if not entries:
        name = short_name(keeper)
        words = sentence("No complete list was read for {name}: not known.", name=name)
        return Coverage(state="unknown", words=words)
    return _not_there(network, keeper, named, entries, _LISTS[kind][1])


def _by_all_registers(
    network: Network, named: Node | None, kind: LinkKind, keepers: ListKeepers
) -> Coverage:
    sources = sorted({s for (of, _), found in keepers.items() if of is kind for s in found})
    if not sources or named is None:
        return Coverage(state="unknown", words="No complete list was read: not known.")
    newest = max(sources, key=lambda s: (network.current[s], s))
    words = sentence(
        "{title} of {date} has no {noun} for {name}.",
        title=network.sources[newest].title, date=day(network.current[newest]),
        noun=_LISTS[kind][1], name=short_name(named),
    )  # fmt: skip
    return Coverage(state="stale" if _old(network, newest) else "absent", words=words)


def _not_there(
    network: Network,
    keeper: Node,
    named: Node | None,
    lists: list[Statement],
    noun: str,
    title: str = "",
) -> Coverage:
    """Absent, or stale where the list is old; ``title`` says which list, if not the source's."""
    newest = max(lists, key=lambda s: (network.current[s.source], s.source))
    words = sentence(
        "{title} of {date} does not name {whom} {noun} of {name}.",
        title=title or network.sources[newest.source].title,
        date=day(network.current[newest.source]),
        whom=f"{short_name(named)} as" if named else "any",
        noun=noun,
        name=short_name(keeper),
    )
    state: CoverageState = "stale" if _old(network, newest.source) else "absent"
    return Coverage(state=state, words=words, evidence=network.evidence(newest))


def _registers(network: Network) -> ListKeepers:
    """Which sources, read whole, keep a register of each kind of link for each kind of node."""
    whole = {
        e.source for e in network.editions
        if e.complete and network.current.get(e.source) == e.date
    }  # fmt: skip
    found: dict[tuple[LinkKind, NodeKind], set[str]] = {}
    for at, link in enumerate(network.links):
        if link.kind in _LISTS:
            ends = network.link_source if _LISTS[link.kind][0] == "source" else network.link_target
            kept = {s.source for s in link.statements if s.method is Method.REGISTER} & whole
            keeper = network.nodes[ends[at]].kind
            found.setdefault((link.kind, keeper), set()).update(kept)
    return {key: frozenset(sources) for key, sources in found.items()}


def _old(network: Network, source: str) -> bool:
    """Whether a source's edition in force is over a year behind its compiler's newest."""
    house = _house(network, source)
    until = network.as_of or "9999"
    dates = [
        e.date for e in network.editions
        if e.date <= until and e.source in network.sources and _house(network, e.source) == house
    ]  # fmt: skip
    newest = max(dates, default="")
    if not newest:
        return False
    return network.current[source] < f"{int(newest[:4]) - 1:04}{newest[4:]}"


def _house(network: Network, source: str) -> str:
    known = network.sources[source]
    return known.compiler or known.publisher
