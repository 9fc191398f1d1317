"""REST routes of the merge court, for signed-in callers: list, judge, undo."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response, Security
from fastapi.security import HTTPBearer
from pydantic import BaseModel, ConfigDict, Field

from api.routes import Limit, ask, send
from api.signed_in import signed_in
from graph.model import NodeKind, Verdict
from graph.results_judge import JudgeAnswer, VerdictAnswer

# HTTPBearer only tells of the key in the description; ``signed_in`` looks at it.
router = APIRouter(
    prefix="/api/v1",
    dependencies=[Depends(signed_in), Security(HTTPBearer(auto_error=False))],
)

End = Annotated[str, Field(min_length=1, max_length=1000)]


class PairBody(BaseModel):
    """A pair: ids of nodes or records, or two identifiers."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    left: End
    right: End


class VerdictBody(PairBody):
    """What a caller says of a pair, who says it and why."""

    verdict: Verdict
    by: Annotated[str, Field(min_length=1, max_length=200)]
    why: Annotated[str, Field(max_length=1000)] = ""


@router.get("/judge", response_model=JudgeAnswer)
def judge(
    request: Request,
    kind: Annotated[list[NodeKind] | None, Query(description="Only these kinds.")] = None,
    min_score: Annotated[float, Query(ge=0, le=1, description="Leave out what scores less.")] = 0.0,
    limit: Limit = 50,
    offset: Annotated[int, Query(ge=0, le=10_000_000, description="How many to leave out.")] = 0,
) -> Response:
    """Pairs that may be one body, with reasons and evidence, and the judgements made."""
    asked = ask(request)
    return send(asked.judge(kinds=kind or (), min_score=min_score, limit=limit, offset=offset))


@router.post("/judge", response_model=VerdictAnswer)
def decide(request: Request, said: VerdictBody) -> Response:
    """Say that a pair is the same, different or unsure; nodes and links follow at once."""
    today = date.today().isoformat()
    return send(
        ask(request).decide(said.left, said.right, said.verdict, by=said.by, on=today, why=said.why)
    )


@router.post("/judge/undo", response_model=VerdictAnswer)
def undo(request: Request, said: PairBody) -> Response:
    """Take a judgement back; the nodes become what they were without it."""
    return send(ask(request).undo(said.left, said.right))
