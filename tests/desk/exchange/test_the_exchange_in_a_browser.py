"""The desk, a thread, the form and the figures in a real browser: by keyboard, both languages, both widths, no fault."""

import pytest

from builders.messages import KZ, TJ, answered, delivery, draft, sent
from chorsu.exchange.messages.escalating import remind_and_escalate
from chorsu.kernel.clock import now
from journeys.proof import faults, foreign_words

pytestmark = [pytest.mark.browser]
WIDTHS = (1440, 390)


@pytest.fixture
def exchanged(bank, as_role):
    """A request to two, one of whom refused; an alert; a draft; a reminder. The request."""
    one = sent(to=(KZ, TJ), at=now(), subject="Чей это грузовик?", language="ru", body="Белый, с двойным баком.")
    answered(one, "refusal", who="example-drug-control-tj", at=now(), ground="safety")
    late = sent(subject="2026-1", at=now().replace(year=2025))
    with as_role("worker"):
        remind_and_escalate(now())
    sent(kind="alert", precedence=3, at=now(), subject="2026-2")
    draft(subject="2026-3")
    assert delivery(late).level == 3
    return one


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_page_is_sound_in_both_widths(visit, exchanged, language):
    pages = {
        "liaison-a": ("/exchange/", f"/exchange/{exchanged.pk}/", "/exchange/new/"),
        "border-officer": ("/exchange/?tab=out", f"/exchange/{exchanged.pk}/", "/exchange/statistics/"),
        "liaison-b": ("/exchange/?tab=drafts",),
        "stranger-c": ("/exchange/?tab=sent",),
    }
    for who, addresses in pages.items():
        page = visit(who, language=language)
        for address in addresses:
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                page.goto(address)
                assert faults(page, width) == [], (who, address, width)
            if language == "ru":
                assert foreign_words(page) == [], address


def test_a_request_is_taken_in_hand_and_answered_by_keyboard(visit, exchanged):
    page = visit("liaison-a")
    page.goto("/")
    page.keyboard.press("g")
    with page.expect_navigation():
        page.keyboard.press("x")
    link = page.get_by_role("link", name="Чей это грузовик?")
    link.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_role("main").get_by_role("button", name="Acknowledge").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_label("Does it name persons").select_option("no")
    page.get_by_label("Text").first.fill("A firm in Almaty.")
    page.get_by_role("button", name="Send").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.get_by_text("A firm in Almaty.").is_visible()
    assert delivery(exchanged).state == "answered"
