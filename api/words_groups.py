"""Clusters, their matrix and a register's lists in plain words for a terminal."""

from collections.abc import Iterator

from api.words import cites, counted, more, named
from graph.results_groups import Cell, Cluster, ClustersAnswer, ListsAnswer, MatrixAnswer

# Cells told of in a terminal: those furthest below expectation.
_CELLS = 10


def clusters_lines(answer: ClustersAnswer) -> Iterator[str]:
    """The clusters, largest first, after how they were chosen and whether they are chance."""
    yield f"{counted(answer.clusters_in_all, 'cluster')}, modularity {answer.modularity:.2f}."
    yield answer.why_resolution
    if answer.chance:
        yield answer.chance.words
    yield answer.method
    yield "  resolution  clusters  members  between  modularity  stability"
    for row in answer.resolutions:
        yield (
            f"{'>' if row.chosen else ' '} {row.resolution:>10g}  {row.clusters:>8,}  "
            f"{row.members:>7,}  {row.between:>7,}  {row.modularity:>10.2f}  {row.stability:>9.0%}"
        )
    for cluster in answer.clusters:
        yield ""
        yield from cluster_lines(cluster)
    yield from more(answer.clusters_in_all, len(answer.clusters), "cluster")
    yield f"{counted(answer.between, 'node')} with links stay with no cluster steadily."
    yield from (f"Note: {note}" for note in answer.notes)


def cluster_lines(cluster: Cluster) -> Iterator[str]:
    """One cluster with its members."""
    sure = f"stability {cluster.stability:.0%} ± {cluster.margin:.0%}"
    yield f"{cluster.name}: {counted(cluster.size, 'member')}, {sure}"
    yield f"  {cluster.reason}"
    names = "; ".join(member.node.name for member in cluster.members)
    rest = cluster.size - len(cluster.members)
    yield f"  {names}{f'; and {rest:,} more' if rest > 0 else ''}"


def matrix_lines(answer: MatrixAnswer) -> Iterator[str]:
    """The clusters by number, then the pairs with fewest links against expectation."""
    yield answer.headline
    yield answer.method
    for ref in answer.clusters:
        yield f"{ref.number:>3}. {ref.name} ({counted(ref.size, 'member')})"
    for cell in answer.cells[:_CELLS]:
        yield ""
        yield from cell_lines(cell)
    if len(answer.cells) > _CELLS:
        rest = counted(len(answer.cells) - _CELLS, "pair")
        yield f"… and {rest} of clusters more (--json has all)."
    yield from (f"Note: {note}" for note in answer.notes)


def cell_lines(cell: Cell) -> Iterator[str]:
    """One pair of clusters: links seen and expected, then who could meet."""
    yield f"{cell.one} × {cell.other}: {cell.words} (p {cell.p_value:g})"
    for link in cell.links:
        yield f"   linked: {link.one.name} {link.words} {link.other.name}"
        yield from (f"       {line}" for line in cites(link.evidence))
    for pair in cell.unmet:
        state = "not known whether linked" if pair.state == "unknown" else "no link found"
        yield f"   could meet: {named(pair.one)} and {named(pair.other)}, {state}"
        yield f"       {pair.reason.words}"
        yield from (f"       {line}" for line in cites(pair.reason.evidence))
    told = more(cell.unmet_in_all, len(cell.unmet), "pair")
    yield from (f"   {line}" for line in told)


def lists_lines(answer: ListsAnswer) -> Iterator[str]:
    """The register's lists, group by group."""
    for one in answer.lists:
        yield f"{one.title} ({one.name})"
        yield one.words
        for row in one.rows:
            yield f"- {row.node.name}   {row.words}"
            yield from (f"      {line}" for line in cites(row.evidence))
        yield ""
    yield from (f"Note: {note}" for note in answer.notes)
