"""The plan as iCalendar (RFC 5545), for any calendar: whole days, one UID an event, its version as SEQUENCE.

Owns the form of what is exported; escaping and folding are the library's. Must not decide what may be exported: it is
given events that the viewer sees.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import TYPE_CHECKING

from icalendar import Calendar
from icalendar import Event as Component

from chorsu.cooperation.models import Event
from chorsu.cooperation.words import label
from chorsu.handling.rules import EVERYBODY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["calendar_of"]

_PRODUCER = "-//Chorsu//Plan of main events//EN"


def calendar_of(
    events: Iterable[Event], *, language: str, at: dt.datetime, address: Callable[[Event], str], name: str = ""
) -> bytes:
    """The calendar of some events, in UTF-8 with lines of at most 75 octets; `address` gives the page of an event.

    A last day is inside in the plan and outside in iCalendar (`DTEND`), so it is written a day later. An event that is
    not for everybody is of class CONFIDENTIAL.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("x-wr-calname", _plain(name))
    for event in events:
        calendar.add_component(_component(event, language, at, address(event)))
    written: bytes = calendar.to_ical()
    return written


def _component(event: Event, language: str, at: dt.datetime, address: str) -> Component:
    found = Component()
    found.add("uid", f"{event.pk}@chorsu")
    found.add("dtstamp", at.astimezone(dt.UTC))
    found.add("created", event.entered_at.astimezone(dt.UTC))
    found.add("last-modified", event.changed_at.astimezone(dt.UTC))
    found.add("sequence", event.version - 1)
    found.add("dtstart", event.since)
    found.add("dtend", event.until_day + dt.timedelta(days=1))
    found.add("summary", _plain(event.title))
    found.add("status", "CANCELLED" if event.withdrawn or event.status == Event.Status.CANCELLED else "CONFIRMED")
    found.add("categories", [label("event_kinds", event.kind, language)])
    found.add("class", "PUBLIC" if EVERYBODY in event.audience else "CONFIDENTIAL")
    found.add("url", address)
    where = ", ".join(part for part in (event.place, event.country) if part)
    if where:
        found.add("location", _plain(where))
    said = [label("event_modes", event.mode, language) if event.mode else "", ", ".join(event.organisers), event.note]
    if text := "\n".join(_plain(part) for part in (*said, event.reason) if part):
        found.add("description", text)
    return found


def _plain(text: str) -> str:
    """The text without control characters, which RFC 5545 does not allow; a line break stays one."""
    return "".join(char for char in text if char in "\n\t" or unicodedata.category(char) != "Cc")
