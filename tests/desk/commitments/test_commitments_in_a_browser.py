"""Commitments in a real browser: proposed and accepted by keyboard, both languages, both widths, nothing over the edge."""

import datetime as dt

import pytest

from builders.commitments import UZC, accepted, fulfilled, proposed
from builders.messages import KZ, does
from builders.releasing import agency
from builders.returns import nil
from chorsu.exchange.commitments.promising import decline
from chorsu.kernel.clock import now
from journeys.proof import faults, foreign_words

pytestmark = [pytest.mark.browser]
WIDTHS = (1440, 390)


@pytest.fixture
def promised(bank):
    """One in force with periods of each kind, one that waits for an answer, one that was declined."""
    at = now() - dt.timedelta(days=30)
    one = accepted(
        at=at, first=(at + dt.timedelta(days=6)).date(), substances=("mdma", "heroin"), subject="Синтетические наркотики",
        basis="Соглашение, ст. 4", contact="Отдел",
    )  # fmt: skip
    fulfilled(one, at=now())
    nil(who="liaison-b", provider=UZC, audience=[agency(KZ)])
    waits = proposed("liaison-a", at=now(), partner="example-customs-uz", subject="Маршруты", basis="Протокол")
    no = proposed(at=now(), subject="Растения", basis="Протокол")
    does("liaison-a", decline, at=now(), identifier=no.pk, ground="safety", words="нет")
    return one, waits, no


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_page_is_sound_and_one_is_kept_by_keyboard(visit, promised, language):
    one, waits, no = promised
    address = "/exchange/commitments/"
    pages = [address, f"{address}new/", f"/exchange/new/?fulfils={one.pk}:2", "/exchange/", "/duty/"]
    pages += [f"{address}{each.pk}/" for each in (one, waits, no)]
    page = visit("liaison-b", language=language)
    for each in pages:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(each)
            assert faults(page, width) == [], (each, width)
        if language == "ru":
            assert foreign_words(page) == [], each
    page.goto(f"{address}{waits.pk}/")
    page.get_by_role("button", name={"en": "Accept", "ru": "Принять"}[language], exact=True).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.get_by_text(
        {"en": "from now on it is promised", "ru": "обязательство действует"}[language]
    ).is_visible()
    page.goto(f"{address}{one.pk}/")
    page.get_by_role("button", name={"en": "Nothing to report", "ru": "Сообщать нечего"}[language]).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.get_by_text({"en": "The other side sees it", "ru": "Другая сторона это видит"}[language]).is_visible()
