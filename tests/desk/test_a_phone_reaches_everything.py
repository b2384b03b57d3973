"""On a phone every entry of the wide rail is reached: in the bar, or behind "More" by keyboard and without a script."""

import pytest
from django.urls import reverse

from journeys.proof import faults
from staff import enter_staff

pytestmark = [pytest.mark.browser]
CAST = (
    "border-officer",
    "liaison-a",
    "analyst",
    "duty-officer",
    "press-one",
    "centre-admin",
    "admin-uz",
    "auditor",
    "protector",
)
PHONE = 390
SEEN = """(links) => links.filter((link) => {
    const box = link.getBoundingClientRect();
    const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return box.width > 0 && box.left >= 0 && box.right <= innerWidth && link.contains(at);
}).map((link) => link.getAttribute('href'))"""


def shown(page):
    return page.locator(".rail li a").evaluate_all(SEEN)


@pytest.fixture
def staff(as_role, bank):
    return enter_staff(as_role)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_role_reaches_every_entry(visit, staff, language):
    for username in CAST:
        page = visit(username, language=language)
        start = reverse("people") if "admin" in username else reverse("account")
        page.goto(start)
        wide = shown(page)
        assert wide, username
        page.set_viewport_size({"width": PHONE, "height": 844})
        page.goto(start)
        bar = shown(page)
        if bar != wide:
            page.locator(".rail .more summary").focus()
            page.keyboard.press("Enter")
        assert shown(page) == wide, username
        assert faults(page, PHONE) == [], username


def test_more_opens_by_keyboard_leads_on_and_closes_by_escape(visit):
    page = visit("liaison-a", width=PHONE)
    page.goto(reverse("records"))
    more = page.locator(".rail .more summary")
    more.focus()
    page.keyboard.press("Space")
    assert page.get_by_role("link", name="Calendar").is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_role("link", name="Calendar").is_visible()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Handling", exact=True).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith(reverse("recalled"))
    assert "you are in Handling" in page.locator(".rail .more summary").inner_text()


def test_more_opens_without_a_script(visit):
    page = visit("liaison-a", language="ru", width=PHONE, java_script_enabled=False)
    page.goto(reverse("records"))
    page.locator(".rail .more summary").click()
    page.locator(".rail .more a", has_text="Обращение").click()
    assert page.url.endswith(reverse("recalled"))


def test_whoever_has_few_entries_has_them_all_in_the_bar(visit, staff):
    page = visit("centre-admin", width=PHONE)
    page.goto(reverse("people"))
    assert page.locator(".rail .more").count() == 0
