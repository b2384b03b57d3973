"""A newcomer at the two doors: enters by keyboard, becomes somebody else, steers the replay, follows the guide."""

import pytest

from journeys.officers import Officer, follow, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]


@pytest.fixture
def visitor(browse, site):
    """Somebody who has not entered, at the start page."""
    visitor = Officer(browse(), site)
    visitor.opens("/start/")
    return visitor


def who(visitor):
    return visitor.reads(".top")


def test_the_cast_is_entered_by_keyboard(visitor):
    follow(visitor.page, "Enter as Border officer")
    assert "Example-Usta" in who(visitor)
    assert visitor.page.url == f"{visitor.site.officers}/"


def test_one_click_makes_somebody_else(visitor):
    visitor.on(visitor.page.locator("#cast button[value=liaison-a]"))
    assert "Example-Sarsen" in who(visitor)
    visitor.on(visitor.page.locator(".top a", has_text="Guide"))
    visitor.on(visitor.page.locator("#cast button[value=liaison-b]"))
    assert "Example-Karim" in who(visitor)


def test_a_wrong_password_is_said_and_nobody_enters(visitor):
    visitor.opens("/accounts/login/")
    tab_to(visitor.page, "Back to the two doors")
    visitor.page.fill("input[name=login]", "liaison-a")
    visitor.page.fill("input[name=password]", "not the password of anybody")
    visitor.on(visitor.page.locator("input[name=password]"))
    assert visitor.page.locator("[role=alert]").count() == 1
    assert "/start/" in visitor.page.request.get(visitor.site.officers).url


def test_the_replay_goes_on_and_pauses_by_keyboard(visitor):
    assert "Paused" in visitor.reads("#replay")
    for button, state in (("Go on", "A report every 20 seconds"), ("Pause", "Paused")):
        visitor.on(visitor.page.get_by_role("button", name=button, exact=True))
        visitor.page.wait_for_selector(f"#replay .replay-state:has-text('{state}')")


def test_the_guide_leads_to_where_it_says(visitor):
    visitor.on(visitor.page.locator("#guide button[value=border-officer]"))
    assert visitor.page.url == f"{visitor.site.officers}/hand-in/"
