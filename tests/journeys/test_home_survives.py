"""Home survives a lost network, a killed stream and sleep: every item once, in order, and the page says how it stands.

Its pages lose their lines on purpose, so they are no pages of `officer`, whose browsers may complain of nothing.
"""

import os
import signal
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import expect

from chorsu.kernel.ids import uuid7
from journeys.installation import listening
from journeys.officers import PATIENCE_MS, Officer
from journeys.writing import Pages

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("site")]
EACH = 3
"""Items that arrive each time."""
ASLEEP_SECONDS = 18
"""A little longer than a line may be silent while its reader looks away."""
KEYS = "() => [...document.querySelectorAll('[data-feed-list] > [data-entry]')].map((line) => line.dataset.entry)"


@pytest.fixture
def border(chromium, site):
    """A signed-in officer of the authority that hands in, at a screen whose lines may break."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB", reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{site.officers}/start/")
    page.click("#cast button[name=as][value=border-officer]")
    page.wait_for_url(f"{site.officers}/", wait_until="commit")
    yield Officer(page, site)
    context.close()


@pytest.fixture
def writer(site):
    """Hands seizures in, one after the other, from another device."""
    pages = Pages(site.port, site.home)
    return lambda: [pages.write(str(uuid7()))[0] for _ in range(EACH)]


def group_of_the_stream(site):
    """The process group that serves the live stream of an installation."""
    found = listening(site.port + 1)
    return os.getpgid(found[0]) if found else pytest.fail("the stream is not served")


@contextmanager
def no_network(page):
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    without = {"offline": True, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    devtools.send("Network.emulateNetworkConditions", without)
    yield
    devtools.send("Network.emulateNetworkConditions", without | {"offline": False})


def browser_of_this_process():
    """Every process of the browser that this one drives."""
    parents, found = {}, []
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            parents[int(path.name)] = int((path / "stat").read_text().rpartition(")")[2].split()[1])
    for process in parents:
        above = process
        while above in parents and above != os.getpid():
            above = parents[above]
        with suppress(OSError):
            if above == os.getpid() and b"chrom" in Path(f"/proc/{process}/exe").readlink().name.encode():
                found.append(process)
    return found


@contextmanager
def asleep(page, stream):
    """A lid that is closed: the browser stands still, and the line to it says nothing, not even that it is dead.

    Chromium freezes no page that it shows, and without a head it shows every page: so all of it is stopped.
    """
    browser = browser_of_this_process()
    assert browser
    os.killpg(stream, signal.SIGSTOP)
    try:
        for process in browser:
            os.kill(process, signal.SIGSTOP)
        try:
            yield
        finally:
            for process in browser:
                os.kill(process, signal.SIGCONT)
        expect(page.locator("chorsu-feed")).to_have_attribute("data-state", "reconnecting", timeout=10_000)
    finally:
        os.killpg(stream, signal.SIGCONT)


def arrived(border, records):
    """Until the newest of them stands in the feed, and the page says that it is connected."""
    expect(border.page.locator(f"[data-entry='{records[-1]}']")).to_be_visible(timeout=PATIENCE_MS)
    border.waits_for_the_feed()


def test_every_item_stands_once_and_in_order_and_the_page_says_how_the_line_is(border, writer, site):
    border.opens("/")
    border.waits_for_the_feed()
    feed, written = border.page.locator("chorsu-feed"), writer()
    arrived(border, written)

    with no_network(border.page):
        expect(feed).to_have_attribute("data-state", "offline", timeout=PATIENCE_MS)
        expect(border.page.locator("chorsu-connection")).to_contain_text("No connection")
        written += writer()
        assert border.page.locator(f"[data-entry='{written[-1]}']").count() == 0
    arrived(border, written)

    os.killpg(group_of_the_stream(site), signal.SIGKILL)
    expect(feed).to_have_attribute("data-state", "reconnecting", timeout=PATIENCE_MS)
    written += writer()
    arrived(border, written)

    with asleep(border.page, group_of_the_stream(site)):
        written += writer()
        time.sleep(ASLEEP_SECONDS)
    arrived(border, written)

    border.page.wait_for_timeout(1_000)
    keys = border.page.evaluate(KEYS)
    assert keys[: len(written)] == written[::-1]
    assert len(set(keys)) == len(keys)


def test_a_wall_says_since_when_it_has_no_line_and_that_its_session_ended(border, site):
    page = border.page
    border.opens("/")
    border.waits_for_the_picture()
    line = page.locator("[data-feed-list] > [data-tells]:not([data-tells=''], [data-tells^='|'])").first
    line.locator("a").first.focus()
    expect(page.locator("chorsu-map")).to_have_attribute("lit", line.get_attribute("data-tells").split("|")[0])
    page.locator("h1").click()
    page.locator(".switch a", has_text="Records").click()
    page.wait_for_url("**/?feed=records")

    page.keyboard.press("b")
    page.wait_for_url("**/?feed=records&screen=big")
    state = page.locator("[data-wall-state]")
    expect(state).to_have_attribute("data-state", "live", timeout=PATIENCE_MS)
    assert page.locator(".rail, main select, main button:visible").count() == 0
    assert page.evaluate("() => document.documentElement.scrollHeight <= innerHeight")
    with no_network(page):
        expect(state).to_contain_text("No line since", timeout=PATIENCE_MS)
    expect(state).to_contain_text("Connected", timeout=PATIENCE_MS)
    page.keyboard.press("Escape")
    page.wait_for_url("**/?feed=records")

    border.opens("/?screen=big")
    expect(state).to_have_attribute("data-state", "live", timeout=PATIENCE_MS)
    page.context.clear_cookies()
    os.killpg(group_of_the_stream(site), signal.SIGKILL)
    expect(page.locator(".wall-ended")).to_contain_text("Signed out at", timeout=PATIENCE_MS)
    assert page.locator("chorsu-feed, chorsu-map").count() == 0
