"""A provider is warned three months ahead, moves the date with reasons, and what nobody decides on is ended."""

import datetime as dt

import pytest

from builders.seizures import record, seen_by
from cast import actor
from chorsu.handling.rules import MEMBERS
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.kernel.errors import InputError, RefusedError
from chorsu.records.models import Lot, Seizure
from chorsu.records.reviews import due, end_overdue, extend

GRACE = dt.timedelta(days=30)


@pytest.fixture
def reviewed(bank, as_role, connect):
    """A seizure for all members whose review falls due in so many days."""
    with as_role("worker"):
        (found,) = record([{}], audience=[MEMBERS])

    def in_days(days):
        for table in ("records_seizure", "records_lot"):
            connect("owner").execute(f"UPDATE {table} SET review_by = %s", [now() + dt.timedelta(days=days)])
        return found

    return in_days


def due_for(who):
    with viewing(actor(who)):
        return [seizure.pk for seizure in due(actor(who), now())]


def moves(seizure, days, reason="the case is open", who="border-officer"):
    officer = actor(who)
    with viewing(officer):
        return extend(seizure=seizure.pk, until=now() + dt.timedelta(days=days), reason=reason, actor=officer, at=now())


def ends(as_role):
    with as_role("worker"):
        return end_overdue(grace=GRACE, at=now())


def test_the_provider_alone_is_warned_three_months_ahead(reviewed):
    reviewed(100)
    assert due_for("border-officer") == []
    seizure = reviewed(80)
    assert due_for("border-officer") == [seizure.pk]
    assert due_for("liaison-a") == []


def test_the_date_moves_with_a_reason_and_the_record_is_seen_again(reviewed):
    seizure = reviewed(-1)
    assert seen_by(actor("liaison-a")) == set()
    with pytest.raises(InputError):
        moves(seizure, 30, reason=" ")
    with pytest.raises(InputError):
        moves(seizure, 3 * 365 + 2)
    moves(seizure, 365)
    assert seen_by(actor("liaison-a")) == {seizure.pk}
    with viewing(actor("liaison-a")):
        assert Lot.objects.exists()


def test_a_recipient_moves_nothing(reviewed):
    with pytest.raises(RefusedError):
        moves(reviewed(10), 365, who="liaison-a")


def test_what_nobody_decides_on_is_ended_after_the_grace_and_not_before(reviewed, as_role):
    seizure = reviewed(-29)
    assert ends(as_role) == 0
    reviewed(-31)
    assert ends(as_role) == 1
    assert ends(as_role) == 0
    with viewing(actor("border-officer")):
        assert Seizure.objects.get(pk=seizure.pk).withdrawn
