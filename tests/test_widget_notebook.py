"""The notebook's map where no widget runs: in a page made by nbconvert, offline or untrusted."""

import re
from pathlib import Path
from typing import Any

import nbconvert
import nbconvert.preprocessors
import nbformat
import pytest
from playwright.sync_api import Browser, expect

# Neither states types.
books: Any = nbformat.v4
tools: Any = nbconvert
ROOT = Path(__file__).resolve().parents[1]
CELL = """
from graph.network import Network
from viz.widget import network_map

chart = network_map(Network.of("alpha-beta", "beta-gamma"), "beta")
chart.colour_by("name")
chart
"""


@pytest.fixture(scope="module")
def outputs() -> tuple[str, list[Any]]:
    """The page that nbconvert makes of a notebook with a map, and the map's outputs."""
    book = books.new_notebook(cells=[books.new_code_cell(CELL)])
    tools.preprocessors.ExecutePreprocessor(timeout=120, kernel_name="python3").preprocess(
        book, {"metadata": {"path": str(ROOT)}}
    )
    page, _ = tools.HTMLExporter().from_notebook_node(book)
    return page, book.cells[0].outputs


@pytest.mark.slow
def test_the_widget_and_what_is_left_without_it_are_two_outputs(
    outputs: tuple[str, list[Any]],
) -> None:
    _, (widget, still) = outputs
    assert "application/vnd.jupyter.widget-view+json" in widget["data"]
    assert set(still["data"]) == {"text/html", "text/plain"}
    assert not re.search(r"<script|<iframe|javascript:", still["data"]["text/html"])


@pytest.mark.slow
@pytest.mark.browser
def test_the_page_shows_picture_and_tables_with_no_network(
    outputs: tuple[str, list[Any]], browser: Browser
) -> None:
    context = browser.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    page.set_content(outputs[0])
    page.locator("details summary").last.click()
    picture = page.locator("details img").last
    assert picture.evaluate("e => e.complete && e.naturalWidth") > 100
    assert page.get_by_text("alpha", exact=True).count() >= 2
    expect(page.get_by_text("Signs by name: A for alpha")).to_be_visible()
    context.close()
