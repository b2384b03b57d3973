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
        "border-officer": (
            "/exchange/?tab=out",
            f"/exchange/{exchanged.pk}/",
            "/exchange/statistics/",
            "/exchange/templates/",
        ),
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


def test_files_go_with_progress_and_what_is_refused_says_so_beside_every_word(visit, bank, settings, tmp_path):
    settings.CHORSU_HOME = tmp_path
    page = visit("border-officer")
    page.goto("/exchange/new/")
    page.get_by_label("Subject").fill("Who owns this lorry?")
    page.get_by_label("Text", exact=True).fill("It crossed at Termez.")
    files = [
        {"name": "Рейс.csv", "mimeType": "text/csv", "buffer": "номер;день\n".encode()},
        {"name": "bad.csv", "mimeType": "text/csv", "buffer": b"a;b\n=1+1;2\n"},
    ]
    page.get_by_label("Attach files").set_input_files(files)
    page.get_by_role("button", name="Attach and go on writing").press("Enter")
    page.get_by_text("“bad.csv” holds formulas").wait_for()
    assert "/exchange/drafts/" in page.url
    assert page.get_by_label("Text", exact=True).input_value() == "It crossed at Termez."
    assert page.get_by_role("link", name="Рейс.csv").is_visible()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert faults(page, width) == []
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Рейс.csv").click()
    assert fetched.value.suggested_filename == "Рейс.csv"
    with page.expect_navigation():
        page.get_by_role("button", name="Рейс.csv").press("Enter")
    assert page.get_by_role("link", name="Рейс.csv").count() == 0
    assert page.get_by_label("Text", exact=True).input_value() == "It crossed at Termez."


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


@pytest.mark.parametrize("language", ["en", "ru"])
def test_on_a_phone_the_precedence_is_seen_at_first(visit, exchanged, language):
    page = visit("liaison-a", language=language)
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto("/exchange/")
    seen = page.locator(".table-wrap").bounding_box()
    for chip in page.locator(".table-wrap tbody .chip", has_text="FLASH").all():
        box = chip.bounding_box()
        assert box["x"] + box["width"] <= seen["x"] + seen["width"]
    assert page.locator(".table-wrap tbody .chip", has_text="FLASH").count() == 1
