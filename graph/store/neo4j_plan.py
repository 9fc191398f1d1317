"""What a write has to send to Neo4j: rows that differ from what is there, in steps of one batch."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from graph.model import Concordance, Judgement, Link, LinkKind, Node
from graph.store import cypher
from graph.store.base import Changes
from graph.store.codec import encode, link_hash, node_hash
from graph.store.neo4j_rows import (
    Properties,
    Registers,
    entry_properties,
    link_properties,
    node_properties,
)

T = TypeVar("T")

BATCH_ROWS = 5_000  # rows in one statement: more are no faster
BATCH_CHARACTERS = 1_000_000  # of statements in one message
BATCH_PAGES = 10  # pages of a list of identifiers in one message: as many characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One statement with one batch, and how many rows the server must say it touched."""

    stage: str
    text: str
    values: dict[str, Any]
    rows: int

    def named(self) -> list[str]:
        """Ids of nodes that must be there, as ends of links, or have no links, to be dropped."""
        if "ids" in self.values:
            return list(self.values["ids"])
        ends = ({row.get("source"), row.get("target")} for row in self.values["rows"])
        return sorted({end for pair in ends for end in pair if end is not None})


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a store holds of what a write names: hashes by id, links to drop by kind, registers."""

    nodes: dict[str, str]
    links: dict[str, str]
    dropped_nodes: tuple[str, ...]
    dropped_links: dict[LinkKind, tuple[str, ...]]
    registers: Registers


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Rows by what has to be done with them; those that are there already are left out.

    ``staged`` says that no published row may be touched: what replaces or removes one is put aside.
    """

    run: int
    new_nodes: tuple[Node, ...]
    kept_nodes: tuple[Node, ...]
    new_links: tuple[Link, ...]
    kept_links: tuple[Link, ...]
    gone_nodes: tuple[str, ...]
    gone_links: dict[LinkKind, tuple[str, ...]]
    registers: tuple[Step, ...]
    staged: bool = False

    @property
    def rows(self) -> int:
        """How many nodes and links change."""
        parts = (self.new_nodes, self.kept_nodes, self.new_links, self.kept_links, self.gone_nodes)
        return sum(map(len, parts)) + sum(map(len, self.gone_links.values()))

    def in_batches(self) -> "Plan":
        """The same plan for a write of several transactions."""
        return replace(self, staged=True)

    def steps(self) -> Iterator[Step]:
        """The steps in order: nodes up, links up, links gone, nodes gone."""
        for labelled, some in _grouped(self.new_nodes, _labels):
            yield from self._put("nodes", cypher.put_new_nodes(labelled), some, node_properties)
        for labelled, some in _grouped(self.kept_nodes, _labels):
            text = cypher.STAGE_NODES if self.staged else cypher.put_kept_nodes(labelled)
            yield from self._put("nodes", text, some, node_properties)
        for kind, links in _grouped(self.new_links, _kind):
            yield from self._put("links", cypher.put_new_links(kind), links, _with_ends)
        for kind, links in _grouped(self.kept_links, _kind):
            if self.staged:
                yield from self._put("links", cypher.STAGE_LINKS, links, _with_kind)
            else:
                yield from self._put("links", cypher.put_kept_links(kind), links, _with_ends)
        yield from self._drops()

    def _put(
        self, stage: str, text: str, some: Iterable[T], row: Callable[[T, int], Properties]
    ) -> Iterator[Step]:
        for rows in _batches(row(one, self.run) for one in some):
            yield Step(stage=stage, text=text, values={"rows": rows}, rows=len(rows))

    def _drops(self) -> Iterator[Step]:
        for kind, ids in self.gone_links.items():
            yield from self._drop("links dropped", cypher.drop_links(kind), ids, kind.value)
        yield from self._drop("nodes dropped", cypher.DROP_NODES, self.gone_nodes, "")

    def _drop(self, stage: str, text: str, ids: tuple[str, ...], kind: str) -> Iterator[Step]:
        for start in range(0, len(ids), BATCH_ROWS):
            some = list(ids[start : start + BATCH_ROWS])
            values: dict[str, Any] = {"ids": some}
            if self.staged:
                text = cypher.STAGE_LINKS if kind else cypher.STAGE_NODES
                gone = {"run": self.run, "gone": True, **({"kind": kind} if kind else {})}
                values = {"rows": [{"id": one, **gone} for one in some]}
            yield Step(stage=stage, text=text, values=values, rows=len(some))

    def totals(self) -> dict[str, int]:
        """How many rows each stage has."""
        return {
            "nodes": len(self.new_nodes) + len(self.kept_nodes),
            "links": len(self.new_links) + len(self.kept_links),
            "links dropped": sum(map(len, self.gone_links.values())),
            "nodes dropped": len(self.gone_nodes),
            "registers": sum(step.rows for step in self.registers),
        }


def planned(changes: Changes, held: Held) -> Plan:
    """The plan of a write, against what the store holds."""
    run = changes.base_version + 1
    encode((changes.drop_nodes, changes.drop_links))  # refuses what is not Unicode
    return Plan(
        run=run,
        new_nodes=tuple(n for n in changes.nodes if n.id not in held.nodes),
        kept_nodes=tuple(
            n for n in changes.nodes if n.id in held.nodes and held.nodes[n.id] != node_hash(n)
        ),
        new_links=tuple(ln for ln in changes.links if ln.id not in held.links),
        kept_links=tuple(
            ln for ln in changes.links if ln.id in held.links and held.links[ln.id] != link_hash(ln)
        ),
        gone_nodes=held.dropped_nodes,
        gone_links=held.dropped_links,
        registers=tuple(_register_steps(changes, held.registers, run)),
    )


def _register_steps(changes: Changes, held: Registers, run: int) -> Iterator[Step]:
    """Steps for the entries that differ; a register is small and goes in one batch."""
    known = {r.id: place for place, r in enumerate(held.runs)}
    for one in changes.runs:
        known.setdefault(one.id, len(known))
    there = {*held.sources, *held.editions, *held.runs}
    entries: dict[str, list[Properties]] = {
        cypher.PUT_SOURCES: [
            entry_properties(s, run=run) for s in changes.sources if s not in there
        ],
        cypher.PUT_EDITIONS: [
            entry_properties(e, run=run) for e in changes.editions if e not in there
        ],
        cypher.PUT_RUNS: [
            entry_properties(r, run=run, place=known[r.id]) for r in changes.runs if r not in there
        ],
    }
    for text, rows in entries.items():
        if rows:
            yield Step(stage="registers", text=text, values={"rows": rows}, rows=len(rows))
    if changes.judgements is not None:
        yield from _list_steps(
            changes.judgements, held.judgements, run, BATCH_ROWS,
            (cypher.DROP_JUDGEMENTS, cypher.PUT_JUDGEMENTS),
        )  # fmt: skip
    if changes.concordances is not None:
        yield from _list_steps(
            changes.concordances, held.concordances, run, BATCH_PAGES,
            (cypher.DROP_CONCORDANCES, cypher.PUT_CONCORDANCES),
        )  # fmt: skip


def _list_steps(
    wanted: Sequence[Judgement | Concordance],
    held: Sequence[Judgement | Concordance],
    run: int,
    size: int,
    texts: tuple[str, str],
) -> Iterator[Step]:
    """A list mostly grows: what stands before the first difference stays."""
    drop, put = texts
    pairs = enumerate(zip(wanted, held, strict=False))
    same = next((i for i, (a, b) in pairs if a != b), min(len(wanted), len(held)))
    gone = len(held) - same
    if gone:
        yield Step(stage="registers", text=drop, values={"place": same}, rows=gone)
    for start in range(same, len(wanted), size):
        some = enumerate(wanted[start : start + size], start=start)
        rows = [entry_properties(one, run=run, place=place) for place, one in some]
        yield Step(stage="registers", text=put, values={"rows": rows}, rows=len(rows))


def gathered(steps: Iterable[Step]) -> Iterator[list[Step]]:
    """Steps for one transaction each, in a write of many: small steps go together."""
    some = list[Step]()
    for step in steps:
        if some and sum(one.rows for one in some) + step.rows > BATCH_ROWS:
            yield some
            some = []
        some.append(step)
    if some:
        yield some


K = TypeVar("K")


def _grouped(items: Iterable[T], key: Callable[[T], K]) -> Iterator[tuple[K, list[T]]]:
    """Items with the same key together, keys in the order first met."""
    groups: dict[K, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    yield from groups.items()


def _labels(node: Node) -> str:
    return cypher.labels(node.kind, node.roles)


def _kind(link: Link) -> LinkKind:
    return link.kind


def _with_ends(link: Link, run: int) -> Properties:
    return {"source": link.source, "target": link.target, "link": link_properties(link, run)}


def _with_kind(link: Link, run: int) -> Properties:
    return {**link_properties(link, run), "kind": link.kind.value}


def _batches(rows: Iterable[Properties]) -> Iterator[list[Properties]]:
    """Rows in lists, each within both limits unless one row alone is over them."""
    batch, characters = list[Properties](), 0
    for row in rows:
        size = sum(map(len, row.get("link", row)["statements"]))
        if batch and (len(batch) == BATCH_ROWS or characters + size > BATCH_CHARACTERS):
            yield batch
            batch, characters = [], 0
        batch.append(row)
        characters += size
    if batch:
        yield batch
