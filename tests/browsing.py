"""A real Chromium for the tests that walk through pages; they are skipped with a line where none is found."""

import os
import shutil
from contextlib import contextmanager

import pytest

__all__ = ["FLAGS", "open_browser"]

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-unsafe-swiftshader",
]


@contextmanager
def open_browser():
    """A headless Chromium, closed at the end."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        if os.environ.get("CHORSU_REQUIRE_BROWSER"):
            pytest.fail("CHORSU_REQUIRE_BROWSER is set and no Chromium is found")
        pytest.skip("no Chromium on this machine: browser tests are skipped")
    from playwright.sync_api import sync_playwright

    # Playwright keeps a loop in this thread while the browser is open; Django would refuse the tests that follow.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()
