"""Persons and the time are corrected on the page of a correction; its history says what stood before."""

import datetime as dt
import re

import pytest

from builders.reports import agency_number
from builders.rows import seizure_row
from builders.seizures import LAW, follow
from cast import actor
from chorsu.handling.rules import EVERYBODY, Marking
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.kernel.ids import uuid7
from chorsu.records.models import Persons, Seizure
from chorsu.records.submitting import Submission, submit


@pytest.fixture
def seizure(bank, as_role):
    """Seen by everybody, at 02:40 in Uzbekistan: one detained, a minor."""
    officer, provider = actor("border-officer"), agency_number("example-border-uz")
    at = dt.datetime(2024, 3, 4, 21, 40, tzinfo=dt.UTC)
    lots = (seizure_row(1, substance="heroin", quantity=2.0, unit="kg", details={"seized_at": at}),)
    what = Submission(uuid7(), "form", "d" * 64, 9, lots, (("Place", "Термез"),), {"detained": 1, "minor": 1})
    with viewing(officer):
        marking = Marking(provider, frozenset({provider, EVERYBODY}))
        found = submit(actor=officer, marking=marking, submission=what, at=now(), transfer=LAW).seizure
    with as_role("worker"):
        follow()
    return found


def send(client, seizure, **changes):
    """Send the form as it is shown, with some fields changed."""
    text = client.get(f"/records/{seizure.pk}/correction/").content.decode()
    sent = dict(re.findall(r'<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"', text))
    for name, options in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', text, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        sent[name] = chosen[1] if chosen else ""
    sent |= {"reason": "counted again"} | changes
    return client.post(f"/records/{seizure.pk}/correct/", sent)


def lines(client, seizure, as_role):
    with as_role("worker"):
        follow()
    text = client.get(f"/records/{seizure.pk}/").content.decode()
    found = re.findall(r"<li>([^<]*): <del><bdi>(.*?)</bdi></del> → <ins><bdi>(.*?)</bdi></ins>", text)
    return text, found


def test_counts_are_corrected_and_the_history_says_what_stood_before(enter, seizure, as_role):
    officer = enter("border-officer")
    assert send(officer, seizure, **{"persons.detained": "2", "persons.witness": "1"}).status_code == 302
    _text, found = lines(officer, seizure, as_role)
    assert found == [("Persons: detained", "1", "2"), ("Persons: witnesses", "0", "1")]
    _text, found = lines(enter("stranger-c"), seizure, as_role)
    assert found == [("Persons: detained", "1", "2")]


def test_a_corrected_minor_is_nowhere_on_the_page_of_a_recipient(enter, seizure, as_role):
    lines(enter("stranger-c"), seizure, as_role)
    send(enter("border-officer"), seizure, **{"persons.minor": "3"}, reason="a second look at the papers")
    text, found = lines(enter("stranger-c"), seizure, as_role)
    assert (found, re.search("(?i)minor|papers|version 2", text)) == ([], None)
    _text, found = lines(enter("border-officer", "ru"), seizure, as_role)
    assert found == [("Лица: несовершеннолетние", "1", "3")]


def test_the_time_is_corrected_by_the_clock_of_the_place(enter, seizure, as_role):
    officer = enter("border-officer")
    assert send(officer, seizure, seized_at="3.15").status_code == 302
    text, found = lines(officer, seizure, as_role)
    assert found == [("Time", "02:40 UTC+05:00", "03:15 UTC+05:00")]
    assert "03:15 UTC+05:00" in text
    with viewing(actor("border-officer")):
        assert Seizure.objects.get().seized_at == dt.datetime(2024, 3, 4, 22, 15, tzinfo=dt.UTC)


def test_a_time_may_be_told_by_another_clock_and_is_shown_by_it(enter, seizure, as_role):
    officer = enter("border-officer")
    send(officer, seizure, seized_at="23:40", clock="180", seized_on="2024-03-04")
    assert "23:40 UTC+03:00" in lines(officer, seizure, as_role)[0]


def test_what_is_sent_as_shown_changes_nothing(enter, seizure):
    answer = send(enter("border-officer"), seizure)
    assert answer.status_code == 422
    assert "Nothing is changed" in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"persons.detained": "two"}, "whole number"),
        ({"persons.detained": "10001"}, "whole number"),
        ({"seized_at": "25:00"}, "Write the time like 02:40"),
        ({"seized_at": "02:41", "clock": ""}, "Choose the clock"),
        ({"seized_at": "02:41", "clock": "7"}, "Choose the clock"),
    ],
)
def test_what_cannot_be_read_comes_back_as_it_was_sent(enter, seizure, changes, line):
    answer = send(enter("border-officer"), seizure, **changes)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert line in text
    for name, value in changes.items():
        if name != "clock":
            assert f'name="{name}"' in text
            assert f'value="{value}"' in text
    with viewing(actor("border-officer")):
        assert dict(Persons.objects.values_list("status", "count")) == {"detained": 1, "minor": 1}
