"""The site and the maps in a real browser: nothing runs that should not, all works by keyboard.

Needs Chromium (``chromium`` on the path). Without it these tests are skipped, loudly;
``REQUIRE_BROWSER=1`` makes its absence a failure.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.answers import HOSTILE, a_cluster, hostile_network, world
from tests.site import FORMS, FRAMES, PAGES, PATHS, PROBLEMS, served, world_site
from viz.pages import Map, standalone_page
from viz.view import view_of_cluster, view_of_node

pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
# Both widths and both schemes: one corner by default, the opposite one with the slow tests.
MODES = ((360, "dark"), pytest.param(1280, "light", marks=pytest.mark.slow))
# One page of each make is looked at by default; the others are as good, and many.
LOOKED_AT = ("/", "/nodes/GB-CHC-9000001", "/map")


def by_default(paths: Iterable[str]) -> list[Any]:
    """Paths of pages as parameters, most of them for the slow run."""
    return [p if p in LOOKED_AT else pytest.param(p, marks=pytest.mark.slow) for p in paths]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site over the tiny world."""
    with served(world_site(tmp_path_factory.mktemp("browser"))) as address:
        yield address


class Watched:
    """A page and everything that it did: requests, dialogs, errors."""

    def __init__(self, browser: Browser, **options: Any) -> None:
        self.context = browser.new_context(**options)
        self.page: Page = self.context.new_page()
        self.requests: list[str] = []
        self.dialogs: list[str] = []
        self.errors: list[str] = []
        self.page.on("request", lambda r: self.requests.append(r.url))
        self.page.on("dialog", self._dismiss)
        self.page.on("pageerror", lambda e: self.errors.append(str(e)))
        self.page.on("console", self._heard)

    def _dismiss(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _heard(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.errors.append(message.text)

    def __enter__(self) -> "Watched":
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()


def violations(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 A and AA, one line each."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found]


@pytest.mark.parametrize(("width", "scheme"), MODES)
@pytest.mark.parametrize("path", by_default([*PAGES, *FORMS, *FRAMES, *PROBLEMS]))
def test_axe_finds_nothing_on_any_page(
    browser: Browser, site: str, path: str, width: int, scheme: str
) -> None:
    # Three gaps are built like twenty, and are looked through in a seventh of the time.
    address = f"{site}{path}?limit=3" if path == "/gaps" else site + path
    size = {"width": width, "height": 800}
    with Watched(browser, viewport=size, color_scheme=scheme, bypass_csp=True) as seen:
        seen.page.goto(address)
        seen.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert violations(seen.page) == []


@pytest.mark.parametrize("path", by_default([*PAGES, *FORMS]))
def test_no_page_is_wider_than_a_phone_or_asks_another_origin_or_complains(
    browser: Browser, site: str, path: str
) -> None:
    with Watched(browser, viewport={"width": 360, "height": 740}) as seen:
        seen.page.goto(site + path)
        seen.page.wait_for_load_state("networkidle")
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= 360
        assert {r for r in seen.requests if not r.startswith((site, "data:"))} == set()
        assert seen.errors == []
        assert seen.dialogs == []


@pytest.mark.slow
@pytest.mark.parametrize("path", [*PAGES, *FORMS])
def test_every_page_answers_without_javascript(browser: Browser, site: str, path: str) -> None:
    with Watched(browser, java_script_enabled=False) as seen:
        seen.page.goto(site + path)
        assert len(seen.page.locator("main").inner_text()) > 100
        expect(seen.page.locator("h1")).to_be_visible()


def test_without_javascript_a_question_can_be_asked_and_evidence_opened(
    browser: Browser, site: str
) -> None:
    with Watched(browser, java_script_enabled=False) as seen:
        page = seen.page
        page.goto(f"{site}/paths")
        page.get_by_label("From").fill("Harambee Trust")
        page.get_by_label("To", exact=True).fill("appg-ghana")
        page.get_by_role("button", name="Find chains").click()
        page.wait_for_url("**/paths?*")
        expect(page.get_by_role("heading", name="Route 1: 3 hops")).to_be_visible()
        page.locator(".route summary").first.click()
        expect(page.locator(".route .evidence li").first).to_be_visible()
        expect(page.locator("svg.picture").first).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), MODES)
@pytest.mark.slow
def test_a_room_is_asked_for_without_javascript_and_axe_finds_nothing(
    browser: Browser, site: str, width: int, scheme: str
) -> None:
    size = {"width": width, "height": 800}
    with Watched(browser, viewport=size, color_scheme=scheme, java_script_enabled=False) as seen:
        page = seen.page
        page.goto(f"{site}/room")
        page.get_by_label("Names, one a line").fill("Harambee Trust\nmember for\nQqqq")
        page.get_by_label("Compare with").fill("West Africa")
        page.get_by_role("button", name="Who is missing?").click()
        # The names travel in the body, so the address stays: only the answer tells that it came.
        expect(page.get_by_role("heading", name="Whom to invite")).to_be_visible(timeout=30_000)
        page.wait_for_load_state()
        content = page.content()
    with Watched(browser, viewport=size, color_scheme=scheme, bypass_csp=True) as seen:
        seen.page.goto(f"{site}/room")
        seen.page.set_content(content)
        seen.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(seen.page) == []


def test_without_javascript_a_map_shows_the_picture_and_the_tables(
    browser: Browser, site: str
) -> None:
    with Watched(browser, java_script_enabled=False) as seen:
        seen.page.goto(f"{site}/views/map/nodes/GB-CHC-9000001")
        expect(seen.page.locator(".still svg.picture")).to_be_visible()
        expect(seen.page.locator("#stage")).to_be_hidden()
        expect(seen.page.locator("tbody tr")).to_have_count(20)


def test_the_state_is_in_the_address_so_back_and_forward_work(browser: Browser, site: str) -> None:
    with Watched(browser) as seen:
        page = seen.page
        page.goto(f"{site}/gaps")
        page.locator("summary", has_text="Narrow the list").click()
        page.get_by_label("Country or region", exact=True).fill("Kenya")
        page.get_by_role("button", name="Show gaps").click()
        page.wait_for_url("**/gaps?*country=Kenya*")
        expect(page.get_by_label("Country or region", exact=True)).to_have_value("Kenya")
        page.go_back()
        expect(page).to_have_url(f"{site}/gaps")
        page.go_forward()
        expect(page).to_have_url(re.compile("country=Kenya"))


def test_the_first_tab_skips_the_menu_and_every_stop_shows_its_focus(
    browser: Browser, site: str
) -> None:
    with Watched(browser) as seen:
        page = seen.page
        page.goto(site + PATHS)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the answer"
        page.keyboard.press("Enter")
        expect(page.locator("#main")).to_be_focused()
        for _ in range(12):
            page.keyboard.press("Tab")
            shown = page.evaluate(
                "(() => { const at = document.activeElement;"
                " const s = getComputedStyle(at.querySelector(':scope > .shape') ?? at);"
                " return s.boxShadow !== 'none' || s.outlineStyle !== 'none'; })()"
            )
            assert shown, page.evaluate("document.activeElement.outerHTML")


def test_a_picture_is_one_tab_stop_and_arrows_walk_it(browser: Browser, site: str) -> None:
    with Watched(browser) as seen:
        page = seen.page
        page.goto(f"{site}/nodes/GB-CHC-9000001")
        page.wait_for_selector("svg.picture a[tabindex='-1']")
        stops = page.locator("svg.picture a[tabindex='0']")
        assert stops.count() == 1
        stops.focus()
        before = page.evaluate("document.activeElement.getAttribute('aria-label')")
        page.keyboard.press("ArrowRight")
        after = page.evaluate("document.activeElement.getAttribute('aria-label')")
        assert before.startswith("Harambee Trust")
        assert after != before
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("/nodes/"))
        expect(page.locator("h1")).to_have_text(after.split(",")[0])


def test_names_are_offered_while_typing(browser: Browser, site: str) -> None:
    with Watched(browser) as seen:
        page = seen.page
        page.goto(f"{site}/paths")
        page.get_by_label("From").press_sequentially("haram")
        page.wait_for_selector("datalist#f-from-names option", state="attached")
        options = page.locator("datalist#f-from-names option")
        assert options.evaluate_all("os => os.map(o => o.value)") == ["Harambee Trust"]


def opened_map(seen: Watched, address: str) -> Page:
    seen.page.goto(address)
    seen.page.wait_for_selector("html[data-drawn=yes]")
    return seen.page


def test_a_map_is_walked_by_keys_and_opens_evidence(browser: Browser, site: str) -> None:
    with Watched(browser) as seen:
        page = opened_map(seen, f"{site}/views/map/nodes/GB-CHC-9000001")
        page.locator("#stage").focus()
        page.keyboard.press("ArrowRight")
        expect(page.locator("#said")).to_have_text(re.compile("^Harambee Trust, organisation"))
        page.keyboard.press("ArrowRight")
        expect(page.locator("#panel h2")).not_to_have_text("Harambee Trust")
        page.keyboard.press("Enter")
        expect(page.locator("#panel")).to_be_focused()
        expect(page.locator("#panel .proofs li").first).to_be_visible()
        assert seen.errors == []


def test_a_map_finds_a_name_zooms_and_hides_what_is_not_held(browser: Browser, site: str) -> None:
    with Watched(browser) as seen:
        page = opened_map(seen, f"{site}/views/map{PATHS}&include_ai=false")
        page.get_by_label("Find on this map").fill("ashanti")
        page.get_by_role("button", name="Find").click()
        expect(page.locator("#panel h2")).to_have_text("Ashanti Union of London")
        page.get_by_label("Find on this map").fill("nobody")
        page.get_by_role("button", name="Find").click()
        expect(page.locator("#panel")).to_contain_text("Nothing on this map")
        picture = page.locator("#network canvas").screenshot()
        page.get_by_label("Show links that are planned").uncheck()
        page.wait_for_timeout(200)
        assert page.locator("#network canvas").screenshot() != picture
        page.locator("#stage").focus()
        for key in ("+", "-", "0", "Escape"):
            page.keyboard.press(key)
        assert seen.errors == []


def test_clicking_a_node_of_a_framed_map_leads_to_its_page(browser: Browser, site: str) -> None:
    with Watched(browser, viewport={"width": 1280, "height": 1200}) as seen:
        page = seen.page
        page.goto(f"{site}/map/nodes/GB-CHC-9000001")
        frame = page.frame_locator("iframe")
        frame.get_by_label("Find on this map").fill("riverbank")
        frame.get_by_role("button", name="Find").click()
        frame.get_by_role("link", name="Open its page").click()
        page.wait_for_url(f"{site}/nodes/GB-CHC-9000004")
        expect(page.locator("h1")).to_have_text("Riverbank Foundation")


def test_a_hostile_map_shows_text_and_runs_nothing(browser: Browser, tmp_path: Path) -> None:
    view = view_of_node(hostile_network(), f"{HOSTILE[0]}#0")
    file = tmp_path / "hostile.html"
    file.write_text(standalone_page(view), encoding="utf-8")
    with Watched(browser) as seen:
        page = opened_map(seen, file.as_uri())
        for name in ("alert(1)", "proto", "onerror", "emoji", "Care"):
            page.get_by_label("Find on this map").fill(name)
            page.get_by_role("button", name="Find").click()
        page.locator("#stage").focus()
        for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "Enter"):
            page.keyboard.press(key)
        box = page.locator("#network").bounding_box() or {"x": 0, "y": 0, "width": 0, "height": 0}
        for share in (0.2, 0.4, 0.5, 0.6, 0.8):
            page.mouse.move(box["x"] + box["width"] * share, box["y"] + box["height"] * share)
        expect(page.locator("#items")).to_contain_text("<script>")
        expect(page.locator("#panel a")).to_have_count(0)
        assert (seen.dialogs, seen.errors) == ([], [])
        assert seen.requests == [file.as_uri()]


def test_a_notebooks_map_works_inside_its_frame(browser: Browser, tmp_path: Path) -> None:
    shown = Map(view_of_node(world(), "GB-CHC-9000001"))._repr_html_()
    file = tmp_path / "notebook.html"
    file.write_text(f"<!doctype html><meta charset=utf-8><body>{shown}", encoding="utf-8")
    with Watched(browser) as seen:
        seen.page.goto(file.as_uri())
        frame = seen.page.frame_locator("iframe")
        frame.locator("html[data-drawn=yes]").wait_for(state="attached")
        seen.page.get_by_text("The same as a picture and a table").click()
        seen.page.wait_for_function("document.querySelector('img').naturalWidth > 200")
        assert seen.errors == []
        assert {r for r in seen.requests if r.startswith("http")} == set()


@pytest.mark.slow
def test_axe_finds_nothing_in_a_file_that_stands_alone(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "cluster.html"
    file.write_text(standalone_page(view_of_cluster(world(), a_cluster())), encoding="utf-8")
    with Watched(browser, bypass_csp=True) as seen:
        page = opened_map(seen, file.as_uri())
        assert violations(page) == []


def test_a_page_prints_its_answer_and_its_sources_but_no_form(browser: Browser, site: str) -> None:
    with Watched(browser) as seen:
        seen.page.goto(site + PATHS)
        seen.page.emulate_media(media="print")
        expect(seen.page.locator(".menu")).to_be_hidden()
        expect(seen.page.locator("form.asking")).to_be_hidden()
        expect(seen.page.locator(".route").first).to_be_visible()
        expect(seen.page.get_by_text("As of 29 June 2026")).to_be_visible()


@pytest.mark.parametrize(("wide", "under"), [(1280, True), (2400, False)])
def test_a_wide_map_stands_above_its_panel_unless_there_is_room_for_both(
    browser: Browser, site: str, wide: int, under: bool
) -> None:
    with Watched(browser, viewport={"width": wide, "height": 900}) as seen:
        page = opened_map(seen, f"{site}/views/map{PATHS}")
        stage, panel = (page.locator(s).bounding_box() for s in ("#stage", "#panel"))
        assert stage
        assert panel
        assert (panel["y"] > stage["y"]) is under
        # A low picture has a low stage, which it fills.
        drawn = page.evaluate("JSON.parse(document.getElementById('data').textContent).frame")
        scale = min(stage["width"] / (drawn["right"] - drawn["left"]), 1.15)
        most = max(min(0.78 * 900, 768), 384)
        wanted = min(max((drawn["bottom"] - drawn["top"]) * scale + 24, 260), most)
        assert stage["height"] == pytest.approx(wanted, abs=4)
