"""The alert card: one sheet with what is read out, for those who see the message, and nothing to lead elsewhere."""

import datetime as dt

import pytest

from builders.messages import AT, UZ, delivery, does, enter_colleague, sent
from builders.rosters import on_duty
from cast import actor
from chorsu.exchange.messages import sending
from chorsu.exchange.models import Message
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.kernel.ids import uuid7
from journeys.proof import faults, foreign_words


@pytest.fixture
def alert(bank, as_role):
    """An alert about a lorry, sent on a Monday evening in Greenwich; somebody is on duty where it came from."""
    on_duty(enter_colleague(as_role), now() - dt.timedelta(hours=1), code=UZ, by="liaison-b", telephone="+998 71 111")
    return sent(kind="alert", precedence=3, subject="01 A 123 BC", body="White, goes to Astana.", synthetic=True)


def test_it_holds_what_is_read_out(enter, alert):
    card = enter("liaison-a").get(f"/duty/card/{alert.pk}/").text
    for words in (
        "FLASH", "Special alert", "01 A 123 BC", "White, goes to Astana.", "2026-03-02 21:00 UTC", "2026-03-03 02:00 UTC+05:00",
        "+998 71 111", "zero · one · Alfa", "ноль · один · Альфа", "H1", "SYNTHETIC", "Example border guard, Uzbekistan",
    ):  # fmt: skip
        assert words in card, words
    for part in ("<nav", "<a ", "<button", "<script"):
        assert part not in card
    assert delivery(alert).opened_at is not None


def test_where_nobody_is_entered_the_centre_is_called_back(enter, bank):
    one = sent(kind="alert")
    liaison = enter("liaison-a")
    assert "Nobody is entered as on duty" in liaison.get(f"/duty/card/{one.pk}/").text
    on_duty(
        "duty-officer", now() - dt.timedelta(hours=1), code="example-centre", by="duty-officer", telephone="+7 700 7"
    )
    assert "+7 700 7" in liaison.get(f"/duty/card/{one.pk}/").text


def test_only_who_sees_the_message_sees_its_card(enter, alert):
    assert enter("border-officer").get(f"/duty/card/{alert.pk}/").status_code == 200
    for who in ("stranger-c", "example-police-kz", "duty-officer"):
        assert enter(who).get(f"/duty/card/{alert.pk}/").status_code == 404, who
    assert enter("liaison-a").get(f"/duty/card/{uuid7()}/").status_code == 404
    does("border-officer", sending.recall_message, identifier=alert.pk, reason="by mistake")
    assert enter("liaison-a").get(f"/duty/card/{alert.pk}/").status_code == 404
    assert "Taken back" in enter("border-officer").get(f"/duty/card/{alert.pk}/").text
    with viewing(actor("border-officer")):
        assert Message.objects.get(pk=alert.pk).sent_at == AT


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "ru"])
def test_it_is_one_sheet_of_a4_and_fits_a_phone(visit, alert, language):
    page = visit("liaison-a", language=language)
    page.goto(f"/duty/card/{alert.pk}/")
    assert page.pdf(format="A4").count(b"/Type /Page\n") == 1
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert faults(page, width) == []
    if language == "ru":
        assert foreign_words(page) == []
