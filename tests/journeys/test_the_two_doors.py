"""A newcomer at the two doors: by keyboard, in both languages, light and dark, wide and narrow."""

import time
from pathlib import Path

import pytest

from chorsu.desk.start.controls import read_progress

AXE = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"
LOAD_SECONDS = 120
WIDTHS = {1440: 900, 390: 844}


@pytest.fixture
def visit(chromium, site):
    """Opens a page of the officers' application as somebody who has not entered."""
    contexts = []

    def open_page(path, *, language="en", theme="light", width=1440):
        context = chromium.new_context(
            viewport={"width": width, "height": WIDTHS[width]}, color_scheme=theme, locale=language, bypass_csp=True
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{site.officers}{path}")
        return page

    yield open_page
    for context in contexts:
        context.close()


def await_the_past(site):
    """Wait until the example region has handed in what was reported before it began."""
    for _ in range(LOAD_SECONDS):
        progress = read_progress(site.home)
        if progress.get("tables") and progress["standing"] == progress["tables"]:
            return
        time.sleep(1)
    pytest.fail("the example region did not load")


@pytest.mark.parametrize("path", ["/start/", "/accounts/login/"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_axe_finds_nothing_serious_and_nothing_runs_over_the_edge(visit, path, language, theme, width):
    if not AXE.exists():
        pytest.skip("axe-core is not installed: run `make assets`")
    page = visit(path, language=language, theme=theme, width=width)
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("() => axe.run({ resultTypes: ['violations'] })")["violations"]
    assert [rule["id"] for rule in found if rule["impact"] in {"serious", "critical"}] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_cast_is_entered_by_keyboard(visit, site):
    page = visit("/start/")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "border-officer":
            break
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.officers}/")
    assert "Example-Usta" in page.inner_text(".top")


def test_another_click_makes_somebody_else_and_the_guide_leads_back(visit, site):
    page = visit("/start/")
    page.click("#cast button[value=liaison-a]")
    page.wait_for_url(f"{site.officers}/")
    page.click(".top a:has-text('Guide')")
    page.wait_for_url(f"{site.officers}/start/")
    page.click("#cast button[value=liaison-b]")
    page.wait_for_url(f"{site.officers}/")
    assert "Example-Karim" in page.inner_text(".top")


def test_the_replay_is_paused_and_goes_on_by_keyboard(visit, site):
    await_the_past(site)
    page = visit("/start/")
    assert "Paused" in page.inner_text("#replay")
    for button, state in (("Go on", "A report every 20 seconds"), ("Pause", "Paused")):
        page.focus(f"#replay button:has-text('{button}')")
        page.keyboard.press("Enter")
        page.wait_for_selector(f"#replay .replay-state:has-text('{state}')")


def test_the_guide_leads_to_where_it_says(visit, site):
    page = visit("/start/")
    page.click("#guide button[value=border-officer]")
    page.wait_for_url(f"{site.officers}/hand-in/")
