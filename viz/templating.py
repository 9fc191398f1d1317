"""Page templates of this room, with the filters they share; every value is escaped by default."""

from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from graph.analysis.sentences import counted, day
from graph.model import Method, Status
from graph.results import Evidence
from graph.schema import ROLE_WORDS, words
from viz.drawing import node_href, web_address
from viz.picture import icon, picture, stroke_icon
from viz.shapes import STATUS_WORDS, kind_words

STATIC = Path(__file__).resolve().parent / "static"

METHOD_WORDS: dict[Method, str] = {
    Method.REGISTER: "an official register",
    Method.STATED: "stated by the source",
    Method.HAND: "entered by hand",
    Method.AI_SEARCH: "found by a machine's search, not checked",
}


@cache
def environment() -> Environment:
    """The template environment: autoescape on, unknown names refused. Made once."""
    made = Environment(
        loader=PackageLoader("viz", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "day": day,
        "counted": counted,
        "href": node_href,
        "web": web_address,
        "json": json_block,
        "kind": lambda kind: kind_words(kind).singular,
        "kinds": lambda kind: kind_words(kind).plural,
        "role": ROLE_WORDS.__getitem__,
        "status": STATUS_WORDS.__getitem__,
        "method": METHOD_WORDS.__getitem__,
        "icon": lambda kind: Markup(icon(kind)),
        "doubts": doubts,
        "stroke": lambda status: Markup(stroke_icon(status)),
        "picture": lambda view, **rest: Markup(picture(view, **rest)),
    }
    made.globals |= {"link_words": words, "asset": asset}
    return made


def render(template: str, **values: Any) -> str:
    """A template of ``viz/templates`` filled with values."""
    return environment().get_template(template).render(**values)


def doubts(items: Sequence[Evidence]) -> tuple[str, ...]:
    """What a reader has to know before opening the evidence: planned, inferred, claimed, AI-found.

    What holds of some statements only is told as partly so; of those held nothing is told.
    """
    told = {f"{s}": [e.status is s for e in items] for s in Status if s is not Status.HELD}
    told["found by AI search"] = [e.method is Method.AI_SEARCH for e in items]
    return tuple(
        word if all(bears) else f"partly {word}" for word, bears in told.items() if any(bears)
    )


def json_block(value: Any) -> Markup:
    """A value as JSON that cannot leave a ``<script type="application/json">`` block.

    >>> json_block("</script>")
    Markup('"\\\\u003c/script\\\\u003e"')
    """
    text = orjson.dumps(value).decode()
    for sign in ("<", ">", "&", "\u2028", "\u2029"):
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # escaped above for the place it stands in


@cache
def static_text(name: str) -> str:
    """The text of one of our static files."""
    return (STATIC / name).read_text(encoding="utf-8")


@cache
def asset(name: str) -> str:
    """Path of a static file on the site; it changes with the content, so browsers may keep it."""
    return f"/static/{name}?v={sha256(static_text(name).encode()).hexdigest()[:12]}"
