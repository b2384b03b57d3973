"""What was promised and kept, by pair: for the two sides of it, and for the centre's analysts all as figures."""

import datetime as dt

import pytest
from django.db import connection

from builders.commitments import UZC, accepted, fulfilled, proposed, report
from builders.messages import AT, KZ, TJ, does, enter_colleague
from builders.releasing import agency
from cast import actor
from chorsu.exchange.commitments import fulfilling, promising
from chorsu.exchange.commitments.statistics import kept_since
from chorsu.exchange.messages import sending
from chorsu.handling.viewer import viewing

DAY = dt.timedelta(days=1)
LATER = AT + 37 * DAY
"""The first five weeks of a weekly exchange fell due, the last of them in its grace."""


def counted(who, since=AT, at=LATER):
    with viewing(actor(who)):
        return {(one.sender, one.addressee): one for one in kept_since(since, at)}


def figures(one):
    return one.promised, one.in_time, one.late, one.grace, one.missing


@pytest.fixture
def kept(bank):
    """Of customs to Kazakhstan: sent in time, sent late, nothing to report, two not sent; taken back beside."""
    one = accepted(grace=3)
    fulfilled(one, 1)
    fulfilled(one, 2, at=AT + 30 * DAY)
    of = {"identifier": one.pk, "side": agency(UZC)}
    does("liaison-b", fulfilling.say_nothing_to_report, at=AT + 20 * DAY, period=3, **of)
    taken = fulfilled(one, 4, at=AT + 23 * DAY)
    does("liaison-b", sending.recall_message, at=AT + 24 * DAY, identifier=taken.pk, reason="x")
    return one


def test_the_figures_of_a_pair(kept):
    found = counted("liaison-b")
    assert figures(found[agency(UZC), agency(KZ)]) == (5, 2, 1, 1, 1)
    assert figures(found[agency(KZ), agency(UZC)]) == (5, 0, 0, 1, 4)


def test_what_fell_due_before_is_not_counted_and_what_is_not_due_neither(kept):
    assert figures(counted("liaison-b", since=AT + 10 * DAY)[agency(UZC), agency(KZ)]) == (4, 1, 1, 1, 1)
    assert counted("liaison-b", at=AT + 5 * DAY) == {}


def test_who_is_told_which_pairs(kept):
    proposed(way="gives", partner=TJ)
    both, three = {(agency(UZC), agency(KZ)), (agency(KZ), agency(UZC))}, (agency(UZC), agency(TJ))
    assert set(counted("liaison-b")) == set(counted("analyst")) == both | {three}
    assert set(counted("liaison-a")) == both
    for who in ("stranger-c", "border-officer", "press-one", "duty-officer", "auditor", "administrator"):
        assert counted(who) == {}


def test_an_analyst_of_another_authority_is_told_no_more_than_that_authority(kept, as_role):
    enter_colleague(as_role, "tj-analyst", TJ, ("analyst",))
    assert counted("tj-analyst") == {}


def test_what_nobody_accepted_counts_as_nothing_and_what_ended_till_then(bank):
    proposed()
    one = accepted(subject="Precursors")
    does("liaison-a", promising.end, at=AT + 15 * DAY, identifier=one.pk, words="over")
    assert figures(counted("analyst")[agency(UZC), agency(KZ)]) == (2, 0, 0, 0, 2)


def test_the_door_tells_times_and_no_word(kept):
    report()
    with viewing(actor("analyst")), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM exchange_promises(%s)", [LATER])
        names, rows = [column.name for column in cursor.description], cursor.fetchall()
    assert names == ["sender", "addressee", "every", "first", "grace", "last", "since", "ended", "sent"]
    assert "Synthetic" not in str(rows)
    assert str(kept.pk) not in str(rows)
