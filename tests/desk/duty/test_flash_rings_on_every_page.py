"""FLASH rings on any page of whoever is on duty: banner, title, sound; on a phone; and stops on all pages at once."""

import pytest
from playwright.sync_api import expect

from builders.messages import delivery, sent
from chorsu.kernel.clock import now
from journeys.proof import faults

pytestmark = [pytest.mark.browser]
WAITS = "Silent: touch to hear it"
SOUNDED = "document.querySelector('chorsu-ring').dataset.sounded > 0"


@pytest.fixture
def flash(bank):
    return sent(kind="alert", precedence=3, subject="2026-4", at=now())


def rings(page):
    return page.locator(".ring").count() == 1


def stopped(page):
    page.wait_for_function("() => !document.querySelector('.ring') && !document.title.includes('FLASH')")
    return True


@pytest.mark.parametrize("width", [1440, 390])
def test_banner_and_title_ring_until_it_is_acknowledged(visit, flash, width):
    page = visit("liaison-a", width=width)
    page.goto("/records/")
    assert rings(page)
    assert "Example border guard, Uzbekistan" in page.locator(".ring").inner_text()
    assert "2026-4" not in page.locator(".ring").inner_text()
    page.wait_for_function("() => document.title.startsWith('FLASH (1)')")
    assert faults(page, width) == []
    page.locator(".ring").get_by_role("button", name="Acknowledge").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert not rings(page)
    assert delivery(flash).acknowledged_name == "Aigul Example-Sarsen"


def test_from_a_page_with_unsent_words_it_is_acknowledged_without_leaving_it(visit, flash):
    page = visit("liaison-a")
    page.goto("/duty/hand-over/")
    page.locator("#h-words").press_sequentially("One lorry")
    page.locator(".ring").get_by_role("button", name="Acknowledge").click()
    expect(page.locator("#toasts")).to_contain_text("Acknowledged: the sender sees it.")
    assert stopped(page)
    assert page.input_value("#h-words") == "One lorry"
    assert delivery(flash).acknowledged_name == "Aigul Example-Sarsen"


def test_a_second_tap_acknowledges_nothing_that_came_under_it(visit, flash):
    other = sent(kind="alert", precedence=3, subject="2026-5", at=now())
    page = visit("liaison-a")
    page.goto("/duty/hand-over/")
    page.locator("#h-words").press_sequentially("One lorry")
    button = page.locator(".ring").first.get_by_role("button", name="Acknowledge")
    button.dblclick(delay=120)
    expect(page.locator(".ring")).to_have_count(1)
    page.locator(".ring").get_by_role("button", name="Acknowledge").click()
    page.wait_for_timeout(300)
    assert sorted(bool(delivery(one).acknowledged_name) for one in (flash, other)) == [False, True]
    page.wait_for_timeout(1000)
    page.locator(".ring").get_by_role("button", name="Acknowledge").click()
    assert stopped(page)


def test_it_rings_at_nobody_else(visit, flash):
    for who in ("stranger-c", "duty-officer", "example-police-kz"):
        page = visit(who)
        page.goto("/records/")
        assert not rings(page), who


def test_the_sound_waits_for_a_touch_and_can_be_switched_off_for_good(visit, flash):
    page = visit("liaison-a")
    page.goto("/duty/")
    button = page.locator(".ring [data-ring-sound]")
    page.wait_for_function("() => document.title.startsWith('FLASH')")
    assert button.inner_text() == WAITS  # the browser lets no untouched page sound
    button.click()
    page.wait_for_function(f"() => {SOUNDED}")
    assert button.inner_text() == "Switch the sound off"
    button.click()
    assert button.inner_text() == "Switch the sound on"
    page.goto("/records/")
    page.locator("h1").click()
    page.wait_for_function("() => document.title.startsWith('FLASH')")
    assert not page.evaluate(f"() => {SOUNDED}")
    page.locator(".ring [data-ring-sound]").click()
    page.wait_for_function(f"() => {SOUNDED}")


@pytest.mark.parametrize("kept", ["on", "off"])
def test_the_button_says_the_kept_choice_on_every_page(visit, flash, kept):
    page = visit("liaison-a")
    page.goto("/duty/")
    page.evaluate(f"() => localStorage.setItem('chorsu-ring-sound', '{kept}')")
    for address in ("/records/", "/duty/", "/exchange/"):
        page.goto(address)
        page.wait_for_function("() => document.title.startsWith('FLASH')")
        says = page.locator(".ring [data-ring-sound]").inner_text()
        assert says in ({WAITS, "Switch the sound off"} if kept == "on" else {"Switch the sound on"}), address


def test_what_the_line_tells_begins_and_ends_on_all_pages_of_the_browser(visit, bank):
    one = visit("liaison-a")
    other = one.context.new_page()
    for page, address in ((one, "/records/"), (other, "/duty/")):
        page.goto(address)
        assert not rings(page)
    sent(kind="alert", precedence=3, at=now())
    third = one.context.new_page()
    third.goto("/records/")
    told = third.locator("chorsu-ring").inner_html()
    tell = "html => document.dispatchEvent(new CustomEvent('chorsu:ring', {detail: {html}}))"
    one.evaluate(tell, told)
    for page in (one, other):
        page.wait_for_selector(".ring")
        assert page.locator(".ring input[name=csrfmiddlewaretoken]").count() == 1
    one.evaluate(tell, "")
    assert stopped(one)
    assert stopped(other)
