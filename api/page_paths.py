"""The page of paths: chains of introductions, read from top to bottom, each step with evidence."""

from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, Query, Request, Response

from api.page_show import (
    SOURCE_COLUMNS,
    Date,
    Page,
    Table,
    asked_name,
    ref_cells,
    same_page,
    show,
    source_cells,
)
from api.routes import ask
from api.words import path_lines
from graph.analysis.sentences import counted
from graph.explorer import Explorer
from graph.model import LinkKind
from graph.results import PathsAnswer
from graph.schema import LINK_KINDS
from viz.view import view_of_paths

# The kinds of link that a route can use unasked.
LINK_CHOICES = tuple(
    (kind.value, rule.forward) for kind, rule in LINK_KINDS.items() if rule.acquaintance
)
COUNTS = tuple((str(n), str(n)) for n in (1, 3, 5, 10, 20))
AI_CHOICES = (("true", "Count them, and mark them"), ("false", "Leave them out"))
# Names of one field that may be given several times.
Several = Annotated[list[str], Query(max_length=20)]
LENGTHS = tuple((str(n), counted(n, "hop")) for n in range(1, 9))


@dataclass(frozen=True, slots=True, kw_only=True)
class PathsForm:
    """What a reader asked for; empty fields of the form count as not given."""

    start: str
    end: str
    k: int
    max_hops: int
    officers_only: bool
    include_ai: bool
    via_context: bool
    only: tuple[LinkKind, ...]
    without: tuple[LinkKind, ...]
    through: tuple[str, ...]
    avoid: tuple[str, ...]
    since: str
    draft: bool
    as_of: str

    @property
    def narrowed(self) -> bool:
        """Whether an option was used that the reader should see again."""
        plain = (self.k, self.max_hops) == (5, 6)
        texts = (self.only, self.without, self.through, self.avoid, self.since, self.as_of)
        ticks = (self.officers_only, not self.include_ai, self.via_context)
        return not plain or any(texts) or any(ticks)

    def answer(self, asked: Explorer) -> PathsAnswer:
        """The answer that the REST interface gives to the same question."""
        return asked.paths(
            self.start,
            self.end,
            k=self.k,
            max_hops=self.max_hops,
            officers_only=self.officers_only,
            kinds=frozenset(self.only) or None,
            without_kinds=frozenset(self.without),
            through=self.through,
            avoid=self.avoid,
            via_context=self.via_context,
            include_ai=self.include_ai,
            since=self.since,
            draft=self.draft,
        )


def paths_form(
    start: Annotated[str, Query(alias="from", max_length=1000)] = "",
    end: Annotated[str, Query(alias="to", max_length=1000)] = "",
    k: Annotated[int, Query(ge=1, le=20)] = 5,
    max_hops: Annotated[int, Query(ge=1, le=8)] = 6,
    officers_only: bool = False,
    include_ai: bool = True,
    via_context: bool = False,
    only: Several = [],  # noqa: B006 -- FastAPI copies the default for each request
    without: Several = [],  # noqa: B006 -- as above
    through: Several = [],  # noqa: B006 -- as above
    avoid: Several = [],  # noqa: B006 -- as above
    since: Date = "",
    draft: bool = False,
    as_of: Date = "",
) -> PathsForm:
    """The form's fields from the address."""
    return PathsForm(
        start=start.strip(), end=end.strip(), k=k, max_hops=max_hops, officers_only=officers_only,
        include_ai=include_ai, via_context=via_context, only=_kinds(only), without=_kinds(without),
        through=_filled(through), avoid=_filled(avoid), since=since.strip(), draft=draft,
        as_of=as_of,
    )  # fmt: skip


def _kinds(given: list[str]) -> tuple[LinkKind, ...]:
    return tuple(LinkKind(kind) for kind in sorted(set(given)) if kind in set(LinkKind))


def _filled(given: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.strip() for text in given if text.strip()))


def paths_page(request: Request, form: Annotated[PathsForm, Depends(paths_form)]) -> Response:
    """Ranked chains between two nodes, or the form to ask for them."""
    asked = ask(request, form.as_of)
    network = asked.network()
    answer = form.answer(asked) if form.start and form.end else None
    values: dict[str, Any] = {
        "asked": form,
        "narrowed": form.narrowed,
        "link_kinds": LINK_CHOICES,
        "counts": COUNTS,
        "lengths": LENGTHS,
        "ai_choices": AI_CHOICES,
    }
    title = "How are they connected?"
    if answer:
        title = f"{answer.start.name} to {answer.end.name}"
        values |= _answer_values(request, asked, form, answer)
    page = Page(
        template="paths.html", current="paths", title=title, network=network, answer=answer,
        table=_table(answer), values=values,
        about=(answer.start.id, answer.end.id) if answer else (),
    )  # fmt: skip
    return show(request, page)


def _answer_values(
    request: Request, asked: Explorer, form: PathsForm, answer: PathsAnswer
) -> dict[str, Any]:
    shown = {
        "start": asked_name(asked, form.start, answer.start),
        "end": asked_name(asked, form.end, answer.end),
    }
    fields = {name: getattr(form, name) for name in form.__slots__}
    query = urlencode([("from", answer.start.id), ("to", answer.end.id)])
    swapped = urlencode([("from", answer.end.id), ("to", answer.start.id)])
    without_ends: dict[str, str | None] = {"from": None, "to": None}
    rest = same_page(request, made=None, **without_ends).partition("?")[2]
    return {
        "asked": fields | shown,
        "headline": _headline(answer),
        "texts": ["\n".join(path_lines(path)) for path in answer.paths[:1]],
        "view": view_of_paths(answer),
        "map": f"/map/paths?{'&'.join(part for part in (query, rest) if part)}",
        "longer": same_page(request, max_hops="8") if form.max_hops < 8 else "",
        "again": [
            (name, value)
            for name, value in request.query_params.multi_items()
            if value and name not in ("draft", "made")
        ],
        "swapped": f"/paths?{'&'.join(part for part in (swapped, rest) if part)}",
    }


def _headline(answer: PathsAnswer) -> str:
    """The answer in two sentences."""
    count = f"{answer.ties:,}" if answer.ties_exact else f"At least {answer.ties:,}"
    tied = "One route is" if answer.ties == 1 else f"{count} routes are"
    others = counted(answer.length - 1, "other")
    far = f"{answer.length} hops apart, with {others} in between"
    between = "They are linked directly." if answer.length == 1 else f"They are {far}."
    return f"{between} {tied} as short as that."


def _table(answer: PathsAnswer | None) -> Table:
    rows = [
        (number, step, *ref_cells(hop.source), hop.words, *ref_cells(hop.target),
         step - 1 == path.weakest, *source_cells(hop.evidence))
        for number, path in enumerate(answer.paths if answer else (), start=1)
        for step, hop in enumerate(path.hops, start=1)
    ]  # fmt: skip
    return Table(
        header=("route", "step", "from", "from_id", "from_kind", "link", "to", "to_id", "to_kind",
                "weakest", *SOURCE_COLUMNS),
        rows=tuple(rows),
    )  # fmt: skip
