"""A reader walks the public site by keyboard; every page is one click away, in either language, without a script."""

import pytest
from playwright.sync_api import expect

from journeys.officers import follow

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]


def test_the_last_page_is_one_key_from_the_first(reader):
    page = reader()
    expect(page.locator("h1")).to_contain_text("News (")
    expect(page.locator(".pages p")).to_have_text("Page 1 of 3")
    follow(page, "Page 3")
    expect(page.locator(".pages p")).to_have_text("Page 3 of 3")
    assert page.locator(".entries > li").count() > 0
    follow(page, "First")
    expect(page.locator(".pages p")).to_have_text("Page 1 of 3")


def test_an_item_is_read_rated_and_rated_anew_by_keyboard(reader):
    page = reader()
    title = page.locator(".entries h2").last.inner_text()
    follow(page, title)
    expect(page.locator("h1")).to_have_text(title)
    follow(page, "4 stars")
    expect(page.locator("text=Your vote: 4 stars")).to_be_visible()
    votes = page.locator(".rating .votes").inner_text()
    follow(page, "2 stars")
    expect(page.locator("text=Your vote: 2 stars")).to_be_visible()
    expect(page.locator(".rating .votes")).to_have_text(votes)


def test_the_archive_leads_to_a_month_in_either_language(reader):
    page = reader()
    follow(page, "Русский")
    follow(page, "Архив")
    expect(page.locator("h1")).to_have_text("Архив")
    month = page.locator(".months a").first
    words = month.inner_text()
    follow(page, words)
    expect(page.locator("h1")).to_contain_text(words)
    assert page.locator(".entries > li").count() > 0
