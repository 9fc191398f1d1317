"""The brief on paper: two sides of A4, with the source of each line."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from api.app import create_app
from api.settings import Settings
from tests.site import served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(toured: str) -> Iterator[str]:
    """The address of the site over the shipped data."""
    with served(create_app(Settings(store=toured, per_minute=10_000))) as address:
        yield address


@pytest.mark.parametrize(
    "subject", ["country:somaliland", "country:KE", "country:UA", "place:lambeth"]
)
@pytest.mark.slow
def test_a_brief_prints_on_two_sides_of_a4(
    browser: Browser, site: str, subject: str, tmp_path: Path
) -> None:
    page = browser.new_page()
    page.goto(f"{site}/brief/{subject}")
    paper = page.pdf(format="A4", path=tmp_path / "brief.pdf")
    page.close()
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) <= 2


@pytest.mark.slow
def test_on_paper_each_line_has_the_number_date_and_place_of_its_source(
    browser: Browser, site: str
) -> None:
    page = browser.new_page()
    page.goto(f"{site}/brief/country:somaliland")
    page.emulate_media(media="print")
    marks = page.locator(".briefing .said .mark")
    assert marks.count() >= 8
    assert all(re.match(r"^\[\d+(, \d+)*: .*\d{4}", text) for text in marks.all_inner_texts())
    expect(page.locator(".briefing .evidence").filter(visible=True)).to_have_count(0)
    page.close()
