"""Reminders and escalations: to whom, when, and once, also with two workers at once and one of them killed."""

import pytest
from django.db import OperationalError, connection, transaction

from at_once import at_once
from builders.messages import KZ, UZ, acknowledged, answered, delivery, does, enter_colleague, hours, sent
from builders.releasing import agency
from cast import actor
from chorsu.exchange.messages import escalating, receiving
from chorsu.exchange.messages.escalating import remind_and_escalate
from chorsu.exchange.messages.models import Delivery, DeliveryChange, Notice
from chorsu.handling.viewer import viewing

pytestmark = pytest.mark.usefixtures("bank")


def told(as_role):
    with as_role("worker"):
        return [(one.kind, one.level, one.provider_id) for one in Notice.objects.order_by("at", "kind", "level")]


def work(as_role, at):
    with as_role("worker"):
        return remind_and_escalate(at)


def test_untouched_it_goes_up_level_by_level(as_role):
    sent()
    centre, own = agency("example-centre"), agency(KZ)
    assert work(as_role, hours(0.9)) == 0
    assert work(as_role, hours(1)) == 1
    assert told(as_role) == [("escalation", 1, own)]
    assert work(as_role, hours(1.5)) == 0
    assert work(as_role, hours(3)) == 2
    assert told(as_role) == [("escalation", 1, own), ("escalation", 2, own), ("escalation", 3, centre)]
    assert work(as_role, hours(6)) == 1
    assert told(as_role)[-1] == ("reminder", 0, own)
    assert work(as_role, hours(100)) == 0


def test_whoever_has_it_is_reminded_and_what_is_late_goes_up(as_role):
    one = sent()
    acknowledged(one, at=hours(0.5))
    assert work(as_role, hours(5.9)) == 0
    assert work(as_role, hours(6)) == 1
    assert work(as_role, hours(8)) == 1
    assert work(as_role, hours(10)) == 2
    assert [kind for kind, *_ in told(as_role)] == ["reminder", "late", "late", "late"]


def test_what_went_up_untouched_and_is_late_after_all_goes_up_again(as_role):
    one = sent()
    assert work(as_role, hours(3)) == 3
    acknowledged(one, at=hours(3.5))
    assert delivery(one).level == 0
    assert work(as_role, hours(100)) == 4
    own, centre = agency(KZ), agency("example-centre")
    late = [("late", 1, own), ("late", 2, own), ("late", 3, centre)]
    assert sorted(told(as_role)) == sorted([*(("escalation", *one[1:]) for one in late), *late, ("reminder", 0, own)])


def test_what_is_acknowledged_when_it_is_late_already_goes_up_an_hour_after_that(as_role):
    one = sent()
    work(as_role, hours(20))
    acknowledged(one, at=hours(20))
    assert [work(as_role, hours(at)) for at in (20.9, 21, 21.9, 22, 23, 100)] == [0, 1, 0, 1, 1, 0]


def test_after_more_time_was_given_there_is_a_reminder_of_the_new_end(as_role):
    one = sent()
    acknowledged(one, at=hours(0.5))
    assert work(as_role, hours(8)) == 2
    more = {"message": one.pk, "addressee": agency(KZ), "amount": 72, "reason": "needed"}
    does("border-officer", receiving.extend, at=hours(8), **more)
    assert delivery(one).due_at == hours(80)
    assert [work(as_role, hours(at)) for at in (77.9, 78, 79.9, 80, 100)] == [0, 1, 0, 1, 2]
    kinds = [(kind, level) for kind, level, _ in told(as_role)]
    assert sorted(kinds) == [("late", 1), ("late", 1), ("late", 2), ("late", 3), ("reminder", 0), ("reminder", 0)]


def test_more_time_that_has_passed_already_reminds_of_nothing(as_role):
    one = sent()
    acknowledged(one, at=hours(0.5))
    assert work(as_role, hours(100)) == 4
    does("border-officer", receiving.extend, at=hours(100), message=one.pk, addressee=agency(KZ), amount=1, reason="x")
    assert work(as_role, hours(200)) == 0


def test_the_people_are_those_of_the_level(as_role):
    duty = enter_colleague(as_role, "kz-duty", KZ, ("duty",))
    sent()
    work(as_role, hours(4))
    with as_role("worker"):
        people = {one.level: one.people for one in Notice.objects.filter(kind="escalation")}
    assert people == {1: [actor(duty).user], 2: [actor("liaison-a").user], 3: [actor("duty-officer").user]}


def test_the_centre_is_told_that_it_is_late_and_not_a_word_of_it(as_role):
    one = sent()
    work(as_role, hours(4))
    with viewing(actor("duty-officer")):
        (notice,) = Notice.objects.all()
        assert (notice.sender, notice.addressee) == (agency(UZ), agency(KZ))
        assert not Delivery.objects.exists()
    with viewing(actor("border-officer")):
        assert not Notice.objects.exists()
    assert delivery(one).level == 3


def test_what_is_answered_or_paused_is_left_alone(as_role):
    one, other = sent(), sent()
    answered(one, "reply", at=hours(0.1))
    answered(other, "clarification", at=hours(0.2))
    assert work(as_role, hours(50)) == 0


@pytest.fixture
def many(bank):
    return [sent() for _ in range(6)]


def test_two_workers_at_once_tell_each_once(as_role, many):
    with as_role("worker"):
        taken = at_once(lambda: remind_and_escalate(hours(1)))
        assert remind_and_escalate(hours(1)) == 0
        assert sum(taken) == Notice.objects.count() == len(many)
        assert DeliveryChange.objects.filter(kind="escalated").count() == len(many)


def test_while_one_worker_is_at_it_another_skips_it(as_role, connect, many):
    first = connect("worker")
    first.autocommit = False
    rows = first.execute("SELECT id FROM exchange_delivery ORDER BY next_at, id LIMIT 1 FOR UPDATE").fetchall()
    assert work(as_role, hours(1)) == len(many) - 1
    first.rollback()
    assert work(as_role, hours(1)) == 1
    assert len(rows) == 1


def killed_in_the_middle(installation, database_name):
    """A worker takes a step, and its connection is ended before the step is done."""
    with transaction.atomic():
        assert escalating.take_next_step(hours(1))
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            (process,) = cursor.fetchone()
        with installation.cluster.connect(database_name) as killer:
            killer.execute("SELECT pg_terminate_backend(%s)", [process])
        Notice.objects.count()


def test_a_worker_killed_in_the_middle_leaves_nothing_half_done(as_role, installation, database_name):
    one = sent()
    with as_role("worker"):
        with pytest.raises(OperationalError):
            killed_in_the_middle(installation, database_name)
        connection.close()
        assert Notice.objects.count() == DeliveryChange.objects.count() == 0
        assert remind_and_escalate(hours(1)) == 1
        assert Notice.objects.count() == DeliveryChange.objects.count() == 1
    assert delivery(one).level == 1
