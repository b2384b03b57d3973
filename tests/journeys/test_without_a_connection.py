"""Six seizures entered without a connection; browser and server are killed in between: each arrives once, in order."""

import os
import signal
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Error, expect

from browsing import FLAGS
from chorsu.config.installation import Installation
from journeys.at_the_form import opened
from journeys.installation import free_ports, running
from journeys.officers import PATIENCE_MS

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("device")]
KILOGRAMS = (101.5, 102.5, 103.5, 104.5, 105.5, 106.5)
KEPT = {
    "/hand-in/seizure/",
    "/offline/",
    "/hand-in/seizure/lists.json",
    "/hand-in/seizure/places.json",
    "/map/regions.json",
    "/map/land.json",
}
"""All that a device keeps beside built files."""
PATHS_KEPT = """async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys())
    .map((request) => new URL(request.url).pathname)))).flat()"""
ARRIVED = """
    SELECT l.quantity, count(p.id) FROM records_seizure s JOIN records_report r ON r.id = s.report_id
    JOIN records_lot l ON l.seizure_id = s.id LEFT JOIN records_photograph p ON p.seizure_id = s.id
    WHERE r.submission IS NOT NULL GROUP BY s.id, l.quantity ORDER BY s.recorded_at, s.id
"""


class Device:
    """A browser with a profile of its own on the disk, which can be killed and opened again."""

    def __init__(self, chromium, folder):
        self._start, self._folder = chromium.browser_type, folder
        self._program = Path(f"/proc/{_pid_with('--headless')}/exe").resolve()
        self.context = None

    def open(self, *, connected):
        """Without a connection every request fails, whoever makes it, from the first on; the browser believes itself online."""
        nowhere = [] if connected else ["--proxy-server=127.0.0.1:9", "--proxy-bypass-list=<-loopback>"]
        self.context = self._start.launch_persistent_context(
            str(self._folder),
            executable_path=str(self._program),
            args=[*FLAGS, *nowhere],
            viewport={"width": 390, "height": 844},
            locale="en-GB",
            timezone_id="Asia/Tashkent",
            reduced_motion="reduce",
        )
        return self.context.pages[0]

    def kill(self):
        """As when the battery falls out."""
        os.kill(_pid_with(f"--user-data-dir={self._folder}"), signal.SIGKILL)
        # The browser may be gone before it is told to close: that is what is wanted.
        with suppress(Error):
            self.context.close()


def _commands():
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                yield int(folder.name), (folder / "cmdline").read_bytes().decode("utf-8", "replace").split("\0")
            except OSError:
                continue


def _pid_with(word):
    """The first process of a browser, whose command has this word: its helpers have a type."""
    found = [pid for pid, words in _commands() if word in words and not any(one.startswith("--type=") for one in words)]
    assert found, word
    return min(found)


def kill_the_server(site):
    """All processes that serve the officers' pages, at once; the supervisor starts them anew."""
    for pid, words in _commands():
        if any(one.endswith("granian") for one in words) and str(site.port) in words:
            os.kill(pid, signal.SIGKILL)


def arrived(site):
    import psycopg

    with psycopg.connect(Installation(site.home, "").url("worker"), autocommit=True) as bank:
        return bank.execute(ARRIVED).fetchall()


@pytest.fixture
def own_site(home, worker_id):
    with running(home, free_ports(worker_id)) as site:
        yield site


def enter(page, site, username="border-officer"):
    page.goto(f"{site.officers}/start/")
    page.click(f"#cast button[value={username}]")
    page.wait_for_url(f"{site.officers}/", timeout=PATIENCE_MS)


@contextmanager
def the_second_answer_is_lost(page, site):
    """The server is killed after it has taken the second seizure and before it has said so."""
    seen = []

    def pass_on(route):
        seen.append(route.request.url)
        if len(seen) == 2:
            route.fetch()
            kill_the_server(site)
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/hand-in/seizure/send/", pass_on)
    yield seen
    page.unroute("**/hand-in/seizure/send/")


def test_six_seizures_arrive_once_and_in_order_whatever_is_killed(chromium, own_site, tmp_path):
    site, device = own_site, Device(chromium, tmp_path / "profile")
    page = device.open(connected=True)
    enter(page, site)
    form = opened(page, site.officers)
    form.is_kept_for_no_connection()
    assert {path for path in page.evaluate(PATHS_KEPT) if not path.startswith("/static/")} == KEPT

    device.context.set_offline(True)
    for number, kilograms in enumerate(KILOGRAMS[:3]):
        form.fills(kilograms)
        if number == 1:
            form.takes()
        form.hands_in()
    assert form.states() == ["waiting"] * 3

    # A sign-in that has lapsed: what waits is kept, and says so.
    device.context.clear_cookies()
    device.context.set_offline(False)
    expect(form.entries().first).to_contain_text("Sign in to send", timeout=PATIENCE_MS)
    assert arrived(site) == []
    form.fills(KILOGRAMS[3])
    form.takes()
    form.draft_is_kept()
    device.kill()

    page = device.open(connected=False)
    page.goto(f"{site.officers}/records/")
    expect(page.get_by_role("heading", name="There is no connection")).to_be_visible()
    form = opened(page, site.officers)
    assert form.states() == ["waiting"] * 3
    expect(page.locator("[name='lots.1.quantity']")).to_have_value(str(KILOGRAMS[3]))
    expect(page.locator(".photograph")).to_have_count(1)
    form.hands_in()
    for kilograms in KILOGRAMS[4:]:
        form.fills(kilograms)
        form.hands_in()
    assert form.states() == ["waiting"] * 6
    device.kill()
    assert arrived(site) == []

    page = device.open(connected=True)
    enter(page, site)
    expect(page.locator("[data-waiting-chip]")).to_have_text("6", use_inner_text=True)
    with the_second_answer_is_lost(page, site) as asked:
        form = opened(page, site.officers)
        form.all_arrive()
    assert len(asked) == len(KILOGRAMS) + 1, "the one without an answer was sent again, no other"
    assert arrived(site) == [(kilograms, number in {1, 3}) for number, kilograms in enumerate(KILOGRAMS)]
    assert page.locator("#waiting-title").inner_text() == "Waiting on this device (0)"
    device.context.close()


def test_another_officer_on_the_device_neither_sees_nor_sends_what_waits(chromium, own_site, tmp_path):
    site, device = own_site, Device(chromium, tmp_path / "profile")
    page = device.open(connected=True)
    enter(page, site)
    form = opened(page, site.officers)
    form.is_kept_for_no_connection()
    device.context.set_offline(True)
    form.fills(77.5)
    form.hands_in()

    device.context.set_offline(False)
    page.route("**/hand-in/seizure/s*/", lambda route: route.abort())
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    leave = page.locator("form[data-sign-out] button")
    page.locator("details.menu:has(form[data-sign-out]) summary").click()
    leave.click()
    assert len(asked) == 1, "signing out asks first"
    assert "1" in asked[0]
    device.context.set_offline(True)
    page.unroute("**/hand-in/seizure/s*/")

    form = opened(page, site.officers)
    form.fills(78.5)
    form.draft_is_kept()
    device.context.clear_cookies()
    device.context.set_offline(False)
    enter(page, site, "stranger-c")
    assert page.locator("[data-waiting-chip]").count() == 0
    form = opened(page, site.officers)
    time.sleep(1)
    assert form.entries().count() == 0
    expect(page.locator("[name='lots.1.quantity']")).to_have_value("")
    held = page.evaluate(
        """() => new Promise((resolve) => { const asked = indexedDB.open('chorsu-device'); asked.onsuccess = () => {
        const all = asked.result.transaction('queue').objectStore('queue').getAll();
        all.onsuccess = () => resolve(new TextDecoder().decode(all.result[0].body.sealed)); }; })"""
    )
    assert "77.5" not in held
    assert "heroin" not in held
    assert arrived(site) == []

    device.context.clear_cookies()
    enter(page, site)
    form = opened(page, site.officers)
    form.all_arrive()
    assert arrived(site) == [(77.5, 0)]
    expect(page.locator("[name='lots.1.quantity']")).to_have_value("78.5")
    device.context.close()
