"""An officer at the form of one seizure: by keyboard alone, by thumb, and what the device then holds."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from builders.pictures import photograph
from journeys.officers import PATIENCE_MS

__all__ = ["FORM", "AtTheForm", "opened"]

FORM = "/hand-in/seizure/"
MOST_TABS = 150
STEP_MS = 100
FOCUSED = "() => ({name: document.activeElement.name || '', text: document.activeElement.textContent.trim()})"
HIDDEN = """() => {
    const active = document.activeElement, target = active.type === 'radio' ? active.closest('label') : active;
    const box = target.getBoundingClientRect(), seen = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return !(seen && (target.contains(seen) || seen.contains(target) || seen.closest('label') === active.closest('label')));
}"""
KEPT = """async (address) => Boolean(await caches.match(address)) && navigator.serviceWorker.controller?.state === 'activated'"""
SMALL = """(root) => [...root.querySelectorAll('button, summary, select, textarea, a, input:not([type=hidden])')]
    .map((one) => (one.type === 'radio' || one.type === 'checkbox' ? one.closest('label, .form-check') : one))
    .filter((one) => one.checkVisibility({visibilityProperty: true}) && !one.closest('.visually-hidden, [aria-hidden=true]'))
    .map((one) => ({what: (one.name || one.textContent).trim().slice(0, 40), height: one.getBoundingClientRect().height}))
    .filter(({height}) => height > 0 && height < 43.5)"""


def opened(page, origin):
    """The form on a page, ready to be filled in."""
    page.goto(f"{origin}{FORM}")
    page.wait_for_selector("chorsu-seizure-form[ready]", timeout=PATIENCE_MS)
    return AtTheForm(page)


@dataclass(frozen=True)
class AtTheForm:
    """The form of one seizure, open in a browser."""

    page: Page

    def tabs_to(self, name, text=""):
        """Press Tab until the field of this name, or the button with this text, has the focus, and is seen."""
        for pressed in range(MOST_TABS):
            if pressed or self.page.evaluate(FOCUSED)["name"] != "place.text":  # the form begins there
                self.page.keyboard.press("Tab")
            focused = self.page.evaluate(FOCUSED)
            if (name and focused["name"] == name) or (text and focused["text"].startswith(text)):
                assert not self.page.evaluate(HIDDEN), f"{name or text} has the focus and lies under something"
                return
        pytest.fail(f"{name or text!r} cannot be reached by the keyboard")

    def tabs_back_to(self, text):
        """Press Shift+Tab until the button with this text has the focus."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Shift+Tab")
            if self.page.evaluate(FOCUSED)["text"].startswith(text):
                return
        pytest.fail(f"{text!r} cannot be reached by the keyboard")

    def types_into(self, name, text):
        """Type into a field, and wait until names are offered."""
        self.page.locator(f"[name='{name}']").focus()
        self.page.keyboard.type(text)
        self.page.wait_for_selector("[role=option]")

    def types(self, name, text, *, choose=False):
        """Type into a field reached by Tab; `choose` takes the first name that is offered."""
        self.tabs_to(name)
        self.page.keyboard.type(text)
        if choose:
            self.page.wait_for_selector("[role=option]")
            self.page.keyboard.press("ArrowDown")
            self.page.keyboard.press("Enter")

    def turns_to(self, name, value):
        """Reach a group of choices by Tab and go to one of them by the arrows."""
        self.tabs_to(name)
        group = self.page.locator(f"[name='{name}']")
        self.page.keyboard.press("Space")
        for _ in range(group.count()):
            if self.page.evaluate("() => document.activeElement.value") == value:
                assert self.page.evaluate("() => document.activeElement.checked")
                return
            self.page.keyboard.press("ArrowRight")
        pytest.fail(f"{value} cannot be chosen by the arrows")

    def tap(self, selector):
        self.page.locator(selector).first.tap()

    def chooses(self, name, value):
        """Tap one of the choices that look like buttons."""
        self.tap(f"label.pick:has([name='{name}'][value='{value}'])")

    def seeks(self, name, text):
        """Type the beginning of a name and tap the first that is offered."""
        self.tap(f"[name='{name}']")
        self.page.keyboard.type(text)
        self.tap("[role=option]")

    def takes(self, *, size=(1600, 1200)):
        """Take a photograph, with its position in it."""
        before = self.page.locator(".photograph").count()
        picture = {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": photograph(size=size)}
        self.page.set_input_files("#f-photographs", picture)
        expect(self.page.locator(".photograph")).to_have_count(before + 1, timeout=PATIENCE_MS)

    def fills(self, kilograms, *, place="Ayritom"):
        """The least that a seizure needs, in one go; kilograms tell one from another."""
        self.page.fill("[name='place.text']", place)
        self.page.fill("[name='lots.1.substance_text']", "heroin")
        self.page.fill("[name='lots.1.quantity']", str(kilograms))
        self.page.locator("[name='lots.1.unit'][value=kg]").check()

    def draft_is_kept(self):
        self.page.wait_for_selector("[data-draft][data-kept]", state="attached")
        before = self.page.locator("[data-draft]").get_attribute("data-kept")
        self.page.locator("[name=narrative]").evaluate("one => one.dispatchEvent(new Event('input', {bubbles: true}))")
        self.page.wait_for_function(
            "(before) => document.querySelector('[data-draft]').dataset.kept > before", arg=before
        )

    def hands_in(self):
        before = self.entries().count()
        self.page.locator("[data-send]").click()
        expect(self.entries()).to_have_count(before + 1, timeout=PATIENCE_MS)

    def entries(self):
        return self.page.locator("[data-entry]")

    def states(self):
        return self.entries().evaluate_all("lines => lines.map(line => line.dataset.state)")

    def all_arrive(self):
        """Wait until nothing waits on this device any longer."""
        self.page.wait_for_function(
            "() => { const lines = [...document.querySelectorAll('[data-entry]')];"
            " return lines.length && lines.every((line) => line.dataset.state === 'sent'); }",
            timeout=PATIENCE_MS,
        )

    def is_kept_for_no_connection(self):
        """Wait until the page would open without a connection."""
        for _ in range(PATIENCE_MS // STEP_MS):
            if self.page.evaluate(KEPT, FORM):
                return
            self.page.wait_for_timeout(STEP_MS)
        pytest.fail("the form is not kept on the device")

    def too_small_for_a_thumb(self):
        return self.page.locator("chorsu-seizure-form").evaluate(SMALL)
