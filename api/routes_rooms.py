"""The REST interface for lists of names: they come in the body, and nothing of them is kept."""

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.routes import ask, send
from graph.results_rooms import InterlocksAnswer, RoomAnswer, SideName, WatchAnswer

router = APIRouter(prefix="/api/v1")

Line = Annotated[str, Field(max_length=1000)]
Day = Annotated[str, Field(max_length=10)]


class _Asked(BaseModel):
    """What all questions about a list have: the names."""

    model_config = ConfigDict(extra="forbid")

    names: list[Line] = Field(min_length=1, max_length=500, description="Names or ids.")


class RoomQuestion(_Asked):
    """A list of attendees and what to compare it with."""

    scope: Line = Field("", description="A country, theme, place or community; empty for all.")
    sides: list[SideName] | None = Field(None, description="Only these sides.")
    limit: int = Field(10, ge=1, le=1000, description="How many of each to give.")
    as_of: Day = Field("", description="Answer as the sources stood at this ISO date.")


class InterlocksQuestion(_Asked):
    """A list of bodies or people that may share something."""

    limit: int = Field(50, ge=1, le=1000, description="How many to give.")
    as_of: Day = Field("", description="Answer as the sources stood at this ISO date.")


class WatchQuestion(_Asked):
    """A list that somebody keeps, and between which dates."""

    since: str = Field(max_length=10, description="An ISO date.")
    until: Day = Field("", description="A later ISO date; empty for the newest.")
    limit: int = Field(200, ge=1, le=1000, description="How many changes to give.")


@router.post("/room", response_model=RoomAnswer)
def room(request: Request, question: RoomQuestion) -> Response:
    """Who is missing from a list of attendees, and whom to invite; nothing is stored."""
    asked = ask(request, question.as_of)
    options = {"sides": question.sides} if question.sides else {}
    return send(asked.room(question.names, scope=question.scope, limit=question.limit, **options))


@router.post("/interlocks", response_model=InterlocksAnswer)
def interlocks(request: Request, question: InterlocksQuestion) -> Response:
    """What the names of a list share: officers, funders, campaigns, secretariats, groups."""
    asked = ask(request, question.as_of)
    return send(asked.interlocks(question.names, limit=question.limit))


@router.post("/watch", response_model=WatchAnswer)
def watch(request: Request, question: WatchQuestion) -> Response:
    """What changed between two dates for the names of a list."""
    q = question
    return send(ask(request).watch(q.names, q.since, q.until, limit=q.limit))
