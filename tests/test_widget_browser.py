"""The notebook's map in a real browser: what is chosen there is what Python gets, by any means."""

from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, expect

from tests.answers import HARAMBEE, HOSTILE, hostile_network, paths_answer, world
from tests.test_browser import RULES, Watched
from tests.widget_lab import hosted
from viz.widget import Shown, network_map
from viz.widget_map import NetworkMap

pytestmark = pytest.mark.browser

DAY, NIGHT = "rgb(255, 255, 255)", "rgb(16, 24, 29)"

Open = Callable[..., tuple[NetworkMap, Watched]]


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    """Opens a map of the tiny world on a page of its own, which must not ask for anything."""
    pages: list[Watched] = []

    def open_map(shown: Shown = HARAMBEE, *, wide: int = 1200) -> tuple[NetworkMap, Watched]:
        watched = Watched(browser, viewport={"width": wide, "height": 900})
        chart = network_map(world(), shown)
        hosted(watched.page, chart)
        pages.append(watched)
        return chart, watched

    yield open_map
    for watched in pages:
        assert watched.errors == []
        assert watched.dialogs == []
        assert [r for r in watched.requests if not r.startswith(("blob:", "about:"))] == []
        watched.context.close()


def shape(watched: Watched, at: int) -> Locator:
    return watched.page.locator(".node .halo").nth(at)


def hit(watched: Watched, at: int) -> None:
    """Click the middle of a link, where nothing else is drawn."""
    spot = watched.page.locator(".hit").nth(at).evaluate(
        "e => { const m = e.getScreenCTM(); const p = e.getPointAtLength(e.getTotalLength() * .6);"
        " return [p.x * m.a + m.e, p.y * m.d + m.f]; }"
    )  # fmt: skip
    watched.page.mouse.click(*spot)


def ids(chart: NetworkMap, watched: Watched) -> list[str]:
    """Ids of what Python has as selected, once all that the page sent has arrived."""
    watched.page.evaluate("new Promise(requestAnimationFrame)")
    return list(chart.selected()["id"].unique())


def names(chart: NetworkMap, *places: int) -> list[str]:
    return [chart.view.nodes[at].id for at in places]


def test_a_click_on_a_node_is_a_row_in_python(opened: Open) -> None:
    chart, watched = opened()
    shape(watched, 1).click(force=True)
    assert ids(chart, watched) == names(chart, 1)
    expect(watched.page.locator(".count")).to_have_text("Selected: 1 node")


def test_shift_and_click_add_and_take_away(opened: Open) -> None:
    chart, watched = opened()
    shape(watched, 0).click(force=True)
    shape(watched, 2).click(modifiers=["Shift"], force=True)
    assert ids(chart, watched) == names(chart, 0, 2)
    shape(watched, 0).click(modifiers=["Shift"], force=True)
    assert ids(chart, watched) == names(chart, 2)


def test_a_click_on_a_link_shows_its_evidence_as_text_and_gives_its_statements(
    opened: Open,
) -> None:
    chart, watched = opened(paths_answer())
    hit(watched, 0)
    assert len(ids(chart, watched)) == 1
    rows = chart.selected()
    assert list(chart.picked) == ["l0"]
    assert set(rows["about"]) == {"link"}
    panel = watched.page.locator(".panel")
    told = panel.inner_text()
    for row in rows.to_dict("records"):
        assert row["title"] in told
        assert row["locator"] in told
        assert row["url"] in told
    link = panel.locator("a").first
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert link.get_attribute("target") == "_blank"


def test_a_box_selects_what_is_in_it(opened: Open) -> None:
    chart, watched = opened()
    area = watched.page.locator(".stage svg").bounding_box()
    assert area
    mouse = watched.page.mouse
    mouse.move(area["x"] + 2, area["y"] + 2)
    mouse.down()
    mouse.move(area["x"] + area["width"] / 2, area["y"] + area["height"] / 2, steps=4)
    mouse.move(area["x"] + area["width"] - 4, area["y"] + area["height"] - 4, steps=4)
    mouse.up()
    assert ids(chart, watched) == names(chart, *range(len(chart.view.nodes)))
    mouse.click(area["x"] + 3, area["y"] + 3)
    assert ids(chart, watched) == []


def test_a_small_box_selects_only_what_is_in_it(opened: Open) -> None:
    chart, watched = opened()
    box = shape(watched, 3).bounding_box()
    assert box
    mouse = watched.page.mouse
    mouse.move(box["x"] - 6, box["y"] - 3)
    mouse.down()
    mouse.move(box["x"] + box["width"] + 3, box["y"] + box["height"] + 3, steps=5)
    mouse.up()
    assert ids(chart, watched) == names(chart, 3)


def test_all_can_be_done_with_keys_and_the_notebook_hears_none_of_them(opened: Open) -> None:
    chart, watched = opened()
    stage, keyboard = watched.page.locator(".stage"), watched.page.keyboard
    stage.focus()
    keyboard.press("ArrowRight")
    keyboard.press("Space")
    assert len(ids(chart, watched)) == 1
    keyboard.press("ArrowRight")
    keyboard.press("Space")
    assert len(ids(chart, watched)) == 2
    keyboard.press("l")
    keyboard.press("Space")
    assert len(ids(chart, watched)) == 3
    assert "link" in set(chart.selected()["about"])
    keyboard.press("Enter")
    assert watched.page.evaluate(
        "document.querySelector('#out > div').shadowRoot.activeElement.className"
    ) == "panel"  # fmt: skip
    stage.focus()
    keyboard.press("a")
    assert ids(chart, watched) == names(chart, *range(len(chart.view.nodes)))
    keyboard.press("Escape")
    assert ids(chart, watched) == []
    assert watched.page.evaluate("commands") == []


def test_what_the_keys_reach_is_said(opened: Open) -> None:
    chart, watched = opened()
    watched.page.locator(".stage").focus()
    watched.page.keyboard.press("ArrowDown")
    first = chart.view.nodes[0]
    expect(watched.page.locator("[role=status]")).to_contain_text(f"{first.name}, {first.words}")
    expect(watched.page.locator("[role=status]")).to_contain_text("not selected")


def test_the_list_selects_the_same_without_the_map(opened: Open) -> None:
    chart, watched = opened()
    watched.page.locator("summary").click()
    last = chart.view.nodes[-1]
    watched.page.get_by_role("searchbox").fill(last.name[:12])
    watched.page.get_by_label(f"{last.name}, {last.words}", exact=True).check()
    assert ids(chart, watched) == [last.id]


def test_what_python_selects_is_shown(opened: Open) -> None:
    chart, watched = opened()
    chart.observe(
        lambda change: watched.page.evaluate("v => receive('picked', v)", change["new"]),
        names=["picked"],
    )
    chart.select(names(chart, 2, 3))
    expect(watched.page.locator(".halo.on")).to_have_count(2)
    expect(watched.page.locator(".count")).to_have_text("Selected: 2 nodes")


def test_a_column_written_in_python_recolours_the_map_with_signs_and_a_legend(
    opened: Open,
) -> None:
    chart, watched = opened()
    fill = "e => getComputedStyle(e).fill"
    first = watched.page.locator(".node .shape").first
    before = first.evaluate(fill)
    chart.nodes["score"] = range(len(chart.nodes))
    chart.colour_by("score")
    assert first.evaluate(fill) != before
    signs = watched.page.locator(".node .sign").all_text_contents()
    assert signs == [chart.colours["groups"][chart.colours["of"][f"n{at}"]]["sign"]
                     for at in range(len(chart.view.nodes))]  # fmt: skip
    legend = watched.page.get_by_role("list", name="Colours and signs by score")
    for group in chart.colours["groups"]:
        expect(legend).to_contain_text(f"{group['words']}: {group['count']} node")
    chart.colour_by(None)
    assert first.evaluate(fill) == before
    expect(watched.page.locator(".badge")).to_have_count(0)


def test_a_wide_picture_stands_above_the_panel_where_beside_it_its_letters_would_be_small(
    opened: Open,
) -> None:
    for wide, under in ((700, True), (1000, True), (2000, False)):
        _, watched = opened(paths_answer(), wide=wide)
        body = watched.page.locator(".body.under")
        expect(body).to_have_count(1 if under else 0)
        stage = watched.page.locator(".stage")
        # Nothing of the picture is hidden to the right.
        assert stage.evaluate("e => e.scrollWidth <= e.clientWidth")


@pytest.mark.parametrize(
    ("system", "set_theme", "background"),
    [
        ("dark", "", NIGHT),
        ("light", "", DAY),
        ("dark", "document.body.dataset.jpThemeLight = 'true'", DAY),
        ("light", "document.body.dataset.jpThemeLight = 'false'", NIGHT),
        ("light", "document.body.dataset.vscodeThemeKind = 'vscode-dark'", NIGHT),
        ("dark", "document.body.dataset.vscodeThemeKind = 'vscode-light'", DAY),
        ("light", "document.documentElement.setAttribute('theme', 'dark')", NIGHT),
    ],
)
def test_the_map_wears_the_notebooks_theme_and_else_the_systems(
    opened: Open, system: Literal["dark", "light"], set_theme: str, background: str
) -> None:
    _, watched = opened()
    watched.page.emulate_media(color_scheme=system)
    watched.page.evaluate(f"() => {{ {set_theme} }}")
    expect(watched.page.locator(".kithmap")).to_have_css("background-color", background)


def test_the_notebooks_styles_and_the_maps_leave_each_other_alone(opened: Open) -> None:
    _, watched = opened()
    size = "e => getComputedStyle(e).fontSize"
    assert watched.page.locator("section h2").evaluate(size) == "20px"
    assert watched.page.locator("h1").evaluate("e => getComputedStyle(e).margin") != "0px"


@pytest.mark.parametrize("wide", [360, 1200])
@pytest.mark.slow
def test_the_map_has_no_fault_that_axe_finds_and_does_not_overflow(opened: Open, wide: int) -> None:
    chart, watched = opened(wide=wide)
    chart.colour_by("kind")
    shape(watched, 0).click(force=True)
    watched.page.locator("summary").click()
    found = Axe().run(watched.page, options=RULES).response["violations"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found] == []
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= wide


def test_hostile_names_are_letters_on_the_map(browser: Browser) -> None:
    watched = Watched(browser)
    chart = network_map(hostile_network(), f"{HOSTILE[0]}#0")
    hosted(watched.page, chart)
    watched.page.locator("summary").click()
    for at in range(len(chart.view.links)):
        watched.page.locator(".list input").nth(len(chart.view.nodes) + at).check()
    chart.colour_by("name")
    assert watched.dialogs == []
    assert watched.errors == []
    expect(watched.page.locator("script, iframe, img")).to_have_count(0)
    watched.context.close()


def test_a_closed_map_lets_go_of_its_model(opened: Open) -> None:
    chart, watched = opened()
    watched.page.evaluate("close_map()")
    chart.colour_by("kind")
    expect(watched.page.locator(".badge")).to_have_count(0)
