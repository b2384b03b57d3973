"""My desk on home: what waits for the viewer, since when, the most pressing first; nothing that waits for another."""

import datetime as dt
import re

import pytest
from django.test import Client

from builders.commitments import FIRST, accepted, proposed
from builders.drafts import Desk
from builders.messages import AT, KZ, UZ, acknowledged, does, draft, enter_colleague, sent
from builders.releasing import act, agency, state
from builders.seizures import follow, record
from builders.watches import made
from cast import actor
from chorsu.desk.home import waiting
from chorsu.desk.home.waiting import things_of
from chorsu.directory.models import User
from chorsu.exchange.duty.handing import hand_over
from chorsu.exchange.messages import receiving, sending
from chorsu.handling.viewer import viewing
from chorsu.intake.drafts import deciding
from chorsu.kernel.clock import now
from chorsu.matching.selectors import undecided
from chorsu.records.models import Link
from chorsu.records.permissions.services import ask
from chorsu.records.services import recall

pytestmark = pytest.mark.usefixtures("bank")


def desk(who, at=None):
    """The things on somebody's desk: label, count, where each leads."""
    with viewing(actor(who)):
        return [(one.label, one.count, one.href) for one in things_of(actor(who), at or now())]


def page(who, path="/"):
    client = Client()
    client.force_login(User.objects.get(username=who))
    return client.get(path).text


def test_an_empty_desk_says_so_and_what_to_do():
    told = page("border-officer")
    assert "Nothing waits for you." in told
    assert 'href="/hand-in/"' in told.split('id="my-desk"')[1].split("</section>")[0]


def test_what_waits_for_one_authority_waits_for_no_other():
    sent()
    assert desk("liaison-a") == [("Message to answer", 1, "/exchange/")]
    assert desk("border-officer") == desk("stranger-c") == []


@pytest.mark.parametrize(
    ("precedence", "first"),
    [(1, "Message to answer"), (2, "Messages to read or acknowledge"), (3, "Messages to read or acknowledge")],
)
def test_what_is_late_goes_before_all_that_is_not_immediate(precedence, first):
    at = now()
    sent(kind="alert", precedence=precedence, at=at)
    sent(kind="spontaneous", at=at, who="border-officer")
    sent(at=at - dt.timedelta(days=9))
    assert len(desk("liaison-a", at)) == 2
    assert desk("liaison-a", at)[0][0] == first
    assert next(label for label, *_ in desk("liaison-a", at - dt.timedelta(days=8.9))).startswith("Messages to read")


def test_it_tells_the_clock_and_the_age_of_the_oldest():
    at = now()
    sent(at=at - dt.timedelta(hours=3))
    sent(at=at - dt.timedelta(hours=1))
    with viewing(actor("liaison-a")):
        (thing,) = things_of(actor("liaison-a"), at)
    assert thing.count == 2
    assert abs(thing.since - (at - dt.timedelta(hours=3))) < dt.timedelta(seconds=1)
    assert "left" in thing.clock
    shown = page("liaison-a").split('id="my-desk"')[1].split("</section>")[0]
    assert "the oldest" in shown
    assert re.search(r"3\xa0hours ago", shown)


def test_what_is_given_to_me_stands_apart(as_role):
    enter_colleague(as_role, "colleague-kz", KZ)
    message = sent(at=now())
    does("liaison-a", receiving.assign, at=now(), message=message.pk, officer=actor("colleague-kz").user)
    assert ("Message given to you", 1, "/exchange/?mine=1") in desk("colleague-kz")
    assert "Message given to you" not in [label for label, *_ in desk("liaison-a")]


def test_a_draft_waits_for_whoever_did_not_write_it(as_role):
    enter_colleague(as_role, "colleague", UZ)
    enter_colleague(as_role, "liaison-uz", UZ, ("liaison",))
    does("liaison-uz", sending.set_four_eyes, authority=agency(UZ), wanted=True)
    one = draft(at=now())
    does("border-officer", sending.send_message, at=now(), identifier=one.pk)
    assert desk("colleague") == [("Draft for you to release", 1, "/exchange/?tab=drafts")]
    assert desk("border-officer") == []


def test_alerts_and_hand_overs_wait(as_role):
    enter_colleague(as_role, "colleague-kz", KZ)
    made()
    with as_role("worker"):
        record([{}], audience=[state("KZ")])
        follow()
    does("liaison-a", hand_over, at=now(), words="quiet")
    labels = {label: count for label, count, _ in desk("colleague-kz")}
    assert labels == {"New alert": 1, "Hand-over to sign": 1}
    assert "Hand-over to sign" not in [label for label, *_ in desk("liaison-a")]


def test_what_is_done_leaves_the_desk():
    message = sent(kind="alert", at=now())
    assert desk("liaison-a")
    acknowledged(message, at=now())
    assert desk("liaison-a") == []


def test_texts_to_confirm_wait_at_whoever_handed_them_in_until_all_is_decided(as_role):
    border = Desk(as_role)
    drafts = border.drafts_of()
    assert desk("border-officer") == [("Text to confirm", 1, "/hand-in/text/")]
    assert desk("liaison-a") == []
    for one in drafts:
        border.acts(deciding.reject, one, reason="none")
    assert desk("border-officer") == []


def test_pairs_to_decide_wait_at_both_providers_and_are_counted_up_to_a_limit(as_role):
    with as_role("worker"):
        record([{"quantity": 13.847, "kg": 13.847}], audience=[2])
        record([{"quantity": 13.8, "kg": 13.8}], provider="example-customs-kz", audience=[2])
        follow()
        Link.objects.update(state="possible", proposed="possible")
    waits = [("Pair that may be one event", 1, "/same-event/")]
    assert desk("border-officer") == desk("liaison-a") == waits
    with viewing(actor("liaison-a")):
        (thing,) = things_of(actor("liaison-a"), now())
        assert abs(thing.since - now()) < dt.timedelta(minutes=1)
        assert undecided(1) == (1, None)


def test_what_was_promised_waits_for_its_side_alone():
    proposed(at=AT)
    assert ("Commitment to accept", 1, "/exchange/commitments/") in desk("liaison-a", AT)
    assert desk("stranger-c", AT) == []


def test_a_report_is_due_a_day_before_and_not_earlier():
    accepted(at=AT)
    day = dt.datetime.combine(FIRST, dt.time(), tzinfo=dt.UTC)
    told = ("Report promised and due", 1, "/exchange/commitments/")
    assert told in desk("liaison-b", day)
    assert told not in desk("liaison-b", day - dt.timedelta(days=3))
    assert desk("stranger-c", day) == []


def test_a_request_for_permission_and_a_recall_wait(as_role):
    with as_role("worker"):
        one, other = record([{}, {}], audience=[state("KZ")])
        follow()
    act(recall, "border-officer", other, principals=[state("KZ")], reason="moved")
    act(ask, "liaison-a", one, kind="third-party", to=[agency("example-centre")], purpose="x", deadline="7d")
    labels = {label for label, *_ in desk("border-officer")} | {label for label, *_ in desk("liaison-a")}
    assert {"Request for permission to answer", "Recall to receive"} <= labels


def test_the_loudest_alert_counts_behind_however_many_older_ones(as_role, monkeypatch):
    monkeypatch.setattr(waiting, "MOST", 3)
    for number in range(4):
        made(name=f"Heroin {number}")
    with as_role("worker"):
        record([{}], audience=[state("KZ")])
        follow()
    made(name="Loud", precedence=3)
    with as_role("worker"):
        record([{"quantity": 5.0, "kg": 5.0}], audience=[state("KZ")])
        follow()
    with viewing(actor("liaison-a")):
        (told,) = [one for one in things_of(actor("liaison-a"), now()) if "tab=new" in one.href]
    assert (told.number, told.precedence) == ("3+", 3)


def test_what_is_given_to_me_and_what_is_to_read_count_behind_however_many_answers_owed(monkeypatch):
    monkeypatch.setattr(waiting, "MOST", 3)
    last = sent(at=now(), urgency="7d")
    does("liaison-a", receiving.assign, at=now(), message=last.pk, officer=actor("liaison-a").user)
    sent(at=now(), kind="spontaneous")
    for _ in range(4):
        sent(at=now(), urgency="8h", precedence=1)
    told = {label: count for label, count, _ in desk("liaison-a") if "essage" in label}
    assert told == {"Messages to answer": 3, "Message to read or acknowledge": 1, "Message given to you": 1}
