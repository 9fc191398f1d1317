"""Answers made by hand over the tiny world, and hostile names, for tests of pictures and pages."""

from dataclasses import replace
from functools import cache

from graph.model import Edition, Link, LinkKind, Node, NodeKind, Source, Statement, Status
from graph.network import Network
from graph.results import Coverage, Evidence, Gap, Hop, NodeRef, Path, PathsAnswer, Reason
from graph.results_groups import Cluster, ClustersAnswer, Member
from graph.schema import words
from tests.world import tiny_world

HARAMBEE, ASHANTI, RIVERBANK = "GB-CHC-9000001", "GB-CHC-9000002", "GB-CHC-9000004"

# Names that break pages which trust them; every one must come out as plain text.
HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "<img src=x onerror=alert(3)>",
    "\"><svg onload=alert(4)>",
    "' onmouseover='alert(5)",
    "javascript:alert(6)",
    "{{ 7*7 }}{% raw %}",
    "<!--<script>",
    "]]><script>alert(8)</script>",
    "&lt;b&gt;&amp;quot;",
    "__proto__",
    "href=\"x\" <a href='javascript:alert(9)'>x</a>",
    "\u202eright to left\u202c اسم عربي",
    "Care 👩🏾‍⚕️ for all 🌍",
    "nul\x00and bell\x07 inside",
    "line\u2028and paragraph\u2029breaks\nhere",
    "L" * 300,
    "one very long name of many words " * 9,
    "${alert(10)} `alert(11)`",
    "\\u003cscript\\u003e \\\" \\' \\",
)  # fmt: skip


@cache
def world() -> Network:
    """The tiny world as a network."""
    sources, editions, nodes, links = tiny_world()
    return Network.build(nodes, links, sources=sources, editions=editions)


def ref(node_id: str) -> NodeRef:
    """A node of the tiny world as answers name it."""
    network = world()
    return network.ref(network.index[node_id])


def evidence_of(source: str, target: str) -> tuple[Evidence, ...]:
    """The evidence of the link between two nodes of the tiny world, whichever way it runs."""
    network = world()
    for other, link in network.links_of(source):
        if other.id == target:
            return network.evidence(*link.statements)
    raise LookupError(f"{source} and {target} are not linked")


def hop(source: str, kind: LinkKind, target: str, status: Status = Status.HELD) -> Hop:
    """One step between two linked nodes of the tiny world."""
    return Hop(
        source=ref(source), target=ref(target), kind=kind, words=words(kind), status=status,
        cost=1.0, evidence=evidence_of(source, target),
    )  # fmt: skip


def path(*hops: Hop, why: str = "It passes smaller hubs.", weakest: int = 0) -> Path:
    """A route of these steps."""
    return Path(
        nodes=(hops[0].source, *(h.target for h in hops)), hops=hops, cost=float(len(hops)),
        why=why, weakest=weakest,
    )  # fmt: skip


def paths_answer(*routes: Path) -> PathsAnswer:
    """Routes from Harambee Trust to the group on remittances; two unless given."""
    through_funder = path(
        hop(HARAMBEE, LinkKind.FUNDED, RIVERBANK),
        hop(RIVERBANK, LinkKind.SUPPORTS, "appg-remittances"),
    )
    through_group = path(
        hop(HARAMBEE, LinkKind.MEMBER_OF, "appg-kenya"),
        hop("appg-kenya", LinkKind.OFFICER_OF, "member-aldermoor"),
        hop("member-aldermoor", LinkKind.MEMBER_OF, "appg-remittances", Status.PLANNED),
        weakest=2,
    )
    return PathsAnswer(
        start=ref(HARAMBEE), end=ref("appg-remittances"), length=2, ties=1, ties_exact=True,
        why_first="It is the shortest.", paths=routes or (through_funder, through_group),
        notes=("Not used: 1 link.",), snapshot=world().snapshot,
    )  # fmt: skip


def no_route() -> PathsAnswer:
    """The answer where no route leads."""
    return replace(paths_answer(), paths=(), length=0, ties=0, why_first="")


def a_cluster(cluster_id: str = "c-1", *ids: str, size: int = 0) -> Cluster:
    """A cluster of these nodes; of all in the tiny world unless given."""
    network = world()
    wanted = ids or tuple(node.id for node in network.nodes)
    members = tuple(
        Member(node=ref(i), links_inside=int(network.degree[network.index[i]]), stability=0.9)
        for i in wanted
    )
    return Cluster(
        id=cluster_id, name=f"Bodies of {cluster_id}", reason="Most are linked to Kenya.",
        size=size or len(members), members=members, stability=0.94, margin=0.02,
    )  # fmt: skip


def clusters_answer(*clusters: Cluster, in_all: int = 0, unclustered: int = 3) -> ClustersAnswer:
    """Clusters as an answer; two of the tiny world unless given."""
    ids = [node.id for node in world().nodes]
    shown = clusters or (a_cluster("c-1", *ids[:20]), a_cluster("c-2", *ids[20:30]))
    return ClustersAnswer(
        clusters=shown, clusters_in_all=in_all or len(shown), between=0, unclustered=unclustered,
        resolution=1.0, why_resolution="By hand.", resolutions=(), modularity=0.4, stability=0.9,
        chance=None, method="By hand.", notes=(), snapshot=world().snapshot,
    )  # fmt: skip


def a_gap(**changes: object) -> Gap:
    """Harambee Trust and Ashanti Union share a funder and have no link; any field can change."""
    route = path(
        hop(HARAMBEE, LinkKind.MEMBER_OF, "org-council"),
        hop("org-council", LinkKind.MEMBER_OF, ASHANTI),
    )
    made = Gap(
        rule="pair", subject=ref(HARAMBEE), object=ref(ASHANTI), score=0.8,
        headline="Harambee Trust and Ashanti Union share a funder; no public link found.",
        reasons=(
            Reason(
                kind="social", words="Riverbank Foundation funds both.", score=0.8,
                evidence=evidence_of(HARAMBEE, RIVERBANK),
            ),
        ),
        introducer=ref("org-council"), path=route,
        coverage=Coverage(state="absent", words="Both lists were read."),
        advice="Ask the Council of Diaspora Bodies.",
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]  # the fields are the caller's


def hostile_network(names: tuple[str, ...] = HOSTILE) -> Network:
    """A network in which every name, id, detail, note and address is hostile."""
    source = Source(
        id="<s>", title=names[0], publisher=names[1], licence=names[2], attribution=names[3],
        url="javascript:alert('source')",
    )  # fmt: skip
    nodes = [
        Node(
            id=f"{name}#{at}", kind=list(NodeKind)[at % 3], name=name, aliases=(names[-at],),
            summary=name, properties=(("website", "javascript:alert('site')"),),
            statements=(_hostile(f"{name}#{at}", name=name),),
        )
        for at, name in enumerate(names)
    ]  # fmt: skip
    links = [
        Link(
            source=nodes[0].id, target=node.id, kind=LinkKind.MET,
            statements=(_hostile(nodes[0].id, node.id, name=node.name),),
        )
        for node in nodes[1:]
    ]  # fmt: skip
    return Network.build(
        nodes, links, sources=[source], editions=[Edition(source="<s>", date="2026-01-01")]
    )


def _hostile(subject: str, object: str = "", *, name: str) -> Statement:
    return Statement(
        source="<s>", seen=("2026-01-01",), subject=subject, object=object, locator=name,
        url="javascript:alert('link')", detail=name, note=name, claims=(("name", name),),
    )  # fmt: skip
