"""An officer at a browser: goes to pages, walks them by keyboard, and reads what stands there."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from journeys.installation import Site

__all__ = ["PATIENCE_MS", "Officer", "follow", "tab_to"]

PATIENCE_MS = 60_000
"""How long a loaded machine may take for what is at once on a quiet one; a failure, never a pace."""
MOST_TABS = 120
SAID = "() => (document.activeElement.ariaLabel || document.activeElement.textContent).replace(/\\s+/g, ' ').trim()"


def tab_to(page, name):
    """Press Tab until what has the focus begins with these words."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate(SAID).startswith(name):
            return
    pytest.fail(f"{name!r} cannot be reached by the keyboard at {page.url}")


def follow(page, name):
    """Reach a link or a button by Tab, and press Enter."""
    tab_to(page, name)
    with page.expect_navigation(timeout=PATIENCE_MS):
        page.keyboard.press("Enter")


@dataclass(frozen=True)
class Officer:
    """One of the cast, signed in."""

    page: Page
    site: Site

    def opens(self, path):
        """Go to a page of the officers' application; the status of the answer."""
        address = path if path.startswith("http") else f"{self.site.officers}{path}"
        return self.page.goto(address).status

    def status_of(self, path):
        """The status of an address for this officer, without leaving the page."""
        return self.page.request.get(f"{self.site.officers}{path}").status

    def presses(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def goes(self, letter):
        """To a room by its letter."""
        with self.page.expect_navigation(timeout=PATIENCE_MS):
            self.presses("g", letter)

    def moves_on_by(self, key):
        """Press a key that leads to another page."""
        with self.page.expect_navigation(timeout=PATIENCE_MS):
            self.presses(key)

    def on(self, locator):
        """Put the focus on something and press Enter there, which leads to another page."""
        locator.focus()
        self.moves_on_by("Enter")

    def waits_for_the_feed(self):
        feed = self.page.locator("chorsu-feed")
        expect(feed).to_have_attribute("data-state", "live", timeout=PATIENCE_MS)

    def waits_for_the_picture(self):
        self.page.wait_for_selector("chorsu-map[ready]", timeout=PATIENCE_MS)
        self.page.wait_for_selector("chorsu-series[ready]", timeout=PATIENCE_MS)

    def figure(self, label):
        """A figure of home as (before, now); `before` is None where the number did not walk."""
        figure = self.page.locator(".figure", has=self.page.locator("dt", has_text=re.compile(f"^{label}$")))
        figure.wait_for(timeout=PATIENCE_MS)
        before = figure.locator(".from").all_inner_texts()
        numbers = [float(re.sub(r"[^\d.]", "", text.split(":")[-1])) for text in before]
        now = figure.locator("dd.big").inner_text().replace(before[0] if before else "", "")
        return (numbers[0] if numbers else None), float(re.sub(r"[^\d.]", "", now))

    def rows(self):
        """The addresses of the records in the table."""
        hrefs = self.page.locator("tr[data-href]").evaluate_all("rows => rows.map(row => row.dataset.href)")
        return [href.split("?")[0] for href in hrefs]

    def rows_of_the_queue(self):
        """The addresses of the claims that wait beside the one shown."""
        hrefs = self.page.locator(".queue-line").evaluate_all("lines => lines.map(line => line.dataset.href)")
        return [href.split("?")[0] for href in hrefs]

    def walks_to_row(self, text):
        """Press `j` until the row where the officer stands says this."""
        for _ in range(self.page.locator("tr[data-row]").count()):
            self.presses("j")
            if text in self.page.locator("tr.at").inner_text():
                return
        pytest.fail(f"no row says {text!r} at {self.page.url}")

    def hands_in(self, name, content):
        """Upload a table; the page then shows what was read."""
        self.opens("/hand-in/")
        self.page.set_input_files("input[type=file]", {"name": name, "mimeType": "text/csv", "buffer": content})
        self.on(self.page.get_by_role("button", name="Look through"))
        self.page.wait_for_url("**/hand-in/*/", timeout=PATIENCE_MS)

    def accepts(self, who):
        """Accept the draft for those whom the label of the choice names."""
        self.page.get_by_label(re.compile(f"^{who}")).check()
        self.page.locator("form[action$='/accept/'] button[type=submit]").focus()
        self.presses("Enter")

    def sees_the_outcome(self):
        expect(self.page.locator("#rows")).to_be_visible(timeout=PATIENCE_MS)

    def reads(self, selector="main"):
        return self.page.locator(selector).inner_text()
