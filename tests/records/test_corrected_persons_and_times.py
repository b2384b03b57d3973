"""Counts of persons and the time of a seizure are corrected like everything else; protected persons stay apart."""

import datetime as dt

import pytest

from builders.reports import agency_number
from builders.rows import seizure_row
from builders.seizures import LAW
from cast import actor
from chorsu.handling.rules import EVERYBODY, Marking
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.kernel.errors import InputError
from chorsu.kernel.ids import uuid7
from chorsu.records.models import Persons, PersonsBefore, Seizure, Version
from chorsu.records.persons import persons_told
from chorsu.records.selectors import history
from chorsu.records.selectors import record as read
from chorsu.records.services import correct, recall, release_to
from chorsu.records.submitting import Submission, submit
from chorsu.records.transfers.deciding import TransferSaid

HERE = dt.timezone(dt.timedelta(hours=5))


@pytest.fixture
def seizure(bank):
    """Seen by everybody: two detained, of whom one is a minor."""
    officer, provider = actor("border-officer"), agency_number("example-border-uz")
    lots = (seizure_row(1, substance="heroin", quantity=2.0, unit="kg", kg=2.0, kg_basis="mass"),)
    what = Submission(uuid7(), "form", "d" * 64, 9, lots, (("Place", "Термез"),), {"detained": 2, "minor": 1})
    with viewing(officer):
        marking = Marking(provider, frozenset({provider, EVERYBODY}))
        return submit(actor=officer, marking=marking, submission=what, at=now(), transfer=LAW).seizure


def change(seizure, **changes):
    officer = actor("border-officer")
    with viewing(officer):
        return correct(
            seizure=seizure.pk, changes=changes, reason="counted again", actor=officer, at=now(), transfer=LAW
        )


def counts(who="border-officer"):
    with viewing(actor(who)):
        return dict(Persons.objects.values_list("status", "count"))


def kept(who="border-officer"):
    with viewing(actor(who)):
        return {(one.version, one.status): one.count for one in PersonsBefore.objects.all()}


def acts(seizure, who):
    officer = actor(who)
    with viewing(officer):
        return [(event.kind, event.version) for event in history(read(seizure.pk, officer))]


def test_a_corrected_count_stands_and_what_stood_before_is_kept(seizure):
    after = change(seizure, persons={"detained": 3, "woman": 1, "minor": 0})
    assert counts() == {"detained": 3, "woman": 1}
    assert kept() == {(1, "detained"): 2, (1, "woman"): 0, (1, "minor"): 1}
    assert after.version == 2
    with viewing(actor("border-officer")):
        assert {s: n for s, n in persons_told({seizure.pk: 1})[seizure.pk].items() if n} == {"detained": 2, "minor": 1}


def test_counts_go_back_and_every_step_stays_told(seizure):
    change(seizure, persons={"detained": 3})
    change(seizure, persons={"detained": 2})
    assert counts()["detained"] == 2
    with viewing(actor("border-officer")):
        told = [persons_told({seizure.pk: version})[seizure.pk]["detained"] for version in (1, 2, 3)]
    assert told == [2, 3, 2]


def test_protected_persons_are_corrected_behind_the_back_of_everybody_else(seizure):
    change(seizure, persons={"minor": 2})
    assert counts()["minor"] == 2
    assert counts("stranger-c") == {"detained": 2}
    assert kept("stranger-c") == {}
    assert ("seizure.recounted", 2) in acts(seizure, "border-officer")
    assert 2 not in [version for _kind, version in acts(seizure, "stranger-c")]
    with viewing(actor("stranger-c")):
        seen = Seizure.objects.get()
        assert not Version.objects.exists()
    assert not any("minor" in change for change in seen.changes)


def test_of_a_correction_that_mixes_both_everybody_learns_the_open_part_alone(seizure):
    change(seizure, place="Ташкент", persons={"minor": 2, "detained": 3})
    assert ("seizure.corrected", 2) in acts(seizure, "stranger-c")
    assert kept("stranger-c") == {(1, "detained"): 2}
    with viewing(actor("stranger-c")):
        (version,) = Version.objects.all()
        told = Seizure.objects.get().changes
    assert "minor" not in str(version.content)
    assert "corrected:persons.detained" in told
    assert not any("minor" in change for change in told)


def test_earlier_counts_follow_the_audience_and_protected_ones_do_not(seizure):
    change(seizure, persons={"minor": 2, "detained": 3})
    officer = actor("border-officer")
    with viewing(officer):
        recall(seizure=seizure.pk, principals=None, reason="too early", actor=officer, at=now())
    assert (counts("stranger-c"), kept("stranger-c")) == ({}, {})
    with viewing(officer):
        said = TransferSaid(basis="agreement", purpose="case 17")
        release_to(seizure=seizure.pk, principals=[EVERYBODY], until=None, transfer=said, actor=officer, at=now())
    assert (counts("stranger-c"), kept("stranger-c")) == ({"detained": 3}, {(1, "detained"): 2})


@pytest.mark.parametrize(
    "changes",
    [
        {"persons": {"robot": 1}},
        {"persons": {"detained": -1}},
        {"persons": {"detained": 10_001}},
        {"persons": {"detained": "3"}},
        {"persons": {"detained": 2}},
        {"seized_at": "02:40"},
        {"seized_at": dt.datetime(2999, 1, 1, tzinfo=dt.UTC)},
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(seizure, changes):
    with pytest.raises(InputError):
        change(seizure, **changes)
    assert (counts(), kept()) == ({"detained": 2, "minor": 1}, {})


def test_a_corrected_time_stands_with_its_clock(seizure):
    moment = dt.datetime.combine(seizure.seized_on, dt.time(2, 40), tzinfo=HERE)
    after = change(seizure, seized_at=moment)
    assert after.seized_at == moment
    assert {"corrected:seized_at", "clock:+300"} <= set(after.changes)
    assert change(seizure, seized_at="").seized_at is None


def test_a_time_is_of_the_day_of_its_seizure(seizure):
    moment = dt.datetime.combine(seizure.seized_on - dt.timedelta(days=3), dt.time(2, 40), tzinfo=HERE)
    with pytest.raises(InputError, match="another day"):
        change(seizure, seized_at=moment)


def test_a_corrected_day_takes_its_time_along(seizure):
    moment = dt.datetime.combine(seizure.seized_on, dt.time(2, 40), tzinfo=HERE)
    change(seizure, seized_at=moment)
    day = seizure.seized_on - dt.timedelta(days=10)
    assert change(seizure, seized_on=day).seized_at == moment - dt.timedelta(days=10)
