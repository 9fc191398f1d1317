"""Pages about a list of names: who is missing from a room, what a list shares, what changed."""

from typing import Annotated, Any

from fastapi import FastAPI, File, Form, Request, Response, UploadFile

from api.name_file import MOST_BYTES, names_in
from api.page_show import Page, Table, show
from api.room_tables import interlocks_table, room_table, watch_table
from api.routes import ask
from api.words_rooms import HEADINGS
from graph.analysis.name_list import lines_of
from graph.errors import BadQuestion
from graph.explorer import SCOPES, Explorer
from graph.results_rooms import RoomAnswer

Pasted = Annotated[str, Form(max_length=200_000)]
Sent = Annotated[UploadFile | None, File()]
Field = Annotated[str, Form(max_length=1000)]
Day = Annotated[str, Form(max_length=10)]

# What a form shows of each side; the table to download holds all that there is, up to the second.
_SHOWN, _DOWNLOADED = 20, 1000
SHARED_WORDS = {
    "officer": "Officers", "funder": "Funders and supporters", "secretariat": "Secretariats",
    "campaign": "Campaigns and events", "group": "Groups",
}  # fmt: skip
_NOTHING = Table(header=("row",), rows=())


def mount_rooms(app: FastAPI) -> None:
    """The forms at their addresses, and what they answer, with downloads as CSV and JSON."""
    for path, form, answered in (
        ("/room", room_form, room_page),
        ("/interlocks", None, interlocks_page),
        ("/watch", watch_form, watch_page),
    ):
        if form:
            app.add_api_route(path, form, methods=["GET"], include_in_schema=False)
        for ending in ("", ".csv", ".json"):
            app.add_api_route(
                f"{path}{ending}", answered, methods=["POST"], include_in_schema=False,
                name=f"{answered.__name__}{ending}",
            )  # fmt: skip


def _names(pasted: str, sent: UploadFile | None) -> tuple[str, ...]:
    """The names of a form: pasted ones, then those of a file."""
    names = lines_of(pasted)
    if sent is not None and sent.filename:
        names += names_in(sent.file.read(MOST_BYTES + 1), sent.filename)
    if not names:
        raise BadQuestion("the list holds no name", next_step="Paste names, one a line.")
    return names


def _unkept(response: Response) -> Response:
    """A response that no browser or proxy keeps: the list is its owner's."""
    response.headers["Cache-Control"] = "no-store"
    return response


# ---- the room


def room_form(request: Request) -> Response:
    """The form to ask who is missing from a room."""
    return _show_room(request, ask(request), {"names": "", "scope": ""}, None)


def room_page(
    request: Request, names: Pasted = "", file: Sent = None, scope: Field = "", as_of: Day = ""
) -> Response:
    """Who is missing from a list of attendees, whom to invite, and what the attendees share."""
    asked, given = ask(request, as_of), _names(names, file)
    shown = _DOWNLOADED if request.url.path.endswith(".csv") else _SHOWN
    answer = asked.room(given, scope=scope.strip(), limit=shown)
    values = {"names": "\n".join(given), "scope": scope.strip()}
    return _unkept(_show_room(request, asked, values, answer))


def _show_room(
    request: Request, asked: Explorer, form: dict[str, str], answer: RoomAnswer | None
) -> Response:
    shared = None
    if answer and sum(len(line.nodes) for line in answer.names.matched) > 1:
        try:
            shared = asked.interlocks(form["names"].splitlines(), limit=_SHOWN)
        except BadQuestion:  # fewer than two of the names are in force
            shared = None
    values: dict[str, Any] = {
        "asked": form, "shared": shared, "headings": HEADINGS, "shared_words": SHARED_WORDS,
        "scopes": " ".join(kind.value for kind in SCOPES),
    }  # fmt: skip
    title = "Who is missing from the room?"
    return show(request, Page(
        template="room.html", current="room", title=title, network=asked.network(), answer=answer,
        table=room_table(answer) if answer else _NOTHING, values=values, kept=False,
    ))  # fmt: skip


def interlocks_page(
    request: Request, names: Pasted = "", file: Sent = None, as_of: Day = ""
) -> Response:
    """What the names of a list share, without the question of who is missing."""
    asked, given = ask(request, as_of), _names(names, file)
    answer = asked.interlocks(given, limit=200)
    values = {"names": "\n".join(given), "shared_words": SHARED_WORDS}
    return _unkept(show(request, Page(
        template="interlocks.html", current="room", title="What does this list share?",
        network=asked.network(), answer=answer, table=interlocks_table(answer), values=values,
        kept=False,
    )))  # fmt: skip


# ---- the watch list


def watch_form(request: Request) -> Response:
    """The form to ask what changed for a list."""
    asked = ask(request)
    values = {"asked": {"names": "", "since": "", "until": ""}}
    return show(request, Page(
        template="watch.html", current="watch", title="What changed for my list?",
        network=asked.network(), answer=None, table=_NOTHING, values=values, kept=False,
    ))  # fmt: skip


def watch_page(
    request: Request, names: Pasted = "", file: Sent = None, since: Day = "", until: Day = ""
) -> Response:
    """What changed between two dates for the names of a list."""
    asked, given = ask(request), _names(names, file)
    if not since.strip():
        raise BadQuestion("a date to begin from is missing", next_step="Write it as 2026-05-18.")
    answer = asked.watch(given, since.strip(), until.strip())
    values = {"asked": {"names": "\n".join(given), "since": since, "until": until}}
    return _unkept(show(request, Page(
        template="watch.html", current="watch", title="What changed for my list?",
        network=asked.network(), answer=answer, table=watch_table(answer), values=values,
        kept=False,
    )))  # fmt: skip
