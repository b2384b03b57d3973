"""The duty desk in a real browser: by keyboard, both languages, both widths, no fault; in its empty and full states."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from builders.commitments import accepted
from builders.messages import KZ, enter_colleague, sent
from builders.rosters import on_duty
from builders.shifts import handed_over, logged
from chorsu.directory.models import Agency
from chorsu.kernel.clock import now
from journeys.proof import faults, foreign_words

pytestmark = [pytest.mark.browser]


@pytest.fixture
def shift(bank, as_role):
    """A full desk: messages, somebody on duty, a log with a correction, a promise that is late, a hand-over that nobody signed."""
    night = enter_colleague(as_role, "kz-night", KZ)
    on_duty(night, now() - dt.timedelta(hours=1), at=now() - dt.timedelta(hours=1))
    sent(precedence=3, kind="alert", subject="2026-1", at=now())
    sent(precedence=2, subject="2026-2", at=now())
    wrong = logged("2026-3", who="liaison-a", at=now(), caller="+7", called_at=now() - dt.timedelta(hours=1))
    logged("2026-4", who="liaison-a", at=now(), corrects=wrong.pk)
    at = now() - dt.timedelta(days=12)
    accepted(at=at, first=(at + dt.timedelta(days=7)).date(), subject="2026-6")
    return handed_over("2026-5", who=night, at=now())


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_page_is_sound_in_both_widths(visit, shift, language):
    pages = ("/duty/", "/duty/log/", "/duty/roster/", "/duty/hand-over/", f"/duty/hand-over/{shift.pk}/")
    for who, addresses in {"liaison-a": pages, "stranger-c": pages[:-1]}.items():
        page = visit(who, language=language)
        for address in addresses:
            for width in (1440, 390):
                page.set_viewport_size({"width": width, "height": 900})
                page.goto(address)
                assert faults(page, width) == [], (who, address, width)
            if language == "ru":
                assert foreign_words(page) == [], address


def test_an_entry_is_written_and_a_shift_taken_over_by_keyboard(visit, shift):
    page = visit("liaison-a")
    page.goto("/")
    page.keyboard.press("g")
    with page.expect_navigation():
        page.keyboard.press("u")
    page.keyboard.press("n")
    page.keyboard.type("The line is down")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".log-list li").first).to_contain_text("The line is down")
    page.get_by_role("link", name="Read and sign").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_role("button", name="take over").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_text("Signed: the shift is yours, and you are on the roster.")).to_be_visible()
    assert page.locator(".on-duty a[href^='tel:']").count() == 1  # whoever wrote it is relieved


def test_the_longest_name_of_an_authority_stays_within_a_phone(visit, bank, as_role):
    with as_role("owner"):
        Agency.objects.filter(code=KZ).update(name_ru="Условный комитет таможенного контроля и охраны границы " * 2)
    page = visit("liaison-a", language="ru", width=390)
    page.goto("/duty/roster/")
    assert page.locator("#r-authority").count() == 1
    assert faults(page, 390) == []
    assert page.evaluate("() => document.querySelector('#r-authority').getBoundingClientRect().right <= innerWidth")
