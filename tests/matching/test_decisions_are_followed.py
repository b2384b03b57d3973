"""What officers decide of a claim is followed up for the whole event, and is never overruled by the machine."""

import pytest

from builders.seizures import follow, record
from cast import actor
from chorsu.handling.viewer import viewing
from chorsu.journal.models import CursorRow
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, RefusedError
from chorsu.matching.services import settle
from chorsu.records.filters import Filter
from chorsu.records.models import Link, Seizure
from chorsu.records.services import decide_link, release_to

ONCE, REPORTED = Filter(counting="once"), Filter()


def counted(who, asked=ONCE):
    with viewing(actor(who)):
        return asked.apply(Seizure.objects.all()).count()


def decide(decision, who, link):
    with viewing(actor(who)):
        decide_link(link=link.pk, decision=decision, actor=actor(who), at=now())


def test_rejecting_counts_both_and_undoing_counts_one(twice, as_role):
    with as_role("worker"):
        link = Link.objects.get()
    assert counted("liaison-a") == 1
    decide("reject", "liaison-a", link)
    assert counted("liaison-a") == 2
    decide("undo", "liaison-a", link)
    assert counted("liaison-a") == 1


def test_a_decision_outlives_a_second_reading_of_the_journal(twice, as_role):
    with as_role("worker"):
        link = Link.objects.get()
    decide("reject", "border-officer", link)
    with as_role("worker"):
        CursorRow.objects.filter(consumer="matching").update(number=0)
        follow()
        assert Link.objects.get().state == "rejected"


def test_a_third_officer_who_sees_both_may_not_decide(twice, as_role):
    with as_role("worker"):
        link = Link.objects.get()
    assert counted("stranger-c", REPORTED) == 2
    with pytest.raises(RefusedError):
        decide("confirm", "stranger-c", link)
    decide("confirm", "liaison-b", link)


def test_an_analyst_decides_what_the_analyst_sees_and_knows_of_nothing_else(twice, as_role):
    fine, rough = twice
    with as_role("worker"):
        link = Link.objects.get()
    with pytest.raises(AbsentError):
        decide("confirm", "analyst", link)
    analyst = actor("analyst")
    centre = max(analyst.provides)
    for seizure, provider in ((fine, "border-officer"), (rough, "liaison-a")):
        with viewing(actor(provider)):
            release_to(seizure=seizure.pk, principals=[centre], until=None, actor=actor(provider), at=now())
    decide("confirm", "analyst", link)
    with as_role("worker"):
        assert Link.objects.get().state == "confirmed"


@pytest.fixture
def chain(bank, as_role):
    """Two reports that only a third, rough one ties together; that one is for its provider alone."""
    with as_role("worker"):
        (best,) = record([{"quantity": 13.8471, "kg": 13.8471}], provider="example-border-uz", audience=[2])
        (good,) = record([{"quantity": 57.77, "kg": 57.77, "seizure_date": best.seized_on}], audience=[2])
        (rough,) = record([{"quantity": 9.0, "kg": 9.0, "country": "KZ"}], provider="example-customs-kz")
        follow()
        Link.objects.all().delete()
        for one in (best, good):
            a, b = sorted((one.pk, rough.pk))
            said = {"state": "same", "proposed": "same", "probability": 0.95, "proposed_at": now()}
            Link.objects.create(a_id=a, b_id=b, drop=rough, **said)
        settle({rough.pk}, now())
    return best, good, rough


def test_who_does_not_see_the_middle_report_counts_two_and_who_does_counts_one(chain, as_role):
    _best, good, rough = chain
    assert counted("liaison-a", REPORTED) == 3
    assert counted("liaison-a") == 1
    assert counted("stranger-c", REPORTED) == 2
    assert counted("stranger-c") == 2
    with as_role("worker"):
        derived = Link.objects.exclude(via=[]).get()
        assert (derived.drop_id, derived.via) == (good.pk, [rough.pk])
    with viewing(actor("stranger-c")):
        assert not Link.objects.exists()


def test_when_the_middle_report_is_released_the_other_viewer_counts_one_too(chain):
    assert counted("stranger-c") == 2
    officer = actor("liaison-a")
    with viewing(officer):
        release_to(seizure=chain[2].pk, principals=[2], until=None, actor=officer, at=now())
    assert counted("stranger-c") == 1


def test_rejecting_one_step_takes_the_derived_claim_away(chain, as_role):
    best, _, rough = chain
    with as_role("worker"):
        step = Link.objects.get(a=min(best.pk, rough.pk), b=max(best.pk, rough.pk), via=[])
    decide("reject", "liaison-a", step)
    with as_role("worker"):
        follow()
        assert not Link.objects.exclude(via=[]).exists()
    assert counted("liaison-a") == 2
