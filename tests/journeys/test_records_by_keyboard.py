"""An officer walks from the table to a cell, releases a record to another window, and decides a claim, by keyboard."""

import datetime as dt
import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
AXE = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"
WAIT_SECONDS = 60


def serious(page):
    """What axe finds that is serious or critical."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed: run `make assets`")
    page.evaluate(AXE.read_text())
    found = page.evaluate("() => axe.run({ resultTypes: ['violations'] })")["violations"]
    return [(one["id"], one["nodes"][0]["html"][:160]) for one in found if one["impact"] in {"serious", "critical"}]


def until(page, address, ready):
    """Open an address again until it shows what the workers bring, such as the example region."""
    for _ in range(WAIT_SECONDS):
        page.goto(address)
        if ready(page):
            return
        time.sleep(1)
    pytest.fail(f"{address} stayed empty")


def open_own_record(page, site):
    """From the table, by keyboard, to a record that this officer's agency provided; its address."""
    until(page, f"{site.officers}/records/?q=Almaty", lambda shown: shown.locator("tr[data-href]").count() > 0)
    page.keyboard.press("j")
    expect(page.locator("tr.at a").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/records/[0-9a-f-]{36}/"), timeout=60_000)
    return page.url


def test_from_the_table_to_the_very_cell(enter, site):
    page = enter("liaison-a")
    open_own_record(page, site)
    quantity = page.locator("td.here").inner_text()
    page.locator("a[href='?from=substance#source']").focus()
    page.keyboard.press("Enter")
    expect(page.locator("td.here")).not_to_have_text(quantity)
    expect(page).to_have_url(re.compile("from=substance"))
    substance = page.locator("td.here").inner_text()
    page.reload()
    expect(page.locator("td.here")).to_have_text(substance)


def test_a_release_says_what_it_does_and_appears_in_the_other_window(enter, site):
    giver, taker = enter("liaison-a"), enter("stranger-c")
    until(giver, f"{site.officers}/records/?country=KZ", lambda shown: shown.locator("tr[data-href]").count())
    rows = giver.locator("tr[data-href]").evaluate_all("rows => rows.map(row => row.dataset.href)")
    hidden = next(row for row in rows if taker.request.get(f"{site.officers}{row}").status == 404)
    giver.goto(f"{site.officers}{hidden}")
    giver.get_by_label("Turkmenistan").first.focus()
    giver.keyboard.press("Space")
    day = dt.datetime.now(tz=dt.UTC).date() + dt.timedelta(days=30)
    giver.locator("#release-until").fill(day.isoformat())
    giver.locator("#release-until").blur()
    button = giver.get_by_role("button", name=re.compile(rf"^Release to Turkmenistan until .*{day.year}"))
    expect(button).to_be_visible()
    button.focus()
    with giver.expect_navigation():
        giver.keyboard.press("Enter")
    assert taker.request.get(f"{site.officers}{hidden}").status == 200
    assert "Kazakhstan and" not in taker.request.get(f"{site.officers}{hidden}").text()


def test_a_claim_is_rejected_and_undone_by_keys(enter, site):
    page = enter("liaison-a")
    until(page, f"{site.officers}/same-event/?state=same", lambda shown: shown.locator("button[value=reject]").count())
    pair = page.locator("[data-row]").first.get_attribute("data-href")
    with page.expect_navigation():
        page.keyboard.press("r")
    expect(page.locator(".message.success")).to_contain_text("Rejected")
    with page.expect_navigation():
        page.keyboard.press("u")
    assert pair.split("?")[0] in page.url
    expect(page.locator(".message.success").last).to_contain_text("Undone")


@pytest.mark.parametrize(("language", "theme", "width"), [("en", "light", 1440), ("ru", "dark", 390)])
def test_axe_finds_nothing_serious_and_nothing_runs_over_the_edge(enter, site, language, theme, width):
    page = enter("liaison-a", language)
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": width, "height": 900})
    record = open_own_record(page, site)
    for address in (
        f"{site.officers}/records/?country=KZ",
        f"{site.officers}/records/?substance=nothing-like-it",
        f"{record}?to=2&until=2030-01-01",
        f"{record}correction/",
        f"{site.officers}/same-event/?state=same",
        f"{site.officers}/same-event/?state=rejected",
        f"{site.officers}/records/01a21046-0000-7000-8000-000000000000/",
    ):
        page.goto(address)
        assert serious(page) == [], address
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), address
