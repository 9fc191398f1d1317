"""Commands that answer: find, node, paths, clusters, gaps, changes, sources, check."""

from typing import Annotated

import typer

from api import words, words_groups
from api.asking import AsOf, Json, Limit, StoreOption, explorer, show
from graph.model import LinkKind, NodeKind


def find(
    text: Annotated[str, typer.Argument(help="A name, part of one, an alias or an identifier.")],
    kind: Annotated[list[NodeKind] | None, typer.Option(help="Only nodes of this kind.")] = None,
    limit: Limit = 20,
    store: StoreOption = "",
    as_of: AsOf = "",
    as_json: Json = False,
) -> None:
    """Search names, aliases and identifiers."""
    with explorer(store, as_of) as asked:
        answer = asked.find(text, kinds=kind or (), limit=limit)
    show(answer, words.find_lines(answer), as_json)


def node(
    text: Annotated[str, typer.Argument(help="A name or an id.")],
    limit: Limit = 200,
    store: StoreOption = "",
    as_of: AsOf = "",
    as_json: Json = False,
) -> None:
    """Show one node, its links and its evidence."""
    with explorer(store, as_of) as asked:
        answer = asked.node(text, limit=limit)
    show(answer, words.node_lines(answer), as_json)


def paths(
    start: Annotated[str, typer.Argument(help="From whom: a name or an id.")],
    end: Annotated[str, typer.Argument(help="To whom: a name or an id.")],
    k: Annotated[int, typer.Option("--k", min=1, max=20, help="How many routes.")] = 5,
    max_hops: Annotated[int, typer.Option(min=1, max=8, help="Longest route.")] = 6,
    officers_only: Annotated[bool, typer.Option(help="People only as officers.")] = False,
    only: Annotated[list[LinkKind] | None, typer.Option(help="Only these link kinds.")] = None,
    without: Annotated[list[LinkKind] | None, typer.Option(help="Not these kinds.")] = None,
    through: Annotated[list[str] | None, typer.Option(help="Routes that pass it.")] = None,
    avoid: Annotated[list[str] | None, typer.Option(help="Routes that do not.")] = None,
    via_context: Annotated[
        bool, typer.Option(help="Also through countries, places and themes.")
    ] = False,
    include_ai: Annotated[
        bool, typer.Option(help="With members found by AI search, marked as such.")
    ] = True,
    since: Annotated[str, typer.Option(help="Only links evidenced since this date.")] = "",
    draft: Annotated[bool, typer.Option(help="Draft a note that asks for it, to edit.")] = False,
    store: StoreOption = "",
    as_of: AsOf = "",
    as_json: Json = False,
) -> None:
    """Find ranked introduction chains between two nodes."""
    with explorer(store, as_of) as asked:
        answer = asked.paths(
            start,
            end,
            k=k,
            max_hops=max_hops,
            officers_only=officers_only,
            kinds=frozenset(only) if only else None,
            without_kinds=frozenset(without or ()),
            through=tuple(through or ()),
            avoid=tuple(avoid or ()),
            via_context=via_context,
            include_ai=include_ai,
            since=since,
            draft=draft,
        )
    show(answer, words.paths_lines(answer), as_json)


def clusters(
    resolution: Annotated[
        float | None,
        typer.Option(min=0.01, max=100, help="Higher: smaller; without it, the steadiest."),
    ] = None,
    matrix: Annotated[
        bool, typer.Option("--matrix", help="Clusters against clusters: seen and expected links.")
    ] = False,
    limit: Limit = 20,
    store: StoreOption = "",
    as_of: AsOf = "",
    as_json: Json = False,
) -> None:
    """Show who belongs together, named from the evidence, with stability."""
    with explorer(store, as_of) as asked:
        if matrix:
            table = asked.cluster_matrix(resolution=resolution, limit=limit)
            show(table, words_groups.matrix_lines(table), as_json)
            return
        answer = asked.clusters(resolution=resolution, limit=limit)
    show(answer, words_groups.clusters_lines(answer), as_json)


def gaps(
    country: Annotated[str, typer.Option(help="Only about this country or region.")] = "",
    theme: Annotated[str, typer.Option(help="Only about this theme.")] = "",
    place: Annotated[str, typer.Option(help="Only about this place.")] = "",
    kind: Annotated[NodeKind | None, typer.Option(help="Only subjects of this kind.")] = None,
    rule: Annotated[str, typer.Option(help="Only this rule; 'pair' for pairs of bodies.")] = "",
    min_records: Annotated[int, typer.Option(min=1, help="Least records of each end.")] = 1,
    include_ai: Annotated[bool, typer.Option(help="Also members found by AI search.")] = False,
    lists: Annotated[
        bool, typer.Option("--lists", help="The register's own figures, group by group.")
    ] = False,
    name: Annotated[str, typer.Option(help="With --lists: only the list of this name.")] = "",
    limit: Limit = 20,
    store: StoreOption = "",
    as_of: AsOf = "",
    as_json: Json = False,
) -> None:
    """Show who should be working together and is not, with reasons."""
    with explorer(store, as_of) as asked:
        if lists:
            held = asked.gap_lists(name=name)
            show(held, words_groups.lists_lines(held), as_json)
            return
        answer = asked.gaps(
            kind=kind or "",
            country=country,
            theme=theme,
            place=place,
            rule=rule,
            min_records=min_records,
            include_ai=include_ai,
            limit=limit,
        )
    show(answer, words.gaps_lines(answer), as_json)


def changes(
    before: Annotated[str, typer.Argument(help="A date: 2026-05-18.")],
    after: Annotated[str, typer.Argument(help="A later date: 2026-06-29.")],
    only: Annotated[list[str] | None, typer.Option(help="Only what touches this node.")] = None,
    limit: Limit = 200,
    store: StoreOption = "",
    as_json: Json = False,
) -> None:
    """Show what joined, left, was renamed or changed between two dates."""
    with explorer(store) as asked:
        answer = asked.changes(before, after, only=only or (), limit=limit)
    show(answer, words.changes_lines(answer), as_json)


def sources(store: StoreOption = "", as_of: AsOf = "", as_json: Json = False) -> None:
    """List every source, its licence, and how much rests on it."""
    with explorer(store, as_of) as asked:
        answer = asked.sources()
    show(answer, words.sources_lines(answer), as_json)


def check(store: StoreOption = "") -> None:
    """Verify that the store holds what was written."""
    with explorer(store) as asked:
        problems, counts = asked.check(), asked.store.counts()
    for line in problems:
        print(f"- {line}")
    if problems:
        raise typer.Exit(1)
    held = f"{words.counted(counts.nodes, 'node')}, {words.counted(counts.links, 'link')}"
    print(f"All is well: {held}, version {counts.version}.")
