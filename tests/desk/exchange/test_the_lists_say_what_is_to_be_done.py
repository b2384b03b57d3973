"""What waits is what there is to do: counted so on the desk and in the rail, told apart by colour and word, by subject."""

import datetime as dt
import re

import pytest

from builders.messages import AT, acknowledged, answered, sent
from chorsu.desk.exchange.wording import deadline
from chorsu.exchange.messages.escalating import remind_and_escalate
from chorsu.kernel.clock import now


def waiting(client):
    """The number on the tab, and the one in the rail."""
    page = client.get("/exchange/").text
    tab = int(re.search(r"Waits for us \((\d+)\)", page)[1])
    entry = page.split('data-go="x"')[1].split("</a>")[0]
    rail = re.search(r'<span class="count">(\d+)</span>', entry)
    return tab, int(rail[1]) if rail else 0


def test_information_and_replies_wait_until_they_are_read(enter):
    liaison, border = enter("liaison-a"), enter("border-officer")
    told = sent(kind="spontaneous", at=now())
    one = sent(at=now())
    assert waiting(liaison) == (2, 2)
    liaison.get(f"/exchange/{told.pk}/")
    assert waiting(liaison) == (1, 1)
    reply = answered(one, "reply", at=now())
    assert waiting(liaison) == (0, 0)
    assert waiting(border) == (1, 1)
    border.get(f"/exchange/{reply.pk}/")
    assert waiting(border) == (0, 0)


def test_alerts_and_urgent_information_wait_until_somebody_acknowledges(enter):
    liaison = enter("liaison-a")
    alert, urgent = sent(kind="alert", at=now()), sent(kind="spontaneous", precedence=2, at=now())
    for one in (alert, urgent):
        liaison.get(f"/exchange/{one.pk}/")
    assert waiting(liaison) == (2, 2)
    for one in (alert, urgent):
        acknowledged(one, at=now())
    assert waiting(liaison) == (0, 0)


def test_an_answer_says_that_it_was_seen(enter):
    liaison = enter("liaison-a")
    one = sent(at=now())
    loud = '<button class="btn btn-primary" type="submit"><svg'
    act = f'action="/exchange/{one.pk}/acknowledge/"'
    assert act in liaison.get(f"/exchange/{one.pk}/").text
    answered(one, "reply", at=now())
    assert act not in liaison.get(f"/exchange/{one.pk}/").text
    told = sent(kind="spontaneous", at=now())
    side = (
        liaison.get(f"/exchange/{told.pk}/")
        .text.split(f'action="/exchange/{told.pk}/acknowledge/"')[1]
        .split("</form>")[0]
    )
    assert loud not in side


@pytest.mark.parametrize(("precedence", "word", "tone"), [(3, "FLASH", "bad"), (2, "IMMEDIATE", "warn")])
def test_what_is_urgent_stands_out_by_colour_and_word(enter, precedence, word, tone):
    sent(kind="alert", precedence=precedence, at=now())
    chip = f'<span class="chip chip-{tone}">{word}</span>'
    assert chip in enter("liaison-a").get("/exchange/").text
    assert chip in enter("border-officer").get("/exchange/?tab=sent").text


def test_a_reminder_names_the_subject_to_who_sees_the_message_alone(enter, as_role):
    sent(subject="Whose lorry?")
    with as_role("worker"):
        remind_and_escalate(AT.replace(day=3))
    told = enter("liaison-a").get("/exchange/").text.split("Reminders</h2>")[1].split("</section>")[0]
    assert "Whose lorry?" in told
    assert "Whose lorry?" not in enter("duty-officer").get("/exchange/").text


def test_the_form_says_handling_and_asks_of_persons_before_the_text(enter):
    form = enter("border-officer").get("/exchange/new/").text
    assert "operational: H0, H1, H2" in form.lower().replace("h0, h1, h2", "H0, H1, H2")
    assert form.index('id="w-personal"') < form.index('id="w-body"') < form.index('name="channel"')
    assert re.search(r'id="w-personal" name="personal" required', form)
    assert "(required)" in form


def test_a_reply_asks_for_no_ground(enter):
    one = sent(at=now())
    page = enter("liaison-a").get(f"/exchange/{one.pk}/").text
    assert "none</option>" not in page
    assert '<div class="of-refusal">' in page


def test_moments_in_a_list_say_whose_clock_they_follow(enter):
    sent(at=now())
    assert "When, UTC" in enter("border-officer").get("/exchange/?tab=sent").text


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (3 * 3600, "3\xa0hours left"),
        (59, "less than a minute left"),
        (0, "late by less than a minute"),
        (-59, "late by less than a minute"),
        (-120, "late by 2\xa0minutes"),
    ],
)
def test_a_clock_never_counts_no_minutes(seconds, words):
    at = now()
    assert deadline(at + dt.timedelta(seconds=seconds), at) == words
