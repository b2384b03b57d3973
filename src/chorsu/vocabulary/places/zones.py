"""When a day ends in a state: in the time zone of its capital.

Owns `data/places/zones.tsv`. Rules of zones come from the package `tzdata`, whatever the machine has. Must not know who
is in which state.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from zoneinfo import ZoneInfo

from chorsu.vocabulary.places.tables import read_table

__all__ = ["day_ended", "end_of_day", "zone_of"]

_A_DAY = dt.timedelta(days=1)
_FINEST = 15
"""Minutes of which every offset of a zone is a multiple."""


@cache
def _zones() -> dict[str, ZoneInfo]:
    return {row["country"]: ZoneInfo(row["zone"]) for row in read_table("zones.tsv")}


def zone_of(country: str) -> ZoneInfo:
    """The time zone of a state's capital, by ISO 3166-1 alpha-2; UTC for none, and for one that is not listed."""
    return _zones().get(country, ZoneInfo("UTC"))


def end_of_day(day: dt.date, country: str) -> dt.datetime:
    """The moment (UTC) at which a day is over in a state: the first of the next day, wherever clocks jump.

    Raises:
        OverflowError: the calendar has no next day.
    """
    return dt.datetime.combine(day + _A_DAY, dt.time(), zone_of(country)).astimezone(dt.UTC)


def day_ended(moment: dt.datetime) -> dt.date:
    """The last day of what ends at a moment (aware), in whichever state listed: the inverse of `end_of_day`.

    The end of a day lies within twelve hours of midnight UTC in each zone listed, so the midnight next to it tells the
    day. A moment at which nowhere a day ends, as when something was ended at once, is of its day by UTC.
    """
    utc = moment.astimezone(dt.UTC)
    if utc.minute % _FINEST or utc.second or utc.microsecond:
        return utc.date()
    return (utc + _A_DAY / 2 - dt.timedelta(microseconds=1)).date() - _A_DAY
