"""Attendance lists of a convenor: who came to which event, as a grid of marks or row by row."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from graph.errors import BadSource
from graph.model import LinkKind, NodeKind, Status
from graph.text import clean, fold, search_words
from loaders.spreadsheet_columns import is_contact, is_known, phrase_of
from loaders.spreadsheet_draft import NO_PUBLIC_ROLE, Draft, Named, Said, Spot
from loaders.spreadsheet_ids import Told, guessed_kind, seated
from loaders.spreadsheet_rows import Sheet
from loaders.spreadsheet_values import partial_date, several
from loaders.spreadsheet_words import APPG, ORG, PERSON

EVENT = NodeKind.EVENT
NAMES = frozenset(
    ("name", "full name", "attendee", "attendees", "attendee name", "participant", "participants",
     "delegate", "guest", "who", "person", "representative", "invitee", "mp", "peer")
)  # fmt: skip
BODIES = frozenset(
    ("organisation", "organization", "organisation name", "org", "body", "charity", "group",
     "affiliation", "representing", "institution", "appg", "company", "community group",
     "organisations")
)  # fmt: skip
ROLES = frozenset(("role", "position", "job title", "title", "office", "public role", "capacity"))
EVENTS = frozenset(("event", "event name", "meeting", "session", "events", "meetings", "attended"))
DATES = frozenset(("date", "when", "day", "event date", "meeting date", "date of meeting"))
ANSWERS = frozenset(("status", "rsvp", "response", "attendance", "came", "present", "reply"))
_SHEET_WORDS = frozenset(
    ("attendance", "attendances", "attendees", "attendee", "attended", "participants", "sign",
     "in", "list", "register", "of", "at", "the", "sheet", "who", "came", "csv", "xlsx")
)  # fmt: skip
_TELLING = frozenset(("attendance", "attendees", "attendee", "participants", "delegates"))
_HAPPENINGS = frozenset(
    ("agm", "assembly", "breakfast", "briefing", "conference", "dinner", "event", "forum", "launch",
     "lunch", "meeting", "reception", "roundtable", "seminar", "session", "summit", "visit",
     "webinar", "workshop")
)  # fmt: skip
_CAME = frozenset(
    ("x", "✓", "✔", "☑", "√", "y", "yes", "1", "true", "attended", "present", "came", "here",
     "online", "in person")
)  # fmt: skip
_NOT = frozenset(
    ("", "n", "no", "0", "false", "apologies", "apology", "absent", "declined", "a", "apols", "-",
     "–", "—", "n/a", "sent apologies", "did not attend")
)  # fmt: skip
_WILL = frozenset(
    ("invited", "confirmed", "registered", "coming", "expected", "maybe", "tbc", "planned",
     "accepted", "?")
)  # fmt: skip
_DAY = re.compile(
    r"\d{4}-\d\d?-\d\d?|\d\d?[/.]\d\d?[/.]\d{4}|(?:\d\d?(?:st|nd|rd|th)? )?[A-Za-z]{3,9} \d{4}"
)
# Offices that are held in public; a job is nobody's office.
_PUBLIC = re.compile(
    r"\b(?:mp|msp|mla|member of parliament|peer|lord|baroness|minister|mayor|councillor|cllr"
    r"|ambassador|high commissioner|consul|chair\w*|co-chair|president|chief executive|ceo"
    r"|director|founder|trustee|treasurer|convenor|convener|secretary[ -]general|commissioner"
    r"|head of mission|bishop)\b"
)
_LEADS = re.compile(
    r"\b(?:chair\w*|co-chair|president|chief executive|ceo|director|founder|trustee|treasurer"
    r"|convenor|convener|secretary[ -]general)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Which columns of an attendance list hold what; ``grid`` are columns of marks, one an event.

    Empty where there is no such column.
    """

    name: str = ""
    body: str = ""
    role: str = ""
    event: str = ""
    date: str = ""
    answer: str = ""
    grid: tuple[str, ...] = ()


def layout_of(sheet: Sheet) -> Layout | None:
    """How a sheet lists attendance; None where it lists none.

    It does when it has columns of marks ("x", "yes", "apologies"), or bears such a name and says
    who, and has no column of links.
    """
    headings = [h for h in sheet.table.columns if not is_contact(h)]
    found = {field: _first(headings, phrases) for field, phrases in _FIELDS.items()}
    if not (found["name"] or found["body"]) or "to" in map(phrase_of, headings):
        return None
    told = _tells_attendance(sheet, headings)
    taken = set(found.values())
    free = [h for h in headings if h not in taken and (told or _names_event(h))]
    grid = tuple(
        h for h in free if _is_marks(sheet.cells(h), h, someone=not (told and _names_event(h)))
    )
    return Layout(**found, grid=grid) if grid or told else None


def _tells_attendance(sheet: Sheet, headings: Sequence[str]) -> bool:
    words = set(search_words(sheet.name)).union(*map(search_words, sheet.titles))
    return bool(words & _TELLING or {"attendee", "attendees"} & set(map(phrase_of, headings)))


def _names_event(heading: str) -> bool:
    """Whether a heading holds a date or a word for a meeting: "Member, yes or no" holds none."""
    return bool(_DAY.search(heading) or set(search_words(heading)) & _HAPPENINGS)


_FIELDS = {
    "name": NAMES, "body": BODIES, "role": ROLES, "event": EVENTS, "date": DATES, "answer": ANSWERS,
}  # fmt: skip


def _first(headings: Sequence[str], phrases: frozenset[str]) -> str:
    return next((h for h in headings if phrase_of(h) in phrases), "")


def _is_marks(cells: Sequence[str], heading: str, *, someone: bool) -> bool:
    """Whether cells are marks of who came, and ``someone`` did; a known heading holds none."""
    marks = _CAME | _NOT | _WILL
    if is_known(heading) and not _DAY.search(heading):
        return False
    came = any(fold(cell) in _CAME | _WILL for cell in cells)
    return (came or not someone) and all(fold(cell) in marks for cell in cells)


def read_attendance(sheet: Sheet, layout: Layout, titles: Sequence[str], draft: Draft) -> None:
    """Record who took part in what; people without a public office are set aside."""
    draft.report.count(f"sheet '{sheet.name}' read as attendance")
    for row in sheet.table.rows:
        cells = {name: clean(text) for name, text in row.cells.items()}
        if not (cells.get(layout.name) or cells.get(layout.body)):
            continue
        draft.report.read += 1
        held = len(draft.records)
        spot = Spot(file=sheet.file, sheet=sheet.name, row=row.number)
        with draft.row():
            _read_row(sheet, layout, titles, cells, spot, draft)
        draft.report.used += len(draft.records) > held


def _read_row(
    sheet: Sheet, layout: Layout, titles: Sequence[str], cells: dict[str, str], spot: Spot,
    draft: Draft,
) -> None:  # fmt: skip
    came = list(_occasions(sheet, layout, titles, cells, spot, draft))
    if not came:
        draft.report.count("rows of people who did not come")
        return
    for who, heading in _who(layout, cells, spot, draft):
        for event, said in came:
            draft.link(LinkKind.TOOK_PART_IN, who, event, said, spot, heading)


# ---- what


def _occasions(
    sheet: Sheet, layout: Layout, titles: Sequence[str], cells: dict[str, str], spot: Spot,
    draft: Draft,
) -> Iterator[tuple[Named, Said]]:  # fmt: skip
    """The events that a row says somebody came to, or will come to."""
    if layout.grid:
        for heading in layout.grid:
            status = _status(cells.get(heading, ""), spot, heading)
            if status is not None:
                yield _event(_title(sheet, titles, heading), "", status, spot, heading, draft)
        return
    status = _status(cells.get(layout.answer, ""), spot, layout.answer) if (
        layout.answer and cells.get(layout.answer)
    ) else Status.HELD  # fmt: skip
    if status is None:
        return
    date = _date(cells.get(layout.date, ""), spot, layout.date)
    for title in several(cells.get(layout.event, "")) or (_title(sheet, titles, ""),):
        if not title:
            raise BadSource(
                "nothing tells which event this is", where=spot.column(layout.event or "event"),
                next_step="Add a column 'event', or name the sheet after it.",
            )  # fmt: skip
        yield _event(title, date, status, spot, layout.event, draft)


def _status(mark: str, spot: Spot, heading: str) -> Status | None:
    """What a mark says: came, will come, or (None) did not."""
    text = fold(mark).strip(" .!")
    if text in _NOT:
        return None
    if text in _CAME:
        return Status.HELD
    if text in _WILL:
        return Status.PLANNED
    raise BadSource(
        f"'{mark}' does not say whether somebody came", where=spot.column(heading),
        next_step="Write yes, no, apologies or invited.",
    )  # fmt: skip


def _date(cell: str, spot: Spot, heading: str) -> str:
    try:
        return partial_date(cell)
    except ValueError as error:
        what, _, step = str(error).partition("; ")
        raise BadSource(what, where=spot.column(heading), next_step=f"{step}.") from None


def _title(sheet: Sheet, titles: Sequence[str], heading: str) -> str:
    """The name of an event: its heading, with the sheet's name where that is only a date."""
    bare = " ".join(_DAY.sub("", heading).split()).strip(" -–,()")
    if heading and bare:
        return heading
    own = sheet.name.rsplit(".", 1)[0] if sheet.name == sheet.file else sheet.name
    words = [w for w in re.split(r"[\s_–-]+", own) if fold(w) not in _SHEET_WORDS]
    name = " ".join(words) or next(iter(titles), "")
    if not heading:
        return name
    return f"{name or 'Meeting'}, {heading}"


def _event(
    title: str, date: str, status: Status, spot: Spot, heading: str, draft: Draft
) -> tuple[Named, Said]:
    """The event of that title, one for each day on which it is held, and what is said of it."""
    day = date or _day_in(title)
    known = draft.known(title, {EVENT}, spot.column(heading))
    if known is None:
        name = title if not date or _day_in(title) else f"{title}, {date}"
        known = draft.known(name, {EVENT}, spot.column(heading)) or draft.add(
            Told(kind=EVENT, name=name), spot, heading
        )
    if day > draft.date and status is Status.HELD:
        status = Status.PLANNED
    return known, Said(status=status, since=day, until=day)


def _day_in(title: str) -> str:
    found = _DAY.search(title)
    try:
        return partial_date(found[0]) if found else ""
    except ValueError:
        return ""


# ---- who


def _who(
    layout: Layout, cells: dict[str, str], spot: Spot, draft: Draft
) -> Iterator[tuple[Named, str]]:
    """The bodies and the people in public office that a row names."""
    bodies = [
        (_body(name, spot, layout.body, draft), layout.body)
        for cell in several(cells.get(layout.body, "")) for name in draft.parted(cell)
    ]  # fmt: skip
    yield from bodies
    for name in several(cells.get(layout.name, "")):
        role = cells.get(layout.role, "")
        shown = guessed_kind(name, draft.gazetteer)
        if shown in (ORG, APPG) and not role:
            yield _body(name, spot, layout.name, draft), layout.name
            continue
        known = draft.known(name, {PERSON}, spot.column(layout.name))
        who = known or _person(name, role, spot, layout.name, draft)
        if who is not None and not who.private:
            yield who, layout.name
            _lead(who, role, bodies, spot, layout.name, draft)


def _body(name: str, spot: Spot, heading: str, draft: Draft) -> Named:
    kinds = {ORG, APPG, NodeKind.COMMUNITY}
    return draft.end(name, kinds, ORG, spot, heading)


def _person(name: str, role: str, spot: Spot, heading: str, draft: Draft) -> Named | None:
    """A person in a public office; None, counted, for everybody else."""
    told = Told(kind=PERSON, name=name, office=role)
    office = fold(seated(replace(told, office="")).office or role)
    if not _PUBLIC.search(office) and office != "peer":
        draft.report.leave(NO_PUBLIC_ROLE, spot.column(heading))
        return None
    return draft.add(told, spot, heading)


def _lead(
    who: Named, role: str, bodies: Iterable[tuple[Named, str]], spot: Spot, heading: str,
    draft: Draft,
) -> None:  # fmt: skip
    """Whoever leads a body is its officer; a guest who leads another is not told here."""
    named = [body for body, _ in bodies if body.kind in (ORG, APPG)]
    if len(named) == 1 and who.kind is PERSON and _LEADS.search(fold(role)):
        draft.link(LinkKind.OFFICER_OF, who, named[0], Said(detail=role), spot, heading)
