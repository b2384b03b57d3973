"""A last day ends when it ends where its provider is, and whoever reads it reads the day that the provider said."""

import datetime as dt

import pytest
from django.urls import reverse

from builders.releasing import agency
from builders.seizures import record
from cast import actor
from chorsu.directory.days import end_after, end_of
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.records.models import Seizure

HOURS = {"example-border-uz": 5, "example-customs-kz": 5, "example-police-kg": 6}


def friday():
    """The first Friday that lies a week ahead or more."""
    day = now().date() + dt.timedelta(days=7)
    return day + dt.timedelta(days=(4 - day.weekday()) % 7)


@pytest.fixture
def seizure(bank, as_role):
    with as_role("worker"):
        (found,) = record([{}])
    return found


def test_a_release_until_friday_ends_at_midnight_in_tashkent(seizure, enter):
    day = friday()
    sent = {"to": [agency("example-customs-uz")], "until": day.isoformat(), "version": "1"}
    enter("border-officer").post(reverse("record-release", args=[seizure.pk]), sent)
    with viewing(actor("border-officer")):
        marking = Seizure.objects.get(pk=seizure.pk).marking
    midnight = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), dt.UTC) - dt.timedelta(hours=5)
    assert [term.until for term in marking.terms if agency("example-customs-uz") in term.to] == [midnight]
    text = enter("border-officer").get(reverse("record", args=[seizure.pk])).text
    assert f"up to and including {day.day} {day:%B %Y}" in text


@pytest.mark.parametrize("code", HOURS)
def test_each_agency_has_the_days_of_its_state(bank, code):
    day = friday()
    midnight = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), dt.UTC)
    assert end_of(day, agency(code)) == midnight - dt.timedelta(hours=HOURS[code])
    assert end_of(day, None) == midnight
    evening = dt.datetime.combine(day, dt.time(21), dt.UTC)  # Saturday there
    assert end_after(1, agency(code), evening) == midnight + dt.timedelta(days=2, hours=-HOURS[code])
