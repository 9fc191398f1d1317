"""Which nodes answer to a text: ranked here, the same whichever store proposed them."""

from collections.abc import Collection, Iterable

from rapidfuzz import fuzz, process

from graph.errors import Ambiguous, NotFound
from graph.model import Node, NodeKind
from graph.network import Network
from graph.results import FindAnswer, Found, NodeRef
from graph.schema import CONTEXT_KINDS
from graph.text import fold, search_words

# Words that every parliamentary group's name holds, in many orders: they tell the kind, not which.
_GROUP_WORDS = frozenset(
    ("appg", "apg", "cpg", "all", "party", "partly", "cross", "group", "groups", "parliamentary")
)
_FILLERS = frozenset(("on", "for", "in", "the", "of", "and", "a", "an", "to", "with"))
# Below this share of like letters (rapidfuzz WRatio, 0 to 100) a name is no help to a reader.
_NEAR = 72.0

_EXACT_ID, _EXACT_NAME, _EXACT_ALIAS, _SUBJECT, _BEGINS, _HOLDS = range(6)


def core_words(text: str) -> tuple[str, ...]:
    """The words of a text that tell one node from another, in order.

    >>> core_words("All-Party Parliamentary Group on Somaliland")
    ('somaliland',)
    """
    said = search_words(text)
    told = tuple(w for w in said if w not in _GROUP_WORDS and w not in _FILLERS)
    return told or said


def asks_for_group(text: str) -> bool:
    """Whether a text says that a parliamentary group is meant.

    >>> asks_for_group("Somaliland APPG"), asks_for_group("Refugee Council")
    (True, False)
    """
    said = set(search_words(text))
    return bool(said & {"appg", "apg", "cpg"}) or {"parliamentary", "group"} <= said


def find_nodes(
    network: Network,
    text: str,
    proposals: Iterable[str],
    *,
    kinds: Collection[NodeKind] = (),
    limit: int = 20,
) -> FindAnswer:
    """Nodes that answer to a text, best first; nearest names when none does.

    ``proposals`` are ids that a store found to hold the words. Order: id or identifier, whole
    name, whole alias, subject of a group, name that begins so, name that holds the words; then
    those with more links, then id. Cost: linear in the proposals, in all names when there is none.
    """
    ranked = _ranked(network, text, proposals, kinds)
    found = tuple(
        Found(
            node=network.ref(node),
            roles=node.roles,
            matched=matched,
            links=links,
            in_force=node.id in network.index,
        )
        for _, links, node, matched in ranked[:limit]
    )
    near = () if found else nearest(network, text, kinds=kinds)
    return FindAnswer(
        query=text,
        found=found,
        found_in_all=len(ranked),
        did_you_mean=near,
        snapshot=network.snapshot,
    )


def pick_node(
    network: Network, text: str, proposals: Iterable[str], *, kinds: Collection[NodeKind] = ()
) -> Node:
    """The one node that a text means.

    Raises ``NotFound`` with the nearest names, or ``Ambiguous`` with the ids that answer equally
    well. When nothing else tells two apart, bodies come before countries, places and themes.
    """
    ranked = _ranked(network, text, proposals, kinds)
    if not ranked:
        near = nearest(network, text, kinds=kinds)
        raise NotFound(
            f"nothing is called '{text}'",
            next_step=f"Did you mean {_either(near)}?" if near else "Try 'kithmap find'.",
            suggestions=tuple(ref.id for ref in near),
        )
    best = [row for row in ranked if row[0] == ranked[0][0]]
    if len(best) > 1 and ranked[0][0] <= _SUBJECT:
        bodies = [row for row in best if row[2].kind not in CONTEXT_KINDS]
        best = bodies if len(bodies) == 1 else best
    if len(best) > 1:
        refs = tuple(network.ref(row[2]) for row in best)
        raise Ambiguous(
            f"'{text}' may be {len(best)} things",
            next_step=f"Did you mean {_either(refs[:5])}?",
            suggestions=tuple(ref.id for ref in refs[:20]),
        )
    return best[0][2]


def named_outright(
    network: Network, text: str, proposals: Iterable[str], *, kinds: Collection[NodeKind] = ()
) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """The nodes that a text names outright, and those that merely hold its words; best first.

    Outright is an id, an identifier, a whole name or alias, or the subject of a group where a
    group is asked for. Of nodes that fit equally well, those in force come alone.
    """
    ranked = _ranked(network, text, proposals, kinds)
    outright = [row for row in ranked if row[0] == ranked[0][0] and row[0] <= _SUBJECT]
    living = [row for row in outright if row[2].id in network.index] or outright
    return tuple(row[2] for row in living), tuple(row[2] for row in ranked)


def nearest(
    network: Network, text: str, *, kinds: Collection[NodeKind] = (), limit: int = 5
) -> tuple[NodeRef, ...]:
    """Nodes whose names are spelt most like a text, likest first. Cost: linear in all names."""
    folded = " ".join(core_words(text))
    if not folded:
        return ()
    pool = [n for n in (*network.nodes, *network.past.values()) if not kinds or n.kind in kinds]
    named = ((" ".join(core_words(name)), node) for node in pool for name in _names(node))
    # A name of half the length is like any long text to the scorer, and no help to a reader.
    names = [(name, node) for name, node in named if 2 * len(name) >= len(folded)]
    scored = process.extract(
        folded, [name for name, _ in names], scorer=fuzz.WRatio, limit=limit * 4, score_cutoff=_NEAR
    )
    hits = sorted((-round(score, 3), names[at][1].id, names[at][1]) for _, score, at in scored)
    seen: dict[str, Node] = {}
    for _, node_id, node in hits:
        seen.setdefault(node_id, node)
    return tuple(network.ref(node) for node in list(seen.values())[:limit])


Row = tuple[int, int, Node, str]


def _ranked(
    network: Network, text: str, proposals: Iterable[str], kinds: Collection[NodeKind]
) -> list[Row]:
    rows = []
    for node_id in {*proposals, text.strip()}:
        node = network.node(node_id)
        if node is None or (kinds and node.kind not in kinds):
            continue
        fit = _fit(node, text)
        if fit is not None:
            vertex = network.index.get(node.id)
            links = int(network.degree[vertex]) if vertex is not None else 0
            rows.append((fit[0], links, node, fit[1]))
    rows.sort(key=lambda r: (r[0], r[2].id not in network.index, -r[1], r[2].id))
    return rows


def _fit(node: Node, text: str) -> tuple[int, str] | None:
    """How well a node answers to a text, and the name that did; None when it does not."""
    asked, folded = core_words(text), " ".join(search_words(text))
    group = asks_for_group(text)
    if text.strip() in (node.id, *node.identifiers):
        return _EXACT_ID, text.strip()
    if fold(node.name) == fold(text.strip()) or " ".join(search_words(node.name)) == folded:
        return _EXACT_NAME, node.name
    for alias in node.aliases:
        if " ".join(search_words(alias)) == folded:
            return _EXACT_ALIAS, alias
    if group and node.kind is not NodeKind.APPG:
        return None
    best: tuple[int, str] | None = None
    for name in _names(node):
        core = core_words(name)
        if core == asked and _subject_fits(node, text):
            return _SUBJECT, name
        if core[: len(asked)] == asked:
            best = min(best or (_BEGINS, name), (_BEGINS, name))
        elif all(any(word.startswith(a) for word in core) for a in asked):
            best = min(best or (_HOLDS, name), (_HOLDS, name))
    if best is None and all(
        any(w.startswith(a) for n in (*_names(node), *node.identifiers) for w in search_words(n))
        for a in asked
    ):
        best = (_HOLDS, node.name)
    return best


def _subject_fits(node: Node, text: str) -> bool:
    """Whether a bare subject may stand for a node: for a group when one is asked for."""
    about_group = asks_for_group(text) or "group" in search_words(text)
    return about_group == (node.kind is NodeKind.APPG)


def _names(node: Node) -> tuple[str, ...]:
    return (node.name, *node.aliases)


def _either(refs: tuple[NodeRef, ...]) -> str:
    return " or ".join(f"'{ref.name}' ({ref.id})" for ref in refs)
