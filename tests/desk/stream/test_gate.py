"""The gate asks of a crowd what is asked of one: the same people pass, each entered in their own name, each with own eyes."""

import datetime as dt

import pytest
from django.db import connection, transaction

from builders.seizures import record
from builders.trail import waiting
from cast import actor
from chorsu.desk.stream.feed import Delivery
from chorsu.desk.stream.gate import Reader, note_deliveries, still_seen
from chorsu.directory.models import Session, State, Term, User
from chorsu.directory.sessions import digest_of, end_sessions
from chorsu.handling.seal import in_turn
from chorsu.handling.viewer import looks_of
from chorsu.kernel.clock import now
from contracts.test_nothing_leaks_in_the_stream import request_of

READER = "liaison-a"
DELIVERY = Delivery(("x",), (), (), takes_back=False, unsettles=False)


def reader(username=READER):
    who = actor(username)
    return Reader(who, who.agency, request_of(username).session.session_key)


def signed_out(one):
    end_sessions(User.objects.get(pk=one.actor.user))


def idle(one):
    Session.objects.filter(digest=digest_of(one.session)).update(seen_at=now() - dt.timedelta(days=1))


def too_old(one):
    Session.objects.filter(digest=digest_of(one.session)).update(started_at=now() - dt.timedelta(days=2))


def left(one):
    Term.objects.filter(user=one.actor.user).update(until=now())


def not_yet(one):
    Term.objects.filter(user=one.actor.user).update(since=now() + dt.timedelta(days=1))


def switched_off(one):
    User.objects.filter(pk=one.actor.user).update(is_active=False)


def other_roles(one):
    Term.objects.filter(user=one.actor.user).update(roles=["officer"])


@pytest.mark.parametrize("happens", [signed_out, idle, too_old, left, not_yet, switched_off, other_roles])
def test_whoever_serves_no_more_does_not_pass_and_holds_up_nobody(bank, as_role, connect, happens):
    one, other = reader(), reader("border-officer")
    assert note_deliveries([(one, DELIVERY), (other, DELIVERY)]) == [True, True]
    with as_role("owner"):
        happens(one)
    assert note_deliveries([(one, DELIVERY), (other, DELIVERY)]) == [False, True]
    assert [entry["actor_id"] for entry in waiting(connect)] == [one.actor.user, other.actor.user, other.actor.user]


def test_each_of_a_crowd_looks_with_own_eyes_and_afterwards_nobody_does(bank, as_role):
    with as_role("worker"):
        (hidden,) = record([{}], audience=[State.objects.get(code="KZ").pk])
    seeing, blind = actor(READER), actor("stranger-c")
    crowd = [(who, [hidden.pk]) for who in (blind, seeing, blind)]
    assert still_seen(crowd) == [frozenset(), {hidden.pk}, frozenset()]
    each = [(who.user, looks_of(who), [[hidden.pk]]) for who in (blind, seeing, blind)]
    with transaction.atomic():
        found = [
            len(one.fetchall()) for one in in_turn(each, "SELECT id FROM records_seizure WHERE id = ANY (%s::uuid[])")
        ]
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM records_seizure")
            afterwards = cursor.fetchone()[0]
    assert (found, afterwards) == ([0, 1, 0], 0)
