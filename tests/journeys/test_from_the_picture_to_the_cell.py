"""The number walks when each event counts once, and every bar leads back to the very cell it was read from."""

import json
import re
from contextlib import suppress

import pytest
from playwright.sync_api import Error, expect

from journeys.officers import PATIENCE_MS, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]
CYRILLIC = re.compile("[А-Яа-яЁё]{3}")
REPORTED_TWICE = "2023"
TRIES = 3


def open_home(officer):
    officer.opens("/")
    officer.waits_for_the_picture()
    return officer


def a_full_month(page):
    """Of the year reported twice: the month whose lowest bar is the highest, as (its place, the months, the month)."""
    series = json.loads(page.locator("#home-series").text_content())
    counts = dict(zip(series["months"], series["groups"][0]["counts"], strict=True))
    month = max((month for month in counts if month.startswith(REPORTED_TWICE)), key=counts.get)
    return series["months"].index(month), len(counts), month


def click_bar(page, place, months):
    """Click the foot of a bar of the chart of counts; once more where the page moved under the click."""
    plot, home = page.locator('[data-what="counts"] .u-over'), page.url
    for _ in range(TRIES):
        box = plot.bounding_box()
        foot = {"x": box["width"] * (place + 0.6) / (months + 0.2), "y": box["height"] - 6}
        plot.click(position=foot)  # wherever it stands then: what comes in, and what rings, moves it
        with suppress(Error):
            page.wait_for_url(lambda address: address != home, timeout=PATIENCE_MS / TRIES)
            return
    pytest.fail("no click leads from the bar to its records")


def test_the_number_walks_when_each_event_counts_once(officer):
    liaison = open_home(officer("liaison-a"))
    nobody, reported = liaison.figure("Seizures")
    assert nobody is None
    tab_to(liaison.page, "Each event once")
    liaison.moves_on_by("Enter")
    liaison.waits_for_the_picture()
    before, once = liaison.figure("Seizures")
    assert before == reported
    assert 0 < once < reported
    liaison.opens("/records/?count=once")
    assert liaison.reads("#count") == f"{once:.0f} records"


def test_from_a_bar_to_the_very_cyrillic_cell(officer):
    liaison = open_home(officer("liaison-a"))
    place, months, month = a_full_month(liaison.page)
    click_bar(liaison.page, place, months)
    assert f"from={month}-01" in liaison.page.url

    liaison.walks_to_row("Example police, Kazakhstan")
    liaison.moves_on_by("Enter")
    value = liaison.page.locator("a[href='?from=substance#source']")
    value.focus()
    liaison.presses("Enter")
    expect(liaison.page).to_have_url(re.compile("from=substance"))
    cell = liaison.page.locator("td.here")
    expect(cell).to_have_text(CYRILLIC)
    expect(cell).to_be_in_viewport()
    words = cell.inner_text()
    liaison.page.reload()
    expect(cell).to_have_text(words)


@pytest.mark.slow
def test_what_is_not_in_the_figure_leads_to_its_rows(officer):
    liaison = open_home(officer("liaison-a"))
    lines = liaison.page.locator("#left-out a").evaluate_all(
        "links => links.map(link => [link.textContent, link.href])"
    )
    assert lines
    for said, address in lines:
        liaison.opens(address)
        if "/records/" in address:
            assert liaison.reads("#count").split()[0] == said.split()[0], said


@pytest.mark.slow
def test_the_map_is_drawn_once_however_often_the_figures_come_anew(officer):
    liaison = officer("liaison-a")
    liaison.page.add_init_script(
        """window.made = 0; const make = HTMLCanvasElement.prototype.getContext;
        HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
            window.made += String(kind).startsWith('webgl'); return make.call(this, kind, ...more); };"""
    )
    open_home(liaison)
    made = liaison.page.evaluate("() => window.made")
    for _ in range(3):
        with liaison.page.expect_response(re.compile("/picture/")):
            liaison.page.evaluate(
                "() => htmx.ajax('GET', document.getElementById('picture').getAttribute('hx-get'), '#picture')"
            )
        expect(liaison.page.locator("#--htmx-preserve-pantry--")).to_have_count(0)
    liaison.waits_for_the_picture()
    assert liaison.page.locator("chorsu-map canvas").count() == 1
    assert liaison.page.evaluate("() => window.made") == made
