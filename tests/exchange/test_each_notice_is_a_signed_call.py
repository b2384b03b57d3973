"""A reminder and each level of an escalation is a signed call of its own, once, also where calls were made before."""

import datetime as dt
import json

import pytest
from django.core.management import call_command

from builders import messages
from builders.calls import registered, worked
from builders.releasing import agency
from chorsu.exchange.hooks.models import Call
from chorsu.exchange.messages.escalating import remind_and_escalate
from chorsu.exchange.messages.models import Notice
from chorsu.kernel.clock import now


@pytest.fixture
def pressed(administrator, as_role):
    """The clock of a message that waits, moved on: what was told to the addressee by then."""
    at = now()

    def press(hours):
        later = at + dt.timedelta(hours=hours)
        with as_role("worker"):
            remind_and_escalate(later)
            return later, list(Notice.objects.filter(provider_id=agency(messages.KZ)).order_by("at", "id"))

    return press


def notices_of(machine):
    """What the machine was told of notices."""
    told = [json.loads(body) for _, _, body in machine.calls]
    return [one for one in told if one["kind"] == "notice"]


def test_a_machine_is_called_for_a_reminder_and_for_each_level(administrator, machine, as_role, pressed):
    registered(administrator, machine)
    delivery = messages.delivery(messages.sent(at=now()))
    given = []
    for hours in (1.1, 2.1, 7, 9):
        later, given = pressed(hours)
        worked(as_role, later)
        worked(as_role, later)
    assert len({(one.kind, one.level) for one in given}) > 2
    called = notices_of(machine)
    assert [one["notice"] for one in called] == [str(one.pk) for one in given]
    assert {one["about"] for one in called} == {str(delivery.pk)}
    assert len({one["id"] for one in called}) == len(given)
    assert [one.keys() for one in called] == [{"id", "kind", "about", "at", "notice"}] * len(given)


def test_several_that_were_given_while_the_worker_was_away_are_each_called(administrator, machine, as_role, pressed):
    registered(administrator, machine)
    messages.sent(at=now())
    later, given = pressed(9)
    worked(as_role, later)
    assert {one["notice"] for one in notices_of(machine)} == {str(one.pk) for one in given}


def test_what_was_called_before_each_had_its_call_is_not_called_again(administrator, machine, as_role, pressed):
    registered(administrator, machine)
    messages.sent(at=now())
    later, (first,) = pressed(1.1)
    worked(as_role, later)
    machine.calls.clear()
    with as_role("owner"):
        call_command("migrate", "exchange", "0010_alerts_wait_again", verbosity=0)
        call_command("migrate", "exchange", verbosity=0)
    with as_role("worker"):
        assert Call.objects.get(kind="notice").notice == first.pk
    worked(as_role, later)
    assert machine.calls == []
    later, given = pressed(2.1)
    worked(as_role, later)
    assert [one["notice"] for one in notices_of(machine)] == [str(one.pk) for one in given if one != first]


def test_going_back_keeps_one_call_of_each_delivery(administrator, machine, as_role, pressed):
    registered(administrator, machine)
    messages.sent(at=now())
    later, given = pressed(9)
    worked(as_role, later)
    with as_role("owner"):
        call_command("migrate", "exchange", "0010_alerts_wait_again", verbosity=0)
        call_command("migrate", "exchange", verbosity=0)
    with as_role("worker"):
        assert Call.objects.get(kind="notice").notice in {one.pk for one in given}
