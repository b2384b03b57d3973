"""The gallery in a real browser, under the real content security policy: axe, keys, islands."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from ui.gallery import serving

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("gallery")]
ROOT = Path(__file__).parents[2]
AXE = ROOT / "frontend/node_modules/axe-core/axe.min.js"


def _complains(said):
    """Whether the browser says that something is wrong with the page; that a try failed without a network is not."""
    return said.type == "error" and "ERR_INTERNET_DISCONNECTED" not in said.text


@pytest.fixture(scope="module")
def address():
    with serving() as url:
        yield url


@pytest.fixture
def visit(chromium, address):
    """Opens the gallery; afterwards the page must have logged no error and broken no rule of the policy."""
    contexts, complaints = [], []

    def open_page(query="", **options):
        context = chromium.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if _complains(said) else None)
        page.goto(f"{address}{query}")
        page.wait_for_selector("chorsu-series[ready]")
        page.wait_for_selector("chorsu-map[ready]")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("ru", "dark"), ("ru", "light"), ("fa", "dark")])
def test_axe_finds_nothing_serious_and_nothing_runs_over_the_edge(visit, language, theme, width):
    if not AXE.exists():
        pytest.skip("axe-core is not installed: run `make assets`")
    page = visit(f"?lang={language}", color_scheme=theme, viewport={"width": width, "height": 900}, bypass_csp=True)
    page.add_style_tag(content="*, ::before, ::after { animation: none !important }")
    page.add_script_tag(path=AXE)
    found = page.evaluate("() => axe.run({ resultTypes: ['violations'] })")["violations"]
    serious = [
        (one["id"], [node["html"][:120] for node in one["nodes"]][:3])
        for one in found
        if one["impact"] in {"serious", "critical"}
    ]
    assert serious == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "fa" else "ltr")


def test_keys_lead_everywhere(visit):
    page = visit(viewport={"width": 1440, "height": 900})
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()
    page.keyboard.press("/")
    assert page.evaluate("() => document.activeElement.id") == "seek"
    page.keyboard.type("g n")
    assert page.locator("#seek").input_value() == "g n"
    page.keyboard.press("Escape")
    page.locator("chorsu-table .table-wrap").focus()
    page.keyboard.press("j")
    page.keyboard.press("j")
    here = page.locator("[data-row].at")
    assert here.count() == 1
    page.keyboard.press("g")
    page.keyboard.press("n")
    page.wait_for_url("**/n")


def test_enter_opens_the_row_where_the_reader_stands(visit):
    page = visit(viewport={"width": 1440, "height": 900})
    page.evaluate(
        "() => document.querySelectorAll('.panel [data-row]').forEach((row) => row.removeAttribute('data-row'))"
    )
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/records/1")


def test_what_is_new_arrives_on_top_and_says_so(visit):
    page = visit(viewport={"width": 1440, "height": 900})
    page.wait_for_selector('[data-entry="n2"]')
    entries = page.locator("[data-feed-list] > li").evaluate_all("(items) => items.map((item) => item.dataset.entry)")
    assert entries[:2] == ["n2", "n1"]
    assert page.locator("chorsu-feed").get_attribute("data-state") == "live"
    page.context.set_offline(True)
    page.wait_for_selector('chorsu-connection[data-state="offline"]')
    page.context.set_offline(False)


def test_new_entries_wait_while_the_reader_stands_in_the_list(visit):
    page = visit(viewport={"width": 1440, "height": 900})
    page.wait_for_selector('[data-entry="n2"]')
    listed, button = page.locator("[data-feed-list] > li"), page.locator(".feed-held")
    page.locator("[data-feed-list]").focus()
    expect(page.locator("[data-feed-list]")).to_be_focused()
    before = listed.count()
    page.evaluate("() => document.querySelector('chorsu-feed').receive('<li data-entry=\"n3\">New 3</li>')")
    expect(button).to_be_visible()
    expect(listed).to_have_count(before)
    button.click()
    expect(listed.first).to_have_attribute("data-entry", "n3")


def test_a_theme_and_a_folded_rail_are_kept(visit):
    page = visit(viewport={"width": 1440, "height": 900}, color_scheme="light")
    page.locator("summary", has_text="Light or dark").click()
    page.get_by_role("button", name="Dark").click()
    page.locator("[data-fold-rail]").click()
    page.reload(wait_until="domcontentloaded")
    assert page.locator("html").get_attribute("data-bs-theme") == "dark"
    assert page.locator(".rail").evaluate("(rail) => rail.offsetWidth") < 80


def test_columns_and_density_are_kept_and_rows_are_selected(visit):
    page = visit(viewport={"width": 1440, "height": 900})
    page.locator("[data-columns] summary").click()
    page.locator('[data-columns] input[value="row"]').check()
    page.locator("[data-density]").click()
    page.locator("[data-tick-all]").check()
    assert "12" in page.locator("[data-selected]").inner_text()
    page.reload()
    assert page.locator('th[data-column="row"]').is_visible()
    assert page.locator("table.data.dense").count() >= 1


def test_a_region_leads_to_its_records(visit):
    page = visit(viewport={"width": 1440, "height": 900})
    page.locator("chorsu-map").scroll_into_view_if_needed()
    box = page.locator("chorsu-map").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url(re.compile(r"region=XX-4"))


def test_a_bar_leads_to_the_records_it_counts(visit):
    page = visit(viewport={"width": 1440, "height": 900})
    plot = page.locator('[data-what="kg"] .u-over')
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    page.mouse.click(box["x"] + box["width"] * (20.6 / 36.2), box["y"] + box["height"] - 20)
    page.wait_for_url(re.compile(r"from=2024-09-01&to=2024-09-30&substance=a"))


def test_the_page_paints_its_frame_without_a_script(visit, chromium, address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator("h1").is_visible()
    assert page.locator("chorsu-table tbody tr").first.is_visible()
    page.locator("details.as-table summary").first.click()
    assert page.locator("details.as-table table").first.is_visible()
    context.close()
