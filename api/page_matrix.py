"""The page of clusters against clusters: a table shaded by links seen against links expected."""

from dataclasses import dataclass

from fastapi import Request, Response

from api.page_gaps import with_value
from api.page_groups import FINENESSES, LIMITS, Fineness, Limit, cluster_href, resolution_of
from api.page_show import Date, Page, Table, ref_cells, show
from api.routes import ask
from graph.explorer import Explorer
from graph.results_groups import Cell, MatrixAnswer

# Seen over expected, from which a shade starts; below the first the deepest shade of fewer.
SHADES = ((0.34, "low2"), (0.8, "low1"), (1.25, "even"), (2.5, "high1"))
HIGHEST = "high2"
# What is expected to be less than this many links tells nothing when it is not there.
_SOME = 1.0
# Pairs of clusters told of in words under the table: those furthest below expectation.
TOLD = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Square:
    """One square of the table: its figures, shade, sign and what a screen reader says."""

    text: str
    shade: str
    sign: str
    words: str
    anchor: str


def matrix_answer(
    request: Request, asked: Explorer, resolution: float | None, limit: int
) -> MatrixAnswer:
    """The answer that the REST interface gives to the same question, and keeps."""
    key = ("matrix", asked.network().hash, resolution, limit)
    answer: MatrixAnswer = request.app.state.door.remembered(
        key, lambda: asked.cluster_matrix(resolution=resolution, limit=limit)
    )
    return answer


def matrix_page(
    request: Request, resolution: Fineness = "", limit: Limit = 10, as_of: Date = ""
) -> Response:
    """Clusters against clusters, and the pairs of bodies behind the emptiest squares."""
    asked, fineness = ask(request, as_of), resolution_of(resolution)
    network, answer = asked.network(), matrix_answer(request, asked, fineness, limit)
    suffix = f"?resolution={fineness:g}" if fineness is not None else ""
    told = answer.cells[:TOLD]
    values = {
        "asked": {"resolution": resolution, "limit": limit, "as_of": as_of},
        "finenesses": with_value(FINENESSES, resolution),
        "limits": with_value(LIMITS, limit),
        "hrefs": {ref.number: cluster_href(ref.id) + suffix for ref in answer.clusters},
        "rows": squares(answer, frozenset((c.one, c.other) for c in told)),
        "told": told,
    }
    page = Page(
        template="matrix.html", current="clusters", title="Which clusters could be joined?",
        network=network, answer=answer, table=_table(answer), values=values,
    )  # fmt: skip
    return show(request, page)


def squares(answer: MatrixAnswer, told: frozenset[tuple[int, int]]) -> list[list[Square | None]]:
    """The rows of the table: below the diagonal only, since above it stands the same."""
    cells = {(cell.one, cell.other): cell for cell in answer.cells}
    numbers = [ref.number for ref in answer.clusters]
    return [
        [_square(cells[column, row], told) if column < row else None for column in numbers]
        for row in numbers
    ]


def _square(cell: Cell, told: frozenset[tuple[int, int]]) -> Square:
    shade = _shade(cell)
    sign = {"low2": "▼▼", "low1": "▼", "high1": "▲", "high2": "▲▲"}.get(shade, "")
    at = (cell.one, cell.other)
    return Square(
        text=f"{cell.seen:,} / {cell.expected:.1f}",
        shade=shade,
        sign=sign,
        words=cell.words,
        anchor=f"#pair-{cell.one}-{cell.other}" if at in told else "",
    )


def _shade(cell: Cell) -> str:
    if max(cell.expected, cell.seen) < _SOME:
        return "even"
    ratio = cell.seen / cell.expected if cell.expected else float("inf")
    return next((shade for most, shade in SHADES if ratio < most), HIGHEST)


def _table(answer: MatrixAnswer) -> Table:
    names = {ref.number: ref.name for ref in answer.clusters}
    return Table(
        header=("one", "one_name", "other", "other_name", "seen", "expected", "ratio", "p_value",
                "words", "body", "body_id", "body_kind", "could_meet", "could_meet_id",
                "could_meet_kind", "reason", "state", "sources"),
        rows=tuple(row for cell in answer.cells for row in _rows(cell, names)),
    )  # fmt: skip


def _rows(cell: Cell, names: dict[int, str]) -> list[tuple[object, ...]]:
    """A line for each pair of bodies behind a cell; one line where there is none."""
    start = (cell.one, names[cell.one], cell.other, names[cell.other], cell.seen, cell.expected,
             cell.ratio, cell.p_value, cell.words)  # fmt: skip
    if not cell.unmet:
        return [(*start, *ref_cells(None), *ref_cells(None), "", "", "")]
    return [
        (*start, *ref_cells(pair.one), *ref_cells(pair.other), pair.reason.words, pair.state,
         "; ".join(dict.fromkeys(f"{e.title}, {e.edition}" for e in pair.reason.evidence)))
        for pair in cell.unmet
    ]  # fmt: skip
