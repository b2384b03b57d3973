"""An edition a month, of what may be counted; told to authorities of member states alone, and not which records."""

import datetime as dt

import psycopg
import pytest
from django.db.models import F

from builders.seizures import record, seen_by
from cast import actor
from chorsu.directory.models import State
from chorsu.handling.rules import Act, decide
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.records.counted.editions import countable, make_edition, make_edition_when_due
from chorsu.records.counted.selectors import also_counted
from chorsu.records.models import Seizure, Told
from chorsu.records.services import recall, release_to

PROVIDERS = ("example-police-kz", "example-border-uz", "example-drug-control-tj", "example-police-kg")
MONTH = dt.timedelta(days=32)


def bring_in(count, **said):
    """Countable records of each of four authorities of four states; as the worker."""
    found = [one.pk for provider in PROVIDERS for one in record([said] * count, provider=provider)]
    Seizure.objects.filter(pk__in=found).update(countable=True)
    return found


def told_to(username):
    with viewing(actor(username)):
        return also_counted()


@pytest.fixture
def told(bank, as_role):
    """Twenty-four records in an edition."""
    with as_role("worker"):
        brought = bring_in(6)
        make_edition(at=now() + MONTH)
    return brought


def test_a_member_is_told_of_records_that_it_does_not_see(told):
    figures = told_to("stranger-c")
    assert seen_by(actor("stranger-c")) == set()
    assert 20 <= figures.records < 29
    assert abs(figures.kg - 24 * 1.25) <= 5
    assert [(one.cell.country, one.cell.group, one.cell.quarter) for one in figures.cells] == [
        ("UZ", "opioids", 2024 * 4)
    ]


def test_who_is_of_no_member_state_is_told_nothing(told):
    assert told_to("analyst") is None


def test_nobody_is_told_without_a_viewer(told):
    assert also_counted() is None


def test_no_officer_process_reads_which_records_are_in_a_figure(told, connect):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        connect("app").execute("SELECT * FROM records_told")
    for role in ("public",):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connect(role).execute("SELECT * FROM records_telling")


def test_a_figure_that_was_told_cannot_be_changed_or_added(told, connect):
    for role in ("app", "worker"):
        for act in ("UPDATE records_telling SET records = 0", "DELETE FROM records_telling"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connect(role).execute(act)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        connect("app").execute("INSERT INTO records_edition VALUES ('2030-01-01', now())")


def test_what_comes_later_changes_no_figure_and_is_told_by_itself(told, as_role):
    before = told_to("stranger-c")
    with as_role("worker"):
        bring_in(1)
        make_edition(at=now() + 2 * MONTH)
    assert told_to("stranger-c").records == before.records
    with as_role("worker"):
        bring_in(3)
        make_edition(at=now() + 3 * MONTH)
    assert 10 <= told_to("stranger-c").records - before.records <= 20


def test_there_is_one_edition_a_month_of_what_had_arrived_before_it(bank, as_role):
    with as_role("worker"):
        bring_in(6)
        assert make_edition_when_due(at=now()) == 1
        assert Told.objects.count() == 0
        assert make_edition_when_due(at=now()) == 0
        assert make_edition_when_due(at=now() + MONTH) == 1
        assert Told.objects.count() == 24


@pytest.mark.parametrize(
    "said",
    [
        {"countable": False},
        {"withdrawn": True},
        {"exclusions": [5]},
        {"review_by": dt.datetime(2024, 6, 1, tzinfo=dt.UTC)},
        {"recorded_at": F("recorded_at") + 2 * MONTH},
    ],
)
def test_what_may_not_be_counted_by_all_members_is_in_no_figure(bank, as_role, said):
    with as_role("worker"):
        brought = bring_in(6)
        Seizure.objects.filter(pk=brought[0]).update(**said)
        make_edition(at=now() + MONTH)
        assert set(Told.objects.values_list("seizure", flat=True)) == set(brought[1:])


def test_what_is_told_may_be_counted_by_every_officer_of_a_member_state(told, as_role):
    with as_role("worker"):
        markings = [one.marking for one in Seizure.objects.filter(pk__in=Told.objects.values("seizure"))]
    officers = [actor(name) for name in ("stranger-c", "border-officer", "liaison-a", "example-police-ru")]
    assert all(decide(one, marking, Act.COUNT, now()).allowed for one in officers for marking in markings)


def test_whoever_was_ever_shown_a_record_counts_as_knowing_it(bank, as_role):
    officer = actor("border-officer")
    with as_role("worker"):
        (seizure, *_) = record([{}])
        Seizure.objects.update(countable=True)
    turkmenistan = State.objects.get(code="TM").pk
    with viewing(officer):
        release_to(seizure=seizure.pk, principals=[turkmenistan], until=now() + MONTH, actor=officer, at=now())
    with viewing(officer):
        recall(seizure=seizure.pk, principals=[turkmenistan], reason="by mistake", actor=officer, at=now())
    assert seen_by(actor("stranger-c")) == set()
    with as_role("worker"):
        (one,) = countable(before=now() + MONTH, at=now())
    assert one.shown_to == {"UZ", "TM"}
