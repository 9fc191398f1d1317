"""The page of gaps: what is expected and not there, why, who could introduce, what is unknown."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Query, Request, Response

from api.page_find import KIND_CHOICES
from api.page_show import Date, Page, Table, Text, ref_cells, same_page, show
from api.routes import ask
from graph.explorer import Explorer
from graph.network import Network
from graph.results import Gap, GapsAnswer
from viz.view import View, view_of_gap

RECORDS = tuple((str(n), "1 record" if n == 1 else f"{n} records") for n in (1, 2, 3, 5, 10, 20))
LIMITS = tuple((str(n), str(n)) for n in (5, 10, 20, 50, 100))


@dataclass(frozen=True, slots=True, kw_only=True)
class GapsForm:
    """What a reader asked for; empty fields of the form count as not given."""

    country: str
    theme: str
    place: str
    kind: str
    rule: str
    min_records: int
    include_ai: bool
    limit: int
    as_of: str

    @property
    def narrowed(self) -> bool:
        """Whether an option was used that the reader should see again."""
        more = self.min_records != 1 or self.limit != 20
        return more or self.include_ai or bool(self.kind) or bool(self.as_of)


def gaps_form(
    country: Text = "",
    theme: Text = "",
    place: Text = "",
    kind: Annotated[str, Query(max_length=20)] = "",
    rule: Annotated[str, Query(max_length=60)] = "",
    min_records: Annotated[int, Query(ge=1, le=1000)] = 1,
    include_ai: bool = False,
    limit: Annotated[int, Query(ge=1, le=1000)] = 20,
    as_of: Date = "",
) -> GapsForm:
    """The form's fields from the address."""
    return GapsForm(
        country=country.strip(), theme=theme.strip(), place=place.strip(), kind=kind,
        rule=rule, min_records=min_records, include_ai=include_ai, limit=limit, as_of=as_of,
    )  # fmt: skip


def gaps_answer(request: Request, asked: Explorer, form: GapsForm) -> GapsAnswer:
    """The answer that the REST interface gives to the same question, and keeps."""
    options: dict[str, Any] = {
        "country": form.country,
        "theme": form.theme,
        "place": form.place,
        "kind": form.kind,
        "rule": form.rule,
        "min_records": form.min_records,
        "include_ai": form.include_ai,
        "limit": form.limit,
    }
    key = ("gaps", asked.network().hash, *options.values())
    answer: GapsAnswer = request.app.state.door.remembered(key, lambda: asked.gaps(**options))
    return answer


def gaps_page(request: Request, form: Annotated[GapsForm, Depends(gaps_form)]) -> Response:
    """Gaps, best first, each with reasons, evidence and one next step."""
    asked = ask(request, form.as_of)
    network, answer = asked.network(), gaps_answer(request, asked, form)
    maps = [
        same_page(request, "/map/gaps", number=str(n), made=None)
        for n in range(1, len(answer.gaps) + 1)
    ]
    values = {
        "asked": form,
        "narrowed": form.narrowed,
        "kinds": KIND_CHOICES,
        "rules": (("", "All kinds"), *((name, said) for name, said, _ in answer.rules)),
        "rule_hrefs": {n: same_page(request, "/gaps", rule=n) for n, _, _ in answer.rules},
        "records": with_value(RECORDS, form.min_records),
        "limits": with_value(LIMITS, form.limit),
        "views": [gap_picture(network, gap) for gap in answer.gaps],
        "maps": maps,
    }
    page = Page(
        template="gaps.html", current="gaps", title="Who should be working together and is not?",
        network=network, answer=answer, table=_table(answer), values=values,
    )  # fmt: skip
    return show(request, page)


def with_value(options: tuple[tuple[str, str], ...], value: object) -> tuple[tuple[str, str], ...]:
    """Options of a list, with the asked value among them though it be an unusual one."""
    asked = str(value)
    return options if any(key == asked for key, _ in options) else (*options, (asked, asked))


def gap_picture(network: Network, gap: Gap) -> View | None:
    """A picture, where two ends are in the snapshot; a gap with one end has nothing to join."""
    ends = (gap.subject, gap.object)
    there = all(ref is not None and ref.id in network.index for ref in ends)
    return view_of_gap(network, gap) if there else None


def _table(answer: GapsAnswer) -> Table:
    return Table(
        header=("number", "known", "rule", "headline", "subject", "subject_id", "subject_kind",
                "object", "object_id", "object_kind", "score", "reasons", "introducer",
                "introducer_id", "introducer_kind", "introducer_why", "route", "coverage",
                "coverage_words", "advice", "on_record", "chance", "p_value", "sources",
                "licences"),
        rows=tuple(
            _row(number, known, gap)
            for known, gaps in (
                (True, answer.gaps), (True, answer.covered), (False, answer.unknown),
            )
            for number, gap in enumerate(gaps, start=1)
        ),
    )  # fmt: skip


def _row(number: int, known: bool, gap: Gap) -> tuple[object, ...]:
    said = [e for reason in gap.reasons for e in reason.evidence]
    route = " > ".join(ref.name for ref in gap.path.nodes) if gap.path else ""
    return (
        number, known, gap.rule, gap.headline, *ref_cells(gap.subject), *ref_cells(gap.object),
        gap.score, " ".join(reason.words for reason in gap.reasons), *ref_cells(gap.introducer),
        gap.introducer_why, route, gap.coverage.state, gap.coverage.words, gap.advice,
        gap.on_record,
        gap.chance.words if gap.chance else "", gap.chance.p_value if gap.chance else "",
        "; ".join(dict.fromkeys(f"{e.title}, {e.edition}" for e in said)),
        "; ".join(dict.fromkeys(e.licence for e in said)),
    )  # fmt: skip
