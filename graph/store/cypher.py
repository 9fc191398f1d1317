"""All Cypher text: constants, and builders whose names come only from the tables of graph.schema.

Values travel as parameters. The text is valid in Cypher 5 and Cypher 25. Four words recur:
``run`` is the number of the write that made a row; a row of a later run than the published one is
hidden; ``StagedNode`` and ``StagedLink`` hold what will replace or remove a row; ``Meta`` holds the
store's own notes. ``graph.store.neo4j_write`` says why.
"""

import re
from collections.abc import Iterable

from graph.model import LinkKind, NodeKind, Role
from graph.schema import CLAIM_KEYS, NODE_KINDS, ROLE_LABELS, SHAPING_CLAIMS

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,62}")

# Claims that a Cypher user reads as properties of a node, beside what the node itself has.
READABLE_CLAIMS = frozenset(CLAIM_KEYS.keys() - SHAPING_CLAIMS)

# Properties that a row may lack: blanked before a replacing row is laid over the old one. Other
# properties, such as a rank that an analyst has put there, are left alone.
NODE_OPTIONS = (*sorted(READABLE_CLAIMS), "first_seen", "last_seen")
LINK_OPTIONS = ("detail", "amount", "amount_to", "unit", "url", "since", "until", "kind")

WORDS = "kithmap_words"
"""Full-text index on folded words: what a search compares."""


def quoted(name: str) -> str:
    """A label, type or property name as Cypher text; refuses what is not in the registries' form.

    >>> quoted("OFFICER_OF")
    '`OFFICER_OF`'
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"not a name for Cypher: {name!r}")
    return f"`{name}`"


def labels(kind: NodeKind, roles: Iterable[Role]) -> str:
    """The labels of a node, beside ``Entity``, as Cypher text.

    >>> labels(NodeKind.ORGANISATION, [Role.FUNDER])
    ':`Organisation`:`Funder`'
    """
    names = (NODE_KINDS[kind].label, *sorted({ROLE_LABELS[role] for role in roles}))
    return "".join(f":{quoted(name)}" for name in names)


def link_type(kind: LinkKind) -> str:
    """The relationship type of a link kind, as Cypher text.

    >>> link_type(LinkKind.FUNDED)
    '`FUNDED`'
    """
    return quoted(kind.value.upper())


OUR_LABELS = frozenset((*(words.label for words in NODE_KINDS.values()), *ROLE_LABELS.values()))
"""Labels that kinds and roles have; a Cypher user may add others."""

_ALL_LABELS = "".join(f":{quoted(name)}" for name in sorted(OUR_LABELS))

# -- The store's own notes, constraints and indexes


def schema() -> dict[str, str]:
    """What makes each constraint and index, by its name."""
    unique = {
        "kithmap_meta": "(n:Meta) REQUIRE n.id",
        "kithmap_entity": "(n:Entity) REQUIRE n.id",
        "kithmap_staged_node": "(n:StagedNode) REQUIRE n.id",
        "kithmap_staged_link": "(n:StagedLink) REQUIRE n.id",
    }
    for kind in LinkKind:
        unique[f"kithmap_{kind.value}"] = f"()-[n:{link_type(kind)}]-() REQUIRE n.id"
    texts = {
        name: f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR {what} IS UNIQUE"
        for name, what in unique.items()
    }
    # Our folded words hold no sign but letters and digits: the index need only part them at spaces.
    texts[WORDS] = (
        f"CREATE FULLTEXT INDEX {WORDS} IF NOT EXISTS FOR (n:Entity) ON EACH [n.search]"
        " OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}"
    )
    texts["kithmap_names"] = (
        "CREATE FULLTEXT INDEX kithmap_names IF NOT EXISTS FOR (n:Entity)"
        " ON EACH [n.name, n.aliases]"
    )
    return texts


INDEXES = "SHOW INDEXES YIELD name, state WHERE name STARTS WITH 'kithmap_' RETURN collect(name)"
AWAIT_INDEXES = "CALL db.awaitIndexes(100)"

START = """
MERGE (m:Meta {id: 'store'})
  ON CREATE SET m.version = 0, m.stage = 'idle', m.owner = '', m.last = '', m.seq = 0, m.alive = 0
MERGE (c:Meta {id: 'commit'}) ON CREATE SET c.begun = 0, c.ended = 0, c.at = 0
"""
STATE = """
MATCH (c:Meta {id: 'commit'}) MATCH (m:Meta {id: 'store'})
RETURN m.version, m.stage, m.owner, timestamp() - m.alive, c.begun, c.ended, timestamp() - c.at
"""
COMMIT_BEGINS = """
MATCH (c:Meta {id: 'commit'}) SET c.begun = c.begun + 1, c.at = timestamp() RETURN c.begun
"""
COMMIT_ENDED = """
MATCH (c:Meta {id: 'commit'}) WHERE c.begun = $begun SET c.ended = $begun
"""
# For one who has the lock below: whoever held it before has ended.
COMMITS_OVER = "MATCH (c:Meta {id: 'commit'}) WHERE c.ended <> c.begun SET c.ended = c.begun"
# Setting a property takes the lock: all that follows in the transaction is this writer's alone.
LOCK = """
MATCH (m:Meta {id: 'store'}) SET m.asked = $token
RETURN m.version, m.stage, m.owner, m.last, m.seq, timestamp() - m.alive
"""
CLAIM = """
MATCH (m:Meta {id: 'store'})
SET m.owner = $token, m.stage = $stage, m.seq = 0, m.alive = timestamp()
"""
STEP = "MATCH (m:Meta {id: 'store'}) SET m.seq = $seq, m.alive = timestamp()"
STAGE = "MATCH (m:Meta {id: 'store'}) SET m.stage = $stage, m.alive = timestamp()"
PUBLISH = """
MATCH (m:Meta {id: 'store'}) SET m.version = $run, m.last = $token, m.stage = $stage
"""
# What check compares with: counts and a hash of counts and registers, as of one version.
SEAL = """
MATCH (m:Meta {id: 'store'}) WHERE m.version = $version
SET m.sealed = $version, m.nodes = $nodes, m.links = $links, m.statements = $statements,
  m.seal = $seal
"""
SEALED = """
MATCH (m:Meta {id: 'store'}) WHERE m.sealed = $version
RETURN m.nodes, m.links, m.statements, m.seal
"""
RELEASE = "MATCH (m:Meta {id: 'store'}) WHERE m.owner = $token SET m.alive = 0"

# -- Reading

_NODE_ROW = """[n.id, n.kind, n.name, n.aliases, n.roles, n.identifiers, n.summary, n.properties,
  n.statements, n.hash, n.search]"""
_PAGE = "MATCH (n:Entity) WHERE n.id >= $start WITH n ORDER BY n.id LIMIT $size"
_SHOWN_NODE = "WHERE n.run <= $run AND n.gone IS NULL"
_SHOWN_LINK = "WHERE r.run <= $run AND s.gone IS NULL"
_STAGED_LINK = "OPTIONAL MATCH (s:StagedLink {id: r.id}) WHERE s.run <= $run"


def _as_published(staged: bool) -> str:
    """Put what is staged in the place of the row; nothing is, but while a large write settles."""
    if not staged:
        return "WITH n.id AS id, n"
    return """OPTIONAL MATCH (s:StagedNode {id: n.id}) WHERE s.run <= $run
WITH n.id AS id, coalesce(s, n) AS n"""


def node_page(staged: bool) -> str:
    """One page of nodes by id: the last id looked at, and the rows that are shown."""
    return f"""{_PAGE} {_as_published(staged)}
RETURN max(id), collect(CASE WHEN {_SHOWN_NODE.removeprefix("WHERE ")} THEN {_NODE_ROW} END)"""


def nodes_of_ids(staged: bool) -> str:
    """Rows of the nodes of given ids."""
    return f"""UNWIND $ids AS wanted MATCH (n:Entity {{id: wanted}}) {_as_published(staged)}
WITH n {_SHOWN_NODE} RETURN collect({_NODE_ROW})"""


def _link_rows(staged: bool) -> str:
    if not staged:
        return """WHERE r.run <= $run
RETURN collect([startNode(r).id, endNode(r).id, type(r), r.statements, r.hash, r.id])"""
    return f"""{_STAGED_LINK}
WITH r, s {_SHOWN_LINK}
RETURN collect([startNode(r).id, endNode(r).id, type(r), coalesce(s.statements, r.statements),
  coalesce(s.hash, r.hash), r.id])"""


DEGREES = f"{_PAGE} RETURN collect([n.id, COUNT {{ (n)-->() }}])"
"""One page of the ids of nodes, hidden ones too, and how many links run from each."""


def links_from(staged: bool) -> str:
    """Rows of the links that run from the nodes between two ids, both of them too.

    Hinted for the same reason as ``links_touching``.
    """
    return f"""MATCH (n:Entity)-[r]->(:Entity) USING INDEX SEEK n:Entity(id)
WHERE $first <= n.id <= $last WITH r {_link_rows(staged)}"""


def links_touching(staged: bool) -> str:
    """Rows of the links with an end among given ids.

    The hint is needed: on a small store the planner may scan the other ends instead.
    """
    return f"""UNWIND $ids AS wanted
MATCH (n:Entity {{id: wanted}})-[r]-(:Entity) USING INDEX SEEK n:Entity(id)
WITH DISTINCT r {_link_rows(staged)}"""


def node_counts(staged: bool) -> str:
    """Counts of one page of nodes: last id, nodes and statements shown."""
    return f"""{_PAGE} {_as_published(staged)}
WITH id, CASE WHEN {_SHOWN_NODE.removeprefix("WHERE ")} THEN n END AS n
RETURN max(id), count(n), sum(size(n.statements))"""


def link_counts(staged: bool) -> str:
    """Counts of the links that run from one page of nodes: last id, links and statements shown."""
    said = "r.statements"
    middle = ""
    if staged:
        middle, said = _STAGED_LINK, "coalesce(s.statements, r.statements)"
    shown = "r.run <= $run" + (" AND s.gone IS NULL" if staged else "")
    return f"""{_PAGE} OPTIONAL MATCH (n)-[r]->(:Entity) {middle}
WITH n.id AS id, CASE WHEN {shown} THEN {said} END AS said
RETURN max(id), count(said), sum(size(said))"""


CANDIDATES = f"""
CALL db.index.fulltext.queryNodes('{WORDS}', $query) YIELD node AS n
WITH n WHERE n.run <= $run AND all(word IN $words WHERE n.search CONTAINS word)
WITH n.id AS id ORDER BY id LIMIT $limit RETURN collect(id)
"""
STAGED_CANDIDATES = """
MATCH (n:StagedNode) WHERE n.run <= $run AND n.gone IS NULL
  AND all(word IN $words WHERE n.search CONTAINS word)
WITH n.id AS id ORDER BY id LIMIT $limit RETURN collect(id)
"""
STAGED_AMONG = """
UNWIND $ids AS wanted MATCH (n:StagedNode {id: wanted}) WHERE n.run <= $run RETURN collect(n.id)
"""

# -- Registers: small lists, each read whole

SOURCES = "MATCH (x:Source) WHERE x.run <= $run RETURN collect(properties(x))"
EDITIONS = "MATCH (x:Edition) WHERE x.run <= $run RETURN collect(properties(x))"
RUNS = "MATCH (x:Run) WHERE x.run <= $run RETURN collect(properties(x))"
JUDGEMENTS = "MATCH (x:Judgement) WHERE x.run <= $run RETURN collect(properties(x))"
CONCORDANCES = "MATCH (x:Concordance) WHERE x.run <= $run RETURN collect(properties(x))"

PUT_SOURCES = """
UNWIND $rows AS row MERGE (x:Source {id: row.id}) SET x += row RETURN count(x)
"""
PUT_EDITIONS = """
UNWIND $rows AS row MERGE (x:Edition {source: row.source, date: row.date}) SET x += row
RETURN count(x)
"""
PUT_RUNS = "UNWIND $rows AS row MERGE (x:Run {id: row.id}) SET x += row RETURN count(x)"
PUT_JUDGEMENTS = "UNWIND $rows AS row CREATE (x:Judgement) SET x = row RETURN count(x)"
DROP_JUDGEMENTS = "MATCH (x:Judgement) WHERE x.place >= $place DELETE x RETURN count(x)"
PUT_CONCORDANCES = "UNWIND $rows AS row CREATE (x:Concordance) SET x = row RETURN count(x)"
DROP_CONCORDANCES = "MATCH (x:Concordance) WHERE x.place >= $place DELETE x RETURN count(x)"

# -- Writing nodes and links

NODE_HASHES = "UNWIND $ids AS id MATCH (n:Entity {id: id}) RETURN collect([n.id, n.hash])"


def _link_by_id(kind: LinkKind, wanted: str) -> str:
    """A pattern for the link of one kind that bears an id.

    The hint is needed: until the server has sampled an index, the planner may read all of it for
    each id.
    """
    of = link_type(kind)
    return f"()-[r:{of} {{id: {wanted}}}]->() USING INDEX SEEK r:{of}(id)"


def link_hashes(kind: LinkKind) -> str:
    """Hashes of the links of one kind among given ids."""
    return f"""UNWIND $ids AS id MATCH {_link_by_id(kind, "id")}
RETURN collect([r.id, r.hash])"""


def put_new_nodes(labelled: str) -> str:
    """Add nodes with the labels that ``labels`` gave."""
    return f"UNWIND $rows AS row CREATE (n:Entity{labelled}) SET n = row RETURN count(n)"


def put_kept_nodes(labelled: str) -> str:
    """Replace nodes that are there, labels too."""
    return f"""UNWIND $rows AS row MATCH (n:Entity {{id: row.id}})
REMOVE n{_ALL_LABELS} SET n{labelled} SET n += {_blank(NODE_OPTIONS)} SET n += row
RETURN count(n)"""


def put_new_links(kind: LinkKind) -> str:
    """Add links of one kind; a row without both ends is not counted."""
    return f"""UNWIND $rows AS row
MATCH (a:Entity {{id: row.source}}) MATCH (b:Entity {{id: row.target}})
CREATE (a)-[r:{link_type(kind)}]->(b) SET r = row.link RETURN count(r)"""


def put_kept_links(kind: LinkKind) -> str:
    """Replace links of one kind that are there."""
    return f"""UNWIND $rows AS row MATCH {_link_by_id(kind, "row.link.id")}
SET r += {_blank(LINK_OPTIONS)} SET r += row.link RETURN count(r)"""


def _blank(options: Iterable[str]) -> str:
    return "{" + ", ".join(f"{quoted(name)}: null" for name in options) + "}"


def drop_links(kind: LinkKind) -> str:
    """Remove links of one kind."""
    return f"""UNWIND $ids AS id MATCH {_link_by_id(kind, "id")}
DELETE r RETURN count(r)"""


# Relationships that are not ours, such as an analyst's notes, go with their node; ours must not.
DROP_NODES = """
UNWIND $ids AS id MATCH (n:Entity {id: id})
WHERE NOT EXISTS { MATCH (n)-[r]-() WHERE r.run IS NOT NULL }
DETACH DELETE n RETURN count(n)
"""
MISSING_ENDS = """
UNWIND $ids AS id OPTIONAL MATCH (n:Entity {id: id}) WITH id, n WHERE n IS NULL
RETURN collect(id)[..3]
"""
STILL_LINKED = """
UNWIND $ids AS id MATCH (n:Entity {id: id})-[r]-() USING INDEX SEEK n:Entity(id)
WHERE r.run IS NOT NULL
RETURN collect(DISTINCT n.id)[..3]
"""

# -- Staging, settling and sweeping a large write

STAGE_NODES = "UNWIND $rows AS row CREATE (s:StagedNode) SET s = row RETURN count(s)"
STAGE_LINKS = "UNWIND $rows AS row CREATE (s:StagedLink) SET s = row RETURN count(s)"
LOOSE_ENDS = """
MATCH (s:StagedNode) WHERE s.gone MATCH (n:Entity {id: s.id})-[r]-() WHERE r.run IS NOT NULL
  AND NOT EXISTS { MATCH (g:StagedLink {id: r.id}) WHERE g.gone }
RETURN collect(DISTINCT n.id)[..3]
"""
STAGED_NODES = """
MATCH (s:StagedNode) WHERE s.id >= $start WITH s ORDER BY s.id LIMIT $size
RETURN collect([s.id, s.gone, s.kind, s.roles])
"""
STAGED_LINKS = """
MATCH (s:StagedLink) WHERE s.id >= $start WITH s ORDER BY s.id LIMIT $size
RETURN collect([s.id, s.gone, s.kind])
"""


def settle_nodes(labelled: str) -> str:
    """Lay staged nodes over the ones that they replace."""
    return f"""UNWIND $ids AS id MATCH (s:StagedNode {{id: id}}) MATCH (n:Entity {{id: id}})
REMOVE n{_ALL_LABELS} SET n{labelled} SET n += {_blank(NODE_OPTIONS)} SET n += properties(s)
RETURN count(n)"""


def settle_links(kind: LinkKind) -> str:
    """Lay staged links of one kind over the ones that they replace."""
    return f"""UNWIND $ids AS id MATCH (s:StagedLink {{id: id}})
MATCH {_link_by_id(kind, "id")}
SET r += {_blank(LINK_OPTIONS)} SET r += properties(s) SET r.kind = null
RETURN count(r)"""


SETTLE_GONE_NODES = "UNWIND $ids AS id MATCH (n:Entity {id: id}) DETACH DELETE n"
SWEEP = (
    "MATCH (s:StagedLink) WITH s LIMIT $size DELETE s RETURN count(s)",
    "MATCH (s:StagedNode) WITH s LIMIT $size DELETE s RETURN count(s)",
)
UNDO_LINKS = f"""
{_PAGE} OPTIONAL MATCH (n)-[r]->() WHERE r.run > $run
WITH n.id AS id, r DELETE r RETURN max(id), count(r)
"""
UNDO_NODES = f"""
{_PAGE} WITH n.id AS id, CASE WHEN n.run > $run THEN n END AS hidden
DETACH DELETE hidden RETURN max(id), count(hidden)
"""

# -- Looking for damage

LABELS = f"{_PAGE} WITH n WHERE n.run <= $run RETURN collect([n.id, n.kind, n.roles, labels(n)])"
TRACES = """
OPTIONAL MATCH (n:Entity) WHERE n.run > $run WITH count(n) AS nodes
OPTIONAL MATCH ()-[r]->() WHERE r.run > $run WITH nodes, count(r) AS links
OPTIONAL MATCH (s:StagedNode) WITH nodes, links, count(s) AS staged
OPTIONAL MATCH (s:StagedLink) RETURN nodes, links, staged, count(s)
"""
LOOSE_LINKS = """
MATCH (a)-[r]->(b) WHERE r.run <= $run AND NOT coalesce(a.run <= $run AND b.run <= $run, false)
RETURN collect(r.id)[..20]
"""
