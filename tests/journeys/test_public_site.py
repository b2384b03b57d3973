"""A reader walks the public site by keyboard, without a script; two press officers bring an item there."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
AXE = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"
ITEM = "Journey of an invented item"


def follow(page, name, *, most=80):
    """Press Tab until the link or button of that name has the focus, then Enter."""
    for _ in range(most):
        page.keyboard.press("Tab")
        words = page.evaluate("() => document.activeElement.ariaLabel || document.activeElement.textContent.trim()")
        if words.startswith(name):
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    pytest.fail(f"{name!r} cannot be reached by the keyboard at {page.url}")


def serious(page):
    """What axe finds that is serious or critical."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("() => axe.run({ resultTypes: ['violations'] })")["violations"]
    return [(one["id"], one["nodes"][0]["html"][:120]) for one in found if one["impact"] in {"serious", "critical"}]


@pytest.fixture
def reader(chromium, site):
    """Opens the public site in a browser of its own; fails when a page asks for a script."""
    contexts = []

    def open_site(**options):
        options = {"viewport": {"width": 1440, "height": 900}, "locale": "en-GB"} | options
        contexts.append(chromium.new_context(**options))
        page = contexts[-1].new_page()
        page.on("request", lambda request: pytest.fail(request.url) if request.resource_type == "script" else None)
        page.goto(site.public)
        return page

    yield open_site
    for context in contexts:
        context.close()


def publish(enter, site, title):
    """Through the pages: one writes and submits, another approves, releases and publishes; the item's public address."""
    one, two = enter("press-one"), enter("press-two")
    follow(one, "News")
    follow(one, "Write an item")
    one.fill("#id_title_en", title)
    one.fill("#id_summary_en", "An invented summary.")
    one.fill("#id_body_en", "An invented paragraph.\n\n- a first point\n- a second point")
    one.click("text=Keep the draft and preview")
    address = one.url
    one.click("text=Submit for approval")
    two.goto(address)
    for button in ("Approve", "Release to everybody", "Publish to everybody"):
        two.click(f"button:text-is('{button}')")
    with two.expect_navigation():
        two.click("text=Open at the public site")
    return two.url


def test_from_the_first_draft_to_a_readers_stars_by_keyboard(enter, site, reader):
    address = publish(enter, site, ITEM)
    page = reader()
    assert page.url == f"{site.public}/en/"
    follow(page, ITEM)
    assert page.url == address
    expect(page.locator("li", has_text="a second point")).to_be_visible()
    expect(page.locator("text=0 votes")).to_be_visible()
    follow(page, "4 stars")
    page.wait_for_url(f"{address}#rating")
    expect(page.locator(".rated", has_text="1 vote")).to_be_visible()
    expect(page.locator("text=Your vote: 4 stars")).to_be_visible()
    follow(page, "2 stars")
    expect(page.locator("text=Your vote: 2 stars")).to_be_visible()
    expect(page.locator(".rated", has_text="1 vote")).to_be_visible()
    follow(page, "Русский")
    expect(page.locator("text=показано на английском языке")).to_be_visible()
    follow(page, "Архив")
    expect(page.locator("h1", has_text="Архив")).to_be_visible()


def test_a_browser_without_scripts_can_do_everything(chromium, site):
    with chromium.new_context(java_script_enabled=False, locale="ru-RU") as context:
        page = context.new_page()
        page.goto(site.public)
        assert page.url == f"{site.public}/ru/"
        page.click(".entries a >> nth=0")
        page.click("button[name=stars][value='5']")
        assert page.url.endswith("#rating")
        expect(page.locator("text=Ваша оценка: 5 звёзд")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_serious_and_nothing_runs_over_the_edge(site, reader, theme, width):
    if not AXE.exists():
        pytest.skip("axe-core is not installed: run `make assets`")
    page = reader(color_scheme=theme, viewport={"width": width, "height": 900})
    first = page.locator(".entries a").first.get_attribute("href")
    for path in ("/en/", "/ru/", first, "/en/archive/", "/ru/nowhere/"):
        page.goto(site.public + path)
        assert serious(page) == [], path
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize("width", [1440, 390])
def test_the_press_officers_pages_pass_axe_too(site, enter, width):
    if not AXE.exists():
        pytest.skip("axe-core is not installed: run `make assets`")
    page = enter("press-one")
    page.set_viewport_size({"width": width, "height": 900})
    for path in ("/newsroom/", "/newsroom/new/", "/newsroom/?state=withdrawn"):
        page.goto(site.officers + path)
        assert serious(page) == [], path
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width, path
