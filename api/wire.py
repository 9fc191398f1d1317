"""Answers as JSON: the same bytes on the command line and over HTTP."""

from typing import Any

import orjson


def body(answer: Any) -> bytes:
    """An answer (a dataclass of ``graph.results``) as compact JSON; equal answers, equal bytes."""
    return orjson.dumps(answer)
