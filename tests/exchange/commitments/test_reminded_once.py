"""Reminders and late notices of commitments: to whom, when, and once, also with two workers and one of them killed."""

import datetime as dt

import pytest
from django.db import OperationalError, connection, transaction

from at_once import at_once
from builders.commitments import FIRST, UZC, accepted, fulfilled, proposed, report
from builders.messages import AT, KZ, does, enter_colleague
from builders.releasing import agency
from cast import actor
from chorsu.exchange.commitments import fulfilling, promising, reminding
from chorsu.exchange.commitments.models import CommitmentChange
from chorsu.exchange.commitments.reminding import remind_of_commitments
from chorsu.exchange.messages import sending
from chorsu.exchange.messages.models import Notice
from chorsu.handling.viewer import viewing

pytestmark = pytest.mark.usefixtures("bank")

DUE = dt.datetime(2026, 3, 10, 19, tzinfo=dt.UTC)
"""The end of the first day due, in Tashkent and in Almaty."""
DAY = dt.timedelta(days=1)


def work(as_role, at):
    with as_role("worker"):
        return remind_of_commitments(at)


def told(as_role):
    with as_role("worker"):
        return [(one.kind, one.provider_id) for one in Notice.objects.order_by("at", "kind", "provider_id")]


def test_reminded_two_days_before_and_told_once_that_it_is_late(as_role):
    proposed(way="gives", grace=1)
    assert work(as_role, DUE - 2 * DAY - dt.timedelta(minutes=1)) == 0
    assert work(as_role, DUE - 2 * DAY) == 1
    assert told(as_role) == [("commitment", agency(UZC))]
    assert work(as_role, DUE) == 0
    assert work(as_role, DUE + DAY) == 1
    assert told(as_role) == [("commitment", agency(UZC)), ("commitment-late", agency(UZC))]
    assert work(as_role, DUE + 2 * DAY) == 0
    assert work(as_role, DUE + 5 * DAY) == 1


def test_both_sides_of_a_mutual_one_are_told_and_neither_learns_of_the_others_notice(as_role):
    accepted()
    assert work(as_role, DUE - 2 * DAY) == 2
    for who, code in (("liaison-a", KZ), ("liaison-b", UZC)):
        with viewing(actor(who)):
            (notice,) = Notice.objects.all()
            assert (notice.provider_id, notice.people) == (agency(code), [actor(who).user])


def test_duty_officers_are_told_too(as_role):
    duty = enter_colleague(as_role, "uz-duty", UZC, ("duty",))
    proposed(way="gives")
    work(as_role, DUE - DAY)
    with as_role("worker"):
        assert sorted(Notice.objects.get().people) == sorted([actor(duty).user, actor("liaison-b").user])


@pytest.mark.parametrize("done", ["sent", "nothing", "ended", "declined"])
def test_of_what_is_kept_or_over_nobody_is_told(as_role, done):
    one = proposed(last=FIRST, way="mutual" if done == "declined" else "gives")
    if done == "sent":
        fulfilled(one)
    elif done == "nothing":
        does("liaison-b", fulfilling.say_nothing_to_report, identifier=one.pk, side=agency(UZC), period=1)
    elif done == "ended":
        does("liaison-b", promising.end, identifier=one.pk, words="x")
    else:
        does("liaison-a", promising.decline, identifier=one.pk, ground="", words="x")
    assert work(as_role, DUE + 30 * DAY) == 0


def test_what_was_taken_back_is_told_of_again_when_it_is_late(as_role):
    one = proposed(way="gives")
    sent = fulfilled(one)
    assert work(as_role, DUE - DAY) == 0
    does("liaison-b", sending.recall_message, at=DUE - DAY, identifier=sent.pk, reason="x")
    assert work(as_role, DUE - DAY) == 1
    fulfilled(one, at=DUE - DAY, message=report(at=DUE - DAY))
    assert work(as_role, DUE + DAY) == 0


def test_a_worker_that_slept_tells_of_each_late_period_once(as_role):
    proposed(way="gives")
    assert work(as_role, DUE + 16 * DAY) == 3
    assert [kind for kind, _ in told(as_role)] == ["commitment-late"] * 3


@pytest.fixture
def many(bank):
    return [proposed(way="gives", subject=f"Exchange {number}") for number in range(6)]


def test_two_workers_at_once_tell_each_once(as_role, many):
    with as_role("worker"):
        taken = at_once(lambda: remind_of_commitments(DUE - DAY))
        rest = remind_of_commitments(DUE - DAY)
        assert sum(taken) + rest == Notice.objects.count() == len(many)
        assert CommitmentChange.objects.filter(kind="reminded").count() == len(many)


def test_while_one_worker_is_at_it_another_skips_it(as_role, connect, many):
    first = connect("worker")
    first.autocommit = False
    first.execute("SELECT id FROM exchange_commitment ORDER BY next_at, id LIMIT 1 FOR UPDATE").fetchall()
    assert work(as_role, DUE - DAY) == len(many) - 1
    first.rollback()
    assert work(as_role, DUE - DAY) == 1


def killed_in_the_middle(installation, database_name):
    """A worker takes a step, and its connection is ended before the step is done."""
    with transaction.atomic():
        assert reminding.take_next_step(DUE - DAY)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            (process,) = cursor.fetchone()
        with installation.cluster.connect(database_name) as killer:
            killer.execute("SELECT pg_terminate_backend(%s)", [process])
        Notice.objects.count()


def test_a_worker_killed_in_the_middle_leaves_nothing_half_done(as_role, installation, database_name):
    proposed(way="gives", at=AT)
    with as_role("worker"):
        with pytest.raises(OperationalError):
            killed_in_the_middle(installation, database_name)
        connection.close()
        assert Notice.objects.count() == CommitmentChange.objects.count() == 0
        assert remind_of_commitments(DUE - DAY) == 1
        assert Notice.objects.count() == CommitmentChange.objects.count() == 1
