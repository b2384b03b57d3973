"""The example region begins with threads: marked as examples, one near its deadline, entered once."""

import pytest

from cast import actor
from chorsu.config.region.messaging import enter_messages, enter_rosters, load_messages
from chorsu.directory.roster import on_duty
from chorsu.exchange.messages.models import Delivery, Message
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now

pytestmark = pytest.mark.usefixtures("bank")


def counted(as_role):
    with as_role("worker"):
        return Message.objects.count(), Delivery.objects.count()


def test_they_are_entered_once_and_marked(as_role):
    enter_messages(now())
    found = counted(as_role)
    assert found[0] == len(load_messages()) + 2
    enter_messages(now())
    assert counted(as_role) == found
    with as_role("worker"):
        assert all(Message.objects.values_list("synthetic", flat=True))
        assert all(Delivery.objects.values_list("synthetic", flat=True))


def test_one_of_them_is_near_its_deadline():
    at = now()
    enter_messages(at)
    with viewing(actor("liaison-a")):
        pressing = Delivery.objects.filter(state="open", due_at__gt=at).order_by("due_at").first()
        assert (pressing.due_at - at).total_seconds() < 2 * 3600
        assert {one.kind for one in Delivery.objects.all()} >= {"request", "alert"}


def test_somebody_is_on_duty_and_is_entered_once(bank):
    for _ in "ab":
        enter_rosters(now())
    with viewing(actor("stranger-c")):
        named = sorted(duty.officer.username for duty in on_duty(now()))
    assert named == ["duty-officer", "liaison-a", "liaison-b"]
