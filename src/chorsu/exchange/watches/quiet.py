"""Quiet hours: when an alert that comes now may ring. Pure.

Owns the reckoning of hours in a time zone, over midnight and over a change of clocks.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

__all__ = ["quiet_until"]


def quiet_until(at: dt.datetime, zone: ZoneInfo, begin: dt.time, end: dt.time) -> dt.datetime | None:
    """When the quiet hours end (UTC) within which a moment (aware) lies; None where it lies in none.

    They begin with `begin` and are over with `end`, by the wall clock of the zone; two equal times are a whole day,
    which ends with itself and begins again.
    """
    local = at.astimezone(zone)
    clock, day = local.time(), local.date()
    over_midnight = end <= begin
    if over_midnight:
        if clock >= begin:
            day += dt.timedelta(days=1)
        elif clock >= end:
            return None
    elif not begin <= clock < end:
        return None
    ends = dt.datetime.combine(day, end, zone).astimezone(dt.UTC)
    # An hour that the clock goes through twice: what came in the second is not held till the first.
    return ends if ends > at else None
