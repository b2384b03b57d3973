"""Reminders and escalations tell who is on duty by the roster at that moment; where nobody is entered, as by roles."""

import pytest

from builders.messages import KZ, enter_colleague, hours, sent
from builders.rosters import on_duty
from cast import actor
from chorsu.exchange.messages.escalating import remind_and_escalate
from chorsu.exchange.messages.models import Notice

pytestmark = pytest.mark.usefixtures("bank")
CENTRE = "example-centre"


def told(as_role, at):
    """By kind and level, who was told by then."""
    with as_role("worker"):
        remind_and_escalate(at)
        return {(one.kind, one.level): one.people for one in Notice.objects.all()}


def numbers(*who):
    return [actor(one).user for one in who]


def test_whoever_is_on_duty_is_told_in_place_of_all_duty_officers(as_role):
    enter_colleague(as_role, "kz-duty", KZ, ("duty",))
    night = enter_colleague(as_role, "kz-night", KZ)
    analyst = enter_colleague(as_role, "centre-night", CENTRE, ("duty",))
    on_duty(night, hours(0), hours=8)
    on_duty(analyst, hours(0), hours=8, code=CENTRE, by="duty-officer")
    sent()
    people = told(as_role, hours(4))
    assert people["escalation", 1] == numbers(night)
    assert people["escalation", 2] == numbers("liaison-a")
    assert people["escalation", 3] == numbers(analyst)


def test_it_is_the_roster_of_the_moment_at_which_it_goes_up(as_role):
    first, second = (enter_colleague(as_role, name, KZ) for name in ("kz-evening", "kz-night"))
    on_duty(first, hours(0), hours=1)
    on_duty(second, hours(1), hours=7)
    sent()
    people = told(as_role, hours(1))
    assert people == {("escalation", 1): numbers(second)}
    assert told(as_role, hours(6))["reminder", 0] == numbers(second)


def test_of_liaison_officers_those_on_duty_are_told(as_role):
    other = enter_colleague(as_role, "kz-liaison", KZ, ("liaison",))
    on_duty(other, hours(0), hours=2.5)
    sent()
    assert told(as_role, hours(2))["escalation", 2] == numbers(other)
    sent(at=hours(3))
    with as_role("worker"):
        remind_and_escalate(hours(5))
        newest = Notice.objects.filter(level=2).latest("at")
    assert newest.people == numbers("liaison-a", other)


def test_where_nobody_is_entered_it_is_told_as_by_roles(as_role):
    duty = enter_colleague(as_role, "kz-duty", KZ, ("duty",))
    on_duty(enter_colleague(as_role, "kz-night", KZ), hours(-9), hours=8)
    sent()
    assert told(as_role, hours(1)) == {("escalation", 1): numbers(duty)}
