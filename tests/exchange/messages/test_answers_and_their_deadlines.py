"""Asked, clarified, extended, answered or refused: the deadline is always what the clock says of what was done."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.messages import AT, KZ, TJ, answered, delivery, does, draft, hours, sent
from builders.releasing import agency
from cast import actor
from chorsu.exchange.deadlines.calendars import calendar_of
from chorsu.exchange.deadlines.counting import Clock, Pause
from chorsu.exchange.deadlines.rules import Urgency, row_for
from chorsu.exchange.messages import receiving, sending
from chorsu.exchange.messages.delivering import clock_of
from chorsu.exchange.messages.models import DeliveryChange
from chorsu.handling.grounds import grounds
from chorsu.handling.viewer import viewing
from chorsu.kernel.errors import InputError

pytestmark = pytest.mark.usefixtures("bank")


def test_the_deadline_is_counted_in_the_zone_of_who_answers():
    """Three days from a Monday evening in Greenwich, which is Tuesday in Almaty and in Dushanbe: Friday is the last."""
    one = sent(urgency="3d", to=(KZ, TJ, "example-police-ru"))
    due = {code: delivery(one, code).due_at for code in (KZ, TJ, "example-police-ru")}
    midnight = dt.datetime(2026, 3, 7, tzinfo=ZoneInfo("Asia/Almaty"))
    assert due[KZ] == due[TJ] == midnight
    assert due["example-police-ru"] == dt.datetime(2026, 3, 7, tzinfo=ZoneInfo("Europe/Moscow"))
    assert delivery(sent(urgency="8h")).due_at == hours(8)


def test_only_a_request_has_a_deadline():
    one = sent(kind="spontaneous")
    assert (delivery(one).state, delivery(one).due_at) == ("told", None)


def test_an_answer_ends_it_and_says_whether_it_was_in_time():
    one = sent()
    answered(one, "reply", at=hours(7))
    found = delivery(one)
    assert (found.state, found.answered_at, found.due_at) == ("answered", hours(7), hours(8))
    assert found.next_at is None
    with pytest.raises(InputError):
        answered(one, "reply", at=hours(9))


def test_a_refusal_has_a_ground():
    one = sent()
    with pytest.raises(InputError):
        answered(one, "refusal")
    with pytest.raises(InputError):
        answered(one, "refusal", ground="because")
    assert delivery(one).state == "open"
    unfinished = draft(who="liaison-a", kind="refusal", answers=one.pk, body="For the reason that", personal=False)
    assert (unfinished.kind, unfinished.body, unfinished.ground) == ("refusal", "For the reason that", "")
    told = answered(one, "refusal", ground="running-case")
    assert (delivery(one).state, delivery(one).ground, told.ground) == ("refused", "running-case", "running-case")
    assert "running-case" in grounds("permission")


def test_a_clarification_stops_the_clock_and_its_answer_lets_it_go_on():
    one = sent()
    asked = answered(one, "clarification", at=hours(2))
    assert (delivery(one).state, delivery(one).due_at, delivery(one).next_at) == ("paused", None, None)
    with pytest.raises(InputError):
        answered(one, "clarification", at=hours(3))
    answered(asked, "reply", who="border-officer", at=hours(30))
    assert (delivery(one).state, delivery(one).due_at) == ("open", hours(36))
    assert delivery(asked, "example-border-uz", "liaison-a").state == "told"


def test_a_paused_request_can_be_answered_all_the_same():
    one = sent()
    answered(one, "clarification", at=hours(2))
    answered(one, "reply", at=hours(3))
    assert delivery(one).state == "answered"


def test_who_is_only_told_may_answer_too():
    one = sent(kind="spontaneous")
    first, second = (answered(one, "reply") for _ in range(2))
    assert first.thread == second.thread == one.pk
    with pytest.raises(InputError):
        answered(first, "refusal", who="border-officer")


def test_an_answer_to_what_was_taken_back_is_not_sent():
    one = sent()
    answer = draft(who="liaison-a", kind="reply", answers=one.pk)
    does("border-officer", sending.recall_message, identifier=one.pk, reason="sent by mistake")
    with pytest.raises(InputError):
        does("liaison-a", sending.send_message, identifier=answer.pk)


ACTS = st.lists(
    st.tuples(st.sampled_from(["acknowledge", "assign", "clarify", "clear", "extend"]), st.integers(1, 40)), max_size=6
)


@settings(max_examples=12)
@given(urgency=st.sampled_from(list(Urgency)), acts=ACTS)
def test_after_any_acts_the_deadline_is_what_the_clock_says(urgency, acts):
    one, at, asked, pauses, more = sent(urgency=urgency), AT, None, [], []
    for act, passing in acts:
        at += dt.timedelta(hours=passing)
        try:
            if act == "acknowledge":
                does("liaison-a", receiving.acknowledge, message=one.pk, at=at)
            elif act == "assign":
                does("liaison-a", receiving.assign, message=one.pk, officer=actor("liaison-a").user, at=at)
            elif act == "clarify":
                asked = answered(one, "clarification", at=at)
                pauses.append(Pause(at))
            elif act == "clear" and asked is not None and pauses[-1].until is None:
                answered(asked, "reply", who="border-officer", at=at)
                pauses[-1] = Pause(pauses[-1].since, at)
            elif act == "extend":
                more_of = {"message": one.pk, "addressee": agency(KZ), "amount": passing, "reason": "needed"}
                does("border-officer", receiving.extend, at=at, **more_of)
                more.append(passing)
        except InputError:
            continue
    rule = row_for(urgency, asks="UZ", answers="KZ", on=AT.date()).rule
    said = Clock(AT, rule, calendar_of("KZ"), tuple(pauses), tuple(more)).due()
    found = delivery(one)
    assert found.due_at == said
    with viewing(actor("border-officer")):
        kept = list(DeliveryChange.objects.filter(delivery=found.pk))
    assert clock_of(found, kept).due() == said
    assert found.version == len(kept)
