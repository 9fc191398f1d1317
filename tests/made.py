"""Nodes, links and statements made by hand or by hypothesis, for tests of what is kept."""

from collections.abc import Iterable
from dataclasses import replace

from hypothesis import strategies as st

from graph.model import (
    Amount,
    Concordance,
    FactKind,
    Judgement,
    Link,
    LinkKind,
    Method,
    Node,
    NodeKind,
    Role,
    Run,
    Statement,
    Status,
    Verdict,
    Visibility,
)
from graph.store.base import Changes, Counts, Store
from tests.world import tiny_world

TEXTS = {
    "Devanagari": "नेपाली समुदाय",
    "Arabic": "اتحاد السودان",
    "Chinese": "華人社區中心",
    "Cyrillic": "Дом «Анатолии»",
    "combining letters": "E\u0301cole ca\u0327",
    "emoji": "Care 👩🏾‍⚕️ for all 🌍",
    "quotes": """O'Brien's "best" `house`; DROP TABLE nodes --""",
    "backslashes": "C:\\new\\table \\u0041",
    "line breaks and tabs": "one\ntwo\r\nthree\tfour",
    "spaces at the ends": "  wide  ",
    "control characters": "bell\x07 and unit\x1f and delete\x7f",
    "separators": "a|b\u2028c\u2029d",
    "right to left marks": "\u202eabc\u200f",
    "private use": "\ue000\U0010ffff",
    "ten thousand characters": "Long náme " * 1000,
    "Cypher": "x'}) DETACH DELETE n //",
    "JSON": '{"so": [1, null]}',
    "nothing": "",
}


def a_statement(subject: str = "a", object: str = "", **fields: object) -> Statement:
    """A small statement; any field can be given."""
    made = Statement(source="s", seen=("2026-06-29",), subject=subject, object=object)
    return replace(made, **fields)  # type: ignore[arg-type]  # the fields are the caller's


FULL = Statement(
    source="register", seen=("2024", "2025-06", "2026-06-29"), subject="a", object="b",
    locator="Sheet 2, row 7", url="https://example.org/{yymmdd}", status=Status.PLANNED,
    method=Method.AI_SEARCH, visibility=Visibility.INTERNAL, detail="Vice-Chair", ref="G-1",
    amount=Amount(low=1501.5, high=3000.25, unit="EUR"), since="2024-02", until="2027",
    note="seen in print", wording="« il était une fois »",
    claims=(("alias", "Á"), ("alias", "B"), ("name", "C"), ("website", "https://c.example.org")),
)  # fmt: skip


def a_node(node_id: str, name: str = "", **fields: object) -> Node:
    """A small organisation with one statement; any field can be given."""
    name = name or f"Name of {node_id}"
    said = a_statement(node_id, claims=(("name", name),))
    made = Node(id=node_id, kind=NodeKind.ORGANISATION, name=name, statements=(said,))
    return replace(made, **fields)  # type: ignore[arg-type]  # the fields are the caller's


def a_link(source: str, target: str, kind: LinkKind = LinkKind.FUNDED, **fields: object) -> Link:
    """A small link with one statement, whose fields can be given."""
    said = a_statement(source, target, **fields)
    return Link(source=source, target=target, kind=kind, statements=(said,))


def a_run(run_id: str, **fields: object) -> Run:
    """An import of three records."""
    made = Run(
        id=run_id, source="s", on="2026-07-01", edition="2026-06-29", records=3, set_aside=1,
        sha256="f" * 64,
    )  # fmt: skip
    return replace(made, **fields)  # type: ignore[arg-type]  # the fields are the caller's


def a_judgement(left: str, right: str, verdict: Verdict = Verdict.SAME) -> Judgement:
    """A judgement of two records."""
    return Judgement(
        left=left, right=right, verdict=verdict, by="a reader", on="2026-07-01", why="sàme name 🌍"
    )


def a_page(number: int = 0, **fields: object) -> Concordance:
    """A page of a list of identifiers; any field can be given."""
    made = Concordance(
        source="s", edition="2026-06-29", part="list", kind=FactKind.SAME, page=number,
        facts="GB-CHC-1\tGB-COH-00000001\t2\tÁ body 🌍\nGB-CHC-2\tGB-COH-00000002\t3\t",
    )  # fmt: skip
    return replace(made, **fields)  # type: ignore[arg-type]  # the fields are the caller's


def changes(store: Store, **parts: Iterable[object]) -> Changes:
    """These parts of a change, planned on the store's present version."""
    plan = Changes(base_version=store.version())
    given = {name: tuple(part) for name, part in parts.items()}
    return replace(plan, **given)  # type: ignore[arg-type]  # the parts are the caller's


def put(store: Store, **parts: Iterable[object]) -> Counts:
    """Write these parts of a change on the store's present version."""
    return store.write(changes(store, **parts))


def fill(store: Store) -> Counts:
    """Write the tiny world."""
    sources, editions, nodes, links = tiny_world()
    return put(store, sources=sources, editions=editions, nodes=nodes, links=links)


def content(store: Store) -> tuple[object, ...]:
    """All that a store holds, to compare with what it or another store holds."""
    return (
        store.counts(), tuple(store.nodes()), tuple(store.links()), store.sources(),
        store.editions(), store.runs(), store.judgements(), store.concordances(),
    )  # fmt: skip


# Texts of all scripts. A lone surrogate is not Unicode; a NUL no loader lets through.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
pounds = st.floats(allow_nan=False, allow_infinity=False)
amounts = st.builds(Amount, low=pounds, high=pounds, unit=st.sampled_from(["GBP", "EUR", ""]))
statements = st.builds(
    Statement,
    source=texts, seen=st.lists(texts, min_size=1, max_size=3).map(tuple), subject=texts,
    object=texts, locator=texts, url=texts, status=st.sampled_from(Status),
    method=st.sampled_from(Method), visibility=st.sampled_from(Visibility), detail=texts,
    ref=texts, amount=st.none() | amounts, since=texts, until=texts, note=texts, wording=texts,
    claims=st.lists(st.tuples(texts, texts), max_size=3).map(tuple),
)  # fmt: skip
said = st.lists(statements, min_size=1, max_size=3).map(tuple)
some = st.lists(texts, max_size=3).map(tuple)


def nodes(ids: st.SearchStrategy[str]) -> st.SearchStrategy[Node]:
    """Any node with one of these ids."""
    return st.builds(
        Node,
        id=ids, kind=st.sampled_from(NodeKind), name=texts, aliases=some,
        roles=st.lists(st.sampled_from(Role), unique=True, max_size=3).map(tuple),
        identifiers=some, summary=texts,
        properties=st.lists(st.tuples(texts, texts), max_size=3).map(tuple),
        statements=st.lists(statements, max_size=3).map(tuple),
    )  # fmt: skip


def links(ids: st.SearchStrategy[str]) -> st.SearchStrategy[Link]:
    """Any link between nodes of these ids."""
    return st.builds(Link, source=ids, target=ids, kind=st.sampled_from(LinkKind), statements=said)
