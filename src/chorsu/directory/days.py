"""When a day ends for an agency: where it is, by the time zone of its state; by UTC for the centre and partners."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, overload

from chorsu.directory.models import State
from chorsu.vocabulary.places.zones import end_of_day, zone_of

if TYPE_CHECKING:
    from chorsu.directory.models import Agency

__all__ = ["day_at", "end_after", "end_of"]


@overload
def end_of(day: dt.date, agency: Agency | int | None) -> dt.datetime: ...
@overload
def end_of(day: None, agency: Agency | int | None) -> None: ...
@overload
def end_of(day: dt.date | None, agency: Agency | int | None) -> dt.datetime | None: ...
def end_of(day: dt.date | None, agency: Agency | int | None) -> dt.datetime | None:
    """The moment (UTC) at which a day is over for an agency, by number or itself; None where no day is named.

    Raises:
        OverflowError: the calendar has no next day.
    """
    return None if day is None else end_of_day(day, _state_of(agency))


def day_at(at: dt.datetime, agency: Agency | int | None) -> dt.date:
    """The day that a moment lies on for an agency, by number or itself."""
    return at.astimezone(zone_of(_state_of(agency))).date()


def end_after(days: int, agency: int, at: dt.datetime) -> dt.datetime:
    """The moment (UTC) at which so many days after a moment are over for an agency, the day it lies on not counted."""
    state = _state_of(agency)
    return end_of_day(at.astimezone(zone_of(state)).date() + dt.timedelta(days=days), state)


def _state_of(agency: Agency | int | None) -> str:
    return "" if agency is None else State.objects.filter(agencies=agency).values_list("code", flat=True).first() or ""
