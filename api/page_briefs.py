"""Pages for the table: the brief, the directory and the view of money."""

from typing import Any, Literal

from fastapi import Request, Response

from api.page_show import Date, Page, Table, Text, ref_cells, show
from api.routes import ask
from graph.analysis.ground import PARLIAMENTS
from graph.analysis.sentences import day
from graph.explorer import Explorer
from graph.model import NodeKind
from graph.results import Evidence
from graph.results_briefs import BriefAnswer, DirectoryAnswer, FundingAnswer
from viz.templating import doubts

# Examples offered to a reader who has typed nothing: most linked first.
_OFFERED = 12
_EMPTY = Table(header=(), rows=())


def brief_form(request: Request, q: Text = "", as_of: Date = "") -> Response:
    """The form that asks what a brief is wanted on; with an answer, the brief itself."""
    if q.strip():
        return brief_page(request, q, as_of)
    asked = ask(request, as_of)
    network = asked.network()
    countries = sorted(
        network.vertices(NodeKind.COUNTRY).tolist(), key=lambda v: (-int(network.degree[v]), v)
    )
    values = {"offered": [network.ref(v) for v in countries[:_OFFERED]], "asked": {"as_of": as_of}}
    page = Page(
        template="brief_form.html", current="brief", title="Brief me", network=network,
        answer=None, table=_EMPTY, values=values,
    )  # fmt: skip
    return show(request, page)


def brief_page(request: Request, node_id: str, as_of: Date = "") -> Response:
    """Two sides of paper on a country, community, theme or place."""
    asked = ask(request, as_of)
    answer = asked.brief(node_id)
    page = Page(
        template="brief.html", current="brief", title=f"Brief: {answer.subject.name}",
        network=asked.network(), answer=answer, table=_brief_table(answer),
        values=_cited(asked, answer), about=(answer.subject.id,),
    )  # fmt: skip
    return show(request, page)


def _cited(asked: Explorer, answer: BriefAnswer) -> dict[str, Any]:
    """The sources of a brief by number, as paper cites them."""
    shown = [line.evidence for section in answer.sections for line in section.lines]
    hops = [h for gap in answer.introductions if gap.path for h in gap.path.hops]
    every = {e.source for items in (*shown, *(h.evidence for h in hops)) for e in items}
    sources = [asked.network().sources[source] for source in sorted(every)]
    numbers = {source.id: n for n, source in enumerate(sources, start=1)}

    def mark(items: tuple[Evidence, ...]) -> str:
        """Numbers of the sources, then date and place of the first, and what is not sure."""
        found = sorted({numbers[e.source] for e in items})
        first = (day(items[0].edition), items[0].locator)
        where = ", ".join(filter(None, (*first, *doubts(items))))
        return f"{', '.join(map(str, found))}: {where}"

    cited = [
        {"number": n, "title": s.title, "publisher": s.publisher, "attribution": s.attribution,
         "licence": s.licence}
        for n, s in enumerate(sources, start=1)
    ]  # fmt: skip
    return {"mark": mark, "cited": cited}


def _brief_table(answer: BriefAnswer) -> Table:
    rows: list[tuple[object, ...]] = []
    for section in answer.sections:
        for line in section.lines:
            node = ref_cells(line.node) if line.node else ("", "", "")
            first = line.evidence[0] if line.evidence else None
            source = (first.title, first.edition, first.url) if first else ("", "", "")
            rows.append((section.title, line.words, *node, *source))
    for gap in answer.introductions:
        rows.append(("Missing introductions", gap.headline, *ref_cells(gap.subject), "", "", ""))
    for gap in answer.unknown:
        rows.append(("Not known", gap.headline, *ref_cells(gap.subject), "", "", ""))
    header = ("section", "words", "name", "id", "kind", "source", "edition", "url")
    return Table(header=header, rows=tuple(rows))


def directory_page(
    request: Request,
    by: Literal["country", "theme"] = "country",
    subject: Text = "",
    parliament: Text = "",
    missing: bool = False,
    as_of: Date = "",
) -> Response:
    """All listed groups under their countries or themes."""
    asked = ask(request, as_of)
    answer = asked.directory(by=by, subject=subject, parliament=parliament, missing=missing)
    values: dict[str, Any] = {
        "asked": {"by": answer.by, "subject": subject, "parliament": parliament,
                  "missing": missing, "as_of": as_of},
        "ways": (("country", "Country"), ("theme", "Theme")),
        "houses": (("", "All parliaments"), *PARLIAMENTS.items()),
        "letters": _letters(answer),
    }  # fmt: skip
    page = Page(
        template="directory.html", current="directory", title="Directory of parliamentary groups",
        network=asked.network(), answer=answer, table=_directory_table(answer), values=values,
    )  # fmt: skip
    return show(request, page)


def _letters(answer: DirectoryAnswer) -> list[tuple[str, int]]:
    """The first heading of each letter, for the row of letters above the list."""
    first: dict[str, int] = {}
    for number, heading in enumerate(answer.headings, start=1):
        if heading.subject:
            first.setdefault(heading.subject.name[:1].upper(), number)
    return sorted(first.items())


def _directory_table(answer: DirectoryAnswer) -> Table:
    rows: list[tuple[object, ...]] = []
    for heading in answer.headings:
        subject = heading.subject.name if heading.subject else ""
        for e in heading.groups:
            rows.append(
                (
                    subject, *ref_cells(e.group), e.parliament,
                    "; ".join(f"{o.node.name} ({o.office})" for o in e.officers),
                    "; ".join(r.name for r in e.secretariat) or e.secretariat_words,
                    "; ".join(r.name for r in e.bodies),
                    "; ".join(r.name for r in e.communities),
                    e.evidence[0].url if e.evidence else "",
                )
            )  # fmt: skip
        if not heading.groups:
            rows.append((subject, heading.words, *[""] * 8))
    header = ("subject", "group", "id", "kind", "parliament", "officers", "secretariat", "bodies",
              "communities", "url")  # fmt: skip
    return Table(header=header, rows=tuple(rows))


def funding_page(request: Request, node_id: str, as_of: Date = "") -> Response:
    """Whom a funder funds, how that reaches communities, and who else funds the same."""
    asked = ask(request, as_of)
    answer = asked.funding(node_id, limit=100)
    page = Page(
        template="funding.html", current="", title=f"Money from {answer.funder.name}",
        network=asked.network(), answer=answer, table=_funding_table(answer),
        about=(answer.funder.id,),
    )  # fmt: skip
    return show(request, page)


def _funding_table(answer: FundingAnswer) -> Table:
    rows = tuple(
        (*ref_cells(p.recipient), p.amount, p.pounds, "; ".join(p.years), p.planned,
         p.evidence[0].title if p.evidence else "", p.evidence[0].url if p.evidence else "")
        for p in answer.payments
    )  # fmt: skip
    header = ("recipient", "id", "kind", "amount", "pounds", "years", "planned", "source", "url")
    return Table(header=header, rows=rows)
