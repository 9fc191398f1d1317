"""What a view is made of: nodes with places, links with proofs, captions, legend and credits."""

from dataclasses import dataclass
from typing import Literal

from graph.model import Status

Side = Literal["below", "above", "left", "right", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Where a link is said, in one line; ``url`` is empty unless it is a web address."""

    line: str
    url: str
    licence: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewNode:
    """A node to draw: its place in pixels (y downwards), radius, broken label and words.

    ``words`` say what it is in one line; ``parts`` name members where it stands for many;
    ``mark`` is written inside the shape. ``href`` is a path on the site.
    """

    id: str
    name: str
    kind: str
    words: str
    x: float
    y: float
    size: float
    label: tuple[str, ...]
    side: Side
    href: str = ""
    mark: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewLink:
    """A link to draw, read from ``source`` to ``target``.

    ``bend`` is how far its middle lies beside the straight line, in pixels (right of the way).
    ``status`` is a statement's, or ``gap`` for a link that is missing.
    """

    source: str
    target: str
    kind: str
    words: str
    status: str
    proofs: tuple[Proof, ...]
    weight: int = 1
    bend: float = 0.0
    named: bool = False

    @property
    def soft(self) -> bool:
        """Whether no source holds it as a fact: it is planned, inferred or claimed."""
        return self.status not in (Status.HELD, "gap")

    @property
    def said(self) -> str:
        """Its words, with the status where it is not held."""
        marked = self.words.endswith(f"{self.status})")
        return f"{self.words} ({self.status})" if self.soft and not marked else self.words


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """A few words beside a group of nodes."""

    text: str
    x: float
    y: float
    anchor: Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LegendLine:
    """One sign of the picture and what it means: a shape, or a stroke."""

    words: str
    kind: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A picture before it is drawn: the same for SVG, for the interactive page and for the table.

    ``summary`` says in one or two sentences what there is to see; ``notes`` what was left out.
    """

    title: str
    summary: str
    nodes: tuple[ViewNode, ...]
    links: tuple[ViewLink, ...]
    captions: tuple[Caption, ...] = ()
    legend: tuple[LegendLine, ...] = ()
    notes: tuple[str, ...] = ()
    as_of: str = ""
    hash: str = ""
    credits: tuple[str, ...] = ()

    def node(self, node_id: str) -> ViewNode:
        """The node of that id."""
        return next(node for node in self.nodes if node.id == node_id)

    @property
    def names(self) -> dict[str, str]:
        """Names by id, for sentences about links."""
        return {node.id: node.name for node in self.nodes}
