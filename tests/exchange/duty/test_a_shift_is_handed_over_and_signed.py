"""Hand-overs: filled in by themselves, signed by another officer once, raised to the liaison officers exactly once."""

import datetime as dt

import psycopg
import pytest
from django.db import OperationalError, connection, transaction

from at_once import at_once
from builders.commitments import UZC, accepted, fulfilled
from builders.messages import AT, KZ, UZ, acknowledged, answered, does, enter_colleague, hours, sent
from builders.releasing import agency
from builders.shifts import handed_over, logged, signed
from cast import actor
from chorsu.exchange.duty import handing, selectors
from chorsu.exchange.duty.handing import raise_unsigned
from chorsu.exchange.messages import receiving, sending
from chorsu.exchange.models import HandOver, Notice
from chorsu.handling.viewer import viewing
from chorsu.kernel.errors import AbsentError, InputError, RefusedError
from chorsu.kernel.ids import uuid7
from sealing import saying_as

pytestmark = pytest.mark.usefixtures("bank")


def seen(who):
    with viewing(actor(who)):
        return list(HandOver.objects.values_list("words", flat=True))


@pytest.fixture
def colleague(as_role):
    return enter_colleague(as_role, "kz-morning", KZ)


def test_what_stands_open_is_written_down_with_who_has_it(colleague):
    flash, request, alert, done = (
        sent(precedence=3), sent(), sent(kind="alert", subject="Special alert"), sent(),
    )  # fmt: skip
    acknowledged(request)
    does("liaison-a", receiving.assign, message=request.pk, officer=actor(colleague).user)
    answered(done, "reply")
    taken = sent()
    does("border-officer", sending.recall_message, identifier=taken.pk, reason="by mistake")
    one = handed_over("Watch the bridge", who="liaison-a", at=hours(1))
    assert [row["id"] for row in one.standing] == [str(flash.pk), str(request.pk), str(alert.pk)]
    assert [(row["officer"], row["who"]) for row in one.standing] == [
        (None, ""), (actor(colleague).user, "Aigul Example-Sarsen"), (None, ""),
    ]  # fmt: skip
    assert "Special alert" not in str(one.standing)  # words stay with the message
    assert handed_over(who="stranger-c").standing == []


@pytest.mark.parametrize(("day", "state", "days"), [(10, "open", 0), (11, "late", 1)])
def test_what_is_promised_and_due_or_late_is_written_down_until_it_is_sent(as_role, day, state, days):
    enter_colleague(as_role, "uzc-night", UZC)
    one, at = accepted(subject="Special subject"), dt.datetime(2026, 3, day, 12, tzinfo=dt.UTC)
    (row,) = handed_over(who="uzc-night", at=at).standing
    assert (row["what"], row["id"], row["other"]) == ("promise", str(one.pk), agency(KZ))
    assert (row["period"], row["day"], row["state"], row["days"]) == (1, "2026-03-10", state, days)
    assert "Special subject" not in str(row)  # words stay with the commitment
    fulfilled(one, at=at)
    assert handed_over(who="uzc-night", at=at).standing == []


def test_what_is_promised_and_far_off_is_not(as_role):
    enter_colleague(as_role, "uzc-night", UZC)
    accepted()
    assert handed_over(who="uzc-night", at=AT).standing == []


def test_a_promise_that_was_written_down_stays_in_what_is_signed(as_role):
    for name in ("uzc-night", "uzc-day"):
        enter_colleague(as_role, name, UZC)
    one, at = accepted(), dt.datetime(2026, 3, 11, 12, tzinfo=dt.UTC)
    handed = handed_over(who="uzc-night", at=at)
    fulfilled(one, at=at)
    assert signed(handed, who="uzc-day", at=at).standing == handed.standing != []


def test_it_is_signed_by_another_officer_of_the_authority_once(colleague):
    one = handed_over(who="liaison-a")
    assert signed(one, who=colleague, at=hours(0.5)).signed_name == "Example Kz-Morning"
    with pytest.raises(InputError, match="is signed"):
        signed(one, who=colleague)
    other = handed_over(who=colleague)
    with pytest.raises(RefusedError):
        signed(other, who=colleague)
    with pytest.raises(AbsentError):
        signed(other, who="stranger-c")
    with pytest.raises(AbsentError):
        does(colleague, handing.sign, identifier=uuid7())
    with viewing(actor(colleague)):
        assert [found.pk for found in selectors.unsigned(actor(colleague))] == [other.pk]


def test_it_is_seen_in_its_authority_and_by_the_liaison_officer_of_its_state_who_cannot_sign_it():
    one = handed_over("Ours")
    assert {who: seen(who) for who in ("border-officer", "liaison-b", "liaison-a", "duty-officer", "stranger-c")} == {
        "border-officer": ["Ours"], "liaison-b": ["Ours"], "liaison-a": [], "duty-officer": [], "stranger-c": [],
    }  # fmt: skip
    with pytest.raises(RefusedError):
        signed(one, who="liaison-b")


def test_by_sql_nobody_signs_for_another_or_ones_own_or_again(connect, colleague):
    mine, theirs = handed_over(who="liaison-a"), handed_over(who=colleague)
    app, liaison, other = connect("app"), actor("liaison-a"), actor(colleague)
    sign = "UPDATE exchange_hand_over SET signed_at = now(), signed_by = %s, signed_name = 'x' WHERE id = %s"
    for who, by, one in ((liaison, liaison, mine), (other, liaison, mine), (liaison, other, theirs)):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), saying_as(app, who):
            app.execute(sign, [by.user, one.pk])
    with saying_as(app, actor("stranger-c")):
        assert app.execute(sign, [actor("stranger-c").user, mine.pk]).rowcount == 0
    with saying_as(app, other):
        app.execute(sign, [other.user, mine.pk])
    for again in (sign, "UPDATE exchange_hand_over SET signed_at = NULL, signed_by = %s WHERE id = %s"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), saying_as(app, other):
            app.execute(again, [other.user, mine.pk])
    for statement in ("UPDATE exchange_hand_over SET words = 'x'", "DELETE FROM exchange_hand_over"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), saying_as(app, liaison):
            app.execute(statement)


def raised(as_role, at):
    with as_role("worker"):
        return raise_unsigned(at)


def test_after_an_hour_the_liaison_officers_are_told_once(as_role):
    one = handed_over()
    assert raised(as_role, hours(0.99)) == 0
    assert [raised(as_role, hours(number)) for number in (1, 1, 2)] == [1, 0, 0]
    with as_role("worker"):
        (told,) = Notice.objects.all()
    assert (told.kind, told.delivery_id, told.provider_id) == ("handover", one.pk, agency(UZ))
    assert told.people == [actor("liaison-b").user]
    with viewing(actor("liaison-a")):
        assert not Notice.objects.exists()


def test_what_was_signed_in_time_is_raised_to_nobody(as_role, colleague):
    signed(handed_over(who="liaison-a"), who=colleague, at=hours(0.9))
    assert raised(as_role, hours(5)) == 0


def test_it_can_still_be_signed_after_it_was_raised(as_role, colleague):
    one = handed_over(who="liaison-a")
    raised(as_role, hours(1))
    assert signed(one, who=colleague, at=hours(2)).version == 3


def test_two_workers_at_once_raise_each_once(as_role):
    many = [handed_over() for _ in range(6)]
    with as_role("worker"):
        taken = at_once(lambda: raise_unsigned(hours(1)))
        assert raise_unsigned(hours(1)) + sum(taken) == Notice.objects.count() == len(many)


def killed_in_the_middle(installation, database_name):
    with transaction.atomic():
        assert raise_unsigned(hours(1)) == 1
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            (process,) = cursor.fetchone()
        with installation.cluster.connect(database_name) as killer:
            killer.execute("SELECT pg_terminate_backend(%s)", [process])
        Notice.objects.count()


def test_a_worker_killed_in_the_middle_has_told_nobody(as_role, installation, database_name):
    handed_over()
    with as_role("worker"):
        with pytest.raises(OperationalError):
            killed_in_the_middle(installation, database_name)
        connection.close()
        assert Notice.objects.count() == 0
        assert raise_unsigned(hours(1)) == 1
        assert Notice.objects.count() == 1


def test_the_log_and_hand_overs_of_one_authority_know_nothing_of_another():
    logged(at=AT)
    with viewing(actor("liaison-a")):
        assert list(selectors.log_of(agency(UZ))) == list(selectors.hand_overs(agency(UZ))) == []
