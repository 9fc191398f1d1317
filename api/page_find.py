"""Pages that find: the start, search results, and one node with its surroundings."""

from collections import deque
from collections.abc import Iterable
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Query, Request, Response

from api.page_show import (
    SOURCE_COLUMNS,
    Date,
    Page,
    Table,
    Text,
    ref_cells,
    same_page,
    show,
    source_cells,
)
from api.routes import ask
from graph.analysis.brief import BRIEFED
from graph.analysis.funding import PAYS
from graph.analysis.sentences import day
from graph.model import LinkKind, NodeKind, Role
from graph.network import KIND_CODES, Network
from graph.results import FindAnswer, LinkView, NodeAnswer, NodeRef, SourcesAnswer
from graph.schema import CLAIM_KEYS, NODE_KINDS, words
from viz.drawing import link_status, node_href
from viz.view import view_of_node

# How far the search for the start page's example goes.
_NEAR = 4000
# Bodies that the example is looked for at.
_STARTS = 40

KIND_CHOICES = (("", "All kinds"), *((kind.value, NODE_KINDS[kind].plural) for kind in NodeKind))


def home_page(request: Request, as_of: Date = "") -> Response:
    """The start: what it answers, a search box, what is held, three examples, latest sources."""
    asked = ask(request, as_of)
    network = asked.network()
    remembered = request.app.state.door.remembered
    answer = remembered(("sources", network.hash), asked.sources)
    values = {
        "examples": remembered(("examples", network.hash), lambda: examples(network)),
        "held": _held(network),
        "latest": _latest(answer),
    }
    page = Page(
        template="home.html", current="home", title="Kithmap", network=network, answer=answer,
        table=sources_table(answer), values=values,
    )  # fmt: skip
    return show(request, page)


def _held(network: Network) -> tuple[tuple[str, int], ...]:
    counts = ((kind, int((network.kind == code).sum())) for kind, code in KIND_CODES.items())
    return tuple((kind.value, number) for kind, number in counts if number)


def _latest(answer: SourcesAnswer) -> list[dict[str, Any]]:
    rows = [
        {"id": s.id, "title": s.title, "links": s.links,
         "newest": max((*s.editions, *s.partial_editions), default="")}
        for s in answer.sources
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (str(row["newest"]), str(row["id"])), reverse=True)[:6]


def sources_table(answer: SourcesAnswer) -> Table:
    """Every source as a row."""
    return Table(
        header=("id", "title", "publisher", "licence", "attribution", "url", "newest_edition",
                "nodes", "links", "only_here"),
        rows=tuple(
            (s.id, s.title, s.publisher, s.licence, s.attribution, s.url,
             max((*s.editions, *s.partial_editions), default=""), s.nodes, s.links, s.only_here)
            for s in answer.sources
        ),
    )  # fmt: skip


def examples(network: Network) -> dict[str, dict[str, str] | None]:
    """One question of each sort that this very data can answer; None where it can not."""
    pair = _far_pair(network)
    country = _most_linked(network, LinkKind.HERITAGE)
    path = gap = None
    if pair:
        ends = [network.ref(vertex) for vertex in pair]
        query = urlencode({"from": ends[0].id, "to": ends[1].id})
        path = {"href": f"/paths?{query}", "words": f"from {ends[0].name} to {ends[1].name}"}
    if country:
        gap = {"href": f"/gaps?{urlencode({'country': country.id})}",
               "words": f"gaps about {country.name}"}  # fmt: skip
    cluster = {"href": "/clusters", "words": "all clusters, largest first"}
    return {"path": path, "gap": gap, "cluster": cluster if network.m else None}


def _far_pair(network: Network) -> tuple[int, int] | None:
    """A diaspora group, else another body, and a parliamentary group some introductions away."""
    starts = [
        v for v in network.vertices(NodeKind.ORGANISATION).tolist()
        if network.introductions[v] and not network.nodes[v].get("members")
    ]  # fmt: skip
    for start in sorted(starts, key=lambda v: (_rank(network, v), v))[:_STARTS]:
        end = _group_beyond(network, start)
        if end is not None:
            return start, end
    return None


def _rank(network: Network, vertex: int) -> tuple[int, int]:
    """Diaspora groups, forums and charities first, then those with more introductions."""
    wanted = (Role.DIASPORA_GROUP, Role.FORUM, Role.CHARITY)
    roles = network.nodes[vertex].roles
    first = next((at for at, role in enumerate(wanted) if role in roles), len(wanted))
    return first, -int(network.introductions[vertex])


def _group_beyond(network: Network, start: int) -> int | None:
    """The first parliamentary group at least three introductions away, else two, if any is."""
    steps, queue, nearer = {start: 0}, deque([start]), None
    while queue and len(steps) < _NEAR:
        vertex = queue.popleft()
        for other, at, _ in zip(*network.around(vertex), strict=True):
            if int(other) in steps or not network.introduces[at]:
                continue
            steps[int(other)] = steps[vertex] + 1
            queue.append(int(other))
            if network.nodes[other].kind is NodeKind.APPG:
                if steps[int(other)] >= 3:
                    return int(other)
                if steps[int(other)] == 2 and nearer is None:
                    nearer = int(other)
    return nearer


def _most_linked(network: Network, kind: LinkKind) -> NodeRef | None:
    counts: dict[str, int] = {}
    for link in network.links:
        if link.kind is kind:
            counts[link.target] = counts.get(link.target, 0) + 1
    best = min(counts, key=lambda i: (-counts[i], i), default=None)
    return network.ref(network.index[best]) if best else None


def find_page(
    request: Request,
    q: Text = "",
    kind: Annotated[str, Query(max_length=20)] = "",
    limit: Annotated[int, Query(ge=1, le=1000)] = 20,
    as_of: Date = "",
) -> Response:
    """Search results, or the search form."""
    asked = ask(request, as_of)
    kinds = [NodeKind(kind)] if kind in set(NodeKind) else []
    answer = asked.find(q, kinds=kinds, limit=limit) if q.strip() else None
    more = answer and answer.found_in_all > limit
    values = {
        "q": q,
        "kind": kind,
        "kinds": KIND_CHOICES,
        "more": same_page(request, limit=str(min(limit * 5, 1000))) if more else "",
    }
    page = Page(
        template="find.html", current="find", title=f"Search: {q}" if q else "Search",
        network=asked.network(), answer=answer, table=_found_table(answer), values=values,
    )  # fmt: skip
    return show(request, page)


def _found_table(answer: FindAnswer | None) -> Table:
    found = answer.found if answer else ()
    return Table(
        header=("name", "id", "kind", "roles", "matched", "links", "in_force"),
        rows=tuple(
            (*ref_cells(f.node), "|".join(f.roles), f.matched, f.links, f.in_force) for f in found
        ),
    )


def node_page(
    request: Request,
    node_id: str,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
    as_of: Date = "",
) -> Response:
    """One node: names, facts, links by kind with evidence, and a picture of its surroundings."""
    asked = ask(request, as_of)
    network, answer = asked.network(), asked.node(node_id, limit=limit)
    view = view_of_node(network, answer.id) if answer.links else None
    href = node_href(answer.id)
    pays = any(link.kind in PAYS and link.source.id == answer.id for link in answer.links)
    values = {
        "view": view,
        "map": f"/map{href}",
        "groups": _groups(answer),
        "facts": _facts(answer),
        "history": in_words(answer.history),
        "more": same_page(request, limit="1000"),
        "briefed": href.replace("/nodes/", "/brief/", 1) if answer.kind in BRIEFED else "",
        "funds": href.replace("/nodes/", "/funding/", 1) if pays else "",
    }
    page = Page(
        template="node.html", current="node", title=answer.name, network=network, answer=answer,
        table=_links_table(answer), values=values, about=(answer.id,),
    )  # fmt: skip
    return show(request, page)


def in_words(text: str) -> str:
    """A sentence with its ISO dates in words.

    >>> in_words("Named from 2025-05 to 2026-06-29.")
    'Named from May 2025 to 29 June 2026.'
    """
    out = []
    for word in text.split(" "):
        bare = word.rstrip(".,;")
        is_date = bare[:4].isdigit() and bare.replace("-", "").isdigit() and len(bare) >= 4
        out.append(day(bare) + word[len(bare) :] if is_date else word)
    return " ".join(out)


def _facts(answer: NodeAnswer) -> list[tuple[str, tuple[str, ...]]]:
    """Names, identifiers and properties under headings that a reader knows."""
    facts: list[tuple[str, tuple[str, ...]]] = [
        ("Also called", answer.aliases),
        ("Identifiers", answer.identifiers),
    ]
    facts += [
        (_FACT_WORDS.get(key, key.capitalize()), (_VALUE_WORDS.get(value, in_words(value)),))
        for key, value in answer.properties
        if key in CLAIM_KEYS
    ]
    return [(heading, values) for heading, values in facts if values]


_FACT_WORDS = {
    "agm": "Last annual general meeting", "member_list": "Member list", "subtype": "Sort",
    "count": "How many", "members": "Its members", "size": "How many people",
}  # fmt: skip
_VALUE_WORDS = {
    "uk": "UK Parliament", "scottish-parliament": "Scottish Parliament", "senedd": "Senedd",
    "ni-assembly": "Northern Ireland Assembly", "not_found": "looked for and not found",
    "ai_search": "found by a machine's search, not checked", "empty": "none in the data",
    "official": "published by the group", "manual": "collected by hand",
}  # fmt: skip


def _groups(answer: NodeAnswer) -> list[dict[str, Any]]:
    """Links by kind and direction, in words read from this node."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for link in answer.links:
        outward = link.source.id == answer.id
        said = words(link.kind, forward=outward)
        groups.setdefault(said, []).append(_row(link, outward))
    return [{"words": said, "rows": rows} for said, rows in groups.items()]


def _row(link: LinkView, outward: bool) -> dict[str, Any]:
    details = dict.fromkeys(e.detail for e in link.evidence if e.detail)
    amounts = [e.amount for e in link.evidence if e.amount]
    shown = [*list(details)[:3], *amounts[:3]]
    if len(amounts) > 3:
        shown.append(f"and {len(amounts) - 3} more")
    return {
        "other": link.target if outward else link.source,
        "detail": "; ".join(shown),
        "status": link_status(link.evidence),
        "evidence": link.evidence,
        "about": f"{link.source.name} {link.words} {link.target.name}",
    }


def _links_table(answer: NodeAnswer) -> Table:
    return Table(
        header=("from", "from_id", "from_kind", "link", "to", "to_id", "to_kind", *SOURCE_COLUMNS),
        rows=tuple(_link_rows(answer.links)),
    )


def _link_rows(links: Iterable[LinkView]) -> Iterable[tuple[object, ...]]:
    """One row for each statement, so that no evidence is lost."""
    for link in links:
        ends = (*ref_cells(link.source), link.kind.value, *ref_cells(link.target))
        for e in link.evidence:
            yield (*ends, *source_cells([e]))
