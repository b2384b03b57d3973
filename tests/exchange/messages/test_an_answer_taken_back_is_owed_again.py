"""What answered a request and is taken back answers it no more: the clock runs, and a better answer can be sent."""

import pytest

from builders.messages import KZ, UZ, acknowledged, answered, delivery, does, hours, sent
from cast import actor
from chorsu.exchange.duty.ringing import ringing
from chorsu.exchange.messages import sending
from chorsu.exchange.messages.escalating import remind_and_escalate
from chorsu.exchange.messages.models import DeliveryChange, Message, Notice
from chorsu.exchange.messages.selectors import waiting_for
from chorsu.exchange.messages.statistics import pairs_since
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.kernel.errors import InputError

pytestmark = pytest.mark.usefixtures("bank")


def taken_back(message, *, who="liaison-a", at=None):
    return does(who, sending.recall_message, identifier=message.pk, reason="by mistake", at=at or now())


@pytest.mark.parametrize("kind", ["reply", "refusal"])
def test_a_recalled_answer_is_owed_again_by_the_same_end(kind):
    one = sent()
    ground = {"ground": "running-case"} if kind == "refusal" else {}
    reply = answered(one, kind, at=hours(2), **ground)
    taken_back(reply, at=hours(3))
    found = delivery(one)
    assert (found.state, found.due_at, found.answered_at, found.ground) == ("open", hours(8), None, "")
    assert found.next_at is not None
    answered(one, "reply", at=hours(9))
    assert (delivery(one).state, delivery(one).answered_at) == ("answered", hours(9))
    with viewing(actor("border-officer")):
        kinds = list(DeliveryChange.objects.filter(delivery=found.pk).values_list("kind", flat=True))
    assert kinds == [{"reply": "answered", "refusal": "refused"}[kind], "reopened", "answered"]


def test_what_was_taken_back_counts_as_no_answer():
    one = sent(at=now())
    taken_back(answered(one, "reply", at=now()))
    with viewing(actor("border-officer")):
        (pair,) = pairs_since(now() - (hours(24) - hours(0)))
    assert pair.in_time == 0


def test_a_question_taken_back_lets_the_clock_run(as_role):
    one = sent()
    asked = answered(one, "clarification", at=hours(1))
    taken_back(asked, at=hours(3))
    assert (delivery(one).state, delivery(one).due_at) == ("open", hours(10))
    answered(one, "clarification", at=hours(4))
    assert delivery(one).state == "paused"
    with as_role("worker"):
        assert remind_and_escalate(hours(3.5)) == 0


def test_an_older_question_taken_back_leaves_the_newer_one_standing():
    one = sent()
    first = answered(one, "clarification", at=hours(1))
    answered(first, "reply", who="border-officer", at=hours(2))
    answered(one, "clarification", at=hours(3))
    taken_back(first, at=hours(4))
    assert delivery(one).state == "paused"


def test_a_question_taken_back_after_the_answer_leaves_it_answered():
    one = sent()
    asked = answered(one, "clarification", at=hours(1))
    answered(one, "reply", at=hours(2))
    taken_back(asked, at=hours(3))
    assert delivery(one).state == "answered"


def test_what_clarified_and_is_taken_back_is_owed_again_and_the_clock_stands(as_role):
    one = sent()
    asked = answered(one, "clarification", at=hours(1))
    acknowledged(asked, who="border-officer", at=hours(1.5))
    told = answered(asked, "reply", who="border-officer", at=hours(2))
    assert (delivery(one).state, delivery(one).due_at) == ("open", hours(9))
    taken_back(told, who="border-officer", at=hours(3))
    assert (delivery(one).state, delivery(asked, UZ).state) == ("paused", "told")
    with viewing(actor("border-officer")):
        assert [one.message_id for one in waiting_for(actor("border-officer"))] == [asked.pk]
    with as_role("worker"):
        assert remind_and_escalate(hours(100)) == 0
    answered(asked, "reply", who="border-officer", at=hours(5))
    assert (delivery(one).state, delivery(one).due_at) == ("open", hours(11))


def test_an_older_clarification_taken_back_leaves_the_clock_as_it_runs():
    one = sent()
    first = answered(one, "clarification", at=hours(1))
    told = answered(first, "reply", who="border-officer", at=hours(2))
    second = answered(one, "clarification", at=hours(3))
    answered(second, "reply", who="border-officer", at=hours(4))
    taken_back(told, who="border-officer", at=hours(5))
    assert delivery(one).state == "open"


@pytest.mark.parametrize("seen", [True, False])
def test_what_rings_falls_silent_with_an_answer_and_rings_again_without_it(seen):
    one = sent(kind="spontaneous", precedence=Message.Precedence.FLASH)
    if seen:
        acknowledged(one, at=hours(0.5))
    reply = answered(one, "reply", at=hours(1))
    assert ringing_at("liaison-a") == []
    taken_back(reply, at=hours(2))
    assert ringing_at("liaison-a") == ([] if seen else [one.pk])


def ringing_at(who):
    with viewing(actor(who)):
        return [each.message for each in ringing(actor(who), hours(3))]


def test_an_answer_to_what_was_taken_back_itself_is_owed_by_nobody():
    one = sent()
    reply = answered(one, "reply", at=hours(1))
    does("border-officer", sending.recall_message, identifier=one.pk, reason="the case is closed", at=hours(2))
    taken_back(reply, at=hours(3))
    assert delivery(one).state == "answered"


def test_of_what_one_is_only_told_nothing_is_owed():
    one = sent(kind="spontaneous")
    taken_back(answered(one, "reply", at=hours(1)), at=hours(2))
    assert delivery(one).state == "told"


def test_a_recalled_answer_that_is_late_by_then_goes_up(as_role):
    one = sent()
    acknowledged(one, at=hours(0.5))
    reply = answered(one, "reply", at=hours(7))
    taken_back(reply, at=hours(20))
    with as_role("worker"):
        assert remind_and_escalate(hours(20)) == 4
        assert sorted(Notice.objects.values_list("kind", "level")) == [
            ("late", 1), ("late", 2), ("late", 3), ("reminder", 0),
        ]  # fmt: skip
    with pytest.raises(InputError):
        taken_back(reply, at=hours(21))
    assert delivery(one, KZ).state == "open"
