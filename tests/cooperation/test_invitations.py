"""A calendar of the plan is what RFC 5545 says, whatever stands in an event."""

import datetime as dt
import uuid

import icalendar
from hypothesis import given
from hypothesis import strategies as st

from builders.cooperation import AT, day
from chorsu.cooperation.invitations import calendar_of
from chorsu.cooperation.models import Event
from chorsu.handling.rules import EVERYBODY, MEMBERS


def event(title="Working group", **more):
    values = {
        "id": uuid.UUID(int=7), "kind": "meeting", "since": day("10-24"), "until_day": day("10-25"), "version": 3,
        "entered_at": AT, "changed_at": AT, "audience": [MEMBERS],
    }  # fmt: skip
    return Event(title=title, **(values | more))


def exported(*events, language="en"):
    return calendar_of(events, language=language, at=AT, address=lambda one: f"http://x/cooperation/{one.pk}/")


def read(*events):
    return icalendar.Calendar.from_ical(exported(*events)).walk("VEVENT")


def test_the_last_day_is_inside_and_the_identity_stays():
    (one,) = read(event())
    assert (one["dtstart"].dt, one["dtend"].dt) == (day("10-24"), day("10-26"))
    assert (str(one["uid"]), one["sequence"], one["dtstamp"].dt) == (f"{uuid.UUID(int=7)}@chorsu", 2, AT)


def test_a_withdrawn_event_is_cancelled_in_every_calendar():
    (one,) = read(event(status="planned", withdrawn=True))
    assert str(one["status"]) == "CANCELLED"


def test_a_cancelled_event_and_a_public_one_say_so():
    cancelled, public = read(event(status="cancelled"), event(audience=[EVERYBODY]))
    assert (str(cancelled["status"]), str(public["status"])) == ("CANCELLED", "CONFIRMED")
    assert (str(cancelled["class"]), str(public["class"])) == ("CONFIDENTIAL", "PUBLIC")


def test_lines_are_folded_at_75_octets_and_end_as_they_must():
    data = exported(event("Заседание рабочей группы экспертов по прекурсорам; обмен, опыт\\" * 5))
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")


@given(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300),
    st.text(max_size=200),
    st.text(max_size=80),
)
def test_no_text_breaks_out_of_its_line(title, note, place):
    data = exported(
        event(title, note=note.encode("utf-8", "replace").decode(), place=place.encode("utf-8", "replace").decode())
    )
    (one,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert str(one["uid"]) == f"{uuid.UUID(int=7)}@chorsu"
    assert one["dtend"].dt - one["dtstart"].dt == dt.timedelta(days=2)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
