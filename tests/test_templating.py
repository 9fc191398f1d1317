"""Templates: everything is escaped, unknown names are refused, files are found by content."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from graph.model import Method, Status
from graph.results import Evidence
from tests.answers import HARAMBEE, RIVERBANK, evidence_of
from viz.templating import (
    METHOD_WORDS,
    STATIC,
    asset,
    doubts,
    environment,
    json_block,
    render,
    static_text,
)

TEMPLATES = sorted(environment().list_templates(["html"]))
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(st.recursive(texts | st.integers(0, 9), lambda inner: st.lists(inner, max_size=3)))
def test_json_comes_back_as_it_was_and_cannot_leave_its_block(value: object) -> None:
    block = json_block(value)
    assert json.loads(block) == value
    assert not re.search(r"[<>&\u2028\u2029]", block)


@given(texts)
def test_a_value_in_a_template_is_escaped(text: str) -> None:
    shown = environment().from_string("{{ it }}").render(it=f"<b>{text}")
    assert shown.startswith("&lt;b&gt;")
    assert "<" not in shown


def test_a_name_that_no_page_gave_is_refused() -> None:
    with pytest.raises(UndefinedError):
        render("view_tables.html")


@pytest.mark.parametrize("name", TEMPLATES)
def test_templates_use_no_inline_style_and_run_no_inline_script(name: str) -> None:
    loader = environment().loader
    assert loader is not None
    source = loader.get_source(environment(), name)[0]
    assert not re.search(r"\son[a-z]+=", source)
    assert "javascript:" not in source
    # Documents of one map, in a frame or a notebook, bring a policy of their own.
    if name not in ("view.html", "notebook.html"):
        assert "<style" not in source
        assert "style=" not in source
        assert not re.search(r"<script(?![^>]*\bsrc=)", source)


@pytest.mark.parametrize("name", TEMPLATES)
def test_templates_mark_nothing_as_safe(name: str) -> None:
    loader = environment().loader
    assert loader is not None
    assert "|safe" not in loader.get_source(environment(), name)[0].replace(" ", "")


def test_addresses_of_static_files_change_with_their_content() -> None:
    assert re.fullmatch(r"/static/app\.css\?v=[0-9a-f]{12}", asset("app.css"))
    assert asset("app.css") != asset("palette.css").replace("palette", "app")


def test_style_sheets_load_nothing() -> None:
    for sheet in STATIC.glob("*.css"):
        text = static_text(sheet.name)
        assert "url(" not in text
        assert "@import" not in text


def test_every_way_of_knowing_has_words() -> None:
    assert len(set(METHOD_WORDS.values())) == len(METHOD_WORDS) == 4


def told(*kinds: Status | Method) -> tuple[Evidence, ...]:
    """A statement of each status, held where a method is given."""
    one = evidence_of(HARAMBEE, RIVERBANK)[0]
    sure = replace(one, status=Status.HELD, method=Method.STATED)
    return tuple(
        replace(sure, status=kind) if isinstance(kind, Status) else replace(sure, method=kind)
        for kind in kinds
    )


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        ((), ()),
        ((Status.HELD, Method.REGISTER, Method.HAND), ()),
        ((Status.INFERRED,), ("inferred",)),
        ((Status.HELD, Status.PLANNED), ("partly planned",)),
        ((Method.AI_SEARCH, Method.AI_SEARCH), ("found by AI search",)),
        ((Status.CLAIMED, Method.AI_SEARCH), ("partly claimed", "partly found by AI search")),
    ],
)
def test_what_is_not_sure_of_evidence_is_told_of_all_or_part(
    kinds: tuple[Status | Method, ...], words: tuple[str, ...]
) -> None:
    assert doubts(told(*kinds)) == words


def test_the_line_that_opens_the_evidence_tells_what_is_not_sure() -> None:
    shown = environment().from_string(
        "{% import 'macros.html' as m %}{{ m.evidence(items, 'it') }}"
    )
    summary = shown.render(items=told(Status.HELD, Status.PLANNED)).split("</summary>")[0]
    assert "(partly planned)" in summary
    assert 'class="status"' not in shown.render(items=told(Status.HELD)).split("</summary>")[0]
