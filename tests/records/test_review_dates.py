"""A provider is warned three months ahead, moves the date with reasons, and what nobody decides on is erased."""

import datetime as dt

import pytest

from builders.releasing import act
from builders.seizures import follow, record, seen_by
from cast import actor
from chorsu.handling.rules import MEMBERS
from chorsu.handling.viewer import viewing
from chorsu.journal.contents import Room, check
from chorsu.kernel.clock import now
from chorsu.kernel.errors import InputError, RefusedError
from chorsu.records.committed import STANDING, rebuild_seizures
from chorsu.records.erasure import erasure_of
from chorsu.records.models import Erasure, Lot, Seizure
from chorsu.records.reviews import due, end_overdue, extend
from chorsu.records.services import withdraw
from chorsu.records.store import Store

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


@pytest.fixture
def ends(as_role, tmp_path):
    """Lets the worker end what is overdue; says how many there were, and keeps what else was to be erased."""

    def run():
        with as_role("worker"):
            return end_overdue(grace=GRACE, store=Store(tmp_path), besides=run.told.append, at=now())

    run.told = []
    return run


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


def test_what_nobody_decides_on_is_erased_after_the_grace_and_not_before(reviewed, ends, as_role):
    seizure = reviewed(-29)
    assert ends() == 0
    reviewed(-31)
    assert ends() == 1
    assert ends() == 0
    with viewing(actor("border-officer")):
        assert not Seizure.objects.filter(pk=seizure.pk).exists()
        line = erasure_of(seizure.pk)
        assert (line.ground, line.provider_id) == ("retention", seizure.provider_id)
    assert [one.seizure for one in ends.told] == [seizure.pk]
    with as_role("worker"):
        assert Erasure.objects.get(seizure=seizure.pk).by is None
        follow()
        assert check({"seizure": Room(rebuild_seizures, STANDING)}).faults == []


def test_of_what_was_withdrawn_nobody_was_warned_and_it_stays(reviewed, ends):
    seizure = reviewed(-31)
    act(withdraw, "border-officer", seizure, reason="twice")
    assert ends() == 0


def test_a_failure_beside_leaves_the_record_whole(reviewed, as_role, tmp_path):
    def fails(_erased):
        raise RuntimeError

    seizure = reviewed(-31)
    with as_role("worker"), pytest.raises(RuntimeError):
        end_overdue(grace=GRACE, store=Store(tmp_path), besides=fails, at=now())
    with viewing(actor("border-officer")):
        assert Seizure.objects.filter(pk=seizure.pk).exists()
