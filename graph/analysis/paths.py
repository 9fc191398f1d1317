"""Ranked routes along which one node can be introduced to another, each hop with its evidence."""

from collections.abc import Collection

from graph.model import LinkKind
from graph.network import Network
from graph.results import PathsAnswer


def find_paths(
    network: Network,
    start_id: str,
    end_id: str,
    *,
    k: int = 5,
    max_hops: int = 6,
    officers_only: bool = False,
    kinds: Collection[LinkKind] | None = None,
    without_kinds: Collection[LinkKind] = (),
    through: tuple[str, ...] = (),
    avoid: tuple[str, ...] = (),
    via_context: bool = False,
    include_ai: bool = False,
    budget: int = 200_000,
) -> PathsAnswer:
    """The ``k`` best routes between two nodes, shortest first and then by cost."""
    raise NotImplementedError
