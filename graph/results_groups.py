"""The shapes of answers on groups of nodes: clusters, their matrix, lists of a register.

Frozen and in reading order, as in ``graph.results``; every answer ends with its snapshot.
"""

from dataclasses import dataclass

from graph.results import Chance, CoverageState, Evidence, NodeRef, Reason, Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A node of a cluster; ``stability`` is the share of reruns in which it stays with the rest."""

    node: NodeRef
    links_inside: int
    stability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A part of the network that stays together, with a name from the evidence.

    ``stability`` is the share of reruns in which two members stay together, give or take
    ``margin`` (two standard errors over the reruns).
    """

    id: str
    name: str
    reason: str
    size: int
    members: tuple[Member, ...]
    stability: float
    margin: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """How clusters come out at one resolution; ``stability`` is the mean over all members.

    ``between`` counts the linked nodes that belong to no cluster steadily.
    """

    resolution: float
    clusters: int
    members: int
    between: int
    modularity: float
    stability: float
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClustersAnswer:
    """The clusters, largest first, how they were found, and whether they are more than chance.

    ``between`` counts nodes with links that stay with no cluster in most reruns, ``unclustered``
    all nodes that are in none; ``resolutions`` is the same network seen coarser and finer.
    """

    clusters: tuple[Cluster, ...]
    clusters_in_all: int
    between: int
    unclustered: int
    resolution: float
    why_resolution: str
    resolutions: tuple[Resolution, ...]
    modularity: float
    stability: float
    chance: Chance | None
    method: str
    notes: tuple[str, ...]
    snapshot: Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterRef:
    """A cluster as a matrix names it; ``number`` is its row and column, from 1."""

    number: int
    id: str
    name: str
    size: int
    links_outward: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenLink:
    """Two nodes of different clusters that are linked, with a statement that says so."""

    one: NodeRef
    other: NodeRef
    words: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnmetPair:
    """Two bodies of different clusters with common ground and no link found.

    ``state`` is unknown where nothing was read that would tell of a link: then it is no gap.
    """

    one: NodeRef
    other: NodeRef
    reason: Reason
    state: CoverageState


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Links between two clusters: seen, and expected from how many links their nodes have.

    ``one`` and ``other`` are numbers of clusters, ``one`` the lower. ``ratio`` is seen over
    expected; ``p_value`` how often the null model gives as few (or, above expectation, as many).
    """

    one: int
    other: int
    seen: int
    expected: float
    ratio: float
    p_value: float
    words: str
    links: tuple[SeenLink, ...]
    unmet: tuple[UnmetPair, ...]
    unmet_in_all: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixAnswer:
    """Clusters against clusters: every pair of those shown, fewest against expectation first."""

    headline: str
    clusters: tuple[ClusterRef, ...]
    cells: tuple[Cell, ...]
    method: str
    notes: tuple[str, ...]
    snapshot: Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One line of a register's list: a group, what the list says of it, and where that stands."""

    node: NodeRef
    words: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterList:
    """Groups that a register lists in one way: a figure with every group behind it."""

    name: str
    title: str
    words: str
    count: int
    of: int
    rows: tuple[Listed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListsAnswer:
    """The register's own figures, each as a list that can be taken away."""

    lists: tuple[RegisterList, ...]
    notes: tuple[str, ...]
    snapshot: Snapshot
